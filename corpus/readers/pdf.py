"""PDF files, page by page; pages that are pictures are read by OCR."""

import ctypes
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, count, islice, repeat
from operator import sub
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.draft import Draft
from corpus.readers import ocr, pdf_fonts
from corpus.readers.layout import (
    Line,
    Paragraph,
    Segment,
    Sizes,
    Table,
    add_page,
    blocks,
    in_reading_order,
    texts_of,
    without_repeated,
)
from corpus.readers.ruled import Rule, Rules, with_tables
from corpus.readers.wraps import Words
from corpus.reasons import DAMAGED, EMPTY_SCAN, NO_OCR, PASSWORD, UnreadableError
from corpus.text import is_garbled, raised

_OCR_SCALE = 300 / 72
_MAX_PIXELS = 5000
# A page with a picture and fewer letters than this is a scan with a stamp or a page number.
_FEW_LETTERS = 24
# A gap so many times as wide as letters are high stands between columns, not between words.
_WIDE = 0.6

# A line is as thin as that; more of them, or of edges of one shape, are a drawing.
_THIN = 2.5
_MOST_RULES = 2000
_MOST_EDGES = 8000
# Forms in forms are looked into so far.
_DEEPEST_FORM = 14
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
_BLANK = re.compile(" ")
_BETWEEN_HANGUL = re.compile(r"(?<=[가-힣]) (?=[가-힣])")
_TYPED = frozenset([pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT])


def _untyped(function: Any, gives: Any = ctypes.c_int) -> Callable[..., Any]:  # noqa: ANN401
    """A function of PDFium that does not check its arguments: that takes longer than the call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(gives)(address)


_count_objects = _untyped(pdfium_c.FPDFPage_CountObjects)
_object_of = _untyped(pdfium_c.FPDFPage_GetObject, pdfium_c.FPDF_PAGEOBJECT)
_kind_of = _untyped(pdfium_c.FPDFPageObj_GetType)
_box_of = _untyped(pdfium_c.FPDFText_GetLooseCharBox)
_is_generated = _untyped(pdfium_c.FPDFText_IsGenerated)
# Room for so many boxes of four numbers, and where each is: to ask for them in turn and to look at
# each takes as long again.
_ROOM = 1024
_RECTANGLES = (pdfium_c.FS_RECTF * _ROOM)()
_POINTERS = [ctypes.byref(_RECTANGLES, place * 16) for place in range(_ROOM)]
_NUMBERS = memoryview(_RECTANGLES).cast("B").cast("f")


class _TextPage(pdfium.PdfTextPage):  # type: ignore[misc]
    """The text of a page, closed by hand: to have that done once nothing holds it takes longer."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.raw, self.page = pdfium_c.FPDFText_LoadPage(page), page
        if not self.raw:
            raise pdfium.PdfiumError("no text")

    def close(self, _by_parent: bool = False) -> bool:
        pdfium_c.FPDFText_ClosePage(self.raw)
        return True


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page in reading order, the notes that stick to it, and whether its text or its
    picture is lost or was read by OCR, whose boxes are of other units."""

    lines: Sequence[Line]
    notes: Sequence[str] = ()
    broken: bool = False
    unread: bool = False
    scanned: bool = False


def read(path: Path, draft: Draft) -> None:
    """Add the paragraphs and tables of every page; pages that cannot be read are named."""
    pdf_fonts.measure_by_boxes()
    book = _open(path)
    try:
        pages = [_page(path, book, number, draft) for number in range(len(book))]
        labels = [_label(book, number) for number in range(len(book))]
    finally:
        book.close()
    kept = without_repeated([page.lines for page in pages])
    words = Words(texts_of(chain.from_iterable(kept)))
    written = zip(kept, pages, strict=True)
    sizes = Sizes([line for lines, page in written if not page.scanned for line in lines])
    before: Paragraph | Table | None = None
    for number, lines in enumerate(kept):
        draft.place(labels[number], number + 1)
        found = list(blocks(lines, words, Sizes() if pages[number].scanned else sizes))
        if found and isinstance(found[0], Table) and isinstance(before, Table):
            found[0] = found[0].after(before)
        add_page(found, words, draft, before)
        for note in pages[number].notes:
            draft.paragraph(note)
        before = found[-1] if found else None
    _report(pages, draft)


def _open(path: Path) -> pdfium.PdfDocument:
    try:
        book = pdfium.PdfDocument(path)
        if len(book) == 0:
            raise UnreadableError(DAMAGED)
        return book
    except pdfium.PdfiumError as error:
        locked = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD
        raise UnreadableError(PASSWORD if locked else DAMAGED) from error


def _label(book: pdfium.PdfDocument, number: int) -> str:
    """What is printed on the page where the file says it, and which page of the file it is."""
    printed = book.get_page_label(number).strip()
    page = number + 1
    return f"{page}쪽" if printed in ("", str(page)) else f"{printed}쪽(파일의 {page}쪽)"


def _page(path: Path, book: pdfium.PdfDocument, number: int, draft: Draft) -> _Page:
    """What a page says, by its text or else by OCR."""
    draft.alive()
    try:
        page = _filled(book, number)
        rules = _rules(page)
        with closing(_TextPage(page)) as text:
            found = _lines(text, rules)
        lines = in_reading_order(with_tables(found, rules))
        notes = _notes(page)
        letters = "".join(segment.text for line in lines for segment in line)
        garbled = is_garbled(letters)
        if not garbled and _has_letters(letters):
            return _Page(lines, notes)
        scanned = _scanned(page, lines, garbled, lambda: _graymap(path, number))
        return replace(scanned, notes=notes)
    except pdfium.PdfiumError:
        return _Page((), broken=True)


def _has_letters(text: str) -> bool:
    """Whether there are more than a stamp or a page number has."""
    return len([*islice(filter(str.isalnum, text), _FEW_LETTERS)]) == _FEW_LETTERS


def _filled(book: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    """A page with what was typed into its form, or on it, as part of its text."""
    page = book[number]
    for place in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        note = pdfium_c.FPDFPage_GetAnnot(page, place)
        kind = pdfium_c.FPDFAnnot_GetSubtype(note)
        pdfium_c.FPDFPage_CloseAnnot(note)
        if kind in _TYPED:
            flat = pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
            return book[number] if flat == pdfium_c.FLATTEN_SUCCESS else page
    return page


def _notes(page: pdfium.PdfPage) -> list[str]:
    """What is written on the notes that stick to a page."""
    found = []
    for place in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        note = pdfium_c.FPDFPage_GetAnnot(page, place)
        if pdfium_c.FPDFAnnot_GetSubtype(note) == pdfium_c.FPDF_ANNOT_TEXT:
            size = pdfium_c.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
            letters = (ctypes.c_ushort * (size // 2))()
            pdfium_c.FPDFAnnot_GetStringValue(note, b"Contents", letters, size)
            found.append(bytes(letters).decode("utf-16-le", "ignore").rstrip("\0"))
        pdfium_c.FPDFPage_CloseAnnot(note)
    return found


def _scanned(
    page: pdfium.PdfPage, lines: Sequence[Line], garbled: bool, drawn: Callable[[], bytes]
) -> _Page:
    """A page with too little text of its own: what OCR makes of it, if it shows anything."""
    picture = garbled or _has(page, pdfium_c.FPDF_PAGEOBJ_IMAGE)
    # Letters may be outlines, but most pages of nothing but lines are frames.
    if not picture and (lines or not _has(page, pdfium_c.FPDF_PAGEOBJ_PATH)):
        return _Page(lines)
    try:
        found = in_reading_order(ocr.lines_of(drawn()))
    except UnreadableError:
        return _Page(() if garbled else lines, unread=True)
    return _Page(found, scanned=True) if found else _Page(() if garbled else lines, unread=picture)


def _has(page: pdfium.PdfPage, kind: int) -> bool:
    """Whether a page has objects of a kind."""
    return next(iter(page.get_objects(filter=[kind], max_depth=4)), None) is not None


def _rules(page: pdfium.PdfPage) -> Rules:
    """The straight lines of a page, which may be drawn as thin areas or as edges of such."""
    level: list[Rule] = []
    upright: list[Rule] = []
    edges = 0
    for path in _paths(page, page.raw):
        try:
            left, bottom, right, top = path.get_bounds()
        except pdfium.PdfiumError:  # a path of no extent
            continue
        if top - bottom < _THIN:
            level.append(Rule((bottom + top) / 2, left, right))
        elif right - left < _THIN:
            upright.append(Rule((left + right) / 2, bottom, top))
        else:
            edges += _add_edges(path, level, upright)
        if len(level) + len(upright) > _MOST_RULES or edges > _MOST_EDGES:
            return Rules()
    return Rules.of(level, upright)


def _paths(
    page: pdfium.PdfPage,
    parent: Any,  # noqa: ANN401 - the page or a form in it
    count: Callable[..., int] = _count_objects,
    get: Callable[..., Any] = _object_of,
    depth: int = _DEEPEST_FORM,
) -> Iterator[pdfium.PdfObject]:
    """What is drawn on a page; its own method makes an object of every line of text too."""
    objects = [*map(get, repeat(parent), range(count(parent)))]
    for one, kind in zip(objects, map(_kind_of, objects), strict=True):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield pdfium.PdfObject(one, page)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
            inner = pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject
            yield from _paths(page, one, *inner, depth - 1)


def _add_edges(path: pdfium.PdfObject, level: list[Rule], upright: list[Rule]) -> int:
    """Add the level and upright edges of a path; how many edges it has of any sort."""
    count = pdfium_c.FPDFPath_CountSegments(path)
    if count > _MOST_EDGES:
        return int(count)
    start = before = (0.0, 0.0)
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, number)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            _add_edge(before, point, level, upright)
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            _add_edge(point, start, level, upright)
        before = point
    return int(count)


def _add_edge(
    one: tuple[float, float], other: tuple[float, float], level: list[Rule], upright: list[Rule]
) -> None:
    (left, bottom), (right, top) = sorted((one, other))
    if abs(top - bottom) < 1 < right - left:
        level.append(Rule(bottom, left, right))
    elif right - left < 1 < abs(top - bottom):
        upright.append(Rule(left, min(bottom, top), max(bottom, top)))


def _lines(page: pdfium.PdfTextPage, rules: Rules) -> list[Line]:
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
        spaces = _BLANK.finditer(text) if self._exact else ()
        self._spaces = [match.start() for match in spaces]
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
            deque(map(_box_of, repeat(self._page), some, _POINTERS), maxlen=0)
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
        return _BROKEN.sub(self._on_one_line, _NOTED.sub(self._raised, text))

    def _is_gap(self, index: int) -> bool:
        """Whether a space is none of the file's letters but was made of a gap between two."""
        return bool(_is_generated(self._page, index))

    def _look(self, index: int) -> pdfium_c.FS_RECTF:
        """The box of a letter, good until the next look; as high as the font, whatever letter."""
        if self._exact:
            _box_of(self._page, index, self._pointer)
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
        small = box.top - box.bottom < _SMALL * height
        return bool(small and box.bottom > bottom + height / 5)

    def lines(self, text: str) -> Iterator[Line]:
        """The lines of the page, each as segments with wide gaps between them."""
        said: list[tuple[str, int]] = []
        edges: list[int] = []
        start = 0
        for line in text.split("\r\n"):
            if letters := line.strip():
                begin = start + len(line) - len(line.lstrip())
                said.append((letters, begin))
                edges += begin, begin + len(letters) - 1
            start += len(line) + 2
        boxes = self._measured(edges)
        for (letters, begin), place in zip(said, count(0, 8)):  # noqa: B905 - of two boxes each
            left, top, _, bottom, _, _, right, _ = boxes[place : place + 8]
            whole = Segment(letters, left, right, bottom, top)
            if segments := self._segments(whole, begin):
                yield segments

    def _segments(self, line: Segment, start: int) -> Line:
        """The segments of a line; `start` is the index of its text."""
        text, left, right, bottom, top = line
        first = bisect_left(self._spaces, start + 1)
        part = slice(first, bisect_left(self._spaces, start + len(text) - 1, first))
        gaps, wide = self._gaps[part], _WIDE * max(top - bottom, 1.0)
        cuts: Sequence[int] = ()
        if gaps:
            # PDFium may go on in the line of a cell to the left.
            if self._rules.upright or max(gaps) > wide or min(self._lefts[part]) < left:
                cuts = self._cuts(range(part.start, part.stop), left, wide)
            narrow = max(self._narrow, wide / 8)
            if min(gaps) < narrow:
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


def _mark(text: str) -> str:
    """A raised mark of a note, as long as it was."""
    return _LETTER + raised(text[1:]) if text.startswith("주") else raised(text)


def _shown(text: str) -> str:
    """Text without what only kept its length."""
    return _LETTERED.sub(lambda match: raised(f"주{match[1]}"), text).replace(_NOTHING, "")


def _graymap(path: Path, number: int) -> bytes:
    """A page as a portable graymap, which Tesseract reads and which needs no library."""
    with pdf_fonts.drawing(), _open(path) as book:
        page = _filled(book, number)
        scale = min(_OCR_SCALE, _MAX_PIXELS / max(page.get_width(), page.get_height(), 1))
        bitmap = page.render(scale=scale, grayscale=True)
        data, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
        rows = (data[y * stride : y * stride + width] for y in range(bitmap.height))
        return f"P5 {width} {bitmap.height} 255\n".encode() + b"".join(rows)


def _report(pages: Sequence[_Page], draft: Draft) -> None:
    """Say which pages are missing and why."""
    unread = [number for number, page in enumerate(pages, 1) if page.unread]
    broken = [number for number, page in enumerate(pages, 1) if page.broken]
    for numbers, reason in ((unread, EMPTY_SCAN if ocr.program() else NO_OCR), (broken, DAMAGED)):
        if len(numbers) == len(pages):
            draft.problem(reason)
        elif numbers:
            draft.problem(f"{_ranges(numbers)}쪽을 읽지 못했습니다. {reason}")


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers as people write them: 3, 5–7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in runs)
