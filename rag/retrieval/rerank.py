"""Re-ranking with a cross-encoder that the user names: it reads question and passage together."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus import UsageError
from corpus.particles import quoted
from index.embedding import lasting, load_model
from rag.answer import Hit
from rag.retrieval.query import Reading

DEPTH = 50
# What takes out a re-ranker that an index remembers.
NO_RERANKER = "none"
_CHANNEL = "reranker"
_BATCH = 16


class Reranker(Protocol):
    """Judges how well passages answer; `name` is what users see."""

    name: str

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """A score from 0 to 1 for each passage, shape (len(passages),)."""


class CrossEncoderReranker:
    """Any sentence-transformers cross-encoder with one output, by name or path.

    Longer pairs are cut at the length that the model was made for. Loaded from disk where it is
    there already; otherwise downloaded, unless `download` is false.
    """

    def __init__(self, name: str, *, download: bool = True) -> None:
        self._model = load_model("CrossEncoder", name, download)
        # A model without a trained head gets a random one when it is loaded.
        made_for = "".join(self._model.config.architectures or ())
        if made_for.endswith(("Model", "MaskedLM")):
            raise UsageError(
                f"{quoted(name, '은')} 두 글을 견주도록 학습된 모델이 아닙니다({made_for}). "
                "cross-encoder를 지정해 주세요."
            )
        if self._model.num_labels != 1:
            raise UsageError(
                f"{quoted(name, '은')} 점수를 {self._model.num_labels}개 내는 모델이라 순위를 "
                "매길 수 없습니다. 점수를 하나만 내는 cross-encoder를 지정해 주세요."
            )
        self.name = lasting(name)

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """The logistic function of the model's output, shape (len(passages),)."""
        from torch.nn import Sigmoid

        pairs = [(question, passage) for passage in passages]
        scores = self._model.predict(
            pairs, batch_size=_BATCH, activation_fn=Sigmoid(), show_progress_bar=False
        )
        return np.asarray(scores, np.float32)


def load_reranker(name: str | None, *, download: bool = True) -> Reranker | None:
    """The cross-encoder of that name or path; None where none is named, or `NO_RERANKER` is."""
    if not name or name == NO_RERANKER:
        return None
    return CrossEncoderReranker(name, download=download)


def rerank(
    reranker: Reranker, readings: Sequence[Reading], hits: Sequence[Hit], k: int
) -> tuple[Hit, ...]:
    """The `k` best hits by the re-ranker's score, ties in their order.

    Of the readings only the first two are judged, what was typed and its repair, since each costs
    more than all the retrieval before; a hit keeps its best. The score takes the place of
    `Hit.score` and stands among the channels as "reranker".
    """
    if not hits:
        return ()
    texts = [f"{hit.passage.context}\n{hit.passage.text}".strip() for hit in hits]
    scores = np.max([r.weight * reranker.scores(r.text, texts) for r in readings[:2]], axis=0)
    order = np.argsort(-scores, kind="stable")[:k]
    return tuple(
        _judged(hits[i], float(scores[i]), rank) for rank, i in enumerate(order.tolist(), 1)
    )


def _judged(hit: Hit, score: float, rank: int) -> Hit:
    channels, ranks = {**hit.channels, _CHANNEL: score}, {**hit.ranks, _CHANNEL: rank}
    return replace(hit, score=score, channels=channels, ranks=ranks)
