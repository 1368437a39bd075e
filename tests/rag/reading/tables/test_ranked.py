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
    assert library.ask(question, answer_anyway=True).short == short


def test_totals_rank_where_no_column_is_named(library: Library) -> None:
    assert library.ask("가장 많이 팔린 제품은?").short == "공기청정기"


def test_a_difference_that_nothing_states_is_not_told(library: Library) -> None:
    assert library.ask("선풍기는 1분기보다 몇 대 더 팔렸어?").short == ""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가장 가벼운 제품은?", "다온 에어"),
        ("제일 비싼 노트북은?", "나래북 프로"),
        ("세 제품 중 제일 싼 건?", "다온 에어"),
    ],
)
def test_sentences_on_one_thing_each_are_ranked(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "세 제품을 2주 동안 시험하였다. 가온북 14는 무게 1.1kg, 배터리 17시간, 값 159만 원이다. "
        "나래북 프로는 무게 1.4kg, 배터리 21시간, 값 189만 원이다. "
        "다온 에어는 무게 0.9kg, 배터리 12시간, 값 142만 원이다.\n\n"
        "디자인팀은 색 정확도가 낮아 세 제품 모두 맞지 않는다.\n"
    )
    assert library_of({"노트북 비교": text}).ask(question, answer_anyway=True).short == short


def test_of_two_rows_one_has_more(library_of: Callable[..., Library]) -> None:
    table = (
        "# 임대 조건\n\n| 전용 면적 | 보증금 | 월 임대료 |\n|---|---|---|\n"
        "| 36㎡ | 1,800만 원 | 14만 2천 원 |\n| 46㎡ | 2,600만 원 | 19만 5천 원 |\n"
    )
    library = library_of({"임대 조건": table})
    assert library.ask("보증금이 더 싼 면적은?").short == "36㎡"
    assert library.ask("46㎡가 36㎡보다 보증금이 얼마나 비싸?").short == "800만 원"
    assert library.ask("36㎡ 월세는 얼마야?").short == "14만 2천 원"
