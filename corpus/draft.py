"""A document while a reader writes it: paragraphs, headings and tables, with places between."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, chain, compress, count, repeat
from operator import and_, gt, itemgetter, or_, sub
from pathlib import PurePosixPath
from typing import NamedTuple

from corpus.document import Document, Place, Unreadable, places_of, tuples_of
from corpus.headers import (
    is_headless,
    is_name,
    is_note,
    named_subtotals,
    one_below_other,
    repeating,
    side_by_side,
    with_one_header,
    with_units,
)
from corpus.labels import begins_entry, label_of
from corpus.lists import Drawn, Rows
from corpus.parts import parts_of
from corpus.reasons import GARBLED, NO_TEXT, UnreadableError
from corpus.table import row_line
from corpus.text import clean, is_garbled, one_line, one_line_each

# A longer "heading" is a paragraph in large letters; headings are not quoted, paragraphs are.
_LONGEST_HEADING = 80
# Forms lay whole pages out in a table; such a cell reads better as paragraphs of its own.
_LONGEST_CELL = 300
# So many rows and columns are a table, however long a cell of it is.
_WIDTH = 3
# What a cell of data that covers several columns says is told of each of them.
_LONGEST_SHARED = 8
# Tables of more rows are lists.
_MOST_ROWS = 500
# Levels of blocks below those of headings: a paragraph has 0.
_LINE, _MIDST = -1, -2
_ARTICLE = re.compile(r"제\s*\d+\s*[편장절관조]")
_HEADING_LIKE = re.compile(r"^(\s*#{1,6})[ \t]", re.MULTILINE)


class Cell(NamedTuple):
    """A cell of a table and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


class Draft:
    """Collects what a reader finds, in order; `document` makes it a Document.

    Everything added is cleaned here, so that offsets always count in the clean text.
    """

    def __init__(self, alive: Callable[[], None] = lambda: None) -> None:
        self.title = ""
        self.alive = alive
        self.problems: list[str] = []
        self._blocks: list[tuple[int, str]] = []
        self._places: list[tuple[int, str, int | None, int | None]] = []
        self._breaks: set[int] = set()

    def place(self, label: str, page: int | None = None, row: int | None = None) -> None:
        """Begin a page, slide, sheet or row; what is added from now on stands there."""
        self._begin(label)
        self._places.append((len(self._blocks), label, page, row))

    def _begin(self, label: str) -> None:
        self.alive()
        if not self._places or self._places[-1][1] != label:
            self._breaks.add(len(self._blocks))

    @property
    def has_text(self) -> bool:
        """Whether anything was added that people could read."""
        return any(character.isalnum() for _, text in self._blocks for character in text)

    @property
    def has_headings(self) -> bool:
        """Whether any heading was added."""
        return any(level > 0 for level, _ in self._blocks)

    def problem(self, reason: str) -> None:
        """Say that a part of the file could not be read."""
        self.problems.append(reason)

    def paragraph(self, text: str) -> None:
        """Add text, which may have several lines."""
        self.clean_paragraph(clean(text).strip())

    def clean_paragraph(self, text: str) -> None:
        """Add lines that are clean already: looking at every letter again takes time."""
        if text:
            self._blocks.append((0, text))

    def go_on(self, text: str) -> None:
        """Continue the paragraph before, over the border of a page; may begin with a space."""
        self._blocks.append((_MIDST, clean(text).rstrip()))

    def line(self, text: str) -> None:
        """Add a line that belongs to the one before, like an item."""
        text = one_line(text)
        if text:
            self._blocks.append((_LINE, text))

    def item(self, label: str, text: str) -> None:
        """Add a paragraph with the number or the dash that stands before it, if any does.

        Articles are paragraphs; other items are lines of one list.
        """
        if not label:
            self.paragraph(text)
        elif not text.strip():
            return
        elif _ARTICLE.match(label):
            self.paragraph(label + text)
        else:
            self.line(label + text)

    def row(self, cells: Sequence[str]) -> None:
        """Add a row of a sheet; the cells are clean lines already."""
        text = row_line(cells)
        if text:
            self._blocks.append((_LINE, text))

    def rows(self, label: str, numbers: Sequence[int], lines: Sequence[str]) -> None:
        """Add numbered rows of a sheet, each a clean line or ''."""
        self._begin(label)
        for number, line in zip(numbers, lines, strict=True):
            self._places.append((len(self._blocks), label, None, number))
            if line:
                self._blocks.append((_LINE, line))

    def heading(self, level: int, text: str) -> None:
        """Add a heading, level 1 the highest; a long one is a paragraph."""
        text = one_line(text)
        told = begins_entry(text)  # '강사: 김하나' in large letters
        if told or len(text) > _LONGEST_HEADING or text.endswith((".", "다", ":")):
            self.paragraph(text)
        elif text:
            self._blocks.append((max(1, min(level, 6)), text))

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table as Markdown rows, or as paragraphs where it only serves the layout."""
        squares = _squares(rows)
        # Some pages have rows without a cell; one that is covered from above has squares.
        rows = [row for row, line in zip(rows, squares, strict=True) if line]
        squares = [*filter(None, squares)]
        if not any(cell.text for row in rows for cell in row):  # to be filled in by hand
            return
        parts = [*parts_of(_drawn(squares))] if len(rows) <= _MOST_ROWS else []
        if len(parts) < 2 and not any(part.form or part.side for part in parts):  # as most are
            self._list(rows, squares)
            return
        for part in parts:
            for line in part.form:
                self.line(line)
            if not part.form:
                self.paragraph(label_of(part.side))
                some = rows[part.start : part.end]
                self._list(some, [row[bool(part.side) :] for row in _squares(some)])

    def _list(self, rows: Sequence[Sequence[Cell]], squares: Rows) -> None:
        """Add a table, or a part of one, that names its columns; of squares there may be fewer."""
        squares = _begun([row for row in squares if any(map(itemgetter(0), row))])
        notes = _notes_below(squares)
        grid = [[square.text for square in row] for row in squares]
        width = max((len(row) for row in grid), default=0)
        long = max(map(len, chain.from_iterable(grid)), default=0) > _LONGEST_CELL
        layout = long and (width < _WIDTH or len(grid) < _WIDTH)
        if width < 2 or len(grid) < 2 or layout:
            for row in rows:
                for cell in row:
                    self.paragraph(cell.text)
            return
        grid = [[*row, *[""] * (width - len(row))] for row in grid]
        while len(grid) > 2 and not any(grid[0][1:]):  # a title, a unit
            self.paragraph(grid.pop(0)[0])
        covered = _covered(squares[-len(grid)])
        if is_headless(*grid[:2]):
            text = "\n".join(map(row_line, grid))
        else:
            wide = any(cell.columns > 1 for row in rows[:2] for cell in row)
            table = with_one_header(grid) if wide or _is_left_open(grid) else grid
            text = table_text(_one_below_other(_joined_below(table, covered)))
        self.clean_paragraph(text)
        for note in notes:
            self.paragraph(note)

    @property
    def text(self) -> str:
        """All that was added so far."""
        return "".join(self._written())

    def document(self, source: str) -> tuple[Document | Unreadable, ...]:
        """The document, and what of it could not be read."""
        pieces = self._written()
        text = "".join(pieces)
        missing = tuple(Unreadable(source, reason) for reason in self.problems)
        if not self.has_text:
            if missing:
                return missing
            raise UnreadableError(NO_TEXT)
        if is_garbled(text):
            raise UnreadableError(GARBLED)
        title = one_line(self.title)
        document = Document(
            source,
            title or PurePosixPath(source).stem,
            text,
            _placed(self._places, pieces),
            titled=bool(title),
        )
        return (document, *missing)

    def _written(self) -> list[str]:
        """The whole text in pieces: before each block what parts it from the one above."""
        pieces: list[str] = []
        before = 0
        for number, (level, text) in enumerate(self._blocks):
            gap = "\n\n"
            if level == before == _LINE and number not in self._breaks:
                gap = "\n"
            elif level == _MIDST:  # the place begins after a space
                gap, text = " " * text.startswith(" "), text.removeprefix(" ")
            if level > 0 and self._has_body(number):
                text = f"{'#' * level} {text}"
            elif "#" in text:
                text = _plain(text)
            before = level
            pieces += gap, text
        pieces[:1] = [""]  # no gap before the first
        return pieces

    def _has_body(self, number: int) -> bool:
        """Whether text stands under a heading; one without would be in no passage."""
        level = self._blocks[number][0]
        return number + 1 < len(self._blocks) and not 0 < self._blocks[number + 1][0] <= level


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as wide as each other as Markdown, the first one the names of the columns."""
    if len(rows) > 2 and (names := with_units(*rows[:2])) is not None:
        rows = [names, *rows[2:]]
    named, _ = named_subtotals(rows)
    lines = [row_line(row) for row in named]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _one_below_other(table: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """A table whose parts stand side by side under the same names as one of these names."""
    parts = side_by_side(table[0])
    if not parts:
        return table
    names = table[0][parts[0]]
    rows = (row for _, row in one_below_other(enumerate(table[1:]), parts))
    return [[*row, *[""] * (len(names) - len(row))] for row in (names, *rows)]


def _notes_below(squares: list[list[Drawn]]) -> list[str]:
    """Take the notes from below a table: the last rows, each one cell across all columns."""
    notes: list[str] = []
    while len(squares) > 2 and is_note([square.text for square in squares[-1]]):
        if sum(square.columns for square in squares[-1]) > 1:
            break
        notes.insert(0, squares.pop()[0].text)
    return notes


def _begun(squares: Rows) -> list[list[Drawn]]:
    """The columns in which a cell begins: others are only covered by those before them."""
    width = max((len(row) for row in squares), default=0)
    begins = [any(row[n].columns for row in squares if n < len(row)) for n in range(width)]
    return [[*compress(row, begins)] for row in squares]


def _covered(row: Sequence[Drawn]) -> int:
    """How many more columns the first cell of a row covers."""
    return next((n for n, square in enumerate(row[1:]) if square.columns), 0)


def _joined_below(table: Sequence[Sequence[str]], covered: int) -> list[Sequence[str]]:
    """A table whose first columns, so many more of which its first name covers, are one.

    They tell together what a row is of: "청소" and "반장" below "구분".
    """
    joined = [*table]
    for _ in range(covered):
        if not joined[0][1] and all(is_name(row[1]) for row in joined[1:]):
            joined = [[_with_other(*row[:2]), *row[2:]] for row in joined]
    return joined


def _with_other(cell: str, other: str) -> str:
    return cell if cell == other else f"{cell} {other}".strip()


def _is_left_open(grid: Sequence[Sequence[str]]) -> bool:
    """Whether the names of groups stand over cells that are left empty rather than merged."""
    groups, names = grid[0], grid[1]
    opened = [place for place, cell in enumerate(groups) if place and not cell]
    return bool(groups[0]) and not names[0] and bool(opened) and all(names[n] for n in opened)


def _plain(text: str) -> str:
    """Text whose own lines do not look like headings; they would not be quoted then."""
    return _HEADING_LIKE.sub("\\1\u00a0", text)


def _placed(
    places: Sequence[tuple[int, str, int | None, int | None]], pieces: Sequence[str]
) -> tuple[Place, ...]:
    """The places that hold text, at the offsets where it begins, the first at 0."""
    found = dict(zip(map(itemgetter(0), places), places, strict=True))  # the last at each block
    found.pop(len(pieces) // 2, None)
    if not found:
        return ()
    starts = [*accumulate(map(len, pieces))][::2]
    blocks, *columns = zip(*found.values(), strict=True)
    return places_of([0, *map(starts.__getitem__, blocks[1:])], *columns)


def _squares(rows: Sequence[Sequence[Cell]]) -> list[list[Drawn]]:
    """The columns of each row; a cell that covers several rows is repeated in each of them.

    As cells they cover 1 column each, or 0 where the one before covers them.
    """
    grid: list[list[Drawn]] = []
    hanging: dict[int, tuple[int, Drawn]] = {}
    for row in rows:
        line: list[Drawn] = []
        said, columns, heights = zip(*row, strict=True) if row else ((), (), ())
        texts = one_line_each(said)
        if not hanging and columns.count(1) == heights.count(1) == len(row):  # as in most rows
            grid.append(tuples_of(Drawn, texts, repeat(False, len(row)), columns))
            continue
        for text, width, height in zip(texts, columns, heights, strict=True):
            if hanging:
                _let_hang(hanging, line)
            squares = [Drawn(text, height > 1, 1)] if width else []
            if width > 1:
                shared = len(grid) > 1 and line and len(text) <= _LONGEST_SHARED
                squares += [
                    Drawn(text if shared and _is_named(grid, n) else "", height > 1, 0)
                    for n in range(len(line) + 1, len(line) + min(width, 1000))
                ]
            if height > 1:
                hanging |= {n: (height - 1, one) for n, one in enumerate(squares, len(line))}
            line += squares
        _let_hang(hanging, line)
        grid.append(line)
    return grid


def _is_named(grid: Rows, column: int) -> bool:
    """Whether a cell of the first two rows begins in a column: in forms others do, far below."""
    return any(len(row) > column and row[column].columns for row in grid[:2])


def _let_hang(hanging: dict[int, tuple[int, Drawn]], line: list[Drawn]) -> None:
    """Continue `line` with the cells that hang down from the rows above."""
    while len(line) in hanging:
        left, square = hanging.pop(len(line))
        if left > 1:
            hanging[len(line)] = (left - 1, square)
        line.append(square)


def _drawn(squares: Rows) -> Rows:
    """The cells of each row, how many columns they cover, and whether they cover more rows."""
    drawn: list[Sequence[Drawn]] = []
    for row, repeated in zip(squares, repeating(squares), strict=True):
        texts, tall, columns = zip(*row, strict=True)
        again = [*map(and_, map(bool, texts), repeated)]
        if not all(columns):
            starts = [*compress(count(), columns)]
            cells = compress(texts, columns), compress(map(or_, tall, again), columns)
            drawn.append(tuples_of(Drawn, *cells, map(sub, [*starts[1:], len(row)], starts)))
        elif any(map(gt, again, tall)):
            drawn.append(tuples_of(Drawn, texts, map(or_, tall, again), columns))
        else:  # as most rows
            drawn.append(row)
    return drawn
