"""What can be shown of a document that is to be summed up, without a language model.

Its own summary where it has one, else the first sentence of each of its sections.
"""

import re
from collections.abc import Sequence

from index import Passage, bare
from rag.answer import Sentence, quotations
from rag.language.spans import read_passage
from rag.retrieval.query import question_terms

_TOPIC = re.compile(
    r"\s*(?P<topic>\S.{1,60}?)(?:을|를|의|에 대해서?|에 대하여|에 관해서?)?\s?"
    r"(?:(?:주요|전체)?\s?(?:내용|핵심)(?:을|를|만)?\s?)?"
    r"(?:(?:간단히|간략히|짧게|짧은|좀|한\s?줄로|[세3]\s?줄로|[다섯5]+\s?줄로)\s?)*(?:요약|정리)"
)
_SUMMARY = re.compile(r"요약|개요|요지|핵심|결론")
_SECTIONS = 8
# Of a document of few sections more than the first sentences.
_SENTENCES = 6
_LEAST = 10


def topic_of(question: str) -> str:
    """What is to be summed up; '' where that is not said."""
    match = _TOPIC.match(question)
    return match["topic"] if match else ""


def digest(topic: str, passages: Sequence[Passage]) -> tuple[str, tuple[Sentence, ...]]:
    """The title of the document that a topic names and sentences of it; none where none is named.

    `passages` are all there are, in order.
    """
    terms = question_terms(topic)
    named = [p for p in passages if terms and _names(f"{p.title} {p.source}", terms)]
    sections = [p for p in passages if terms and _names(f"{p.title} {p.context}", terms)]
    # Of several documents that are called so the one with the shortest name is meant by it.
    meant = min(named, key=lambda p: len(p.title), default=None) or next(iter(sections), None)
    chosen = [p for p in named or sections if meant is not None and p.source == meant.source]
    own = [p for p in chosen if p.headings and _SUMMARY.search(p.headings[-1])]
    spans = [(p, *span) for p in own[:1] for span in _telling(p)]
    each = max(1, _SENTENCES // max(1, len(chosen)))
    spans = spans or [(p, *span) for p in chosen for span in _telling(p)[:each]]
    return chosen[0].title if chosen else "", quotations(spans[:_SECTIONS])


def _names(text: str, terms: Sequence[str]) -> bool:
    letters = bare(text)
    return all(term in letters for term in terms)


def _telling(passage: Passage) -> list[tuple[int, int]]:
    """The sentences of a passage that are neither headings nor rows."""
    read = read_passage(passage)
    heads = {"".join(one.split()) for one in (passage.title, *passage.headings)}
    return [
        (start, end)
        for start, end in read.sentences
        if end - start >= _LEAST
        and passage.text[start] not in "|#"
        and "".join(passage.text[start:end].split()) not in heads
        and passage.text[end - 1] in ".!?다요음함됨)”"
    ]
