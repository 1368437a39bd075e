"""What networks that read words share: the words they know, their layers, how they are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np

from index import Morpheme
from rag.arrays import Floats, Ints
from rag.language.word_vectors import word_vectors
from rag.network import stored_arrays

# Morphemes of these kinds have a vector; the others are known by themselves.
_CONTENT = "NSVX"
# Numbers of known words, of tags, and vectors: a row for each word.
Seen = tuple[Ints, Ints, Floats]
Weights = Mapping[str, Floats]


@dataclass(frozen=True)
class Words:
    """Morphemes as a network sees them, an item each; what is none has '' for form and tag."""

    forms: Sequence[str]
    tags: Sequence[str]

    @classmethod
    def of(cls, morphemes: Sequence[Morpheme]) -> Self:
        """Those of a text."""
        return cls([m.form for m in morphemes], [plain_tag(m.tag) for m in morphemes])

    @cached_property
    def content(self) -> list[str]:
        """The forms that have a vector, '' for others."""
        pairs = zip(self.forms, self.tags, strict=True)
        return [form if tag[:1] in _CONTENT else "" for form, tag in pairs]

    @property
    def names(self) -> list[str]:
        """The forms with their tags."""
        return [f"{form}/{tag}" for form, tag in zip(self.forms, self.tags, strict=True)]


def plain_tag(tag: str) -> str:
    """A tag without what tells whether the verb is irregular."""
    return tag.split("-")[0]


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

    def seen(self, words: Words) -> Seen:
        """The words as the layers take them."""
        return *self.numbers(words), word_vectors(words.content)

    @cached_property
    def _number_of_name(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def _number_of_tag(self) -> dict[str, int]:
        return {tag: number for number, tag in enumerate(self.tags)}


@dataclass(frozen=True)
class WordNetworks:
    """Networks over words and some features, whose mean counts.

    `mean` and `scale` are of the features, shape (features,). Each network has its weights by name,
    matrices as (inputs, outputs), convolutions as (words, inputs, outputs).
    """

    known: Known
    mean: Floats
    scale: Floats
    networks: Sequence[Weights]

    @classmethod
    def load(cls, path: Path, features: Sequence[str]) -> Self:
        """Read the weights; ValueError where they were fitted to other features."""
        arrays = stored_arrays(path, features)
        known = Known(*(str(arrays.pop(key)).split("\n") for key in ("names", "tags")))
        mean, scale = (np.asarray(arrays.pop(key), np.float32) for key in ("mean", "scale"))
        networks: dict[str, dict[str, Floats]] = {}
        for key, value in arrays.items():
            number, name = key.split(".")
            networks.setdefault(number, {})[name] = np.asarray(value, np.float32)
        return cls(known, mean, scale, [*networks.values()])

    def save(self, path: Path, features: Sequence[str]) -> None:
        """Store the weights in half precision, with the names of their features."""
        arrays: dict[str, Any] = {
            f"{number}.{key}": value.astype(np.float16)
            for number, network in enumerate(self.networks)
            for key, value in network.items()
        }
        arrays |= {"mean": self.mean.astype(np.float16), "scale": self.scale.astype(np.float16)}
        texts = {"names": self.known.names, "tags": self.known.tags, "features": features}
        arrays |= {key: np.array("\n".join(value)) for key, value in texts.items()}
        np.savez_compressed(path, **arrays)


def embedded(network: Weights, seen: Seen) -> Floats:
    """Words by name, tag and vector, side by side."""
    names, tags, vectors = seen
    return np.hstack([network["names"][names], network["tags"][tags], vectors @ network["vectors"]])


def linear(network: Weights, name: str, rows: Floats) -> Floats:
    """A layer with its bias."""
    return np.asarray(rows @ network[name] + network[f"{name}_bias"], np.float32)


def convolved(network: Weights, name: str, rows: Floats, dilation: int = 1) -> Floats:
    """Each row with those so far before and after it."""
    kernel = network[name]
    reach = len(kernel) // 2 * dilation
    padded = np.pad(rows, ((reach, reach), (0, 0)))
    near = [padded[k * dilation : k * dilation + len(rows)] @ own for k, own in enumerate(kernel)]
    return np.asarray(np.sum(near, axis=0) + network[f"{name}_bias"], np.float32)


def gated(network: Weights, name: str, rows: Floats, dilation: int = 1) -> Floats:
    """Each row with what a gate lets through of it and its neighbours (Dauphin et al., 2017)."""
    value, gate = np.split(convolved(network, name, rows, dilation), 2, axis=1)
    return np.asarray((rows + value / (1 + np.exp(-gate))) * np.float32(0.5**0.5), np.float32)
