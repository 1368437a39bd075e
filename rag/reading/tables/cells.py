"""The tables of a passage: the names of their columns, and the cells of each row with their words.

Which cell answers a question is told in selection.py.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby, takewhile
from operator import attrgetter

from corpus.table import Span, cell_spans, cell_text
from index import Morpheme, analyse, content_terms, terms_of
from rag.language.spans import ReadPassage
from rag.reading.kinds.sorts import BARE_YEAR
from rag.reading.tables.columns import SHORT_YEAR, lies_across, naming

Cell = tuple[str, frozenset[str]]
"""The text of a cell, and the content terms in it."""
NO_CELL: Cell = ("", frozenset())
# Of more cells one may be called as its column is.
_FEW = 2
# A cell of a sheet carries the name of its column: "| 월: 3월 | 오전 09:00~ 과목: 회계 |".
NAMED = re.compile(r"(?P<name>(?:[^:]|:(?! )){1,40}): (?P<said>.+)", re.DOTALL)
# Columns that tell of all the others, and are no thing or year beside them.
BESIDE_THINGS = frozenset("비고 증감 차이 단위 합계 계 내용".split())
TOTALS = re.compile(
    r"합\s?계|총\s?계|소\s?계|전체|평균|(?<![가-힣])계(?![가-힣])|total|sum", re.IGNORECASE
)
# The name of a total, of a group of rows too: '영업부 소계'.
GROUP_TOTAL = re.compile(r"(?:.*[가-힣)] )?(?:소\s?계|합\s?계|총\s?계|계)")
FIGURE = re.compile(r"[-+△▲]?\d")
BARE_FIGURE = re.compile(r"[-△▲]?\d[\d,]*(?:\.\d+)?")
_WEEKDAY = re.compile(r"([월화수목금토일])(?:\s?\([^()]*\))?$")
# What calls the rows calls so large a share of them at least.
_MOST_NAMED = 0.5


# Without slots, so that what is asked of it for every row is worked out once.
@dataclass(frozen=True)
class Table:
    """The names of the columns, and by sentence the cells of each row, one a column.

    `begins` tells whether the table has its first row here.
    """

    header: Sequence[Cell]
    rows: Mapping[int, Sequence[Cell]]
    begins: bool

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names alone, as the columns come."""
        return tuple(name for name, _ in self.header)

    @cached_property
    def turns(self) -> tuple[int, ...]:
        """For each column which of those of its name it is, from 1; 0 where no other has it.

        Groups of columns tell the same of several: '인수 담당 | 인수 일자 | 인계 담당 | 인계 일자'.
        """
        names = self.names
        groups = _groups_alike(names)
        turns = {group: n for n, group in enumerate(groups, 1)}
        return tuple(
            names[: n + 1].count(name)
            if names.count(name) > 1
            else turns.get(name.partition(" ")[0], 0)
            for n, name in enumerate(names)
        )

    @cached_property
    def label(self) -> int:
        """The column that names the rows; the first, their number, where names come twice.

        Where those name groups, it is the next column of words that names each: '구분 | 품목'.
        """
        column = naming(self.names)
        own = [row for row in self.rows.values() if len(row) == len(self.header)]
        called, numbered = ([row[n][0] for row in own] for n in (column, 0))
        twice = len({*called}) < len(called)
        if twice and len({*numbered}) == len(numbered):
            return 0
        plain = [row for row in own if not is_total(row)]
        further = (n for n in range(column, len(self.header)) if _are_names(plain, n))
        return next(further, column) if twice else column

    @cached_property
    def naming_first(self) -> int:
        """How many columns name the rows of a table that lies across: the first and unnamed ones.

        '항목 | | 갑사 | 을사' with '단가 | 흑백 | 9 | 10' and '단가 | 컬러 | 88 | 85'.
        """
        unnamed = takewhile(lambda n: not self.names[n], range(1, len(self.names)))
        return 1 + sum(1 for _ in takewhile(self._has_words, unnamed))

    def _has_words(self, column: int) -> bool:
        """Whether no cell of a column is a bare figure."""
        told = (own[column][0] for own in self.rows.values() if column < len(own))
        return not any(map(BARE_FIGURE.fullmatch, told))

    @cached_property
    def things(self) -> Mapping[int, Sequence[Cell]]:
        """The rows that are each of one thing: no totals, nor rows that a group has beside them."""
        label = self.label
        grouped = label > naming(self.names)
        return {
            row: own
            for row, own in self.rows.items()
            if not is_total(own) and not (grouped and not "".join(t for t, _ in own[label:][:1]))
        }

    @cached_property
    def lies_across(self) -> bool:
        """Whether it has a column a thing and a row for each thing that is told of all.

        No column of words stands beside one of figures there: '구분 | 품목 | 1월 | 2월' has rows
        called by two columns.
        """
        if not lies_across(self.names):
            return False
        kinds = set()
        for column in range(self.naming_first, len(self.header)):
            told = [own[column][0] for own in self.rows.values() if column < len(own)]
            figures = {FIGURE.match(text) is not None for text in told if text.strip("-–")}
            kinds.add(figures.pop() if len(figures) == 1 else None)
        return len(self.rows) < 2 or not {True, False} <= kinds


def _groups_alike(names: Sequence[str]) -> list[str]:
    """The groups of columns that have a column of the same name below them, as they come."""
    groups: dict[str, set[str]] = {}
    for name in names:
        group, _, own = name.partition(" ")
        groups.setdefault(group, set()).update([own] if own else [])
    return [
        group
        for group, own in groups.items()
        if any(own & others for other, others in groups.items() if other != group)
    ]


def is_total(row: Sequence[Cell]) -> bool:
    """Whether a row tells a total, of all or of a group: '합계', '영업부 | 소계', '영업부 소계'."""
    words = [text for text, _ in takewhile(lambda cell: not FIGURE.match(cell[0]), row)]
    return bool(words) and (
        TOTALS.fullmatch(words[0]) is not None or any(map(GROUP_TOTAL.fullmatch, words))
    )


def _are_names(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether words of a column call most rows each by another name, and none by the same."""
    called = [row[column][0] for row in rows if row[column][0]]
    words = not any(map(FIGURE.match, called))
    return words and len({*called}) == len(called) > _MOST_NAMED * len(rows)


@lru_cache(maxsize=256)
def tables(read: ReadPassage) -> tuple[Table, ...]:
    """The tables of a passage; the first may go on."""
    return tuple(_tables(read))


def _tables(read: ReadPassage) -> Iterator[Table]:
    going_on = list(takewhile(lambda number: _is_row(read, number), range(len(read.sentences))))
    if read.passage.columns:
        columns = read.passage.columns
        names = _cells_of(columns, analyse(columns), (0, len(columns)))
        yield _table(read, names, going_on, begins=False)
    rows_of: dict[int, list[int]] = {}
    for sentence, header in read.headers.items():
        if sentence > header + 1:
            rows_of.setdefault(header, []).append(sentence)
    for header, rows in rows_of.items():
        yield _table(read, cells(read, header), rows, begins=True)
    yield from _sheets(read)


def whole_tables(read: ReadPassage) -> Iterator[Table]:
    """The tables that stand whole in a passage."""
    return (one for one in tables(read) if one.begins and not _breaks_off(read, one))


def _breaks_off(read: ReadPassage, table: Table) -> bool:
    """Whether a table goes on where its passage ends."""
    return read.passage.goes_on and max(table.rows, default=0) == len(read.sentences) - 1


def _table(
    read: ReadPassage, header: Sequence[Cell], rows: Sequence[int], *, begins: bool
) -> Table:
    names = [name for name, _ in header]
    told = {row: cells(read, row) for row in rows}
    # The names of columns that stand below the same names are no row.
    own = {row: one for row, one in told.items() if [text for text, _ in one] != names}
    return Table(header, own, begins)


def _sheets(read: ReadPassage) -> Iterator[Table]:
    """The tables whose cells carry the names of their columns."""
    named = {n: _named_cells(read, n) for n in range(len(read.sentences)) if _is_row(read, n)}
    # A row of the names alone, and what tells of no table, parts one from the next.
    for is_named, group in groupby(range(len(read.sentences)), lambda n: bool(named.get(n))):
        block = list(group)
        if not is_named:
            continue
        names = list(dict.fromkeys(name for n in block for name in named[n]))
        header = [cell_of(name) for name, _ in names]
        aligned = {n: [named[n].get(name, NO_CELL) for name in names] for n in block}
        yield Table(header, aligned, begins=block[0] - 1 in named)


def _named_cells(read: ReadPassage, row: int) -> dict[tuple[str, int], Cell]:
    """The cells of a row by the columns that they name; empty where they name none.

    One that says what its column is called has no name before it: '진행' below '진행'. With the
    name comes how many columns before have the same.
    """
    texts = [text for text, _ in cells(read, row)]
    named = [NAMED.fullmatch(text) for text in texts]
    if not any(named) or named.count(None) > (len(named) > _FEW):
        return {}
    found: dict[tuple[str, int], Cell] = {}
    for text, one in zip(texts, named, strict=True):
        name, said = (one["name"], one["said"]) if one else (text, text)
        found[name, sum(name == other for other, _ in found)] = cell_of(said)
    return found


def cell_of(text: str) -> Cell:
    """A cell of such a text, which stands in no passage."""
    return _as_asked(text, terms_of(text))


def _as_asked(text: str, said: frozenset[str]) -> Cell:
    """A cell; '2022' alone is the year that people ask for as '2022년', '월' is '월요일'.

    Reports write it as "'22 상" too.
    """
    if day := _WEEKDAY.match(text):
        return text, said | {f"{day[1]}요일"}
    if found := SHORT_YEAR.search(text):
        return text, said | {f"20{found['year']}", "년"}
    return text, said | {"년"} if BARE_YEAR.fullmatch(text) else said


def names_columns(read: ReadPassage, sentence: int) -> bool:
    """Whether a sentence is the row with the names of a table's columns, which tells nothing."""
    if read.headers.get(sentence) == sentence:
        return True
    following = sentence + 1
    if not all(_is_row(read, n) for n in (sentence, following) if n < len(read.sentences)):
        return False
    below = _named_cells(read, following) if following < len(read.sentences) else {}
    own = [text for text, _ in cells(read, sentence)]
    return bool(below) and {name for name, _ in below} <= {*own}


def _is_row(read: ReadPassage, sentence: int) -> bool:
    return sentence not in read.headers and read.passage.text[read.sentences[sentence][0]] == "|"


def cells(read: ReadPassage, sentence: int) -> list[Cell]:
    """The text of each cell of a row, and the content terms in it."""
    passage = read.passage
    return _cells_of(passage.text, passage.morphemes, read.sentences[sentence])


def _cells_of(text: str, morphemes: Sequence[Morpheme], row: Span) -> list[Cell]:
    """The text of each cell of a row, and the content terms in it."""
    found: list[Cell] = []
    for start, end in cell_spans(text, *row):
        first, last = (bisect_left(morphemes, at, key=attrgetter("start")) for at in (start, end))
        said = frozenset(content_terms(morphemes[first:last]))
        found.append(_as_asked(cell_text(text[start:end]), said))
    return found
