"""Fit the ranking of passages: `python -m rag.train.ranking --data korquad_v1_dev_half.json`.

A listwise softmax (Cao, 2007) over the best passages for a question, with the weighted sum of the
channels as the prior that the network corrects. Learns from questions on the articles, the sample
and office documents; with `--held-out` from half of them only, and reports the other half.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch

from corpus import SAMPLE
from rag import Library
from rag.evaluation.questions import Question, read_questions
from rag.retrieval.fusion import bundled
from rag.retrieval.ranking import FEATURES, MODEL, MOST, best_of, features
from rag.train.cases import (
    FILES,
    OFFICE,
    PARTS,
    Articles,
    TextSpan,
    article_library,
    asked_about,
    folder_library,
    holds,
    paragraph_source,
    question_files,
    quoted,
    taught,
    written_rows,
)
from rag.train.network import Lessons, Trainable, by_features, joined, standardise, trained

_NETWORKS = 3
_LESSONS = Lessons(epochs=5, batch=16, rate=2e-3, decay=1e-3)
_HIDDEN = 32
# How steep the softmax over the plain sums is.
_STEEP = 1.5
# Of the half dozen questions on a paragraph, every other one teaches as much.
_EVERY = 2
# How much a question of each sort counts; those of encyclopedias are worded as the articles are.
_SHARES = {"sample": 2.0, "office": 1.0, "files": 3.0, "written": 0.7, "article": 0.3}


@dataclass(frozen=True)
class _Asked:
    """A question, the library it is asked of, and where it is answered there."""

    sort: str
    library: Library
    text: str
    places: Sequence[TextSpan]


@dataclass
class _Example:
    """The best passages for a question: features, their plain sums, and which ones answer."""

    sort: str
    features: torch.Tensor
    fused: torch.Tensor
    right: torch.Tensor


def main() -> None:
    """Fit, save, and report what was held out."""
    articles, parts = taught(__doc__)
    torch.set_num_threads(1)
    every = [one for part in parts for one in _examples(_questions(articles, part))]
    teaching = [one for one in every if one.right.any()]
    mean, scale = _scale(teaching)
    standardise(teaching, mean, scale)
    make = partial(Trainable, len(FEATURES), _HIDDEN)
    networks = [
        trained(make, by_features, teaching, _loss, _LESSONS, seed) for seed in range(_NETWORKS)
    ]
    joined(networks, mean.numpy(), scale.numpy()).save(MODEL, FEATURES)
    print(f"{len(every)} questions, {MODEL.stat().st_size / 1000:.0f} kB")
    if left_out := [part for part in PARTS if part not in parts]:
        tested = [one for part in left_out for one in _examples(_questions(articles, part))]
        standardise(tested, mean, scale)
        _report(tested, networks)


def _questions(articles: Articles, part: int) -> Iterator[_Asked]:
    every = article_library(articles, range(len(articles)))
    for i in range(part, len(articles), len(PARTS)):
        rows = [
            (row["question"], j, row["answers"][0])
            for j, paragraph in enumerate(articles[i]["paragraphs"])
            for row in paragraph["qas"]
        ]
        for text, j, gold in rows[::_EVERY]:
            start = gold["answer_start"]
            place = paragraph_source(i, j), start, start + len(gold["text"])
            yield _Asked("article", every, text, [place])
    for i, j, row in written_rows(part):
        if answer := row.get("answer"):
            place = paragraph_source(i, j), *answer
            yield _Asked("written", every, row["question"], [place])
    sample = read_questions(SAMPLE / "questions.jsonl").questions[part :: len(PARTS)]
    yield from _people_ask("sample", folder_library(SAMPLE), sample)
    for folder in (OFFICE, FILES):
        together = folder_library(folder)
        for _, path in question_files(folder, part):
            asked = read_questions(path).questions
            yield from _people_ask(folder.name, together, asked)
            own = Library.from_documents([asked_about(together, path)])
            yield from _people_ask(folder.name, own, asked[1::2])


def _people_ask(sort: str, library: Library, questions: Iterable[Question]) -> Iterator[_Asked]:
    for one in questions:
        if one.evidence and not one.history:
            texts = {e.source: library.documents[e.source].text for e in one.evidence}
            places = [quoted(e, texts[e.source]) for e in one.evidence]
            yield _Asked(sort, library, one.question, places)


def _examples(questions: Iterable[_Asked]) -> Iterator[_Example]:
    for one in questions:
        evidence = one.library.evidence(one.text)
        fused = evidence.fused(bundled())
        best = best_of(fused)
        passages = [one.library.passages[n] for n in evidence.candidates[best]]
        right = np.array([holds(passage, one.places) for passage in passages])
        rows = features(one.library.index, evidence, fused, best)
        yield _Example(one.sort, *map(torch.from_numpy, (rows, fused[best], right)))


def _scale(examples: Sequence[_Example]) -> tuple[torch.Tensor, torch.Tensor]:
    rows = torch.cat([one.features for one in examples]).numpy()
    return torch.from_numpy(rows.mean(axis=0)), torch.from_numpy(rows.std(axis=0) + 0.01)


def _loss(added: torch.Tensor, one: _Example) -> torch.Tensor:
    """Minus the log of the probability of the passages that answer."""
    scores = _STEEP * _corrected(one, added)
    right = torch.logsumexp(scores[one.right], 0)
    return _SHARES[one.sort] * (torch.logsumexp(scores, 0) - right)


def _report(examples: Sequence[_Example], networks: Sequence[Trainable]) -> None:
    """Of the held-out questions of each sort hit@1 and hit@5, by the sums and corrected."""
    for sort in _SHARES:
        own = [one for one in examples if one.sort == sort]
        ranks = np.array([[_rank(one, s) for s in _both(one, networks)] for one in own])
        hits = (f"hit@{k} {(ranks <= k).mean(axis=0).round(3).tolist()}" for k in (1, 5))
        print(f"{sort}: {len(own)} questions, {', '.join(hits)}")


def _both(one: _Example, networks: Sequence[Trainable]) -> tuple[torch.Tensor, torch.Tensor]:
    with torch.no_grad():
        added = torch.stack([network(one.features.float()) for network in networks]).mean(0)
    return one.fused, _corrected(one, added)


def _corrected(one: _Example, added: torch.Tensor) -> torch.Tensor:
    """The sums with what networks add, as `rag.retrieval.ranking` bounds it."""
    return one.fused + MOST * torch.tanh(added / MOST)


def _rank(one: _Example, scores: torch.Tensor) -> int:
    """The place of the first passage that answers; one behind all where none does."""
    order = torch.argsort(-scores, stable=True)
    found = torch.nonzero(one.right[order])
    return int(found[0]) + 1 if len(found) else len(order) + 1


if __name__ == "__main__":
    main()
