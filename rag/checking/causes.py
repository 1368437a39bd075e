"""Whether a sentence tells as cause, or as what comes first, what its passage tells as outcome.

'예산이 부족해 공사가 멈췄다' links two things; '공사가 멈춘 것은 예산이 부족했기 때문이다' links
them too, and tells them in the other order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from index import Morpheme, Passage, analyse, sentence_spans
from rag.language.plain import plainly
from rag.language.scan import COORDINATE
from rag.language.word_groups import LIGHT, is_among

_SEQUELS = frozenset(
    "어 아 여 어서 아서 여서 라서 므로 으므로 니 으니 니까 으니까 더니 자 자마자 다가 면서 으면서 "
    "느라 길래".split()
)
# What goes on at the same time may be told with its cause.
_COORDINATE = COORDINATE - {"면서", "으면서"}
# Verbs that with 어 are little more than particles: '통해', '위해'.
_AS_PARTICLES = frozenset(
    "통하 위하 대하 의하 관하 따르 비하 걸치 향하 비롯 포함 제외 이용 활용".split()
)
_REASONS = frozenset("때문 탓 덕분 덕 바람".split())
_HENCE = re.compile(r"그래서|따라서|그러자|그 결과|이에|이로 인|[이그] 때문에")
_OUTCOMES = frozenset("것 이유 원인 까닭".split())
_AFTERWARDS = frozenset("뒤 후 다음 이후".split())


@dataclass(frozen=True, slots=True)
class _Link:
    """The words of what comes first and of what comes of it; `sure` where no mere 로 joins them."""

    first: frozenset[str]
    then: frozenset[str]
    sure: bool = True


def is_turned_round(text: str, passages: Sequence[Passage]) -> bool:
    """Whether a link of a sentence is told in the passages, and only the other way round."""
    ours = _links(text)
    if not ours:
        return False
    theirs = [link for passage in passages for link in _told(passage)]
    return any(_is_turned(link, theirs) for link in ours)


def _told(passage: Passage) -> Iterator[_Link]:
    """The links in the sentences of a passage, and from one to a next that begins with 그래서."""
    before = ""
    for start, end in sentence_spans(passage.text):
        sentence = passage.text[start:end]
        yield from _links(sentence)
        if before and _HENCE.match(sentence):
            yield _Link(_words(analyse(plainly(before))), _words(analyse(plainly(sentence))))
        before = sentence


def _is_turned(link: _Link, theirs: Sequence[_Link]) -> bool:
    if not link.sure or any(_overlap(link, one) for one in theirs):
        return False
    most = (len(link.first) + len(link.then)) / 2
    return any(_overlap(link, _Link(one.then, one.first)) > most for one in theirs)


def _overlap(link: _Link, other: _Link) -> int:
    """How many words two links share, each on its side; 0 where as many stand crosswise."""
    along = [_held(link.first, other.first), _held(link.then, other.then)]
    across = [_held(link.first, other.then), _held(link.then, other.first)]
    return sum(along) if all(along) and sum(along) > sum(across) else 0


def _held(words: frozenset[str], there: frozenset[str]) -> int:
    return sum(is_among(word, there) for word in words)


@lru_cache(maxsize=512)
def _links(sentence: str) -> tuple[_Link, ...]:
    morphemes = analyse(plainly(sentence))
    found: list[_Link] = []
    start = 0
    for place, one in enumerate(morphemes):
        after = morphemes[place + 1].tag if place + 1 < len(morphemes) else "EF"
        if after == "EF" or (one.tag == "EC" and one.form in _COORDINATE and after != "VX"):
            found.extend(_links_in(morphemes[start : place + 1]))
            start = place + 1
    parted = [replace(i, first=i.first - i.then, then=i.then - i.first) for i in found]
    return tuple(one for one in parted if one.first and one.then)


def _links_in(part: Sequence[Morpheme]) -> Iterator[_Link]:
    """The links between two coordinate endings."""
    if turned := _outcome_first(part):
        outcome, end = turned
        yield _Link(_words(part[outcome + 1 : end]), _words(part[:outcome]))
        part = part[outcome + 1 : end]
    for place, one in enumerate(part):
        first, then = _words(part[:place]), _words(part[place + 1 :])
        near = part[max(0, place - 2) : place]
        if _leads_on(part, place):
            yield _Link(first, then)
        elif one.form == "전" and near and near[-1].form == "기":
            yield _Link(then, first)
        elif one.tag == "JKB" and one.form in ("로", "으로") and near and near[0].tag != "SN":
            yield _Link(_words(near), then, sure=False)


def _outcome_first(part: Sequence[Morpheme]) -> tuple[int, int] | None:
    """Where the outcome ends and its cause: 'A한 것은 B했기 때문이다', 'A한 이유는 B이다'."""
    for place, (one, after) in enumerate(pairwise(part)):
        if one.form not in _OUTCOMES or after.form not in ("은", "는", "ᆫ"):
            continue
        ends = [
            n
            for n, (reason, copula) in enumerate(pairwise(part))
            if n > place and reason.form in _REASONS and copula.tag == "VCP"
        ]
        if ends or one.form != "것":
            return place, ends[0] if ends else len(part)
    return None


def _leads_on(part: Sequence[Morpheme], place: int) -> bool:
    """Whether what stands behind a morpheme comes of, or after, what stands in front."""
    one, before = part[place], part[:place][-1:]
    after = part[place + 1].tag if place + 1 < len(part) else ""
    if one.tag == "EC":
        stem = [m.form for m in part[max(0, place - 2) : place]]
        return one.form in _SEQUELS and after != "VX" and not _AS_PARTICLES.intersection(stem)
    if one.form in _REASONS:
        return after == "JKB"
    return one.form in _AFTERWARDS and any(m.tag == "ETM" for m in before)


def _words(part: Iterable[Morpheme]) -> frozenset[str]:
    """What says something of itself, but for numbers, which may stand on either side."""
    told = [m for m in part if m.is_content and m.tag not in ("SN", "NNB", "NR")]
    return frozenset(m.form for m in told if m.form not in LIGHT)
