"""Re-ranking by reading: of passages that retrieval finds about as good, the one that tells leads.

A small network sees of each passage what `rag.reading.refusal` looks at, as if the likeliest answer
of that passage were given, and corrects a plain sum of how well the passage was found and how
likely that answer is. Reading takes longer than all the retrieval before, so a search does it only
where the first place is contested. Fitted by `python -m rag.train`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from rag.answer import Hit
from rag.arrays import Floats
from rag.network import Network
from rag.reading import refusal
from rag.reading.span_scores import WEIGHTS, Judged, softmax, with_shares

MODEL = WEIGHTS / "reread.npz"
FEATURES = (*refusal.FEATURES, "behind", "likeliest_here", "mass_here")
_CHANNEL = "reading"
# So far behind the first, in the score of `rag.retrieval.fusion`, may a passage be to contest its
# place.
_NEAR = 1.0
# What a unit of the reader's log-odds is worth in that score, and the least that counts.
_WORTH = 0.3
_LEAST = -10.0


def contested(hits: Sequence[Hit]) -> bool:
    """Whether the second passage is about as good as the first."""
    return len(hits) > 1 and hits[0].score - hits[1].score < _NEAR


def by_reading(hits: Sequence[Hit], told: Floats) -> tuple[Hit, ...]:
    """Hits anew, by their score and what reading adds to it, as `tells` gives it.

    The latter stands among the channels as "reading". Hits that were not read keep their places
    and have the least.
    """
    added = np.full(len(hits), _LEAST)
    added[: len(told)] = told
    scored = [
        replace(hit, score=hit.score + value, channels={**hit.channels, _CHANNEL: value})
        for hit, value in zip(hits, added.tolist(), strict=True)
    ]
    read = len(told)
    return (*sorted(scored[:read], key=lambda hit: -hit.score), *scored[read:])


def tells(hits: Sequence[Hit], judged: Judged) -> Floats:
    """What reading adds to the score of each passage that was read, shape (passages read,)."""
    rows = features(hits, judged)
    corrected: Floats = plainly(judged) + _model().scores(rows)
    return corrected


def plainly(judged: Judged) -> Floats:
    """What the likeliest answer of each passage is worth by itself, shape (passages read,)."""
    likeliest = np.full(len(judged.spans.reads), _LEAST, np.float32)
    np.maximum.at(likeliest, judged.spans.place, judged.scores)
    return np.asarray(_WORTH * likeliest, np.float32)


def preferring(judged: Judged, hits: Sequence[Hit], told: Floats) -> Judged:
    """The same spans, those of passages that re-ranking puts in front the more probable."""
    scores = np.array([hit.score for hit in hits[: len(told)]], np.float32) + told
    return with_shares(judged, softmax(judged.scores + scores[judged.spans.place]))


def features(hits: Sequence[Hit], judged: Judged) -> Floats:
    """The features named in FEATURES of each passage read, 0 where no span is in it.

    The shape is (passages read, len(FEATURES)).
    """
    rows = np.zeros((len(judged.spans.reads), len(FEATURES)), np.float32)
    said = refusal.wanted(judged.spans.query)
    for place, hit in enumerate(hits[: len(rows)]):
        own = np.flatnonzero(judged.spans.place == place)
        if not len(own):
            continue
        scores = judged.scores[own]
        others = [one for one in hits if one is not hit]
        best = int(own[scores.argmax()])
        rows[place, :-3] = refusal.features([hit, *others], judged, best, said)
        rows[place, -3:] = hit.score - hits[0].score, scores.max(), np.logaddexp.reduce(scores)
    return rows


@cache
def _model() -> Network:
    return Network.load(MODEL, FEATURES)
