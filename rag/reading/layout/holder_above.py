"""Who does what, where one stands above or before the other: '○ 총무과' and '- 차량 배차'.

No line has both, so that who asks '차량 배차는 어디서 하나요?' is told by the line above, and who
asks what 총무과 does by all lines below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.labels import is_known_label
from index import bare
from rag.language.lists import Item, Listing
from rag.language.persons import may_name_person, names_post
from rag.language.spans import ReadPassage
from rag.reading.kinds.contacts import contact
from rag.reading.layout.enumerated import name_of, quoted_items
from rag.reading.layout.labels import labelled
from rag.reading.layout.lists_around import lists_around
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.listing import held_terms
from rag.reading.tables.whole import OfDocument

_ASKS_DUTIES = re.compile(
    r"(?:하는|맡은|맡는|맡고 있는|담당하는|담당)\s?(?:일|업무|것|게)|무슨 (?:일|업무)|업무[은는가]"
    r"|역할"
)
_ASKS_WHO = re.compile(
    r"누가|누구|담당자|어느 ?(?:부서|팀|과|곳|기관|센터|부|실)|(?:부서|팀)[은는이가]|담당"
    r"|어디(?:서|에서|에다?|로)? (?!있|위치|가)[가-힣]"
)
# What stands for doing it, whoever it is, and for who does it.
_LIGHT = frozenset(
    "하 되 맡 담당 담당하 담당자 처리 처리하 부서 팀 과 곳 기관 어디 어느 누구 누가 일 업무 문의 "
    "신청 신고 신고하 신청하 문의하 받 있 알리 주 말하 해야 가 오 이 것 어떤 "
    "전화 번호 전화번호 연락처".split()
)
# '정밀진단', '기대효과' and '전부' end like groups.
_GROUP = re.compile(
    r"[가-힣A-Za-z\d·]*(?:[가-힣]{2}(?:(?<![효결성경])과|부|국)|팀|실|센터|본부|사무소|위원회|창구)"
)
_ASIDE = re.compile(r"\s?[(\[].*$|\s?[:：].*$|\s?☎.*$")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Duties:
    """What one does: its name, the lines that tell it, and what of them are duties."""

    name: str
    listing: Listing
    duties: Sequence[Item]


def holder_above(judged: Judged, of_document: OfDocument) -> tuple[list[Candidate], str] | None:
    """Who does what a question names, or what the one does that it names; None where none tells."""
    query = judged.spans.query
    duties, who = _ASKS_DUTIES.search(query.text), _ASKS_WHO.search(query.text)
    if not (duties or who or contact(query)) or query.whether:
        return None
    lists = lists_around(judged.spans.reads, of_document)
    held = [one for listing in lists for one in _of(listing)]
    held += [one for read in judged.spans.reads for one in _beside(read)]
    if not held:
        return None
    own = [one for one in held if bare(one.name) in query.bare]
    if own and not contact(query):
        return _told(judged, own[0]) if duties and len({one.name for one in own}) == 1 else None
    return _doing(judged, held)


def _told(judged: Judged, one: _Duties) -> tuple[list[Candidate], str]:
    short = ", ".join(name_of(item) for item in one.duties)
    sentences = quoted_items(judged, one.listing, one.duties)
    return sentences, short if len(short) <= _LONGEST else ""


def _doing(judged: Judged, held: Sequence[_Duties]) -> tuple[list[Candidate], str] | None:
    """The one of several that does what a question names by its nouns; None for none or more."""
    query = judged.spans.query
    nouns = {m.form.lower() for m in query.morphemes if m.is_noun}
    asked = {t: w for t, w in query.terms.items() if t not in _LIGHT and t in nouns}
    found = [
        (one, item)
        for one in held
        for item in one.duties
        if not may_name_person(item.said.split()[0])  # '1반: 김하나 (간사)' tells whom it has
        and asked.keys() & (own := held_terms(asked, item.said)).keys()
        and asked.keys() <= {*own, *_titled(asked, one)}
    ]
    if len(found) != 1:
        return None
    one, item = found[0]
    if query.asked.kind == "person" and {*query.asked.head} - _LIGHT and _is_group(one.name):
        return None  # '빠진 위원은 누구야?' asks for no 의회사무국
    sentences = quoted_items(judged, one.listing, [item])
    if pattern := contact(query):
        number = pattern.search(one.listing.above)
        return (sentences, number[0]) if number else None
    return sentences, one.name


def _titled(asked: dict[str, float], one: _Duties) -> set[str]:
    passage = one.listing.items[0].passage
    return set(held_terms(asked, f"{passage.title} {passage.first_line} {passage.source}"))


def _of(listing: Listing) -> Iterator[_Duties]:
    """Those named in a list or above it, with what they do."""
    name = _ASIDE.sub("", listing.above or listing.heading).strip(" -*[]")
    if _is_holder(name):
        yield _Duties(name, listing, listing.items)


def _beside(read: ReadPassage) -> Iterator[_Duties]:
    """Those that stand before what they do on a line: '윤리위원회: 금품 수수'."""
    passage = read.passage
    for line in labelled(passage.text, 0):
        if _is_holder(line.label):
            item = Item(passage, passage.start + line.start, line.said)
            yield _Duties(line.label, Listing("", passage.headings, (item,)), (item,))


def _is_holder(name: str) -> bool:
    """Whether a text is nothing but the name of a part of an organisation or of a person."""
    if not name or len(name) > 15:
        return False
    first, *posts = name.split()
    return _is_group(name) or (may_name_person(first) and all(map(names_post, posts)))


def _is_group(name: str) -> bool:
    return _GROUP.fullmatch(name.split()[-1]) is not None and not is_known_label(name)
