from collections.abc import Callable

import pytest

from rag import Library
from rag.language.spans import read_passage
from rag.reading.premises import PREMISES, premises
from rag.reading.scoring.query import query_of

TALKS = (
    "한국과 일본은 1995년에 발전소를 함께 짓기로 했다. "
    "한국 정부는 건설비 460억 원 가운데 70%에 해당하는 322억 원을 부담했다. "
    "미국 기자들은 협상이 깨질 것으로 보았다. "
    "독일에서 들여온 기계는 이듬해 인천에 도착했다."
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"발전소": TALKS})


def stands(library: Library, question: str, answer: str) -> dict[str, float]:
    """The features of the first span that is that answer, by name."""
    (hit,) = library.search(question, 1)
    read = read_passage(hit.passage)
    texts = [hit.passage.text[start:end] for start, end in read.offsets.tolist()]
    span = read.spans[texts.index(answer)]
    values = premises(query_of(question, library.idf), read, int(read.sentence_of[span[0]]), span)
    return dict(zip(PREMISES, values, strict=True))


@pytest.mark.parametrize(
    ("told", "untold", "answer"),
    [
        ("한국 정부가 부담한 건설비는?", "미국 정부가 부담한 건설비는?", "322억 원"),
        ("독일에서 들여온 기계는 어디로 갔나?", "일본에서 들여온 기계는 어디로 갔나?", "인천"),
    ],
)
def test_a_name_leads_its_rivals_only_where_the_text_says_it_of_that_name(
    library: Library, told: str, untold: str, answer: str
) -> None:
    right, wrong = stands(library, told, answer), stands(library, untold, answer)
    assert right["name_lead"] > 0 > wrong["name_lead"]
    assert right["word_mean_lead"] > wrong["word_mean_lead"]
    assert right["name_rivals_ahead"] == 0 < wrong["name_rivals_ahead"]


def test_a_rival_before_the_word_that_the_name_stands_before_takes_its_place(
    library: Library,
) -> None:
    kept = stands(library, "한국 정부가 부담한 돈은?", "322억 원")
    replaced = stands(library, "일본 정부가 부담한 돈은?", "322억 원")
    assert (kept["name_replaced_before"], kept["name_least_kept"]) == (0, 1)
    assert (replaced["name_replaced_before"], replaced["name_most_replaced"]) == (1, 1)
    assert replaced["name_least_kept"] == 0


def test_numbers_have_rivals_among_numbers_only(library: Library) -> None:
    own = stands(library, "70%를 부담한 때는?", "1995년")
    other = stands(library, "90%를 부담한 때는?", "1995년")
    assert own["word_own"] > other["word_own"] == 0
    assert own["name_lead"] == other["name_lead"] == 0


def test_a_question_without_words_of_its_own_has_no_premises(library: Library) -> None:
    assert set(stands(library, "무엇을 했나요?", "인천").values()) == {0.0}
