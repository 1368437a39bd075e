"""Lists as answers: all items below the line or the heading that is asked for, or how many.

The line says what the items have in common, '다음 각 호의 어느 하나', and so does a heading, so
that who asks for that is answered by all of them, wherever passages are cut.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.labels import is_known_label
from rag.language.lists import LABEL, Item, Listing
from rag.language.question_type import topic
from rag.language.spans import read_passage
from rag.reading.layout.lists_around import lists_around
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged, sentence
from rag.reading.tables.listing import NUMERALS, held_terms, item_name
from rag.reading.tables.whole import OfDocument

_ANNOUNCES = re.compile(
    r"다음 각 ?[호목]|(?:다음|아래)[과와] 같(?:다|습니다|이)|각 ?호의 (?:사항|자)"
    r"|(?:다음|아래)의? (?:[가-힣]+ )?(?:어느|사항|경우|요건|조건|서류|자료|자|사람|행위"
    r"|물품|수칙|원칙|절차|순서)"
)
# How many items there are, which nobody need have written.
_ASKS_COUNT = re.compile(
    r"몇\s?(?P<unit>개|가지|건|단계|항목)(?:이|인|나|예|야|로|\s?(?:있|되|돼)|\s*\??$)"
)
_ASKS_ALL = re.compile(
    r"(?:무엇|뭐|뭔|뭘|어떤|무슨)|(?:알려|말해|보여|가르쳐)\s?\S{0,5}[\s.?!]*$"
    r"|어떻게 (?:되|돼)|(?:[은는]|이란)?\s*\??$"
)
# What a question calls the items, and what says no more than the line does.
_LIGHT = frozenset(
    "대상 대상자 사람 경우 사항 조건 요건 자 내용 것 기준 항목 예외 해당 해당하 받 있 하 되 수 없 "
    "포함 포함되 들어가 속하 않 아니하 안 못 모두 전부 다 총 알 알리 말하 보이 무엇 뭐 누구 누 "
    "어떤 목록 나열 때 가지 주 어느 개 건 단계 어떻".split()
)
_KINDS = frozenset("thing person name group work place".split())
_OF_PERSONS_AND_PLACES = frozenset("person place group".split())
_OTHERWISE = re.compile(r"(?<![가-힣])안 |않|아니|못|없|제외|예외|외에|금지")
_STATED = re.compile(rf"({'|'.join(NUMERALS)}|\d{{1,2}})\s?(?:가지|개|대|단계|항목)(?![가-힣])")
_FIRST_SENTENCE = re.compile(r".*?(?<!\d)[.?!](?=\s)")
_MOST = 12
_SHORT = 25


@dataclass(frozen=True, slots=True)
class Fitting:
    """A list that a question asks for, and how much of the question its line and heading hold."""

    listing: Listing
    held: float

    @property
    def rank(self) -> tuple[float, int]:
        """Of lists that hold as much the one whose line says least else comes first."""
        return self.held, -len(f"{self.listing.heading}{self.listing.above}")


def enumerated(judged: Judged, of_document: OfDocument) -> tuple[list[Candidate], str] | None:
    """The announcing line with all its items, and these where they are short.

    How many they are is told where that is asked. None where no line with its headings tells all
    that the question is about.
    """
    query = judged.spans.query
    count = _ASKS_COUNT.search(query.text)
    asked = query.asked
    plain = asked.kind in _KINDS or (asked.kind == "manner" and "어떻게" in query.text)
    if not (plain and not asked.unit and _ASKS_ALL.search(query.text)) and not count:
        return None
    if topic(query.text):
        return None
    found = fitting_lists(judged, of_document, _LIGHT)
    best = max(found, key=lambda one: one.rank, default=None)
    if best is None or (asked.kind == "manner" and _ANNOUNCES.search(best.listing.above)):
        return None
    listing = best.listing
    if count:
        told = f"{len(listing.items)}{count['unit']}"
        return (quoted_items(judged, listing, listing.items), told) if _counts(listing) else None
    names = [name_of(one) for one in listing.items]
    short = ", ".join(names) if all(len(name) <= _SHORT for name in names) else ""
    return quoted_items(judged, listing, listing.items), short


def fitting_lists(
    judged: Judged, of_document: OfDocument, light: frozenset[str], *, called: bool = True
) -> Sequence[Fitting]:
    """The lists whose line and headings tell all that a question is about but for `light` words.

    Unless these are `called` so, the title alone may tell it: 'the third step' of the only steps.
    """
    query = judged.spans.query
    lists = lists_around(judged.spans.reads, of_document)
    several = (one for one in lists if len(one.items) > 1 and not _asks(one))
    found = (_fitting(query, one, light, called=called) for one in several)
    return [one for one in found if one is not None]


def _fitting(
    query: Query, listing: Listing, light: frozenset[str], *, called: bool
) -> Fitting | None:
    asked = {t: w for t, w in query.terms.items() if t not in light and t != query.asked.unit}
    passage = listing.items[0].passage
    line = f"{listing.heading} {_leading(listing)} {listing.noun}"
    own = held_terms(asked, line)
    titles = f"{passage.source} {passage.title} {passage.first_line} {' '.join(listing.headings)}"
    # '12일' is no part of the name of a file.
    titled = {term for term in held_terms(asked, titles) if not term.isdigit()}
    if not asked.keys() <= own.keys() | titled:
        return None
    # What a heading asks itself, the line below it may answer in other words.
    asks = listing.heading.endswith("?") and held_terms(asked, listing.heading) == own
    if _denies(query.text) != _denies(listing.heading if asks else line):
        return None
    if not called:
        return Fitting(listing, sum(own.values()))
    named = held_terms(asked, f"{passage.source} {passage.title}")
    if not own or not (own.keys() - named or own.keys() == asked.keys()):
        return None
    if not _ANNOUNCES.search(listing.above) and not _is_named(query, listing, light):
        return None
    return Fitting(listing, sum(own.values()))


def _asks(listing: Listing) -> bool:
    """Whether its items are questions, each with its reply below it."""
    return all(one.said.rstrip().endswith("?") for one in listing.items)


def _leading(listing: Listing) -> str:
    """The line above a list as far as it leads to that: no sentence that speaks of no items."""
    above = listing.above.rstrip()
    leads = _ANNOUNCES.search(above) or _STATED.search(above) or not above.endswith((".", "다"))
    return above if leads else ""


def _is_named(query: Query, listing: Listing, light: frozenset[str]) -> bool:
    """Whether what is asked for is what a heading or a bare line calls a list, and that is no form.

    '우대 사항' is asked for by these words; below '문의' with '전화: …' nothing is counted off.
    """
    noun = query.asked.noun
    if query.asked.kind in _OF_PERSONS_AND_PLACES:
        return False
    called = noun in light or noun in f"{listing.heading} {_leading(listing)} {listing.noun}"
    labels = (label["label"] for one in listing.items if (label := LABEL.match(one.said)))
    return called and sum(map(is_known_label, labels)) * 2 <= len(listing.items)


def _counts(listing: Listing) -> bool:
    """Whether the line above says no other number of items."""
    stated = _STATED.search(f"{listing.above} {listing.heading}")
    if stated is None:
        return True
    number = NUMERALS.get(stated[1]) or int(stated[1])
    return number == len(listing.items)


def quoted_items(judged: Judged, listing: Listing, items: Sequence[Item]) -> list[Candidate]:
    """The sentences of the line above a list and of some of its items."""
    lead = [listing.lead] if listing.lead else []
    places = dict.fromkeys(_sentence(judged, one) for one in (*lead, *items[:_MOST]))
    return list(places)


def _sentence(judged: Judged, item: Item) -> Candidate:
    read = read_passage(item.passage)
    number = read.sentence_at(item.at)
    return judged.sentence(read, number) or sentence(read, number)


def name_of(item: Item) -> str:
    """What an item is called: its label, or its first sentence."""
    first = _FIRST_SENTENCE.match(item.said)
    return item_name(first[0] if first else item.said)


def _denies(text: str) -> bool:
    return _OTHERWISE.search(text) is not None
