"""Of two things that a question offers the one that the documents tell; never 'yes' or 'no'."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.layout.alternatives import offered

TEXTS = {
    "이용 안내": (
        "# 이용 안내\n\n점심은 한식으로 제공하며 금요일에는 양식이 나옵니다. "
        "주차는 방문객에게 무료이고 직원은 유료입니다.\n"
        "식권은 모바일로만 판매합니다. 회의는 오전에 열린다. 세미나는 온라인으로 진행한다.\n"
        "신청은 우편으로 접수하며 방문 접수는 받지 않습니다. 수료증은 종이로 발급한다.\n"
        "연차는 유급휴가이고 병가는 무급휴가이다. 계약 기간은 11개월이 아니라 1년이다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("식권은 모바일로 파나요 종이로 파나요?", "모바일"),
        ("수료증은 종이와 파일 중 무엇으로 줘?", "종이"),
        ("세미나는 온라인 아니면 오프라인?", "온라인"),
        ("회의는 오전이야 오후야?", "오전"),
        ("계약 기간은 1개월이야 1년이야?", "1년"),
    ],
)
def test_the_side_that_is_told_is_given(library: Library, question: str, short: str) -> None:
    assert library.ask(question, answer_anyway=True).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("연차는 유급인가요, 무급인가요?", "유급"),
        ("병가는 유급이야 무급이야?", "무급"),
        ("방문객 주차는 무료예요 유료예요?", "무료"),
        ("점심은 한식이야 양식이야?", "한식"),
    ],
)
def test_of_two_that_are_told_it_is_that_of_what_is_asked_about(
    library: Library, question: str, short: str
) -> None:
    assert library.ask(question).short == short


@pytest.mark.parametrize(
    "question", ["방문과 우편 중 뭘로 접수해?", "신청은 우편으로 하나요 방문해서 하나요?"]
)
def test_a_side_that_is_denied_is_not_given(library: Library, question: str) -> None:
    assert library.ask(question).short == "우편"


def test_a_side_that_the_documents_do_not_know_makes_no_refusal(library: Library) -> None:
    answer = library.ask("세미나는 온라인인가요 오프라인인가요?")
    assert not answer.abstained
    assert answer.short == "온라인"


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("솔라는 파운데이션 모델인가요, 파인튜닝 모델인가요?", ("파운데이션", "파인튜닝")),
        ("보험료는 회사가 내나요 직원이 내나요?", ("회사", "직원")),
        ("도시락은 무료야, 유료야?", ("무료", "유료")),
    ],
)
def test_what_is_offered_is_found(question: str, sides: tuple[str, str]) -> None:
    assert offered(question) == sides


@pytest.mark.parametrize(
    "question",
    [
        "보증금은 얼마예요 언제 돌려줘요?",
        "참석해야 하나요 안 해도 되나요?",
        "주차 되나요 무료인가요?",
        "가람과 나래 중 뭐가 더 싸?",
        "주차되나요?",
        "병가와 연차 가운데 무엇이 나은가요?",
    ],
)
def test_other_questions_offer_nothing(question: str) -> None:
    assert offered(question) is None
