"""From lines with their places on a page to paragraphs and tables.

Knows nothing of PDF: lines and where they stand are all it is given.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from corpus.draft import Cell, Draft
from corpus.headers import names_columns
from corpus.labels import begins_entry
from corpus.readers.wraps import Words, begins_item
from corpus.wrapped import ENDED

# Lines of a table of contents lead to a page with them.
_LEADERS = re.compile(r"(?:[.·…‥]\s?){4}")
_LETTER = re.compile(r"[A-Za-z가-힣]")
# A sentence that has not ended, and the middle of one.
_SAYS_ON = re.compile(r"[0-9A-Za-z가-힣,)’”」』]")
_MIDST = re.compile(r"[a-z가-힣(‘“「『]")
# Letters within a tenth of a size are of it; a heading is a fifth larger. In a text most letters
# have one size, and few lines are headings.
_ALIKE = 0.1
_LARGER = 1.2
_REGULAR = 0.5
_MANY = 0.25
# A prose column is at least this many lines high and this many letters wide.
_COLUMN_LINES = 5
_COLUMN_LETTERS = 12
# Rows of a table stand no further apart than so many times the height of their letters.
_ROWS_APART = 3
# As many lines before and after a stretch tell how wide its column is.
_NEIGHBOURS = 12


class Segment(NamedTuple):
    """Text without a wide gap, and its box; y grows upwards."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """The height of its letters."""
        return self.top - self.bottom


Line = tuple[Segment, ...]
# Where a line begins and where it ends.
Edges = tuple[float, float]


class Row(Line):
    """A line that is known to be a row of a table.

    It has a segment a column; `widths` has how many columns each covers, 0 where one before does.
    `table` is the number of the table on its page.
    """

    widths: Sequence[int]
    table: int

    def __new__(cls, segments: Iterable[Segment], widths: Sequence[int], table: int) -> "Row":
        """Segments and widths, one a column."""
        row = super().__new__(cls, tuple(segments))
        row.widths, row.table = widths, table
        return row


class Paragraph(NamedTuple):
    """A paragraph; a heading has a level from 1.

    `goes_on` where its last line is full and no sentence ends there: the next page may continue it.
    """

    text: str
    level: int = 0
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: lines of as many segments."""

    rows: tuple[Line, ...]

    def after(self, before: "Table") -> "Table":
        """This table with the header of the one on the page before, if it goes on with that."""
        header, first = before.rows[0], self.rows[0]
        texts, below = ([segment.text for segment in row] for row in (header, first))
        goes_on = len(header) == len(first) and all(map(_aligned, header, first))
        if not goes_on or not names_columns(texts, below) or texts == below:
            return self
        return Table((header, *self.rows))


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines that run across two columns of prose as the left column, then the right one."""
    ordered: list[Line] = []
    if 2 not in map(len, lines):
        return list(lines)
    for run in _runs(lines):
        if _gutter(run) is None:
            ordered += run
            continue
        ordered += [(line[0],) for line in run] + [(line[1],) for line in run]
    return ordered


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines in runs of as many segments, of one ruled table or of none, and of one column."""
    for _, run in groupby(lines, _kind):
        yield from _by_columns([*run])


def _by_columns(run: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines in the columns of the page: tables may stand beside each other."""
    starts = [n for n, two in enumerate(pairwise(run), 1) if _begins_column(*two)]
    yield from ([*run[a:b]] for a, b in pairwise([0, *starts, len(run)]))


def _begins_column(before: Line, line: Line) -> bool:
    """Whether a line is further up than the one before it, and to the right of that."""
    return line[0].bottom > before[0].top and line[0].left > before[-1].right


def table_runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Such runs, those that are tables with segments of no text for their empty cells."""
    for run in _runs(_padded(lines)):
        if len(run[0]) == 1 or is_table(run):
            yield run
        else:
            yield from _runs([_unpadded(line) for line in run])


def _padded(lines: Iterable[Line]) -> list[Line]:
    """Lines with segments of no text where the line above has a column and they have none.

    Of the first line of a table the corner may be empty, which the line below tells.
    """
    padded: list[Line] = []
    for line in lines:
        less = padded and 1 < len(line) < len(padded[-1])
        padded.append(_with_gaps(line, padded[-1]) if less else line)
    for number in range(len(padded) - 2, -1, -1):
        line, below = padded[number], padded[number + 1]
        if len(line) == len(below) - 1 and not (header := _with_gaps(line, below))[0].text:
            padded[number] = header
    return padded


def _with_gaps(line: Line, other: Line) -> Line:
    """A line with as many segments as another beside it, if each stands in a column of that."""
    if not 1 < len(line) < len(other) or isinstance(line, Row) or isinstance(other, Row):
        return line
    places = [next((n for n, at in enumerate(other) if _aligned(at, one)), -1) for one in line]
    near = abs(line[0].bottom - other[0].bottom) < _ROWS_APART * line[0].height
    # Words of letters that are all of one width are no columns.
    wide = all(b.left - a.right > b.height for one in (line, other) for a, b in pairwise(one))
    if not (near and wide) or places[0] < 0 or any(a >= b for a, b in pairwise(places)):
        return line
    _, _, _, bottom, top = line[0]
    cells = [Segment("", at.left, at.right, bottom, top) for at in other]
    for place, segment in zip(places, line, strict=True):
        cells[place] = segment
    return tuple(cells)


def _unpadded(line: Line) -> Line:
    return line if isinstance(line, Row) else tuple(one for one in line if one.text)


def _gutter(run: Sequence[Line]) -> float | None:
    """The x between two columns of prose, None where these lines are something else."""
    if len(run) < _COLUMN_LINES or len(run[0]) != 2 or isinstance(run[0], Row):
        return None
    letters = median(min(len(segment.text) for segment in line) for line in run)
    start, end = max(line[0].right for line in run), min(line[1].left for line in run)
    return (start + end) / 2 if start < end and letters >= _COLUMN_LETTERS else None


def texts_of(lines: Iterable[Line]) -> Iterator[str]:
    """The texts of all segments."""
    return (segment.text for line in lines for segment in line)


def text_of(line: Line) -> str:
    """The text of a line, a space for each gap."""
    return " ".join([segment.text for segment in line if segment.text])


def _whole(line: Line) -> Segment:
    """A line as one segment."""
    if len(line) == 1:
        return line[0]
    return Segment(text_of(line), line[0].left, line[-1].right, line[0].bottom, line[0].top)


class Sizes:
    """How large the letters of a document are: of its text, and of the headings above it."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        letters: Counter[float] = Counter()
        for line in lines:
            letters[line[0].height] += sum(len(segment.text) for segment in line)
        usual = max(letters, key=lambda size: _near(letters, size), default=0.0)
        regular = _near(letters, usual) >= _REGULAR * letters.total()
        self._least = _LARGER * usual if usual and regular else math.inf
        large = sorted(line[0].height for line in lines if line[0].height >= self._least)
        if len(large) > _MANY * len(lines):  # slides, posters: what is large is the text itself
            self._least = math.inf
        self._borders = [above for below, above in pairwise(large) if above > _LARGER * below]

    def level(self, segment: Segment) -> int:
        """The level of a line as a heading by its size alone, 0 for one that is not larger."""
        if segment.top - segment.bottom < self._least:
            return 0
        return 1 + sum(segment.height < border for border in self._borders)


def _near(letters: Counter[float], size: float) -> int:
    return sum(count for other, count in letters.items() if abs(other - size) < _ALIKE * size)


def blocks(lines: Sequence[Line], words: Words, sizes: Sizes) -> Iterator[Paragraph | Table]:
    """The paragraphs, headings and tables of a page."""
    paragraph: list[Segment] = []
    number = level = 0
    edges = [(line[0].left, line[-1].right) for line in lines]
    column = _Column(())
    zones = _zones(lines)
    for run in table_runs(lines):
        first, number = number, number + len(run)
        if is_table(run):
            if paragraph:
                yield _closed(paragraph, words, sizes, column)
                paragraph = []
            yield Table(tuple(run))
            continue
        for place, whole in enumerate(map(_whole, run), first):
            if place == first or place in zones:
                column = _Column(_around(edges, zones, place, number))
            before, level = level, sizes.level(whole)
            if paragraph and not (before == level and _goes_on(paragraph, whole, column)):
                yield _closed(paragraph, words, sizes, column)
                paragraph = []
            paragraph.append(whole)
    if paragraph:
        yield _closed(paragraph, words, sizes, column)


def _zones(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines with which a column begins, or what runs across columns again.

    A line that is further up and to the right begins the next column. What stands above its height
    runs across both, as the title and the abstract of a paper do.
    """
    starts = [0]
    right: Segment | None = None
    for number, (before, line) in enumerate(pairwise(lines), 1):
        if _begins_column(before, line):
            right, first = line[0], number
            top = right.top + right.height
            while first > starts[-1] and lines[first - 1][0].top < top:
                first -= 1
            starts += [first, number] if first > starts[-1] else [number]
        elif right is not None and line[0].left < right.left - right.height:
            right = None
            starts.append(number)
    return starts


def _around(edges: Sequence[Edges], zones: Sequence[int], place: int, end: int) -> Sequence[Edges]:
    """The edges of the lines near those from a place to an end that are in the same column."""
    first = max(start for start in zones if start <= place)
    last = min((start for start in zones if start > place), default=len(edges))
    low, high = max(first, place - _NEIGHBOURS), min(last, end + _NEIGHBOURS)
    return edges[low:high]


def add_page(
    found: Sequence[Paragraph | Table],
    words: Words,
    draft: Draft,
    before: Paragraph | Table | None = None,
) -> None:
    """Add what `blocks` found on a page; its first paragraph may continue the one `before`."""
    for number, block in enumerate(found):
        if not isinstance(block, Paragraph):
            _add_table([_cells(row, words) for row in block.rows], draft)
        elif block.level:
            draft.heading(block.level, block.text)
        elif number == 0 and isinstance(before, Paragraph) and _continues(before, block):
            draft.go_on(words.joined(before.text, block.text)[len(before.text) :])
        else:
            draft.paragraph(block.text)


def _add_table(rows: Sequence[Sequence[Cell]], draft: Draft) -> None:
    """Add a table; a row alone, as the last of a page may be, reads as a line."""
    if len(rows) > 1:
        draft.table(rows)
    else:
        draft.paragraph(" ".join(filter(None, (cell.text for cell in rows[0]))))


def _cells(row: Line, words: Words) -> list[Cell]:
    widths = row.widths if isinstance(row, Row) else [1] * len(row)
    return [
        Cell(words.whole(segment.text), width)
        for segment, width in zip(row, widths, strict=True)
        if width
    ]


def _continues(before: Paragraph, after: Paragraph) -> bool:
    """Whether a page begins in the middle of a sentence of the page before."""
    midst = before.goes_on and _MIDST.match(after.text) is not None
    return midst and not begins_item(before.text, after.text)


def _kind(line: Line) -> tuple[int, int]:
    return len(line), line.table if isinstance(line, Row) else -1


def is_table(run: Sequence[Line]) -> bool:
    """Whether lines of as many segments are rows: ruled ones, or each column is aligned somehow."""
    if isinstance(run[0], Row):
        return True
    if len(run) < 2 or len(run[0]) < 2 or len(run) + len(run[0]) < 5:
        return False
    # That a cell is empty shows in more than one other row.
    if len(run) == 2 and not all(segment.text for line in run for segment in line):
        return False
    pairs = [pair for two in pairwise(run) for pair in zip(*two, strict=True)]
    return all(_aligned(above, below) for above, below in pairs)


def _aligned(one: Segment, other: Segment) -> bool:
    near = max(one.height, other.height)
    left, right = abs(one.left - other.left), abs(one.right - other.right)
    middle = abs(one.left + one.right - other.left - other.right) / 2
    return min(left, right, middle) < near


class _Column:
    """The lines around some: where those end that begin at one place, no single one decides."""

    def __init__(self, around: Sequence[Edges]) -> None:
        self._around = around
        self._ends: dict[Edges, float] = {}

    def end(self, line: Segment, height: float) -> float:
        """Where the column of a line ends, which most lines ask for again."""
        key = line.left, height
        if key not in self._ends:
            rights = [right for left, right in self._around if abs(left - line.left) < 2 * height]
            self._ends[key] = sorted(rights)[-min(3, len(rights))] if rights else line.right
        return self._ends[key]


def _closed(paragraph: Sequence[Segment], words: Words, sizes: Sizes, column: _Column) -> Paragraph:
    """Lines as one paragraph, or as a heading."""
    text = paragraph[0].text
    for segment in paragraph[1:]:
        text = words.joined(text, segment.text)
    last = paragraph[-1]
    level = sizes.level(last)
    if level and len(_LETTER.findall(text)) > 1 and not _LEADERS.search(text):
        return Paragraph(text, level)
    height = max(last.height, 1.0)
    full = last.right > column.end(last, height) - 2 * height
    says_on = full and len(text) >= _COLUMN_LETTERS and _SAYS_ON.match(text[-1:]) is not None
    return Paragraph(text, goes_on=says_on)


def _goes_on(paragraph: Sequence[Segment], line: Segment, column: _Column) -> bool:
    """Whether a line continues the paragraph before it."""
    last = paragraph[-1]
    above, own = max(last.height, 1.0), line.height
    height = max(above, own)
    gap = last.bottom - line.top
    if gap > 1.3 * height or not 0.8 < own / above < 1.25:
        return False
    if begins_item(last.text, line.text) or begins_entry(line.text):
        return False
    next_column = gap < -height and line.left > last.right and not ENDED.search(last.text)
    if gap < -height and not next_column:
        return False
    # A line ends early where the next word had room, and an indented line begins a paragraph.
    if last.right + _first_word(line) < column.end(last, height) - height / 2:
        return False
    return next_column or line.left < last.left + height or len(paragraph) == 1


def _first_word(line: Segment) -> float:
    """About how wide the first word of a line is."""
    word = line.text.split(maxsplit=1)[0]
    return (line.right - line.left) * len(word) / len(line.text)
