"""Reading without a language model: quote the sentence that answers, after the answer itself."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from index import Passage
from rag.answer import Answer, Citation, Hit, Sentence
from rag.comparing import compares, winner
from rag.listing import asks_list, list_answer
from rag.phrases import clause, side_by_side
from rag.short_answer import short_answer
from rag.span_scores import Candidate, Judged, judge
from rag.spans import GROUP, ReadPassage, read_passage
from rag.superlatives import better
from rag.support import Evidence
from rag.tables import names_columns

EXTRACTIVE = "원문 인용"


class Reader(Protocol):
    """Answers a question from retrieved passages; `name` is what users see."""

    name: str

    def read(self, question: str, hits: Sequence[Hit]) -> Iterator[Answer]:
        """Growing partial answers; the last one is whole and checked."""


_SHOWN = 2
_GATHERED = 4
# A further sentence is shown where it is that likely to hold the answer; lists and comparisons,
# which have more than one, take less likely ones.
_FURTHER = 0.05
_FURTHER_OF_SEVERAL = 0.03
# A sentence is about a thing where it or its titles hold that share of the words for it.
_NAMED = 0.5
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
        self._hits: tuple[object, ...] = ()
        self._judged: dict[str, Judged] = {}

    def read(self, question: str, hits: Sequence[Hit]) -> Iterator[Answer]:
        """Yield one whole answer; without any hit an abstention."""
        judged = self.judge(question, hits) if hits else None
        chosen, short = _choose(judged, [hit.passage for hit in hits]) if judged else ([], "")
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

    def judge(self, question: str, hits: Sequence[Hit]) -> Judged:
        """Judge once: refusing and reading ask for the same, in each reading of a question."""
        key = tuple((hit.passage, hit.score) for hit in hits)
        if key != self._hits:
            self._hits, self._judged = key, {}
        if question not in self._judged:
            self._judged[question] = judge(question, hits, self._idf)
        return self._judged[question]


def _choose(judged: Judged, passages: Sequence[Passage]) -> tuple[list[Candidate], str]:
    """The sentence of the short answer, others that may well answer too, and the short answer."""
    judged = _telling(judged)
    if not judged.candidates:
        return [], ""
    query = judged.spans.query
    compared = compares(query.text)
    several = query.asked.several or compared
    found = winner(query.text, passages) if compared else None
    if found:
        return list(dict.fromkeys(_sentence_of(one) for one in found[1])), found[0]
    if compared and (table := better(judged)):
        return table
    if asks_list(query.text) and not compared and (listed := list_answer(judged)):
        return listed
    first, short = short_answer(judged)
    if compared:
        # One of two things that no values tell apart.
        short = ""
    chosen = [first]
    if several:
        chosen += _other_sides(judged, first)
    for one in judged.candidates:
        if len(chosen) >= (_GATHERED if several else _SHOWN):
            break
        if one.score < (_FURTHER_OF_SEVERAL if several else _FURTHER):
            break
        if all(one.text not in _cut(c.passage, *_quoted(c)) for c in chosen):
            chosen.append(one)
    return chosen, short


def _telling(judged: Judged) -> Judged:
    """Without the rows that only name the columns of a table."""
    starts = {
        (read.passage, read.start_of(number))
        for read in judged.spans.reads
        for number in range(len(read.sentences))
        if names_columns(read, number)
    }
    kept = [one for one in judged.candidates if (one.passage, one.start) not in starts]
    return replace(judged, candidates=kept or judged.candidates)


def _sentence_of(evidence: Evidence) -> Candidate:
    """The sentence that bears out something, not judged."""
    return Candidate(evidence.passage, evidence.start, evidence.end, 0.0, 0.0, 0.0)


def _other_sides(judged: Judged, first: Candidate) -> list[Candidate]:
    """For each of two things compared that the first sentence does not name, the best that does."""
    sides = side_by_side(clause(judged.spans.query.text))[:2]
    found: list[Candidate] = []
    for side in sides:
        words = side.text.lower().split()
        if _share(words, first) < _NAMED:
            best = max(judged.candidates, key=lambda one: (_share(words, one), one.score))
            if _share(words, best) >= _NAMED and best not in found:
                found.append(best)
    return found


def _share(words: Sequence[str], one: Candidate) -> float:
    """The share of some words that a sentence or its titles hold."""
    text = f"{one.passage.context}\n{one.text}".lower()
    return sum(word in text for word in words) / len(words)


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
