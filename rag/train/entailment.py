"""Fit what bears out reworded sentences: `python -m rag.train.entailment`.

Learns from sentences about documents of offices, written as language models answer: some true, all
others with one thing wrong. Those whose values are nowhere to be found teach nothing, since they
never pass. Prints what is kept and shown where every document is judged by networks that have not
seen it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from rag.checking.comparison import sight_of
from rag.checking.entailment import FEATURES, MODEL, features, possible
from rag.checking.support import Claim, supports
from rag.llm.citing import drafts
from rag.train.comparison import Example, Sights, fit
from rag.train.sentences import arranged, stored

ANSWERS = Path(__file__).with_name("answers")
# Sentences as models answer people's questions, from their own prompt, teach so many times as much.
_ASKED, _TIMES = "ask-", 2
_FOLDS = 4
_NETWORKS = 3
_THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True)
class Judged:
    """A sentence: whether it is true, of which document, and if rules pass it.

    `example` is what the networks see of it, so many `times`; None where it cannot pass.
    """

    true: bool
    document: str
    ruled: bool
    example: Example | None
    times: int = 1


def main() -> None:
    """Fit, report, save."""
    torch.set_num_threads(1)
    rows = [row for path in sorted(ANSWERS.glob("*.json")) for row in _sentences(path)]
    sights = Sights.of_all([row.example for row in rows if row.example])
    documents = np.unique([row.document for row in rows], return_inverse=True)[1]
    folds = np.random.default_rng(0).permutation(documents.max() + 1)[documents] % _FOLDS
    scores = np.full(len(rows), -np.inf)
    for fold in range(_FOLDS):
        comparer = fit(_taught(rows, folds != fold), sights, [fold])
        for number in np.flatnonzero(folds == fold).tolist():
            if (one := rows[number].example) is not None:
                scores[number] = comparer.score(one.sight, one.features[0].numpy())
    _report(rows, scores)
    fit(_taught(rows, folds >= 0), sights, range(_NETWORKS)).save(MODEL, FEATURES)
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1000:.0f} kB")


def _taught(rows: Sequence[Judged], chosen: np.ndarray) -> list[Example]:
    picked = (row for row, own in zip(rows, chosen, strict=True) if own)
    return [one.example for one in picked if one.example is not None for _ in range(one.times)]


def _sentences(path: Path) -> Iterator[Judged]:
    shelves, rows = stored(path)
    times = _TIMES if path.name.startswith(_ASKED) else 1
    for row in rows:
        text, passages = arranged(row, shelves[row["shelf"]])
        *before, last = drafts(text)
        claim = Claim(last.text, tuple(draft.text for draft in before))
        cited = [passages[n - 1] for n in last.marks if 0 < n <= len(passages)]
        others = [passage for passage in passages if passage not in cited]
        ruled = bool(supports(claim, cited) or supports(claim, others))
        true = row["kind"] == "honest"
        example = None
        if found := possible(claim, cited):
            told = torch.from_numpy(features(claim, *found)[None])
            example = Example(sight_of(claim, found[0]), told, true)
        yield Judged(true, shelves[row["shelf"]][0].source, ruled, example, times)


def _report(rows: Sequence[Judged], scores: np.ndarray) -> None:
    true, ruled = (
        np.array(column) for column in zip(*((r.true, r.ruled) for r in rows), strict=True)
    )
    print(f"{len(true)} sentences, {len({row.document for row in rows})} documents")
    print("| sure | honest kept | lies shown |\n|---|---|---|")
    print(f"| rules alone | {ruled[true].mean():.3f} | {ruled[~true].mean():.3f} |")
    for sure in _THRESHOLDS:
        shown = ruled | (scores >= np.log(sure / (1 - sure)))
        print(f"| {sure} | {shown[true].mean():.3f} | {shown[~true].mean():.3f} |")


if __name__ == "__main__":
    main()
