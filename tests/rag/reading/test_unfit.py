"""What stands around a span shows that it cannot be the answer."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.scoring.query import query_of
from rag.reading.unfit import is_unfit


def unfit(question: str, text: str, said: str) -> bool:
    start = text.index(said)
    return is_unfit(query_of(question, lambda term: 1.0), text, start, start + len(said))


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("한소율은 언제부터 일해?", "건강 기록은 검진일로부터 5년 동안 둔다.", "5년"),
        ("해초 조사는 언제 갔다왔어?", "평균 밀도는 118주/㎡로 조사되었다.", "118주"),
        ("정류장 용역 입찰은 언제까지야?", "용역명: 2026년 정류장 유지관리 용역", "2026년"),
        ("정류장 용역은 누가 해?", "| 용역명 | 하늘정류장 유지관리 |", "하늘정류장"),
        (
            "다툼은 어떻게 끝났어?",
            "두 회사는 2031. 4. 7. 임차인이 쓰던 창고를 넘기기로 했다.",
            "2031. 4. 7. 임차인",
        ),
        ("약값은 얼마야?", "보험코드: 671800420", "671800420"),
    ],
)
def test_what_cannot_answer(question: str, text: str, said: str) -> None:
    assert unfit(question, text, said)


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("연차는 언제부터 생겨?", "연차는 입사 1년 후부터 생긴다.", "1년 후"),
        ("연차는 언제부터 생겨?", "연차는 입사하고 1년이 지나면 생긴다.", "1년"),
        ("필터는 언제 갈아?", "필터는 6개월마다 간다.", "6개월"),
        ("정류장 용역은 몇 년도 사업이야?", "용역명: 2026년 정류장 유지관리 용역", "2026년"),
        (
            "언제 넘기기로 했어?",
            "두 회사는 2031. 4. 7. 임차인이 쓰던 창고를 넘기기로 했다.",
            "2031. 4. 7.",
        ),
        ("정비 예산은 얼마야?", "정비 예산은 48000000원이다.", "48000000"),
    ],
)
def test_what_may_answer(question: str, text: str, said: str) -> None:
    assert not unfit(question, text, said)


def test_the_third_of_its_kind_is_not_told_by_the_second(
    library_of: Callable[..., Library],
) -> None:
    text = "# 제2기 목공 교실\n\n목공 교실은 지각 3회를 결석 1일로 본다. 개강일은 4월 3일이다.\n"
    library = library_of({"시간표": text})
    assert library.ask("목공 교실 제3기는 언제 시작해요?").abstained
    assert library.ask("목공 교실 제2기는 언제 개강해요?").short == "4월 3일"
