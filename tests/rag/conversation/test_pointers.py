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
    history = [Turn("은빛캠핑장에 텐트 가져가도 돼요?", "네"), Turn("와이파이 되나요?", "아니요")]
    assert readings("숯은 거기서 팔아요?", history)[0] == "숯은 은빛캠핑장에서 팔아요?"


def test_there_is_what_was_looked_for(library_of: Callable[..., Library]) -> None:
    library = library_of(
        {"검진": "검진 병원은 한솔병원이다.", "연수": "은빛연수원은 속초에 있다. 주차는 무료이다."}
    )
    history = [Turn("검진 병원은 어디야?", "한솔병원"), Turn("은빛연수원은 어디 있어?", "속초")]
    assert library.resolved("거기 주차돼?", history) == "은빛연수원 주차돼?"


def test_the_company_told_is_that_company() -> None:
    history = [Turn("클라우드 인프라가 강한 데는 어디야?", "가람클라우드")]
    assert readings("그 회사 작년 매출은?", history)[0] == "가람클라우드 작년 매출은?"


def test_what_is_counted_in_the_question_points_to_nothing() -> None:
    history = [Turn("수영교실과 요가교실은 언제 열려?", "7월")]
    assert "애가 셋인데" in readings("애가 셋인데 할인 있어요?", history)[0]
