"""Draft questions from documents, without a language model: statements turned into questions.

Questions without an answer come of two of them: what one asks is asked of what the other is about.
All are drafts for people to look through.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np

from corpus import Document
from corpus.particles import with_particles
from corpus.symbols import BULLETS
from index import analyse, sentence_spans
from rag.evaluation.statements import askings
from rag.language.phrases import names
from rag.language.word_vectors import bundled
from rag.library import Library
from rag.retrieval.query import question_terms

_UNANSWERABLE = 5
_NEAR = 10
_ALIKE = 0.25
_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Draft:
    """A question made of the sentence `quote` of a document; `topic` is what it is about.

    Without an answer it is meant to have none.
    """

    kind: str
    question: str
    answer: str
    source: str
    quote: str
    topic: str

    def row(self, number: int) -> dict[str, object]:
        """The row of a question set."""
        evidence = [{"source": self.source, "quote": self.quote}] if self.answer else []
        return {
            "id": f"draft-{number:04d}",
            "kind": self.kind,
            "question": self.question,
            "answers": [self.answer] if self.answer else [],
            "evidence": evidence,
            "unanswerable": not self.answer,
            "draft": True,
        }


def drafts(library: Library, count: int, seed: int = 0) -> list[Draft]:
    """Up to `count` drafts, spread over documents and kinds; the same for the same seed.

    One in five is meant to have no answer.
    """
    absent = unanswerable_of(count)
    made = list(islice(answerable(library, seed), count - absent))
    return [*made, *unanswerable(made, library, absent)]


def unanswerable_of(count: int) -> int:
    """How many of so many drafts are meant to have no answer."""
    return count // _UNANSWERABLE


def answerable(library: Library, seed: int = 0) -> Iterator[Draft]:
    """All drafts with an answer, of the documents in turns, no question twice."""
    source = random.Random(seed)
    bodies = {name: one.text[one.body :] for name, one in sorted(library.documents.items())}
    turns = [of_text(library.documents[name], body, source) for name, body in bodies.items()]
    source.shuffle(turns)
    seen: set[str] = set()
    for one in in_turns(turns):
        if one.question not in seen:
            seen.add(one.question)
            yield one


def in_turns(turns: Iterable[Iterator[_One]]) -> Iterator[_One]:
    """One of each, then another of each that has more, until none has."""
    left = list(turns)
    while left:
        more = []
        for turn in left:
            for one in turn:
                more.append(turn)
                yield one
                break
        left = more


def of_text(document: Document, text: str, source: random.Random) -> Iterator[Draft]:
    """The drafts of a stretch of a document: one a sentence in random order, then the others.

    Each first one is of the kind that is rarest so far.
    """
    spans = sentence_spans(text)
    source.shuffle(spans)
    used: Counter[str] = Counter()
    others: list[Draft] = []
    for start, end in spans:
        made = list(_of_sentence(document, text[start:end]))
        if made:
            one = min(made, key=lambda draft: used[draft.kind])
            used[one.kind] += 1
            others += [draft for draft in made if draft is not one]
            yield one
    yield from others


def _of_sentence(document: Document, sentence: str) -> Iterator[Draft]:
    quote = re.sub(rf"^[{BULLETS}\s]*(?:답\s?:\s)?", "", sentence).strip()
    for one in askings(quote):
        if _is_placed(one.question, document):
            yield Draft(one.kind, one.question, one.answer, document.source, quote, one.topic)


def _is_placed(question: str, document: Document) -> bool:
    """Whether a question says what it is about: by a name, or by a word of the document's title."""
    about = {m.form for m in analyse(document.title) if m.tag in ("NNG", "NNP", "SL")}
    return any(m.tag in ("NNP", "SL") or m.form in about for m in analyse(question))


def unanswerable(made: Sequence[Draft], library: Library, count: int) -> list[Draft]:
    """Questions about the topic of another sentence that says something alike, told nowhere near.

    Sentences that are alike have topics of the same sort: a company and not a number.
    """
    plain = [one for one in made if _is_plain(one)]
    if not plain or not count:
        return []
    vectors = bundled().encode_query([one.quote for one in plain])
    alike = vectors @ vectors.T
    found: dict[str, Draft] = {}
    for i, j in np.dstack(np.unravel_index(np.argsort(-alike, axis=None), alike.shape))[0]:
        one, other = plain[int(i)], plain[int(j)]
        if len(found) == count or alike[i, j] < _ALIKE:
            break
        if one.question in found or one.source == other.source or other.topic[:-1] in one.question:
            continue
        topic = with_particles(other.topic[:-1], [one.topic[-1]])
        question = topic + one.question[len(one.topic) :]
        if not _is_alias(library, one, other) and is_absent(library, question):
            found[one.question] = Draft("unanswerable", question, "", one.source, "", one.topic)
    return list(found.values())


def _is_plain(one: Draft) -> bool:
    """Whether a question begins with its topic, and that is the name of one thing."""
    noun = one.topic[:-1]
    return one.question.startswith(one.topic) and " " not in noun and names(noun)


def _is_alias(library: Library, one: Draft, other: Draft) -> bool:
    """Whether a document gives one name in brackets behind the other: they are the same."""
    names = one.topic[:-1], other.topic[:-1]
    pairs = [f"{a}({b}" for a, b in (names, names[::-1])]
    return any(pair in text.text for text in library.documents.values() for pair in pairs)


def subjects(question: str) -> set[str]:
    """The nouns, names and numbers of a question, but for 며칠 and 얼마, which only ask."""
    nouns = {m.form for m in analyse(question) if m.tag in ("NNG", "NNP", "SL", "SN")}
    return nouns & set(question_terms(question))


def is_absent(library: Library, question: str) -> bool:
    """Whether none of the nearest passages holds all the nouns of a question."""
    nouns = subjects(question)
    passages = [hit.passage for hit in library.search(question, _NEAR)]
    texts = [f"{one.context}\n{one.text}".lower() for one in passages]
    return bool(nouns) and not any(all(noun in text for noun in nouns) for text in texts)
