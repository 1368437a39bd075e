"""Of several things that a sentence lists with their values, the one that has the most."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "판매 실적": (
        "# 상반기 판매 실적\n\n| 제품 | 1분기 | 2분기 | 합계 |\n|---|---|---|---|\n"
        "| 공기청정기 | 1,200대 | 1,500대 | 2,700대 |\n| 가습기 | 800대 | 300대 | 1,100대 |\n"
        "| 선풍기 | 100대 | 2,400대 | 2,500대 |\n\n"
        "반품률은 공기청정기 1.2%, 가습기 3.5%, 선풍기 0.8%였다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("반품률이 가장 높은 제품은 뭐야?", "가습기"),
        ("반품률이 가장 낮은 제품은?", "선풍기"),
        ("반품률이 두 번째로 높은 제품은?", "공기청정기"),
    ],
)
def test_the_values_are_ranked(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


def test_totals_rank_where_no_column_is_named(library: Library) -> None:
    assert library.ask("가장 많이 팔린 제품은?").short == "공기청정기"


def test_a_difference_that_nothing_states_is_not_told(library: Library) -> None:
    assert library.ask("선풍기는 1분기보다 몇 대 더 팔렸어?").short == ""
