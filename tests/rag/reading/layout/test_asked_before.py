"""FAQs: who asks what a document asks gets the text under the question, not the question."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.layout.asked_before import is_question

FAQ = (
    "# 직원 복지 FAQ\n\n## 업무 중 다친 것도 보험이 되나요?\n\n네. 업무 중 사고는 산재보험으로 "
    "처리합니다.\n\n## 복지포인트로 노트북을 살 수 있나요?\n\n전자제품은 살 수 없습니다. 도서와 "
    "운동에만 쓸 수 있습니다.\n\n## 건강검진은 언제 받나요?\n\n매년 4월부터 10월 사이에 "
    "받습니다.\n"
)
LINES = (
    "체육관 이용 질의응답\n\nQ. 당일 취소도 환불되나요?\nA. 아니요. 하루 전까지 취소하셔야 전액 "
    "돌려 드립니다.\n\nQ. 단체 예약은 몇 명부터 가능한가요?\nA. 10명부터 받습니다.\n"
)
NUMBERED = (
    "# 도서관 문답\n\nQ1. 연체하면 며칠 동안 못 빌리나요?\nA. 연체한 날수만큼 빌릴 수 "
    "없습니다.\n\n"
    "Q2. 회원증은 얼마나 자주 갱신하나요?\nA. 3년마다 갱신합니다.\n"
)
ROWS = (
    "| 질문 | 답변 |\n|---|---|\n| 사물함 열쇠를 잃어버리면 돈을 내야 하나요? | 아니요. "
    "다시 만들어 드립니다. |\n| 사물함에서 음식을 보관해도 되나요? | 절대 안 됩니다. |\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"복지.md": FAQ, "체육관": LINES, "도서관.md": NUMBERED, "사물함": ROWS})


@pytest.mark.parametrize(
    ("question", "short", "quote"),
    [
        ("업무 중 다친 것도 보험이 되나요?", "예", "산재보험"),
        ("복지포인트로 노트북 살 수 있어요?", None, "전자제품은 살 수 없습니다"),
        ("건강검진은 언제 받나요?", "4월부터 10월 사이", "4월부터 10월"),
        ("당일에 취소해도 환불되나요?", "아니요", "하루 전까지"),
        ("단체 예약은 몇 명부터 되나요?", "10명", "10명부터 받습니다"),
        ("회원증은 얼마나 자주 갱신하나요?", "3년", "3년마다 갱신합니다"),
        ("사물함 열쇠를 잃어버리면 돈을 내야 하나요?", "아니요", "다시 만들어"),
        ("사물함에서 음식을 보관해도 되나요?", "아니요", "절대 안 됩니다"),
    ],
)
def test_the_text_under_the_same_question_answers(
    library: Library, question: str, short: str | None, quote: str
) -> None:
    answer = library.ask(question)
    assert not answer.abstained
    assert quote in answer.sentences[0].text
    assert short is None or answer.short == short


@pytest.mark.parametrize(
    "question",
    ["업무 중 다치면 보험 되나요?", "취소하면 환불돼요?", "단체 예약은 몇 명부터예요?"],
)
def test_a_question_is_never_quoted_as_an_answer(library: Library, question: str) -> None:
    answer = library.ask(question, answer_anyway=True)
    assert answer.sentences
    assert not any(is_question(sentence.text) for sentence in answer.sentences)


def test_what_a_text_asks_and_tells_itself(library_of: Callable[..., Library]) -> None:
    text = (
        "# 갯벌 이야기\n\n갯벌 같은 습지의 가장 큰 강점은 무엇일까? 바다와 뭍 사이의 벽이 없는 "
        "것이다. 그래서 새가 많다.\n\n철새 축제에서 1위를 빼앗긴 한빛섬은 어디서 반격할까? "
        "답은 굴 요리에 있다.\n"
    )
    library = library_of({"갯벌.md": text})
    told = library.ask("갯벌 같은 습지의 가장 큰 강점이 뭐야?", answer_anyway=True)
    assert told.short == "바다와 뭍 사이의 벽이 없는 것"
    told = library.ask("한빛섬이 1위를 빼앗긴 축제는 어떤 축제야?", answer_anyway=True)
    assert told.short == "철새 축제"


TALK = """2027년 5월 1일 토요일
강노을 (오전 9:10): 다음 연습은 언제인가요?
민서하 (오전 9:12): 5월 8일 저녁이요
백도담 (오전 9:14): 저는 5월 15일이 좋은데요
"""


def test_what_is_asked_in_a_talk_is_answered_by_the_next(
    library_of: Callable[..., Library],
) -> None:
    assert library_of({"대화": TALK}).ask("다음 연습은 언제야?").short.startswith("5월 8일")
