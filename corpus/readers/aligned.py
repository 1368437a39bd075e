"""Tables that people draw with spaces, tabs or bars in a plain text.

Nothing in the file says that they are tables, so all of this must: lines next to each other have as
many cells, which stand below each other, and the first line names what the others hold. What is
aligned in any other way (lists of labels, verses, code) stays as it was written.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby, pairwise

from corpus.draft import table_text
from corpus.headers import UNIT_TOLD, names_columns
from corpus.labels import is_known_label
from corpus.readers.layout import Line, Segment, is_table, table_runs
from corpus.readers.wraps import ITEM
from corpus.sheet_forms import is_form
from corpus.table import cell_texts, is_row, is_rule

# In columns of a text: what stands less than a letter of Korean apart is aligned.
_HEIGHT = 1.9
_TAB = 8
# Nobody draws wider lines or more of them; programs do.
_WIDEST, _MOST_LINES = 300, 1000
_FIELD = 100
_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_PARTED = re.compile(r"\S(?:[ \u00a0\u3000]{2}|[ ]?[\t│┃|])\s*+\S")
_BAR = re.compile(r"[│┃]")
_BARRED = re.compile(r"[│┃].*[│┃]$")
_BETWEEN = re.compile(r"\t| \| ")
_RULE = re.compile(r"(?=(?:[^-=_\u2500-\u257f]*[-=_\u2500-\u257f]){5})[-=_+|\s\u2500-\u257f]+")
_UNDERLINE = re.compile(r"[-=_\s]+")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*(?:te?xt|plain|plaintext)?\s*")
# Letters of which some fonts make wide ones are 'A', such as '·' and '○'.
_WIDE = ("WF", "WFA")
_LONGEST_NAME = 15
_UNLIKE_NAMES = re.compile(r"[.,:;?!{}<>=]$|^[:=>]")
_FIGURES = re.compile(r"\d[\d,.]*")
# Of so many cells it is no chance that each word stands in two or more.
_FEWEST_REPEATED = 4
_MARK = "-"
_Found = tuple[int, int, Sequence[Sequence[str]]]


def with_tables(text: str) -> str:
    """A plain text with the tables that are drawn in it as rows between bars."""
    blocks = groupby(text.split("\n"), lambda line: not line.strip())
    return "\n".join(chain.from_iterable(_read([*block]) for _, block in blocks))


def _read(block: Sequence[str]) -> Sequence[str]:
    """The lines of a paragraph, those of its tables as rows; tables of Markdown stay."""
    parted = sum(_PARTED.search(line) is not None for line in block if len(line) <= _WIDEST)
    if parted < 2 or len(block) > _MOST_LINES or any(map(is_rule, block)):
        return block
    kept = [number for number, line in enumerate(block) if not _RULE.fullmatch(line)]
    for segments in (*map(_by_columns, _WIDE), _by_marks):
        lines = [_line(block[number], segments) for number in kept]
        if found := [*_tables(lines, kept, marked=segments is _by_marks)]:
            return _unfenced([*_replaced(block, found)])
    return block


def _unfenced(lines: Sequence[str]) -> Sequence[str]:
    """A table without the fence that only kept its columns aligned."""
    fenced = len(lines) == 3 and _FENCE.fullmatch(lines[0]) and _FENCE.fullmatch(lines[2])
    return lines[1:2] if fenced else lines


def _line(line: str, segments: Callable[[str], Line]) -> Line:
    return segments(line) if len(line) <= _WIDEST else (_segment(line, 0, len(line)),)


def _by_columns(wide: str) -> Callable[[str], Line]:
    """Parts a line where it has two spaces or a tab; `wide` letters take two columns."""

    def segments(line: str) -> Line:
        if is_row(line) or _BARRED.match(line.strip()):
            return _by_marks(line)
        places = [0]
        for letter in line:
            width = 1 + (unicodedata.east_asian_width(letter) in wide)
            if letter == "\t":
                width = _TAB - places[-1] % _TAB
            places.append(places[-1] + width)
        return tuple(
            _segment(match[0], places[match.start()], places[match.end()])
            for match in _CELL.finditer(line)
        )

    return segments


def _by_marks(line: str) -> Line:
    """Parts a line at its bars, or at each tab as spreadsheets do: cells need not be aligned.

    Bars may stand between cells only: '중형 | 78,000원 | 99,000원'.
    """
    bare = line.strip(" ")
    if is_row(line):
        cells = cell_texts(bare)
    elif _BARRED.match(bare):
        cells = _BAR.split(bare)[1:-1]
    else:
        cells = _BETWEEN.split(bare)
    return tuple(
        _segment(cell.strip(), _FIELD * number, _FIELD * number + 1)
        for number, cell in enumerate(cells)
    )


def _segment(text: str, left: int, right: int) -> Segment:
    return Segment(text, left, right, 0, _HEIGHT)


def _tables(lines: Sequence[Line], numbers: Sequence[int], *, marked: bool) -> Iterator[_Found]:
    """The first and the last line of each table, and its rows; cells of `marked` lines are parted.

    What runs on beside one is a part of it that was not understood, so that none of it is.
    """
    end = 0
    corner = ""
    for run in table_runs(lines):
        start, end = end, end + len(run)
        above = lines[max(0, start - 1) : start] if corner != run[0][0].text else ()
        corner = run[0][0].text
        if is_table(run) and not _is_part(run, above, lines[end : end + 1]):
            rows = [[segment.text for segment in line] for line in run]
            yield from _named(rows, numbers[start:end], marked=marked)


def _named(
    rows: Sequence[Sequence[str]], numbers: Sequence[int], *, marked: bool
) -> Iterator[_Found]:
    """Aligned rows as a table, or as several that stand below each other; none without names."""
    starts = [0, *(n for n in range(2, len(rows) - 1) if _begins_anew(rows, n))]
    for borders in ([*starts, len(rows)], [0, len(rows)]):
        parts = [(rows[a:b], numbers[a:b]) for a, b in pairwise(borders)]
        told = [_is_ruled(places) or (marked and _has_figures(own)) for own, places in parts]
        if all(
            _has_names(own, told=is_told) for (own, _), is_told in zip(parts, told, strict=True)
        ):
            yield from ((places[0], places[-1], own) for own, places in parts)
            return


def _is_ruled(numbers: Sequence[int]) -> bool:
    """Whether a rule stands below the first of some lines and none below the second."""
    apart = [after - before > 1 for before, after in pairwise(numbers)]
    return any(apart[:1]) and not any(apart[1:2])


def _has_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column of several has figures in all rows but the first, which has none at all.

    Where marks part the cells that is no chance, unlike of what is only aligned.
    """
    names, *below = rows
    columns = zip(*below, strict=True) if len(names) > 2 and len(below) > 1 else ()
    return not any(map(_FIGURES.search, names)) and any(
        all(map(_FIGURES.search, column)) for column in columns
    )


def _begins_anew(rows: Sequence[Sequence[str]], number: int) -> bool:
    """Whether a row names columns as the first one does: its like, and unlike the row below it.

    A year's table stands below that of another so, or what a program begins anew on each page.
    """
    names, row, below = rows[0], rows[number], rows[number + 1]
    alike = row[0] == names[0] and [*map(_form, row)] == [*map(_form, names)]
    return alike and (row == names or [*map(_form, row[1:])] != [*map(_form, below[1:])])


def _is_part(run: Sequence[Line], above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the lines around some that are aligned go on with them.

    One with the same corner begins another table, which may have more columns.
    """
    heads = len(above) > 0 and len(above[0]) > 1 and not UNIT_TOLD.search(above[0][-1].text)
    if heads or not below or below[0][0].text == run[0][0].text:
        return heads
    return len(below[0]) > 1 or below[0][0].left > run[0][1].left - _HEIGHT


def _replaced(block: Sequence[str], found: Sequence[_Found]) -> Iterator[str]:
    """Lines with rows in the place of each table and of the rules around it.

    A rule of dashes below a text above the table is that of a heading.
    """
    done = 0
    for first, last, rows in found:
        above = first - (first > done and _RULE.fullmatch(block[first - 1]) is not None)
        if above > done and _UNDERLINE.fullmatch(block[above]):
            above = first
        if above == done > 0:
            yield ""  # rows next to each other are of one table
        yield from block[done:above]
        yield table_text(rows)
        done = last + 1
        while done < len(block) and _RULE.fullmatch(block[done]):
            done += 1
    yield from block[done:]


def _has_names(rows: Sequence[Sequence[str]], *, told: bool) -> bool:
    """Whether the first row names the columns: by what is `told`, or what stands there."""
    names, *below = rows
    # An empty first cell belongs to the row above: one that was wrapped, or covers both.
    if not all(names[1:]) or not all(row[0] for row in below):
        return False
    if len({*names}) < len(names) or not names_columns(names, below[0]):
        return False
    if ITEM.match(names[0]) or any(map(_is_no_name, names)):
        return False
    if len(names) > 2 and is_form(rows):
        return False
    if told or not names[0] or _are_known(names, below):
        return True
    columns = ([*filter(None, column)] for column in zip(*below, strict=True))
    return any(map(_is_of_kind, names, columns))


def _is_no_name(cell: str) -> bool:
    return len(cell) > _LONGEST_NAME or _UNLIKE_NAMES.search(cell) is not None


def _are_known(names: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether names are such as tables have; in a list of labels such stand in other rows too.

    Where there are two columns, the second one must be named so, or mostly hold figures.
    """
    if not any(map(is_known_label, names)) or any(is_known_label(row[0]) for row in below):
        return False
    told = is_known_label(names[-1]) or _most_are_alike([row[-1] for row in below])
    return len(names) > 2 or (is_known_label(names[0]) and told)


def _most_are_alike(column: Sequence[str]) -> bool:
    """Whether more than half of the cells, and two at least, hold figures of one form."""
    form, times = Counter(map(_form, column)).most_common(1)[0]
    return "0" in form and times > max(1, len(column) / 2)


def _is_of_kind(name: str, column: Sequence[str]) -> bool:
    """Whether a column holds figures of one form, marks or a few words again and again.

    Its name is none of these; the values of a list of labels are of several kinds.
    """
    forms = {*map(_form, column)}
    told = forms - {_MARK} or forms  # '-' stands for nothing
    if len(column) > 1 and _form(name).isalpha() and len(told) == 1 and not min(told).isalpha():
        return True
    times = Counter(column)
    repeated = len(times) > 1 and min(times.values()) > 1 and name not in times
    return repeated and len(column) >= _FEWEST_REPEATED


def _form(cell: str) -> str:
    """What a cell has beside its figures, which are 0; a mark such as '○'; 'A' for words."""
    if not any(map(str.isalnum, cell)):
        return _MARK
    return _FIGURES.sub("0", cell) if _FIGURES.search(cell) else "A"
