"""Values that a question tells against those of a document: '4년' and '3년 이상 5년 미만'."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

from index import terms_of
from rag.language.values import Value, values_of
from rag.reading.scoring.query import Query
from rag.reading.sentences.steps import range_of, single_steps, terms_held

_ABOVE, _BELOW = frozenset(["ge", "gt"]), frozenset(["le", "lt"])
_NO_SIZES = frozenset(["date", "code", "제", "시"])
_BEFORE = "before"
# A figure of one or two digits may be of anything.
_BARE = re.compile(r"(?=.{3})\d[\d,.]*\d")
_WRITTEN = re.compile(r"\d(?:[\d,.]*\d)?")
_UNTIL = re.compile(r"전\s?(?:까지|이전)")
# '청소년(13~18세)', '단체(20명 이상)'
_NAMED_RANGE = re.compile(r"[^\d()]+\((?P<range>[^()]+)\)")
_FROM_TO = re.compile(
    r"(?:만\s)?\d[\d,.]*\s?[가-힣A-Za-z%]{0,3}\s?[~∼–-]\s?\d[\d,.]*\s?[가-힣A-Za-z%]{1,3}(?:\s?전)?"
)
# '한 부에 얼마', '1인당'
_EACH = re.compile(r"\s?[가-힣]{0,2}(?:에|당|마다)(?![가-힣])")


def falls_within(query: Query, cell: str) -> bool | None:
    """Whether the only value of its unit in a question lies in a range; None where it is no range.

    A cell is a range where all of its values are bounds, or it goes from one number to another.
    Months are told against years, and days before something only against such.
    """
    if own := range_of(cell):
        asked = [one.low for one in single_steps(query.text) if one.unit == own.unit]
        return own.holds(asked[0]) if len(asked) == 1 else None
    limits = _limits(cell)
    for unit in dict.fromkeys(_unit(form) for value, _ in limits for form in value.forms):
        told = {size for size, _ in _asked_in(query, unit, limits)}
        pairs = [(_size(value, unit), bound) for value, bound in limits]
        if unit and len(told) == 1 and all(limit is not None for limit, _ in pairs):
            (size,) = told
            return all(limit is not None and holds(size, bound, limit) for limit, bound in pairs)
    return None


def nearest_end(query: Query, cell: str) -> Fraction:
    """How near to the value of a question, against others, a range ends that is open on one side.

    8 days before are before both '7일 전까지' and '3일 전까지', 4km below both '5km 이하' and '9km
    이하': the end that comes first counts. 0 for other ranges.
    """
    limits = _limits(cell)
    if len(limits) != 1:
        return Fraction(0)
    value, bound = limits[0]
    units = (unit for unit in map(_unit, value.forms) if any(_asked_in(query, unit, limits)))
    size = next((_size(value, unit) for unit in units), None) or Fraction(0)
    return -size if bound in _BELOW else size


def _limits(cell: str) -> Sequence[tuple[Value, str]]:
    """The bounds of a range that is all of a cell, or of what its name has in brackets."""
    named = _NAMED_RANGE.fullmatch(cell)
    text = named["range"] if named else cell
    found = values_of(text)
    if found and all(one.bound in _ABOVE | _BELOW for one in found):
        return [(one, one.bound) for one in found]
    if len(found) == 1 and found[0].bound == _BEFORE and _UNTIL.search(text):
        return [(found[0], "ge")]
    if len(found) != 2 or not _FROM_TO.fullmatch(text) or found[0].unit != found[1].unit:
        return []
    sizes = [_size(one, one.unit) or Fraction(0) for one in found]
    # '6~3일 전' counts down.
    return list(zip(found, ("ge", "le") if sizes[0] < sizes[1] else ("le", "ge"), strict=True))


def _asked_in(
    query: Query, unit: str, limits: Sequence[tuple[Value, str]]
) -> Iterator[tuple[Fraction, Value]]:
    """How much a question tells of a unit, with each value; not for how many something is told."""
    before = any(value.bound == _BEFORE for value, _ in limits)
    for one in values_of(query.text):
        size = _size(one, unit)
        each = size == 1 and _EACH.match(query.text, one.end)
        if size is not None and not each and (not before or one.bound == _BEFORE):
            yield size, one


def holds(size: Fraction, bound: str, limit: Fraction) -> bool:
    """Whether a number is within a bound; without one it must be the same."""
    if bound in _ABOVE:
        return size > limit or (bound == "ge" and size == limit)
    if bound in _BELOW:
        return size < limit or (bound == "le" and size == limit)
    return size == limit


def told_as_well(query: Query, cell: str) -> AbstractSet[str]:
    """The terms of a question's value that is the only one of a cell, however that is written.

    So are those of 8살 told by the cell '만 7~10세'.
    """
    if range_of(cell):
        return terms_held(query.text, cell) & query.terms.keys()
    if falls_within(query, cell):
        return _terms_within(query, cell)
    if _BARE.fullmatch(cell):
        return _terms_of_figure(query, cell)
    own = _only(cell)
    if own is None or not own.unit:
        return frozenset()
    told = [one for one in values_of(query.text) if _is_same(one, own)]
    # '2026년' tells nothing of the month in '2026년 2월'.
    said = (query.text[one.start : one.end] if one.forms[0] in own.forms else cell for one in told)
    return frozenset().union(*map(terms_of, said)) & query.terms.keys()


def _terms_of_figure(query: Query, cell: str) -> AbstractSet[str]:
    """The terms of a question's only value of that figure, '9,200천원' of the bare '9,200'.

    The unit of a column's figures is said once, above or beside its name.
    """
    told = [one for one in values_of(query.text) if _figure_of(query.text, one) == cell]
    words = terms_of(query.text[told[0].start : told[0].end]) if len(told) == 1 else frozenset()
    return words & query.terms.keys()


def _figure_of(text: str, value: Value) -> str:
    """The figure that a value is written with, as it stands: '9,200' of '9,200천원'."""
    written = _WRITTEN.match(text, value.start)
    return written[0] if written else ""


def _terms_within(query: Query, cell: str) -> AbstractSet[str]:
    """The terms of the value of a question that lies in the range of a cell."""
    limits = _limits(cell)
    units = {_unit(form) for value, _ in limits for form in value.forms} - {""}
    told = [one for unit in units for _, one in _asked_in(query, unit, limits)]
    words = (terms_of(query.text[one.start : one.end]) for one in told)
    return frozenset().union(*words) & query.terms.keys()


def contradicts(query: Query, label: str) -> bool:
    """Whether a row is named by another number of a unit that the question has: 3월, 1월."""
    if falls_within(query, label):
        return False
    own = _only(label)
    asked = [one for one in values_of(query.text) if own and one.unit == own.unit]
    return own is not None and bool(asked) and not any(_is_same(one, own) for one in asked)


def _is_same(asked: Value, told: Value) -> bool:
    """Whether one value is the other, or tells less of it: 2024년 of 2024-06-20."""
    return asked.unit == told.unit and (
        asked.forms[0] in told.forms or told.forms[0] in asked.forms
    )


def has_unit(text: str, unit: str) -> bool:
    """Whether a text is so much of a unit, by whatever name: '50%' for '몇 프로'."""
    named = {value.unit for value in values_of(f"1{unit}")} - {""}
    return text.endswith(unit) or bool(named & {value.unit for value in values_of(text)})


def have_unit_alike(one: str, other: str) -> bool:
    """Whether two texts have values of the same unit; codes are no values of one."""
    units = [{value.unit for value in values_of(text)} - {"", "code"} for text in (one, other)]
    return bool(units[0] & units[1])


def _only(cell: str) -> Value | None:
    """The only value of a cell, but for codes; None for none or several."""
    own = [one for one in values_of(cell) if one.unit != "code"]
    return own[0] if len(own) == 1 else None


def _size(value: Value, unit: str) -> Fraction | None:
    """How much a value is in a unit; None where it is not told in that."""
    form = next((one for one in value.forms if _unit(one) == unit), None)
    return Fraction(form.removesuffix(unit)) if form and value.unit not in _NO_SIZES else None


def _unit(form: str) -> str:
    return form.lstrip("-0123456789./")
