"""The article whose title is the time that is asked: '계약 기간은?' of one with '제2조(기간)'."""

import re
from collections.abc import Iterator
from itertools import takewhile

from index import bare, terms_of
from rag.language.spans import ReadPassage
from rag.reading.layout.asked_before import Reply
from rag.reading.layout.sections import asked_terms
from rag.reading.scoring.query import WHOLE, Query
from rag.reading.scoring.span_scores import Judged
from rag.reading.tables.matching import held

_SECOND = "②"
_ARTICLE = re.compile(r"제\s?\d+조(?:의\s?\d+)?\s?[(\[【](?P<title>[^()\[\]【】]+)[)\]】]")


def article_titled(judged: Judged) -> Reply | None:
    """What the one article says whose title and document's name are all that is asked, if any.

    Its first paragraph says that, in the passage that begins with the title.
    """
    found = [*_titled(judged)]
    if len(found) != 1:
        return None
    (read,) = found
    text = read.passage.text
    first = takewhile(lambda place: text[place[0]] != _SECOND, read.sentences)
    return Reply(read, tuple(number for number, _ in enumerate(first)), "")


def _titled(judged: Judged) -> Iterator[ReadPassage]:
    query = judged.spans.query
    asked = asked_terms(query)
    for read in judged.spans.reads:
        article = _ARTICLE.match(read.passage.text.lstrip("#* "))
        if article and _is_asked(query, article["title"]):
            known = f"{read.passage.title} {_name(read)} {article['title']}"
            told = held(query, known, terms_of(known))
            if sum(told.get(term, 0.0) for term in asked) >= WHOLE * sum(asked.values()):
                yield read


def _is_asked(query: Query, title: str) -> bool:
    """Whether a question asks for the time that a title names, with all of the title.

    Who asks when names no noun: '계약 기간은 언제까지야?'.
    """
    timed = query.asked.kind == "date" and not query.asked.unit
    whole = bare(title) in query.bare or terms_of(title) <= query.terms.keys()
    return timed and whole and query.asked.noun in bare(title)


def _name(read: ReadPassage) -> str:
    """What a document calls itself in its first line; '' where that is an article."""
    line = read.passage.head.lstrip("# \n").split("\n", 1)[0]
    return "" if _ARTICLE.match(line) else line
