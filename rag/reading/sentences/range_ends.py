"""Ranges and their ends: '8월 10일~8월 21일' is when, its last day until when."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.language.values import WEEKDAY, Value
from rag.reading.scoring.query import Query

_FROM = re.compile(
    rf"{WEEKDAY}?\s?(?:부터|(?P<at>에서)|~|∼|–|-)\s?(?:다음\s?[날해]|익[일년]|이듬해|낮|정오)?\s?"
)
# '19세 이상 39세 이하' is a range too.
_BOUNDS = re.compile(r"\s?(?:이상|초과)\s?(?:부터\s?)?")
_BOUND = re.compile(r"\s?(?:이하|미만|이내)")
# '6개월에서 1년마다', but not '6개월에서 1년으로 늘었다'.
_BETWEEN = re.compile(r"\s?(?:마다|정도|쯤|가량|사이|이내|간격|에 (?:한|두|[1-9]) ?[번회차])")
_UNTIL = re.compile(rf"{WEEKDAY}?\s?(?:까지|사이)")
_OF_WEEKDAY = re.compile(WEEKDAY)
# '3월 9일(월) 오전 9시' is one time.
WITHIN_TIME = re.compile(rf"{WEEKDAY}?\s?(?:오전|오후|낮|밤|새벽|저녁)?\s?")
ASKS_HOUR = re.compile(r"몇\s?시(?!간)")
_AT_HOUR = re.compile(
    r"(?:(?:오전|오후|낮|밤|새벽|저녁)\s?)?\d{1,2}(?::\d\d|시(?:\s?\d{1,2}분|\s?반)?)$"
)
_CLOCK = (
    r"(?:(?:오전|오후|낮|밤|새벽|아침|저녁)\s?)?\d{1,2}(?::\d\d|시(?!간)(?:\s?\d{1,2}분|\s?반)?)"
)
CLOCKS = re.compile(rf"({_CLOCK})(?:\s?(?:[~∼–-]|부터)\s?({_CLOCK}))?")
_NO_TIMES = frozenset("% 원 명 개 건 점 kg km m 배".split())
_PREFIX = re.compile(r"(?:낮|밤|새벽|아침|저녁|오전|오후|만|연|약|최대|최소)\s?$")
# Who asks at what hour a place opens or closes wants that end of its hours.
_OPENS = r"몇\s?시(?:에|쯤|쯤에)?\s(?:문을?\s)?(?:여[나는니]|열어|연[대다]|출근|모[이여])"
_CLOSES = r"몇\s?시(?:에|쯤|쯤에)?\s(?:문을?\s)?(?:닫|퇴근|폐[장관점])"
_ASKS_END = re.compile(
    rf"{_CLOSES}|(?:언제|며칠|얼마|어디|[몇]\s?\S{{1,3}})\s?까지"
    r"|마감|종료|만료|끝[나난났]|마치|마[쳤친]|기한|최대"
    r"|사망|별세|타계|서거|죽|숨[졌지진]|돌아가"
)
_ASKS_START = re.compile(
    rf"{_OPENS}|(?:언제|며칠|얼마|어디|[몇]\s?\S{{1,3}})\s?부터|시작|개시|최소|태어|출생|탄생"
)
_ASKS_UNTIL = re.compile(
    rf"{_CLOSES}|(?:언제|며칠|몇\s?[시월일])에?\s?"
    r"(?:까지|(?:쯤 )?(?:끝[나난남]|마치|만료|종료|마감))|마감일?[은이]?\s?(?:언제|며칠|\?|$)"
)
_ASKS_SINCE = re.compile(
    rf"{_OPENS}|(?:언제|며칠|몇\s?[시월일])에?\s?(?:부터|(?:쯤 )?(?:시작|개시))"
)
_MONTH = re.compile(r"\d\s?월")
_RANGE = re.compile(r"([^~∼–]*\d[^~∼–]*?)\s?[~∼–]\s?(['’‘]?\d[^~∼–]*?)")


def asked_end(query: Query, cell: str) -> str:
    """The end of the range in a cell that is asked for: '4월 18일' of '4월 7일~4월 18일'.

    All of the cell where it is no range, both ends are asked for, or one needs the other.
    """
    ends = _RANGE.fullmatch(cell)
    until, since = (pattern.search(query.text) for pattern in (_ASKS_UNTIL, _ASKS_SINCE))
    if ends is None or bool(until) == bool(since):
        return cell
    if _MONTH.search(ends[1]) and not _MONTH.search(ends[2]):
        return cell
    return ends[2 if until else 1]


def asked_hour(query: Query, said: str) -> str:
    """The hour, or the hours from and to which, in what is said, where nothing else is asked for.

    '17:30' of '9월 4일(목) 14:00~17:30' where it is asked when that ends; else all that is said.
    """
    ends, begins = _ends_asked(query)
    hourly = ASKS_HOUR.search(query.text) or ("언제" in query.text and ends != begins)
    told = list(CLOCKS.finditer(said)) if hourly else []
    if len(told) != 1 or (told[0][2] is None and not ASKS_HOUR.search(query.text)):
        return said
    if ends == begins or told[0][2] is None:
        return told[0][0]
    return told[0][2] if ends else told[0][1]


def _ends_asked(query: Query) -> tuple[bool, bool]:
    """Whether a question asks for the end of something, and for its start."""
    return _ASKS_END.search(query.text) is not None, _ASKS_START.search(query.text) is not None


def of_range(
    query: Query, text: str, told: Sequence[Value], start: int, end: int
) -> tuple[int, int]:
    """The part of a range that a question asks for, where a span is an end of one."""
    if reached := _reached(query, text, told, start):
        return reached.start, reached.end
    ends, begins = _ends_asked(query)
    for first, last in pairwise(told):
        bounds = _BOUNDS.fullmatch(text, first.end, last.start)
        if bounds and first.unit == last.unit and first.start <= start < last.end:
            high = _bounded(text, last.end)
            return (last.start, last.end) if ends and not begins else (first.start, high)
        between = _FROM.fullmatch(text, first.end, last.start)
        if between is None or not _are_ends(first, last):
            continue
        low, high = _opening(text, told, first), _closing(text, told, last)
        until = _UNTIL.match(text, high)
        if between["at"] and not until and not _BETWEEN.match(text, high):
            continue
        if not (low <= start < high or low < end <= high):
            continue
        if ends and not begins:
            opening = between.end() - len(_before(text, last.start))
            return from_hour(query, text, opening, high), high
        if begins and not ends:
            return from_hour(query, text, low, first.end), first.end
        weekday = _OF_WEEKDAY.match(text, high) if _OF_WEEKDAY.match(text, first.end) else None
        more = until or weekday  # '5. 1.(금) ~ 5. 5.(화)': both ends with their day of the week
        return low, more.end() if more else high
    return start, end


def _are_ends(first: Value, last: Value) -> bool:
    """Whether two values may be the ends of a range: '71.4%에서 2031년' is none."""
    units = {first.unit, last.unit}
    return "code" not in units and (len(units) == 1 or not units & _NO_TIMES)


def _reached(query: Query, text: str, told: Sequence[Value], start: int) -> Value | None:
    """The end that is asked for of what goes on until a time: '58%에서 2030년 75%까지'."""
    for first, when, last in zip(told, told[1:], told[2:], strict=False):
        inside = first.start <= start < last.end and when.unit == "date"
        if not inside or first.unit != last.unit or not text[when.end : last.start].isspace():
            continue
        if _FROM.fullmatch(text, first.end, when.start):
            until = _ASKS_END.search(query.text) or text[when.start : when.end] in query.text
            return last if until else first if start < first.end else last
    return None


def from_hour(query: Query, text: str, start: int, end: int) -> int:
    """Where the hour starts with which a time ends, where nothing but that is asked for.

    A time from one hour to another is told whole: '11:30~12:10'.
    """
    hour = _AT_HOUR.search(text, start, end) if ASKS_HOUR.search(query.text) else None
    whole = hour is None or _FROM.search(text, start, hour.start())
    return start if whole or hour is None else hour.start()


def _bounded(text: str, end: int) -> int:
    bound = _BOUND.match(text, end)
    return bound.end() if bound else end


def _before(text: str, start: int) -> str:
    prefix = _PREFIX.search(text[:start])
    return prefix[0] if prefix else ""


def _opening(text: str, told: Sequence[Value], first: Value) -> int:
    """Where the first end of a range starts: '오전 7시 30분' of two values is one."""
    number = told.index(first)
    while number and WITHIN_TIME.fullmatch(text, told[number - 1].end, told[number].start):
        number -= 1
    start = told[number].start
    return start - len(_before(text, start))


def _closing(text: str, told: Sequence[Value], last: Value) -> int:
    number = told.index(last)
    while number + 1 < len(told) and WITHIN_TIME.fullmatch(
        text, told[number].end, told[number + 1].start
    ):
        number += 1
    return told[number].end
