"""Days and times as Koreans write them: '2026년 3월 5일 (목) 17:42'."""

from datetime import date, datetime, timedelta, timezone

# Programs keep times in UTC, and people read them on their own clock.
KOREA = timezone(timedelta(hours=9))
WEEKDAYS = "월화수목금토일"


def plain_day(day: date) -> str:
    """A day without its weekday."""
    return f"{day.year}년 {day.month}월 {day.day}일"


def day_told(day: date, *, year: bool = True) -> str:
    """A day with its weekday, the year where it is not told before."""
    told = f"{day.month}월 {day.day}일 ({WEEKDAYS[day.weekday()]})"
    return f"{day.year}년 {told}" if year else told


def time_told(when: datetime) -> str:
    """A day and the time of it."""
    return f"{day_told(when)} {when.hour:02}:{when.minute:02}"
