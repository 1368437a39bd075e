"""Hybrid retrieval: lexical and vector channels, standardised per query and added up.

Each channel is a score for every passage; a reading of the question (as typed, or corrected) is
scored on all channels and a passage keeps its best. Weighted sums of standardised scores beat
reciprocal rank fusion here, which lets the weaker list drag the stronger one down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import Embedder, Index, syllable_bigrams
from rag.answer import Hit
from rag.query import Reading, question_terms

Scores = NDArray[np.float32]

CHANNELS = ("morphemes", "bigrams", "coverage", "proximity", "vector")
_WEIGHTS = np.array([0.275, 0.275, 0.15, 0.2, 0.1], np.float32)
# Where the best passage holds few of the question's words the lexical channels only rank noise.
_VECTOR_WEIGHT_WITHOUT_WORDS = 0.4
_VECTOR_WINDOWS = 400
_LEXICAL_CANDIDATES = 200


@dataclass(frozen=True)
class Evidence:
    """What all passages score for one question.

    `channels` has shape (len(CHANNELS), passages); `standardised` the same in standard deviations
    above the mean; `total` the fused score, minus infinity for passages that are no candidates.
    """

    channels: Scores
    standardised: Scores
    total: Scores


def retrieve(
    index: Index, embedder: Embedder, readings: Sequence[Reading], k: int
) -> tuple[Hit, ...]:
    """The `k` best passages for any of the readings, best first; ties keep document order."""
    if not len(index.passages):
        return ()
    evidence = score(index, embedder, readings)
    lexical = _WEIGHTS[:4] @ evidence.standardised[:4]
    matched = evidence.channels[2] > 0
    lexical_ranks = _ranks(np.where(matched, lexical, -np.inf))
    vector_ranks = _ranks(evidence.channels[4])
    order = np.argsort(-evidence.total, kind="stable")[:k]
    return tuple(
        Hit(
            passage=index.passages[i],
            score=float(evidence.total[i]),
            lexical_rank=lexical_ranks.get(int(i)),
            vector_rank=vector_ranks.get(int(i)),
            channels={n: float(evidence.channels[c, i]) for c, n in enumerate(CHANNELS)},
        )
        for i in order
        if np.isfinite(evidence.total[i])
    )


def score(index: Index, embedder: Embedder, readings: Sequence[Reading]) -> Evidence:
    """Score every candidate passage on every channel, the best over the readings each."""
    lexical = np.max([r.weight * _lexical_channels(index, r.text) for r in readings], axis=0)
    standardised = np.array([_standardise(channel) for channel in lexical])
    queries = embedder.encode_query([reading.text for reading in readings])
    candidates = _candidates(index, _WEIGHTS[:4] @ standardised, queries)
    vector, vector_z = _vector_channel(index, queries, [r.weight for r in readings], candidates)
    weights = _weights_for(float(lexical[2].max(initial=0)))
    channels = np.vstack([lexical, vector])
    standardised = np.vstack([standardised, vector_z])
    total = np.full(len(index.passages), -np.inf, np.float32)
    total[candidates] = weights @ standardised[:, candidates]
    return Evidence(channels, standardised, total)


def _lexical_channels(index: Index, text: str) -> Scores:
    terms = {term: index.morphemes.idf_of(term) for term in question_terms(text)}
    return np.array(
        [
            index.morphemes.scores(list(terms)),
            index.bigrams.scores(syllable_bigrams(text)),
            index.morphemes.coverage(terms),
            index.windows.proximity(terms),
        ]
    )


def _candidates(index: Index, lexical: Scores, queries: Scores) -> NDArray[np.int64]:
    best = np.argsort(-lexical, kind="stable")[:_LEXICAL_CANDIDATES]
    near = [index.vectors.search(query, _VECTOR_WINDOWS)[0] for query in queries]
    return np.unique(np.concatenate([best, *near])).astype(np.int64)


def _vector_channel(
    index: Index, queries: Scores, weights: Sequence[float], candidates: NDArray[np.int64]
) -> tuple[Scores, Scores]:
    """Cosine of the candidates' best windows, plain and standardised; zero elsewhere."""
    plain = np.zeros(len(index.passages), np.float32)
    standardised = np.zeros(len(index.passages), np.float32)
    for query, weight in zip(queries, weights, strict=True):
        scores = index.vectors.scores(query, candidates)
        plain[candidates] = np.maximum(plain[candidates], weight * scores)
        z = np.float32(weight) * index.vectors.standardised(query, scores)
        standardised[candidates] = np.maximum(standardised[candidates], z)
    return plain, standardised


def _weights_for(best_coverage: float) -> Scores:
    """The fusion weights; the vector side gains as the best lexical coverage falls below half."""
    lack = min(1.0, max(0.0, 1 - 2 * best_coverage))
    vector = _WEIGHTS[4] + lack * (_VECTOR_WEIGHT_WITHOUT_WORDS - _WEIGHTS[4])
    return np.append(_WEIGHTS[:4] * (1 - vector) / (1 - _WEIGHTS[4]), vector).astype(np.float32)


def _standardise(scores: Scores) -> Scores:
    deviation = scores.std()
    if deviation < 1e-9:
        return np.zeros_like(scores)
    return np.asarray((scores - scores.mean()) / deviation, np.float32)


def _ranks(scores: Scores, depth: int = 1000) -> dict[int, int]:
    order = np.argsort(-scores, kind="stable")[:depth]
    return {int(i): rank for rank, i in enumerate(order, 1) if np.isfinite(scores[i]) and scores[i]}
