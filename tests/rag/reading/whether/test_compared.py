"""Whether one thing is more than another or grew, by words and by two values."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "체육관 회원 현황": (
        "# 체육관 회원 현황\n\n| 종목 | 2024년 | 2025년 | 비고 |\n|---|---|---|---|\n"
        "| 수영 | 310명 | 284명 | |\n| 탁구 | 95명 | 121명 | |\n| 검도 | 40명 | 40명 | |\n"
    ),
    "야영장 요금표": (
        "# 야영장 요금표\n\n| 자리 | 평일 요금 | 최대 인원 |\n|---|---|---|\n"
        "| 솔밭 1호 | 24,000원 | 4명 |\n| 솔밭 2호 | 31,000원 | 4명 |\n\n끝.\n"
    ),
    "도서관 소식": (
        "# 도서관 소식\n\n전자책 대출은 전년보다 18% 늘었으나, 종이책 대출은 1만 2천 권으로 "
        "지난해보다 조금 줄었다. 어린이실 방문객은 내년에 늘어날 전망이다.\n\n"
        "좌석 예약 위반은 9건(작년 14건)이다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("수영 회원이 2025년에 전년보다 늘었어?", "아니요"),
        ("탁구 회원이 작년보다 늘었나요?", "예"),
        ("탁구 회원은 2025년이 2024년보다 많나요?", "예"),
        ("검도 회원이 전년보다 줄었나요?", "아니요"),
        ("야영장 솔밭 2호가 솔밭 1호보다 비싼가요?", "예"),
        ("솔밭 1호가 솔밭 2호보다 최대 인원이 많나요?", "아니요"),
        ("전자책 대출은 전년보다 늘었나요?", "예"),
        ("종이책 대출이 작년보다 늘었나요?", "아니요"),
        ("도서관 좌석 예약 위반이 작년보다 줄었나요?", "예"),
    ],
)
def test_more_or_less_is_told(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


@pytest.mark.parametrize(
    "question",
    [
        # Nothing is told of what is to come, of what nobody measures and of other years.
        "도서관 어린이실 방문객이 작년보다 늘었나요?",
        "솔밭 2호가 솔밭 1호보다 넓은가요?",
        "수영 회원이 2022년보다 늘었나요?",
    ],
)
def test_nothing_else_is_compared(library: Library, question: str) -> None:
    assert library.ask(question).short == ""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("미술관 관람객은 늘었나요?", ""),
        ("관람객은 작년보다 늘었나요?", ""),
        ("청소년 관람객은 작년보다 늘었나요?", "예"),
    ],
)
def test_a_part_does_not_answer_for_the_whole(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    told = "# 미술관 소식\n\n청소년 관람객은 지난해보다 늘었으나 외국인 관람객은 그대로였다.\n"
    assert library_of({"미술관 소식": told}).ask(question).short == short
