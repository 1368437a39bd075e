"""Measures of retrieval, answers and refusals, as pure functions."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Values = Sequence[float] | NDArray[np.float64]
Labels = Sequence[bool] | NDArray[np.bool_]

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


def average_precision(relevant: Sequence[bool], total: int, k: int) -> float:
    """Mean over the `total` relevant items of the precision at their ranks; 0 beyond `k`."""
    found = 0
    gain = 0.0
    for rank, good in enumerate(relevant[:k], 1):
        found += good
        gain += found / rank if good else 0
    return gain / total if total else 0.0


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
    return float(any(_normalised(given) == _normalised(one) for one in accepted))


def character_f1(given: str, accepted: Sequence[str]) -> float:
    """KorQuAD 1.0's F1 over characters against the accepted answer that fits best."""
    return max((_overlap(given, one) for one in accepted), default=0.0)


def _overlap(given: str, accepted: str) -> float:
    ours, theirs = (_normalised(text).replace(" ", "") for text in (given, accepted))
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * shared / (len(ours) + len(theirs)) if shared else 0.0


def _normalised(answer: str) -> str:
    """An answer in lower case, without brackets, quotes and punctuation, singly spaced."""
    spaced = re.sub("['\"《》<>〈〉()‘’]", " ", answer)
    return " ".join(spaced.lower().translate(_PUNCTUATION).split())


def auroc(scores: Values, positive: Labels) -> float:
    """Probability that a positive outscores a negative; ties count half."""
    above, _ = placements(scores, positive)
    return float(above.mean()) if len(above) else float("nan")


def placements(scores: Values, positive: Labels) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
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


def risk_coverage(certainty: Values, wrong: Values) -> list[tuple[float, float]]:
    """(coverage, risk) where only the surest questions are answered, from the surest to all.

    Risk is the share of the answered that are wrong. Questions as sure as each other come together.
    """
    order = np.argsort(-np.asarray(certainty, float), kind="stable")
    sure, errors = np.asarray(certainty, float)[order], np.cumsum(np.asarray(wrong, float)[order])
    ends = np.flatnonzero(np.append(sure[1:] != sure[:-1], True)[: len(sure)]).tolist()
    return [((i + 1) / len(sure), float(errors[i]) / (i + 1)) for i in ends]


def area_under_risk(certainty: Values, wrong: Values) -> float:
    """Mean risk over all coverages (AURC; Geifman 2019); 0 is best, ties share their mean risk."""
    values = np.asarray(certainty, float)
    order = np.argsort(-values, kind="stable")
    _, inverse = np.unique(-values, return_inverse=True)
    level = np.bincount(inverse, np.asarray(wrong, float)) / np.bincount(inverse)
    risks = np.cumsum(level[inverse][order]) / np.arange(1, len(values) + 1)
    return float(risks.mean())
