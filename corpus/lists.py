"""Where lists begin and end in a table of a page that holds more than one list.

Offices draw minutes, estimates and curricula as one table: a form above, lists with names of
columns of their own below it, and what is to be noted last.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from corpus.kinds import has_header, is_figure
from corpus.labels import MANY, SOME, is_known_label, is_label, known_share

# So many columns a list has at least, and so many labels a form.
FEWEST = 3
_DIGIT = re.compile(r"\d")
# So many rows below its names tell what it holds.
_NEAR = 3
# What the rows of a list are counted by.
_COUNTED_BY = re.compile(r"(?:번호|순번|연번|순서|N[oO]\.?)")


class Drawn(NamedTuple):
    """The text of a cell, whether it stands over several rows, and how many columns it covers."""

    text: str
    tall: bool = False
    columns: int = 1


Rows = Sequence[Sequence[Drawn]]


def begins_list(above: Rows, rows: Rows) -> bool:
    """Whether a row names the columns of those below it, and those `above` are of another table.

    All its cells are labels, "안건 | 내용 | 담당", and none of those in the first column below.
    Either what would be values are known labels, or figures stand below a name, or there are no
    pairs and the cells have other borders than those above. Two rows may name columns together,
    and what the list is of may stand at its side.
    """
    if not any(tall for _, tall, _ in rows[0]):
        return _names_list(above, rows)
    goes_on = above and rows[0][0].tall and rows[0][0] == above[-1][0]
    return not goes_on and (side_length(rows) > 0 or _is_split(rows))


def _names_list(above: Rows, rows: Rows) -> bool:
    """Whether a row names the columns of those below it, and not of those above."""
    texts = [cell.text for cell in rows[0]]
    # Of a row of data the last cell tells soonest.
    if len(texts) < FEWEST or not all(map(_is_name, reversed(texts))) or texts.count(texts[0]) > 1:
        return False
    alike = (row for row in rows[1:] if _borders(row) == _borders(rows[0]))
    below = [[cell.text for cell in row] for row in islice(alike, _NEAR)]
    if not below or known_share([row[0] for row in below]) >= MANY:
        return False
    paired = len(texts) % 2 == 0
    if _COUNTED_BY.fullmatch(texts[0]) or has_header([texts, *below]):
        return True
    if known_share(texts[1::2] if paired else texts) >= MANY:
        return True
    apart = bool(above) and all(_borders(row) != _borders(rows[0]) for row in above)
    return apart and not paired


def _is_name(cell: str) -> bool:
    return is_label(cell) and any(map(str.isalpha, cell))


def _borders(row: Sequence[Drawn]) -> list[int]:
    return [cell.columns for cell in row]


def _is_split(rows: Rows) -> bool:
    """Whether two rows name columns: the first cell is of both, others are groups of those below.

    They are merged downwards and across, so that all cells of either row are of two kinds.
    """
    if len(rows) < 3 or not rows[0][0].tall:
        return False
    (first, lower, below), names = rows[:3], {*rows[0], *rows[1]}
    both = [cell for cell in first if cell.tall and cell in lower]
    groups = [cell for cell in first if cell not in both]
    wide = all(cell.columns > 1 for cell in groups) and len(lower) > len(first) > 1
    return (
        bool(groups)
        and wide
        and first[0] in both
        and not any(cell in below for cell in both)
        and all(_is_name(cell.text) for cell in names)
    )


def side_length(rows: Rows) -> int:
    """In how many rows a list stands of which the first cell tells at its side, else 0.

    "학력" is left of "기간 | 학교 | 전공" and of the rows below it.
    """
    side = rows[0][0]
    if not side.tall:
        return 0
    beside = [row[1:] for row in takewhile(lambda row: row[0] == side, rows)]
    plain = len(beside) > 1 and beside[0] and not any(cell.tall for cell in beside[0])
    return len(beside) if plain and _names_list((), beside) else 0


def list_length(rows: Rows) -> int:
    """How many rows a list has before another one begins, or what is told below it."""
    ends = (n for n in range(2, len(rows)) if is_told_below(rows, n) or _begins_another(rows, n))
    return next(ends, len(rows))


def is_told_below(rows: Rows, number: int) -> bool:
    """Whether a row is the first below a list that tells of all of it, and not of one thing.

    Several labels in a row do where nothing else stands below. Where more rows of the list do, it
    is one of them.
    """
    row, above = rows[number], rows[number - 1]
    if not _is_told(row) or is_known_label(above[0].text):
        return False
    end = number + told_length(rows[number:])
    if len(row) > 2 or end == len(rows):  # pairs side by side are told below all else
        return end == len(rows)
    return _borders(rows[end]) != _borders(rows[number - 1]) or begins_list(rows[:end], rows[end:])


def told_length(rows: Rows) -> int:
    """How many rows from the first on tell of a whole list; what they ask for is known of it only.

    "문의" is a label below "장소", where its text is as wide.
    """
    first = rows[0]
    told = takewhile(lambda row: _is_told(row) or _is_beside(row, _borders(first)), rows)
    return len([*told]) if _is_told(first) else 0


def _is_beside(row: Sequence[Drawn], borders: list[int]) -> bool:
    """Whether a row is a label with a text, with the same borders as a pair has."""
    pair = len(row) == 2 and _borders(row) == borders
    return pair and is_label(row[0].text) and bool(row[1].text)


def _is_told(row: Sequence[Drawn]) -> bool:
    """Whether a row is a known label with a text across all other columns, or several pairs."""
    if len(row) % 2 or any(tall or not text for text, tall, _ in row):
        return False
    labels, values = row[::2], row[1::2]
    if not all(is_known_label(cell.text) for cell in labels):
        return False
    if len(row) == 2:
        return values[0].columns > 1 and not is_figure(values[0].text)
    return not any(is_known_label(cell.text) for cell in values)


def _begins_another(rows: Rows, number: int) -> bool:
    """Whether a row names the columns of another list: words stand amid figures, or at a side.

    Not only its first cell is a known label, as that of a row of words is: "장소 | 강당 | 도서관".
    """
    above, row = rows[number - 1], rows[number]
    texts = [cell.text for cell in row]
    if _DIGIT.search("".join(texts)):  # as in most rows
        return False
    figures = any(
        is_figure(cell.text) and _is_name(text) for cell, text in zip(above, texts, strict=False)
    )
    amid = figures and known_share(texts) >= SOME and any(map(is_known_label, texts[1:]))
    return (row[0].tall or amid) and begins_list(rows[:number], rows[number:])
