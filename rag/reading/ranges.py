"""Values that a question tells against those of a document: '4년' and '3년 이상 5년 미만'."""

from collections.abc import Set as AbstractSet
from fractions import Fraction
from functools import lru_cache

from index import analyse, terms_of
from rag.language.values import Value, values
from rag.reading.query import Query
from rag.reading.steps import range_of, single_steps, terms_held

_ABOVE, _BELOW = frozenset(["ge", "gt"]), frozenset(["le", "lt"])
_NO_SIZES = frozenset(["date", "code", "제"])


@lru_cache(maxsize=8192)
def values_of(text: str) -> tuple[Value, ...]:
    """All values of a text by itself: a cell, a question."""
    return tuple(values(text, analyse(text)))


def falls_within(query: Query, cell: str) -> bool | None:
    """Whether the only value of its unit in a question lies in a range; None where it is no range.

    A cell is a range where all of its values are bounds of one unit, or it goes from one number to
    another. Months are told against years.
    """
    if own := range_of(cell):
        asked = [one.low for one in single_steps(query.text) if one.unit == own.unit]
        return own.holds(asked[0]) if len(asked) == 1 else None
    bounds = values_of(cell)
    if (
        not bounds
        or len({bound.unit for bound in bounds}) != 1
        or not all(b.bound in _ABOVE | _BELOW for b in bounds)
    ):
        return None
    for unit in dict.fromkeys(_unit(form) for form in bounds[0].forms):
        told = [size for one in values_of(query.text) if (size := _size(one, unit)) is not None]
        limits = [_size(bound, unit) for bound in bounds]
        if unit and len(told) == 1 and None not in limits:
            pairs = zip(limits, bounds, strict=True)
            return all(limit is not None and holds(told[0], b.bound, limit) for limit, b in pairs)
    return None


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
    own = _only(cell)
    if own is None or not own.unit:
        return frozenset()
    told = [one for one in values_of(query.text) if is_same(one, own)]
    words = (terms_of(query.text[one.start : one.end]) for one in told)
    return frozenset().union(*words) & query.terms.keys()


def contradicts(query: Query, label: str) -> bool:
    """Whether a row is named by another number of a unit that the question has: 3월, 1월."""
    if falls_within(query, label):
        return False
    own = _only(label)
    asked = [one for one in values_of(query.text) if own and one.unit == own.unit]
    return own is not None and bool(asked) and not any(is_same(one, own) for one in asked)


def is_same(asked: Value, told: Value) -> bool:
    """Whether one value is the other, or tells less of it: 2024년 of 2024-06-20."""
    return asked.unit == told.unit and (
        asked.forms[0] in told.forms or told.forms[0] in asked.forms
    )


def have_unit_alike(one: str, other: str) -> bool:
    """Whether two texts have values of the same unit."""
    units = [{value.unit for value in values_of(text) if value.unit} for text in (one, other)]
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
