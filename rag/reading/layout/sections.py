"""Sections with a heading: '결정 사항' tells what was decided."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index import terms_of
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import WHOLE, Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.matching import held

_REQUESTS = frozenset(
    "알리 알려주 말하 보이 설명 내용 무엇 뭐 어떤 있 하 되 좀 전부 모두 거 것 적히 올해 이번 "
    "지금".split()
)
_ASKS_SECTION = re.compile(
    r"(?:알려|말해|보여|설명해|가르쳐)\s?\S{0,5}[\s.?!]*$"
    r"|(?:무엇|뭐|어떤|뭔)\S{0,6}(?:\s?(?:있|되)\S{0,5})?[\s?]*$"
)
_SHOWN = 6
HEADING = re.compile(r"^#+ (?P<name>[^\n]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading in a passage, from `start` to `end` there."""

    read: ReadPassage
    heading: str
    start: int
    end: int


def section_answer(judged: Judged) -> list[Candidate]:
    """The first sentences of the section that is asked for by its heading; none where none is."""
    query = judged.spans.query
    found = section_told(judged) if _ASKS_SECTION.search(query.text) else None
    if found is None:
        return []
    low, high = (found.read.passage.start + at for at in (found.start, found.end))
    own = [o for o in judged.candidates if o.passage == found.read.passage]
    return sorted((o for o in own if low <= o.start < high), key=_place)[:_SHOWN]


def _place(one: Candidate) -> int:
    return one.start


def section_told(judged: Judged) -> Section | None:
    """The section whose heading is asked for, with its titles; None where there is not just one."""
    query = judged.spans.query
    asked = asked_terms(query)
    whole = WHOLE * sum(asked.values())
    found = []
    for section in (one for read in judged.spans.reads for one in sections(read)):
        own = held(query, section.heading, terms_of(section.heading))
        if not own:
            continue
        passage = section.read.passage
        titles = f"{passage.context} {passage.title} {section.heading}"
        known = held(query, titles, terms_of(titles))
        # Who asks how many wants to be told a number of them.
        wanted = query.dimensions
        counted = not query.asked.unit or any(
            wanted & one.dimensions
            for one in section.read.measured
            if section.start <= one.start < section.end
        )
        if counted and sum(known.get(term, 0.0) for term in asked) >= whole:
            found.append((sum(own.values()), section))
    found.sort(key=lambda pair: -pair[0])
    return found[0][1] if found and (len(found) == 1 or found[0][0] > found[1][0]) else None


def sections(read: ReadPassage) -> Iterator[Section]:
    """The sections of a passage: the one that it is part of, and those that begin in it."""
    text = read.passage.text
    heads = [match for match in HEADING.finditer(text) if match.start()]
    starts = [0, *(match.end() for match in heads)]
    ends = [*(match.start() for match in heads), len(text)]
    names = ["".join(read.passage.headings[-1:]), *(match["name"] for match in heads)]
    for name, start, end in zip(names, starts, ends, strict=True):
        if name and text[start:end].strip():
            yield Section(read, name, start, end)


def asked_terms(query: Query) -> Mapping[str, float]:
    """The words of a question that say what it is about."""
    left_out = _REQUESTS | {query.asked.unit}
    return {term: weight for term, weight in query.terms.items() if term not in left_out}
