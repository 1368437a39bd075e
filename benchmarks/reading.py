"""Answers without a language model: python -m benchmarks.reading KORQUAD.json.

Questions of the odd articles, asked of all paragraphs, every other sample question, and those on
every other office document, asked of all of them. The weights that come with Mundap were fitted on
these too; `make held-out` makes some that were not. Nothing is refused here, since refusing is
measured by itself.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.korquad import Paragraph, articles, paragraphs
from corpus import SAMPLE, read_folder
from rag import Library
from rag.evaluation.metrics import character_f1, exact_match
from rag.evaluation.questions import read_questions
from rag.evaluation.statistics import interval
from rag.train.cases import FILES, OFFICE, folder_library, question_files

Asked = tuple[str, Sequence[str]]


def main() -> None:
    """Print a Markdown table for each of the sets, with 95 % intervals."""
    every = list(paragraphs(articles(Path(sys.argv[1]))))
    library = Library.from_documents([one.document for one in every])
    _report("KorQuAD, 홀수 번째 글", library, list(_held_out(every)))
    sample = Library.from_documents(read_folder(SAMPLE)[0])
    _report("예제 문서, 짝수 번째 질문", sample, list(_sample()))
    _report("사무 문서, 짝수 번째 문서", folder_library(OFFICE), list(_people_ask(OFFICE)))
    _report("여러 형식의 파일, 짝수 번째 파일", folder_library(FILES), list(_people_ask(FILES)))


def _held_out(every: Sequence[Paragraph]) -> Iterator[Asked]:
    for row in (row for one in every if one.article % 2 == 1 for row in one.rows):
        yield row["question"], [answer["text"] for answer in row["answers"]]


def _sample() -> Iterator[Asked]:
    for question in read_questions(SAMPLE / "questions.jsonl").questions[1::2]:
        if question.answers and not question.history:
            yield question.question, question.answers


def _people_ask(folder: Path) -> Iterator[Asked]:
    for _, path in question_files(folder, 1):
        for question in read_questions(path).questions:
            if question.answers:
                yield question.question, question.answers


def _report(name: str, library: Library, questions: Sequence[Asked]) -> None:
    rows = [_measure(library, question, accepted) for question, accepted in questions]
    print(f"| {name} ({len(rows)}) | 값 | 95 % 구간 |\n|---|---|---|")
    names = (
        "보인 문장에 답",
        "첫 문장에 답",
        "짧은 답 일치",
        "짧은 답 글자 F1",
        "보인 글자 수",
        "읽기 ms",
    )
    for column, values in zip(names, np.array(rows).T, strict=True):
        low, high = interval(list(values))
        print(f"| {column} | {np.mean(values):.3f} | {low:.3f}–{high:.3f} |", flush=True)


def _measure(library: Library, question: str, accepted: Sequence[str]) -> tuple[float, ...]:
    hits = library.shortlist(question).hits
    started = time.perf_counter()
    answer = library.extractive.read(question, hits)
    elapsed = 1000 * (time.perf_counter() - started)
    quotes = [sentence.text for sentence in answer.sentences]
    return (
        float(any(text in quote for quote in quotes for text in accepted)),
        float(any(text in quote for quote in quotes[:1] for text in accepted)),
        exact_match(answer.short, accepted),
        character_f1(answer.short, accepted),
        sum(map(len, quotes)),
        elapsed,
    )


if __name__ == "__main__":
    main()
