"""Question sets: their values, and our own JSONL; the formats of others are in `formats`."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from corpus import Document, UsageError
from corpus.text import UndecodableError, clean, decode
from index import bare
from rag.conversation.topics import Turn
from rag.searching import checked

Row = Mapping[str, Any]
_Raw = TypeVar("_Raw")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that answers: `quote` occurs verbatim in the document `source`.

    Without a quote the whole document is the evidence. `grade` says how relevant it is, from 1.
    Evidence of one `fact` is interchangeable; where none is named, `facts` finds out.
    """

    source: str
    quote: str = ""
    grade: int = 1
    fact: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a question set; `answers` are acceptable strings.

    A `draft` was made by a program and nobody has looked at it yet. `place` says where the
    question stands, for people.
    """

    id: str
    kind: str
    question: str
    answers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    unanswerable: bool = False
    history: tuple[Turn, ...] = ()
    draft: bool = False
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, and the documents that the set brings along (empty for our own format)."""

    questions: tuple[Question, ...]
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is only to be answered, and the turns before it."""

    id: object
    question: str
    history: tuple[Turn, ...]


class BadRowError(Exception):
    """What is wrong with a row, in Korean; `located` adds the place."""


def read_questions(path: Path) -> QuestionSet:
    """Read a question set, its format told by its content.

    Raises UsageError with one sentence that names the file, the line and the field.
    """
    from rag.evaluation.formats import read_foreign  # which builds on the values of this module

    found = read_foreign(path)
    if found is None:
        rows = located(path, json_lines(path), partial(_question, path))
        found = QuestionSet(tuple(rows))
    if not found.questions:
        raise UsageError(f"질문이 하나도 없는 파일입니다({path}).")
    _require_distinct(found.questions)
    return found


def read_asked(path: Path) -> tuple[Asked, ...]:
    """Read a JSONL file of questions without answers.

    Raises UsageError with one sentence that names the file, the line and the field.
    """
    return tuple(located(path, json_lines(path), _asked))


def _require_distinct(questions: Sequence[Question]) -> None:
    """Raise UsageError where two questions have the same id: results could not be told apart."""
    places: dict[str, str] = {}
    for one in questions:
        if one.id in places:
            both = "; ".join(place for place in (places[one.id], one.place) if place)
            raise UsageError(f"'id' 항목이 겹칩니다: '{one.id}'({both}). 서로 다르게 적어 주세요.")
        places[one.id] = one.place


def join(sets: Sequence[QuestionSet]) -> QuestionSet:
    """Several sets as one; raises UsageError where their documents do not go together."""
    if len({bool(one.documents) for one in sets}) > 1:
        raise UsageError(
            "문서가 딸린 질문 집합과 폴더의 문서에 대한 질문 집합은 함께 잴 수 없습니다. "
            "따로 재 주세요."
        )
    documents = tuple(document for one in sets for document in one.documents)
    if len({document.source for document in documents}) < len(documents):
        raise UsageError("질문 집합들에 딸린 문서의 이름이 겹칩니다. 따로 재 주세요.")
    questions = tuple(row for one in sets for row in one.questions)
    _require_distinct(questions)
    return QuestionSet(questions, documents)


def within(asked: QuestionSet, documents: Mapping[str, Document]) -> QuestionSet:
    """A set that brings documents along, as questions on other documents that may hold them.

    Evidence becomes the text of its document, wherever that stands; where it does not, only the
    answers are left to judge by.
    """
    texts = {one.source: one.text.strip() for one in asked.documents}
    homes = {
        source: next((name for name, home in documents.items() if text in home.text), None)
        for source, text in texts.items()
    }
    return QuestionSet(
        tuple(
            replace(
                question,
                evidence=tuple(
                    replace(one, source=home, quote=one.quote or texts[one.source])
                    for one in question.evidence
                    if (home := homes.get(one.source)) is not None
                ),
            )
            for question in asked.questions
        )
    )


def facts(question: Question) -> list[tuple[Evidence, ...]]:
    """The evidence in groups, one member of which is enough.

    A group is a named fact, or else a gold answer with all the evidence that quotes it. Where no
    evidence quotes an answer, each stands by itself.
    """
    groups: dict[int | str, list[Evidence]] = {}
    for one in question.evidence:
        quoted = [answer for answer in question.answers if bare(answer) in bare(one.quote)]
        for key in quoted if one.fact is None else [one.fact]:
            groups.setdefault(key, []).append(one)
    return [tuple(group) for group in groups.values()] or [(one,) for one in question.evidence]


def holds(text: str, accepted: Iterable[str]) -> bool:
    """Whether a text holds one of the accepted answers, however they are spaced."""
    told = bare(text)
    return any(bare(one) in told for one in accepted)


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line numbers and objects of a JSONL file; raises UsageError at the first bad line."""
    text = read_text(path)
    if text.lstrip().startswith("["):
        raise UsageError(
            f"질문이 JSON 목록으로 적힌 파일입니다({path}). 목록의 괄호와 쉼표 없이 한 줄에 질문 "
            "하나씩(JSONL) 적어 주세요."
        )
    # Not splitlines: JSON strings may hold the other line ends of Unicode.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            if not line.lstrip().startswith(("{", "[", '"')):
                raise UsageError(
                    f"한 줄에 JSON 하나씩 적은 질문 파일이 아닙니다({path}, {number}번째 줄). "
                    "JSONL이나 KorQuAD/SQuAD, BEIR, TREC, AutoRAG 형식으로 적어 주세요."
                ) from error
            sign = f" {error.colno}번째 글자" if isinstance(error, json.JSONDecodeError) else ""
            raise UsageError(f"JSON이 깨진 줄입니다({path}, {number}번째 줄{sign}).") from error
        if not isinstance(row, dict):
            raise UsageError(f"JSON 객체가 아닌 줄입니다({path}, {number}번째 줄).")
        yield number, row


def read_text(path: Path) -> str:
    """The text of a file as Korean editors write it; raises UsageError where there is none."""
    try:
        return decode(path.read_bytes())
    except UndecodableError as error:
        raise UsageError(
            f"글자로 읽을 수 없는 질문 파일입니다({path}: UTF-8, UTF-16, CP949가 아님)."
        ) from error
    except OSError as error:
        raise UsageError(f"질문 파일을 읽을 수 없습니다({path}). 경로를 확인해 주세요.") from error


def located(
    path: Path,
    rows: Iterable[tuple[int, _Raw]],
    make: Callable[[int, _Raw], _Made],
    unit: str = "줄",
) -> Iterator[_Made]:
    """`make` of every numbered row; a BadRowError becomes a UsageError that names the place."""
    for number, row in rows:
        try:
            yield make(number, row)
        except BadRowError as error:
            raise UsageError(f"{error}({path}, {number}번째 {unit}).") from error


def text_of(row: Row, *keys: str) -> str:
    """The text under the first of `keys` that the row has; raises BadRowError."""
    value = next((row[key] for key in keys if key in row), None)
    if value is None:
        raise BadRowError(f"'{keys[0]}' 항목이 없습니다")
    return checked_text(value, keys[0])


def checked_text(value: object, key: str) -> str:
    """A text, or a number as text; raises BadRowError for anything else or nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise BadRowError(f"'{key}' 항목은 비어 있지 않은 글이어야 합니다")
    # JSON can hold halves of characters, of which nothing can be done.
    if any(0xD800 <= ord(sign) <= 0xDFFF for sign in str(value)):
        raise BadRowError(f"'{key}' 항목에 깨진 글자가 있습니다")
    return str(value)


def list_of(row: Row, key: str) -> Sequence[Any]:
    """The list under `key`, empty where the row has none; raises BadRowError."""
    value = row.get(key)
    if value is not None and not isinstance(value, list):
        raise BadRowError(f"'{key}' 항목은 목록이어야 합니다")
    return value or []


def rows_of(row: Row, key: str) -> Sequence[Row]:
    """The list of objects under `key`, empty where the row has none; raises BadRowError."""
    values = list_of(row, key)
    if not all(isinstance(value, dict) for value in values):
        raise BadRowError(f"'{key}' 항목은 객체의 목록이어야 합니다")
    return values


def flag_of(row: Row, key: str) -> bool:
    """The truth value under `key`, False where the row has none; raises BadRowError."""
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise BadRowError(f"'{key}' 항목은 true나 false여야 합니다")
    return value


def _question(path: Path, number: int, row: Row) -> Question:
    # The question itself stays as typed: how it is read is what the set measures.
    found = Question(
        id=str(row.get("id", number)),
        kind=str(row.get("kind", "direct")),
        question=text_of(row, "question"),
        answers=tuple(clean(checked_text(one, "answers")) for one in list_of(row, "answers")),
        evidence=_each(row, "evidence", _evidence),
        unanswerable=flag_of(row, "unanswerable"),
        history=_each(row, "history", _turn),
        draft=flag_of(row, "draft"),
        place=f"{path}, {number}번째 줄",
    )
    if not (found.answers or found.evidence or found.unanswerable):
        raise BadRowError(
            "'answers'나 'evidence' 항목이 있어야 합니다. 답이 없는 질문이면 'unanswerable'을 "
            "true로 적어 주세요"
        )
    if found.answers and found.unanswerable:
        raise BadRowError("'answers'가 있는데 'unanswerable' 항목이 true입니다")
    return found


def _asked(number: int, row: Row) -> Asked:
    try:
        question = checked(text_of(row, "question"))
    except UsageError as error:
        raise BadRowError(str(error).rstrip(".")) from error
    return Asked(row.get("id", number), question, _each(row, "history", _turn))


def _each(row: Row, key: str, make: Callable[[Row], _Made]) -> tuple[_Made, ...]:
    """`make` of every object under `key`; a BadRowError names the one that it is about."""
    found = []
    for number, one in enumerate(rows_of(row, key)):
        try:
            found.append(make(one))
        except BadRowError as error:
            raise BadRowError(f"{key}[{number}]의 {error}") from error
    return tuple(found)


def _evidence(row: Row) -> Evidence:
    return Evidence(clean(text_of(row, "source")), clean(str(row.get("quote") or "")))


def _turn(row: Row) -> Turn:
    answer = row.get("answer") or ""
    return Turn(text_of(row, "question"), checked_text(answer, "answer") if answer else "")
