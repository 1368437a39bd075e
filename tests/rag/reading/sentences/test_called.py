"""What stands in quotes: names that things are called by, and words that are said."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.sentences.called import is_called, whole_quote

TEXT = (
    "# 섬마을 소식\n\n한빛수산은 '섬지기'라는 어선을 지어 공동 어시장 '물때'에 내놓았다.\n\n"
    "이 배는 '바다의 냉장고'로 불리며, 나래수산의 '갈매기' 호를 제치고 1위에 올랐다. "
    "선장은 '급할수록 천천히'라고 답했다.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("한빛수산이 물때에 내놓은 어선의 이름은?", "섬지기"),
        ("1위에 오른 배의 별명은 뭐야?", "바다의 냉장고"),
    ],
)
def test_the_name_that_is_asked_for(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"소식": TEXT}).ask(question, answer_anyway=True).short == short


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("'바다의 냉장고'로 불리는 배다.", True),
        ("이른바 '바다의 냉장고'가 나왔다.", True),
        ("'바다의 냉장고'라는 별명이 붙었다.", True),
        ("'바다의 냉장고'가 1위에 올랐다.", False),
    ],
)
def test_what_is_called_so(text: str, called: bool) -> None:
    start = text.index("바다의 냉장고")
    assert is_called(text, start, start + len("바다의 냉장고")) is called


@pytest.mark.parametrize(
    ("text", "said", "whole"),
    [
        ("선장은 '급할수록 천천히'라고 답했다.", "천천히", "급할수록 천천히"),
        ("선장은 '내년에 배 두 척을 산다'고 답했다.", "두 척", "두 척"),
        ("어선 '새벽 섬지기'를 지었다.", "섬지기", "섬지기"),
    ],
)
def test_words_in_quotes_are_told_whole(text: str, said: str, whole: str) -> None:
    start = text.index(said)
    assert text[slice(*whole_quote(text, start, start + len(said)))] == whole
