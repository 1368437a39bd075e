from collections.abc import Callable

import pytest

from rag import Library, Turn

ISLAND = (
    "바람섬의 마을별 실적이다.\n\n"
    "| 마을 | 가구 수 | 발전량(MWh) | 자립률(%) |\n|---|---|---|---|\n"
    "| 솔머리 | 46 | 402 | 91 |\n| 갯들 | 73 | 538 | 78 |\n| 윗여울 | 28 | 229 | 96 |\n\n"
    "청주공장은 직원 142명이 압력 센서를 만든다. 구미공장은 직원 96명이 가스 센서를 만든다.\n\n"
    "물레 체험은 11시에 한다. 참가비는 15,000원이다. 대표는 2021년에 취임했다."
)


@pytest.fixture(scope="module")
def island(library_of: Callable[..., Library]) -> Library:
    return library_of({"실적": ISLAND})


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        # A first cell and the name of a column: the row is the topic.
        (["솔머리 가구 수"], "발전량은?", "솔머리의 발전량은?"),
        (["갯들 가구 수는?"], "자립률은?", "갯들의 자립률은?"),
        (["갯들 가구 수", "발전량은?"], "윗여울은?", "윗여울의 발전량은?"),
    ],
)
def test_the_row_is_the_topic(
    island: Library, before: list[str], question: str, expected: str
) -> None:
    assert island.resolved(question, [Turn(one, "61") for one in before]) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (["솔머리 자립률은?", "갯들은?"], "제일 낮은 마을은?", "자립률이 제일 낮은 마을은?"),
        (["갯들 자립률은?"], "어디가 가장 높아?", "자립률은 어디가 가장 높아?"),
        (["솔머리 가구 수는?"], "제일 많은 마을은?", "가구 수가 제일 많은 마을은?"),
        (["갯들 발전량은?"], "제일 비싼 마을은?", "제일 비싼 마을은?"),
        # A measure of its own, or nothing that was measured.
        (["갯들 자립률은?"], "제일 높은 산은 뭐야?", "자립률이 제일 높은 산은 뭐야?"),
        (["갯들은 어디야?"], "제일 낮은 마을은?", "갯들은 제일 낮은 마을은?"),
    ],
)
def test_the_measure_is_asked_of_all(
    island: Library, before: list[str], question: str, expected: str
) -> None:
    assert island.resolved(question, [Turn(one, "78") for one in before]) == expected
