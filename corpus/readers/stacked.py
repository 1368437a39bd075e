"""Names of columns in several lines, above tables without lines drawn between their cells.

PDF files tell cell by cell what stands in them; a cell of two lines is two lines of the page.
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from corpus.headers import names_columns
from corpus.readers.layout import Line, Row, Segment, is_table

# So many times as high as its letters are the names stand at most, and so near to the table and to
# each other in a cell.
_HIGHEST, _NEAR = 3.6, 1.6
_LONGEST_NAME = 20


def with_whole_names(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with the names of columns above each table as one line."""
    whole: list[Line] = []
    for number, line in enumerate(lines):
        if _begins_table(lines, number) and (names := _names(whole, lines[number : number + 2])):
            header, count = names
            del whole[-count:]
            whole.append(header)
        whole.append(line)
    return whole


def _begins_table(lines: Sequence[Line], number: int) -> bool:
    """Whether a line and the next ones are rows, and the one before has fewer cells."""
    line = lines[number]
    if number == 0 or len(line) < 2 or isinstance(line, Row) or len(lines[number - 1]) >= len(line):
        return False
    alike = [*takewhile(lambda one: len(one) == len(line), lines[number + 1 : number + 3])]
    return bool(alike) and is_table([line, *alike])


def _names(above: Sequence[Line], rows: Sequence[Line]) -> tuple[Line, int] | None:
    """The names that lines above some rows make together, and how many lines they are."""
    columns, count = _stacks(above, rows)
    if not all(columns) or max(map(len, columns)) < 2 or not all(map(_is_stack, columns)):
        return None
    header, first = tuple(map(_joined, columns)), rows[0]
    texts = [segment.text for segment in header]
    named = all(len(text) <= _LONGEST_NAME for text in texts)
    near = min(one.bottom for one in header) - first[0].top < _NEAR * first[0].height
    if not (named and near and names_columns(texts, [one.text for one in first])):
        return None
    return header, count


def _stacks(above: Sequence[Line], rows: Sequence[Line]) -> tuple[list[list[Segment]], int]:
    """What lines above some rows say in each of their columns, and how many lines they are."""
    height = rows[0][0].height
    highest = rows[0][0].top + (1 + _HIGHEST) * height
    columns: list[list[Segment]] = [[] for _ in rows[0]]
    for count, line in enumerate(reversed(above)):
        places = [_place(segment, rows) for segment in line]
        if all(columns):  # of a line further up they are no names
            highest = max(one.top for column in columns for one in column) + height / 2
        if isinstance(line, Row) or None in places or line[0].top > highest:
            return columns, count
        for segment, place in zip(line, places, strict=True):
            columns[place or 0].append(segment)
    return columns, len(above)


def _place(segment: Segment, rows: Sequence[Line]) -> int | None:
    """The only column that a segment stands in, if it is in one."""
    found = [
        n
        for n, cells in enumerate(zip(*rows, strict=True))
        if segment.left < max(one.right for one in cells)
        and segment.right > min(one.left for one in cells)
    ]
    return found[0] if len(found) == 1 else None


def _is_stack(segments: Sequence[Segment]) -> bool:
    """Whether segments stand below each other as the lines of one cell do."""
    order = sorted(segments, key=lambda one: -one.bottom)
    return all(0 < a.bottom - b.bottom < _NEAR * a.height for a, b in pairwise(order))


def _joined(segments: Sequence[Segment]) -> Segment:
    """Lines of one cell as one, where the last stands."""
    order = sorted(segments, key=lambda one: -one.bottom)
    left, right = min(one.left for one in order), max(one.right for one in order)
    return order[-1]._replace(text=" ".join(one.text for one in order), left=left, right=right)
