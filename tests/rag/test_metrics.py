import math

import numpy as np
import pytest

from rag.metrics import auroc, hit, interval, ndcg, recall, reciprocal_rank

FOUND = [False, True, False, True]


def test_worked_examples() -> None:
    assert recall(FOUND, 2, 3) == 0.5
    assert (hit(FOUND, 1), hit(FOUND, 3)) == (0.0, 1.0)
    assert reciprocal_rank(FOUND, 10) == 0.5
    ideal = 1 + 1 / math.log2(3)
    assert ndcg(FOUND, 2, 10) == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)
    assert auroc([0.9, 0.4, 0.4, 0.1], [True, True, False, False]) == pytest.approx(3.5 / 4)


def test_nothing_relevant_scores_nothing() -> None:
    assert recall([], 0, 5) == ndcg([], 0, 5) == reciprocal_rank([False], 5) == 0.0
    assert math.isnan(auroc([0.5], [True]))


def test_the_interval_has_the_width_of_the_normal_approximation() -> None:
    values = [1.0] * 60 + [0.0] * 40
    low, high = interval(values)
    half = 1.96 * math.sqrt(0.6 * 0.4 / 100)
    np.testing.assert_allclose([low, high], [0.6 - half, 0.6 + half], atol=0.02)
