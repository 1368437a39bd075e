"""Names of persons and the posts that persons hold, told by their form."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.labels import SURNAMES
from index import analyse
from index.words import is_common

# Of all that people in Korea bear; a few more than a hundred cover nearly everybody.
_ALL_SURNAMES = SURNAMES | frozenset(
    "유나라지엄채원천방공현함변염여추도석선설마길연위표명기반왕금옥육인맹제모탁국어은편예경봉사부가복태목형피"
    "두감음빈동온호범좌팽승간상시갈단견당화창계궉묵미아야영옹요용운자점종증진초춘탄판평포풍필한해환후"
)
_LONG_SURNAMES = frozenset("제갈 남궁 황보 선우 독고 사공 서문 동방 망절".split())
_NAME = re.compile(r"[가-힣]{2,4}|[가-힣A-Za-z]{2,}[ ·][가-힣A-Za-z]+")
# So many morphemes a name has at most, and one in Hangul without spaces begins with one of these.
MOST_OF_NAME = 3
BEGINNINGS = _ALL_SURNAMES | {name[0] for name in _LONG_SURNAMES}
_POSTS = frozenset(
    "대표 대표이사 이사 감사 사장 총재 총리 장관 차관 의원 위원 대통령 교수 박사 감독 작가 "
    "기자 연구원 대리 주임 사원 주무관 사무관 변호사 회계사 노무사 의사 간사 코치 선수 창업자 "
    "설립자 창립자 CEO CTO 씨 담당자 책임자 담당 대위 장군 신부 목사 스님 선생 판사 검사 "
    "심판관 조사관 감사관 대변인 학예사 매니저 강사 조교 간호사 약사 세무사 법무사 큐레이터 셰프 "
    "코디네이터 컨설턴트 영양사 조리사 상담사 사회복지사 운전기사 경비원 미화원 통역사".split()
)
_LED = re.compile(r"[가-힣]{1,6}장|[가-힣]{0,6}(?:군수|도지사)")
_NOT_LED = frozenset(
    "시장 직장 통장 문장 입장 성장 확장 포장 주장 저장 고장 도장 당장 긴장 연장 개장 상장 신장 "
    "출장 훈장 냉장 복장 비상장 대장 의상 무장 과장된 보장 가장 위장 소장품".split()
)
# Places, whatever stands before: 제2공장, 느티울수영장.
GROUNDS = tuple(
    "공장 매장 극장 농장 목장 광장 현장 주차장 경기장 운동장 수영장 야영장 회의장 전시장 작업장 "
    "사업장 행사장 시험장 공연장 정류장 예식장 장례식장 골프장 스키장 구장 연습장 훈련장".split()
)


def looks_like_person(name: str, tags: Sequence[str]) -> bool:
    """Whether a text of morphemes with those tags looks like a person's name: 반무열, 젠슨 황.

    Surnames are as good as closed; a known common noun of one morpheme is none.
    """
    if len(tags) > MOST_OF_NAME or not _NAME.fullmatch(name):
        return False
    if " " in name or "·" in name:
        return {*tags} <= {"NNP", "SL", "SP"}
    if len(tags) == 1:
        return tags[0] == "NNP" and name[0] in _ALL_SURNAMES
    surname = name[0] in _ALL_SURNAMES if len(name) == 3 else name[:2] in _LONG_SURNAMES
    return surname and {*tags} <= {"NNP", "NNG", "NR"}


@cache
def may_name_person(word: str) -> bool:
    """Whether a word by itself may be a name: a surname, two more syllables, no common noun.

    A surname of two syllables, as in 제갈미루 and 남궁솔, is plainly one.
    """
    plain = word[:2] in _LONG_SURNAMES and len(word) in (3, 4)
    return plain or (len(word) == 3 and word[0] in _ALL_SURNAMES and not _is_noun(word))


def _is_noun(word: str) -> bool:
    """Whether a word is a common noun; one taken apart into single syllables, 방·소·희, is none."""
    return is_common(word) and len(analyse(word)) < len(word)


@cache
def names_post(noun: str) -> bool:
    """Whether a noun names a post that people hold, as 대표, 원장."""
    led = _LED.fullmatch(noun) is not None and noun not in _NOT_LED
    return noun in _POSTS or (led and not noun.endswith(GROUNDS))
