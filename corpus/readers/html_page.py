"""HTML pages, and the chapters and mails that are made of HTML."""

import re
from pathlib import Path

from lxml import etree

from corpus.document import tuples_of
from corpus.draft import Cell, Draft
from corpus.labels import is_label
from corpus.readers.html_tables import has_tables, letters_of, part_tables
from corpus.readers.numbering import BULLET, numeral
from corpus.readers.xml import Element, number, raise_letters
from corpus.reasons import DAMAGED, UnreadableError
from corpus.symbols import EMPTY_BOX, TICKED
from corpus.text import decode, glossed, has_sentence, one_line, one_line_each, says_much

_SKIPPED = tuple(
    "script style noscript template svg math canvas iframe object nav del s strike".split()
)
# What is named so is taken out of the page as well.
_DROPPED = "script"
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_SERIES = {"a": "letter", "A": "LETTER", "i": "roman", "I": "ROMAN"}
# What stands on lines of its own.
_FLAT = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form header hr html legend li main ol p pre section summary table td "
    "th tr ul".split()
).union(_HEADINGS)
_IN_TABLES = frozenset("caption col colgroup form tbody tfoot thead tr".split())
# What an item may hold that is more than a line.
_IN_ITEMS = ("div", "ol", "p", "ul")
_TAG = re.compile(r"</?([a-z][a-z0-9]*)[^>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_FRAME = frozenset("html head title body".split())
# By their attributes: to look at every element takes ten times as long.
_HIDDEN = etree.XPath(
    "descendant::*/@*[name() = 'hidden' or (name() = 'style' and "
    "contains(translate(., ' ', ''), 'display:none'))]/.."
)
_MERGED = etree.XPath("boolean(.//@colspan | .//@rowspan)")
_CONTROLLED = etree.XPath("descendant::*/@aria-controls")
# What a button is the name of, and what tells that it shows something.
_NAMED = (*_HEADINGS, "dt", "summary", "th")
_SHOWING = ("aria-controls", "aria-expanded")
# 'Q.' may stand beside the question; beside a heading of its own a button does something.
_LONGEST_MARK = 3
_TYPED = frozenset("text email tel number date time url search month week".split())
_FIELDS = ("input", "select")
_APART = ("pre", "table", *_HEADINGS)
_BORDERS = _FLAT - {"br"}
# Blocks that are more than the text in them, and those that are not.
_SPECIAL = frozenset(["li", *_APART])
_PLAIN = _BORDERS - _SPECIAL
# Parsed text never has this character.
_BREAK = "\0"
# It would refuse the declaration of an encoding in text that is decoded already.
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
# Codes that lxml takes in no text become spaces.
_CODES = bytes(32 if code < 32 and code not in b"\t\n\r" else code for code in range(256))
_NUMBERED = {
    **dict(enumerate(_CODES[:32])),
    **dict.fromkeys(map(ord, "\ufffe\uffff"), 32),
}


def read(path: Path, draft: Draft) -> None:
    """Add the headings, paragraphs, lists and tables of a page."""
    add_html(decode(path.read_bytes()), draft)


def add_html(text: str, draft: Draft) -> None:
    """Add a page given as text; its title becomes that of the draft if that has none."""
    page = _parsed(text)
    if "&" in text and "&#" in text:  # one character is found ten times as fast as two
        _drop_codes(page)
    for one in [*page.iter("sup")]:
        raise_letters(one)
    title = page.find(".//title")
    if title is not None and title.text and not draft.title:
        draft.title = title.text
    body = page.find("body")
    _add_body(page if body is None else body, draft)


def _parsed(text: str, flat: bool = False) -> Element:
    """The root of a page; one nested too deeply for the parser keeps its paragraphs only."""
    for code in "\ufffe\uffff":
        if code in text:  # which takes no time, unlike to replace nothing
            text = text.replace(code, "")
    try:
        page = etree.fromstring(text.encode("utf-8", "replace").translate(_CODES), _PARSER)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(DAMAGED) from error
    if page is None:
        raise UnreadableError(DAMAGED)
    # The parser stops at such a depth, and what follows would be lost without a word.
    stopped = any(one.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for one in _PARSER.error_log)
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
    etree.strip_elements(body, *_SKIPPED, with_tail=False)
    _drop_hidden(body)
    for one in list(body.iter("button")):
        one.tag = "div" if _is_name(one) else _DROPPED
    for one in list(body.iter(*_FIELDS)):
        _show_field(one)
    for one in list(body.iter("img")):
        # What describes a picture is then what stands on it, as on a poster.
        if says_much(one.get("alt", "")):
            one.tag, one.text = "p", one.get("alt")
    for one in list(body.iter("ruby")):
        _show_readings(one)
    for one in list(body.iter("dt")):
        _join_value(one)
    etree.strip_elements(body, _DROPPED, with_tail=False)
    part_tables(body)
    block = _Block(draft)
    block.add(body.text)
    _walk(body, block)
    block.end()


def _drop_hidden(body: Element) -> None:
    """Mark what is hidden and no click shows.

    A sentence in it is for people: the answer to a question that they click on, not a template.
    """
    hidden = _HIDDEN(body)
    named = any(one.get("id") for one in hidden)
    shown = {name for names in _CONTROLLED(body) for name in names.split()} if named else ()
    for one in hidden:
        if one.get("id") not in shown and not has_sentence(" ".join(one.itertext())):
            one.tag = _DROPPED


def _is_name(button: Element) -> bool:
    """Whether a button tells what stands below it, like the questions of a list of them."""
    holder = next(button.iterancestors(*_NAMED), None)
    if holder is None:
        return any(name in button.attrib for name in _SHOWING)
    return letters_of(holder) - letters_of(button) <= _LONGEST_MARK


def _walk(body: Element, block: "_Block") -> None:
    """Add all blocks in an element: pages are nested deeper than functions may call each other."""
    parents = [(body, iter(body))]
    while parents:
        parent, children = parents[-1]
        for one in children:
            tag = one.tag
            if tag in _PLAIN and not len(one):  # as most paragraphs are
                block.add_whole(one.text or "")
                block.add(one.tail)
                continue
            if _begin(one, tag, block):
                parents.append((one, iter(one)))
                break
            _leave(one, block)
        else:
            parents.pop()
            if parents:
                _leave(parent, block)


def _leave(element: Element, block: "_Block") -> None:
    """End the block that an element is, and go on with what stands behind it."""
    tag = element.tag
    if tag in _BORDERS:
        block.end()
        if tag == "li":
            block.is_item = False
    block.add(element.tail)


def _show_readings(ruby: Element) -> None:
    """Make text of a word and of how it is read, which may stand above each of its letters."""
    for one in ruby.iter("rp"):  # brackets, for what shows them in one line
        one.text = None
    readings = [one for one in ruby.iter("rt") if one.getparent().tag != "rt"]  # an open one
    reading = "".join(map(_inline_text, readings))
    etree.strip_elements(ruby, "rt", with_tail=False)
    ruby.text = glossed(_inline_text(ruby), reading)
    del ruby[:]


def _join_value(term: Element) -> None:
    """Make a line of a label and the value that alone stands beside it: "문의: 총무팀"."""
    value = term.getnext()
    if value is None or value.tag != "dd" or not is_label(label := _inline_text(term)):
        return
    after = value.getnext()
    alone = after is None or after.tag != "dd"
    plain = next(value.iterdescendants(*_BORDERS), None) is None
    if alone and plain and label[-1:].isalnum() and (said := _inline_text(value)):
        term.tag, term.text = "p", f"{label}: {said}"
        del term[:]
        value.tag = _DROPPED


def _show_field(field: Element) -> None:
    """Make text of what a field of a form holds: what was typed, chosen or ticked."""
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        said = ", ".join(_inline_text(one) for one in chosen)
        del field[:]
    elif field.get("type", "text").lower() in ("checkbox", "radio"):
        said = TICKED if field.get("checked") is not None else EMPTY_BOX
    elif field.get("type", "text").lower() in _TYPED:
        said = field.get("value", "")
    else:
        said = ""
    field.tag, field.text = "span", f" {said} " if said else ""


class _Block:
    """The block of text that is being read: of which kind, and the pieces that it has so far."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.is_item = False
        self.label = BULLET
        self.counts: dict[Element, int] = {}  # of the ordered lists so far
        self.pieces: list[str] = []

    def add(self, text: str | None) -> None:
        """Add text; white space before any other is none."""
        if text and (self.pieces or not text.isspace()):
            self.pieces.append(text)

    def add_whole(self, text: str) -> None:
        """Add a block that is nothing but text, without a look at pieces."""
        self.end()
        if self.is_item:
            self.add(text)
            self.end()
        else:
            self.draft.clean_paragraph(one_line(text))

    def end(self) -> None:
        """Add it, if it has text; what comes next is a paragraph then."""
        if not self.pieces:
            return
        text = "".join(self.pieces)
        self.pieces.clear()
        # Line ends in the source are spaces to a reader.
        if _BREAK in text:
            line = "\n".join(filter(None, map(one_line, text.split(_BREAK))))
        else:
            line = one_line(text)
        if not self.is_item:
            self.draft.clean_paragraph(line)
        elif line:
            self.draft.line(self.label + line)
        self.is_item = False


def _begin(element: Element, tag: str, block: _Block) -> bool:
    """Begin an element, and its block if it is one; whether to go on with what is in it."""
    if tag in _SPECIAL:
        block.end()
        if _is_whole(element, tag, block):
            return False
    elif tag in _PLAIN:
        block.end()
    elif tag == "br":
        block.pieces.append(_BREAK)
    block.add(element.text)
    return len(element) > 0


def _is_whole(element: Element, tag: str, block: _Block) -> bool:
    """Begin a block that is more than its text; whether all that is in it was added."""
    if tag == "table" and _has_rows_only(element):
        _add_table(element, block.draft)
    elif tag in _HEADINGS and not has_tables(element):
        block.draft.heading(int(tag[1]), _inline_text(element))
    elif tag == "pre" and not has_tables(element):
        for one in element.iter("br"):
            one.text = "\n"
        block.draft.paragraph("".join(element.itertext()))
    elif tag == "li":
        block.is_item, block.label = True, _label(element, block.counts)
        if len(element) and next(element.iterdescendants(*_APART, *_IN_ITEMS), None) is not None:
            return False
        block.pieces.append(_inline_text(element))
    else:
        return False
    return True


def _label(item: Element, counts: dict[Element, int]) -> str:
    """What stands before an item of a list: its number in an ordered one, else a dash."""
    ordered = item.getparent()
    if ordered is None or ordered.tag != "ol":
        return BULLET
    count = counts.get(ordered, number(ordered.get("start", ""), 1) - 1) + 1
    counts[ordered] = number(item.get("value", ""), count)
    return f"{numeral(counts[ordered], _SERIES.get(ordered.get('type', ''), 'decimal'))}. "


def _has_rows_only(table: Element) -> bool:
    return not has_tables(table) and all(one.tag in _IN_TABLES for one in table)


def _add_table(table: Element, draft: Draft) -> None:
    for caption in table.iterchildren("caption"):
        draft.paragraph(_inline_text(caption))
    merged = _MERGED(table)
    draft.table([_cells(row, merged) for row in table.iter("tr")])


def _cells(row: Element, merged: bool) -> list[Cell]:
    """The cells of a row; `merged` where some of the table may cover several columns or rows."""
    cells = [*row.iter("td", "th")]  # a form may stand between
    texts = one_line_each([_text(cell) if len(cell) else cell.text or "" for cell in cells])
    columns, rows = (
        [number(cell.get(name, ""), 1) for cell in cells] if merged else [1] * len(cells)
        for name in ("colspan", "rowspan")
    )
    return tuples_of(Cell, texts, columns, rows)


def _inline_text(element: Element) -> str:
    """All text of an element in one line; what stands in blocks of its own is kept apart."""
    return one_line(_text(element) if len(element) else element.text or "")


def _text(element: Element) -> str:
    """All text of an element, with a space before what stands in blocks of its own."""
    pieces: list[str] = []
    for one in element.iter():
        if one.tag in _FLAT:
            pieces.append(" ")
        pieces.append(one.text or "")
        if one is not element:
            pieces.append(one.tail or "")
    return "".join(pieces)
