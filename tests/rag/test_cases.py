import json
from pathlib import Path

import pytest

import rag.train.cases
from rag.evaluation.questions import read_questions
from rag.train.cases import OFFICE, written_cases

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


def test_our_own_questions_are_those_of_every_other_article(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "articles.jsonl"
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    path.write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(rag.train.cases, "_WRITTEN", path)
    first, second = written_cases(ARTICLES, 0)
    assert first.written
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


def test_documents_of_offices_bear_out_their_questions() -> None:
    for path in sorted(OFFICE.glob("*.jsonl")):
        text = path.with_suffix(".md").read_text(encoding="utf-8")
        for question in read_questions(path).questions:
            assert question.unanswerable != bool(question.answers), question.id
            assert all(e.quote in text for e in question.evidence), question.id
            assert not question.answers or question.answers[0] in text, question.id
