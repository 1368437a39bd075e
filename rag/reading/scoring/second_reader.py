"""A second opinion on every span, by a small network that reads the words themselves.

The first reader (`rag.reading.scoring.span_scores`) scores features of spans. This one also sees
which words stand around a span: each word of the passages with the words of the question that are
like it (the aligned question embedding of Chen et al., 2017), then with its neighbours, by gated
convolutions (Dauphin et al., 2017). It finds no better answers, but knows better whether there is
one, and `rag.reading.refusal` asks it for that. Fitted by `python -m rag.train`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np

from index import Morpheme
from rag.arrays import Floats, Ints
from rag.language.word_vectors import word_vectors
from rag.network import standardised, stored_arrays
from rag.reading.scoring.span_scores import FEATURES, WEIGHTS, Spans, softmax

MODEL = WEIGHTS / "second_reader.npz"
# Between two passages stand so many words that are none, as far as a convolution sees.
GAP = 4
MARKS = ("asked", "rarity", "likeness", "is_word", "begins")
# How far apart the words are that each convolution sees.
DILATIONS = (1, 2)
# Morphemes of these kinds have a vector; the others are known by themselves.
_CONTENT = "NSVX"
_RAREST = 1.5
_IDF = 8.0


@dataclass(frozen=True)
class Words:
    """Morphemes as the network sees them, an item each; what is none has '' for form and tag."""

    forms: Sequence[str]
    tags: Sequence[str]

    @cached_property
    def content(self) -> list[str]:
        """The forms that have a vector, '' for others."""
        pairs = zip(self.forms, self.tags, strict=True)
        return [form if tag[:1] in _CONTENT else "" for form, tag in pairs]

    @property
    def names(self) -> list[str]:
        """The forms with their tags."""
        return [f"{form}/{tag}" for form, tag in zip(self.forms, self.tags, strict=True)]


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
        tags += [*map(_plain, read.tags), *[""] * GAP]
        begins = np.diff(read.sentence_of, prepend=read.sentence_of[:1]) > 0
        real = np.ones(len(read.forms))
        columns = [found.weights > 0, _scaled(found.weights), found.alike, real, begins]
        marks += [np.stack(columns, axis=1), np.zeros((GAP, len(MARKS)))]
    shift = np.array(starts, np.int32)[spans.place]
    ends = np.concatenate([read.spans for read in spans.reads]) + shift[:, None]
    return Sight(
        question=_words(query.morphemes),
        rarity=_scaled(np.array([query.terms.get(m.form, 0.0) for m in query.morphemes])),
        passages=Words(forms, tags),
        marks=np.concatenate(marks, dtype=np.float32),
        first=ends[:, 0],
        last=ends[:, 1],
    )


def _words(morphemes: Sequence[Morpheme]) -> Words:
    return Words([m.form for m in morphemes], [_plain(m.tag) for m in morphemes])


def _plain(tag: str) -> str:
    """A tag without what tells whether the verb is irregular."""
    return tag.split("-")[0]


def _scaled(idf: Floats) -> Floats:
    return np.asarray(np.minimum(idf / _IDF, _RAREST), np.float32)


@dataclass(frozen=True)
class Known:
    """The words and tags that networks know; the first of either stands for all others."""

    names: Sequence[str]
    tags: Sequence[str]

    def numbers(self, words: Words) -> tuple[Ints, Ints]:
        """Which known words and which tags they are, shape (words,) each."""
        names = [self._number_of_name.get(name, 0) for name in words.names]
        tags = [self._number_of_tag.get(tag, 0) for tag in words.tags]
        return np.array(names, np.int32), np.array(tags, np.int32)

    @cached_property
    def _number_of_name(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def _number_of_tag(self) -> dict[str, int]:
        return {tag: number for number, tag in enumerate(self.tags)}


@dataclass(frozen=True)
class SecondReader:
    """Networks whose mean scores spans.

    `mean` and `scale` are of the features of spans, shape (features,). Each network has its weights
    by name, matrices as (inputs, outputs), convolutions as (words, inputs, outputs).
    """

    known: Known
    mean: Floats
    scale: Floats
    networks: Sequence[Mapping[str, Floats]]

    def scores(self, spans: Spans) -> Floats:
        """The score of each span, shape (spans,)."""
        sight = sight_of(spans)
        asked, told = (
            (*self.known.numbers(words), word_vectors(words.content))
            for words in (sight.question, sight.passages)
        )
        features = standardised(spans.features, self.mean, self.scale)
        each = [_scores(network, sight, features, asked, told) for network in self.networks]
        return np.asarray(np.mean(each, axis=0), np.float32)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the weights; ValueError where they were fitted to other features."""
        arrays = stored_arrays(path, FEATURES)
        known = Known(*(str(arrays.pop(key)).split("\n") for key in ("names", "tags")))
        mean, scale = (np.asarray(arrays.pop(key), np.float32) for key in ("mean", "scale"))
        networks: dict[str, dict[str, Floats]] = {}
        for key, value in arrays.items():
            number, name = key.split(".")
            networks.setdefault(number, {})[name] = np.asarray(value, np.float32)
        return cls(known, mean, scale, [*networks.values()])

    def save(self, path: Path) -> None:
        """Store the weights in half precision, with the names of their features."""
        arrays: dict[str, Any] = {
            f"{number}.{key}": value.astype(np.float16)
            for number, network in enumerate(self.networks)
            for key, value in network.items()
        }
        arrays |= {"mean": self.mean.astype(np.float16), "scale": self.scale.astype(np.float16)}
        texts = {"names": self.known.names, "tags": self.known.tags, "features": FEATURES}
        arrays |= {key: np.array("\n".join(value)) for key, value in texts.items()}
        np.savez_compressed(path, **arrays)


# Numbers of known words, of tags, and vectors.
_Seen = tuple[Ints, Ints, Floats]


def _scores(
    network: Mapping[str, Floats], sight: Sight, features: Floats, asked: _Seen, told: _Seen
) -> Floats:
    """What one network says, of features of mean 0 and deviation 1.

    `rag.train.second_reader` has the same in PyTorch.
    """
    question = np.column_stack([_embedded(network, asked), sight.rarity])
    question = np.maximum(_linear(network, "asked", question), 0)
    question = np.maximum(_convolved(network, "asked_near", question, 1), 0)
    gist = softmax(_linear(network, "weight", question)).T @ question
    aligned = _aligned(network, asked[2], told[2], question)
    real = sight.marks[:, MARKS.index("is_word"), None]
    words = np.column_stack([_embedded(network, told), sight.marks, aligned])
    words = np.maximum(_linear(network, "told", words), 0) * real
    for number, dilation in enumerate(DILATIONS):
        value, gate = np.split(_convolved(network, f"near{number}", words, dilation), 2, axis=1)
        words = (words + value / (1 + np.exp(-gate))) * np.float32(0.5**0.5) * real
    hidden = _linear(network, "features", features) + gist @ network["gist"]
    hidden += (words @ network["first"])[sight.first] + (words @ network["last"])[sight.last]
    scores = _linear(network, "out", np.maximum(hidden, 0)) + features @ network["direct"]
    return np.asarray(scores[:, 0], np.float32)


def _embedded(network: Mapping[str, Floats], seen: _Seen) -> Floats:
    names, tags, vectors = seen
    return np.hstack([network["names"][names], network["tags"][tags], vectors @ network["vectors"]])


def _aligned(
    network: Mapping[str, Floats], asked: Floats, told: Floats, question: Floats
) -> Floats:
    """The words of the question that are like each word, as the network has made them."""
    like = (told @ network["align"]) @ (asked @ network["align"]).T
    nothing = np.zeros((len(like), 1), np.float32)
    return np.asarray(softmax(np.hstack([like, nothing]).T)[:-1].T @ question, np.float32)


def _linear(network: Mapping[str, Floats], name: str, rows: Floats) -> Floats:
    return np.asarray(rows @ network[name] + network[f"{name}_bias"], np.float32)


def _convolved(network: Mapping[str, Floats], name: str, rows: Floats, dilation: int) -> Floats:
    """Each row with those so far before and after it."""
    kernel = network[name]
    reach = len(kernel) // 2 * dilation
    padded = np.pad(rows, ((reach, reach), (0, 0)))
    near = [padded[k * dilation : k * dilation + len(rows)] @ own for k, own in enumerate(kernel)]
    return np.asarray(np.sum(near, axis=0) + network[f"{name}_bias"], np.float32)


@cache
def bundled() -> SecondReader:
    """The networks that come with Mundap."""
    return SecondReader.load(MODEL)
