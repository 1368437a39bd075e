"""Scoring every span of the best passages as the short answer, and their sentences with them.

A small network scores each span over features of the span, its sentence and the question. One
softmax over all of them gives each span a probability, and each sentence the sum of its spans'
(normalised over passages as in Clark and Gardner, 2018). The weights come from
`python -m rag.train`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from index import Passage
from rag.answer import Hit
from rag.arrays import Floats, Ints
from rag.language.known import KNOWN
from rag.language.question_type import KINDS, ROLES
from rag.language.spans import ReadPassage, read_passage
from rag.network import Network, softmax, weights_in
from rag.reading.scoring.query import Matches, Query, match, query_of
from rag.reading.scoring.sentence_features import SENTENCE, sentence_features
from rag.reading.scoring.span_features import ASKED, asked_features, constants

WEIGHTS = weights_in(Path(__file__).parents[1])
MODEL = WEIGHTS / "reader.npz"
FEATURES = (*SENTENCE, *ASKED, *KNOWN, *KINDS, *ROLES)
# Of so many passages an answer is read.
PASSAGES_READ = 4


@dataclass(frozen=True)
class Spans:
    """The spans of the passages read for one question; offsets are in the documents.

    `features` has shape (spans, len(FEATURES)), `sentence_features` (sentences, len(SENTENCE));
    `sentence` numbers each span's sentence over all passages, `place` its passage.
    """

    query: Query
    reads: Sequence[ReadPassage]
    matches: Sequence[Matches]
    sentence_features: Floats
    features: Floats
    sentence: Ints
    place: Ints
    offsets: Ints

    def text(self, number: int) -> str:
        """A span as the document has it."""
        passage: Passage = self.reads[self.place[number]].passage
        start, end = (int(place) - passage.start for place in self.offsets[number])
        return passage.text[start:end]


def find_spans(question: str, hits: Sequence[Hit], idf: Callable[[str], float]) -> Spans:
    """Every span of the passages that could be the short answer; needs a hit."""
    query = query_of(question, idf)
    reads = [read_passage(hit.passage) for hit in hits]
    matches = [match(query, read) for read in reads]
    by_sentence = sentence_features(query, hits, reads, matches)
    wanted = asked_features(query, reads, matches)
    starts = np.cumsum([0, *(len(read.sentences) for read in reads)])
    sentence = np.concatenate(
        [n + read.sentence_of[read.spans[:, 0]] for read, n in zip(reads, starts, strict=False)]
    )
    fixed = np.repeat(constants(query)[None], len(sentence), axis=0)
    known = np.vstack([read.known for read in reads])
    return Spans(
        query=query,
        reads=reads,
        matches=matches,
        sentence_features=by_sentence,
        features=np.hstack([by_sentence[sentence], wanted, known, fixed]),
        sentence=sentence.astype(np.int32),
        place=np.repeat(np.arange(len(reads)), [len(r.spans) for r in reads]).astype(np.int32),
        offsets=np.vstack([read.offsets + read.passage.start for read in reads]),
    )


@cache
def _model() -> Network:
    return Network.load(MODEL, FEATURES)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage, offsets in the document, and what speaks for it.

    `coverage` and `bigram_coverage` are the shares of the question's words (by their rarity) and
    syllable pairs that it holds. `score` is the probability that it answers, given that one of the
    passages does; `short` its likeliest short answer, of that probability `short_score`, which
    starts at `short_start` in the document.
    """

    passage: Passage
    start: int
    end: int
    coverage: float
    bigram_coverage: float
    score: float
    short: str = ""
    short_score: float = 0.0
    short_start: int = -1

    @property
    def text(self) -> str:
        """The sentence exactly as the document has it."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True)
class Judged:
    """The spans with their scores and probabilities, and the sentences, likeliest first.

    `fit` is how much of the probability is left to spans that can answer, once that is known.
    """

    spans: Spans
    scores: Floats
    shares: Floats
    candidates: Sequence[Candidate]
    fit: float = 1.0

    @property
    def mass(self) -> float:
        """The logarithm of the odds that any of the spans answers, as the reader learnt them."""
        return float(np.logaddexp.reduce(self.scores))

    def sentence_at(self, passage: Passage, start: int) -> Candidate | None:
        """The sentence in which a place of the document lies, None where none of it was read."""
        own = (one for one in self.candidates if one.passage == passage)
        return next((one for one in own if one.start <= start < one.end), None)

    def sentence(self, read: ReadPassage, number: int) -> Candidate | None:
        """The sentence of that number in a passage, None where it was not read."""
        return self.sentence_at(read.passage, read.start_of(number))

    def sentences(self, read: ReadPassage, numbers: Iterable[int]) -> list[Candidate]:
        """The sentences of those numbers in a passage, as far as they were read."""
        found = (self.sentence(read, number) for number in numbers)
        return [one for one in found if one is not None]


def sentence(read: ReadPassage, number: int) -> Candidate:
    """A sentence of what was read, not judged."""
    start, end = read.sentences[number]
    base = read.passage.start
    return Candidate(read.passage, base + start, base + end, 0.0, 0.0, 0.0)


def judge(
    question: str,
    hits: Sequence[Hit],
    idf: Callable[[str], float],
    network: Network | None = None,
    passages: int = PASSAGES_READ,
) -> Judged:
    """Score all spans of the first passages and gather them by sentence; needs a hit.

    Without a network the bundled one reads.
    """
    spans = find_spans(question, hits[:passages], idf)
    scores = (network or _model()).scores(spans.features)
    shares = softmax(scores)
    return Judged(spans, scores, shares, _candidates(spans, shares))


def with_shares(judged: Judged, shares: Floats) -> Judged:
    """The same spans with other probabilities, and their sentences by these."""
    return replace(judged, shares=shares, candidates=_candidates(judged.spans, shares))


def _candidates(spans: Spans, shares: Floats) -> list[Candidate]:
    """All sentences, likeliest first."""
    places = [(read, place) for read in spans.reads for place in read.sentences]
    firsts = np.searchsorted(spans.sentence, np.arange(len(places) + 1)).tolist()
    found = [
        _candidate(spans, shares, *one, number, slice(*firsts[number : number + 2]))
        for number, one in enumerate(places)
    ]
    return sorted(found, key=lambda one: (-one.score, -one.coverage))


def _candidate(
    spans: Spans,
    shares: Floats,
    read: ReadPassage,
    sentence: tuple[int, int],
    number: int,
    within: slice,
) -> Candidate:
    """A sentence by its number, with the likeliest of the spans `within` it."""
    own = shares[within]
    best = within.start + int(own.argmax()) if len(own) else None
    row = spans.sentence_features[number]
    start, end = sentence
    base = read.passage.start
    return Candidate(
        passage=read.passage,
        start=base + start,
        end=base + end,
        coverage=float(row[SENTENCE.index("coverage")]),
        bigram_coverage=float(row[SENTENCE.index("bigrams")]),
        score=float(own.sum()),
        short=spans.text(best) if best is not None else "",
        short_score=float(shares[best]) if best is not None else 0.0,
        short_start=int(spans.offsets[best][0]) if best is not None else -1,
    )
