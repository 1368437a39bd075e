"""What the row of one thing says: which of a few kinds it is of, and whether it has any."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "마을 지원 현황": (
        "# 마을 지원 현황\n\n| 마을 | 유형 | 보조금(만원) | 자문 | 특징 |\n|---|---|---|---|---|\n"
        "| 가람골 | 산촌 | 240 | 0 | 약초 |\n| 누리골 | 어촌 | 0 | 3 | 갯벌 |\n"
        "| 다래골 | 산촌 | - | 1 | 계곡 |\n| 마루골 | 농촌 | 75 | 2 | 과수원 |\n\n끝.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가람골은 산촌인가요?", "예"),
        ("누리골은 산촌인가요?", "아니요"),
        ("마루골 유형은 어촌이야?", "아니요"),
        ("다래골은 산촌 유형이 맞나요?", "예"),
        ("누리골은 보조금 받았어?", "아니요"),
        ("마루골은 보조금을 받았나요?", "예"),
        ("다래골은 보조금 받았어?", "아니요"),
        ("가람골은 자문을 받았나요?", "아니요"),
    ],
)
def test_the_row_of_a_thing_tells(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


@pytest.mark.parametrize(
    "question",
    [
        # What is different of all may hold side by side; another year and place stand nowhere.
        "마루골의 특징은 약초인가요?",
        "누리골은 2019년에 보조금을 받았나요?",
        "하늘골은 산촌인가요?",
    ],
)
def test_a_row_tells_nothing_else(library: Library, question: str) -> None:
    assert library.ask(question).short == ""
