"""The clauses of a passage in words, each with what it belongs to: a label, a topic, a row.

Rules ask of them whether one tells all that is asked; models look at the spans of `parts` instead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.table import cell_texts, head_of
from index import Passage, analyse, bare, terms_of
from rag.checking.support import Evidence
from rag.language.word_groups import is_among, said_together
from rag.reading.whether.parts import BORDER, BRACKETS, TOPIC_MARKS
from rag.retrieval.query import question_terms

# Shorter than those of `parts`, which models have learnt with.
_LABEL = re.compile(r"\s*(?:[-*○■※·]|\d+[.)])?\s*[^:：,.]{1,20}[:：]\s")
EXCEPTION = re.compile(r"\s*(?:단|다만),?\s")
# So long a word may be two of a text; a shorter one may be any part of a word.
_COMPOUND = 4
# What follows a word that ends there: 주차를 and 주차한, not 주차장.
_AFTER = r"(?=[은는이가을를도의에로과와만한하할합해했]|으로|까지|부터|[^가-힣]|$)"
LEFT_OUT = re.compile(r"제외(?:한다|합니다|된다|됩니다|함|\W*$)")
_PARTICLE = re.compile(r"(?<=..)(?:에서|에게|으로|[은는이가을를의에로])?[도는]?$")


@dataclass(frozen=True, slots=True)
class ToldClause:
    """A clause with what it belongs to, and where it stands in the text of a passage."""

    text: str
    lead: str
    passage: Passage
    at: int

    @property
    def evidence(self) -> Evidence:
        """The sentence that it is of."""
        at, whole = self.passage.start + self.at, self.passage
        own = (one for one in Evidence.sentences(whole) if at < one.end)
        return next(own, Evidence(whole, whole.start, whole.end))


def agreed(told: Sequence[tuple[bool, Evidence]]) -> tuple[bool, Evidence] | None:
    """The first verdict; None where what else its document tells is otherwise, and for none."""
    own = {so for so, one in told if one.passage.source == told[0][1].passage.source}
    return told[0] if len(own) == 1 else None


def clauses_told(passage: Passage) -> Iterator[ToldClause]:
    """The clauses of all lines; of a row of a table, those of its cells."""
    start = 0
    for line in passage.text.splitlines(keepends=True):
        is_row = line.lstrip().startswith("|")
        head = head_of(passage.text, start, passage.columns) if is_row else ""
        for part, lead in _cells(line, head) if is_row else _parts(line):
            at = max(line.find(part.strip()), len(line) - len(line.lstrip()))
            yield ToldClause(part, lead, passage, start + at)
        start += len(line)


def _cells(row: str, head: str) -> Iterator[tuple[str, str]]:
    """The clauses of the cells of a row, each with its cell, the columns and what names the row."""
    cells = cell_texts(row)
    name = next((cell for cell in cells if any(map(str.isalpha, cell))), "")
    for cell in cells:
        yield from ((part, f"{name} {cell} {head}") for part in BORDER.split(cell))


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """The clauses of a line, each with its label, the topic it shares or what it is an aside to."""
    label = _LABEL.match(line)
    lead = label[0] if label else ""
    for aside in BRACKETS.finditer(line):
        yield from ((part, line[: aside.start()]) for part in BORDER.split(aside[1]))
    topic, before = "", ""
    for part in BORDER.split(BRACKETS.sub(" ", line[len(lead) :])):
        own = subject_of(part)
        # What is left out is left out of all that stands before.
        excepts = before if EXCEPTION.match(part) or LEFT_OUT.search(part) else ""
        yield part, f"{lead} {excepts}" if own else f"{lead} {topic} {excepts}"
        topic = own or topic
        before += f" {part}"


def subject_of(part: str, marks: frozenset[tuple[str, str]] = TOPIC_MARKS) -> str:
    """A clause up to the first mark of a topic or subject; '' where it has none."""
    ends = (m.end for m in analyse(part) if (m.form, m.tag) in marks)
    return part[: next(ends, 0)]


def unnamed(rest: str, asked: Sequence[str], passage: Passage) -> Sequence[str]:
    """What is asked that the titles above a passage do not name."""
    around = passage.titles
    bare_around = bare(around)
    words = [word for word in rest.split() if _is_named(word, bare_around)]
    known = {*question_terms(" ".join(words))}
    new = [term for term in asked if term not in known and not tells(around, term)]
    return [term for term in new if not any(term in word for word in words)]


def _is_named(word: str, around: str) -> bool:
    """Whether titles have a word, or what a place is named after: '축제장에서' of a 축제."""
    name = bare(_PARTICLE.sub("", word))
    return len(name) > 1 and (
        name in around or (len(name) > 2 and name.removesuffix("장") in around)
    )


def left_untold(rest: str, asked: Sequence[str], one: ToldClause) -> Sequence[str]:
    """What is asked that neither a clause nor what it belongs to tells."""
    new = unnamed(rest, asked, one.passage)
    left = [term for term in new if not (tells(one.text, term) or tells(one.lead, term))]
    together = told_together(asked, one.lead, one.text) if left else frozenset()
    return [term for term in left if term not in together]


def told_together(asked: Sequence[str], *texts: str) -> frozenset[str]:
    """The terms that texts tell together in other words: 육휴 for 육아 and 휴직."""
    return _told_together(tuple(asked), texts)


# Asked for each of the terms.
@lru_cache(maxsize=256)
def _told_together(asked: tuple[str, ...], texts: tuple[str, ...]) -> frozenset[str]:
    runs = said_together(asked)
    words = frozenset().union(*map(terms_of, texts)) if runs else frozenset()
    text = " ".join(texts)
    return frozenset(
        term
        for run, others in runs
        if any(_tells_all(other, words, text) for other in others)
        for term in run
    )


def _tells_all(phrase: Sequence[str], words: frozenset[str], text: str) -> bool:
    """Whether a text has all words of a phrase, or a single one however it is taken apart."""
    if all(word in words for word in phrase):
        return True
    word = phrase[0]
    if len(phrase) > 1 or len(word) < 2:
        return False
    if len(word) >= _COMPOUND and word in bare(text):
        return True
    # Most words stand nowhere: no need to make a pattern of those.
    return word in text and re.search(rf"(?<!\w){re.escape(word)}{_AFTER}", text) is not None


def tells(text: str, term: str) -> bool:
    """Whether a text has a term, or another word for it, also in a compound that it begins."""
    if is_among(term, terms_of(text)):
        return True
    return len(term) > 1 and re.search(rf"(?<![가-힣]){re.escape(term)}", text) is not None
