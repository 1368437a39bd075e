"""A run on disk: what was measured, a row a question, written as it goes.

    OUT/run.json         the conditions: questions, documents, models, weights
    OUT/records.jsonl    one object a question: what was asked, found, said, and its scores
    OUT/variants.jsonl   one object a question that was asked again as people mistype it

A run that was stopped goes on from there under the same conditions, and only under those, and only
one process at a time.
"""

import hashlib
import importlib.metadata
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO, TypeVar

from corpus import MundapError, UsageError
from corpus.errors import cause
from index import Passage, Progress
from index.lock import hold
from rag.answer import Answer, Citation, Hit, Sentence
from rag.conversation.topics import Turn
from rag.evaluation.evaluate import Evaluation, Record, measure, settings
from rag.evaluation.questions import Evidence, Question
from rag.evaluation.variants import Variant, variable, vary
from rag.library import Library

RECORDS = "records.jsonl"
VARIANTS = "variants.jsonl"
_CONDITIONS = "run.json"
_LOCK = "lock"
# Of the rows on disk; greater whenever an earlier one could not be read any more.
_FORMAT = 1
_NAMES = {
    "question_set": "질문 집합",
    "index": "문서와 단락",
    "embedder": "임베딩 모델",
    "reranker": "순위를 다시 매기는 모델",
    "reader": "답을 쓰는 모델",
    "fusion": "검색 가중치",
    "version": "문답의 판",
}
_SHOWN = 3
_LONGEST_ROW = 1 << 24
_Made = TypeVar("_Made")
Row = Mapping[str, Any]


@contextmanager
def recording(folder: Path) -> Iterator[None]:
    """Be the only process that measures into `folder`, which is made if need be.

    Raises MundapError where another process does, or where the folder cannot be written, and
    UsageError where it holds something else.
    """
    _require_place(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = hold(folder / _LOCK)
    except OSError as error:
        raise _unwritable(folder, error) from error
    if lock is None:
        raise MundapError(
            f"다른 프로그램이 이 폴더에 결과를 남기고 있습니다({folder}). 끝난 뒤에 다시 하거나 "
            "다른 폴더를 --out으로 지정해 주세요."
        )
    with lock:
        yield


def resumable(
    library: Library,
    questions: Sequence[Question],
    folder: Path,
    ways: Sequence[str] = (),
    progress: Progress | None = None,
) -> Evaluation:
    """As `evaluate`, ranking deep, but kept in `folder`, and what is there is not asked again.

    `ways` are perturbations to ask the questions in as well. Raises UsageError where the folder
    holds a run under other conditions. Within `recording(folder)` where others may write there.
    """
    conditions = _conditions(library, questions)
    _take_up(folder, conditions)
    path = folder / RECORDS
    done = {one.question.id: one for one in _rows(path, _record_reader())}
    left = [question for question in questions if question.id not in done]
    with _opened(path) as file:
        for record in measure(library, left, deep=True):
            done[record.question.id] = record
            _append(file, _record_row(record))
            if progress is not None:
                progress("질문", len(done), len(questions))
    records = tuple(done[question.id] for question in questions)
    return Evaluation(records, conditions, _varied(library, questions, folder, ways, progress))


def _varied(
    library: Library,
    questions: Sequence[Question],
    folder: Path,
    ways: Sequence[str],
    progress: Progress | None,
) -> tuple[Variant, ...]:
    """The variants in the folder and those that are still to be asked."""
    path = folder / VARIANTS
    done = [one for one in _rows(path, _variant) if one.perturbation in ways]
    asked = variable(questions)
    for name in ways:
        known = {one.id for one in done if one.perturbation == name}
        left = [question for question in asked if question.id not in known]
        place = {question.id: number for number, question in enumerate(asked, 1)}
        with _opened(path) as file:
            for one in vary(library, left, name):
                done.append(one)
                _append(file, asdict(one))
                if progress is not None:
                    progress(f"변형 {name}", place[one.id], len(asked))
    return tuple(done)


def read_run(folder: Path) -> Evaluation:
    """A run that was kept, whole or not; raises UsageError where there is none."""
    if not is_run(folder):
        raise UsageError(f"평가 결과가 없는 폴더입니다({folder}). --out으로 남긴 폴더여야 합니다.")
    conditions = _read_conditions(folder)
    records = _rows(folder / RECORDS, _record_reader())
    if not records:
        raise UsageError(f"아직 잰 질문이 없는 평가 결과입니다({folder}).")
    variants = tuple(_rows(folder / VARIANTS, _variant))
    return Evaluation(tuple(records), conditions, variants)


def is_run(folder: Path) -> bool:
    """Whether a folder holds a run."""
    return (folder / _CONDITIONS).is_file()


def digest(rows: Iterator[object]) -> str:
    """A fingerprint of values that JSON can hold, the same on every machine."""
    found = hashlib.sha256()
    for row in rows:
        found.update(json.dumps(row, ensure_ascii=False, sort_keys=True).encode())
    return found.hexdigest()[:16]


def _conditions(library: Library, questions: Sequence[Question]) -> dict[str, object]:
    version = ""
    with suppress(importlib.metadata.PackageNotFoundError):
        version = importlib.metadata.version("mundap")
    conditions = settings(library, questions) | {
        "format": _FORMAT,
        "version": version,
        "question_set": digest(_question_row(one) for one in questions),
        "index": digest([one.id, one.context, one.text] for one in library.passages),
    }
    return dict(json.loads(json.dumps(conditions)))


def _take_up(folder: Path, conditions: Row) -> None:
    """Begin a run in a new folder, or make sure that the one there is under these conditions."""
    _require_place(folder)
    if not is_run(folder):
        write(folder / _CONDITIONS, json.dumps(conditions, ensure_ascii=False, indent=1) + "\n")
        return
    before = _read_conditions(folder)
    others = [name for key, name in _NAMES.items() if before.get(key) != conditions.get(key)]
    if others:
        raise UsageError(
            f"다른 조건에서 잰 결과가 있는 폴더입니다({folder}; 다른 것: {', '.join(others)}). "
            "다른 폴더를 --out으로 지정하거나 이 폴더를 지워 주세요."
        )


def _require_place(folder: Path) -> None:
    """Raise UsageError where a folder holds anything but a run."""
    if is_run(folder) or not folder.exists():
        return
    if not folder.is_dir() or any(path.name != _LOCK for path in folder.iterdir()):
        raise UsageError(
            f"결과를 남길 폴더가 비어 있지 않습니다({folder}). 새 폴더를 지정해 주세요."
        )


def _read_conditions(folder: Path) -> dict[str, Any]:
    """The conditions of a run; raises UsageError where another version's rows cannot be read."""
    try:
        conditions = dict(json.loads((folder / _CONDITIONS).read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(f"평가 결과를 읽을 수 없습니다({folder / _CONDITIONS}).") from error
    if conditions.get("format") != _FORMAT:
        raise UsageError(
            f"다른 판의 문답으로 잰 결과라 읽을 수 없습니다({folder}). 다른 폴더에 다시 재거나 "
            "이 폴더를 지워 주세요."
        )
    return conditions


def write(path: Path, content: str | bytes) -> None:
    """Write a file and the folders above it; raises MundapError where that cannot be done."""
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise _unwritable(path, error) from error


def _opened(path: Path) -> TextIO:
    """The rows to add to, without a last line that was cut short."""
    try:
        with path.open("a+b") as file:
            end = file.seek(0, os.SEEK_END)
            start = file.seek(max(0, end - _LONGEST_ROW))
            file.truncate(start + file.read().rfind(b"\n") + 1)
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise _unwritable(path, error) from error


def _append(file: TextIO, row: Row) -> None:
    try:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
        file.flush()
    except OSError as error:
        raise _unwritable(Path(file.name), error) from error


def _unwritable(path: Path, error: OSError) -> MundapError:
    return MundapError(
        f"결과를 쓸 수 없습니다({path}: {cause(error)}). 경로와 디스크 공간을 확인해 주세요."
    )


def _rows(path: Path, make: Callable[[Row], _Made]) -> list[_Made]:
    """`make` of every whole row; raises UsageError where one is damaged."""
    if not path.is_file():
        return []
    found = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n"):
                break
            try:
                found.append(make(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise UsageError(
                    f"평가 기록이 깨져 있습니다({path}, {number}번째 줄). 폴더를 지우고 다시 재 "
                    "주세요."
                ) from error
    return found


def _question_row(question: Question) -> dict[str, object]:
    row = asdict(question)
    del row["place"]  # of the file, which may be moved
    return row


def _record_row(record: Record) -> dict[str, object]:
    """One line of the records: a question, what was found and said, and its scores."""
    answer = record.answer
    return {
        **_question_row(record.question),
        "answer": answer.text,
        **{key: getattr(answer, key) for key in _PLAIN},
        "changes": list(answer.changes),
        "sentences": [
            {"text": s.text, "citations": [c.number for c in s.citations], "supported": s.supported}
            for s in answer.sentences
        ],
        "citations": [
            {
                "number": c.number,
                "passage_id": c.passage.id,
                "start": c.start,
                "end": c.end,
                "quote": c.quote,
            }
            for c in answer.citations
        ],
        "hits": [
            {
                "passage_id": one.passage.id,
                "score": one.score,
                "lexical_rank": one.lexical_rank,
                "vector_rank": one.vector_rank,
            }
            for one in answer.hits
        ],
        "ranking": [
            {"passage_id": one.passage.id, "score": one.score, "grade": grade}
            for one, grade in zip(record.ranking, record.grades, strict=True)
        ],
        "passages": [_passage_row(passage) for passage in _shown(record)],
        "scores": dict(record.scores),
        "wrong": record.wrong,
        "timings_ms": dict(answer.timings_ms),
    }


_PLAIN = ("short", "abstained", "confidence", "reader", "searched", "notice")


def _shown(record: Record) -> list[Passage]:
    """The passages whose text is worth keeping: read, cited, best, or the first right one."""
    first = next((i for i, grade in enumerate(record.grades) if grade), 0)
    ranked = [*record.ranking[:_SHOWN], *record.ranking[first : first + 1]]
    passages = [one.passage for one in (*record.answer.hits, *ranked)]
    passages += [one.passage for one in record.answer.citations]
    return list({passage.id: passage for passage in passages}.values())


def _passage_row(passage: Passage) -> Row:
    """A passage without its morphemes, which its text tells."""
    return {key: value for key, value in asdict(passage).items() if key != "packed"}


def _variant(row: Row) -> Variant:
    return Variant(**row)


def _record_reader() -> Callable[[Row], Record]:
    """The inverse of `_record_row`; passages of the same id become one object."""
    passages: dict[str, Passage] = {}
    return lambda row: _record(row, passages)


def _record(row: Row, passages: dict[str, Passage]) -> Record:
    for one in row["passages"]:
        several = {name: tuple(one[name]) for name in ("headings", "parted")}
        passages.setdefault(one["id"], Passage(**{**one, **several}))
    ranking = tuple(
        Hit(_passage(one["passage_id"], passages), one["score"], None, None)
        for one in row["ranking"]
    )
    return Record(
        question=_question(row),
        answer=_answer(row, passages),
        ranking=ranking,
        scores=row["scores"],
        grades=tuple(one["grade"] for one in row["ranking"]),
        wrong=row["wrong"],
    )


def _passage(name: str, passages: Mapping[str, Passage]) -> Passage:
    """A passage by its id; one that was ranked too low to keep has no text."""
    if name in passages:
        return passages[name]
    source, _, span = name.rpartition(":")
    start, _, end = span.partition("-")
    return Passage(name, source, "", None, int(start), int(end), "")


def _question(row: Row) -> Question:
    return Question(
        id=row["id"],
        kind=row["kind"],
        question=row["question"],
        answers=tuple(row["answers"]),
        evidence=tuple(Evidence(**one) for one in row["evidence"]),
        unanswerable=row["unanswerable"],
        history=tuple(Turn(**one) for one in row["history"]),
        draft=row["draft"],
    )


def _answer(row: Row, passages: Mapping[str, Passage]) -> Answer:
    citations = {
        one["number"]: Citation(
            one["number"],
            _passage(one["passage_id"], passages),
            one["start"],
            one["end"],
            one["quote"],
        )
        for one in row["citations"]
    }
    return Answer(
        question=row["question"],
        sentences=tuple(
            Sentence(one["text"], tuple(citations[n] for n in one["citations"]), one["supported"])
            for one in row["sentences"]
        ),
        citations=tuple(citations.values()),
        hits=tuple(
            Hit(
                _passage(one["passage_id"], passages),
                one["score"],
                one["lexical_rank"],
                one["vector_rank"],
            )
            for one in row["hits"]
        ),
        changes=tuple(row["changes"]),
        timings_ms=row["timings_ms"],
        **{key: row[key] for key in _PLAIN},
    )
