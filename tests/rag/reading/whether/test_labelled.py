"""A label whose value says whether it is so answers, if it is all that is asked about."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "드론 강습 안내": (
        "# 드론 강습 안내\n\n- 강습료: 6만 원\n- 간식: 제공\n- 기체 대여: 불가\n"
        "- 수료증: 있음(수료 후 우편)\n"
        "- 보험 가입: 제공(야외 수업에 한함)\n"
    ),
    "상표 출원서": (
        "# 상표 출원서\n\n| 항목 | 내용 |\n|---|---|\n| 출원인 | 주식회사 밤나무 |\n"
        "| 심사 청구 | 예 |\n| 출자 약정 | 없음 |\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("드론 강습 때 간식 주나요?", "예"),
        ("드론 강습에서 수료증도 나오나요?", "예"),
        ("드론 기체 대여 받을 수 있어?", "아니요"),
        ("상표 출원할 때 심사 청구 했나요?", "예"),
        ("출자 약정을 했어?", "아니요"),
    ],
)
def test_a_label_says_whether(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


@pytest.mark.parametrize(
    "question", ["드론 강습에서 간식비를 내야 하나요?", "드론 강습은 보험에 가입해 주나요?"]
)
def test_what_is_asked_beyond_a_label_is_open(library: Library, question: str) -> None:
    assert library.ask(question).short == ""
