from collections.abc import Callable

import pytest

from rag import Library

LAMPS = (
    "나루터 등불 안내\n\n등불 빛깔\n - 노랑: 배가 곧 떠남\n - 보라: 물살이 셈\n"
    " - 하양: 나루터 닫음\n\n뱃사공\n- 1호: 도한별 사공\n- 2호: 소미르 사공\n"
)


@pytest.fixture(scope="module")
def lamps(library_of: Callable[..., Library]) -> Library:
    return library_of({"등불": LAMPS})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("등불 빛깔이 보라면 무슨 뜻이에요?", "물살이 셈"),
        ("나루터 닫음은 등불이 어떤 빛깔인가요?", "하양"),
        ("2호 뱃사공은 누구죠?", "소미르 사공"),
    ],
)
def test_the_other_side_of_the_pair(lamps: Library, question: str, short: str) -> None:
    answer = lamps.ask(question)
    assert (answer.abstained, answer.short) == (False, short)


def test_a_pair_that_is_not_named_tells_nothing(lamps: Library) -> None:
    assert lamps.ask("등불 빛깔이 초록이면 무슨 뜻이에요?").short not in (
        "물살이 셈",
        "나루터 닫음",
    )
