"""Fusing channels: a weighted sum of standardised scores, the weights fitted on questions.

Two sets of weights, one for questions whose words stand in the documents and one for questions in
other words, blended by how much of the question the best passage covers. Weighted sums beat
reciprocal rank fusion here, which lets a weak list drag a strong one down.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

CHANNELS = (
    "morphemes",
    "bigrams",
    "coverage",
    "synonyms",
    "translations",
    "proximity",
    "bigram_proximity",
    "units",
    "vector",
)
LEXICAL = CHANNELS[:7]
MODEL = Path(__file__).parent / "fusion.json"
_ROUNDS = 200
_RATE = 0.05
_RIDGE = 0.03
# Weights that did well on reports and encyclopedia text alike, before anything was fitted (that of
# translations on office questions); in the order of CHANNELS, as steep as a fit makes them. The
# ridge pulls towards them.
_PRIOR = 3 * np.array([0.225, 0.225, 0.135, 0.135, 0.25, 0.18, 0.0, 0.2, 0.1])
# How much of a question the best passage may lack before the words count as others, and from how
# much on they are altogether.
_SOME_LACK = 0.2
_LACK = 0.7


@dataclass(frozen=True, slots=True)
class Fusion:
    """Weights of CHANNELS where the words match, and where they do not; each set adds up to 1."""

    same_words: tuple[float, ...]
    other_words: tuple[float, ...]

    def weights(self, best_coverage: float) -> Scores:
        """The weights for a question whose best passage covers that share of it, 0 to 1."""
        lack = _lack(best_coverage)
        blend = (1 - lack) * np.array(self.same_words) + lack * np.array(self.other_words)
        return blend.astype(np.float32)

    @property
    def is_whole(self) -> bool:
        """Whether every channel counts in one of the sets at least."""
        return all(map(any, zip(self.same_words, self.other_words, strict=True)))

    def without(self, channels: Collection[str]) -> "Fusion":
        """The same weights, with none for some channels."""
        kept = [name not in channels for name in CHANNELS]
        same, other = (
            tuple(weight * keep for weight, keep in zip(row, kept, strict=True))
            for row in (self.same_words, self.other_words)
        )
        return Fusion(same, other)

    def to_json(self) -> dict[str, Sequence[str] | Sequence[float]]:
        """The object that `restored` reads."""
        return {
            "channels": CHANNELS,
            "same_words": [round(weight, 4) for weight in self.same_words],
            "other_words": [round(weight, 4) for weight in self.other_words],
        }


@dataclass(frozen=True, slots=True)
class Example:
    """A question's candidates: `standardised` (channels, n), and which are `relevant` (n,)."""

    standardised: Scores
    best_coverage: float
    relevant: NDArray[np.bool_]


def drawn_to_prior(fusion: Fusion, share: float) -> Fusion:
    """The weights where the words match, `share` of them as before anything was fitted."""
    prior = _PRIOR / _PRIOR.sum()
    same = (1 - share) * np.array(fusion.same_words) + share * prior
    return Fusion(tuple(same.tolist()), fusion.other_words)


@cache
def bundled() -> Fusion:
    """The weights that come with Mundap, fitted by `python -m rag.train.fusion`."""
    fusion = restored(json.loads(MODEL.read_text(encoding="utf-8")))
    if fusion is None:
        raise ValueError(f"{MODEL} belongs to other channels; run python -m rag.train.fusion")
    return fusion


def restored(row: Mapping[str, Any]) -> Fusion | None:
    """Weights as `Fusion.to_json` wrote them; None where they belong to other channels."""
    if tuple(row["channels"]) != CHANNELS:
        return None
    return Fusion(tuple(row["same_words"]), tuple(row["other_words"]))


def fit(examples: Sequence[Example], importance: Sequence[float] | None = None) -> Fusion:
    """Weights, none negative, that put relevant candidates first (listwise softmax, Cao 2007).

    `importance` weighs the examples. Examples without a relevant candidate teach nothing.
    """
    pairs = [
        (one, weight)
        for one, weight in zip(examples, importance or [1.0] * len(examples), strict=True)
        if one.relevant.any()
    ]
    z, relevant, real = _padded([one for one, _ in pairs])
    share = np.array([weight for _, weight in pairs])
    share = share / share.sum()
    lack = np.array([_lack(one.best_coverage) for one, _ in pairs])
    blend = np.stack([1 - lack, lack], axis=1)
    weights = np.stack([_PRIOR, _PRIOR])
    moment = np.zeros_like(weights)
    square = np.zeros_like(weights)
    for number in range(1, _ROUNDS + 1):
        scores = np.where(real, np.einsum("ncl,nc->nl", z, blend @ weights), -np.inf)
        pull = _softmax(scores) - _softmax(np.where(relevant, scores, -np.inf))
        slope = np.einsum("ncl,nl,n,nb->bc", z, pull, share, blend) + 2 * _RIDGE * (
            weights - _PRIOR
        )
        moment = 0.9 * moment + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        step = (moment / (1 - 0.9**number)) / (np.sqrt(square / (1 - 0.99**number)) + 1e-8)
        weights = np.maximum(0, weights - _RATE * (1 - number / _ROUNDS) * step)
    same, other = (row / row.sum() for row in weights)
    return Fusion(tuple(same.tolist()), tuple(other.tolist()))


def _lack(best_coverage: float) -> float:
    """How much the other words decide, 0 to 1."""
    return min(1.0, max(0.0, (1 - best_coverage - _SOME_LACK) / (_LACK - _SOME_LACK)))


def _padded(
    examples: Sequence[Example],
) -> tuple[Scores, NDArray[np.bool_], NDArray[np.bool_]]:
    """Candidates of all examples in one array each: scores, which are relevant, which are real."""
    longest = max(len(one.relevant) for one in examples)
    z = np.zeros((len(examples), len(CHANNELS), longest), np.float32)
    relevant = np.zeros((len(examples), longest), bool)
    real = np.zeros((len(examples), longest), bool)
    for number, one in enumerate(examples):
        width = len(one.relevant)
        z[number, :, :width] = one.standardised
        relevant[number, :width] = one.relevant
        real[number, :width] = True
    return z, relevant, real


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True), np.float64)
