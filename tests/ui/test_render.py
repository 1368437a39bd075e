from dataclasses import replace

import pytest

from corpus import Document
from index import Passage, split
from rag import Answer, Doubt
from ui.render import answer_row, answer_text, certainty, hit_row, hits_text, place


@pytest.mark.parametrize(
    ("confidence", "shown"),
    [
        (1.0, "근거 충분(99%)"),
        (0.8, "근거 충분(80%)"),
        (0.79, "근거 보통(79%)"),
        (0.5, "근거 보통(50%)"),
        (0.49, "근거 부족(49%)"),
        (0.0, "근거 부족(1%)"),
    ],
)
def test_certainty_is_a_word_and_a_share(answer: Answer, confidence: float, shown: str) -> None:
    assert certainty(replace(answer, confidence=confidence)) == shown


def test_a_place_is_the_page_or_the_headings(passage: Passage) -> None:
    assert place(passage) == "칩.md, 성능"
    assert place(replace(passage, page=7, label="7쪽")) == "칩.md, 7쪽, 성능"
    assert place(replace(passage, headings=("제원", "성능"))) == "칩.md, 제원 > 성능"
    assert place(replace(passage, headings=())) == "칩.md"
    assert place(replace(passage, source="a\n\x1b[31mb.md", headings=())) == "a��[31mb.md"


def test_the_place_in_a_statute_is_the_article_and_the_paragraph() -> None:
    article = (
        "제3조(연차휴가) ① 연차는 15일로 한다.\n② 3년마다 1일을 더한다.\n③ 25일을 넘지 못한다."
    )
    filler = "".join(f"\n{mark} {'휴가는 미리 신청한다. ' * 12}" for mark in "④⑤")
    text = f"제1장 총칙\n제2조(정의) 휴가란 쉬는 것을 말한다.\n{article}{filler}\n"
    first, whole, *_, last = split(Document("규칙.txt", "규칙", text))
    assert place(first) == "규칙.txt, 제1장 총칙 > 제2조(정의)"
    assert place(whole) == "규칙.txt, 제1장 총칙 > 제3조(연차휴가)"
    assert place(whole, text.index("3년마다")) == "규칙.txt, 제1장 총칙 > 제3조(연차휴가) 제2항"
    assert place(last) == "규칙.txt, 제1장 총칙 > 제3조(연차휴가) 제5항"
    assert place(last, last.start + 5) == place(last)


def test_the_terminal_shows_how_the_question_was_read_and_what_is_not_sure(answer: Answer) -> None:
    lines = answer_text(answer).splitlines()
    assert lines[:6] == [
        "(이렇게 이해했습니다: B100의 트랜지스터는?)",
        "(엔비다아 → 엔비디아)",
        "(서버가 답하지 않았습니다.)",
        "▶ 2,080억 개",
        "B100에는 트랜지스터가 2,080억 개 들어 있다. [1]",
        "(근거 확인 안 됨) 값은 3달러다.",
    ]
    assert lines[-1] == "원문 인용 · 근거 충분(93%)"


def test_a_doubt_is_told_with_the_text_that_comes_nearest(answer: Answer, passage: Passage) -> None:
    wrong = replace(answer.sentences[1], doubt=Doubt(("3달러",), passage, 10, 18))
    told = replace(answer, sentences=(answer.sentences[0], wrong))
    lines = answer_text(told).splitlines()
    place = lines.index("(근거 확인 안 됨 · 원문에 없음: 3달러) 값은 3달러다.")
    assert lines[place + 1] == f"    가까운 원문: 칩 & 판 성능 “{passage.text[:8]}”"
    nearest = {"source": "칩.md", "start": 10, "end": 18, "quote": passage.text[:8]}
    said, doubtful = answer_row(told)["sentences"]  # type: ignore[misc]
    assert "missing" not in said
    assert (doubtful["missing"], doubtful["nearest"]) == (["3달러"], nearest)
    assert answer_row(answer)["sentences"][1]["nearest"] is None  # type: ignore[index]


def test_the_terminal_shows_the_unit_of_a_bare_number_beside_it(answer: Answer) -> None:
    lines = answer_text(replace(answer, short="36000", notice="단위: 천원")).splitlines()
    assert "▶ 36000 (단위: 천원)" in lines
    assert "(단위: 천원)" not in lines


def test_explained_hits_show_every_channel(answer: Answer) -> None:
    first, second = hits_text(answer.hits, explain=True).split("\n2. ")
    assert "\n   - 같은 낱말이 많은 정도 [형태소 BM25]: 2.50점, 1위\n" in first
    assert "\n   - 뜻이 가까운 정도 [임베딩]: 0.25점, 2위" in first
    assert "질문과 같은 낱말: b100, <값>" in first
    assert "종합 점수 1.000 (낱말로 -, 뜻으로 1위)" in second
    assert "[형태소 BM25]: 2.50점, -" in second
    assert "질문과 같은 낱말: 없음" in second


def test_explained_rows_have_ranks_and_words(answer: Answer) -> None:
    plain, explained = hit_row(1, answer.hits[0]), hit_row(1, answer.hits[0], explain=True)
    assert explained == plain | {
        "channels": {"morphemes": 2.5, "vector": 0.25},
        "ranks": {"morphemes": 1, "vector": 2},
        "matched": ["b100", "<값>"],
    }
