"""Passages: the units that are searched, shown and cited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Document

# About one paragraph: long enough to answer from, short enough to read at a glance. Paragraphs
# shorter than the target are joined; longer ones are cut at sentences.
TARGET = 350
# A single sentence may be as long.
_LIMIT = 700
_SENTENCE_END = re.compile(
    r"(?<![0-9])(?<![ (][A-Za-z])[.!?。…]+[\"'”’」』)\]]*(?=\s)|[.!?。…]+[\"'”’」』)\]]*(?=\n|$)"
)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$")
_BLOCK_START = re.compile(r"\s*([-*•▶○●□■◦※|]|\d{1,3}[.)]|[가-하][.)]|제\s?\d+\s?[조장절항])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document: `text == document.text[start:end]`, offsets in code points.

    `page` and `label` say where it stands: a page or slide from 1, and what people call it.
    `context` holds the document title and the headings above the passage; it is searched with
    the passage but never quoted.
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


Span = tuple[int, int]


def split(document: Document, target: int = TARGET) -> tuple[Passage, ...]:
    """Cut a document into passages on sentence borders, in order, without overlap.

    Everything but headings and white space is in exactly one passage. `target` is how many
    characters a passage should have; it may have twice as many.
    """
    passages = []
    for headings, paragraphs in _sections(document):
        for start, end in _pack(document.text, paragraphs, target):
            passages.append(_passage(document, headings, start, end))
    return tuple(passages)


def sentence_spans(text: str) -> list[Span]:
    """The spans of the sentences of `text`; line breaks inside them are kept, ends are trimmed."""
    spans = []
    for start, end in _paragraphs(text, 0, len(text)):
        spans.extend(_sentences(text, start, end))
    return spans


def _passage(document: Document, headings: tuple[str, ...], start: int, end: int) -> Passage:
    return Passage(
        id=f"{document.source}:{start}-{end}",
        source=document.source,
        title=document.title,
        page=document.page_at(start),
        start=start,
        end=end,
        text=document.text[start:end],
        context=" ".join(dict.fromkeys((document.title, *headings))),
        label=document.label_of(start, end),
    )


def _sections(document: Document) -> Iterator[tuple[tuple[str, ...], list[Span]]]:
    """The paragraphs between two headings or borders of places, with the headings above them."""
    headings: dict[int, str] = {}
    paragraphs: list[Span] = []
    borders = [*document.borders, len(document.text)]
    for start, end in _paragraphs(document.text, document.body, len(document.text)):
        if start >= borders[0] and paragraphs:
            yield tuple(headings.values()), paragraphs
            paragraphs = []
        while start >= borders[0]:
            borders.pop(0)
        heading = _HEADING.match(document.text[start:end]) if document.has_headings else None
        if heading is None:
            paragraphs.append((start, end))
            continue
        if paragraphs:
            yield tuple(headings.values()), paragraphs
            paragraphs = []
        level = len(heading.group(1))
        headings = {key: value for key, value in headings.items() if key < level}
        headings[level] = heading.group(2)
    if paragraphs:
        yield tuple(headings.values()), paragraphs


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
        fresh = _HEADING.match(line) is not None
    return spans


def _is_hard_wrapped(text: str) -> bool:
    """Whether line breaks are mere wraps: most lines are about as long as the longest."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) < 4 or lengths[-1] > 120 or lengths[-1] < 25:
        return False
    full = sum(length >= 0.75 * lengths[-1] for length in lengths)
    return full >= 0.6 * len(lengths)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of one paragraph; pieces beyond the limit are cut at spaces."""
    spans: list[Span] = []
    position = start
    for match in _SENTENCE_END.finditer(text, start, end):
        spans.extend(_cut(text, position, match.end()))
        position = match.end()
    spans.extend(_cut(text, position, end))
    return spans


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end - start > _LIMIT:
        space = text.rfind(" ", start + _LIMIT // 2, start + _LIMIT)
        cut = space if space > 0 else start + _LIMIT
        yield start, cut
        start = cut + (space > 0)
    if start < end:
        yield start, end


def _pack(text: str, paragraphs: list[Span], target: int) -> Iterator[Span]:
    """Join short paragraphs up to the target and cut long ones into even parts."""
    open_start, open_end = -1, -1
    for start, end in paragraphs:
        if open_start >= 0 and end - open_start > target:
            yield open_start, open_end
            open_start = -1
        if end - start > 2 * target:
            yield from _even_parts(_sentences(text, start, end), target)
        else:
            open_start = start if open_start < 0 else open_start
            open_end = end
    if open_start >= 0:
        yield open_start, open_end


def _even_parts(sentences: list[Span], target: int) -> Iterator[Span]:
    """Groups of whole sentences, each near an even share of the whole."""
    total = sentences[-1][1] - sentences[0][0]
    share = total / max(1, round(total / (1.4 * target)))
    start, end = sentences[0]
    for next_start, next_end in sentences[1:]:
        if (end - start) + (next_end - next_start) / 2 > share or next_end - start > 2 * target:
            yield start, end
            start = next_start
        end = next_end
    yield start, end
