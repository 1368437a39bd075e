"""What numbers measure: money, shares, dates, people, lengths ... asked for, and given.

A question that asks for a price is not answered by a date, nor by a number of people.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_UNITS = {
    "money": "원 달러 유로 엔 위안 파운드 루피 프랑 마르크 환 냥 USD KRW 만원 억원 조원 불",
    "share": "% 퍼센트 ％ 프로 %p %포인트 할 분의",
    "date": "년 월 일 년도 년대 세기 월호 분기 학기 시 오전 오후 월말 초 말",
    "duration": "년간 개월 개월간 주간 주 일간 시간 분 초 달 분간 초간 박 년 일 밤 세월 학기 "
    "영업일",
    "age": "세 살",
    "people": "명 인 사람 가구 세대 여명 만명 분 팀 쌍",
    "things": "개 대 곳 건 편 권 종 가지 점 척 채 벌 장 마리 그루 자루 병 잔 쪽 페이지 개국 "
    "개사 곡 군데 동 호 층 칸 량 문 발 기 필지 품목 과목 문항 조항 항목 단계 개소 개교 매 구 석 "
    "좌석 실 종류",
    "times": "배 곱절",
    "turns": "회 번 차례 차 판 라운드",
    "length": "m km cm mm nm 미터 킬로미터 센티미터 밀리미터 마일 피트 인치 리 해리 나노미터 나노 "
    "㎞ ㎝ ㎜ 해발",
    "area": "㎡ ㎢ 제곱미터 제곱킬로미터 평 헥타르 ha 에이커 정보 평방",
    "weight": "kg g mg t 톤 킬로그램 그램 파운드 근 ㎏ 온스",
    "energy": "W kW MW GW TW Wh kWh MWh GWh TWh 와트 킬로와트 테라와트 줄 칼로리 kcal 마력 V 볼트",
    "data": "B KB MB GB TB PB 바이트 기가바이트 테라바이트 메가바이트 비트 bit 토큰 Gbps Mbps 화소",
    "speed": "km/h m/s 노트 마하 Gbps Mbps GB/s TB/s 플롭스 bps Hz MHz GHz TOPS",
    "degrees": "도 ℃ °",
    "rank": "위 등 등급 순위 번째 호",
    "score": "점 승 패 골 표",
}
_DIMENSIONS: dict[str, frozenset[str]] = {}
for _name, _words in _UNITS.items():
    for _word in _words.split():
        _DIMENSIONS[_word.lower()] = _DIMENSIONS.get(_word.lower(), frozenset()) | {_name}
_LONGEST_FIRST = sorted(_DIMENSIONS, key=len, reverse=True)
_UNIT = "|".join(map(re.escape, _LONGEST_FIRST))
_FIGURE = r"\d[\d,.]*\s?(?:[십백천만억조]+\s?(?:\d[\d,.]*\s?)?)*"
_NUMERAL = r"(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|수[십백천만])\s?"
_MEASURED = re.compile(
    rf"(?:{_FIGURE}여?\s?({_UNIT})(?![a-z])|{_NUMERAL}({_UNIT})(?![가-힣]{{2}}))", re.IGNORECASE
)
_DAYS = re.compile(r"하루|이틀|사흘|나흘|열흘|보름")
_HEADS = {
    "money": "가격 값 비용 금액 매출 매출액 상금 예산 요금 과징금 벌금 이용료 구독료 연봉 월급 "
    "급여 수당 수수료 시가총액 시총 보조금 지원금 제작비 연회비 투자액 투자금 판매가 "
    "보증금 임대료 자본금 등록금 수업료 출장비 식대 일비 과태료 위약금 연체료 배상금 "
    "대출금 이자 수입 소득 손실 적자 흑자 영업이익 순이익 부채 자산 몸값 계약금 이적료 "
    "현상금 사업비 공사비 운임 입장료 참가비 회비 등록비 교통비 숙박비 통신비 관리비 "
    "기업가치",
    "share": "비율 점유율 퍼센트 비중 확률 정답률 지지율 득표율 실업률 성장률 금리 이율 할인율 "
    "세율 찬성률 투표율 시청률 참석률 합격률 출석률 가동률 이자율 정확도",
    "age": "나이 연령 향년",
    "people": "인구 인원 직원 관객 사망자 가입자 정원 병력 회원 참가자",
    "length": "높이 길이 거리 너비 깊이 폭 둘레 키 신장 지름 직경 두께 고도",
    "area": "면적 넓이",
    "weight": "무게 중량 체중 몸무게",
    "energy": "전력 소비전력 전력량",
    "degrees": "온도 기온 각도 위도 경도",
    "rank": "순위 등수",
    "duration": "기간 소요시간",
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
}
_SPENDING = re.compile(
    r"얼마(?:에|를|나)? ?(?:\S+ )?(?:팔|판매|내|받|벌|쓰|쓴|썼|들|투자|지급|지원|냈|줬|주)"
)
_LASTING = re.compile(
    r"얼마(?:나| ?동안) ?(?:걸리|걸려|걸렸|오래|동안|지속|남)|얼마 ?만|얼마 ?동안"
)
_BEFORE = re.compile(r"([가-힣]{2,}?)(?:을|를|은|는|이|가)? (?:총 |모두 |대략 |약 )?얼마")


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its unit that starts at `start`, and what it may measure."""

    start: int
    dimensions: frozenset[str]


def dimensions_asked(kind: str, unit: str, head: Sequence[str], question: str) -> frozenset[str]:
    """The dimensions that could answer a question, none where it may be anything.

    `kind`, `unit` and `head` are those of `rag.question_type.Asked`.
    """
    asked: frozenset[str] = frozenset()
    if unit:
        asked = _DIMENSIONS.get(unit.lower(), asked)
    elif kind == "date":
        asked = frozenset(["date"])
    elif kind == "number":
        asked = _of_number(head, question)
    return asked.union(*(_ALSO.get(one, ()) for one in asked))


def _of_number(head: Sequence[str], question: str) -> frozenset[str]:
    named = frozenset(filter(None, map(_of_noun, (*head, *_BEFORE.findall(question)))))
    if named:
        return named
    if _LASTING.search(question):
        return frozenset(["duration"])
    return frozenset(["money"] if _SPENDING.search(question) else [])


@cache
def _of_noun(noun: str) -> str:
    """The dimension that a noun or the end of a compound names: 판매가격 is money."""
    ends = (noun[i:] for i in range(max(1, len(noun) - 1)))
    return next((_OF_HEAD[end] for end in ends if end in _OF_HEAD), "")


def measured(text: str) -> list[Measured]:
    """The numbers of a text that carry a unit, in order."""
    found = [
        Measured(match.start(), _DIMENSIONS[(match[1] or match[2]).lower()])
        for match in _MEASURED.finditer(text)
    ]
    days = [Measured(match.start(), frozenset(["duration"])) for match in _DAYS.finditer(text)]
    return sorted(found + days, key=lambda one: one.start)
