"""Fitting the reader.

Questions of the articles, and our own on them, on the sample and on office documents are read as
the program reads them, some of them where nothing answers them. One small network is trained for
each fold, on the others; they are stored side by side as one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from sys import intern
from typing import Self

import numpy as np
import torch

from rag.evaluation.metrics import character_f1
from rag.language.word_networks import Words
from rag.network import Network
from rag.reading.scoring.second_reader import Sight, sight_of
from rag.reading.scoring.span_scores import FEATURES, MODEL, PASSAGES_READ, Spans, find_spans
from rag.train.cases import FOLDS, Case, TextSpan
from rag.train.network import Lessons, Trainable, by_features, joined, standardise, trained

_LESSONS = Lessons(epochs=4, batch=8, rate=2e-3, decay=1e-4)
_HIDDEN = 32
# A gold answer that no span matches is stood for by spans of its sentence that are this near.
_NEAR = 0.8
# How much telling answerable from unanswerable questions counts for what finds answers.
_SILENCE = 0.5


@dataclass
class Example:
    """One question: features of its spans, which of them are right, how near each comes.

    Where it is not answerable, no span is right. `sight` has the words around them.
    """

    features: torch.Tensor
    sight: Sight
    right: torch.Tensor
    reward: torch.Tensor
    answerable: bool
    fold: int


@dataclass(frozen=True)
class Material:
    """Examples with features of mean 0 and deviation 1, and what those were before."""

    examples: Sequence[Example]
    mean: torch.Tensor
    scale: torch.Tensor

    @classmethod
    def of(cls, cases: Iterable[Case]) -> Self:
        """What the cases teach, as far as something was found and it is known what answers."""
        examples = [one for case in cases if (one := _example(case)) is not None]
        rows = torch.cat([one.features.float() for one in examples[::9]])
        mean, scale = rows.mean(0), rows.std(0) + 0.01
        standardise(examples, mean, scale)
        return cls(examples, mean, scale)

    def without(self, fold: int) -> list[Example]:
        """All examples but those of a fold."""
        return [one for one in self.examples if one.fold != fold]


def fit(material: Material) -> list[Network]:
    """Train and save the reader; the networks it is made of, the n-th without fold n."""
    make = partial(Trainable, len(FEATURES), _HIDDEN)
    networks = [
        trained(make, by_features, material.without(fold), loss, _LESSONS, seed=fold)
        for fold in range(FOLDS)
    ]
    mean, scale = material.mean.numpy(), material.scale.numpy()
    joined(networks, mean, scale).save(MODEL, FEATURES)
    print(f"{len(material.examples)} questions, {MODEL.stat().st_size / 1000:.0f} kB")
    return [joined([one], mean, scale) for one in networks]


def _example(case: Case) -> Example | None:
    """What a case teaches; None where nothing was found, or it is not known what answers."""
    if not case.hits or (case.answerable and not case.answers):
        return None
    spans = find_spans(case.readings[0], case.hits[:PASSAGES_READ], case.library.idf)
    right = np.zeros(len(spans.features), bool)
    reward = np.zeros(len(spans.features), np.float32)
    for source, (accepted, start) in case.answers.items():
        held = _of_document(spans, source)
        nearness = _nearness(spans, accepted)
        reward = np.maximum(reward, nearness)
        right |= held & (_at(spans, start, nearness) if start >= 0 else nearness == 1)
    quoted = right & _inside(spans, case.places)
    right = quoted if quoted.any() else right
    features, gold, near = (torch.from_numpy(x) for x in (spans.features, right, reward))
    sight = _interned(sight_of(spans))
    return Example(features.half(), sight, gold, near, case.answerable, case.fold)


def _at(spans: Spans, start: int, near: np.ndarray) -> np.ndarray:
    """The spans at the gold place, else those nearly the same that touch it."""
    begins, ends = spans.offsets.T
    exact = (begins == start) & (near == 1)
    chosen: np.ndarray = (
        exact if exact.any() else (begins <= start) & (ends > start) & (near >= _NEAR)
    )
    return chosen


def _of_document(spans: Spans, source: str) -> np.ndarray:
    """Which spans are of a document."""
    return np.array([read.passage.source == source for read in spans.reads])[spans.place]


def _inside(spans: Spans, places: Sequence[TextSpan]) -> np.ndarray:
    """The spans that stand where the answer is told, not just where the same is said."""
    inside = np.zeros(len(spans.features), bool)
    starts, ends = spans.offsets.T
    for source, start, end in places:
        inside |= _of_document(spans, source) & (start <= starts) & (ends <= end)
    return inside


def _nearness(spans: Spans, accepted: Sequence[str]) -> np.ndarray:
    """The character F1 of each span, shape (spans,)."""
    texts = [spans.text(i) for i in range(len(spans.features))]
    shared = set("".join(accepted))
    near = {
        text: character_f1(text, accepted) if shared & set(text) else 0.0 for text in set(texts)
    }
    return np.array([near[text] for text in texts], np.float32)


def loss(scores: torch.Tensor, one: Example, silence: float = _SILENCE) -> torch.Tensor:
    """Minus the logs of the probabilities of a right span, and of there being one at all.

    The first is that of a right span and that of the expected character F1 among all spans. So much
    counts `silence`, telling answerable from unanswerable questions, beside finding the answer.
    """
    mass = torch.logsumexp(scores, 0)
    if not one.answerable:
        return silence * torch.nn.functional.softplus(mass)
    logs = scores - mass
    found = -torch.log((logs.exp() * one.reward).sum() + 1e-4)
    if one.right.any():
        found = found - torch.logsumexp(logs[one.right], 0)
        found = found + silence * torch.nn.functional.softplus(-mass)
    return found


def _interned(sight: Sight) -> Sight:
    """The same with each word kept once, for there are many examples."""
    question, passages = (
        Words([*map(intern, words.forms)], [*map(intern, words.tags)])
        for words in (sight.question, sight.passages)
    )
    return replace(sight, question=question, passages=passages)
