"""PDF files, page by page; pages that are pictures are read by OCR."""

import ctypes
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.draft import Draft
from corpus.readers import ocr, pdf_fonts
from corpus.readers.layout import (
    Line,
    Paragraph,
    Sizes,
    Table,
    add_page,
    blocks,
    in_reading_order,
    texts_of,
)
from corpus.readers.pdf_rules import rules_of
from corpus.readers.pdf_text import TextPage, lines_of
from corpus.readers.ruled import with_tables
from corpus.readers.running_heads import without_repeated
from corpus.readers.stacked import with_whole_names
from corpus.readers.wraps import Words
from corpus.reasons import DAMAGED, EMPTY_SCAN, NO_OCR, PASSWORD, UnreadableError
from corpus.text import is_garbled

_OCR_SCALE = 300 / 72
_MAX_PIXELS = 5000
# A page with a picture and fewer letters than this is a scan with a stamp or a page number.
_FEW_LETTERS = 24
_TYPED = frozenset([pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT])


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
        rules = rules_of(page)
        with closing(TextPage(page)) as text:
            found = lines_of(text, rules)
        lines = in_reading_order(with_whole_names(with_tables(found, rules)))
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
