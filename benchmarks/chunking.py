"""Passages against chunks of a fixed size: python -m benchmarks.chunking KORQUAD.json.

A chunk is right where it holds the whole answer at its place. Longer chunks hold more, so the
last column asks whether it is read within the first 1,000 characters of what is found. Every
chunk is searched with the title of its document, but for the row that says otherwise.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.korquad import Article, articles, paragraphs
from corpus import SAMPLE, Document, read_folder
from index import Passage, split
from rag import Library
from rag.evaluation.metrics import hit, reciprocal_rank
from rag.evaluation.questions import read_questions
from rag.evaluation.statistics import interval

_READ = 1000
_DEEP = 20
Splitter = Callable[[Document, int], tuple[Passage, ...]]
Gold = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the places (source, start, end) that answer it, any of them."""

    question: str
    gold: Gold


def main() -> None:
    """Print a Markdown table for each set, with paired differences to the passages of Mundap."""
    even = articles(Path(sys.argv[1]))[::2]
    sets = {
        "예제 문서": _sample(),
        "글 전체가 문서(KorQuAD 짝수 번째 글)": _articles(even),
        "단락이 문서(KorQuAD 짝수 번째 글)": _paragraphs(even),
    }
    for name, (documents, asked) in sets.items():
        print(f"\n{name}: 문서 {len(documents)}개, 질문 {len(asked)}개\n")
        print("| 나누기 | 개수 | 글자 수 | hit@1 | hit@5 | MRR@10 | 1,000자 안 |")
        print("|---|---|---|---|---|---|---|", flush=True)
        _compare(documents, asked)


def _compare(documents: Sequence[Document], asked: Sequence[Asked]) -> None:
    ours: list[list[float]] = []
    for name, splitter in _splitters():
        sys.modules["index.build"].split = splitter  # type: ignore[attr-defined]
        library = Library.from_documents(documents)
        scores = [_scores(library, one) for one in asked]
        ours = ours or scores
        length = mean(len(passage.text) for passage in library.passages)
        cells = [_cell([s[i] for s in scores], [o[i] for o in ours]) for i in range(4)]
        row = [name, f"{len(library.passages):,}", f"{length:.0f}", *cells]
        print(f"| {' | '.join(row)} |", flush=True)


def _cell(values: Sequence[float], ours: Sequence[float]) -> str:
    if values == ours:
        return f"{mean(values):.3f}"
    differences = [one - other for one, other in zip(values, ours, strict=True)]
    low, high = interval(differences)
    return f"{mean(values):.3f} ({mean(differences):+.3f}, {low:+.3f} ~ {high:+.3f})"


def _scores(library: Library, asked: Asked) -> list[float]:
    hits = library.search(asked.question, _DEEP)
    ends = [_answered(one.passage, asked.gold) for one in hits]
    right = [end is not None for end in ends]
    before = 0
    read = False
    for one, end in zip(hits, ends, strict=True):
        read = read or (end is not None and before + end <= _READ)
        before += len(one.passage.text)
    return [hit(right, 1), hit(right, 5), reciprocal_rank(right, 10), float(read)]


def _answered(passage: Passage, gold: Gold) -> int | None:
    """How far one has to read in a passage for the whole answer; None where it is not there."""
    ends = [
        end - passage.start
        for source, start, end in gold
        if passage.source == source and passage.start <= start and end <= passage.end
    ]
    return min(ends, default=None)


def _splitters() -> Iterator[tuple[str, Splitter]]:
    yield "문답", split
    yield "문답, 제목 없이", _untitled
    for size, overlap in ((350, 50), (500, 100)):
        yield f"{size}자, {overlap}자 겹침", _fixed(size, overlap)


def _untitled(document: Document, target: int) -> tuple[Passage, ...]:
    return tuple(replace(passage, context="") for passage in split(document, target))


def _fixed(size: int, overlap: int) -> Splitter:
    def cut(document: Document, _: int) -> tuple[Passage, ...]:
        starts = range(document.body, max(1, len(document.text) - overlap), size - overlap)
        return tuple(_chunk(document, start, start + size) for start in starts)

    return cut


def _chunk(document: Document, start: int, end: int) -> Passage:
    text = document.text[start:end]
    key = f"{document.source}:{start}-{start + len(text)}"
    return Passage(
        key, document.source, document.title, None, start, start + len(text), text, document.title
    )


def _paragraphs(even: Sequence[Article]) -> tuple[list[Document], list[Asked]]:
    every = list(paragraphs(even))
    asked = [one for p in every for one in _asked(p.document.source, 0, p.rows)]
    return [one.document for one in every], asked


def _articles(even: Sequence[Article]) -> tuple[list[Document], list[Asked]]:
    documents, asked = [], list[Asked]()
    for i, article in enumerate(even):
        text = ""
        for paragraph in article["paragraphs"]:
            asked += _asked(f"{i}.txt", len(text), paragraph["qas"])
            text += paragraph["context"] + "\n\n"
        documents.append(Document(f"{i}.txt", article["title"], text))
    return documents, asked


def _asked(source: str, offset: int, rows: Sequence[dict[str, Any]]) -> Iterator[Asked]:
    for row in rows:
        answer = row["answers"][0]
        start = offset + answer["answer_start"]
        yield Asked(row["question"], ((source, start, start + len(answer["text"])),))


def _sample() -> tuple[list[Document], list[Asked]]:
    documents = list(read_folder(SAMPLE)[0])
    texts = {document.source: document.text for document in documents}
    asked = []
    for one in read_questions(SAMPLE / "questions.jsonl").questions:
        gold = []
        for evidence in one.evidence:
            start = texts[evidence.source].index(evidence.quote)
            gold.append((evidence.source, start, start + len(evidence.quote)))
        if gold and not one.history:
            asked.append(Asked(one.question, tuple(gold)))
    return documents, asked


if __name__ == "__main__":
    main()
