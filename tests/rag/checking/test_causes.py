"""What comes of what, told one way or the other."""

import pytest

from index import Passage
from rag.checking.causes import is_turned_round

TEXT = """예산이 부족해 공사가 멈췄다. 전염병이 돌자 학교가 문을 닫았다.
폭우 때문에 행사를 미루었다. 매출이 줄어든 것은 투자가 위축되어 주문이 감소했기 때문이다.
등록을 마친 뒤 학생증을 받는다. 서류를 내기 전에 수수료를 치른다. 뇌졸중으로 오른손을 못 썼다."""
PASSAGE = Passage("1", "문서.txt", "", None, 0, len(TEXT), TEXT, "")


@pytest.mark.parametrize(
    ("honest", "lie"),
    [
        ("예산이 부족했기 때문에 공사가 멈췄습니다.", "공사가 멈춰 예산이 부족했습니다."),
        (
            "공사가 멈춘 이유는 예산 부족입니다.",
            "예산이 부족한 것은 공사가 멈췄기 때문입니다.",
        ),
        ("공사가 멈춘 것은 예산이 부족한 탓입니다.", "예산이 부족한 이유는 멈춘 공사입니다."),
        ("예산 부족으로 공사가 멈췄습니다.", "공사가 멈췄기 때문에 예산이 부족했습니다."),
        ("전염병이 돌아서 학교가 문을 닫았습니다.", "학교가 문을 닫자 전염병이 돌았습니다."),
        ("폭우로 행사를 미루었습니다.", "행사를 미루었기 때문에 폭우가 내렸습니다."),
        ("투자가 위축되면서 주문이 감소했습니다.", "주문이 감소해 투자가 위축되었습니다."),
        ("주문이 감소해 매출이 줄어들었습니다.", "매출이 줄어들어 주문이 감소했습니다."),
        ("등록을 마친 후에 학생증을 받습니다.", "학생증을 받은 뒤 등록을 마칩니다."),
        ("수수료를 치른 뒤 서류를 냅니다.", "수수료를 치르기 전에 서류를 냅니다."),
        ("뇌졸중 때문에 오른손을 쓰지 못했습니다.", "오른손을 쓰지 못해 뇌졸중이 왔습니다."),
    ],
)
def test_a_link_is_not_told_the_other_way_round(honest: str, lie: str) -> None:
    assert not is_turned_round(honest, [PASSAGE])
    assert is_turned_round(lie, [PASSAGE])


def test_what_the_next_sentence_draws_from_it_comes_of_it() -> None:
    text = "냉각수가 샜다. 그래서 원자로를 멈췄다."
    passage = Passage("1", "문서.txt", "", None, 0, len(text), text, "")
    assert is_turned_round("원자로를 멈춰서 냉각수가 샜습니다.", [passage])
    assert not is_turned_round("냉각수가 새서 원자로를 멈췄습니다.", [passage])


def test_where_nothing_is_linked_nothing_is_turned_round() -> None:
    assert not is_turned_round("공사가 멈췄고 예산이 부족했습니다.", [PASSAGE])
    assert not is_turned_round("공사가 멈춰 예산이 부족했습니다.", [])
