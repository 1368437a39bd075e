"""Questions that the documents ask themselves, as FAQs do: whoever asks the same gets what follows.

Such a question is a heading or a line of its own; it never answers, however alike it is.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.table import cell_texts
from corpus.talk import SAID
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Judged
from rag.reading.tables.matching import held
from rag.retrieval.query import question_terms

# How much of each of two questions must stand in the other for them to be the same.
_SAME = 0.75
_ASKS = re.compile(r"(?:\?|나요|가요|까요|습니까|합니까|됩니까)\s*$")
_MARK = re.compile(r"\s*(?:[-*•]\s+)?(?:(?:Q|문|질문)\s?\d*\s?[.:)]|\d{1,2}[.)])?\s*")
_ASKED = re.compile(r"\s*(?:Q|문|질문)\s?\d*\s?[.:)]")
_REPLY = re.compile(r"(?:A|답|답변)\s?\d*\s?[.:)]\s*")
_DECIDED = re.compile(r"정[했해한하]|결정|확정")
_YES = re.compile(r"(?:네|예|그렇습니다|맞습니다|됩니다|가능합니다)[,.!\s]")
_NO = re.compile(r"(?:절대로? )?(?:아니요|아니오|아닙니다|안 됩니다|안됩니다|불가능합니다)[,.!\s]")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a document answers to the question: the numbers of the sentences in its passage.

    `says` is '예' or '아니요' where the reply begins so.
    """

    read: ReadPassage
    sentences: tuple[int, ...]
    says: str


def is_question(text: str) -> bool:
    """Whether a sentence or a heading asks something, or is marked as what is asked."""
    return _ASKS.search(text) is not None or _ASKED.match(text) is not None


def reply(judged: Judged) -> Reply | None:
    """What follows the question of a document that asks the same; None where none does."""
    query = judged.spans.query
    for read in judged.spans.reads:
        text = read.passage.text
        for number, (start, end) in enumerate(read.sentences):
            if text[start] == "|" and (said := _told_in_row(query, text[start:end])):
                return Reply(read, (number,), _yes_or_no(said))
        asked = [n for n, place in enumerate(read.sentences) if is_question(text[slice(*place)])]
        for n in () if _is_decided(query, text) else asked:
            if _is_same(query, text[slice(*read.sentences[n])]) and (found := _after(read, n)):
                return found
        heading = read.passage.heading
        if is_question(heading) and _is_same(query, heading):
            first = [n for n in asked if text[slice(*read.sentences[n])].strip() == heading]
            found = _after(read, first[0] if first else -1)
            if found:
                return found
    return None


def _is_decided(query: Query, text: str) -> bool:
    """Whether it is asked what was decided in a talk, which who is asked first does not tell."""
    return _DECIDED.search(query.text) is not None and SAID.search(text) is not None


def _after(read: ReadPassage, question: int) -> Reply | None:
    """The sentences from one on up to the next question."""
    text = read.passage.text
    found: list[int] = []
    for number in range(question + 1, len(read.sentences)):
        said = text[slice(*read.sentences[number])]
        spoken = found and SAID.match(said)  # by somebody else than who answers
        if is_question(said) or spoken:
            break
        found.append(number)
    if not found:
        return None
    start = read.sentences[found[0]][0]
    mark = _REPLY.match(text, start) or SAID.match(text, start)
    return Reply(read, tuple(found), _yes_or_no(text[mark.end() if mark else start :]))


def _told_in_row(query: Query, row: str) -> str:
    """The cell behind the same question in a row of a table; '' where there is none."""
    cells = [cell.split(": ", 1)[-1] for cell in cell_texts(row)]
    pairs = (
        after for cell, after in pairwise(cells) if is_question(cell) and _is_same(query, cell)
    )
    return next(pairs, "")


def _yes_or_no(said: str) -> str:
    """What a reply begins with."""
    return "예" if _YES.match(f"{said} ") else "아니요" if _NO.match(f"{said} ") else ""


def _is_same(query: Query, question: str) -> bool:
    said = question[_mark_end(question) :]
    total = sum(query.terms.values())
    theirs = _terms(said)
    own = sum(held(query, said, theirs).values())
    back = [t for t in theirs if t in query.bare or _has_alike(query, t)]
    return bool(theirs) and own >= _SAME * total and len(back) >= _SAME * len(theirs)


def _mark_end(question: str) -> int:
    mark = SAID.match(question) or _MARK.match(question)
    return mark.end() if mark else 0


def _has_alike(query: Query, term: str) -> bool:
    return any(others.get(term, 0.0) >= 0.6 for others in query.synonyms)


@lru_cache(maxsize=1024)
def _terms(question: str) -> frozenset[str]:
    return frozenset(question_terms(question))
