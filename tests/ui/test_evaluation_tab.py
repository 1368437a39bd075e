import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus import UsageError
from rag import Library
from ui.evaluation_tab import Runs, functions
from ui.workspace import Workspace

Call = Callable[..., Any]
ROWS = (
    ("연차 휴가는 며칠인가요?", "15일", "연차 휴가는 1년에 15일을 준다."),
    ("병가는 며칠까지 쓸 수 있나요?", "<61일>", "병가는 연 60일까지 쓸 수 있다."),
)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    rows = [
        {
            "id": str(number),
            "kind": "단답",
            "question": question,
            "answers": [answer],
            "evidence": [{"source": "휴가.md", "quote": quote}],
            "unanswerable": False,
        }
        for number, (question, answer, quote) in enumerate(ROWS)
    ]
    path = tmp_path / "올림/질문.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def call(library: Library, questions: Path) -> Call:
    by_name = {one.__name__: one for one in functions(Workspace(library), questions.parent)}
    return lambda function, /, **asked: by_name[function](asked)


def finished(call: Call, number: int) -> dict[str, Any]:
    for _ in range(600):
        row = next(row for row in call("runs") if row["number"] == number)
        if row["state"] != "running":
            return dict(row)
        time.sleep(0.05)
    raise AssertionError("still running")


def test_a_run_gives_figures_plots_failures_and_a_report(call: Call, questions: Path) -> None:
    number = call("begin_run", path=str(questions), name="내 질문.jsonl")
    row = finished(call, number)
    assert (row["state"], row["text"], row["name"]) == ("done", "질문 2개", "내 질문.jsonl")
    assert row["figures"][0] == "바르게 답함 50.0%"
    shown = call("run_result", number=number)
    assert shown["failed"] == 1
    assert "답이 틀림" in shown["failures"]
    assert "정답: &lt;61일&gt;" in shown["failures"]
    assert ROWS[0][0] not in shown["failures"]
    assert shown["plots"].startswith('<figure><svg class="plot"')
    assert "<!doctype html>" in call("run_report", number=number)


def test_two_runs_are_compared_question_by_question(call: Call, questions: Path) -> None:
    asked = {"path": str(questions), "name": "질문"}
    first, second = (
        finished(call, call("begin_run", **asked, settings=settings))["number"]
        for settings in ({}, {"k": 1})
    )
    figures = call("run_result", number=second, against=first)["figures"]
    assert "차이(오차 범위)" in figures
    assert "+0.0%p (+0.0%p ~ +0.0%p)" in figures
    assert "위에서 1개 안에 근거가 나온 질문의 비율 <small>[hit@1]</small>" in figures
    assert [row["number"] for row in call("runs")] == [second, first]


def test_a_run_can_be_stopped_and_what_was_asked_is_kept(call: Call, questions: Path) -> None:
    row = json.loads(questions.read_text(encoding="utf-8").splitlines()[0])
    many = "\n".join(json.dumps({**row, "id": str(number)}) for number in range(2000))
    questions.write_text(many, encoding="utf-8")
    number = call("begin_run", path=str(questions), name="많은 질문")
    with pytest.raises(UsageError, match="다른 평가가 진행되고 있습니다"):
        call("begin_run", path=str(questions), name="하나 더")
    while "질문 " not in call("runs")[0]["text"] or call("runs")[0]["share"] == 0:
        time.sleep(0.01)
    call("stop_run", number=number)
    row = finished(call, number)
    assert row["state"] == "stopped"
    assert "(모두 2,000개)" in row["text"]


def test_evidence_that_is_in_no_document_is_told(call: Call, questions: Path) -> None:
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    rows[1] |= {"evidence": [{"source": "포상.md", "quote": "상은 봄에 준다."}], "draft": True}
    questions.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    row = finished(call, call("begin_run", path=str(questions), name="내 질문.jsonl"))
    assert row["state"] == "done"
    assert row["cautions"].splitlines() == [
        "근거 1개가 문서에 없어 찾지 못한 것으로 셉니다.",
        "  내 질문.jsonl, 2번째 줄: evidence[0]의 source 문서가 없음(포상.md)",
        "사람이 아직 살펴보지 않은 초안 질문이 1개 있습니다.",
    ]
    questions.write_text(json.dumps(rows[1]), encoding="utf-8")
    row = finished(call, call("begin_run", path=str(questions), name="남의 질문"))
    assert row["state"] == "failed"
    assert row["text"].startswith(
        "질문의 근거가 하나도 문서에 없습니다(첫 번째: 남의 질문, 1번째 줄"
    )


def test_sets_with_documents_are_measured_with_the_models_of_the_page(
    folder: Path, questions: Path, tiny_bert: Callable[[int], Path]
) -> None:
    models = {"embedder": str(tiny_bert(0)), "reranker": str(tiny_bert(1))}
    library = Library.open(folder, **models)
    qa = {"id": "1", "question": "얼음은 몇 도에서 녹나?", "answers": [{"text": "0도"}]}
    paragraphs = [{"context": "얼음은 0도에서 녹는다.", "qas": [qa]}]
    questions.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    runs = Runs(Workspace(library), questions.parent)
    number = runs.begin({"path": str(questions), "name": "얼음"})
    while runs.run(number).state == "running":
        time.sleep(0.05)
    measured = runs.finished(number).settings
    assert library.reranker is not None
    assert (measured["embedder"], measured["reranker"]) == (
        library.embedder_name,
        library.reranker.name,
    )


def test_a_bad_file_is_told(call: Call, questions: Path, tmp_path: Path) -> None:
    questions.write_text("{", encoding="utf-8")
    row = finished(call, call("begin_run", path=str(questions), name="깨진 것"))
    assert row["state"] == "failed"
    assert "깨진 것" in row["text"]
    assert str(questions) not in row["text"]
    with pytest.raises(UsageError, match="올린 파일을 찾을 수 없습니다"):
        call("begin_run", path=str(tmp_path / "밖.jsonl"), name="밖")
    with pytest.raises(UsageError, match="예제 문서를 열었을 때만"):
        call("begin_run")
    with pytest.raises(UsageError, match="아직 결과가 없는"):
        call("run_result", number=row["number"])
