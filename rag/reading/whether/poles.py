"""Matters with two poles that documents tell in few words: 포함 or 별도, 무료 or a price, 완료.

A notice has no sentence like '봉투도 포함되나요?': it says '초대장(봉투 포함)'. What stands at one
pole answers where its clause, with the label, the row or the topic that it belongs to, names all
that is asked about, and no condition that nobody asked about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Passage, analyse, terms_of
from rag.checking.support import Evidence
from rag.language.question_type import asks_whether
from rag.language.word_groups import is_among
from rag.reading.sentences.steps import steps
from rag.reading.whether.permissions import (
    ANYBODY,
    adds_condition,
    asks_denied,
    is_denied_twice,
    names_beside,
)
from rag.reading.whether.told_clauses import (
    EXCEPTION,
    LEFT_OUT,
    ToldClause,
    agreed,
    clauses_told,
    left_untold,
    subject_of,
    tells,
    unnamed,
)
from rag.retrieval.query import question_terms

# '내지 않아도 된다' spares, and denies nothing.
_DENIED = r"[가-힣]지\s?(?:는\s?)?(?:않(?!아도)|못|아니)"
_SPARED = re.compile(r"[가-힣]지 ?않아도|(?<![가-힣])안 [가-힣]{1,3}도 [되돼됩된]|없어도")
_FREE = r"무료|무상|공짜|[가-힣](?:비|료|금)[을를은는이가]?\s?(?:받지 않|내지 않|없|면제)"
_PRICE = r"[1-9][\d,]*\s?(?:[천만억]\s?)*원"
_END = r"[가-힣]{0,6}(?:\s(?:건가요|거야|거예요|있[가-힣]{1,4}))?\s*\?*\s*$"
# Words that say nothing of what a question is about.
_LIGHT = frozenset(
    "되 돼 하 있 없 수 가능 괜찮 주 드리 받 날 때 중 것 거 건 도 좀 혹시 다 모두 이미 안 않 못 돈 "
    "비용".split()
)
# '안 되는', '안되는'; 안건 and 안내 deny nothing.
_NEGATED = re.compile(
    r"없|(?<![가-힣])(?:[안못]\s|안[되돼된됩해했하]|못[하해했])|[가-힣]지 ?(?:않|못)|불필요|무관"
)
_POLES = frozenset("가능 불가 금지 불가능 완료 예정 실패 성공 무료 효과 포함 제외".split())
_NUMBER = re.compile(r"\d\S*")


@dataclass(frozen=True, slots=True)
class _Matter:
    """How it is asked at the end of a question, and how clauses tell that it is so or not.

    `light` words say no more than the matter itself. The `deed` may go without saying where all
    that is said of a thing is the pole: '돗자리는 가능'.
    """

    asks: re.Pattern[str]
    so: re.Pattern[str]
    not_so: re.Pattern[str]
    light: frozenset[str]
    deed: bool


def _matter(asks: str, so: str, not_so: str, light: str = "", *, deed: bool = False) -> _Matter:
    return _Matter(
        re.compile(rf"(?:{asks}){_END}"),
        re.compile(so),
        re.compile(not_so),
        _LIGHT.union(light.split()),
        deed,
    )


_MATTERS = (
    _matter(
        r"무료|무상|공짜|(?:무료|무상|공짜)로 \S+ 수\s?있"
        r"|(?:돈|값|[비료금])\S?\s(?:따로 )?(?:안 내도|내지 않아도)\s[되돼]",
        _FREE,
        rf"유료|{_PRICE}",
        "무료 무상 공짜 요금 비용 가격 값 금액 참가",
    ),
    _matter(
        r"(?:돈|값|[비료금])\S?\s(?:따로 |별도로 |더 |꼭 )?"
        r"(?:내야(?: [하되한돼])?|내나|받나|드나|드는|들어[?요])",
        rf"유료|{_PRICE}",
        _FREE,
        "무료 무상 공짜 요금 비용 가격 값 금액 참가",
    ),
    _matter(
        r"통과(?:됐|되었|했|됨)|가결(?:됐|되었|됨)|채택(?:됐|되었|됨|했)|승인(?:됐|되었|받았|났|됨)"
        r"|합격(?:했|됨|이야)|받아들여(?:졌|진)|반영(?:됐|되었|했|됨)|수용(?:됐|되었|했|됨)",
        r"(?<!미)(?<!불)(?:통과|가결|채택|승인|합격|수용|반영|의결)",
        r"부결|보류|반려|기각|미반영|불수용|미채택|불승인|불합격|탈락"
        r"|(?:통과|가결|채택|승인|합격|수용|반영|받아들)\S{0,3}지\s?(?:는\s)?(?:않|못)",
        "통과 가결 채택 승인 합격 수용 반영 의결 안건 심의 결과 부결 보류 반려 기각 탈락 불합격",
    ),
    _matter(
        r"포함|들어\s?(?:가|간|있)",
        r"포함|들어\s?(?:있|간다|갑니다)",
        rf"별도|제외|따로|(?:불|미)포함|{_DENIED}|들어\s?있지",
        "포함 들어가 들 가 금액 가격",
    ),
    _matter(r"대상", r"포함|대상(?!이 아)", r"제외|대상이 아", "대상"),
    _matter(
        r"취소되|취소돼|취소됩|중단되|중단돼|연기되",
        r"취소|중단|연기",
        r"[아어여와]도\s(?:\S+\s){0,3}?(?:엽니다|연다|열[리립린]|진행|개최|그대로)",
        "취소 중단 연기 열 진행",
    ),
    _matter(
        r"끝났|끝나|완료|마쳤|끝난 (?:상태|거|건)",
        r"완료(?! ?예정)|끝났|마쳤",
        rf"예정|미완료|{_DENIED}",
        "끝나 끝내 완료 마치 전액 전부 지급 처리",
    ),
    _matter(
        r"성공했|성공하|효과[가는]?\s?있었|효과[가는]?\s?있",
        r"성공|효과\s?있|효과가 있",
        r"실패|효과\s?없|효과가 없|효과는 없",
        "성공 효과 있",
    ),
    _matter(
        r"갖고\s?있|가지고\s?있|보유하|(?<!수)(?<!수\s)있",
        r"보유|있음|있다|있습니다|있었|갖추",
        rf"미보유|없음|없다|없습니다|없었|{_DENIED}",
        "갖 가지 보유 자격 자격증 면허",
    ),
    _matter(
        r"생략해도 [되돼]|안 [가-힣]{1,3}도 [되돼]|[가-힣]지 않아도 [되돼]",
        r"지 ?않(?:음|아도|는다|습니다)|생략|면제|필요 ?없|불필요",
        r"필수|반드시|야 (?:한|합)",
        "생략 내 않 안 필요",
    ),
    _matter(
        r"[되돼됩될]|가능|수\s?있",
        r"가능|수\s?있|도\s[됩된되돼]|허용|(?:드립|줍)니다|드린다|준다",
        rf"불가|금지|수\s?없|안 [됩된되]|제외|{_DENIED}",
        "가능 불가 금지 불가능",
        deed=True,
    ),
)


def pole_told(question: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """Whether what is asked is so, by the clause that tells the pole of it; None for no such.

    None too where two clauses of the document tell different poles.
    """
    matter = next((one for one in _MATTERS if one.asks.search(question)), None)
    if matter is None or asks_denied(question) or not asks_whether(question, analyse(question)):
        return None
    asked = _asked(question, matter)
    return agreed(
        [
            (pole, one.evidence)
            for passage in passages
            for one in clauses_told(passage)
            if (pole := _pole(question, matter, asked, one)) is not None
        ]
    )


def _asked(question: str, matter: _Matter) -> Sequence[str]:
    """What a question is about beside the matter."""
    rest = _without_matter(question, matter)
    return [term for term in question_terms(rest) if term not in matter.light]


def _without_matter(question: str, matter: _Matter) -> str:
    ends = matter.asks.search(question)
    return question[: ends.start()] if ends else question


def _pole(question: str, matter: _Matter, asked: Sequence[str], one: ToldClause) -> bool | None:
    """At which pole a clause stands that tells of all that is asked."""
    denied = matter.not_so.search(one.text) is not None
    if not denied and not matter.so.search(one.text):
        return None
    if "?" in one.text or is_denied_twice(one.text) or _adds(question, one.text):
        return None
    rest = _without_matter(question, matter)
    if _NEGATED.search(rest) and not _NEGATED.search(one.text):
        return None
    # That one need not says nothing of whether one may.
    if matter.deed and _SPARED.search(one.text) and not _NEGATED.search(rest):
        return None
    new = unnamed(rest, asked, one.passage)
    own = [term for term in new if tells(one.text, term)]
    left = left_untold(rest, asked, one)
    if _is_of_others(one, asked):
        return None
    terse = all(is_among(word, own) for word in _said(one.text, matter))
    if matter.deed and own and left == list(asked[-1:]) and (terse or LEFT_OUT.search(one.text)):
        left = []
    return None if left or not new or not (own or terse) else not denied


def _is_of_others(one: ToldClause, asked: Sequence[str]) -> bool:
    """Whether a clause has a subject of which, and of all that it is named by, nobody asks."""
    subject = subject_of(one.text)
    if not subject or any(tells(subject, term) for term in asked):
        return False
    return bool(terms_of(subject) - ANYBODY - terms_of(one.passage.context))


def _said(clause: str, matter: _Matter) -> frozenset[str]:
    """What a clause says beside the pole and numbers."""
    return terms_of(_NUMBER.sub(" ", clause)) - matter.light - _POLES


def _adds(question: str, clause: str) -> bool:
    """Whether a clause holds under a condition, or for a number, that nobody asks about."""
    numbers = {(step.unit, step.low, step.high) for step in steps(question)}
    measured = any((step.unit, step.low, step.high) not in numbers for step in steps(clause))
    told = EXCEPTION.sub("", clause)
    return measured or adds_condition(question, told) or names_beside(question, told)
