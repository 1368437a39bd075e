"""Forms of sheets, whose cells may be anywhere in their rows: labels with values in turn."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, compress, pairwise
from operator import sub

from corpus.document import tuples_of
from corpus.forms import table_form
from corpus.headers import is_header, is_note, repeating, tells_unit
from corpus.kinds import has_header, is_figure, is_mixed, kind_of
from corpus.labels import (
    LABELS,
    MANY,
    MOST,
    are_known_enough,
    begins_entry,
    holds_label,
    is_known_label,
    is_label,
    is_label_beside,
    is_signed,
    known_share,
    label_of,
)
from corpus.lists import FEWEST, Drawn

_WIDEST = 6
# Who made a table, and when, and what to note on it.
_MADE = re.compile(r"작성|담당|확인|검토|승인|보고|문의|출처|기준|비고|특기|참고")


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows hold labels and values in turn: "성명 | 김하나 | 부서 | 총무과".

    All labels differ, and the values are of several kinds, which those of a column never are; or
    the labels are such as forms have.
    """
    return _is_form(rows, mixed=True)


def sheet_form(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each of the first rows of a sheet that are a form; a list may begin below it."""
    if _is_to_be_filled_in(rows):
        return [[*map(label_of, filter(None, row))] for row in rows]
    told = len(rows) > 1 or not all(map(is_label, chain.from_iterable(rows)))
    if told and all(map(is_entry, rows)):
        return [*map(form_lines, rows)]
    if length := _form_length(rows):
        return [form_lines(row) for row in rows[:length]]
    drawn = [*_drawn(rows)]
    lines = table_form(drawn)
    sided = any(cell.tall for row in drawn[: len(lines)] for cell in row)
    return lines if sided or len(lines) < len(rows) else []


def _is_to_be_filled_in(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows hold well-known labels only, none beside another: values have their room."""
    labels = [cell for row in rows for cell in row if cell]
    beside = (pair for row in rows for pair in pairwise(row))
    known = len(labels) > len(rows) > 1 and all(map(is_known_label, labels))
    return known and not any(map(all, beside))


def _drawn(rows: Sequence[Sequence[str]]) -> Iterator[list[Drawn]]:
    """The filled cells of rows, and whether they are those of a row above or below as well."""
    for row, repeated in zip(rows, repeating(rows), strict=True):
        filled = [n for n, text in enumerate(row) if text]
        widths = map(sub, [*filled[1:], len(row)], filled)
        yield tuples_of(Drawn, filter(None, row), compress(repeated, row), widths)


def _form_length(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are a form of labels and values in turn."""
    if is_form(rows):
        return len(rows)
    if not all(is_label(cell) for row in _filled(rows[:2]) for cell in row[::2]):
        return 0
    lengths = range(len(rows) - 2, 1, -1)
    begun = (n for n in lengths if _begins_list(*rows[n : n + 2]) and _is_form(rows[:n]))
    return next(begun, 0)


def _begins_list(names: Sequence[str], below: Sequence[str]) -> bool:
    return sum(map(bool, names)) >= FEWEST and is_header(names, below)


def _is_form(rows: Sequence[Sequence[str]], mixed: bool = False) -> bool:
    """Whether rows are a form by their labels, or by values that are `mixed`.

    Rows that all have three or five cells hold no pairs; nor does one with a label beside another.
    """
    rows = _filled(rows)
    pairs = [pair for row in rows for pair in _pairs(row)]
    width = max(map(len, rows), default=0)
    labels = [label for label, _ in pairs]
    values = [value for _, value in pairs if value]
    if len(labels) < FEWEST or width > _WIDEST or len({*labels}) < len(labels):
        return False
    if not all(map(is_label, labels)) or (len(rows) > 1 and all(len(row) % 2 for row in rows)):
        return False
    named = any(is_label_beside(label, value) for label, value in _pairs(rows[0]))
    if mixed and not named and are_known_enough(rows, labels) and is_mixed(rows, values):
        return True
    return _are_known(labels, values) and (width > 2 or not has_header(rows))


def _filled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The filled cells of the rows that have several: cells are merged."""
    return [[*filter(None, row)] for row in rows if sum(map(bool, row)) > 1]


def _are_known(labels: Sequence[str], values: Sequence[str]) -> bool:
    """Whether most labels are those of forms, and no value is or stands twice, as in lists."""
    return known_share(labels) >= MOST and len({*values} - LABELS) == len(values)


def is_entry(row: Sequence[str]) -> bool:
    """Whether a row holds known labels, and values that are none: "담당 | 김하나", "담당: 김하나".

    No table has such a row but a form, or what stands below another one.
    """
    cells = [*filter(None, row)]
    if len(cells) == 1:
        return begins_entry(cells[0])
    paired = 0 < len(cells) <= _WIDEST and len(cells) % 2 == 0
    told = paired and all(map(is_known_label, cells[::2]))
    return told and not any(map(is_label_beside, cells[::2], cells[1::2]))


def is_below(rows: Sequence[Sequence[str]], data: Sequence[str]) -> bool:
    """Whether entries below a table, of which `data` is a row, are no data of it.

    Its rows do not begin so, and a value is of another kind than the column has and no sum of it,
    or they tell who made the table, and when, and what to note.
    """
    if not rows or not all(map(is_entry, rows)) or is_known_label(data[0]):
        return False
    return any(
        _MADE.match(cell)
        or (n and above and not is_figure(cell) and kind_of(cell) != kind_of(above))
        for row in rows
        for n, (cell, above) in enumerate(zip(row, data, strict=False))
        if cell
    )


def is_apart(rows: Sequence[Sequence[str]], data: Sequence[str]) -> bool:
    """Whether rows below an empty one are no data of the table above, of which `data` is a row.

    Each has a label with its value, though not all are known, or a text alone, and the table more
    columns; they are no small table of their own.
    """
    cells = [[*filter(None, row)] for row in rows if not is_note(row)]
    if not cells or len([*filter(None, data)]) < FEWEST or is_known_label(data[0]):
        return False
    labels = [row[0] for row in cells]
    paired = all(len(row) == 2 and is_label(row[0]) for row in cells)
    told = paired and known_share(labels) >= MANY and not has_header(cells)
    alone = all(len(row) == 1 for row in cells)
    return alone or all(map(is_entry, cells)) or (told and not is_label_beside(*cells[0]))


def form_lines(row: Sequence[str]) -> list[str]:
    """A row as lines: "성명: 김하나", or all of it as one where its cells are not such pairs.

    A unit at the end, "영업팀 | (단위: 원)", is no value; nor is one of several labels.
    """
    cells = [*filter(None, row)]
    if all(map(holds_label, cells)):
        return cells
    if is_signed(cells[0]):
        return [" ".join(cells)]
    if len(cells) > 1 and tells_unit(cells[-1]):
        return [*form_lines(cells[:-1]), cells[-1]]
    pairs = _pairs(cells)
    labels, values = zip(*pairs, strict=True)
    told = all(map(is_label if all(values) else is_known_label, labels))
    known = [is_label_beside(label, value) for label, value in pairs if value]
    named = len(cells) > 2 and all(known) and all(map(is_known_label, labels))
    if len(cells) < 2 or not told or named:
        return [" ".join(cells)]
    return [f"{label_of(label)}: {value}".rstrip(": ") for label, value in pairs]


def _pairs(cells: Sequence[str]) -> list[tuple[str, str]]:
    """Labels with their values, of which that of one is empty where the number of cells is odd.

    It is that of a label before another one, else the last.
    """
    if len(cells) % 2:
        labels = range(0, len(cells) - 1, 2)
        alone = (n + 1 for n in labels if is_label_beside(*cells[n : n + 2]))
        empty = next(alone, len(cells))
        cells = [*cells[:empty], "", *cells[empty:]]
    return [*zip(cells[::2], cells[1::2], strict=True)]
