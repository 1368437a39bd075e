"""The parts of a table of a page: forms, and lists that have names of columns of their own."""

from collections.abc import Iterator
from typing import NamedTuple

from corpus.forms import entry_lines, table_form
from corpus.lists import Rows, begins_list, is_told_below, list_length, side_length, told_length


class Part(NamedTuple):
    """Rows of a table from `start` to `end`: a form by its lines, or a list.

    `side` is what the first cell of a list tells of all its rows.
    """

    start: int
    end: int
    form: list[str]
    side: str = ""


def parts_of(rows: Rows) -> Iterator[Part]:
    """The parts of a table in order; most tables are one list."""
    start = 0
    while start < len(rows):
        part = _part(rows, start)
        yield part
        start = part.end


def _part(rows: Rows, start: int) -> Part:
    rest = rows[start:]
    below = start > 0 and begins_list(rows[:start], rest)
    if not below:
        told = told_length(rest) if start and is_told_below(rows, start) else 0
        if form := [*map(entry_lines, rest[:told])] or table_form(rest):
            return Part(start, start + len(form), [line for lines in form for line in lines])
    length = side_length(rest)
    if 0 < length < len(rows):  # at the side of a whole table it is a column of it
        return Part(start, start + length, [], rest[0][0].text)
    length = list_length(rest)
    alone = start > 0 and length == 1 and len(rest[0]) == 2  # one pair below a list is none
    return Part(start, start + length, entry_lines(rest[0]) if alone else [])
