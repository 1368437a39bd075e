"""What each row of a table tells, where a question names its column and no row, or several alike.

'수강료는 얼마야?' of a table with a row a class: the price of any one class would mislead. So would
that of one wedding for '결혼하면 얼마 줘?', where '본인 결혼' and '자녀 결혼' have a row each.
"""

import re

from rag.language.spans import ReadPassage
from rag.language.values import values_of
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.cells import FIGURE, Cell, Table, tables
from rag.reading.tables.comparing import RANK
from rag.reading.tables.selection import is_cell
from rag.reading.tables.sums import asks_sum

_FEWEST, _MOST = 2, 8
_LONGEST = 120
_KINDS = frozenset(["number", "date", "thing"])
# What all rows together have; what holds on a condition may be told of one of them only.
_OF_ALL = re.compile(r"모두|(?<!안)전부|총|합계|평균|다 합|최[대소고저]|이상|이하|미만|넘")
_ON_CONDITION = re.compile(r"(?<=[가-힣])면 ")
# '반별 수업료', '회원마다 몇 권'
_OF_EACH = re.compile(r"[가-힣]별(?:로)?\s|[가-힣]마다\s")
_Row = tuple[int, list[Cell]]


def each_row(judged: Judged) -> tuple[list[Candidate], str] | None:
    """The rows with what each tells, where the likeliest answer is the cell of one of them.

    None where a word of the question tells which row is meant.
    """
    query = judged.spans.query
    best = max(judged.candidates, key=lambda one: one.short_score)
    if query.asked.kind not in _KINDS or query.wants_verdict or not best.text.startswith("|"):
        return None
    picks = RANK.search(query.text) or _OF_ALL.search(query.text) or values_of(query.text)
    if picks or asks_sum(query.text):
        return None
    if is_cell(judged) and not _OF_EACH.search(query.text):
        return None
    for read in judged.spans.reads:
        if read.passage != best.passage:
            continue
        number = read.sentence_at(best.start - read.passage.start)
        for table in tables(read):
            if len(table.things.get(number, ())) == len(table.header):
                return _told(judged, read, table, number, best.short)
    return None


def _told(
    judged: Judged, read: ReadPassage, table: Table, number: int, said: str
) -> tuple[list[Candidate], str] | None:
    whole = [(n, list(row)) for n, row in table.things.items() if len(row) == len(table.header)]
    column = next((n for n, (text, _) in enumerate(table.things[number]) if said in text), None)
    if column is None or column == table.label or not _FEWEST <= len(whole) <= _MOST:
        return None
    meant = _meant(judged.spans.query, whole, number)
    if len(meant) == len(whole) and _ON_CONDITION.search(judged.spans.query.text):
        return None
    told = {row[table.label][0]: row[column][0] for _, row in meant}
    apart = len(told) == len(meant) and len({*told.values()}) > 1 and all(told)
    units = {tuple(value.unit for value in values_of(text)) for text in told.values()}
    figures = all(FIGURE.match(text) for text in told.values()) and len(units) == 1
    if not apart or not figures:
        return None
    short = ", ".join(f"{name}: {text}" for name, text in told.items())
    rows = judged.sentences(read, [n for n, _ in meant])
    return rows, short if len(short) <= _LONGEST else ""


def _meant(query: Query, rows: list[_Row], number: int) -> list[_Row]:
    """The rows that have every word of the question that the likeliest row has."""
    told = {n: {term for term in query.terms if _has(term, row)} for n, row in rows}
    return [(n, row) for n, row in rows if told[n] >= told[number]]


def _has(term: str, row: list[Cell]) -> bool:
    return any(term in terms or term in text for text, terms in row)
