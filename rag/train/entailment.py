"""Fit what bears out reworded sentences: `python -m rag.train.entailment`.

Learns from sentences about documents of offices, written as language models answer: some true, all
others with one thing wrong. Only those teach that the rules of `rag.support` do not pass anyway.
Prints what is kept and shown where every document is judged by networks that have not seen it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from rag.citing import drafts
from rag.entailment import FEATURES, MODEL, best_told, features, lacks_value
from rag.network import LIMIT, Network
from rag.support import Claim, is_possible, supports
from rag.train.network import Trainable, joined
from rag.train.sentences import arranged, stored

ANSWERS = Path(__file__).with_name("answers")
_FOLDS = 10
_NETWORKS = 6
_HIDDEN = 24
_STEPS = 500
_BATCH = 128
_RATE = 3e-3
_DECAY = 0.1
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
    taught = ~rows.ruled & rows.possible
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
    values, true, documents, ruled, possible = (np.array(x) for x in zip(*found, strict=True))
    return Rows(values, true, documents, ruled, possible)


def _sentences(path: Path) -> Iterator[tuple[np.ndarray, bool, str, bool, bool]]:
    shelves, rows = stored(path)
    for row in rows:
        text, passages = arranged(row, shelves[row["shelf"]])
        *before, last = drafts(text)
        claim = Claim(last.text, tuple(draft.text for draft in before))
        cited = [passages[n - 1] for n in last.marks if 0 < n <= len(passages)]
        told = best_told(claim, cited)
        values = np.zeros(len(FEATURES)) if told is None else features(claim, told, cited)
        possible = told is not None and is_possible(claim, cited) and not lacks_value(told)
        others = [passage for passage in passages if passage not in cited]
        ruled = bool(supports(claim, cited) or supports(claim, others))
        yield values, row["kind"] == "honest", row["shelf"], ruled, possible


def _network(inputs: np.ndarray, true: np.ndarray) -> Network:
    mean, scale = inputs.mean(axis=0), inputs.std(axis=0) + 0.05
    scaled = np.clip((inputs - mean) / scale, -LIMIT, LIMIT)
    return joined([_trained(scaled, true, seed) for seed in range(_NETWORKS)], mean, scale)


def _trained(inputs: np.ndarray, true: np.ndarray, seed: int) -> Trainable:
    """Train one network with AdamW and one cycle of the learning rate."""
    torch.manual_seed(seed)
    rows, labels = (torch.from_numpy(np.asarray(x, np.float32)) for x in (inputs, true))
    draw = np.random.default_rng(seed)
    network = Trainable(len(FEATURES), _HIDDEN)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=_STEPS)
    for _ in range(_STEPS):
        batch = torch.from_numpy(draw.integers(len(labels), size=_BATCH))
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            network(rows[batch]), labels[batch]
        )
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    return network.eval()


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
