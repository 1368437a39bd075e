"""Fit the refusal model: `python -m rag.train.refusal --data korquad_v1_dev_half.json`.

Every question is asked twice: with all paragraphs, and with its answering paragraph taken away.
Articles with an even number are trained on, the others only reported.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from corpus import Document
from rag.library import Library
from rag.reader import ExtractiveReader
from rag.refusal import FEATURES, MODEL, features

_KEPT_ANSWERABLE = 0.9
_EVERY = 2


def main() -> None:
    """Fit, report on the articles left out, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    articles = json.loads(arguments.data.read_text(encoding="utf-8"))["data"]
    library = Library.from_documents(list(_documents(articles)))
    train = _examples(library, articles, 0)
    test = _examples(library, articles, 1)
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


def _documents(articles: list[dict]) -> Iterator[Document]:  # type: ignore[type-arg]
    for i, article in enumerate(articles):
        for j, paragraph in enumerate(article["paragraphs"]):
            yield Document(_source(i, j), article["title"], paragraph["context"])


def _examples(
    library: Library,
    articles: list[dict],  # type: ignore[type-arg]
    remainder: int,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    reader = ExtractiveReader(library.idf)
    rows, labels = [], []
    for i, article in enumerate(articles):
        if i % 2 != remainder:
            continue
        for j, paragraph in enumerate(article["paragraphs"]):
            for question in [qa["question"] for qa in paragraph["qas"]][::_EVERY]:
                hits = library.search(question, 20)
                without = tuple(hit for hit in hits if hit.passage.source != _source(i, j))
                for label, kept in ((1, hits[:10]), (0, without[:10])):
                    candidates = reader.candidates(question, kept)
                    rows.append(features(question, kept, candidates, library.idf))
                    labels.append(label)
    return np.array(rows), np.array(labels)


if __name__ == "__main__":
    main()
