from dataclasses import replace

from index import Passage
from rag import REFUSAL, Answer, Citation, Sentence
from ui.plain import plain


def test_what_is_pasted_reads_as_text(answer: Answer) -> None:
    assert plain(answer) == (
        "2,080억 개\n\nB100에는 트랜지스터가 2,080억 개 들어 있다. [1]\n\n"
        "근거\n[1] 칩 & 판 (칩.md, 성능)"
    )


def test_a_bare_number_has_its_unit(answer: Answer) -> None:
    assert plain(replace(answer, short="36000", notice="단위: 천원")).startswith(
        "36000 (단위: 천원)\n"
    )


def test_items_stand_in_lines_of_their_own(answer: Answer, passage: Passage) -> None:
    lines = ("징계는 다음과 같다.", "1. 견책", "2. 감봉")
    held = replace(passage, text="\n".join(lines), start=0, end=20)
    sentences = []
    for number, line in enumerate(lines, 1):
        start = held.text.index(line)
        cited = Citation(number, held, start, start + len(line), line)
        sentences.append(Sentence(line, (cited,), supported=True))
    said = plain(replace(answer, sentences=tuple(sentences), short=""))
    assert said == (
        "징계는 다음과 같다. [1]\n1. 견책 [2]\n2. 감봉 [3]\n\n근거\n[1][2][3] 칩 & 판 (칩.md, 성능)"
    )


def test_lists_of_a_language_model_stay_lists(answer: Answer) -> None:
    said = plain(replace(answer, sentences=(replace(answer.sentences[0], item=True),), short=""))
    assert said.startswith("- B100에는 트랜지스터가 2,080억 개 들어 있다. [1]\n\n")


def test_other_words_than_those_of_the_source_have_its_quote(answer: Answer) -> None:
    reworded = replace(answer.sentences[0], text="2,080억 개다.")
    said = plain(replace(answer, sentences=(reworded,)))
    assert said.endswith("(칩.md, 성능)\n    “B100에는 트랜지스터가 2,080억 개 들어 있다.”")


def test_a_row_names_its_columns(answer: Answer, row: Sentence) -> None:
    said = plain(replace(answer, sentences=(row,), citations=row.citations, short=""))
    assert said.startswith("요금제: <표준> · 값: 33,000원 [1]\n\n근거\n")


def test_a_refusal_has_nothing_to_cite(answer: Answer) -> None:
    assert plain(replace(answer, abstained=True)) == f"{REFUSAL}."
