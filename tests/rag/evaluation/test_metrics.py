import math

import numpy as np
import pytest

from rag.evaluation.metrics import (
    area_under_risk,
    auroc,
    average_precision,
    character_f1,
    exact_match,
    hit,
    ndcg,
    recall,
    reciprocal_rank,
    risk_coverage,
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


def test_average_precision_by_hand() -> None:
    """Of three relevant items two are found, at ranks 2 and 4."""
    assert average_precision(FOUND, 3, 10) == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert average_precision(FOUND, 3, 2) == pytest.approx(1 / 2 / 3)
    assert average_precision([], 0, 10) == 0.0


def test_risk_and_coverage_by_hand() -> None:
    """The surest is right, the next wrong, then two as sure as each other, one of them wrong."""
    sure, wrong = [0.2, 0.9, 0.5, 0.2], [1.0, 0.0, 1.0, 0.0]
    assert risk_coverage(sure, wrong) == [(0.25, 0.0), (0.5, 0.5), (1.0, 0.5)]
    assert area_under_risk(sure, wrong) == pytest.approx((0 + 1 / 2 + 1.5 / 3 + 2 / 4) / 4)
    assert risk_coverage([], []) == []
    assert area_under_risk([0.9, 0.1], [0, 1]) == 0.25
