"""Whether it is so by a list that names what is asked about: '신문도 대출되나요?'.

The line or heading above says what holds for all that it lists, '다음의 자료는 대출하지 아니한다',
and the item, '신문', only what it holds for. What is on no list is not decided: hardly one says
that it has all.
"""

import re
from collections.abc import Iterator, Sequence

from index import terms_of
from rag.checking.support import Evidence
from rag.language.polarity import is_turned
from rag.language.spans import ReadPassage
from rag.language.word_groups import in_phrases, same
from rag.reading.whether.entries import Entry, entries
from rag.reading.whether.permissions import (
    ANYBODY,
    ASKING,
    adds_condition,
    asks_denied,
    denies_inside,
    is_denied_twice,
)
from rag.reading.whether.told_clauses import agreed, tells, told_together
from rag.retrieval.query import question_terms

_DENIES = re.compile(
    r"금지|불가|제외|(?<!무)제한|수\s?없|[가-힣]지\s?(?:는\s)?(?:아니|않|못|말|마)|아니\s?[된되]"
    r"|안\s?[되된됩]|삼가|거절|거부|미지급|미적용|비대상"
)
# What lists say of their things that stands against what is asked of one.
_AGAINST = (("필수", "선택"), ("선택", "필수"))
_MUST = re.compile(r"야\s(?:하|되|돼|한|할|합)|필수|의무|꼭|반드시")
_SPARES = re.compile(r"면제|무료|무상|감면")
_DEMANDS = re.compile(r"필수|반드시|의무")
_BELONGS = re.compile(
    r"포함|들어가|들어\s?있|해당|속하|대상|있(?:나|어|는|습|을)|인가요|입니까|이에요|예요|인가\?"
)
_CASE = re.compile(
    r"(?:다음|아래)[^,.]*?(?:경우|때)(?:에는|에)?|해당(?:하는|되는) (?:경우|때)(?:에는|에)?"
)
_ALL = re.compile(r"모두|요건|자격")
_LIGHT = frozenset(
    "사람 자 경우 것 등 상품 물품 물건 자료 행위 부 통 개 명 때 사항 항목 하 되 있 받 중 관하 대하 "
    "관련 해당 해당하 밖 그 본인 종류 범위 다음 각 호 어느 하나 같 따르 위하 목록 안 "
    "대상 대상자".split()
)
GENERIC = ASKING | frozenset(
    "포함 포함되 들어가 들어있 들 가 속하 해당 해당하 대상 대상자 이 맞 꼭 반드시 필요 의무 나오 "
    "따로 별도 종류 데".split()
)
_END = r"(?:[은는이가도을를만의]|까지|에게도?|이?라도|인가요?|이[야에])?(?!\w)"
_CARRIED = frozenset("가져가 가져오 갖 가지 들 챙기".split())
_BROUGHT = frozenset("반입 지참 휴대".split())


def itemised(question: str, reads: Sequence[ReadPassage]) -> tuple[bool, Evidence] | None:
    """Whether it is so by the lists that name what is asked about, if they agree; else None."""
    if asks_denied(question) or denies_inside(question) or is_turned(question):
        return None
    asked = [term for term in question_terms(question) if not any(map(str.isdigit, term))]
    return agreed(
        [
            (so, one.evidence)
            for read in reads
            for one in _near(asked, read)
            if (so := _told(question, asked, one)) is not None
        ]
    )


def _near(asked: Sequence[str], read: ReadPassage) -> Iterator[Entry]:
    """The entries of lines with a word that is asked about, found without analysing them again."""
    own = [term for term in asked if term not in GENERIC]
    # What titles name as well is seldom what tells one entry from the others.
    words = [term for term in own if term not in read.passage.context] or own
    rows = zip(read.forms, read.tags, read.places[:, 0].tolist(), strict=True)
    told = [(form, at) for form, tag, at in rows if tag[0] in "NXVS"]
    forms = {form for form in {form for form, _ in told} if _is_asked(form, words)}
    places = [at for form, at in told if form in forms]
    for one in entries(read.passage) if places else ():
        if any(one.span[0] <= at < one.span[1] for at in places):
            yield one


def _told(question: str, asked: Sequence[str], one: Entry) -> bool | None:
    """What the list says of an entry that is asked about; None where that is no such."""
    item = " ".join(one.pieces)
    named = "".join(piece for piece in one.pieces if _is_named(piece, question))
    own = [
        term
        for term in asked
        if term not in GENERIC and (term in named or told_in(item, term, asked))
    ]
    around = f"{one.host} {one.passage.titles}"
    rest = [term for term in asked if term not in own and term not in GENERIC]
    held = [term for term in rest if told_in(one.lead, term, asked)]
    if (
        not own
        or not (named or _is_whole(own, asked, one))
        or all(tells(one.lead, term) for term in own)
    ):
        return None
    left = [term for term in rest if term not in held and not _is_titled(term, around)]
    so = _by_lead(question, left, held, one)
    return so if so is None else so != one.left_out


def _by_lead(question: str, left: Sequence[str], held: Sequence[str], one: Entry) -> bool | None:
    """Whether what is asked holds for all of a list; `held` of that its lead tells, `left` not."""
    lead = one.lead
    for here, there in _AGAINST:
        if here in question and there in lead and here not in lead:
            return False if all(term == here for term in left) else None
    if _MUST.search(question):
        if _DEMANDS.search(lead) and not _SPARES.search(lead):
            return None if left[:-1] else True
        if _SPARES.search(lead):
            return None if left[:-1] or not (held or left) else False
    if left or is_denied_twice(lead) or _ALL.search(lead):
        return None
    if adds_condition(question, _CASE.sub(" ", lead).replace("제외", " ")):
        return None
    denied = {found for found in _DENIES.findall(lead) if found not in question}
    if held:
        return not denied
    # '취사해도 되나요?': the deed itself is listed.
    return False if denied and not _BELONGS.search(question) else None


def _is_whole(own: Sequence[str], asked: Sequence[str], one: Entry) -> bool:
    """Whether all of an entry is asked about, and not only some: 기름 묻은 종이 for 종이."""
    heavy = [term for term in own if term not in _LIGHT]
    there = [piece for piece in one.pieces if any(told_in(piece, t, asked) for t in heavy)]
    words = {word for piece in there for word in terms_of(piece)} - _LIGHT - ANYBODY
    return bool(heavy) and all(
        any(map(str.isdigit, word)) or _is_asked(word, asked) for word in words
    )


def _is_named(piece: str, question: str) -> bool:
    """Whether a question has a piece as a word of its own, however either is taken apart."""
    return len(piece) > 1 and re.search(rf"(?<!\w){re.escape(piece)}{_END}", question) is not None


def _is_asked(word: str, asked: Sequence[str]) -> bool:
    """Whether a question has a word, another for it, one made of it, or a phrase for it."""
    if any(same(word, term) or (len(word) > 1 and word in term) for term in asked):
        return True
    return any(all(part in asked for part in phrase) for phrase in in_phrases(word))


def told_in(text: str, term: str, asked: Sequence[str]) -> bool:
    """Whether a text tells a term of a question, by itself or by the phrase that it is part of."""
    if tells(text, term):
        return True
    if term in _CARRIED and terms_of(text) & _BROUGHT:
        return True
    return term in told_together(asked, text)


def _is_titled(term: str, around: str) -> bool:
    return term in ANYBODY or term in around or tells(around, term)
