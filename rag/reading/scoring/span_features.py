"""What speaks for each span of the passages as the answer to a question."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from index import bare
from index.sound import sound_alike
from rag.arrays import Floats, Ints
from rag.language.known import KNOWN, SCALARS
from rag.language.question_type import KINDS, ROLES
from rag.language.spans import ReadPassage
from rag.language.traits import GROUP
from rag.reading.scoring.query import SHORTEST_NAME, Matches, Query

_SAME_SOUND = 0.75
Columns = Sequence[NDArray[np.generic]]

_ROLE_GROUPS = {
    "subject": ("JKS", "topic", "JX"),
    "object": ("JKO",),
    "place": ("from", "at"),
    "direction": ("to",),
    "recipient": ("recipient", "at"),
    "genitive": ("JKG",),
    "quoted": ("JKQ", "VCP", "ETM"),
}
_FILLERS = frozenset(
    "이후 이전 당시 결국 현재 다음 이번 최근 자신 이것 그것 그 이 등 때 특히 또한 약 뒤 후 전 반면 "
    "그중 이날 이듬해 오늘날".split()
)
# '14:00' carries the unit of '14시'.
_CLOCK = r"\d:\d\d"

ASKED = (
    "overlap within equal_part left_1 left_2 left_4 left_8 left_all right_1 right_2 right_4 "
    "right_8 right_all gap_left gap_right head_last head_first head_next head_after "
    "head_before unit_last unit_inside unit_next said_to_be role_fits role_misfits "
    "predicate_known predicate_asked predicate_distance in_context frequency idf_mean "
    "idf_max date_fits number_fits person_fits place_fits group_fits name_fits "
    "digits_unasked money_fits ratio_fits like_person_fits post_fits date_misfit number_misfit "
    "person_misfit like_person_misfits unit_misfit filler dimension_fits dimension_misfits "
    "sounds_asked likeness_to_head likeness_to_question"
).split()


@dataclass(frozen=True)
class _Together:
    """Passages one after another: the numbers of morphemes count through, spans as they come.

    `weights` are those of the question's words in each morpheme, of 1 in all. `first` and `last`
    number the morphemes of each span, `low` the first of its sentence and `high` what follows that.
    """

    forms: Sequence[str]
    content: NDArray[np.bool_]
    groups: Ints
    weights: NDArray[np.floating]
    predicates: Ints
    first: Ints
    last: Ints
    low: Ints
    high: Ints
    surfaces: Sequence[str]
    known: Floats


def _together(query: Query, reads: Sequence[ReadPassage], matches: Sequence[Matches]) -> _Together:
    total = max(sum(query.terms.values()), 1e-6)
    starts = np.cumsum([0, *(len(read.forms) for read in reads)])
    counts = [len(read.spans) for read in reads]
    shift = np.repeat(starts[:-1], counts)
    own = [read.sentence_of[read.spans[:, 0]] for read in reads]
    lows = [read.firsts[sentences] for read, sentences in zip(reads, own, strict=True)]
    highs = [read.firsts[sentences + 1] for read, sentences in zip(reads, own, strict=True)]
    spans = np.concatenate([read.spans for read in reads])
    predicates = np.concatenate([read.predicates for read in reads])
    moved = predicates + np.repeat(starts[:-1], np.diff(starts))
    return _Together(
        forms=[form for read in reads for form in read.forms],
        content=np.array([tag[0] in "NSX" for read in reads for tag in read.tags], bool),
        groups=np.concatenate([read.groups for read in reads]),
        weights=np.concatenate([found.weights for found in matches]) / np.float32(total),
        predicates=np.where(predicates < 0, -1, moved),
        first=spans[:, 0] + shift,
        last=spans[:, 1] + shift,
        low=np.concatenate(lows) + shift,
        high=np.concatenate(highs) + shift,
        surfaces=[surface for read in reads for surface in read.surfaces],
        known=np.concatenate([read.known for read in reads]),
    )


def asked_features(
    query: Query, reads: Sequence[ReadPassage], matches: Sequence[Matches]
) -> Floats:
    """The features named in ASKED of all passages' spans, shape (spans, len(ASKED))."""
    all_ = _together(query, reads, matches)
    columns = [
        *_overlaps(query, all_),
        *_windows(all_),
        *_gaps(all_),
        *_heads(query, all_),
        *_roles(query, all_),
        *_predicate_features(query, all_),
        _in_titles(reads),
        _frequencies(reads),
        *_rarity(query, all_),
        *_fits(query, all_.known),
        *_misfits(query, all_),
        *np.concatenate([_dimensions(query, read) for read in reads], axis=1),
        _sounds(query, all_),
        *np.concatenate([found.likeness for found in matches]).T,
    ]
    return np.array(columns, np.float32).T


def _overlaps(query: Query, all_: _Together) -> Columns:
    first, end = all_.first, all_.last + 1
    held, whole = _sums(all_.weights > 0), _sums(all_.content)
    share = (held[end] - held[first]) / np.maximum(1, whole[end] - whole[first])
    within = np.array([surface in query.bare for surface in all_.surfaces])
    sizes = np.array([len(surface) for surface in all_.surfaces])
    return [share, within, within * (sizes / max(1, len(query.bare)))]


def _sums(values: NDArray[np.generic]) -> NDArray[np.float64]:
    """How much there is before each place, and in all."""
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])


def _windows(all_: _Together) -> Columns:
    """Weight of the question's words in windows of growing size on either side."""
    sums = _sums(all_.weights)
    widths = np.array([[1], [2], [4], [8], [999]])
    before = sums[all_.first] - sums[np.maximum(all_.low, all_.first - widths)]
    after = sums[np.minimum(all_.high, all_.last + 1 + widths)] - sums[all_.last + 1]
    return [*before, *after]


def _gaps(all_: _Together) -> Columns:
    """Closeness, 0 to 1, of the nearest word of the question on either side."""
    known = all_.weights > 0
    size = len(known)
    places = np.arange(size)
    before = np.maximum.accumulate(np.where(known, places, -1))
    after = np.minimum.accumulate(np.where(known, places, size)[::-1])[::-1]
    before = np.concatenate([[-1], before])[all_.first]
    after = np.concatenate([after, [size]])[all_.last + 1]
    near_left = np.where(before >= all_.low, 1 / np.maximum(1, all_.first - before), 0)
    near_right = np.where(after < all_.high, 1 / np.maximum(1, after - all_.last), 0)
    return [near_left, near_right]


def _heads(query: Query, all_: _Together) -> Columns:
    first, last, high = all_.first, all_.last, all_.high
    unit = query.asked.unit
    named = {*query.asked.head}
    heads = np.array([form in named for form in all_.forms] + [False])
    units = np.array([form == unit for form in all_.forms] + [False]) & bool(unit)
    sums, counted = _sums(heads), _sums(units)
    following = np.where(last + 1 < high, last + 1, len(heads) - 1)
    return [
        heads[last],
        heads[first],
        heads[following],
        sums[np.minimum(high, last + 5)] - sums[last + 1],
        sums[first] - sums[np.maximum(all_.low, first - 4)],
        units[last],
        counted[last + 1] - counted[first],
        units[following],
        _said_to_be(all_, heads[:-1]),
    ]


def _said_to_be(all_: _Together, heads: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a span is said to be what is asked for: 'ROCm은 … 플랫폼이다' of a platform."""
    after, following = np.append(all_.groups, -1), all_.last + 1
    predicates = _sums(heads & (after[1:] == GROUP["VCP"]))
    topical = np.isin(after[np.minimum(following, all_.high)], [GROUP["topic"], GROUP["JKS"]])
    said = predicates[all_.high] > predicates[following]
    return np.asarray(topical & (following < all_.high) & said)


def _roles(query: Query, all_: _Together) -> Columns:
    wanted = [GROUP[name] for name in _ROLE_GROUPS.get(query.asked.role, ())]
    inside = all_.last + 1 < all_.high
    groups = np.append(all_.groups, 0)[np.where(inside, all_.last + 1, len(all_.groups))]
    fits = np.isin(groups, wanted)
    return [fits, ~fits & bool(wanted)]


def _predicate_features(query: Query, all_: _Together) -> Columns:
    places = all_.predicates[all_.last]
    there = places >= 0
    same = np.array([form == query.predicate for form in all_.forms])
    return [
        there & (all_.weights[places] > 0),
        there & same[places],
        np.where(there, 1 / np.maximum(1, places - all_.last), 0),
    ]


def _in_titles(reads: Sequence[ReadPassage]) -> NDArray[np.bool_]:
    """Whether a span stands in the titles of its passage."""
    titles = [bare(read.passage.context) for read in reads]
    said = zip(titles, reads, strict=True)
    return np.array([surface in title for title, read in said for surface in read.surfaces], bool)


def _frequencies(reads: Sequence[ReadPassage]) -> NDArray[np.float64]:
    """In how many of the passages each span stands, as a logarithm."""
    counts = Counter(surface for read in reads for surface in set(read.surfaces))
    return np.log1p([counts[surface] for read in reads for surface in read.surfaces])


def _rarity(query: Query, all_: _Together) -> Columns:
    first, last = all_.first, all_.last
    idf = {form: query.idf(form) for form in {*compress(all_.forms, all_.content)}}
    idfs = np.array([idf.get(form, 0.0) for form in all_.forms]) * all_.content
    sums = _sums(idfs)
    return [
        (sums[last + 1] - sums[first]) / (last - first + 1) / 10,
        np.maximum(idfs[first], idfs[last]) / 10,
    ]


def _fits(query: Query, known: Floats) -> Columns:
    """Whether the span is of the kind that is asked for."""
    column = {name: known[:, k] for k, name in enumerate(KNOWN[: len(SCALARS) + 8])}
    kind, heads = query.asked.kind, "".join(query.asked.head)
    digits = column["digits"] > 0
    money = re.search(r"가격|금액|가치|투자|매출|상금|비용|시총|시가총액|값|얼마", query.bare)
    ratio = re.search(r"점유율|비율|퍼센트|비중|지지율|률|율", query.bare)
    return [
        (kind == "date") * (digits & (column["class_0"] > 0)),
        (kind == "number") * digits,
        (kind == "person") * (column["proper"] + column["surname"] + (column["class_7"] > 0)),
        (kind == "place") * ((column["class_4"] > 0) + column["proper"]),
        (kind == "group") * ((column["class_5"] > 0) + column["proper"] + column["latin"]),
        (kind in ("work", "name")) * (column["in_title_marks"] + column["in_quotes"]),
        (kind not in ("date", "number")) * digits * (0 if "수" in heads else 1),
        bool(money) * (column["class_1"] > 0),
        bool(ratio) * (column["class_2"] > 0),
        (kind == "person") * column["person_like"],
        (kind == "person") * column["beside_post"],
    ]


def _misfits(query: Query, all_: _Together) -> Columns:
    known, kind, unit = all_.known, query.asked.kind, query.asked.unit
    digits = known[:, SCALARS.index("digits")] > 0
    classes = known[:, len(SCALARS) :] > 0
    person = known[:, SCALARS.index("person_like")] + known[:, SCALARS.index("beside_post")] > 0
    carried = re.compile(rf"{re.escape(unit)}|{_CLOCK}" if unit == "시" else re.escape(unit))
    carries = np.array([carried.search(surface) is not None for surface in all_.surfaces])
    return [
        (kind == "date") & ~(digits & classes[:, 0]),
        (kind == "number") & ~digits,
        (kind == "person") & (digits | classes[:, 4] | classes[:, 5]),
        (kind == "person") & ~person,
        bool(unit) & ~carries,
        np.array([form in _FILLERS for form in all_.forms])[all_.first],
    ]


def _dimensions(query: Query, read: ReadPassage) -> NDArray[np.bool_]:
    """Whether a span gives a number of the dimension asked for, and whether only of others.

    Shape (2, spans).
    """
    fits, others = np.zeros((2, len(read.spans)), bool)
    starts, ends = read.offsets.T
    for number in read.measured if query.dimensions else ():
        inside = (starts <= number.start) & (number.start < ends)
        if number.dimensions & query.dimensions:
            fits |= inside
        else:
            others |= inside
    return np.stack([fits, others & ~fits])


def _sounds(query: Query, all_: _Together) -> NDArray[np.bool_]:
    """Whether a span is a name of the question in the other script: BioNeMo for 바이오니모."""
    latin = [name for name in query.names if name.isascii()]
    others = [name for name in query.names if not name.isascii()]
    alike = {
        surface
        for surface in {*all_.surfaces}
        if len(surface) > SHORTEST_NAME
        and any(_alike(name, surface) for name in (others if surface.isascii() else latin))
    }
    return np.array([surface in alike for surface in all_.surfaces], bool)


@lru_cache(maxsize=65536)
def _alike(name: str, surface: str) -> bool:
    return sound_alike(name, surface, _SAME_SOUND)


def constants(query: Query) -> Floats:
    """What the question alone says: its kind and the role of its answer, one-hot."""
    row = np.zeros(len(KINDS) + len(ROLES), np.float32)
    row[KINDS.index(query.asked.kind)] = 1
    row[len(KINDS) + ROLES.index(query.asked.role)] = 1
    return row
