"""Forms: rows of labels with their values beside them, which no row above names."""

import re
from collections.abc import Sequence

from corpus.headers import is_name

_LONGEST_LABEL = 15
_FEWEST = 3
# Most of the values of a column of data are of one kind.
_MOST = 0.7
_FIGURE, _DATE = 0, 1
_KINDS = (
    re.compile(r"[-+]?[\d,.]+\s?[^\d\s]{0,3}"),  # a figure with its unit
    re.compile(r"(?:19|20)\d\d\s?[-./년].*"),  # a date
    re.compile(r"[^\d]*"),
)


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows hold labels and values in turn: "성명 | 김하나 | 부서 | 총무과".

    All labels differ, and the values are of several kinds, which those of a column never are.
    """
    rows = [[*filter(None, row)] for row in rows if sum(map(bool, row)) > 1]  # cells are merged
    width = max(map(len, rows), default=0)
    labels = [cell for row in rows for cell in row[::2] if cell]
    if len(labels) < _FEWEST or width not in (2, 4, 6) or len({*labels}) < len(labels):
        return False
    values = [cell for row in rows for cell in row[1::2] if cell]
    kinds = [_kind(value) for value in values]
    mixed = max(map(kinds.count, kinds), default=0) <= _MOST * len(kinds) and not _has_header(rows)
    return mixed and all(map(_is_label, labels))


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row of names stands over columns of figures or dates, as no form has them."""
    names, *below = rows
    if len(below) < 2 or not all(map(_is_label, names)):
        return False
    columns = ({_kind(row[n]) for row in below if n < len(row)} for n in range(len(names)))
    return any(kinds in ({_FIGURE}, {_DATE}) for kinds in columns)


def _kind(value: str) -> int:
    return next((n for n, one in enumerate(_KINDS) if one.fullmatch(value)), -1)


def form_lines(row: Sequence[str]) -> list[str]:
    """A row as lines: "성명: 김하나", or all of it as one where its cells are not such pairs."""
    cells = [*filter(None, row)]
    paired = len(cells) % 2 == 0 and all(map(_is_label, cells[::2]))
    if not paired:
        return [" ".join(cells)]
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return [f"{label.rstrip(': ')}: {value}" for label, value in pairs]


def _is_label(cell: str) -> bool:
    words = len(cell) <= _LONGEST_LABEL and is_name(cell)
    return words and not any(character.isdigit() for character in cell)
