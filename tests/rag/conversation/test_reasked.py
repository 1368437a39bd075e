import pytest

from rag import Turn
from rag.conversation.follow_up import readings


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("내시경은 예약해야 돼요?", "며칠 전에요?", "내시경은 며칠 전에 예약해야 돼요?"),
        ("사진을 찍어도 돼요?", "어디서?", "사진을 어디서 찍어도 돼요?"),
        ("내시경은 언제 예약해요?", "어디서요?", "내시경은 어디서 예약해요?"),
    ],
)
def test_a_question_word_goes_into_the_last_question(
    before: str, question: str, expected: str
) -> None:
    assert readings(question, [Turn(before, "네")])[0] == expected
