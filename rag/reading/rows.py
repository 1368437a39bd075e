"""Which rows and columns of a table can hold the answer, by what the question says of them."""

import re
from collections.abc import Mapping

import numpy as np

from rag.language.dimensions import answering, dimension_named
from rag.language.question_type import kind_of_head
from rag.language.spans import ReadPassage
from rag.reading.query import Query
from rag.reading.ranges import falls_within
from rag.reading.span_scores import Judged
from rag.reading.tables import NAMED, Table, cells, held, tables

_PEOPLE = ("자", "장", "담당", "책임", "성명", "대표", "이름")
_ASIDE_FROM_PEOPLE = frozenset("date number place".split())
_OF_CONTACT = re.compile(r"내선|전화|휴대|번호|연락처|코드|팩스")
_SEVERAL = ("보다", "중", "가운데", "말고", "빼고", "제외", "이외", "합")


def misplaced(judged: Judged) -> list[int]:
    """The numbers of the spans in another row than the question names, or of another kind."""
    query, spans = judged.spans.query, judged.spans
    found: list[int] = []
    for place, read in enumerate(spans.reads):
        own = np.flatnonzero(spans.place == place)
        for table in tables(read):
            row = _named_row(query, table)
            for i in own:
                found += [int(i)] * _is_misplaced(judged, int(i), read, table, row)
    return found


def _is_misplaced(
    judged: Judged, number: int, read: ReadPassage, table: Table, row: int | None
) -> bool:
    start = int(judged.spans.offsets[number][0]) - read.passage.start
    sentence = int(np.searchsorted([a for a, _ in read.sentences], start, side="right")) - 1
    if sentence not in table.rows:
        return False
    if row is not None and sentence != row:
        return True
    if any(falls_within(judged.spans.query, t) is False for t, _ in table.rows[sentence]):
        return True
    column = read.passage.text.count("|", read.sentences[sentence][0], start) - 1
    own = cells(read, sentence)
    # A cell of a sheet names its column, and empty ones are left out there.
    named = NAMED.fullmatch(own[column][0]) if column < len(own) else None
    name = table.header[column][0] if column < len(table.header) else ""
    return is_of_other_kind(judged.spans.query, named["name"] if named else name)


def is_of_other_kind(query: Query, column: str) -> bool:
    """Whether a column names people where something else is asked for, or the other way round."""
    kind, bare = query.asked.kind, "".join(column.split())
    if kind == "number" and is_of_contact(bare):
        return not is_of_contact(query.bare)
    if kind == "number" and query.asked.unit and (measures := dimension_named(bare)):
        return not answering(measures) & query.dimensions
    if kind == "person":
        return kind_of_head(bare) in _ASIDE_FROM_PEOPLE
    return kind in _ASIDE_FROM_PEOPLE and len(bare) > 1 and bare.endswith(_PEOPLE)


def is_of_contact(column: str) -> bool:
    """Whether a column holds numbers of something, which measure and count nothing."""
    return _OF_CONTACT.search(column) is not None


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
