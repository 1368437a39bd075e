"""How sure a measure is: 95 % intervals, and tests of paired differences."""

from collections.abc import Sequence
from math import comb

import numpy as np
from numpy.typing import NDArray

from rag.evaluation.metrics import Labels, Values, area_under_risk, placements

Interval = tuple[float, float]

_Z = 1.959964


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
    # Drawing how often each distinct value comes is the same as drawing values, only smaller.
    distinct, counts = np.unique(np.asarray(values, float), return_counts=True)
    total = int(counts.sum())
    draws = np.random.default_rng(0).multinomial(total, counts / total, size=resamples)
    return _middle(draws @ distinct / total, float(np.mean(values)))


def quantile_interval(values: Sequence[float], share: float) -> Interval:
    """95 % interval of a quantile, by the ranks between which it lies (binomial)."""
    data = np.sort(np.asarray(values, float))
    margin = _Z * np.sqrt(len(data) * share * (1 - share))
    low, high = np.floor(len(data) * share - margin) - 1, np.ceil(len(data) * share + margin)
    return float(data[max(0, int(low))]), float(data[min(len(data) - 1, int(high))])


def area_interval(
    certainty: Sequence[float], wrong: Sequence[float], resamples: int = 500
) -> Interval:
    """95 % percentile bootstrap interval of the area under the risk–coverage curve."""
    sure, errors = np.asarray(certainty, float), np.asarray(wrong, float)
    source = np.random.default_rng(0)
    areas = []
    for _ in range(resamples):
        drawn = source.integers(len(sure), size=len(sure))
        areas.append(area_under_risk(sure[drawn], errors[drawn]))
    return _middle(areas, area_under_risk(sure, errors))


def _middle(draws: Sequence[float] | NDArray[np.float64], value: float) -> Interval:
    """The middle 95 % of what was drawn, never without the value itself."""
    low, high = np.percentile(draws, [2.5, 97.5])
    return min(float(low), value), max(float(high), value)


def auroc_interval(scores: Values, positive: Labels) -> Interval:
    """95 % interval of the AUROC by DeLong's variance; [0, 1] where a side has fewer than two."""
    above, below = placements(scores, positive)
    if len(above) < 2 or len(below) < 2:
        return 0.0, 1.0
    area = float(above.mean())
    margin = _Z * float(np.sqrt(above.var(ddof=1) / len(above) + below.var(ddof=1) / len(below)))
    return max(0.0, area - margin), min(1.0, area + margin)


def randomisation(differences: Sequence[float], draws: int = 20_000) -> float:
    """Two-sided p of paired differences: how often random signs give a sum as far from zero."""
    sizes, counts = np.unique(np.abs(np.asarray(differences, float)), return_counts=True)
    source = np.random.default_rng(0)
    # Of `count` differences of one size, as many are positive as heads in so many tosses.
    heads = source.binomial(counts, 0.5, size=(draws, len(counts)))
    sums = np.abs((2 * heads - counts) @ sizes)
    reached = int((sums >= abs(float(np.sum(differences))) - 1e-9).sum())
    return (1 + reached) / (1 + draws)


def sign_test(better: int, worse: int) -> float:
    """Two-sided probability of so uneven a split where either side is as likely."""
    total = better + worse
    tail = sum(comb(total, i) for i in range(min(better, worse) + 1)) / 2**total
    return min(1.0, 2.0 * float(tail))


def holm(values: Sequence[float]) -> list[float]:
    """p values corrected for their number (Holm 1979), in the order given."""
    order = np.argsort(values, kind="stable")
    corrected = np.zeros(len(values))
    highest = 0.0
    for place, number in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - place) * values[int(number)]))
        corrected[number] = highest
    return [float(value) for value in corrected]
