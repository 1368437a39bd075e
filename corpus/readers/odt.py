"""OpenDocument texts (.odt) and presentations (.odp)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from corpus.draft import Cell, Draft
from corpus.readers.edges import add_edges
from corpus.readers.numbering import BULLET
from corpus.readers.odt_lists import Lists, Within
from corpus.readers.pictures import add_pictures, packed_pictures
from corpus.readers.xml import (
    Element,
    Package,
    attribute,
    cells_of,
    child,
    children,
    name_of,
    number,
    raise_letters,
)
from corpus.reasons import DAMAGED, PASSWORD, UnreadableError
from corpus.text import glossed

# What holds rows of a table, besides the table.
ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")
_MANIFEST = "META-INF/manifest.xml"
SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
_SKIPPED = frozenset(["tracked-changes", "sequence-decls", "forms"])
# More are the empty rest of a sheet.
_MOST_COLUMNS = 100
# What stands in a paragraph and is no part of its sentences: notes, text boxes, comments.
_APART = frozenset(["note", "frame", "custom-shape", "annotation"])
_STYLES = "styles.xml"
_EDGES = tuple(
    f"{{*}}{edge}{page}" for edge in ("header", "footer") for page in ("", "-first", "-left")
)
# 'super 58%', '33% 58%': how far above the line.
_ABOVE = re.compile(r"super|[1-9]")


def read(path: Path, draft: Draft) -> None:
    """Add headings, paragraphs, lists, tables, notes and text boxes; each slide is a page.

    Of what stands on every page only what tells something is added, at the end.
    """
    with closing(Package(path)) as package:
        refuse_locked(package)
        whole = package.xml("content.xml")
        body = child(whole, "body")
        if body is None:
            raise UnreadableError(DAMAGED)
        parts = [whole, *(package.xml(name) for name in (_STYLES,) if name in package.names)]
        _raise_marks(parts)
        lists = Lists(package, whole)
        for content in children(body, "text"):
            _add_blocks(content, draft, lists)
        for content in children(body, "presentation"):
            for page, slide in enumerate(children(content, "page"), 1):
                draft.place(f"슬라이드 {page}", page)
                _add_blocks(slide, draft, lists)
        edges = (edge for part in parts for edge in part.iter(*_EDGES))
        lines = ("".join(_texts(one, [])) for edge in edges for one in edge.iter("{*}p", "{*}h"))
        add_edges(lines, draft)
        add_pictures(packed_pictures(package, "Pictures/"), draft)


def _raise_marks(parts: Sequence[Element]) -> None:
    """Raise the figures that stand above the line: the mark of a note is no part of a number."""
    raised = {
        attribute(style, "name")
        for part in parts
        for style in part.iter("{*}style")
        for letters in children(style, "text-properties")
        if _ABOVE.match(attribute(letters, "text-position"))
    }
    for span in chain.from_iterable(part.iter("{*}span") for part in parts if raised):
        if attribute(span, "style-name") in raised:
            raise_letters(span)


def refuse_locked(package: Package) -> None:
    """Raise UnreadableError for a document with a password."""
    if _MANIFEST in package.names and b"encryption-data" in package.data(_MANIFEST):
        raise UnreadableError(PASSWORD)


def _add_blocks(
    parent: Iterable[Element], draft: Draft, lists: Lists, within: Within | None = None
) -> None:
    for block in parent:
        name = name_of(block)
        if name in ("h", "p"):
            _add_paragraph(block, draft, lists)
        elif name == "list":
            _add_blocks(block, draft, lists, lists.begin(block, within))
        elif name == "list-item" and within is not None:
            _add_item(block, draft, lists, within)
        elif name == "table":
            _add_table(block, draft, lists)
        elif name and name not in _SKIPPED:
            _add_blocks(block, draft, lists, within)


def _add_paragraph(block: Element, draft: Draft, lists: Lists, label: str | None = None) -> None:
    """Add a heading, or a paragraph with what stands before it, and what is anchored in it."""
    draft.alive()
    apart: list[Element] = []
    text = "".join(_texts(block, apart))
    if name_of(block) == "h":
        label = lists.heading_label(block) if label is None else label.removeprefix(BULLET)
        level = number(attribute(block, "outline-level"), 1)
        draft.heading(level, label + text if text.strip() else "")
    else:
        draft.item(label or "", text)
    _add_blocks(apart, draft, lists)


def _add_item(item: Element, draft: Draft, lists: Lists, within: Within) -> None:
    """Add an item of a list; its number stands before the first of its paragraphs."""
    label = lists.label(item, within)
    for block in item:
        if name_of(block) in ("h", "p"):
            _add_paragraph(block, draft, lists, label)
            label = ""
        else:
            _add_blocks([block], draft, lists, within)


def _add_table(table: Element, draft: Draft, lists: Lists) -> None:
    """Add a table, and after it what stands apart in its cells, like tables in them."""
    rows = [list(_cells(row)) for row in _rows(table)]
    if len(rows) == 1 and len(rows[0]) == 1:  # a frame
        _add_blocks(rows[0][0], draft, lists)
        return
    lines, apart = cells_of(rows, lambda cell, inside: _cell(cell, lists, inside))
    draft.table(lines)
    for label, one in apart:  # a table in a cell keeps the name of its row
        draft.paragraph(label if name_of(one) == "table" else "")
        _add_blocks([one], draft, lists)


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if name_of(one) == "table-row":
            yield one
        elif name_of(one) in ROW_GROUPS:
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, one that stands for several as often as it does."""
    for cell in children(row, "table-cell"):
        count = number(attribute(cell, "number-columns-repeated"), 1)
        yield from [cell] * (count if count <= _MOST_COLUMNS else 1)


def _cell(cell: Element, lists: Lists, apart: list[Element]) -> Cell:
    return Cell(
        "\n".join(_lines(cell, lists, apart)),
        number(attribute(cell, "number-columns-spanned"), 1),
        number(attribute(cell, "number-rows-spanned"), 1),
    )


def _lines(
    parent: Element, lists: Lists, apart: list[Element], within: Within | None = None
) -> Iterator[str]:
    """The paragraphs and items of a cell; tables in it are put into `apart`."""
    label = ""
    if name_of(parent) == "list":
        within = lists.begin(parent, within)
    elif name_of(parent) == "list-item" and within is not None:
        label = lists.label(parent, within).removeprefix(BULLET)
    for block in parent:
        if name_of(block) in ("h", "p"):
            yield label + "".join(_texts(block, apart))
            label = ""
        elif name_of(block) in _APART or name_of(block) == "table":
            apart.append(block)
        elif name_of(block):
            yield from _lines(block, lists, apart, within)


def _texts(element: Element, apart: list[Element]) -> Iterator[str]:
    """The text of a paragraph; notes, boxes and comments in it are put into `apart`."""
    yield element.text or ""
    for one in element:
        name = name_of(one)
        if name in SPACES:
            yield SPACES[name]
        elif name in _APART:
            apart.append(one)
        elif name == "ruby":
            parts = (child(one, part) for part in ("ruby-base", "ruby-text"))
            yield glossed(*("" if part is None else "".join(_texts(part, apart)) for part in parts))
        elif name not in _SKIPPED:
            yield from _texts(one, apart)
        yield one.tail or ""
