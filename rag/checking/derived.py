"""Values of a sentence that are worked out of others: a difference, a sum, a share, a count."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from rag.language.values import Value

_NUMBER = re.compile(r"-?\d+(?:/\d+)?")
_MORE = re.compile(r"많|높|크|큰|길|긴|넓|비싸|비싼|늦|무겁|초과|웃돌|늘|증가|올|상승|증액|더")
_LESS = re.compile(
    r"적|낮|작|짧|좁|싸|싼|이르|일찍|빠르|빨|가볍|가벼|밑돌|줄|감소|내려|하락|감액|덜|단축|모자"
)
# What things are counted in.
COUNTED = frozenset("개 명 곳 가지 건 대 종 회 차례 단계 팀 동 편 권 점 나라 마리".split())
# What a sentence counts is seldom more.
_MOST = 12
_REACH = 12
_MOST_NUMBERS = 48
# Of these a table may tell thousands or millions where nothing says so.
MONEY = frozenset("원 달러 유로 엔 위안".split())


@dataclass(frozen=True, slots=True)
class _Amount:
    """A value with its number."""

    value: Value
    number: Fraction

    @property
    def unit(self) -> str:
        """The unit of the value."""
        return self.value.unit


def amount(value: Value) -> Fraction | None:
    """The number of a value with a unit; None for dates, codes and the like."""
    number = value.forms[0].removesuffix(value.unit)
    return Fraction(number) if value.unit and _NUMBER.fullmatch(number) else None


def follows(value: Value, text: str, own: Sequence[Value], told: Sequence[Value]) -> bool:
    """Whether a value follows from others: `own` of its sentence `text`, and those `told` there.

    Where two of the sentence's own are compared, the word that compares them must fit.
    """
    if (number := amount(value)) is None:
        return False
    one = _Amount(value, number)
    ours = _amounts([other for other in own if other is not value])
    pairs = [pair for pair in combinations(ours, 2) if pair[0].unit == pair[1].unit]
    if any(
        _is_sum(one, *pair)
        or _is_ratio(one, *pair)
        or (_is_difference(one, *pair) and _fits(one, text, *pair))
        for pair in pairs
    ):
        return True
    others = [pair for pair in product(ours, _amounts(told)) if pair[0].unit == pair[1].unit]
    return any(_is_ratio(one, *pair) or _is_difference(one, *pair) for pair in others)


def follows_from(value: Value, numbers: Sequence[Fraction], told: Sequence[Value]) -> bool:
    """Whether a value is the sum or difference of two `numbers` of its unit, or a part of one.

    A sum of money may also be so many per cent of another, or so many times a price; `told` are
    all values that tell how many.
    """
    number = amount(value)
    own = list(dict.fromkeys(one for one in numbers if one and one != number))[:_MOST_NUMBERS]
    if number is None:
        return False
    if any(number in (a + b, abs(a - b)) for a, b in combinations(own, 2)):
        return True
    if value.unit not in MONEY:
        return False
    factors = [
        n / 100 if one.unit == "%" else n
        for one in told
        if one.unit != value.unit and (n := amount(one)) is not None and n not in (1, 10, 100)
    ]
    return any(number == price * factor for price in own for factor in factors)


def is_step(value: Value, start: Value, end: Value) -> bool:
    """Whether a value is what two others, from and to which something changes, differ by."""
    found = _amounts([value, start, end])
    return len(found) == 3 and start.unit == end.unit and _is_difference(*found)


def _amounts(values: Iterable[Value]) -> list[_Amount]:
    return [_Amount(v, number) for v in values if (number := amount(v)) is not None]


def counts(value: Value, sizes: Iterable[int]) -> bool:
    """Whether a value is the number of things that are listed, in lists of such sizes."""
    number = amount(value)
    counted = value.unit in COUNTED and number is not None and 1 < number <= _MOST
    return counted and number in list(sizes)


def _is_sum(one: _Amount, first: _Amount, second: _Amount) -> bool:
    return one.unit == first.unit and one.number == first.number + second.number


def _is_difference(one: _Amount, first: _Amount, second: _Amount) -> bool:
    """Whether it is what the others, of one unit, differ by."""
    same = one.unit == first.unit or (one.unit == "%p" and first.unit == "%")
    return same and one.number == abs(first.number - second.number)


def _is_ratio(one: _Amount, first: _Amount, second: _Amount) -> bool:
    """Whether one of the others is so many times or per cent of the other, as exactly as told."""
    if one.unit not in ("배", "%") or one.unit == first.unit:
        return False
    if not (first.number and second.number):
        return False
    scale = 100 if one.unit == "%" else 1
    whole = Fraction(1, 2 if one.unit == "%" else 10)
    tolerance = whole if one.number.denominator == 1 else Fraction(1, 20)
    for large, small in ((first, second), (second, first)):
        ratio = scale * large.number / small.number
        if one.value.bound == "gt" and one.number < ratio < one.number * Fraction(5, 4):
            return True
        if abs(ratio - one.number) <= tolerance:
            return True
    return False


def _fits(one: _Amount, text: str, first: _Amount, second: _Amount) -> bool:
    """Whether the word behind a difference tells it in the right direction."""
    behind = text[one.value.end : one.value.end + _REACH]
    more, less = _MORE.search(behind), _LESS.search(behind)
    if not (more or less):
        return True
    grows = more is not None and (less is None or more.start() < less.start())
    # 'A는 a로, b인 B보다'; but 'a에서 b로' and 'b인 B보다 … a' tell the larger last.
    turned = first.value.bound in ("from", "than") and second.value.bound != "than"
    larger, smaller = (second, first) if turned else (first, second)
    return grows == (larger.number > smaller.number)
