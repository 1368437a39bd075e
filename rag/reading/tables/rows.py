"""Which rows and columns of a table can hold the answer, by what the question says of them."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from rag.language.spans import ReadPassage
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.ranges import falls_within, have_unit_alike
from rag.reading.tables.cells import NAMED, Table, cells, tables
from rag.reading.tables.columns import is_of_other_kind
from rag.reading.tables.matching import held

_NUMBER = re.compile(r"\d+")
_SEVERAL = ("보다", "중", "가운데", "말고", "빼고", "제외", "이외", "합")


def misplaced(judged: Judged) -> list[int]:
    """The numbers of the spans in another row than the question names, or of another kind."""
    query, spans = judged.spans.query, judged.spans
    found: list[int] = []
    for place, read in enumerate(spans.reads):
        if not tables(read):
            continue
        own = np.flatnonzero(spans.place == place)
        starts = spans.offsets[own, 0] - read.passage.start
        rows = np.searchsorted([a for a, _ in read.sentences], starts, side="right") - 1
        for table in tables(read):
            asked, column = _named_row(query, table), _named_column(query, table)
            for row in table.rows:
                inside = own[rows == row].tolist()
                if inside and not _is_other_row(query, table, row, asked):
                    inside = _in_other_columns(judged, inside, read, table, row, column)
                found += inside
    return found


def _is_other_row(query: Query, table: Table, row: int, asked: int | None) -> bool:
    """Whether a question names another row, or a value that the range of this one leaves out."""
    if asked is not None and row != asked:
        return True
    return any(falls_within(query, text) is False for text, _ in table.rows[row])


def _in_other_columns(
    judged: Judged,
    numbers: Sequence[int],
    read: ReadPassage,
    table: Table,
    row: int,
    asked: int | None,
) -> list[int]:
    """Of some spans of a row those in another column than is asked for, or of another kind."""
    told = cells(read, row)
    begins = read.sentences[row][0]
    found = []
    for number in numbers:
        start = int(judged.spans.offsets[number][0]) - read.passage.start
        column = read.passage.text.count("|", begins, start) - 1
        # A cell of a sheet names its column, and empty ones are left out there.
        named = NAMED.fullmatch(told[column][0]) if column < len(told) else None
        name = table.header[column][0] if column < len(table.header) else ""
        name = named["name"] if named else name
        if (
            _is_beside(table, row, column, name, judged.spans.text(number), asked)
            or _has_its_own(judged.spans.query, table, row, column)
            or is_of_other_kind(judged.spans.query, name)
        ):
            found.append(number)
    return found


def _is_beside(
    table: Table, row: int, column: int, name: str, said: str, asked: int | None
) -> bool:
    """Whether what is said in a column of a name is told in its like in the one asked for.

    Such is a value of the same unit, or what stands below '1차 담당' for '2차 담당'.
    """
    if asked is None or name == table.header[asked][0]:
        return False
    there = table.rows[row][asked : asked + 1]
    if there and have_unit_alike(said, there[0][0]):
        return True
    return bool(column) and _is_called_alike(name, table.header[asked][0])


def _is_called_alike(one: str, other: str) -> bool:
    """Whether two columns are told apart by a number in their names and by nothing else."""
    return one != other and _NUMBER.sub("", one) == _NUMBER.sub("", other)


def _has_its_own(query: Query, table: Table, row: int, column: int) -> bool:
    """Whether another cell tells what is asked about with a value like that of the cell.

    '14:00~18:00 | 돌봄(14:30부터 낮잠)' where it is asked from when they sleep.
    """
    own = table.rows[row]
    # Where columns share a name, a row of a sheet has fewer cells than it has bars.
    if (
        len(own) != len(table.header)
        or column >= len(own)
        or any(held(query, *said) for said in (own[column], table.header[column]))
    ):
        return False
    return any(
        len(held(query, *other)) > 1 and have_unit_alike(own[column][0], other[0])
        for n, other in enumerate(own)
        if n != column
    )


def _named_column(query: Query, table: Table) -> int | None:
    """The column, not the first, that the question names most, by words that name no row.

    That is with all the words of any other: 나래-30 beside 나래-15.
    """
    if query.asked.several or any(word in query.text for word in _SEVERAL):
        return None
    rows = {term for own in table.rows.values() for term in held(query, *own[0])}
    named = [held(query, *name).keys() - rows for name in table.header]
    most = max(range(len(named)), key=lambda n: len(named[n]), default=0)
    ahead = all(words < named[most] for n, words in enumerate(named) if n != most)
    return most if most and ahead else None


def _named_row(query: Query, table: Table) -> int | None:
    """The row whose first cell holds more of the question than that of any other."""
    if query.asked.several or any(word in query.text for word in _SEVERAL):
        return None
    labels: Mapping[int, Mapping[str, float]] = {
        row: held(query, *own[0]) for row, own in table.rows.items()
    }
    most = max(labels, key=lambda row: sum(labels[row].values()), default=None)
    if most is None or not labels[most]:
        return None
    first = labels[most].keys()
    ahead = all(labels[row].keys() < first for row in labels if row != most)
    return most if ahead else None
