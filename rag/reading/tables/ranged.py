"""The cell of the row, or below the column, in whose range the value asked about lies."""

from collections.abc import Iterator, Sequence

from rag.reading.kinds.sorts import is_of_other_kind
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.sentences.ranges import falls_within, has_unit, nearest_end
from rag.reading.tables.cells import FIGURE, Cell, Table, tables
from rag.reading.tables.columns import asked_by
from rag.reading.tables.matching import held, names_held, titled


def ranged_cell(judged: Judged) -> tuple[Candidate, str] | None:
    """The cell of the only row whose range holds the value that is asked about, with that row.

    '거주기간 4년이면 몇 점?' of the row '거주기간 | 3년 이상 5년 미만 | 20점'; or the cell below
    the range, where these name the columns.
    """
    query = judged.spans.query
    ranged = [
        (read, table)
        for read in judged.spans.reads
        for table in tables(read)
        if any(
            falls_within(query, text)
            for own in (table.header, *table.rows.values())
            for text, _ in own
        )
    ]
    found = [
        (read, *one)
        for read, table in ranged
        for one in (*_of_range(query, table), *_below_range(query, table))
    ]
    weights = [titled(query, read) for read, _ in ranged]
    most = max(weights, default=0.0)
    found = [one for one in found if titled(query, one[0]) == most]
    # Of two tables by the same ranges only what is asked for by its unit tells which is meant.
    if len(found) != 1 or (weights.count(most) > 1 and not query.asked.unit):
        return None
    read, row, text = found[0]
    # '가입나이 | 20세 ~ 68세' tells no premium.
    if is_of_other_kind(query, text) or (query.asked.kind == "person" and FIGURE.match(text)):
        return None
    one = judged.sentence(read, row)
    return (one, text) if one is not None else None


def _of_range(query: Query, table: Table) -> Iterator[tuple[int, str]]:
    """The rows whose range holds the value, of which the question names most, with what they tell.

    That is the only cell that the question does not name, that has the unit it asks for, or whose
    column it names. Of ends before something, '7일 전까지' and '3일 전까지', the nearest counts.
    """
    named = {}
    for row, own in table.rows.items():
        within = [falls_within(query, text) for text, _ in own]
        others = [n for n, (text, _) in enumerate(own) if text and within[n] is None]
        left = _left(query, table, own, others)
        if True in within and False not in within and len(left) == 1:
            said = {n for n in others if held(query, *own[n])}
            end = sum(nearest_end(query, own[n][0]) for n, holds in enumerate(within) if holds)
            named[row] = (len(said - {*left}), end), own[left[0]][0]
    most = max((rank for rank, _ in named.values()), default=None)
    yield from ((row, text) for row, (rank, text) in named.items() if rank == most)


def _below_range(query: Query, table: Table) -> Iterator[tuple[int, str]]:
    """The cells below the range that holds the value, in the rows of which the question names most.

    They have the unit that it asks for.
    """
    ends = {
        n: nearest_end(query, name)
        for n, name in enumerate(table.names)
        if falls_within(query, name)
    }
    column = max(ends, key=lambda n: ends[n], default=0)
    unit = query.asked.unit
    named = {
        row: sum(held(query, *own[0]).values())
        for row, own in table.rows.items()
        if column and column < len(own) and own[column][0]
        if not unit or has_unit(own[column][0], unit)
    }
    most = max(named.values(), default=None)
    yield from ((row, table.rows[row][column][0]) for row in named if named[row] == most)


def _left(query: Query, table: Table, own: Sequence[Cell], others: Sequence[int]) -> Sequence[int]:
    """Which of some cells of a row may be asked for."""
    unit = query.asked.unit
    new = [n for n in others if not held(query, *own[n])]
    left = [n for n in others if has_unit(own[n][0], unit)] if unit else new
    if len(others) == 1 and not unit:
        return others
    named = names_held(query, table)
    asked = {n for n in others if n < len(named) and named[n]}
    words = asked_by(query, table.names)
    meant = [n for n in others if n < len(words) and words[n]]
    choices = (meant, left, [n for n in left if n in asked], [*asked])
    return next((one for one in choices if len(one) == 1), [])
