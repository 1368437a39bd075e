"""Paragraphs of plain texts, whose lines a program may have wrapped at a width.

Mails, notices and what was copied out of a PDF have wrapped paragraphs and lists of short lines
one after the other, so each run of lines without an empty one between is judged by itself.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.symbols import LETTERS
from corpus.talk import SAID
from corpus.wrapped import ENDED, NARROW, columns, is_full
from index.headings import MARKED, is_like_heading
from index.tokens import analyse

# A longer line is a paragraph by itself.
_WIDEST = 160
# Letters of a font that are narrow or wide: a line that ends so near the widest is full.
_NEARLY = 0.9
# In wrapped prose every other line ends within a clause; in a list hardly any does.
_SHARE = 0.25
_ITEM = re.compile(
    rf"[-*•▶○●□■◦※|①-⑳Ⅰ-Ⅻ]|\d{{1,3}}[.)](?!\d)|[{LETTERS}][.)]"
    r"|제\s?\d+\s?[편조장절항](?:의\s?\d+)?(?![가-힣])"
)
_LABEL = r"[^\W\d][^:：\n]{0,11}\s?[:：]\s"
# An item, a label, a note in brackets, a heading by its markup.
_BEGINS = re.compile(rf"{_ITEM.pattern}|{_LABEL}|\([^()]*\)$|{MARKED.pattern}")
_SAYS = re.compile(rf"(?!{_LABEL}).*[가-힣][.!?][\"'”’」』)\]]*$", re.DOTALL)

Span = tuple[int, int]


def whole_lines(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """The paragraphs that lines make, none of them empty: what was wrapped is one."""
    if len(lines) < 2 or any(text[start] == "|" for start, _ in lines):
        yield from lines
        return
    drawn = [text[text.rfind("\n", 0, start) + 1 : end] for start, end in lines]
    widest = max(map(columns, drawn))
    if not NARROW <= widest <= _WIDEST or any(map(SAID.match, drawn)):
        yield from lines
        return
    first = 0
    for number, (line, after) in enumerate(zip(drawn, [*drawn[1:], ""], strict=True), 1):
        if after and is_full(line, after, _NEARLY * widest) and not _is_apart(line, after):
            continue
        if _is_wrapped(drawn[first:number]):
            yield lines[first][0], lines[number - 1][1]
        else:
            yield from lines[first:number]
        first = number


def item_mark(line: str) -> str:
    """What kind of mark an item begins with, '' for none: all numbers are one kind."""
    match = _ITEM.match(line)
    return re.sub(rf"\d+|[{LETTERS}](?=[.)])", "1", match[0]) if match else ""


def _is_apart(line: str, after: str) -> bool:
    """Whether a line is no part of the paragraph above, or that is a heading or announces it."""
    line, after = line.strip(), after.strip()
    if MARKED.match(line) or is_like_heading(line) or line.endswith(":"):
        return True
    cut = after.startswith("다.") and not ENDED.search(line)  # the end of the sentence above
    return not cut and _BEGINS.match(after) is not None


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether full lines and one after them are a paragraph: clauses go on over their ends."""
    ends = [(line, after) for line, after in pairwise(lines) if not ENDED.search(line)]
    if not ends:
        return False
    if _ITEM.match(lines[0].lstrip()) and _depth(lines[1]) > _depth(lines[0]):
        return True
    within = sum(_goes_on(line.split()[-1], after.lstrip()) for line, after in ends)
    within += _SAYS.match("\n".join(lines)) is not None
    return within > 0 and within >= _SHARE * len(ends)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on(last: str, after: str) -> bool:
    """Whether a clause goes on behind the last word of a line: '접수는', '마감하고', 'held'."""
    if last.endswith(",") or (last[-1].islower() and after[0].islower()):
        return True
    end = analyse(last)[-1]
    return end.tag[0] in "JE" and end.tag not in ("EF", "ETN")
