"""Learning to rank (Liu, 2009): what no weighted sum of channels can say of the best passages.

A small network corrects that sum: by which words of the question a passage holds, the names more
than what is asked of them, by what stands beside it and elsewhere in its document, and by how
much of the question no passage holds. Fitted by `python -m rag.train.ranking`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Index, analyse, near_synonyms, telling, translations
from index.lexical import among
from rag.arrays import Floats
from rag.language.question_type import KINDS, Asked, asked
from rag.language.term_kinds import TERM_KINDS, term_kinds
from rag.network import Network, weights_in
from rag.retrieval.evidence import Evidence, Numbers
from rag.retrieval.fusion import CHANNELS, Scores
from rag.retrieval.query import question_terms

MODEL = weights_in(Path(__file__).parent) / "ranking.npz"
# So many passages are put in order anew, by so much at most: words that a question has and a
# passage lacks are not made up for by all the rest.
DEPTH = 100
MOST = 1.0
# As a channel of a hit.
RANKING = "ranking"
_PLAIN = ("coverage", "synonyms", "translations", "proximity", "bigram_proximity", "vector")
_PLAIN_ROWS = [CHANNELS.index(name) for name in _PLAIN]
_OF_KIND = ("weight", "held", "softly", "translated", "nowhere")
_OF_WORD = ("held", "softly", "translated", "in_document", "telling")
FEATURES = (
    *(f"{name}_z" for name in CHANNELS),
    *_PLAIN,
    "fused",
    "behind",
    *(f"{kind}_{part}" for kind in TERM_KINDS for part in _OF_KIND),
    *(f"{word}_{part}" for word in ("tellingest", "rarest", "first", "last") for part in _OF_WORD),
    *("in_document", "before", "after", "best_of_document", "document", "passages", "length"),
    *("terms", "unknown", "best_coverage", "collection"),
    *KINDS,
)


def corrections(index: Index, evidence: Evidence, fused: Scores) -> Scores:
    """What is to be added to the sum of each candidate, at most `MOST` either way.

    Those behind the `DEPTH` best stay behind them.
    """
    best = best_of(fused)
    added = MOST * np.tanh(_model().scores(features(index, evidence, fused, best)) / MOST)
    total = np.full(len(fused), added.min(initial=0), np.float32)
    total[best] = added
    return total


def best_of(fused: Scores) -> Numbers:
    """Which candidates are put in order anew, the best first."""
    return np.argsort(-fused, kind="stable")[:DEPTH]


@cache
def _model() -> Network:
    return Network.load(MODEL, FEATURES)


@dataclass(frozen=True)
class _Words:
    """The words of a question, an item each, and which passages have them.

    `weights` are 0 for what only stands in for the answer; `telling` is by rarity in Korean at
    large, `known` what any passage has. The others have the shape (terms, passages): whether a
    passage holds a term, how nearly if near-synonyms count, how likely by translations, and
    whether its document does.
    """

    weights: Floats
    telling: Floats
    known: NDArray[np.bool_]
    kinds: NDArray[np.int64]
    held: Floats
    softly: Floats
    translated: Floats
    in_document: Floats

    def shares(self, where: Floats) -> Floats:
        """The share of the question's weight in each passage, shape (passages,)."""
        return np.asarray(self.weights @ where / max(float(self.weights.sum()), 1e-6))


def features(index: Index, evidence: Evidence, fused: Scores, best: Numbers) -> Floats:
    """The features named in FEATURES of the candidates numbered `best`, a row each."""
    passages = evidence.candidates[best]
    wanted = asked(evidence.text, analyse(evidence.text))
    words = _words(index, evidence.text, wanted, passages)
    columns = [
        *evidence.standardised[:, best],
        *evidence.channels[_PLAIN_ROWS][:, best],
        fused[best],
        fused[best] - fused[best[0]],
        *_by_kind(words),
        *_by_word(words),
        words.shares(words.in_document),
        *_around(index, evidence, fused, best),
        *_of_question(index, evidence, words),
        *(float(wanted.kind == kind) for kind in KINDS),
    ]
    rows = np.empty((len(best), len(FEATURES)), np.float32)
    for place, column in zip(rows.T, columns, strict=True):
        place[:] = column
    return rows


def _words(index: Index, text: str, wanted: Asked, passages: Numbers) -> _Words:
    terms = question_terms(text)
    rows = passages.astype(np.int32)
    held = [among(rows, index.morphemes.rows_of(term)) for term in terms]
    near, told = near_synonyms(terms), translations(terms)
    softly = [index.morphemes.nearest(term, near[term])[passages] for term in terms]
    translated = [index.morphemes.nearest(term, told[term])[passages] for term in terms]
    rarity = np.array([index.morphemes.idf_of(term) for term in terms], np.float32)
    tells = np.array([telling(term) for term in terms], np.float32)
    counts = ~np.array([wanted.is_stand_in(term) for term in terms], bool)
    shape = (len(terms), len(passages))
    return _Words(
        weights=rarity * tells * counts,
        telling=tells * counts,
        known=rarity < index.morphemes.idf_of("") - 1e-6,
        kinds=term_kinds(analyse(text), terms, wanted.head),
        held=np.array(held, np.float32).reshape(shape),
        softly=np.array(softly, np.float32).reshape(shape),
        translated=np.array(translated, np.float32).reshape(shape),
        in_document=np.array(list(_in_documents(index, terms, passages))).reshape(shape),
    )


def _in_documents(index: Index, terms: Sequence[str], passages: Numbers) -> Iterator[Floats]:
    """For each term whether the documents of the passages have it."""
    starts, ends = (bounds[passages] for bounds in index.document_of)
    for term in terms:
        rows = index.morphemes.rows_of(term)
        yield (np.searchsorted(rows, starts) < np.searchsorted(rows, ends)).astype(np.float32)


def _by_kind(words: _Words) -> Iterator[Floats]:
    """For each kind of term its share of the question, and how much of that passages have."""
    nowhere = 1 - np.maximum(words.softly, words.in_document)
    for kind in range(len(TERM_KINDS)):
        own = words.weights * (words.kinds == kind)
        own = own / max(float(words.weights.sum()), 1e-6)
        yield own.sum()
        yield from (own @ part for part in (words.held, words.softly, words.translated, nowhere))


def _by_word(words: _Words) -> Iterator[Floats]:
    """Of the most telling and the rarest known term, and of the first and the last: who has it."""
    counts = np.flatnonzero(words.telling)
    known = [where * words.known for where in (words.telling, words.weights)]
    chosen = [int(where.argmax()) if where.any() else None for where in known]
    chosen += [int(counts[0]), int(counts[-1])] if len(counts) else [None, None]
    for term in chosen:
        if term is None:
            yield from np.zeros((len(_OF_WORD), words.held.shape[1]), np.float32)
        else:
            yield words.held[term]
            yield words.softly[term]
            yield words.translated[term]
            yield words.in_document[term]
            yield words.telling[term]


def _around(index: Index, evidence: Evidence, fused: Scores, best: Numbers) -> Iterator[Floats]:
    """What was found beside each passage and in its document, and how long both are."""
    passages = evidence.candidates[best]
    starts, ends = (bounds[passages] for bounds in index.document_of)
    inside = starts[:, None] == index.document_of[0][evidence.candidates]
    found = evidence.candidates.astype(np.int32)
    for beside in (passages - 1, passages + 1):
        there = (beside >= starts) & (beside < ends) & among(beside, found)
        at = np.searchsorted(found, beside).clip(max=len(found) - 1)
        yield np.where(there, fused[at], fused.min())
    yield np.where(inside, fused, -np.inf).max(axis=1) - fused[best]
    yield inside @ np.maximum(fused, 0) / np.sqrt(ends - starts)
    yield np.log1p(ends - starts)
    yield np.log1p([len(index.passages[number].text) for number in passages])


def _of_question(index: Index, evidence: Evidence, words: _Words) -> tuple[float, ...]:
    """How many words a question has, and how much of it no passage has."""
    unknown = float(words.weights[~words.known].sum()) / max(float(words.weights.sum()), 1e-6)
    size = float(np.log1p(len(index.passages)))
    return float(len(words.weights)), unknown, evidence.best_coverage, size
