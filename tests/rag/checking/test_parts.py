"""Which of several things told side by side belong together."""

import pytest

from rag.checking.parts import is_crossed, is_of_another_part

_DUES = "회비는 정회원 3만 원, 준회원 1만 원이다."
_RENT = "보증금은 상가 2억 원(2024년 3월 계약, 2025년 1월 입주)이다."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("회비는 정회원이 1만 원, 준회원이 3만 원입니다.", _DUES),
        (
            "자료실은 곽다온이, 매점은 표이솔이 맡습니다.",
            "자료실은 표이솔이, 매점은 곽다온이 맡는다.",
        ),
        (
            "사과 상자는 빨간 줄에, 참외 상자는 노란 줄에 놓습니다.",
            "참외 상자는 빨간 줄에, 사과 상자는 노란 줄에 놓는다.",
        ),
        (
            "대기표는 30일, 회원증은 5분 동안 쓸 수 있습니다.",
            "쓸 수 있는 기간은 대기표 5분, 회원증 30일이다.",
        ),
    ],
)
def test_partners_are_exchanged(said: str, told: str) -> None:
    assert is_crossed(said, told)
    assert not is_crossed(told, told)


@pytest.mark.parametrize(
    "said",
    [
        "준회원은 1만 원, 정회원은 3만 원을 냅니다.",
        "회비는 3만 원(정회원)과 1만 원(준회원)입니다.",
    ],
)
def test_another_order_of_parts_exchanges_nothing(said: str) -> None:
    assert not is_crossed(said, _DUES)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("상가는 2025년 1월에 계약했습니다.", _RENT),
        ("환율은 1달러당 910원입니다.", "환율은 1달러당 1,390원, 100엔당 910원이다."),
        ("늦으면 1차부터 퇴장입니다.", "늦으면 1차 주의, 2차 퇴장이다."),
        ("당직은 노아린 대리 5월 3일입니다.", "당직: 서해든 주임 5월 3일, 노아린 대리 5월 9일"),
        (
            "비밀 유지 조항은 2차 개정에서 넣었습니다.",
            "1차 개정에서는 비밀 유지 조항을 넣었고, 2차 개정에서는 위약금을 올렸다.",
        ),
        (
            "10만 원 이상의 물품 구매는 을이 부담합니다.",
            "10만 원 이상의 물품 구매는 갑이, 그 미만의 구매는 을이 부담한다.",
        ),
    ],
)
def test_a_value_belongs_to_its_own_part(said: str, told: str) -> None:
    assert is_of_another_part(said, told)
    assert not is_of_another_part(told, told)


def test_parts_without_partners_of_their_own_share_what_stands_before() -> None:
    told = "한빛상회: 2011년 설립, 직원 14명"
    assert not is_of_another_part("한빛상회의 직원은 14명입니다.", told)
