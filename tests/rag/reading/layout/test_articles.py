"""Articles whose title is all that is asked beside the name of the document."""

from collections.abc import Callable

import pytest

from rag import Library

LEASE = (
    "사무실 임대차 계약서\n\n임대인: 나한별\n임차인: 도담기획\n\n"
    "제1조(차임) ① 차임은 매월 900,000원으로 한다.\n\n"
    "제2조(기간) ① 2031년 3월 1일부터 2033년 2월 28일까지로 한다.\n"
    " ② 수리 기간인 2031년 3월 1일부터 3월 15일까지는 차임을 받지 않는다.\n\n"
    "제3조(위약금) 계약을 어긴 쪽은 차임 두 달 치를 물어낸다.\n\n"
    "계약일: 2031년 2월 10일\n"
)


@pytest.fixture(scope="module")
def lease(library_of: Callable[..., Library]) -> Library:
    return library_of({"계약서": LEASE})


@pytest.mark.parametrize("question", ["계약 기간은?", "임대차 기간 알려줘", "임대차 계약 기간은?"])
def test_the_article_called_so_tells(lease: Library, question: str) -> None:
    answer = lease.ask(question, answer_anyway=True)
    assert answer.short == "2031년 3월 1일부터 2033년 2월 28일까지"


def test_when_asks_for_the_end_of_what_the_article_tells(lease: Library) -> None:
    answer = lease.ask("계약 기간은 언제까지야?", answer_anyway=True)
    assert answer.short == "2033년 2월 28일"


def test_what_another_paragraph_names_is_not_what_the_title_does(lease: Library) -> None:
    answer = lease.ask("수리 기간은?", answer_anyway=True)
    assert answer.short == "2031년 3월 1일부터 3월 15일까지"


def test_the_first_article_tells_though_the_title_stands_above_it(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "주차장 사용 계약서\n제1조(기간) ① 2032년 4월 1일부터 2033년 3월 31일까지로 한다.\n"
        "② 공사 기간인 2032년 5월 1일부터 5월 15일까지는 사용료를 받지 않는다.\n"
        "제2조(사용료) 사용료는 달마다 90,000원으로 한다.\n"
    )
    answer = library_of({"주차": text}).ask("주차장 계약 기간은?", answer_anyway=True)
    assert answer.short == "2032년 4월 1일부터 2033년 3월 31일까지"
    assert answer.citations[0].quote.startswith("제1조(기간)")
