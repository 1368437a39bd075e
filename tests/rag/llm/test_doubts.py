import pytest

from index import Passage
from rag.checking.support import Claim
from rag.llm.doubts import doubt_of

TEXT = (
    "대여 기간은 한 번에 7일이며, 한 차례 연장할 수 있다. 연체료는 하루 1,500원이다. "
    "신청은 총무과 고은별 주무관에게 한다."
)
OTHER = "주차 요금은 30분에 700원이다."


def passage(text: str, name: str) -> Passage:
    return Passage(name, f"{name}.txt", name, None, 0, len(text), text, name)


LOANS, PARKING = passage(TEXT, "공구 대여"), passage(OTHER, "주차")


@pytest.mark.parametrize(
    ("said", "missing", "quote"),
    [
        ("연체료는 하루 900원입니다.", ("900원",), "연체료는 하루 1,500원이다."),
        ("연체하면 하루에 1500원을 더 뭅니다.", (), "연체료는 하루 1,500원이다."),
        ("신청은 총무과 한가람 주무관에게 합니다.", ("한가람",), "신청은 총무과 고은별"),
        ("'무료 연장'이라고 적혀 있습니다.", ("'무료 연장'",), "대여 기간은"),
        ("요금은 700원이고 연체료는 하루에 얼마씩 붙습니다.", (), "연체료는 하루"),
    ],
)
def test_what_stands_nowhere_is_named_and_the_nearest_sentence_shown(
    said: str, missing: tuple[str, ...], quote: str
) -> None:
    doubt = doubt_of(Claim(said), [LOANS], [PARKING])
    assert doubt is not None
    assert doubt.missing == missing
    assert doubt.quote.startswith(quote)
    assert doubt.passage == LOANS


def test_without_a_mark_all_passages_are_looked_at() -> None:
    doubt = doubt_of(Claim("주차 요금은 30분에 900원입니다."), [], [LOANS, PARKING])
    assert doubt is not None
    assert (doubt.passage, doubt.missing) == (PARKING, ("900원",))
    assert doubt_of(Claim("요금은 900원입니다."), [], []) is None
