"""Reading without a language model: find the span that answers, and quote its sentence.

Every nominal span of the best passages is scored by a small network over features of the span,
its sentence and the question. One softmax over all of them gives each span a probability, and
each sentence the sum of its spans' (normalised over passages as in Clark and Gardner, 2018). The
weights come from `python -m rag.train.reader`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from index import Passage
from rag.answer import Answer, Citation, Hit, Sentence
from rag.question_type import KINDS, ROLES, asked_kind, has_kind
from rag.sentence_features import SENTENCE, sentence_features
from rag.short_answer import ASKED, Query, asked_features, constants, match, query_of
from rag.spans import GROUP, KNOWN, Floats, Ints, ReadPassage, read_passage

EXTRACTIVE = "원문 인용"
MODEL = Path(__file__).parent / "reader.npz"
FEATURES = (*SENTENCE, *ASKED, *KNOWN, *KINDS, *ROLES)
_PASSAGES_READ = 4
# Features are cut at so many standard deviations, so that odd documents do not upset the network.
_LIMIT = 5.0


class Reader(Protocol):
    """Answers a question from retrieved passages; `name` is what users see."""

    name: str

    def read(self, question: str, hits: Sequence[Hit]) -> Iterator[Answer]:
        """Growing partial answers; the last one is whole and checked."""


@dataclass(frozen=True)
class Spans:
    """The spans of the passages read for one question; offsets are in the documents.

    `features` has shape (spans, len(FEATURES)), `sentence_features` (sentences, len(SENTENCE));
    `sentence` numbers each span's sentence over all passages, `place` its passage.
    """

    query: Query
    reads: Sequence[ReadPassage]
    sentence_features: Floats
    features: Floats
    sentence: Ints
    place: Ints
    offsets: Ints

    def text(self, number: int) -> str:
        """A span as the document has it."""
        start, end = self.offsets[number]
        return _cut(self.reads[self.place[number]].passage, int(start), int(end))


def find_spans(question: str, hits: Sequence[Hit], idf: Callable[[str], float]) -> Spans:
    """Every span of the best passages that could be the short answer; needs a hit."""
    query = query_of(question, idf)
    hits = hits[:_PASSAGES_READ]
    reads = [read_passage(hit.passage) for hit in hits]
    matches = [match(query, read) for read in reads]
    by_sentence = sentence_features(query, hits, reads, matches)
    counts = Counter(surface for read in reads for surface in set(read.surfaces))
    wanted = [
        asked_features(query, r, found, counts) for r, found in zip(reads, matches, strict=True)
    ]
    starts = np.cumsum([0, *(len(read.sentences) for read in reads)])
    sentence = np.concatenate(
        [n + read.sentence_of[read.spans[:, 0]] for read, n in zip(reads, starts, strict=False)]
    )
    fixed = np.repeat(constants(query)[None], len(sentence), axis=0)
    known = np.vstack([read.known for read in reads])
    return Spans(
        query=query,
        reads=reads,
        sentence_features=by_sentence,
        features=np.hstack([by_sentence[sentence], np.vstack(wanted), known, fixed]),
        sentence=sentence.astype(np.int32),
        place=np.repeat(np.arange(len(reads)), [len(r.spans) for r in reads]).astype(np.int32),
        offsets=np.vstack([read.offsets + read.passage.start for read in reads]),
    )


def span_scores(features: Floats) -> Floats:
    """The network's score of each row of `features`, shape (rows,); higher is likelier."""
    model = _model()
    scaled = np.clip((features - model["mean"]) / model["scale"], -_LIMIT, _LIMIT)
    hidden = np.maximum(scaled @ model["hidden"] + model["bias"], 0)
    return np.asarray(hidden @ model["out"] + scaled @ model["direct"], np.float32)


@cache
def _model() -> dict[str, Floats]:
    with np.load(MODEL) as stored:
        model = {name: stored[name] for name in stored.files}
    if "\n".join(FEATURES) != str(model.pop("features")):
        raise ValueError(f"{MODEL} belongs to other features; run python -m rag.train.reader")
    return model


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage, offsets in the document, and what speaks for it.

    `coverage` and `bigram_coverage` are the shares of the question's words (by their rarity) and
    syllable pairs that it holds; `has_kind` says whether it holds the kind of thing asked for.
    `score` is the probability that it answers, given that one of the passages does; `short` its
    likeliest short answer, of that probability `short_score` and that raw score `strength`.
    """

    passage: Passage
    start: int
    end: int
    coverage: float
    bigram_coverage: float
    has_kind: bool
    score: float
    short: str = ""
    short_score: float = 0.0
    strength: float = 0.0

    @property
    def text(self) -> str:
        """The sentence exactly as the document has it."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True)
class Judged:
    """The spans with their scores and probabilities, and the sentences, likeliest first."""

    spans: Spans
    scores: Floats
    shares: Floats
    candidates: Sequence[Candidate]


def judge(question: str, hits: Sequence[Hit], idf: Callable[[str], float]) -> Judged:
    """Score all spans and gather them by sentence; needs a hit."""
    spans = find_spans(question, hits, idf)
    scores = span_scores(spans.features)
    shares = np.exp(scores - scores.max(initial=-np.inf))
    shares = np.asarray(shares / max(float(shares.sum()), 1e-30), np.float32)
    candidates = []
    number = 0
    for read in spans.reads:
        for start, end in read.sentences:
            candidates.append(
                _candidate(question, spans, scores, shares, read, (start, end), number)
            )
            number += 1
    candidates.sort(key=lambda one: (-one.score, -one.coverage))
    return Judged(spans, scores, shares, candidates)


def _candidate(
    question: str,
    spans: Spans,
    scores: Floats,
    shares: Floats,
    read: ReadPassage,
    span: tuple[int, int],
    number: int,
) -> Candidate:
    own = np.flatnonzero(spans.sentence == number)
    best = int(own[scores[own].argmax()]) if len(own) else None
    row = spans.sentence_features[number]
    start, end = span
    base = read.passage.start
    return Candidate(
        passage=read.passage,
        start=base + start,
        end=base + end,
        coverage=float(row[SENTENCE.index("coverage")]),
        bigram_coverage=float(row[SENTENCE.index("bigrams")]),
        has_kind=has_kind(asked_kind(question), read.passage.text[start:end]),
        score=float(shares[own].sum()),
        short=spans.text(best) if best is not None else "",
        short_score=float(shares[best]) if best is not None else 0.0,
        strength=float(scores[best]) if best is not None else -np.inf,
    )


_SHOWN = 2
_GATHERED = 4
# A further sentence is shown where it is that likely to hold the answer; lists and comparisons,
# which have more than one, take less likely ones.
_FURTHER = 0.05
_FURTHER_OF_SEVERAL = 0.03
# Below this probability a short answer misleads nine times in ten.
_SHORT = 0.1
# A span is a further item of a list where it is that likely compared with the likeliest.
_FURTHER_ITEM = 0.3
# How much an enumeration is preferred to a single span where a list is asked for.
_PREFERENCE = 3.0
_SEPARATOR = re.compile(r"\s*(?:,|·|/|와|과|이나|나|및|그리고|하고|랑|이랑)\s*(?:및|그리고)?\s*")
_ROW = re.compile(r"\s*(?:[-*•▶○●□■◦※|]|\d{1,3}[.)]\s)")
_LONGEST_ROW = 500
_LEANS = re.compile(
    r"(?:이|그|저)(?:는|가|를|의|에|들|것|곳|때|로|후|러|렇|중)|(?:이|그|해당|같은) |"
    r"또한|또|따라서|하지만|그러나|당시|한편|반면"
)


class ExtractiveReader:
    """Quotes the sentences that answer; `idf` weighs terms by their rarity in the collection."""

    name = EXTRACTIVE

    def __init__(self, idf: Callable[[str], float]) -> None:
        self._idf = idf
        self._latest: tuple[tuple[object, ...], Judged] | None = None

    def read(self, question: str, hits: Sequence[Hit]) -> Iterator[Answer]:
        """Yield one whole answer; without any hit an abstention."""
        judged = self._judge(question, hits) if hits else None
        chosen, short = _choose(judged) if judged else ([], "")
        citations = tuple(
            Citation(number, one.passage, start, end, _cut(one.passage, start, end))
            for number, one in enumerate(chosen, 1)
            for start, end in [_quoted(one)]
        )
        yield Answer(
            question=question,
            sentences=tuple(Sentence(c.quote, (c,), supported=True) for c in citations),
            citations=citations,
            abstained=not chosen,
            reader=self.name,
            hits=tuple(hits),
            short=short,
        )

    def candidates(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """The sentences of the best passages, likeliest first."""
        return list(self._judge(question, hits).candidates) if hits else []

    def _judge(self, question: str, hits: Sequence[Hit]) -> Judged:
        """Judge, or take the last judgement over: refusing and reading ask for the same one."""
        key = (question, *((hit.passage, hit.score) for hit in hits))
        latest = self._latest
        if latest is None or latest[0] != key:
            latest = key, judge(question, hits, self._idf)
            self._latest = latest
        return latest[1]


def _choose(judged: Judged) -> tuple[list[Candidate], str]:
    """The sentence of the short answer, others that may well answer too, and the short answer."""
    if not judged.candidates:
        return [], ""
    several = judged.spans.query.asked.several
    first, short = _first(judged)
    chosen = [first]
    for one in judged.candidates:
        if len(chosen) == (_GATHERED if several else _SHOWN):
            break
        if one.score < (_FURTHER_OF_SEVERAL if several else _FURTHER):
            break
        if all(one.text not in _cut(c.passage, *_quoted(c)) for c in chosen):
            chosen.append(one)
    return chosen, short


def _first(judged: Judged) -> tuple[Candidate, str]:
    """The likeliest short answer with its sentence; for lists an enumeration or several items."""
    asked = judged.spans.query.asked
    best = max(judged.candidates, key=lambda one: one.short_score)
    if asked.kind == "yes_no":
        # No span answers these, but the sentence that says most of the same.
        return max(judged.candidates, key=lambda one: one.coverage + one.bigram_coverage), ""
    if best.short_score < _SHORT:
        return best, ""
    if not asked.several:
        return best, best.short
    runs = [run for one in judged.candidates[:_GATHERED] for run in _enumerations(judged, one)]
    share, one, text = max(runs, key=lambda run: run[0], default=(0.0, best, ""))
    if share * _PREFERENCE >= best.short_score:
        return one, text
    return best, ", ".join(_items(judged, best))


def _quoted(one: Candidate) -> tuple[int, int]:
    """The span to quote: the sentence, a whole row or bullet, or with the sentence it leans on."""
    passage = one.passage
    text, start, end = passage.text, one.start - passage.start, one.end - passage.start
    line = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    close = len(text) if close < 0 else close
    if _ROW.match(text, line) and close - line <= _LONGEST_ROW:
        line += len(text[line:close]) - len(text[line:close].lstrip())
        return passage.start + line, passage.start + len(text[:close].rstrip())
    read = read_passage(passage)
    number = read.sentences.index((start, end))
    if number and _leans(read, number) and "\n" not in text[read.sentences[number - 1][1] : start]:
        start = read.sentences[number - 1][0]
    return passage.start + start, passage.start + end


def _leans(read: ReadPassage, number: int) -> bool:
    """Whether a sentence starts with a pronoun or the like, or has no subject or topic."""
    start, end = read.sentences[number]
    own = read.groups[read.firsts[number] : read.firsts[number + 1]]
    subject = np.isin(own, [GROUP["JKS"], GROUP["topic"]]).any()
    return _LEANS.match(read.passage.text, start, end) is not None or not subject


def _cut(passage: Passage, start: int, end: int) -> str:
    return passage.text[start - passage.start : end - passage.start]


def _within(judged: Judged, one: Candidate) -> Ints:
    """The numbers of a sentence's spans that could be items: not in the question, no filler."""
    spans = judged.spans
    starts, ends = spans.offsets.T
    here = np.array([read.passage == one.passage for read in spans.reads])[spans.place]
    said = spans.features[:, FEATURES.index("within")] > 0
    filler = spans.features[:, FEATURES.index("filler")] > 0
    own = here & (starts >= one.start) & (ends <= one.end) & ~said & ~filler
    return np.flatnonzero(own).astype(np.int32)


def _enumerations(judged: Judged, one: Candidate) -> Iterator[tuple[float, Candidate, str]]:
    """The runs of two or more spans that only separators part, with their probability."""
    numbers = _within(judged, one)
    places = [(int(a), int(b)) for a, b in judged.spans.offsets[numbers] - one.passage.start]
    runs = {_extended(one.passage.text, place, places) for place in places} - set(places)
    for start, end in sorted(runs):
        held = [n for n, (a, b) in zip(numbers, places, strict=True) if start <= a and b <= end]
        share = float(judged.shares[held].sum())
        yield share, one, one.passage.text[start:end]


def _extended(
    text: str, place: tuple[int, int], places: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """A span with all that stand before and after it, parted by separators only."""
    start, end = place
    while True:
        before = [a for a, b in places if b < start and _SEPARATOR.fullmatch(text, b, start)]
        after = [b for a, b in places if a > end and _SEPARATOR.fullmatch(text, end, a)]
        if not before and not after:
            return start, end
        start, end = min(before, default=start), max(after, default=end)


def _items(judged: Judged, one: Candidate) -> list[str]:
    """The spans of a sentence, apart from each other, that are nearly as likely as the best."""
    spans, shares = judged.spans, judged.shares
    own = _within(judged, one)
    items: list[int] = []
    for i in own[np.argsort(-shares[own], kind="stable")]:
        if shares[i] < _FURTHER_ITEM * one.short_score:
            break
        start, end = spans.offsets[i]
        if all(end <= spans.offsets[k][0] or start >= spans.offsets[k][1] for k in items):
            items.append(int(i))
    found = [spans.text(i) for i in sorted(items, key=lambda i: int(spans.offsets[i][0]))]
    return list(dict.fromkeys(found)) or [one.short]
