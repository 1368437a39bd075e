"""The records of HWP 5 ("한글 문서 파일 형식 5.0", revision 1.3) as the elements of HWPX.

HWPX holds the same documents in XML, so both are then read alike.
"""

import itertools
import re
import struct
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from corpus.readers.xml import Element
from corpus.text import raised

# Kinds of records (tables 13 and 57).
_LETTER_SHAPE, _NUMBERING, _PARAGRAPH_SHAPE, _STYLE = 21, 23, 25, 26
_PARAGRAPH, _LETTERS, _SHAPES, _CONTROL, _LIST = 66, 67, 68, 71, 72
_SHAPE, _TABLE, _EQUATION, _ART = 76, 77, 88, 90
_LONG_RECORD = 0xFFF
# Characters that are none (table 6): all but a few are followed by seven more with what they are.
_MARK = re.compile("[\0-\x1f]")
_SINGLE = frozenset([0, 10, 13, *range(24, 32)])
_SHOWN = {9: "\t", 10: "\n", 24: "-", 30: " ", 31: " "}
_WIDE = 8
# Such a mark tells of something that has a record of its own.
_NAMES_CONTROL = frozenset([1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23])
_NO_LETTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
# What the first bytes of a control call it, and what HWPX does.
_NAMES = {
    b"secd": "secPr",
    b"tbl ": "tbl",
    b"gso ": "shape",
    b"eqed": "equation",
    b"head": "header",
    b"foot": "footer",
    b"fn  ": "footNote",
    b"en  ": "endNote",
    b"tcmt": "hiddenComment",
    b"tcps": "compose",
    b"tdut": "dutmal",
    b"atno": "autoNum",
}
_COUNTED = ("PAGE", "FOOTNOTE", "ENDNOTE", "PICTURE", "TABLE", "EQUATION")
_HEADS = ("NONE", "OUTLINE", "NUMBER", "BULLET")
_LEVELS = 7
_SERIES = (
    "DIGIT",
    "CIRCLED_DIGIT",
    "ROMAN_CAPITAL",
    "ROMAN_SMALL",
    "LATIN_CAPITAL",
    "LATIN_SMALL",
    "CIRCLED_LATIN_CAPITAL",
    "CIRCLED_LATIN_SMALL",
    "HANGUL_SYLLABLE",
    "CIRCLED_HANGUL_SYLLABLE",
    "HANGUL_JAMO",
    "CIRCLED_HANGUL_JAMO",
    "HANGUL_PHONETIC",
    "IDEOGRAPH",
)


class Record(NamedTuple):
    """A record, and those that belong to it."""

    kind: int
    data: bytes
    inside: list["Record"]


def records(stream: bytes) -> list[Record]:
    """The records of a stream, of which each tells how deep it lies."""
    levels: list[list[Record]] = [[]]
    at = 0
    while at + 4 <= len(stream):
        (head,) = struct.unpack_from("<I", stream, at)
        at += 4
        size = head >> 20
        if size == _LONG_RECORD:
            (size,) = struct.unpack_from("<I", stream, at)
            at += 4
        record = Record(head & 0x3FF, stream[at : at + size], [])
        del levels[(head >> 10 & 0x3FF) + 1 :]
        levels[-1].append(record)
        levels.append(record.inside)
        at += size
    return levels[0]


def header(found: Iterable[Record]) -> tuple[Element, frozenset[int]]:
    """The styles and the lists of a document, and the shapes of letters above the line."""
    head = etree.Element("head")
    raising: set[int] = set()
    numbers = dict.fromkeys((_LETTER_SHAPE, _NUMBERING, _PARAGRAPH_SHAPE, _STYLE), 0)
    for record in _all(found):
        if record.kind not in numbers:
            continue
        place = numbers[record.kind]
        numbers[record.kind] += 1
        if record.kind == _LETTER_SHAPE:
            if _number(record.data, 46, 4) >> 15 & 1:
                raising.add(place)
        elif record.kind == _STYLE:
            etree.SubElement(head, "style", id=str(place), name=_told(record.data, 0)[0])
        elif record.kind == _PARAGRAPH_SHAPE:
            shape = etree.SubElement(head, "paraPr", {"id": str(place)})
            shape.append(_heading(record.data))
        else:
            head.append(_numbering(record.data, place + 1))
    return head, frozenset(raising)


def _all(found: Iterable[Record]) -> Iterator[Record]:
    for record in found:
        yield record
        yield from _all(record.inside)


def _heading(data: bytes) -> Element:
    """What stands before the paragraphs of a shape (tables 43 and 44)."""
    flags = _number(data, 0, 4)
    named = {"idRef": str(_number(data, 30, 2)), "level": str(flags >> 25 & 7)}
    return etree.Element("heading", {"type": _HEADS[flags >> 23 & 3], **named})


def _numbering(data: bytes, place: int) -> Element:
    """How the levels of a list are numbered (tables 38 to 41)."""
    numbering = etree.Element("numbering", id=str(place))
    at = 0
    for level in range(1, _LEVELS + 1):
        series = _number(data, at, 4) >> 5 & 0xF
        kind = _SERIES[series] if series < len(_SERIES) else "DIGIT"
        head = etree.SubElement(numbering, "paraHead", level=str(level), numFormat=kind)
        head.text, at = _told(data, at + 12)
    at += 2
    for head in numbering if len(data) >= at + 4 * _LEVELS else ():
        head.set("start", str(_number(data, at, 4)))
        at += 4
    return numbering


def section(found: Iterable[Record], raising: Container[int]) -> Element:
    """The paragraphs of a section, with all that is in them."""
    root = etree.Element("sec")
    for record in found:
        if record.kind == _PARAGRAPH:
            root.append(_paragraph(record, raising))
    return root


def _paragraph(record: Record, raising: Container[int]) -> Element:
    shape, style = struct.unpack_from("<HB", record.data, 8)
    paragraph = etree.Element("p", {"paraPrIDRef": str(shape), "styleIDRef": str(style)})
    run = etree.SubElement(paragraph, "run")
    letters = "".join(_units(one.data) for one in record.inside if one.kind == _LETTERS)
    controls = (one for one in record.inside if one.kind == _CONTROL)
    said: list[str] = []
    for piece in _pieces(letters, _raised_in(record, raising)):
        if isinstance(piece, str):
            said.append(piece)
            continue
        control = next(controls, None)
        if control is not None and (name := _NAMES.get(control.data[3::-1])):
            _add_said(run, said)
            said = []
            _add_control(etree.SubElement(run, name), control, raising)
    _add_said(run, said)
    return paragraph


def _add_said(run: Element, said: Sequence[str]) -> None:
    if text := "".join(said):
        etree.SubElement(run, "t").text = text


def _raised_in(paragraph: Record, raising: Container[int]) -> list[tuple[int, int]]:
    """The stretches of a paragraph that stand above the line."""
    shapes = b"".join(one.data for one in paragraph.inside if one.kind == _SHAPES)
    begun = [*struct.iter_unpack("<II", shapes[: len(shapes) // 8 * 8]), (sys.maxsize, 0)]
    return [
        (start, end) for (start, shape), (end, _) in itertools.pairwise(begun) if shape in raising
    ]


def _pieces(letters: str, above: Sequence[tuple[int, int]]) -> Iterator[str | None]:
    """The text of a paragraph, None where one of its controls stands."""
    at = 0
    for mark in _MARK.finditer(letters):
        start = mark.start()
        if start < at:  # within a mark
            continue
        yield from _shaped(letters, at, start, above)
        code = ord(mark[0])
        at = start + (1 if code in _SINGLE else _WIDE)
        yield None if code in _NAMES_CONTROL else _SHOWN.get(code, "")
    yield from _shaped(letters, at, len(letters), above)


def _shaped(letters: str, start: int, end: int, above: Sequence[tuple[int, int]]) -> Iterator[str]:
    """A stretch of text; figures above the line are no part of a number."""
    for begin, until in above:
        begin, until = max(begin, start), min(until, end)
        if begin < until:
            yield _plain(letters[start:begin])
            yield raised(_plain(letters[begin:until]))
            start = until
    if start < end:
        yield _plain(letters[start:end])


def _units(data: bytes) -> str:
    """One character for each two bytes, as places in the text are counted."""
    text = data.decode("utf-16-le", "surrogatepass" if len(data) % 2 == 0 else "replace")
    if len(text) == len(data) // 2:  # as most
        return text
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])))


def _plain(units: str) -> str:
    """Text of which XML can hold each letter."""
    if _NO_LETTER.search(units) is None:  # as most
        return units
    letters = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NO_LETTER.sub("", letters)


def _add_control(element: Element, control: Record, raising: Container[int]) -> None:
    data = control.data
    if element.tag == "secPr":
        element.set("outlineShapeIDRef", str(_number(data, 18, 2)))
    elif element.tag == "compose":
        element.set("composeText", _told(data, 4)[0])
    elif element.tag == "dutmal":
        main, at = _told(data, 4)
        etree.SubElement(element, "mainText").text = main
        etree.SubElement(element, "subText").text = _told(data, at)[0]
    elif element.tag == "autoNum":
        kind = _number(data, 4, 4) & 0xF
        element.set("numType", _COUNTED[kind] if kind < len(_COUNTED) else "")
        element.set("num", str(_number(data, 8, 2)))
    elif element.tag == "tbl":
        _add_table(element, control.inside, raising)
    else:
        _add_lists(element, control.inside, raising)


def _add_lists(parent: Element, found: Iterable[Record], raising: Container[int]) -> None:
    """Add lists of paragraphs, and what else shows text, however deep it lies in a drawing."""
    for record in found:
        if record.kind == _LIST:
            etree.SubElement(parent, "subList")
        elif record.kind == _PARAGRAPH:
            if not len(parent) or parent[-1].tag != "subList":
                etree.SubElement(parent, "subList")
            parent[-1].append(_paragraph(record, raising))
        elif record.kind == _SHAPE:
            _add_lists(etree.SubElement(parent, "shape"), record.inside, raising)
        elif record.kind == _EQUATION:
            etree.SubElement(parent, "script").text = _told(record.data, 4)[0]
        elif record.kind == _ART:
            etree.SubElement(parent, "textart", text=_told(record.data, 32)[0])


def _add_table(table: Element, found: Sequence[Record], raising: Container[int]) -> None:
    """Add the caption, which stands before the record of the table, and the cells behind it."""
    kinds = [record.kind for record in found]
    start = kinds.index(_TABLE) if _TABLE in kinds else len(kinds)
    if start:
        _add_lists(etree.SubElement(table, "caption"), found[:start], raising)
    rows: dict[int, Element] = {}
    if start < len(kinds):
        for row in range(_number(found[start].data, 4, 2)):
            rows[row] = etree.SubElement(table, "tr")
    cell = None
    for record in found[start + 1 :]:
        if record.kind == _LIST:
            row, columns, height = (_number(record.data, at, 2) for at in (10, 12, 14))
            line = rows[row] if row in rows else etree.SubElement(table, "tr")
            cell = etree.SubElement(etree.SubElement(line, "tc"), "subList")
            span = {"colSpan": str(columns or 1), "rowSpan": str(height or 1)}
            etree.SubElement(cell.getparent(), "cellSpan", span)
        elif record.kind == _PARAGRAPH and cell is not None:
            cell.append(_paragraph(record, raising))


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")


def _told(data: bytes, at: int) -> tuple[str, int]:
    """A text after its length, and where it ends."""
    end = at + 2 + 2 * _number(data, at, 2)
    return _shown(_units(data[at + 2 : end])), end


def _shown(text: str) -> str:
    return _MARK.sub(" ", _plain(text))
