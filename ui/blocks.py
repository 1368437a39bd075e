"""Text of documents as HTML blocks: tables, lists and headings look like what they are.

Everything is escaped; the only tags are those written here. Highlights stand where they stood in
the text, in one `<mark>` for each block or cell that they touch.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from corpus.table import Span, cell_spans, cell_text, cell_texts, is_row, is_rule

_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_ITEM = re.compile(r"([ \t]*)[-*+][ \t]+(?=\S)")
_QUOTED = re.compile(r"[ \t]*>[ \t]?")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})([^`\n]*)")
# Telephone numbers, dates and codes, digits among them, if they are not long.
_HYPHENED = re.compile(
    r"(?<![\w-])(?=[\w-]{3,24}(?![\w-]))(?=[a-z-]*\d)[a-z\d]+(?:-[a-z\d]+)+",
    re.ASCII | re.IGNORECASE,
)
# A cell of a sheet carries the name of its column: "월: 3월".
_NAMED = re.compile(r"(.{1,60}?): (?=\S)")
_DEEPEST = 3
_EMPTY = (0, 0)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of the text to be marked; `attributes` go into its tag as they are."""

    start: int
    end: int
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A text and how it is to be read.

    `highlights` are in order and do not overlap. `headings` says that lines with # are headings,
    `markdown` that the author wrote Markdown, where lists, quotations and code are meant as such.
    `columns` is the row with the column names of a table that goes on where the text begins.
    """

    text: str
    highlights: Sequence[Highlight] = ()
    headings: bool = False
    markdown: bool = False
    columns: str = ""

    def html(self) -> str:
        """The blocks, one after the other."""
        kinds = {
            "code": self._code,
            "heading": self._heading,
            "list": self._list,
            "paragraph": self._paragraph,
            "quoted": self._quoted,
            "table": self._table,
        }
        return "".join(
            kinds[kind]([span for _, span in lines])
            for kind, lines in groupby(self._lines(), key=lambda one: one[0])
            if kind in kinds
        )

    def _lines(self) -> Iterator[tuple[str, Span]]:
        """Every line with its kind; an empty one parts what is of one kind."""
        last = 0
        fence = self._fence_before()
        for match in _LINE.finditer(self.text):
            if self.text.count("\n", last, match.start()) > 1 and not fence:
                yield "empty", _EMPTY
            last = match.end()
            mark = _FENCE.fullmatch(match.group()) if self.markdown else None
            if mark and (not fence or (mark[1].startswith(fence) and not mark[2].strip())):
                fence = "" if fence else mark[1]
                yield "fence", match.span()
            else:
                yield "code" if fence else self._kind(match.group()), match.span()

    def _fence_before(self) -> str:
        """The fence of code that began before the text; only its end stands close to what is above.

        Passages of long code are cut, so that the first fence in one may be the one that ends it.
        """
        lines = ["", *self.text.split("\n"), ""] if self.markdown else []
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
            if mark := _FENCE.fullmatch(line):
                ends = above.strip() and not mark[2].strip() and not below.strip()
                return mark[1] if ends else ""
        return ""

    def _kind(self, line: str) -> str:
        if not line.strip():
            return "empty"
        if is_row(line):
            return "table"
        if self.headings and _HEADING.match(line):
            return "heading"
        if self.markdown and _ITEM.match(line):
            return "list"
        return "quoted" if self.markdown and _QUOTED.match(line) else "paragraph"

    def _paragraph(self, lines: Sequence[Span]) -> str:
        return f"<p>{self._inline(lines[0][0], lines[-1][1])}</p>"

    def _code(self, lines: Sequence[Span]) -> str:
        code = self._inline(lines[0][0], lines[-1][1], code=True)
        return f'<pre tabindex="0" role="group" aria-label="코드"><code>{code}</code></pre>'

    def _heading(self, lines: Sequence[Span]) -> str:
        texts = (self._inline(self._after(_HEADING, start), end) for start, end in lines)
        return "".join(f'<p class="heading">{text}</p>' for text in texts)

    def _quoted(self, lines: Sequence[Span]) -> str:
        texts = (self._inline(self._after(_QUOTED, start), end) for start, end in lines)
        return f"<blockquote><p>{'<br>'.join(texts)}</p></blockquote>"

    def _list(self, lines: Sequence[Span]) -> str:
        items = ""
        for start, end in lines:
            text = self._after(_ITEM, start)
            indent = self.text[start:text].expandtabs(4)
            depth = min(_DEEPEST, (len(indent) - len(indent.lstrip())) // 2)
            items += f'<li data-depth="{depth}">{self._inline(text, end)}</li>'
        return f"<ul>{items}</ul>"

    def _after(self, pattern: re.Pattern[str], start: int) -> int:
        match = pattern.match(self.text, start)
        return match.end() if match else start

    def _table(self, lines: Sequence[Span]) -> str:
        rules = [number for number, (a, b) in enumerate(lines) if is_rule(self.text[a:b])]
        rows = [cell_spans(self.text, *line) for n, line in enumerate(lines) if n not in rules]
        if rules == [1]:
            return self._grid(self._cells(rows[0]), rows[1:])
        if self.columns and not self.text[: lines[0][0]].strip():
            names = cell_spans(self.columns, 0, len(self.columns))
            return self._grid(Blocks(self.columns)._cells(names), rows)
        head, rows = self._named(rows) or ((), rows)
        return self._grid(self._cells(head), rows)

    def _cells(self, row: Sequence[Span]) -> list[str]:
        return [self._inline(*cell) for cell in row]

    def _named(self, rows: Sequence[Sequence[Span]]) -> tuple[list[Span], list[list[Span]]] | None:
        """The rows of a sheet as head and columns; None where not every cell names its column."""
        if not rows:  # nothing but a rule
            return None
        titled = not any(self._name(cell) for cell in rows[0])
        head = {self.text[slice(*cell)]: cell for cell in rows[0] if titled}
        body: list[dict[str, Span]] = []
        for row in rows[titled:]:
            found: dict[str, Span] = {}
            for cell in row:
                name = self._name(cell)
                if name is None or name.group(1) in found:
                    return None
                head.setdefault(name.group(1), name.span(1))
                found[name.group(1)] = (name.end(), cell[1])
            body.append(found)
        if not body:
            return None
        return list(head.values()), [[row.get(name, _EMPTY) for name in head] for row in body]

    def _name(self, cell: Span) -> re.Match[str] | None:
        return _NAMED.match(self.text, *cell)

    def _grid(self, head: Sequence[str], rows: Sequence[Sequence[Span]]) -> str:
        names = "".join(f'<th scope="col">{name}</th>' for name in head)
        top = f"<thead><tr>{names}</tr></thead>" if head else ""
        lines = "".join(
            f"<tr>{''.join(f'<td>{unbroken(cell)}</td>' for cell in self._cells(row))}</tr>"
            for row in rows
        )
        table = f"<table>{top}<tbody>{lines}</tbody></table>"
        return f'<div class="grid" tabindex="0" role="group" aria-label="표">{table}</div>'

    def _inline(self, start: int, end: int, *, code: bool = False) -> str:
        """A stretch within a block, the highlights in it marked."""
        shown = self._plain if code else self._cell
        html, position = "", start
        for one in self.highlights:
            first, last = max(one.start, position), min(one.end, end)
            if first < last:
                marked = shown(first, last)
                html += shown(position, first) + f"<mark{one.attributes}>{marked}</mark>"
                position = last
        return html + shown(position, end)

    def _plain(self, start: int, end: int) -> str:
        return escape(self.text[start:end])

    def _cell(self, start: int, end: int) -> str:
        return escape(cell_text(self.text[start:end]))


def unbroken(html: str) -> str:
    """HTML in which numbers with hyphens, as of telephones and inventories, stay in one line."""
    return _HYPHENED.sub(r'<span class="whole">\g<0></span>', html)


def named_cells(row: str, head: str = "") -> list[tuple[str, str]]:
    """The names of columns, '' where there is none, and what the row has there; no empty cells."""
    cells = cell_texts(row)
    names = cell_texts(head)
    if len(names) != len(cells):
        own = [_NAMED.match(cell) for cell in cells]
        names = [match[1] if match else "" for match in own]
        cells = [
            cell[match.end() if match else 0 :] for match, cell in zip(own, cells, strict=True)
        ]
    return [(name, cell) for name, cell in zip(names, cells, strict=True) if cell]


def in_line(text: str) -> str:
    """A sentence or an item as it reads within a line, not escaped."""
    return _ITEM.sub("", text, count=1) if _ITEM.match(text) else text
