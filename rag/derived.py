"""Values of a sentence that are worked out of others: a difference, a sum, a share, a count."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

from rag.values import Value

_NUMBER = re.compile(r"-?\d+(?:/\d+)?")
_MORE = re.compile(r"많|높|크|큰|길|긴|넓|비싸|비싼|늦|무겁|초과|웃돌|늘|증가|올|상승|증액|더")
_LESS = re.compile(
    r"적|낮|작|짧|좁|싸|싼|이르|일찍|빠르|빨|가볍|가벼|밑돌|줄|감소|내려|하락|감액|덜|단축|모자"
)
_COUNTED = frozenset("개 명 곳 가지 건 대 종 회 차례 단계 팀 동 편 권".split())
# What a sentence counts is seldom more.
_MOST = 12
_REACH = 12


def amount(value: Value) -> Fraction | None:
    """The number of a value with a unit; None for dates, codes and the like."""
    number = value.forms[0].removesuffix(value.unit)
    return Fraction(number) if value.unit and _NUMBER.fullmatch(number) else None


def follows(value: Value, text: str, own: Sequence[Value], told: Sequence[Value]) -> bool:
    """Whether a value follows from others: `own` of its sentence `text`, and those `told` there.

    Where two of the sentence's own are compared, the word that compares them must fit.
    """
    number = amount(value)
    if number is None:
        return False
    pairs = [
        (first, second)
        for first, second in combinations([v for v in own if v is not value], 2)
        if _comparable(first, second)
    ]
    if any(_relates(value, number, text, *pair) for pair in pairs):
        return True
    others = [(first, second) for first in own if first is not value for second in told]
    return any(_adds_up(number, value, *pair) for pair in others if _comparable(*pair))


def counts(value: Value, sizes: Iterable[int]) -> bool:
    """Whether a value is the number of things that are listed, in lists of such sizes."""
    number = amount(value)
    counted = value.unit in _COUNTED and number is not None and 1 < number <= _MOST
    return counted and number in list(sizes)


def _comparable(first: Value, second: Value) -> bool:
    return first.unit == second.unit and amount(first) is not None and amount(second) is not None


def _relates(value: Value, number: Fraction, text: str, first: Value, second: Value) -> bool:
    one, other = amount(first), amount(second)
    assert one is not None
    assert other is not None
    if value.unit in ("배", "%") and value.unit != first.unit:
        return _is_ratio(value, number, one, other)
    if value.unit == "%p" and first.unit == "%":
        return number == abs(one - other) and _fits(value, text, first, second)
    if value.unit != first.unit:
        return False
    return number == one + other or (
        number == abs(one - other) and _fits(value, text, first, second)
    )


def _fits(value: Value, text: str, first: Value, second: Value) -> bool:
    """Whether the word behind a difference tells it in the right direction."""
    behind = text[value.end : value.end + _REACH]
    more, less = _MORE.search(behind), _LESS.search(behind)
    if not (more or less):
        return True
    grows = more is not None and (less is None or more.start() < less.start())
    one, other = amount(first) or 0, amount(second) or 0
    # 'A는 a로, b인 B보다'; but 'a에서 b로' and 'b인 B보다 … a' tell the larger last.
    turned = first.bound in ("from", "than") and second.bound != "than"
    return grows == ((other > one) if turned else (one > other))


def _is_ratio(value: Value, number: Fraction, one: Fraction, other: Fraction) -> bool:
    """Whether one is so many times or per cent of the other, as exactly as it is told."""
    if not (one and other):
        return False
    scale = 100 if value.unit == "%" else 1
    whole = Fraction(1, 2 if value.unit == "%" else 10)
    tolerance = whole if number.denominator == 1 else Fraction(1, 20)
    for ratio in (scale * one / other, scale * other / one):
        if value.bound == "gt" and number < ratio < number * Fraction(5, 4):
            return True
        if abs(ratio - number) <= tolerance:
            return True
    return False


def _adds_up(number: Fraction, value: Value, first: Value, second: Value) -> bool:
    """Whether it is the difference between a value of the sentence and one that is told."""
    one, other = amount(first), amount(second)
    assert one is not None
    assert other is not None
    if value.unit in ("배", "%") and value.unit != first.unit:
        return _is_ratio(value, number, one, other)
    same = value.unit == first.unit or (value.unit == "%p" and first.unit == "%")
    return same and number == abs(one - other)
