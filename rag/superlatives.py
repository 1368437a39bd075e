"""The row of a table that has most or least of something: '가장 비싼 요금제', '두 번째로 많은'.

Only of a table that stands whole in its passage, with a number of one unit in each of its rows;
rows of totals do not compete.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from index import analyse
from rag.comparing import MEASURES, MORE, is_degree
from rag.listing import NUMERALS
from rag.span_features import Query
from rag.span_scores import Candidate, Judged
from rag.spans import ReadPassage
from rag.tables import Cell, cells, held, tables
from rag.values import values

_RANK = re.compile(r"가장|제일|최고|최저|최대|최소|(?P<n>두|세|네|다섯|[2-5])\s?번째로")
_TOTALS = re.compile(r"합\s?계|총\s?계|소\s?계|전체|평균|계|total|sum", re.IGNORECASE)
_LEFT_OUT = frozenset("순위 번호 no 연번".split())
_ROWS = frozenset("것 곳 나라 누구 쪽".split())
# A passage that is longer may end before its table does.
_WHOLE = 550


def extreme(judged: Judged) -> tuple[Candidate, str] | None:
    """The cell that a superlative asks for, with its row; None where no whole table tells it."""
    query = judged.spans.query
    rank, degree = _RANK.search(query.text), _degree(query)
    if rank is None or degree is None:
        return None
    number = NUMERALS[rank["n"]] if rank["n"] else 1
    found = [one for read in judged.spans.reads for one in _found(query, read, degree, number)]
    if len({text for _, _, text in found}) != 1:
        return None
    read, row, text = found[0]
    one = judged.sentence_at(read.passage, read.start_of(row))
    return (one, text) if one is not None else None


def _degree(query: Query) -> str | None:
    return next((m.form for m in query.morphemes if is_degree(m)), None)


def _found(
    query: Query, read: ReadPassage, degree: str, number: int
) -> Iterator[tuple[ReadPassage, int, str]]:
    """The row of that rank and its cell that is asked for, of each table that tells it."""
    for header, rows in tables(read):
        if read.passage.columns or (rows[-1:] == [len(read.sentences) - 1] and _is_long(read)):
            continue
        table = {row: cells(read, row) for row in rows}
        table = {
            row: own for row, own in table.items() if not _TOTALS.fullmatch(own[_label(header)][0])
        }
        column = _column(query, header, degree)
        numbers = _numbers([own[column][0] for own in table.values()]) if column else []
        ranked = sorted(zip(numbers, table, strict=False), reverse=degree in MORE)
        if number <= len(ranked) and [n for n, _ in ranked].count(ranked[number - 1][0]) == 1:
            row = ranked[number - 1][1]
            wanted = _wanted(query, header, column)
            if wanted is not None:
                yield read, row, table[row][wanted][0]


def _is_long(read: ReadPassage) -> bool:
    return len(read.passage.text) > _WHOLE


def _column(query: Query, header: Sequence[Cell], degree: str) -> int:
    """The column that is measured: the last that the question names, else by the degree; or 0."""
    names, label = MEASURES.get(degree, ()), held(query, *header[_label(header)])
    others = [n for n in range(len(header)) if n > _label(header)]
    if names:
        fitting = [n for n in others if any(name in header[n][0] for name in names)]
    else:
        fitting = [n for n in others if held(query, *header[n]).keys() - label]
    return fitting[0] if len(fitting) == 1 else 0


def _label(header: Sequence[Cell]) -> int:
    """The column that names the rows: the first that is no rank."""
    return int("".join(header[0][0].split()).lower() in _LEFT_OUT and len(header) > 2)


def _numbers(texts: Sequence[str]) -> list[Fraction]:
    """The number in each cell; none where a cell has none or several, or the units differ."""
    found = [[v for v in values(text, analyse(text)) if v.unit != "code"] for text in texts]
    if len(texts) < 2 or any(len(one) != 1 for one in found):
        return []
    units = {one[0].unit for one in found}
    if len(units) != 1 or units & {"date", "제", "호"}:
        return []
    return [Fraction(one[0].forms[0].removesuffix(one[0].unit)) for one in found]


def _wanted(query: Query, header: Sequence[Cell], column: int) -> int | None:
    """The column that the question asks for by its last noun: what names the rows, or another."""
    head = query.asked.head[:1]
    for number, (text, _) in enumerate(header):
        if number != column and any(noun in text for noun in head):
            return number
    first = _label(header)
    plain = not head or head[0] in _ROWS or bool(held(query, *header[first]))
    return first if plain else None
