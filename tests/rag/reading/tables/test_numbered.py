"""Of things told apart by a number none answers for another, by whatever title it is named."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.scoring.span_scores import judge
from rag.reading.tables.numbered import lacks_heading

SLIDES = (
    "제3호 의안: 갈매 태양광 2단계 투자의 건\n\n○ 제안이유: 1단계(12MW) 운전 성과에 따라 2단계를 "
    "추진함\n\n○ 위치: 남해안 갈매읍 / 총사업비 740억원 / 착공 2028년 4월\n"
)
PAY = (
    "# 2027년 4월 급여 지급내역\n\n| 부서 | 인원 | 실지급액 |\n|---|---|---|\n"
    "| 포장팀 | 14 | 41,300 |\n| 출하팀 | 9 | 27,850 |\n\n끝.\n"
)
SALES = (
    "# 2027년 1~6월 매출 현황\n\n| 지점 | 매출액 |\n|---|---|\n"
    "| 남문점 | 5,120 |\n| 북문점 | 4,480 |\n\n끝.\n"
)


@pytest.mark.parametrize(
    ("text", "question", "other"),
    [
        (SLIDES, "갈매 태양광 2단계 총사업비는 얼마야?", "갈매 태양광 1단계 총사업비는 얼마였어?"),
        (PAY, "4월 포장팀 실지급액 얼마야?", "3월 포장팀 실지급액 얼마야?"),
    ],
)
def test_what_stands_below_the_title_of_another(
    library_of: Callable[..., Library], text: str, question: str, other: str
) -> None:
    library = library_of({"자료": text})
    assert not library.ask(question).abstained
    assert library.ask(other).abstained


def test_a_title_of_several_months_holds_each(library_of: Callable[..., Library]) -> None:
    library = library_of({"현황": SALES})
    question = "3월 남문점 매출액은 얼마야?"
    assert not lacks_heading(judge(question, library.search(question), library.idf))
