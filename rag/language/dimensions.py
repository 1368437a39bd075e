"""What the number that a question asks for measures: money, a share, a date, people, a length."""

import re
from collections.abc import Sequence
from functools import cache

from index.units import dimensions_of

_HEADS = {
    "money": "가격 값 비용 금액 매출 매출액 상금 예산 요금 과징금 벌금 이용료 구독료 연봉 월급 "
    "급여 수당 수수료 시가총액 시총 보조금 지원금 제작비 연회비 투자액 투자금 판매가 "
    "보증금 임대료 자본금 등록금 수업료 출장비 식대 일비 과태료 위약금 연체료 배상금 "
    "대출금 이자 수입 소득 손실 적자 흑자 영업이익 순이익 부채 자산 몸값 계약금 이적료 "
    "현상금 사업비 공사비 운임 입장료 참가비 회비 등록비 교통비 숙박비 통신비 관리비 "
    "기업가치 통행료 사용료 수강료 관람료 주차료 대관료 배당금 공모가 수리비 진료비 식비 "
    "배송비 택배비 인건비 연구비 주가 단가 원가 시가 정가 임금 시급 세금 월세 전세 재산 료 액 비",
    "share": "비율 점유율 퍼센트 비중 확률 정답률 지지율 득표율 실업률 성장률 금리 이율 할인율 "
    "세율 찬성률 투표율 시청률 참석률 합격률 출석률 가동률 이자율 정확도",
    "age": "나이 연령 향년 정년",
    "people": "인구 인원 정원 병력 총원 직원 임직원 사원 종업원 관객 관중 회원 조합원 승객 학생 "
    "주민 주주 병사 근로자 환자",
    "length": "높이 길이 거리 너비 깊이 폭 둘레 키 신장 지름 직경 두께 고도",
    "area": "면적 넓이",
    "volume": "부피 용적 저수량 담수량",
    "weight": "무게 중량 체중 몸무게",
    "energy": "전력 소비전력 전력량 소모",
    "degrees": "온도 기온 각도 위도 경도",
    "rank": "순위 등수",
    "duration": "기간 소요시간 임기",
    "speed": "속도 빠르기 대역폭 주파수",
    "capacity": "용량",
    "size": "크기 사이즈",
}
_OF_HEAD = {noun: dimension for dimension, nouns in _HEADS.items() for noun in nouns.split()}
# Which dimensions answer for one that is asked, beside itself.
_ALSO = {
    "date": {"duration", "age"},
    "duration": {"date", "turns"},
    "things": {"turns", "rank", "score"},
    "turns": {"things", "rank"},
    "rank": {"turns", "things", "date"},
    "share": {"times"},
    "score": {"things", "turns"},
    "people": {"things"},
    "degrees": {"times"},
    "speed": {"length", "data", "times"},
    "capacity": {"volume", "data", "energy", "weight", "people"},
    "size": {"length", "area", "volume", "data"},
}
# What these syllables end is paid, as 위탁비, but for a few; and who these end is counted.
_PAID = re.compile(
    r"(?!.*(?:식재료|원재료|과소비|무방비))[가-힣]{2,}[비료금액]"
    r"|.*(?:[낙입]찰|구입|매입|구매|취득|추정|예정|공급|분양|출고|[도소]매|할인|소비자)가"
)
_COUNTED = re.compile(r"[가-힣]{2,}[자객생원민]")
# Rates are shares, but for those that are told otherwise: '경쟁률 3대 1', '출산율 0.7명'.
_RATE = re.compile(
    r"(?!.*(?:경쟁|출산|출생|사망|발생|유병|발병|이혼|혼인)[율률])[가-힣]{2,}[율률](?<!법률)(?<!자율)(?<!환율)(?<!규율)(?<!선율)"
)
# 인원 is a number, 직원 are people; the number of these is one.
COUNTS = frozenset("수 개수 갯수 인원수 숫자".split())
# 연수 is how many years.
_PERIODS = dict.fromkeys(["연", "햇"], frozenset(["duration"]))
_NUMBERS_OF_PEOPLE = frozenset("인구 인원 정원 병력 총원".split())
# '단체는 얼마나 깎아 줘?'
_CUT = re.compile(r"얼마나?\s(?:더\s|덜\s)?(?:깎|할인|감면|비[싸싼쌉]|[싸싼쌉](?![가-힣]{2}))")
_SPENDING = re.compile(
    r"얼마(?:에|를|나(?! ?자주)|씩)? ?(?:\S+ )?"
    r"(?:물[어었]|갚|부담|팔|판매|내(?![려리])|받|벌|쓰|쓴|썼|들|투자|지급|지원|냈|줬|주)"
    r"|돈(?:을|이|은|도)? ?(?:\S+ ){0,2}얼마"
)
_LASTING = re.compile(r"얼마나 ?(?:걸리|걸려|걸렸|오래|동안|지속)|까지 얼마나 남|얼마 ?만")
# Whatever is paid meanwhile: '회비를 얼마 동안 안 내면'.
_HOW_LONG = re.compile(r"얼마 ?동안")
# Not persons: '몇 분마다 와?', '걸어서 몇 분?'
_MINUTES = re.compile(
    r"몇\s?분\s?(?:마다|간격|길이|동안|걸|만에|이?내|안에|전|뒤|후|짜리)"
    r"|걸[어으려리][가-힣]* 몇\s?분"
)
# '커피는 얼마예요?' asks for money, '규모는 얼마예요?' for anything.
_PRICE = re.compile(r"얼마(?:야|[예에]요|이에요|[이인]|임|죠|지|입|\?|$)")
_OF_ANYTHING = re.compile(
    r"규모|수준|정도|성능|점수|.*점|등급|시간|횟수|순위|차이|간격|농도|수명|기한|[A-Za-z\d-]+|.*[율률량도수치]"
)
# '이용료는 시간당 얼마야?': for how long or how many it is does not hide what it is.
_FOR_EACH = (
    r"(?:(?:\d+|한)?\s?[가-힣]{1,4}(?<![수식배담일])당|월|연|매[월년]"
    r"|(?:[한두세] ?달|하루|[일한] ?년|한 해|\d+\s?[가-힣]{1,2})에)\s"
)
_BEFORE = re.compile(
    rf"([가-힣]{{2,}}?)(?:을|를|은|는|이|가)? (?:{_FOR_EACH}|총 |모두 |대략 |약 )*얼마"
)


def dimensions_asked(kind: str, unit: str, head: Sequence[str], question: str) -> frozenset[str]:
    """The dimensions that could answer a question, none where it may be anything.

    `kind`, `unit` and `head` are those of `rag.language.question_type.Asked`.
    """
    named: frozenset[str] = frozenset()
    if unit == "분" and _MINUTES.search(question):
        named = frozenset(["duration"])
    elif unit:
        named = dimensions_of(unit)
    elif kind == "date":
        named = frozenset(["date"])
    elif kind == "number":
        named = _of_number(head, question)
    return named.union(*map(answering, named))


def answering(dimension: str) -> frozenset[str]:
    """A dimension with those that answer for it; none for ''."""
    return frozenset([dimension, *_ALSO.get(dimension, ())]) if dimension else frozenset()


def _of_number(head: Sequence[str], question: str) -> frozenset[str]:
    if head and head[0] in COUNTS:
        return _of_count(head[1:])
    if _HOW_LONG.search(question):
        return frozenset(["duration"])
    nouns = (*head, *_BEFORE.findall(question))
    named = frozenset(filter(None, map(dimension_named, nouns)))
    if named:
        return named
    if _LASTING.search(question):
        return frozenset(["duration"])
    if _CUT.search(question):
        return frozenset(["money", "share"])
    if "얼마나 자주" in question:
        return frozenset(["duration", "turns"])
    priced = bool(head) and _PRICE.search(question) and not any(map(_OF_ANYTHING.fullmatch, nouns))
    return frozenset(["money"] if priced or _SPENDING.search(question) else [])


def _of_count(counted: Sequence[str]) -> frozenset[str]:
    """What the number of some sort of thing or people measures."""
    if not counted:
        return frozenset()
    named = dimensions_of(counted[0]) or _PERIODS.get(counted[0], frozenset())
    if named and "people" not in named:
        return named
    people = dimension_named(counted[0]) == "people" or _COUNTED.fullmatch(counted[0]) is not None
    return frozenset(["people"] if people else ["things", "people"])


@cache
def dimension_named(noun: str) -> str:
    """The dimension that a noun or the end of a compound names, '' for none: 판매가격 is money."""
    ends = (noun[i:] for i in range(max(1, len(noun) - 1)))
    listed = next((_OF_HEAD[end] for end in ends if end in _OF_HEAD), "")
    rate = "share" if _RATE.fullmatch(noun) else ""
    return listed or rate or ("money" if _PAID.fullmatch(noun) else "")


def is_number(noun: str) -> bool:
    """Whether what a noun names is a number: 가격, 인원, but not 직원, who are only counted."""
    dimension = dimension_named(noun)
    return bool(dimension) and (dimension != "people" or noun in _NUMBERS_OF_PEOPLE)
