"""Days that head the sections of a diary, a log or a talk: '3/14 (토) 맑음', '2026년 3월 5일'."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.talk import SAID

_YEAR = r"(?:(?P<year>\d{4})(?:년|[.\-/]) ?)?"
_WEEKDAY = r"(?P<weekday>[(\[]? ?[월화수목금토일](?:요일)?(?=[\s,.)\]]|$))?"
_DAY = re.compile(
    rf"[\s\-=*#\[<■▶●□○]*{_YEAR}(?P<month>\d{{1,2}})(?P<mark>월|[.\-/]) ?"
    rf"(?P<day>\d{{1,2}})(?P<end>일|\.)?(?=[\s(\[\])>\-=*]|$) ?{_WEEKDAY}(?P<rest>[^\n]*)"
)
_RULED = "-=*# ]>)"
_LONGEST = 25
# A line that says something, or a label, is an entry and no heading.
_TELLS = re.compile(r"[.!?。]$|다$|[:：]\s*\S|(?<!맑)[함됨음임]$|\|")
# So many days make a diary; so few of them may stand out of order.
_FEWEST, _ORDERED = 3, 0.8


def day_headings(text: str) -> dict[int, str]:
    """Where lines begin that are days with something below each, and the day that each tells.

    Only where the days of a text follow each other, or where what is below is said by somebody.
    """
    days: list[tuple[int, tuple[int, int], str, bool]] = []
    lines = [m for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for line, after in pairwise(lines):
        found = _day(line[0])
        if found and not _day(after[0]):
            at = line.start() + len(line[0]) - len(line[0].lstrip())
            days.append((at, found[0], found[1], SAID.match(after[0]) is not None))
    talked = any(said for *_, said in days)
    if not talked and (len(days) < _FEWEST or not _follow([one[1] for one in days])):
        return {}
    return {at: name for at, _, name, _ in days}


def is_day(line: str) -> bool:
    """Whether a line names a day and tells nothing of it but what day it is."""
    found = _day(line)
    return found is not None and not any(map(str.isdigit, _TOLD.sub("", found[1])))


def _follow(days: list[tuple[int, int]]) -> bool:
    """Whether days follow each other, forwards or backwards."""
    steps = [one < after for one, after in pairwise(days) if one != after]
    ahead = sum(steps)
    return len(steps) > 1 and max(ahead, len(steps) - ahead) >= _ORDERED * len(steps)


def _day(line: str) -> tuple[tuple[int, int], str] | None:
    """The month and the day that a line tells, and what it is called; None for no such line."""
    match = _DAY.fullmatch(line.strip())
    if match is None:
        return None
    rest = match["rest"].strip(_RULED + ",")
    month, day = int(match["month"]), int(match["day"])
    plain = match["year"] or (match["mark"] == "월" and match["end"] == "일")
    named = match["weekday"] is not None or (plain and not rest)
    if not (1 <= month <= 12 and 1 <= day <= 31 and named):
        return None
    if len(rest) > _LONGEST or _TELLS.search(rest):
        return None
    year = f"{match['year']}년 " if match["year"] else ""
    weekday = (match["weekday"] or "").strip("([ ")[:1]
    told = f"{year}{month}월 {day}일" + (f" ({weekday})" if weekday else "")
    return (month, day), f"{told} {rest}".strip()


_TOLD = re.compile(
    r"(?:\d{4}년 )?(?P<month>\d{1,2})월 (?P<day>\d{1,2})일(?: \([월화수목금토일]\))?"
)


def headed_day(headings: Sequence[str]) -> tuple[str, tuple[int, int]] | None:
    """The day that heads a passage as it is told, and its month and day; None for no such."""
    for heading in reversed(headings):
        if match := _TOLD.match(heading):
            return match[0], (int(match["month"]), int(match["day"]))
    return None
