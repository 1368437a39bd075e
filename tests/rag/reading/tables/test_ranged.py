from collections.abc import Callable

import pytest

from rag import Library

BELOW_RANGES = (
    "# 적립률 안내\n\n| 연간 걸음 거리 | 500km 이하 | 900km 이하 | 1,500km 이하 | 1,500km 초과 |\n"
    "| --- | --- | --- | --- | --- |\n| 적립률 | 4% | 6% | 9% | 15% |\n\n"
    "| 모인 사람 | 할인율 |\n| --- | --- |\n| 10명 이상 | 5% |\n| 30명 이상 | 12% |\n"
    "| 80명 이상 | 20% |\n"
)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("1년에 730km 걸으면 적립 몇 퍼센트야?", "6%"),
        ("한 해 1,800km 걸으면 적립률이 얼마야?", "15%"),
        ("45명이 모이면 할인율은 얼마야?", "12%"),
    ],
)
def test_of_ranges_open_on_one_side_the_nearest_end_tells_also_above_the_columns(
    library_of: Callable[..., Library], question: str, cell: str
) -> None:
    answer = library_of({"걷기 모임": BELOW_RANGES}).ask(question)
    assert (answer.short, answer.abstained) == (cell, False)


def test_a_label_beside_a_range_tells_no_amount(library_of: Callable[..., Library]) -> None:
    text = (
        "# 든든 보험\n\n| 상품 | 든든 보험 |\n|---|---|\n| 가입나이 | 만 18세 ~ 70세 |\n"
        "| 납입 | 10년 |\n\n월 보험료\n\n"
        "| 가입나이 | 남자 | 여자 |\n|---|---|---|\n"
        "| 40세 | 8,100 | 7,900 |\n| 50세 | 9,300 | 9,700 |\n"
    )
    answer = library_of({"보험": text}).ask("50세 여자는 든든 보험 한 달에 얼마 내?")
    assert answer.short != "가입나이"
