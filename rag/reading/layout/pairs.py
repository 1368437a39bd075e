"""Lists of pairs, '주황: 나쁨' below '표시등': what stands beside what a question names."""

import re
from collections.abc import Iterator, Mapping

from corpus.labels import is_known_label
from index import bare
from rag.language.lists import Item, Listing
from rag.reading.layout.enumerated import quoted_items
from rag.reading.layout.lists_around import lists_around
from rag.reading.layout.sections import asked_terms
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.listing import held_terms
from rag.reading.tables.whole import OfDocument

_PAIR = re.compile(r"(?P<label>[^:：]{2,20}?)\s?[:：]\s+(?P<said>\S.*)")
_KINDS = frozenset("thing person name manner group place".split())
# What asks for the other side, whatever it is.
_LIGHT = frozenset("뜻 의미 상태 때 경우 표시 어떻 어떻게 누구 누 뭐 나타내 나오 켜지".split())
_LONGEST = 60


def pair_told(judged: Judged, of_document: OfDocument) -> tuple[list[Candidate], str] | None:
    """The other side of the one pair that a question names by one side; None for none or more.

    What else it asks about must be what the list is called.
    """
    query = judged.spans.query
    if query.asked.kind not in _KINDS or query.asked.unit or query.whether:
        return None
    lists = lists_around(judged.spans.reads, of_document)
    found = {
        (item.passage.id, item.start): (listing, item, told)
        for listing in lists
        for item, told in _told(query, listing)
    }
    if len(found) != 1:
        return None
    ((listing, item, told),) = found.values()
    return quoted_items(judged, listing, [item]), told


def _told(query: Query, listing: Listing) -> Iterator[tuple[Item, str]]:
    """The items of a list of pairs of which a question names one side, and the other side."""
    pairs = [(item, pair) for item in listing.items if (pair := _PAIR.fullmatch(item.said))]
    if len(pairs) < 2 or len(pairs) < len(listing.items):
        return
    if any(is_known_label(pair["label"]) for _, pair in pairs):
        return
    asked = {t: w for t, w in asked_terms(query).items() if t not in _LIGHT}
    line = f"{listing.heading} {listing.above}"
    if not held_terms(asked, line):
        return
    for item, pair in pairs:
        for named, told in ((pair["label"], pair["said"]), (pair["said"], pair["label"])):
            whole = bare(named).rstrip(".")
            short = len(told) <= _LONGEST and len(whole) > 1
            if short and whole in query.bare and _is_all(asked, line, whole, item):
                yield item, told


def _is_all(asked: Mapping[str, float], line: str, named: str, item: Item) -> bool:
    """Whether what a list is called and the side that is named are all that is asked about."""
    titles = f"{item.passage.title} {item.passage.first_line}"
    known = {*held_terms(asked, line), *held_terms(asked, titles)}
    return all(term in known or term in named or named in term for term in asked)
