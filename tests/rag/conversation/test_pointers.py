from collections.abc import Callable

import pytest

from rag import REFUSAL, Library, Turn
from rag.conversation.follow_up import readings


@pytest.mark.parametrize(
    ("told", "expected"),
    [(f"{REFUSAL}.", "구미공장은 뭐 만들어?"), ("청주공장입니다.", "청주공장은 뭐 만들어?")],
)
def test_of_two_places_it_is_the_one_told_or_the_last(told: str, expected: str) -> None:
    history = [
        Turn("청주공장 직원 몇 명이야?", "142명"),
        Turn("구미공장은?", "96명"),
        Turn("둘 중 어디가 더 많아?", told),
    ]
    assert readings("거긴 뭐 만들어?", history)[0] == expected


def test_a_time_before_leaves_the_topic() -> None:
    history = [Turn("한빛테크 대표는 누구야?", f"{REFUSAL}.")]
    assert readings("그 전에는 누가 했어?", history)[0] == "한빛테크 대표는 그 전에는 누가 했어?"


def test_another_number_takes_the_place_of_the_last() -> None:
    history = [Turn("두 번째 차량 주차료 얼마야?", "2만 원")]
    assert readings("세 번째는?", history)[0] == "세 번째 차량 주차료 얼마야?"


def test_there_is_where_one_can_be() -> None:
    history = [Turn("기념관 매점은 몇 시까지 해?", "6시"), Turn("우산은 빌려줘?", "네")]
    assert readings("거기 커피도 팔아?", history)[0] == "기념관 매점 커피도 팔아?"


def test_there_is_what_was_looked_for(library_of: Callable[..., Library]) -> None:
    library = library_of(
        {"검진": "검진 병원은 한솔병원이다.", "연수": "은빛연수원은 속초에 있다. 주차는 무료이다."}
    )
    history = [Turn("검진 병원은 어디야?", "한솔병원"), Turn("은빛연수원은 어디 있어?", "속초")]
    assert library.resolved("거기 주차돼?", history) == "은빛연수원 주차돼?"


def test_the_company_told_is_that_company(library_of: Callable[..., Library]) -> None:
    library = library_of(
        {"AI": "작년 AI 매출은 3억 원이다.", "인프라": "국내 AI 인프라는 가람클라우드가 강하다."}
    )
    history = [Turn("AI는 국내에서 인프라가 강한 데는 어디야?", "가람클라우드")]
    assert library.resolved("그 회사 작년 매출은?", history) == "가람클라우드 작년 매출은?"


def test_what_is_counted_in_the_question_points_to_nothing() -> None:
    history = [Turn("수영교실과 요가교실은 언제 열려?", "7월")]
    assert "애가 셋인데" in readings("애가 셋인데 할인 있어요?", history)[0]
