import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpus import Document, MundapError, UsageError
from rag import Answer, Library, Turn
from rag.evaluation.evaluate import Evaluation
from rag.evaluation.questions import Evidence, Question
from rag.evaluation.report import save
from rag.evaluation.runs import RECORDS, VARIANTS, read_run, recording, resumable

DOCUMENTS = [
    Document(f"{n}.md", f"글 {n}", f"{thing}은 {n}월 {n}일에 만들어졌다. 색은 {colour}이다.")
    for n, (thing, colour) in enumerate(
        [("연필", "노랑"), ("책상", "검정"), ("공책", "하양"), ("가방", "파랑")], 1
    )
]
QUESTIONS = [
    Question(
        f"q{n}",
        "date",
        f"{one.text.split('은 ')[0]}은 언제 만들어졌나요?",
        (f"{n}월 {n}일",),
        (Evidence(one.source, one.text.split(" 색은")[0]),),
        history=(Turn("안녕?", "네"),) if n == 4 else (),
    )
    for n, one in enumerate(DOCUMENTS, 1)
] + [Question("none", "none", "우산의 가격은 얼마인가요?", (), (), True)]


class Counting(Library):
    """A library that counts what it is asked, and is interrupted at the question `until`."""

    asked = 0
    until = 99

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        k: int = 10,
        answer_anyway: bool = False,
    ) -> Answer:
        if not answer_anyway:
            self.asked += 1
        if self.asked > self.until:
            raise KeyboardInterrupt
        return super().ask(question, history, k=k, answer_anyway=answer_anyway)


@pytest.fixture
def library() -> Counting:
    return Counting.from_documents(DOCUMENTS)


def comparable(evaluation: Evaluation) -> list[object]:
    return [(r.question, r.scores, r.grades, r.wrong, r.answer.text) for r in evaluation.records]


def test_what_was_kept_is_read_back_whole(library: Counting, tmp_path: Path) -> None:
    run = resumable(library, QUESTIONS, tmp_path / "run", ["spacing"])
    again = read_run(tmp_path / "run")
    assert comparable(again) == comparable(run)
    assert again.settings == run.settings
    assert again.variants == run.variants
    assert [v.id for v in run.variants] == ["q1", "q2", "q3"]  # one with a history stays out
    for one, other in zip(run.records, again.records, strict=True):
        assert one.answer.sentences == other.answer.sentences
        assert one.answer.citations == other.answer.citations
        assert one.answer.timings_ms == other.answer.timings_ms
        assert [h.passage for h in one.answer.hits] == [h.passage for h in other.answer.hits]
        assert [h.passage.id for h in one.ranking] == [h.passage.id for h in other.ranking]
    assert again.metrics() == run.metrics()


@pytest.mark.parametrize("cut", [0, 10])
def test_an_interrupted_run_goes_on_where_it_stopped(
    library: Counting, tmp_path: Path, cut: int
) -> None:
    library.until = 2
    with pytest.raises(KeyboardInterrupt):
        resumable(library, QUESTIONS, tmp_path)
    path = tmp_path / RECORDS
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == ["q1", "q2"]
    if cut:  # as a crash in the middle of writing leaves it
        path.write_bytes(path.read_bytes()[:-cut])
    library.asked, library.until = 0, 99
    run = resumable(library, QUESTIONS, tmp_path)
    assert library.asked == (4 if cut else 3)
    assert [record.question.id for record in run.records] == [one.id for one in QUESTIONS]
    assert comparable(run) == comparable(resumable(library, QUESTIONS, tmp_path / "whole"))
    assert comparable(read_run(tmp_path)) == comparable(run)


def test_variants_are_resumed_too(library: Counting, tmp_path: Path) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if stage == "변형 typo" and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        resumable(library, QUESTIONS, tmp_path, ["spacing", "typo"], stop)
    rows = (tmp_path / VARIANTS).read_text(encoding="utf-8").splitlines()
    assert len(rows) == 5
    run = resumable(library, QUESTIONS, tmp_path, ["spacing", "typo"])
    assert (tmp_path / VARIANTS).read_text(encoding="utf-8").splitlines()[:5] == rows
    assert len({(one.id, one.perturbation) for one in run.variants}) == len(run.variants) == 6


def test_other_conditions_are_refused_by_name(library: Counting, tmp_path: Path) -> None:
    resumable(library, QUESTIONS, tmp_path)
    with pytest.raises(UsageError, match="다른 것: 질문 집합"):
        resumable(library, QUESTIONS[:-1], tmp_path)
    other = Counting.from_documents(DOCUMENTS[:-1])
    with pytest.raises(UsageError, match="다른 것: 문서와 단락"):
        resumable(other, QUESTIONS, tmp_path)
    assert len(read_run(tmp_path).records) == len(QUESTIONS)


def test_a_folder_with_other_files_is_left_alone(library: Counting, tmp_path: Path) -> None:
    (tmp_path / "소중한 파일").write_text("글")
    for place in (tmp_path, tmp_path / "소중한 파일"):
        with pytest.raises(UsageError, match="비어 있지 않습니다"):
            resumable(library, QUESTIONS, place)
        with pytest.raises(UsageError, match="비어 있지 않습니다"), recording(place):
            pass
    assert [path.name for path in tmp_path.iterdir()] == ["소중한 파일"]


def broken(folder: Path) -> Iterator[None]:
    path = folder / RECORDS
    lines = path.read_bytes().split(b"\n")
    for bad in (b"{", b"[]", b'{"id": "q2"}', lines[1].replace(b'"scores"', b'"score"')):
        path.write_bytes(b"\n".join([lines[0], bad, *lines[2:]]))
        yield


def test_damaged_records_are_named_by_line(library: Counting, tmp_path: Path) -> None:
    resumable(library, QUESTIONS, tmp_path)
    for _ in broken(tmp_path):
        with pytest.raises(UsageError, match="깨져 있습니다.*2번째 줄"):
            read_run(tmp_path)


@pytest.mark.parametrize("other", [{}, {"format": 0}, {"format": 99}])
def test_rows_of_another_version_are_not_called_damaged(
    library: Counting, tmp_path: Path, other: dict[str, int]
) -> None:
    resumable(library, QUESTIONS, tmp_path)
    (tmp_path / RECORDS).write_text('{"id": "q1", "hits": []}\n', encoding="utf-8")
    path = tmp_path / "run.json"
    conditions = json.loads(path.read_text(encoding="utf-8"))
    del conditions["format"]
    path.write_text(json.dumps(conditions | other), encoding="utf-8")
    for act in (lambda: read_run(tmp_path), lambda: resumable(library, QUESTIONS, tmp_path)):
        with pytest.raises(UsageError, match="다른 판의 문답으로 잰 결과"):
            act()


def test_a_second_process_is_kept_out_until_the_first_is_gone(tmp_path: Path) -> None:
    place = tmp_path / "결과"
    holding = "import sys, time, pathlib, rag.evaluation.runs\n"
    holding += (
        "with rag.evaluation.runs.recording(pathlib.Path(sys.argv[1])): print(flush=True), input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        first.stdout.readline()
        with pytest.raises(MundapError, match="다른 프로그램이"), recording(place):
            pass
        first.kill()
    with recording(place):
        assert place.is_dir()


def test_what_is_no_run_is_said(library: Counting, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="평가 결과가 없는 폴더"):
        read_run(tmp_path)
    library.until = 0
    with pytest.raises(KeyboardInterrupt):
        resumable(library, QUESTIONS, tmp_path)
    with pytest.raises(UsageError, match="아직 잰 질문이 없는"):
        read_run(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(MundapError, match="쓸 수 없습니다"):
        resumable(library, QUESTIONS, tmp_path / "file" / "under")


def test_the_reports_of_a_run_lie_in_its_folder(library: Counting, tmp_path: Path) -> None:
    run = resumable(library, QUESTIONS, tmp_path, ["spacing"])
    save(run, tmp_path)
    row = json.loads((tmp_path / "metrics.json").read_text(encoding="utf-8"))
    assert row["metrics"] == run.metrics()
    assert {drop["perturbation"] for drop in row["perturbations"]} == {"spacing"}
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "잘못 친 질문" in html
    assert (tmp_path / "run.trec").read_text(encoding="utf-8").startswith("q1 Q0 ")
    assert len((tmp_path / "ragas.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    for path in (tmp_path / "plots").iterdir():
        assert path.read_bytes().startswith(b"\x89PNG"), path
