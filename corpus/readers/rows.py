"""Rows of a sheet as Markdown rows that carry their header: "| 월: 3월 | 매출: 120 |"."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice, pairwise
from unicodedata import is_normalized

from corpus.draft import Draft
from corpus.headers import is_group, is_name, is_note, named_subtotals, under
from corpus.table import row_line
from corpus.text import one_line

# Above the header there may be a title, a date, a unit.
_SEARCHED = 15
# So many rows are looked at together.
_AT_ONCE = 256
_WIDE_ENOUGH = 0.6
Row = tuple[int, Sequence[str]]
# The names of columns, and what stands before each cell of them.
Columns = Sequence[tuple[str, str]]


def add_rows(rows: Iterable[Row], label: str, draft: Draft) -> None:
    """Add the numbered rows of one sheet; the header is the first wide row of words."""
    stream = iter(rows)
    first = [(number, _clean(row)) for number, row in islice(stream, _SEARCHED)]
    first = _joined([(number, row) for number, row in first if any(row)])
    start = _header(first)
    header = first[start][1] if start is not None else []
    columns = [(name, f"{name}: " if name else "") for name in header]
    for number, row in first[: start or 0]:
        draft.place(label, row=number)
        draft.line(" ".join(filter(None, row)))
    if start is not None:
        draft.place(label, row=first[start][0])
        draft.row([*filter(None, header)])
    below = chain(first if start is None else first[start + 1 :], stream)
    above = ""
    while some := list(islice(below, _AT_ONCE)):
        numbers, cells = zip(*some, strict=True)
        named, above = named_subtotals(cells, above)
        notes = [k for k, row in enumerate(named) if is_note(row)]
        for start, end in pairwise([0, *(k + n for k in notes for n in (0, 1)), len(named)]):
            if start < end:
                draft.rows(label, numbers[start:end], _lines(columns, named[start:end]))


def _lines(columns: Columns, rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of data as lines between bars, '' for an empty one.

    Most cells are clean lines without bars, which one look at all of them together tells.
    """
    if len(rows) == 1 and len(columns) > 1 and is_note(rows[0]):
        return [one_line(rows[0][0])]
    named = [_named(columns, row) for row in rows]
    lines = [f"| {' | '.join(cells)} |" for cells in named]
    whole = "".join(lines)
    bars = sum(map(len, named)) + len(named)
    plain = whole.isprintable() and "  " not in whole and whole.count("|") == bars
    if plain and is_normalized("NFC", whole):
        return lines
    if len(rows) > 1:
        return [line for row in rows for line in _lines(columns, [row])]
    return [row_line(_named(columns, [one_line(cell) for cell in row])) for row in rows]


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
            return place if all(map(is_name, filled)) else None
    return None


def _joined(rows: list[Row]) -> list[Row]:
    """The first rows, with two that name the columns together as one: "매출" over "2024"."""
    width = max((len(row) for _, row in rows), default=0)
    for place, ((number, row), (below, names)) in enumerate(pairwise(rows[:-1])):
        if below != number + 1:
            continue
        padded = [[*one, *[""] * (width - len(one))] for one in (row, names)]
        if is_group(*padded):
            return [*rows[:place], (below, under(*padded)), *rows[place + 2 :]]
    return rows


def _named(columns: Columns, row: Sequence[str]) -> list[str]:
    """The cells of a row behind the names of their columns, each given as such and with a colon."""
    named = [
        before + cell if name != cell else cell
        for (name, before), cell in zip(columns, row, strict=False)
        if cell
    ]
    if len(row) > len(columns):
        named += filter(None, row[len(columns) :])
    return named
