"""Fit what bears out reworded sentences: `python -m rag.train.entailment`.

Learns from sentences about documents of offices, written as language models answer: some true, all
others with one thing wrong. Those whose values are nowhere to be found teach nothing, since they
never pass. Prints what is kept and shown where every document is judged by networks that have not
seen it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from rag.checking.entailment import FEATURES, MODEL, features, possible
from rag.checking.support import Claim, supports
from rag.llm.citing import drafts
from rag.network import Network
from rag.train.network import Course, classifier
from rag.train.sentences import arranged, stored

ANSWERS = Path(__file__).with_name("answers")
_FOLDS = 10
_COURSE = Course(networks=6, hidden=48, steps=800, batch=128, rate=3e-3, decay=0.1, floor=0.05)
_THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True)
class Rows:
    """Of each sentence its features, whether it is true, its document, and if rules pass it.

    `possible` are those that may pass at all.
    """

    features: np.ndarray
    true: np.ndarray
    documents: np.ndarray
    ruled: np.ndarray
    possible: np.ndarray


def main() -> None:
    """Fit, report, save."""
    torch.set_num_threads(1)
    rows = rows_of(sorted(ANSWERS.glob("*.json")))
    taught = rows.possible
    folds = np.unique(rows.documents, return_inverse=True)[1] % _FOLDS
    scores = np.full(len(rows.true), -np.inf)
    for fold in range(_FOLDS):
        network = _network(
            rows.features[taught & (folds != fold)], rows.true[taught & (folds != fold)]
        )
        asked = taught & (folds == fold)
        scores[asked] = network.scores(rows.features[asked])
    _report(rows, scores)
    _network(rows.features[taught], rows.true[taught]).save(MODEL, FEATURES)


def rows_of(paths: list[Path]) -> Rows:
    """All sentences of some files of answers."""
    found = [row for path in paths for row in _sentences(path)]
    return Rows(*(np.array(column) for column in zip(*found, strict=True)))


def _sentences(path: Path) -> Iterator[tuple[np.ndarray, bool, str, bool, bool]]:
    shelves, rows = stored(path)
    for row in rows:
        text, passages = arranged(row, shelves[row["shelf"]])
        *before, last = drafts(text)
        claim = Claim(last.text, tuple(draft.text for draft in before))
        cited = [passages[n - 1] for n in last.marks if 0 < n <= len(passages)]
        found = possible(claim, cited)
        values = features(claim, *found) if found else np.zeros(len(FEATURES), np.float32)
        others = [passage for passage in passages if passage not in cited]
        ruled = bool(supports(claim, cited) or supports(claim, others))
        yield values, row["kind"] == "honest", row["shelf"], ruled, found is not None


def _network(inputs: np.ndarray, true: np.ndarray) -> Network:
    return classifier(_COURSE, inputs, true, np.ones(len(true), np.float32))


def _report(rows: Rows, scores: np.ndarray) -> None:
    true, ruled = rows.true, rows.ruled
    print(f"{len(true)} sentences, {len(set(rows.documents.tolist()))} documents")
    print("| sure | honest kept | lies shown |\n|---|---|---|")
    print(f"| rules alone | {ruled[true].mean():.3f} | {ruled[~true].mean():.3f} |")
    for sure in _THRESHOLDS:
        shown = ruled | (scores >= np.log(sure / (1 - sure)))
        print(f"| {sure} | {shown[true].mean():.3f} | {shown[~true].mean():.3f} |")


if __name__ == "__main__":
    main()
