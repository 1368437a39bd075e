"""Which column tells what a question asks for in other words."""

import pytest

from rag.reading.scoring.query import query_of
from rag.reading.tables.columns import asked_by, may_ask


@pytest.mark.parametrize(
    ("question", "columns", "asked"),
    [
        ("작년 같은 달 매출은?", ["당월", "전년 동월"], [False, True]),
        ("훈련은 한 해에 몇 번 해?", ["훈련", "실시 횟수"], [False, True]),
        ("몇 번으로 전화해?", ["이름", "통화 횟수"], [False, False]),
        ("회비 얼마 나갔어?", ["출금액(원)", "입금액(원)"], [True, False]),
        ("노을한테 받은 돈은 얼마야?", ["찾으신 금액", "맡기신 금액"], [False, True]),
        ("접촉 시간은 최소 몇 분이야?", ["기준 하한", "기준 상한"], [True, False]),
        ("접촉 시간은 최대 몇 분이야?", ["기준 하한", "기준 상한"], [False, True]),
    ],
)
def test_columns_are_asked_for_by_what_they_tell(
    question: str, columns: list[str], asked: list[bool]
) -> None:
    query = query_of(question, lambda _: 1.0)
    assert [bool(words) for words in asked_by(query, columns)] == asked


@pytest.mark.parametrize(
    ("name", "may"), [("계약상대자 대표자", True), ("성명", True), ("대표 제품", False)]
)
def test_who_holds_a_post_is_told_below_the_post_or_a_name(name: str, may: bool) -> None:
    assert may_ask(query_of("두레공조 대표는 누구야?", lambda _: 1.0), name) == may
