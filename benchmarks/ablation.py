"""What the parts of retrieval are worth and cost: python -m benchmarks.ablation KORQUAD.json.

The odd articles of the half set, on which nothing was fitted, searched among all its paragraphs;
and the sample questions, on which the weights were fitted too, among the sample documents. A part
is left out with the other weights as they are; the tests are paired by question (exact sign test).
Reading has seen all of these questions unless MUNDAP_WEIGHTS are those of `make held-out`.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.korquad import articles, paragraphs
from corpus import SAMPLE, read_folder
from index import Index, analyse, near_synonyms, syllable_bigrams, telling, translations
from rag import Library
from rag.evaluation.judge import Judge
from rag.evaluation.questions import Evidence, read_questions
from rag.evaluation.statistics import sign_test
from rag.retrieval.fusion import CHANNELS, Fusion, bundled
from rag.retrieval.query import Reading, searched_terms, understand
from rag.retrieval.retrieve import score

_EVERY = 3
_TIMED = 200
_DEEP = 50
Step = Callable[[str], object]


@dataclass(frozen=True)
class _Asked:
    """The rank of the first right passage under a way to retrieve, for many questions."""

    ranks: NDArray[np.int64]

    def line(self, whole: "_Asked") -> str:
        first, other = self.ranks == 1, whole.ranks == 1
        better, worse = int((other & ~first).sum()), int((first & ~other).sum())
        reciprocal = np.where(self.ranks <= 10, 1 / self.ranks, 0).mean()
        return (
            f"{first.mean():.3f} | {(self.ranks <= 5).mean():.3f} | {reciprocal:.3f} | "
            f"{better}:{worse} | {sign_test(better, worse):.3f}"
        )


def main() -> None:
    """Print a Markdown table for each set, then the milliseconds of each step."""
    library, rows = _korquad(Path(sys.argv[1]))
    _report("KorQuAD, 학습에 쓰지 않은 글", library, rows[::_EVERY])
    sample, questions = _sample()
    _report("예제 문서", sample, questions)
    _report(
        "예제 문서, 바꿔 말한 질문 모두", sample, [q for q in questions if q[2] == "paraphrase"]
    )
    _costs(library, [row[0] for row in rows[:: max(1, len(rows) // _TIMED)]])


Row = tuple[str, tuple[Evidence, ...], str]


def _korquad(path: Path) -> tuple[Library, list[Row]]:
    every = list(paragraphs(articles(path)))
    rows: list[Row] = [
        (row["question"], (Evidence(one.document.source),), "")
        for one in every
        if one.article % 2 == 1
        for row in one.rows
    ]
    return Library.from_documents([one.document for one in every]), rows


def _sample() -> tuple[Library, list[Row]]:
    library = Library.from_documents(read_folder(SAMPLE)[0])
    questions = read_questions(SAMPLE / "questions.jsonl").questions
    return library, [(q.question, q.evidence, q.kind) for q in questions if q.evidence]


def _report(name: str, library: Library, rows: Sequence[Row]) -> None:
    whole = bundled()
    ways = {"모두": whole, **{f"{c} 없이": whole.without([c]) for c in CHANNELS}}
    ways |= {"낱말이 같든 다르든 같은 가중치": Fusion(whole.same_words, whole.same_words)}
    judge = Judge(library)
    ranks = [_ranks(library, judge, row, list(ways.values())) for row in rows]
    found = {way: _Asked(np.array(column)) for way, column in zip(ways, zip(*ranks), strict=True)}  # noqa: B905
    alone = [_ranks(library, judge, row, [whole], 1)[0] for row in rows]
    found["고쳐 읽기 없이"] = _Asked(np.array(alone))
    found["읽어 다시 매기면"] = _Asked(np.array([_reread(library, judge, row) for row in rows]))
    print(f"\n{name} ({len(rows)})\n")
    print("| 방법 | hit@1 | hit@5 | MRR@10 | 잃은 질문:얻은 질문 | p |\n|---|---|---|---|---|---|")
    for way, asked in found.items():
        print(f"| {way} | {asked.line(found['모두'])} |", flush=True)


def _ranks(
    library: Library, judge: Judge, row: Row, ways: Sequence[Fusion], readings: int | None = None
) -> list[int]:
    question, wanted, _ = row
    index = library._index
    evidence = score(index, library._embedder, understand(question, index.words)[:readings])
    passages = [index.passages[number] for number in evidence.candidates]
    right = np.array([any(judge.bears(p, one) for one in wanted) for p in passages])
    if not right.any():
        return [len(index.passages)] * len(ways)
    totals = [evidence.fused(fusion) for fusion in ways]
    return [int((total > total[right].max()).sum()) + 1 for total in totals]


def _reread(library: Library, judge: Judge, row: Row) -> int:
    """The rank of the first right passage after reading, at most one below all."""
    question, wanted, _ = row
    hits = library.search(question, _DEEP)
    right = (any(judge.bears(hit.passage, one) for one in wanted) for hit in hits)
    return next((rank for rank, is_right in enumerate(right, 1) if is_right), _DEEP + 1)


def _costs(library: Library, questions: Sequence[str]) -> None:
    """Processor milliseconds a question of each step, done by itself after a first round."""
    index = library._index
    print(f"\n단계별 비용 ({len(questions)} 질문, 단락 {len(index.passages):,}개)\n")
    print("| 단계 | ms |\n|---|---|")
    for name, step in _steps(index, library).items():
        for question in questions[:5]:
            step(question)
        analyse.cache_clear()
        if name != "형태소 분석":
            [analyse(question) for question in questions]
        started = time.process_time()
        for question in questions:
            step(question)
        print(f"| {name} | {1000 * (time.process_time() - started) / len(questions):.2f} |")


def _steps(index: Index, library: Library) -> dict[str, Step]:
    def terms(question: str) -> dict[str, float]:
        known = searched_terms(question, index.morphemes.terms)
        return {term: index.morphemes.idf_of(term) * telling(term) for term in known}

    def pairs(question: str) -> dict[str, float]:
        return {pair: index.bigrams.idf_of(pair) for pair in syllable_bigrams(question)}

    def soft(others: Callable[[Sequence[str]], Mapping[str, Mapping[str, float]]]) -> Step:
        def step(question: str) -> object:
            wanted = terms(question)
            return index.morphemes.soft_coverage(wanted, others(list(wanted)))

        return step

    def vectors(question: str) -> object:
        return index.vectors.search(library._embedder.encode_query([question])[0], 200)

    return {
        "형태소 분석": analyse,
        "고쳐 읽기": lambda q: understand(q, index.words),
        "morphemes": lambda q: index.morphemes.scores(list(terms(q))),
        "bigrams": lambda q: index.bigrams.scores(syllable_bigrams(q)),
        "coverage": lambda q: index.morphemes.coverage(terms(q)),
        "synonyms": soft(near_synonyms),
        "translations": soft(translations),
        "proximity": lambda q: index.morpheme_windows.proximity(terms(q)),
        "bigram_proximity": lambda q: index.bigram_windows.proximity(pairs(q)),
        "vector": vectors,
        "점수 모두 (읽기 하나)": lambda q: score(index, library._embedder, (Reading(q),)),
        "읽기 전까지": lambda q: library.first_stage(q, 10),
        "검색 전체": lambda q: library.search(q, 10),
    }


if __name__ == "__main__":
    main()
