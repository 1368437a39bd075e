"""What a sentence says to be the most of something: '식물성 고기가 … 가장 큰 비중을 보였고'."""

import re

from index import analyse
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate
from rag.reading.sentences.borders import SENTENCE_END, member_at, parted_at
from rag.reading.tables.comparing import first_degree
from rag.reading.tables.measuring import NOUNS

_MOST = re.compile(r"가장|제일")
# '푸르키네 섬유의 전도 속도는 가장 빠르다'
_OWNER = re.compile(r"(?P<owner>.{2,30})의\s(?P<owned>[가-힣\s]{1,12})")
# What is likeliest is a subject itself.
_MARKED = re.compile(r"(?:이|가|은|는|입니다|이다|이며|였)")
_NOMINAL = frozenset("NNG NNP NNB SL XPN XSN XR JKG JC SN SO".split())
_KINDS = frozenset("thing place group name work".split())


def winner_told(query: Query, best: Candidate) -> str:
    """What the clause with the superlative is about, where it is asked which thing that is; or ''.

    Of what something measures the thing is told: '섬유' of '섬유의 속도'.
    """
    text, start = best.text, best.short_start - best.start
    if query.asked.kind not in _KINDS or query.asked.unit or not _MOST.search(query.text):
        return ""
    most = next((m for m in _MOST.finditer(text) if _is_asked(query, text, m.start())), None)
    if text.startswith("|") or most is None:
        return ""
    member = member_at(text, most.start())
    inside = member in member_at(text, start)
    if inside and _MARKED.match(text, start + len(best.short)):
        return ""
    before = member[: member.find(most[0])]
    name = _last_subject(before)
    owned = _OWNER.fullmatch(name)
    if owned and all(word in query.bare for word in owned["owned"].split()):
        name = owned["owner"]
    nouns = [m.form for m in analyse(name) if m.tag in NOUNS]
    known = all(noun.lower() in query.bare for noun in nouns)
    return "" if known or any(letter.isdigit() for letter in name) else name


def _is_asked(query: Query, text: str, place: int) -> bool:
    """Whether the superlative at a place is of the degree that is asked for, if one is.

    '신안이 가장 많았고 시흥이 가장 적었다' has two.
    """
    asked = _degree(query.text, 0)
    return asked in (None, _degree(text, place))


def _degree(text: str, place: int) -> str | None:
    """The adjective that follows the first superlative from a place on; None for none."""
    most = _MOST.search(text, place)
    return first_degree(analyse(text[most.end() :])) if most else None


def is_of_other_degree(query: Query, text: str, start: int) -> bool:
    """Whether the most of something is told where the least is asked for, and told as well."""
    if _MOST.search(query.text) is None:
        return False
    member = member_at(text, start)
    own = _MOST.search(member)
    if own is None or _is_asked(query, member, own.start()):
        return False
    sentence = text[slice(*parted_at(SENTENCE_END, text, start))]
    places = [m.start() for m in _MOST.finditer(sentence)]
    return len(places) > 1 and any(_is_asked(query, sentence, place) for place in places)


def _last_subject(before: str) -> str:
    """The nouns before the last particle of a subject; before that of a topic where none is."""
    morphemes = analyse(before)
    for particles in (("이", "가"), ("은", "는")):
        for place in range(len(morphemes) - 1, 0, -1):
            one = morphemes[place]
            if one.form in particles and one.tag in ("JKS", "JX"):
                first = place
                while first and morphemes[first - 1].tag in _NOMINAL:
                    first -= 1
                if first < place:
                    return before[morphemes[first].start : one.start]
    return ""
