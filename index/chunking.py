"""How documents are cut into passages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus import Document
from corpus.headers import tells_unit
from corpus.table import cell_texts
from corpus.text import has_sentence
from index.headings import clauses, is_name
from index.parted import parted, within
from index.passage import Passage, passage_id
from index.sections import Section, sections
from index.sentences import sentences
from index.whole_lines import Span, item_mark

# About one paragraph: long enough to answer from, short enough to read at a glance. Paragraphs
# shorter than the target are joined; longer ones are cut at sentences.
TARGET = 350
_CAPTION = 120
# What begins a line that adds something to what stands above it: '(박수)', '※ 단위: 원'.
_REMARKS = "(*※"
_RULE = re.compile(r"\|[\s:|-]+\|?$")


@dataclass(frozen=True, slots=True)
class _Part:
    """The text of a passage, with what stands above a table that began before it.

    `columns` is the row of column names, `caption` its title and unit.
    """

    start: int
    end: int
    columns: str = ""
    caption: str = ""


def split(document: Document, target: int = TARGET) -> tuple[Passage, ...]:
    """Cut a document into passages on sentence borders, in order, without overlap.

    Everything but Markdown headings and white space is in exactly one passage. `target` is how
    many characters a passage should have; it may have twice as many. Rows of tables stay whole; a
    table that is longer than that is cut between rows.
    """
    passages, head, gaps = [], document.head, parted(document.text)
    for section in sections(document):
        parts = list(_pack(document.text, section, target))
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


def _passage(document: Document, headings: tuple[str, ...], part: _Part) -> Passage:
    start, end = part.start, part.end
    names = " ".join(filter(None, cell_texts(part.columns)))
    text = document.text[start:end]
    lead = "" if text.startswith(document.lead) else document.lead
    filed_as = document.filed_as
    context = dict.fromkeys((document.title, filed_as, lead, *headings, part.caption, names))
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


def _headings(document: Document, section: Section, start: int, end: int) -> tuple[str, ...]:
    """The headings of one passage below the title, down to the paragraphs of an article."""
    names = dict.fromkeys(heading.text for heading in section.path)
    headings = tuple(name for name in names if name not in ("", document.title))
    first = section.blocks[0][0]
    if start == first or not section.path or section.path[-1].kind != "조":
        return headings
    marks = [(first + at, name) for at, name in clauses(document.text[first:end])]
    before = [name for at, name in marks if at <= start]
    if not before:
        return headings
    return (*headings, "–".join(dict.fromkeys((before[-1], marks[-1][1]))))


def _pack(text: str, section: Section, target: int) -> Iterator[_Part]:
    """Join short paragraphs up to the target and cut long ones into even parts.

    A short paragraph directly above a table stays with it, and so does a heading with what is below
    it, or a line that names the prose below it: alone it would be found and tell nothing.
    """
    opened: list[Span] = []
    names = section.blocks[: section.names]
    for unit in _units(text, section.blocks):
        end = unit[-1][1]
        caption: list[Span] = []
        if opened and end - opened[0][0] > target * (2 if _goes_on(text, opened[-1]) else 1):
            caption = _above(text, opened, unit[0])
            before = opened[: len(opened) - len(caption)]
            if not all(one in names for one in before):
                yield _Part(before[0][0], before[-1][1])
                opened = caption
        if end - unit[0][0] <= 2 * target:
            opened = [*opened, *unit]
        else:
            yield from _parts(text, opened[:1], caption, unit, target)
            opened = []
    if opened:
        yield _Part(opened[0][0], opened[-1][1])


def _goes_on(text: str, before: Span) -> bool:
    """Whether a sentence goes on in the next paragraph, as where a page ended in a copy."""
    return text[before[1] - 1] == ","


def _above(text: str, before: list[Span], below: Span) -> list[Span]:
    """The short paragraphs that belong to what stands below them."""
    if text[below[0]] == "|":
        return _caption(text, before)
    return before[-1:] if _names_prose(text, before, below) else []


def _names_prose(text: str, before: list[Span], below: Span) -> bool:
    """Whether the last of some paragraphs only names the prose below it, and is no item of a list.

    An item stands directly below its like, or above it; a remark is on what stands above.
    """
    line, prose = (text[slice(*span)] for span in (before[-1], below))
    mark = item_mark(line)
    if not is_name(line) or line[0] in _REMARKS or not has_sentence(prose):
        return False
    if mark and mark == item_mark(prose):
        return False
    above = text[slice(*before[-2])] if len(before) > 1 else None
    return above is None or has_sentence(above) or item_mark(above) != mark


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


def _parts(
    text: str, above: list[Span], caption: list[Span], block: list[Span], target: int
) -> Iterator[_Part]:
    """Even parts of a long paragraph, or of a long table between its rows.

    The first has what stands directly above, of which `caption` is the table's.
    """
    table = text[block[0][0]] == "|"
    pieces = [piece for start, end in block for piece in sentences(text, start, end)]
    first = (above or pieces)[0][0]
    pieces[0] = (first, pieces[0][1])
    columns = _columns(text, block) if table else ""
    told = " ".join(" ".join(text[slice(*one)].split()) for one in caption)
    for start, end in _even_parts(pieces, target):
        yield _Part(start, end) if start == first else _Part(start, end, columns, told)


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
