import itertools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.lexical import Postings, Windows

WORDS = st.lists(st.sampled_from("가 나 다 라 마 바".split()), min_size=1, max_size=12)


class PositiveIdf(BM25Okapi):
    """rank-bm25 with the idf that cannot turn negative: the oracle."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for word, n in nd.items():
            self.idf[word] = np.log(1 + (self.corpus_size - n + 0.5) / (n + 0.5))


@given(st.lists(WORDS, min_size=1, max_size=9), WORDS)
def test_scores_are_those_of_rank_bm25(rows: list[list[str]], query: list[str]) -> None:
    expected = PositiveIdf(rows).get_scores(query)
    np.testing.assert_allclose(Postings.from_terms(rows).scores(query), expected, rtol=2e-6)


def test_coverage_is_the_share_of_the_query_weight() -> None:
    postings = Postings.from_terms([["가", "나"], ["나"], []])
    assert postings.coverage({"가": 3.0, "나": 1.0}).tolist() == [1.0, 0.25, 0.0]


def test_a_synonym_counts_as_much_as_it_is_similar() -> None:
    postings = Postings.from_terms([["값"], ["가격", "값"], ["시세"], ["물"]])
    synonyms = {"가격": {"값": 0.75, "시세": 0.5}, "물": {}}
    covered = postings.soft_coverage({"가격": 3.0, "물": 1.0}, synonyms)
    assert covered.tolist() == [0.5625, 0.75, 0.375, 0.25]


def test_each_row_has_the_nearest_of_its_synonyms() -> None:
    postings = Postings.from_terms([["값", "시세"], ["가격", "값"], ["시세"], ["물"]])
    near = postings.nearest("가격", {"값": 0.75, "시세": 0.5, "물값": 0.9})
    assert near.tolist() == [0.75, 1.0, 0.5, 0.0]


def test_a_phrase_is_a_synonym_where_all_its_words_are() -> None:
    postings = Postings.from_terms([["수도", "요금"], ["요금"], ["요금", "다른", "수도"], ["물값"]])
    synonyms = {"물값": {"수도 요금": 0.75, "수도 사용료": 0.9}}
    covered = postings.soft_coverage({"물값": 1.0}, synonyms)
    assert covered.tolist() == [0.75, 0.0, 0.75, 1.0]


def test_rows_holding_any_of_some_terms_are_marked() -> None:
    postings = Postings.from_terms([["가", "나"], ["다"], []])
    assert postings.holding(["나", "다", "없음"]).tolist() == [1.0, 1.0, 0.0]
    assert postings.holding([]).tolist() == [0.0, 0.0, 0.0]


def test_proximity_is_that_of_the_best_window_of_each_passage() -> None:
    source = random.Random(0)
    rows = [source.choices("가나다라마바사", k=source.randrange(90)) for _ in range(200)]
    query = {"가": 2.0, "나": 1.0, "라": 3.0}
    windows = Windows.from_terms(rows, 8)
    covered = windows.occurrences.coverage(query)
    borders = [*windows.first.tolist(), windows.occurrences.size]
    expected = [covered[a:b].max() for a, b in itertools.pairwise(borders)]
    assert windows.proximity(query).tolist() == expected


def test_proximity_wants_the_words_together() -> None:
    far = ["가", *["x"] * 40, "나"]
    near = ["x"] * 40 + ["가", "나"]
    scores = Windows.from_terms([far, near, []], 24).proximity({"가": 1.0, "나": 1.0})
    assert scores.tolist() == [0.5, 1.0, 0.0]


@pytest.mark.parametrize("rows", [[], [[]], [["가"], [], ["가", "나"]]])
def test_saving_keeps_everything(rows: list[list[str]]) -> None:
    postings = Postings.from_terms(rows)
    again = Postings.from_arrays(postings.to_arrays("p"), "p")
    assert dict(again.terms) == dict(postings.terms)
    np.testing.assert_array_equal(again.scores(["가", "없음"]), postings.scores(["가", "없음"]))


def test_an_unknown_term_is_as_rare_as_can_be() -> None:
    postings = Postings.from_terms([["가"], ["가", "나"]])
    assert postings.idf_of("없음") == pytest.approx(np.log(1 + 2.5 / 0.5))
    assert postings.idf_of("없음") > postings.idf_of("나") > postings.idf_of("가")
