"""Re-ranking by reading: of passages that retrieval finds about as good, the one that tells leads.

A small network sees of each passage what `rag.reading.evidence` tells, as if the likeliest answer
of that passage were given, and corrects a plain sum of how well the passage was found and how
likely that answer is. Reading takes longer than all the retrieval before, so a search does it only
where the first place is contested: then many are read for the few that an answer is read from, and
these are put in order. Fitted by `python -m rag.train`.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from rag.answer import Hit
from rag.arrays import Floats
from rag.language.circumstance import of_circumstance
from rag.network import Network, softmax
from rag.reading.evidence import EVIDENCE, evidence, wanted
from rag.reading.scoring.query import same_words
from rag.reading.scoring.span_scores import PASSAGES_READ, WEIGHTS, Judged, with_shares
from rag.retrieval.ranking import RANKING

MODEL = WEIGHTS / "reread.npz"
FEATURES = (*EVIDENCE, "behind", "likeliest_here", "mass_here")
# So many passages are read for those that an answer is read from.
CONTENDERS = 12
_CHANNEL = "reading"
# So far behind the first, in the score of `rag.retrieval.fusion`, may a passage be to contest its
# place.
_NEAR = 2.0
# What a unit of the reader's log-odds is worth in that score, and the least that counts.
_WORTH = 0.3
_LEAST = -10.0


def contested(hits: Sequence[Hit]) -> bool:
    """Whether another passage is about as good as the first, or was chosen by reading.

    That is by the sum of the channels: what the ranking adds makes no passage as good.
    """
    sums = [hit.score - hit.channels.get(RANKING, 0.0) for hit in hits]
    near = len(sums) > 1 and sums[0] - max(sums[1:]) < _NEAR
    return near or any(_CHANNEL in hit.channels for hit in hits)


def shortlisted(hits: Sequence[Hit], told: Floats) -> tuple[Hit, ...]:
    """In front the hits that an answer is to be read from, as they were found; then the others.

    The former are those that `told`, as `tells` gives it, ranks first. It orders the others, and
    stands among their channels as "reading".
    """
    added = [hit.adding(_CHANNEL, value) for hit, value in zip(hits, told.tolist(), strict=False)]
    order = sorted(range(len(added)), key=lambda place: -added[place].score)
    front, others = sorted(order[:PASSAGES_READ]), order[PASSAGES_READ:]
    rest = (added[place] for place in others)
    return (*(hits[place] for place in front), *rest, *hits[len(added) :])


def by_reading(hits: Sequence[Hit], told: Floats) -> tuple[Hit, ...]:
    """Hits anew, by their score and what reading adds to it, as `tells` gives it of the first.

    The latter stands among the channels as "reading". Hits that were never read have the least.
    """
    read = [hit.adding(_CHANNEL, value) for hit, value in zip(hits, told.tolist(), strict=False)]
    others = [
        hit if _CHANNEL in hit.channels else hit.adding(_CHANNEL, _LEAST)
        for hit in hits[len(read) :]
    ]
    return tuple(sorted([*read, *others], key=lambda hit: -hit.score))


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
    """The same spans, those of passages that re-ranking puts in front the more probable.

    A passage with no word of the question cannot answer where another one has them all.
    """
    scores = np.array([hit.score for hit in hits[: len(told)]], np.float32) + told
    held = _words_held(judged)
    if (held == 1).any():
        scores[held == 0] = -np.inf
    return with_shares(judged, softmax(judged.scores + scores[judged.spans.place]))


def _words_held(judged: Judged) -> Floats:
    """The share of a question's words that each passage read or its titles have, 0 for no words.

    Any word that means the same is had as well.
    """
    query = judged.spans.query
    light = of_circumstance(query.morphemes)
    terms = [one for one in query.terms if one not in light and not query.asked.is_stand_in(one)]
    if not terms:
        return np.zeros(len(judged.spans.reads), np.float32)
    words = same_words(terms)
    said = [
        (f"{read.passage.context} {read.passage.whole()}".lower(), {*read.forms})
        for read in judged.spans.reads
    ]
    held = [
        [any(word in forms or word in text for word in words[term]) for term in terms]
        for text, forms in said
    ]
    return np.asarray(np.mean(held, axis=1), np.float32)


def features(hits: Sequence[Hit], judged: Judged) -> Floats:
    """The features named in FEATURES of each passage read, 0 where no span is in it.

    The shape is (passages read, len(FEATURES)).
    """
    rows = np.zeros((len(judged.spans.reads), len(FEATURES)), np.float32)
    said = wanted(judged.spans.query)
    for place, hit in enumerate(hits[: len(rows)]):
        own = np.flatnonzero(judged.spans.place == place)
        if not len(own):
            continue
        scores = judged.scores[own]
        others = [one for one in hits if one is not hit]
        best = int(own[scores.argmax()])
        rows[place, :-3] = evidence([hit, *others], judged, best, said)
        rows[place, -3:] = hit.score - hits[0].score, scores.max(), np.logaddexp.reduce(scores)
    return rows


@cache
def _model() -> Network:
    return Network.load(MODEL, FEATURES)
