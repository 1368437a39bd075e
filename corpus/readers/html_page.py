"""HTML pages, and the chapters and mails that are made of HTML.

A page may have many thousands of elements. So those that are blocks of text are only marked, and
the text of the whole page is taken at once and cut at the marks.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from corpus.draft import Cell, Draft
from corpus.readers.xml import Element, number
from corpus.reasons import DAMAGED, UnreadableError
from corpus.text import decode, one_line

_SKIPPED = tuple(
    "script style noscript template svg math canvas iframe object select button nav".split()
)
_BLOCKS = tuple(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form header hr html legend li main ol p section summary table td th "
    "tr ul".split()
)
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_IN_TABLES = frozenset("caption col colgroup form tbody tfoot thead tr".split())
# An item with such a child is no line.
_IN_ITEMS = frozenset("div ol p table ul".split())
_FLAT = frozenset([*_BLOCKS, *_HEADINGS, "pre", "br"])
_TAG = re.compile(r"</?([a-z][a-z0-9]*)[^>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_FRAME = frozenset("html head title body".split())
_HIDDEN = etree.XPath("descendant::*[@hidden]")
# No text has these characters. What kind of block begins stands behind a border, in one letter.
_BORDER, _BREAK = "\ufdd0", "\ufdd1"
_PARAGRAPH, _VERBATIM, _ITEM, _TABLE = "PVLT"
# Codes that lxml takes in no text become spaces.
_CODES = bytes(32 if code < 32 and code not in b"\t\n\r" else code for code in range(256))
_NUMBERED = {
    **dict(enumerate(_CODES[:32])),
    **dict.fromkeys(map(ord, "\ufdd0\ufdd1\ufffe\uffff"), 32),
}


def read(path: Path, draft: Draft) -> None:
    """Add the headings, paragraphs, lists and tables of a page."""
    add_html(decode(path.read_bytes()), draft)


def add_html(text: str, draft: Draft) -> None:
    """Add a page given as text; its title becomes that of the draft if that has none."""
    page = _parsed(text)
    if "&#" in text:
        _drop_codes(page)
    title = page.find(".//title")
    if title is not None and title.text and not draft.title:
        draft.title = title.text
    body = page.find("body")
    _add_body(page if body is None else body, draft)


def _parsed(text: str, flat: bool = False) -> Element:
    """The root of a page; one nested too deeply for the parser keeps its paragraphs only."""
    for mark in (_BORDER, _BREAK, "\ufffe", "\uffff"):
        text = text.replace(mark, "")
    # The declaration of an encoding would be refused in text that is decoded already.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        page = etree.fromstring(text.encode("utf-8", "replace").translate(_CODES), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(DAMAGED) from error
    if page is None:
        raise UnreadableError(DAMAGED)
    # The parser stops at such a depth, and what follows would be lost without a word.
    stopped = any(one.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for one in parser.error_log)
    if stopped and not flat:
        return _parsed(_TAG.sub(_flat_tag, _UNSEEN.sub("", text)), flat=True)
    return page


def _flat_tag(tag: re.Match[str]) -> str:
    """A tag as it may stand in a page without depth: only the beginnings of blocks do."""
    name = tag[1].lower()
    return tag[0] if name in _FRAME else "<p>" * (name in _FLAT)


def _drop_codes(page: Element) -> None:
    """Make spaces of what is no letter but is given by its number."""
    for one in page.iter():
        if one.text and not one.text.isprintable():
            one.text = one.text.translate(_NUMBERED)
        if one.tail and not one.tail.isprintable():
            one.tail = one.tail.translate(_NUMBERED)


def _add_body(body: Element, draft: Draft) -> None:
    for one in _HIDDEN(body):
        one.tag = "script"
    etree.strip_elements(body, *_SKIPPED, with_tail=False)
    tables = _set_apart(body)
    _mark_blocks(body)
    whole = etree.tostring(body, method="text", encoding="unicode", with_tail=False)
    for block in whole.split(_BORDER):
        kind, text = block[:1], block[1:]
        if not text or text.isspace():
            continue
        if kind == _PARAGRAPH:  # line ends in the source are spaces to a reader
            draft.paragraph("\n".join(filter(None, map(one_line, text.split(_BREAK)))))
        elif kind == _VERBATIM:
            draft.paragraph(text)
        elif kind == _ITEM:
            draft.line(f"- {text}")
        elif kind == _TABLE:
            _add_table(tables[int(text)], draft)
        else:
            draft.heading(int(kind), text)


def _set_apart(body: Element) -> list[Element]:
    """Take the tables out of a page and leave marks; some only lay out the page."""
    tables = [table for table in body.iter("table") if _has_rows_only(table)]
    for place, table in enumerate(tables):
        mark = etree.Element("table")
        mark.tail, table.tail = table.tail, None
        table.getparent().replace(table, mark)
        _mark(mark, _TABLE, f"{place}")
    return tables


def _has_rows_only(table: Element) -> bool:
    return not _has_tables(table) and all(one.tag in _IN_TABLES for one in table)


def _has_tables(element: Element) -> bool:
    return next(element.iterdescendants("table"), None) is not None


def _mark_blocks(body: Element) -> None:
    for one in list(body.iter("pre")):
        _flatten(one, _VERBATIM, "".join(one.itertext()))
    for one in list(body.iter(*_HEADINGS)):
        _flatten(one, one.tag[1], _inline_text(one))
    for one in list(body.iter(*_BLOCKS)):
        if one.tag == "li" and not any(inner.tag in _IN_ITEMS for inner in one):
            _flatten(one, _ITEM, _inline_text(one))
        else:
            _mark(one, _PARAGRAPH, one.text)
    for one in body.iter("br"):
        one.tail = _BREAK + (one.tail or "")


def _flatten(element: Element, kind: str, text: str) -> None:
    """Make an element a block of text; one with tables in it is a block with blocks in it."""
    if _has_tables(element):
        _mark(element, _PARAGRAPH, element.text)
    else:
        del element[:]
        _mark(element, kind, text)


def _mark(element: Element, kind: str, text: str | None) -> None:
    element.text = f"{_BORDER}{kind}{text or ''}"
    element.tail = f"{_BORDER}{_PARAGRAPH}{element.tail or ''}"


def _add_table(table: Element, draft: Draft) -> None:
    for caption in table.iterchildren("caption"):
        draft.paragraph(_inline_text(caption))
    draft.table([list(_cells(row)) for row in table.iter("tr")])


def _cells(row: Element) -> Iterator[Cell]:
    for cell in row.iter("td", "th"):  # a form may stand between
        yield Cell(
            _inline_text(cell),
            number(cell.get("colspan", ""), 1),
            number(cell.get("rowspan", ""), 1),
        )


def _inline_text(element: Element) -> str:
    """All text of an element in one line; what stands in blocks of its own is kept apart."""
    if not len(element):
        return one_line(element.text or "")
    pieces: list[str] = []
    for one in element.iter():
        if one.tag in _FLAT:
            pieces.append(" ")
        pieces.append(one.text or "")
        if one is not element:
            pieces.append(one.tail or "")
    return one_line("".join(pieces))
