"""OpenDocument texts (.odt)."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from corpus.draft import Cell, Draft
from corpus.readers.xml import Element, Package, attribute, child, children, name_of, number
from corpus.reasons import DAMAGED, PASSWORD, UnreadableError

_MANIFEST = "META-INF/manifest.xml"
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
_SKIPPED = frozenset(["annotation", "tracked-changes", "sequence-decls", "forms"])


def read(path: Path, draft: Draft) -> None:
    """Add headings, paragraphs, lists and tables."""
    with closing(Package(path)) as package:
        if _MANIFEST in package.names and b"encryption-data" in package.data(_MANIFEST):
            raise UnreadableError(PASSWORD)
        body = child(package.xml("content.xml"), "body", "text")
        if body is None:
            raise UnreadableError(DAMAGED)
        _add_blocks(body, draft)


def _add_blocks(parent: Element, draft: Draft) -> None:
    for block in parent:
        name = name_of(block)
        if name == "h":
            draft.heading(number(attribute(block, "outline-level"), 1), "".join(_texts(block)))
        elif name == "p":
            draft.paragraph("".join(_texts(block)))
        elif name == "list-item":
            text = " ".join("".join(_texts(one)) for one in children(block, "p", "h"))
            draft.line(f"- {text}" if text.strip() else "")
            _add_blocks([one for one in block if name_of(one) == "list"], draft)
        elif name == "table":
            draft.table([[_cell(c) for c in children(r, "table-cell")] for r in _rows(block)])
        elif name and name not in _SKIPPED:
            _add_blocks(block, draft)


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if name_of(one) == "table-row":
            yield one
        elif name_of(one) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(one)


def _cell(cell: Element) -> Cell:
    text = "\n".join("".join(_texts(one)) for one in cell.iter("{*}p", "{*}h"))
    return Cell(
        text,
        number(attribute(cell, "number-columns-spanned"), 1),
        number(attribute(cell, "number-rows-spanned"), 1),
    )


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for one in element:
        name = name_of(one)
        if name in _SPACES:
            yield _SPACES[name]
        elif name not in _SKIPPED:
            yield from _texts(one)
        yield one.tail or ""
