"""Yes/no questions in words that rules do not know; the models say which clause decides."""

import json
from collections.abc import Callable

import pytest

from corpus import read_folder
from index import Passage
from rag.language.polarity import direction, is_turned
from rag.language.spans import read_passage
from rag.library import Library
from rag.reading.whether.parts import parts
from rag.train.cases import OFFICE

WHETHER = OFFICE.with_name("whether.jsonl")
RULES = (
    "# 다솜연구동 이용 규칙\n\n- 실험실에서는 음료를 포함한 음식물을 금한다.\n"
    "- 세미나실은 외부인과 함께 쓸 수 있다.\n- 장비 컴퓨터에는 USB 메모리 연결을 금지한다.\n"
)


@pytest.mark.parametrize(
    "question",
    [
        "안 알려도 되나요?",
        "내지 않아도 되나요?",
        "하면 안 되나요?",
        "손해 보는 건 없나요?",
        "수색을 못 하는지 알려 주세요.",
        "연구비 안 돌려줘도 됨?",
    ],
)
def test_what_asks_if_something_is_not_so_is_turned(question: str) -> None:
    assert is_turned(question)


@pytest.mark.parametrize(
    "question",
    [
        "돈 안 내고 받을 수 있나요?",
        "올려도 상관없나요?",
        "승인된 거 아닌가요?",
        "안심상속 조회 되나요?",
        "예약 안 하고 가도 되는지 궁금합니다",
    ],
)
def test_what_is_denied_elsewhere_does_not_turn_it(question: str) -> None:
    assert not is_turned(question)


def test_more_and_less() -> None:
    assert [direction(text) for text in ("요금이 올랐다", "인원을 줄였다", "문을 연다")] == [
        1,
        -1,
        0,
    ]


def test_a_part_has_what_it_belongs_to() -> None:
    text = "반입 금지 물품:\n- 주류(의약품은 가능)\n\n| 반 | 주차 |\n|---|---|\n| 기초 | 불가 |\n"
    passage = Passage("0", "안내.md", "안내", None, 0, len(text), text)
    found = {
        text[slice(*one.own)].strip(): " ".join(text[slice(*span)] for span in one.lead)
        for one in parts(read_passage(passage))
    }
    assert found["의약품은 가능"].startswith("반입 금지 물품:")
    assert "주류" in found["의약품은 가능"]
    assert found["불가"] == "기초 주차"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("장비 컴퓨터에 USB 꽂아도 되나요?", "아니요"),
        ("세미나실을 외부인이랑 같이 써도 되나요?", "예"),
        ("다솜연구동 주차장은 무료인가요?", ""),
    ],
)
def test_other_words_for_a_rule_are_understood(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"다솜연구동 이용 규칙": RULES}).ask(question).short == short


def test_every_question_that_teaches_has_its_quote_in_its_document() -> None:
    rows = [json.loads(line) for line in WHETHER.read_text(encoding="utf-8").splitlines()]
    texts = {one.source: one.text for one in read_folder(OFFICE)[0]}
    assert all(row["quote"] in texts[row["source"]] for row in rows)
    assert {row["verdict"] for row in rows} == {"예", "아니요", ""}
