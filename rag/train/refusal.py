"""Fitting when to stay silent.

Learns from the cases made of the articles and, counting more, of the questions that we wrote on
the sample, on office documents and on the articles: those are asked as people ask; and from
questions in vain. A question whose answer is in none of the passages read teaches nothing: they do
not answer it, and it is no question in vain. The scores of
boosted trees are calibrated (Platt, 1999) by trees that have not seen the case's article; the
threshold is the one at which those answer 92 % of the answerable cases.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from sklearn.linear_model import LogisticRegression

from rag.reading.refusal import CALIBRATION, FEATURES, MODEL, features
from rag.reading.scoring.second_reader import SecondReader
from rag.reading.scoring.span_scores import Judged
from rag.train.cases import Case
from rag.train.trees import boosted
from rag.trees import Trees

_FOLDS = 5
_TREES, _LEAVES, _RATE = 1200, 31, 0.02
# How much each sort of cases counts where they can be answered and where they cannot. Those made by
# rule teach little of what people ask in vain.
_SHARES = {
    ("by rule", True): 0.2,
    ("by rule", False): 0.2,
    ("written", True): 0.4,
    ("written", False): 0.4,
    ("files", True): 0.1,
    ("files", False): 0.1,
    ("in vain", False): 0.2,
}
_ANSWERED = 0.92
# A common word exchanged at random makes a question that nobody asks; learning from them costs
# more on questions that people ask than it gains.
ODD = ("noun", "predicate", "synonym")


@dataclass(frozen=True)
class Rows:
    """Features of cases, shape (cases, len(FEATURES)), labels, weights, and what to split by."""

    features: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    groups: np.ndarray

    @classmethod
    def of(cls, rows: Iterable[tuple[np.ndarray, bool, str, int]]) -> Self:
        """All rows of `row` together."""
        values, labels, sorts, groups = (np.array(column) for column in zip(*rows, strict=True))
        return cls(values, labels, _balanced(labels, sorts), groups)

    def __getitem__(self, chosen: np.ndarray) -> "Rows":
        """Some of the cases."""
        return Rows(
            self.features[chosen], self.labels[chosen], self.weights[chosen], self.groups[chosen]
        )


def row(case: Case, judged: Judged, second: SecondReader) -> tuple[np.ndarray, bool, str, int]:
    """The features of a case, whether it can be answered, what sort it is of, and its group.

    The `second` reader has not seen it.
    """
    return features(case.hits, judged, second), case.answerable, case.sort, case.group


def _balanced(labels: np.ndarray, sorts: np.ndarray) -> np.ndarray:
    """Weights that give each sort with either label its share; mean 1."""
    weights = np.zeros(len(labels))
    for (sort, label), share in _SHARES.items():
        part = (sorts == sort) & (labels == label)
        weights[part] = share / max(part.sum(), 1)
    return np.asarray(weights * len(labels) / weights.sum())


def fit(rows: Rows) -> None:
    """Train on all rows, calibrate on rows left out, save."""
    folds = np.unique(rows.groups, return_inverse=True)[1] * 7919 % _FOLDS
    unseen = np.zeros(len(rows.labels))
    for fold in range(_FOLDS):
        unseen[folds == fold] = _trees(rows[folds != fold]).scores(rows.features[folds == fold])
    platt = LogisticRegression(C=1e6).fit(unseen[:, None], rows.labels, rows.weights)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    scores = slope * unseen + shift
    threshold = _quantile(scores, rows.weights * rows.labels, 1 - _ANSWERED)
    calibration = {"slope": slope, "shift": shift, "threshold": float(1 / (1 + np.exp(-threshold)))}
    _trees(rows).save(MODEL, FEATURES)
    CALIBRATION.write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")
    falsely = np.average(scores[~rows.labels] >= threshold, weights=rows.weights[~rows.labels])
    print(f"{len(rows.labels)} cases, {calibration}, unanswerable answered {falsely:.3f}")


def _quantile(values: np.ndarray, weights: np.ndarray, share: float) -> float:
    """The value below which that share of the weight lies."""
    order = np.argsort(values)
    return float(values[order][np.searchsorted(np.cumsum(weights[order]), share * weights.sum())])


def _trees(rows: Rows) -> Trees:
    return boosted(
        rows.features, rows.labels, rows.weights, trees=_TREES, leaves=_LEAVES, rate=_RATE
    )
