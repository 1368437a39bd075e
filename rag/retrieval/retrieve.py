"""Hybrid retrieval: lexical and vector channels, standardised per query and added up.

Each channel is a score for every passage; a reading of the question (as typed, or corrected) is
scored on all channels and a passage keeps its best.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import chain, compress

import numpy as np

from index import (
    Embedder,
    Index,
    analyse,
    near_synonyms,
    syllable_bigrams,
    telling,
    translations,
)
from index.embedding import is_bundled
from index.lexical import among
from index.units import NUMBER
from rag.answer import Hit
from rag.language.dimensions import dimensions_asked
from rag.language.question_type import asked
from rag.retrieval.evidence import Evidence, Numbers
from rag.retrieval.fusion import CHANNELS, LEXICAL, Fusion, Scores, bundled
from rag.retrieval.query import Reading, searched_terms
from rag.retrieval.ranking import RANKING, corrections

_COVERAGE = CHANNELS.index("coverage")
_LEXICAL_CANDIDATES = 150
_VECTOR_WINDOWS = 200
# A search within so few passages looks at all of them.
_FEW = 2000


def retrieve(
    index: Index,
    embedder: Embedder,
    readings: Sequence[Reading],
    k: int,
    fusion: Fusion | None = None,
    within: Numbers | None = None,
) -> tuple[Hit, ...]:
    """The `k` best passages for any of the readings, best first; ties keep document order.

    Where all channels count and the embedder is the one that comes with Mundap, the ranking that
    was fitted to these corrects their sum. `within` are the numbers of the passages that may be
    found, ascending; None is all.
    """
    if not len(index.passages if within is None else within):
        return ()
    evidence = score(index, embedder, readings, within)
    weights = fusion or bundled()
    fused, added = evidence.fused(weights), np.zeros(len(evidence.candidates), np.float32)
    if weights.is_whole and is_bundled(embedder):
        added = corrections(index, evidence, fused)
    best = np.argsort(-fused - added, kind="stable")[:k]
    hits = _hits(index, evidence, fused, best)
    return tuple(hit.adding(RANKING, float(added[n])) for hit, n in zip(hits, best, strict=True))


def placed_inside(hits: Sequence[Hit], inside: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits, with those of one document ordered by what they score `inside` of it as well.

    They hold the places that it has among the others, with the scores of these places. Of its
    other passages one only takes such a place that scores so much the more inside.
    """
    there = {hit.passage for hit in inside}
    scores = {hit.passage: hit.score for hit in hits if hit.passage in there}
    least = min(scores.values(), default=0.0)
    known = {hit.passage: hit for hit in (*inside, *hits)}
    total = {hit.passage: hit.score + scores.get(hit.passage, least) for hit in inside}
    own = iter(sorted(total, key=lambda passage: -total[passage]))
    return tuple(
        replace(known[next(own)], score=hit.score) if hit.passage in there else hit for hit in hits
    )


def _hits(index: Index, evidence: Evidence, total: Scores, columns: Numbers) -> tuple[Hit, ...]:
    """The hits of some candidates, with the rank that each channel gives them."""
    numbers = evidence.candidates[columns]
    values = evidence.channels[:, columns]
    better = np.count_nonzero(evidence.channels[:, None] > values[:, :, None], axis=2)
    matched = _matched(index, evidence.terms, numbers)
    hits = []
    for i, number in enumerate(numbers.tolist()):
        channels = dict(zip(CHANNELS, values[:, i].tolist(), strict=True))
        ranks = dict(zip(CHANNELS, (better[:, i] + 1).tolist(), strict=True))
        words = np.count_nonzero(evidence.lexical > evidence.lexical[number]) + 1
        hits.append(
            Hit(
                passage=index.passages[number],
                score=float(total[columns[i]]),
                lexical_rank=int(words) if any(channels[c] for c in LEXICAL) else None,
                vector_rank=ranks["vector"] if channels["vector"] > 0 else None,
                channels=channels,
                ranks={c: rank for c, rank in ranks.items() if channels[c] > 0},
                matched=matched[i],
            )
        )
    return tuple(hits)


def _matched(index: Index, terms: Sequence[str], numbers: Numbers) -> list[tuple[str, ...]]:
    """Which of the terms each of the passages holds."""
    numbers = numbers.astype(np.int32)
    held = [among(numbers, index.morphemes.rows_of(term)).tolist() for term in terms]
    return [tuple(compress(terms, row)) for row in zip(*held, strict=True)] or [()] * len(numbers)


def score(
    index: Index, embedder: Embedder, readings: Sequence[Reading], within: Numbers | None = None
) -> Evidence:
    """Score every candidate passage on every channel, the best over the readings each."""
    terms = [searched_terms(reading.text, index.morphemes.terms) for reading in readings]
    each = [
        r.weight * _textual_channels(index, r.text, t) for r, t in zip(readings, terms, strict=True)
    ]
    plain = reduce(np.maximum, each)
    nearest = int(np.argmax([channels[_COVERAGE].max() for channels in each]))
    standardised = _standardise(plain)
    lexical = standardised[: len(LEXICAL)].sum(axis=0)
    queries = embedder.encode_query([reading.text for reading in readings])
    candidates = _candidates(index, lexical, queries, within)
    vectors, vectors_z = _vector_channel(index, queries, [r.weight for r in readings], candidates)
    return Evidence(
        readings[nearest].text,
        tuple(dict.fromkeys(chain.from_iterable(terms))),
        candidates,
        np.vstack([plain[:, candidates], vectors]),
        np.vstack([standardised[:, candidates], vectors_z]),
        lexical,
        float(plain[_COVERAGE].max()),
    )


def _textual_channels(index: Index, text: str, known: Sequence[str]) -> Scores:
    """The plain scores of every passage for a text and its terms, a row for each channel."""
    terms = {term: index.morphemes.idf_of(term) * telling(term) for term in known}
    pairs = syllable_bigrams(text)
    rare_pairs = {pair: index.bigrams.idf_of(pair) for pair in pairs}
    return np.array(
        [
            index.morphemes.scores(list(terms)),
            index.bigrams.scores(pairs),
            index.morphemes.coverage(terms),
            index.morphemes.soft_coverage(terms, near_synonyms(known)),
            index.morphemes.soft_coverage(terms, translations(known)),
            index.morpheme_windows.proximity(terms),
            index.bigram_windows.proximity(rare_pairs),
            index.units.holding(units_asked(text)),
        ]
    )


def units_asked(question: str) -> frozenset[str]:
    """What a passage that answers should have numbers of, nothing where it may have none."""
    wanted = asked(question, analyse(question))
    dimensions = dimensions_asked(wanted.kind, wanted.unit, wanted.head, question)
    return dimensions or frozenset([NUMBER] if wanted.kind == "number" else [])


def _candidates(index: Index, lexical: Scores, queries: Scores, within: Numbers | None) -> Numbers:
    if within is not None and len(within) <= _FEW:
        return within
    allowed = -lexical if within is None else -lexical[within]
    wanted = min(_LEXICAL_CANDIDATES, len(allowed))
    best = np.argpartition(allowed, wanted - 1)[:wanted]
    if within is not None:
        best = within[best]
    windows = _VECTOR_WINDOWS * len(lexical) // len(allowed)
    near = [index.vectors.search(query, windows)[0] for query in queries]
    found = np.unique(np.concatenate([best, *near])).astype(np.int64)
    return found if within is None else np.intersect1d(found, within)


def _vector_channel(
    index: Index, queries: Scores, weights: Sequence[float], candidates: Numbers
) -> tuple[Scores, Scores]:
    """Cosines of best windows, plain and standardised, each of shape (1, len(candidates))."""
    plain = np.zeros((1, len(candidates)), np.float32)
    standardised = np.full((1, len(candidates)), -np.inf, np.float32)
    for query, weight in zip(queries, weights, strict=True):
        scores = index.vectors.scores(query, candidates)
        plain = np.maximum(plain, np.float32(weight) * scores)
        z = np.float32(weight) * index.vectors.standardised(query, scores)
        standardised = np.maximum(standardised, z)
    return plain, standardised


def _standardise(channels: Scores) -> Scores:
    """Each row in standard deviations above its mean; zeros for a row of one value."""
    centred = channels - channels.mean(axis=1, keepdims=True)
    deviation = np.sqrt(np.mean(centred * centred, axis=1, keepdims=True))
    return np.asarray(centred / np.where(deviation < 1e-9, np.inf, deviation), np.float32)
