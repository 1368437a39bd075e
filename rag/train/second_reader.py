"""Fitting the second reader, on the same examples as the first: see `rag.train.reader`.

The network in PyTorch is that of `rag.reading.scoring.second_reader`, with dropout.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

import numpy as np
import torch
from torch.nn.functional import dropout

from rag.language.word_networks import Known
from rag.reading.scoring.second_reader import DILATIONS, MARKS, MODEL, SecondReader, Sight
from rag.reading.scoring.span_scores import FEATURES
from rag.train.cases import FOLDS
from rag.train.network import Lessons, trained
from rag.train.reader import Example, Material, loss
from rag.train.word_networks import (
    EMBEDDED,
    Numbered,
    SeenWords,
    WordNetwork,
    gate,
    never,
    side_by_side,
)

_LESSONS = Lessons(epochs=2, batch=8, rate=2e-3, decay=0.03)
# Telling whether there is an answer is what this reader is for.
_SILENCE = 2.0
# Morphemes without a vector that stand in so many examples are known by themselves.
_OFTEN = 20
_ALIGNED, _WIDTH, _HIDDEN, _NEAR = 64, 48, 32, 5
_DROPPED_FEATURES = 0.1


def fit(material: Material) -> list[SecondReader]:
    """Train and save the second reader; those it is made of, the n-th without fold n."""
    words = _Words.of_all(material.examples)
    known, vectors = words.vocabulary.known, words.vocabulary.vectors
    scores = partial(_scores, words)
    judge = partial(loss, silence=_SILENCE)
    make = partial(Trainable, known, vectors.shape[1])
    networks = [
        trained(make, scores, material.without(fold), judge, _LESSONS, seed=fold)
        for fold in range(FOLDS)
    ]
    of = partial(SecondReader, known, material.mean.numpy(), material.scale.numpy())
    weights = [network.weights() for network in networks]
    of(weights).save(MODEL, FEATURES)
    print(f"second reader: {len(known.names)} words, {MODEL.stat().st_size / 1000:.0f} kB")
    return [of([one]) for one in weights]


@dataclass(frozen=True)
class Batch:
    """Examples together: their questions side by side, their passages one after another.

    `is_asked` and `rarity` have the shape (examples, words); of the passages each example has
    `sizes` words. `own` has the example of each span, `first` and `last` the words at its ends.
    """

    asked: SeenWords
    is_asked: torch.Tensor
    rarity: torch.Tensor
    told: SeenWords
    marks: torch.Tensor
    sizes: Sequence[int]
    own: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor

    @property
    def is_told(self) -> torch.Tensor:
        """Which words of the passages are words, shape (words, 1)."""
        return self.marks[:, MARKS.index("is_word"), None]


class _Words(Numbered[Sight]):
    """The words of all examples: of the question, and of the passages."""

    @classmethod
    def of_all(cls, examples: Sequence[Example], often: int = _OFTEN) -> Self:
        """Those of some examples; names that stand so often are known by themselves."""
        sights = [one.sight for one in examples]
        return cls.of({one: (one.question, one.passages) for one in sights}, often)

    def batch(self, sights: Sequence[Sight]) -> Batch:
        """Some examples together."""
        questions, passages = zip(*(self.texts[one] for one in sights), strict=True)
        sizes = [len(one.marks) for one in sights]
        starts = np.cumsum([0, *sizes])
        ends = [np.stack([one.first, one.last]) for one in sights]
        moved = [own + at for own, at in zip(ends, starts.tolist(), strict=False)]
        first, last = torch.from_numpy(np.concatenate(moved, axis=1)).long()
        return Batch(
            asked=self.vocabulary.seen(
                [side_by_side(part) for part in zip(*questions, strict=True)]
            ),
            is_asked=side_by_side([np.ones(len(one[0]), np.float32) for one in questions]),
            rarity=side_by_side([one.rarity for one in sights]),
            told=self.vocabulary.seen([_joined(part) for part in zip(*passages, strict=True)]),
            marks=_joined([one.marks for one in sights]),
            sizes=sizes,
            own=torch.from_numpy(
                np.repeat(np.arange(len(sights)), [len(one.first) for one in sights])
            ),
            first=first,
            last=last,
        )


def _joined(parts: Sequence[np.ndarray]) -> torch.Tensor:
    return torch.from_numpy(np.concatenate(parts))


def _scores(words: _Words, network: "Trainable", examples: Sequence[Example]) -> torch.Tensor:
    features = torch.cat([one.features.float() for one in examples])
    scores: torch.Tensor = network(features, words.batch([one.sight for one in examples]))
    return scores


class Trainable(WordNetwork):
    """The network of `rag.reading.scoring.second_reader` for known words and their vectors."""

    def __init__(self, known: Known, dimension: int) -> None:
        super().__init__(known, dimension)
        self.align = torch.nn.Linear(dimension, _ALIGNED, bias=False)
        self.asked = torch.nn.Linear(EMBEDDED + 1, _WIDTH)
        self.asked_near = torch.nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1)
        self.weight = torch.nn.Linear(_WIDTH, 1)
        self.told = torch.nn.Linear(EMBEDDED + len(MARKS) + _WIDTH, _WIDTH)
        self.near = [gate(_WIDTH, _NEAR, dilation) for dilation in DILATIONS]
        for number, near in enumerate(self.near):
            self.add_module(f"near{number}", near)
        self.features = torch.nn.Linear(len(FEATURES), _HIDDEN)
        self.first = torch.nn.Linear(_WIDTH, _HIDDEN, bias=False)
        self.last = torch.nn.Linear(_WIDTH, _HIDDEN, bias=False)
        self.gist = torch.nn.Linear(_WIDTH, _HIDDEN, bias=False)
        self.out = torch.nn.Linear(_HIDDEN, 1)
        self.direct = torch.nn.Linear(len(FEATURES), 1, bias=False)
        torch.nn.init.zeros_(self.direct.weight)
        with torch.no_grad():
            self.align.weight *= 2

    def forward(self, features: torch.Tensor, batch: Batch) -> torch.Tensor:
        """Scores of shape (spans,)."""
        asked = batch.is_asked[..., None]
        question = self.asked(torch.cat([self.embedded(batch.asked), batch.rarity[..., None]], -1))
        question = self.asked_near((torch.relu(question) * asked).mT).mT
        question = torch.relu(question) * asked
        weight = (self.weight(question) + never(asked)).softmax(1)
        gist = (weight * question).sum(1)
        words = torch.cat(
            [self.embedded(batch.told), batch.marks, self._aligned(batch, question)], -1
        )
        words = self._convolved(torch.relu(self.told(words)) * batch.is_told, batch.is_told)
        features = dropout(features, _DROPPED_FEATURES, self.training)
        hidden = self.features(features) + self.gist(gist)[batch.own]
        hidden = hidden + self.first(words)[batch.first] + self.last(words)[batch.last]
        scores = self.out(self.dropped(torch.relu(hidden))) + self.direct(features)
        return torch.as_tensor(scores.squeeze(-1))

    def _aligned(self, batch: Batch, question: torch.Tensor) -> torch.Tensor:
        told = self.align(batch.told.vectors).split(batch.sizes)
        asked = self.align(batch.asked.vectors)
        likes = [own @ other.T for own, other in zip(told, asked, strict=True)]
        nothing = never(batch.is_asked)
        shares = [
            torch.cat([like + row, torch.zeros(len(like), 1)], 1).softmax(1)[:, :-1]
            for like, row in zip(likes, nothing, strict=True)
        ]
        return torch.cat([share @ own for share, own in zip(shares, question, strict=True)])

    def _convolved(self, words: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        for near in self.near:
            words = self.gated(near, words) * real
        return words
