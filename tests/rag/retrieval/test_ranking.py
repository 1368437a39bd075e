"""What no sum of channels can say: which words a passage and its document hold."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus import Document
from rag import Library
from rag.retrieval.fusion import bundled
from rag.retrieval.ranking import DEPTH, FEATURES, MOST, RANKING, corrections, features

SHIPYARD = (
    "가람조선의 배 만들기는 1998년에 시작되었다. " * 30,
    "품삯은 하루 5만 원이었다. " * 30,
    "일하는 사람은 모두 40명이었다. " * 30,
)
QUESTION = "가람조선의 임금은 얼마인가요?"


@pytest.fixture(scope="module")
def library() -> Library:
    others = [Document(f"{n}.txt", "", f"공지 {n}번. 임금은 {n}월에 오른다.") for n in range(120)]
    return Library.from_documents([Document("조선.txt", "", "\n\n".join(SHIPYARD)), *others])


def described(library: Library, question: str) -> tuple[list[str], dict[str, np.ndarray]]:
    """The texts of the best passages, and the columns of their features by name."""
    evidence = library.evidence(question)
    fused = evidence.fused(bundled())
    best = np.argsort(-fused, kind="stable")[:DEPTH]
    rows = features(library.index, evidence, fused, best)
    assert rows.shape == (len(best), len(FEATURES))
    texts = [library.passages[n].text for n in evidence.candidates[best]]
    return texts, dict(zip(FEATURES, rows.T, strict=True))


def test_the_words_of_a_question_count_each_for_itself(library: Library) -> None:
    texts, columns = described(library, QUESTION)
    for word, place in (("가람조선", "first"), ("임금", "last")):
        has = [word in text for text in texts]
        assert (columns[f"{place}_held"] == 1).tolist() == has
        assert 0 < sum(has) < len(has)
    assert columns["last_softly"].max() == 1
    assert (columns["unknown"] == 0).all()
    assert (described(library, "임금 뿌룽붕은?")[1]["unknown"] > 0).all()


def test_what_makes_a_word_likely_counts_a_part_of_it() -> None:
    documents = [Document("갑.txt", "", "퇴사 절차"), Document("을.txt", "", "입사 절차")]
    texts, columns = described(Library.from_documents(documents), "일을 그만두는 절차는?")
    likely, told = columns["predicate_translated"], texts.index("퇴사 절차")
    assert 0 == likely[1 - told] < likely[told] < columns["predicate_weight"][told]
    assert columns["translations"][told] > columns["translations"][1 - told]
    assert not columns["predicate_held"].any()


def test_what_the_document_says_elsewhere_counts_for_a_passage(library: Library) -> None:
    texts, columns = described(library, QUESTION)
    paid = next(n for n, text in enumerate(texts) if "품삯" in text)
    assert columns["first_held"][paid] == 0
    assert columns["first_in_document"][paid] == 1
    assert columns["passages"][paid] > columns["passages"].min()
    assert columns["best_of_document"][paid] > 0


def test_neighbours_are_of_the_same_document(library: Library) -> None:
    texts, columns = described(library, QUESTION)
    first = next(n for n, text in enumerate(texts) if "가람조선" in text)
    assert columns["before"][first] == library.evidence(QUESTION).fused(bundled()).min()
    beside = next(n for n, text in enumerate(texts) if "품삯" in text)
    assert columns["before"][beside] == columns["fused"][first]


def test_the_correction_is_small_and_the_rest_stay_behind(library: Library) -> None:
    evidence = library.evidence(QUESTION)
    fused = evidence.fused(bundled())
    added = corrections(library.index, evidence, fused)
    assert np.abs(added).max() <= MOST
    assert added.std() > 0
    order = np.argsort(-fused, kind="stable")
    total = (fused + added)[order]
    assert len(order) > DEPTH
    assert total[DEPTH:].max() <= total[:DEPTH].min()


def test_hits_tell_what_was_added(library: Library) -> None:
    hits = library.first_stage(QUESTION, 5).hits
    assert len({hit.channels[RANKING] for hit in hits}) > 1
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_it_is_not_asked_where_a_channel_is_left_out(library: Library) -> None:
    search = replace(library._search(), muted=("vector",))
    assert {hit.channels[RANKING] for hit in search.first_stage(QUESTION).hits} == {0.0}


def test_it_is_not_asked_of_other_embedders(tiny_bert: Callable[[int], Path]) -> None:
    documents = [Document("하나.txt", "", "임금은 5만 원이다."), Document("둘.txt", "", "공지다.")]
    library = Library.from_documents(documents, embedder=str(tiny_bert(0)))
    assert {hit.channels[RANKING] for hit in library.first_stage("임금은?").hits} == {0.0}


@pytest.mark.parametrize("question", ["?", "뭐야", "1998"])
def test_questions_of_hardly_any_word_are_described_too(library: Library, question: str) -> None:
    _, columns = described(library, question)
    assert all(np.isfinite(column).all() for column in columns.values())
