"""Question sets in the formats of others: SQuAD, BEIR, TREC and AutoRAG."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from corpus import Document, UsageError
from corpus.particles import quoted
from corpus.text import clean
from rag.evaluation.questions import (
    BadRowError,
    Evidence,
    Question,
    QuestionSet,
    Row,
    checked_text,
    flag_of,
    json_lines,
    list_of,
    located,
    read_text,
    rows_of,
    text_of,
)

_PARQUET = b"PAR1"
# What the questions of TREC judgements are called where they do not bear the judgements' name.
_TOPICS = ("queries", "topics", "questions")


def read_foreign(path: Path) -> QuestionSet | None:
    """A set in a format of others, or None where the content is none of them.

    Raises UsageError with one sentence that names the file and the place.
    """
    if path.is_dir():
        return _read_folder(path)
    if _starts_as_parquet(path):
        return _read_autorag(path)
    text = read_text(path)
    first = text.lstrip().split("\n", 1)[0]
    if first.startswith("{"):
        return _read_squad(path, text) if _is_squad(first) else None
    fields = first.split()
    return _read_trec(path) if len(fields) == 4 and _is_integer(fields[3]) else None


def _starts_as_parquet(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_PARQUET)) == _PARQUET
    except OSError as error:
        raise UsageError(f"질문 파일을 읽을 수 없습니다({path}). 경로를 확인해 주세요.") from error


def _is_squad(first: str) -> bool:
    """Whether the first line is an object with `data`, or the start of one over several lines."""
    try:
        return "data" in json.loads(first)
    except (ValueError, RecursionError):
        return not first.rstrip().endswith("}")


def _is_integer(text: str) -> bool:
    return text.lstrip("-").isdecimal()


def _read_folder(path: Path) -> QuestionSet:
    if (path / "qa.parquet").is_file():
        return _read_autorag(path / "qa.parquet")
    if (path / "corpus.jsonl").is_file():
        return _read_beir(path)
    raise UsageError(
        f"질문 집합이 아닌 폴더입니다({path}). BEIR(corpus.jsonl, queries.jsonl, qrels/test.tsv)나 "
        "AutoRAG(qa.parquet, corpus.parquet) 폴더를 지정해 주세요."
    )


def _read_squad(path: Path, text: str) -> QuestionSet:
    """KorQuAD 1.0 and SQuAD 1.1/2.0; each paragraph becomes a document."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise UsageError(f"JSON이 깨져 있습니다({path}, {line}번째 줄).") from error
    (paragraphs,) = located(path, [(1, content)], _squad_paragraphs, "객체")
    parts = list(located(path, enumerate(paragraphs, 1), _squad_paragraph, "문단"))
    return QuestionSet(
        tuple(question for _, questions in parts for question in questions),
        tuple(document for document, _ in parts),
    )


def _squad_paragraphs(number: int, content: Row) -> list[tuple[str, str, Row]]:
    return [
        (f"{i:04d}/{j:03d}.txt", str(article.get("title") or ""), paragraph)
        for i, article in enumerate(rows_of(content, "data"))
        for j, paragraph in enumerate(rows_of(article, "paragraphs"))
    ]


def _squad_paragraph(
    number: int, paragraph: tuple[str, str, Row]
) -> tuple[Document, list[Question]]:
    source, title, row = paragraph
    document = Document(source, clean(title), clean(text_of(row, "context")))
    return document, [_squad_question(source, qa) for qa in rows_of(row, "qas")]


def _squad_question(source: str, row: Row) -> Question:
    unanswerable = flag_of(row, "is_impossible")
    given = [] if unanswerable else rows_of(row, "answers")
    return Question(
        id=text_of(row, "id"),
        kind="squad",
        question=text_of(row, "question"),
        answers=tuple(dict.fromkeys(clean(text_of(answer, "text")) for answer in given)),
        evidence=() if unanswerable else (Evidence(source),),
        unanswerable=unanswerable,
    )


def _read_beir(folder: Path) -> QuestionSet:
    """A folder with corpus.jsonl, queries.jsonl and qrels/test.tsv (query, document, grade)."""
    path = folder / "corpus.jsonl"
    documents = _distinct(path, located(path, json_lines(path), _beir_document))
    judgements = _judgements(folder / "qrels" / "test.tsv", ("query", "document", "grade"))
    topics = dict(_topics(folder / "queries.jsonl"))
    return QuestionSet(_judged("beir", folder, topics, judgements), documents)


def _beir_document(number: int, row: Row) -> Document:
    title, text = str(row.get("title") or ""), str(row.get("text") or "")
    return Document(text_of(row, "_id", "id"), clean(title), clean(text or title))


def _read_trec(path: Path) -> QuestionSet:
    """TREC judgements (`query 0 document grade`) of documents in the user's folder."""
    names = [f"{name}{ending}" for name in (path.stem, *_TOPICS) for ending in (".tsv", ".jsonl")]
    beside = [path.with_name(name) for name in names if name != path.name]
    topics = next((file for file in beside if file.is_file()), None)
    if topics is None:
        raise UsageError(
            f"판정 파일({path}) 옆에 질문 파일이 없습니다. 'queries.tsv'(번호, 탭, 질문)나 "
            "'queries.jsonl'을 같은 폴더에 두어 주세요."
        )
    judgements = _judgements(path, ("query", "round", "document", "grade"))
    return QuestionSet(_judged("trec", path, dict(_topics(topics)), judgements))


def _judgements(path: Path, columns: Sequence[str]) -> dict[str, list[Evidence]]:
    """The relevant documents of each query, each a fact of its own; a header is passed over."""
    found: dict[str, list[Evidence]] = {}

    def add(number: int, line: str) -> None:
        fields = line.split("\t") if "\t" in line else line.split()
        row = dict(zip(columns, (field.strip() for field in fields), strict=False))
        if len(fields) != len(columns) or (number > 1 and not _is_integer(row["grade"])):
            raise BadRowError(f"{len(columns)}칸({' '.join(columns)})이 아닌 줄입니다")
        if _is_integer(row["grade"]) and int(row["grade"]) > 0:
            evidence = found.setdefault(row["query"], [])
            # Judgements of files have their paths with white space escaped.
            source = clean(unquote(row["document"])) if "round" in row else row["document"]
            evidence.append(Evidence(source, "", int(row["grade"]), len(evidence)))

    lines = ((n, line) for n, line in enumerate(read_text(path).split("\n"), 1) if line.strip())
    for _ in located(path, lines, add):
        pass
    return found


def _topics(path: Path) -> Iterator[tuple[str, str]]:
    """Query ids and texts from a TSV or JSONL file."""
    if path.suffix == ".jsonl":
        return located(path, json_lines(path), _json_topic)
    lines = enumerate(read_text(path).split("\n"), 1)
    return located(path, ((n, line) for n, line in lines if line.strip()), _tab_topic)


def _json_topic(number: int, row: Row) -> tuple[str, str]:
    return text_of(row, "_id", "id", "qid"), text_of(row, "text", "query", "question")


def _tab_topic(number: int, line: str) -> tuple[str, str]:
    name, _, text = line.partition("\t")
    if not name.strip() or not text.strip():
        raise BadRowError("'번호, 탭, 질문'이 아닌 줄입니다")
    return name.strip(), text.strip()


def _judged(
    kind: str, path: Path, topics: Mapping[str, str], judgements: Mapping[str, Sequence[Evidence]]
) -> tuple[Question, ...]:
    """The topics that something is relevant for, as questions."""
    absent = next((name for name in judgements if name not in topics), None)
    if absent is not None:
        raise UsageError(f"판정에 있는 질문 {quoted(absent, '이')} 질문 파일에 없습니다({path}).")
    if not judgements:
        raise UsageError(f"관련 있다고 판정된 문서가 하나도 없습니다({path}).")
    return tuple(
        Question(name, kind, topics[name], (), tuple(evidence))
        for name, evidence in judgements.items()
    )


def _read_autorag(path: Path) -> QuestionSet:
    """AutoRAG's qa.parquet with the corpus.parquet beside it."""
    corpus = path.with_name("corpus.parquet")
    if not corpus.is_file():
        raise UsageError(
            f"AutoRAG 질문 집합은 문서도 있어야 합니다({path}). qa.parquet과 corpus.parquet을 한 "
            "폴더에 두고 'mundap eval 폴더'로 재 주세요."
        )
    documents = _distinct(corpus, located(corpus, _parquet_rows(corpus), _autorag_document, "행"))
    return QuestionSet(
        tuple(located(path, _parquet_rows(path), _autorag_question, "행")), documents
    )


def _parquet_rows(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import read_table
    except ImportError as error:
        raise UsageError(
            f"parquet 파일({path})을 읽으려면 pyarrow가 필요합니다. "
            "'pip install pyarrow'로 설치해 주세요."
        ) from error
    try:
        return enumerate(read_table(path).to_pylist(), 1)
    except (OSError, ArrowException) as error:
        raise UsageError(f"parquet 파일을 읽을 수 없습니다({path}).") from error


def _autorag_document(number: int, row: Row) -> Document:
    return Document(text_of(row, "doc_id"), "", clean(text_of(row, "contents")))


def _autorag_question(number: int, row: Row) -> Question:
    """Groups of `retrieval_gt` are all needed; of one group, any document will do."""
    groups = [one if isinstance(one, list) else [one] for one in list_of(row, "retrieval_gt")]
    evidence = tuple(
        Evidence(checked_text(source, "retrieval_gt"), fact=fact)
        for fact, group in enumerate(groups)
        for source in group
    )
    given = row.get("generation_gt")
    answers = list_of(row, "generation_gt") if isinstance(given, list) else [given or ""]
    return Question(
        id=text_of(row, "qid"),
        kind="autorag",
        question=text_of(row, "query"),
        answers=tuple(clean(str(answer)) for answer in answers if evidence and answer),
        evidence=evidence,
        unanswerable=not evidence,
    )


def _distinct(path: Path, documents: Iterable[Document]) -> tuple[Document, ...]:
    found: dict[str, Document] = {}
    for one in documents:
        if one.source in found:
            raise UsageError(f"문서 번호가 두 번 나옵니다({path}: {one.source}).")
        found[one.source] = one
    return tuple(found.values())
