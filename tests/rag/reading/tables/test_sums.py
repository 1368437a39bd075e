"""Sums: stated ones are told, others are left to the reader with the rows that count."""

from collections.abc import Callable

import pytest

from rag import Library

ROWS = "| 홍보실 | 320 | 350 |\n| 연구소 | 1240 | 1105 |\n| 생산팀 | 1100 | 1480 |\n"
HEAD = "| 부서 | 2025 예산 | 2026 예산 |\n|---|---|---|\n"
BUDGET = f"# 예산안\n\n{HEAD}{ROWS}\n끝.\n"
WITH_TOTAL = f"# 예산안\n\n{HEAD}{ROWS}| 합계 | 2660 | 2935 |\n\n끝.\n"
IN_WORDS = "# 예산안\n\n2026년 예산 총액은 86억 원이다. 2025년보다 3억 원 늘었다.\n"


@pytest.mark.parametrize("question", ["2026년 예산 합계는 얼마야?", "2026 예산 총합 알려줘"])
def test_no_sum_is_told_that_is_not_stated(
    library_of: Callable[..., Library], question: str
) -> None:
    answer = library_of({"예산안": BUDGET}).ask(question)
    assert answer.short == ""
    assert "행 3개" in answer.notice
    assert [sentence.text.split()[1] for sentence in answer.sentences] == [
        "홍보실",
        "연구소",
        "생산팀",
    ]


@pytest.mark.parametrize("text", [BUDGET, WITH_TOTAL])
def test_of_rows_that_are_named_only_these_are_shown(
    library_of: Callable[..., Library], text: str
) -> None:
    answer = library_of({"예산안": text}).ask("연구소와 생산팀의 2026 예산을 합치면 얼마야?")
    assert answer.short == ""
    assert "행 2개" in answer.notice
    assert [sentence.text.split()[1] for sentence in answer.sentences] == ["연구소", "생산팀"]


@pytest.mark.parametrize(("text", "short"), [(WITH_TOTAL, "2935"), (IN_WORDS, "86억 원")])
def test_a_sum_that_is_stated_is_told(
    library_of: Callable[..., Library], text: str, short: str
) -> None:
    answer = library_of({"예산안": text}).ask("2026년 예산 총액은 얼마인가요?", answer_anyway=True)
    assert answer.notice == ""
    assert short in answer.text


@pytest.mark.parametrize(
    "question", ["생산팀 예산은 작년보다 얼마나 늘었어?", "예산이 줄어든 부서는?"]
)
def test_what_must_be_reckoned_is_not_told(
    library_of: Callable[..., Library], question: str
) -> None:
    answer = library_of({"예산안": BUDGET}).ask(question, answer_anyway=True)
    assert answer.short == ""
    assert answer.sentences


GROUPED = (
    "# 예산안\n\n| 부서 | 항목 | 2026 예산 |\n|---|---|---|\n| 홍보실 | 광고 | 200 |\n"
    "| 홍보실 | 행사 | 150 |\n| 홍보실 소계 |  | 350 |\n| 연구소 | 장비 | 900 |\n"
    "| 연구소 | 재료 | 205 |\n| 연구소 소계 |  | 1105 |\n| 총계 |  | 1455 |\n\n끝.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("연구소 2026 예산 합계는 얼마야?", "1105"),
        ("홍보실 2026 예산은 총 얼마야?", "350"),
        ("2026 예산 총계는?", "1455"),
    ],
)
def test_a_total_is_that_of_the_group_named(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    answer = library_of({"예산안": GROUPED}).ask(question, answer_anyway=True)
    assert (answer.short, answer.notice) == (short, "")


def test_a_word_that_begins_like_a_total_is_none(library_of: Callable[..., Library]) -> None:
    rows = "| 합계출산율 | 0.78 | 0.81 |\n| 혼인율 | 3.1 | 3.4 |\n"
    text = f"# 인구\n\n| 지표 | 2023 | 2024 |\n|---|---|---|\n{rows}\n끝.\n"
    answer = library_of({"인구": text}).ask("2023년 합계출산율은?", answer_anyway=True)
    assert (answer.short, answer.notice) == ("0.78", "")


TRIPS = (
    "# 이전 일지\n\n- 9월 12일: 1차 운송으로 화물차 18대가 움직였다.\n"
    "- 9월 20일: 2차 운송으로 화물차 11대가 움직였다.\n"
)


def test_of_several_numbers_none_is_told_as_the_number_of_all(
    library_of: Callable[..., Library],
) -> None:
    answer = library_of({"일지": TRIPS}).ask(
        "화물차는 모두 몇 대가 움직였나요?", answer_anyway=True
    )
    assert answer.short == ""
    assert "18대" in answer.text
    assert "11대" in answer.text
