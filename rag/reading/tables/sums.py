"""Sums: what a row of totals states, else what the rows add up to that a question names.

Of a whole table without totals the rows that would have to be added are shown rather than a number:
nobody knows whether some of them are part of others.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rag.language.spans import ReadPassage
from rag.reading.scoring.query import Query, has_all_of
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.cells import TOTALS, Cell, Table, is_total, tables, whole_tables
from rag.reading.tables.columns import is_of_contact, unit_of_column
from rag.reading.tables.differences import tells_nouns
from rag.reading.tables.filters import rows_named
from rag.reading.tables.matching import held
from rag.reading.tables.measuring import (
    NO_SIZES,
    Reckoned,
    amount,
    measured_columns,
    only_measured,
    plainly,
    value_of,
    written,
)

_ASKS = re.compile(
    r"(?:합계|소계)(?=액|금액|[은는이가를]?(?:\s|\?|$))|총합|총액|총계"
    r"|총 ?(?:예산|비용|금액|매출|인원)"
    r"|(?:모두|다|전부) ?(?:더하|더한|합치|합친|합하|합한|합해)"
    r"|(?<![가-힣])합[은이]?\s(?:얼마|몇)"
    r"|(?<![가-힣])(?:합치면|합하면|더하면|합쳐서?|합해서?|더해서?|합친|합한|더한)\s[^?]{0,8}(?:얼마|몇)"
    r"|(?<![가-힣])(?:합치면|합하면|더하면|합산하면)(?:요)?\s*\?*$"
)
_ASKS_TOTAL = re.compile(rf"{_ASKS.pattern}|총 ?(?:얼마|몇)")
_STATES = re.compile(r"^[^|\n]*(?:합계|총합|총액|총계|합하면|합치면|모두|전체|총)[^|\n]*\d")
_MOST = 12
NOTICE = (
    "찾은 표에 합계가 적혀 있지 않아 더한 값을 말씀드리지 않습니다. 더할 값이 있는 행 {count}개를 "
    "보여 드립니다."
)
_SUMMED = "문서에 합계가 적혀 있지 않아 값을 더했습니다: {values}."


@dataclass(frozen=True, slots=True)
class _Addends:
    """Some rows of a table and the column with what they add up to."""

    read: ReadPassage
    table: Table
    rows: Sequence[int]
    column: int


def asks_sum(question: str) -> bool:
    """Whether a question wants numbers added up."""
    return _ASKS.search(question) is not None


def summed(judged: Judged) -> Reckoned | None:
    """What the rows add up to that a question names; None where a total does or no number can."""
    query = judged.spans.query
    found = _named(judged) if _ASKS.search(query.text) and not total(judged) else None
    if found is None or not tells_nouns(judged, found.read):
        return None
    texts = [found.table.rows[row][found.column][0] for row in found.rows]
    units = {value.unit if (value := value_of(text)) else None for text in texts}
    unit = next(iter(units))
    if len(units) > 1 or unit is None or unit in NO_SIZES:
        return None
    unit = unit or unit_of_column(found.table.names[found.column])
    told = written(sum(map(amount, texts), Fraction(0)), unit, texts)
    notice = _SUMMED.format(values=" + ".join(map(plainly, texts)))
    return Reckoned(judged.sentences(found.read, found.rows), told, notice) if told else None


def is_totalled(judged: Judged) -> bool:
    """Whether a table states the total that is asked for, and all that is asked is told there."""
    found = total(judged) if asks_sum(judged.spans.query.text) else None
    own = [read for read in judged.spans.reads if found and read.passage == found[0].passage]
    return any(tells_nouns(judged, read) for read in own)


def addends(judged: Judged) -> list[Candidate]:
    """The rows of the only table with a column that is asked for, or those of it that are named.

    None where it has a total of all, or where a sentence of what was read states a sum.
    """
    query = judged.spans.query
    asked = _ASKS.search(query.text)
    if asked is None:
        return []
    if named := _named(judged):
        return judged.sentences(named.read, named.rows)
    found = []
    for read in judged.spans.reads:
        for table in whole_tables(read):
            columns = measured_columns(query, table.header, query.text[: asked.start()], "")
            totals = any(TOTALS.search(own[0][0]) or is_total(own) for own in table.rows.values())
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
    before = query.text[: asked.start()]
    told = [(read, table) for read in judged.spans.reads for table in tables(read)]
    found = []
    for read, table in told:
        columns = measured_columns(query, table.header, before, "")
        groups = _groups_named(query, [one for _, one in told if one.names == table.names])
        for row, own in table.rows.items():
            of = TOTALS.sub("", own[0][0]).strip()
            named = sum(held(query, of, frozenset(of.lower().split())).values()) if of else 0.0
            meant = bool(of) == bool(named) and (not groups or of in groups)
            if TOTALS.search(own[0][0]) and meant and columns:
                found.append((named, read, row, own[columns[0]][0] * (len(columns) == 1)))
    most = max((named for named, *_ in found), default=0.0)
    best = [one for one in found if one[0] == most]
    if len({text for *_, text in best}) != 1 or (not most and _names_row(judged)):
        return None
    _, read, row, text = best[0]
    one = judged.sentence(read, row)
    return (one, text) if one is not None else None


def _groups_named(query: Query, parts: Sequence[Table]) -> set[str]:
    """What some rows of a table have in common that a question names: the total of that is meant.

    A table that is cut is given in its parts.
    """
    rows = (part.rows[row] for part in parts for row in rows_named(query, part))
    return {text for own in rows for text, _ in own if has_all_of(query, text)}


def _names_row(judged: Judged) -> bool:
    """Whether a question names a row that is no total: the total of all is not asked for then."""
    query = judged.spans.query
    told = [table for read in judged.spans.reads for table in tables(read)]
    named = (name for t in told for own in t.rows.values() for name in (own[0][0], _name(t, own)))
    return any(has_all_of(query, name) for name in named if not TOTALS.search(name))


def _is_totalled(query: Query, table: Table) -> bool:
    """Whether a row is the total of a group that a question names: '총무팀 | 소계 | 31'.

    '금액 합계' is that of a column.
    """
    totals = (own[0][0] for own in table.rows.values() if is_total(own))
    groups = filter(None, (TOTALS.sub("", text).strip() for text in totals))
    return any(has_all_of(query, one) and one not in table.names for one in groups)


def _name(table: Table, row: Sequence[Cell]) -> str:
    return row[table.label][0] if table.label < len(row) else ""


def _named(judged: Judged) -> _Addends | None:
    """The rows of the only table of which a question names several, with a value to add up.

    It names each, or what they have in common: '회의실 비품 금액 다 더하면'.
    """
    query = judged.spans.query
    found = []
    for read in judged.spans.reads:
        for table in tables(read):
            if _is_totalled(query, table):
                continue
            # Where rows are numbered, the first cell does not name them.
            names = {row: _name(table, own) for row, own in table.rows.items()}
            own = [row for row, name in names.items() if has_all_of(query, name)]
            before = query.text[: query.text.find(names[own[-1]])] if own else ""
            if len(own) < 2:
                whole = table in whole_tables(read)
                own, before = rows_named(query, table) if whole else [], query.text
            columns = measured_columns(query, table.header, before, "") or only_measured(
                replace(table, rows={row: table.rows[row] for row in own})
            )
            plain = len(columns) == 1 and not is_of_contact(table.header[columns[0]][0])
            if len(own) > 1 and plain and all(columns[0] < len(table.rows[row]) for row in own):
                found.append(_Addends(read, table, own, columns[0]))
    # A table that is cut is read as a part and as a whole.
    told = {tuple(one.table.rows[row][one.column][0] for row in one.rows) for one in found}
    return found[-1] if len(told) == 1 else None
