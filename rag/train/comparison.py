"""Fitting the comparison of sentences with their evidence: see `rag.train.entailment`.

The network in PyTorch is that of `rag.checking.comparison`, with dropout.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, dropout, relu

from rag.checking.comparison import CLAIMED, TOLD, Comparer, Sight
from rag.checking.entailment import FEATURES
from rag.language.word_networks import Known
from rag.network import LIMIT
from rag.train.network import Lessons, trained
from rag.train.word_networks import (
    EMBEDDED,
    Numbered,
    SeenWords,
    WordNetwork,
    gate,
    never,
    side_by_side,
)

_LESSONS = Lessons(epochs=5, batch=32, rate=4e-3, decay=0.05)
# Added to the deviation of every feature.
_FLOOR = 0.05
# Morphemes without a vector that stand in so many examples are known by themselves.
_OFTEN = 15
_ALIGNED, _MET, _WIDTH, _HIDDEN, _NEAR, _BETWEEN = 64, 32, 48, 48, 5, 3
_DROPPED_FEATURES = 0.1


# Compared by identity, as its sight is.
@dataclass(eq=False)
class Example:
    """A sentence with the features of what it rests on, shape (1, features), and if it is true."""

    sight: Sight
    features: torch.Tensor
    true: bool


@dataclass(frozen=True)
class Batch:
    """Examples together, shorter ones filled up with zeros.

    `is_claimed` and `is_told` have the shape (examples, words, 1), `same` has (examples, claimed,
    told).
    """

    claimed: SeenWords
    claimed_marks: torch.Tensor
    is_claimed: torch.Tensor
    told: SeenWords
    told_marks: torch.Tensor
    same: torch.Tensor

    @property
    def is_told(self) -> torch.Tensor:
        """Which words of the evidence are words."""
        return self.told_marks[..., TOLD.index("is_word"), None]


class Sights(Numbered[Sight]):
    """The words of all examples: of the sentence, and of its evidence."""

    @classmethod
    def of_all(cls, examples: Sequence[Example], often: int = _OFTEN) -> Self:
        """Those of some examples; names that stand so often are known by themselves."""
        return cls.of({e.sight: (e.sight.claimed, e.sight.told) for e in examples}, often)

    def batch(self, sights: Sequence[Sight]) -> Batch:
        """Some examples together."""
        claimed, told = zip(*(self.texts[one] for one in sights), strict=True)
        ones = [np.ones((len(one.claimed_marks), 1), np.float32) for one in sights]
        claimed_marks = side_by_side([one.claimed_marks for one in sights])
        told_marks = side_by_side([one.told_marks for one in sights])
        same = torch.zeros(len(sights), claimed_marks.shape[1], told_marks.shape[1])
        for number, one in enumerate(sights):
            rows, columns = one.same.shape
            same[number, :rows, :columns] = torch.from_numpy(one.same)
        return Batch(
            claimed=self.vocabulary.seen([*map(side_by_side, zip(*claimed, strict=True))]),
            claimed_marks=claimed_marks,
            is_claimed=side_by_side(ones),
            told=self.vocabulary.seen([*map(side_by_side, zip(*told, strict=True))]),
            told_marks=told_marks,
            same=same,
        )


class Trainable(WordNetwork):
    """The network of `rag.checking.comparison` for known words and their vectors."""

    def __init__(self, known: Known, dimension: int, features: int) -> None:
        super().__init__(known, dimension)
        self.claimed = torch.nn.Linear(EMBEDDED + len(CLAIMED), _WIDTH)
        self.told = torch.nn.Linear(EMBEDDED + len(TOLD), _WIDTH)
        self.near = gate(_WIDTH, _NEAR)
        self.align = torch.nn.Linear(dimension, _ALIGNED, bias=False)
        self.meet = torch.nn.Linear(_WIDTH, _MET, bias=False)
        self.same = torch.nn.Parameter(torch.tensor(4.0))
        self.compared = torch.nn.Linear(4 * _WIDTH + 1, _WIDTH)
        self.between = gate(_WIDTH, _BETWEEN)
        self.features = torch.nn.Linear(features, _HIDDEN)
        self.here = torch.nn.Linear(2 * _WIDTH, _HIDDEN, bias=False)
        self.there = torch.nn.Linear(2 * _WIDTH, _HIDDEN, bias=False)
        self.out = torch.nn.Linear(_HIDDEN, 1)
        self.direct = torch.nn.Linear(features, 1, bias=False)
        torch.nn.init.zeros_(self.direct.weight)
        with torch.no_grad():
            self.align.weight *= 2

    def forward(self, features: torch.Tensor, batch: Batch) -> torch.Tensor:
        """Scores of shape (examples,)."""
        ours = torch.cat([self.embedded(batch.claimed), batch.claimed_marks], -1)
        ours = self.gated(self.near, relu(self.claimed(ours)) * batch.is_claimed) * batch.is_claimed
        theirs = torch.cat([self.embedded(batch.told), batch.told_marks], -1)
        theirs = self.gated(self.near, relu(self.told(theirs)) * batch.is_told) * batch.is_told
        like = self.align(batch.claimed.vectors) @ self.align(batch.told.vectors).mT
        like = like + self.meet(ours) @ self.meet(theirs).mT + self.same * batch.same
        here = self._compared(ours, theirs, like, batch.is_claimed, batch.is_told)
        there = self._compared(theirs, ours, like.mT, batch.is_told, batch.is_claimed)
        features = dropout(features, _DROPPED_FEATURES, self.training)
        hidden = self.features(features)
        hidden = hidden + self.here(_pooled(here, batch.is_claimed))
        hidden = hidden + self.there(_pooled(there, batch.is_told))
        scores = self.out(self.dropped(relu(hidden))) + self.direct(features)
        return torch.as_tensor(scores.squeeze(-1))

    def _compared(
        self,
        own: torch.Tensor,
        others: torch.Tensor,
        like: torch.Tensor,
        is_own: torch.Tensor,
        is_other: torch.Tensor,
    ) -> torch.Tensor:
        nothing = torch.zeros(*like.shape[:2], 1)
        shares = torch.cat([like + never(is_other.mT), nothing], 2).softmax(2)
        beside = shares[..., :-1] @ others
        rows = torch.cat([own, beside, own - beside, own * beside, shares[..., -1:]], -1)
        return self.gated(self.between, relu(self.compared(rows)) * is_own)


def _pooled(rows: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """The most and the sum of each column."""
    return torch.cat([(rows + never(real)).amax(1), (rows * real).sum(1) / 10], -1)


def fit(examples: Sequence[Example], sights: Sights, seeds: Sequence[int]) -> Comparer:
    """Networks that have learnt from some examples, one for each seed."""
    features = torch.cat([one.features for one in examples])
    mean, scale = features.mean(0), features.std(0) + _FLOOR
    known, vectors = sights.vocabulary.known, sights.vocabulary.vectors

    def scores(network: Trainable, batch: Sequence[Example]) -> torch.Tensor:
        rows = torch.cat([one.features for one in batch])
        scaled = ((rows - mean) / scale).clamp(-LIMIT, LIMIT)
        found: torch.Tensor = network(scaled, sights.batch([one.sight for one in batch]))
        return found

    make = partial(Trainable, known, vectors.shape[1], len(FEATURES))
    networks = [trained(make, scores, examples, _loss, _LESSONS, seed) for seed in seeds]
    weights = [network.weights() for network in networks]
    return Comparer(known, mean.numpy(), scale.numpy(), weights)


def _loss(scores: torch.Tensor, example: Example) -> torch.Tensor:
    return binary_cross_entropy_with_logits(scores, torch.full_like(scores, float(example.true)))
