"""What a sentence leaves out of what it says: just that gets the opposite, and nothing else."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "물결문화센터 이용 안내": (
        "# 물결문화센터 이용 안내\n\n강좌 자료는 복사할 수 있다(시험지와 악보는 제외).\n\n"
        "회원은 연습실을 예약할 수 있다. 다만, 휴면 회원은 제외한다.\n\n"
        "강의실에서는 촬영할 수 없다. 다만, 강사의 동의를 받은 촬영은 그러하지 아니하다.\n\n"
        "악기실에는 줄을 제외한 부품을 들고 갈 수 없다.\n\n"
        "연장은 원칙적으로 받지 아니한다. 다만, 태풍이 오거나 다리를 다친 경우에는 예외로 한다.\n\n"
        "사원은 동호회를 만들 수 있다. 다만, 수습 기간 중인 사원은 그러하지 아니하다.\n\n"
        "교재비는 수강생에게 돌려준다. 다만 공개 강좌는 교재비를 돌려주지 아니한다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("강좌 자료를 복사할 수 있나요?", "예"),
        ("시험지도 복사할 수 있나요?", "아니요"),
        ("악보를 복사할 수 있어?", "아니요"),
        ("회원은 연습실을 예약할 수 있나요?", "예"),
        ("휴면 회원도 연습실을 예약할 수 있나요?", "아니요"),
        ("강의실에서 촬영할 수 있나요?", "아니요"),
    ],
)
def test_what_is_left_out_gets_the_opposite(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


@pytest.mark.parametrize(
    "question",
    [
        # What lifts a ban denies nothing, and an exception for some is none for all.
        "강사가 동의한 촬영은 해도 되나요?",
        "교재비를 돌려주나요?",
        "시험지 말고 자료는 복사할 수 있나요?",
    ],
)
def test_an_exception_is_no_verdict_for_others(library: Library, question: str) -> None:
    assert library.ask(question).short != "아니요"
