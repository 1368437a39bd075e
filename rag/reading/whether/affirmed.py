"""Cells that only say whether something is so: 가능, ○, 제외; 없음 where others tell what there is.

They answer whether it is so of one thing, '소회의실에서 화상 회의 되나요?', and of which it is so,
'화상 회의가 되는 데는?'.
"""

import re
from collections.abc import Iterator, Sequence

from rag.language.spans import ReadPassage
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.cells import Cell, Table, whole_tables
from rag.reading.tables.columns import naming
from rag.reading.tables.matching import held
from rag.reading.tables.selection import cell_saying
from rag.reading.whether.permissions import asks_denied

_SO = re.compile(
    r"포함|제공|지원|가능|있음|해당|허용|적용|대상|필수|필요|예|[OoYy○◯●✓✔√]|yes", re.IGNORECASE
)
_NOT_SO = re.compile(
    r"제외|불필요|미(?:제공|포함|지원|적용|해당)|불포함|불가(?:능)?|없음|비대상|해당 ?없음|금지"
    r"|아니[요오]|[XxNn×✕✗]|no",
    re.IGNORECASE,
)
_DASH = re.compile(r"[-–—]")
ASKS_NOT = re.compile(r"제외|불필요|빠지|빠져|빠진|없|불가|미포함|불포함|금지|안 |못 ?하")
# 'what has it', before the noun for these things.
_WHICH = re.compile(
    r"(?:[되있없하주받]는|[할쓸갈탈받] 수 (?:있|없)는|들어가는|들어간|빠지는|빠진"
    r"|(?:불?가능|금지|제외|허용|포함|제공|지원|적용)(?:한|된|되는|하는|인))\s(?:\S+\s?){1,4}$"
)
_THINGS = frozenset("안 못 경우 데 곳 것 거 게 분 사람 뭐 무엇 어디 어느 누구 알리 주 말하".split())
_LEAST, _MOST = 2, 12


def verdict_of_cell(judged: Judged) -> tuple[bool, Candidate] | None:
    """Whether it is so by the only cell that a question names, with its row."""
    asked = judged.spans.query.text
    found = None if asks_denied(asked) else cell_saying(judged, says_whether)
    return (is_so(found[1]) != bool(ASKS_NOT.search(asked)), found[0]) if found else None


def affirmed(judged: Judged) -> tuple[list[Candidate], str] | None:
    """The rows that say of which things it is so, and the names of these; None for no such."""
    query = judged.spans.query
    if _WHICH.search(query.text) is None or query.whether:
        return None
    found = [
        (read, rows, names)
        for read in judged.spans.reads
        for table in whole_tables(read)
        for rows, names in _named(query, read, table)
    ]
    if len(found) != 1:
        return None
    read, rows, names = found[0]
    return judged.sentences(read, rows[:_MOST]), ", ".join(names)


def _named(
    query: Query, read: ReadPassage, table: Table
) -> Iterator[tuple[Sequence[int], Sequence[str]]]:
    """For each column, or row of a table that lies across, that is asked about: where it is so."""
    wanted = ASKS_NOT.search(query.text) is None
    label = naming(table.names)
    if table.lies_across:
        for row, own in table.rows.items():
            told = _told([text for text, _ in own[1:]])
            names = [name for name, so in zip(table.names[1:], told, strict=False) if so == wanted]
            if names and _is_asked(query, read, own[0]):
                yield [row], names
        return
    for column, head in enumerate(table.header):
        cells = {row: own[column][0] for row, own in table.rows.items() if column < len(own)}
        told = _told(list(cells.values()))
        rows = [row for row, so in zip(cells, told, strict=False) if so == wanted]
        if column != label and rows and _is_asked(query, read, head, table.names[label]):
            yield rows, [table.rows[row][label][0] for row in rows]


def _told(cells: Sequence[str]) -> list[bool]:
    """Whether it is so by each of the cells: all say whether, or some 'none', others what there is.

    Empty where they tell no such thing.
    """
    if len(cells) < _LEAST or not all(cells):
        return []
    if all(says_whether(one, cells) for one in cells):
        return [is_so(one) for one in cells]
    denied = [_denies(one) for one in cells]
    return [not one for one in denied] if any(denied) else []


def _denies(cell: str) -> bool:
    return _NOT_SO.fullmatch(cell) is not None or _DASH.fullmatch(cell) is not None


def _is_asked(query: Query, read: ReadPassage, name: Cell, things: str = "") -> bool:
    """Whether a question is about what a column or row is named, and about nothing else.

    `things` is what the rows are called.
    """
    told = held(query, *name)
    verbs = query.verbs
    titles = f"{read.passage.context} {read.passage.title} {things}"
    return bool(told) and all(
        term in told or term in verbs or term in _THINGS or says_whether(term) or term in titles
        for term in query.terms
    )


def is_so(cell: str) -> bool:
    """Whether a cell says just that it is so."""
    return _SO.fullmatch(cell) is not None


def says_whether(cell: str, column: Sequence[str] = ()) -> bool:
    """Whether a cell says just that it is so or not.

    A dash says that it is not where all others of its column do: '○ | - | ○'.
    """
    if is_so(cell) or _NOT_SO.fullmatch(cell):
        return True
    others = [one for one in column if one and not _DASH.fullmatch(one)]
    return bool(others) and _DASH.fullmatch(cell) is not None and all(map(says_whether, others))
