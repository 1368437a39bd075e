"""What speaks for each sentence of the retrieved passages as the one that answers."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.answer import Hit
from rag.arrays import Floats
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import Matches, Query

SENTENCE = (
    "coverage local_coverage bigrams length_normalised before_coverage after_coverage "
    "with_before with_context passage_coverage coverage_lag local_lag bigram_lag margin rank "
    "length position is_first is_last missed rarest digits proper date_fits number_fits "
    "reason_fits leans_on_before passage_lag sentences rare_bigrams "
    "rare_lag likeness likeness_lag soft_coverage soft_with_neighbours soft_missed soft_lag"
).split()
_REASON = re.compile(r"때문|이유|위해|위하|인해|인하|따라|므로|덕분|탓|계기|아서|어서")
_LEANS = re.compile(
    r"(?:이|그|저)(?:는|가|를|의|에|들|것|곳|때| |러)|또한|따라서|하지만|그러나|당시|같은"
)


def sentence_features(
    query: Query,
    hits: Sequence[Hit],
    reads: Sequence[ReadPassage],
    matches: Sequence[Matches],
) -> Floats:
    """The features named in SENTENCE, shape (sentences of all passages, len(SENTENCE))."""
    weights = np.array(list(query.terms.values()), np.float32)
    total = max(float(weights.sum()), 1e-6)
    best = hits[0].score
    blocks = []
    for rank, (hit, read, found) in enumerate(zip(hits, reads, matches, strict=True)):
        margin = max(-1.0, (hit.score - best) / max(abs(best), 1e-6))
        blocks.append(_passage_block(query, read, found, weights / total, margin, rank))
    block = np.vstack(blocks)
    for name, source in (
        ("coverage_lag", 0),
        ("local_lag", 1),
        ("bigram_lag", 2),
        ("passage_lag", 8),
    ):
        block[:, SENTENCE.index(name)] = block[:, source] - block[:, source].max(initial=0)
    rare = _rare_bigrams(query, reads)
    like = np.concatenate([found.sentence_likeness[:, 1] for found in matches])
    soft = np.hstack([_softly(found, weights / total) for found in matches])
    pooled = [
        rare,
        rare - rare.max(initial=0),
        like,
        like - like.max(initial=0),
        *soft,
        soft[1] - soft[1].max(initial=0),
    ]
    return np.hstack([block, np.stack(pooled, axis=1)]).astype(np.float32)


def _rare_bigrams(query: Query, reads: Sequence[ReadPassage]) -> Floats:
    """Share of the question's bigrams that each sentence holds, by their rarity among them all."""
    wanted = sorted(query.bigrams)
    sentences = [bigrams for read in reads for bigrams in read.bigrams]
    held = np.array([[b in sentence for b in wanted] for sentence in sentences], np.float32)
    weights = np.log((1 + len(sentences)) / (0.5 + held.sum(axis=0)))
    # BLAS now and then warns of invalid values where there are none.
    return np.asarray((held * weights).sum(axis=1) / max(1e-6, weights.sum()), np.float32)


def _softly(found: Matches, weights: Floats) -> Floats:
    """What each sentence covers softly, with its neighbours and titles, and the most it misses.

    Shape (3, sentences).
    """
    alone = found.soft
    beside = alone.copy()
    beside[:, 1:] = np.maximum(beside[:, 1:], 0.8 * alone[:, :-1])
    beside[:, :-1] = np.maximum(beside[:, :-1], 0.8 * alone[:, 1:])
    beside = np.maximum(beside, 0.8 * found.in_context[:, None])
    missed = (weights[:, None] * (1 - beside)).max(axis=0, initial=0)
    return np.stack([weights @ alone, weights @ beside, missed])


def _passage_block(
    query: Query, read: ReadPassage, found: Matches, weights: Floats, margin: float, rank: int
) -> Floats:
    """The features of one passage's sentences; the lags are filled in over all passages."""
    count = len(read.sentences)
    present = found.presence.astype(np.float32)
    spread = present.sum(axis=1)
    coverage = weights @ present
    local = (weights * np.log1p(count / np.maximum(1, spread))) @ present
    bigrams = np.array([len(query.bigrams & b) for b in read.bigrams]) / max(1, len(query.bigrams))
    before = np.hstack([np.zeros((len(weights), 1)), present[:, :-1]])
    after = np.append(coverage[1:], 0)
    context = found.in_context
    lengths = np.diff(read.firsts)
    zeros = np.zeros(count)
    texts = [read.passage.text[a:b] for a, b in read.sentences]
    columns = [
        coverage,
        local,
        bigrams,
        coverage / np.sqrt(0.5 + 0.5 * lengths / max(1.0, lengths.mean())),
        np.insert(coverage[:-1], 0, 0),
        after,
        weights @ np.maximum(present, before),
        weights @ np.maximum(present, 0.5 * context[:, None]),
        zeros + float(weights @ np.minimum(1, spread)),
        zeros,
        zeros,
        zeros,
        zeros + margin,
        zeros + rank / 5,
        lengths / 50,
        np.arange(count) / max(1, count),
        np.arange(count) == 0,
        np.arange(count) == count - 1,
        (weights[:, None] * (1 - present)).max(axis=0, initial=0),
        (weights[:, None] * present).max(axis=0, initial=0),
        *_contents(query, read, texts),
        [_LEANS.match(text) is not None for text in texts],
        zeros,
        zeros + count / 10,
    ]
    return np.array(columns, np.float32).T


def _contents(query: Query, read: ReadPassage, texts: Sequence[str]) -> list[NDArray[np.generic]]:
    """How many numbers and names a sentence has, and whether it has what is asked for."""
    count = len(texts)
    numbers = np.array([t == "SN" for t in read.tags])
    names = np.array([t in ("NNP", "SL") for t in read.tags])
    digits = np.bincount(read.sentence_of, weights=numbers, minlength=count)
    proper = np.bincount(read.sentence_of, weights=names, minlength=count)
    dated = np.array([re.search(r"\d+ ?(?:년|월|일|세기)", text) is not None for text in texts])
    reasons = np.array([_REASON.search(text) is not None for text in texts])
    kind = query.asked.kind
    return [
        digits / 5,
        proper / 5,
        (kind == "date") * dated,
        (kind == "number") * (digits > 0),
        (kind == "reason") * reasons,
    ]
