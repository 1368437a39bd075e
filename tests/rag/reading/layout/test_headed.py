"""Sections numbered as what is asked for answer which there are, how many, and which of them."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "제3차 정기 이사회 회의록.md": (
        "# 제3차 정기 이사회 회의록\n\n일시: 2025년 3월 14일(금) 14:00~15:40\n\n"
        "## 안건 1. 결산 승인의 건\n매출은 128억 원이다. 출석 이사 전원 찬성으로 가결하였다.\n\n"
        "## 안건 2. 신규 물류센터 투자의 건\n찬성 5명, 반대 2명으로 가결하였다.\n\n"
        "## 안건 3. 임원 보수 한도 조정의 건\n보수 한도를 올리는 안은 찬성 3명, 반대 4명으로 "
        "부결되었다.\n"
    ),
}
ALL = "결산 승인의 건, 신규 물류센터 투자의 건, 임원 보수 한도 조정의 건"


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize("question", ["안건이 뭐뭐야?", "이사회 안건은?", "회의 안건 알려줘"])
def test_all_sections_answer(library: Library, question: str) -> None:
    assert library.ask(question).short == ALL


def test_they_are_counted(library: Library) -> None:
    assert library.ask("안건은 모두 몇 개야?").short == "3개"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("부결된 안건은 뭐야?", "임원 보수 한도 조정의 건"),
        ("가결된 안건은 무엇인가요?", "결산 승인의 건, 신규 물류센터 투자의 건"),
    ],
)
def test_those_that_tell_what_is_asked_answer(library: Library, question: str, short: str) -> None:
    answer = library.ask(question)
    assert answer.short == short
    assert len(answer.citations) == short.count(",") + 1


def test_the_next_meeting_has_others(library: Library) -> None:
    assert ALL not in library.ask("다음 이사회 안건은 뭐야?").short
