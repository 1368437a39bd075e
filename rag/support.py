"""Whether passages bear out a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Passage, analyse, sentence_spans


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence to be borne out, and the sentences before it."""

    text: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a passage that bears out a sentence; offsets in the document."""

    passage: Passage
    start: int
    end: int


def supports(claim: Claim, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """The first sentence that holds all words and numbers of the claim."""
    wanted = _words(claim.text)
    for passage in passages:
        for start, end in sentence_spans(passage.text):
            if wanted and wanted <= _words(passage.text[start:end]):
                return (Evidence(passage, passage.start + start, passage.start + end),)
    return ()


def _words(text: str) -> frozenset[str]:
    numbers = re.findall(r"\d[\d,.]*\s?\S", text)
    return frozenset([*numbers, *(m.form for m in analyse(text) if m.is_content)])
