"""Where a sentence, and the member of it that tells of one thing, begin and end."""

import re
from collections.abc import Iterator

from rag.reading.sentences.steps import STOP

# What is told side by side of several things.
LISTED = re.compile(
    r",\s+|\s/\s|(?:(?<=[하되이])며|(?<=[하되이않])고),?\s+"
    r"|(?<=[원명개대건%])으로,?\s(?=[^\s,]{2,}[이가]\s)"
)
# What is told in clauses of their own; verbs end in 고, but 신고, 공고 and the like are nouns.
_PARTED = re.compile(
    rf"{LISTED.pattern}|며,?\s+|(?:지만|으나),?\s+|(?<!걸)[아어해]서\s+(?=\S*\d)"
    r"|(?<=[가-힣])(?<![참최광창보사신경중예재원출권충공피금국입상항기숙제냉간])고,?\s+(?!있|싶|나서|난)"
)
SENTENCE_END = re.compile(rf"{STOP}(?=\s)|\n")
# Before the first member stands the end of what came before, or the number of a rule.
ENDED = re.compile(rf"{STOP}(?=\s|$)|\n|\||제\s?\d+조(?:의\s?\d+)?\s?\([^()]*\)|[①-⑳]")
# What is told of each in turn stands apart from its name.
_IN_TURN = re.compile(r"각각|각기|순서대로|차례로|순으로")


def member_at(text: str, place: int) -> str:
    """The member of its sentence at a place; the sentence where that has but one."""
    parts = _parts(text, *parted_at(ENDED, text, place), _PARTED)
    return next((text[low:high] for low, high in parts if low <= place < high), "")


def members(text: str, place: int, border: re.Pattern[str] = _PARTED) -> Iterator[tuple[int, int]]:
    """The members of the sentence at a place; none where it tells of each in turn."""
    low, high = parted_at(ENDED, text, place)
    if not _IN_TURN.search(text, low, high):
        yield from _parts(text, low, high, border)


def parted_at(border: re.Pattern[str], text: str, place: int) -> tuple[int, int]:
    """Where the part of a text at a place starts and ends, `border` being what parts it."""
    low = max((m.end() for m in border.finditer(text, 0, place)), default=0)
    close = border.search(text, place)
    return low, close.start() if close else len(text)


def _parts(text: str, low: int, high: int, border: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for gap in border.finditer(text, low, high):
        yield low, gap.end()
        low = gap.end()
    yield low, high
