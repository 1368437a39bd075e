"""Talks: what several people say in turn, as messengers and speech recognition write it down.

Each program has its own form. All become one: the day on a line of its own, below it who says
what, '이하늘 (오후 3:12): 토요일이 좋아요'. Whatever else stands there stays as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from corpus.dates import WEEKDAYS, plain_day

# How what somebody says begins, and when: by the clock, or since the recording began.
_CLOCK = r"(?:오전|오후|AM|PM) ?\d{1,2}:\d{2}|\d{1,2}:\d{2}(?::\d{2})?"
SAID = re.compile(rf"^(?P<who>[^\n|]{{1,40}}?) \((?P<when>{_CLOCK})\): ", re.MULTILINE)
_DATE = r"(?P<year>\d{4})(?:년 |\. ?|-)(?P<month>\d{1,2})(?:월 |\. ?|-)(?P<day>\d{1,2})[일.]?"
_DAY = re.compile(
    rf"-{{5,}} {_DATE} [월화수목금토일]요일 -{{5,}}|{_DATE.replace('?P<', '?P<l')}"
    rf" (?:[월화수목금토일]요일|(?:{_CLOCK}))"
)
_BUBBLE = re.compile(rf"\[(?P<who>[^\]\n]+)\] \[(?P<when>{_CLOCK})\] (?P<said>.*)")
_DATED = re.compile(rf"{_DATE} (?P<when>{_CLOCK})[,:] (?:(?P<who>[^:\n]{{1,40}}?) : )?(?P<said>.*)")
# '참석자 1 00:12' alone on a line, with what is said below it.
_SINCE = r"(?P<when>(?:\d{1,2}:)?\d{1,2}:\d{2})"
_TURN = re.compile(rf"(?P<who>[^\s\d:|\[(][^\n:|\[(]{{0,19}}?) +[\[(]?{_SINCE}[\])]?")
# What programs put in the place of pictures that say nothing, and of what was taken back.
_EMPTY = re.compile(r"\(?이모티콘\)?|(?:삭제된 메시지입니다|메시지가 삭제되었습니다)\.?")
_FEWEST = 3
_SHARE = 0.25


class Message(NamedTuple):
    """What is said: on which day, at which time, '' where that is not told, and by whom."""

    day: date | None
    when: str
    who: str
    said: str


def with_talk(text: str) -> str:
    """A text with the talk of several people in the one form; any other as it is."""
    lines = text.split("\n")
    for pattern in (_BUBBLE, _DATED):
        if sum(pattern.fullmatch(line) is not None for line in lines) >= _FEWEST:
            return "\n".join(_messages(lines))
    filled = [line.strip() for line in lines if line.strip()]
    heads = [_TURN.fullmatch(line) for line in filled]
    talked = _take_turns([head["who"] for head in heads if head], len(filled))
    return "\n".join(_turns(lines)) if talked else text


def _take_turns(speakers: Sequence[str], lines: int) -> bool:
    """Whether people speak again and again: a programme of events has each of them once."""
    enough = len(speakers) >= max(_FEWEST, _SHARE * lines)
    return enough and 2 * len({*speakers}) <= len(speakers) + 1


def talk(messages: Iterable[Message]) -> Iterator[str]:
    """The lines of messages: the day before the first of each, several in a row of one as one."""
    before = Message(None, "", "", "")
    for one in messages:
        if one.day and one.day != before.day:
            yield from ("", day_line(one.day))
        same = one[:3] == before[:3]
        yield one.said if same or not one.who else f"{one.who} ({one.when}): {one.said}"
        before = one


def clock(when: datetime) -> str:
    """The time of day as messengers write it: '오후 3:12'."""
    return f"{'오후' if when.hour >= 12 else '오전'} {(when.hour - 1) % 12 + 1}:{when.minute:02}"


def day_line(day: date) -> str:
    """How messengers begin a day."""
    return f"{plain_day(day)} {WEEKDAYS[day.weekday()]}요일"


def _messages(lines: Sequence[str]) -> Iterator[str]:
    """What KakaoTalk saves, from Windows or from telephones: what is neither stays as it is."""
    return talk(_read(lines))


def _read(lines: Sequence[str]) -> Iterator[Message]:
    day: date | None = None
    for line in lines:
        dated = _DATED.fullmatch(line)
        day = (_date(dated, "") if dated else _day_of(line)) or day
        message = dated or _BUBBLE.fullmatch(line)
        if message and not _EMPTY.fullmatch(message["said"]):
            yield Message(day, message["when"], message["who"] or "", message["said"])
        elif not message and not _day_of(line) and (line.strip() or day is None):
            yield Message(day, "", "", line)


def _turns(lines: Sequence[str]) -> Iterator[str]:
    """What speech recognition saves: who speaks since when on a line, what is said below."""
    silent = ""  # the line of who has said nothing yet
    for line in lines:
        turn = _TURN.fullmatch(line.strip())
        if silent and turn:
            yield silent
        if turn:
            silent = line
        elif silent and (said := line.strip()):
            yield _TURN.sub(r"\g<who> (\g<when>): ", silent.strip()) + said
            silent = ""
        elif not silent:
            yield line
    if silent:
        yield silent


def _day_of(line: str) -> date | None:
    """The day that a line alone tells."""
    if (match := _DAY.fullmatch(line.strip())) is None:
        return None
    return _date(match, "" if match["year"] else "l")


def _date(match: re.Match[str], prefix: str) -> date | None:
    try:
        return date(*(int(match[prefix + part]) for part in ("year", "month", "day")))
    except ValueError:
        return None
