from pathlib import Path

import numpy as np
import pytest

from index.train.contrastive import Encoded, train
from index.train.thesaurus import groups, thesaurus_pairs
from index.train.translations import likely, translated

VOCABULARY = 60
PAIRS = 40


@pytest.fixture
def pairs() -> Encoded:
    """Query i and passage i share no token but tokens that go together: n and n + 30."""
    random = np.random.default_rng(0)
    rows = []
    for _ in range(PAIRS):
        query = random.integers(0, 30, 3)
        rows += [query, query + 30]
    offsets = np.cumsum([0] + [len(row) for row in rows])
    kinds = np.arange(PAIRS, dtype=np.int32) % 2
    return Encoded(np.concatenate(rows).astype(np.int32), offsets, kinds, ("paraphrase", "syn"))


def test_words_that_go_together_come_together(pairs: Encoded, tmp_path: Path) -> None:
    table = train(pairs, VOCABULARY, 100, tmp_path / "c.npz", lambda line: None)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    met = np.unique(pairs.ids[pairs.ids < 30])
    nearest = (unit[met] @ unit[30:].T).argmax(axis=1)
    assert (nearest == met).mean() > 0.8


def test_training_goes_on_where_it_stopped(pairs: Encoded, tmp_path: Path) -> None:
    def stop(line: str) -> None:
        raise KeyboardInterrupt

    whole = train(pairs, VOCABULARY, 200, tmp_path / "whole.npz", lambda line: None)
    with pytest.raises(KeyboardInterrupt):
        train(pairs, VOCABULARY, 200, tmp_path / "part.npz", stop)
    resumed: list[str] = []
    rest = train(pairs, VOCABULARY, 200, tmp_path / "part.npz", resumed.append)
    assert [line.split()[1] for line in resumed] == ["200"]
    np.testing.assert_array_equal(rest, whole)


def test_the_thesaurus_gives_pairs_of_a_group() -> None:
    known = list(groups())
    assert all(len(group) > 1 and all(group) for group in known)
    first = known[0]
    pairs = list(thesaurus_pairs())
    assert (pairs[0].query, pairs[0].passage) == (first[0], first[1])
    assert len(pairs) == sum(len(g) * (len(g) - 1) // 2 for g in known)


def test_a_translation_is_what_no_shared_word_explains() -> None:
    forms = ["창고", "열", "개방", "2", "도로", "막히", "정체", "언제"]
    number = {form: n for n, form in enumerate(forms)}
    texts = [("창고 열 언제", "창고 개방 2"), ("도로 막히 언제", "도로 정체 2")]
    texts += [("창고", "창고 2"), ("도로", "도로 2")]
    asked, told = (
        [np.array([number[word] for word in text.split()]) for text in side]
        for side in zip(*texts * 6, strict=True)
    )
    found = likely(translated(asked, told, np.ones(len(asked)), len(forms)), forms)
    assert list(found["열"]) == ["개방"]
    assert list(found["막히"]) == ["정체"]
    assert "창고" not in found
    assert all(0 < value < 1 for others in found.values() for value in others.values())
    assert not any("2" in others for others in found.values())
