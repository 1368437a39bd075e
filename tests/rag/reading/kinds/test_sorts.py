from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.kinds.sorts import is_amount, is_beside, is_no_price, is_of_other_kind
from rag.reading.refusal import refuses
from rag.reading.scoring.query import query_of


def rarity(term: str) -> float:
    return 5.0


@pytest.mark.parametrize(
    ("question", "told", "beside"),
    [
        ("딸기 로봇은 얼마야?", "3초", "1,200만 원"),
        ("연체 이자는 얼마인가요?", "7일", "연 12%"),
        ("누리넷 직원 수", "6일의 장애", "1,250명"),
        ("감사 회수율은 몇 퍼센트?", "3억 2천2백만 원", "87.9%"),
        ("영상 최대 길이는 얼마야?", "20kg", "1분"),
        ("메타파밍은 어느 나라 회사야?", "BerryHand", "네덜란드"),
        ("정기 회의는 무슨 요일이야?", "2025년", "둘째 주 목요일"),
        ("상생기금은 몇 월에 나눠줘?", "3년", "9월"),
        ("간편결제 1위는 어디야?", "41조 2천억 원", "하나로페이"),
    ],
)
def test_what_measures_something_else_is_beside_the_question(
    question: str, told: str, beside: str
) -> None:
    query = query_of(question, rarity)
    assert is_beside(query, told)
    assert not is_beside(query, beside)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("3.3%를 떼는 소득은?", "사업소득"),
        ("새 칩은 예전 것의 몇 분의 일만 있으면 돼?", "4분의 1"),
        ("응답이 많았던 연령층은?", "50대 이상"),
        ("회의실은 어디야?", "3층 회의실"),
        ("NPU 성능은 얼마야?", "34TOPS"),
        ("최저연수는 얼마인가요?", "2년 6개월"),
        ("목재 선박의 배수량의 한계는 얼마인가?", "2000톤"),
        ("피 지름은 몇 cm야?", "6cm"),
        ("H100의 메모리 대역폭은?", "초당 3.35TB"),
        ("중도 해지 위약금은 얼마야?", "월 보수료 합계의 2개월분"),
        ("보상 전담 전화 몇 번이야?", "080-0466-0908"),
    ],
)
def test_what_may_answer_is_not_beside_the_question(question: str, said: str) -> None:
    assert not is_beside(query_of(question, rarity), said)


def test_a_time_is_told_where_one_is_asked_for() -> None:
    query = query_of("임금 채권의 시효", rarity)
    assert is_of_other_kind(query, "채권")
    assert not is_of_other_kind(query, "3년")
    assert not is_of_other_kind(query_of("회사가 제기한 것은?", rarity), "소송")


def test_places_may_begin_with_a_number() -> None:
    assert is_amount("180장")
    assert is_amount("11개 상호")
    assert not is_amount("3층 회의실")
    assert not is_amount("5개국어학원")


def test_what_is_told_only_in_other_measures_is_refused(library_of: Callable[..., Library]) -> None:
    text = (
        "메타파밍의 딸기 로봇 베리핸드는 한 알을 따는 데 8초가 걸린다. "
        "베리핸드는 2024년 3월에 나왔고 무게는 42kg이다."
    )
    library = library_of({"딸기 로봇": text})
    assert refuses(library.ask("딸기 로봇 베리핸드는 얼마야?").confidence)
    assert "42kg" in library.ask("딸기 로봇 베리핸드의 무게는 얼마야?").short


def test_a_rate_that_nothing_speaks_of_is_refused(library_of: Callable[..., Library]) -> None:
    library = library_of({"통계": "나루시의 고용률은 61.4%이다. 나루시의 인구는 21만 명이다."})
    assert refuses(library.ask("나루시 실업률은?").confidence)
    assert library.ask("나루시 고용률은?").short == "61.4%"


def test_another_cell_of_a_likely_row_may_be_what_is_asked_for(
    library_of: Callable[..., Library],
) -> None:
    table = (
        "# 배출 안내\n\n| 동 | 요일 | 시간 | 업체 |\n|---|---|---|---|\n"
        "| 여울동 | 월·수·금 | 19시~23시 | 맑은터환경 |\n"
        "| 언덕동 | 일·화·목 | 20시~24시 | 한새로 |\n"
    )
    answer = library_of({"배출 안내": table}).ask("여울동 무슨 요일에 버려?")
    assert answer.short == "월·수·금"


def test_why_a_telephone_rings_is_no_question_for_its_number(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "상담실은 7월에 가장 바쁘다. 전화가 7월에 몰리는 것은 정수기 얼음이 나오지 않는다는 "
        "문의가 한꺼번에 들어오기 때문이다."
    )
    assert "정수기 얼음" in library_of({"상담": text}).ask("전화는 왜 7월에 몰려?").short


def test_a_day_and_its_hour_may_be_asked_for_in_one(library_of: Callable[..., Library]) -> None:
    text = "# 나눔터 개소식\n\n- 일시: 2026년 3월 4일(수) 10시 30분\n- 장소: 나눔터 1층 강당\n"
    answer = library_of({"나눔터 개소식": text}).ask("개소식은 몇 월 며칠 몇 시예요?")
    assert answer.short in "2026년 3월 4일(수) 10시 30분"
    assert answer.short


@pytest.mark.parametrize(
    ("question", "beside", "told"),
    [
        ("기말시험은 몇 문제 나와?", "30%", "25문제"),
        ("기말시험은 몇 문제 나와?", "1만 원", "25문항"),
        ("자기소개서는 몇 자까지 쓸 수 있어요?", "자기소개서 30점", "800자"),
    ],
)
def test_things_with_a_name_of_their_own_are_counted(question: str, beside: str, told: str) -> None:
    query = query_of(question, rarity)
    assert is_beside(query, beside)
    assert not is_beside(query, told)


def test_nobody_pays_in_what_is_counted() -> None:
    query = query_of("비타민 한 병 가격이 얼마야?", rarity)
    assert is_no_price(query, "60정")
    assert not is_no_price(query, "1만 2천 원")
    assert not is_no_price(query, "3만")


def test_what_an_hour_costs_is_told_where_hours_are(library_of: Callable[..., Library]) -> None:
    question = "별빛홀 대관료 시간당 얼마야?"
    audit = "# 감사 결과\n\n별빛홀 대관료 감면 대상이 아닌 단체 3곳에서 1,970천원을 적게 걷었다.\n"
    fees = "# 별빛홀 이용 안내\n\n별빛홀 대관료는 시간당 45,000원이다.\n"
    assert library_of({"감사": audit}).ask(question).abstained
    assert library_of({"안내": fees}).ask(question).short == "45,000원"


CONTRACT = (
    "# 가구 공급 계약서\n\n제1조(대금) 가구 대금은 금 육백사십만 원으로 한다. 계약 보증금은 "
    "금 육십사만 원(₩640,000)으로 한다.\n\n제2조(위약금) 을이 계약을 어기면 위약금으로 "
    "금 백오십만 원을 갑에게 낸다.\n\n제3조(정원) 설치에는 이십 명이 넘게 오지 않는다.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가구 대금은 얼마인가요?", "금 육백사십만 원"),
        ("계약 보증금은 얼마인가요?", "금 육십사만 원"),
        ("위약금은 얼마예요?", "금 백오십만 원"),
    ],
)
def test_money_that_is_written_out_is_money(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    """Contracts write sums in words, often without the digits; else a smaller one was told."""
    assert library_of({"계약서": CONTRACT}).ask(question).short == short
