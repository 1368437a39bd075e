"""OpenDocument sheets (.ods): every row with its header, values as the sheet shows them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from corpus.draft import Draft
from corpus.readers.odt import ROW_GROUPS, SPACES, refuse_locked
from corpus.readers.rows import Row, add_rows, sheet_label
from corpus.readers.xml import Element, Package, attribute, child, children, name_of, number
from corpus.reasons import DAMAGED, UnreadableError

# Empty cells and rows are repeated up to the end of the sheet.
_MOST_REPEATED = 1000
_CELLS = ("table-cell", "covered-table-cell")


def read(path: Path, draft: Draft) -> None:
    """Add the rows of every sheet, hidden ones too, then its comments."""
    with closing(Package(path)) as package:
        refuse_locked(package)
        content = package.xml("content.xml")
        book = child(content, "body", "spreadsheet")
        if book is None:
            raise UnreadableError(DAMAGED)
        hidden = {
            attribute(style, "name")
            for style in content.iter("{*}style")
            for shown in children(style, "table-properties")
            if attribute(shown, "display") == "false"
        }
        for sheet in children(book, "table"):
            is_hidden = attribute(sheet, "style-name") in hidden
            label = sheet_label(attribute(sheet, "name"), hidden=is_hidden)
            add_rows(_rows(sheet), label, draft)
            _add_comments(sheet, label, draft)


def _numbered(parent: Element, first: int = 1) -> Iterator[tuple[int, Element]]:
    """The rows of a sheet that hold something, with their numbers."""
    place = first
    for one in parent:
        if name_of(one) == "table-row":
            yield place, one
            place += number(attribute(one, "number-rows-repeated"), 1)
        elif name_of(one) in ROW_GROUPS:
            for at, row in _numbered(one, place):
                yield at, row
                place = at + number(attribute(row, "number-rows-repeated"), 1)


def _rows(sheet: Element) -> Iterator[Row]:
    """The cells of each row; cells merged downwards are repeated in each of theirs."""
    hanging: dict[int, tuple[int, str]] = {}
    for place, row in _numbered(sheet):
        cells: list[str] = []
        for cell in children(row, *_CELLS):
            text = _shown(cell)
            times = number(attribute(cell, "number-columns-repeated"), 1)
            down = number(attribute(cell, "number-rows-spanned"), 1)
            if down > 1:
                hanging[len(cells)] = place + down, text
            for _ in range(times if times < _MOST_REPEATED else 1):
                until, above = hanging.get(len(cells), (0, ""))
                cells.append(text or (above if place < until else ""))
        while cells and not cells[-1]:
            cells.pop()
        for more in range(min(number(attribute(row, "number-rows-repeated"), 1), _MOST_REPEATED)):
            if cells:
                yield place + more, cells


def _shown(cell: Element) -> str:
    """What people see in a cell."""
    lines = ["".join(_texts(one)) for one in children(cell, "p")]
    return "\n".join(lines) or attribute(cell, "string-value")


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for one in element:
        if name_of(one) != "annotation":
            yield SPACES.get(name_of(one), "") or "".join(_texts(one))
        yield one.tail or ""


def _add_comments(sheet: Element, label: str, draft: Draft) -> None:
    for place, row in _numbered(sheet):
        for note in row.iter("{*}annotation"):
            draft.place(label, row=place)
            draft.paragraph("\n".join("".join(_texts(one)) for one in children(note, "p")))
