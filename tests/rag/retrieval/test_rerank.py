import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus import Document, UsageError
from index import Passage
from rag import Hit, Library
from rag.retrieval.query import Reading
from rag.retrieval.rerank import CrossEncoderReranker, rerank

Maker = Callable[[int], Path]


class Counting:
    """Prefers the passage that repeats the question's letters most often."""

    name = "counting"

    def scores(self, question: str, passages: Sequence[str]) -> np.ndarray:
        return np.array([sum(map(text.count, question)) / 10 for text in passages], np.float32)


def hits(*texts: str) -> list[Hit]:
    return [
        Hit(Passage(f"{n}", "a.txt", "가", None, 0, len(text), text), 9.0 - n, n, None, {"x": 1.0})
        for n, text in enumerate(texts, 1)
    ]


@pytest.fixture(scope="module")
def cross_encoder(tiny_bert: Maker) -> Path:
    return tiny_bert(1)


def test_the_score_replaces_the_order() -> None:
    found = rerank(Counting(), [Reading("물")], hits("불", "물 물", "물"), 2)
    assert [hit.passage.text for hit in found] == ["물 물", "물"]
    assert [hit.score for hit in found] == pytest.approx([0.2, 0.1])
    assert found[0].channels == pytest.approx({"x": 1.0, "reranker": 0.2})
    assert [hit.ranks["reranker"] for hit in found] == [1, 2]
    assert found[0].lexical_rank == 2


def test_a_passage_keeps_its_best_reading_and_ties_their_order() -> None:
    readings = [Reading("ㅁ"), Reading("물", 0.5)]
    found = rerank(Counting(), readings, hits("불", "법", "물"), 3)
    assert [hit.passage.text for hit in found] == ["물", "불", "법"]
    assert found[0].score == pytest.approx(0.05)
    assert rerank(Counting(), readings, [], 3) == ()


def test_scores_are_those_of_the_cross_encoder(cross_encoder: Path) -> None:
    """The same as transformers itself, pair by pair, with what is too long cut."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    texts = ["물은 셋", "법", "가나다라마바사 " * 20]
    scores = CrossEncoderReranker(str(cross_encoder)).scores("물은 무엇", texts)
    model = AutoModelForSequenceClassification.from_pretrained(cross_encoder).eval()
    tokenizer = AutoTokenizer.from_pretrained(cross_encoder)
    for score, text in zip(scores, texts, strict=True):
        pair = tokenizer("물은 무엇", text, truncation=True, max_length=24, return_tensors="pt")
        with torch.no_grad():
            expected = torch.sigmoid(model(**pair).logits).item()
        assert score == pytest.approx(expected, abs=1e-5)
    assert len(set(scores.tolist())) == 3


def test_a_library_ranks_by_the_cross_encoder(cross_encoder: Path) -> None:
    documents = [Document(f"{n}.txt", "글", f"물 이야기 {n}번이다.") for n in range(60)]
    library = Library.from_documents(documents, reranker=str(cross_encoder))
    found = library.search("물 이야기", 60)
    judge = CrossEncoderReranker(str(cross_encoder))
    texts = [f"{hit.passage.context}\n{hit.passage.text}".strip() for hit in found]
    assert len(found) == 60
    np.testing.assert_allclose(
        [hit.score for hit in found], judge.scores("물 이야기", texts), atol=1e-5
    )
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert library.search("물 이야기", 2)[0].channels["reranker"] == found[0].score
    assert not library.ask("물 이야기는 몇 번인가?", answer_anyway=True).abstained


def test_an_index_remembers_its_re_ranker(cross_encoder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "글"
    folder.mkdir()
    (folder / "물.txt").write_text("물 이야기이다.", encoding="utf-8")
    model = tmp_path / "model"
    shutil.copytree(cross_encoder, model)
    Library.open(folder, reranker=str(model)).update()
    again = Library.open(folder)
    assert again.reranker is not None
    assert "reranker" in again.search("물")[0].channels
    again.update()
    shutil.rmtree(model)
    with pytest.raises(UsageError, match="--reranker none"):
        Library.open(folder)
    Library.open(folder, reranker="none").update()
    assert Library.open(folder).reranker is None


def test_models_that_do_not_rank_are_refused(tiny_bert: Maker, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="점수를 3개 내는"):
        CrossEncoderReranker(str(tiny_bert(3)))
    with pytest.raises(UsageError, match="학습된 모델이 아닙니다"):
        CrossEncoderReranker(str(tiny_bert(0)))
    with pytest.raises(UsageError, match="온전히"):
        CrossEncoderReranker(str(tmp_path))
    with pytest.raises(UsageError, match="인터넷 연결"):
        CrossEncoderReranker("nobody/absent")
