"""What a question costs in a large collection.

    python -m benchmarks.scale KORQUAD.json PAIRS.jsonl.gz [TEXTS]

The questions are about the paragraphs of the articles, which stand among other texts, the passages
`p` of training pairs, so that there are that many texts. Indexing and opening are in processor
time, questions by the clock, with Kiwi and with what it knew of the question before forgotten.
Passages are read again only where the first place is contested; how often tells the last figure.
"""

import gzip
import json
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.korquad import Article, articles
from corpus import Document
from index import build, load, load_embedder, save
from index.tokens import analyse
from rag.reading.reader import ExtractiveReader
from rag.searching import Search

_QUESTIONS = 200
_SHORTEST = 200
_PER_DOCUMENT = 20
_READ = "reread where contested"


def main() -> None:
    """Build, save, open and ask; print a Markdown table."""
    known = articles(Path(sys.argv[1]))
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    questions = [qa["question"] for a in known for p in a["paragraphs"] for qa in p["qas"]]
    embedder = load_embedder()
    started = time.process_time()
    index = build(_documents(known, Path(sys.argv[2]), count), embedder)
    built = time.process_time() - started
    with tempfile.TemporaryDirectory() as folder:
        save(index, Path(folder))
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        del index
        started = time.process_time()
        saved = load(Path(folder))
        opened = time.process_time() - started
    assert saved is not None
    search = Search(saved, embedder, ExtractiveReader(saved.morphemes.idf_of))
    stages = _measured(search, random.Random(0).sample(questions, _QUESTIONS))
    read = stages.pop(_READ)
    whole = np.sum([*stages.values()], axis=0)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| 단락 | 색인 s | 색인 MB | 열기 s | 질문 ms p50 / p95 | 최대 메모리 MB |")
    print("|---|---|---|---|---|---|")
    print(
        f"| {len(saved.passages):,} | {built:.0f} | {size / 1e6:.0f} | {opened:.1f} | "
        f"{np.median(whole):.1f} / {np.percentile(whole, 95):.1f} | {memory:.0f} |"
    )
    print()
    print("| 단계 | ms p50 / p95 |")
    print("|---|---|")
    stages[f"{_READ} ({len(read) / len(whole):.0%})"] = read
    for stage, times in stages.items():
        print(f"| {stage} | {np.median(times):.1f} / {np.percentile(times, 95):.1f} |")


def _measured(search: Search, questions: list[str]) -> dict[str, list[float]]:
    """Milliseconds of every question by stage; the first one warms up."""
    stages: dict[str, list[float]] = defaultdict(list)
    for number, question in enumerate(questions):
        analyse.cache_clear()
        found = search.retrieve(question)
        for stage, taken in found.timings_ms.items() if number else ():
            stages[stage].append(taken)
        if number and "reading" in found.hits[0].channels:
            stages[_READ].append(found.timings_ms["reread"])
    return stages


def _documents(known: Sequence[Article], pairs: Path, count: int) -> list[Document]:
    """The articles and, in documents of twenty, as many other texts as are missing."""
    documents = [
        Document(
            f"{number}.txt", article["title"], _joined(p["context"] for p in article["paragraphs"])
        )
        for number, article in enumerate(known)
    ]
    others = _texts(pairs, count - sum(len(article["paragraphs"]) for article in known))
    for start in range(0, len(others), _PER_DOCUMENT):
        text = _joined(others[start : start + _PER_DOCUMENT])
        documents.append(Document(f"other-{start}.txt", f"문서 {start}", text))
    return documents


def _texts(pairs: Path, count: int) -> list[str]:
    """So many different texts of some length, drawn at random."""
    with gzip.open(pairs, "rt", encoding="utf-8") as lines:
        texts = {text for line in lines if len(text := json.loads(line)["p"]) >= _SHORTEST}
    return random.Random(0).sample(sorted(texts), max(0, count))


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(texts)


if __name__ == "__main__":
    main()
