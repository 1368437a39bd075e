"""What follows from a condition, and which questions ask for that."""

import pytest

from rag.reading.sentences.consequences import asks_what_follows, consequence


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("기한 넘기면?", True),
        ("거짓 서류를 내면 어떻게 되나요?", True),
        ("계약 안 맺으면 어떻게 돼?", True),
        ("보일러를 안 고쳐 주면 세입자는 어떻게 할 수 있어요?", True),
        ("보호자를 모를 때는 어떻게 알려야 하나요?", True),
        ("할인을 받으려면 어떻게 해야 하나요?", False),
        ("보증 기간 늘리려면?", False),
        ("몇 명이면 되죠?", False),
        ("언제까지 내면 돼?", False),
        ("요금은 얼마야?", False),
    ],
)
def test_which_questions_ask_what_follows(question: str, asks: bool) -> None:
    assert asks_what_follows(question) == asks


@pytest.mark.parametrize(
    ("text", "terms", "told"),
    [
        ("착공하지 않으면 허가를 취소한다.", ["착공"], "허가를 취소한다"),
        (
            "두 번 밀리면 독촉장을 보내고, 납기가 지나면 물을 끊는다.",
            ["납기", "지나"],
            "물을 끊는다",
        ),
        ("체험학습은 비가 오면 11월 6일로 미룹니다.", ["체험", "비"], "11월 6일로 미룹니다"),
        ("① 거짓 서류를 낸 사람은 지원금을 돌려준다.", ["서류"], "지원금을 돌려준다"),
        ("눈이 와서 늦은 경우에는 보상하지 않는다. 나머지는 보상한다.", ["눈"], "보상하지 않는다"),
        ("비가 오면 미룬다.", ["서류"], ""),
        ("서류를 낸다.", ["서류"], ""),
        ("서류를 잃어버리면 다음과 같이 합니다.", ["서류"], ""),
    ],
)
def test_what_follows(text: str, terms: list[str], told: str) -> None:
    assert consequence(text, terms) == told
