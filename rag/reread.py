"""Re-ranking by reading: of passages that retrieval finds about as good, the one that tells leads.

Reading takes longer than all the retrieval before, so it is done only where the first place is
contested.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rag.answer import Hit
from rag.span_scores import PASSAGES_READ, Judged

_CHANNEL = "reading"
# So far behind the first, in the score of `rag.fusion`, may a passage be to contest its place.
_NEAR = 1.0
# What a unit of the reader's log-odds is worth in that score, and the least that counts.
_WORTH = 0.3
_LEAST = -10.0


def contested(hits: Sequence[Hit]) -> bool:
    """Whether the second passage is about as good as the first."""
    return len(hits) > 1 and hits[0].score - hits[1].score < _NEAR


def by_reading(hits: Sequence[Hit], judged: Judged) -> tuple[Hit, ...]:
    """Hits anew, by their score and that of the likeliest answer in each.

    The latter stands among the channels as "reading". Hits that were not read keep their places
    and have the least.
    """
    told = np.full(len(hits), _LEAST)
    np.maximum.at(told, judged.spans.place, judged.scores)
    scored = [
        replace(hit, score=hit.score + _WORTH * value, channels={**hit.channels, _CHANNEL: value})
        for hit, value in zip(hits, told.tolist(), strict=True)
    ]
    return (*sorted(scored[:PASSAGES_READ], key=lambda hit: -hit.score), *scored[PASSAGES_READ:])
