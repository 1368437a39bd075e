"""How the cells of rows look: known labels, figures, dates, words; and what that tells."""

import re
from collections.abc import Sequence

from corpus.labels import is_known_label, is_label

# Most of the values of a column of data are of one kind.
MOST, MANY, SOME = 0.7, 0.5, 0.3
FIGURE, _DATE, _PHONE = 0, 1, 2
_KINDS = (
    # A figure with its unit: '15만 원'.
    re.compile(r"[-+]?[\d,.]+\s?(?:[십백천만억조]+\s)?[^\d\s]{0,3}"),
    re.compile(r"(?:19|20)\d\d\s?[-./년].*"),  # a date
    re.compile(r"\d{2,4}(?:[-.)]\s?\d{3,4}){1,2}"),  # a telephone number
    re.compile(r"[^\d]*"),
)


def are_known_enough(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> bool:
    """Whether any label is well known; many, where the first row may name columns by its words."""
    words = all(cell and is_label(cell) for cell in rows[0])
    return known_share(labels) >= MANY if words else any(map(is_known_label, labels))


def known_share(labels: Sequence[str]) -> float:
    """The share of labels that are well known."""
    return sum(map(is_known_label, labels)) / max(len(labels), 1)


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
    return any(kinds in ({FIGURE}, {_DATE}, {_PHONE}) for kinds in columns)


def kind_of(value: str) -> int:
    """Of which kind a value is: a figure, a date, a telephone number, words; -1 for a mixture."""
    return next((n for n, one in enumerate(_KINDS) if one.fullmatch(value)), -1)
