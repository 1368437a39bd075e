"""The lines of text of a PDF page, by where its letters stand."""

import ctypes
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, count, repeat
from operator import add, sub

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.document import tuples_of
from corpus.readers.layout import Line, Segment
from corpus.readers.pdf_calls import box_of, is_generated
from corpus.readers.ruled import Rules
from corpus.text import raised

# A gap so many times as wide as letters are high stands between columns, not between words.
_WIDE = 0.6
# A space is wider than this; a mark of a note is smaller than its line.
_SPACE = 0.12
_SMALL = 0.85
_MARK = re.compile(r"(?:주\s?)?\d{1,3}\)?|[*†‡]+")
# The figure comes first, for it is looked for sooner than what stands before it.
_NOTED = re.compile(r"(?:\d(?<=\S\d)\d{0,2}|주(?<=\S주)\d{1,3})(?:\)|(?![0-9%]|[.,]\d))")
# PDFium may end a line before such a mark, in the middle of the line that people see.
_BROKEN = re.compile(r"\r\n(?<=\S\r\n)(주?\d{1,3}\)?)")
# So long as letters are counted, marks are no longer than what they stand for.
_LETTER, _LETTERED = "\1", re.compile("\1([⁰¹²³⁴-⁹]+)⁾?")
_NOTHING = "\0"
# Bullets are letters of a font of symbols.
_BULLET = re.compile(r"[\uf000-\uf8ff](?<!.[\uf000-\uf8ff])(?=\s)")
# Word processors part Hangul from figures and Latin letters by a quarter of a letter by themselves.
_AUTOMATIC = 0.28
# What a space may stand before by mistake: what ends a phrase, or another script.
_NEEDLESS = re.compile(
    r" (?:(?P<closing>[.,;:!?)\]”’」』])|(?<=[가-힣] )[0-9A-Za-z]|(?<=[0-9A-Za-z] )[가-힣])"
)
_BETWEEN_HANGUL = re.compile(r"(?<=[가-힣]) (?=[가-힣])")
# Room for so many boxes of four numbers, and where each is: to ask for them in turn and to look at
# each takes as long again.
_ROOM = 1024
_RECTANGLES = (pdfium_c.FS_RECTF * _ROOM)()
_POINTERS = [ctypes.byref(_RECTANGLES, place * 16) for place in range(_ROOM)]
_NUMBERS = memoryview(_RECTANGLES).cast("B").cast("f")


class TextPage(pdfium.PdfTextPage):  # type: ignore[misc]
    """The text of a page, closed by hand: to have that done once nothing holds it takes longer."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.raw, self.page = pdfium_c.FPDFText_LoadPage(page), page
        if not self.raw:
            raise pdfium.PdfiumError("no text")

    def close(self, _by_parent: bool = False) -> bool:
        """Free the text; True, as the class above wants it."""
        pdfium_c.FPDFText_ClosePage(self.raw)
        return True


def lines_of(page: pdfium.PdfTextPage, rules: Rules) -> list[Line]:
    """The lines of a page as PDFium finds them, cut into segments at wide gaps and at rules."""
    text = _BULLET.sub("•", page.get_text_range())
    boxes = _Boxes(page, text, rules)
    text = boxes.with_marks(text)
    lines: list[Line] = []
    for segments in boxes.lines(text):
        if not lines or _is_below(lines[-1][-1], segments[0]):
            lines.append(segments)
        elif _is_raised(lines[-1][-1], segments):
            lines[-1] = (*lines[-1][:-1], _with_mark(lines[-1][-1], segments[0]))
        elif _continues(lines[-1][-1], segments[0]):
            beside = _side_by_side(lines[-1][-1], segments[0], rules)
            lines[-1] = (*lines[-1][:-1], *beside, *segments[1:])
        else:
            lines.append(segments)
    return lines


def _is_below(before: Segment, after: Segment) -> bool:
    """Whether a segment is of a line further down, as most are that come next."""
    _, _, _, bottom, top = before
    _, _, _, next_bottom, next_top = after
    return bottom - next_bottom >= max(top - bottom, next_top - next_bottom, 0.0) / 3


def _continues(before: Segment, after: Segment) -> bool:
    """Whether a segment stands to the right of another on the same line."""
    height = max(before.height, after.height)
    level = abs(before.bottom - after.bottom) < height / 3
    return height > 0 and level and after.left > before.right - height / 10


def _is_raised(before: Segment, after: Sequence[Segment]) -> bool:
    """Whether a line is only the mark of a note, small and raised at the end of a segment."""
    mark, height = after[0], before.height
    if len(after) > 1 or not _MARK.fullmatch(mark.text) or mark.height > _SMALL * height:
        return False
    near = -height / 5 < mark.left - before.right < height / 2
    return near and before.bottom + height / 5 < mark.bottom < before.top


def _with_mark(before: Segment, mark: Segment) -> Segment:
    """A segment with the mark of a note after it, as raised figures."""
    return before._replace(text=before.text + raised(mark.text), right=mark.right)


def _side_by_side(before: Segment, after: Segment, rules: Rules) -> Sequence[Segment]:
    """Two segments of one line: one, where no wide gap and no rule is between them."""
    gap, height = after.left - before.right, max(before.height, after.height)
    middle = (before.bottom + before.top) / 2
    if gap > _WIDE * height or rules.parts(before.right, after.left, middle):
        return before, after
    text = before.text + (" " if gap > _SPACE * height else "") + after.text
    return (before._replace(text=text, right=after.right),)


class _Boxes:
    """Where the letters of a page stand; nowhere, where letters cannot be counted exactly."""

    def __init__(self, page: pdfium.PdfTextPage, text: str, rules: Rules) -> None:
        self._page = page.raw
        self._rules = rules
        self._text = text
        self._exact = len(text) == page.count_chars()
        self._rectangle = pdfium_c.FS_RECTF()
        self._pointer = ctypes.byref(self._rectangle)
        # The spaces of the page, each with where the letter before ends and the one after stands.
        words = map(len, text.split(" ")) if self._exact else ()
        self._spaces = [*map(add, accumulate(words), count())][:-1]
        self._rights = self._measured([space - 1 for space in self._spaces])[2::4]
        after = self._measured([space + 1 for space in self._spaces])
        self._lefts, self._tops, self._bottoms = after[::4], after[1::4], after[3::4]
        self._gaps = [*map(sub, self._lefts, self._rights)]
        self._narrow = _AUTOMATIC * max(map(sub, self._tops, self._bottoms), default=0.0)

    def _measured(self, indexes: Sequence[int]) -> list[float]:
        """The left, the top, the right and the bottom of each letter's box, one after another."""
        if not self._exact:
            return [0.0] * (4 * len(indexes))
        found: list[float] = []
        for start in range(0, len(indexes), _ROOM):
            some = indexes[start : start + _ROOM]
            deque(map(box_of, repeat(self._page), some, _POINTERS), maxlen=0)
            found += _NUMBERS[: 4 * len(some)].tolist()
        return found

    @cached_property
    def _types_spaces(self) -> bool:
        """Whether most spaces between words are letters of the file."""
        spaces = _BETWEEN_HANGUL.finditer(self._text)
        found = [self._is_gap(match.start()) for match in spaces]
        return 2 * sum(found) < len(found)

    def with_marks(self, text: str) -> str:
        """The text of the page with marks of notes after words raised, where they are."""
        if not self._exact:
            return text
        if self._has_marks(text):
            text = _NOTED.sub(self._raised, text)
        return _BROKEN.sub(self._on_one_line, text)

    def _has_marks(self, text: str) -> bool:
        """Whether any figure after a word is raised: seldom, as one look at all of them tells."""
        places = (place for match in _NOTED.finditer(text) for place in match.span())
        boxes = self._measured([place - 1 for place in places])
        bottoms, heights = boxes[3::4], [*map(sub, boxes[1::4], boxes[3::4])]
        ends = zip(bottoms[::2], heights[::2], bottoms[1::2], heights[1::2], strict=True)
        return any(map(_is_above, ends))

    def _is_gap(self, index: int) -> bool:
        """Whether a space is none of the file's letters but was made of a gap between two."""
        return bool(is_generated(self._page, index))

    def _look(self, index: int) -> pdfium_c.FS_RECTF:
        """The box of a letter, good until the next look; as high as the font, whatever letter."""
        if self._exact:
            box_of(self._page, index, self._pointer)
        return self._rectangle

    def _raised(self, match: re.Match[str]) -> str:
        """What stands after a letter, as a mark of a note from where it is small and high."""
        text, start = match[0], match.start()
        box = self._look(start - 1)
        bottom, height = box.bottom, box.top - box.bottom
        if not self._is_raised(match.end() - 1, bottom, height):  # as most are not
            return text
        small = (self._is_raised(start + place, bottom, height) for place in range(len(text)))
        place = next(place for place, is_raised in enumerate(small) if is_raised)
        return text[:place] + _mark(text[place:])

    def _on_one_line(self, match: re.Match[str]) -> str:
        """The end of a line with what begins the next, where that is a mark beside its end."""
        box = self._look(match.start() - 1)
        right, bottom, height = box.right, box.bottom, box.top - box.bottom
        near = abs(self._look(match.start(1)).left - right) < height / 2
        ends = match.start(1), match.end() - 1
        if not near or not all(self._is_raised(end, bottom, height) for end in ends):
            return match[0]
        return 2 * _NOTHING + _mark(match[1])

    def _is_raised(self, index: int, bottom: float, height: float) -> bool:
        """Whether a letter is smaller and higher than one of that bottom and height."""
        box = self._look(index)
        return _is_above((bottom, height, box.bottom, box.top - box.bottom))

    def lines(self, text: str) -> Iterator[Line]:
        """The lines of the page, each as segments with wide gaps between them."""
        said: list[str] = []
        edges: list[int] = []
        start = 0
        for line in text.split("\r\n"):
            if letters := line.strip():
                begin = start + line.index(letters)
                said.append(letters)
                edges += begin, begin + len(letters) - 1
            start += len(line) + 2
        boxes = self._measured(edges)
        lefts, tops, bottoms, rights = boxes[::8], boxes[1::8], boxes[3::8], boxes[6::8]
        whole = tuples_of(Segment, said, lefts, rights, bottoms, tops)
        yield from filter(None, map(self._segments, whole, edges[::2]))

    def _segments(self, line: Segment, start: int) -> Line:
        """The segments of a line; `start` is the index of its text."""
        text, left, right, bottom, top = line
        first = bisect_left(self._spaces, start + 1)
        part = slice(first, bisect_left(self._spaces, start + len(text) - 1, first))
        cuts: Sequence[int] = ()
        if gaps := self._gaps[part]:
            wide, least = _WIDE * max(top - bottom, 1.0), min(gaps)
            # PDFium may go on in the line of a cell to the left.
            returns = min(self._lefts[part]) < left
            mixed = least < -wide and not returns
            if mixed and (ordered := self._ordered(text, start, wide)):
                return ordered
            if returns or self._rules.upright or max(gaps) > wide:
                cuts = self._cuts(range(part.start, part.stop), left, wide)
            narrow = max(self._narrow, wide / 8)
            if least < narrow:
                numbers = (number for number, gap in enumerate(gaps, first) if gap < narrow)
                text = self._without_needless(text, start, numbers, cuts, wide)
        if not cuts and _NOTHING not in text and _LETTER not in text:  # as most are
            return (line,)
        found, position = [], 0
        for number in cuts:
            space, end = self._spaces[number] - start, self._rights[number]
            found.append(Segment(_shown(text[position:space].strip()), left, end, bottom, top))
            position, left = space + 1, self._lefts[number]
            bottom, top = self._bottoms[number], self._tops[number]
        found.append(Segment(_shown(text[position:].strip()), left, right, bottom, top))
        return tuple(segment for segment in found if segment.text)

    def _ordered(self, text: str, start: int, wide: float) -> Line:
        """The segments of a line whose letters of another font come last, as signs often do.

        None where letters stand over each other: they are of several lines then.
        """
        indexes = range(start, start + len(text))
        shown = [n for n in indexes if text[n - start] != " " or not self._is_gap(n)]
        boxes = self._measured(shown)
        places = zip(boxes[::4], boxes[2::4], boxes[1::4], boxes[3::4], strict=True)
        letters = sorted(zip(places, (text[n - start] for n in shown), strict=True))
        found: list[Segment] = []
        for (left, right, top, bottom), letter in letters:
            gap = left - found[-1].right if found else wide
            if found and gap < -wide:
                return ()
            if not found or gap > wide or self._rules.parts(left - gap, left, (bottom + top) / 2):
                found.append(Segment(letter, left, right, bottom, top))
                continue
            space = " " * (gap > _AUTOMATIC * (top - bottom))
            found[-1] = found[-1]._replace(text=found[-1].text + space + letter, right=right)
        whole = (one._replace(text=_shown(" ".join(one.text.split()))) for one in found)
        return tuple(one for one in whole if one.text)

    def _cuts(self, spaces: Iterable[int], left: float, wide: float) -> list[int]:
        """The numbers of the spaces of a line that part segments; `left` is where it begins."""
        found = []
        for number in spaces:
            before, after, gap = self._rights[number], self._lefts[number], self._gaps[number]
            top, bottom = self._tops[number], self._bottoms[number]
            is_wide = gap > wide and gap > _WIDE * (top - bottom)
            if (
                is_wide
                or after < left
                or (gap > 0 and self._rules.parts(before, after, (bottom + top) / 2))
            ):
                found.append(number)
                left = after
        return found

    def _without_needless(
        self, text: str, start: int, spaces: Iterable[int], cuts: Sequence[int], wide: float
    ) -> str:
        """A line without those of its spaces that nobody typed, or that do not show.

        It stays as long as it was. Where Hangul and full stops are of two fonts, spaces may stand
        anywhere.
        """
        for number in spaces:
            space = self._spaces[number] - start
            match = _NEEDLESS.match(text, space)
            if match is None or number in cuts:
                continue
            if self._gaps[number] < wide / 8 if match["closing"] else self._is_automatic(number):
                text = f"{text[:space]}{_NOTHING}{text[space + 1 :]}"
        return text

    def _is_automatic(self, number: int) -> bool:
        """Whether a space is a gap between Hangul and another script, where spaces are typed."""
        narrow = self._gaps[number] < _AUTOMATIC * (self._tops[number] - self._bottoms[number])
        return narrow and self._is_gap(self._spaces[number]) and self._types_spaces


def _is_above(one: tuple[float, float, float, float]) -> bool:
    """Whether, by the bottoms and the heights of two letters, the other is smaller and higher."""
    bottom, height, other_bottom, other_height = one
    return other_height < _SMALL * height and other_bottom > bottom + height / 5


def _mark(text: str) -> str:
    """A raised mark of a note, as long as it was."""
    return _LETTER + raised(text[1:]) if text.startswith("주") else raised(text)


def _shown(text: str) -> str:
    """Text without what only kept its length."""
    return _LETTERED.sub(lambda match: raised(f"주{match[1]}"), text).replace(_NOTHING, "")
