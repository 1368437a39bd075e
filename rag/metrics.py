"""Measures of retrieval, answers and refusals, as pure functions."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def recall(relevant: Sequence[bool], total: int, k: int) -> float:
    """Share of the `total` relevant items found among the first `k`."""
    return sum(relevant[:k]) / total if total else 0.0


def hit(relevant: Sequence[bool], k: int) -> float:
    """1 where any of the first `k` is relevant."""
    return float(any(relevant[:k]))


def reciprocal_rank(relevant: Sequence[bool], k: int) -> float:
    """1 / rank of the first relevant item among the first `k`, else 0."""
    return next((1 / rank for rank, good in enumerate(relevant[:k], 1) if good), 0.0)


def ndcg(relevant: Sequence[bool], total: int, k: int) -> float:
    """Normalised discounted cumulative gain with binary relevance (Jarvelin and Kekalainen)."""
    gain = sum(1 / np.log2(rank + 1) for rank, good in enumerate(relevant[:k], 1) if good)
    ideal = sum(1 / np.log2(rank + 1) for rank in range(1, min(total, k) + 1))
    return float(gain / ideal) if ideal else 0.0


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Probability that a positive outscores a negative; ties count half."""
    values, labels = np.asarray(scores, float), np.asarray(positive, bool)
    above, below = values[labels], values[~labels]
    if not len(above) or not len(below):
        return float("nan")
    wins = (above[:, None] > below).sum() + 0.5 * (above[:, None] == below).sum()
    return float(wins / (len(above) * len(below)))


def interval(values: Sequence[float], resamples: int = 1000) -> tuple[float, float]:
    """95 % percentile bootstrap interval of the mean, from a fixed seed."""
    data: NDArray[np.float64] = np.asarray(values, float)
    if not len(data):
        return float("nan"), float("nan")
    draws = np.random.default_rng(0).integers(len(data), size=(resamples, len(data)))
    low, high = np.percentile(data[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)
