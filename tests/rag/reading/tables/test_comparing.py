"""Which of two is more, and all of several: only where the passages tell it."""

from collections.abc import Callable

import pytest

from rag import Answer, Library
from rag.reading.reader import ExtractiveReader
from rag.reading.tables.comparing import compares
from rag.reading.tables.listing import asks_list

TEXTS = {
    "기기 안내": (
        "# 기기 안내\n\n가람 1호의 무게는 1.2kg이다. 나래 2호의 무게는 0.9kg이다.\n"
        "가람 1호의 가격은 45만 원이다. 나래 2호의 가격은 60만 원이다.\n"
        "가람 1호는 2021년 3월에 출시되었다. 나래 2호는 2023년에 출시되었다.\n"
        "가람 1호의 소음은 40dB 이하이다. 나래 2호의 소음은 35dB 이상이다.\n"
    ),
    "행사 안내": (
        "# 행사 안내\n\n## 준비물\n가져와야 할 준비물은 다음과 같다.\n"
        "- 신분증: 주민등록증이나 여권\n- 도시락\n- 우비\n\n## 후원\n"
        "행사를 후원한 회사는 가람전자(주), 나래상사, 다온식품이다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


def read(library: Library, question: str) -> Answer:
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    return answer


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가람 1호와 나래 2호 중 어느 것이 더 비싼가요?", "나래 2호"),
        ("가람 1호와 나래 2호 중 더 무거운 것은?", "가람 1호"),
        ("나래 2호와 가람 1호 중 무게가 더 적은 쪽은?", "나래 2호"),
        ("나래 2호와 가람 1호 중 먼저 출시된 것은?", "가람 1호"),
    ],
)
def test_the_winner_is_named_with_the_sentences_of_both(
    library: Library, question: str, short: str
) -> None:
    answer = read(library, question)
    assert answer.short == short
    text = " ".join(citation.quote for citation in answer.citations)
    assert "가람 1호" in text
    assert "나래 2호" in text


@pytest.mark.parametrize(
    "question",
    [
        "가람 1호와 나래 2호 중 소음이 더 큰 것은?",  # the ranges overlap
        "가람 1호와 나래 2호 중 속도가 더 빠른 것은?",  # not told
        "가람 1호와 나래 2호의 차이는?",
    ],
)
def test_without_two_values_nobody_wins(library: Library, question: str) -> None:
    assert compares(question)
    assert read(library, question).short == ""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가져와야 할 준비물 세 가지는?", "신분증, 도시락, 우비"),
        ("준비물을 모두 알려 주세요", "신분증, 도시락, 우비"),
        ("행사를 후원한 회사들은?", "가람전자, 나래상사, 다온식품"),
    ],
)
def test_all_items_of_a_list_are_the_answer(library: Library, question: str, short: str) -> None:
    answer = read(library, question)
    assert asks_list(question)
    assert answer.short == short
    text = " ".join(citation.quote for citation in answer.citations)
    assert all(item in text for item in short.split(", "))


@pytest.mark.parametrize(
    "question", ["두 회사의 매출은 각각 얼마인가요?", "수도는?", "왜 멈췄나요?"]
)
def test_what_asks_for_no_list(question: str) -> None:
    assert not asks_list(question)
