"""Number formats of Excel: dates, shares, money and numbers of something as sheets show them."""

import datetime
import functools
import re
from collections.abc import Callable

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

Show = Callable[[str], str]
# What a number format is made of: literals, colours and widths, the digits, the next section.
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].'
    r"|(?P<digits>General|[0#?][0#?,.]*)|(?P<end>;)|(?P<other>.)"
)
# Numbers of something: 000-0000-0000, 00000.
_GROUPED = re.compile(r"0{2,}(?:\\?[- ]0+)*")


def shown(text: str, pattern: str) -> str:
    """What a number format shows of a number; raises ValueError where it is none."""
    return show_of(pattern)(text)


def show_of(pattern: str, mac: bool = False) -> Show:
    """How a number format shows what a cell holds."""
    if not is_date_format(pattern):
        return lambda text: as_number(text, pattern)
    duration = is_timedelta_format(pattern)
    epoch = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900

    def show(text: str) -> str:
        try:
            value = from_excel(float(text), epoch, duration)
        except (ValueError, OverflowError):  # no date that there is
            return text
        return moment(value)

    return show


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
    negative = pattern.partition(";")[2].partition(";")[0]
    signed = value < 0 and bool(negative) and '"' not in pattern and "[" not in negative
    pieces = _first_section(negative if signed else pattern)
    # Fractions, powers of ten, and formats that depend on the value.
    if [kind for kind, _ in pieces].count("digits") != 1 or ("other", "E") in pieces:
        return f"{value:.15g}"
    size = abs(value) * (100 if ("other", "%") in pieces else 1)
    exact = ("other", "%") not in pieces
    shown = (_digits(size, text, exact) if kind == "digits" else text for kind, text in pieces)
    sign = "-" * (value < 0 and (not signed or not re.search(r"[-△▲(]", negative)))
    return sign + "".join(shown).strip()


@functools.lru_cache(maxsize=256)
def _first_section(pattern: str) -> tuple[tuple[str, str], ...]:
    """What a number format is made of, as far as numbers above 0 go: each piece and its kind."""
    pieces: list[tuple[str, str]] = []
    for piece in _PIECE.finditer(pattern):
        kind = piece.lastgroup or ""
        if kind == "end":
            break
        if piece[0][:2] in ("[<", "[>", "[="):
            pieces.append(("digits", ""))
        # In Korean fonts a backslash is the sign of the won.
        pieces.append((kind, piece[kind].replace("\\", "₩") if kind else ""))
    return tuple(pieces)


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
