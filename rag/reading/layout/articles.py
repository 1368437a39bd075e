"""The article whose title is the time that is asked: '계약 기간은?' of one with '제2조(기간)'."""

from collections.abc import Iterator

from index import article_of, bare, terms_of
from rag.language.spans import ReadPassage
from rag.reading.layout.asked_before import Reply
from rag.reading.layout.sections import asked_terms
from rag.reading.scoring.query import WHOLE, Query
from rag.reading.scoring.span_scores import Judged
from rag.reading.tables.matching import held, sum_held

_FIRST = ("", "제1항")


def article_titled(judged: Judged) -> Reply | None:
    """What the one article says whose title and document's name are all that is asked, if any.

    Its first paragraph says that, in the passage that begins with the title.
    """
    asked = judged.spans.query.asked
    if asked.kind != "date" or asked.unit:
        return None
    found = [*_titled(judged)]
    if len(found) != 1:
        return None
    (read,) = found
    begun = read.passage.article_start or 0
    own = (n for n, (start, _) in enumerate(read.sentences) if start >= begun)
    first = (n for n in own if read.passage.clause_at(read.start_of(n)) in _FIRST)
    return Reply(read, tuple(first), "")


def _titled(judged: Judged) -> Iterator[ReadPassage]:
    query = judged.spans.query
    asked = asked_terms(query)
    for read in judged.spans.reads:
        article = read.passage.article or ""
        title = article.partition("(")[2].removesuffix(")")
        begins = read.passage.article_start is not None
        if title and begins and _is_asked(query, title):
            known = f"{read.passage.title} {_name(read)} {title}"
            told = held(query, known, terms_of(known))
            if sum_held(asked, told) >= WHOLE * sum(asked.values()):
                yield read


def _is_asked(query: Query, title: str) -> bool:
    """Whether a question has all of a title, and the title the noun that is asked for.

    Who asks when names none: '계약 기간은 언제까지야?'.
    """
    whole = bare(title) in query.bare or terms_of(title) <= query.terms.keys()
    return whole and query.asked.noun in bare(title)


def _name(read: ReadPassage) -> str:
    """What a document calls itself in its first line; '' where that is an article."""
    line = read.passage.first_line
    return "" if article_of(line) else line
