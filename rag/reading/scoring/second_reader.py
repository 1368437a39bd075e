"""A second opinion on every span, by a small network that reads the words themselves.

The first reader (`rag.reading.scoring.span_scores`) scores features of spans. This one also sees
which words stand around a span: each word of the passages with the words of the question that are
like it (the aligned question embedding of Chen et al., 2017), then with its neighbours, by gated
convolutions (Dauphin et al., 2017). It finds no better answers, but knows better whether there is
one, and `rag.reading.refusal` asks it for that. Fitted by `python -m rag.train`.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from rag.arrays import Floats, Ints
from rag.language.word_networks import (
    Seen,
    Weights,
    WordNetworks,
    Words,
    convolved,
    embedded,
    gated,
    linear,
    plain_tag,
)
from rag.network import softmax, standardised
from rag.reading.scoring.span_scores import FEATURES, WEIGHTS, Spans

MODEL = WEIGHTS / "second_reader.npz"
# Between two passages stand so many words that are none, as far as a convolution sees.
GAP = 4
MARKS = ("asked", "rarity", "likeness", "is_word", "begins")
# How far apart the words are that each convolution sees.
DILATIONS = (1, 2)
_RAREST = 1.5
_IDF = 8.0


# Compared by identity, so that what is made of one can be remembered.
@dataclass(frozen=True, eq=False)
class Sight:
    """What the network sees of a question and the passages read for it.

    `rarity` has an item for each word of the question, `marks` the shape (words, len(MARKS));
    `first` and `last` number the words at the ends of each span.
    """

    question: Words
    rarity: Floats
    passages: Words
    marks: Floats
    first: Ints
    last: Ints


def sight_of(spans: Spans) -> Sight:
    """The words of the passages of some spans, one after another, and those of the question."""
    query = spans.query
    forms: list[str] = []
    tags: list[str] = []
    marks, starts = [], []
    for read, found in zip(spans.reads, spans.matches, strict=True):
        starts.append(len(forms))
        forms += [*read.forms, *[""] * GAP]
        tags += [*map(plain_tag, read.tags), *[""] * GAP]
        begins = np.diff(read.sentence_of, prepend=read.sentence_of[:1]) > 0
        real = np.ones(len(read.forms))
        columns = [found.weights > 0, _scaled(found.weights), found.alike, real, begins]
        marks += [np.stack(columns, axis=1), np.zeros((GAP, len(MARKS)))]
    shift = np.array(starts, np.int32)[spans.place]
    ends = np.concatenate([read.spans for read in spans.reads]) + shift[:, None]
    return Sight(
        question=Words.of(query.morphemes),
        rarity=_scaled(np.array([query.terms.get(m.form, 0.0) for m in query.morphemes])),
        passages=Words(forms, tags),
        marks=np.concatenate(marks, dtype=np.float32),
        first=ends[:, 0],
        last=ends[:, 1],
    )


def _scaled(idf: Floats) -> Floats:
    return np.asarray(np.minimum(idf / _IDF, _RAREST), np.float32)


class SecondReader(WordNetworks):
    """Networks whose mean scores spans."""

    def scores(self, spans: Spans) -> Floats:
        """The score of each span, shape (spans,)."""
        sight = sight_of(spans)
        asked, told = self.known.seen(sight.question), self.known.seen(sight.passages)
        features = standardised(spans.features, self.mean, self.scale)
        each = [_scores(network, sight, features, asked, told) for network in self.networks]
        return np.asarray(np.mean(each, axis=0), np.float32)


def _scores(network: Weights, sight: Sight, features: Floats, asked: Seen, told: Seen) -> Floats:
    """What one network says, of features of mean 0 and deviation 1.

    `rag.train.second_reader` has the same in PyTorch.
    """
    question = np.column_stack([embedded(network, asked), sight.rarity])
    question = np.maximum(linear(network, "asked", question), 0)
    question = np.maximum(convolved(network, "asked_near", question), 0)
    gist = softmax(linear(network, "weight", question)).T @ question
    aligned = _aligned(network, asked[2], told[2], question)
    real = sight.marks[:, MARKS.index("is_word"), None]
    words = np.column_stack([embedded(network, told), sight.marks, aligned])
    words = np.maximum(linear(network, "told", words), 0) * real
    for number, dilation in enumerate(DILATIONS):
        words = gated(network, f"near{number}", words, dilation) * real
    hidden = linear(network, "features", features) + gist @ network["gist"]
    hidden += (words @ network["first"])[sight.first] + (words @ network["last"])[sight.last]
    scores = linear(network, "out", np.maximum(hidden, 0)) + features @ network["direct"]
    return np.asarray(scores[:, 0], np.float32)


def _aligned(network: Weights, asked: Floats, told: Floats, question: Floats) -> Floats:
    """The words of the question that are like each word, as the network has made them."""
    like = (told @ network["align"]) @ (asked @ network["align"]).T
    nothing = np.zeros((len(like), 1), np.float32)
    return np.asarray(softmax(np.hstack([like, nothing]).T)[:-1].T @ question, np.float32)


@cache
def bundled() -> SecondReader:
    """The networks that come with Mundap."""
    return SecondReader.load(MODEL, FEATURES)
