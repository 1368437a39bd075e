"""Which clause decides a yes/no question, and which way: learned, for words that rules do not know.

Two models look at every clause, item and cell of the passages read: one whether it tells what is
asked, one which way. The sense of questions that are put the other way round is turned first
(`rag.language.polarity`), so that both learn of plain ones only. Fitted by
`python -m rag.train.deciding` to questions on documents of offices; a verdict that is not likely
enough is none.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import analyse
from rag.arrays import Floats, Ints
from rag.checking.conflicts import opposites
from rag.checking.support import Evidence
from rag.checking.valued import NAMING, range_of
from rag.language.polarity import (
    ASKED,
    ENDING,
    TOLD,
    denials,
    direction,
    is_turned,
    predicates,
    without_telling,
)
from rag.language.spans import ReadPassage
from rag.language.values import Value, values, values_of
from rag.language.word_groups import LIGHT, same
from rag.language.word_vectors import bundled
from rag.network import Network
from rag.reading.scoring.query import Query, word_likeness
from rag.reading.sentences.steps import Step, single_steps, steps
from rag.reading.whether.parts import KINDS, Part, parts
from rag.reading.whether.permissions import ASKING
from rag.trees import Trees

# With the code, since there are none that have seen less: what `make held-out` measures asks for
# values.
DECIDES, AFFIRMS, SURENESS = (
    Path(__file__).with_name(name) for name in ("decides.npz", "affirms.npz", "deciding.json")
)

_ASKING = ASKING | frozenset(
    "맞 사실 나오 필요 드리 해당 필수 의무 꼭 반드시 궁금 알리 여부 이 야 말 지 저 저희 제 우리 내 "
    "나".split()
)
_LEADING = "not_ banned left_out spared allowed must there none bounded if_ undone".split()
_HEADING = "banned left_out spared must there".split()
_SCOPES = ("own", "lead", "near", "all")
_ROLES = ("deed", "first")
_PIECE = 0.7  # of a term, as 환불 is of 환불금
# Words less alike than that to all of a question say something else.
_NEW = 0.55
_BRACKETED = re.compile(r"\([^)]*\)")
_TAIL = 12
FEATURES = (
    *(f"{scope}_{how}" for scope in _SCOPES for how in ("exact", "soft")),
    "most_missing",
    "most_missing_near",
    "in_passage",
    "most_missing_in_passage",
    *(f"{role}_in_{scope}" for role in _ROLES for scope in _SCOPES),
    *"deed_exact new new_in_lead words share_new in_titles asked_words likeness".split(),
    "place",
    *(f"is_{kind}" for kind in KINDS),
    "question_there",
    *(f"told_{name}" for name in TOLD),
    *(f"lead_{name}" for name in _LEADING),
    *(f"heading_{name}" for name in _HEADING),
    *(f"ends_{name}" for name in ENDING),
    "ends_denied",
    *"within outside beyond same_step other_step same_value other_value".split(),
    *"in_range out_of_range".split(),
    *"asked_value told_value opposite deed_denied".split(),
    *(f"asked_{name}" for name in ASKED),
    *"turned denied_inside denials denials_odd lead_denials_odd both_odd".split(),
    *"same_predicate shared_predicate predicate_likeness same_denied shared_denied".split(),
    *"direction asked_direction told_direction".split(),
    *"own_lead near_lead all_lead likeness_lead".split(),
)
_LAGGING = [FEATURES.index(name) for name in ("own_soft", "near_soft", "all_soft", "likeness")]


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the passage of some number."""

    passage: int
    part: Part


def decided(query: Query, reads: Sequence[ReadPassage]) -> tuple[bool, Evidence] | None:
    """Whether it is so, with the sentence that tells; None where that is not sure enough."""
    rows, places = features(query, reads)
    if not places:
        return None
    told = _trees().scores(rows)
    best = int(told.argmax())
    way = float(_network().scores(rows[best : best + 1])[0])
    if sureness(float(told[best]), way) < _calibration()["threshold"]:
        return None
    return (way > 0) != is_turned(query.text), _evidence(reads, places[best])


def sureness(told: float, way: float) -> float:
    """The calibrated probability of a verdict to be right, from the log odds of both models."""
    fitted = _calibration()
    score = fitted["told"] * told + fitted["way"] * abs(way) + fitted["shift"]
    return float(1 / (1 + np.exp(-score)))


@cache
def _trees() -> Trees:
    return Trees.load(DECIDES, FEATURES)


@cache
def _network() -> Network:
    return Network.load(AFFIRMS, FEATURES)


@cache
def _calibration() -> dict[str, float]:
    fitted: dict[str, float] = json.loads(SURENESS.read_text(encoding="utf-8"))
    return fitted


def _evidence(reads: Sequence[ReadPassage], place: Place) -> Evidence:
    """The sentence that a part is of."""
    read, (start, end) = reads[place.passage], place.part.own
    return Evidence.sentence(read, read.sentence_at((start + end) // 2))


@dataclass(frozen=True)
class _Question:
    """What of a question is looked for: `weights` sum to 1; `deed` and `first` number terms.

    `denials` are those beside the one by which it is `turned`; `direction` is of more or less.
    """

    query: Query
    terms: Sequence[str]
    weights: Floats
    deed: int
    first: int
    steps: Sequence[Step]
    values: Sequence[Value]
    opposites: Sequence[frozenset[str]]
    predicates: Sequence[str]
    turned: bool
    denials: int
    direction: int
    cues: Sequence[float]


def _question(query: Query) -> _Question:
    text, terms = query.text, list(query.terms)
    plain, turned = without_telling(text), is_turned(text)
    asking = [term in _ASKING or query.asked.is_stand_in(term) for term in terms]
    own = [n for n, one in enumerate(asking) if not one] or list(range(len(terms)))
    weights = np.zeros(len(terms), np.float32)
    weights[own] = np.array(list(query.terms.values()), np.float32)[own]
    return _Question(
        query,
        terms,
        weights / max(float(weights.sum()), 1e-6),
        own[-1],
        own[0],
        single_steps(text),
        values(text, query.morphemes),
        [opposites(term) for term in terms],
        predicates(analyse(plain)),
        turned,
        denials(plain) - turned,
        direction(plain),
        [float(pattern.search(plain) is not None) for pattern in ASKED.values()],
    )


def features(query: Query, reads: Sequence[ReadPassage]) -> tuple[Floats, list[Place]]:
    """The features named in FEATURES of each part, shape (parts, len(FEATURES)), and the parts."""
    if not query.terms:
        return np.zeros((0, len(FEATURES)), np.float32), []
    asked = _question(query)
    rows: list[list[float]] = []
    places: list[Place] = []
    for number, read in enumerate(reads):
        told = _Passage(asked, read)
        for part in parts(read):
            if (row := told.features(part, 1 / (number + 1))) is not None:
                rows.append(row)
                places.append(Place(number, part))
    matrix = np.array(rows, np.float32).reshape(len(rows), len(FEATURES) - len(_LAGGING))
    return np.hstack([matrix, *(_lead(matrix[:, n : n + 1]) for n in _LAGGING)]), places


def _lead(column: Floats) -> Floats:
    """By how much each leads the best of the others, shape (parts, 1)."""
    ordered = np.sort(np.append(column[:, 0], [0.0, 0.0]))[::-1]
    best, second = (float(score) for score in ordered[:2])
    return np.asarray(np.where(column == best, column - second, column - best), np.float32)


class _Passage:
    """A passage against a question, of which parts are looked at."""

    def __init__(self, asked: _Question, read: ReadPassage) -> None:
        self.asked, self.read = asked, read
        self.starts: Ints = read.places[:, 0]
        self.exact = _exact(asked.terms, read.forms)
        self.soft = np.maximum(self.exact, word_likeness(asked.query, read))
        self.titled = np.array([self._is_titled(term) for term in asked.terms], np.float32)
        self.telling: NDArray[np.bool_] = np.array(
            [
                tag[0] in "NVX" and form not in LIGHT and tag not in ("NNB", "VX", "VCP", "VCN")
                for form, tag in zip(read.forms, read.tags, strict=True)
            ],
            bool,
        )

    def _is_titled(self, term: str) -> bool:
        titles = self.read.passage.titles.lower()
        return term in titles or term in self.read.context

    def features(self, part: Part, place: float) -> list[float] | None:
        """The features of a part but for how it leads; None for one without a word."""
        own = self._morphemes(part.own)
        if not len(own):
            return None
        lead = np.concatenate([np.zeros(0, np.int32), *map(self._morphemes, part.lead)])
        text = self.read.passage.text
        said = _BRACKETED.sub("", text[slice(*part.own)]).rstrip(" .,;*").strip()
        around = " ".join([*(text[slice(*span)] for span in part.lead), part.beside])
        return [
            *self._words(own, lead, part),
            place,
            *(float(part.kind == kind) for kind in KINDS),
            float("?" in text[slice(*part.line)]),
            *self._cues(text[slice(*part.own)], said, around),
            *self._values(text[slice(*part.own)], around),
            *self._turns(own, text),
            *self.asked.cues,
            *self._denials(text[slice(*part.own)], said, around),
        ]

    def _morphemes(self, span: tuple[int, int]) -> Ints:
        return np.arange(*np.searchsorted(self.starts, span), dtype=np.int32)

    def _words(self, own: Ints, lead: Ints, part: Part) -> list[float]:
        """What of the question a part and what it belongs to tell, and what else."""
        asked, weights = self.asked, self.asked.weights
        beside = np.array([term in part.beside for term in asked.terms], np.float32)
        scopes = []
        for told in (self.exact, self.soft):
            mine = told[:, own].max(axis=1, initial=0)
            leading = np.maximum(told[:, lead].max(axis=1, initial=0), beside)
            near = np.maximum(mine, leading)
            scopes.append((mine, leading, near, np.maximum(near, self.titled)))
        exact, soft = scopes
        whole = self.soft.max(axis=1, initial=0)
        new = self.telling & (self.soft.max(axis=0, initial=0) < _NEW)
        count = float(self.telling[own].sum())
        vector = self.read.vectors[own].sum(axis=0)
        likeness = asked.query.vectors[1] @ vector / max(float(np.linalg.norm(vector)), 1e-3)
        return [
            *(float(weights @ one) for pair in zip(exact, soft, strict=True) for one in pair),
            float((weights * (1 - soft[3])).max()),
            float((weights * (1 - soft[2])).max()),
            float(weights @ whole),
            float((weights * (1 - whole)).max()),
            *(float(one[term]) for term in (asked.deed, asked.first) for one in soft),
            float(exact[0][asked.deed]),
            float(new[own].sum()),
            float(new[lead].sum()),
            count,
            float(new[own].sum()) / max(count, 1.0),
            float(weights @ self.titled),
            float((weights > 0).sum()),
            float(likeness),
        ]

    def _cues(self, own: str, said: str, around: str) -> list[float]:
        heading = self.read.passage.context
        ends = [float(pattern.search(said) is not None) for pattern in ENDING.values()]
        return [
            *(float(pattern.search(own) is not None) for pattern in TOLD.values()),
            *(float(TOLD[name].search(around) is not None) for name in _LEADING),
            *(float(TOLD[name].search(heading) is not None) for name in _HEADING),
            *ends,
            max(ends[:4]),
        ]

    def _values(self, own: str, around: str) -> list[float]:
        """How the numbers of the question stand to those that are told."""
        asked = self.asked
        told = [*steps(own), *steps(around)] if asked.steps else []
        within = outside = beyond = equal = other = False
        for step in asked.steps:
            alike = [one for one in told if one.unit == step.unit]
            single = [one for one in alike if one.low == one.high]
            within |= any(one.low < one.high and one.holds(step.low) for one in alike)
            outside |= bool(alike) and not any(one.holds(step.low) for one in alike)
            # '19세 이상 39세 이하': each of the bounds must hold
            beyond |= any(one.low < one.high and not one.holds(step.low) for one in alike)
            equal |= any(one.low == step.low for one in single)
            other |= any(one.low != step.low for one in single)
        there = values_of(own) if any(map(str.isdigit, own)) else []
        pairs = [(a, b) for a in asked.values for b in there if a.unit == b.unit]
        ranged = [_holds(b, a) for a, b in pairs if b.bound]
        same_values = [bool({*a.forms} & {*b.forms}) for a, b in pairs]
        flags = (within, outside, beyond, equal, other, any(same_values), not all(same_values))
        more = (True in ranged, False in ranged, bool(asked.values), bool(there))
        return [float(one) for one in (*flags, *more)]

    def _turns(self, own: Ints, text: str) -> list[float]:
        """Whether a part has the opposite of a word of the question, or its deed denied."""
        forms = {self.read.forms[i] for i in own.tolist()}
        against = any(forms & words for words in self.asked.opposites)
        deeds = [i for i in own.tolist() if self.exact[self.asked.deed, i] > 0]
        behind = (text[self.starts[i] : self.starts[i] + _TAIL] for i in deeds)
        return [float(against), float(any(TOLD["not_"].search(one) for one in behind))]

    def _denials(self, own: str, said: str, around: str) -> list[float]:
        """How often either side denies something, and whether their predicates are the same."""
        asked, told, way = self.asked, denials(own), direction(own)
        there = predicates(analyse(said))
        last = bool(there and asked.predicates) and there[-1] == asked.predicates[-1]
        shared = bool({*there} & {*asked.predicates})
        pair = bundled().encode_query([one[-1] if one else "" for one in (there, asked.predicates)])
        return [
            float(asked.turned),
            float(asked.denials > 0),
            float(told),
            float(told % 2),
            float(denials(around) % 2),
            float(asked.denials > 0 and (asked.denials + told) % 2),
            float(last),
            float(shared),
            float(pair[0] @ pair[1]) if there and asked.predicates else 0.0,
            float(last and told % 2),
            float(shared and told % 2),
            float(asked.direction * way),
            float(asked.direction),
            float(way),
        ]


def _holds(told: Value, asked: Value) -> bool | None:
    """Whether a range that is told holds a value; None for what is no number."""
    if told.unit in NAMING or told.unit == "date":
        return None
    low, high = range_of(told)
    return low <= range_of(asked)[0] <= high


def _exact(terms: Sequence[str], forms: Sequence[str]) -> Floats:
    """How far each morpheme is a term, another word for it, or a piece, (terms, morphemes)."""
    places: dict[str, list[int]] = {}
    for i, form in enumerate(forms):
        places.setdefault(form, []).append(i)
    found = np.zeros((len(terms), len(forms)), np.float32)
    for k, term in enumerate(terms):
        for form, own in places.items():
            found[k, own] = _likeness(term, form)
    return found


def _likeness(term: str, form: str) -> float:
    if term == form:
        return 1.0
    if len(term) == 1 or len(form) == 1:
        return 0.0
    if form.startswith(term) or same(term, form):
        return 1.0
    return _PIECE if term.startswith(form) else 0.0
