"""How much is still found when questions are mistyped: each asked again, spoilt by rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import UsageError
from rag.evaluation.judge import Judge, ranked, retrieval_scores
from rag.evaluation.perturb import PERTURBATIONS, perturbed
from rag.evaluation.questions import Question
from rag.evaluation.statistics import bootstrap
from rag.library import Library

MEASURES = ("hit@1", "recall@5", "mrr@10")


@dataclass(frozen=True, slots=True)
class Variant:
    """A question spoilt in the way of `perturbation`, and how retrieval fared with it."""

    id: str
    perturbation: str
    question: str
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Drop:
    """The means of a measure over the questions that could be spoilt, as typed and spoilt.

    `low` and `high` bound the paired difference `after - before` at 95 %.
    """

    perturbation: str
    measure: str
    questions: int
    before: float
    after: float
    low: float
    high: float


def ways(text: str) -> tuple[str, ...]:
    """The names of perturbations in a list with commas; raises UsageError for an unknown one."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in PERTURBATIONS]
    if unknown or not names:
        known = ", ".join(f"{name}({meaning})" for name, (meaning, _) in PERTURBATIONS.items())
        raise UsageError(f"'{', '.join(unknown)}' 변형은 없습니다. 쓸 수 있는 변형: {known}.")
    return names


def vary(library: Library, questions: Sequence[Question], name: str) -> Iterator[Variant]:
    """Ask the questions again, spoilt in one way; those that it does not change are left out."""
    judge = Judge(library)
    for question in questions:
        text = perturbed(name, question.question)
        if text != question.question:
            scores = retrieval_scores(judge, question, ranked(library, question, text))
            yield Variant(question.id, name, text, {m: scores[m] for m in MEASURES})


def variable(questions: Sequence[Question]) -> list[Question]:
    """The questions of which retrieval can be judged by themselves."""
    return [one for one in questions if one.evidence and not one.history]


def drops(scores: Mapping[str, Mapping[str, float]], variants: Sequence[Variant]) -> list[Drop]:
    """What each way costs: paired with the scores of the questions as typed, by id."""
    groups: dict[str, list[Variant]] = {}
    for one in variants:
        groups.setdefault(one.perturbation, []).append(one)
    found = []
    for name, group in groups.items():
        for measure in MEASURES:
            before = np.array([scores[one.id][measure] for one in group])
            after = np.array([one.scores[measure] for one in group])
            bounds = bootstrap(after - before)
            means = float(before.mean()), float(after.mean())
            found.append(Drop(name, measure, len(group), *means, *bounds))
    return found
