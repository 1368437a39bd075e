import numpy as np
import pytest

from rag.train.contrasts import Contrast, Pool, contrasts

PASSAGE = "가람전자는 1998년에 박서연이 대전에서 설립한 회사다. 새벽전자가 2001년에 인수했다."
QUESTION = "가람전자가 1998년에 설립한 회사의 이름은 무엇인가?"


@pytest.fixture(scope="module")
def made() -> list[Contrast]:
    pool = Pool.of(["나루건설이 철거한 발레단의 이름은?", "오로라그룹은 무엇을 폐지했나?"])
    draws = [np.random.default_rng(seed) for seed in range(8)]
    return [v for draw in draws for v in contrasts(QUESTION, PASSAGE, PASSAGE, pool, draw)]


def test_a_number_that_the_passage_tells_is_exchanged(made: list[Contrast]) -> None:
    numbers = {one.text for one in made if one.kind == "number"}
    assert numbers
    assert all("1998" not in text and "년에 설립한 회사" in text for text in numbers)


def test_a_premise_takes_its_name_from_the_passage(made: list[Contrast]) -> None:
    texts = [one.text for one in made if one.kind == "premise"]
    assert texts
    assert all(any(name in text for name in ("박서연", "대전", "새벽")) for text in texts)


def test_what_is_new_stands_nowhere_in_the_article(made: list[Contrast]) -> None:
    for one in made:
        if one.kind in ("noun", "predicate"):
            assert any(word in one.text for word in ("발레단", "철거", "폐지"))


def test_only_synonyms_and_what_is_told_stay_answerable(made: list[Contrast]) -> None:
    assert {one.answerable for one in made if one.kind in ("synonym", "told")} <= {True}
    assert not any(one.answerable for one in made if one.kind not in ("synonym", "told"))


def test_another_kind_of_number_is_asked_for_where_none_is_told(made: list[Contrast]) -> None:
    texts = [one.text for one in made if one.kind == "retyped"]
    assert texts
    asked_for = ("얼마", "금액", "며칠", "몇 명", "몇 퍼센트", "몇 %", "몇 번", "몇 회", "몇 개")
    assert all(any(word in text for word in asked_for) for text in texts)


def test_the_same_draw_makes_the_same_variants() -> None:
    pool = Pool.of([QUESTION])
    first, second = (
        list(contrasts(QUESTION, PASSAGE, PASSAGE, pool, np.random.default_rng(3)))
        for _ in range(2)
    )
    assert first == second
