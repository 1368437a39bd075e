"""Questions as people really type them: python -m benchmarks.perturbed KORQUAD.json [COUNT].

Clean questions are spoilt by the rules of `rag.evaluation.perturb`, and what is still found is
compared with the clean ones. Questions of even articles, the development half, and those of the
sample corpus.
"""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.korquad import articles, paragraphs
from corpus import SAMPLE
from rag import Library
from rag.evaluation.judge import Judge
from rag.evaluation.perturb import PERTURBATIONS, perturbed
from rag.evaluation.questions import Evidence, read_questions

Row = tuple[str, tuple[Evidence, ...]]


def main() -> None:
    """Print hit@1 and hit@5 of every kind of question, and how often it was read anew."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    _report("KorQuAD", *_korquad(Path(sys.argv[1]), count))
    _report("sample", *_sample())


def _korquad(path: Path, count: int) -> tuple[Library, list[Row]]:
    every = list(paragraphs(articles(path)))
    rows = [
        (row["question"], (Evidence(one.document.source),))
        for one in every
        if one.article % 2 == 0
        for row in one.rows
    ]
    library = Library.from_documents([one.document for one in every])
    return library, random.Random(1).sample(rows, min(count, len(rows)))


def _sample() -> tuple[Library, list[Row]]:
    library = Library.open(SAMPLE)
    library.update()
    questions = read_questions(SAMPLE / "questions.jsonl").questions
    return library, [(q.question, q.evidence) for q in questions if q.evidence and not q.history]


def _report(name: str, library: Library, rows: Sequence[Row]) -> None:
    print(f"{name}: {len(rows)} questions, {len(library.passages)} passages")
    print("| kind | hit@1 | hit@5 | readings | ms |\n|---|---|---|---|---|")
    judge = Judge(library)
    for kind in ("clean", *PERTURBATIONS):
        questions = [(_spoilt(kind, text), evidence) for text, evidence in rows]
        started = time.perf_counter()
        found = [list(_found(library, judge, *row)) for row in questions]
        spent = 1000 * (time.perf_counter() - started) / len(rows)
        readings = np.mean([len(library.first_stage(text, 1).readings) for text, _ in questions])
        first, fifth = (np.mean([any(row[:k]) for row in found]) for k in (1, 5))
        print(f"| {kind} | {first:.3f} | {fifth:.3f} | {readings:.2f} | {spent:.1f} |", flush=True)


def _found(
    library: Library, judge: Judge, question: str, evidence: Sequence[Evidence]
) -> Iterator[bool]:
    for hit in library.search(question, 5):
        yield any(judge.bears(hit.passage, one) for one in evidence)


def _spoilt(kind: str, text: str) -> str:
    return text if kind == "clean" else perturbed(kind, text)


if __name__ == "__main__":
    main()
