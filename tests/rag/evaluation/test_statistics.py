import math
from collections.abc import Callable

import numpy as np
import pytest

from rag.evaluation.metrics import area_under_risk
from rag.evaluation.statistics import (
    area_interval,
    auroc_interval,
    bootstrap,
    clustered_bootstrap,
    holm,
    interval,
    quantile_interval,
    randomisation,
    wilson,
)


def test_the_interval_of_auroc_by_hand() -> None:
    """Positives place at 1 and 3/4, negatives at 3/4 and 1: variance 1/32 on both sides."""
    low, high = auroc_interval([0.9, 0.4, 0.4, 0.1], [True, True, False, False])
    margin = 1.959964 * math.sqrt(1 / 32 / 2 + 1 / 32 / 2)
    assert (low, high) == pytest.approx((7 / 8 - margin, 1.0))
    assert auroc_interval([1, 0], [True, False]) == (0.0, 1.0)


def test_wilson_gives_the_published_values() -> None:
    """Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    for successes, trials, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)
    assert wilson(3, 3)[1] == 1.0


def test_proportions_get_wilsons_interval_and_means_the_bootstrap() -> None:
    assert interval([1.0] * 81 + [0.0] * 182) == wilson(81, 263)
    assert interval([0.5, 1.0, 0.0]) == bootstrap([0.5, 1.0, 0.0])
    assert math.isnan(interval([])[0])


def test_the_bootstrap_has_the_width_of_the_normal_approximation() -> None:
    values = np.random.default_rng(0).random(400)
    half = 1.96 * values.std() / math.sqrt(400)
    mean = values.mean()
    np.testing.assert_allclose(bootstrap(values), [mean - half, mean + half], atol=0.004)


def test_the_clustered_bootstrap_draws_whole_groups() -> None:
    values = np.random.default_rng(0).random(50)
    single = clustered_bootstrap(values, range(50))
    half = 1.96 * values.std() / math.sqrt(50)
    np.testing.assert_allclose(single, [values.mean() - half, values.mean() + half], atol=0.01)
    assert clustered_bootstrap(np.repeat(values, 4), np.repeat(range(50), 4)) == pytest.approx(
        single
    )
    assert clustered_bootstrap([1.0, 0.0, 0.0], [7, 7, 7]) == pytest.approx((1 / 3, 1 / 3))


def covered(
    draw: Callable[[np.random.Generator], list[float]],
    bounds: Callable[[list[float]], tuple[float, float]],
    truth: float,
) -> float:
    """How many of 100 simulated samples have an interval that covers the true value.

    Counted over 500, for of 100 alone 95 would be 93 or fewer by chance too often.
    """
    intervals = [bounds(draw(np.random.default_rng(seed))) for seed in range(500)]
    return sum(low <= truth <= high for low, high in intervals) / 5


@pytest.mark.parametrize("share", [0.5, 0.9, 0.97])
def test_intervals_of_proportions_cover_the_truth(share: float) -> None:
    def draw(source: np.random.Generator) -> list[float]:
        return (source.random(150) < share).astype(float).tolist()

    assert covered(draw, interval, share) >= 93


def test_bootstrap_intervals_of_skewed_scores_cover_the_truth() -> None:
    """Scores as F1 has them: a quarter 0, half 1, the rest between; their mean is 0.65."""

    def draw(source: np.random.Generator) -> list[float]:
        chance, between = source.random(200), source.beta(3, 2, 200)
        return np.where(chance < 0.25, 0, np.where(chance < 0.75, 1, between)).tolist()

    assert covered(draw, interval, 0.25 * 0.6 + 0.5) >= 93


def test_bootstrap_intervals_of_paired_differences_cover_the_truth() -> None:
    def draw(source: np.random.Generator) -> list[float]:
        return source.choice([-1.0, 0.0, 1.0], size=200, p=[0.05, 0.8, 0.15]).tolist()

    assert covered(draw, bootstrap, 0.1) >= 93


@pytest.mark.parametrize(("share", "truth"), [(0.5, math.log(2)), (0.95, math.log(20))])
def test_intervals_of_quantiles_cover_the_truth(share: float, truth: float) -> None:
    """Of waiting times, exponentially distributed."""

    def draw(source: np.random.Generator) -> list[float]:
        return source.exponential(size=300).tolist()

    assert covered(draw, lambda values: quantile_interval(values, share), truth) >= 93


def test_the_interval_of_the_area_under_risk_holds_the_value() -> None:
    source = np.random.default_rng(0)
    sure = source.random(200)
    wrong = (source.random(200) > sure).astype(float)
    low, high = area_interval(sure, wrong)
    assert low < area_under_risk(sure, wrong) < high
    # Risk at coverage c is c / 2 where an answer of certainty s is wrong with 1 - s.
    assert low < 0.25 < high


def test_randomisation_agrees_with_scipy() -> None:
    from scipy.stats import permutation_test

    source = np.random.default_rng(2)
    for shift in (0.0, 0.1, 0.25):
        before = source.integers(0, 4, 40) / 3
        after = np.clip(before + source.choice([-1, 0, 1], 40) / 3 + shift, 0, 1)
        theirs = permutation_test(
            (after, before),
            lambda a, b, axis: np.mean(a - b, axis=axis),
            permutation_type="samples",
            vectorized=True,
            n_resamples=20_000,
            random_state=np.random.default_rng(0),
        ).pvalue
        assert randomisation(after - before) == pytest.approx(theirs, abs=0.012)


def test_randomisation_by_hand() -> None:
    assert randomisation([0.0, 0.0]) == 1.0
    # Of 2^6 signs two give a sum as far from zero.
    assert randomisation([1.0] * 6) == pytest.approx(2 / 64, abs=0.004)
    assert randomisation([-1.0] * 6 + [0.0] * 90) == pytest.approx(2 / 64, abs=0.004)


def test_a_difference_of_nothing_is_seldom_called_sure() -> None:
    source = np.random.default_rng(4)
    ps = [randomisation(source.choice([-1.0, 0.0, 1.0], 80), draws=2000) for _ in range(200)]
    assert sum(p < 0.05 for p in ps) <= 20


def test_holm_by_hand() -> None:
    """The smallest is multiplied by 4, the next by 3, and none falls below one before it."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []
