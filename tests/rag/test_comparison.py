"""Sentences compared with their evidence: what is seen, and that numpy says what PyTorch learnt."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus import Document
from index import Passage, split
from rag.checking.comparison import CLAIMED, TOLD, Comparer, Sight, sight_of
from rag.checking.entailment import FEATURES, features, possible
from rag.checking.support import Claim
from rag.train.comparison import Example, Sights, Trainable, fit

_TEXT = """## 출장비

출장비는 총무과 김하늘이 정산한다. 숙박비는 7만 원까지 준다.

(단위: 천원)

| 직급 | 일비 | 식비 |
|---|---|---|
| 과장 | 25 | 31 |
| 사원 | 20 | 27 |
"""
_SAID = {
    "출장비를 정산하는 사람은 총무과의 김하늘입니다.": True,
    "숙박비로는 7만 원까지 받을 수 있습니다.": True,
    "과장은 식비로 31,000원을 받습니다.": True,
    "사원은 식비로 31,000원을 받습니다.": False,
    "출장비를 정산하지 않는 사람은 총무과의 김하늘입니다.": False,
}


def _passages() -> list[Passage]:
    return list(split(Document("출장.md", "출장 규정", _TEXT)))


def _example(said: str, true: bool) -> Example:
    claim = Claim(said)
    found = possible(claim, _passages())
    assert found is not None
    seen = torch.from_numpy(features(claim, *found)[None])
    return Example(sight_of(claim, found[0]), seen, true)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [_example(said, true) for said, true in _SAID.items()]


def _row(sight: Sight, form: str, mark: str) -> float:
    return float(sight.claimed_marks[list(sight.claimed.forms).index(form), CLAIMED.index(mark)])


def test_it_sees_which_words_the_evidence_has() -> None:
    sight = _example("숙박비로는 7만 원까지 받을 수 있습니다.", True).sight
    assert _row(sight, "숙박비", "there") == 1
    assert _row(sight, "7", "held_first") + _row(sight, "7", "held_second") == 1
    assert _row(sight, "받", "there") == 0
    is_word = sight.told_marks[:, TOLD.index("is_word")] > 0
    assert {"출장비", "숙박비"} <= set(np.array(sight.told.forms)[is_word])
    assert set(np.array(sight.told.forms)[~is_word]) == {""}
    titled = sight.told_marks[:, TOLD.index("in_title")] > 0
    assert "규정" in {form for form, own in zip(sight.told.forms, titled, strict=True) if own}


def test_a_row_is_seen_below_the_names_of_its_columns() -> None:
    sight = _example("과장은 식비로 31,000원을 받습니다.", True).sight
    header = sight.told_marks[:, TOLD.index("in_header")] > 0
    named = {form for form, own in zip(sight.told.forms, header, strict=True) if own}
    assert {"직급", "일비", "식비"} <= named
    assert _row(sight, "31,000", "held_second") == 1


def _untrained(examples: list[Example]) -> tuple[Comparer, Sights, Trainable]:
    torch.manual_seed(0)
    sights = Sights.of_all(examples, often=1)
    known, vectors = sights.vocabulary.known, sights.vocabulary.vectors
    network = Trainable(known, vectors.shape[1], len(FEATURES)).eval()
    mean, scale = np.zeros(len(FEATURES), np.float32), np.ones(len(FEATURES), np.float32)
    return Comparer(known, mean, scale, [network.weights()]), sights, network


def test_numpy_says_what_pytorch_has_learnt(examples: list[Example]) -> None:
    comparer, sights, network = _untrained(examples)
    rows = torch.cat([one.features for one in examples])
    with torch.no_grad():
        scores = network(rows, sights.batch([one.sight for one in examples]))
    said = [comparer.score(one.sight, one.features[0].numpy()) for one in examples]
    assert np.abs(said).max() > 0.1
    np.testing.assert_allclose(said, scores.numpy(), atol=1e-3)


def test_what_is_stored_is_what_was_learnt(examples: list[Example], tmp_path: Path) -> None:
    comparer, _, _ = _untrained(examples)
    comparer.save(tmp_path / "comparer.npz", FEATURES)
    stored = Comparer.load(tmp_path / "comparer.npz", FEATURES)
    assert stored.known == comparer.known
    for one in examples:
        score = partial(Comparer.score, sight=one.sight, features=one.features[0].numpy())
        assert score(stored) == pytest.approx(score(comparer), abs=0.02)


def test_it_learns_what_is_true_by_the_words_alone(examples: list[Example]) -> None:
    blind = [Example(one.sight, torch.zeros_like(one.features), one.true) for one in examples]
    many = blind * 200
    comparer = fit(many, Sights.of_all(many, often=1), [0])
    said = [comparer.score(one.sight, one.features[0].numpy()) > 0 for one in blind]
    assert said == [one.true for one in examples]
