"""Whether what is told of a table stands in the row and column that are named."""

import pytest

from index import Passage
from rag.checking.cells import AGREEMENT, agreement

_TABLE = """| 구분 | 2024년 | 2025년 | 담당 |
|---|---|---|---|
| 강사료 | 1,240 | 980 | 김하늘 |
| 임차료 | 310 | 355 | 이바다 |
"""
_SHEET = """| 연번: 1 | 성명: 함수빈 | 소속: 이음로직스 | 강사료: 720 |
| 연번: 2 | 성명: 국태오 | 소속: 두레운수 | 강사료: 1,650 |"""


def _told(said: str, text: str = _TABLE) -> dict[str, float]:
    passage = Passage("a:0", "a.md", "a", None, 0, len(text), text)
    return dict(zip(AGREEMENT, agreement(said, [passage]), strict=True))


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("강사료는 2025년에 98만 원입니다.", _TABLE),
        ("2024년 임차료는 310원입니다.", _TABLE),
        ("임차료 담당은 이바다입니다.", _TABLE),
        ("국태오의 강사료는 165만 원입니다.", _SHEET),
    ],
)
def test_row_and_column_are_named(said: str, text: str) -> None:
    told = _told(said, text)
    assert told["row_named"] == told["column_named"] == 1
    assert told["other_row_named"] == told["other_column_named"] == 0


def test_the_value_of_another_row_is_told_of_one_that_is_named() -> None:
    told = _told("임차료는 2025년에 98만 원입니다.")
    assert (told["row_named"], told["other_row_named"]) == (0, 1)
    told = _told("국태오의 강사료는 72만 원입니다.", _SHEET)
    assert (told["row_named"], told["other_row_named"]) == (0, 1)


def test_the_value_of_another_column_is_told_of_one_that_is_named() -> None:
    told = _told("강사료는 2024년에 98만 원입니다.")
    assert told["row_named"] == 1
    assert told["other_column_named"] > 0


def test_without_a_table_nothing_is_told() -> None:
    assert not any(_told("강사료는 98만 원입니다.", "강사료는 98만 원이다.").values())
    assert not any(_told("교육은 세 번 합니다.").values())
