"""What grew or shrank most where a table tells only the values of two years."""

from collections.abc import Callable

import pytest

from rag import Library

ACROSS = (
    "# 경영 현황\n\n(사업부문별 매출, 단위: 억원)\n\n| 부문 | 조선 | 건설 | 해운 | 합계 |\n"
    "|---|---|---|---|---|\n| 2024년 | 910 | 450 | 300 | 1,660 |\n"
    "| 2025년 | 1,040 | 395 | 288 | 1,723 |\n\n끝.\n"
)
DOWN = (
    "# 도서관별 대출 권수\n\n| 도서관 | 2023년 | 2024년 | 2025년 |\n|---|---|---|---|\n"
    "| 햇빛 | 8,100 | 7,400 | 7,900 |\n| 달빛 | 5,200 | 5,900 | 5,300 |\n"
    "| 별빛 | 6,000 | 6,050 | 6,900 |\n| 합계 | 19,300 | 19,350 | 20,100 |\n\n끝.\n"
)


@pytest.mark.parametrize(
    ("text", "question", "short"),
    [
        (ACROSS, "2025년 매출이 전년보다 가장 많이 줄어든 부문은?", "건설"),
        (ACROSS, "매출이 가장 많이 늘어난 부문은 어디야?", "조선"),
        (DOWN, "2025년에 대출 권수가 전년보다 가장 많이 증가한 도서관은?", "별빛"),
        (DOWN, "2023년에서 2024년 사이 대출 권수가 제일 많이 줄어든 도서관은?", "햇빛"),
    ],
)
def test_what_changed_most_between_two_years(
    library_of: Callable[..., Library], text: str, question: str, short: str
) -> None:
    assert library_of({"자료": text}).ask(question, answer_anyway=True).short == short


def test_of_three_years_none_is_meant_that_is_not_named(
    library_of: Callable[..., Library],
) -> None:
    answer = library_of({"자료": DOWN}).ask("대출 권수가 가장 많이 줄어든 도서관은?")
    assert answer.short not in ("햇빛", "달빛", "별빛")


def test_what_grew_did_not_shrink(library_of: Callable[..., Library]) -> None:
    grown = ACROSS.replace("395", "495").replace("288", "308")
    answer = library_of({"자료": grown}).ask("매출이 전년보다 가장 많이 줄어든 부문은?")
    assert answer.short not in ("조선", "건설", "해운")
