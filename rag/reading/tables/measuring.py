"""What the columns of a table measure: which one a question means, and what its cells tell.

'가장 비싼', '5억 원이 넘는', '모두 더하면': each needs a column of numbers, by the noun that the
question has for it or by the names of what it measures, never one of telephone numbers or codes.
"""

import operator
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from index import Morpheme, analyse, bare
from index.units import dimensions_of
from rag.language.dimensions import dimension_named
from rag.language.spans import ReadPassage
from rag.language.values import DATE_FORM, Value, values_of
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate
from rag.reading.tables.cells import TOTALS, Cell, Table, is_total
from rag.reading.tables.columns import (
    is_of_contact,
    naming,
    periods_named,
    unit_above,
    unit_of_column,
)
from rag.reading.tables.comparing import MEASURES
from rag.reading.tables.matching import held

# Tags of nouns and of foreign words.
NOUNS = ("NNG", "NNP", "SL")
_PARTS = (*NOUNS, "XPN", "XR", "NNB")
# Nouns for how much there is of anything: a table need not say them.
AMOUNTS = frozenset("금액 가격 값 요금 비용 돈 총액 액수 규모 정도".split())
YEAR_BEFORE = frozenset("전년 전년도 작년 지난해".split())
# As accountants write it; a minus is part of the number.
_BELOW_ZERO = "△"
_ASIDE = re.compile(r"(?<=\S)\s?\([^()]*\)")
_YEAR = re.compile(r"(?:19|20)\d\d년?")
_FREE = re.compile(r"무료|무상|없음|면제")
_DURATION = re.compile(
    r"(?=\d)(?:(?P<days>\d+)\s?일\s?)?(?:(?P<hours>\d+)\s?시간\s?)?"
    r"(?:(?P<minutes>\d+)\s?분\s?)?(?:(?P<seconds>\d+)\s?초)?"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})시(?P<minute>\d{1,2})분")
_NOTHING = Value(0, 0, ("0",), "")
_OF_CHANGE = re.compile(r"증감|증가|감소|증액|감액|변동|인상|인하|등락")
# What is told in a column of both signs, and whether below zero there.
_PROFIT, _BALANCE = re.compile(r"이익|손익"), re.compile(r"과부족")
_SIGNED = (
    (re.compile(r"적자|손실"), _PROFIT, True),
    (re.compile(r"흑자"), _PROFIT, False),
    (re.compile(r"모자[라란랐]|부족|결원"), _BALANCE, True),
    (re.compile(r"초과|남[는아]|넘[치쳐]"), _BALANCE, False),
)
# What neither measures nor counts anything can be neither added up nor subtracted.
NO_SIZES = frozenset("date 시 code 제 호".split())
_THOUSANDS = re.compile(r",000(?=만)")
_LARGE, _MAN = re.compile(r"[만억]\s?[가-힣]"), 10_000
Measure = Fraction | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What was reckoned of values that a document tells, with their sentences."""

    sentences: Sequence[Candidate]
    short: str
    notice: str


def measured_columns(query: Query, header: Sequence[Cell], before: str, degree: str) -> list[int]:
    """The columns that may be measured: those with the noun before the degree, or by its names.

    '보험료가 가장 비싼' is no '가입금액', though that is money too.

    Of several, those that hold most of the question: a year. Of parts and their total that are
    named alike, '인원 일반', '인원 장애인', '인원 계', the total is meant.
    """
    label = naming([name for name, _ in header])
    others = [n for n in measurable(header) if n != label]
    noun = noun_before(before)
    if periods := periods_named(query.text, [name for name, _ in header]):
        return periods
    fitting = [n for n in others if names(header[n], noun)]
    if noun in AMOUNTS:  # '돈이 가장 많이 드는' of a column that is called 금액
        degree = "비싸"
    fitting = fitting or named_columns(header, MEASURES.get(degree, ()))
    if not fitting:
        own = held(query, *header[label])
        said = {n: held(query, *header[n]).keys() - own for n in others}
        fitting = [n for n in others if said[n]]
    weight = {n: sum(held(query, *header[n]).values()) for n in fitting}
    most = max(weight.values(), default=0.0)
    best = [n for n in fitting if weight[n] == most]
    totals = [n for n in best if TOTALS.search(header[n][0])]
    return totals if len(totals) == 1 else best


def named_columns(header: Sequence[Cell], called: Sequence[str]) -> list[int]:
    """The columns that measure what goes by some names, by the first that any has.

    What is paid goes by others as well: '참가비', '구입 단가', '도입 비용(천원)'.
    """
    label = naming([name for name, _ in header])
    others = [n for n in measurable(header) if n != label]
    named = [[n for n in others if name in header[n][0]] for name in called]
    paid = [n for n in others if _is_paid(header[n][0])]
    return next(filter(None, named), paid if "가격" in called else [])


def _is_paid(name: str) -> bool:
    bare = "".join(_ASIDE.sub("", name).split())
    return unit_of_column(name).endswith("원") or dimension_named(bare) == "money"


def measurable(header: Sequence[Cell]) -> list[int]:
    """The columns whose numbers may measure something."""
    return [n for n, (name, _) in enumerate(header) if not is_of_contact(name)]


def changed_columns(header: Sequence[Cell]) -> list[int]:
    """The columns that tell by how much something changed, in numbers before shares."""
    found = [n for n, (name, _) in enumerate(header) if _OF_CHANGE.search(name)]
    return [n for n in found if not re.search(r"[율률%]", header[n][0])] or found


def signed_columns(query: Query, header: Sequence[Cell]) -> tuple[list[int], bool]:
    """The columns of both signs in which what a question speaks of is told, and whether below zero.

    A loss stands in a column of profits, and how many are short in one of both: '과부족'.
    """
    for asks, column, below in _SIGNED:
        named = [n for n in measurable(header) if column.search(header[n][0])]
        own = any(asks.search(name) for name, _ in header if not column.search(name))
        if named and not own and asks.search(query.text):
            weight = {n: sum(held(query, *header[n]).values()) for n in named}
            most = max(weight.values())
            return [n for n in named if weight[n] == most], below
    return [], False


def only_measured(table: Table, *, dated: bool | None = None) -> list[int]:
    """The only column but the first with a value of one unit in each row; none for several.

    `dated` tells whether days are wanted or anything but days.
    """
    rows = [own for own in table.rows.values() if not is_total(own)]
    width = min((len(own) for own in rows), default=0)
    columns = []
    for n in measurable(table.header):
        told = measures([own[n][0] for own in rows]) if 0 < n < width else ()
        if told and dated in (None, isinstance(told[0], tuple)):
            columns.append(n)
    return columns if len(columns) == 1 else []


def measures(texts: Sequence[str]) -> Sequence[Measure]:
    """What is told in each cell; none where a cell has nothing or several, or the units differ.

    What costs nothing is 0, a bare year a date, '1시간 35분' beside '58분' a number of seconds;
    what stands in brackets behind a value is an aside.
    """
    if len(texts) > 1 and all(map(_YEAR.fullmatch, texts)):
        return [(int(text[:4]),) for text in texts]
    if len(texts) > 1 and all(lengths := [_DURATION.fullmatch(text) for text in texts]):
        return [_seconds(length) for length in lengths if length]
    found = [value_of(text) or (_FREE.fullmatch(text) and _NOTHING) for text in texts]
    told = [value for value in found if value]
    units = {value.unit for value in told if value is not _NOTHING}
    if len(texts) < 2 or len(told) < len(texts) or len(units) != 1 or units & {"제", "호"}:
        return []
    if units == {"date"}:
        return _dates([value.forms[0] for value in told])
    if units == {"시"}:
        return [(int(hours), int(60 * (hours % 1))) for hours in (size(one, "") for one in told)]
    return [size(value, text) for value, text in zip(told, texts, strict=True)]


def _seconds(length: re.Match[str]) -> Fraction:
    parts = (int(part or 0) for part in length.groups())
    return Fraction(sum(map(operator.mul, parts, (86400, 3600, 60, 1))))


def value_of(text: str) -> Value | None:
    """The only value of a cell but for asides and codes; None for none and several."""
    found = [value for value in values_of(_ASIDE.sub("", text)) if value.unit != "code"]
    return found[0] if len(found) == 1 else None


def size(value: Value, text: str) -> Fraction:
    """How much a value of a cell is in its own unit; of a clock the hours since midnight."""
    sign = -1 if text.startswith(_BELOW_ZERO) else 1
    if clock := _CLOCK.fullmatch(value.forms[0]):
        return int(clock["hour"]) + Fraction(int(clock["minute"]), 60)
    return sign * Fraction(value.forms[0].removesuffix(value.unit))


def amount(text: str) -> Fraction:
    """How much the only value of a cell is; 0 for none."""
    value = value_of(text)
    return size(value, text) if value else Fraction(0)


def plainly(text: str) -> str:
    """The value of a cell as it is written there, without what stands around it."""
    value = value_of(text)
    return text[value.start : value.end] if value else text


def written(number: Fraction, unit: str, texts: Sequence[str], *, share: str = "%") -> str:
    """What was reckoned of some values, written as they are; '' where that would be rounded.

    A `share` is one of what the values are shares of: percentage points for a difference.
    """
    if all(_LARGE.search(text) for text in texts) and not number % _MAN:
        told = _in_large(int(number) // _MAN)
        spelt = any("천만" in text for text in texts)
        return f"{_THOUSANDS.sub('천', told) if spelt else told} {unit}"
    digits = f"{int(number):,}" if number.denominator == 1 else f"{float(number):,}"
    exact = Fraction(digits.replace(",", "")) == number
    return f"{digits}{share if unit == '%' else unit}" if exact else ""


def _in_large(number: int) -> str:
    """So many 만 as people write them: 12000 as '1억 2,000만'."""
    hundreds, rest = divmod(number, _MAN)
    parts = (f"{hundreds:,}억" if hundreds else "", f"{rest:,}만" if rest else "")
    return " ".join(filter(None, parts))


def sizes(read: ReadPassage, table: Table, column: int, unit: str) -> Mapping[int, Fraction]:
    """How much of a unit each row but for totals has in a column; '천원' counts as 1000원.

    Without a `unit` any will do.
    """
    told = _unit_told(read, table, table.header[column][0])
    scale = scale_of(told, unit)
    found = {}
    for row, own in table.rows.items():
        text = own[column][0] if column < len(own) and not is_total(own) else ""
        value = value_of(text)
        if value is not None and (value.unit == unit or not unit):
            found[row] = size(value, text)
        elif value is not None and not value.unit and (scale or is_count(unit)):
            found[row] = (scale or 1) * size(value, text)
    return found


def scale_of(told: str, unit: str) -> Fraction | None:
    """How many of a unit one of another is, 1000원 for '천원'; None where it is of no such unit."""
    one = next(iter(values_of(f"1{told}")), None)
    return size(one, "") if one and one.unit == unit else None


def is_count(unit: str) -> bool:
    """Whether bare numbers may be so many of a unit: persons or things, but no money."""
    return bool(dimensions_of(unit) & {"people", "things"})


def _unit_told(read: ReadPassage, table: Table, name: str) -> str:
    """The unit of a column of bare numbers by its name, else by what stands above the table."""
    start = read.sentences[min(table.rows)][0]
    above = f"{read.passage.context}\n{read.passage.text[:start]}"
    return unit_of_column(name) or unit_above(above)


def noun_before(before: str) -> str:
    """The last noun of some words with all its parts: '전도도', '징수율'."""
    morphemes = analyse(before)
    last = max((n for n, m in enumerate(morphemes) if m.tag in NOUNS), default=None)
    if last is None:
        return ""
    first, end = last, last + 1
    while first and morphemes[first - 1].tag in _PARTS and _adjoin(morphemes, first):
        first -= 1
    while end < len(morphemes) and morphemes[end].tag == "XSN" and _adjoin(morphemes, end):
        end += 1
    return before[morphemes[first].start : morphemes[end - 1].end]


def names(column: Cell, noun: str) -> bool:
    """Whether a column is named by a noun, or by all of it but a last syllable: 예산안, 예산."""
    text, said = column
    return len(noun) > 1 and (noun.lower() in bare(text) or (len(noun) > 2 and noun[:-1] in said))


def _adjoin(morphemes: Sequence[Morpheme], number: int) -> bool:
    """Whether no space stands before a morpheme."""
    return morphemes[number - 1].end == morphemes[number].start


def _dates(forms: Sequence[str]) -> Sequence[Measure]:
    """Dates as year, month and day, as far as told; none where some tell more than others."""
    found = [match.groups() for form in forms if (match := DATE_FORM.fullmatch(form))]
    told = {tuple(part is not None for part in groups) for groups in found}
    if len(found) < len(forms) or len(told) != 1:
        return []
    return [tuple(int(part) for part in groups if part) for groups in found]
