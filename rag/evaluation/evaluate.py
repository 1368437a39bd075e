"""Running a question set against a library.

    evaluation = evaluate(library, questions, progress=None)      all at once
    for record in measure(library, questions): ...                one by one; stop when you like
    evaluation = Evaluation(tuple(records), settings(library, questions))

`evaluation.metrics(kind)`, `.latency()`, `.risk_coverage()` and `.to_json()` give the figures,
`rag.evaluation.report.table(evaluation)` a text,
`rag.evaluation.report_page.report_html(evaluation)` a page that stands by itself. A `progress` that
raises stops the run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property

import numpy as np

from index import Progress
from rag.answer import Answer, Hit
from rag.evaluation.judge import DEPTH, Judge, contains, of_documents, ranked, scores
from rag.evaluation.metrics import area_under_risk, auroc, risk_coverage
from rag.evaluation.questions import Question
from rag.evaluation.statistics import (
    Interval,
    area_interval,
    auroc_interval,
    interval,
    quantile_interval,
)
from rag.evaluation.variants import Drop, Variant, drops, variable, vary
from rag.library import Library
from rag.reading.reader import EXTRACTIVE

_QUANTILES = {"p50": 0.5, "p95": 0.95}
Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Record:
    """One question with its answer; `scores` holds each measure that applies to it.

    `ranking` are the hits that the measures of retrieval judge, one a document where the evidence
    is whole documents; `grades` says how relevant each is. `wrong` is 1 where the answer, or what
    would be said however little is certain, is wrong, and None where nobody can tell. That a
    language model refuses by itself is wrong where there is an answer, and right where there is
    none.
    """

    question: Question
    answer: Answer
    ranking: tuple[Hit, ...]
    scores: Mapping[str, float]
    grades: tuple[int, ...] = ()
    wrong: float | None = None


@dataclass(frozen=True)
class Evaluation:
    """All records of a run; `settings` says what was measured.

    `variants` are the questions that were asked again as people mistype them.
    """

    records: tuple[Record, ...]
    settings: Mapping[str, object] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of questions, sorted."""
        return sorted({record.question.kind for record in self.records})

    def metrics(self, kind: str | None = None) -> dict[str, Row]:
        """Mean and 95 % interval of every measure, over all questions or those of one kind."""
        return self._tables[kind]

    @cached_property
    def _tables(self) -> dict[str | None, dict[str, Row]]:
        kinds = {k: [r for r in self.records if r.question.kind == k] for k in self.kinds}
        overall = _means(self.records) | _whole(self.records) if self.records else {}
        return {None: overall, **{kind: _means(records) for kind, records in kinds.items()}}

    def latency(self) -> dict[str, dict[str, Row]]:
        """Median and 95th percentile of the milliseconds of each stage, and of all together."""
        stages: dict[str, list[float]] = {}
        for record in self.records:
            timings = record.answer.timings_ms
            for stage, spent in {**timings, "total": sum(timings.values())}.items():
                stages.setdefault(stage, []).append(spent)
        return {
            stage: {
                name: _row(float(np.quantile(values, q)), quantile_interval(values, q))
                for name, q in _QUANTILES.items()
            }
            for stage, values in stages.items()
        }

    def risk_coverage(self) -> list[tuple[float, float]]:
        """(coverage, risk) if only the surest questions were answered."""
        return risk_coverage(*_risks(self.records))

    @cached_property
    def drops(self) -> list[Drop]:
        """What each way of mistyping costs; see `rag.evaluation.variants`."""
        return drops({r.question.id: r.scores for r in self.records}, self.variants)

    def to_json(self) -> dict[str, object]:
        """The object that `mundap eval --json` prints."""
        return {
            "questions": len(self.records),
            "metrics": self.metrics(),
            "by_kind": {kind: self.metrics(kind) for kind in self.kinds},
            "latency_ms": self.latency(),
            "perturbations": [asdict(drop) for drop in self.drops],
            "settings": dict(self.settings),
        }


def evaluate(
    library: Library,
    questions: Sequence[Question],
    *,
    deep: bool = False,
    ways: Sequence[str] = (),
    progress: Progress | None = None,
) -> Evaluation:
    """Ask every question and score what comes back; `deep` ranks more than the ten best.

    `ways` are perturbations to ask the questions in as well.
    """
    records = []
    for number, record in enumerate(measure(library, questions, deep=deep), 1):
        records.append(record)
        if progress is not None:
            progress("질문", number, len(questions))
    variants: list[Variant] = []
    for number, name in enumerate(ways, 1):
        variants += vary(library, variable(questions), name)
        if progress is not None:
            progress("변형", number, len(ways))
    return Evaluation(tuple(records), settings(library, questions), tuple(variants))


def measure(
    library: Library, questions: Sequence[Question], *, deep: bool = False
) -> Iterator[Record]:
    """The records of the questions, in order, each when it is asked for."""
    judge = Judge(library)
    for question in questions:
        answer = library.ask(question.question, question.history, k=DEPTH)
        ranking = _ranking(library, question, answer, deep)
        yield Record(
            question,
            answer,
            ranking,
            scores(judge, question, answer, ranking),
            tuple(judge.grade(one.passage, question) for one in ranking),
            _wrong(library, question, answer),
        )


def settings(library: Library, questions: Sequence[Question]) -> dict[str, object]:
    """What is measured: the documents, the models, and how channels are weighed."""
    judge = Judge(library)
    return {
        "documents": len(library.documents),
        "passages": len(library.passages),
        "embedder": library.embedder_name,
        "reranker": library.reranker.name if library.reranker else None,
        "reader": library.reader.name if library.reader else None,
        "fusion": library.fusion.to_json(),
        "depth": DEPTH,
        "evidence_not_found": sum(judge.lost(e) for q in questions for e in q.evidence),
    }


def _ranking(library: Library, question: Question, answer: Answer, deep: bool) -> tuple[Hit, ...]:
    """What is judged: the passages that were read, unless documents or more are wanted."""
    if not deep and not (question.evidence and of_documents(question)):
        return answer.hits
    return ranked(library, question, answer.searched or question.question)


def _wrong(library: Library, question: Question, answer: Answer) -> float | None:
    if not (question.unanswerable or question.answers):
        return None
    quoting = library.reader is None or library.reader.name == EXTRACTIVE
    if answer.abstained and not quoting:
        # A model that was asked has nothing else to say than its refusal. What it would say where
        # it was not asked nobody knows, and asking costs its user.
        return None if not_asked(answer) else float(not question.unanswerable)
    if question.unanswerable:
        return 1.0
    if answer.abstained:
        answer = library.ask(question.question, question.history, k=DEPTH, answer_anyway=True)
    return float(not contains(answer, question))


def not_asked(answer: Answer) -> bool:
    """Whether a question was refused before any reader saw it, for want of confidence."""
    return answer.abstained and answer.reader == EXTRACTIVE


def _means(records: Sequence[Record]) -> dict[str, Row]:
    values: dict[str, list[float]] = {}
    for record in records:
        for name, score in record.scores.items():
            values.setdefault(name, []).append(score)
    return {name: _row(float(np.mean(v)), interval(v)) for name, v in values.items()}


def _whole(records: Sequence[Record]) -> dict[str, Row]:
    """The measures that only a set as a whole has: of refusals and of confidence."""
    table = {}
    certainty = [record.answer.confidence for record in records]
    answerable = [not record.question.unanswerable for record in records]
    if len(set(answerable)) == 2:
        refused = [float(r.question.unanswerable) for r in records if r.answer.abstained]
        if refused:
            table["refusal_precision"] = _row(float(np.mean(refused)), interval(refused))
        bounds = auroc_interval(certainty, answerable)
        table["auroc"] = _row(auroc(certainty, answerable), bounds)
    sure, wrong = _risks(records)
    if sure:
        table["aurc"] = _row(area_under_risk(sure, wrong), area_interval(sure, wrong))
    return table


def _risks(records: Sequence[Record]) -> tuple[list[float], list[float]]:
    pairs = [(r.answer.confidence, r.wrong) for r in records if r.wrong is not None]
    return [sure for sure, _ in pairs], [wrong for _, wrong in pairs]


def _row(value: float, bounds: Interval) -> Row:
    return {"value": value, "low": bounds[0], "high": bounds[1]}
