"""Fit the refusal model: `python -m rag.train.refusal --data korquad_v1_dev_half.json`.

Every question is asked twice: with its answering paragraph, and with that taken away. It is asked
of all paragraphs and of a handful of articles, so that the model holds for large and small folders.
Articles with an even number are trained on, the others only reported.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from corpus import Document
from rag.library import Library
from rag.reader import ExtractiveReader
from rag.refusal import FEATURES, MODEL, features

_KEPT_ANSWERABLE = 0.9
_EVERY = 3
_ARTICLES_IN_SMALL = 4
Articles = list[dict[str, Any]]


def main() -> None:
    """Fit, report on the articles left out, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    articles = json.loads(arguments.data.read_text(encoding="utf-8"))["data"]
    train, test = (_examples(articles, remainder) for remainder in (0, 1))
    mean, scale = train[0].mean(axis=0), train[0].std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=1000).fit((train[0] - mean) / scale, train[1])
    scores = model.predict_proba((train[0] - mean) / scale)[:, 1]
    threshold = float(np.quantile(scores[train[1] == 1], 1 - _KEPT_ANSWERABLE))
    MODEL.write_text(
        json.dumps(
            {
                "features": FEATURES,
                "mean": mean.tolist(),
                "scale": scale.tolist(),
                "weights": model.coef_[0].tolist(),
                "bias": float(model.intercept_[0]),
                "threshold": threshold,
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )
    held_out = model.predict_proba((test[0] - mean) / scale)[:, 1]
    answered = held_out >= threshold
    print(f"AUROC {roc_auc_score(test[1], held_out):.3f}")
    print(f"answerable answered {answered[test[1] == 1].mean():.3f}")
    print(f"unanswerable answered {answered[test[1] == 0].mean():.3f}")


def _source(article: int, paragraph: int) -> str:
    return f"{article:03d}/{paragraph:03d}.txt"


def _documents(articles: Articles, chosen: Iterable[int]) -> Iterator[Document]:
    for i in chosen:
        article = articles[i]
        for j, paragraph in enumerate(article["paragraphs"]):
            yield Document(_source(i, j), article["title"], paragraph["context"])


def _examples(articles: Articles, remainder: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    everything = range(len(articles))
    own = [i for i in everything if i % 2 == remainder]
    rows, labels = [], []
    groups = [own[i : i + _ARTICLES_IN_SMALL] for i in range(0, len(own), _ARTICLES_IN_SMALL)]
    for searched, asked in [(everything, own), *((group, group) for group in groups)]:
        library = Library.from_documents(list(_documents(articles, searched)))
        for row, label in _examples_of(library, articles, asked):
            rows.append(row)
            labels.append(label)
    return np.array(rows), np.array(labels)


def _examples_of(
    library: Library, articles: Articles, asked: Iterable[int]
) -> Iterator[tuple[NDArray[np.float64], int]]:
    reader = ExtractiveReader(library.idf)
    for i in asked:
        for j, paragraph in enumerate(articles[i]["paragraphs"]):
            for question in [qa["question"] for qa in paragraph["qas"]][::_EVERY]:
                hits = library.search(question, 20)
                without = tuple(hit for hit in hits if hit.passage.source != _source(i, j))
                for label, kept in ((1, hits[:10]), (0, without[:10])):
                    candidates = reader.candidates(question, kept)
                    yield features(question, kept, candidates, library.idf), label


if __name__ == "__main__":
    main()
