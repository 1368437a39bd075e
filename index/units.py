"""What the numbers of a text measure: money, shares, dates, people counted, lengths ...

A question that asks for a price is not answered by a date, nor by a number of people.
"""

import re
from dataclasses import dataclass

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
    "length": "m km cm mm nm 미터 킬로 킬로미터 센티미터 밀리미터 마일 피트 인치 리 해리 나노미터 "
    "나노 ㎞ ㎝ ㎜ µm μm ㎛ 마이크로미터 해발",
    "area": "㎡ ㎢ ㎠ m² km² cm² m2 km2 cm2 제곱미터 제곱킬로미터 평 헥타르 ha 에이커 정보 평방",
    "volume": "L ℓ 리터 ml ㎖ mL 밀리리터 ㎘ 킬로리터 cc 씨씨 ㎥ m³ cm³ m3 cm3 "
    "세제곱미터 입방미터 루베 배럴 갤런",
    "weight": "kg g mg t 톤 킬로 킬로그램 그램 파운드 근 ㎏ µg μg ㎍ 마이크로그램 온스",
    "energy": "W kW MW GW TW Wh kWh MWh GWh TWh 와트 킬로와트 테라와트 줄 칼로리 kcal 마력 V 볼트",
    "data": "B KB MB GB TB PB 바이트 기가바이트 테라바이트 메가바이트 비트 bit 토큰 Gbps Mbps 화소",
    "speed": "km/h m/s 노트 마하 Gbps Mbps GB/s TB/s 플롭스 bps Hz MHz GHz TOPS",
    "degrees": "도 ℃ ° °C",
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
    rf"(?:{_FIGURE}여?\s?({_UNIT})(?![a-z²³])|{_NUMERAL}({_UNIT})(?![가-힣]{{2}}))", re.IGNORECASE
)
# The sign of the unit before the number: '₩30,000'.
_SIGNED = re.compile(r"(?<=[₩￦])\s?\d[\d,]*")
_DAYS = re.compile(r"하루|이틀|사흘|나흘|열흘|보름")
# An hour on the clock: 9:00, 14:30.
CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d"
_CLOCK = re.compile(rf"(?<![\d:]){CLOCK}(?![\d:])")
# As notices write '1000분의 25': '입찰금액의 25/1000'. '3/10' may be a day.
SHARE = r"(?<![\d/.,제])(?P<are_all>\d+(?:\.\d+)?)\s?/\s?(?P<of_all>10{2,4}|1,000)(?![\d/호])"
_SHARE = re.compile(SHARE)
# Any number with a unit.
NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its unit that starts at `start`, and what it may measure."""

    start: int
    dimensions: frozenset[str]


def dimensions_of(unit: str) -> frozenset[str]:
    """The dimensions that a unit may measure, none where it is not known."""
    return _DIMENSIONS.get(unit.lower(), frozenset())


def measured(text: str) -> list[Measured]:
    """The numbers of a text that carry a unit, in order."""
    found = [
        Measured(match.start(), _DIMENSIONS[(match[1] or match[2]).lower()])
        for match in _MEASURED.finditer(text)
    ]
    days = [Measured(match.start(), frozenset(["duration"])) for match in _DAYS.finditer(text)]
    hours = [Measured(match.start(), dimensions_of("시")) for match in _CLOCK.finditer(text)]
    shares = [Measured(match.start(), dimensions_of("%")) for match in _SHARE.finditer(text)]
    signed = [Measured(match.start(), dimensions_of("원")) for match in _SIGNED.finditer(text)]
    return sorted(found + days + hours + shares + signed, key=lambda one: one.start)


def dimensions_told(text: str) -> list[str]:
    """The dimensions of a text's numbers, and NUMBER where it has any."""
    found = frozenset[str]().union(*(one.dimensions for one in measured(text)))
    return [*sorted(found), NUMBER] if found else []
