"""One item of a list by its place: '세 번째 원칙은?', '2단계는 무엇인가요?', '마지막 항목은?'.

No word of the item itself is in such a question; what the list is called is, and the number.
"""

import re
from dataclasses import dataclass

from rag.language.lists import FIRSTS, Listing
from rag.reading.layout.enumerated import Fitting, fitting_lists, name_of, quoted_items
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.listing import NUMERALS
from rag.reading.tables.whole import OfDocument

_NATIVE = {"첫": 1, **{word: n for word, n in NUMERALS.items() if not word.isdigit()}}
_TH = {first: number for number, first in enumerate(FIRSTS, 1)}
_PLACE = re.compile(
    rf"(?P<native>{'|'.join(_NATIVE)}|\d{{1,2}}) ?번 ?째"
    rf"|(?P<th>{'|'.join(_TH)})(?![가-힣]* ?(?:주|날|해|[월화수목금토일]요일))"
    r"|(?P<last>(?:맨 ?)?마지막)(?=에|으로|은|는|[ ?])"
    r"|(?P<number>\d{1,2}) ?(?P<unit>단계|차)(?=[은는이가의에로 ?]|$)"
    r"|(?P<noun>[가-힣]{2,4}) (?P<of>\d{1,2})(?:번)?(?=[은는이가의 ?]|$)"
)
_KINDS = frozenset("thing name manner work group".split())
_LIGHT = frozenset(
    "번째 번 째 첫 마지막 맨 단계 차 항목 조항 순서 순번 것 거 내용 중 가운데 무엇 뭐 뭘 어떤 하 "
    "되 있 알리 말하 주 이 다음".split()
).union(_NATIVE, FIRSTS)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Place:
    """The place that is asked for, -1 for the last, and what the items are numbered as, or ''."""

    number: int
    noun: str

    def of(self, listing: Listing) -> bool:
        """Whether a list may have such an item."""
        named = self.noun in ("", listing.noun)
        return named and self.number <= len(listing.items)


def nth_item(judged: Judged, of_document: OfDocument) -> tuple[list[Candidate], str] | None:
    """The item at the place that a question asks for; None where it asks for none or no list fits.

    Of two lists that fit as well none is meant.
    """
    query = judged.spans.query
    place = _place(query.text)
    if place is None or query.asked.kind not in _KINDS or query.whether:
        return None
    light = _LIGHT | {place.noun, str(place.number)}
    fits = fitting_lists(judged, of_document, light, called=not place.noun)
    found = sorted((one for one in fits if place.of(one.listing)), key=_rank, reverse=True)
    if not found:
        return None
    listing = found[0].listing
    item = listing.items[place.number - 1 if place.number > 0 else -1]
    said = name_of(item)
    return quoted_items(judged, listing, [item]), said if len(said) <= _LONGEST else ""


def _rank(one: Fitting) -> tuple[bool, float, int]:
    """Numbered lists before bullets, then what holds most."""
    return one.listing.numbered, *one.rank


def _place(question: str) -> _Place | None:
    found = _PLACE.search(question)
    if found is None:
        return None
    if found["last"]:
        return _Place(-1, "")
    if found["th"]:
        return _Place(_TH[found["th"]], "")
    if found["native"]:
        return _Place(_NATIVE.get(found["native"]) or int(found["native"]), "")
    return _Place(int(found["number"] or found["of"]), found["unit"] or found["noun"])
