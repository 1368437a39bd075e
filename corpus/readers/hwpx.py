"""HWPX documents (KS X 6101), from their XML.

unhwp reads them too, but leaves out what follows a control in the same run, and footnotes.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from corpus.draft import Cell, Draft
from corpus.readers.pictures import add_pictures, packed_pictures
from corpus.readers.xml import Element, Package, attribute, child, children, name_of, number
from corpus.reasons import DAMAGED, PASSWORD, UnreadableError

_SECTION = re.compile(r"Contents/section(\d+)\.xml")
_MANIFEST = "META-INF/manifest.xml"
# What is on every page, or is no text that anybody reads.
_SKIPPED = frozenset("header footer secPr hiddenComment fieldBegin parameters linesegarray".split())
_LETTERS = frozenset(["t", "mainText", "subText", "text"])
# Elements that show the text of an attribute: art, letters in a circle, parts of a form.
_SHOWN = {
    "textart": "text",
    "compose": "composeText",
    "btn": "caption",
    "checkBtn": "caption",
    "radioBtn": "caption",
    "listItem": "displayText",
}
_SPACES = {"lineBreak": "\n", "tab": "\t", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}


def read(path: Path, draft: Draft) -> None:
    """Add paragraphs, outline headings, tables, text boxes and notes of all sections."""
    with closing(Package(path)) as package:
        if _MANIFEST in package.names and b"encryption-data" in package.data(_MANIFEST):
            raise UnreadableError(PASSWORD)
        found = {int(m[1]): m[0] for name in package.names if (m := _SECTION.fullmatch(name))}
        if not found:
            raise UnreadableError(DAMAGED)
        levels = _outline_levels(package)
        for _, name in sorted(found.items()):
            _add_paragraphs(package.xml(name), draft, levels)
        add_pictures(packed_pictures(package, "BinData/"), draft)


def _outline_levels(package: Package) -> dict[str, int]:
    """The heading level of each style named "개요 N"."""
    name = "Contents/header.xml"
    if name not in package.names:
        return {}
    levels = {}
    for style in package.xml(name).iter("{*}style"):
        match = re.fullmatch(r"개요 (\d)|Outline (\d)", style.get("name", ""))
        if match:
            levels[style.get("id", "")] = int(match[1] or match[2]) + 1
    return levels


def _add_paragraphs(parent: Element, draft: Draft, levels: dict[str, int]) -> None:
    for paragraph in children(parent, "p"):
        draft.alive()
        after: list[Element] = []
        pieces: list[str] = []
        _take(paragraph, pieces, after)
        text = "".join(pieces)
        level = levels.get(paragraph.get("styleIDRef", ""))
        if level:
            draft.heading(level, text)
        else:
            draft.paragraph(text)
        for element in after:
            if name_of(element) == "tbl":
                _add_table(element, draft, levels)
            else:
                _add_paragraphs(element, draft, levels)


def _take(element: Element, pieces: list[str], after: list[Element]) -> None:
    """Add the text of a paragraph to `pieces`; tables, notes and boxes in it go into `after`."""
    for one in element:
        name = name_of(one)
        if name == "run":
            _take(one, pieces, after)
        elif name in _LETTERS:
            if len(one):
                _take_letters(one, pieces)
            elif one.text:
                pieces.append(one.text)
        elif name in _SHOWN:
            pieces.append(f" {attribute(one, _SHOWN[name])} ".replace("␍␊", "\n"))
            _take(one, pieces, after)
        elif name in ("tbl", "subList"):
            after.append(one)
        elif name == "script":  # of an equation
            pieces.append(f" {one.text or ''} ")
        elif name not in _SKIPPED:
            _take(one, pieces, after)


def _take_letters(element: Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for one in element:
        name = name_of(one)
        if name != "deleteBegin":
            pieces.append(_SPACES.get(name, ""))
            _take_letters(one, pieces)
        pieces.append(one.tail or "")


def _add_table(table: Element, draft: Draft, levels: dict[str, int]) -> None:
    caption = child(table, "caption", "subList")
    if caption is not None:
        _add_paragraphs(caption, draft, levels)
    draft.table([[_cell(one) for one in children(row, "tc")] for row in children(table, "tr")])


def _cell(cell: Element) -> Cell:
    inner = child(cell, "subList")
    lines = [] if inner is None else list(_lines(inner))
    span = child(cell, "cellSpan")
    if span is None:
        return Cell("\n".join(lines))
    return Cell(
        "\n".join(lines),
        number(attribute(span, "colSpan"), 1),
        number(attribute(span, "rowSpan"), 1),
    )


def _lines(parent: Element) -> Iterator[str]:
    """The text of all paragraphs in a cell, those of tables inside it included."""
    for paragraph in parent.iter("{*}p"):
        pieces: list[str] = []
        _take(paragraph, pieces, [])
        yield "".join(pieces)
