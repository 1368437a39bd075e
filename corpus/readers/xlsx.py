"""Excel workbooks (.xlsx): every row with its header, values as the sheet shows them.

Read from the XML: openpyxl makes an object of every cell, and gives no comments or text boxes of
a workbook that it does not load whole. What its number formats mean is taken from it.
"""

import datetime
import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from corpus.draft import Draft
from corpus.readers.chart import add_title
from corpus.readers.rows import Row, add_rows
from corpus.readers.xml import Element, Package, attribute, child, children, number, relation_id
from corpus.reasons import DAMAGED, UnreadableError

# What a number format is made of: literals, colours and widths, the digits, the next section.
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].'
    r"|(?P<digits>General|[0#?][0#?,.]*)|(?P<end>;)|(?P<other>.)"
)
# Numbers of something: 000-0000-0000, 00000.
_GROUPED = re.compile(r"0{2,}(?:\\?[- ]0+)*")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)"')
Show = Callable[[str], str]


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
                hidden = "(숨김)" if attribute(sheet, "state") in ("hidden", "veryHidden") else ""
                label = f"시트 '{attribute(sheet, 'name')}'{hidden}"
                add_rows(_rows(package, name, strings, shows), label, draft)
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
    made = {code: _show(codes.get(code, ""), mac) for code in set(used)}
    return [made[code] for code in used]


def _show(pattern: str, mac: bool) -> Show:
    """How a number format shows what a cell holds."""
    if not is_date_format(pattern):
        return lambda text: _number(text, pattern)
    duration = is_timedelta_format(pattern)
    epoch = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900

    def show(text: str) -> str:
        try:
            value = from_excel(float(text), epoch, duration)
        except (ValueError, OverflowError):  # no date that there is
            return text
        if isinstance(value, datetime.datetime) and value.time() == datetime.time():
            return value.date().isoformat()
        return str(value)

    return show


def _number(text: str, pattern: str) -> str:
    if not pattern or pattern == "General":
        # Numbers of 16 and more digits are numbers of something; others may end in ...0000001.
        return text if text.isdecimal() else figure(float(text))
    return figure(float(text), pattern)


def _rows(
    package: Package, name: str, strings: Sequence[str], shows: Sequence[Show]
) -> Iterator[Row]:
    """The rows that hold something, each as long as its last cell."""
    last = 0
    merged = _merged_downwards(package.data(name))
    hanging: dict[int, tuple[int, str]] = {}
    for row in package.each(name, "row"):
        last = number(row.get("r", ""), last + 1)
        cells: list[str] = []
        for cell in row:
            text = _shown(cell, strings, shows)
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
    text: str = cell.findtext("{*}v") or ""
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
        return shows[style](text) if style < len(shows) else _number(text, "")
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


def figure(value: float, pattern: str = "") -> str:
    """A number in a number format of Excel, as far as readers of the sheet see it."""
    if _GROUPED.fullmatch(pattern) and value >= 0:
        return _grouped(f"{value:.0f}", pattern.replace("\\", ""))
    pieces = _first_section(pattern)
    # Fractions, powers of ten, and formats that depend on the value.
    if [kind for kind, _ in pieces].count("digits") != 1 or ("other", "E") in pieces:
        return f"{value:.15g}"
    size = abs(value) * (100 if ("other", "%") in pieces else 1)
    exact = ("other", "%") not in pieces
    shown = (_digits(size, text, exact) if kind == "digits" else text for kind, text in pieces)
    return "-" * (value < 0) + "".join(shown).strip()


@functools.lru_cache(maxsize=256)
def _first_section(pattern: str) -> tuple[tuple[str, str], ...]:
    """What a number format is made of, as far as numbers above 0 go: each piece and its kind."""
    pieces: list[tuple[str, str]] = []
    for piece in _PIECE.finditer(pattern):
        kind = piece.lastgroup or ""
        if kind == "end":
            break
        if piece[0][:2] in ("[<", "[>", "[="):
            pieces.append(("digits", ""))
        # In Korean fonts a backslash is the sign of the won.
        pieces.append((kind, piece[kind].replace("\\", "₩") if kind else ""))
    return tuple(pieces)


def _digits(value: float, digits: str, exact: bool) -> str:
    """A number above 0 as "#,##0.0" and the like show it; one without decimals is left `exact`."""
    whole, _, part = digits.rstrip(",").partition(".")
    scale = len(digits) - len(digits.rstrip(","))
    commas = "," if "," in whole else ""
    if digits == "General" or (exact and not (commas or part or scale)):
        return f"{value:.15g}"
    text = f"{value / 1000**scale:{commas}.{len(part)}f}"
    return text if "#" not in part else text.rstrip("0").rstrip(".")


def _grouped(digits: str, pattern: str) -> str:
    """Digits in the places of a pattern: 1012345678 as 010-1234-5678."""
    places = pattern.count("0")
    left, digits = digits[:-places], digits[-places:].zfill(places)
    rest = iter(digits)
    return left + "".join(next(rest) if one == "0" else one for one in pattern)
