"""Rows of a sheet as Markdown rows that carry their header: "| 월: 3월 | 매출: 120 |"."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, groupby, islice, pairwise, tee, zip_longest
from operator import itemgetter
from unicodedata import is_normalized

from corpus.draft import Draft
from corpus.headers import (
    DEEPEST,
    is_header,
    is_name,
    is_note,
    named_subtotals,
    one_below_other,
    side_by_side,
    tells_unit,
    with_one_header,
    with_units,
)
from corpus.labels import MANY, MOST, holds_label, is_signed, known_share
from corpus.lists import FEWEST
from corpus.sheet_forms import form_lines, is_apart, is_below, is_entry, is_form, sheet_form
from corpus.table import row_line
from corpus.text import one_line, one_line_each

# Above the header there may be a title, a date, a unit.
_SEARCHED = 15
# So many rows are looked at together.
_AT_ONCE = 256
_WIDE_ENOUGH = 0.6
# So few rows, each of one cell, are titles.
_FEW = 3
Row = tuple[int, Sequence[str]]
# The names of columns, and what stands before each cell of them.
Columns = Sequence[tuple[str, str]]


def sheet_label(name: str, *, hidden: bool = False) -> str:
    """How a sheet is called where it is cited."""
    return f"시트 '{name}'{'(숨김)' * hidden}"


def add_rows(rows: Iterable[Row], label: str, draft: Draft) -> None:
    """Add the numbered rows of one sheet; the header is the first wide row of words.

    Below an empty row another table may begin, with a header of its own. What stands alone above
    a table is a heading, by which each of its rows is found, and no row of another sheet is.
    """
    columns: Columns = []
    parts: Sequence[slice] = ()
    data: Sequence[str] = ()
    level = 1
    for block in _blocks(rows):
        first = [(number, one_line_each(row)) for number, row in islice(block, _SEARCHED)]
        first = _joined([(number, row) for number, row in first if any(row)])
        if label and _has_title(first, level, columns, data):
            number, row = first.pop(0)
            title, *unit = _filled(row)
            draft.place(label, row=number)
            draft.heading(level, title)
            if unit:
                _add_line(number, unit, label, draft)
        elif level == 1 and draft.has_headings:  # which are of the sheets before
            draft.place(label, row=first[0][0])
            draft.heading(level, label)
        level = 2
        near = [row for _, row in first]
        apart = bool(near and data) and (is_apart(near, data) or is_below(near, data))
        lines = [*map(form_lines, near)] if apart else sheet_form(near)
        form = 0 < len(lines) == len(first)
        for (number, _), told in zip(first, lines, strict=False):
            _add_lines(number, told, label, draft)
        first = first[len(lines) :]
        start = _header(first)
        first = first if start is None else _with_units(first, start)
        if start is not None and (not columns or _begins_table(first, start, data)):
            above, first = first[: start + 1], first[start + 1 :]
            names = above[-1][1]
            parts = side_by_side(names)
            names = names[parts[0]] if parts else names
            columns = [(name, f"{name}: " if name else "") for name in names]
            data = first[0][1] if first else ()
            for number, row in above[:-1]:
                _add_line(number, row, label, draft)
            draft.place(label, row=above[-1][0])
            draft.row([*filter(None, names)])
        titles = not columns and len(first) <= _FEW and all(_is_alone(row) for _, row in first)
        while first and (titles or (start is None and _is_remark(first[0][1], columns))):
            _add_line(*first.pop(0), label, draft)
        rest = chain(first, block)
        below = _side_by_side([*rest], parts) if parts else rest
        _add_below([] if form else columns, below, label, draft)


def _side_by_side(rows: Sequence[Row], parts: Sequence[slice]) -> Iterator[Row]:
    """Rows of which parts stand side by side one below the other, then what is below them all."""
    end = _footer([row for _, row in rows])
    return chain(one_below_other(rows[:end], parts), rows[end:])


def _filled(row: Sequence[str]) -> list[str]:
    return [*filter(None, row)]


def _is_alone(row: Sequence[str]) -> bool:
    """Whether a row has one cell, beside which a unit may stand, or who is to sign."""
    others = 0
    for cell in filter(None, row):
        if is_signed(cell):
            return True
        others += not tells_unit(cell)
        if others > 1:
            return False
    return True


def _has_title(rows: Sequence[Row], level: int, columns: Columns, data: Sequence[str]) -> bool:
    """Whether the first of some rows names a sheet, or the table that begins with them."""
    filled = _filled(rows[0][1])
    told = is_note(filled) or tells_unit(filled[0]) or ":" in filled[0]
    if not _is_alone(filled) or told or not any(map(str.isalpha, filled[0])):
        return False
    if level == 1:
        return len(rows) <= _FEW or not all(_is_alone(row) for _, row in rows)
    start = _header(rows)
    return start is not None and (not columns or _begins_table(rows, start, data))


def _begins_table(rows: Sequence[Row], header: int, data: Sequence[str]) -> bool:
    """Whether a row of names begins another table than the one above, of which `data` is a row.

    Figures stand below it, or words where that one has figures.
    """
    below = rows[header + 1][1] if header + 1 < len(rows) else ()
    figures = not all(map(is_name, _filled(below)))
    words = any(
        cell and not is_name(above) and is_name(cell)
        for above, cell in zip(data, below, strict=False)
    )
    return figures or words


def _blocks(rows: Iterable[Row]) -> Iterator[Iterator[Row]]:
    """The rows between empty ones, block by block; each must be used up before the next.

    A title between two tables begins one too, where no empty row stands above it.
    """
    block = 0

    def block_of(near: Sequence[Row]) -> int:
        nonlocal block
        block += near[1][0] > near[0][0] + 1 or _is_title_between(*near)
        return block

    none: Row = (0, ())
    filled = (row for row in rows if any(row[1]))
    same = tee(chain([none], filled, [none, none]), 4)
    near = zip(*(islice(one, n, None) for n, one in enumerate(same)), strict=False)
    yield from ((row for _, row, *_ in group) for _, group in groupby(near, block_of))


def _is_title_between(before: Row, row: Row, names: Row, below: Row) -> bool:
    """Whether a row alone stands above names of columns and figures, and below another table.

    Words over two figures are names, and over one where that table has words: behind the name of
    a group its first row has figures, and the rows of all groups have them in the same columns.
    """
    alone = _is_alone(row[1]) and not tells_unit(_filled(row[1])[0])
    if not alone or len(_filled(before[1])) < 2 or below[0] != row[0] + 2:
        return False
    filled = _filled(names[1])
    words = all(any(map(str.isalpha, name)) for name in filled)
    columns = zip_longest(before[1], names[1], below[1], fillvalue="")
    over = [above for above, name, cell in columns if name and not is_name(cell)]
    others = [above for above in over if is_name(above) and any(map(str.isalpha, above))]
    known = len(filled) >= FEWEST and known_share(filled) >= MOST
    return words and (len(over) > 1 or bool(others) or known) and all(map(is_name, filled))


def _add_line(number: int, row: Sequence[str], label: str, draft: Draft) -> None:
    """Add a row that no columns name: labels with their values, or a line."""
    _add_lines(number, form_lines(row), label, draft)


def _add_lines(number: int, lines: Sequence[str], label: str, draft: Draft) -> None:
    draft.place(label, row=number)
    for line in lines:
        draft.line(line)


def _add_below(columns: Columns, rows: Iterable[Row], label: str, draft: Draft) -> None:
    """Add rows of data; those of a form, which no columns name, as labels with their values."""
    stream, above = iter(rows), ""
    while some := list(islice(stream, _AT_ONCE)):
        cells = [row for _, row in some]
        if columns:
            end = _footer(cells) if len(some) < _AT_ONCE else len(some)
        else:
            end = 0 if is_form(cells) or all(map(_is_alone, cells)) else len(some)
        numbers = [number for number, _ in some[:end]]
        data = cells[:end]
        named, above = named_subtotals(data if columns else _aligned(data), above)
        notes = [k for k, row in enumerate(named) if is_note(row)]
        for first, last in pairwise([0, *(k + n for k in notes for n in (0, 1)), len(named)]):
            if first < last:
                draft.rows(label, numbers[first:last], _lines(columns, named[first:last]))
        for number, row in some[end:]:
            _add_line(number, row, label, draft)


def _footer(rows: Sequence[Sequence[str]]) -> int:
    """Where the last rows begin that are no data: notes, and labels with values of the table."""
    end = len(rows)
    while end and (is_note(rows[end - 1]) or is_entry(rows[end - 1])):
        end -= 1
    entries = [*filter(is_entry, rows[end:])]
    return end if end and is_below(entries, rows[end - 1]) else len(rows)


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
    empty = 0 if columns else sum(cells.count("") for cells in named)
    plain = whole.isprintable() and whole.count("  ") == empty and whole.count("|") == bars
    if plain and is_normalized("NFC", whole):
        return lines
    if len(rows) > 1:
        return [line for row in rows for line in _lines(columns, [row])]
    return [row_line(_named(columns, [one_line(cell) for cell in row])) for row in rows]


def _header(rows: Sequence[Row]) -> int | None:
    """Which of the first rows names the columns."""
    filled = sorted(
        ((sum(map(bool, row)), row) for _, row in rows), key=itemgetter(0), reverse=True
    )
    width = next((count for count, row in filled if not is_entry(row)), 0)
    if width < 2:
        return None
    for place, ((_, row), (_, below)) in enumerate(pairwise(rows)):
        if all(map(holds_label, _filled(row))) or _is_above_header(rows[place : place + 3]):
            continue
        if not _is_alone(row) and len(_filled(row)) >= _WIDE_ENOUGH * width:
            # A row of figures is data, and so is all below it.
            return place if is_header(row, below) else None
    return None


def _is_above_header(rows: Sequence[Row]) -> bool:
    """Whether a row of labels and values stands above names of more columns, over figures."""
    if len(rows) < 3 or not is_entry(rows[0][1]):
        return False
    entry, names, below = (_filled(row) for _, row in rows)
    figures = sum(not is_name(cell) for cell in below) >= MANY * len(below)
    return len(names) > len(entry) and figures and is_header(names, below)


def _is_remark(row: Sequence[str], columns: Columns) -> bool:
    """Whether a row below an empty one only holds a label and a text, under many columns."""
    return len(columns) > 3 and len(row) == 2 and all(row) and is_name(row[0])


def _joined(rows: list[Row]) -> list[Row]:
    """The first rows, with those that name the columns together as one: "매출" over "2024"."""
    width = max((len(row) for _, row in rows), default=0)
    padded = [[*row, *[""] * (width - len(row))] for _, row in rows]
    for place in range(len(rows) - 2):
        together = padded[place : place + DEEPEST + 1]
        if more := len(together) - len(one := with_one_header(together)):
            below = place + more
            return [*rows[:place], (rows[below][0], one[0]), *rows[below + 1 :]]
    return rows


def _with_units(rows: list[Row], header: int) -> list[Row]:
    """The first rows, the header as one with the units below it."""
    (_, names), (number, below) = rows[header : header + 2]
    named = with_units(names, below)
    return rows if named is None else [*rows[:header], (number, named), *rows[header + 2 :]]


def _aligned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows without the columns that are empty in all of them; each ends with its last cell."""
    used = [any(cells) for cells in zip_longest(*rows, fillvalue="")]
    aligned = []
    for row in rows:
        cells = [*compress(row, used)]
        while cells and not cells[-1]:
            cells.pop()
        aligned.append(cells if sum(map(bool, cells)) > 1 else _filled(cells))
    return aligned


def _named(columns: Columns, row: Sequence[str]) -> Sequence[str]:
    """The cells of a row behind the names of their columns, each given as such and with a colon.

    What repeats a name has none before it, but a number may stand below the same one. Where none
    are known, empty cells keep the others in their columns.
    """
    if not columns:
        return row
    named = [
        before + cell if name != cell or cell.isdecimal() else cell
        for (name, before), cell in zip(columns, row, strict=False)
        if cell
    ]
    if len(row) > len(columns):
        named += filter(None, row[len(columns) :])
    return named
