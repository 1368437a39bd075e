"""Whether it costs something to take part is told by the fee, whatever that is called."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "가람 물류 세미나": (
        "# 가람 물류 세미나\n\n| 항목 | 내용 |\n|---|---|\n| 일시 | 5월 3일 |\n| 참가비 | 무료 |\n"
        "| 주차비 | 4,000원 |\n"
    ),
    "달빛 축제": (
        "# 달빛 축제\n\n- 기간: 5월 3일 ~ 5월 9일\n- 입장료: 무료 (일부 체험 프로그램 유료)\n"
        "- 등불 만들기: 2,000원\n"
    ),
    "솔숲 도예 교실": "# 솔숲 도예 교실\n\n- 수강료: 20,000원\n- 재료비: 없음\n",
    "나루 여름 학교": "# 나루 여름 학교\n\n참가비는 받지 않습니다. 점심은 각자 준비합니다.\n",
    "느티 영화제": "# 느티 영화제\n\n- 관람료: 무료(회원에 한함)\n- 장소: 느티관\n",
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가람 물류 세미나 듣는 데 돈 내야 돼?", "아니요"),
        ("달빛 축제 들어갈 때 돈 내야 하나요?", "아니요"),
        ("달빛 축제 구경하는 건 공짜야?", "예"),
        ("솔숲 도예 교실 다니려면 돈 내야 해?", "예"),
        ("솔숲 도예 교실은 무료인가요?", "아니요"),
        ("나루 여름 학교 가는 데 돈 드나요?", "아니요"),
    ],
)
def test_a_fee_tells_whether_it_costs_something(
    library: Library, question: str, short: str
) -> None:
    assert library.ask(question, answer_anyway=True).short == short


@pytest.mark.parametrize(
    "question",
    [
        "가람 물류 세미나 점심 먹는 데 돈 내야 돼?",
        "느티 영화제 보는 데 돈 내야 돼?",
    ],
)
def test_what_no_fee_tells_of_all_is_open(library: Library, question: str) -> None:
    assert library.ask(question, answer_anyway=True).short == ""
