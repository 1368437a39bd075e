"""Quarters, halves and years of business as sheets abbreviate them: 2Q25 is '2025년 2분기'."""

import re
from collections.abc import Iterator

from index.words import WordList

_SAID = re.compile(
    r"(?<!\d)(?:(?:20)?(?P<year>\d\d)년(?:도)?(?:의)?\s?)?"
    r"(?:(?P<quarter>[1-4])\s?[사/]?4?분기|(?P<half>[상하])반기)"
)
_YEAR = re.compile(r"(?<!\d)20(?P<year>\d\d)(?:\s?회계)?년도?(?!\s?(?:\d|[상하]반기))")
_CODE = re.compile(
    r"(?<![\w.])(?:(?P<first>[1-4])(?P<kind>[QqHh])|(?P<other>[Qq])(?P<last>[1-4]))"
    r"(?:[ '’.-]?(?:20)?(?P<year>\d\d)(?!\d|년|월))?"
)
_OF_YEAR = re.compile(r"(?<!\w)[Ff][Yy]\s?'?(?:20)?(?P<year>\d\d)(?!\d)")
_HALVES = {"1": "상반기", "2": "하반기"}
_NUMBERS = {"상": "1", "하": "2"}


def periods(text: str, words: WordList) -> Iterator[tuple[int, int, list[str]]]:
    """The periods of a text with what they may be called in the documents, the surest first.

    Where the text names no year it is the latest of those that the documents have.
    """
    for pattern, others in ((_SAID, _codes), (_YEAR, _codes_of_year), (_CODE, _written)):
        for match in pattern.finditer(text):
            if named := others(match, words):
                yield match.start(), match.end(), named
    for match in _OF_YEAR.finditer(text):
        if not words.passages_with(match[0]):
            yield match.start(), match.end(), [f"20{match['year']}년"]


def _codes(match: re.Match[str], words: WordList) -> list[str]:
    """'2Q25', '2025년 2Q' and the like for a quarter or a half, as far as their letters stand."""
    number = match["quarter"] or _NUMBERS[match["half"]]
    letter = "Q" if match["quarter"] else "H"
    year = match["year"] or _latest(letter, words)
    found = [f"{number}{letter}{end}" for end in (year, f"20{year}") if year]
    found = [code for code in found if code[1:].lower() in words]
    called = f"20{match['year']}년 " if match["year"] else ""
    if f"{letter}{number}".lower() in words:
        found.append(f"{called}{letter}{number}")
    if letter.lower() in words:
        found += [f"{called}{number}{letter}", *[f"{year}.{number}{letter}"] * bool(year)]
    return found


def _latest(letter: str, words: WordList) -> str:
    """The last year for which the documents have a period of a letter; '' for none."""
    years = (f"{year:02}" for year in range(99, -1, -1))
    return next((one for one in years if f"{letter.lower()}{one}" in words), "")


def _codes_of_year(match: re.Match[str], words: WordList) -> list[str]:
    codes = (f"FY{match['year']}", f"FY20{match['year']}")
    return [code for code in codes if code.lower() in words]


def _written(match: re.Match[str], words: WordList) -> list[str]:
    """'2025년 2분기' for '2Q25', where the documents write quarters and halves so."""
    letter, number = match["kind"] or match["other"], match["first"] or match["last"]
    quarter = letter in "Qq"
    if not quarter and number not in _HALVES:
        return []
    said = f"{number}분기" if quarter else _HALVES[number]
    known = "분기" if quarter else said
    year = f"20{match['year']}년 " if match["year"] else ""
    return [f"{year}{said}"] if words.passages_with(known) else []
