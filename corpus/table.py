"""Rows of tables in a text: cells between bars, a bar in a cell behind a backslash."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

_ROW = re.compile(r"\s*\|[^\n]*(?<!\\)\|\s*$")
_RULE = re.compile(r"\s*\|[\s:|-]*-[\s:|-]*$")
_BAR = re.compile(r"(?<!\\)\|")
Span = tuple[int, int]


def row_line(cells: Sequence[str]) -> str:
    """The cells as a row: "| 표준 | 33,000원 |"; without any ''."""
    inner = " | ".join(cells)
    if inner.count("|") >= len(cells):  # one more than stand between them
        inner = " | ".join(cell.replace("|", "\\|") for cell in cells)
    return f"| {inner} |" if inner else ""


def cell_spans(text: str, start: int, end: int) -> list[Span]:
    """Where the cells of a row stand, without the space around what is in them."""
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    # The last bar of a row may be left out.
    borders = [*bars, end] if bars and text[bars[-1] + 1 : end].strip() else bars
    return [_trimmed(text, a + 1, b) for a, b in pairwise(borders)]


def cell_text(text: str) -> str:
    """What is in a cell, as its author wrote it."""
    return text.replace("\\|", "|")


def _trimmed(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    return left, max(left, start + len(inner.rstrip()))


def cell_texts(row: str) -> list[str]:
    """What stands in the cells of a row."""
    return [cell_text(row[start:end]) for start, end in cell_spans(row, 0, len(row))]


def is_row(text: str) -> bool:
    """Whether a text is a row of a table."""
    return _ROW.match(text) is not None


def is_rule(text: str) -> bool:
    """Whether a text is the line below the names of the columns: '|---|---|'."""
    return _RULE.match(text) is not None


def head_of(text: str, start: int, columns: str = "") -> str:
    """The row that names the columns of the table in which a row begins at `start`, else ''.

    `columns` is that row of a table that goes on where the text begins.
    """
    above = text[:start].splitlines()
    rows = list(takewhile(is_row, reversed(above)))
    if len(rows) > 1 and is_rule(rows[-2]):
        return rows[-1]
    return "" if any(line.strip() for line in above[: len(above) - len(rows)]) else columns
