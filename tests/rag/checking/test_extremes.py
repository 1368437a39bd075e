"""The greatest and the least of a column."""

from dataclasses import replace

import pytest

from index import Passage
from rag.checking.extremes import at_end, extreme_row
from rag.checking.support import Claim, supports

TABLE = """| 마을 | 가구 수 | 용량(kW) | 자립률(%) |
|---|---|---|---|
| 솔머리 | 46 | 320 | 91 |
| 갯들 | 73 | 1,450 | 78 |
| 윗여울 | 28 | 180 | 96 |"""
PASSAGE = Passage("1", "섬.txt", "섬", None, 0, len(TABLE), TABLE, "바람섬")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("자립률이 가장 높은 마을은 윗여울입니다.", "| 윗여울 |"),
        ("바람섬에서 자립률이 가장 낮은 마을은 갯들로 78%입니다.", "| 갯들 |"),
        ("갯들의 용량이 1,450kW로 가장 큽니다.", "| 갯들 |"),
        ("가구 수가 가장 적은 마을은 윗여울입니다.", "| 윗여울 |"),
    ],
)
def test_a_row_is_first_of_its_column(text: str, row: str) -> None:
    (evidence,) = supports(Claim(text), [PASSAGE])
    assert evidence.text.startswith(row)


@pytest.mark.parametrize(
    "text",
    [
        "자립률이 가장 높은 마을은 솔머리입니다.",
        "갯들의 용량이 320kW로 가장 큽니다.",
        "자립률이 가장 높은 마을은 윗여울이 아닙니다.",
        "2023년에 자립률이 가장 높은 마을은 윗여울입니다.",
        "자립률이 가장 높은 학교는 윗여울입니다.",
        "윗여울의 자립률이 갯들 다음으로 가장 높습니다.",
        "윗여울의 자립률은 96%입니다.",
    ],
)
def test_what_is_not_first_or_says_more_is_not_borne_out(text: str) -> None:
    assert extreme_row(text, [PASSAGE]) is None


def test_of_a_table_that_is_not_whole_nothing_is_known() -> None:
    text = "자립률이 가장 높은 마을은 윗여울입니다."
    assert extreme_row(text, [replace(PASSAGE, goes_on=True)]) is None
    assert extreme_row(text, [replace(PASSAGE, columns=TABLE.splitlines()[0])]) is None
    tied = TABLE.replace("| 91 |", "| 96 |")
    assert extreme_row(text, [replace(PASSAGE, text=tied)]) is None


_SHEET = """| 품목 | 2024 | 2025 |
| 품목: 원목 | 2024: 318 | 2025: 402 |
| 품목: 석회석 | 2024: 2,240 | 2025: 1,900 |
| 품목: 합계 | 2024: 2,558 | 2025: 2,302 |"""


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("가장 많이 들어온 품목은 석회석으로 2024년에 2,240톤입니다.", True),
        ("가장 적은 것은 318톤인 원목입니다.", True),
        ("가장 많은 것은 318톤인 원목입니다.", False),
        ("석회석은 2,240톤입니다.", None),
        ("가장 많은 것은 999톤인 모래입니다.", None),
    ],
)
def test_numbers_stand_first_or_last_in_a_column(said: str, stands: bool | None) -> None:
    passage = Passage("a:0", "a.xlsx", "a", None, 0, len(_SHEET), _SHEET)
    assert at_end(said, [passage]) is stands


def test_days_in_a_column_are_no_numbers() -> None:
    text = "| 품목 | 점검 |\n| --- | --- |\n| 원목 | 2025.03.04 |\n| 석회석 | 2025.04.01 |"
    passage = Passage("a:0", "a.md", "a", None, 0, len(text), text)
    assert at_end("가장 많은 것은 2025년에 점검한 원목입니다.", [passage]) is None


def test_falls_are_below_zero() -> None:
    text = "| 품목 | 증감 |\n| --- | --- |\n| 원목 | △3 |\n| 석회석 | 2 |"
    passage = Passage("a:0", "a.md", "a", None, 0, len(text), text)
    assert at_end("증감이 가장 낮은 것은 2%인 석회석입니다.", [passage]) is False
