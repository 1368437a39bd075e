import pytest

from rag import REFUSAL, Turn
from rag.conversation.follow_up import readings


@pytest.mark.parametrize(
    ("told", "expected"),
    [(f"{REFUSAL}.", "구미공장은 뭐 만들어?"), ("청주공장입니다.", "청주공장은 뭐 만들어?")],
)
def test_of_two_places_it_is_the_one_told_or_the_last(told: str, expected: str) -> None:
    history = [
        Turn("청주공장 직원 몇 명이야?", "142명"),
        Turn("구미공장은?", "96명"),
        Turn("둘 중 어디가 더 많아?", told),
    ]
    assert readings("거긴 뭐 만들어?", history)[0] == expected


def test_a_time_before_leaves_the_topic() -> None:
    history = [Turn("한빛테크 대표는 누구야?", f"{REFUSAL}.")]
    assert readings("그 전에는 누가 했어?", history)[0] == "한빛테크 대표는 그 전에는 누가 했어?"


def test_another_number_takes_the_place_of_the_last() -> None:
    history = [Turn("두 번째 차량 주차료 얼마야?", "2만 원")]
    assert readings("세 번째는?", history)[0] == "세 번째 차량 주차료 얼마야?"
