"""The ranking learns from what answers; the plain sum stays the prior."""

from functools import partial
from typing import Any

import numpy as np
import torch

from corpus import Document
from rag import Library
from rag.retrieval.ranking import FEATURES
from rag.train.network import Trainable, by_features, trained
from rag.train.ranking import _HIDDEN, _LESSONS, _Asked, _both, _Example, _examples, _loss, _rank

_PASSAGES = 8
_TOLD_BY = FEATURES.index("name_held")


def _made(draw: Any, count: int) -> list[_Example]:  # noqa: ANN401 - a generator of numpy
    """Questions that passages of one feature answer, of which the sums know nothing."""
    made = []
    for _ in range(count):
        rows = draw.normal(size=(_PASSAGES, len(FEATURES))).astype(np.float32)
        right = rows[:, _TOLD_BY] == rows[:, _TOLD_BY].max()
        fused = torch.zeros(_PASSAGES)
        made.append(_Example("office", torch.from_numpy(rows), fused, torch.from_numpy(right)))
    return made


def test_what_tells_the_answer_is_learnt() -> None:
    draw = np.random.default_rng(0)
    make = partial(Trainable, len(FEATURES), _HIDDEN)
    network = trained(make, by_features, _made(draw, 2000), _loss, _LESSONS, seed=0)
    ranks = [[_rank(one, s) for s in _both(one, [network])] for one in _made(draw, 200)]
    by_sum, corrected = np.mean(np.array(ranks) == 1, axis=0)
    assert by_sum < 0.3
    assert corrected > 0.7


def test_the_passages_that_hold_a_place_are_right() -> None:
    texts = {"가.txt": "임금은 5만 원이다.", "나.txt": "임금은 오르지 않았다.", "다.txt": "공지다."}
    library = Library.from_documents([Document(source, "", text) for source, text in texts.items()])
    (one,) = _examples([_Asked("office", library, "임금은 얼마야?", [("나.txt", 0, 5)])])
    assert one.features.shape == (3, len(FEATURES))
    assert one.right.sum() == 1
    order = torch.argsort(-one.fused, stable=True)
    assert _rank(one, one.fused) == int(torch.nonzero(one.right[order])[0]) + 1
    assert _rank(one, torch.where(one.right, 9.0, 0.0)) == 1
