"""Word documents (.docx)."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from corpus.draft import Cell, Draft
from corpus.readers.chart import add_chart
from corpus.readers.html_page import add_html
from corpus.readers.pictures import add_pictures, packed_pictures
from corpus.readers.xml import Element, Package, attribute, child, children, name_of, number
from corpus.reasons import DAMAGED, PART, UnreadableError
from corpus.text import decode, raised

_HEADING = re.compile(r"(?:heading|제목)\s*(\d)", re.IGNORECASE)
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
# `Fallback` repeats in an older form what `Choice` holds; deleted text is no text.
_SKIPPED = frozenset(["Fallback", "del", "moveFrom", "instrText", "delText", "pPr", "rPr"])
_WRAPPERS = frozenset(
    "sdt sdtContent smartTag customXml ins moveTo AlternateContent Choice".split()
)


def read(path: Path, draft: Draft) -> None:
    """Add paragraphs, headings, tables, text boxes and notes; headers and footers are left out."""
    with closing(Package(path)) as package:
        main = package.main_part("word/document.xml")
        relations = list(package.relations(main).values())
        related = dict(relations)
        levels = _heading_levels(package, related.get("styles", ""))
        body = child(package.xml(main), "body")
        if body is None:
            raise UnreadableError(DAMAGED)
        _add_blocks(body, draft, levels)
        for kind in ("footnotes", "endnotes", "comments"):
            if related.get(kind) in package.names:
                for note in package.xml(related[kind]):
                    _add_blocks(note, draft, levels)
        for kind, name in relations:
            if name in package.names:
                _add_part(package, kind, name, draft)
        add_pictures(packed_pictures(package, "word/media/"), draft)


def _add_part(package: Package, kind: str, name: str, draft: Draft) -> None:
    """Add a chart, a diagram, or a page of HTML that is shown in the document."""
    if kind == "chart":
        add_chart(package.xml(name), draft)
    elif kind == "diagramData":
        for paragraph in package.xml(name).iter("{*}p"):
            draft.paragraph("".join(one.text or "" for one in paragraph.iter("{*}t")))
    elif kind == "aFChunk":
        if name.lower().endswith((".htm", ".html", ".xhtml")):
            add_html(decode(package.data(name)), draft)
        else:
            draft.problem(PART)


def _heading_levels(package: Package, name: str) -> dict[str, int]:
    """The level of each style that is a heading by its name or its outline level."""
    if name not in package.names:
        return {}
    levels = {}
    for style in children(package.xml(name), "style"):
        called = child(style, "name")
        outline = child(style, "pPr", "outlineLvl")
        match = _HEADING.fullmatch(attribute(called, "val")) if called is not None else None
        if match:
            levels[attribute(style, "styleId")] = int(match[1])
        elif outline is not None and number(attribute(outline, "val"), 9) < 9:
            levels[attribute(style, "styleId")] = int(attribute(outline, "val")) + 1
    return levels


def _add_blocks(parent: Element, draft: Draft, levels: dict[str, int]) -> None:
    for block in parent:
        name = name_of(block)
        if name == "p":
            _add_paragraph(block, draft, levels)
        elif name == "tbl":
            draft.table(_rows(block))
        elif name in _WRAPPERS:
            _add_blocks(block, draft, levels)


def _add_paragraph(paragraph: Element, draft: Draft, levels: dict[str, int]) -> None:
    draft.alive()
    boxes: list[Element] = []
    text = "".join(_texts(paragraph, boxes))
    style = child(paragraph, "pPr", "pStyle")
    level = levels.get(attribute(style, "val")) if style is not None else None
    if level:
        draft.heading(level, text)
    elif child(paragraph, "pPr", "numPr") is not None:
        draft.line(f"- {text}" if text.strip() else "")
    else:
        draft.paragraph(text)
    for box in boxes:
        _add_blocks(box, draft, levels)


def _texts(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The text of a paragraph; text boxes anchored in it are put into `boxes`."""
    for one in element:
        name = name_of(one)
        if name == "t":
            yield one.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name == "txbxContent":
            boxes.append(one)
        elif name == "r" and _is_raised(one):
            yield raised("".join(_texts(one, boxes)))
        elif name == "f" and (fraction := _fraction(one, boxes)):
            yield fraction
        elif name not in _SKIPPED:
            yield from _texts(one, boxes)


def _is_raised(run: Element) -> bool:
    raised_by = child(run, "rPr", "vertAlign")
    return raised_by is not None and attribute(raised_by, "val") == "superscript"


def _fraction(equation: Element, boxes: list[Element]) -> str:
    """A fraction of an equation on one line: '1/20'; '' for what is none."""
    parts = [child(equation, name) for name in ("num", "den")]
    texts = ["".join(_texts(part, boxes)) for part in parts if part is not None]
    return "/".join(texts) if len(texts) == 2 else ""


def _rows(table: Element) -> list[list[Cell]]:
    """The rows of a table; of cells merged downwards only the first is there."""
    rows: list[list[Cell]] = []
    begun: dict[int, tuple[int, int]] = {}
    for row in _within(table, "tr"):
        line: list[Cell] = []
        column = 0
        for one in _within(row, "tc"):
            cell, merge = _cell(one), child(one, "tcPr", "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and column in begun:
                above, place = begun[column]
                first = rows[above][place]
                rows[above][place] = replace(first, rows=first.rows + 1)
            else:
                begun[column] = len(rows), len(line)
                line.append(cell)
            column += cell.columns
        rows.append(line)
    return rows


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for one in parent:
        if name_of(one) == name:
            yield one
        elif name_of(one) in _WRAPPERS:
            yield from _within(one, name)


def _cell(cell: Element) -> Cell:
    texts = ("".join(_texts(paragraph, [])) for paragraph in cell.iter("{*}p"))
    span = child(cell, "tcPr", "gridSpan")
    columns = number(attribute(span, "val"), 1) if span is not None else 1
    return Cell("\n".join(texts), columns)
