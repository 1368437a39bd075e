"""HTML in a text of Markdown as its lines: tables as rows, items, headings; other tags are gone.

Nothing is parsed as pages are, in a process of its own: most of a text with a tag is no HTML.
"""

import re
from collections.abc import Sequence
from html import unescape

from corpus.draft import Cell, Draft
from corpus.text import one_line, raised

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LISTS = frozenset(["ol", "ul"])
_BLOCKS = (
    _HEADINGS
    | _LISTS
    | frozenset(
        "address article aside blockquote center dd details div dl dt figcaption figure footer "
        "header hr li main nav p pre section summary".split()
    )
)
# What has no blank line around it.
_CLOSE = frozenset("dd li td th tr".split())
_OF_TABLES = frozenset("caption col colgroup table tbody td tfoot th thead tr".split())
_UNSEEN = frozenset("del s strike script style".split())
_INLINE = frozenset(
    "a abbr b big br cite code em font i iframe img input ins kbd label mark picture q ruby rp rt "
    "samp small source span strong sub sup tt u var video wbr".split()
)
_NAMES = "|".join(sorted(_BLOCKS | _OF_TABLES | _INLINE | _UNSEEN))
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=]++)"
_SWITCHES = "allowfullscreen|checked|controls|disabled|hidden|noshade|nowrap|open|reversed"
# What has a name of HTML, and attributes as they are there: '<표 1>' and 'a <b c> d' are text.
_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>{_NAMES})"
    rf"(?P<attributes>(?:\s++(?:[A-Za-z@:_][\w:.-]*+\s*+=\s*+{_VALUE}|(?:{_SWITCHES})(?=[\s/>])))*+)"
    r"\s*+/?>",
    re.IGNORECASE | re.ASCII,
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>=]+)", re.ASCII)
# What every line of an item or a quotation begins with; in a row there is no other line.
_LINE_START = re.compile(
    r"(?P<quoted>[ \t>]*)(?:(?P<whole>[|#])|(?P<item>[-*+]|\d{1,3}[.)])[ \t])?"
)
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_LONGEST_RAISED = 20
_SPAN = re.compile(r"\d{1,3}")


def without_tags(text: str) -> str:
    """A text without its tags and comments, the lines that they make in their place."""
    if "<" not in text:
        return text
    text = _without_comments(text)
    tags = [*_TAG.finditer(text)]
    ends, page = _ends(tags), _Page()
    done = line = before = 0
    for tag in tags:
        if tag.start() < done:  # in what is not seen
            continue
        page.add(text[done : tag.start()])
        line = max(line, text.rfind("\n", before, tag.start()) + 1)
        before = tag.start()
        done = page.read(text, tag, ends.get(tag.start()), line)
    page.add(text[done:])
    return page.text()


def _attributes(tag: re.Match[str]) -> dict[str, str]:
    """The values of a tag's attributes by their names."""
    return {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(tag[0])}


def _without_comments(text: str) -> str:
    pieces: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces.append(text[done:start])
        done = end + len("-->")
    return "".join([*pieces, text[done:]])


def _ends(tags: Sequence[re.Match[str]]) -> dict[int, re.Match[str]]:
    """The next tag that ends what each tag begins, by where that stands."""
    ends: dict[int, re.Match[str]] = {}
    following: dict[str, re.Match[str]] = {}
    for tag in reversed(tags):
        name = tag["name"].lower()
        if tag["end"]:
            following[name] = tag
        elif name in following:
            ends[tag.start()] = following[name]
    return ends


class _Table:
    """A table while it is read; what stands in it but in no cell goes above."""

    def __init__(self) -> None:
        self.depth = 1
        self._rows: list[list[Cell]] = []
        self._above: list[str] = []
        self._said = self._above
        self._cell = Cell("")

    def add(self, text: str) -> None:
        """Add text to the cell that is open."""
        self._said.append(text)

    def read(self, name: str, tag: re.Match[str]) -> None:
        """Begin or end what a tag begins or ends; a table in a cell is some text."""
        if name == "table":
            self.depth += -1 if tag["end"] else 1
        if self.depth != 1 or name not in ("td", "th", "tr"):
            self.add(" " * (name not in _INLINE or name == "br"))
            return
        self._end_cell()
        if name == "tr" and not tag["end"]:
            self._rows.append([])
        elif not tag["end"]:
            spans = dict.fromkeys(("colspan", "rowspan"), "") | _attributes(tag)
            columns, rows = (int(spans[one]) if _SPAN.fullmatch(spans[one]) else 1 for one in spans)
            self._cell, self._said = Cell("", columns, rows), []

    def _end_cell(self) -> None:
        if self._said is not self._above:
            self._rows[-1:] = [[*(self._rows or [[]])[-1], self._cell._replace(text=self._text())]]
        self._said = self._above

    def _text(self) -> str:
        return one_line("".join(self._said))

    def text(self) -> str:
        """Its rows, or its paragraphs where it only serves the layout."""
        self._end_cell()
        draft = Draft()
        draft.paragraph(self._text())
        draft.table(self._rows)
        return draft.text


class _Page:
    """What is read so far: the text in pieces, and what stands open."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.table: _Table | None = None
        self._fresh = False  # a line begins, and white space is none of it
        self._mark = False  # it has nothing but the mark of an item
        self._heading = -1  # where the text of a heading begins in the pieces
        self._lists: list[int | None] = []  # the last number of each open list that has numbers

    def add(self, text: str) -> None:
        """Add text, to the table that is open if any is."""
        if self.table:
            self.table.add(text)
        elif text := text.lstrip() if self._fresh else text:
            self.pieces.append(text)
            self._fresh = self._mark = False

    def read(self, text: str, tag: re.Match[str], end: re.Match[str] | None, line: int) -> int:
        """Add what a tag in a line makes of the text; where the text after it begins.

        `end` is the tag that ends what it begins.
        """
        name = tag["name"].lower()
        if name in _UNSEEN and end:
            return end.end()
        if name == "sup" and end and end.start() - tag.end() <= _LONGEST_RAISED:
            self.add(raised(text[tag.end() : end.start()]))
            return end.end()
        if name == "img":
            self.add(unescape(_attributes(tag).get("alt", "")))
        elif self.table:
            self.table.read(name, tag)
            if not self.table.depth:
                self._end_table(self.table)
        elif name == "br":
            self._break(text, tag.end(), _LINE_START.match(text, line))
        elif name not in _INLINE:
            self._begin_block(name, end, not tag["end"], _LINE_START.match(text, line))
        return tag.end()

    def _end_table(self, table: _Table) -> None:
        self.table = None
        self.add(table.text())
        self._part("\n\n")

    def _begin_block(
        self, name: str, end: re.Match[str] | None, begins: bool, line: re.Match[str] | None
    ) -> None:
        """Part what a block holds from what stands before it, or after where it ends."""
        if line and line["whole"]:
            self.add(" ")
            return
        self._end_heading()
        if name == "li" and begins:
            self._item()
        elif name in _LISTS:
            if begins:
                self._lists.append(0 if name == "ol" else None)
            else:
                del self._lists[-1:]
            self._part("\n" if len(self._lists) > begins else "\n\n")
        else:
            self._part("\n" if name in _CLOSE else "\n\n")
        if begins and end and name == "table":
            self.table = _Table()
        elif begins and end and name in _HEADINGS:
            self.pieces.append("#" * int(name[1]) + " ")
            self._heading = len(self.pieces)

    def _item(self) -> None:
        """Begin an item; one that has nothing but a list is none."""
        if self._mark:
            self.pieces.pop()
        else:
            self._part("\n")
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        mark = "- " if number is None else f"{number + 1}. "
        self.pieces.append("  " * (len(self._lists) - 1) + mark)
        self._mark = True

    def _part(self, gap: str) -> None:
        """Part what is added next from what stands before it, unless that is a mark."""
        self._fresh = True
        if self._mark:
            return
        while self.pieces and not self.pieces[-1].strip():
            self.pieces.pop()
        if self.pieces:
            self.pieces[-1:] = self.pieces[-1].rstrip(), gap

    def _end_heading(self) -> None:
        if self._heading >= 0:
            said = one_line("".join(self.pieces[self._heading :]))
            del self.pieces[self._heading - (not said) :]
            self.pieces += [said] * bool(said)
            self._heading = -1

    def _break(self, text: str, end: int, line: re.Match[str] | None) -> None:
        """Begin another line of the same paragraph or item; in a row or a heading there is none."""
        if self.table or self._heading >= 0 or (line and line["whole"]):
            self.add(" ")
        elif line and not _REST_OF_LINE.match(text, end):
            self.pieces.append(f"\n{line['quoted']}{'  ' * bool(line['item'])}")
            self._fresh = True

    def text(self) -> str:
        """All that was read."""
        self._end_heading()
        return "".join(self.pieces)
