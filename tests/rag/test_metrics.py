import math

import numpy as np
import pytest

from rag.metrics import (
    auroc,
    auroc_interval,
    bootstrap,
    character_f1,
    clustered_bootstrap,
    exact_match,
    hit,
    interval,
    ndcg,
    recall,
    reciprocal_rank,
    wilson,
)

FOUND = [False, True, False, True]


def test_worked_examples_of_rankings() -> None:
    assert recall(FOUND, 2, 3) == 0.5
    assert (hit(FOUND, 1), hit(FOUND, 3)) == (0.0, 1.0)
    assert reciprocal_rank(FOUND, 10) == 0.5
    assert reciprocal_rank(FOUND, 1) == 0.0


def test_ndcg_by_hand() -> None:
    """Jarvelin and Kekalainen's measure for grades 3, 2, 3, 0, 1, 2 with two more relevant."""
    grades = [3, 2, 3, 0, 1, 2]
    gain = 3 + 2 / math.log2(3) + 3 / 2 + 1 / math.log2(6) + 2 / math.log2(7)
    ideal = 3 + 3 / math.log2(3) + 3 / 2 + 2 / math.log2(5) + 2 / math.log2(6) + 2 / math.log2(7)
    assert gain == pytest.approx(6.861, abs=1e-3)
    assert ndcg(grades, [*grades, 3, 2], 6) == pytest.approx(gain / ideal)
    assert ndcg([1, 0], [1], 10) == 1.0
    assert ndcg([0, 1], [1, 1], 1) == 0.0


def test_nothing_relevant_scores_nothing() -> None:
    assert recall([], 0, 5) == ndcg([], [], 5) == reciprocal_rank([False], 5) == 0.0
    assert math.isnan(auroc([0.5], [True]))
    assert exact_match("", ["답"]) == character_f1("", ["답"]) == 0.0


@pytest.mark.parametrize(
    ("given", "accepted", "exact", "f1"),
    [
        ("190억 달러", ["190억 달러"], 1, 1),
        ("《광장》", ["광장"], 1, 1),
        ("Claude 3.", ["claude 3"], 1, 1),
        ("190억달러", ["190억 달러"], 0, 1),
        ("15일", ["열닷새", "15일간"], 0, 2 * 3 / 7),
        ("가나다라", ["다라마바"], 0, 0.5),
        ("가가", ["가"], 0, 2 / 3),
        ("무관", ["다른 답"], 0, 0),
    ],
)
def test_answers_are_compared_as_korquad_does(
    given: str, accepted: list[str], exact: float, f1: float
) -> None:
    assert exact_match(given, accepted) == exact
    assert character_f1(given, accepted) == pytest.approx(f1)


def test_auroc_counts_ties_half() -> None:
    assert auroc([0.9, 0.4, 0.4, 0.1], [True, True, False, False]) == pytest.approx(3.5 / 4)
    rng = np.random.default_rng(1)
    scores, labels = rng.integers(9, size=200) / 9, rng.random(200) < 0.4
    above, below = scores[labels], scores[~labels]
    pairs = (above[:, None] > below) + 0.5 * (above[:, None] == below)
    assert auroc(scores, labels) == pytest.approx(pairs.mean())


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
