"""A question ready for reading, and where it meets a passage."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index import Morpheme, analyse, bare, near_synonyms, syllable_bigrams
from rag.arrays import Floats
from rag.checking.conflicts import opposites
from rag.language.dimensions import dimensions_asked
from rag.language.question_type import Asked, asked, asks_whether
from rag.language.spans import ReadPassage, is_predicate, likeness
from rag.language.word_vectors import bundled
from rag.retrieval.query import question_terms

# Words less alike than that have nothing to do with each other; no other word is quite the same.
_ALIKE = 0.4
_MOST_ALIKE = 0.9
# Near-synonyms from here on count as the same word.
SAME = 0.59
SHORTEST_NAME = 2
# What holds so much of the weight of a question holds all that is asked.
WHOLE = 0.95


# Compared by identity, so that what is asked of one again and again can be remembered.
@dataclass(frozen=True, eq=False)
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

    @cached_property
    def whether(self) -> bool:
        """Whether it asks if something is so, by its form."""
        return asks_whether(self.text, self.morphemes)

    @property
    def wants_verdict(self) -> bool:
        """Whether yes or no answers it, by its form or by what it asks for."""
        return self.asked.kind == "yes_no" or self.whether

    @property
    def verbs(self) -> set[str]:
        """The stems of its verbs and adjectives, and its predicate."""
        return {m.form for m in self.morphemes if m.tag[0] == "V"} | {self.predicate}


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
        bare=bare(question),
        bigrams=frozenset(syllable_bigrams(question)),
        predicate=_last_predicate(morphemes),
        dimensions=dimensions_asked(wanted.kind, wanted.unit, wanted.head, question),
        names=[term for term in terms if len(term) > SHORTEST_NAME],
        vectors=vectors[:2],
        term_vectors=vectors[2:],
        synonyms=[synonyms[term] for term in terms],
        idf=idf,
    )


def same_words(terms: Sequence[str]) -> dict[str, set[str]]:
    """Each term of a text with what counts as the same word: no opposite, near as that is."""
    near = near_synonyms(terms)
    return {
        term: {term, *(one for one in near[term] if near[term][one] >= SAME)} - opposites(term)
        for term in terms
    }


def _last_predicate(morphemes: Sequence[Morpheme]) -> str:
    places = [i for i in range(len(morphemes)) if is_predicate(morphemes, i)]
    return morphemes[places[-1]].form if places else ""


def has_all_of(query: Query, text: str) -> bool:
    """Whether a question has all of a text of more than a letter, whatever the spaces."""
    letters = bare(text)
    return len(letters) > 1 and letters in query.bare


@dataclass(frozen=True)
class Matches:
    """Where the morphemes of one passage meet the question.

    `weights` has the idf of each morpheme that is in the question, else 0, `alike` how alike it is
    to the term that is most like it; `presence` has shape
    (terms, sentences), and so has `soft`: 1 for presence, else how alike the nearest word is.
    `in_context` has 1 for each term that stands in the titles of the passage. The cosines with the
    vectors of the query are in `likeness`, shape (spans, 2), and `sentence_likeness`.
    """

    weights: Floats
    alike: Floats
    presence: NDArray[np.bool_]
    soft: Floats
    in_context: Floats
    likeness: Floats
    sentence_likeness: Floats


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
    words = word_likeness(query, read)
    soft = np.maximum(presence, _soft(words, read))
    alike = words.max(axis=0, initial=0)
    return Matches(weights, alike, presence, soft, context, *likeness(read, query.vectors))


def word_likeness(query: Query, read: ReadPassage) -> Floats:
    """How alike each morpheme is to each term, by thesaurus or vector, shape (terms, morphemes)."""
    cosines = query.term_vectors @ read.vectors.T
    alike = np.where(cosines < _ALIKE, 0, cosines)
    places: dict[str, list[int]] = {}
    for place, form in enumerate(read.forms):
        places.setdefault(form, []).append(place)
    for number, synonyms in enumerate(query.synonyms):
        for other, near in synonyms.items():
            found = _standing(other.split(" "), places, read)
            alike[number, found] = np.maximum(alike[number, found], near)
    return np.asarray(np.minimum(alike, _MOST_ALIKE), np.float32)


def _standing(
    phrase: Sequence[str], places: Mapping[str, Sequence[int]], read: ReadPassage
) -> list[int]:
    """Where the words of a phrase stand, in the sentences that have all of them."""
    if not all(word in places for word in phrase):
        return []
    sentences = [{int(read.sentence_of[place]) for place in places[word]} for word in phrase]
    whole = set.intersection(*sentences)
    return [place for word in phrase for place in places[word] if read.sentence_of[place] in whole]


def _soft(words: Floats, read: ReadPassage) -> Floats:
    """How alike the most similar word of each sentence is to each term, as `word_likeness` is."""
    soft = np.zeros((len(words), len(read.sentences)), np.float32)
    np.maximum.at(soft.T, read.sentence_of, words.T)
    for row, header in read.headers.items():
        soft[:, row] = np.maximum(soft[:, row], soft[:, header])
    return soft
