import pytest

from rag import Turn
from rag.conversation.follow_up import resolve


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        # A day that the last question does not name comes before it.
        ("노상주차장 몇 시까지 해?", "토요일은?", "토요일은 노상주차장 몇 시까지 해?"),
        ("도서관은 몇 시까지 해?", "공휴일은요?", "공휴일에 도서관은 몇 시까지 해?"),
        # One that it names is replaced by the other, and so is a part of the day.
        ("한빛의원 토요일 몇 시까지 해요?", "평일은?", "한빛의원 평일 몇 시까지 해요?"),
        ("토요일은 수영장 몇 시에 열어?", "일요일은요?", "일요일은 수영장 몇 시에 열어?"),
        ("수영장 토요일 오전 요금은?", "오후는?", "수영장 토요일 오후 요금은?"),
        ("수영장 토요일 요금은?", "저녁은?", "저녁에 수영장 토요일 요금은?"),
        # A noun that no dictionary has, at the end: no verb before what it says more of.
        ("토요일은 노상주차장 몇 시까지 해?", "노외는?", "토요일은 노외 몇 시까지 해?"),
    ],
)
def test_days_and_parts_of_the_day_are_times(before: str, question: str, expected: str) -> None:
    assert resolve(question, [Turn(before, "오후 6시")]) == expected


def test_a_day_is_no_topic() -> None:
    history = [Turn("박물관 금요일 몇 시까지 해?", "오후 9시"), Turn("월요일은?", "휴관합니다.")]
    assert resolve("관장은 누구야?", history) == "박물관의 관장은 누구야?"
