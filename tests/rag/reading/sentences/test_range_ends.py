from collections.abc import Callable

import pytest

from rag import Library

CALL = (
    "별솔시 숲 이름 짓기 공모\n\n- 공모기간 : '27. 5. 3.(월) ~ '27. 5. 21.(금) 18:00까지\n"
    "- 문의처 : 숲정책과 (평일 10:00~17:00)\n"
)
HOURS = (
    "나루터 찻집 안내\n\n노 젓기 교실은 10:20부터 11:40까지 합니다.\n\n"
    "찻집 시간: 09:30 ~ 18:30\n\n"
    "| 시간 | 하는 일 |\n|---|---|\n| 10:10~11:50 | 뱃노래 배우기 |\n| 13:20~15:00 | 그물 깁기 |\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("숲 이름 공모 마감일", "'27. 5. 21.(금) 18:00까지"),
        ("숲 이름 공모 언제까지 응모해?", "'27. 5. 21.(금) 18:00"),
        ("숲 이름 공모기간은 언제야?", "'27. 5. 3.(월) ~ '27. 5. 21.(금) 18:00까지"),
    ],
)
def test_the_time_for_something_ends_when_it_is_due(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"공모": CALL}).ask(question, answer_anyway=True).short == short


@pytest.fixture(scope="module")
def hours(library_of: Callable[..., Library]) -> Library:
    return library_of({"찻집": HOURS})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("찻집은 몇 시에 열어요?", "09:30"),
        ("찻집은 몇 시에 문을 닫나요?", "18:30"),
        ("노 젓기 교실은 몇 시까지 해요?", "11:40"),
        ("노 젓기 교실은 몇 시부터 해요?", "10:20"),
        ("그물 깁기는 몇 시에 끝나나요?", "15:00"),
        ("뱃노래 배우기는 몇 시에 시작하나요?", "10:10"),
        ("뱃노래 배우기는 언제 해요?", "10:10~11:50"),
    ],
)
def test_the_end_of_the_hours_that_is_asked_for(hours: Library, question: str, short: str) -> None:
    assert hours.ask(question, answer_anyway=True).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("정수기 종이 거르개는 얼마마다 갈아요?", "8개월에서 1년"),
        ("정수기 무상 점검은 얼마로 늘었나요?", "2년"),
    ],
)
def test_how_often_is_told_by_both_ends(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "정수기 손질\n\n- 종이 거르개: 8개월에서 1년마다 갈아 줍니다.\n"
        "- 무상 점검: 1년에서 2년으로 늘었습니다.\n"
    )
    assert library_of({"정수기": text}).ask(question, answer_anyway=True).short == short
