"""Which columns of a table a question asks for, and by which words."""

from collections.abc import Sequence

from rag.reading.kinds.sorts import tells_time
from rag.reading.scoring.query import Query, has_all_of
from rag.reading.tables.cells import FIGURE, Table
from rag.reading.tables.columns import (
    RELATIVE_YEARS,
    YEAR,
    asked_by,
    may_ask,
    names_people,
    of_years_asked,
    tells_rather,
)
from rag.reading.tables.matching import Held


def asking_columns(query: Query, table: Table, names: Sequence[Held]) -> Sequence[Held]:
    """What of the question asks for each column: words of its name, else one for what it tells.

    Where a person is asked for, only what tells people is, if anything does. In a table that lies
    across, the row tells what is asked for, and the column of whom: '구분 | 공급자 | 약국'.
    """
    if table.lies_across and any(names[1:]):
        return [{}, *names[1:]]
    of_year = of_years_asked(query, table.names)
    may = [one and may_ask(query, name) for one, name in zip(of_year, table.names, strict=True)]
    if query.asked.kind == "person" and any(map(names_people, table.names)):
        may = [
            one and (names_people(name) or has_all_of(query, name))
            for one, name in zip(may, table.names, strict=True)
        ]
    since = {t: w for t, w in query.terms.items() if t in RELATIVE_YEARS}
    own = [
        {**name, **since} if one and name and YEAR.search(column) else name if one else {}
        for one, name, column in zip(may, names, table.names, strict=True)
    ]
    meant: list[Held] = [
        {t: w for t, w in query.terms.items() if t in word} or {word: 0.0} if word and one else {}
        for word, one in zip(asked_by(query, table.names), may, strict=True)
    ]
    both = [{**name, **one} for name, one in zip(own, meant, strict=True)]
    # Of '오후 과목' and '오후 강사' '무슨 수업' means one.
    asks = own if any(own) and not (any(meant) and _tell_else(query, table, own)) else meant
    return [one if asked else {} for one, asked in zip(both, asks, strict=True)]


def _tell_else(query: Query, table: Table, named: Sequence[Held]) -> bool:
    """Whether the columns that a question names are what it asks about, beside one that it means.

    They have no figure or day where one is asked for, as '심사 항목' of '심사에서 가격은 몇 점?',
    or it asks for what things are called, as '단가가 9천 원인 품목' does, or others tell rather
    what is asked for: '잔액' of '남은 예산'.
    """
    columns = [n for n, name in enumerate(named) if name]
    rather = [n for n, name in enumerate(table.names) if tells_rather(query, name)]
    if rather:
        return not {*rather} & {*columns}
    told = [own[n][0] for own in table.rows.values() for n in columns if n < len(own)]
    if query.asked.kind == "date":
        return not any(map(tells_time, told))
    if query.asked.kind == "number":
        return not any(map(FIGURE.match, told))
    return query.asked.kind == "thing"
