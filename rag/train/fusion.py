"""Fit the fusion weights: `python -m rag.train.fusion --data korquad_v1_dev_half.json`.

Learns from the articles of even number, searched with their titles and without, and from the
sample questions; reports the articles of odd number and the questions on office documents, and what
each channel is worth there and in cross-validation by document.
"""

import argparse
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import SAMPLE, Document, read_folder
from index import Passage, build, load_embedder
from rag.evaluation.questions import Question, read_questions
from rag.evaluation.statistics import sign_test
from rag.retrieval.fusion import CHANNELS, MODEL, Example, Fusion, drawn_to_prior, fit
from rag.retrieval.query import Reading
from rag.retrieval.retrieve import score
from rag.train.cases import OFFICE, holds, quoted

_FOLDS = 5
_CANDIDATES = 40
_SHARE_OF_SAMPLE = 0.5
# Of the half dozen questions on a paragraph, every other one teaches as much.
_EVERY = 2
# Encyclopedia questions say little of what reports need, on which the prior did well.
_SHARE_OF_PRIOR = 0.5


@dataclass(frozen=True)
class _Case:
    """A question ready for fitting; `document` is what cross-validation splits by."""

    example: Example
    document: str
    importance: float
    held_out: bool


def main() -> None:
    """Collect, fit, report, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    articles = json.loads(parser.parse_args().data.read_text(encoding="utf-8"))["data"]
    titled, untitled = _articles(articles, titles=True), _articles(articles, titles=False)
    sample = _people_ask(SAMPLE, "questions.jsonl")
    taught = [case for case in titled + untitled if not case.held_out]
    share = _SHARE_OF_SAMPLE / (1 - _SHARE_OF_SAMPLE) * len(taught) / max(1, len(sample))
    taught += [replace(case, importance=share) for case in sample]
    fusion = _fit(taught)
    MODEL.write_text(
        json.dumps(fusion.to_json(), indent=1) + "\n",
        encoding="utf-8",
    )
    _report(taught, [case for case in untitled if case.held_out], fusion)
    _report(taught, [case for case in titled if case.held_out], fusion)
    _report(taught, _people_ask(OFFICE, "*.jsonl"), fusion)


def _articles(articles: list[dict[str, Any]], titles: bool) -> list[_Case]:
    documents, asked = [], []
    for i, article in enumerate(articles):
        for j, paragraph in enumerate(article["paragraphs"]):
            source = f"{i:03d}/{j:03d}.txt"
            title = article["title"] if titles else ""
            documents.append(Document(source, title, paragraph["context"]))
            asked += [(qa["question"], source) for qa in paragraph["qas"]]
    asked = asked[::_EVERY]
    examine = _examiner(documents)
    return [
        _Case(examine(text, _stands_in(source)), source[:3], 1.0, int(source[:3]) % 2 == 1)
        for text, source in asked
    ]


def _stands_in(source: str) -> Callable[[Passage], bool]:
    return lambda passage: passage.source == source


def _people_ask(folder: Path, files: str) -> list[_Case]:
    """The questions that people ask of a folder."""
    documents, _ = read_folder(folder)
    examine = _examiner(documents)
    texts = {document.source: document.text for document in documents}
    return [
        _Case(examine(q.question, _bearing(q, texts)), q.evidence[0].source, 1.0, False)
        for file in sorted(folder.glob(files))
        for q in read_questions(file).questions
        if q.evidence and not q.history
    ]


def _bearing(question: Question, texts: dict[str, str]) -> Callable[[Passage], bool]:
    places = [quoted(e, texts[e.source]) for e in question.evidence]
    return lambda passage: holds(passage, places)


def _examiner(documents: Sequence[Document]) -> Callable[[str, Callable[[Passage], bool]], Example]:
    embedder = load_embedder()
    index = build(documents, embedder)

    def examine(text: str, bears: Callable[[Passage], bool]) -> Example:
        evidence = score(index, embedder, (Reading(text),))
        best = np.argsort(-evidence.standardised.sum(axis=0), kind="stable")[:_CANDIDATES]
        relevant = np.array([bears(index.passages[i]) for i in evidence.candidates[best]])
        return Example(evidence.standardised[:, best], evidence.best_coverage, relevant)

    return examine


def _fit(cases: Sequence[_Case]) -> Fusion:
    fitted = fit([case.example for case in cases], [case.importance for case in cases])
    return drawn_to_prior(fitted, _SHARE_OF_PRIOR)


def _first_is_relevant(cases: Sequence[_Case], fusion: Fusion) -> NDArray[np.bool_]:
    return np.array([case.example.relevant[_scores(case, fusion).argmax()] for case in cases])


def _reciprocal_rank(case: _Case, fusion: Fusion) -> float:
    order = np.argsort(-_scores(case, fusion), kind="stable")[:10]
    found = np.flatnonzero(case.example.relevant[order])
    return 1 / (1 + found[0]) if len(found) else 0.0


def _scores(case: _Case, fusion: Fusion) -> NDArray[np.float32]:
    return fusion.weights(case.example.best_coverage) @ case.example.standardised


def _report(taught: Sequence[_Case], held_out: Sequence[_Case], fusion: Fusion) -> None:
    """Hit@1 and MRR of the fit, and of fits without each channel, with the chance of no effect."""
    whole = _first_is_relevant(held_out, fusion)
    print(
        f"{'all channels':24} {_line(held_out, fusion)}  cross-validated {_validated(taught):.3f}"
    )
    for channel in CHANNELS:
        fewer = [_without(case, channel) for case in taught]
        other = _fit(fewer)
        first = _first_is_relevant([_without(case, channel) for case in held_out], other)
        line = _line([_without(case, channel) for case in held_out], other)
        better, worse = int((whole & ~first).sum()), int((first & ~whole).sum())
        print(
            f"without {channel:16} {line}  cross-validated {_validated(fewer):.3f}"
            f"  sign test p = {sign_test(better, worse):.3f}"
        )


def _line(cases: Sequence[_Case], fusion: Fusion) -> str:
    hits = _first_is_relevant(cases, fusion).mean()
    ranks = np.mean([_reciprocal_rank(case, fusion) for case in cases])
    return f"hit@1 {hits:.3f} MRR@10 {ranks:.3f}"


def _without(case: _Case, channel: str) -> _Case:
    kept = case.example.standardised.copy()
    kept[CHANNELS.index(channel)] = 0
    return replace(case, example=replace(case.example, standardised=kept))


def _validated(cases: Sequence[_Case]) -> float:
    """Weighted MRR@10, every document's questions ranked by weights fitted on the others."""
    fold = np.array([zlib.crc32(case.document.encode()) % _FOLDS for case in cases])
    ranks = np.zeros(len(cases))
    for number in range(_FOLDS):
        fusion = _fit([case for case, f in zip(cases, fold, strict=True) if f != number])
        for i in np.flatnonzero(fold == number).tolist():
            ranks[i] = _reciprocal_rank(cases[i], fusion)
    return float(np.average(ranks, weights=[case.importance for case in cases]))


if __name__ == "__main__":
    main()
