from collections.abc import Callable

import pytest

from rag import Library

RULES = (
    "돛배 모임이 지키는 여섯 가지 원칙은 다음과 같습니다.\n\n"
    "원칙 1. 물때를 먼저 본다\n바람이 세면 나가지 않는다.\n\n"
    "원칙 2. 혼자 타지 않는다\n두 사람이 한 배를 탄다.\n\n"
    "원칙 3. 돌아와 적는다\n간 곳과 때를 일지에 적는다.\n\n"
    "원칙 4. 밧줄을 말린다\n젖은 밧줄은 그늘에 건다.\n\n"
    "원칙 5. 아침에 모인다\n해가 뜬 뒤 한 시간 안에 모인다.\n\n"
    "원칙 6. 함께 고친다\n부서진 곳은 모두 나와 고친다.\n"
)
STEPS = (
    "배를 빌리는 절차\n"
    "1단계 신청: 빌릴 사람이 종이에 적는다.\n"
    "2단계 확인: 나루지기가 날씨를 확인한다.\n"
    "3단계 출발: 구명조끼를 입고 떠난다.\n"
)


@pytest.fixture(scope="module")
def boats(library_of: Callable[..., Library]) -> Library:
    return library_of({"돛배 모임": RULES, "나루터": STEPS})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("돛배 모임의 두 번째 원칙은?", "혼자 타지 않는다"),
        ("원칙 5는 무엇인가요?", "아침에 모인다"),
        ("돛배 모임의 마지막 원칙은 뭐예요?", "함께 고친다"),
        ("배를 빌리는 절차 2단계는 뭐야?", "확인"),
        ("배를 빌리는 절차의 마지막 단계는?", "출발"),
    ],
)
def test_the_item_at_the_place_that_is_asked_for(boats: Library, question: str, short: str) -> None:
    answer = boats.ask(question)
    assert (answer.abstained, answer.short) == (False, short)


@pytest.mark.parametrize(
    "question",
    ["돛배 모임의 여덟 번째 원칙은?", "세 번째 배는 얼마인가요?", "마지막 배는 언제 떠나요?"],
)
def test_what_no_list_has_is_not_told(boats: Library, question: str) -> None:
    assert boats.ask(question).short not in ("돌아와 적는다", "함께 고친다", "출발")
