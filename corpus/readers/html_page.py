"""HTML pages, and the chapters and mails that are made of HTML."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from corpus.draft import Cell, Draft
from corpus.readers.xml import Element, name_of, number
from corpus.reasons import DAMAGED, UnreadableError
from corpus.text import decode

_SKIPPED = frozenset(
    "script style noscript template svg math canvas iframe object select button nav".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form header hr html legend li main ol p pre section summary "
    "ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read(path: Path, draft: Draft) -> None:
    """Add the headings, paragraphs, lists and tables of a page."""
    add_html(decode(path.read_bytes()), draft)


def add_html(text: str, draft: Draft) -> None:
    """Add a page given as text; its title becomes that of the draft if that has none."""
    # The declaration of an encoding would be refused in text that is decoded already.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError(DAMAGED) from error
    title = page.find(".//title")
    if title is not None and title.text and not draft.title:
        draft.title = title.text
    body = page.find("body")
    _Writer(draft).add(page if body is None else body)


class _Writer:
    """Collects inline text until a block begins or ends."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._inline: list[str] = []

    def add(self, element: Element) -> None:
        self._walk(element)
        self._flush()

    def _walk(self, element: Element) -> None:
        name = name_of(element).lower()
        if name in _SKIPPED or element.get("hidden") is not None:
            return
        if name in _HEADINGS:
            self._flush()
            self._draft.heading(_HEADINGS[name], _inline_text(element))
        elif name == "table":
            self._flush()
            self._add_table(element)
        elif name == "br":
            self._inline.append("\n")
        elif name == "li" and not any(name_of(one) in ("ul", "ol", "p", "div") for one in element):
            self._flush()
            text = _inline_text(element)
            self._draft.line(f"- {text}" if text else "")
        else:
            self._walk_inside(element, name in _BLOCKS)

    def _walk_inside(self, element: Element, block: bool) -> None:
        if block:
            self._flush()
        if name_of(element) == "pre":
            self._draft.paragraph("".join(element.itertext()))
            return
        if block and not len(element):
            self._draft.paragraph(" ".join((element.text or "").split()))
            return
        self._take(element.text)
        for one in element:
            if isinstance(one.tag, str):
                self._walk(one)
            self._take(one.tail)
        if block:
            self._flush()

    def _take(self, text: str | None) -> None:
        if text:
            # Line ends in the source are spaces to a reader.
            self._inline.append(text.replace("\n", " "))

    def _flush(self) -> None:
        if not self._inline:
            return
        lines = "".join(self._inline).split("\n")
        self._inline.clear()
        self._draft.paragraph("\n".join(filter(None, (" ".join(line.split()) for line in lines))))

    def _add_table(self, table: Element) -> None:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        inner = any(True for _ in table.iter("table") if _ is not table)
        for caption in table.iterchildren("caption"):
            self._draft.paragraph(_inline_text(caption))
        if inner:  # a table that lays out the page
            for row in rows:
                for cell in row.iterchildren("td", "th"):
                    self._walk_inside(cell, block=True)
            return
        self._draft.table([list(_cells(row)) for row in rows])


def _cells(row: Element) -> Iterator[Cell]:
    for cell in row.iterchildren("td", "th"):
        yield Cell(
            _inline_text(cell),
            number(cell.get("colspan", ""), 1),
            number(cell.get("rowspan", ""), 1),
        )


def _inline_text(element: Element) -> str:
    """All text of an element in one line; what stands in blocks of its own is kept apart."""
    pieces: list[str] = []
    for one in element.iter():
        name = name_of(one)
        if name in _SKIPPED or not name:
            continue
        if name in _BLOCKS or name == "br":
            pieces.append(" ")
        pieces.append(one.text or "")
        if one is not element:
            pieces.append(one.tail or "")
    return " ".join("".join(pieces).split())
