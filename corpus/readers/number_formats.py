"""Number formats of Excel: dates, shares, money and numbers of something as sheets show them."""

import datetime
import functools
import operator
import re
from collections.abc import Callable, Mapping, Sequence

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

Show = Callable[[str], str]
Piece = tuple[str, str]
_LITERAL = r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|'
# What a number format is made of: literals, for which numbers it is, colours and widths, the
# digits, the next section.
_PIECE = re.compile(
    _LITERAL
    + r"\[\$(?P<money>[^\]-]*)[^\]]*\]|\[(?P<condition>[<>=]{1,2}\s?-?\d+(?:\.\d+)?)\]|\[[^\]]*\]"
    r"|[_*].|(?P<digits>General|[0#?][0#?,.]*)|(?P<end>;)|(?P<other>.)"
)
_CONDITION = re.compile(r"([<>=]+)\s?(.+)")
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MINUS = re.compile(r"\D*[-△▲▽▼(]")
# What the format of a date is made of.
_DATE_PIECE = re.compile(
    _LITERAL + r"\[[^\]]*\]|[_*].|(?P<time>AM/PM|A/P|오전/오후|h+|s+)|(?P<year>y+)|(?P<month>m+)"
    r"|(?P<weekday>a{3,4}|d{3,4})|(?P<day>d{1,2})|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE,
)
_HANGUL = re.compile("[가-힣]")
_WEEKDAYS = "월화수목금토일"
# Numbers of something: 000-0000-0000, 00000.
_GROUPED = re.compile(r"0{2,}(?:\\?[- ]0+)*")


def shown(text: str, pattern: str) -> str:
    """What a number format shows of a number; raises ValueError where it is none."""
    return show_of(pattern)(text)


@functools.lru_cache(maxsize=4096)
def show_of(pattern: str, mac: bool = False) -> Show:
    """How a number format shows what a cell holds."""
    pieces = _pieces(pattern, _DATE_PIECE)[0]
    if not (is_date_format(pattern) or any(kind == "weekday" for kind, _ in pieces)):
        return lambda text: as_number(text, pattern)
    dated = _dated(pieces)
    duration = is_timedelta_format(pattern)
    epoch = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900

    def show(text: str) -> str:
        try:
            value = from_excel(float(text), epoch, duration)
        except (ValueError, OverflowError):  # no date that there is
            return text
        return dated(value) if isinstance(value, datetime.datetime) else moment(value)

    return show


def _dated(pieces: Sequence[Piece]) -> Callable[[datetime.datetime], str]:
    """How a format shows a date: with its weekday, or without its day."""
    kinds = dict(pieces)
    if kinds.keys() & {"day", "time"}:
        return _with_weekday if "weekday" in kinds else moment
    if len(kinds.get("month", "")) > 2:  # a name in English
        return lambda value: f"{value:%Y-%m}" if "year" in kinds else f"{value.month}월"
    return lambda value: "".join(_part(value, *piece) for piece in pieces).strip()


def _with_weekday(value: datetime.datetime) -> str:
    text = moment(value)
    return f"{text[:10]}({_WEEKDAYS[value.weekday()]}){text[10:]}"


def _part(value: datetime.datetime, kind: str, text: str) -> str:
    """What a piece of a format shows of a date."""
    if kind == "year":
        return str(value.year)
    if kind == "month":
        return str(value.month).zfill(len(text))
    if kind == "weekday":
        return _WEEKDAYS[value.weekday()] + "요일" * (len(text) > 3)
    return text


def moment(value: object) -> str:
    """A date, a time or how long something takes: '2025-03-02', '208:30'."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(abs(value.total_seconds())), 60)
        hours, minutes = divmod(minutes, 60)
        sign = "-" * (value < datetime.timedelta())
        return f"{sign}{hours}:{minutes:02}" + f":{seconds:02}" * bool(seconds)
    return str(value)


def as_number(text: str, pattern: str) -> str:
    """A number of a sheet, as a number format shows it."""
    if not pattern or pattern == "General":
        # Numbers of 16 and more digits are numbers of something; others may end in ...0000001.
        return text if text.isdecimal() else figure(float(text))
    return figure(float(text), pattern)


def figure(value: float, pattern: str = "") -> str:
    """A number in a number format of Excel, as far as readers of the sheet see it."""
    if _GROUPED.fullmatch(pattern) and value >= 0:
        return _grouped(f"{value:.0f}", pattern.replace("\\", ""))
    pieces = _section(pattern, _place(value, pattern))
    digits = [kind for kind, _ in pieces].count("digits")
    if not digits and _says(pieces):
        return "".join(text for _, text in pieces).strip()
    if digits != 1 or ("other", "E") in pieces:  # fractions, powers of ten
        return f"{value:.15g}"
    exact = ("other", "%") not in pieces
    size = abs(value) * (1 if exact else 100)
    shown = "".join(
        _digits(size, text, exact) if kind == "digits" else text for kind, text in pieces
    )
    return "-" * (value < 0 and not _MINUS.match(shown)) + shown.strip()


def _place(value: float, pattern: str) -> int:
    """Which section of a number format is for a value: by its sign, or by its condition."""
    conditions = _conditions(pattern)
    if not conditions:
        return 1 if value < 0 else 2 if value == 0 else 0
    fit = (n for n, one in enumerate(conditions) if not one or _holds(one, value))
    return next(fit, len(conditions))


@functools.lru_cache(maxsize=512)
def _conditions(pattern: str) -> tuple[str, ...]:
    """The condition of each section of a number format; none where there are none at all."""
    found = tuple(dict(section).get("condition", "") for section in _pieces(pattern, _PIECE))
    return found if any(found) else ()


@functools.lru_cache(maxsize=512)
def _section(pattern: str, place: int) -> tuple[Piece, ...]:
    """What a section of a number format is made of; the first one, where that says nothing."""
    sections = _pieces(pattern, _PIECE)
    if _conditions(pattern):
        chosen = sections[place] if place < len(sections) else ()
    else:  # that 0 is a dash is no more than how it looks
        spoken = place < len(sections) and _says(sections[place])
        chosen = sections[place] if spoken else sections[0]
    return tuple(piece for piece in chosen if piece[0] != "condition")


def _holds(condition: str, value: float) -> bool:
    """Whether a condition like '>=10' holds for a value."""
    match = _CONDITION.fullmatch(condition)
    return match is not None and match[1] in _HOLDS and _HOLDS[match[1]](value, float(match[2]))


def _says(pieces: Sequence[Piece]) -> bool:
    """Whether a section shows figures or words."""
    return any(
        kind == "digits" or (kind == "quoted" and text.strip(" -")) or _HANGUL.match(text)
        for kind, text in pieces
    )


def _pieces(pattern: str, of: re.Pattern[str]) -> tuple[tuple[Piece, ...], ...]:
    """What each section of a number format is made of: the kind and the text of each piece."""
    sections: list[list[Piece]] = [[]]
    for piece in of.finditer(pattern):
        kind = piece.lastgroup or ""
        if kind == "end":
            sections.append([])
        elif kind:
            # In Korean fonts a backslash is the sign of the won.
            sections[-1].append((kind, piece[kind].replace("\\", "₩")))
    return tuple(map(tuple, sections))


def _digits(value: float, digits: str, exact: bool) -> str:
    """A number above 0 as "#,##0.0" and the like show it; one without decimals is left `exact`."""
    whole, _, part = digits.rstrip(",").partition(".")
    scale = len(digits) - len(digits.rstrip(","))
    commas = "," if "," in whole else ""
    if digits == "General" or (exact and not (commas or part or scale)):
        return f"{value:.15g}"
    text = f"{value / 1000**scale:{commas}.{len(part)}f}"
    return text if "#" not in part else text.rstrip("0").rstrip(".")


def _grouped(digits: str, pattern: str) -> str:
    """Digits in the places of a pattern: 1012345678 as 010-1234-5678."""
    places = pattern.count("0")
    left, digits = digits[:-places], digits[-places:].zfill(places)
    rest = iter(digits)
    return left + "".join(next(rest) if one == "0" else one for one in pattern)
