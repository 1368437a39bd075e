"""From when till when: the sentence that tells both ends, not one that tells some other day."""

import re
from dataclasses import replace
from itertools import pairwise

from rag.language.values import values_of
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.sentences.extent import whole_answer

_ASKS = re.compile(r"(?:언제|며칠)부터\s(?:언제|며칠)까지")
_TO = re.compile(r"(?:\([^()]*\))?(?:\s?\d{1,2}:\d\d)?\s?(?:[~∼–-]|부터)\s?")
# How many of the likeliest are looked at, and how much of the question they must hold.
_LOOKED_AT = 8
_AS_MUCH = 0.8


def both_ends(judged: Judged) -> tuple[Candidate, str] | None:
    """The likeliest sentence that tells a day to begin with and one to end with, and both.

    None where that is not asked, or no sentence that holds as much of the question has both.
    """
    query = judged.spans.query
    if not _ASKS.search(query.text):
        return None
    least = _AS_MUCH * judged.candidates[0].coverage
    for one in judged.candidates[:_LOOKED_AT]:
        days = [value for value in values_of(one.text) if value.unit == "date"]
        for begin, end in pairwise(days):
            if one.coverage < least or not _TO.fullmatch(one.text[begin.end : end.start]):
                continue
            first = one.text[begin.start : begin.end]
            begun = replace(one, short=first, short_start=one.start + begin.start)
            return one, whole_answer(query, begun)
    return None
