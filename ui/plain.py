"""An answer as plain text, as people paste it into a report or a message, its sources with it."""

from collections.abc import Sequence

from rag import REFUSAL, Answer, Citation, Sentence
from ui.render import direct, place, running


def plain(answer: Answer) -> str:
    """The short answer, the supported sentences with their marks, and where each source stands.

    What a language model wrote in its own words has the quotes below it.
    """
    kept = [sentence for sentence in answer.sentences if sentence.supported]
    if answer.abstained or not kept:
        return answer.own_words or f"{REFUSAL}."
    sources: dict[str, str] = {}
    for number, where in sorted(_sources(kept).items()):
        sources[where] = sources.get(where, "") + f"[{number}]"
    listed = ["근거", *(f"{numbers} {where}" for where, numbers in sources.items())]
    return "\n\n".join(filter(None, (direct(answer), running(kept), "\n".join(listed))))


def _sources(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Where each citation stands, by its number."""
    return {c.number: _where(c, sentence) for sentence in sentences for c in sentence.citations}


def _where(citation: Citation, sentence: Sentence) -> str:
    passage = citation.passage
    where = f"{passage.title} ({place(passage, citation.start)})"
    if citation.quote == sentence.text:
        return where
    return f"{where}\n    “{' '.join(citation.quote.split())}”"
