"""What speaks for the likeliest answer of some passages: how it was found and read, and what of the
question the sentence that would answer accounts for, its neighbours, its passage and its titles.

Names and numbers that stand nowhere weigh most, words that have a near-synonym there little. From
this `rag.reading.refusal` tells when to stay silent, and `rag.reading.reread` which passage leads.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index import telling
from rag.answer import Hit
from rag.arrays import Floats
from rag.language.circumstance import of_circumstance
from rag.language.question_type import KINDS
from rag.language.spans import ReadPassage
from rag.language.term_kinds import TERM_KINDS, term_kinds
from rag.reading.scoring.query import Query
from rag.reading.scoring.sentence_features import SENTENCE
from rag.reading.scoring.span_scores import FEATURES as READ
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.steps import terms_held
from rag.retrieval.fusion import CHANNELS

# Translations put passages in order; that a word is likely beside others does not say it.
_CHANNELS = tuple(channel for channel in CHANNELS if channel != "translations")
# A word is said by itself or by a near-synonym, softly by a word of a near sense.
_SCOPES = ("sentence", "near", "passage", "said_near", "softly_near", "softly_in_passage")
_NEAR, _SOFTLY_NEAR = _SCOPES.index("near"), _SCOPES.index("softly_near")
_NEARBY = ("near", "said_near", "softly_near", "softly_in_passage")
# A Korean question begins with what it is about, and ends with what it asks of that.
_ENDS = ("first", "last")
# Of all words by how telling they are: their share, the most, that by its rarity, the next.
_HOW_TELLING = ("telling", "most_telling", "most_telling_rare", "second_telling")
_OF_SENTENCE = (
    "coverage bigrams local_lag rare_bigrams likeness likeness_lag missed margin "
    "soft_coverage soft_with_neighbours soft_missed soft_lag"
).split()
_OF_SPAN = (
    "date_fits number_fits person_fits place_fits group_fits name_fits money_fits ratio_fits "
    "like_person_fits post_fits date_misfit number_misfit person_misfit like_person_misfits "
    "unit_misfit within filler head_last head_next "
    "head_after head_before unit_next said_to_be role_fits predicate_known predicate_asked left_4 "
    "right_4 gap_left gap_right likeness_to_head overlap dimension_fits dimension_misfits "
    "sounds_asked digits_unasked in_context"
).split()
_OF_READING = (
    "strength mass entropy short_share sentence_share second_sentence passage_share "
    "strength_margin rank several terms dimension_asked dimension_share dimension_near "
    "person_share person_near"
).split()
_CONFLICTS = ("subject", "object", "owner", "number")
EVIDENCE = (
    *(f"{kind}_missing_{scope}" for kind in TERM_KINDS for scope in _SCOPES),
    *(f"rarest_{kind}_missing" for kind in TERM_KINDS),
    *(f"rarest_{kind}_missing_softly" for kind in TERM_KINDS),
    *(f"{kind}_words" for kind in TERM_KINDS),
    *(f"{kind}_of_the_collection_missing" for kind in TERM_KINDS[:2]),
    *(f"{how}_missing_{scope}" for how in _HOW_TELLING for scope in _SCOPES),
    *(f"most_telling_{kind}_missing_{scope}" for scope in _NEARBY for kind in TERM_KINDS),
    "telling",
    "most_telling",
    *(f"{end}_missing_{scope}" for end in _ENDS for scope in _SCOPES),
    *(f"{end}_telling" for end in _ENDS),
    *_CHANNELS,
    *(f"{channel}_place" for channel in _CHANNELS),
    *(f"{channel}_lead" for channel in _CHANNELS),
    "passage_score",
    "passage_margin",
    "of_one_document",
    *_OF_READING,
    *_OF_SENTENCE,
    *_OF_SPAN,
    *(f"other_{name}" for name in _CONFLICTS),
    *(f"same_{name}" for name in _CONFLICTS),
    *KINDS,
)
_NEARBY_PLACES = [_SCOPES.index(scope) for scope in _NEARBY]
_SENTENCE_PLACES = [SENTENCE.index(name) for name in _OF_SENTENCE]
_SPAN_PLACES = [READ.index(name) for name in _OF_SPAN]
_DIMENSION_FITS, _PERSON_FITS = READ.index("dimension_fits"), READ.index("like_person_fits")
_PARTS = {"JKS": "subject", "JKO": "object", "JKG": "owner"}
# Beside the sentence a word counts a little less than in it.
_BESIDE = 0.9


@dataclass(frozen=True)
class Wanted:
    """The words of a question, an item each: what of them is accounted for decides.

    `weights` are by rarity in the collection, 0 for words that only stand in for the answer or tell
    a circumstance, as are marked in `asking`; `telling` by rarity in Korean at large. `kinds` has
    shape (len(TERM_KINDS), terms), True for the kind of each. `parts` are its names by the particle
    after.
    """

    terms: Sequence[str]
    asking: NDArray[np.bool_]
    weights: Floats
    telling: Floats
    kinds: NDArray[np.bool_]
    parts: Mapping[str, set[tuple[str, str]]]


def wanted(query: Query) -> Wanted:
    """What of a question is looked for in the passages."""
    terms = list(query.terms)
    light = of_circumstance(query.morphemes)
    asking = np.array([query.asked.is_stand_in(term) or term in light for term in terms], bool)
    kinds = term_kinds(query.morphemes, terms, query.asked.head)
    return Wanted(
        terms=terms,
        asking=asking,
        weights=np.array(list(query.terms.values()), np.float32) / query.idf("") * ~asking,
        telling=np.array([telling(term) for term in terms]),
        kinds=kinds == np.arange(len(TERM_KINDS))[:, None],
        parts=_parts([m.form for m in query.morphemes], [m.tag for m in query.morphemes]),
    )


def evidence(
    hits: Sequence[Hit], judged: Judged, best: int, said: Wanted, above: str = ""
) -> Floats:
    """The features named in EVIDENCE of the span of number `best`, shape (len(EVIDENCE),).

    `said` is what `wanted` finds in the question. What is named in `above` is told of all that
    stands below it.
    """
    spans = judged.spans
    by_kind = said.kinds * said.weights
    missing = 1 - _accounted(judged, best, said, above)
    elsewhere = missing[_NEAR] * (said.weights < 1 - 1e-6)
    values = [
        (by_kind @ missing.T).ravel(),
        (by_kind * missing[_NEAR]).max(axis=1, initial=0),
        (by_kind * missing[_SOFTLY_NEAR]).max(axis=1, initial=0),
        by_kind.sum(axis=1),
        by_kind[:2] @ elsewhere,
        _telling_missing(said, missing * ~said.asking),
        _ends_missing(said, missing),
        _retrieval(hits),
        _reading(judged, best),
        spans.sentence_features[spans.sentence[best], _SENTENCE_PLACES],
        spans.features[best, _SPAN_PLACES],
        _conflicts(said.parts, *place_of(judged, best)),
        [spans.query.asked.kind == kind for kind in KINDS],
    ]
    return np.concatenate(values, dtype=np.float32, casting="unsafe")


def _telling_missing(said: Wanted, missing: Floats) -> Floats:
    """What words that are telling in Korean at large are not accounted for.

    `missing` has shape (len(_SCOPES), terms). In a small folder every word that it lacks is as
    rare as any other: 궁금 as 밴드부.
    """
    weighted = missing * said.telling
    padded = np.zeros((len(_SCOPES), len(said.terms) + 2))
    padded[:, 2:] = weighted
    padded.sort(axis=1)
    parts = [
        weighted.sum(axis=1) / max(float(said.telling.sum()), 1e-6),
        padded[:, -1],
        (weighted * said.weights).max(axis=1, initial=0),
        padded[:, -2],
        (weighted[_NEARBY_PLACES, None] * said.kinds).max(axis=2, initial=0).ravel(),
        [said.telling.sum() / 10, said.telling.max(initial=0)],
    ]
    return np.concatenate(parts).astype(np.float32)


def _ends_missing(said: Wanted, missing: Floats) -> Floats:
    """What of the first and of the last word of a question is not accounted for, by scope."""
    if not said.terms:
        return np.zeros(len(_ENDS) * (len(_SCOPES) + 1), np.float32)
    own = [0, -1] if said.asking.all() else np.flatnonzero(~said.asking)[[0, -1]]
    tells = said.telling[own]
    return np.concatenate([(missing[:, own] * tells).T.ravel(), tells]).astype(np.float32)


def _retrieval(hits: Sequence[Hit]) -> list[float]:
    """The first passage's channels, its places and leads there, its score, and its document."""
    first, low = hits[0], hits[len(hits) // 2 :]
    own = [first.channels.get(channel, 0.0) for channel in _CHANNELS]
    behind = [[hit.channels.get(channel, 0.0) for channel in _CHANNELS] for hit in low]
    return [
        *own,
        *(1 / first.ranks[channel] if channel in first.ranks else 0.0 for channel in _CHANNELS),
        *(np.array(own) - np.mean(behind, axis=0)).tolist(),
        first.score,
        first.score - hits[1].score if len(hits) > 1 else 1.0,
        sum(hit.passage.source == first.passage.source for hit in hits) / len(hits),
    ]


def place_of(judged: Judged, best: int) -> tuple[ReadPassage, int]:
    """The passage of a span and the number of its sentence there."""
    spans = judged.spans
    place = int(spans.place[best])
    before = sum(len(read.sentences) for read in spans.reads[:place])
    return spans.reads[place], int(spans.sentence[best]) - before


def _accounted(judged: Judged, best: int, said: Wanted, above: str) -> Floats:
    """How far each scope accounts for each term, 0 to 1, shape (len(_SCOPES), terms)."""
    spans = judged.spans
    read, number = place_of(judged, best)
    found = spans.matches[spans.place[best]]
    passage, titles = read.passage, read.passage.context.lower()
    low, high = max(0, number - 1), min(len(read.sentences), number + 2)
    text, sentence = passage.whole().lower(), passage.whole(*read.sentences[number]).lower()
    around = passage.whole(read.sentences[low][0], read.sentences[high - 1][1]).lower()
    near = f"{around}\n{titles}"
    ranged = terms_held(spans.query.text, sentence)  # '12층' is said by '6층 이상'
    named = {term for term in _named(said) if says(above, term)}
    exact = [
        [term in ranged or term in known or says(scope, term) for term in spans.query.terms]
        for scope, known in ((sentence, ()), (near, named), (f"{text}\n{titles}", named))
    ]
    beside = _BESIDE * found.soft[:, low:high].max(axis=1, initial=0)
    alike = np.maximum(exact[1], _by_synonyms(spans.query.synonyms, read, low, high))
    soft = [
        np.maximum(exact[1], np.maximum(found.soft[:, number], beside)),
        np.maximum(exact[2], _BESIDE * found.soft.max(axis=1, initial=0)),
    ]
    return np.array([*exact, alike, *soft], np.float32)


def _named(said: Wanted) -> list[str]:
    """The names of a question and its nouns, but for those that name what is asked for."""
    own = said.kinds[TERM_KINDS.index("name")] | said.kinds[TERM_KINDS.index("noun")]
    return [said.terms[n] for n in np.flatnonzero(own).tolist()]


def _by_synonyms(
    synonyms: Sequence[Mapping[str, float]], read: ReadPassage, low: int, high: int
) -> Floats:
    """How near in sense the nearest synonym of each term is that stands in those sentences."""
    forms = {*read.forms[read.firsts[low] : read.firsts[high]], *read.context}
    return np.array(
        [
            max((own[other] for other in own if forms.issuperset(other.split(" "))), default=0.0)
            for own in synonyms
        ],
        np.float32,
    )


def says(text: str, term: str) -> bool:
    """Whether a text in lower case has a term; digits and Latin letters only by themselves."""
    if not term.isascii():
        return term in text
    alone = rf"(?<![0-9a-z])(?<!\d[,.]){re.escape(term)}(?![0-9a-z]|[,.]\d)"
    return re.search(alone, text) is not None


def _reading(judged: Judged, best: int) -> list[float]:
    """The features named in _OF_READING."""
    scores, shares, spans = judged.scores, judged.shares, judged.spans
    own = spans.sentence == spans.sentence[best]
    return [
        float(scores[best]),
        judged.mass,
        float(-(shares * np.log(shares + 1e-12)).sum()),
        float(shares[best]),
        float(shares[own].sum()),
        judged.candidates[1].score if len(judged.candidates) > 1 else 0.0,
        float(shares[spans.place == spans.place[best]].sum()),
        float(scores[best] - scores[~own].max(initial=scores[best] - 10)),
        float(spans.place[best]),
        float(spans.query.asked.several),
        len(spans.query.terms) / 10,
        *_dimension(judged, best),
        *_person(judged, best),
    ]


def _dimension(judged: Judged, best: int) -> list[float]:
    """Whether a dimension is asked for, the share of spans that give it, and if one is near."""
    spans = judged.spans
    fits = spans.features[:, _DIMENSION_FITS] > 0
    near = np.abs(spans.sentence - spans.sentence[best]) <= 1
    return [
        float(bool(spans.query.dimensions)),
        float(judged.shares[fits].sum()),
        float((fits & near).any()),
    ]


def _person(judged: Judged, best: int) -> list[float]:
    """Where a person is asked for, the share of spans that look like one, and if one is near."""
    spans = judged.spans
    fits = spans.features[:, _PERSON_FITS] > 0
    near = np.abs(spans.sentence - spans.sentence[best]) <= 1
    return [float(judged.shares[fits].sum()), float((fits & near).any())]


def _conflicts(
    asked: Mapping[str, set[tuple[str, str]]], read: ReadPassage, number: int
) -> list[float]:
    """Whether other names and numbers play the parts that the question gives to its own.

    First for each of _CONFLICTS whether only others do in the sentence and its neighbours, then
    whether the same one does.
    """
    low = read.firsts[max(0, number - 1)]
    high = read.firsts[min(len(read.sentences), number + 2)]
    told = _parts(read.forms[low:high], read.tags[low:high])
    units = {unit for _, unit in asked["number"]}
    told["number"] = {one for one in told["number"] if one[1] in units}
    same = [bool(asked[part] & told[part]) for part in _CONFLICTS]
    only_others = [
        bool(asked[part]) and bool(told[part] - asked[part]) and not kept
        for part, kept in zip(_CONFLICTS, same, strict=True)
    ]
    return [float(flag) for flag in (*only_others, *same)]


def _parts(forms: Sequence[str], tags: Sequence[str]) -> dict[str, set[tuple[str, str]]]:
    """The names by the particle after them, and the numbers with their units."""
    parts: dict[str, set[tuple[str, str]]] = {part: set() for part in _CONFLICTS}
    for (form, tag), (after, particle) in pairwise(zip(forms, tags, strict=True)):
        if tag == "SN" and particle in ("NNB", "NNG", "NR"):
            parts["number"].add((form, after))
        elif tag in ("NNP", "SL"):
            part = "subject" if after in ("은", "는", "ᆫ") else _PARTS.get(particle, "")
            if part:
                parts[part].add((form, ""))
    return parts
