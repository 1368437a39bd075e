"""Values of a question against the bounds in the rows of a table, and columns of one group."""

from collections.abc import Callable

import pytest

from rag import Library

POINTS = (
    "# 배점표\n\n| 항목 | 기준 | 배점 |\n|---|---|---|\n| 근속 | 10년 이상 | 15점 |\n"
    "| 근속 | 5년 이상 10년 미만 | 10점 |\n| 근속 | 5년 미만 | 5점 |\n"
    "| 통근 거리 | 20km 초과 | 8점 |\n"
    "| 통근 거리 | 20km 이하 | 4점 |\n\n끝.\n"
)
PRICES = (
    "# 단가표\n\n| 품번 | 단가 50개 미만 | 단가 50개 이상 | 납기 |\n|---|---|---|---|\n"
    "| GX-11 | 7,200원 | 6,500원 | 4일 |\n| GX-12 | 9,100원 | 8,300원 | 9일 |\n\n끝.\n"
)
BUDGET = (
    "# 예산\n\n| 부서 | 2025년 예산 | 2026년 예산 |\n|---|---|---|\n"
    "| 총무팀 | 310만 원 | 340만 원 |\n"
    "| 설계팀 | 520만 원 | 480만 원 |\n\n끝.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"배점표": POINTS, "단가표": PRICES, "예산": BUDGET})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("근속 7년이면 몇 점?", "10점"),
        ("근속 10년이면 배점이 몇 점인가요?", "15점"),
        ("근속 3년이면 몇 점이야?", "5점"),
        ("근속 8개월이면 몇 점이야?", "5점"),
        ("통근 거리가 20km면 몇 점?", "4점"),
        ("통근 거리가 33km면 몇 점?", "8점"),
        ("GX-12 단가 얼마예요?", "50개 미만 9,100원, 50개 이상 8,300원"),
        ("GX-12 납기는?", "9일"),
        ("설계팀 예산은?", "2025년 520만 원, 2026년 480만 원"),
        ("설계팀 2026년 예산은?", "480만 원"),
    ],
)
def test_the_row_in_whose_range_a_value_lies_answers(
    library: Library, question: str, short: str
) -> None:
    assert library.ask(question).short == short


CLUBS = (
    "# 어린이 연극 교실\n\n| 모둠 | 나이 | 요일 | 정원 |\n|---|---|---|---|\n"
    "| 새싹모둠 | 6~8세 | 화 | 14명 |\n"
    "| 나무모둠 | 9~11세 | 목 | 18명 |\n| 숲모둠 | 12~14세 | 금 | 16명 |\n\n끝.\n"
)
REFUNDS = (
    "# 수련원 예약\n\n| 취소 시점 | 환불률 |\n|---|---|\n| 이용일 14일 전까지 | 90% |\n"
    "| 13~8일 전 | 70% |\n| 7~2일 전 | 30% |\n| 하루 전과 당일 | 없음 |\n\n끝.\n"
)
DEADLINES = (
    "# 행사장 예약\n\n| 취소 시점 | 환불률 |\n|---|---|\n| 20일 전까지 | 100% |\n"
    "| 10일 전까지 | 60% |\n| 3일 전까지 | 25% |\n\n끝.\n"
)
LEAFLETS = (
    "# 스티커 단가\n\n| 수량 | 단가 |\n|---|---|\n"
    "| 500~1,999부 | 240원 |\n| 2,000~5,999부 | 190원 |\n"
    "| 6,000부 이상 | 155원 |\n\n끝.\n"
)
FAILURES = (
    "# 정전 대응\n\n| 단계 | 정전 시간 | 보고 대상 |\n|---|---|---|\n"
    "| 1단계 | 3시간 이상 | 본부장 |\n"
    "| 2단계 | 40분 이상 3시간 미만 | 지사장 |\n| 3단계 | 40분 미만 | 소장 |\n\n끝.\n"
)


@pytest.mark.parametrize(
    ("text", "question", "short"),
    [
        (CLUBS, "10살 아이는 연극 교실 무슨 모둠에 들어가나요?", "나무모둠"),
        (CLUBS, "13살이면 연극 교실 요일은?", "금"),
        (REFUNDS, "수련원 9일 전에 취소하면 몇 프로 환불되나요?", "70%"),
        (REFUNDS, "수련원 20일 전에 취소하면 환불률은?", "90%"),
        (DEADLINES, "행사장 12일 전에 취소하면 몇 퍼센트 환불돼요?", "60%"),
        (LEAFLETS, "스티커 2,500부 찍으면 한 부에 얼마예요?", "190원"),
        (FAILURES, "정전이 2시간이면 몇 단계인가요?", "2단계"),
        (FAILURES, "정전 시간이 25분이면 보고 대상은 누구야?", "소장"),
    ],
)
def test_ranges_of_other_units_and_before_a_day(
    library_of: Callable[..., Library], text: str, question: str, short: str
) -> None:
    assert library_of({"안내": text}).ask(question).short == short


def test_days_before_are_no_days_that_something_takes(library_of: Callable[..., Library]) -> None:
    answer = library_of({"안내": REFUNDS}).ask("수련원 9일 묵으면 환불률은?", answer_anyway=True)
    assert answer.short != "70%"
