"""Sums: stated ones are told, those of named rows reckoned; others are left with their rows."""

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
def test_rows_that_are_named_are_added_up(library_of: Callable[..., Library], text: str) -> None:
    answer = library_of({"예산안": text}).ask("연구소와 생산팀의 2026 예산을 합치면 얼마야?")
    assert answer.short == "2,585"
    assert "1105 + 1480" in answer.notice
    assert [sentence.text.split()[1] for sentence in answer.sentences] == ["연구소", "생산팀"]
    assert library_of({"예산안": text}).ask("연구소와 생산팀 2026 예산을 더하면?").short == "2,585"


QUOTE = (
    "# 비품 견적서\n\n(단위: 원)\n\n"
    "| 번호 | 놓을 곳 | 품명 | 수량 | 금액 |\n|---|---|---|---|---|\n"
    "| 1 | 휴게실 | 정수기 | 1 | 410,000 |\n| 2 | 상담실 | 원탁 | 2 | 260,000 |\n"
    "| 3 | 휴게실 | 안마의자 | 2 | 1,900,000 |\n| 4 | 상담실 | 의자 | 8 | 320,000 |\n"
    "| 금액 합계 |  |  | 13 | 2,890,000 |\n\n끝.\n"
)


@pytest.mark.parametrize(
    ("question", "short", "notice"),
    [
        ("휴게실 비품 금액 다 더하면 얼마야?", "2,310,000", "410,000 + 1,900,000"),
        ("상담실에 놓는 비품 수량을 모두 합하면 몇 개?", "10", "2 + 8"),
        ("비품 금액 합계는 얼마인가요?", "2,890,000", ""),
    ],
)
def test_rows_that_share_what_is_named_are_added_up(
    library_of: Callable[..., Library], question: str, short: str, notice: str
) -> None:
    answer = library_of({"비품 견적서": QUOTE}).ask(question)
    assert answer.short == short
    assert notice in answer.notice


@pytest.mark.parametrize(
    "question", ["창고 비품 금액 다 더하면 얼마야?", "2031년 휴게실 비품 금액을 합하면 얼마야?"]
)
def test_what_a_table_does_not_tell_is_not_added_up(
    library_of: Callable[..., Library], question: str
) -> None:
    assert "더했습니다" not in library_of({"비품 견적서": QUOTE}).ask(question).notice


def test_a_total_that_is_stated_needs_no_likely_span(library_of: Callable[..., Library]) -> None:
    rows = "| 연구동 | 31 | 29 |\n| 실험동 | 12 | 14 |\n| 합계 | 43 | 43 |\n"
    text = f"# 인원 현황\n\n(단위: 명)\n\n| 건물 | 정원 | 현원 |\n|---|---|---|\n{rows}\n끝.\n"
    answer = library_of({"인원 현황": text}).ask("두 건물 정원을 모두 더하면 몇 명?")
    assert (answer.abstained, answer.short) == (False, "43")


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


HANDED_IN = (
    "# 인수 목록\n\n| 번호 | 인수품 | 형태 | 수량 |\n|---|---|---|---|\n"
    "| 1 | 설계 도면집 | A3 | 14부 |\n"
    "| 2 | 시공 사진첩 | A4 | 9부 |\n| 3 | 원본 파일 | 디스크 | 2식 |\n\n끝.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("설계 도면집하고 시공 사진첩 합쳐서 몇 부야?", "23부"),
        ("시공 사진첩이랑 설계 도면집 수량을 더해서 몇 부야?", "23부"),
        ("설계 도면집하고 원본 파일 합쳐서 몇 부야?", None),  # of two units
    ],
)
def test_numbered_rows_are_added_up_by_their_names(
    library_of: Callable[..., Library], question: str, short: str | None
) -> None:
    answer = library_of({"인수": HANDED_IN}).ask(question)
    told = answer.short if "더했습니다" in answer.notice else None
    assert told == short
