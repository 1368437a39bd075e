"""Retrieval on questions that nothing was tuned on: python -m benchmarks.retrieval KORQUAD.json.

The floor is BM25 on white space, as rank-bm25 gives it out of the box. The last row reads contested
passages; the reader that comes with Mundap has seen these articles, so measure it with the weights
of `make held-out`: MUNDAP_WEIGHTS=build/held-out.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from rank_bm25 import BM25Okapi

from benchmarks.korquad import articles, paragraphs
from corpus import Document
from index import Passage
from rag import Library
from rag.evaluation.metrics import hit, reciprocal_rank
from rag.evaluation.statistics import interval
from rag.retrieval.fusion import CHANNELS, Fusion

Ranker = Callable[[str], Sequence[str]]


def main() -> None:
    """Print a Markdown table of hit@1 and MRR@10 with 95 % intervals."""
    every = list(paragraphs(articles(Path(sys.argv[1]))))
    documents = [one.document for one in every]
    questions = [
        (row["question"], one.document.source)
        for one in every
        if one.article % 2 == 1
        for row in one.rows
    ]
    library = Library.from_documents(documents)
    for name, ranker in _rankers(library, documents):
        _report(name, ranker, questions)


def _rankers(library: Library, documents: Sequence[Document]) -> list[tuple[str, Ranker]]:
    floor = BM25Okapi([document.text.split() for document in documents])

    def white_space(question: str) -> list[str]:
        order = np.argsort(-floor.get_scores(question.split()), kind="stable")[:10]
        return [documents[i].source for i in order]

    def summed(question: str) -> list[str]:
        evidence = library.evidence(question)
        order = np.argsort(-evidence.fused(library.fusion), kind="stable")[:20]
        return _sources(library.passages[n] for n in evidence.candidates[order])

    def fused(question: str) -> list[str]:
        return _sources(hit.passage for hit in library.first_stage(question, 20).hits)

    def ours(question: str) -> list[str]:
        return _sources(hit.passage for hit in library.search(question, 20))

    def only(*channels: str) -> Ranker:
        weights = tuple(float(name in channels) for name in CHANNELS)

        def ranked(question: str) -> list[str]:
            library.adopt(Fusion(weights, weights))
            try:
                return fused(question)
            finally:
                library.adopt(None)

        return ranked

    return [
        ("BM25, 띄어쓰기 단위 (rank-bm25)", white_space),
        ("BM25, 형태소", only("morphemes")),
        ("BM25, 형태소 + 음절 두 글자", only("morphemes", "bigrams")),
        ("벡터(내장 임베딩)", only("vector")),
        ("문답, 갈래들의 가중합", summed),
        ("문답, 단락을 읽기 전까지", fused),
        ("문답", ours),
    ]


def _sources(passages: Iterable[Passage]) -> list[str]:
    return list(dict.fromkeys(passage.source for passage in passages))[:10]


def _report(name: str, ranker: Ranker, questions: Sequence[tuple[str, str]]) -> None:
    found = [[source == gold for source in ranker(text)] for text, gold in questions]
    cells = []
    for values in ([hit(row, 1) for row in found], [reciprocal_rank(row, 10) for row in found]):
        low, high = interval(values)
        cells.append(f"{np.mean(values):.3f} ({low:.3f}–{high:.3f})")
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
