"""The training counterpart of `rag.language.word_networks`: words as tensors, and their layers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, Self, TypeVar

import numpy as np
import torch
from torch.nn.functional import dropout

from rag.arrays import Floats, Ints
from rag.language.word_networks import Known, Words
from rag.language.word_vectors import word_vectors

# How much of what is read is left out at every step.
_DROPPED = 0.3
_NAME, _TAG, _VECTOR = 32, 12, 48
EMBEDDED = _NAME + _TAG + _VECTOR
_AT_ONCE = 4096
# Numbers of names, of tags and of vectors.
Numbers = tuple[Ints, Ints, Ints]
Key = TypeVar("Key")


def known_in(texts: Iterable[Words], often: int) -> Known:
    """The names without a vector and the tags that stand so often; the first of each is no word."""
    counts: Counter[str] = Counter()
    tags: set[str] = set()
    for words in texts:
        pairs = zip(words.names, words.content, strict=True)
        counts.update({name for name, content in pairs if not content})
        tags.update(words.tags)
    names = sorted(name for name, count in counts.items() if count >= often)
    return Known(["", *names], ["", *sorted(tags - {""})])


@dataclass(frozen=True)
class SeenWords:
    """Some words: numbers of names and tags, and the vectors, an item each."""

    names: torch.Tensor
    tags: torch.Tensor
    vectors: torch.Tensor


@dataclass(frozen=True)
class Vocabulary:
    """The words of all examples, whose `vectors` have a row each."""

    known: Known
    rows: dict[str, int]
    vectors: torch.Tensor

    @classmethod
    def of(cls, texts: Iterable[Words], known: Known) -> Self:
        """That of some texts."""
        forms = [*dict.fromkeys(["", *(form for words in texts for form in words.content)])]
        parts = [word_vectors(forms[i : i + _AT_ONCE]) for i in range(0, len(forms), _AT_ONCE)]
        rows = {form: number for number, form in enumerate(forms)}
        return cls(known, rows, torch.from_numpy(np.concatenate(parts)))

    def numbers(self, words: Words) -> Numbers:
        """Which names, tags and vectors some words have."""
        own = [self.rows[form] for form in words.content]
        return *self.known.numbers(words), np.array(own, np.int32)

    def seen(self, numbers: Sequence[torch.Tensor]) -> SeenWords:
        """Words by their numbers, of any shape."""
        names, tags, rows = (one.long() for one in numbers)
        return SeenWords(names, tags, self.vectors[rows])


@dataclass(frozen=True)
class Numbered(Generic[Key]):
    """What networks see of examples, by number: two texts each."""

    vocabulary: Vocabulary
    texts: Mapping[Key, tuple[Numbers, Numbers]]

    @classmethod
    def of(cls, texts: Mapping[Key, tuple[Words, Words]], often: int) -> Self:
        """That of some texts; names that stand so often are known by themselves."""
        words = [*chain.from_iterable(texts.values())]
        vocabulary = Vocabulary.of(words, known_in(words, often))
        number = vocabulary.numbers
        return cls(vocabulary, {key: (number(a), number(b)) for key, (a, b) in texts.items()})


def side_by_side(rows: Sequence[np.ndarray]) -> torch.Tensor:
    """Rows of any lengths as one matrix, with zeros behind."""
    return torch.nn.utils.rnn.pad_sequence([*map(torch.from_numpy, rows)], batch_first=True)


class WordNetwork(torch.nn.Module):
    """A network that embeds words by name, tag and vector."""

    def __init__(self, known: Known, dimension: int) -> None:
        super().__init__()
        self.names = torch.nn.Embedding(len(known.names), _NAME, padding_idx=0)
        self.tags = torch.nn.Embedding(len(known.tags), _TAG)
        self.vectors = torch.nn.Linear(dimension, _VECTOR, bias=False)
        # Words are to count as much as features from the start.
        torch.nn.init.normal_(self.names.weight, 0, 0.1)
        torch.nn.init.normal_(self.tags.weight, 0, 0.3)
        with torch.no_grad():
            self.names.weight[0] = 0
            self.vectors.weight *= 3

    def embedded(self, seen: SeenWords) -> torch.Tensor:
        """Words as rows of EMBEDDED numbers."""
        names, vectors = self.names(seen.names), self.vectors(seen.vectors)
        return torch.cat([self.dropped(names), self.tags(seen.tags), self.dropped(vectors)], -1)

    def dropped(self, values: torch.Tensor) -> torch.Tensor:
        """Values with some left out while the network is trained."""
        return dropout(values, _DROPPED, self.training)

    def gated(self, layer: torch.nn.Conv1d, rows: torch.Tensor) -> torch.Tensor:
        """Rows with what a gate lets through of them and their neighbours, (..., words, width)."""
        value, gate = layer(self.dropped(rows).mT).chunk(2, -2)
        return torch.as_tensor((rows + (value * torch.sigmoid(gate)).mT) * 0.5**0.5)

    def weights(self) -> dict[str, Floats]:
        """The weights by name, matrices as (inputs, outputs)."""
        found = {
            name: value.detach().numpy() for name, value in self.named_parameters(recurse=False)
        }
        for name, module in self.named_children():
            is_table = isinstance(module, torch.nn.Embedding)
            for kind, value in module.named_parameters():
                array = value.detach().numpy()
                found[name if kind == "weight" else f"{name}_bias"] = array if is_table else array.T
        return found


def gate(width: int, near: int, dilation: int = 1) -> torch.nn.Conv1d:
    """A convolution over so many words, with a gate for each of its outputs."""
    reach = near // 2 * dilation
    return torch.nn.Conv1d(width, 2 * width, near, padding=reach, dilation=dilation)


def never(real: torch.Tensor) -> torch.Tensor:
    """What a softmax gives no share."""
    return -1e4 * (1 - real)
