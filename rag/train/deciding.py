"""Fit what decides yes/no questions: `python -m rag.train.deciding`.

Learns from questions that were written on documents of offices, as people ask them, with the
sentence that decides each; of some the documents tell nothing. Half are asked of all documents,
half of their own alone. Prints how many verdicts are given, and how many of them are right, where
every document is judged by models that have not seen it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from rag.language.polarity import is_turned
from rag.language.spans import read_passage
from rag.library import Library
from rag.network import Network
from rag.reading.scoring.query import query_of
from rag.reading.scoring.span_scores import PASSAGES_READ
from rag.reading.whether.deciding import AFFIRMS, DECIDES, FEATURES, SURENESS, features
from rag.train.cases import OFFICE, folder_library
from rag.train.network import Course, classifier
from rag.train.trees import boosted
from rag.trees import Trees

WHETHER = Path(__file__).with_name("whether.jsonl")
_FOLDS = 6
_COURSE = Course(networks=6, hidden=32, steps=300, batch=128, rate=3e-3, decay=1.0, floor=0.05)
_TREES, _LEAVES, _RATE = 250, 15, 0.03
# Verdicts are given where so many of them are right, as far as can be told beforehand.
_RIGHT = 0.9
_NEAR, _OWN, _DEED, _NEW = (
    FEATURES.index(name) for name in ("near_soft", "own_soft", "deed_in_own", "new")
)


@dataclass(frozen=True)
class Example:
    """A question: features of all parts, which are of the quote, which of those decides.

    `decides` is -1 where none does; `so` is whether yes answers the question turned plain.
    """

    features: np.ndarray
    quoted: np.ndarray
    decides: int
    so: bool
    told: bool
    document: str


def main() -> None:
    """Fit, report, save."""
    torch.set_num_threads(1)
    examples = list(_examples())
    names = sorted({one.document for one in examples})
    folds = np.array([names.index(one.document) % _FOLDS for one in examples])
    judged = np.zeros((len(examples), 2))
    for fold in range(_FOLDS):
        taught = [one for one, own in zip(examples, folds, strict=True) if own != fold]
        models = _fit(taught)
        for n in np.flatnonzero(folds == fold):
            judged[n] = _judge(examples[n], *models)
    told = np.array([one.told for one in examples])
    right = told & (np.array([one.so for one in examples]) == (judged[:, 1] > 0))
    inputs = np.stack([judged[:, 0], np.abs(judged[:, 1])], axis=1)
    platt = LogisticRegression(C=1e6).fit(inputs, right)
    sure = platt.predict_proba(inputs)[:, 1]
    threshold = _threshold(sure, right)
    _report(sure, right, told, threshold)
    trees, network = _fit(examples)
    trees.save(DECIDES, FEATURES)
    network.save(AFFIRMS, FEATURES)
    fitted = {"told": platt.coef_[0, 0], "way": platt.coef_[0, 1], "shift": platt.intercept_[0]}
    rounded = {name: float(value) for name, value in {**fitted, "threshold": threshold}.items()}
    SURENESS.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def _examples() -> Iterator[Example]:
    """All questions with what is read for them."""
    everything = folder_library(OFFICE)
    alone: dict[str, Library] = {}
    for number, line in enumerate(WHETHER.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        source = row["source"]
        library = everything
        if number % 2:
            library = alone.setdefault(
                source, Library.from_documents([everything.documents[source]])
            )
        start = everything.documents[source].text.index(row["quote"])
        quote = (start, start + len(row["quote"]))
        if (one := _example(library, row, quote)) is not None:
            yield one


def _example(library: Library, row: dict[str, str], quote: tuple[int, int]) -> Example | None:
    question, source, told = row["question"], row["source"], bool(row["verdict"])
    hits = library.first_stage(question, PASSAGES_READ).hits
    query, reads = query_of(question, library.idf), [read_passage(hit.passage) for hit in hits]
    rows, places = features(query, reads)
    if not places:
        return None
    quoted = np.zeros(len(places), bool)
    for n, place in enumerate(places):
        passage = hits[place.passage].passage
        middle = passage.start + sum(place.part.own) // 2
        quoted[n] = passage.source == source and quote[0] <= middle < quote[1]
    decides = int(np.where(quoted, _nearness(rows), -np.inf).argmax())
    found = told and bool(quoted.any())
    so = (row["verdict"] == "예") != is_turned(question)
    return Example(rows, quoted, decides if found else -1, so, told, source)


def _nearness(rows: np.ndarray) -> np.ndarray:
    """How much of the question each part tells, by which that of the quote is found."""
    near: np.ndarray = rows[:, _NEAR] + rows[:, _OWN] + 0.3 * rows[:, _DEED] - 0.02 * rows[:, _NEW]
    return near


def _fit(examples: Sequence[Example]) -> tuple[Trees, Network]:
    """What tells the part that decides from the others, and which way that decides."""
    rows, labels = [], []
    for one in examples:
        own = np.arange(len(one.features)) == one.decides
        kept = own | ~one.quoted if one.told else np.ones(len(own), bool)
        rows.append(one.features[kept])
        labels.append(own[kept])
    inputs, decides = np.concatenate(rows), np.concatenate(labels)
    ones = np.ones(len(decides), np.float32)
    trees = boosted(inputs, decides, ones, trees=_TREES, leaves=_LEAVES, rate=_RATE)
    taught = [one for one in examples if one.decides >= 0]
    chosen = np.stack([one.features[one.decides] for one in taught])
    ways = np.array([one.so for one in taught], np.float32)
    return trees, classifier(_COURSE, chosen, ways, np.ones(len(ways), np.float32))


def _judge(example: Example, trees: Trees, network: Network) -> tuple[float, float]:
    """The log odds that the likeliest part tells what is asked, and that it is so."""
    told = trees.scores(example.features)
    best = int(told.argmax())
    return float(told[best]), float(network.scores(example.features[best : best + 1])[0])


def _threshold(sure: np.ndarray, right: np.ndarray) -> float:
    """The least sureness from which on enough verdicts are right."""
    order = np.argsort(-sure)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= _RIGHT)
    return float(sure[order][enough[-1]]) if len(enough) else 1.0


def _report(sure: np.ndarray, right: np.ndarray, told: np.ndarray, threshold: float) -> None:
    print(f"{len(sure)} questions, {int(told.sum())} that are told; threshold {threshold:.3f}")
    print("| sureness | given | right | wrong | not told |\n|---|---|---|---|---|")
    for least in sorted({0.5, 0.6, 0.7, 0.8, 0.9, round(threshold, 3)}):
        given = sure >= least
        wrong, vain = given & told & ~right, given & ~told
        print(f"| {least} | {given.sum()} | {right[given].sum()} | {wrong.sum()} | {vain.sum()} |")


if __name__ == "__main__":
    main()
