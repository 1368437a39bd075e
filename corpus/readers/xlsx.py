"""Excel workbooks (.xlsx): every row with its header, values as the sheet shows them.

Read from the XML: openpyxl makes an object of every cell, and gives no comments or text boxes of
a workbook that it does not load whole. What its number formats mean is taken from it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from openpyxl.styles.numbers import BUILTIN_FORMATS

from corpus.draft import Draft
from corpus.readers.chart import add_title
from corpus.readers.number_formats import Show, as_number, show_of
from corpus.readers.rows import Row, add_rows, sheet_label
from corpus.readers.xml import Element, Package, attribute, child, children, number, relation_id
from corpus.reasons import DAMAGED, UNCOUNTED, UnreadableError

_COLUMN = re.compile(r"[A-Z]{1,3}")
_MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)"')


def read(path: Path, draft: Draft) -> None:
    """Add the rows of every sheet, hidden ones too, then its comments and text boxes."""
    with closing(Package(path)) as package:
        main = package.main_part("xl/workbook.xml")
        relations = package.relations(main)
        parts = {kind: name for kind, name in relations.values()}
        book = package.xml(main)
        strings = _strings(package, parts.get("sharedStrings", ""))
        properties = child(book, "workbookPr")
        mac = properties is not None and attribute(properties, "date1904") in ("1", "true")
        shows = _shows(package, parts.get("styles", ""), mac)
        sheets = child(book, "sheets")
        if sheets is None:
            raise UnreadableError(DAMAGED)
        for sheet in sheets:
            kind, name = relations.get(relation_id(sheet), ("", ""))
            if kind == "worksheet":
                hidden = attribute(sheet, "state") in ("hidden", "veryHidden")
                label = sheet_label(attribute(sheet, "name"), hidden=hidden)
                uncounted = Counter[str]()
                add_rows(_rows(package, name, strings, shows, uncounted), label, draft)
                if uncounted:
                    draft.problem(UNCOUNTED.format(sheet=label, count=uncounted.total()))
                _add_beside(package, name, label, draft)


def _strings(package: Package, name: str) -> list[str]:
    """The texts that cells share, without how they are pronounced."""
    if name not in package.names:
        return []
    return [_text(one) for one in package.xml(name)]


def _text(item: Element) -> str:
    if len(item) == 1 and not len(item[0]):  # one run: most have no other
        return item[0].text or ""
    runs = children(item, "t", "r")
    return "".join(t.text or "" for run in runs for t in run.iter("{*}t"))


def _shows(package: Package, name: str, mac: bool) -> list[Show]:
    """How each style of cell shows a number."""
    if name not in package.names:
        return []
    styles = package.xml(name)
    # Which money the formats of Excel itself mean depends on where it was installed.
    codes = {number: code.replace('"$"', "") for number, code in BUILTIN_FORMATS.items()}
    for one in styles.iterfind("{*}numFmts/{*}numFmt"):
        codes[number(attribute(one, "numFmtId"), 0)] = attribute(one, "formatCode")
    used = [number(one.get("numFmtId", ""), 0) for one in styles.iterfind("{*}cellXfs/{*}xf")]
    made = {code: show_of(codes.get(code, ""), mac) for code in set(used)}
    return [made[code] for code in used]


def _rows(
    package: Package,
    name: str,
    strings: Sequence[str],
    shows: Sequence[Show],
    uncounted: Counter[str],
) -> Iterator[Row]:
    """The rows that hold something, each as long as its last cell.

    Formulas whose values nobody has counted yet are counted in `uncounted`.
    """
    last = 0
    merged = _merged_downwards(package.data(name))
    hanging: dict[int, tuple[int, str]] = {}
    for row in package.each(name, "row"):
        last = number(row.get("r", ""), last + 1)
        cells: list[str] = []
        for cell in row:
            text = _shown(cell, strings, shows)
            if not text and len(cell) and cell.get("t") != "str" and cell.find("{*}f") is not None:
                uncounted["formula"] += 1
            if text:
                column = _column(cell.get("r", ""), len(cells))
                cells += [""] * (column - len(cells))
                cells[column:] = [text]
        if cells:
            _hang(cells, last, merged.get(last, {}), hanging)
            yield last, cells


def _merged_downwards(data: bytes) -> dict[int, dict[int, int]]:
    """By their first row, the columns of merged cells, and the last row of each."""
    merged: dict[int, dict[int, int]] = {}
    for column, first, last in _MERGED.findall(data):
        if int(first) < int(last):
            merged.setdefault(int(first), {})[_column(column.decode(), 0)] = int(last)
    return merged


def _hang(
    cells: list[str], row: int, begun: Mapping[int, int], hanging: dict[int, tuple[int, str]]
) -> None:
    """Repeat in a row what cells above say that reach down to it."""
    for column, last in begun.items():
        if column < len(cells):
            hanging[column] = last, cells[column]
    for column, (last, text) in list(hanging.items()):
        if row > last:
            del hanging[column]
        elif not "".join(cells[column : column + 1]):
            cells += [""] * (column + 1 - len(cells))
            cells[column] = text


def _column(reference: str, following: int) -> int:
    """The number of a cell's column from 0; cells may leave out where they stand."""
    match = _COLUMN.match(reference)
    if match is None:
        return following
    column = 0
    for letter in match[0]:
        column = 26 * column + ord(letter) - 64
    return column - 1


def _shown(cell: Element, strings: Sequence[str], shows: Sequence[Show]) -> str:
    """What people see in a cell."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(one) for one in children(cell, "is"))
    value = child(cell, "v")
    text: str = value.text or "" if value is not None else ""
    if not text:
        return ""
    if kind == "s":
        place = number(text, -1)
        return strings[place] if 0 <= place < len(strings) else ""
    if kind == "b":
        return "참" if text == "1" else "거짓"
    if kind != "n":
        return text
    style = number(cell.get("s", ""), 0)
    try:
        return shows[style](text) if style < len(shows) else as_number(text, "")
    except ValueError:
        return text


def _add_beside(package: Package, name: str, label: str, draft: Draft) -> None:
    """Add what is written over the cells of a sheet: comments and text boxes."""
    for kind, related in package.relations(name).values():
        if related not in package.names:
            continue
        if kind == "comments":
            for comment in package.xml(related).iter("{*}comment"):
                row = number(comment.get("ref", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 0)
                draft.place(label, row=row or None)
                draft.paragraph("".join(map(_text, children(comment, "text"))))
        elif kind == "drawing":
            draft.place(label)
            for box in package.xml(related).iter("{*}txBody"):
                lines = ("".join(t.text or "" for t in p.iter("{*}t")) for p in children(box, "p"))
                draft.paragraph("\n".join(filter(None, lines)))
            for inner, chart in package.relations(related).values():
                if inner == "chart" and chart in package.names:  # its data stands in the rows
                    add_title(package.xml(chart), draft)
