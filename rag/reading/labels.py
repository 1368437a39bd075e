"""Things told apart by a number, 'E5', 'DH-1200', '3급', '6차년도': none answers for another."""

import re
from collections.abc import Iterator

from index import analyse
from rag.language.question_type import asks_whether
from rag.reading.span_scores import Judged

_LABEL = re.compile(
    r"(?<![a-z\d.,])(?:(?P<code>[a-z]{1,6}-?\d{1,6}[a-z]?)(?![a-z\d%])"
    r"|(?P<count>\d{1,4})\s?(?P<unit>(?:[kmgt]?wh?|[kmgt]b|g)급|차년도|회차|학년|등급|단계|호기|호선|대째|번째|급|차|호|동|층)"
    r"(?!봉|원|직원|량|례|이|액|장|수))"
)
_RANGE = (
    r"\d+\s?(?:{unit})?\s?[~∼–-]\s?\d+\s?{unit}|\d+\s?{unit}\s?(?:이상|이하|초과|미만|까지|부터)"
    r"|\d+\s?[·,・/]\s?\d+\s?{unit}"
)
# '| 회차: 3 |'
_NAMED = r"{unit}\W{{0,3}}{count}(?!\d)|\| {unit} \|(?:.|\n)*\| {count} \|"
_DIGITS = re.compile(r"\d+")


def lacks_label(judged: Judged) -> bool:
    """Whether one of several such things is asked about, and only others of them are told of.

    A range may hold the one that is asked about; whether something is so is told by the others.
    """
    query = judged.spans.query
    if asks_whether(query.text, analyse(query.text)):
        return False
    texts = [
        f"{one.passage.source} {one.passage.context} {one.passage.text}".lower()
        for one in judged.spans.reads
    ]
    told = {label for text in texts for label, _ in _labels(text)}
    kinds = {_DIGITS.sub("#", label) for label in told}
    return any(
        label not in told
        and _DIGITS.sub("#", label) in kinds
        and not (unit and any(_holds(text, label.removesuffix(unit), unit) for text in texts))
        for label, unit in _labels(query.text.lower())
    )


def _holds(text: str, count: str, unit: str) -> bool:
    """Whether a text tells of a range of such things, or names the number after what it counts."""
    ranged = re.search(_RANGE.format(unit=unit), text)
    return bool(ranged or re.search(_NAMED.format(unit=unit, count=count), text))


def _labels(text: str) -> Iterator[tuple[str, str]]:
    """The labels of a text without spaces and dashes, each with its unit, '' for a code."""
    for found in _LABEL.finditer(text):
        unit = found["unit"] or ""
        yield (found["code"] or found["count"] + unit).replace("-", ""), unit
