"""How far passages cover a sentence: item by item, in the same words or in near ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from index import Passage, near_synonyms, telling
from rag.arrays import Floats
from rag.checking.figures import Figures
from rag.checking.matching import stands_in
from rag.checking.support import Claim, Evidence, known_clauses, wanted_clauses
from rag.language.items import Clause, Item
from rag.language.word_vectors import word_vectors

# The sentence that tells most, the two that do, and all.
SCOPES = ("sentence", "pair", "passage")
# A near word counts so much less than the word, and no word tells less than that.
_NEAR = 0.8
_LEAST_TELLING = 0.2
Span = tuple[int, int]


@dataclass(frozen=True)
class Coverage:
    """What passages tell of the items of a sentence, whose clauses are `wanted`.

    `exact`, `soft` and `held` have the shape (items, sentences of the passages), 1 for what is told
    there; `held` are also figures told in other ways (`rag.checking.figures`). `groups` are the
    clauses of each sentence, `home` is the number of its passage, `figures` are those that stand
    in it, `scopes` are the sentences of each of SCOPES.
    """

    passages: Sequence[Passage]
    wanted: Sequence[Clause]
    items: Sequence[Item]
    weights: Floats
    exact: NDArray[np.bool_]
    soft: Floats
    held: NDArray[np.bool_]
    groups: Sequence[Sequence[Clause]]
    home: Sequence[int]
    figures: Sequence[Figures]
    scopes: Sequence[Sequence[int]]

    def clauses(self, scope: int) -> list[Clause]:
        """The clauses of a scope."""
        return [clause for n in self.scopes[scope] for clause in self.groups[n]]

    def text(self, scope: int) -> str:
        """The text of a scope."""
        return " ".join(one.text for one in self.evidence(scope))

    def sentence(self, number: int) -> Evidence:
        """Where a sentence of the passages stands."""
        return Evidence.within(self.passages[self.home[number]], *_span(self.groups[number]))

    def evidence(self, scope: int) -> list[Evidence]:
        """Where a scope stands, a span of each passage that it is of."""
        spans = []
        for number in dict.fromkeys(self.home[n] for n in self.scopes[scope]):
            own = [c for n in self.scopes[scope] if self.home[n] == number for c in self.groups[n]]
            spans.append(Evidence.within(self.passages[number], *_span(own)))
        return spans


def coverage_of(claim: Claim, passages: Sequence[Passage]) -> Coverage | None:
    """What passages tell of a claim; None where there is nothing of it or in them."""
    wanted = wanted_clauses(claim)
    pairs = [(item, one) for one in wanted for item in one.own if not item.light]
    groups, home = [], []
    for number, passage in enumerate(passages):
        known = known_clauses(passage.text, passage.columns)
        for start in dict.fromkeys(clause.start for clause in known):
            groups.append([clause for clause in known if clause.start == start])
            home.append(number)
    if not (pairs and groups):
        return None
    items = [item for item, _ in pairs]
    exact = np.array(
        [[any(stands_in(i, c, whole) for c in group) for group in groups] for i, whole in pairs]
    )
    wholes = [Figures.of(passage) for passage in passages]
    figures = [wholes[n].part(*_span(group)) for n, group in zip(home, groups, strict=True)]
    held = exact | _figured(items, figures)
    soft = np.maximum(held, _near(items, groups)).astype(np.float32)
    weights = np.array([max(_LEAST_TELLING, telling(item.form)) for item in items], np.float32)
    reached = np.maximum(held, _NEAR * soft)
    scopes = ([int(_told_of_each(weights, reached).argmax())], _best_two(weights, reached, home))
    return Coverage(
        passages=passages,
        wanted=wanted,
        items=items,
        weights=weights,
        exact=exact,
        soft=soft,
        held=held,
        groups=groups,
        home=home,
        figures=figures,
        scopes=(*scopes, range(len(groups))),
    )


def _figured(items: Sequence[Item], figures: Sequence[Figures]) -> NDArray[np.bool_]:
    """Which values stand in which sentences without their unit, or as days written otherwise."""
    return np.array(
        [[i.value is not None and bool(one.way(i.value)) for one in figures] for i in items]
    )


def _span(group: Sequence[Clause]) -> Span:
    """Where the sentence of some clauses stands in its passage."""
    return min(one.start for one in group), max(one.end for one in group)


def _best_two(weights: Floats, reached: Floats, home: Sequence[int]) -> list[int]:
    """The neighbours, or sentences of two passages, that together tell most."""
    count = len(home)
    best = {number: _best_of(weights, reached, home, number) for number in set(home)}
    twos = [[n, n + 1] for n in range(count - 1) if home[n] == home[n + 1]]
    twos += [[one, other] for one, other in combinations(best.values(), 2)]
    covers = [float((weights * reached[:, two].max(axis=1)).sum()) for two in twos]
    return twos[int(np.argmax(covers))] if twos else [0]


def _best_of(weights: Floats, reached: Floats, home: Sequence[int], number: int) -> int:
    """The sentence of a passage that tells most."""
    own = [n for n, one in enumerate(home) if one == number]
    return own[int(_told_of_each(weights, reached[:, own]).argmax())]


def _told_of_each(weights: Floats, reached: Floats) -> Floats:
    """How much each sentence tells, shape (sentences,).

    A plain sum: over arrays as small BLAS may warn of numbers that are not there.
    """
    return np.asarray((weights[:, None] * reached).sum(axis=0), np.float32)


def _near(items: Sequence[Item], groups: Sequence[Sequence[Clause]]) -> Floats:
    """How near each item's nearest word in each sentence is, by thesaurus or vector."""
    words = [
        sorted({o.form for c in group for o in c.items if o.kind in ("noun", "verb", "adverb")})
        for group in groups
    ]
    vectors = [word_vectors(forms) for forms in words]
    near = np.zeros((len(items), len(groups)), np.float32)
    for row, item in enumerate(items):
        if item.kind in ("value", "quote"):
            continue
        synonyms = near_synonyms([item.form])[item.form]
        for column, forms in enumerate(words):
            if forms:
                cosines = vectors[column] @ word_vectors([item.form])[0]
                known = max(synonyms.get(form, 0.0) for form in forms)
                near[row, column] = max(known, float(cosines.max()))
    return near
