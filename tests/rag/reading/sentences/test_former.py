"""By how much something differs from another is not how much it is."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.scoring.query import query_of
from rag.reading.sentences.former import is_of_other_time

SPRAYER = {
    "방제 기체": (
        "# 방제 기체 비교\n\n새 기체는 옛 기체보다 비행시간이 14분 길고 무게는 2.7kg 가볍다. "
        "살포 폭은 옛 기체보다 1m 넓다.\n"
    )
}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("새 기체 무게는 몇 kg이야?", ""),
        ("새 기체 비행시간은 몇 분이야?", ""),
        ("새 기체 살포 폭은 몇 m야?", ""),
        ("새 기체는 옛 기체보다 무게가 얼마나 가벼워?", "2.7kg"),
    ],
)
def test_a_difference_is_told_only_where_it_is_asked_for(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of(SPRAYER).ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가람표 2.1 공개일은 언제로 미뤄졌어?", "9. 18.(금)"),
        ("가람표 2.1 공개일은 원래 언제였어?", "9. 4.(금)"),
    ],
)
def test_a_day_that_another_took_the_place_of_holds_no_longer(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = "○ ‘가람표’ 2.1 공개일을 9. 4.(금)에서 9. 18.(금)으로 2주 미룸."
    assert library_of({"주간 보고": text}).ask(question, answer_anyway=True).short == short


@pytest.mark.parametrize(
    ("question", "said", "former"),
    [
        ("M3의 최대 무게는 몇 kg이야?", "4kg → 6kg → 9kg", True),
        ("M3의 최대 무게는 몇 kg이야?", "6kg", True),
        ("M3의 최대 무게는 몇 kg이야?", "9kg", False),
        ("원래 무게는 몇 kg이었어?", "4kg", False),
        ("무게는 어떻게 바뀌었어?", "4kg → 6kg → 9kg", False),
    ],
)
def test_of_a_chain_the_last_holds(question: str, said: str, former: bool) -> None:
    text = "로봇이 새로 나올 때마다 최대 무게도 4kg → 6kg → 9kg(M3)으로 늘었다."
    start = text.index(said)
    query = query_of(question, lambda term: 1.0)
    assert is_of_other_time(query, text, start, start + len(said)) is former
