"""Fit the ranking of passages: `python -m rag.train.ranking --data korquad_v1_dev_half.json`.

A listwise softmax (Cao, 2007) over the best passages for a question, with the weighted sum of the
channels as the prior that the network corrects. Learns from questions on the articles, the sample
and office documents; with `--held-out` from half of them only, and reports the other half.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from corpus import SAMPLE
from rag import Library
from rag.evaluation.questions import Question, read_questions
from rag.network import LIMIT
from rag.retrieval.fusion import bundled
from rag.retrieval.ranking import DEPTH, FEATURES, MODEL, MOST, features
from rag.train.cases import (
    OFFICE,
    PARTS,
    Articles,
    TextSpan,
    article_library,
    folder_library,
    holds,
    office_files,
    paragraph_source,
    quoted,
    written_rows,
)
from rag.train.network import Trainable, joined

_NETWORKS = 3
_HIDDEN = 32
_EPOCHS = 5
_BATCH = 16
_RATE = 2e-3
_DECAY = 1e-3
# How steep the softmax over the plain sums is.
_STEEP = 1.5
# Of the half dozen questions on a paragraph, every other one teaches as much.
_EVERY = 2
# How much a question of each sort counts; those of encyclopedias are worded as the articles are.
_SHARES = {"sample": 2.0, "office": 1.0, "written": 0.7, "article": 0.3}


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    articles = json.loads(arguments.data.read_text(encoding="utf-8"))["data"]
    parts = PARTS[:1] if arguments.held_out else PARTS
    taught = [one for part in parts for one in _examples(_questions(articles, part))]
    mean, scale = _scale([one for one in taught if one.right.any()])
    _scaled(taught, mean, scale)
    networks = [_trained([o for o in taught if o.right.any()], seed) for seed in range(_NETWORKS)]
    joined(networks, mean, scale).save(MODEL, FEATURES)
    print(f"{len(taught)} questions, {MODEL.stat().st_size / 1000:.0f} kB")
    if arguments.held_out:
        tested = list(_examples(_questions(articles, PARTS[1])))
        _scaled(tested, mean, scale)
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
    office = folder_library(OFFICE)
    for _, path in office_files(part):
        asked = read_questions(path).questions
        yield from _people_ask("office", office, asked)
        own = office.documents[path.with_suffix(".md").name]
        yield from _people_ask("office", Library.from_documents([own]), asked[1::2])


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
        best = np.argsort(-fused, kind="stable")[:DEPTH]
        passages = [one.library.passages[n] for n in evidence.candidates[best]]
        right = np.array([holds(passage, one.places) for passage in passages])
        rows = features(one.library.index, evidence, fused, best)
        yield _Example(one.sort, *map(torch.from_numpy, (rows, fused[best], right)))


def _scale(examples: Sequence[_Example]) -> tuple[np.ndarray, np.ndarray]:
    rows = torch.cat([one.features for one in examples]).numpy()
    return rows.mean(axis=0), rows.std(axis=0) + 0.01


def _scaled(examples: Sequence[_Example], mean: np.ndarray, scale: np.ndarray) -> None:
    for one in examples:
        rows = ((one.features - torch.from_numpy(mean)) / torch.from_numpy(scale)).clamp(
            -LIMIT, LIMIT
        )
        one.features = rows.half()


def _trained(examples: Sequence[_Example], seed: int) -> Trainable:
    """Train one network with AdamW and one cycle of the learning rate."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    network = Trainable(len(FEATURES), _HIDDEN)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * -(-len(examples) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, _RATE, total_steps=steps, pct_start=0.2
    )
    for _ in range(_EPOCHS):
        shuffled = order.permutation(len(examples))
        for first in range(0, len(shuffled), _BATCH):
            batch = [examples[i] for i in shuffled[first : first + _BATCH]]
            added = network(torch.cat([one.features.float() for one in batch]))
            parts = added.split([len(one.right) for one in batch])
            loss = torch.stack([_loss(s, one) for s, one in zip(parts, batch, strict=True)]).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    return network.eval()


def _loss(added: torch.Tensor, one: _Example) -> torch.Tensor:
    """Minus the log of the probability of the passages that answer."""
    scores = _STEEP * (one.fused + MOST * torch.tanh(added / MOST))
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
    return one.fused, one.fused + MOST * torch.tanh(added / MOST)


def _rank(one: _Example, scores: torch.Tensor) -> int:
    """The place of the first passage that answers; one behind all where none does."""
    order = torch.argsort(-scores, stable=True)
    found = torch.nonzero(one.right[order])
    return int(found[0]) + 1 if len(found) else len(order) + 1


if __name__ == "__main__":
    main()
