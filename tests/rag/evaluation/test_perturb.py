import unicodedata

import pytest

from index.hangul import jamo
from rag.evaluation.perturb import PERTURBATIONS, perturbed
from rag.evaluation.variants import Drop, Variant, drops


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("spacing", "연차 휴가는 며칠인가요?", "연차휴가는며칠인가요?"),
        ("keyboard", "연차", "dusck"),
        ("particles", "삼성전자가 서울에서는 무엇을 만드나요?", "삼성전자 서울 무엇 만드나요?"),
        ("particles", "휴가", "휴가"),
        ("nfd", "각", unicodedata.normalize("NFD", "각")),
        ("keywords", "연차 휴가는 며칠인가요?", "연차 휴가"),
        ("keywords", "전기를 많이 먹는 새 칩은 언제 나오나요?", "전기 많이 먹는 새 칩 나옴"),
        ("keywords", "소버린 AI가 뭐예요", "소버린 AI"),
        ("keywords", "뭐야?", "뭐야?"),
    ],
)
def test_rules_without_chance(name: str, question: str, expected: str) -> None:
    assert perturbed(name, question) == expected


@pytest.mark.parametrize(
    ("question", "indirect"),
    [
        ("연차 휴가는 며칠인가요?", "연차 휴가는 며칠인지 "),
        ("누가 먼저 갔습니까?", "누가 먼저 갔는지 "),
        ("왜 그렇게 비싼가요?", "왜 그렇게 비싼지 "),
        ("어떤 데이터로 학습했나요?", "어떤 데이터로 학습했는지 "),
        ("무엇이 있어?", "무엇이 있는지 "),
        ("칩의 이름은?", "칩의 이름은 무엇인지 "),
        ("설치 방법 알려줘", "설치 방법 "),
    ],
)
def test_a_change_of_register_keeps_the_question(question: str, indirect: str) -> None:
    changed = perturbed("register", question)
    assert indirect in changed
    assert changed.startswith((indirect, "안녕하세요, "))


def test_a_slip_changes_one_letter_and_tearing_only_spaces() -> None:
    question = "삼성전자의 반도체 공장은 어디에 있나요?"
    before, after = jamo(question), jamo(perturbed("typo", question))
    assert len(before) == len(after)
    assert sum(x != y for x, y in zip(before, after, strict=True)) == 1
    torn = perturbed("tearing", question)
    assert torn != question
    assert torn.replace(" ", "") == question.replace(" ", "")


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_the_same_question_is_spoilt_the_same_way_every_time(name: str) -> None:
    question = "엔비디아의 블랙웰 칩은 트랜지스터가 몇 개인가요?"
    assert perturbed(name, question) == perturbed(name, question)


def test_a_drop_is_paired_by_question() -> None:
    scores = {str(n): {"hit@1": 1.0, "recall@5": 1.0, "mrr@10": 1.0 - n / 10} for n in range(5)}
    lost = {"hit@1": 0.0, "recall@5": 1.0, "mrr@10": 0.5}
    variants = [Variant(str(n), "typo", "?", lost) for n in range(4)]
    hit, recall, rank = drops(scores, variants)
    assert hit == Drop("typo", "hit@1", 4, 1.0, 0.0, -1.0, -1.0)
    assert recall == Drop("typo", "recall@5", 4, 1.0, 1.0, 0.0, 0.0)
    assert (rank.before, rank.after) == pytest.approx((0.85, 0.5))
    assert rank.low < -0.35 < rank.high
    assert drops(scores, []) == []
