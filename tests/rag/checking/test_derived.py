"""Values that are worked out of others."""

import pytest

from index import analyse
from rag.checking.derived import counts, follows
from rag.language.values import values


def last_follows(text: str, last: str, told: str = "") -> bool:
    """Whether the value written as `last` follows from the others of the text, and those told."""
    found = values(text, analyse(text))
    (value,) = [one for one in found if text[one.start : one.end] == last]
    own = [one for one in found if one is not value]
    return follows(value, text, own, values(told, analyse(told)))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("소비자 가격은 489만 원으로 공급가 362만 원보다 127만 원 높습니다.", "127만 원"),
        ("처리 시간이 26분에서 9분으로 17분 단축되었습니다.", "17분"),
        ("감시원은 74명에서 90명으로 16명 늘어납니다.", "16명"),
        ("봄 84건과 가을 16건을 더해 100건입니다.", "100건"),
        ("정원은 7명이었으나 14명으로 두 배가 되었습니다.", "두 배"),
        ("총예산 48억 6천만 원 가운데 절반인 24억 3천만 원을 씁니다.", "절반"),
        ("비율은 15.7%에서 26.4%로 10.7%포인트 올랐습니다.", "10.7%포인트"),
    ],
)
def test_what_is_worked_out_follows(text: str, last: str) -> None:
    assert last_follows(text, last)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("소비자 가격은 489만 원으로 공급가 362만 원보다 137만 원 높습니다.", "137만 원"),
        ("소비자 가격은 489만 원으로 공급가 362만 원보다 127만 원 낮습니다.", "127만 원"),
        ("처리 시간이 26분에서 9분으로 17분 늘었습니다.", "17분"),
        ("정원은 7명이었으나 14명으로 세 배가 되었습니다.", "세 배"),
        ("봄 84건과 가을 16명을 더해 100건입니다.", "100건"),
    ],
)
def test_what_is_worked_out_wrongly_does_not(text: str, last: str) -> None:
    assert not last_follows(text, last)


def test_a_difference_may_be_from_what_is_told_nearby() -> None:
    assert last_follows(
        "34마리로 지난해보다 5마리 많습니다.", "5마리", "34마리이고 지난해에는 29마리였다."
    )
    assert not last_follows(
        "34마리로 지난해보다 6마리 많습니다.", "6마리", "지난해에는 29마리였다."
    )


def test_things_are_counted() -> None:
    (value,) = values("다섯 구역", analyse("다섯 구역"))
    assert counts(value, [3, 5])
    assert not counts(value, [3, 4])
