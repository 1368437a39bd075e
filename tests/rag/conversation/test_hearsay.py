import pytest

from corpus import Document
from rag import Library
from rag.conversation.hearsay import plainly_asked


@pytest.mark.parametrize(
    ("heard", "plain"),
    [
        ("한 개에 1억이라던데 맞아?", "한 개에 1억인가요?"),
        ("솔잎방이 달빛방보다 싸다면서요?", "솔잎방이 달빛방보다 싼가요?"),
        ("주차가 무료라는데 사실이야?", "주차가 무료인가요?"),
        ("회의가 3시에 시작한다던데 맞나요?", "회의가 3시에 시작하나요?"),
        ("보증금을 안 돌려준다며?", "보증금을 안 돌려주나요?"),
        ("수강료가 올랐다고 하던데 맞아요?", "수강료가 올랐나요?"),
        ("휴가가 3일이라고 들었는데 맞나요?", "휴가가 3일인가요?"),
        ("신청이 마감됐다고?", "신청이 마감됐나요?"),
        ("새 모델이 나온다는 게 사실인가요?", "새 모델이 나오나요?"),
    ],
)
def test_what_was_heard_is_asked_plainly(heard: str, plain: str) -> None:
    assert plainly_asked(heard) == plain


@pytest.mark.parametrize(
    "question",
    [
        "언제 나온다던데 언제야?",
        "비가 온다는데 취소되나요?",
        "환불이 된다고 했는데 며칠 걸려요?",
        "담당자가 뭐라고 했어?",
        "투트랙이라는 게 뭐야?",
        "줄여서 AI라고 하나요?",
    ],
)
def test_other_questions_stay_as_they_are(question: str) -> None:
    assert plainly_asked(question) == question


def test_what_was_heard_is_confirmed_or_denied() -> None:
    rooms = "# 객실\n\n| 객실 | 요금 |\n|---|---|\n| 솔잎방 | 70,000원 |\n| 달빛방 | 95,000원 |\n"
    library = Library.from_documents([Document("객실.md", "객실", rooms)])
    assert library.ask("솔잎방 요금이 70,000원이라던데 맞아?").short == "예"
    assert library.ask("솔잎방 요금이 90,000원이라던데 맞아?").short == "아니요"
