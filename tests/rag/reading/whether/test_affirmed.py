"""Tables that only say whether something is so answer of one thing, and which things it is."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "회의실 안내": (
        "# 회의실 안내\n\n| 회의실 | 빔 프로젝터 | 화상 회의 | 음식물 반입 |\n|---|---|---|---|\n"
        "| 대회의실 | 있음 | 가능 | 금지 |\n| 소회의실 | 없음 | 불가 | 가능 |\n"
        "| 라운지 | × | ○ | ○ |\n"
    ),
    "건강검진 안내": (
        "# 건강검진 안내\n\n| 항목 | 기본 | 정밀 |\n|---|---|---|\n| 위내시경 | 일반 | 수면 |\n"
        "| 복부초음파 | 제외 | 포함 |\n| 소요 시간 | 2시간 | 4시간 |\n"
    ),
    "걷기 대회": (
        "# 걷기 대회\n\n| 종목 | 제한 시간 | 기념품 | 나이 |\n|---|---|---|---|\n"
        "| 종주 | 2시간 40분 | 바람막이 | 19세 이상 |\n| 반주 | 1시간 | - | 제한 없음 |\n"
        "| 가족 | 없음 | 장바구니 | 제한 없음 |\n"
    ),
    "거래처 현황": (
        "# 거래처 현황\n\n| 납품업체 | 품목 | 해외 발송 | 신고 | 메모 |\n|---|---|---|---|---|\n"
        "| 도담식품 | 간장 | - | 필요 | - |\n| 한올유통 | 된장 | ○ | - | 2월 점검 |\n"
        "| 보람농산 | 쌀 | - | 불필요 | - |\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("소회의실에 빔 프로젝터 있어?", "아니요"),
        ("대회의실에서 화상 회의 되나요?", "예"),
        ("소회의실에서 화상 회의 할 수 있어?", "아니요"),
        ("라운지에서 화상 회의 가능해?", "예"),
        ("소회의실은 음식물 반입이 금지인가요?", "아니요"),
        ("기본 검진에 복부초음파가 들어가?", "아니요"),
        ("복부초음파는 기본 검진에서 제외되나요?", "예"),
        ("복부초음파는 정밀 검진에서 제외되나요?", "아니요"),
        # A dash says no in a column that says whether.
        ("도담식품은 해외 발송을 하나요?", "아니요"),
        ("한올유통은 신고가 필요해?", "아니요"),
        ("도담식품은 신고가 필요한가요?", "예"),
    ],
)
def test_the_cell_says_whether_it_is_so(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


def test_a_cell_that_says_something_else_decides_nothing(library: Library) -> None:
    assert library.ask("기본 검진에 위내시경 있어?").short == ""
    assert library.ask("보람농산은 메모가 있어?").short == ""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("화상 회의 되는 데가 어디야?", "대회의실, 라운지"),
        ("빔 프로젝터 없는 회의실은?", "소회의실, 라운지"),
        ("빔 프로젝터 있는 회의실 알려줘", "대회의실"),
        ("복부초음파가 포함된 검진은 뭐야?", "정밀"),
        ("복부초음파가 빠진 건 어느 검진이야?", "기본"),
        ("해외 발송을 하는 업체는 어디야?", "한올유통"),
        ("해외 발송이 없는 업체는?", "도담식품, 보람농산"),
        # Where one cell says that there is none, the others tell what there is.
        ("제한 시간 없는 종목은?", "가족"),
        ("제한 시간이 있는 종목은?", "종주, 반주"),
        ("기념품을 주는 종목은?", "종주, 가족"),
    ],
)
def test_the_things_that_it_is_so_of_are_named(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short
