"""Whether a place is open on a day, and what is allowed only, or to others only."""

from collections.abc import Callable

import pytest

from index import Passage
from rag import Library
from rag.reading.whether.yes_no import NO, YES, verdict

TEXTS = {
    "별빛도서관 이용 규정": (
        "# 별빛도서관 이용 규정\n\n제1조(이용 시간) 자료실은 평일 오전 9시부터 오후 8시까지, "
        "주말은 오후 5시까지 엽니다. 매주 월요일과 공휴일은 쉽니다.\n"
        "제2조(출입) 옥상 출입은 금지합니다. 서고에는 직원만 들어갑니다.\n"
    ),
    "은하의원 안내": (
        "# 은하의원 안내\n\n- 진료일: 월·수·금 오전 9시~오후 6시, 토 오전 9시~오후 1시\n"
        "- 둘째 목요일은 쉽니다.\n"
    ),
    "기침엔정 설명서": (
        "# 기침엔정 설명서\n\n- 임신부와 수유부는 먹지 마십시오.\n"
        "- 졸음이 올 수 있으므로 먹은 뒤 운전하지 마십시오.\n"
    ),
    "수영장 이용권 환불 안내": (
        "# 수영장 이용권 환불 안내\n\n이용권은 쓰기 전에는 전액 환불합니다. 반이 지난 뒤에는 "
        "환불하지 않습니다. 하루권은 환불되지 않습니다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("별빛도서관은 주말에도 열어?", YES),
        ("별빛도서관은 월요일에 열어?", NO),
        ("별빛도서관은 화요일에 열어?", YES),
        ("은하의원은 토요일에도 진료해요?", YES),
        ("별빛도서관은 옥상 출입이 돼?", NO),
        ("기침엔정 먹고 운전해도 돼?", NO),
        ("수영장 하루권은 환불되나요?", NO),
    ],
)
def test_what_is_plainly_told(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


@pytest.mark.parametrize(
    "question",
    [
        "은하의원은 목요일에 쉬어?",  # the second of the month only
        "수영장 이용권은 환불되나요?",  # that depends
        "기침엔정 먹어도 돼?",  # not for all
    ],
)
def test_what_holds_for_a_part_only_is_no_verdict(library: Library, question: str) -> None:
    assert library.ask(question).short == ""


@pytest.mark.parametrize(("question", "short"), [("토요일", YES), ("일요일", NO), ("월요일", "")])
def test_days_of_rest_behind_days_of_work_and_months_are_no_days(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "# 달맞이창구 안내\n\n달맞이창구는 3월 11일부터 1월 5일까지 2층에서 운영합니다.\n\n"
        "달맞이창구는 토요일에도 운영하며, 일요일과 공휴일은 쉽니다.\n"
    )
    library = library_of({"달맞이창구 안내": text})
    assert library.ask(f"달맞이창구 {question}에 문 열어요?").short == short


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "수영장은 화요일에 여나요?", "아니요"),
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "화요일에도 수영장을 운영하나요?", "아니요"),
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "수영장은 화요일에 쉬나요?", "예"),
        ("수영장은 화요일과 설날에 쉽니다.", "수영장은 설날에 영업하나요?", "아니요"),
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "수영장은 수요일에 여나요?", None),
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "도서관은 화요일에 여나요?", None),
        ("화요일이 공휴일인 경우 수영장은 그 다음 날 휴장한다.", "수영장은 공휴일에 여나요?", None),
    ],
)
def test_a_place_is_open_unless_it_rests_on_that_day(
    text: str, question: str, expected: str | None
) -> None:
    found = verdict(question, [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")])
    assert (found[0] if found else None) == expected
