"""Old Excel workbooks (.xls): every row with its header, values as the sheet shows them."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet

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
        cells = _cells(sheet, number, shows)
        for column, (high, text) in hanging.items():
            if number < high:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or text
        for column, text in enumerate(cells) if begun else ():
            if (number, column) in begun:
                hanging[column] = begun[number, column], text
        yield number + 1, cells


def _cells(sheet: Sheet, row: int, shows: list[Show]) -> list[str]:
    """What people see in the cells of a row; xlrd makes objects of them, which takes longer."""
    cells = zip(sheet.row_types(row), sheet.row_values(row), strict=True)
    return [
        value if kind == xlrd.XL_CELL_TEXT else _shown(sheet, row, column, shows)
        for column, (kind, value) in enumerate(cells)
    ]


def _shown(sheet: Sheet, row: int, column: int, shows: list[Show]) -> str:
    """What people see in a cell without text of its own."""
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "참" if value else "거짓"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, ""))
    if kind not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    text, style = f"{value:.15g}", sheet.cell_xf_index(row, column)
    return shows[style](text) if style < len(shows) else text
