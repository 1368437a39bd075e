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
