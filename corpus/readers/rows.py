"""Rows of a sheet as Markdown rows that carry their header: "| 월: 3월 | 매출: 120 |"."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from unicodedata import is_normalized

from corpus.draft import Draft
from corpus.text import one_line

# Above the header there may be a title, a date, a unit.
_SEARCHED = 15
_WIDE_ENOUGH = 0.6
Row = tuple[int, Sequence[str]]


def add_rows(rows: Iterable[Row], label: str, draft: Draft) -> None:
    """Add the numbered rows of one sheet; the header is the first wide row of words."""
    stream = ((number, _clean(row)) for number, row in rows)
    first = [(number, row) for number, row in islice(stream, _SEARCHED) if any(row)]
    start = _header(first)
    header = first[start][1] if start is not None else []
    for place, (number, row) in enumerate(chain(first, stream)):
        draft.place(label, row=number)
        if start is None or place == start:
            draft.row(filter(None, row))
        elif place < start:
            draft.line(" ".join(filter(None, row)))
        else:
            draft.row(_named(header, row))


def _clean(row: Sequence[str]) -> Sequence[str]:
    """The cells as clean lines; most are already, and one look at the whole row tells."""
    line = f"|{'|'.join(row)}|"
    spaces = "  " in line or "| " in line or " |" in line
    if line.isprintable() and not spaces and is_normalized("NFC", line):
        return row
    return [one_line(cell) for cell in row]


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


def _named(header: Sequence[str], row: Sequence[str]) -> list[str]:
    """The cells of a row with the names of their columns."""
    named = [
        f"{name}: {cell}" if name and name != cell else cell
        for name, cell in zip(header, row, strict=False)
        if cell
    ]
    return [*named, *filter(None, row[len(header) :])]
