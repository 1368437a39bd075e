"""Values that a question tells against the bounds of a document: '4년' and '3년 이상 5년 미만'."""

from fractions import Fraction

from index import analyse
from rag.language.values import Value, values
from rag.reading.query import Query

_ABOVE, _BELOW = frozenset(["ge", "gt"]), frozenset(["le", "lt"])


def falls_within(query: Query, cell: str) -> bool | None:
    """Whether the only value of its unit in a question lies in a range; None where it is no range.

    A cell is a range where all of its values are bounds of one unit.
    """
    bounds = values(cell, analyse(cell))
    units = {bound.unit for bound in bounds}
    if not bounds or len(units) != 1 or not all(b.bound in _ABOVE | _BELOW for b in bounds):
        return None
    told = [one for one in values(query.text, query.morphemes) if one.unit in units]
    if len(told) != 1:
        return None
    size = _size(told[0])
    return all(_holds(size, bound) for bound in bounds)


def _holds(size: Fraction, bound: Value) -> bool:
    limit = _size(bound)
    if bound.bound in _ABOVE:
        return size > limit or (bound.bound == "ge" and size == limit)
    return size < limit or (bound.bound == "le" and size == limit)


def _size(value: Value) -> Fraction:
    return Fraction(value.forms[0].removesuffix(value.unit))
