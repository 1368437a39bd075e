"""Where the paragraphs and the sentences of a text begin and end."""

import re
from collections.abc import Iterator

from corpus.talk import SAID
from index.headings import is_like_heading

# A single sentence may be as long.
_LIMIT = 700
# A row of a table stays whole up to here; then it is cut between cells.
_LONGEST_ROW = 1400
_SENTENCE_END = re.compile(
    r"(?<![0-9])(?<![ (][A-Za-z])[.!?。…]+[\"'”’」』)\]²³¹⁰-⁾*_]*(?=\s)"
    r"|[.!?。…]+[\"'”’」』)\]²³¹⁰-⁾*_]*(?=\n|$)"
    r"|(?<=[가-힣]다)\.(?=[가-힣])"  # no space after it
)
# What a full stop ends that is no sentence: '가.' of an item, 'Tel.' before a number.
_LETTERS = "가나다라마바사아자차카타파하"
_ABBREVIATED = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,4}\.$")
# A heading by its markup.
MARKED = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$")
_BLOCK_START = re.compile(
    r"\s*([-*•▶○●□■◦※|①-⑳Ⅰ-Ⅻ]|\d{1,3}[.)]|[가-하][.)]|제\s?\d+\s?[편조장절항])"
)

Span = tuple[int, int]


def sentence_spans(text: str) -> list[Span]:
    """The spans of the sentences of `text`; line breaks inside them are kept, ends are trimmed."""
    spans = []
    for start, end in paragraphs(text, 0, len(text)):
        spans.extend(sentences(text, start, end))
    return spans


def paragraphs(text: str, start: int, end: int) -> list[Span]:
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
        if wrapped and not fresh and not _BLOCK_START.match(line) and not MARKED.match(line):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
        fresh = MARKED.match(line) is not None or is_like_heading(line)
    return spans


def _is_hard_wrapped(text: str) -> bool:
    """Whether line breaks are mere wraps: most lines are about as long as the longest."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) < 4 or lengths[-1] > 120 or lengths[-1] < 25 or SAID.search(text):
        return False
    full = sum(length >= 0.75 * lengths[-1] for length in lengths)
    return full >= 0.6 * len(lengths)


def sentences(text: str, start: int, end: int) -> list[Span]:
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
