"""Whether a row of a table is told of that row and that column."""

import pytest

from index import Passage
from rag.checking.rows import tells_otherwise

_TABLE = """(단위: 명)
| 분야 | 소속 | 담당 | 2024년 | 2025년 | 보험 가입 여부 | 비고 |
|---|---|---|---|---|---|---|
| 총괄 | 기획과 | 유다솜 | 31 | 35 | ○ | 차량 포함 |
| 안전 | 시설과 | 피도담 | 12 | 17 | × | 장비 없음 |"""
_CHANGES = """| 조 | 현행 | 개정안 |
|---|---|---|
| 제4조 | 월 2회 | 분기 1회 |"""
_FEES = """| 차종 | 요금(평일) | 요금(주말) |
|---|---|---|
| 소형 '솔' | 3,100원 | 4,200원 |"""


def _otherwise(said: str, row: str, text: str = _TABLE) -> bool:
    passage = Passage("a:0", "a.md", "a", None, 0, len(text), text)
    start = text.index(f"| {row}")
    return tells_otherwise(said, "", passage, start, text.find("\n", start) % (len(text) + 1))


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("총괄 담당은 시설과 피도담입니다.", "안전"),
        ("안전 분야는 2025년에 12명이었습니다.", "안전"),
        ("안전: 2024년 17명", "안전"),
        ("안전 분야는 보험에 가입되어 있습니다.", "안전"),
        ("총괄에는 차량이 포함되지 않습니다.", "총괄"),
    ],
)
def test_another_row_or_column_is_named(said: str, row: str) -> None:
    assert _otherwise(said, row)


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("안전 담당은 시설과 피도담입니다.", "안전"),
        ("안전 분야는 2024년 12명에서 2025년 17명으로 늘었습니다.", "안전"),
        ("안전 분야는 보험에 가입되어 있지 않습니다.", "안전"),
        ("총괄에는 차량이 포함됩니다.", "총괄"),
    ],
)
def test_its_own_row_and_column_are_named(said: str, row: str) -> None:
    assert not _otherwise(said, row)


def test_a_change_is_not_turned_round() -> None:
    assert _otherwise("제4조는 분기 1회에서 월 2회로 바뀝니다.", "제4조", _CHANGES)
    assert not _otherwise("제4조는 월 2회에서 분기 1회로 바뀝니다.", "제4조", _CHANGES)


def test_brackets_tell_two_columns_apart() -> None:
    assert _otherwise("소형 '솔'의 주말 요금은 3,100원입니다.", "소형", _FEES)
    assert not _otherwise("소형 '솔'의 주말 요금은 4,200원입니다.", "소형", _FEES)
