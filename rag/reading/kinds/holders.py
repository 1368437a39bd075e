"""Who holds a post: a person's name, and not what else stands near '대표' or '원장'."""

import numpy as np
from numpy.typing import NDArray

from index import analyse, bare
from rag.language.known import KNOWN
from rag.language.persons import looks_like_person, may_name_person, names_post
from rag.language.spans import ReadPassage
from rag.reading.kinds.contacts import is_in_address
from rag.reading.scoring.query import Query, same_words
from rag.reading.scoring.span_scores import Judged, Spans

_LIKE, _BESIDE, _LATIN, _WORDS, _DIGITS = map(
    KNOWN.index, ("person_like", "beside_post", "latin", "words", "digits")
)
# Less of the probability than that on names says that none is told.
_LEAST = 0.05
_SHORT = 2
_LOOKED_AT = 1e-3
# Callings, and what else who has one is called where the word itself is not.
_CALLINGS = {
    "변호사": "변호인 대리인 법무법인",
    "판사": "법관 재판장 재판부",
    "검사": "검찰",
    "회계사": "회계법인",
    "약사": "약국",
    "간호사": "간호",
}
# Offices of which nobody else can be taken for the holder.
OWN_OFFICES = frozenset(
    "감사 의장 부의장 회장 부회장 간사 총무 서기 이장 통장 교장 교감 위원장".split()
)
# Where a name is asked for, what somebody is does not answer.
# Nouns for what a person is called.
NAME_NOUNS = frozenset("이름 성함 성명".split())
_PARTIES = (
    ("원고", "피고"),
    ("매도인", "매수인"),
    ("임대인", "임차인"),
    ("채권자", "채무자"),
    ("도급인", "수급인"),
)


def asks_holder(query: Query) -> bool:
    """Whether a question asks who holds a post: '원장 이름', '대표가 누구야?'."""
    return query.asked.kind == "person" and (bool(post_asked(query)) or _asks_name(query))


def post_asked(query: Query) -> str:
    """The post whose holder is asked for: 원장 of '원장 이름'; '' for none."""
    return next(filter(names_post, query.asked.head), "")


def _asks_name(query: Query) -> bool:
    return query.asked.noun in NAME_NOUNS


def may_hold(spans: Spans) -> NDArray[np.bool_]:
    """Which spans may be who holds a post: names, what stands beside a post, another post."""
    return np.concatenate([_of_passage(read) for read in spans.reads])


def lacks_holder(judged: Judged) -> bool:
    """Whether a holder is asked for and hardly any of what is likely to answer may be one."""
    spans = judged.spans
    if not asks_holder(spans.query):
        return False
    held = (judged.shares > _LOOKED_AT) & may_hold(spans)
    told = [i for i in np.flatnonzero(held) if not is_another(judged, int(i))]
    return float(judged.shares[told].sum()) < _LEAST or _is_unheard_of(judged)


def _is_unheard_of(judged: Judged) -> bool:
    """Whether one of a calling is asked for, which nothing that was read speaks of."""
    head = post_asked(judged.spans.query)
    if head not in _CALLINGS:
        return False
    words = {*_CALLINGS[head].split(), *same_words([head])[head]}
    texts = [bare(f"{read.passage.context}{read.passage.text}") for read in judged.spans.reads]
    return not any(bare(word) in text for text in texts for word in words)


def is_another(judged: Judged, number: int) -> bool:
    """Whether a name stands directly beside another post, or on the line of the other party.

    So does what is of a street address. Not where the post that is asked for is named there as
    well: '의장: 회장 빈태건'.
    """
    query, spans = judged.spans.query, judged.spans
    passage = spans.reads[spans.place[number]].passage
    start, end = (int(at) - passage.start for at in spans.offsets[number])
    if is_in_address(passage.text, start, end):
        return True
    named = _is_named(post_asked(query), passage.text, start, end)
    if _asks_name(query) and not named:
        return True
    before, after = passage.text[:start].rpartition("\n")[2], passage.text[end:].split("\n")[0]
    for ours, theirs in (*_PARTIES, *((two, one) for one, two in _PARTIES)):
        if ours in query.text and theirs not in query.text and theirs in before:
            return ours not in before
    head, line = post_asked(query), f"{before}{spans.text(number)}{after}"
    if head not in OWN_OFFICES and head not in _CALLINGS:
        return False
    beside = [*before.split()[-1:], *after.split()[:1]]
    # '담당변호사 노아린'
    held = any(names_post(word) or word.endswith(tuple(_CALLINGS)) for word in beside)
    other = head not in line and held
    return other or not named


def _is_named(post: str, text: str, start: int, end: int) -> bool:
    """Whether a span may be a name, for whatever words that is made of beside the post itself."""
    said = text[start:end]
    beside = text[:start].rstrip().endswith(post) or text[end:].lstrip().startswith(post)
    if post and beside and looks_like_person(said, [m.tag for m in analyse(said)]):
        return True
    return _may_be_named(said)


def _may_be_named(said: str) -> bool:
    """Whether a text has a word that may be a name: not '보고' of '감사 보고'."""
    proper = any(m.tag in ("NNP", "SL") for m in analyse(said))
    return proper or any(map(may_name_person, said.split()))


def _of_passage(read: ReadPassage) -> NDArray[np.bool_]:
    known = read.known
    posts = np.array([names_post(read.forms[last]) for last in read.spans[:, 1]], bool)
    words = np.array([may_name_person(surface) for surface in read.surfaces], bool)
    # Names of two syllables are as often those of towns.
    long = np.array([len(surface) > _SHORT for surface in read.surfaces], bool)
    like = (known[:, _LIKE] > 0) & long
    # Sam Altman, but not LMM; what a span has of words is in thirds.
    latin = (known[:, _LATIN] == 1) & (known[:, _WORDS] > 0.5)
    plain = known[:, _DIGITS] == 0  # '회장 1명, 감사' is nobody
    return np.asarray(plain & (like | words | posts | latin | (known[:, _BESIDE] > 0)))
