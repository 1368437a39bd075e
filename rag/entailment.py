"""Whether passages bear out a sentence in words that the rules of `rag.support` do not know.

A small network over what of the sentence is told in the one or two sentences that tell most of it,
and in the whole passage: by the same words, by near ones, and by the rules for clauses. Sentences
with a number or a quote that is not there never pass. Fitted by `python -m rag.train.entailment`
to sentences, true and false, as language models write them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Passage, near_synonyms, syllable_bigrams, telling
from rag.agreement import agree, lacking
from rag.clauses import ELSEWHERE, Clause, Item
from rag.matching import stands_in
from rag.network import Network
from rag.relations import paired
from rag.spans import Floats, bundled
from rag.support import Claim, Evidence, bearing, is_possible, known_clauses, wanted_clauses

MODEL = Path(__file__).with_name("entailment.npz")
# Chosen by documents left out: see rag/train/entailment.py.
_SURE = 0.85
_KINDS = ("value", "name", "noun", "verb", "adverb")
_SOFT_KINDS = ("name", "noun", "verb")
_SCOPES = ("sentence", "pair", "passage")
_NEAREST = _SCOPES[:2]
_STATES = ("negated", "planned", "past")
_MOODS = ("must", "may")
# A near word counts so much less than the word, and no word tells less than that.
_NEAR = 0.8
_LEAST_TELLING = 0.2
FEATURES = (
    *(f"{kind}_missing_in_{scope}" for scope in _SCOPES for kind in _KINDS),
    *(f"{kind}_missing_softly_in_{scope}" for scope in _SCOPES for kind in _SOFT_KINDS),
    *(f"most_{kind}_missing_softly_in_{scope}" for scope in _SCOPES for kind in _SOFT_KINDS),
    *(f"{what}_of_{scope}" for scope in _SCOPES for what in ("cover", "soft_cover", "share")),
    *(f"{kind}_count" for kind in _KINDS),
    *(
        f"{what}_in_{scope}"
        for scope in _NEAREST
        for what in ("agree", "all_agree", "paired", "all_paired", "lacking")
    ),
    *(
        f"{state}_only_{side}_{scope}"
        for scope in _NEAREST
        for state in (*_STATES, *_MOODS)
        for side in ("here", "there")
    ),
    *(
        f"{what}_of_{scope}"
        for scope in _NEAREST
        for what in ("rivals", "values", "likeness", "bigrams", "bigrams_back", "length")
    ),
    "borne_by_rules",
    "clauses",
    "row_of_a_table",
    "sentences",
    "follows",
)


@dataclass(frozen=True)
class Told:
    """What a passage tells of the items of a sentence, whose clauses are `wanted`.

    `exact` and `soft` have the shape (items, sentences of the passage), 1 for what is told there;
    `groups` are the clauses of each sentence, `scopes` the sentences of each of _SCOPES.
    """

    passage: Passage
    wanted: Sequence[Clause]
    items: Sequence[Item]
    weights: Floats
    exact: NDArray[np.bool_]
    soft: Floats
    groups: Sequence[Sequence[Clause]]
    scopes: Sequence[Sequence[int]]

    def clauses(self, scope: int) -> list[Clause]:
        """The clauses of a scope."""
        return [clause for n in self.scopes[scope] for clause in self.groups[n]]

    def text(self, scope: int) -> str:
        """The text of a scope."""
        first, last = self.span(scope)
        return self.passage.text[first:last]

    def span(self, scope: int) -> tuple[int, int]:
        """Where a scope starts and ends in the text of the passage."""
        told = self.clauses(scope)
        return min(clause.start for clause in told), max(clause.end for clause in told)


def likely(claim: Claim, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """The sentences that bear out the claim, if that is likely enough; else none."""
    told = possible(claim, passages)
    if told is None:
        return ()
    score = float(_model().scores(features(claim, told, passages)[None])[0])
    if score < np.log(_SURE / (1 - _SURE)):
        return ()
    start, end = told.span(_SCOPES.index("pair"))
    offset = told.passage.start
    return (Evidence(told.passage, offset + start, offset + end),)


def possible(claim: Claim, passages: Sequence[Passage]) -> Told | None:
    """What the passage that tells most of the claim tells of it; None where it cannot pass."""
    told = best_told(claim, passages) if is_possible(claim, passages) else None
    return None if told is None or lacks_value(told) else told


@cache
def _model() -> Network:
    return Network.load(MODEL, FEATURES)


def lacks_value(told: Told) -> bool:
    """Whether a number or a quote of the sentence stands nowhere in the passage."""
    fixed = np.array([item.kind in ("value", "quote") for item in told.items])
    return bool((fixed & ~told.exact.any(axis=1)).any())


def best_told(claim: Claim, passages: Sequence[Passage]) -> Told | None:
    """What the passage that tells most of the claim tells of it; None where there is nothing."""
    wanted = wanted_clauses(claim)
    pairs = [(i, c) for c in wanted for i in c.items if not i.light and i.part != ELSEWHERE]
    found = [one for p in passages if pairs and (one := _told(wanted, pairs, p)) is not None]
    return max(found, key=_most, default=None)


def _most(told: Told) -> float:
    """How much of the claim is told in the best sentence and in the best two."""
    return sum(float(told.weights @ _within(told, scope)) for scope in range(len(_NEAREST)))


def _within(told: Told, scope: int) -> Floats:
    """How far each item is told within a scope, near words counting less."""
    columns = list(told.scopes[scope])
    reached = np.maximum(told.exact[:, columns], _NEAR * told.soft[:, columns])
    return np.asarray(reached.max(axis=1), np.float32)


def _told(
    wanted: Sequence[Clause], pairs: Sequence[tuple[Item, Clause]], passage: Passage
) -> Told | None:
    known = known_clauses(passage.text)
    starts = list(dict.fromkeys(clause.start for clause in known))
    if not starts:
        return None
    groups = [[clause for clause in known if clause.start == start] for start in starts]
    items = [item for item, _ in pairs]
    exact = np.array(
        [[any(stands_in(i, c, claim) for c in group) for group in groups] for i, claim in pairs]
    )
    soft = np.maximum(exact, _near(items, groups)).astype(np.float32)
    weights = np.array([max(_LEAST_TELLING, telling(item.form)) for item in items], np.float32)
    by_sentence = weights @ np.maximum(exact, _NEAR * soft)
    best = int(by_sentence.argmax())
    twos = [[n, n + 1] for n in range(len(groups) - 1)] or [[best]]
    covers = [weights @ np.maximum(exact, _NEAR * soft)[:, two].max(axis=1) for two in twos]
    scopes = ([best], twos[int(np.argmax(covers))], list(range(len(groups))))
    return Told(passage, wanted, items, weights, exact, soft, groups, scopes)


def _near(items: Sequence[Item], groups: Sequence[Sequence[Clause]]) -> Floats:
    """How near each item's nearest word in each sentence is, by thesaurus or vector."""
    words = [
        sorted({o.form for c in group for o in c.items if o.kind in ("noun", "verb", "adverb")})
        for group in groups
    ]
    vectors = [np.array([_vector(form) for form in forms]) for forms in words]
    near = np.zeros((len(items), len(groups)), np.float32)
    for row, item in enumerate(items):
        if item.kind in ("value", "quote"):
            continue
        synonyms = near_synonyms([item.form])[item.form]
        for column, forms in enumerate(words):
            if forms:
                cosines = vectors[column] @ _vector(item.form)
                known = max(synonyms.get(form, 0.0) for form in forms)
                near[row, column] = max(known, float(cosines.max()))
    return near


@lru_cache(maxsize=8192)
def _vector(form: str) -> Floats:
    return np.asarray(bundled().encode_query([form])[0], np.float32)


def features(claim: Claim, told: Told, passages: Sequence[Passage]) -> Floats:
    """The features named in FEATURES, shape (len(FEATURES),)."""
    wanted = told.wanted
    kinds = np.array([_kind(item) for item in told.items])
    context = "".join(told.passage.context.lower().split())
    titled = np.array([item.form in context for item in told.items])
    nearest = range(len(_NEAREST))
    values = [
        *_missing(told, kinds, titled),
        *(float((kinds == kind).sum()) / 3 for kind in _KINDS),
        *(value for scope in nearest for value in _ruled(wanted, told.clauses(scope))),
        *(value for scope in nearest for value in _states(wanted, told.clauses(scope))),
        *(value for scope in nearest for value in _likeness(claim, told, scope)),
        *_whole(claim, told, passages),
    ]
    return np.array(values, np.float32)


def _kind(item: Item) -> str:
    if item.kind in ("noun", "owner"):
        return "name" if item.name else "noun"
    return item.kind


def _missing(told: Told, kinds: NDArray[np.str_], titled: NDArray[np.bool_]) -> Iterator[float]:
    """What of each kind is missing in each scope, plainly and softly, and what is covered."""
    columns = [list(scope) for scope in told.scopes]
    exact = [told.exact[:, scope].any(axis=1) | titled for scope in columns]
    soft = [np.maximum(told.soft[:, scope].max(axis=1), titled) for scope in columns]
    lost = [told.weights * (1 - one) for one in soft]
    yield from (float((~one & (kinds == k)).sum()) / 2 for one in exact for k in _KINDS)
    yield from (float(one[kinds == k].sum()) for one in lost for k in _SOFT_KINDS)
    yield from (float(one[kinds == k].max(initial=0)) for one in lost for k in _SOFT_KINDS)
    total = float(told.weights.sum())
    for plain, near in zip(exact, soft, strict=True):
        yield float(told.weights @ plain) / total
        yield float(told.weights @ near) / total
        yield float(plain.mean())


def _ruled(wanted: Sequence[Clause], group: Sequence[Clause]) -> Iterator[float]:
    """The share of clauses that the rules find borne in the same sense, and whether all are."""
    alike = [agree(clause, group) for clause in wanted]
    joined = [paired(clause, group) for clause in wanted]
    for found in (alike, joined):
        yield float(np.mean(found))
        yield float(all(found))
    yield float(np.mean([lacking(clause, group) for clause in wanted]))


def _states(wanted: Sequence[Clause], group: Sequence[Clause]) -> Iterator[float]:
    """What only the sentence or only the passage denies, plans, tells as past, demands, allows."""
    for state in (*_STATES, *_MOODS):
        here, there = (any(_is(state, clause) for clause in side) for side in (wanted, group))
        yield float(here and not there)
        yield float(there and not here)


def _is(state: str, clause: Clause) -> bool:
    return clause.mood == state if state in _MOODS else bool(getattr(clause, state))


def _likeness(claim: Claim, told: Told, scope: int) -> Iterator[float]:
    """Values of the same unit as missing ones, how many there are, and how alike the texts are."""
    there = [o.value for clause in told.clauses(scope) for o in clause.items if o.value]
    held = told.exact[:, list(told.scopes[scope])].max(axis=1)
    lost = [i.value for n, i in enumerate(told.items) if i.value and not held[n]]
    text = told.text(scope)
    one, other = bundled().encode_query([claim.text, text])
    ours, theirs = (set(syllable_bigrams(side)) for side in (claim.text, text))
    yield float(sum(any(o.unit == value.unit for o in there) for value in lost))
    yield len(there) / 5
    yield float(one @ other)
    yield len(ours & theirs) / max(1, len(ours))
    yield len(ours & theirs) / max(1, len(theirs))
    yield min(3.0, len(claim.text) / max(1, len(text)))


def _whole(claim: Claim, told: Told, passages: Sequence[Passage]) -> Iterator[float]:
    """How many clauses the rules bear out, how many there are, and where the sentence stands."""
    telling_ = [clause for clause in told.wanted if not all(item.light for item in clause.items)]
    borne = [bearing(clause, passages) is not None for clause in telling_]
    yield float(np.mean(borne)) if borne else 0.0
    yield len(told.wanted) / 4
    yield float(any(clause.row for clause in told.clauses(0)))
    yield len(told.groups) / 10
    yield float(bool(claim.before))
