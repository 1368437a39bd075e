"""Numbers and dates in one form each: 1조 5,600억, 1.56조 and 1,560,000,000,000 are one number."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from index.tokens import Morpheme

_DIGITS = {character: value for value, character in enumerate("영일이삼사오육칠팔구")} | {"륙": 6}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|.")
_LONGEST_NAME = 10
_NUMERALS = re.compile(rf"[\d,.{''.join([*_DIGITS, *_SMALL, *_LARGE])}]+")
_DATE = re.compile(
    r"(?<![\d.,])(?:(?P<year>(?:19|20)\d\d)|(?P<quote>['’‘])?(?P<short>\d\d))"
    r"(?:\s?년(?:\s?(?P<month>\d{1,2})\s?월(?:\s?(?P<day>\d{1,2})\s?일)?)?"
    r"|(?P<sign>[.\-/])\s?(?P<month2>\d{1,2})(?:(?P=sign)\s?(?P<day2>\d{1,2}))?(?P<end>\.)?)"
    r"(?!\d)"
)
# Two digits of a year before this one mean the present century.
_PIVOT = 50


def search_terms(text: str, morphemes: Sequence[Morpheme]) -> list[str]:
    """What a text is found by, in order: its content morphemes, its numbers and dates, its names.

    Passages and questions alike, so that a quantity is found in whatever form it was written, and
    a name that no dictionary has whether Kiwi takes it for one word or for pieces of others.
    """
    found = [(m.start, m.form) for m in morphemes if m.is_content]
    found += quantities(text, morphemes)
    found += _names_in_pieces(text, morphemes)
    return [term for _, term in sorted(found, key=lambda pair: pair[0])]


def _names_in_pieces(text: str, morphemes: Sequence[Morpheme]) -> Iterator[tuple[int, str]]:
    """Nouns in one of which one is a single syllable, put together: 하현+우, 강+완구."""
    row: list[Morpheme] = []
    for morpheme in morphemes:
        if row and (not morpheme.is_noun or morpheme.start != row[-1].end):
            yield from _whole(text, row)
            row = []
        if morpheme.is_noun:
            row.append(morpheme)
    yield from _whole(text, row)


def _whole(text: str, row: Sequence[Morpheme]) -> Iterator[tuple[int, str]]:
    if len(row) > 1 and any(one.end - one.start == 1 for one in row):
        name = text[row[0].start : row[-1].end].lower()
        if len(name) <= _LONGEST_NAME:
            yield row[-1].start, name


def quantities(text: str, morphemes: Sequence[Morpheme]) -> list[tuple[int, str]]:
    """The plain forms of numbers and dates that are written otherwise, with where they begin.

    Numbers become digits without commas (1560000000000), dates 2024-03-05, 2024-03 or 2024.
    """
    written = {m.form for m in morphemes}
    found = [*_numbers(text, morphemes), *_dates(text)]
    return [(start, term) for start, term in found if term not in written]


def number_value(numeral: str) -> Fraction | None:
    """The value of digits and Korean numerals without spaces: 2천80억; None for anything else."""
    if numeral.isascii() and numeral.isdigit():  # most of them, and many thousands in a sheet
        return Fraction(int(numeral))
    if not _NUMERALS.fullmatch(numeral):
        return None
    total, section, pending = Fraction(0), Fraction(0), None
    for piece in _NUMBER.findall(numeral):
        if piece in _SMALL:
            section += (1 if pending is None else pending) * _SMALL[piece]
            pending = None
        elif piece in _LARGE:
            section += pending or 0
            total += (section or 1) * _LARGE[piece]
            section, pending = Fraction(0), None
        elif pending is not None or piece in ".,":
            return None
        else:
            pending = Fraction(_DIGITS.get(piece) or piece.replace(",", "").replace("영", "0"))
    return total + section + (pending or 0)


def _numbers(text: str, morphemes: Sequence[Morpheme]) -> Iterator[tuple[int, str]]:
    for start, end in _number_spans(text, morphemes):
        value = number_value("".join(text[start:end].split()))
        if value is not None and value.denominator == 1:
            yield start, str(value)


def _number_spans(text: str, morphemes: Sequence[Morpheme]) -> Iterator[tuple[int, int]]:
    """Spans of numerals; after 만, 억 and 조 a number may go on behind a space."""
    start = end = -1
    vague = False
    for before, morpheme in zip((None, *morphemes), morphemes, strict=False):
        # 조 is a trillion or an article of law; no law has an article 1.56.
        decimal = morpheme.form == "조" and before is not None and "." in before.form
        if morpheme.tag not in ("SN", "NR") and not decimal:
            continue
        goes_on = text[end : morpheme.start] == " " and text[end - 1] in _LARGE
        if morpheme.start != end and not goes_on:
            if start >= 0 and not vague:
                yield start, end
            start = morpheme.start
            # 수십만 and 몇백 are no numbers.
            vague = before is not None and before.end == start and before.form in ("수", "몇")
        end = morpheme.end
    if start >= 0 and not vague:
        yield start, end


def _dates(text: str) -> Iterator[tuple[int, str]]:
    for match in _DATE.finditer(text):
        year = match["year"] or _century(match["short"]) + match["short"]
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        if not _is_date(match, month, day):
            continue
        yield match.start(), year
        if month:
            yield match.start(), f"{year}-{int(month):02}"
        if day:
            yield match.start(), f"{year}-{int(month):02}-{int(day):02}"


def _century(short: str) -> str:
    return "20" if int(short) < _PIVOT else "19"


def _is_date(match: re.Match[str], month: str | None, day: str | None) -> bool:
    """Two digits need an apostrophe or a month in words; 2024.3 alone is a decimal number."""
    if not (0 < int(month or 1) <= 12 and 0 < int(day or 1) <= 31):
        return False
    if match["year"]:
        return match["sign"] != "." or day is not None or match["end"] is not None
    return bool(match["quote"] or match["month"])
