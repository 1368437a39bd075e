"""Rows of a sheet as Markdown rows that carry their header: "| 월: 3월 | 매출: 120 |"."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest

from corpus.draft import Draft
from corpus.table import row_line

# Above the header there may be a title, a date, a unit.
_SEARCHED = 15
_WIDE_ENOUGH = 0.6
Row = tuple[int, Sequence[str]]


def add_rows(rows: Iterable[Row], label: str, draft: Draft) -> None:
    """Add the numbered rows of one sheet; the header is the first wide row of words."""
    stream = ((number, [" ".join(cell.split()) for cell in row]) for number, row in rows)
    first = [(number, row) for number, row in islice(stream, _SEARCHED) if any(row)]
    start = _header(first)
    header = first[start][1] if start is not None else []
    for place, (number, row) in enumerate(chain(first, stream)):
        draft.place(label, row=number)
        if start is None or place == start:
            draft.line(row_line(filter(None, row)))
        elif place < start:
            draft.line(" ".join(filter(None, row)))
        else:
            draft.line(row_line(_named(header, row)))


def _header(rows: Sequence[Row]) -> int | None:
    """Which of the first rows names the columns."""
    width = max((sum(map(bool, row)) for _, row in rows), default=0)
    if width < 2:
        return None
    for place, (_, row) in enumerate(rows[:-1]):
        filled = [cell for cell in row if cell]
        if len(filled) >= max(2, _WIDE_ENOUGH * width):
            # A row of figures is data, and so is all below it.
            return place if all(map(_is_name, filled)) else None
    return None


def _is_name(cell: str) -> bool:
    return not cell[:1].isdigit() or cell.endswith(("년", "월", "분기", "일", "차", "Q"))


def _named(header: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    for name, cell in zip_longest(header, row[: len(header)], fillvalue=""):
        if cell:
            yield f"{name}: {cell}" if name and name != cell else cell
    yield from filter(None, row[len(header) :])
