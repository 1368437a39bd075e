"""What speaks for each span of a passage as the answer to a question."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index import Morpheme, analyse, near_synonyms, syllable_bigrams
from index.sound import likeness as sound_likeness
from rag.language.dimensions import dimensions_asked
from rag.language.question_type import KINDS, ROLES, Asked, asked
from rag.language.spans import (
    GROUP,
    KNOWN,
    SCALARS,
    Floats,
    Ints,
    ReadPassage,
    bundled,
    is_predicate,
    likeness,
)
from rag.retrieval.query import question_terms

# Words less alike than that have nothing to do with each other; no other word is quite the same.
_ALIKE = 0.4
_MOST_ALIKE = 0.9
_SAME_SOUND = 0.75
_SHORTEST_NAME = 2
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


@dataclass(frozen=True)
class Query:
    """A question ready for reading.

    `terms` are its words, weighted by their rarity; `bare` is the text without spaces;
    `predicate` its last verb or verbal noun; `dimensions` what a number that answers measures;
    `names` the terms that may stand in another script elsewhere; `vectors` has two rows, the noun
    that names what is asked and the whole, `term_vectors` one a term; `synonyms` those of each.
    """

    text: str
    morphemes: Sequence[Morpheme]
    asked: Asked
    terms: Mapping[str, float]
    bare: str
    bigrams: frozenset[str]
    predicate: str
    dimensions: frozenset[str]
    names: Sequence[str]
    vectors: Floats
    term_vectors: Floats
    synonyms: Sequence[Mapping[str, float]]
    idf: Callable[[str], float]


def query_of(question: str, idf: Callable[[str], float]) -> Query:
    """Analyse a question; `idf` tells how rare a term is in the collection."""
    morphemes = analyse(question)
    wanted = asked(question, morphemes)
    head = wanted.head[-1] if wanted.head else ""
    terms = question_terms(question)
    synonyms = near_synonyms(terms)
    vectors = bundled().encode_query([head, question, *terms])
    return Query(
        text=question,
        morphemes=morphemes,
        asked=wanted,
        terms={term: idf(term) for term in terms},
        bare=re.sub(r"\s+", "", question).lower(),
        bigrams=frozenset(syllable_bigrams(question)),
        predicate=_last_predicate(morphemes),
        dimensions=dimensions_asked(wanted.kind, wanted.unit, wanted.head, question),
        names=[term for term in terms if len(term) > _SHORTEST_NAME],
        vectors=vectors[:2],
        term_vectors=vectors[2:],
        synonyms=[synonyms[term] for term in terms],
        idf=idf,
    )


def _last_predicate(morphemes: Sequence[Morpheme]) -> str:
    places = [i for i in range(len(morphemes)) if is_predicate(morphemes, i)]
    return morphemes[places[-1]].form if places else ""


@dataclass(frozen=True)
class Matches:
    """Where the morphemes of one passage meet the question.

    `weights` has the idf of each morpheme that is in the question, else 0; `presence` has shape
    (terms, sentences), and so has `soft`: 1 for presence, else how alike the nearest word is.
    `in_context` has 1 for each term that stands in the titles of the passage.
    """

    weights: Floats
    presence: NDArray[np.bool_]
    soft: Floats
    in_context: Floats


def match(query: Query, read: ReadPassage) -> Matches:
    """Find the question's terms in a passage, also as parts of longer words."""
    number = {term: k for k, term in enumerate(query.terms)}
    presence = np.zeros((len(number), len(read.sentences)), bool)
    weights = np.zeros(len(read.forms), np.float32)
    for i, form in enumerate(read.forms):
        k = number.get(form)
        if k is not None:
            presence[k, read.sentence_of[i]] = True
            weights[i] = query.terms[form]
        elif len(form) > 1 and form in query.bare and read.tags[i][0] in "NSV":
            weights[i] = 0.7 * query.idf(form)
    for row, header in read.headers.items():
        presence[:, row] |= presence[:, header]
    context = np.array([term in read.context for term in query.terms], np.float32)
    return Matches(weights, presence, np.maximum(presence, _soft(query, read)), context)


def _soft(query: Query, read: ReadPassage) -> Floats:
    """How alike the most similar word of each sentence is to each term, by thesaurus or vector."""
    places: dict[str, list[int]] = {}
    for form, sentence in zip(read.forms, read.sentence_of.tolist(), strict=True):
        places.setdefault(form, []).append(sentence)
    cosines = query.term_vectors @ read.vectors.T
    soft = np.zeros((len(query.terms), len(read.sentences)), np.float32)
    near = np.where(cosines < _ALIKE, 0, cosines)
    np.maximum.at(soft.T, read.sentence_of, near.T)
    for number, synonyms in enumerate(query.synonyms):
        for word, similarity in synonyms.items():
            for sentence in places.get(word, ()):
                soft[number, sentence] = max(soft[number, sentence], similarity)
    for row, header in read.headers.items():
        soft[:, row] = np.maximum(soft[:, row], soft[:, header])
    return np.asarray(np.minimum(soft, _MOST_ALIKE), np.float32)


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


def asked_features(
    query: Query,
    read: ReadPassage,
    matches: Matches,
    counts: Mapping[str, int],
) -> Floats:
    """The features named in ASKED of a passage's spans, shape (spans, len(ASKED))."""
    first, last = read.spans.T
    total = max(sum(query.terms.values()), 1e-6)
    weights = matches.weights / total
    sums = np.concatenate([[0], np.cumsum(weights)])
    low = read.firsts[read.sentence_of[first]]
    high = read.firsts[read.sentence_of[first] + 1]
    columns = [
        *_overlaps(query, read, weights),
        *_windows(sums, first, last, low, high),
        *_gaps(weights > 0, first, last, low, high),
        *_heads(query, read, first, last, low, high),
        *_roles(query, read, last, high),
        *_predicate_features(query, read, weights, last),
        *_rarity(query, read, counts),
        *_fits(query, read.known),
        *_misfits(query, read),
        *_dimensions(query, read),
        _sounds(query, read),
        *(likeness(read, vector)[0] for vector in query.vectors),
    ]
    return np.stack([np.asarray(c, np.float32) for c in columns], axis=1)


def _overlaps(query: Query, read: ReadPassage, weights: Floats) -> Columns:
    first, last = read.spans.T
    content = np.array([t[0] in "NSX" for t in read.tags], np.float32)
    held = np.concatenate([[0], np.cumsum(weights > 0)])
    whole = np.concatenate([[0], np.cumsum(content)])
    share = (held[last + 1] - held[first]) / np.maximum(1, whole[last + 1] - whole[first])
    within = np.array([surface in query.bare for surface in read.surfaces])
    sizes = np.array([len(surface) for surface in read.surfaces])
    return [share, within, within * (sizes / max(1, len(query.bare)))]


def _windows(sums: Floats, first: Ints, last: Ints, low: Ints, high: Ints) -> Columns:
    """Weight of the question's words in windows of growing size on either side."""
    columns: list[NDArray[np.generic]] = []
    for width in (1, 2, 4, 8, 999):
        columns.append(sums[first] - sums[np.maximum(low, first - width)])
    for width in (1, 2, 4, 8, 999):
        columns.append(sums[np.minimum(high, last + 1 + width)] - sums[last + 1])
    return columns


def _gaps(known: NDArray[np.bool_], first: Ints, last: Ints, low: Ints, high: Ints) -> Columns:
    """Closeness, 0 to 1, of the nearest word of the question on either side."""
    size = len(known)
    places = np.arange(size)
    before = np.maximum.accumulate(np.where(known, places, -1))
    after = np.minimum.accumulate(np.where(known, places, size)[::-1])[::-1]
    before = np.concatenate([[-1], before])[first]
    after = np.concatenate([after, [size]])[last + 1]
    near_left = np.where(before >= low, 1 / np.maximum(1, first - before), 0)
    near_right = np.where(after < high, 1 / np.maximum(1, after - last), 0)
    return [near_left, near_right]


def _heads(
    query: Query, read: ReadPassage, first: Ints, last: Ints, low: Ints, high: Ints
) -> Columns:
    heads = np.array([form in query.asked.head for form in read.forms], np.float32)
    unit = query.asked.unit
    units = np.array([bool(unit) and form == unit for form in read.forms], np.float32)
    heads, units = np.append(heads, 0), np.append(units, 0)
    sums = np.concatenate([[0], np.cumsum(heads)])
    counted = np.concatenate([[0], np.cumsum(units)])
    following = np.where(last + 1 < high, last + 1, len(heads) - 1)
    return [
        heads[last],
        heads[first],
        heads[following],
        sums[np.minimum(high, last + 5)] - sums[last + 1],
        sums[first] - sums[np.maximum(low, first - 4)],
        units[last],
        counted[last + 1] - counted[first],
        units[following],
        _said_to_be(read, heads[:-1], last, high),
    ]


def _said_to_be(read: ReadPassage, heads: Floats, last: Ints, high: Ints) -> NDArray[np.bool_]:
    """Whether a span is said to be what is asked for: 'ROCm은 … 플랫폼이다' of a platform."""
    after = np.append(read.groups, -1)
    predicates = np.cumsum([0, *(heads * (after[1:] == GROUP["VCP"]))])
    topical = np.isin(after[np.minimum(last + 1, high)], [GROUP["topic"], GROUP["JKS"]])
    return np.asarray(topical & (last + 1 < high) & (predicates[high] > predicates[last + 1]))


def _roles(query: Query, read: ReadPassage, last: Ints, high: Ints) -> Columns:
    wanted = [GROUP[name] for name in _ROLE_GROUPS.get(query.asked.role, ())]
    groups = np.append(read.groups, 0)[np.where(last + 1 < high, last + 1, len(read.groups))]
    fits = np.isin(groups, wanted)
    return [fits, ~fits & bool(wanted)]


def _predicate_features(query: Query, read: ReadPassage, weights: Floats, last: Ints) -> Columns:
    places = read.predicates[last]
    there = places >= 0
    same = np.array([form == query.predicate for form in read.forms])
    return [
        there * (weights[places] > 0),
        there * same[places],
        np.where(there, 1 / np.maximum(1, places - last), 0),
    ]


def _rarity(query: Query, read: ReadPassage, counts: Mapping[str, int]) -> Columns:
    said = zip(read.forms, read.tags, strict=True)
    idfs = np.array([query.idf(form) if tag[0] in "NSX" else 0 for form, tag in said])
    sums = np.concatenate([[0], np.cumsum(idfs)])
    first, last = read.spans.T
    titles = re.sub(r"\s+", "", read.passage.context).lower()
    return [
        np.array([surface in titles for surface in read.surfaces]),
        np.log1p([counts[surface] for surface in read.surfaces]),
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


def _misfits(query: Query, read: ReadPassage) -> Columns:
    known = read.known
    digits = known[:, SCALARS.index("digits")] > 0
    classes = known[:, len(SCALARS) :] > 0
    person = known[:, SCALARS.index("person_like")] + known[:, SCALARS.index("beside_post")] > 0
    first, last = read.spans.T
    unit = query.asked.unit
    carries = np.array([unit in surface for surface in read.surfaces])
    filler = np.array([form in _FILLERS for form in read.forms])[first]
    return [
        (query.asked.kind == "date") & ~(digits & classes[:, 0]),
        (query.asked.kind == "number") & ~digits,
        (query.asked.kind == "person") & (digits | classes[:, 4] | classes[:, 5]),
        (query.asked.kind == "person") & ~person,
        bool(unit) & ~carries,
        filler,
    ]


def _dimensions(query: Query, read: ReadPassage) -> Columns:
    """Whether a span gives a number of the dimension asked for, and whether only of others."""
    fits, others = np.zeros((2, len(read.spans)), bool)
    starts, ends = read.offsets.T
    for number in read.measured if query.dimensions else ():
        inside = (starts <= number.start) & (number.start < ends)
        if number.dimensions & query.dimensions:
            fits |= inside
        else:
            others |= inside
    return [fits, others & ~fits]


def _sounds(query: Query, read: ReadPassage) -> NDArray[np.bool_]:
    """Whether a span is a name of the question in the other script: BioNeMo for 바이오니모."""
    latin = [name for name in query.names if name.isascii()]
    others = [name for name in query.names if not name.isascii()]
    return np.array(
        [
            len(surface) > _SHORTEST_NAME
            and any(_alike(name, surface) for name in (others if surface.isascii() else latin))
            for surface in read.surfaces
        ],
        bool,
    )


@lru_cache(maxsize=65536)
def _alike(name: str, surface: str) -> bool:
    return sound_likeness(name, surface) >= _SAME_SOUND


def constants(query: Query) -> Floats:
    """What the question alone says: its kind and the role of its answer, one-hot."""
    row = np.zeros(len(KINDS) + len(ROLES), np.float32)
    row[KINDS.index(query.asked.kind)] = 1
    row[len(KINDS) + ROLES.index(query.asked.role)] = 1
    return row
