"""Comparing runs of the same questions: paired differences, what they are worth, what flipped."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from corpus import UsageError
from corpus.particles import quoted
from rag.evaluation.evaluate import Evaluation, Record
from rag.evaluation.statistics import bootstrap, holm, randomisation

_MEASURES = ("hit@1", "recall@5", "mrr@10", "ndcg@10", "correct", "char_f1", "citation_precision")


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of the run `name` against the first run, over the questions of both.

    `low` and `high` bound `after - before` at 95 %; `p` is that of a paired randomisation test,
    corrected for the number of tests in the comparison (Holm).
    """

    name: str
    measure: str
    questions: int
    before: float
    after: float
    low: float
    high: float
    p: float
    wins: int
    losses: int
    ties: int


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that the run `name` gets right and the first run does not, or the reverse.

    Right is what is answered or refused rightly, where only passages can be judged, found first.
    """

    name: str
    id: str
    kind: str
    question: str
    gained: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Runs by name, the first of which the others are compared with."""

    runs: Mapping[str, Evaluation]
    differences: tuple[Difference, ...]
    flips: tuple[Flip, ...]

    def to_json(self) -> dict[str, object]:
        """The object that `mundap eval --compare --json` prints."""
        return {
            "base": next(iter(self.runs)),
            "runs": {name: run.to_json() for name, run in self.runs.items()},
            "differences": [asdict(one) for one in self.differences],
            "flips": [asdict(one) for one in self.flips],
        }


def compare(runs: Mapping[str, Evaluation]) -> Comparison:
    """Every run against the first; raises UsageError where two have no question in common."""
    base, *others = runs
    differences: list[Difference] = []
    flips: list[Flip] = []
    for name in others:
        pairs = _pairs(runs[base], runs[name])
        if not pairs:
            raise UsageError(f"{quoted(base, '와')} '{name}'에 같은 질문이 하나도 없습니다.")
        found = (_difference(name, measure, pairs) for measure in _MEASURES)
        differences += [one for one in found if one]
        flips += [flip for before, after in pairs for flip in _flip(name, before, after)]
    corrected = holm([one.p for one in differences])
    return Comparison(
        runs,
        tuple(_with_p(one, p) for one, p in zip(differences, corrected, strict=True)),
        tuple(flips),
    )


def _pairs(one: Evaluation, other: Evaluation) -> list[tuple[Record, Record]]:
    """The records of both runs on the same question: its id and what is asked."""
    others = {record.question.id: record for record in other.records}
    found = ((record, others.get(record.question.id)) for record in one.records)
    return [(a, b) for a, b in found if b and a.question.question == b.question.question]


def _difference(
    name: str, measure: str, pairs: Sequence[tuple[Record, Record]]
) -> Difference | None:
    values = [
        (a.scores[measure], b.scores[measure])
        for a, b in pairs
        if measure in a.scores and measure in b.scores
    ]
    if not values:
        return None
    before, after = np.array(values).T
    gains = after - before
    return Difference(
        name,
        measure,
        len(values),
        float(before.mean()),
        float(after.mean()),
        *bootstrap(gains),
        randomisation(gains),
        int((gains > 0).sum()),
        int((gains < 0).sum()),
        int((gains == 0).sum()),
    )


def _with_p(one: Difference, p: float) -> Difference:
    return Difference(**{**asdict(one), "p": p})


def _flip(name: str, before: Record, after: Record) -> list[Flip]:
    rights = [
        record.scores.get("correct", record.scores.get("hit@1")) for record in (before, after)
    ]
    if None in rights or rights[0] == rights[1]:
        return []
    question = before.question
    gained = rights[1] == 1
    told = _told(before), _told(after)
    return [Flip(name, question.id, question.kind, question.question, gained, *told)]


def _told(record: Record) -> str:
    """What a run made of a question: its answer, or where it found the evidence."""
    if "correct" in record.scores:
        return record.answer.text
    first = next((rank for rank, grade in enumerate(record.grades, 1) if grade), None)
    return "근거를 못 찾음" if first is None else f"근거가 {first}위"
