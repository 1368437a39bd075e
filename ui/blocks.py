"""Text of documents as HTML blocks: tables, lists and headings look like what they are.

Everything is escaped; the only tags are those written here. Highlights stand where they stood in
the text, in one `<mark>` for each block or cell that they touch.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import PurePosixPath

from corpus.table import Span, cell_spans, cell_text

_MARKDOWN = frozenset((".md", ".markdown"))
_LINE = re.compile(r"[^\n]+")
_ROW = re.compile(r"\s*\|[^\n]*(?<!\\)\|\s*$")
_RULE = re.compile(r"\s*\|[\s:|-]*-[\s:|-]*$")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_ITEM = re.compile(r"([ \t]*)[-*+][ \t]+(?=\S)")
_QUOTED = re.compile(r"[ \t]*>[ \t]?")
_BOLD = re.compile(r"\*\*(\S(?:[^\n]*?\S)?)\*\*")
_CODE = re.compile(r"`([^`\n]+)`")
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
    `markdown` that the author wrote Markdown, where lists and bold print are meant as such.
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
        for match in _LINE.finditer(self.text):
            if self.text.count("\n", last, match.start()) > 1:
                yield "empty", _EMPTY
            last = match.end()
            yield self._kind(match.group()), match.span()

    def _kind(self, line: str) -> str:
        if not line.strip():
            return "empty"
        if _ROW.match(line):
            return "table"
        if self.headings and _HEADING.match(line):
            return "heading"
        if self.markdown and _ITEM.match(line):
            return "list"
        return "quoted" if self.markdown and _QUOTED.match(line) else "paragraph"

    def _paragraph(self, lines: Sequence[Span]) -> str:
        return f"<p>{self._inline(lines[0][0], lines[-1][1])}</p>"

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
        rules = [number for number, (a, b) in enumerate(lines) if _RULE.match(self.text[a:b])]
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
            f"<tr>{''.join(f'<td>{cell}</td>' for cell in self._cells(row))}</tr>" for row in rows
        )
        table = f"<table>{top}<tbody>{lines}</tbody></table>"
        return f'<div class="grid" tabindex="0" role="group" aria-label="표">{table}</div>'

    def _inline(self, start: int, end: int) -> str:
        """A stretch within a block, the highlights in it marked."""
        html, position = "", start
        for one in self.highlights:
            first, last = max(one.start, position), min(one.end, end)
            if first < last:
                marked = self._styled(first, last)
                html += self._styled(position, first) + f"<mark{one.attributes}>{marked}</mark>"
                position = last
        return html + self._styled(position, end)

    def _styled(self, start: int, end: int) -> str:
        html = escape(cell_text(self.text[start:end]))
        if not self.markdown:
            return html
        return _CODE.sub(r"<code>\1</code>", _BOLD.sub(r"<b>\1</b>", html))


def is_markdown(source: str) -> bool:
    """Whether the author of a document wrote Markdown."""
    return PurePosixPath(source).suffix.lower() in _MARKDOWN


def in_line(text: str) -> str:
    """A sentence, an item or a row of a table as it reads within a line, not escaped."""
    if _ROW.match(text):
        cells = (cell_text(text[start:end]) for start, end in cell_spans(text, 0, len(text)))
        return " · ".join(filter(None, cells))
    return _ITEM.sub("", text, count=1) if _ITEM.match(text) else text
