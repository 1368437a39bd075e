"""When to stay silent: the probability that the retrieved passages answer the question.

A logistic model over retrieval and reading features, fitted by `python -m rag.train.refusal` on
questions with and without their answering paragraph.
"""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.answer import Hit
from rag.query import question_terms
from rag.question_type import asked_kind
from rag.reader import Candidate

MODEL = Path(__file__).parent / "refusal.json"
FEATURES = (
    "sentence_coverage",
    "sentence_bigrams",
    "two_sentence_coverage",
    "passage_coverage",
    "passage_proximity",
    "vector",
    "rarest_missing",
    "names_missing",
    "kind_missing",
    "question_terms",
)
_NAME = re.compile(r"[A-Za-z]+[A-Za-z0-9.-]*|\d[\d,.]*")


def confidence(
    question: str,
    hits: Sequence[Hit],
    candidates: Sequence[Candidate],
    idf: Callable[[str], float],
) -> float:
    """The calibrated probability, 0 to 1, that the passages answer the question."""
    if not hits or not candidates:
        return 0.0
    model = _model()
    scaled = (features(question, hits, candidates, idf) - model["mean"]) / model["scale"]
    return float(1 / (1 + np.exp(-(scaled @ model["weights"] + model["bias"]))))


def refuses(certainty: float) -> bool:
    """Whether a probability is too low to answer."""
    return certainty < float(_model()["threshold"])


def features(
    question: str,
    hits: Sequence[Hit],
    candidates: Sequence[Candidate],
    idf: Callable[[str], float],
) -> NDArray[np.float64]:
    """The features named in FEATURES, shape (len(FEATURES),); needs a hit and a candidate."""
    top = hits[0]
    terms = {term: idf(term) for term in question_terms(question)}
    near = f"{top.passage.context}\n{top.passage.text}".lower()
    missing = max((w for term, w in terms.items() if term not in near), default=0.0)
    names = {name.lower() for name in _NAME.findall(question)}
    best = candidates[0]
    values = (
        best.coverage,
        best.bigram_coverage,
        max((c.coverage for c in candidates[:2]), default=0.0),
        top.channels["coverage"],
        top.channels["proximity"],
        top.channels["vector"],
        missing / max(sum(terms.values()), 1e-9),
        sum(name not in near for name in names),
        asked_kind(question) != "" and not best.has_kind,
        min(len(terms), 12),
    )
    return np.array(values, float)


@cache
def _model() -> dict[str, NDArray[np.float64]]:
    stored = json.loads(MODEL.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != FEATURES:
        raise ValueError(f"{MODEL} belongs to other features; run python -m rag.train.refusal")
    return {
        key: np.array(stored[key], float)
        for key in ("mean", "scale", "weights", "bias", "threshold")
    }
