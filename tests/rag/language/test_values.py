"""Numbers, dates and times of day in one form each."""

import pytest

from index import analyse
from rag.language.values import Value, values


def found(text: str) -> list[Value]:
    return values(text, analyse(text))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("2024년 15.7%에서 26.4%로 늘었다.", ["2024년", "157/10%", "132/5%"]),
        ("2025년 12.5% 늘었다.", ["2025년", "25/2%"]),
        ("입찰금액의 25/1000 이상", ["5/2%"]),
        ("계약금액의 1,000분의 0.75", ["3/40%"]),
        ("3/10(화) 회의, 제2/100호", ["3", "10", "2", "100호"]),
        ("0분의 1", ["0분", "1"]),
        ("2024.3.5. 접수", ["2024년3월5일"]),
        ("2024-03-05부터", ["2024년3월5일"]),
        ("10월 9~11일에 열린다.", ["10월9일", "10월11일"]),
        ("3월 2일~5일", ["3월2일", "3월5일"]),
        ("11월 13일 세종을 시작으로 20일 광주, 27일 부산", ["11월13일", "11월20일", "11월27일"]),
        ("10월 9일부터 20일간 쉰다.", ["10월9일", "20일"]),
        ("11월 65세 이상", ["11월", "65세"]),
        ("산 48-3 일원", ["48", "3"]),
        ("16:00에 마감하고 09:30에 연다.", ["16시", "9시30분"]),
        ("오후 6시 30분", ["18시30분"]),
        ("오전 9시 반에 연다.", ["9시30분"]),
        ("10시간 걸린다.", ["10시간"]),
        ("이용자는 41,500²⁾명이다.", ["41500명"]),
        ("이용자는 41,500⁽주²⁾명이다.", ["41500명"]),
        ("세 번째 과제", ["3번째"]),
        ("세 번 고쳤다.", ["3회"]),
        ("계약금은 금 육백사십만 원으로 한다.", ["6400000원"]),
        ("금이천만원을 낸다.", ["20000000원"]),
        ("삼억 칠천만 원을 빌렸다.", ["370000000원"]),
        ("정원은 사십오 명이고 이십 일 이내에 뽑는다.", ["45명", "20일"]),
        ("주차비는 만 원이다.", ["10000원"]),
        ("접수 ’26. 4. 1.(수) ~ 4. 9.(목)", ["2026년4월1일", "4월9일"]),
        ("‘24년 하반기에 연다.", ["2024년"]),
        ("'98.3.2. 설립", ["1998년3월2일"]),
        ("‘20년 근속’ 상을 준다.", ["20년"]),
        ("참가비는 ₩35,000이고 교재는 ₩ 8,000이다.", ["35000원", "8000원"]),
    ],
)
def test_the_exact_form(text: str, forms: list[str]) -> None:
    assert [value.forms[0] for value in found(text)] == forms


@pytest.mark.parametrize(
    "text", ["신입 사원이 왔다.", "수백만 원이 든다.", "몇십 명이 왔다.", "조원 모두가 냈다."]
)
def test_what_is_vague_or_only_sounds_like_a_number_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("1주일", "7일"), ("14일", "2주"), ("1년", "12개월"), ("두 시간", "120분"), ("24개월", "2년")],
)
def test_stretches_of_time_are_the_same_in_other_units(one: str, other: str) -> None:
    (here,), (there,) = found(one), found(other)
    assert here.forms[0] in there.forms
    assert there.forms[0] in here.forms


def test_stretches_that_do_not_come_out_even_are_not() -> None:
    (here,), (there,) = found("10일"), found("1주")
    assert here.forms[0] not in there.forms
