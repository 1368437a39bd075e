"""A refusal names the words that no document holds, and only where that is certain."""

from collections.abc import Callable

import pytest

from rag import REFUSAL, Library
from rag.retrieval.unknown import named, unknown_words

TEXTS = {
    "주차장": "# 주차장 안내\n\n주차장은 지하 2층에 있고 차단기는 오전 7시에 열린다.\n",
    "송년회": "# 송년회\n\n송년회는 12월 18일에 그랜드홀에서 연다. 비밀 번호는 따로 알린다.\n",
    "입장": "# 행사 입장\n\n참가자는 정문으로 입장한다. 회의실 단가는 시간당 3만 원이다.\n",
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("주차 요금은 얼마인가요?", ["요금"]),
        ("구내식당 메뉴 알려줘", ["구내식당", "메뉴"]),
        ("행사 입장료", ["입장료"]),
        ("송년회 회비는 얼마예요?", ["회비"]),
        # Known words, however they are written, and words that only ask.
        ("주차장 차단기는 언제 열려?", []),
        ("비밀번호는 어떻게 알려?", []),
        ("송년회 사회자 이름이 뭐야?", ["사회자"]),
        ("송년회 참석자 목록", []),
        ("참가자는 몇 킬로그램이야?", []),
        ("회의실 단가 최고는 얼마야?", []),
        ("참가자 전체 합계와 평균, 건수 알려줘", []),
        # When, how surely and how nearly it is asked.
        ("요즘 송년회는 보통 어느 정도 규모야?", ["규모"]),
        ("올해 송년회는 내년이랑 다른 날이야?", []),
    ],
)
def test_what_no_document_holds(library: Library, question: str, words: list[str]) -> None:
    assert unknown_words(question, library._index) == words


def test_it_is_said_with_the_particle_that_fits() -> None:
    assert named(["요금"]) == "‘요금’이라는 말은 문서에 없습니다."
    assert named(["식당", "메뉴"]) == "‘식당’, ‘메뉴’라는 말은 문서에 없습니다."
    assert named([]) == ""


def test_a_refusal_says_so_and_shows_what_is_nearest(library: Library) -> None:
    answer = library.ask("송년회 회비는 얼마예요?")
    assert answer.abstained
    assert answer.notice == "‘회비’라는 말은 문서에 없습니다."
    assert answer.text == REFUSAL
    assert answer.hits
