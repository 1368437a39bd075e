import pytest

from rag import Turn
from rag.conversation.follow_up import readings, stands_whole

FEE = "1급지 월정기권 얼마예요?"
ROOM = "회의실 A동 대여료는 얼마예요?"


@pytest.mark.parametrize(
    ("before", "said", "meant"),
    [
        # One phrase after '아니', whatever makes it polite.
        (FEE, "아니 2급지요", "2급지 월정기권 얼마예요?"),
        (FEE, "아니, 3급지", "3급지 월정기권 얼마예요?"),
        ("청주공장 직원 몇 명이야?", "아니요 구미공장", "구미공장 직원 몇 명이야?"),
        (ROOM, "아니 B동이요", "회의실 B동 대여료는 얼마예요?"),
        ("녹음실은 언제 예약해?", "아니 물빛홀 말이야", "물빛홀은 언제 예약해?"),
        # What is named and not meant, whatever it looks like.
        (FEE, "1급지 말고 3급지", "3급지 월정기권 얼마예요?"),
        ("한빛의 2023년 매출은?", "아니 2023년 말고 2024년", "한빛의 2024년 매출은?"),
        (ROOM, "A동 말고 B동은요?", "회의실 B동 대여료는 얼마예요?"),
        ("검사 결과 언제 나와요?", "검사 결과 말고 진단서", "진단서 언제 나와요?"),
        ("남편은 누구예요?", "남편이 아니라 아들이요", "아들은 누구예요?"),
        ("대여료는 얼마예요?", "그거 말고 보증금", "보증금은 얼마예요?"),
        # What was not asked of is left aside.
        ("탁구장 언제 열어?", "헬스장 말고 독서실은 얼마야?", "독서실은 얼마야?"),
        # What asks something is no slip.
        ("회의실은 언제 열어?", "아니 환불돼?", "회의실은 환불돼?"),
        ("회의실은 언제 열어?", "회의실 말고 다른 방은?", "회의실 말고 다른 방은?"),
    ],
)
def test_a_slip_is_put_right(before: str, said: str, meant: str) -> None:
    assert readings(said, [Turn(before, "5만 원입니다.")])[0] == meant


@pytest.mark.parametrize("said", ["아니 2급지요", "A동 말고 B동"])
def test_what_puts_something_right_does_not_stand_whole(said: str) -> None:
    assert not stands_whole(said)


def test_a_verb_before_the_same_word_is_no_slip() -> None:
    question = "정보를 남에게 맡기지 말고 스스로 쥐자는 주장은 뭐야?"
    assert readings(question, [Turn(FEE, "16만 원")])[0] == question
