"""Words of several morphemes: 육아 휴직 is told by 육휴, and 법카 by 회사 카드."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.whether.told_clauses import told_together
from rag.retrieval.query import question_terms


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("육아 휴직 쓸 수 있나요?", "육휴는 한 해까지 쓸 수 있다.", {"육아", "휴직"}),
        ("육휴 쓸 수 있나요?", "육아 휴직은 한 해까지 쓸 수 있다.", {"육휴"}),
        ("법카로 밥을 사도 되나요?", "회사 카드로 식사를 살 수 있다.", {"법카"}),
        ("산업 재해 처리되나요?", "출근길 사고는 산재로 본다.", {"산업", "재해"}),
        ("육아 시간 쓸 수 있나요?", "휴직은 한 해까지 쓸 수 있다.", set()),
    ],
)
def test_what_is_told_together(question: str, text: str, told: set[str]) -> None:
    terms = [term for term in question_terms(question) if term != "쓰"]
    assert told <= told_together(terms, text)
    assert bool(told) or not {"육아", "시간"} & told_together(terms, text)


def test_a_rule_is_found_by_another_phrase(library_of: Callable[..., Library]) -> None:
    library = library_of({"달무리상사 복무 내규": "직원은 뒷마당에 주차할 수 없다."})
    assert library.ask("뒷마당에 차를 세워도 되나요?").short == "아니요"
