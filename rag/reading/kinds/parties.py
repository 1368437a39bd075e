"""Labels for who does something: '시공: 동해건설', '제조원: 한성제약', '숙소: 바다펜션'.

Forms name a doer by the deed, with or without the word for one behind it; questions ask for it by
either, or by the everyday verb: '누가 공사해?', '어디서 만들었어?', '시공사는?'.
"""

import re

from rag.reading.kinds.sorts import is_amount, tells_time
from rag.reading.scoring.query import Query

_WHO = ("person", "place", "group")
# '제조사', '판매원', '시공업체': who does what is named before.
_DOER = re.compile(r"(?:사|자|원|인|처|업체|업자|회사|기관|부서|법인|단|장소|방법)$")
# What the deed of a label is called when people ask.
_DEEDS = (
    (re.compile(r"만들|만든|만드는|생산|제작"), frozenset("제조 제작 생산".split())),
    (
        re.compile(
            r"(?:누가|(?:어느|어떤|무슨)\s?(?:회사|업체|곳)\S{0,2})\s(?:\S*공사\S*\s)?(?:[하해했]|맡)"
            r"|공사\s?(?:업체|회사)|시공"
        ),
        frozenset(["시공"]),
    ),
    (re.compile(r"파는|팔[아고았]?|판매"), frozenset(["판매"])),
    (
        re.compile(r"(?:어디|무슨|어느)\S{0,4}\s?(?:자[?요나는니]|잤|자$|잠|묵|머[무물]|숙박)"),
        frozenset("숙소 숙박 숙박지 호텔".split()),
    ),
    (re.compile(r"(?:어디|어떻게)\S{0,2}\s?(?:둬|두어|놔|보관)"), frozenset(["보관"])),
)
# '속기 담당', '촬영한 사람', '감리 맡은 데'
_DOES = ("담당", "한사람", "한분", "한곳", "맡", "를맡", "을맡", "책임")
_WORDS = frozenset(
    "누구 누 어디 어느 회사 업체 기업 곳 데 사람 기관 하 맡 만들 만드 생산 제작 제조 공사 시공 팔 "
    "해 파 자 자다 묵 머무르 머물 잠 숙박 두 놓 보관 제조사 제조원 시공사 판매처 감리사".split()
)


def tells_party(query: Query, label: str, said: str) -> bool:
    """Whether a label names the doer, or the place, of the deed that a question asks about."""
    named = said.partition("(")[0]
    if query.asked.kind not in _WHO or is_amount(named) or tells_time(named):
        return False
    deed = _DOER.sub("", label)
    if any(asks.search(query.text) and deed in deeds for asks, deeds in _DEEDS):
        return True
    if len(deed) > 1 and any(f"{deed}{does}" in query.bare for does in _DOES):
        return True
    asked = {query.predicate, *query.asked.head[:1]}
    if len(deed) > 1 and any(_DOER.sub("", one) == deed for one in asked):
        return True
    how = deed.removesuffix(query.predicate)
    return deed != how and len(query.predicate) > 1 and how in query.bare


def party_words(query: Query) -> frozenset[str]:
    """The words of a question that such a label stands for."""
    return _WORDS | {query.predicate}
