"""Tables that are cut into several passages, read whole: for the most, for all of some, for sums.

Only the first passages that were found are read for each question. What has most of something, or
all rows of a kind, can only be told of the whole table that one of them is part of.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from index import Passage
from rag.answer import Hit
from rag.language.spans import read_passage
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged, sentence
from rag.reading.tables.comparing import compares
from rag.reading.tables.counting import asks_count
from rag.reading.tables.differences import asks_difference, difference
from rag.reading.tables.filters import asks_rows
from rag.reading.tables.listing import asks_list
from rag.reading.tables.states import asks_state, in_state
from rag.reading.tables.sums import asks_sum
from rag.reading.tables.superlatives import asks_extreme, is_ranked

# A longer table is not read for one question.
LONGEST = 12_000
# The passages of a document by its source, in order.
OfDocument = Callable[[str], Sequence[Passage]]


def no_passages(source: str) -> Sequence[Passage]:
    """No passages of any document: what is read stands by itself."""
    return ()


def widened(judged: Judged, hits: Sequence[Hit], of_document: OfDocument) -> Judged:
    """The same with the tables that are cut beside what was read, where a question needs them.

    A question for the most or for a difference shares few words with the rows that tell it, so the
    tables that were found beside what was read in the same documents are read as well if they help.
    """
    if not _needs_all(judged.spans.query):
        return judged
    own = [read.passage for read in judged.spans.reads]
    wide = _with_tables(judged, (_merged(passage, of_document) for passage in own))
    sources = {passage.source for passage in own}
    found = [hit.passage for hit in hits if hit.passage.source in sources]
    beside = [one for one in found if one not in own and "|" in one.text]
    further = _with_tables(wide, (_merged(one, of_document) or one for one in beside))
    return further if _tells(further) else wide


def _tells(wide: Judged) -> bool:
    """Whether one table has all that is asked, in rules that want all nouns of a question told."""
    told = in_state(wide) or difference(wide)
    return told is not None or is_ranked(wide)


def _with_tables(judged: Judged, tables: Iterable[Passage | None]) -> Judged:
    """The same with the rows of other passages, not judged."""
    known = {read.passage for read in judged.spans.reads}
    reads = [read_passage(one) for one in dict.fromkeys(filter(None, tables)) if one not in known]
    rows = [sentence(read, number) for read in reads for number in range(len(read.sentences))]
    spans = replace(judged.spans, reads=[*judged.spans.reads, *reads])
    return replace(judged, spans=spans, candidates=[*judged.candidates, *rows])


def located(one: Candidate, of_document: OfDocument) -> Candidate:
    """A row of a whole table in the passage that holds it."""
    own = (p for p in of_document(one.passage.source) if p.start <= one.start < p.end)
    found = next(own, one.passage)
    inside = one.passage.start >= found.start and one.passage.end <= found.end
    return one if inside else replace(one, passage=found)


def _needs_all(query: Query) -> bool:
    return (
        asks_extreme(query.text)
        or asks_rows(query.text)
        or asks_list(query.text)
        or asks_sum(query.text)
        or asks_count(query.text)
        or compares(query.text)
        or asks_difference(query.text)
        or asks_state(query.text)
    )


def _merged(passage: Passage, of_document: OfDocument) -> Passage | None:
    """The table that goes on in or out of a passage as one; None for none and for a long one."""
    if not (passage.goes_on or passage.text.startswith("|")):
        return None
    parts = of_document(passage.source)
    places = [n for n, one in enumerate(parts) if one.start == passage.start]
    if not places:
        return None
    first = last = places[0]
    while first and parts[first - 1].goes_on:
        first -= 1
    while parts[last].goes_on and last + 1 < len(parts):
        last += 1
    begin, end = parts[first], parts[last]
    if first == last or end.end - begin.start > LONGEST:
        return None
    text = begin.text
    for part in parts[first + 1 : last + 1]:
        gap = part.start - begin.start - len(text)
        text += "\n" + " " * (gap - 1) + part.text
    return replace(begin, end=end.end, text=text, goes_on=False, packed=b"")
