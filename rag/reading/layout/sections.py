"""Sections with a heading: '결정 사항' tells what was decided."""

import re
from collections.abc import Mapping

from index import terms_of
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import WHOLE, Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.matching import held, sum_held

_REQUESTS = frozenset(
    "알리 알려주 말하 보이 설명 내용 무엇 뭐 어떤 있 하 되 좀 전부 모두 거 것 적히 올해 이번 "
    "지금".split()
)
_ASKS_SECTION = re.compile(
    r"(?:알려|말해|보여|설명해|가르쳐)\s?\S{0,5}[\s.?!]*$"
    r"|(?:무엇|뭐|어떤|뭔)\S{0,6}(?:\s?(?:있|되)\S{0,5})?[\s?]*$"
)
_SHOWN = 6


def section_answer(judged: Judged) -> list[Candidate]:
    """The first sentences of the section that is asked for by its heading; none where none is."""
    query = judged.spans.query
    found = section_told(judged) if _ASKS_SECTION.search(query.text) else None
    if found is None:
        return []
    own = (one for one in judged.candidates if one.passage == found.passage)
    return sorted(own, key=_place)[:_SHOWN]


def _place(one: Candidate) -> int:
    return one.start


def section_told(judged: Judged) -> ReadPassage | None:
    """The passage whose heading is asked for, with its titles; None where there is not just one."""
    query = judged.spans.query
    asked = asked_terms(query)
    whole = WHOLE * sum(asked.values())
    found = []
    for read in judged.spans.reads:
        heading = read.passage.heading
        own = held(query, heading, terms_of(heading)) if heading else {}
        if not own:
            continue
        titles = f"{read.passage.context} {read.passage.title} {heading}"
        known = held(query, titles, terms_of(titles))
        # Who asks how many wants to be told a number of them.
        wanted = query.dimensions
        counted = not query.asked.unit or any(wanted & one.dimensions for one in read.measured)
        if counted and sum_held(asked, known) >= whole:
            found.append((sum(own.values()), read))
    found.sort(key=lambda pair: -pair[0])
    return found[0][1] if found and (len(found) == 1 or found[0][0] > found[1][0]) else None


def asked_terms(query: Query) -> Mapping[str, float]:
    """The words of a question that say what it is about."""
    left_out = _REQUESTS | {query.asked.unit}
    return {term: weight for term, weight in query.terms.items() if term not in left_out}
