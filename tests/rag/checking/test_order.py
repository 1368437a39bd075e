"""Whether two things are told in the order in which they are there."""

import pytest

from rag.checking.order import is_reordered


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("배추는 양념을 바른 뒤 물기를 뺍니다.", "배추는 물기를 뺀 뒤 양념을 바른다."),
        ("전원을 먼저 켜고 나서 밸브를 잠급니다.", "밸브를 먼저 잠그고 전원을 켠다."),
        (
            "잔금을 6월 3일에 받은 뒤 최종 점검을 합니다.",
            "최종 점검을 마친 뒤 6월 3일에 잔금을 받는다.",
        ),
        ("봄 축제가 끝난 뒤에 도로 포장을 합니다.", "봄 축제 전에 도로 포장을 마친다."),
        ("손님은 군산, 목포, 여수 순으로 많습니다.", "손님은 목포, 군산, 여수 순으로 많다."),
        ("부모에게 먼저, 그다음 학교에 알립니다.", "학교에 먼저, 그다음 부모에게 알린다."),
    ],
)
def test_steps_change_places(said: str, told: str) -> None:
    assert is_reordered(said, told)
    assert not is_reordered(told, told)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("양념을 바르기 전에 물기를 뺍니다.", "배추는 물기를 뺀 뒤 양념을 바른다."),
        ("물기를 먼저 빼고 양념을 바릅니다.", "배추는 물기를 뺀 뒤 양념을 바른다."),
        ("접수 3일 뒤에 심사를 시작합니다.", "심사는 접수 3일 뒤에 시작한다."),
    ],
)
def test_one_order_is_told_in_other_words(said: str, told: str) -> None:
    assert not is_reordered(said, told)
