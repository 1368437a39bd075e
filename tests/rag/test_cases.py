import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest

import rag.train.cases
from rag.evaluation.questions import read_questions
from rag.train.cases import FILES, OFFICE, file_cases, folder_library, vain_cases, written_cases

ARTICLES = [
    {
        "title": "가람전자",
        "paragraphs": [
            {"context": "가람전자는 1998년에 박서연이 대전에서 설립한 회사다.", "qas": []},
            {"context": "가람전자의 직원은 모두 1,250명이다.", "qas": []},
        ],
    },
    {
        "title": "새벽전자",
        "paragraphs": [{"context": "새벽전자의 대표는 한지우이다.", "qas": []}],
    },
]
ROWS = [
    {"paragraph": "000/000", "kind": "direct", "question": "누가 세웠나요?", "answer": [13, 16]},
    {"paragraph": "000/001", "kind": "near-miss", "question": "직원의 평균 나이는?"},
    {
        "paragraph": "001/000",
        "kind": "direct",
        "question": "대표는 누구인가요?",
        "answer": [10, 13],
    },
]


@pytest.fixture
def our_own_questions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    path.write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(rag.train.cases, "_WRITTEN", path)


@pytest.mark.usefixtures("our_own_questions")
def test_our_own_questions_are_those_of_every_other_article() -> None:
    first, second = written_cases(ARTICLES, 0)
    assert first.sort == "written"
    assert first.answers == {"000/000.txt": (["박서연"], 13)}
    assert [hit.passage.source for hit in first.hits if first.tells(hit)] == ["000/000.txt"]
    assert {hit.passage.source for hit in first.hits} == {
        "000/000.txt",
        "000/001.txt",
        "001/000.txt",
    }
    assert not second.answerable
    assert {hit.passage.source for hit in second.hits} == {"000/000.txt", "000/001.txt"}
    (third,) = written_cases(ARTICLES, 1)
    assert third.answers == {"001/000.txt": (["한지우"], 10)}


@pytest.mark.usefixtures("our_own_questions")
def test_an_answer_is_found_where_a_passage_that_is_read_tells_it() -> None:
    found, _ = written_cases(ARTICLES, 0)
    assert found.is_found
    assert not replace(found, hits=found.hits[1:]).is_found


def test_questions_in_vain_are_asked_of_documents_that_do_not_speak_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    for n in range(20):
        (office / f"{n:02d}.md").write_text(
            f"# 장비 {n}\n\n장비 {n}의 값은 {n}만 원이다.\n", "utf-8"
        )
        row = {
            "id": f"{n}",
            "kind": "direct",
            "question": f"장비 {n}의 값은?",
            "answers": [f"{n}만 원"],
            "evidence": [{"source": f"{n:02d}.md", "quote": f"장비 {n}의 값은 {n}만 원이다."}],
        }
        (office / f"{n:02d}.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    idle = tmp_path / "idle.txt"
    lines = [f"고양이 {n}마리는 어디서 자나요?\n" for n in range(39)]
    # All documents of offices together speak of this one.
    idle.write_text("".join([*lines[:19], "장비 값\n", *lines[19:]]), "utf-8")
    monkeypatch.setattr(rag.train.cases, "OFFICE", office)
    monkeypatch.setattr(rag.train.cases, "_IDLE", idle)
    first, second = (list(vain_cases(ARTICLES, part)) for part in (0, 1))
    assert not any(case.answerable or case.answers for case in (*first, *second))
    assert all(case.sort == "in vain" for case in first)
    asked = [{case.readings[0] for case in part} for part in (first, second)]
    assert len(asked[0]) == len(asked[1]) == 30
    sizes = {len(case.library.documents) for case in first if case.kind == "idle"}
    assert sizes == {1, 8, 20, 3}
    assert not asked[0] & asked[1]
    for case in (*first, *second):
        if case.kind == "foreign":
            number = int(case.readings[0].split()[1].removesuffix("의"))
            assert f"{number:02d}.md" not in case.library.documents
    spoken = [case for case in second if case.readings[0] == "장비 값"]
    assert {len(case.library.documents) for case in spoken} == {1, 8}
    assert not {case.group for case in first} & {case.group for case in second}


BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
SETS = {
    folder: sorted(folder.glob("*.jsonl")) or [folder.with_suffix(".jsonl")]
    for folder in (OFFICE, FILES, BENCHMARKS / "unseen")
}


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_documents_bear_out_their_questions(folder: Path) -> None:
    documents = folder_library(folder).documents
    for question in (one for path in SETS[folder] for one in read_questions(path).questions):
        assert question.unanswerable != bool(question.answers), question.id
        for evidence in question.evidence:
            text = documents[evidence.source].text
            assert evidence.quote in text, question.id
            assert question.answers[0] in text, question.id


def test_of_each_file_some_questions_are_asked_of_all_and_some_of_that_one_alone() -> None:
    cases = list(itertools.islice(file_cases(0), 20))
    assert {case.sort for case in cases} == {"files"}
    assert {len(case.library.documents) for case in cases} == {1, len(SETS[FILES])}
    read = {Path(hit.passage.source).suffix for case in cases for hit in case.hits}
    assert read >= {".docx", ".html", ".hwpx", ".pdf", ".pptx", ".xlsx"}


def test_nothing_learns_from_what_is_measured() -> None:
    measured = [
        path.name
        for name in ("unseen", "everyday", "files", "desk")
        for path in (BENCHMARKS / name).iterdir()
        if path.is_file()
    ]
    assert len(measured) > 100
    assert not any((folder / name).exists() for folder in (OFFICE, FILES) for name in measured)
