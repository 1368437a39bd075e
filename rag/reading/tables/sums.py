"""Sums that no document states: the rows that would have to be added, rather than a number.

Where a table has a row of totals, the cells tell the sum themselves.
"""

import re

from rag.reading.scoring.query import Query, has_all_of
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.cells import TOTALS, Table, held, tables, whole_tables
from rag.reading.tables.columns import is_of_contact
from rag.reading.tables.measuring import measured_columns, only_measured

_ASKS = re.compile(
    r"(?:합계|소계)(?=액|금액|[은는이가를]?(?:\s|\?|$))|총합|총액|총계"
    r"|총 ?(?:예산|비용|금액|매출|인원)"
    r"|(?:모두|다|전부) ?(?:더하|더한|합치|합친|합하|합한|합해)"
    r"|(?<![가-힣])(?:합치면|합하면|더하면|합친|합한|더한)\s[^?]{0,8}(?:얼마|몇)"
)
_ASKS_TOTAL = re.compile(rf"{_ASKS.pattern}|총 ?(?:얼마|몇)")
_STATES = re.compile(r"^[^|\n]*(?:합계|총합|총액|총계|합하면|합치면|모두|전체|총)[^|\n]*\d")
_MOST = 12
NOTICE = (
    "찾은 표에 합계가 적혀 있지 않아 더한 값을 말씀드리지 않습니다. 더할 값이 있는 행 {count}개를 "
    "보여 드립니다."
)


def asks_sum(question: str) -> bool:
    """Whether a question wants numbers added up."""
    return _ASKS.search(question) is not None


def addends(judged: Judged) -> list[Candidate]:
    """The rows of the only table with a column that is asked for, or those of it that are named.

    None where it has a total of all, or where a sentence of what was read states a sum.
    """
    query = judged.spans.query
    asked = _ASKS.search(query.text)
    if asked is None:
        return []
    if named := _named(judged):
        return named
    found = []
    for read in judged.spans.reads:
        for table in whole_tables(read):
            columns = measured_columns(query, table.header, query.text[: asked.start()], "")
            totals = any(TOTALS.search(own[0][0]) for own in table.rows.values())
            if len(columns) == 1 and not totals:
                found.append((read, table, columns[0]))
    if len(found) != 1 or len(found[0][1].rows) > _MOST:
        return []
    read, table, column = found[0]
    nouns = [term for term in held(query, *table.header[column]) if len(term) > 1]
    stated = [one.text for one in judged.candidates if _STATES.search(one.text)]
    if any(noun in text for noun in nouns for text in stated):
        return []
    return judged.sentences(read, table.rows)


def total(judged: Judged) -> tuple[Candidate, str] | None:
    """The total that a table states, of the group that is named or of all; None where none does."""
    query = judged.spans.query
    asked = _ASKS_TOTAL.search(query.text)
    if asked is None:
        return None
    found = []
    for read in judged.spans.reads:
        for table in tables(read):
            columns = measured_columns(query, table.header, query.text[: asked.start()], "")
            for row, own in table.rows.items():
                of = TOTALS.sub("", own[0][0]).strip()
                named = sum(held(query, of, frozenset(of.lower().split())).values()) if of else 0.0
                if TOTALS.search(own[0][0]) and bool(of) == bool(named) and columns:
                    found.append((named, read, row, own[columns[0]][0] * (len(columns) == 1)))
    most = max((named for named, *_ in found), default=0.0)
    best = [one for one in found if one[0] == most]
    if len({text for *_, text in best}) != 1 or (not most and _names_row(judged)):
        return None
    _, read, row, text = best[0]
    one = judged.sentence(read, row)
    return (one, text) if one is not None else None


def _names_row(judged: Judged) -> bool:
    """Whether a question names a row that is no total: the total of all is not asked for then."""
    query = judged.spans.query
    rows = (own for read in judged.spans.reads for t in tables(read) for own in t.rows.values())
    plain = (own[0] for own in rows if not TOTALS.search(own[0][0]))
    return any(has_all_of(query, text) for text, _ in plain)


def _named(judged: Judged) -> list[Candidate]:
    """The rows of the only table of which a question names several, with a value to add up."""
    query = judged.spans.query
    found = []
    for read in judged.spans.reads:
        for table in tables(read):
            rows = _rows_named(query, table)
            before = query.text[: query.text.find(table.rows[rows[-1]][0][0])] if rows else ""
            columns = measured_columns(query, table.header, before, "") or only_measured(table)
            if (
                len(rows) > 1
                and len(columns) == 1
                and not is_of_contact(table.header[columns[0]][0])
            ):
                found.append((read, rows))
    if len(found) != 1:
        return []
    read, rows = found[0]
    return judged.sentences(read, rows)


def _rows_named(query: Query, table: Table) -> list[int]:
    """The rows that a question names by all of their first cell."""
    return [row for row, own in table.rows.items() if has_all_of(query, own[0][0])]
