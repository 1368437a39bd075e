"""Excel workbooks (.xlsx): every row with its header, values as the sheet shows them."""

import datetime
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from corpus.draft import Draft
from corpus.readers.rows import Row, add_rows

_DECIMALS = re.compile(r"0\.(0+)")


def read(path: Path, draft: Draft) -> None:
    """Add the rows of every sheet, hidden ones too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that have no text
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what a file says of its own size is often wrong
                add_rows(_rows(sheet), f"시트 '{sheet.title}'", draft)
            book.close()


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 - openpyxl has no types
    for cells in sheet.iter_rows():
        filled = [cell for cell in cells if cell.value is not None]
        if filled:
            yield filled[0].row, [_shown(cell.value, cell) for cell in cells]


def _shown(value: Any, cell: Any) -> str:  # noqa: ANN401 - a cell holds anything
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "참" if value else "거짓"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, int | float):
        return figure(value, cell.number_format or "")
    return str(value)


def figure(value: float, pattern: str = "") -> str:
    """A number in a number format of Excel, as far as readers of the sheet see it."""
    found = _DECIMALS.search(pattern)
    decimals = len(found.group(1)) if found else 0
    if "%" in pattern:
        return f"{value:.{decimals}%}"
    commas = "," if ",##" in pattern else ""
    if found or (commas and "." not in pattern):
        return f"{value:{commas}.{decimals}f}"
    return f"{value:.15g}"
