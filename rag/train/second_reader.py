"""Fitting the second reader, on the same examples as the first: see `rag.train.reader`.

The network in PyTorch is that of `rag.reading.scoring.second_reader`, with dropout.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

import numpy as np
import torch
from torch.nn.functional import dropout

from rag.arrays import Floats, Ints
from rag.language.word_vectors import word_vectors
from rag.reading.scoring.second_reader import (
    DILATIONS,
    MARKS,
    MODEL,
    Known,
    SecondReader,
    Sight,
    Words,
)
from rag.reading.scoring.span_scores import FEATURES
from rag.train.cases import FOLDS
from rag.train.network import Lessons, trained
from rag.train.reader import Example, Material, loss

_LESSONS = Lessons(epochs=2, batch=8, rate=2e-3, decay=0.03)
# Telling whether there is an answer is what this reader is for.
_SILENCE = 2.0
# Morphemes without a vector that stand in so many examples are known by themselves.
_OFTEN = 20
_AT_ONCE = 4096
_NAME, _TAG, _VECTOR, _ALIGNED, _WIDTH, _HIDDEN, _NEAR = 32, 12, 48, 64, 48, 32, 5
_DROPPED, _DROPPED_FEATURES = 0.3, 0.1


def fit(material: Material) -> list[SecondReader]:
    """Train and save the second reader; those it is made of, the n-th without fold n."""
    known = _known([one.sight for one in material.examples])
    words = _Words.of(material.examples, known)
    scores = partial(_scores, words)
    judge = partial(loss, silence=_SILENCE)
    make = partial(Trainable, len(known.names), len(known.tags), words.vectors.shape[1])
    networks = [
        trained(make, scores, material.without(fold), judge, _LESSONS, seed=fold)
        for fold in range(FOLDS)
    ]
    of = partial(SecondReader, known, material.mean.numpy(), material.scale.numpy())
    weights = [network.weights() for network in networks]
    of(weights).save(MODEL)
    print(f"second reader: {len(known.names)} words, {MODEL.stat().st_size / 1000:.0f} kB")
    return [of([one]) for one in weights]


def _known(sights: Sequence[Sight], often: int = _OFTEN) -> Known:
    """The names and tags that stand often enough to be learnt; the first is no word."""
    counts: Counter[str] = Counter()
    tags: set[str] = set()
    for sight in sights:
        for words in (sight.question, sight.passages):
            pairs = zip(words.names, words.content, strict=True)
            counts.update({name for name, content in pairs if not content})
            tags.update(words.tags)
    names = sorted(name for name, count in counts.items() if count >= often)
    return Known(["", *names], ["", *sorted(tags - {""})])


@dataclass(frozen=True)
class Seen:
    """Some words: numbers of names and tags, and the vectors, an item each."""

    names: torch.Tensor
    tags: torch.Tensor
    vectors: torch.Tensor


@dataclass(frozen=True)
class Batch:
    """Examples together: their questions side by side, their passages one after another.

    `is_asked` and `rarity` have the shape (examples, words); of the passages each example has
    `sizes` words. `own` has the example of each span, `first` and `last` the words at its ends.
    """

    asked: Seen
    is_asked: torch.Tensor
    rarity: torch.Tensor
    told: Seen
    marks: torch.Tensor
    sizes: Sequence[int]
    own: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor

    @property
    def is_told(self) -> torch.Tensor:
        """Which words of the passages are words, shape (words, 1)."""
        return self.marks[:, MARKS.index("is_word"), None]


# Numbers of names, of tags and of vectors.
_Numbers = tuple[Ints, Ints, Ints]


@dataclass(frozen=True)
class _Words:
    """The words of all examples by number; `vectors` has a row each."""

    questions: Mapping[Sight, _Numbers]
    passages: Mapping[Sight, _Numbers]
    vectors: torch.Tensor

    @classmethod
    def of(cls, examples: Sequence[Example], known: Known) -> Self:
        """Those of some examples, as far as they are known."""
        rows: dict[str, int] = {"": 0}

        def numbers(words: Words) -> _Numbers:
            own = [rows.setdefault(form, len(rows)) for form in words.content]
            return *known.numbers(words), np.array(own, np.int32)

        sights = [one.sight for one in examples]
        questions = {sight: numbers(sight.question) for sight in sights}
        passages = {sight: numbers(sight.passages) for sight in sights}
        forms = [*rows]
        parts = [word_vectors(forms[i : i + _AT_ONCE]) for i in range(0, len(forms), _AT_ONCE)]
        return cls(questions, passages, torch.from_numpy(np.concatenate(parts)))

    def batch(self, sights: Sequence[Sight]) -> Batch:
        """Some examples together."""
        questions = [self.questions[one] for one in sights]
        passages = [self.passages[one] for one in sights]
        sizes = [len(one.marks) for one in sights]
        starts = np.cumsum([0, *sizes])
        ends = [np.stack([one.first, one.last]) for one in sights]
        moved = [own + at for own, at in zip(ends, starts.tolist(), strict=False)]
        first, last = torch.from_numpy(np.concatenate(moved, axis=1)).long()
        return Batch(
            asked=self._seen([_side_by_side(part) for part in zip(*questions, strict=True)]),
            is_asked=_side_by_side([np.ones(len(one[0]), np.float32) for one in questions]),
            rarity=_side_by_side([one.rarity for one in sights]),
            told=self._seen([_joined(part) for part in zip(*passages, strict=True)]),
            marks=_joined([one.marks for one in sights]),
            sizes=sizes,
            own=torch.from_numpy(
                np.repeat(np.arange(len(sights)), [len(one.first) for one in sights])
            ),
            first=first,
            last=last,
        )

    def _seen(self, numbers: Sequence[torch.Tensor]) -> Seen:
        names, tags, rows = (one.long() for one in numbers)
        return Seen(names, tags, self.vectors[rows])


def _side_by_side(rows: Sequence[np.ndarray]) -> torch.Tensor:
    """Rows of any lengths as one matrix, with zeros behind."""
    return torch.nn.utils.rnn.pad_sequence([*map(torch.from_numpy, rows)], batch_first=True)


def _joined(parts: Sequence[np.ndarray]) -> torch.Tensor:
    return torch.from_numpy(np.concatenate(parts))


def _scores(words: _Words, network: "Trainable", examples: Sequence[Example]) -> torch.Tensor:
    features = torch.cat([one.features.float() for one in examples])
    scores: torch.Tensor = network(features, words.batch([one.sight for one in examples]))
    return scores


class Trainable(torch.nn.Module):
    """The network of `rag.reading.scoring.second_reader` for so many names, tags, and vectors."""

    def __init__(self, names: int, tags: int, dimension: int) -> None:
        super().__init__()
        width = _NAME + _TAG + _VECTOR
        self.names = torch.nn.Embedding(names, _NAME, padding_idx=0)
        self.tags = torch.nn.Embedding(tags, _TAG)
        self.vectors = torch.nn.Linear(dimension, _VECTOR, bias=False)
        self.align = torch.nn.Linear(dimension, _ALIGNED, bias=False)
        self.asked = torch.nn.Linear(width + 1, _WIDTH)
        self.asked_near = torch.nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1)
        self.weight = torch.nn.Linear(_WIDTH, 1)
        self.told = torch.nn.Linear(width + len(MARKS) + _WIDTH, _WIDTH)
        self.near = [_near(dilation) for dilation in DILATIONS]
        for number, near in enumerate(self.near):
            self.add_module(f"near{number}", near)
        self.features = torch.nn.Linear(len(FEATURES), _HIDDEN)
        self.first = torch.nn.Linear(_WIDTH, _HIDDEN, bias=False)
        self.last = torch.nn.Linear(_WIDTH, _HIDDEN, bias=False)
        self.gist = torch.nn.Linear(_WIDTH, _HIDDEN, bias=False)
        self.out = torch.nn.Linear(_HIDDEN, 1)
        self.direct = torch.nn.Linear(len(FEATURES), 1, bias=False)
        self._begin()

    def _begin(self) -> None:
        """Weights that let words count as much as features from the start."""
        torch.nn.init.normal_(self.names.weight, 0, 0.1)
        torch.nn.init.normal_(self.tags.weight, 0, 0.3)
        torch.nn.init.zeros_(self.direct.weight)
        with torch.no_grad():
            self.names.weight[0] = 0
            self.vectors.weight *= 3
            self.align.weight *= 2

    def forward(self, features: torch.Tensor, batch: Batch) -> torch.Tensor:
        """Scores of shape (spans,)."""
        asked = batch.is_asked[..., None]
        question = self.asked(torch.cat([self._embedded(batch.asked), batch.rarity[..., None]], -1))
        question = self.asked_near((torch.relu(question) * asked).mT).mT
        question = torch.relu(question) * asked
        weight = (self.weight(question) + _never(asked)).softmax(1)
        gist = (weight * question).sum(1)
        words = torch.cat(
            [self._embedded(batch.told), batch.marks, self._aligned(batch, question)], -1
        )
        words = self._convolved(torch.relu(self.told(words)), batch.is_told)
        features = dropout(features, _DROPPED_FEATURES, self.training)
        hidden = self.features(features) + self.gist(gist)[batch.own]
        hidden = hidden + self.first(words)[batch.first] + self.last(words)[batch.last]
        scores = self.out(self._dropped(torch.relu(hidden))) + self.direct(features)
        return torch.as_tensor(scores.squeeze(-1))

    def _embedded(self, seen: Seen) -> torch.Tensor:
        names, vectors = self.names(seen.names), self.vectors(seen.vectors)
        return torch.cat([self._dropped(names), self.tags(seen.tags), self._dropped(vectors)], -1)

    def _aligned(self, batch: Batch, question: torch.Tensor) -> torch.Tensor:
        told = self.align(batch.told.vectors).split(batch.sizes)
        asked = self.align(batch.asked.vectors)
        likes = [own @ other.T for own, other in zip(told, asked, strict=True)]
        never = _never(batch.is_asked)
        shares = [
            torch.cat([like + row, torch.zeros(len(like), 1)], 1).softmax(1)[:, :-1]
            for like, row in zip(likes, never, strict=True)
        ]
        return torch.cat([share @ own for share, own in zip(shares, question, strict=True)])

    def _convolved(self, words: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        rows, mask = (words * real).T[None], real.T[None]
        for near in self.near:
            value, gate = near(self._dropped(rows)).chunk(2, 1)
            rows = (rows + value * torch.sigmoid(gate)) * 0.5**0.5 * mask
        return rows[0].T

    def _dropped(self, values: torch.Tensor) -> torch.Tensor:
        return dropout(values, _DROPPED, self.training)

    def weights(self) -> dict[str, Floats]:
        """The weights as `SecondReader` has them."""
        found = {}
        for name, module in self.named_children():
            is_table = isinstance(module, torch.nn.Embedding)
            for kind, value in module.named_parameters():
                array = value.detach().numpy()
                found[name if kind == "weight" else f"{name}_bias"] = array if is_table else array.T
        return found


def _near(dilation: int) -> torch.nn.Conv1d:
    """A convolution with a gate for each of its outputs."""
    reach = _NEAR // 2 * dilation
    return torch.nn.Conv1d(_WIDTH, 2 * _WIDTH, _NEAR, padding=reach, dilation=dilation)


def _never(real: torch.Tensor) -> torch.Tensor:
    """What a softmax gives no share."""
    return -1e4 * (1 - real)
