import numpy as np
import pytest

import index.vectors
from index.vectors import PassageVectors, windows


def rows(n: int, d: int = 16) -> np.ndarray:
    values = np.random.default_rng(0).normal(size=(n, d)).astype(np.float32)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


@pytest.mark.parametrize("coarse", [10_000, 10])
def test_faiss_agrees_with_brute_force(coarse: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.vectors, "_COARSE_ROWS", coarse)
    data, owner = rows(300), np.repeat(np.arange(100, dtype=np.int32), 3)
    vectors = PassageVectors.from_rows(data, owner)
    vectors = PassageVectors.from_bytes(vectors.to_bytes(), owner, vectors.mean, vectors.covariance)
    np.testing.assert_allclose(vectors.rows(), data, atol=1e-3)
    query = rows(301)[-1:]
    best = (data @ query[0]).reshape(100, 3).max(axis=1)
    found, scores = vectors.search(query, 300)
    assert found[:5].tolist() == np.argsort(-best)[:5].tolist()
    np.testing.assert_allclose(scores[:5], np.sort(best)[::-1][:5], atol=2e-3)
    np.testing.assert_allclose(vectors.scores(query, np.arange(100)), best, atol=2e-3)


def test_a_search_over_coarse_copies_finds_the_nearest_with_exact_scores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, owner = rows(6000, 64), np.arange(6000, dtype=np.int32)
    coarse = PassageVectors.from_rows(data, owner)
    monkeypatch.setattr(index.vectors, "_COARSE_ROWS", 10_000)
    exact = PassageVectors.from_rows(data, owner)
    for query in rows(6040, 64)[6000:]:
        expected, found = exact.search(query, 50), coarse.search(query, 50)
        assert len(set(found[0]) & set(expected[0])) >= 40
        assert found[0][0] == expected[0][0]
        np.testing.assert_allclose(found[1], data[found[0]] @ query, atol=2e-3)


def test_rows_of_an_odd_dimension_are_searched_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.vectors, "_COARSE_ROWS", 10)
    data = rows(50, 15)
    vectors = PassageVectors.from_rows(data, np.arange(50, dtype=np.int32))
    assert vectors.search(data[7:8], 5)[0][0] == 7


def test_halves_become_singles_with_the_same_value() -> None:
    halves = np.arange(65536, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]
    np.testing.assert_array_equal(index.vectors._single(halves), halves.astype(np.float32))


def test_standard_scores_are_those_of_all_rows() -> None:
    data = rows(400)
    vectors = PassageVectors.from_rows(data, np.arange(400, dtype=np.int32))
    query = rows(5)[3:4]
    scores = data @ query[0]
    expected = (scores - scores.mean()) / scores.std()
    np.testing.assert_allclose(vectors.standardised(query, scores), expected, atol=1e-4)


def test_windows_cover_the_text() -> None:
    assert list(windows("가" * 100)) == ["가" * 100]
    assert [len(w) for w in windows("가" * 400)] == [160, 160, 160, 160]
    assert list(windows("")) == [""]
