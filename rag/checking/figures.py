"""Figures of a sentence that its passages tell in other ways than as a value with its unit.

A number stands alone in a cell or behind a label, and its unit above it: '(단위: 천원)'; a day is
'4. 9.(목)' or '4/9'; '약 30명' is near what is told; '세 가지' counts it.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Self

from index import Passage
from rag.checking.derived import COUNTED, MONEY, amount, follows_from
from rag.language.values import DATE_FORM, FIGURE, Value

# As a bare number; as so many thousands of the unit; as a day written otherwise; as what follows
# from others; roughly; as a small number of things, which may count what is told.
WAYS = ("bare", "scaled", "dated", "worked_out", "roughly", "small")
# A number that no unit follows, as in a cell.
BARE_FIGURE = re.compile(
    rf"(?<![\d.,/:A-Za-z가-힣-])(?P<below>[-△▲]?)(?P<figure>{FIGURE})"
    r"(?![.,/:]?\d|\s?[가-힣A-Za-z%℃㎡㎥㎏㎞]|\.\s?\d)"
)
_DAY = re.compile(
    r"(?<![\d.,/-])(?:(?P<year>(?:19|20)\d\d|[‘']\d\d)\s?[./-]\s?)?"
    r"(?P<month>\d{1,2})(?:\s?[/-]|\.\s?)(?P<day>\d{1,2})(?!\d)"
    r"(?:(?<=[/-]\d)|(?<=[/-]\d\d)|(?=\.(?!\d))|(?=\s?\([월화수목금토일]))"
)
_MONTH = re.compile(r"(?<![\d.,])((?:19|20)\d\d)\s?[./-]\s?(\d{1,2})(?![\d가-힣%])")
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,])")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
_SCALES = {"": 1, "천": 10**3, "만": 10**4, "백만": 10**6, "천만": 10**7, "억": 10**8, "조": 10**12}
_UNITS = "원|명|톤|달러|개|건|대|가구|세대|매|부|권|주|곳|개소|유로|엔|위안|kWh|MWh|GT|DWT|㎡"
# What a figure may stand for where nothing tells its scale.
THOUSANDS = (10**3, 10**4, 10**6, 10**8)
_ABOVE = re.compile(r"단위\s?[:：]?\s?(?P<units>[^()\[\]\n|]{1,40})")
_TOLD_UNIT = re.compile(rf"(?P<scale>{'|'.join(filter(None, _SCALES))}|)\s?(?P<unit>{_UNITS})")
_IN_BRACKETS = re.compile(rf"[(\[]\s?{_TOLD_UNIT.pattern}\s?[)\]]")
_VAGUE = re.compile(
    r"(?<![가-힣])(?:약|거의|대략|대체로) |가량|정도|남짓|안팎|(?<!국)내외|쯤(?![가-힣])"
)
_ROUGHLY, _BEYOND = Fraction(1, 20), Fraction(3, 20)
_SMALL = 12
_TELLING_DIGITS = 3
_MOST_TIMES = 12
_COMMON_YEAR = 2001


@dataclass(frozen=True)
class Units:
    """Which multiples of which units a passage or what stands above it tells: 1000 of '원'."""

    scales: Mapping[str, frozenset[int]]

    @classmethod
    def above(cls, passage: Passage) -> Self:
        """Those of captions and names of columns."""
        text = f"{passage.context}\n{passage.text}\n{passage.columns}"
        items = [one for told in _ABOVE.findall(text) for one in re.split(r"[,/·]", told)]
        found = [*map(_TOLD_UNIT.match, map(str.strip, items)), *_IN_BRACKETS.finditer(text)]
        scales: dict[str, set[int]] = {}
        for match in filter(None, found):
            scales.setdefault(match["unit"], set()).add(_SCALES[match["scale"]])
        return cls({unit: frozenset(own) for unit, own in scales.items()})


@dataclass(frozen=True)
class Figures:
    """The figures of a text below some units, in a passage that tells some years."""

    text: str
    units: Units
    years: frozenset[int]

    @classmethod
    def of(cls, passage: Passage) -> Self:
        """Those of a whole passage."""
        told = f"{passage.context}\n{passage.text}"
        return cls(passage.text, Units.above(passage), frozenset(map(int, _YEAR.findall(told))))

    def part(self, start: int, end: int) -> "Figures":
        """Those of a part of it."""
        return Figures(self.text[start:end], self.units, self.years)

    def way(self, value: Value) -> str:
        """Which of WAYS tells a value as it is: bare, scaled or dated; '' for none."""
        if value.unit == "date":
            return "dated" if self._tells_day(value.forms[0]) else ""
        number = number_of(value)
        if number is None:
            return ""
        told = self.units.scales.get(value.unit)
        if (told is None or 1 in told) and number in self.bare:
            return "bare"
        unknown = value.unit in MONEY and _digits(number) >= _TELLING_DIGITS
        scales = told or (frozenset(_SCALES.values()) if unknown else frozenset())
        return "scaled" if any(number / scale in self.bare for scale in scales) else ""

    @cached_property
    def bare(self) -> frozenset[Fraction]:
        """The numbers without a unit."""
        found = BARE_FIGURE.finditer(self.text)
        return frozenset(figure_of(match["figure"], bool(match["below"])) for match in found)

    def of_unit(self, unit: str) -> Iterator[Fraction]:
        """The bare numbers as so many of a unit, by what is told of it."""
        for scale in self.units.scales.get(unit, (1,)):
            yield from (scale * number for number in self.bare)

    def _tells_day(self, form: str) -> bool:
        parts = DATE_FORM.fullmatch(form)
        year, month, day = (int(one or 0) for one in parts.groups()) if parts else (0, 0, 0)
        if not month:
            return year in self.years
        if year and not day:
            return (year, month) in self._months
        return any(
            month == own_month and day in (0, own_day) and _is_of_year(year, own, self.years)
            for own, own_month, own_day in self._days
        )

    @cached_property
    def _days(self) -> frozenset[tuple[int, int, int]]:
        return frozenset(_days(self.text))

    @cached_property
    def _months(self) -> frozenset[tuple[int, int]]:
        return frozenset((int(y), int(m)) for y, m in _MONTH.findall(self.text))


def figure_of(written: str, below: bool = False) -> Fraction:
    """The number of digits with commas, below zero or not."""
    number = Fraction(written.replace(",", ""))
    return -number if below else number


def number_of(value: Value) -> Fraction | None:
    """The number of a value, also of one without a unit; None for times, days and codes."""
    found = re.match(r"-?\d+(?:/\d+)?", value.forms[0])
    if value.unit in ("date", "code", "제", "시") or found is None:
        return None
    return Fraction(found[0])


def otherwise(
    value: Value, said: str, own: Sequence[Value], near: Sequence[Figures], told: Sequence[Value]
) -> str:
    """Which of WAYS makes a value of the sentence `said` likely that stands nowhere; '' for none.

    `own` are values of the sentence that do stand somewhere, `near` the figures, and `told` the
    values, of what tells most of it.
    """
    number = amount(value)
    if number is None:
        return ""
    numbers = [*_of_unit(told, value.unit)]
    numbers += [n for figures in near for n in figures.of_unit(value.unit)]
    if any(abs(one - n) == number for one in _of_unit(own, value.unit) for n in numbers):
        return "worked_out"
    if _is_stretch(number, value.unit, " ".join(figures.text for figures in near)):
        return "worked_out"
    if _digits(number) >= _TELLING_DIGITS and follows_from(value, numbers, told):
        return "worked_out"
    if _is_near(number, value, said, numbers):
        return "roughly"
    return "small" if value.unit in COUNTED and 0 < number <= _SMALL else ""


def _of_unit(told: Iterable[Value], unit: str) -> Iterator[Fraction]:
    return (n for one in told if one.unit == unit and (n := amount(one)) is not None)


def _digits(number: Fraction) -> int:
    """How many digits tell something: two of 4500000."""
    return len(str(number.numerator).strip("-0"))


def _is_of_year(year: int, own: int, years: frozenset[int]) -> bool:
    """Whether a day with its `own` year, or none, may be of a year."""
    return not year or year == own or (not own and year in years)


def _days(text: str) -> Iterator[tuple[int, int, int]]:
    """Days with their year, 0 where none is told."""
    for match in _DAY.finditer(text):
        year = match["year"] or "0"
        own = int(year) if year.isdigit() else 2000 + int(year[1:])
        month, day = int(match["month"]), int(match["day"])
        if 0 < month <= 12 and 0 < day <= 31:
            yield own, month, day


def _is_near(number: Fraction, value: Value, said: str, numbers: Iterable[Fraction]) -> bool:
    """Whether a number is told but roughly, or as what another exceeds or falls short of."""
    if not number:
        return False
    shares = [one / number - 1 for one in numbers]
    if value.bound == "gt":
        return any(0 < share <= _BEYOND for share in shares)
    if value.bound == "lt":
        return any(0 < -share <= _BEYOND for share in shares)
    return bool(_VAGUE.search(said)) and any(abs(share) <= _ROUGHLY for share in shares)


def _is_stretch(number: Fraction, unit: str, text: str) -> bool:
    """Whether a stretch of time lies between two times or two days of a text."""
    if unit in ("분", "시간"):
        clocks = [60 * int(h) + int(m) for h, m in _CLOCK.findall(text)][:_MOST_TIMES]
        minutes = number * (60 if unit == "시간" else 1)
        return any(abs(a - b) == minutes for a, b in combinations(clocks, 2))
    if unit not in ("일", "주", "개월", "년"):
        return False
    pairs = combinations(sorted(set(_dates(text)))[:_MOST_TIMES], 2)
    # '3월 1일부터 5월 31일까지' are three months, both days counted.
    return any(_lies_between(number, unit, early, late) for early, late in pairs)


def _lies_between(number: Fraction, unit: str, early: date, late: date) -> bool:
    if unit in ("일", "주"):
        days = number * (7 if unit == "주" else 1)
        return days - (late - early).days in (0, 1)
    months = number * (12 if unit == "년" else 1)
    return months - (12 * (late.year - early.year) + late.month - early.month) in (0, 1)


def _dates(text: str) -> Iterator[date]:
    """The days of a text that tell their year, and those behind them in the same year."""
    year = 0
    for own, month, day in _days(text):
        year = own or year
        if year and day <= monthrange(_COMMON_YEAR, month)[1]:
            yield date(year, month, day)
