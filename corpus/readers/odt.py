"""OpenDocument texts (.odt) and presentations (.odp)."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from corpus.draft import Cell, Draft
from corpus.readers.pictures import add_pictures, packed_pictures
from corpus.readers.xml import Element, Package, attribute, child, children, name_of, number
from corpus.reasons import DAMAGED, PASSWORD, UnreadableError

_MANIFEST = "META-INF/manifest.xml"
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
_SKIPPED = frozenset(["tracked-changes", "sequence-decls", "forms"])
# What stands in a paragraph and is no part of its sentences: notes, text boxes, comments.
_APART = frozenset(["note", "frame", "custom-shape", "annotation"])


def read(path: Path, draft: Draft) -> None:
    """Add headings, paragraphs, lists, tables, notes and text boxes; each slide is a page."""
    with closing(Package(path)) as package:
        if _MANIFEST in package.names and b"encryption-data" in package.data(_MANIFEST):
            raise UnreadableError(PASSWORD)
        body = child(package.xml("content.xml"), "body")
        if body is None:
            raise UnreadableError(DAMAGED)
        for content in children(body, "text"):
            _add_blocks(content, draft)
        for content in children(body, "presentation"):
            for page, slide in enumerate(children(content, "page"), 1):
                draft.place(f"슬라이드 {page}", page)
                _add_blocks(slide, draft)
        add_pictures(packed_pictures(package, "Pictures/"), draft)


def _add_blocks(parent: Iterable[Element], draft: Draft) -> None:
    for block in parent:
        name = name_of(block)
        if name in ("h", "p", "list-item"):
            draft.alive()
            _add_paragraph(block, name, draft)
        elif name == "table":
            draft.table([[_cell(c) for c in children(r, "table-cell")] for r in _rows(block)])
        elif name and name not in _SKIPPED:
            _add_blocks(block, draft)


def _add_paragraph(block: Element, name: str, draft: Draft) -> None:
    """Add a heading, a paragraph or an item, and what is anchored in it."""
    apart: list[Element] = []
    parts = children(block, "p", "h") if name == "list-item" else [block]
    text = " ".join("".join(_texts(one, apart)) for one in parts)
    if name == "h":
        draft.heading(number(attribute(block, "outline-level"), 1), text)
    elif name == "p":
        draft.paragraph(text)
    else:
        draft.line(f"- {text}" if text.strip() else "")
        _add_blocks([one for one in block if name_of(one) not in ("p", "h")], draft)
    _add_blocks(apart, draft)


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if name_of(one) == "table-row":
            yield one
        elif name_of(one) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(one)


def _cell(cell: Element) -> Cell:
    text = "\n".join("".join(_texts(one, [])) for one in cell.iter("{*}p", "{*}h"))
    return Cell(
        text,
        number(attribute(cell, "number-columns-spanned"), 1),
        number(attribute(cell, "number-rows-spanned"), 1),
    )


def _texts(element: Element, apart: list[Element]) -> Iterator[str]:
    """The text of a paragraph; notes, boxes and comments in it are put into `apart`."""
    yield element.text or ""
    for one in element:
        name = name_of(one)
        if name in _SPACES:
            yield _SPACES[name]
        elif name in _APART:
            apart.append(one)
        elif name not in _SKIPPED:
            yield from _texts(one, apart)
        yield one.tail or ""
