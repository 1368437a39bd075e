"""Running a question set against a library."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from index import Passage
from rag.answer import Answer
from rag.library import Library
from rag.metrics import auroc, hit, interval, ndcg, recall, reciprocal_rank
from rag.questions import Evidence, Question

_DEPTH = 10
_CUTOFFS = (1, 3, 5, 10)
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Record:
    """One question with its answer; `scores` holds each measure that applies to it."""

    question: Question
    answer: Answer
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All records of a run; `settings` says what was measured."""

    records: tuple[Record, ...]
    settings: Mapping[str, object] = field(default_factory=dict)

    def metrics(self, kind: str | None = None) -> dict[str, dict[str, float]]:
        """Mean and 95 % interval of every measure, over all questions or those of one kind."""
        records = [r for r in self.records if kind is None or r.question.kind == kind]
        values: dict[str, list[float]] = {}
        for record in records:
            for name, score in record.scores.items():
                values.setdefault(name, []).append(score)
        if kind is None:
            values.update(_refusal_precision(records))
        table = {name: _summary(scores) for name, scores in values.items()}
        if kind is None:
            area = auroc(
                [r.answer.confidence for r in records],
                [not r.question.unanswerable for r in records],
            )
            if not np.isnan(area):
                table["auroc"] = {"value": area, "low": area, "high": area}
        return table

    def to_json(self) -> dict[str, object]:
        """The object that `mundap eval --json` prints."""
        kinds = sorted({record.question.kind for record in self.records})
        return {
            "questions": len(self.records),
            "metrics": self.metrics(),
            "by_kind": {kind: self.metrics(kind) for kind in kinds},
            "settings": dict(self.settings),
        }


def evaluate(library: Library, questions: Sequence[Question]) -> Evaluation:
    """Ask every question and score what comes back."""
    records = []
    for question in questions:
        answer = library.ask(question.question, question.history, k=_DEPTH)
        records.append(Record(question, answer, _scores(library, question, answer)))
    settings = {
        "documents": len(library.documents),
        "passages": len(library.passages),
        "embedder": library.embedder_name,
        "depth": _DEPTH,
    }
    return Evaluation(tuple(records), settings)


def relevance(library: Library, passage: Passage, evidence: Evidence) -> bool:
    """Whether a passage holds the evidence: half of the quote or of the passage overlaps.

    Evidence without a quote is borne by every passage of its document.
    """
    if passage.source != evidence.source:
        return False
    if not evidence.quote:
        return True
    start = library.documents[passage.source].text.find(evidence.quote)
    end = start + len(evidence.quote)
    shared = min(end, passage.end) - max(start, passage.start)
    shortest = min(len(evidence.quote), passage.end - passage.start)
    return start >= 0 and shared >= _OVERLAP * shortest


def _scores(library: Library, question: Question, answer: Answer) -> dict[str, float]:
    if question.unanswerable:
        return {"refusal_recall": float(answer.abstained)}
    found = [
        any(relevance(library, one.passage, evidence) for evidence in question.evidence)
        for one in answer.hits
    ]
    borne = [
        [relevance(library, one.passage, evidence) for one in answer.hits]
        for evidence in question.evidence
    ]
    total = max(1, len(question.evidence))
    scores = {f"hit@{k}": hit(found, k) for k in _CUTOFFS}
    for k in _CUTOFFS:
        scores[f"recall@{k}"] = sum(any(row[:k]) for row in borne) / total
    scores["mrr@10"] = reciprocal_rank(found, _DEPTH)
    scores["ndcg@10"] = ndcg(found, max(total, sum(found)), _DEPTH)
    scores["answer_contains"] = _contains(answer, question.answers)
    scores["answered"] = float(not answer.abstained)
    if answer.citations:
        scores["citation_precision"] = recall(
            [_bears_out(question, c.quote) for c in answer.citations],
            len(answer.citations),
            len(answer.citations),
        )
    return scores


def _bears_out(question: Question, quote: str) -> bool:
    if any(_bare(text) in _bare(quote) for text in question.answers):
        return True
    return any(e.quote and e.quote in quote for e in question.evidence)


def _contains(answer: Answer, accepted: Sequence[str]) -> float:
    shown = _bare(answer.text)
    return float(not answer.abstained and any(_bare(text) in shown for text in accepted))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


def _refusal_precision(records: Sequence[Record]) -> dict[str, list[float]]:
    refused = [float(r.question.unanswerable) for r in records if r.answer.abstained]
    return {"refusal_precision": refused} if refused else {}


def _summary(scores: Sequence[float]) -> dict[str, float]:
    low, high = interval(scores)
    return {"value": float(np.mean(scores)), "low": low, "high": high}


_SHOWN = ("hit@1", "hit@5", "recall@5", "mrr@10", "answer_contains", "answered", "refusal_recall")


def render(evaluation: Evaluation) -> str:
    """The run as a table for the terminal."""
    kinds: list[str | None] = [None, *sorted({r.question.kind for r in evaluation.records})]
    lines = ["".join(f"{name:>17}" for name in ("", *_SHOWN))]
    for kind in kinds:
        table = evaluation.metrics(kind)
        cells = [f"{table[n]['value']:.3f}" if n in table else "-" for n in _SHOWN]
        lines.append("".join(f"{cell:>17}" for cell in (kind or "all", *cells)))
    lines.append("")
    for name, row in evaluation.metrics().items():
        lines.append(f"{name:>20} {row['value']:.3f}  [{row['low']:.3f}, {row['high']:.3f}]")
    return "\n".join(lines)
