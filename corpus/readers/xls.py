"""Old Excel workbooks (.xls): every row with its header, values as the sheet shows them."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd
from xlrd import biffh
from xlrd.book import Book
from xlrd.sheet import Sheet

from corpus.draft import Draft
from corpus.readers.number_formats import Show, show_of
from corpus.readers.rows import Row, add_rows, sheet_label
from corpus.reasons import DAMAGED, PASSWORD, UnreadableError

_ERRORS = (xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, AssertionError, IndexError)
_HEAD = struct.Struct("<HH")
# A cell of shared text with its head: its row, its column, and the number of the text.
_LABEL = struct.Struct("<HHHH2xI")
_LABEL_SIZE = _LABEL.size - _HEAD.size
# So many records are looked at together.
_AT_ONCE = 64
_BLANK = frozenset([xlrd.XL_CELL_BLANK, xlrd.XL_CELL_EMPTY])
# How rows, columns, windows and printed pages look, where cells stand in the file, and how it is
# reckoned: xlrd compares each with all that it knows.
_LAYOUT = frozenset(
    [biffh.XL_ROW, biffh.XL_COLINFO, biffh.XL_WINDOW2, *range(0x0C, 0x16), 0x1D, *range(0x26, 0x2C)]
    + [0x55, 0x5F, *range(0x80, 0x85), 0xA1, 0xD7, 0x20B, 0x225]
)
# Text, or of all else its kind, its value, and the number of its style.
Value = str | tuple[int | None, Any, int]


class _Sheet(Sheet):  # type: ignore[misc]
    """A sheet as rows of values; what xlrd makes of each cell takes as long as to read the file."""

    def __init__(self, book: Book, *place: Any) -> None:  # noqa: ANN401
        super().__init__(book, *place)
        self.values: list[list[Value]] = []
        self.put_cell = self._put
        # For merged and empty cells, which xlrd takes for formats; of the book, it has the colours
        # of each style looked up.
        self.formatting_info = True

    def read(self, book: Book) -> None:
        """Read all records, most cells of text by ourselves."""
        if book.biff_version >= 80:
            book.get_record_parts = lambda: self._next(book)
        super().read(book)

    def _next(self, book: Book) -> tuple[int, int, bytes]:
        """The next record that is no cell of shared text, which are put where they belong."""
        memory, position, texts = book.mem, book._position, book._sharedstrings
        last, cells = -1, list[Value]()
        while True:
            kind, length = _HEAD.unpack_from(memory, position)
            if kind in _LAYOUT:
                position += _HEAD.size + length
                continue
            size = min(_AT_ONCE, (len(memory) - position) // _LABEL.size) * _LABEL.size
            if not size or kind != biffh.XL_LABELSST or length != _LABEL_SIZE:
                break
            for kind, length, row, column, text in _LABEL.iter_unpack(
                memory[position : position + size]
            ):
                if kind != biffh.XL_LABELSST or length != _LABEL_SIZE:
                    break
                if row == last and column == len(cells):  # as most are
                    cells.append(texts[text])
                else:
                    self._put(row, column, xlrd.XL_CELL_TEXT, texts[text], -1)
                    last, cells = row, self.values[row]
                position += _LABEL.size
        book._position = position
        found: tuple[int, int, bytes] = Book.get_record_parts(book)
        return found

    def _put(self, row: int, column: int, kind: int | None, value: Any, style: int) -> None:  # noqa: ANN401
        """Keep a value; called by xlrd for each cell."""
        assert 0 <= row < self.utter_max_rows
        assert 0 <= column < self.utter_max_cols
        while self.nrows <= row:
            self.values.append([])
            self.nrows += 1
        cells = self.values[row]
        cells += [""] * (column + 1 - len(cells))
        if kind == xlrd.XL_CELL_TEXT:
            cells[column] = value
        else:
            cells[column] = "" if kind in _BLANK else (kind, value, style)


# xlrd asks for its own by this name.
xlrd.sheet.Sheet = _Sheet


def read(path: Path, draft: Draft) -> None:
    """Add the rows of every sheet, hidden ones too, then its comments."""
    try:
        book = xlrd.open_workbook(path, logfile=io.StringIO(), ragged_rows=True)
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


def _rows(sheet: _Sheet, shows: list[Show]) -> Iterator[Row]:
    """The rows that hold something; cells merged downwards are repeated in each of theirs."""
    begun = {(low, left): high for low, high, left, _ in sheet.merged_cells if high - low > 1}
    hanging: dict[int, tuple[int, str]] = {}
    for number, values in enumerate(sheet.values):
        cells = [one if isinstance(one, str) else _shown(*one, shows) for one in values]
        for column, (high, text) in hanging.items():
            if number < high:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or text
        for column, text in enumerate(cells) if begun else ():
            if (number, column) in begun:
                hanging[column] = begun[number, column], text
        yield number + 1, cells


def _shown(kind: int | None, value: Any, style: int, shows: list[Show]) -> str:  # noqa: ANN401
    """What people see in a cell without text of its own; a number has no kind yet, or that."""
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "참" if value else "거짓"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, ""))
    text = f"{value:.15g}"
    return shows[style](text) if style < len(shows) else text
