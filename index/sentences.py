"""Where the paragraphs and the sentences of a text begin and end."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from corpus.symbols import LETTERS
from index.whole_lines import Span, whole_lines

# A single sentence may be as long.
_LIMIT = 700
# A row of a table stays whole up to here; then it is cut between cells.
_LONGEST_ROW = 1400
_SENTENCE_END = re.compile(
    r"(?<![0-9])(?<![ (][A-Za-z])[.!?。…]+[\"'”’」』)\]²³¹⁰-⁾*_]*(?=\s)"
    r"|[.!?。…]+[\"'”’」』)\]²³¹⁰-⁾*_]*(?=\n|$)"
    r"|(?<=[가-힣]다)\.(?=[가-힣])"  # no space after it
)
# What a full stop ends that is no sentence, besides the '가.' of an item: 'Tel.' before a number.
_ABBREVIATED = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,4}\.$")
# A number with its unit or commas or a telephone number, and what may name it: '추정가격'.
_VALUE = re.compile(
    r"[₩￦]?\s?\d[\d.]*(?:,\d{3})*(?:(?<=,\d{3})|\s?[십백천만억조]*\s?[가-힣%℃㎡]{1,2})"
    r"|0\d{1,2}-\d{3,4}-\d{4}"
)
_LABEL = re.compile(r"[가-힣]{2,8}(?: [가-힣]{1,8})?(?:\([가-힣 ]{1,10}\))?(?<![다요음함])")
# A line, white space around it or not.
_LINE = re.compile(r"[^\S\n]*((?:\S(?:[^\n]*\S)?)?)[^\S\n]*(?:\n|\Z)")


def sentence_spans(text: str) -> list[Span]:
    """The spans of the sentences of `text`; line breaks inside them are kept, ends are trimmed."""
    spans = []
    for start, end in paragraphs(text, 0, len(text)):
        spans.extend(sentences(text, start, end))
    return spans


def paragraphs(text: str, start: int, end: int) -> list[Span]:
    """Spans of the paragraphs of `text[start:end]`, trimmed, none empty."""
    spans: list[Span] = []
    for filled, group in groupby(_LINE.finditer(text, start, end), lambda line: bool(line[1])):
        if filled:
            spans += _with_labels(text, whole_lines(text, [line.span(1) for line in group]))
    return spans


def _with_labels(text: str, lines: Iterable[Span]) -> list[Span]:
    """Lines, of which a bare value and the label on the line above are one: '정가' and '3,000원'.

    So do pages come where the cells of a table stand below each other. Where a value comes first,
    it is of what stands below.
    """
    spans: list[Span] = []
    labels_first = True
    for start, end in lines:
        valued = _VALUE.fullmatch(text, start, end) is not None
        if valued and labels_first and spans and _LABEL.fullmatch(text, *spans[-1]):
            spans[-1] = spans[-1][0], end
        else:
            labels_first = labels_first and not valued
            spans.append((start, end))
    return spans


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
    if dot.start() == start + 1 and text[start] in LETTERS:
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
