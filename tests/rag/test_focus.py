"""Which document a short question is asked of, after another was spoken of."""

from collections.abc import Callable

import pytest

from rag import Library, Turn

TEXTS = {
    "복사기": ("# 복사기 임대 안내\n\n복사기의 월 임대료는 87,000원이다. 임대 기간은 3년이다.\n"),
    "정수기": (
        "# 정수기 임대 안내\n\n정수기의 월 임대료는 31,900원이다. 임대 기간은 5년이고 설치 비용은 "
        "받지 않는다.\n"
    ),
    "회의록": "# 회의록\n\n단풍 음악회는 10월 17일에 열기로 하였다.\n",
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


def asked(library: Library, *questions: str) -> str:
    turns: list[Turn] = []
    for question in questions:
        answer = library.ask(question, turns)
        turns.append(Turn(question, answer.said))
    return answer.short


@pytest.mark.parametrize(
    ("before", "question", "short"),
    [
        ("복사기 임대 기간은?", "정수기 임대료는?", "31,900원"),
        ("정수기 설치 비용은?", "복사기 임대료는?", "87,000원"),
        # What the document has a word for is asked of that.
        ("복사기 임대 기간은 얼마야?", "월 임대료는?", "87,000원"),
        ("복사기 임대 기간은 얼마야?", "임대료는?", "87,000원"),
    ],
)
def test_only_what_a_document_has_no_word_for_is_asked_of_another(
    library: Library, before: str, question: str, short: str
) -> None:
    assert asked(library, before, question) == short
