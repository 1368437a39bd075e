"""What a question costs in a large collection: python -m benchmarks.scale KORQUAD.json [PASSAGES].

The passages are sentences of the paragraphs, drawn anew and put together, so that words are as
frequent as in real text. Indexing and opening are in processor time, questions by the clock, with
Kiwi and with what it knew of the question before forgotten.
"""

import json
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus import Document
from index import build, load, load_embedder, save, sentence_spans
from index.tokens import analyse
from rag.reading.reader import ExtractiveReader
from rag.searching import Search

_QUESTIONS = 200
_SENTENCES = 4
_PER_DOCUMENT = 20


def main() -> None:
    """Build, save, open and ask; print a Markdown table."""
    articles = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["data"]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    questions = [qa["question"] for a in articles for p in a["paragraphs"] for qa in p["qas"]]
    embedder = load_embedder()
    started = time.process_time()
    index = build(list(_documents(articles, count)), embedder)
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
    for stage, times in stages.items():
        print(f"| {stage} | {np.median(times):.1f} / {np.percentile(times, 95):.1f} |")


def _measured(search: Search, questions: list[str]) -> dict[str, list[float]]:
    """Milliseconds of every question by stage; the first one warms up."""
    stages: dict[str, list[float]] = defaultdict(list)
    for number, question in enumerate(questions):
        analyse.cache_clear()
        timings = search.retrieve(question).timings_ms
        for stage, taken in timings.items() if number else ():
            stages[stage].append(taken)
    return stages


def _documents(articles: list[dict[str, list[dict[str, str]]]], count: int) -> Iterator[Document]:
    """Documents of twenty passages with a blank line between."""
    paragraphs = [p["context"] for article in articles for p in article["paragraphs"]]
    sentences = [text[a:b] for text in paragraphs for a, b in sentence_spans(text)]
    source = random.Random(0)
    for number in range(count // _PER_DOCUMENT):
        passages = [" ".join(source.choices(sentences, k=_SENTENCES)) for _ in range(_PER_DOCUMENT)]
        yield Document(f"{number}.txt", f"문서 {number}", "\n\n".join(passages))


if __name__ == "__main__":
    main()
