"""The second reader: what it sees, and that it says on numpy what it has learnt in PyTorch."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus import Document
from rag import Library
from rag.reading.scoring.second_reader import GAP, MARKS, SecondReader, bundled, sight_of
from rag.reading.scoring.span_scores import FEATURES, Spans, find_spans
from rag.train.cases import Case
from rag.train.network import Lessons, trained
from rag.train.reader import Material, loss
from rag.train.second_reader import Trainable, _scores, _Words

_TEXTS = {
    "휴가.txt": "연차 휴가는 15일이다. 병가는 한 해에 10일까지 쓸 수 있다.",
    "출장.txt": "출장비는 총무과 김하늘이 정산한다. 숙박비는 7만 원이다.",
}
_ASKED = [
    ("연차 휴가는 며칠이야?", {"휴가.txt": (["15일"], -1)}),
    ("숙박비는 얼마야?", {"출장.txt": (["7만 원"], -1)}),
    ("교육비는 얼마야?", {}),
]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.from_documents([Document(name, "", text) for name, text in _TEXTS.items()])


@pytest.fixture(scope="module")
def material(library: Library) -> Material:
    cases = []
    for number, (question, told) in enumerate(_ASKED):
        hits = library.first_stage(question, 4).hits
        cases.append(Case(library, (question,), hits, "", bool(told), number, told))
    return Material.of(cases)


def _spans(library: Library, question: str) -> Spans:
    hits = library.first_stage(question, 4).hits
    return find_spans(question, hits, library.idf)


def test_it_sees_the_words_of_the_passages_with_gaps_between(library: Library) -> None:
    spans = _spans(library, "숙박비는 얼마야?")
    sight = sight_of(spans)
    words = sum(len(read.forms) for read in spans.reads)
    assert len(sight.marks) == words + GAP * len(spans.reads)
    assert sight.marks[:, MARKS.index("is_word")].sum() == words
    asked = sight.marks[:, MARKS.index("asked")] > 0
    assert "숙박비" in {sight.passages.forms[place] for place in np.flatnonzero(asked)}
    ends = zip(sight.first.tolist(), sight.last.tolist(), strict=True)
    for number, (first, last) in enumerate(ends):
        text = spans.text(number).replace(" ", "")
        assert text.startswith(sight.passages.forms[first])
        assert text.endswith(sight.passages.forms[last])


def _untrained(material: Material) -> tuple[SecondReader, _Words, Trainable]:
    torch.manual_seed(0)
    words = _Words.of_all(material.examples, often=1)
    known, vectors = words.vocabulary.known, words.vocabulary.vectors
    network = Trainable(known, vectors.shape[1]).eval()
    of = partial(SecondReader, known, material.mean.numpy(), material.scale.numpy())
    return of([network.weights()]), words, network


def test_numpy_says_what_pytorch_has_learnt(library: Library, material: Material) -> None:
    reader, words, network = _untrained(material)
    with torch.no_grad():
        together = _scores(words, network, material.examples)
    parts = together.split([len(one.features) for one in material.examples])
    for (question, _), scores in zip(_ASKED, parts, strict=True):
        expected = reader.scores(_spans(library, question))
        assert np.abs(expected).max() > 0.1
        np.testing.assert_allclose(expected, scores.numpy(), atol=5e-3)


def test_what_is_stored_is_what_was_learnt(
    library: Library, material: Material, tmp_path: Path
) -> None:
    reader, _, _ = _untrained(material)
    reader.save(tmp_path / "second.npz", FEATURES)
    stored = SecondReader.load(tmp_path / "second.npz", FEATURES)
    assert stored.known == reader.known
    spans = _spans(library, "숙박비는 얼마야?")
    np.testing.assert_allclose(stored.scores(spans), reader.scores(spans), atol=5e-3)


def test_it_learns_whether_there_is_an_answer(material: Material) -> None:
    reader, words, _ = _untrained(material)
    make = partial(Trainable, reader.known, words.vocabulary.vectors.shape[1])
    scores = partial(_scores, words)
    judge = partial(loss, silence=1.0)
    lessons = Lessons(epochs=60, batch=3, rate=5e-3, decay=0.01)
    network = trained(make, scores, material.examples, judge, lessons, seed=0)
    with torch.no_grad():
        parts = scores(network, material.examples).split(
            [len(e.features) for e in material.examples]
        )
    told = [float(part.logsumexp(0)) > 0 for part in parts]
    assert told == [one.answerable for one in material.examples]


def test_the_bundled_one_knows_answers_from_none(library: Library) -> None:
    there = bundled().scores(_spans(library, "병가는 한 해에 며칠까지 쓸 수 있어?"))
    nowhere = bundled().scores(_spans(library, "주차장은 몇 층에 있어?"))
    assert np.logaddexp.reduce(there) > np.logaddexp.reduce(nowhere)
