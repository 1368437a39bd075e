"""Kinds of values: figures, dates, telephone numbers, words; a column of data has one of them."""

import re
from collections.abc import Sequence

from corpus.labels import MOST, is_label

_FIGURE, _DATE, _PHONE = 0, 1, 2
_KINDS = (
    # A figure with its unit: '15만 원'.
    re.compile(r"[-+]?[\d,.]+\s?(?:[십백천만억조]+\s)?[^\d\s]{0,3}"),
    re.compile(r"(?:19|20)\d\d\s?[-./년].*"),  # a date
    re.compile(r"\d{2,4}(?:[-.)]\s?\d{3,4}){1,2}"),  # a telephone number
    re.compile(r"[^\d]*"),
)


def is_mixed(rows: Sequence[Sequence[str]], values: Sequence[str]) -> bool:
    """Whether values are of several kinds, as those of a form are."""
    kinds = [kind_of(value) for value in values]
    most = max(map(kinds.count, kinds), default=0)
    return most <= MOST * len(kinds) and not has_header(rows)


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row of names stands over a column of figures, dates or telephone numbers.

    No form has such columns.
    """
    names, *below = rows
    if len(below) < 2 or not all(map(is_label, names)):
        return False
    columns = ({kind_of(row[n]) for row in below if n < len(row)} for n in range(len(names)))
    return any(kinds in ({_FIGURE}, {_DATE}, {_PHONE}) for kinds in columns)


def is_figure(value: str) -> bool:
    """Whether a value is a figure, which may have a unit."""
    return _KINDS[_FIGURE].fullmatch(value) is not None


def kind_of(value: str) -> int:
    """Of which kind a value is: a figure, a date, a telephone number, words; -1 for a mixture."""
    return next((n for n, one in enumerate(_KINDS) if one.fullmatch(value)), -1)
