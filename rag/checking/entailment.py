"""Whether passages bear out a sentence in words that the rules of `support` do not know.

What of the sentence is told in the one or two sentences that tell most of it, and in the whole
passage, by the same words, by near ones, and by the rules for clauses, are features of a network
that also compares the words themselves (`rag.checking.comparison`). Sentences with a number or a
quote that is neither there nor follows from what is never pass, nor do those that it plainly
contradicts. Fitted by `python -m rag.train.entailment` to sentences, true and false, as language
models write them.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Passage, bare, syllable_bigrams
from rag.arrays import Floats
from rag.checking.agreement import agree, contradicted, lacking
from rag.checking.cells import AGREEMENT, agreement
from rag.checking.comparison import Comparer, sight_of
from rag.checking.conflicts import SIGNS, signs
from rag.checking.coordination import coordinated
from rag.checking.coverage import SCOPES, Coverage, coverage_of
from rag.checking.extremes import EXTREME, at_end, extreme_row
from rag.checking.foundings import LESS_SURE, NOWHERE, foundings
from rag.checking.possible import is_possible
from rag.checking.relations import is_torn, paired
from rag.checking.support import Claim, Evidence, bearing, supports
from rag.language.items import Clause, Item
from rag.language.word_vectors import bundled

MODEL = Path(__file__).with_name("entailment.npz")
# Chosen on documents that it has not learnt from (`python -m benchmarks.answers`), as is how likely
# each of several parts must be.
_SURE, _LEAST_OF_PART = 0.85, 0.1
_KINDS = ("value", "name", "noun", "verb", "adverb")
_SOFT_KINDS = ("name", "noun", "verb")
_NEAREST = SCOPES[:2]
_STATES = ("negated", "planned", "past")
_MOODS = ("must", "may")
FEATURES = (
    *(f"{kind}_missing_in_{scope}" for scope in SCOPES for kind in _KINDS),
    *(f"{kind}_missing_softly_in_{scope}" for scope in SCOPES for kind in _SOFT_KINDS),
    *(f"most_{kind}_missing_softly_in_{scope}" for scope in SCOPES for kind in _SOFT_KINDS),
    *(f"{what}_of_{scope}" for scope in SCOPES for what in ("cover", "soft_cover", "share")),
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
    *(f"{sign}_of_{scope}" for scope in _NEAREST for sign in SIGNS),
    *(f"values_told_{how}" for how in LESS_SURE),
    "passages",
    "borne_by_rules",
    "clauses",
    "row_of_a_table",
    "sentences",
    "follows",
    "extreme_told",
    "extreme_claimed",
    "extreme_stands",
    "extreme_fails",
    *AGREEMENT,
)


def likely(claim: Claim, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """The sentences that bear out the claim, if that is likely enough; else none.

    Each of its parts that speaks of a thing of its own has to be likely, too.
    """
    told, score = _scored(claim, passages)
    if told is None or score < _log_odds(_SURE):
        return ()
    parts = coordinated(claim.text)
    before = (*claim.before, *parts)
    own = [Claim(one, before[: len(claim.before) + n]) for n, one in enumerate(parts)]
    if len(own) > 1 and not all(_is_likely_part(one, passages) for one in own):
        return ()
    return tuple(told.evidence(SCOPES.index("pair")))


def _is_likely_part(part: Claim, passages: Sequence[Passage]) -> bool:
    return bool(supports(part, passages)) or _scored(part, passages)[1] >= _log_odds(_LEAST_OF_PART)


def _scored(claim: Claim, passages: Sequence[Passage]) -> tuple[Coverage | None, float]:
    """What passages tell of a claim, and the logarithm of the odds that they bear it out."""
    found = possible(claim, passages)
    if found is None:
        return None, -np.inf
    told, founded = found
    return told, _model().score(sight_of(claim, told), features(claim, told, founded))


def _log_odds(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))


def possible(claim: Claim, passages: Sequence[Passage]) -> tuple[Coverage, list[str]] | None:
    """What the passages tell of the claim, with its `foundings`; None where it cannot pass."""
    told = coverage_of(claim, passages) if is_possible(claim.text, passages) else None
    if told is None:
        return None
    nearest = told.clauses(SCOPES.index("pair"))
    if any(contradicted(one, nearest) or is_torn(one, nearest) for one in told.wanted):
        return None
    founded = foundings(claim, told)
    return None if NOWHERE in founded else (told, founded)


@cache
def _model() -> Comparer:
    return Comparer.load(MODEL, FEATURES)


def features(claim: Claim, told: Coverage, founded: Sequence[str]) -> Floats:
    """The features named in FEATURES, shape (len(FEATURES),); `founded` as `foundings` gives it."""
    wanted = told.wanted
    kinds = np.array([_kind(item) for item in told.items])
    context = bare("".join(one.context for one in told.passages))
    titled = np.array([item.form in context for item in told.items])
    nearest = range(len(_NEAREST))
    values = [
        *_missing(told, kinds, titled),
        *(float((kinds == kind).sum()) / 3 for kind in _KINDS),
        *(value for scope in nearest for value in _ruled(wanted, told.clauses(scope))),
        *(value for scope in nearest for value in _states(wanted, told.clauses(scope))),
        *(value for scope in nearest for value in _likeness(claim, told, scope)),
        *(
            sign
            for scope in nearest
            for sign in signs(wanted, told.clauses(scope), claim.text, told.text(scope))
        ),
        *_whole(claim, told, founded),
    ]
    return np.array(values, np.float32)


def _kind(item: Item) -> str:
    if item.kind in ("noun", "owner"):
        return "name" if item.name else "noun"
    return item.kind


def _missing(told: Coverage, kinds: NDArray[np.str_], titled: NDArray[np.bool_]) -> Iterator[float]:
    """What of each kind is missing in each scope, plainly and softly, and what is covered."""
    columns = [list(scope) for scope in told.scopes]
    exact = [told.held[:, scope].any(axis=1) | titled for scope in columns]
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


def _likeness(claim: Claim, told: Coverage, scope: int) -> Iterator[float]:
    """Values of the same unit as missing ones, how many there are, and how alike the texts are."""
    there = [o.value for clause in told.clauses(scope) for o in clause.items if o.value]
    held = told.held[:, list(told.scopes[scope])].max(axis=1)
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


def _whole(claim: Claim, told: Coverage, founded: Sequence[str]) -> Iterator[float]:
    """How values are founded, how many clauses rules bear out, and where the sentence stands."""
    yield from (float(founded.count(how)) for how in LESS_SURE)
    yield len(told.passages) / 2
    telling_ = [clause for clause in told.wanted if not all(item.light for item in clause.items)]
    borne = [bearing(clause, told.passages) is not None for clause in telling_]
    yield float(np.mean(borne)) if borne else 0.0
    yield len(told.wanted) / 4
    yield float(any(clause.row for clause in told.clauses(0)))
    yield len(told.groups) / 10
    yield float(bool(claim.before))
    yield float(extreme_row(claim.text, told.passages) is not None)
    yield float(EXTREME.search(claim.text) is not None)
    stands = at_end(claim.text, told.passages)
    yield float(stands is True)
    yield float(stands is False)
    yield from agreement(claim.text, told.passages)
