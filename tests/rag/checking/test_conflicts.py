"""Signs that a sentence tells otherwise than what it cites."""

import pytest

from rag.checking.conflicts import SIGNS, is_opposed, opposites, signs
from rag.language.clauses import clauses


def shown(here: str, there: str) -> dict[str, float]:
    return dict(zip(SIGNS, signs(clauses(here), clauses(there), here, there), strict=True))


@pytest.mark.parametrize(
    ("sign", "lie", "honest", "told"),
    [
        (
            "verbs_denied",
            "개인 선풍기는 켤 수 없습니다.",
            "개인 선풍기는 켤 수 있습니다.",
            "개인 선풍기는 켤 수 있다.",
        ),
        (
            "opposites",
            "인원이 20% 넘게 늘면 감면을 멈춥니다.",
            "인원이 20% 넘게 감소하면 감면을 멈춥니다.",
            "인원이 20% 넘게 줄면 감면을 멈춘다.",
        ),
        (
            "certain_only_here",
            "원인은 카페인으로 확정되었습니다.",
            "원인은 카페인으로 보입니다.",
            "카페인 때문으로 보인다.",
        ),
        (
            "all_only_here",
            "모든 입주사가 이용합니다.",
            "입주사가 이용합니다.",
            "입주사가 쓸 수 있다.",
        ),
        (
            "to_come_only_there",
            "병원 두 곳과 계약을 체결했습니다.",
            "병원 두 곳과 계약을 체결할 예정입니다.",
            "병원 두 곳과 계약을 앞두고 있다.",
        ),
    ],
)
def test_a_sign_tells_a_lie_from_an_honest_sentence(
    sign: str, lie: str, honest: str, told: str
) -> None:
    assert shown(lie, told)[sign] > shown(honest, told)[sign]


def test_what_no_one_clause_tells_is_seen() -> None:
    told = "예온은 경영을, 문지담은 기술을 맡는다."
    honest, lie = shown("예온이 경영을 맡습니다.", told), shown("문지담이 경영을 맡습니다.", told)
    assert lie["least_of_a_clause"] < honest["least_of_a_clause"]


def test_opposites_go_both_ways() -> None:
    assert "줄" in opposites("늘")
    assert "늘" in opposites("줄")
    assert not opposites("문답")


def test_a_word_is_not_borne_by_its_opposite() -> None:
    told = clauses("값이 오르면 손님이 줄어든다.")
    assert is_opposed(clauses("값이 오르면 손님이 늘어납니다."), told)
    assert not is_opposed(clauses("값이 오르면 손님이 감소합니다."), told)
    assert is_opposed(
        clauses("늦게 온 사람은 나중에 앉습니다."), clauses("늦게 온 사람이 먼저 앉는다.")
    )
