"""Old Excel workbooks (.xls): every row with its header, values as the sheet shows them."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import xlrd
from xlrd.book import Book
from xlrd.sheet import Cell, Sheet

from corpus.draft import Draft
from corpus.readers.number_formats import Show, show_of
from corpus.readers.rows import Row, add_rows, sheet_label
from corpus.reasons import DAMAGED, PASSWORD, UnreadableError

_ERRORS = (xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, AssertionError, IndexError)


def read(path: Path, draft: Draft) -> None:
    """Add the rows of every sheet, hidden ones too, then its comments."""
    try:
        book = xlrd.open_workbook(
            path, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        )
    except _ERRORS as error:
        locked = "encrypted" in str(error)
        raise UnreadableError(PASSWORD if locked else DAMAGED) from error
    shows = _shows(book)
    for sheet in book.sheets():
        label = sheet_label(sheet.name, hidden=bool(sheet.visibility))
        add_rows(_rows(sheet, shows), label, draft)
        for (row, _), note in sorted(sheet.cell_note_map.items()):
            draft.place(label, row=row + 1)
            draft.paragraph(note.text)


def _shows(book: Book) -> list[Show]:
    """How each style of cell shows a number."""
    patterns = (book.format_map[style.format_key].format_str for style in book.xf_list)
    return [show_of(pattern, bool(book.datemode)) for pattern in patterns]


def _rows(sheet: Sheet, shows: list[Show]) -> Iterator[Row]:
    """The rows that hold something; cells merged downwards are repeated in each of theirs."""
    begun = {(low, left): high for low, high, left, _ in sheet.merged_cells if high - low > 1}
    hanging: dict[int, tuple[int, str]] = {}
    for number in range(sheet.nrows):
        cells = [_shown(cell, shows) for cell in sheet.row(number)]
        for column, (high, text) in hanging.items():
            if number < high:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or text
        for column, text in enumerate(cells):
            if (number, column) in begun:
                hanging[column] = begun[number, column], text
        yield number + 1, cells


def _shown(cell: Cell, shows: list[Show]) -> str:
    """What people see in a cell."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "참" if cell.value else "거짓"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    text = f"{cell.value:.15g}"
    known = cell.xf_index is not None and cell.xf_index < len(shows)
    return shows[cell.xf_index](text) if known else text
