"""What a question costs in a large collection: python -m benchmarks.scale KORQUAD.json [PASSAGES].

The passages are sentences of the paragraphs, drawn anew and put together, so that words are as
frequent as in real text. Times are processor time of one thread, Kiwi included.
"""

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus import Document
from index import build, load, load_embedder, save, sentence_spans
from index.tokens import analyse
from rag.retrieval.query import understand
from rag.retrieval.retrieve import retrieve

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
        index = load(Path(folder))
        opened = time.process_time() - started
    assert index is not None
    steps = []
    for question in random.Random(0).sample(questions, _QUESTIONS):
        analyse.cache_clear()
        started = time.process_time()
        readings = understand(question, index.words)
        understood = time.process_time()
        retrieve(index, embedder, readings, 10)
        steps.append((understood - started, time.process_time() - started))
    understanding, whole = 1000 * np.array(steps[1:]).T
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        "| 단락 | 색인 s | 색인 MB | 열기 s | 질문 ms p50 / p95 | 그중 읽기 p50 | 최대 메모리 MB |"
    )
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {len(index.passages):,} | {built:.0f} | {size / 1e6:.0f} | {opened:.1f} | "
        f"{np.median(whole):.1f} / {np.percentile(whole, 95):.1f} | "
        f"{np.median(understanding):.1f} | {memory:.0f} |"
    )


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
