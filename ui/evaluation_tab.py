"""The evaluation tab: question sets run in the background, figures, failures, comparison."""

import threading
import time
from collections.abc import Callable, Mapping
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import SAMPLE, UsageError
from rag import REFUSAL, Library
from ui.settings_tab import Settings
from ui.workspace import Workspace, told_of

if TYPE_CHECKING:
    from rag.evaluation.evaluate import Evaluation, Record

_KEPT = 10
_FAILURES_SHOWN = 100
_FIRST = {"correct": "바르게 답함", "hit@1": "근거가 1위", "citation_precision": "옳은 근거"}
Row = Mapping[str, Any]


class Run:
    """One run of a question set: how far it is, and what came of it."""

    def __init__(self, number: int, name: str, library: Library, path: Path) -> None:
        self.number, self.name = number, name
        self.begun = time.strftime("%H:%M")
        self.text, self.share = "질문을 읽고 있습니다…", 0.0
        self.state = "running"
        self.cautions = ""
        self.evaluation: Evaluation | None = None
        self._library, self._path = library, path
        self._stop = threading.Event()

    def start(self) -> None:
        """Run in the background."""
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """End after the question at hand; what was asked so far is kept."""
        self._stop.set()

    def _run(self) -> None:
        try:
            self._measure()
        except Exception as error:
            self.text = self._named(told_of(error))
            self.state = "failed"

    def _named(self, text: str) -> str:
        """People know the file by its name, not by where the server put it."""
        return text.replace(str(self._path), self.name)

    def _measure(self) -> None:
        from rag.evaluation.evaluate import Evaluation, measure, settings
        from rag.evaluation.judge import cautions
        from rag.evaluation.questions import read_questions

        asked = read_questions(self._path)
        library = given = self._library
        if asked.documents:
            library = Library.from_documents(
                asked.documents, embedder=given.embedder_name, progress=self._progress
            )
            library.reader, library.muted = given.reader, given.muted
            library.reranker = given.reranker
        self.cautions = self._named("\n".join(cautions(library, asked.questions)))
        records = []
        for record in measure(library, asked.questions):
            records.append(record)
            self._progress("질문", len(records), len(asked.questions))
            if self._stop.is_set():
                break
        self.evaluation = Evaluation(tuple(records), settings(library, asked.questions))
        stopped = len(records) < len(asked.questions)
        self.text = f"질문 {len(records):,}개" + f"(모두 {len(asked.questions):,}개)" * stopped
        self.state = "stopped" if stopped else "done"

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.text, self.share = f"{stage} {done:,}/{total:,}", done / max(1, total)

    def row(self) -> dict[str, object]:
        """The run as the page lists it."""
        from rag.evaluation.measures import figure

        metrics = self.evaluation.metrics() if self.evaluation else {}
        return {
            "number": self.number,
            "name": self.name,
            "begun": self.begun,
            "text": self.text,
            "cautions": self.cautions,
            "share": self.share,
            "state": self.state,
            "figures": [
                f"{label} {figure(name, metrics[name]['value'])}"
                for name, label in _FIRST.items()
                if name in metrics
            ],
        }


class Runs:
    """The runs since the page was opened, one at a time."""

    def __init__(self, workspace: Workspace, uploads: Path) -> None:
        self._workspace, self._uploads = workspace, uploads
        self._runs: dict[int, Run] = {}
        self._count = 0
        self._lock = threading.Lock()

    def begin(self, asked: Row) -> int:
        """Start a run of the sample's questions or of an uploaded file; gives its number."""
        path, name = SAMPLE / "questions.jsonl", "예제 질문"
        if asked.get("path"):
            path, name = Path(asked["path"]).resolve(), str(asked["name"])
            if not path.is_relative_to(self._uploads.resolve()) or not path.is_file():
                raise UsageError("올린 파일을 찾을 수 없습니다. 다시 올려 주세요.")
        elif not self._workspace.is_sample:
            raise UsageError("예제 질문은 예제 문서를 열었을 때만 잴 수 있습니다.")
        library = Settings.of(asked.get("settings")).applied(self._workspace.library)
        with self._lock:
            if any(run.state == "running" for run in self._runs.values()):
                raise UsageError("다른 평가가 진행되고 있습니다. 끝난 뒤에 다시 시작해 주세요.")
            self._count += 1
            run = self._runs[self._count] = Run(self._count, name, library, path)
            for number in list(self._runs)[:-_KEPT]:
                del self._runs[number]
        run.start()
        return run.number

    def rows(self) -> list[dict[str, object]]:
        """All runs, the newest first."""
        return [run.row() for run in reversed(self._runs.values())]

    def run(self, number: object) -> Run:
        """A run by its number; raises UsageError where it is no longer kept."""
        run = self._runs.get(int(str(number)))
        if run is None:
            raise UsageError("그 평가 결과가 더는 없습니다. 다시 재 주세요.")
        return run

    def finished(self, number: object) -> "Evaluation":
        """What came of a run."""
        evaluation = self.run(number).evaluation
        if evaluation is None or not evaluation.records:
            raise UsageError("아직 결과가 없는 평가입니다.")
        return evaluation


def functions(workspace: Workspace, uploads: Path) -> list[Callable[[Row], object]]:
    """What the browser asks for by name."""
    kept = Runs(workspace, uploads)

    def begin_run(asked: Row) -> object:
        return kept.begin(asked)

    def runs(_: Row) -> object:
        return kept.rows()

    def stop_run(asked: Row) -> object:
        kept.run(asked["number"]).stop()
        return True

    def run_result(asked: Row) -> object:
        against = kept.finished(asked["against"]) if asked.get("against") else None
        return result(kept.finished(asked["number"]), against)

    def run_report(asked: Row) -> object:
        from rag.evaluation.report_page import report_html

        return report_html(kept.finished(asked["number"]))

    return [begin_run, runs, stop_run, run_result, run_report]


def result(evaluation: "Evaluation", against: "Evaluation | None") -> dict[str, object]:
    """A run as HTML: figures, beside those of another one, plots and failures."""
    from rag.evaluation.failures import failures
    from rag.evaluation.report_page import plots

    wrong = [(record, failures(record)) for record in evaluation.records]
    failed = [(record, keys) for record, keys in wrong if keys]
    return {
        "figures": _figures(evaluation, against),
        "plots": "".join(f"<figure>{svg}</figure>" for svg in plots(evaluation).values()),
        "failed": len(failed),
        "failures": "".join(_failure(*one) for one in islice(failed, _FAILURES_SHOWN)),
    }


def _figures(evaluation: "Evaluation", against: "Evaluation | None") -> str:
    from rag.evaluation.measures import figure, meaning

    gains = _gains(evaluation, against) if against is not None else None
    rows = ""
    for name, row in evaluation.metrics().items():
        value, low, high = (figure(name, row[key]) for key in ("value", "low", "high"))
        cells = f'<td class="figure" data-label="값">{value}</td>'
        cells += f'<td class="figure quiet" data-label="오차 범위">{low} ~ {high}</td>'
        if gains is not None:
            cells += f'<td class="figure" data-label="차이">{gains.get(name, "-")}</td>'
        rows += f'<tr><th scope="row">{meaning(name)} <small>[{name}]</small></th>{cells}</tr>'
    compared = '<th scope="col" class="figure">차이(오차 범위)</th>' if gains is not None else ""
    return (
        '<thead><tr><th scope="col">무엇을 쟀나</th><th scope="col" class="figure">값</th>'
        f'<th scope="col" class="figure">오차 범위</th>{compared}</tr></thead><tbody>{rows}</tbody>'
    )


def _gains(evaluation: "Evaluation", against: "Evaluation") -> dict[str, str]:
    """How much better this run is than the other, on the questions that both asked."""
    from rag.evaluation.compare import compare
    from rag.evaluation.measures import difference

    compared = compare({"기준": against, "이번": evaluation})
    gains = {}
    for one in compared.differences:
        changed, low, high = (
            difference(one.measure, value) for value in (one.after - one.before, one.low, one.high)
        )
        gains[one.measure] = f"{changed} ({low} ~ {high})"
    return gains


def _failure(record: "Record", keys: list[str]) -> str:
    from rag.evaluation.failures import FAILURES

    question, answer = record.question, record.answer
    why = ", ".join(FAILURES[key] for key in keys)
    wanted = "답이 없음" if question.unanswerable else " / ".join(question.answers)
    said = f"{REFUSAL}." if answer.abstained else (answer.short or answer.text)
    return (
        f'<li><p><b>{escape(question.question)}</b> <span class="wrong">{why}</span></p>'
        f"<p>정답: {escape(wanted) or '-'}</p><p>문답: {escape(said)}</p>"
        f'<button type="button" class="ask" data-question="{escape(question.question)}">'
        "대화에서 물어보기</button></li>"
    )
