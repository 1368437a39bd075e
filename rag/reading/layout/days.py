"""Plans told day by day: '10월 3일에는 어디에서 자?', '마지막 날 오전 일정은?', '이튿날은 뭐 해?'.

An itinerary has a section for each day, headed by its number, its date or both. That a day is the
second or the last is told by no words of its section, and every day has a morning and a bed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Passage
from rag.language.spans import ReadPassage, read_passage
from rag.reading.layout.labels import labelled
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged, sentence
from rag.reading.tables.whole import OfDocument

_DATE = re.compile(r"(\d{1,2})\s?월\s?(\d{1,2})\s?일|(?<![\d/.])(\d{1,2})[/.]\s?(\d{1,2})(?![\d/])")
_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})\s?일\s?(?:차|째)|\bday\s?(\d{1,2})\b", re.IGNORECASE)
_NAMED = (
    (-1, re.compile(r"마지막\s?날")),
    (1, re.compile(r"첫째\s?날|첫날")),
    (2, re.compile(r"둘째\s?날|이튿날")),
    (3, re.compile(r"셋째\s?날|사흘째")),
    (4, re.compile(r"넷째\s?날|나흘째")),
    (5, re.compile(r"다섯째\s?날|닷새째")),
)
# A plan may call a part of the day as it likes; lodging is asked for in everyday words.
_PARTS = (
    *((re.compile(part), re.compile(part)) for part in "새벽 아침 오전 점심 오후 저녁 밤".split()),
    (
        re.compile(r"숙소|숙박|호텔|어디\S{0,3}\s?(?:자|잠|잤|묵|머[무물])"),
        re.compile(r"숙소|숙박|호텔|투숙|잠자리"),
    ),
)
_ASKS = frozenset(
    "날 첫날 이튿날 마지막 첫째 둘째 셋째 넷째 다섯째 사흘 나흘 닷새 째 차 월 일 일차 day 새벽 "
    "아침 오전 점심 오후 저녁 밤 숙소 숙박 호텔 자 잠 자다 묵 머무르 머물 일정 계획 뭐 무엇 어디 "
    "하 가 가나 알리 알려주 주 말하 되 있 해".split()
)
_LONGEST, _SHOWN = 60, 6


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of a plan: its number, -1 for the last and 0 for none, and month and day, or ()."""

    number: int
    date: tuple[int, ...]

    @property
    def is_told(self) -> bool:
        """Whether there is one."""
        return bool(self.number or self.date)


def on_day(judged: Judged, of_document: OfDocument) -> tuple[list[Candidate], str] | None:
    """What a plan tells of the day, or the part of it, that a question asks for; None for none."""
    query = judged.spans.query
    asked = _day(query.text)
    if not asked.is_told or query.asked.kind not in ("thing", "place", "manner"):
        return None
    for source in dict.fromkeys(read.passage.source for read in judged.spans.reads):
        days = _days(of_document(source))
        found = _of_day(asked, days) if len(days) > 1 else []
        if found and _asks_no_more(query, found[0].passage):
            return _told(query, found)
    return None


def _day(text: str) -> _Day:
    date, numbered = _DATE.search(text), _NUMBERED.search(text)
    number = int(next(filter(None, numbered.groups()))) if numbered else 0
    number = number or next((n for n, name in _NAMED if name.search(text)), 0)
    return _Day(number, tuple(int(one) for one in date.groups() if one) if date else ())


def _days(passages: Sequence[Passage]) -> list[tuple[_Day, ReadPassage]]:
    """The passages of a document that are headed by a day, in order."""
    days = ((_day(one.heading), one) for one in passages)
    return [(day, read_passage(one)) for day, one in days if day.is_told]


def _of_day(asked: _Day, days: Sequence[tuple[_Day, ReadPassage]]) -> list[ReadPassage]:
    """The passages of the day that is asked for, by date or else by number."""
    order = list(dict.fromkeys(day for day, _ in days))
    number = len(order) if asked.number < 0 else asked.number
    return [
        one
        for day, one in days
        if (asked.date and day.date == asked.date)
        or (number and number == (day.number or order.index(day) + 1))
    ]


def _asks_no_more(query: Query, passage: Passage) -> bool:
    """Whether a question names nothing but the plan by its title, a day and a part of it."""
    titles = f"{passage.context} {passage.title} {passage.source}"
    return all(term in _ASKS or term.isdigit() or term in titles for term in query.terms)


def _told(query: Query, found: Sequence[ReadPassage]) -> tuple[list[Candidate], str] | None:
    """The lines of the part of the day that is asked for, or all; short where it is one."""
    own = [one for read in found for one in _lines(read)]
    parts = [told for asks, told in _PARTS if asks.search(query.text)]
    if not parts:
        return [line for line, _, _ in own][:_SHOWN], ""
    kept = [one for one in own if any(part.search(one[1]) for part in parts)]
    short = kept[0][2] if len(kept) == 1 else ""
    return (
        ([line for line, _, _ in kept], short if len(short) <= _LONGEST else "") if kept else None
    )


def _lines(read: ReadPassage) -> Iterator[tuple[Candidate, str, str]]:
    """The sentences of a passage with the label of each, the words before it, and what it tells."""
    labels = {one.start: one for one in labelled(read.passage.text, 0)}
    for number, (start, end) in enumerate(read.sentences):
        own = next((one for at, one in labels.items() if start <= at < end), None)
        text = read.passage.text[start:end]
        yield sentence(read, number), own.label if own else text, own.said if own else ""
