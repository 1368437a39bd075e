"""HWPX documents (KS X 6101), from their XML."""

import re
from collections.abc import Container, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from lxml import etree

from corpus.draft import Cell, Draft
from corpus.readers.edges import add_edges
from corpus.readers.numbering import BULLET, Level, Numbering
from corpus.readers.pictures import add_pictures, packed_pictures
from corpus.readers.xml import (
    Element,
    Package,
    cells_of,
    child,
    children,
    name_of,
    number,
)
from corpus.reasons import DAMAGED, PASSWORD, UnreadableError
from corpus.text import glossed, raised

_SECTION = re.compile(r"Contents/section(\d+)\.xml")
_HEADER = "Contents/header.xml"
_OUTLINE = re.compile(r"(?:개요|Outline) (\d)")
_MANIFEST = "META-INF/manifest.xml"
_EDGES = ("{*}header", "{*}footer")
# What is on every page, or is no text that anybody reads.
_SKIPPED = frozenset("header footer secPr hiddenComment fieldBegin parameters".split())
# Where the lines of a paragraph stand: each has it, and without it most are a run of one text.
_LINES = "{*}linesegarray"
_LETTERS = frozenset(["t", "text"])
# Elements that show the text of an attribute: art, letters in a circle, parts of a form.
_SHOWN = {
    "textart": "text",
    "compose": "composeText",
    "btn": "caption",
    "checkBtn": "caption",
    "radioBtn": "caption",
    "listItem": "displayText",
}
# What is counted by itself, like '표 1'; the marks of notes and the numbers of pages are no text.
_COUNTED = ("TABLE", "PICTURE", "EQUATION")
_KINDS = {
    "HANGUL_SYLLABLE": "hangul",
    "HANGUL_JAMO": "jamo",
    "HANGUL_PHONETIC": "korean",
    "CIRCLED_DIGIT": "circled",
    "CIRCLED_HANGUL_SYLLABLE": "circled hangul",
    "LATIN_SMALL": "letter",
    "LATIN_CAPITAL": "LETTER",
    "ROMAN_SMALL": "roman",
    "ROMAN_CAPITAL": "ROMAN",
    "IDEOGRAPH": "hanja",
}
# Where tracked changes took text out; no XML has these characters.
_BEGIN, _END = "\1", "\2"
_MARKS = {
    "lineBreak": "\n",
    "tab": "\t",
    "nbSpace": " ",
    "fwSpace": " ",
    "hyphen": "-",
    "deleteBegin": _BEGIN,
    "deleteEnd": _END,
}
_DELETED = re.compile(f"{_BEGIN}[^{_END}]*{_END}?|^[^{_BEGIN}{_END}]*{_END}")


def read(path: Path, draft: Draft) -> None:
    """Add paragraphs, outline headings, tables, text boxes and notes of all sections.

    Of what stands on every page only what tells something is added, at the end.
    """
    with closing(Package(path)) as package:
        if _MANIFEST in package.names and b"encryption-data" in package.data(_MANIFEST):
            raise UnreadableError(PASSWORD)
        found = {int(m[1]): m[0] for name in package.names if (m := _SECTION.fullmatch(name))}
        if not found:
            raise UnreadableError(DAMAGED)
        header = package.xml(_HEADER) if _HEADER in package.names else None
        sections = (package.xml(name) for _, name in sorted(found.items()))
        add_sections(sections, header, draft)
        add_pictures(packed_pictures(package, "BinData/"), draft)


def add_sections(sections: Iterable[Element], header: Element | None, draft: Draft) -> None:
    """Add what sections hold; `header` has the styles and the lists of the document."""
    styles = _Styles(header)
    edges: list[str] = []
    for section in sections:
        etree.strip_elements(section, _LINES, with_tail=False)
        styles.begin(section)
        _raise_marks(section, styles.raised)
        _add_paragraphs(section, draft, styles)
        edges += (_text(one) for edge in section.iter(*_EDGES) for one in edge.iter("{*}p"))
    add_edges(edges, draft)


class _Styles:
    """The headings and the numbered paragraphs of a document, which are counted as they come."""

    def __init__(self, header: Element | None) -> None:
        self._headings: dict[str, int] = {}
        self._heads: dict[str, tuple[str, str, int]] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._outline = ""
        self._numbering = Numbering()
        self.raised: frozenset[str] = frozenset()  # the shapes of small letters above the line
        if header is None:
            return
        for style in header.iter("{*}style"):
            match = _OUTLINE.fullmatch(style.get("name", ""))
            if match:
                self._headings[style.get("id", "")] = int(match[1]) + 1
        for shape in header.iter("{*}paraPr"):
            head = child(shape, "heading")
            if head is not None and head.get("type") != "NONE":
                place = number(head.get("level", ""), 0)
                name = head.get("idRef", "")
                self._heads[shape.get("id", "")] = head.get("type", ""), name, place
        shapes = (one for one in header.iter("{*}charPr") if child(one, "supscript") is not None)
        self.raised = frozenset(shape.get("id", "") for shape in shapes)
        for one in header.iter("{*}numbering"):
            self._lists[one.get("id", "")] = _levels(one)

    def begin(self, section: Element) -> None:
        """Begin a section, which names the list that numbers its outline."""
        properties = next(section.iter("{*}secPr"), None)
        if properties is not None:
            self._outline = properties.get("outlineShapeIDRef", "")

    def heading_level(self, paragraph: Element) -> int:
        """The level of a heading, or 0: its style says so, or it is part of the outline."""
        kind, _, place = self._heads.get(paragraph.get("paraPrIDRef", ""), ("", "", 0))
        outlined = place + 2 if kind == "OUTLINE" else 0
        return self._headings.get(paragraph.get("styleIDRef", ""), outlined)

    def label(self, paragraph: Element) -> str:
        """What stands before a paragraph: '1. ', '가. ', '- ' for a bullet, or ''."""
        head = self._heads.get(paragraph.get("paraPrIDRef", ""))
        if head is None:
            return ""
        kind, name, place = head
        if kind == "BULLET":
            return BULLET
        name = self._outline if kind == "OUTLINE" else name
        return self._numbering.label(name, self._lists.get(name, {}), place)


def _raise_marks(section: Element, shapes: Container[str]) -> None:
    """Raise the figures that stand above the line: the mark of a note is no part of a number."""
    for run in section.iter("{*}run") if shapes else ():
        if run.get("charPrIDRef") in shapes:
            for letters in children(run, "t"):
                letters.text = raised(letters.text or "")


def _levels(numbering: Element) -> dict[int, Level]:
    return {
        number(one.get("level", ""), 1) - 1: Level(
            one.text or "",
            _KINDS.get(one.get("numFormat", ""), "decimal"),
            number(one.get("start", ""), 1),
        )
        for one in children(numbering, "paraHead")
    }


def _add_paragraphs(parent: Element, draft: Draft, styles: _Styles) -> None:
    for paragraph in children(parent, "p", "tbl"):
        draft.alive()
        if name_of(paragraph) == "tbl":  # programs other than Hangul put it in no paragraph
            _add_table(paragraph, draft, styles)
            continue
        after: list[Element] = []
        text = _text(paragraph, after)
        level, label = styles.heading_level(paragraph), styles.label(paragraph)
        if level:
            draft.heading(level, label.removeprefix(BULLET) + text if text.strip() else "")
        else:
            draft.item(label, text)
        if after:
            _add_apart(after, draft, styles)


def _add_apart(elements: Sequence[Element], draft: Draft, styles: _Styles) -> None:
    """Add tables, notes and text boxes that are anchored in a paragraph or in a cell."""
    for element in elements:
        if name_of(element) == "tbl":
            _add_table(element, draft, styles)
        else:
            _add_paragraphs(element, draft, styles)


def _text(paragraph: Element, after: list[Element] | None = None) -> str:
    """The text of a paragraph; tables, notes and boxes in it go into `after`."""
    run = paragraph[0] if len(paragraph) == 1 else paragraph
    only = run[0] if len(run) == 1 else run
    if name_of(only) == "t" and name_of(run) == "run" and not len(only):  # as of most
        return only.text or ""
    pieces: list[str] = []
    _take(paragraph, pieces, [] if after is None else after)
    text = "".join(pieces)
    return _DELETED.sub("", text) if _BEGIN in text or _END in text else text


def _take(element: Element, pieces: list[str], after: list[Element]) -> None:
    """Add the text of a paragraph to `pieces`; tables, notes and boxes in it go into `after`."""
    for one in element:
        name = name_of(one)
        if name == "run":
            _take(one, pieces, after)
        elif name in _LETTERS:
            if len(one):
                _take_letters(one, pieces)
            else:
                pieces.append(one.text or "")
        elif name in _SHOWN:
            pieces.append(f" {one.get(_SHOWN[name], '')} ".replace("␍␊", "\n"))
            _take(one, pieces, after)
        elif name in ("tbl", "subList"):
            if not _are_deleting(pieces):
                after.append(one)
        elif name == "dutmal":
            parts = (child(one, part) for part in ("mainText", "subText"))
            pieces.append(glossed(*("" if part is None else part.text or "" for part in parts)))
        elif name == "autoNum":
            if one.get("numType") in _COUNTED:
                pieces.append(one.get("num", ""))
        elif name == "script":  # of an equation
            pieces.append(f" {one.text or ''} ")
        elif name not in _SKIPPED:
            _take(one, pieces, after)


def _take_letters(element: Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for one in element:
        pieces.append(_MARKS.get(name_of(one), ""))
        _take_letters(one, pieces)
        pieces.append(one.tail or "")


def _are_deleting(pieces: Sequence[str]) -> bool:
    """Whether what comes next was taken out."""
    return next((one == _BEGIN for one in reversed(pieces) if one in (_BEGIN, _END)), False)


def _add_table(table: Element, draft: Draft, styles: _Styles) -> None:
    caption = child(table, "caption", "subList")
    if caption is not None:
        _add_paragraphs(caption, draft, styles)
    rows = [list(children(row, "tc")) for row in children(table, "tr")]
    if len(rows) == 1 and len(rows[0]) == 1:  # a frame
        _add_apart(list(children(rows[0][0], "subList")), draft, styles)
        return
    lines, apart = cells_of(rows, lambda cell, inside: _cell(cell, styles, inside))
    draft.table(lines)
    for label, one in apart:  # a table in a cell keeps the name of its row
        draft.paragraph(label if name_of(one) == "tbl" else "")
        _add_apart([one], draft, styles)


def _cell(cell: Element, styles: _Styles, apart: list[Element]) -> Cell:
    lines = []
    inner = child(cell, "subList")
    for paragraph in children(cell if inner is None else inner, "p"):
        lines.append(styles.label(paragraph).removeprefix(BULLET) + _text(paragraph, apart))
    span = child(cell, "cellSpan")
    if span is None:
        return Cell("\n".join(lines))
    return Cell(
        "\n".join(lines),
        number(span.get("colSpan", ""), 1),
        number(span.get("rowSpan", ""), 1),
    )
