"""Tables by the lines drawn between their cells.

Knows nothing of PDF: rules and segments of text, and where they stand, are all it is given. What
stands in one cell belongs together, however its lines wrap. Where only rows have lines between
them, columns are parted where no text stands; a table without any lines is told by how its text is
aligned, in `corpus.readers.layout`.
"""

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from operator import attrgetter, itemgetter, neg
from typing import NamedTuple

from corpus.headers import UNIT_TOLD
from corpus.readers.layout import Line, Row, Segment

# Lines so near, in points, are one; what ends so near touches.
_NEAR = 2.5
_TOUCHES = 4.0
# So many lines one way are a drawing.
_MOST = 300
# Many tables have no lines at their sides; what stands out so far beyond the last one is a column.
_OPEN = 12.0
# A table has so many cells with text, and they are so many of all; a chart has empty ones.
_LEAST_FILLED = 3
_FILLED = 0.4
# Level lines alone make a table where there are so many rows between them.
_FEWEST_ROWS = 3
_PLACE = attrgetter("place")


class Rule(NamedTuple):
    """A straight line: at `place` across, from `start` to `end` along it."""

    place: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of a page that run level and upright, each once, by their places.

    y grows upwards.
    """

    level: Sequence[Rule] = ()
    upright: Sequence[Rule] = ()

    @classmethod
    def of(cls, level: Iterable[Rule], upright: Iterable[Rule]) -> "Rules":
        """Those drawn in parts, cell by cell or dash by dash, as one; none of a drawing."""
        rules = cls(_joined(level), _joined(upright))
        return rules if max(len(rules.level), len(rules.upright)) <= _MOST else cls()

    def parts(self, left: float, right: float, y: float) -> bool:
        """Whether an upright line stands between two places at that height."""
        return _stand_between(self.upright, left - 1, right + 1, y)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The borders of columns from the left and of rows from the top; which squares are one cell.

    `cells` has the number of the cell of each square, by row and column.
    """

    columns: Sequence[float]
    rows: Sequence[float]
    cells: Sequence[Sequence[int]]

    def cell(self, segment: Segment) -> int | None:
        """The number of the cell in which the middle of a segment stands."""
        x, y = (segment.left + segment.right) / 2, (segment.bottom + segment.top) / 2
        if not (self.columns[0] < x < self.columns[-1] and self.rows[-1] < y < self.rows[0]):
            return None
        row = bisect_left(self.rows, -y, 1, len(self.rows) - 1, key=neg) - 1
        return self.cells[row][bisect_left(self.columns, x, 1, len(self.columns) - 1) - 1]

    def parts(self, line: Line) -> bool:
        """Whether what a line keeps apart stands in cells of its own."""
        homes = [cell for cell in map(self.cell, line) if cell is not None]
        return len(homes) == len({*homes})


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    found: list[Rule] = []
    for one in sorted(rules, key=lambda rule: (rule.place, rule.start)):
        first = bisect_left(found, one.place - _NEAR, key=_PLACE)
        number = next(
            (n for n in range(len(found) - 1, first - 1, -1) if _meets(found[n], one)), None
        )
        if number is None:
            found.append(one)
            continue
        other = found[number]
        start, end = min(one.start, other.start), max(one.end, other.end)
        found[number] = Rule(other.place, start, end)
    return found


def _meets(one: Rule, other: Rule) -> bool:
    """Whether two lines at one place are parts of one."""
    return one.start <= other.end + _TOUCHES and other.start <= one.end + _TOUCHES


def _stand_between(rules: Sequence[Rule], low: float, high: float, along: float) -> bool:
    """Whether some of the lines, by their places, stand between two places, there along them."""
    for number in range(bisect_left(rules, low, key=_PLACE), len(rules)):
        place, start, end = rules[number]
        if place > high:
            return False
        if start <= along <= end:
            return True
    return False


def with_tables(lines: Sequence[Line], rules: Rules) -> list[Line]:
    """The lines of a page with the rows of its ruled tables in the place of what stands in them."""
    segments = [*chain.from_iterable(lines)]
    grids = ((grid, [*map(grid.cell, segments)]) for grid in _grids(rules, lines))
    tables = [(grid, homes) for grid, homes in grids if _is_table(grid, homes)]
    if not tables:
        return list(lines)
    cells = zip(*(homes for _, homes in tables), strict=True)
    inside: list[dict[int, list[Segment]]] = [{} for _ in tables]
    kept: list[Line | int] = []
    for line in lines:
        rest = []
        for segment, homes in zip(line, cells, strict=False):  # the line ends first
            home = next(((n, cell) for n, cell in enumerate(homes) if cell is not None), None)
            if home is None:
                rest.append(segment)
                continue
            number, cell = home
            if not inside[number]:
                kept.append(number)
            inside[number].setdefault(cell, []).append(segment)
        if rest:
            kept.append(tuple(rest))
    found: list[Line] = []
    for one in kept:
        found += _rows(tables[one][0], inside[one], one) if isinstance(one, int) else [one]
    return found


def _is_table(grid: _Grid, homes: Iterable[int | None]) -> bool:
    """Whether text stands in enough of the cells, and beside other text.

    `homes` has the number of the cell of each text, None for one that stands elsewhere.
    """
    filled = {*homes} - {None}
    cells = {cell for row in grid.cells for cell in row}
    beside = any(len({*row} & filled) > 1 for row in grid.cells)
    return beside and len(filled) >= max(_LEAST_FILLED, _FILLED * len(cells))


def _rows(grid: _Grid, inside: dict[int, list[Segment]], table: int) -> Iterator[Row]:
    """The rows of a table; a cell over several rows stands in each, one over columns once in it."""
    for number, cells in enumerate(grid.cells):
        widths = [
            0 if column and cells[column - 1] == cell else cells.count(cell)
            for column, cell in enumerate(cells)
        ]
        row = [
            _cell(grid, number, column, inside.get(cell, []) if widths[column] else [])
            for column, cell in enumerate(cells)
        ]
        if any(segment.text for segment in row):
            yield Row(row, widths, table)


def _cell(grid: _Grid, row: int, column: int, segments: Sequence[Segment]) -> Segment:
    """A cell as a segment of several lines, as wide as the cell and as high as its letters."""
    text = "\n".join(segment.text for segment in segments)
    top = grid.rows[row]
    height = segments[0].height if segments else 1.0
    return Segment(text, grid.columns[column], grid.columns[column + 1], top - height, top)


def _grids(rules: Rules, lines: Sequence[Line]) -> list[_Grid]:
    """The grids that the lines of a page make, small ones first."""
    groups = [*_groups(rules.level, rules.upright)]
    found = [_grid(*group) for group in groups]
    grids = [grid for grid in found if grid is not None]
    grids += _open_grids([level[0] for level, upright in groups if not upright], lines)
    return sorted(grids, key=lambda grid: grid.columns[-1] - grid.columns[0])


def _open_grids(level: Iterable[Rule], lines: Sequence[Line]) -> Iterator[_Grid]:
    """The grids of level lines that no upright ones touch, each stack as wide as its first one."""
    for stack in _stacks(level):
        if len(stack) <= _FEWEST_ROWS:
            continue
        start, end = stack[0].start - _TOUCHES, stack[0].end + _TOUCHES
        inside = [one for line in lines for one in line if start < one.left and one.right < end]
        borders = _borders(rule.place for rule in stack)[::-1]
        bands = [(_band(inside, *two), two) for two in pairwise(borders)]
        for is_row, run in groupby(bands, lambda band: _is_row(band[0])):
            found, places = zip(*run, strict=True)
            if is_row and len(found) >= _FEWEST_ROWS:
                columns = [start, *_gaps(chain.from_iterable(found)), end]
                rows = _with_edges([places[0][0], *map(itemgetter(1), places)], columns, inside)
                grid = _Grid(columns, rows, _apart(len(rows) - 1, len(columns) - 1))
                if all(map(grid.parts, lines)):
                    yield grid


def _with_edges(
    rows: Sequence[float], columns: Sequence[float], segments: Iterable[Segment]
) -> list[float]:
    """The borders of rows, with the first or the last row that no line ends."""
    height = min(top - bottom for top, bottom in pairwise(rows))
    edges = (rows[0] + height, rows[0]), (rows[-1], rows[-1] - height)
    above, below = (_band(segments, *edge) for edge in edges)
    whole = [edges[0][0]] * _fills(above, columns) + list(rows)
    return whole + [edges[1][1]] * _fills(below, columns)


def _fills(band: Sequence[Segment], columns: Sequence[float]) -> bool:
    """Whether there is a row: all columns but one are filled, each once, with no unit of all."""
    places = {bisect(columns, (one.left + one.right) / 2) for one in band}
    least = max(2, len(columns) - 2)
    return len(band) == len(places) >= least and not any(UNIT_TOLD.search(one.text) for one in band)


def _apart(rows: int, columns: int) -> list[list[int]]:
    """The numbers of cells of which each is one square."""
    return [[row * columns + column for column in range(columns)] for row in range(rows)]


def _stacks(level: Iterable[Rule]) -> list[list[Rule]]:
    """Level lines that begin and end at the same places."""
    stacks: list[list[Rule]] = []
    for rule in level:
        near = (
            stack
            for stack in stacks
            if max(abs(stack[0].start - rule.start), abs(stack[0].end - rule.end)) <= _TOUCHES
        )
        stack = next(near, None)
        if stack is None:
            stacks.append([rule])
        else:
            stack.append(rule)
    return stacks


def _band(segments: Iterable[Segment], top: float, bottom: float) -> list[Segment]:
    """What stands between two heights, from the left."""
    inside = (one for one in segments if bottom < (one.bottom + one.top) / 2 < top)
    return sorted(inside, key=attrgetter("left"))


def _is_row(band: Sequence[Segment]) -> bool:
    """Whether a band is one row: beside the cell at the left others begin at one height only."""
    gaps = _gaps(band)
    if not gaps:
        return False
    first = [segment for segment in band if segment.right < gaps[0]]
    others = band[len(first) :]
    beside = [one for one in first if any(abs(one.bottom - two.bottom) < _NEAR for two in others)]
    return len(beside) < 2


def _gaps(segments: Iterable[Segment]) -> list[float]:
    """The middles of the gaps between columns, where none of the segments stands."""
    found, end = list[float](), None
    for segment in sorted(segments, key=attrgetter("left")):
        if end is not None and segment.left - end > _NEAR:
            found.append((end + segment.left) / 2)
        end = segment.right if end is None else max(end, segment.right)
    return found


def _groups(
    level: Sequence[Rule], upright: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, directly or by others."""
    left, up = set(range(len(level))), set(range(len(upright)))
    while left:
        rows, columns = {left.pop()}, set[int]()
        fresh = set(rows)
        while fresh:
            met = {j for j in up if any(_cross(level[i], upright[j]) for i in fresh)}
            up -= met
            columns |= met
            fresh = {i for i in left if any(_cross(level[i], upright[j]) for j in met)}
            left -= fresh
            rows |= fresh
        yield [level[i] for i in sorted(rows)], [upright[j] for j in sorted(columns)]


def _cross(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _TOUCHES <= upright.place <= level.end + _TOUCHES
        and upright.start - _TOUCHES <= level.place <= upright.end + _TOUCHES
    )


def _grid(level: Sequence[Rule], upright: Sequence[Rule]) -> _Grid | None:
    """The grid of lines that touch; None where it has no two columns or no two cells."""
    if not upright or len(level) < 2:
        return None
    rows = _borders(rule.place for rule in level)[::-1]
    columns = _borders(rule.place for rule in upright)
    start, end = min(rule.start for rule in level), max(rule.end for rule in level)
    columns = [start] * (columns[0] - start > _OPEN) + columns + [end] * (end - columns[-1] > _OPEN)
    if len(columns) < 3 or len(rows) < 2:
        return None
    return _Grid(columns, rows, _cells(columns, rows, level, upright))


def _borders(places: Iterable[float]) -> list[float]:
    """The places of lines in order, those of one border once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _cells(
    columns: Sequence[float], rows: Sequence[float], level: Sequence[Rule], upright: Sequence[Rule]
) -> list[list[int]]:
    """The number of each square's cell: squares without a line between them are one cell."""
    width = len(columns) - 1
    cells = _apart(len(rows) - 1, width)
    for row, (top, bottom) in enumerate(pairwise(rows)):
        y = (top + bottom) / 2
        for column, (left, right) in enumerate(pairwise(columns)):
            if column and not _stands(upright, left, y):
                _merge(cells, cells[row][column - 1], cells[row][column])
            if row and not _stands(level, top, (left + right) / 2):
                _merge(cells, cells[row - 1][column], cells[row][column])
    return cells


def _stands(rules: Sequence[Rule], place: float, along: float) -> bool:
    """Whether a line stands at a place, there along it."""
    return _stand_between(rules, place - _NEAR, place + _NEAR, along)


def _merge(cells: list[list[int]], one: int, other: int) -> None:
    for row in cells:
        row[:] = [one if cell == other else cell for cell in row]
