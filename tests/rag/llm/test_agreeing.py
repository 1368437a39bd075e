import pytest

from index import Passage
from rag import Answer, Citation, Sentence
from rag.llm.agreeing import agreed

TABLE = (
    "| 강좌 | 요일 | 정원 | 수강료(원) |\n|---|---|---|---|\n"
    "| 도자기 | 화 | 12 | 84,000 |\n| 서예 | 목 | 15 | 66,000 |"
)
PROSE = "관리소는 누수 신고를 받으면 이틀 안에 점검하고, 2027년부터는 하루 안에 점검할 예정이다."
FEE = "도자기 강좌 수강료는 얼마인가요?"
CHECK = "누수 신고를 받으면 며칠 안에 점검하나요?"


def quoted(text: str, question: str, quote: str, short: str) -> Answer:
    """What the quoting reader answers from one passage."""
    passage = Passage("가:0", "가.txt", "안내", None, 0, len(text), text, "평생학습관 안내")
    start = text.index(quote)
    cited = Citation(1, passage, start, start + len(quote), quote)
    sentence = Sentence(quote, (cited,), supported=True)
    return Answer(question, (sentence,), (cited,), abstained=False, reader="원문", short=short)


def of_table(said: str) -> bool:
    row = "| 도자기 | 화 | 12 | 84,000 |"
    return bool(agreed(said, FEE, quoted(TABLE, FEE, row, "84,000")))


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ("도자기 강좌의 수강료는 84,000원입니다.", True),
        ("평생학습관 도자기 강좌는 수강료가 8만 4천 원이에요.", True),
        ("도자기 강좌의 수강료는 66,000원입니다.", False),
        ("서예 강좌의 수강료는 84,000원입니다.", False),
        ("도자기 강좌의 수강료는 84,000원이며 재료비가 포함됩니다.", False),
        ("도자기 강좌의 수강료는 84,000원이고 정원은 15명입니다.", False),
        ("도자기 강좌의 수강료는 84,000원 이상입니다.", False),
        ("도자기 강좌의 수강료는 84,000원이 아닙니다.", False),
        ("수강료 84,000원", False),
        ("정원은 12명이고 값은 84,000원입니다.", False),
    ],
)
def test_a_cell_that_both_read_is_borne_out_if_nothing_is_added(said: str, agrees: bool) -> None:
    assert of_table(said) is agrees


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ("누수 신고를 받으면 이틀 안에 점검합니다.", True),
        ("관리소는 누수 신고를 받으면 2일 안에 점검합니다.", True),
        ("누수 신고를 받으면 하루 안에 점검합니다.", False),
        ("2027년부터는 누수 신고를 받으면 이틀 안에 점검합니다.", False),
        ("누수 신고를 받으면 이틀 안에 보수합니다.", False),
        ("이틀 안에 답합니다.", False),
    ],
)
def test_a_value_of_prose_is_borne_out_in_its_own_clause(said: str, agrees: bool) -> None:
    told = quoted(PROSE, CHECK, PROSE, "이틀")
    assert bool(agreed(said, CHECK, told)) is agrees


def test_nothing_is_agreed_on_where_the_reader_is_silent_or_the_question_names_it() -> None:
    told = quoted(TABLE, FEE, "| 도자기 | 화 | 12 | 84,000 |", "84,000")
    silent = Answer(FEE, (), (), abstained=True, reader="원문")
    assert not agreed("도자기 강좌의 수강료는 84,000원입니다.", FEE, silent)
    named = "도자기 강좌의 수강료가 84,000원 맞아?"
    assert not agreed("도자기 강좌의 수강료는 84,000원입니다.", named, told)
    assert not agreed("도자기 강좌의 수강료는 84,000원입니다.", "무엇이 적혀 있나요?", told)
