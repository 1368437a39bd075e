"""Numbers and running heads of pages in texts that were copied from them."""

import pytest

from corpus.running import without_pages


def page(number: int, text: str) -> str:
    return f"{text}\n가람시 나무 심기 지침\n- {number} -\n"


def test_what_pages_repeat_is_left_out_and_sentences_go_on() -> None:
    text = page(3, "나무는 봄에") + page(4, "심는다.\n물은 두 번") + page(5, "준다.")
    assert without_pages(text) == "나무는 봄에\n심는다.\n물은 두 번\n준다."


def test_the_first_line_of_all_stays() -> None:
    text = "나무 지침\n1쪽\n봄에 심는다.\n\n나무 지침\n2쪽\n\n물을 준다.\n나무 지침\n3쪽\n끝."
    assert without_pages(text) == "나무 지침\n봄에 심는다.\n\n물을 준다.\n끝."


@pytest.mark.parametrize(
    "text",
    [
        "점수\n10\n20\n30\n",  # no page follows the other
        "하나\n- 1 -\n둘\n- 2 -\n",
        "1. 가\n2. 나\n3. 다\n",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_pages(text) == text
