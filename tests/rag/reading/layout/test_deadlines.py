"""Deadlines are told where a sentence with all that is asked tells one, and only there."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.layout.deadlines import deadline
from rag.reading.reader import ExtractiveReader

TEXTS = {
    "청소 계약서": (
        "# 청소 계약서\n\n제3조(대금) 갑은 을이 계산서를 낸 날부터 14일 안에 대금을 지급한다.\n\n"
        "제7조(해지) 만료 60일 전까지 서면으로 해지를 알리지 않으면 계약은 연장된다. "
        "같은 지적을 3회 받으면 계약을 해지할 수 있다.\n"
    ),
    "회의록": "# 회의록\n\n차기 회의는 11월 11일에 연다. 안건은 11월 6일까지 간사에게 보낸다.\n",
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("안건은 언제까지 내야 하나요?", "11월 6일까지"),
        ("청소 대금은 언제까지 지급해야 하나요?", "14일 안에"),
        ("계약 해지는 언제까지 알려야 해?", "60일 전까지"),
    ],
)
def test_the_sentence_with_the_deadline_answers(library: Library, question: str, said: str) -> None:
    answer = library.ask(question)
    assert not answer.abstained
    assert said in answer.sentences[0].text


@pytest.mark.parametrize(
    "question",
    ["안건은 언제까지 보관하나요?", "회비는 언제까지 내야 하나요?", "안건은 누구에게 보내나요?"],
)
def test_no_deadline_is_told_of_something_else(library: Library, question: str) -> None:
    reader = ExtractiveReader(library.idf)
    assert deadline(reader.judge(question, library.search(question))) is None
