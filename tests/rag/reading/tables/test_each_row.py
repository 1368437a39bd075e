from collections.abc import Callable

import pytest

from rag import Library

TEXT = (
    "# 솔바람 도예 교실\n\n| 반 | 나이 | 수업료 | 정원 |\n|---|---|---|---|\n"
    "| 흙놀이반 | 7세 | 40,000원 | 8명 |\n| 물레반 | 10세 | 55,000원 | 8명 |\n"
    "| 유약반 | 15세 | 70,000원 | 8명 |\n"
)
GIFTS = (
    "# 경조금 기준\n\n| 사유 | 경조금 | 휴가 |\n|---|---|---|\n| 본인 결혼 | 100만 원 | 7일 |\n"
    "| 자녀 결혼 | 50만 원 | 2일 |\n| 부모 회갑 | 30만 원 | 1일 |\n"
)
ALL = "흙놀이반: 40,000원, 물레반: 55,000원, 유약반: 70,000원"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("도예 교실 수업료는 얼마야?", ALL),
        ("도예 교실의 반별 수업료를 알려 줘", ALL),
        ("물레반 수업료는 얼마야?", "55,000원"),
        ("수업료가 가장 비싼 반은?", "유약반"),
        ("도예 교실의 정원은 몇 명이야?", "8명"),  # the same of each
    ],
)
def test_no_row_is_taken_for_all(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"도예 교실": TEXT}).ask(question, answer_anyway=True).short == short


def test_each_row_is_quoted(library_of: Callable[..., Library]) -> None:
    answer = library_of({"도예 교실": TEXT}).ask("도예 교실 수업료는 얼마야?")
    assert [one.text.split(" | ")[0] for one in answer.sentences] == [
        "| 흙놀이반",
        "| 물레반",
        "| 유약반",
    ]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("결혼하면 경조금은 얼마야?", "본인 결혼: 100만 원, 자녀 결혼: 50만 원"),
        ("자녀가 결혼하면 경조금은 얼마야?", "50만 원"),
        ("부모 회갑 휴가는 며칠이야?", "1일"),
    ],
)
def test_of_rows_with_the_same_words_no_one_is_taken(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"경조금 기준": GIFTS}).ask(question, answer_anyway=True).short == short
