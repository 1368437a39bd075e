"""PDF files, page by page; pages that are pictures are read by OCR."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.draft import Draft
from corpus.readers import ocr
from corpus.readers.layout import Line, Segment, Words, add_page, in_reading_order, without_repeated
from corpus.reasons import DAMAGED, EMPTY_SCAN, NO_OCR, PASSWORD, UnreadableError
from corpus.text import is_garbled

_OCR_SCALE = 300 / 72
_MAX_PIXELS = 5000
# A page with a picture and fewer letters than this is a scan with a stamp or a page number.
_FEW_LETTERS = 24
# A gap so many times as wide as letters are high stands between columns, not between words.
_WIDE = 0.6

_TYPED = frozenset([pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT])


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page in reading order, and whether its text or its picture is lost."""

    lines: Sequence[Line]
    broken: bool = False
    unread: bool = False


def read(path: Path, draft: Draft) -> None:
    """Add the paragraphs and tables of every page; pages that cannot be read are named."""
    book = _open(path)
    try:
        pages = [_page(book, number, draft) for number in range(len(book))]
        labels = [_label(book, number) for number in range(len(book))]
    finally:
        book.close()
    kept = without_repeated([page.lines for page in pages])
    words = Words(line for lines in kept for line in lines)
    for number, lines in enumerate(kept):
        draft.place(labels[number], number + 1)
        add_page(lines, words, draft)
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


def _page(book: pdfium.PdfDocument, number: int, draft: Draft) -> _Page:
    """What a page says, by its text or else by OCR."""
    draft.alive()
    try:
        page = _filled(book, number)
        text = page.get_textpage()
        lines = in_reading_order(_lines(text))
        letters = "".join(segment.text for line in lines for segment in line)
        garbled = is_garbled(letters)
        if not garbled and sum(map(str.isalnum, letters)) >= _FEW_LETTERS:
            return _Page(lines)
        return _scanned(page, lines, garbled)
    except pdfium.PdfiumError:
        return _Page((), broken=True)


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


def _scanned(page: pdfium.PdfPage, lines: Sequence[Line], garbled: bool) -> _Page:
    """A page with too little text of its own: what OCR makes of it, if it shows anything."""
    picture = garbled or _has(page, pdfium_c.FPDF_PAGEOBJ_IMAGE)
    # Letters may be outlines, but most pages of nothing but lines are frames.
    if not picture and (lines or not _has(page, pdfium_c.FPDF_PAGEOBJ_PATH)):
        return _Page(lines)
    try:
        found = in_reading_order(ocr.lines_of(_graymap(page)))
    except UnreadableError:
        return _Page(() if garbled else lines, unread=True)
    return _Page(found) if found else _Page(() if garbled else lines, unread=picture)


def _has(page: pdfium.PdfPage, kind: int) -> bool:
    """Whether a page has objects of a kind."""
    return next(iter(page.get_objects(filter=[kind], max_depth=4)), None) is not None


def _lines(page: pdfium.PdfTextPage) -> list[Line]:
    """The lines of a page as PDFium finds them, each cut into segments at wide gaps."""
    text = page.get_text_range()
    boxes = _Boxes(page, exact=len(text) == page.count_chars())
    lines: list[Line] = []
    start = 0
    for part in text.split("\r\n"):
        segments = tuple(boxes.segments(part, start))
        if lines and segments and _continues(lines[-1][-1], segments[0]):
            lines[-1] = (*lines[-1], *segments)
        elif segments:
            lines.append(segments)
        start += len(part) + 2
    return lines


def _continues(before: Segment, after: Segment) -> bool:
    """Whether a segment stands to the right of another on the same line."""
    height = max(before.height, after.height)
    level = abs(before.bottom - after.bottom) < height / 3
    return height > 0 and level and after.left > before.right


class _Boxes:
    """Where the letters of a page stand; nowhere, where letters cannot be counted exactly."""

    def __init__(self, page: pdfium.PdfTextPage, exact: bool) -> None:
        self._page = page.raw
        self._exact = exact
        self._rectangle = pdfium_c.FS_RECTF()
        self._pointer = ctypes.byref(self._rectangle)

    def _look(self, index: int) -> pdfium_c.FS_RECTF:
        """The box of a letter, good until the next look; as high as the font, whatever letter."""
        if self._exact:
            pdfium_c.FPDFText_GetLooseCharBox(self._page, index, self._pointer)
        return self._rectangle

    def segments(self, text: str, start: int) -> list[Segment]:
        """A line as segments with wide gaps between them; `start` is the index of its text."""
        if not text.strip():
            return []
        position = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        look = self._look
        box = look(start + position)
        left, bottom, top = box.left, box.bottom, box.top
        wide = _WIDE * max(top - bottom, 1.0)
        found = []
        for space in _spaces(text, position, end) if self._exact else ():
            before = look(start + space - 1).right
            box = look(start + space + 1)
            if box.left - before > max(wide, _WIDE * (box.top - box.bottom)):
                found.append(Segment(text[position:space].strip(), left, before, bottom, top))
                position, left, bottom, top = space + 1, box.left, box.bottom, box.top
        right = look(start + end - 1).right
        found.append(Segment(text[position:end].strip(), left, right, bottom, top))
        return [segment for segment in found if segment.text]


def _spaces(text: str, start: int, end: int) -> list[int]:
    """Where the spaces between two letters of a line are."""
    return [i for i in range(start + 1, end - 1) if text[i] == " "]


def _graymap(page: pdfium.PdfPage) -> bytes:
    """A page as a portable graymap, which Tesseract reads and which needs no library."""
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
