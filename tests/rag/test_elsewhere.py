from collections.abc import Callable

import pytest

from rag import Library, Turn

RULES = {
    "기숙사 수칙": "보증금은 세 동 모두 10만 원이고 퇴관 뒤 20일 안에 돌려준다. 관장은 백로운이다.",
    "회관 대관 규정": "외부인은 보증금 25만 원을 마을회 계좌에 낸다. 관장은 오시내이다.",
    "대회 규칙": "1인당 보증금 2만 원을 내며 대회가 끝나면 돌려받는다.",
    "급식 계약서": "급식 인원은 학생 612명이다. 식재료는 아침 8시까지 들인다.",
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(RULES)


def test_what_each_document_tells_of_its_own_is_shown(library: Library) -> None:
    answer = library.ask("보증금 얼마예요?")
    shown = {citation.passage.title for citation in answer.citations}
    assert shown >= {"기숙사 수칙", "회관 대관 규정", "대회 규칙"}
    told = [answer.short, answer.notice]
    for amount in ("10만 원", "25만 원", "2만 원"):
        assert any(amount in one for one in told)
    assert all(sentence.supported for sentence in answer.sentences)


def test_of_several_questions_it_is_said_which_documents_answer_otherwise(
    library: Library,
) -> None:
    answer = library.ask("보증금 얼마예요? 그리고 급식 인원은?")
    alone = library.ask("보증금 얼마예요?")
    assert alone.notice
    assert f"‘보증금 얼마예요?’: {alone.notice}" in answer.notice
    assert "급식" not in answer.notice


@pytest.mark.parametrize(
    ("question", "short"),
    [("기숙사 보증금 얼마예요?", "10만 원"), ("급식 학생은 몇 명이야?", "612명")],
)
def test_a_document_that_is_named_answers_alone(
    library: Library, question: str, short: str
) -> None:
    answer = library.ask(question)
    assert short in answer.short
    assert not answer.notice


def test_who_speaks_of_a_document_is_answered_from_it(library: Library) -> None:
    first = library.ask("기숙사 보증금은 언제 돌려줘?")
    answer = library.ask("관장은 누구야?", [Turn(first.question, first.said)])
    assert answer.short == "백로운"
    assert not answer.notice


def test_what_documents_tell_alike_is_told_once(library_of: Callable[..., Library]) -> None:
    same = {"안내": "보증금은 10만 원이다.", "수칙": "입사생은 보증금 10만 원을 3월 2일까지 낸다."}
    assert not library_of(same).ask("보증금 얼마예요?").notice
