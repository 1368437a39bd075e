"""What other documents answer to a question that names none of them: '보증금 얼마예요?'.

Where each of several documents has its own deposit or its own head, one of them alone misleads.
"""

from collections.abc import Sequence
from dataclasses import replace

from index import analyse
from rag.answer import Answer, Hit
from rag.language.question_type import asked, asks_whether
from rag.retrieval.query import question_terms
from rag.searching import Search

# A longer question tells enough to be asked of one document.
_MOST_TERMS = 3
# So many other documents are read and told of, if they answer that surely.
_MOST_READ, _MOST_TOLD = 5, 3
_SURE = 0.7
NOTICE = "문서마다 다르게 적혀 있어 함께 보여 드립니다: {told}."


def with_others(search: Search, answer: Answer) -> Answer:
    """A quoted answer with what other documents among its hits surely answer otherwise.

    They must have all words of the question where they answer it.
    """
    question, hits = answer.question, answer.hits
    terms = _words(question)
    if not answer.short or answer.notice or not terms:
        return answer
    own = answer.citations[0].passage.source
    sources = dict.fromkeys(
        hit.passage.source
        for hit in hits
        if hit.passage.source != own
        and _has_all(terms, f"{hit.passage.context} {hit.passage.text}")
    )
    others: list[Answer] = []
    for source in list(sources)[:_MOST_READ]:
        other = _answer_of(search, question, source)
        told = other.sentences[0].text if other else ""
        if (
            other
            and _has_all(terms, told)
            and not any(one.short in told for one in (answer, *others))
        ):
            others.append(other)
        if len(others) == _MOST_TOLD:
            break
    return _together(answer, others) if others else answer


def may_be_of_any(question: str, hits: Sequence[Hit]) -> bool:
    """Whether a question is so short that its words do not tell of which document it is asked.

    The first of the hits has them all.
    """
    terms = _words(question)
    told = [f"{hit.passage.context} {hit.passage.text}" for hit in hits[:1]]
    return bool(terms) and any(_has_all(terms, text) for text in told)


def _words(question: str) -> list[str]:
    """The words of a short question, without those that only ask; none of any other.

    Whether something is so is asked of one thing.
    """
    morphemes = analyse(question)
    if asks_whether(question, morphemes):
        return []
    wanted = asked(question, morphemes)
    terms = [one for one in question_terms(question) if not wanted.is_stand_in(one)]
    return terms if len(terms) <= _MOST_TERMS else []


def _has_all(terms: Sequence[str], text: str) -> bool:
    told = text.lower()
    return all(term in told for term in terms)


def _answer_of(search: Search, question: str, source: str) -> Answer | None:
    """What one document surely answers, in short; None where it does not."""
    found = search.shortlist(question, sources={source})
    certainty, read = search.likeliest_reading(found)
    if certainty < _SURE:
        return None
    answer = search.extractive.read(read, found.hits)
    return answer if answer.short else None


def _together(answer: Answer, others: Sequence[Answer]) -> Answer:
    """An answer with the first sentence of others behind it, and a word on these."""
    told = ", ".join(f"{one.citations[0].passage.title} ‘{one.short}’" for one in others)
    every = [*answer.sentences, *(one.sentences[0] for one in others)]
    distinct = {one.text: one for one in every}
    notice = NOTICE.format(told=told)
    return replace(answer, sentences=tuple(distinct.values()), citations=(), notice=notice)
