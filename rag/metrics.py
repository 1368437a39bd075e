"""Measures of retrieval, answers and refusals, as pure functions, and their 95 % intervals."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Interval = tuple[float, float]

_Z = 1.959964
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def recall(relevant: Sequence[bool], total: int, k: int) -> float:
    """Share of the `total` relevant items found among the first `k`."""
    return sum(relevant[:k]) / total if total else 0.0


def hit(relevant: Sequence[bool], k: int) -> float:
    """1 where any of the first `k` is relevant."""
    return float(any(relevant[:k]))


def reciprocal_rank(relevant: Sequence[bool], k: int) -> float:
    """1 / rank of the first relevant item among the first `k`, else 0."""
    return next((1 / rank for rank, good in enumerate(relevant[:k], 1) if good), 0.0)


def ndcg(grades: Sequence[float], all_grades: Sequence[float], k: int) -> float:
    """Normalised discounted cumulative gain at `k` (Jarvelin and Kekalainen), gain = grade.

    `grades` are those of the ranked items, `all_grades` those of every item there is.
    """
    ideal = _discounted(sorted(all_grades, reverse=True)[:k])
    return _discounted(grades[:k]) / ideal if ideal else 0.0


def _discounted(grades: Sequence[float]) -> float:
    return float(sum(grade / np.log2(rank + 1) for rank, grade in enumerate(grades, 1)))


def exact_match(given: str, accepted: Sequence[str]) -> float:
    """1 where the answer is an accepted one, compared as KorQuAD 1.0 does."""
    return float(any(normalised(given) == normalised(one) for one in accepted))


def character_f1(given: str, accepted: Sequence[str]) -> float:
    """KorQuAD 1.0's F1 over characters against the accepted answer that fits best."""
    return max((_overlap(given, one) for one in accepted), default=0.0)


def _overlap(given: str, accepted: str) -> float:
    ours, theirs = (normalised(text).replace(" ", "") for text in (given, accepted))
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * shared / (len(ours) + len(theirs)) if shared else 0.0


def normalised(answer: str) -> str:
    """An answer in lower case, without brackets, quotes and punctuation, singly spaced."""
    spaced = re.sub("['\"《》<>〈〉()‘’]", " ", answer)
    return " ".join(spaced.lower().translate(_PUNCTUATION).split())


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Probability that a positive outscores a negative; ties count half."""
    above, _ = _placements(scores, positive)
    return float(above.mean()) if len(above) else float("nan")


def auroc_interval(scores: Sequence[float], positive: Sequence[bool]) -> Interval:
    """95 % interval of the AUROC by DeLong's variance; [0, 1] where a side has fewer than two."""
    above, below = _placements(scores, positive)
    if len(above) < 2 or len(below) < 2:
        return 0.0, 1.0
    area = float(above.mean())
    margin = _Z * float(np.sqrt(above.var(ddof=1) / len(above) + below.var(ddof=1) / len(below)))
    return max(0.0, area - margin), min(1.0, area + margin)


def _placements(
    scores: Sequence[float], positive: Sequence[bool]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each positive the share of negatives below it, for each negative of positives above.

    Both empty where one side is.
    """
    values, labels = np.asarray(scores, float), np.asarray(positive, bool)
    high, low = np.sort(values[labels]), np.sort(values[~labels])
    if not len(high) or not len(low):
        return np.zeros(0), np.zeros(0)
    beaten = np.searchsorted(low, high, "left") + np.searchsorted(low, high, "right")
    beating = np.searchsorted(high, low, "left") + np.searchsorted(high, low, "right")
    return beaten / (2 * len(low)), 1 - beating / (2 * len(high))


def interval(values: Sequence[float]) -> Interval:
    """95 % interval of a mean: Wilson's where all values are 0 or 1, else by bootstrap."""
    if not len(values):
        return float("nan"), float("nan")
    if set(values) <= {0, 1}:
        return wilson(int(sum(values)), len(values))
    return bootstrap(values)


def wilson(successes: int, trials: int) -> Interval:
    """95 % score interval of a proportion (Wilson); it does not collapse at 0 and 1."""
    share, z2 = successes / trials, _Z**2 / trials
    centre = (share + z2 / 2) / (1 + z2)
    half = float(np.sqrt(z2 * share * (1 - share) + z2**2 / 4)) / (1 + z2)
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))


def clustered_bootstrap(
    values: Sequence[float], groups: Sequence[int], resamples: int = 2000
) -> Interval:
    """As `bootstrap`, but drawing whole groups: values of one group go together."""
    _, numbers = np.unique(groups, return_inverse=True)
    sums, sizes = np.bincount(numbers, values), np.bincount(numbers)
    draws = np.random.default_rng(0).integers(len(sums), size=(resamples, len(sums)))
    means = sums[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def bootstrap(values: Sequence[float], resamples: int = 1000) -> Interval:
    """95 % percentile bootstrap interval of the mean, from a fixed seed."""
    data: NDArray[np.float64] = np.asarray(values, float)
    draws = np.random.default_rng(0).integers(len(data), size=(resamples, len(data)))
    low, high = np.percentile(data[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)
