"""What rules are for is told in the words of the rules."""

from collections.abc import Callable

from rag import Library

TEXT = (
    "민원 처리 규정\n\n제1조(목적) 이 규정은 민원 처리에 필요한 사항을 정함을 목적으로 한다.\n\n"
    "제2조(처리 기간) 일반 민원은 7일 이내에 처리한다.\n"
)


def test_the_purpose_is_told(library_of: Callable[..., Library]) -> None:
    answer = library_of({"민원 처리 규정": TEXT}).ask("이 규정의 목적은 뭐야?")
    assert answer.short == "민원 처리에 필요한 사항을 정함"


def test_a_limit_is_the_clause_that_it_names(library_of: Callable[..., Library]) -> None:
    text = (
        "온도만으로 제어하는 것보다 수량이 늘었다. 한 해 동안 한 지역에서만 시험하였다는 한계가 "
        "있다. 이 연구는 농촌진흥청의 지원을 받았다.\n"
    )
    answer = library_of({"온실 연구": text}).ask("이 연구의 한계는 뭐야?")
    assert answer.short == "한 해 동안 한 지역에서만 시험하였다"
