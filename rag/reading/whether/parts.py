"""The clauses, items and cells of a passage, each with what it belongs to.

'- 야간: 불가(사전 신고 시 가능)' has two: '불가', of the label, and '사전 신고 시 가능', of all
before the bracket.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.symbols import BULLETS
from corpus.table import Span, cell_spans, is_row, is_rule
from index import Passage
from rag.language.spans import ReadPassage

KINDS = ("cell", "aside", "item", "clause")
_LABEL = re.compile(r"\s*(?:[-*○■※·]|\d+[.)])?\s*[^:：,.|]{1,24}[:：]\s")
BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
# Between two clauses.
BORDER = re.compile(
    r"(?<=[.!?])\s+|(?:(?<!단)(?<!다만)(?<!도),|\s/|→)\s"
    r"|(?:으?며|으?므로|지만|으나|[하되이있없렸]고|는데|은데)(?:,\s?|\s)"
)
_ITEM = re.compile(rf"\s*(?:[{BULLETS}·]|\d{{1,2}}[.)]|[가-하][.)]|[①-⑳]|\(\d{{1,2}}\))\s*")
TOPIC_MARKS = frozenset([("은", "JX"), ("는", "JX"), ("이", "JKS"), ("가", "JKS")])


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, an item or a cell; spans are in the text of its passage.

    `lead` has what it belongs to: the line above its list, its label, the topic that it shares,
    what it is an aside to, or the name of its row and that of its column; `beside` is the latter
    where the passage does not have it. `line` is the line it is of.
    """

    own: Span
    lead: tuple[Span, ...]
    line: Span
    kind: str
    beside: str = ""


def parts(read: ReadPassage) -> Iterator[Part]:
    """All parts of a passage, in order."""
    passage, start = read.passage, 0
    text, words = passage.text, zip(read.forms, read.tags, read.places[:, 1].tolist(), strict=True)
    topics = [end for form, tag, end in words if (form, tag) in TOPIC_MARKS]
    above: tuple[Span, ...] = ()
    header: Sequence[Span] | None = None
    for whole in text.splitlines(keepends=True):
        line = (start, start + len(whole.rstrip()))
        start += len(whole)
        if is_row(whole):
            following = text[start:].split("\n", 1)[0]
            if is_rule(following):
                header = cell_spans(text, *line)
            elif not is_rule(whole):
                yield from _of_row(passage, line, header)
        elif whole.strip():
            header = None
            item = _ITEM.match(text, *line) is not None
            yield from _of_line(text, line, above if item else (), topics, item)
            above = above if item else (line,)


def _of_row(passage: Passage, line: Span, header: Sequence[Span] | None) -> Iterator[Part]:
    text, columns = passage.text, passage.columns
    cells = cell_spans(text, *line)
    name = next((cell for cell in cells if any(map(str.isalpha, text[slice(*cell)]))), None)
    names = [columns[slice(*one)] for one in cell_spans(columns, 0, len(columns))]
    for number, cell in enumerate(cells):
        lead = [] if name in (None, cell) else [name]
        lead += [header[number]] if header and number < len(header) else []
        beside = names[number] if not header and number < len(names) else ""
        for own in _pieces(text, *cell):
            around = (cell,) if own != cell else ()
            yield Part(own, (*filter(None, lead), *around), line, "cell", beside)


def _of_line(
    text: str, line: Span, above: tuple[Span, ...], topics: Sequence[int], item: bool
) -> Iterator[Part]:
    start, end = line
    label = _LABEL.match(text, start, end)
    lead = (*above, (start, label.end())) if label else above
    for aside in BRACKETS.finditer(text, start, end):
        host = max((m.end() for m in BORDER.finditer(text, start, aside.start())), default=start)
        for own in _pieces(text, *aside.span(1)):
            yield Part(own, (*lead, (host, aside.start())), line, "aside")
    blank = text[:start] + BRACKETS.sub(lambda m: " " * len(m[0]), text[start:end])
    topic: tuple[Span, ...] = ()
    for own in _pieces(blank, label.end() if label else start, end):
        marks = [at for at in topics if own[0] < at <= own[1]]
        subject = ((own[0], marks[0]),) if marks else ()
        yield Part(own, lead if subject else (*lead, *topic), line, "item" if item else "clause")
        topic = subject or topic


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans between borders, with the ending that is the border."""
    for border in BORDER.finditer(text, start, end):
        if border.start() > start:
            yield start, border.end()
        start = border.end()
    if start < end:
        yield start, end
