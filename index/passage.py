"""Passages: the units that are searched, shown and cited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus import Document
from corpus.headers import tells_unit
from corpus.markdown import code_lines, is_markdown
from corpus.table import cell_texts
from corpus.talk import SAID
from index.days import day_headings
from index.headings import (
    Heading,
    article_of,
    below,
    clauses,
    ended,
    heading_of,
    is_last_item,
    is_like_heading,
)
from index.packing import unpack
from index.parted import parted, spread, whole, within
from index.tokens import Morpheme, analyse

# About one paragraph: long enough to answer from, short enough to read at a glance. Paragraphs
# shorter than the target are joined; longer ones are cut at sentences.
TARGET = 350
# A single sentence may be as long.
_LIMIT = 700
# A row of a table stays whole up to here; then it is cut between cells.
_LONGEST_ROW = 1400
_CAPTION = 120
_SENTENCE_END = re.compile(
    r"(?<![0-9])(?<![ (][A-Za-z])[.!?。…]+[\"'”’」』)\]²³¹⁰-⁾*_]*(?=\s)"
    r"|[.!?。…]+[\"'”’」』)\]²³¹⁰-⁾*_]*(?=\n|$)"
    r"|(?<=[가-힣]다)\.(?=[가-힣])"  # no space after it
)
# What a full stop ends that is no sentence: '가.' of an item, 'Tel.' before a number.
_LETTERS = "가나다라마바사아자차카타파하"
_ABBREVIATED = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,4}\.$")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$")
# A line of Markdown with a rule below it; '---' below a sentence, a row or an item only parts.
_UNDERLINED = re.compile(r"([^\s|>#*+-][^\n]{0,79})\n[ \t]{0,3}(=+|-{2,})[ \t]*")
_SAID = (".", "다", ":", "?", "!", ",")
_BLOCK_START = re.compile(
    r"\s*([-*•▶○●□■◦※|①-⑳Ⅰ-Ⅻ]|\d{1,3}[.)]|[가-하][.)]|제\s?\d+\s?[편조장절항])"
)
_CLAUSE = re.compile(r"제\d+항")
_RULE = re.compile(r"\|[\s:|-]+\|?$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document: `text == document.text[start:end]`, offsets in code points.

    `page` and `label` say where it stands: a page or slide from 1, and what people call it.
    `headings` stand above it, with the article and paragraphs of a statute. `context` holds the
    document title, its first line, the headings, and the caption and the column names of a table
    that began before the passage; it is searched with the passage but never quoted. `columns` is
    the row with those names as it stands in the document, '' where no table goes on in the passage;
    `goes_on` tells whether one that is in it does in the next. `packed` are the morphemes as the
    index keeps them (`index.packing`), b"" where they are not known yet. `head` are the first words
    of the document. `parted` are the places in the text of white space inside of words
    (`index.parted`).
    """

    id: str
    source: str
    title: str
    page: int | None
    start: int
    end: int
    text: str
    context: str = ""
    label: str = ""
    headings: tuple[str, ...] = ()
    columns: str = ""
    goes_on: bool = False
    packed: bytes = field(default=b"", compare=False, repr=False)
    head: str = field(default="", compare=False, repr=False)
    parted: tuple[int, ...] = ()

    @property
    def morphemes(self) -> tuple[Morpheme, ...]:
        """The morphemes of the text, its words whole, places counted from its start."""
        if self.packed:
            return unpack(self.text, self.packed)
        return spread(analyse(self.whole()), self.parted)

    def whole(self, start: int = 0, end: int | None = None) -> str:
        """A stretch of the text, its words whole: what is searched and read, never quoted."""
        end = len(self.text) if end is None else end
        return whole(self.text[start:end], within(self.parted, start, end))

    @property
    def first_line(self) -> str:
        """The first line of the document, as far as it is among its first words."""
        return self.head.lstrip().split("\n", 1)[0]

    @property
    def article(self) -> str | None:
        """The article of law that the passage is of: '제3조(연차휴가)'."""
        return next((one for one in reversed(self.headings) if article_of(one)), None)

    def clause_at(self, offset: int) -> str:
        """The numbered paragraph of an article that holds an offset: '제2항', else ''."""
        if self.article is None:
            return ""
        marks = [name for start, name in clauses(self.text) if self.start + start <= offset]
        if marks:
            return marks[-1]
        first = self.headings[-1].split("–")[0]
        return first if _CLAUSE.fullmatch(first) else ""


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """The text of a passage, with what stands above a table that began before it.

    `columns` is the row of column names, `caption` its title and unit.
    """

    start: int
    end: int
    columns: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    """Paragraphs and rows of tables that share their headings."""

    path: tuple[Heading, ...]
    blocks: list[Span]


def split(document: Document, target: int = TARGET) -> tuple[Passage, ...]:
    """Cut a document into passages on sentence borders, in order, without overlap.

    Everything but Markdown headings and white space is in exactly one passage. `target` is how
    many characters a passage should have; it may have twice as many. Rows of tables stay whole; a
    table that is longer than that is cut between rows.
    """
    passages, head, gaps = [], document.head, parted(document.text)
    for section in _sections(document):
        parts = list(_pack(document.text, section.blocks, target))
        for part, after in zip(parts, [*parts[1:], None], strict=True):
            headings = _headings(document, section, part.start, part.end)
            goes_on = after is not None and _is_cut_table(document.text, part.end, after.start)
            one = _passage(document, headings, part)
            inside = within(gaps, part.start, part.end)
            passages.append(replace(one, goes_on=goes_on, head=head, parted=inside))
    return tuple(passages)


def _is_cut_table(text: str, end: int, start: int) -> bool:
    """Whether rows of one table stand on both sides of a border of passages."""
    last = text.rfind("\n", 0, end) + 1
    return text[start] == "|" and text[last:].lstrip()[:1] == "|" and "\n\n" not in text[end:start]


def moved(passage: Passage, source: str) -> Passage:
    """The passage of a document that has only another source."""
    return replace(passage, id=passage_id(source, passage.start, passage.end), source=source)


def passage_id(source: str, start: int, end: int) -> str:
    """What names a passage: its document and where it stands there."""
    return f"{source}:{start}-{end}"


def sentence_spans(text: str) -> list[Span]:
    """The spans of the sentences of `text`; line breaks inside them are kept, ends are trimmed."""
    spans = []
    for start, end in _paragraphs(text, 0, len(text)):
        spans.extend(_sentences(text, start, end))
    return spans


def _passage(document: Document, headings: tuple[str, ...], part: _Part) -> Passage:
    start, end = part.start, part.end
    names = " ".join(filter(None, cell_texts(part.columns)))
    text = document.text[start:end]
    lead = "" if text.startswith(document.lead) else document.lead
    context = dict.fromkeys((document.title, lead, *headings, part.caption, names))
    return Passage(
        id=passage_id(document.source, start, end),
        source=document.source,
        title=document.title,
        page=document.page_at(start),
        start=start,
        end=end,
        text=text,
        context=" ".join(filter(None, context)),
        label=document.label_of(start, end),
        headings=headings,
        columns=part.columns,
    )


def _headings(document: Document, section: _Section, start: int, end: int) -> tuple[str, ...]:
    """The headings of one passage below the title, down to the paragraphs of an article."""
    names = dict.fromkeys(heading.text for heading in section.path)
    headings = tuple(name for name in names if name != document.title)
    first = section.blocks[0][0]
    if start == first or not section.path or section.path[-1].kind != "조":
        return headings
    marks = [(first + at, name) for at, name in clauses(document.text[first:end])]
    before = [name for at, name in marks if at <= start]
    if not before:
        return headings
    return (*headings, "–".join(dict.fromkeys((before[-1], marks[-1][1]))))


def _sections(document: Document) -> Iterator[_Section]:
    """The paragraphs between two headings or borders of places, with the headings above them."""
    text = document.text
    path: tuple[Heading, ...] = ()
    blocks: list[Span] = []
    has_body = False  # beyond headings that stand directly above another
    borders = [*document.borders, len(text)]
    spans = _paragraphs(text, document.body, len(text))
    code = code_lines(text) if document.has_headings else frozenset()
    days = day_headings(text)
    done = 0  # so far a heading went
    above = ""  # the line directly above that is no heading
    for (start, end), (after, after_end) in zip(spans, [*spans[1:], (0, 0)], strict=False):
        if start < done:
            continue
        line = text[start:end]
        is_code = start in code
        markdown = None if is_code else _markdown_heading(document, start, end, after_end)
        plain = not markdown and not is_code
        heading = _plain_heading(path, line, text[after:after_end], above) if plain else None
        heading = Heading("날", days[start]) if plain and start in days else heading
        above = "" if heading or text[end : end + 2].isspace() else line
        held = ended(path, line) if plain and not heading else path
        if blocks and (
            markdown or start >= borders[0] or (heading and has_body) or len(held) < len(path)
        ):
            yield _Section(path, blocks)
            blocks, has_body = [], False
        while start >= borders[0]:
            borders.pop(0)
        if markdown:
            path, done = _below_markdown(path, markdown[0]), markdown[1]
            continue
        path = below(path, heading) if heading else held
        has_body = has_body or heading is None or heading.has_text
        blocks.append((start, end))
    if blocks:
        yield _Section(path, blocks)


def _markdown_heading(
    document: Document, start: int, end: int, after: int
) -> tuple[Heading, int] | None:
    """The heading that a line is by its markup, and where that ends: with the rule below it.

    `after` is the end of the next line, where lines are no mere wraps.
    """
    text = document.text
    if not document.has_headings:
        return None
    if match := _HEADING.match(text[start:end]):
        return Heading(match[1], match[2]), end
    before = text[max(document.body, start - 9) : start].rstrip(" \t")
    if not is_markdown(document.source) or before[-2:] not in ("", "\n", "\n\n"):
        return None
    for stop in (end, after):
        match = _UNDERLINED.fullmatch(text, start, max(start, stop))
        if match and not match[1].rstrip().endswith(_SAID):
            return Heading("#" if match[2][0] == "=" else "##", match[1].rstrip()), stop
    return None


def _plain_heading(path: tuple[Heading, ...], line: str, after: str, above: str) -> Heading | None:
    """A heading without markup; within an article of law numbers only count what it lists."""
    heading = heading_of(line, after)
    if heading and is_last_item(line, above):
        return None
    if heading and not heading.is_fixed and any(one.kind == "조" for one in path):
        return None
    return heading


def _below_markdown(path: tuple[Heading, ...], heading: Heading) -> tuple[Heading, ...]:
    """Markdown says how deep a heading stands: those above have fewer marks, the rest ends."""
    above = (one for one in path if one.kind.startswith("#") and len(one.kind) < len(heading.kind))
    return (*above, heading)


def _paragraphs(text: str, start: int, end: int) -> list[Span]:
    """Spans of the paragraphs of `text[start:end]`, trimmed, none empty."""
    wrapped = _is_hard_wrapped(text[start:end])
    spans: list[Span] = []
    fresh = True
    for match in re.finditer(r"[^\n]*\n?", text[start:end]):
        line = match.group()
        if not line.strip():
            fresh = True
            continue
        first = start + match.start() + len(line) - len(line.lstrip())
        last = start + match.start() + len(line.rstrip())
        if wrapped and not fresh and not _BLOCK_START.match(line) and not _HEADING.match(line):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
        fresh = _HEADING.match(line) is not None or is_like_heading(line)
    return spans


def _is_hard_wrapped(text: str) -> bool:
    """Whether line breaks are mere wraps: most lines are about as long as the longest."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) < 4 or lengths[-1] > 120 or lengths[-1] < 25 or SAID.search(text):
        return False
    full = sum(length >= 0.75 * lengths[-1] for length in lengths)
    return full >= 0.6 * len(lengths)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of one paragraph; pieces beyond the limit are cut at spaces."""
    if text[start] == "|":
        return list(_cut(text, start, end, "|", _LONGEST_ROW))
    spans: list[Span] = []
    position = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if _is_mark(text, start, match):
            continue
        spans.extend(_cut(text, position, match.end()))
        position = match.end()
    spans.extend(_cut(text, position, end))
    return spans


def _is_mark(text: str, start: int, dot: re.Match[str]) -> bool:
    """Whether a full stop ends no sentence: '가. 입주자대표회의', 'Tel. 041-555-0000'."""
    if dot.start() == start + 1 and text[start] in _LETTERS:
        return True
    number = text[dot.end() : dot.end() + 2].strip(" ")[:1].isdigit()
    return number and _ABBREVIATED.search(text, max(start, dot.start() - 6), dot.end()) is not None


def _cut(text: str, start: int, end: int, border: str = " ", limit: int = _LIMIT) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end - start > limit:
        found = text.rfind(border, start + limit // 2, start + limit)
        cut = found if found > 0 else start + limit
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _pack(text: str, blocks: list[Span], target: int) -> Iterator[_Part]:
    """Join short paragraphs up to the target and cut long ones into even parts.

    A short paragraph directly above a table stays with it.
    """
    opened: list[Span] = []
    for unit in _units(text, blocks):
        end = unit[-1][1]
        kept: list[Span] = []
        if opened and end - opened[0][0] > target:
            kept = _caption(text, opened) if text[unit[0][0]] == "|" else []
            if len(kept) < len(opened):
                yield _Part(opened[0][0], opened[len(opened) - len(kept) - 1][1])
            opened = kept
        if end - unit[0][0] <= 2 * target:
            opened += unit
        else:
            yield from _parts(text, kept, unit, target)
            opened = []
    if opened:
        yield _Part(opened[0][0], opened[-1][1])


def _caption(text: str, before: list[Span]) -> list[Span]:
    """The short paragraph that belongs to a table below it.

    Where that only tells the unit, the one above it does as well.
    """
    most = 2 if tells_unit(text[slice(*before[-1])]) else 1
    kept = before[len(before) - min(most, len(before)) :]
    while kept and not _is_short(text, kept[0]):
        kept = kept[1:]
    return kept


def _is_short(text: str, one: Span) -> bool:
    """Whether a paragraph is short and no row."""
    return one[1] - one[0] <= _CAPTION and text[one[0]] != "|"


def _units(text: str, blocks: list[Span]) -> Iterator[list[Span]]:
    """The rows of each table together, and every other paragraph by itself."""
    rows: list[Span] = []
    for start, end in blocks:
        row = text[start] == "|"
        if rows and not (row and text[rows[-1][1] : start].count("\n") == 1):
            yield rows
            rows = []
        if row:
            rows.append((start, end))
        else:
            yield [(start, end)]
    if rows:
        yield rows


def _parts(text: str, above: list[Span], block: list[Span], target: int) -> Iterator[_Part]:
    """Even parts of a long paragraph, or of a long table and its caption between its rows."""
    if text[block[0][0]] != "|":
        for start, end in _even_parts(_sentences(text, *block[0]), target):
            yield _Part(start, end)
        return
    pieces = [piece for start, end in block for piece in _sentences(text, start, end)]
    first = above[0][0] if above else pieces[0][0]
    pieces[0] = (first, pieces[0][1])
    columns = _columns(text, block)
    caption = " ".join(" ".join(text[slice(*one)].split()) for one in above)
    for start, end in _even_parts(pieces, target):
        yield _Part(start, end) if start == first else _Part(start, end, columns, caption)


def _columns(text: str, table: list[Span]) -> str:
    """The row with the names of the columns, where the table has one."""
    ruled = len(table) > 1 and _RULE.match(text[table[1][0] : table[1][1]])
    return text[slice(*table[0])] if ruled else ""


def _even_parts(pieces: list[Span], target: int) -> Iterator[Span]:
    """Groups of whole pieces, each near an even share of the whole."""
    total = pieces[-1][1] - pieces[0][0]
    share = total / max(1, round(total / (1.4 * target)))
    start, end = pieces[0]
    for next_start, next_end in pieces[1:]:
        if (end - start) + (next_end - next_start) / 2 > share or next_end - start > 2 * target:
            yield start, end
            start = next_start
        end = next_end
    yield start, end
