"""Sentences on the greatest or the least of a column, which a table as a whole bears out.

'자립률이 가장 높은 마을은 윗여울이다' stands in no row: all of them have to be seen.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from corpus.symbols import ANY_BRACKETED_AT_END
from corpus.table import cell_texts, is_row, is_rule
from index import Passage, analyse, bare
from rag.checking.derived import amount
from rag.checking.figures import THOUSANDS, number_of
from rag.language.table_clauses import Row, tables
from rag.language.values import Value, values_of

_MOST = re.compile(r"가장\s?(?:높|많|크|큰|큽|컸|길|긴|깁|넓|비싸|비싼|무겁|무거)")
_LEAST = re.compile(r"가장\s?(?:낮|적|작|짧|좁|싸|싼|쌉|가볍|가벼)")
# '가장 높은 마을은': of what kind the rows are.
_KIND = re.compile(r"가장\s\S+\s([가-힣]{2,}?|[가-힣])(?:은|는|이|가)\s")
# What denies it, or tells of some of the rows only.
_OTHERWISE = re.compile(
    r"않|아니|아닌|아닙|못|제외|빼고|다음|번째|가운데|중에|중에서|\s중\s|외에|이외"
)
# A number alone in a cell, whose unit the name of the column tells.
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
# What tells of the greatest or the least, in whatever words.
EXTREME = re.compile(r"가장|제일|최[고대다저소장단상하]|으뜸|첫째|꼴찌")
_HIGHEST = re.compile(
    r"(?:가장|제일)(?:\s\S+)?\s(?:높|많|크|큰|큽|컸|길|긴|깁|넓|비싸|비싼|무겁|무거|오래)|최[고대다장]|으뜸"
)
_LOWEST = re.compile(r"(?:가장|제일)(?:\s\S+)?\s(?:낮|적|작|짧|좁|싸|싼|쌉|가볍|가벼)|최[저소단]")
_TOTAL = re.compile(r"(?:[^|:]+: )?(?:합\s?계|소\s?계|총\s?계|계|평균)")
_SMALL = 99
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Table:
    """The names of columns, the rows below them, and where each row stands in the text."""

    header: list[str]
    rows: list[list[str]]
    spans: list[Span]


def extreme_row(text: str, passages: Sequence[Passage]) -> tuple[Passage, Span] | None:
    """The row that a sentence names as first or last of a column, where that is so."""
    most, least = _MOST.search(text), _LEAST.search(text)
    if bool(most) == bool(least) or _OTHERWISE.search(text):
        return None
    for passage in passages:
        for table in _tables(passage):
            place = _named_row(text, table)
            column = _named_column(text, table)
            if place is None or column is None:
                continue
            tells = _tells_only(text, table, place, column, passage.context)
            if tells and _is_first(table, place, column, least=bool(least)):
                return passage, table.spans[place]
    return None


def _tables(passage: Passage) -> Iterator[_Table]:
    """The tables that a passage has from the first row to the last."""
    lines, end = [], 0
    for line in passage.text.splitlines(keepends=True):
        lines.append((line.strip(), end, end + len(line.rstrip())))
        end += len(line)
    start = 0
    for place, (line, *_) in enumerate([*lines, ("", 0, 0)]):
        if is_row(line):
            continue
        whole = (start or not passage.columns) and (place < len(lines) or not passage.goes_on)
        block = lines[start:place]
        if whole and len(block) > 3 and is_rule(block[1][0]):
            rows = [cell_texts(row) for row, *_ in block[2:]]
            yield _Table(cell_texts(block[0][0]), rows, [(a, b) for _, a, b in block[2:]])
        start = place + 1


def _named_row(text: str, table: _Table) -> int | None:
    """The only row whose first cell a sentence names."""
    said = bare(text)
    named = [n for n, row in enumerate(table.rows) if row[0] and bare(row[0]) in said]
    return named[0] if len(named) == 1 else None


def _named_column(text: str, table: _Table) -> int | None:
    """The only column that a sentence names, but for the first."""
    said = bare(text)
    names = [bare(ANY_BRACKETED_AT_END.sub("", name)) for name in table.header]
    named = [n for n, name in enumerate(names) if n and name and name in said]
    return named[0] if len(named) == 1 else None


def _is_first(table: _Table, place: int, column: int, *, least: bool) -> bool:
    """Whether a row has the greatest or the least number of a column, and no other has it."""
    numbers = [_number(row[column]) if column < len(row) else None for row in table.rows]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return False
    best = min(known) if least else max(known)
    return known[place] == best and known.count(best) == 1


def _number(cell: str) -> Fraction | None:
    """The number of a cell that holds nothing else."""
    if _NUMBER.fullmatch(cell):
        return Fraction(cell.replace(",", ""))
    found = values_of(cell)
    alone = len(found) == 1 and found[0].end - found[0].start == len(cell)
    return amount(found[0]) if alone else None


def _tells_only(text: str, table: _Table, place: int, column: int, context: str) -> bool:
    """Whether all that a sentence names stands in the row, its column or the title."""
    cell = table.rows[place][column]
    told = bare(" ".join((*table.header, *table.rows[place][:1], context)))
    kind = _KIND.search(text)
    if kind and kind[1] not in bare(" ".join(table.header)):
        return False
    rest = text.replace(table.rows[place][0], "이것")
    others = [value for value in values_of(rest) if not _is_of(value, cell)]
    nouns = [m.form for m in analyse(rest) if m.is_noun]
    return not others and all(noun in told or noun in bare(cell) for noun in nouns)


def _is_of(value: Value, cell: str) -> bool:
    """Whether a value is the number of a cell, with its unit or without."""
    number = _number(cell)
    return number is not None and (amount(value) or value.forms[0]) in (number, str(number))


def at_end(text: str, passages: Sequence[Passage]) -> bool | None:
    """Whether a number of a sentence on the greatest or least stands first in some column.

    None where it tells of no such thing, or none of its numbers stands in a column. Looser than
    `extreme_row`: the table may begin or go on elsewhere, and neither row nor column is named.
    """
    most, least = _HIGHEST.search(text), _LOWEST.search(text)
    if bool(most) == bool(least):
        return None
    told = values_of(text)
    own = {number for value in told if (number := number_of(value)) is not None}
    standing = [
        [number == (min if least else max)(column) for number in column if _is_among(number, own)]
        for passage in passages
        for table in tables(passage.text, passage.columns)
        for column in _columns(table)
    ]
    found = [one for column in standing for one in column]
    return any(found) if found else None


def _is_among(number: Fraction, own: Collection[Fraction]) -> bool:
    """Whether a number is one of some, or so many thousands of it are."""
    scales = (1, *THOUSANDS) if number > _SMALL else (1,)
    return any(number * scale in own for scale in scales)


def _columns(table: Sequence[Row]) -> list[list[Fraction]]:
    """The numbers of each column, but for totals; a name that comes again is another column."""
    columns: dict[tuple[str, int], list[Fraction]] = {}
    for names, cells in table:
        if any(map(_TOTAL.fullmatch, cells)):
            continue
        for place, (name, cell) in enumerate(zip(names, cells, strict=False)):
            below = cell.startswith(("△", "▲"))
            number = _number(cell.lstrip("△▲ "))
            if number is not None and not name.endswith(("연도", "년도")):
                own = columns.setdefault((name, names[:place].count(name)), [])
                own.append(-number if below else number)
    return [one for one in columns.values() if len(one) > 1]
