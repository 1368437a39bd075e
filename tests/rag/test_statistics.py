import math

import numpy as np
import pytest

from rag.statistics import auroc_interval, bootstrap, clustered_bootstrap, interval, wilson


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
