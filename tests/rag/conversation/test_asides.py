"""Messages that ask nothing of the documents."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rag import REFUSAL, Library, Turn
from rag.conversation.asides import (
    NOTHING_ASKED,
    asks_its_summary,
    asks_nothing,
    asks_where,
    own_words,
)
from rag.conversation.follow_up import readings

TEXTS = {
    "장비 안내": (
        "# 장비 안내\n\n분쇄기 BR-7의 가격은 한 대에 480만 원이다. BR-7의 무게는 62킬로그램이다."
        "\n\n분쇄기는 쓰기 전에 덮개를 닫고 전원을 켠다.\n"
    ),
    "보관 지침": "# 보관 지침\n\n시약은 섭씨 4도에서 보관하고, 유효 기간이 지나면 버린다.\n",
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    "message",
    [
        "이거 어떻게 해요?",
        "알려줘",
        "????",
        "ㅁㄴㅇㄹ",
        "1+1은?",
        "왜?",
        "네",
        "번역해 줘",
        "뭐가 좋아?",
    ],
)
def test_what_holds_nothing_to_look_for_is_not_looked_for(library: Library, message: str) -> None:
    assert asks_nothing(message)
    answer = library.ask(message)
    assert answer.abstained
    assert not answer.hits
    assert answer.text == NOTHING_ASKED


@pytest.mark.parametrize(
    "message",
    ["보관 온도", "2023년", "BR-7", "어떻게 켜요?", "설명서 어디 있어?", "몇 도야?", "질문 시간"],
)
def test_what_holds_a_word_is_looked_for(message: str) -> None:
    assert not asks_nothing(message)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("문서 몇 개 있어?", "문서 2개가 있습니다"),
        ("여기 있는 문서들은 무슨 내용이야?", "문서 2개가 있습니다"),
        ("너 무슨 모델이야?", "언어 모델 없이"),
        ("이 프로그램은 어떤 AI를 써?", "언어 모델 없이"),
        ("내 질문이 밖으로 나가니?", "이 컴퓨터를 떠나지 않습니다"),
        ("올린 파일이 서버에 저장되나요?", "이 컴퓨터를 떠나지 않습니다"),
        ("오늘 며칠이야?", "날짜나 시각은 알려 드리지 못합니다"),
        ("지금 몇 시인가요?", "날짜나 시각은 알려 드리지 못합니다"),
    ],
)
def test_what_is_asked_about_mundap_is_answered_by_itself(message: str, said: str) -> None:
    assert said in own_words(message, ["가", "나"])


@pytest.mark.parametrize(
    "message",
    [
        "모델은 무엇인가요?",
        "어떤 모델이 가장 빨라?",
        "개인정보는 어디에 저장되나요?",
        "민원 서류는 어디로 보내나요?",
        "오늘부터 며칠 안에 내야 해?",
        "회의는 몇 시야?",
        "여기 주차 요금은 얼마야?",
        "근거 법령은 무엇인가요?",
    ],
)
def test_questions_to_the_documents_are_none_about_mundap(message: str) -> None:
    assert own_words(message, ["가"], last=Turn("가격은?", "480만 원")) == ""
    assert not asks_where(message)


def test_what_is_said_of_privacy_names_the_model_that_reads_along() -> None:
    said = own_words("내 질문이 밖으로 나가니?", ["가"], model="qwen3")
    assert "qwen3" in said
    assert "서버로 갑니다" in said


@pytest.mark.parametrize(
    "message", ["출처가 어디야?", "근거 보여줘", "어디에 나와?", "어느 문서에 있어?", "몇 쪽이야?"]
)
def test_the_last_answer_is_shown_again_to_who_asks_where_it_stands(
    library: Library, message: str
) -> None:
    first = library.ask("BR-7의 가격은 얼마인가요?")
    history = [Turn("BR-7의 가격은 얼마인가요?", first.text), Turn("응", "더 궁금한 것이…")]
    again = library.ask(message, history)
    assert again.question == message
    assert again.citations == first.citations
    assert again.short == first.short
    assert library.ask(message).text == NOTHING_ASKED


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("확실해?", "근거 대목에서 확인해 주세요"),
        ("아니 틀렸어", "근거 대목에서 확인해 주세요"),
        ("내가 아까 뭐 물어봤지?", "‘BR-7의 가격은?’라고 물으셨습니다"),
        ("응", "더 궁금한 것이 있으면"),
        ("편안한 저녁 되세요", "더 궁금한 것이 있으면"),
    ],
)
def test_what_is_said_to_an_answer_is_no_question(
    library: Library, message: str, said: str
) -> None:
    history = [Turn("BR-7의 가격은?", "480만 원")]
    answer = library.ask(message, history)
    assert said in answer.text
    assert REFUSAL not in answer.text
    later = [*history, Turn(message, answer.text)]
    assert library.resolved("무게는?", later) == library.resolved("무게는?", history)


@pytest.mark.parametrize("message", ["쉽게 설명해 줘", "이해가 안 돼", "더 없어?", "표로 보여줘"])
def test_more_of_the_same_is_asked_for_in_many_words(library: Library, message: str) -> None:
    meant = library.resolved(message, [Turn("BR-7의 가격은?", "480만 원")])
    assert meant == "BR-7의 가격에 대해 자세히 알려 줘"


@pytest.mark.parametrize(
    "message",
    [
        "신기하네요",
        "네 고맙습니다 잘 쓸게요",
        "ㅋㅋ 알겠어",
        "엥?",
        "역시 비싸네",
        "못 알아듣네",
        "ㄱㅅ",
        "오키",
        "그래서 문이 안 닫혔구나",
        "다음 주까지 기다려야겠네요",
        "가격이 벌써 올랐네",
        "넵 확인했습니다",
    ],
)
def test_remarks_are_no_questions(library: Library, message: str) -> None:
    history = [Turn("BR-7의 가격은?", "480만 원")]
    answer = library.ask(message, history)
    assert answer.text == "더 궁금한 것이 있으면 물어보세요."
    later = [*history, Turn(message, answer.text)]
    assert library.resolved("무게는?", later) == library.resolved("무게는?", history)


@pytest.mark.parametrize(
    "message",
    [
        *("덮개가 안 닫히네요", "오래 걸려?", "얼마나 무거워?", "시약이 남네요", "어디에 둬?"),
        *("설명서를 잃어버렸네요", "보증서가 없네요", "가격이 올랐네요?"),
    ],
)
def test_complaints_and_questions_are_no_remarks(message: str) -> None:
    assert own_words(message, ["가"], last=Turn("BR-7의 가격은?", "480만 원")) == ""


def test_the_document_of_the_last_answer_is_summed_up(library: Library) -> None:
    history = [Turn("시약은 몇 도에서 보관해?", "섭씨 4도")]
    answer = library.ask("그 문서 요약해 줘", history)
    assert "보관 지침" in answer.notice
    assert "유효 기간" in answer.text


@pytest.mark.parametrize("name", ["sample", "office"])
def test_what_people_chat_is_told_from_what_they_ask(name: str) -> None:
    """Conversations written by others; `python -m benchmarks.talks` answers them."""
    file = Path(__file__).with_name(f"talks_{name}.jsonl")
    wrong: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        last: Turn | None = None
        for message in json.loads(line)["turns"]:
            said = message["say"]
            more = readings(said, [Turn("H100의 가격은?", "3만 달러")])[0]
            of_last = asks_where(said) or asks_its_summary(said) or more.endswith(" 알려 줘")
            chats = of_last or bool(own_words(said, ["가"], last=last))
            wrong += [said] * (chats != (message["expect"] == "chat"))
            last = last if chats else Turn(said, "")
    assert len(wrong) <= {"sample": 4, "office": 10}[name], wrong


def test_the_auditor_is_not_thanks() -> None:
    assert own_words("감사는?", ["가"], last=Turn("이사의 임기는?", "3년")) == ""
