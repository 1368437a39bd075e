"""Figures that passages tell without their unit, as other days, or that follow from them."""

import pytest

from index import Passage, analyse
from rag.checking.figures import Figures, otherwise
from rag.language.values import Value, values

_TABLE = """(단위: 천원)

| 구분 | 2024 | 2025 | 접수일 |
|---|---|---|---|
| 강사료 | 1,240 | 980 | 4. 9.(목) |
| 임차료 | 310 | 355 | 5/20 09:30 |
"""
_TIMES = "02:31 신고하고 02:58 소방대가 도착했다. 계약은 2022. 12. 1.부터 2024. 11. 30.까지다."
_PROSE = """참가자 12명이 평점 4.9점을 주었고 3,520만 원을 썼다. 2,025명이 보았다.
2024. 4. 9. 14:00에 연다."""


def _figures(text: str) -> Figures:
    return Figures.of(Passage("a:0", "a.md", "a", None, 0, len(text), text))


def _value(said: str) -> Value:
    return values(said, analyse(said))[0]


def _way(said: str, text: str = _TABLE) -> str:
    return _figures(text).way(_value(said))


def _otherwise(said: str, text: str = _TABLE) -> str:
    told = values(text, analyse(text))
    own = values(said, analyse(said))[1:]
    return otherwise(_value(said), said, own, [_figures(text)], told)


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("124만 원을 썼습니다.", "scaled"),
        ("980건을 받았습니다.", "bare"),
        ("4월 9일에 받았습니다.", "dated"),
        ("5월 20일에 받았습니다.", "dated"),
        ("2025년에 썼습니다.", "dated"),
    ],
)
def test_a_table_tells_figures_without_their_unit(said: str, way: str) -> None:
    assert _way(said) == way


@pytest.mark.parametrize(
    "said",
    [
        "777만 원을 썼습니다.",
        "1,240원을 썼습니다.",
        "1,240만 원을 썼습니다.",
        "4월 19일에 받았습니다.",
        "2024년 5월 21일에 받았습니다.",
        "2021년에 썼습니다.",
    ],
)
def test_what_a_table_does_not_tell_is_told_in_no_way(said: str) -> None:
    assert _way(said) == ""


@pytest.mark.parametrize(
    "said",
    [
        "12개월 동안 했습니다.",
        "4월 9일에 열지 않고 4.9점을 받은 2023년 4월 9일에 열었습니다.",
        "352만 원을 썼습니다.",
        "3,520억 원을 썼습니다.",
        "2025년에 보았습니다.",
        "9월 14일에 엽니다.",
    ],
)
def test_numbers_with_a_unit_of_their_own_are_no_others(said: str) -> None:
    told = values(said, analyse(said))[-1]
    assert _figures(_PROSE).way(told) == ""


def test_a_told_unit_leaves_no_other_scale() -> None:
    plain = _TABLE.replace("(단위: 천원)", "")
    assert _way("1,240만 원을 썼습니다.", plain) == "scaled"
    assert _way("1,240만 원을 썼습니다.", _TABLE.replace("천원", "원")) == ""
    assert _way("1,240원을 썼습니다.", _TABLE.replace("천원", "원")) == "bare"


def test_a_day_is_of_its_own_year() -> None:
    assert _way("2024년 4월 9일에 엽니다.", _PROSE) == "dated"
    assert _way("2025년 4월 9일에 엽니다.", f"2025년 계획. {_PROSE}") == ""


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("26만 원이 줄었습니다.", ""),
        ("133만 5천 원이 줄었습니다.", "worked_out"),
        ("약 120만 원이 들었습니다.", "roughly"),
        ("계약에 120만 원이 들었습니다.", ""),
        ("120만 원을 넘었습니다.", "roughly"),
        ("130만 원을 넘었습니다.", ""),
        ("두 가지를 적었습니다.", "small"),
        ("이율은 5%입니다.", ""),
        ("-500억 원입니다.", ""),
        ("777만 원입니다.", ""),
    ],
)
def test_figures_follow_from_others(said: str, way: str) -> None:
    text = _TABLE.replace("355", "95")
    assert _otherwise(said, text) == way


@pytest.mark.parametrize("said", ["27분 만에 왔습니다.", "24개월 이어집니다.", "730일입니다."])
def test_stretches_of_time_follow_from_times(said: str) -> None:
    assert _otherwise(said, _TIMES) == "worked_out"


@pytest.mark.parametrize("said", ["28분 만에 왔습니다.", "20개월 이어집니다."])
def test_other_stretches_do_not(said: str) -> None:
    assert _otherwise(said, _TIMES) == ""


def test_of_two_numbers_one_of_which_is_told_the_difference_follows() -> None:
    text = "| 목표 | 실적 |\n| --- | --- |\n| 21,000 | 20,480 |"
    assert _otherwise("520원이 모자란 20,480원입니다.", text) == "worked_out"
    assert _otherwise("530원이 모자란 20,480원입니다.", text) == ""


def test_a_part_of_money_follows_from_its_share() -> None:
    text = "교육비는 480,000원이고 90%를 돌려준다."
    assert _otherwise("43만 2천 원을 돌려받습니다.", text) == "worked_out"
    assert _otherwise("43만 3천 원을 돌려받습니다.", text) == ""
