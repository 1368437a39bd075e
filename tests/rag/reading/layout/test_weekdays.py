"""Days of the week are told by the clause that speaks of what is asked, without their hours."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "전산실 운영 지침": (
        "# 전산실 운영 지침\n\n백업은 새벽 3시에 한다. 백업본은 40일 동안 보관한다.\n\n"
        "야간 점검은 월요일과 수요일에 한다. 주간 점검은 평일 오전 9시에 한다.\n"
    ),
    "제9차 총회 안내": (
        "# 제9차 총회 안내\n\n일시: 2026년 4월 16일 목요일 오후 2시\n장소: 본사 강당\n"
    ),
    "솔빛마을 생활 안내": (
        "# 솔빛마을 생활 안내\n\n1. 재활용품은 매주 목요일과 토요일 아침 7시부터 9시까지 "
        "분리수거장에 내놓습니다. 음식물은 매일 버릴 수 있습니다.\n"
        "2. 소독은 홀수 달 첫째 주 화요일에 합니다.\n"
        "3. 도예 교실은 월요일에 열고 서예 교실은 금요일에 엽니다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("전산실 야간 점검은 무슨 요일이야?", "월요일과 수요일"),
        ("재활용은 무슨 요일에 버려?", "매주 목요일과 토요일"),
        ("소독은 무슨 요일에 해요?", "홀수 달 첫째 주 화요일"),
        ("총회는 무슨 요일이야?", "목요일"),
        ("서예 교실은 무슨 요일이야?", "금요일"),
    ],
)
def test_days_of_the_week(library: Library, question: str, short: str) -> None:
    assert library.ask(question, answer_anyway=True).short == short
