"""What no passage can bear out: words not quoted as they stand, parts that exceed their whole."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index import Passage, analyse, bare, sentence_spans
from rag.checking.causes import is_turned_round
from rag.checking.derived import amount
from rag.language.values import values_of

# '월 9,800원' is no rhythm.
_RHYTHMS = tuple(
    re.compile(rf"(?<![가-힣])(?:{words})")
    for words in (
        r"매일|날마다|하루에|1일 \d회",
        r"매주|주마다|1?주일에|한 주에",
        r"매월|매달|달마다|한 달에|월(?= [^\d약])",
        r"매년|해마다|1년에|한 해에|연(?= [^\d약])",
    )
)
_FOREIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_MOST_FOREIGN = 0.5
_QUOTED = re.compile(r"['‘\"“]([^'‘’\"“”]{1,200})['’\"”]")
_OF_ALL = re.compile(r"(?:^|\s)(?:중|가운데)(?:에서|에)?\s")


def is_possible(said: str, passages: Sequence[Passage]) -> bool:
    """Whether quotes are the passages' words, no part is more than its whole, how often something
    happens is told as often, and what comes of what is not told the other way round.
    """
    return (
        _verbatim(said, passages)
        and not _part_exceeds_whole(said)
        and not _happens_otherwise(said, passages)
        and not is_turned_round(said, passages)
    )


def _happens_otherwise(said: str, passages: Sequence[Passage]) -> bool:
    """Whether something is said to happen every month of which only other rhythms are told."""
    rhythms = [one for one in _RHYTHMS if one.search(said)]
    if not rhythms:
        return False
    words = {m.form for m in analyse(said) if m.is_noun}
    sentences = (p.text[slice(*span)] for p in passages for span in sentence_spans(p.text))
    told = [one for one in sentences if sum(word in one for word in words) > 1]
    known = [one for one in _RHYTHMS if any(map(one.search, told))]
    return bool(known) and not any(one in known for one in rhythms)


def _part_exceeds_whole(text: str) -> bool:
    """Whether of some there are more than of all: '여섯 명 중 아홉 명'."""
    found = [(v, n) for v in values_of(text) if (n := amount(v)) is not None]
    return any(
        before.unit == after.unit
        and part > whole
        and _OF_ALL.search(text[before.end : after.start]) is not None
        for (before, whole), (after, part) in pairwise(found)
    )


def _verbatim(text: str, passages: Sequence[Passage]) -> bool:
    """Whether quotes are the passages' words, and no other script stands outside of them."""
    texts = [bare(passage.text) for passage in passages]
    quotes = [bare(quote) for quote in _QUOTED.findall(text)]
    if not all(any(quote in one for one in texts) for quote in quotes):
        return False
    foreign = _FOREIGN.findall(text)
    hangul = len(re.findall(r"[가-힣]", text))
    known = all(any(run in one for one in texts) for run in foreign)
    return known and sum(map(len, foreign)) < _MOST_FOREIGN * hangul
