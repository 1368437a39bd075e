from collections.abc import Callable

import pytest

from rag import Library

TERMS = """물품 구매 계약 특수조건

제1조(계약보증금) ① 계약상대자는 계약금액의 100분의 10 이상을 계약보증금으로 납부하여야 한다.

제2조(지체상금) 납품을 늦춘 때에는 지체일수 1일마다 계약금액의 1,000분의 0.75를 낸다.

제3조(입찰보증금) 입찰금액의 25/1000 이상을 입찰보증금으로 납부하여야 하며, 면제 대상자가 각서를
제출하는 경우 납부를 면제한다.
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("입찰보증금은 얼마나 내야 해?", "25/1000 이상"),
        ("계약보증금은 얼마인가요?", "100분의 10 이상"),
        ("지체상금은 하루에 얼마나 내야 해?", "1,000분의 0.75"),
    ],
)
def test_an_article_that_is_called_what_is_asked_tells_its_value(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert short in library_of({"조건": TERMS}).ask(question, answer_anyway=True).short
