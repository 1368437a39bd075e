"""Running a question set against a library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

import numpy as np

from index import Passage, Progress
from rag.answer import Answer, Citation, Hit
from rag.library import Library
from rag.metrics import (
    auroc,
    auroc_interval,
    character_f1,
    exact_match,
    hit,
    interval,
    ndcg,
    recall,
    reciprocal_rank,
)
from rag.questions import Evidence, Question, bare, facts
from rag.rerank import DEPTH as DEEP

_DEPTH = 10
_CUTOFFS = (1, 3, 5, 10)
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Record:
    """One question with its answer; `scores` holds each measure that applies to it.

    `ranking` are the hits that the measures of retrieval judge, one a document where the evidence
    is whole documents.
    """

    question: Question
    answer: Answer
    ranking: tuple[Hit, ...]
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All records of a run; `settings` says what was measured."""

    records: tuple[Record, ...]
    settings: Mapping[str, object] = field(default_factory=dict)

    @property
    def kinds(self) -> list[str]:
        """The kinds of questions, sorted."""
        return sorted({record.question.kind for record in self.records})

    def metrics(self, kind: str | None = None) -> dict[str, dict[str, float]]:
        """Mean and 95 % interval of every measure, over all questions or those of one kind."""
        records = [r for r in self.records if kind in (None, r.question.kind)]
        values: dict[str, list[float]] = {}
        for record in records:
            for name, score in record.scores.items():
                values.setdefault(name, []).append(score)
        if kind is None:
            values.update(_refusal_precision(records))
        table = {name: _row(float(np.mean(v)), interval(v)) for name, v in values.items()}
        return table | (_discrimination(records) if kind is None else {})

    def to_json(self) -> dict[str, object]:
        """The object that `mundap eval --json` prints."""
        return {
            "questions": len(self.records),
            "metrics": self.metrics(),
            "by_kind": {kind: self.metrics(kind) for kind in self.kinds},
            "settings": dict(self.settings),
        }


def evaluate(
    library: Library,
    questions: Sequence[Question],
    *,
    deep: bool = False,
    progress: Progress | None = None,
) -> Evaluation:
    """Ask every question and score what comes back; `deep` ranks more than the ten best."""
    judge = Judge(library)
    records = []
    for number, question in enumerate(questions, 1):
        answer = library.ask(question.question, question.history, k=_DEPTH)
        ranking = _ranking(library, question, answer, deep)
        scores = _scores(judge, question, answer, ranking)
        records.append(Record(question, answer, ranking, scores))
        if progress is not None:
            progress("질문", number, len(questions))
    settings = {
        "documents": len(library.documents),
        "passages": len(library.passages),
        "embedder": library.embedder_name,
        "reranker": library.reranker.name if library.reranker else None,
        "readers": sorted({record.answer.reader for record in records}),
        "fusion": library.fusion.to_json(),
        "depth": _DEPTH,
        "evidence_not_found": sum(judge.lost(e) for q in questions for e in q.evidence),
    }
    return Evaluation(tuple(records), settings)


class Judge:
    """Tells which passages and quotes of a library hold a piece of evidence."""

    def __init__(self, library: Library) -> None:
        self._documents = library.documents
        self._all_passages = library.passages
        self._spans: dict[Evidence, tuple[int, int]] = {}

    def bears(self, passage: Passage, evidence: Evidence) -> bool:
        """Whether half of the quote or of the passage overlaps, or the passage repeats the quote.

        Evidence without a quote is borne by every passage of its document.
        """
        if passage.source != evidence.source:
            return False
        start, end = self._span(evidence)
        shared = min(end, passage.end) - max(start, passage.start)
        shortest = min(len(evidence.quote), passage.end - passage.start)
        overlaps = shared > 0 and shared >= _OVERLAP * shortest
        return overlaps or evidence.quote in passage.text

    def cited(self, citation: Citation, evidence: Evidence) -> bool:
        """Whether a citation overlaps the quote, or without one, comes from the document."""
        if citation.passage.source != evidence.source:
            return False
        start, end = self._span(evidence)
        return not evidence.quote or max(start, citation.start) < min(end, citation.end)

    def grade(self, passage: Passage, question: Question) -> int:
        """How relevant a passage is: the best grade of the evidence that it bears, else 0."""
        return max((e.grade for e in question.evidence if self.bears(passage, e)), default=0)

    def all_grades(self, question: Question) -> list[int]:
        """The grades of everything relevant: documents, or passages where evidence is quoted."""
        sources = dict.fromkeys(e.source for e in question.evidence)
        if _of_documents(question):
            return [max(e.grade for e in question.evidence if e.source == s) for s in sources]
        passages = [one for source in sources for one in self._passages.get(source, ())]
        return [self.grade(passage, question) for passage in passages]

    def lost(self, evidence: Evidence) -> bool:
        """Whether the library does not hold the evidence, so that it cannot be found."""
        document = self._documents.get(evidence.source)
        return document is None or evidence.quote not in document.text

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        by_source = groupby(self._all_passages, key=lambda passage: passage.source)
        return {source: list(passages) for source, passages in by_source}

    def _span(self, evidence: Evidence) -> tuple[int, int]:
        """Where the quote stands in its document; (-1, -1) where it does not."""
        if evidence not in self._spans:
            start = self._documents[evidence.source].text.find(evidence.quote)
            self._spans[evidence] = (start, start + len(evidence.quote) if start >= 0 else -1)
        return self._spans[evidence]


def relevance(library: Library, passage: Passage, evidence: Evidence) -> bool:
    """Whether a passage holds the evidence; see `Judge.bears`."""
    return Judge(library).bears(passage, evidence)


def _of_documents(question: Question) -> bool:
    return not any(one.quote for one in question.evidence)


def _ranking(library: Library, question: Question, answer: Answer, deep: bool) -> tuple[Hit, ...]:
    """The passages, or the documents by their best passages, in the order of retrieval."""
    by_document = bool(question.evidence) and _of_documents(question)
    if not by_document and not deep:
        return answer.hits
    hits = library.search(answer.searched or question.question, DEEP)
    return first_of_documents(hits) if by_document else hits


def first_of_documents(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The best hit of each document, in order."""
    best: dict[str, Hit] = {}
    for one in hits:
        best.setdefault(one.passage.source, one)
    return tuple(best.values())


def _scores(
    judge: Judge, question: Question, answer: Answer, ranking: Sequence[Hit]
) -> dict[str, float]:
    if question.unanswerable:
        return {"refusal_recall": float(answer.abstained)}
    scores = _retrieval_scores(judge, question, ranking) if question.evidence else {}
    if question.answers:
        shown = "" if answer.abstained else bare(answer.text)
        short = "" if answer.abstained else answer.short
        scores["answer_contains"] = float(any(bare(one) in shown for one in question.answers))
        scores["exact_match"] = exact_match(short, question.answers)
        scores["char_f1"] = character_f1(short, question.answers)
    scores["answered"] = float(not answer.abstained)
    return scores if answer.abstained else scores | _citation_scores(judge, question, answer)


def _retrieval_scores(judge: Judge, question: Question, ranking: Sequence[Hit]) -> dict[str, float]:
    """Hit and recall at the cut-offs, MRR and nDCG; recall counts facts, not their sources."""
    grades = [judge.grade(one.passage, question) for one in ranking[:_DEPTH]]
    found = [grade > 0 for grade in grades]
    scores = {f"hit@{k}": hit(found, k) for k in _CUTOFFS}
    groups = facts(question)
    firsts = [
        [any(judge.bears(one.passage, e) for e in group) for one in ranking[:_DEPTH]]
        for group in groups
    ]
    for k in _CUTOFFS:
        scores[f"recall@{k}"] = recall([any(row[:k]) for row in firsts], len(groups), len(groups))
    scores["mrr@10"] = reciprocal_rank(found, _DEPTH)
    scores["ndcg@10"] = ndcg(grades, judge.all_grades(question), _DEPTH)
    return scores


def _citation_scores(judge: Judge, question: Question, answer: Answer) -> dict[str, float]:
    """Of an answer: right citations, cited facts, and sentences with a supporting citation."""
    scores = {}
    if answer.citations and (question.evidence or question.answers):
        right = [_is_right(judge, question, one) for one in answer.citations]
        scores["citation_precision"] = sum(right) / len(right)
    groups = facts(question)
    if groups:
        cited = [any(judge.cited(c, e) for c in answer.citations for e in g) for g in groups]
        scores["citation_recall"] = sum(cited) / len(cited)
    if answer.sentences:
        borne = [one.supported and bool(one.citations) for one in answer.sentences]
        scores["citation_coverage"] = sum(borne) / len(borne)
    return scores


def _is_right(judge: Judge, question: Question, citation: Citation) -> bool:
    """Whether a citation quotes a gold answer or overlaps the evidence.

    Coming from the right document is enough only where no answer is known.
    """
    if any(bare(answer) in bare(citation.quote) for answer in question.answers):
        return True
    exact = [e for e in question.evidence if e.quote or not question.answers]
    return any(judge.cited(citation, one) for one in exact)


def _refusal_precision(records: Sequence[Record]) -> dict[str, list[float]]:
    """Whether each refusal was right, where the set has questions that should be refused."""
    refused = [float(r.question.unanswerable) for r in records if r.answer.abstained]
    known = any(record.question.unanswerable for record in records)
    return {"refusal_precision": refused} if refused and known else {}


def _discrimination(records: Sequence[Record]) -> dict[str, dict[str, float]]:
    """How well confidence tells answerable from unanswerable questions, where both are there."""
    certainty = [record.answer.confidence for record in records]
    answerable = [not record.question.unanswerable for record in records]
    if len(set(answerable)) < 2:
        return {}
    return {"auroc": _row(auroc(certainty, answerable), auroc_interval(certainty, answerable))}


def _row(value: float, bounds: tuple[float, float]) -> dict[str, float]:
    return {"value": value, "low": bounds[0], "high": bounds[1]}
