"""Question sets: our JSONL, KorQuAD and SQuAD JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Document, UsageError
from rag.conversation import Turn


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that answers: `quote` occurs verbatim in the document `source`."""

    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a question set; `answers` are acceptable strings."""

    id: str
    kind: str
    question: str
    answers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    unanswerable: bool = False
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, and the documents that the set brings along (empty for our own format)."""

    questions: tuple[Question, ...]
    documents: tuple[Document, ...] = ()


def read_questions(path: Path) -> QuestionSet:
    """Read a question set; raises UsageError naming the file and the line."""
    if path.suffix.lower() == ".json":
        return _read_squad(path)
    return QuestionSet(tuple(_question(path, number, row) for number, row in json_lines(path)))


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line numbers and objects of a JSONL file; raises UsageError at the first bad line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"질문 파일을 읽을 수 없습니다({path}). 경로를 확인해 주세요.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise UsageError(f"JSON 객체가 아닌 줄입니다({path}, {number}번째 줄).")
        yield number, row


def _question(path: Path, number: int, row: Mapping[str, Any]) -> Question:
    try:
        return Question(
            id=str(row.get("id", number)),
            kind=str(row.get("kind", "direct")),
            question=row["question"],
            answers=tuple(row.get("answers", ())),
            evidence=tuple(Evidence(e["source"], e["quote"]) for e in row.get("evidence", ())),
            unanswerable=bool(row.get("unanswerable", False)),
            history=tuple(Turn(t["question"], t["answer"]) for t in row.get("history", ())),
        )
    except (KeyError, TypeError) as error:
        raise UsageError(
            f"질문의 형식이 맞지 않습니다({path}, {number}번째 줄: {error})."
        ) from error


def _read_squad(path: Path) -> QuestionSet:
    """KorQuAD 1.0 and SQuAD 1.1/2.0; each paragraph becomes a document."""
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        documents: list[Document] = []
        questions: list[Question] = []
        for i, article in enumerate(articles):
            for j, paragraph in enumerate(article["paragraphs"]):
                source = f"{i:04d}/{j:03d}.txt"
                documents.append(Document(source, article["title"], paragraph["context"]))
                questions.extend(_squad_question(source, qa) for qa in paragraph["qas"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"SQuAD 형식의 JSON이 아닙니다({path}).") from error
    return QuestionSet(tuple(questions), tuple(documents))


def _squad_question(source: str, row: Mapping[str, Any]) -> Question:
    answers = tuple(dict.fromkeys(answer["text"] for answer in row["answers"]))
    return Question(
        id=str(row["id"]),
        kind="squad",
        question=row["question"],
        answers=answers,
        evidence=(Evidence(source, ""),) if answers else (),
        unanswerable=bool(row.get("is_impossible", False)),
    )
