"""Fitting the fusion weights to a user's own questions, kept only where they really help."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus import UsageError
from index import Progress
from rag.evaluation.judge import Judge
from rag.evaluation.metrics import reciprocal_rank
from rag.evaluation.questions import Evidence, Question
from rag.evaluation.statistics import clustered_bootstrap
from rag.library import Library
from rag.retrieval.fusion import Example, Fusion, bundled, fit

_FOLDS = 5
_CANDIDATES = 100
_FEWEST = 30
_DEPTH = 10
# As many questions as the bundled weights are worth in the blend with fitted ones.
_PRIOR = 50


@dataclass(frozen=True, slots=True)
class Tuning:
    """What fitting to a question set brought, as MRR@10 by cross-validation over documents.

    `before` is with the bundled weights, `after` with fitted ones on questions of documents that
    they were not fitted on; `low` and `high` bound the paired difference at 95 %. `fusion` are the
    weights fitted on all questions.
    """

    questions: int
    before: float
    after: float
    low: float
    high: float
    fusion: Fusion

    @property
    def helps(self) -> bool:
        """Whether the gain is real: its interval lies above zero."""
        return self.low > 0

    def to_json(self) -> dict[str, object]:
        """The object that `mundap eval --tune --json` adds to its settings."""
        return {
            "questions": self.questions,
            "mrr@10": {"before": self.before, "after": self.after},
            "gain": {"value": self.after - self.before, "low": self.low, "high": self.high},
            "kept": self.helps,
        }


def tune(
    library: Library, questions: Sequence[Question], progress: Progress | None = None
) -> Tuning:
    """Fit the fusion weights and tell what they are worth on documents not fitted on.

    Raises UsageError where fewer than thirty questions have their evidence in the library.
    """
    judge = Judge(library)
    found = []
    for number, question in enumerate(questions, 1):
        if any(not judge.lost(evidence) for evidence in question.evidence):
            found.append((_example(library, judge, question), question.evidence[0]))
        if progress is not None:
            progress("가중치 조율", number, len(questions))
    if len(found) < _FEWEST:
        raise UsageError(
            f"가중치를 맞추려면 근거가 문서에 있는 질문이 {_FEWEST}개 이상 있어야 합니다"
            f"(지금 {len(found)}개). 질문을 더 모아 주세요."
        )
    examples = [one for one, _ in found]
    groups = _groups([evidence for _, evidence in found])
    before = np.array([_quality(one, bundled()) for one in examples])
    after = _cross_validated(examples, groups)
    low, high = clustered_bootstrap(after - before, groups)
    mean_before, mean_after = float(before.mean()), float(after.mean())
    return Tuning(len(examples), mean_before, mean_after, low, high, _fitted(examples))


def _example(library: Library, judge: Judge, question: Question) -> Example:
    evidence = library.evidence(question.question, question.history)
    best = np.argsort(-evidence.standardised.sum(axis=0), kind="stable")[:_CANDIDATES]
    passages = [library.passages[number] for number in evidence.candidates[best]]
    relevant = np.array([judge.grade(passage, question) > 0 for passage in passages])
    return Example(evidence.standardised[:, best], evidence.best_coverage, relevant)


def _groups(evidence: Sequence[Evidence]) -> list[int]:
    """What must not be torn apart: questions on one document; on one quote where those are few."""
    names = [one.source for one in evidence]
    if len(set(names)) < _FOLDS:
        names = [f"{one.source}\n{one.quote}" for one in evidence]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return [numbers[name] for name in names]


def _cross_validated(examples: Sequence[Example], groups: Sequence[int]) -> np.ndarray:
    """The quality of every example under weights fitted on the other folds."""
    fold = np.array(groups) % _FOLDS
    after = np.zeros(len(examples))
    for number in range(_FOLDS):
        taught = [one for one, f in zip(examples, fold, strict=True) if f != number]
        fusion = _fitted(taught)
        for i in np.flatnonzero(fold == number).tolist():
            after[i] = _quality(examples[i], fusion)
    return after


def _fitted(examples: Sequence[Example]) -> Fusion:
    """Fitted weights, drawn towards the bundled ones the fewer the examples."""
    if not any(one.relevant.any() for one in examples):
        return bundled()
    own, share = fit(examples), len(examples) / (len(examples) + _PRIOR)
    return Fusion(
        _blend(own.same_words, bundled().same_words, share),
        _blend(own.other_words, bundled().other_words, share),
    )


def _blend(own: Sequence[float], given: Sequence[float], share: float) -> tuple[float, ...]:
    return tuple(share * a + (1 - share) * b for a, b in zip(own, given, strict=True))


def _quality(example: Example, fusion: Fusion) -> float:
    scores = fusion.weights(example.best_coverage) @ example.standardised
    order = np.argsort(-scores, kind="stable")
    return reciprocal_rank(example.relevant[order].tolist(), _DEPTH)
