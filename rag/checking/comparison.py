"""A sentence and what its passages tell most of it by, compared word by word.

A small network: the words of both, each among its neighbours, are laid side by side where they are
alike, and what differs between them is read by another layer (the soft alignment and comparison of
Chen et al., 2017, with gated convolutions in place of recurrence). It also sees the features of
`rag.checking.entailment`. Fitted by `python -m rag.train.entailment`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.table import head_of
from index import Morpheme, analyse, telling
from rag.arrays import Floats
from rag.checking.coverage import SCOPES, Coverage
from rag.checking.support import Claim
from rag.language.plain import plainly
from rag.language.word_networks import (
    Seen,
    Weights,
    WordNetworks,
    Words,
    embedded,
    gated,
    linear,
)
from rag.network import softmax, standardised

# Of a word of the sentence: whether the evidence has it, how much it tells, and what is told of the
# item that it is part of in the nearest sentence, in the second, and anywhere.
CLAIMED = (
    "there",
    "rarity",
    "exact_first",
    "held_first",
    "soft_first",
    "held_second",
    "soft_second",
    "held_anywhere",
    "soft_anywhere",
)
# Of a word of the evidence: whether the sentence has it, how much it tells, and where it stands.
TOLD = ("there", "rarity", "is_word", "in_title", "in_header")
# Between two parts of the evidence stand so many words that are none.
_GAP = 3


@dataclass(frozen=True, eq=False)
class Sight:
    """What the network sees: words, with the marks of CLAIMED and TOLD, a row for each word.

    `same` tells which words of the sentence are which of the evidence, shape (claimed, told).
    """

    claimed: Words
    claimed_marks: Floats
    told: Words
    told_marks: Floats
    same: Floats


def sight_of(claim: Claim, told: Coverage) -> Sight:
    """A claim beside the title, column names and text of the sentences that tell most of it."""
    # Items have their places in the sentence in plainer words.
    morphemes = analyse(plainly(claim.text))
    claimed = Words.of(morphemes)
    forms: list[str] = []
    tags: list[str] = []
    places: list[str] = []
    for place, text in _parts(told):
        part = Words.of(analyse(text))
        forms += [*part.forms, *[""] * _GAP]
        tags += [*part.tags, *[""] * _GAP]
        places += [*[place] * len(part.forms), *[""] * _GAP]
    evidence = Words(forms, tags)
    same = _same(claimed, evidence)
    where = np.array(places)
    return Sight(
        claimed=claimed,
        claimed_marks=np.column_stack(
            [same.any(axis=1), _rarity(claimed), _coverage(morphemes, told)]
        ).astype(np.float32),
        told=evidence,
        told_marks=np.column_stack(
            [
                same.any(axis=0),
                _rarity(evidence),
                where != "",
                where == "title",
                where == "header",
            ]
        ).astype(np.float32),
        same=same.astype(np.float32),
    )


def _parts(told: Coverage) -> Iterator[tuple[str, str]]:
    """Each sentence that tells most, below its title and, for a row, the names of its columns."""
    heads: set[tuple[int, str]] = set()
    for number in told.scopes[SCOPES.index("pair")]:
        sentence, place = told.sentence(number), told.home[number]
        passage = sentence.passage
        above = [("title", passage.context)]
        if sentence.text.startswith("|"):
            start = sentence.start - passage.start
            above.append(("header", head_of(passage.text, start, passage.columns)))
        yield from (part for part in above if part[1] and (place, part[1]) not in heads)
        heads |= {(place, text) for _, text in above}
        yield "text", sentence.text


def _same(claimed: Words, told: Words) -> NDArray[np.bool_]:
    ours, theirs = (
        np.array([f"{f}/{t[:1]}" if t else "" for f, t in zip(one.forms, one.tags, strict=True)])
        for one in (claimed, told)
    )
    found: NDArray[np.bool_] = (ours[:, None] == theirs[None, :]) & (ours != "")[:, None]
    return found


def _rarity(words: Words) -> list[float]:
    return [telling(form) if form else 0.0 for form in words.content]


def _coverage(morphemes: Sequence[Morpheme], told: Coverage) -> Floats:
    """What is told of the items that each morpheme is part of, as CLAIMED has it."""
    numbers = told.scopes[SCOPES.index("pair")]
    first, second = numbers[0], numbers[-1]
    of_items = np.column_stack(
        [
            told.exact[:, first],
            told.held[:, first],
            told.soft[:, first],
            told.held[:, second],
            told.soft[:, second],
            told.held.any(axis=1),
            told.soft.max(axis=1),
        ]
    ).astype(np.float32)
    found = np.zeros((len(morphemes), of_items.shape[1]), np.float32)
    for item, row in zip(told.items, of_items, strict=True):
        for place, one in enumerate(morphemes):
            if one.start < item.end and one.end > item.start:
                found[place] = np.maximum(found[place], row)
    return found


class Comparer(WordNetworks):
    """Networks whose mean tells how likely the passages bear out a sentence."""

    def score(self, sight: Sight, features: Floats) -> float:
        """The logarithm of the odds that they do; `features` has the shape (features,)."""
        row = standardised(features[None], self.mean, self.scale)[0]
        claimed, told = self.known.seen(sight.claimed), self.known.seen(sight.told)
        return float(np.mean([_score(one, sight, row, claimed, told) for one in self.networks]))


def _score(network: Weights, sight: Sight, features: Floats, claimed: Seen, told: Seen) -> float:
    """What one network says, of features of mean 0 and deviation 1.

    `rag.train.comparison` has the same in PyTorch.
    """
    real = sight.told_marks[:, TOLD.index("is_word"), None]
    ours = np.column_stack([embedded(network, claimed), sight.claimed_marks])
    ours = gated(network, "near", np.maximum(linear(network, "claimed", ours), 0))
    theirs = np.column_stack([embedded(network, told), sight.told_marks])
    theirs = np.maximum(linear(network, "told", theirs), 0) * real
    theirs = gated(network, "near", theirs) * real
    like = (claimed[2] @ network["align"]) @ (told[2] @ network["align"]).T
    like += (ours @ network["meet"]) @ (theirs @ network["meet"]).T + network["same"] * sight.same
    all_ours = np.ones((len(ours), 1), np.float32)
    here = _compared(network, ours, theirs, _aligned(like, real), all_ours)
    there = _compared(network, theirs, ours, _aligned(like.T, all_ours), real)
    hidden = linear(network, "features", features)
    hidden += _pooled(here) @ network["here"] + _pooled(there) @ network["there"]
    score = linear(network, "out", np.maximum(hidden, 0)) + features @ network["direct"]
    return float(score[0])


def _aligned(like: Floats, real: Floats) -> Floats:
    """How much of each word is like each of the others, and like none (the last column)."""
    nothing = np.zeros((len(like), 1), np.float32)
    return softmax(np.hstack([like - 1e4 * (1 - real.T), nothing]).T).T


def _compared(
    network: Weights, own: Floats, others: Floats, shares: Floats, real: Floats
) -> Floats:
    """How words differ from what they are laid beside, each among its neighbours."""
    beside = shares[:, :-1] @ others
    rows = np.hstack([own, beside, own - beside, own * beside, shares[:, -1:]])
    rows = np.maximum(linear(network, "compared", rows), 0) * real
    return gated(network, "between", rows)[real[:, 0] > 0]


def _pooled(rows: Floats) -> Floats:
    """The most and the sum of each column."""
    return np.concatenate([rows.max(axis=0), rows.sum(axis=0) / 10])
