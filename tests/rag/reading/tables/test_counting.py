from collections.abc import Callable

import pytest

from rag import Library

CLUBS = (
    "# 동아리 지원\n\n## 지원 대상 동아리\n\n- 산울림\n- 빛그림반\n- 족구단\n- 책마루\n\n"
    "제출 서류는 다음과 같다.\n\n1. 활동 보고\n2. 회원 명부\n3. 통장 사본\n\n"
    "심사위원은 7명이며 총무과가 정한다."
)
FIRMS = (
    "# 위탁 현황\n\n| 위탁업체 | 업무 | 책임자 | 점검 |\n|---|---|---|---|\n"
    "| 가온운수 | 배송 | 명도연 | 연 1회 |\n| 누리상담 | 상담 | 하은재 | 연 2회 |\n"
    "| 새길파쇄 | 파기 | 명도연 | 연 1회 |\n\n창고는 두 동이다."
)
SHELF = (
    "# 비품\n\n| 비품 | 수량 | 비고 |\n|---|---|---|\n| 의자 | 14 | 새것 |\n| 책상 | 9 | 헌것 |\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"동아리": CLUBS, "위탁": FIRMS, "비품": SHELF})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("위탁업체가 몇 개야?", "3개"),
        ("위탁업체는 모두 몇 곳인가요?", "3곳"),
        ("책임자는 몇 명이야?", "2명"),
        ("명도연이 맡은 업무는 몇 가지야?", "2가지"),
        ("지원 대상 동아리는 몇 개야?", "4개"),
        ("제출 서류는 몇 가지인가요?", "3가지"),
    ],
)
def test_what_is_listed_is_counted(library: Library, question: str, short: str) -> None:
    answer = library.ask(question)
    assert answer.short == short
    assert answer.notice.startswith("문서에 적힌 것을 세었습니다: ")


@pytest.mark.parametrize(
    "question", ["심사위원은 몇 명이야?", "비품은 몇 개야?", "점검은 몇 번이야?"]
)
def test_what_is_told_or_measured_is_not(library: Library, question: str) -> None:
    assert "세었습니다" not in library.ask(question).notice
