"""Binary Excel workbooks (.xlsb)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

from corpus.draft import Draft
from corpus.readers.number_formats import moment
from corpus.readers.rows import Row, add_rows, sheet_label
from corpus.reasons import DAMAGED, PASSWORD, UnreadableError


def read(path: Path, draft: Draft) -> None:
    """Add the rows of every sheet."""
    try:
        with path.open("rb") as file:
            book = python_calamine.CalamineWorkbook.from_filelike(file)
            for sheet in book.sheets_metadata:
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:  # and no chart
                    rows = _rows(book.get_sheet_by_name(sheet.name))
                    add_rows(rows, sheet_label(sheet.name), draft)
    except python_calamine.PasswordError as error:
        raise UnreadableError(PASSWORD) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableError(DAMAGED) from error


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 - calamine's sheet
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
        yield number, [value if type(value) is str else _shown(value) for value in row]


def _shown(value: Any) -> str:  # noqa: ANN401 - a cell holds anything
    if isinstance(value, bool):
        return "참" if value else "거짓"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    return moment(value)
