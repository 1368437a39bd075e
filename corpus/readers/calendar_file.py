"""Calendars (.ics): what is when and where, each event below its name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from corpus.dates import KOREA, WEEKDAYS, day_told, plain_day, time_told
from corpus.draft import Draft
from corpus.readers.properties import Property, components, properties

_EVENTS = ("VEVENT", "VTODO", "VJOURNAL")
_NAMELESS = "(제목 없음)"
_STATUS = {"CANCELLED": "취소됨", "TENTATIVE": "미정", "COMPLETED": "완료"}
_EVERY = {"DAILY": "일", "WEEKLY": "주", "MONTHLY": "개월", "YEARLY": "년"}
_EACH = {"DAILY": "매일", "WEEKLY": "매주", "MONTHLY": "매월", "YEARLY": "매년"}
_DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), WEEKDAYS, strict=True))
_NAME = re.compile(r"CN=\"?([^;:\"]+)")
_When = datetime | date


def read(path: Path, draft: Draft) -> None:
    """Add the events, to-dos and notes of a calendar in order."""
    names = (one.told for one in properties(path) if one.name == "X-WR-CALNAME")
    draft.title = next(names, "")
    for event in components(path, _EVENTS):
        told = {one.name: one for one in reversed(event)}
        name = told["SUMMARY"].told if "SUMMARY" in told else ""
        draft.heading(2, name or _NAMELESS)
        for line in (f"제목: {name}" if name else "", *_lines(told, event)):
            draft.line(line)
        if "DESCRIPTION" in told:
            draft.paragraph(told["DESCRIPTION"].told)


def _lines(told: Mapping[str, Property], event: Sequence[Property]) -> Iterator[str]:
    """What an event tells under labels; '' for what it does not tell."""
    start, end, due = (_when(told.get(name)) for name in ("DTSTART", "DTEND", "DUE"))
    rule = told["RRULE"].value if "RRULE" in told else ""
    if start:
        yield f"일시: {_repeated(rule, start, end) if rule else _span(start, end)}"
    yield f"기한: {_point(due)}" if due else ""
    for label, name in (("장소", "LOCATION"), ("분류", "CATEGORIES")):
        yield f"{label}: {told[name].told}" if name in told and told[name].told else ""
    yield f"상태: {_STATUS.get(told['STATUS'].told.upper(), '')}" if _is_told(told) else ""
    for label, name in (("주최자", "ORGANIZER"), ("참석자", "ATTENDEE")):
        people = [_person(one) for one in event if one.name == name]
        yield f"{label}: {', '.join(people)}" if people else ""


def _is_told(told: Mapping[str, Property]) -> bool:
    """Whether it matters how an event stands: most are just to be."""
    return "STATUS" in told and told["STATUS"].told.upper() in _STATUS


def _person(one: Property) -> str:
    name = _NAME.search(one.kinds)
    address = one.told.split(":")[-1]
    return f"{name[1].strip()}({address})" if name else address


def _when(one: Property | None) -> _When | None:
    """A day, or a time on Korean clocks; None where it is neither."""
    if one is None:
        return None
    with suppress(ValueError):
        if "T" not in one.value:
            return datetime.strptime(one.value.strip(), "%Y%m%d").date()
        when = datetime.strptime(one.value.strip().rstrip("Z"), "%Y%m%dT%H%M%S")
        utc = one.value.strip().endswith("Z")
        return when.replace(tzinfo=UTC).astimezone(KOREA) if utc else when
    return None


def _point(when: _When) -> str:
    return time_told(when) if isinstance(when, datetime) else day_told(when)


def _span(start: _When, end: _When | None) -> str:
    """From when to when; days end before the next."""
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if end and not isinstance(end, datetime) else start
        more = f" ~ {day_told(last, year=last.year != start.year)}" if last > start else ""
        return day_told(start) + more
    if not isinstance(end, datetime) or end.replace(tzinfo=None) <= start.replace(tzinfo=None):
        return _point(start)
    same = end.date() == start.date()
    return f"{_point(start)} ~ {end:%H:%M}" if same else f"{_point(start)} ~ {_point(end)}"


def _repeated(rule: str, start: _When, end: _When | None) -> str:
    """How often something is: '매주 목요일 16:00 ~ 16:50 (2026년 3월 5일부터 6월 25일까지)'."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    often, step = parts.get("FREQ", ""), parts.get("INTERVAL", "1")
    told = [_EACH.get(often, "") if step == "1" else f"{step}{_EVERY.get(often, '')}마다"]
    days = [_DAYS[day[-2:]] for day in parts.get("BYDAY", "").split(",") if day[-2:] in _DAYS]
    if days:
        told.append("·".join(f"{day}요일" for day in days))
    elif often in ("MONTHLY", "YEARLY"):
        month = f"{start.month}월 " * (often == "YEARLY")
        told.append(f"{month}{parts.get('BYMONTHDAY', start.day)}일")
    if isinstance(start, datetime):
        until = f" ~ {end:%H:%M}" if isinstance(end, datetime) else ""
        told.append(f"{start:%H:%M}{until}")
    last = _when(Property("UNTIL", "", parts["UNTIL"])) if "UNTIL" in parts else None
    ends = f" {plain_day(last)}까지" if last else f" {parts['COUNT']}회" if "COUNT" in parts else ""
    return f"{' '.join(filter(None, told))} ({plain_day(start)}부터{ends})"
