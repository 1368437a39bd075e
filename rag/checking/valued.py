"""Whether passages say of something what a statement says, but with another value.

'B100의 트랜지스터는 800억 개이다' where 2,080억 개 is told: the statement is borne out once its own
value gives place to that of the passage. What the two values have to do with each other then tells
whether it is so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from index import Passage
from rag.checking.matching import AT_MOST
from rag.checking.support import Evidence, bearing
from rag.language.clauses import clauses
from rag.language.items import Clause, Item
from rag.language.values import DATE_FORM, Value

_INFINITE = float("inf")
Range = tuple[Fraction | float, Fraction | float]
_EXCEEDING = frozenset("넘 웃돌".split())
# Numbers that are part of a name, or name something: 가람 2호, 제3조, 라마 3, 02-123-4567.
NAMING = frozenset(["", "code", "serial", "제", "호"])
_ALLOWING = frozenset("허용 허락 인정 지원 보장".split())
# What happens to a thing once: its date is a property of it.
_ONCE = frozenset(
    "설립 창립 창업 창단 결성 개통 개교 개관 착공 준공 완공 제정 출시 공개 발표 태어나 출생 사망 "
    "세우".split()
)


def other_value(statement: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """Whether it is so by another value that is told of the same, with the sentence that tells it.

    None where nothing of the kind is told, or where the two values leave it open.
    """
    (claim, *others) = clauses(statement) or (None,)
    if claim is None or others:
        return None
    for item in claim.items:
        if item.value is None or not _is_property(item, claim):
            continue
        for told in _told(item.value, passages):
            decided = _decided(claim, item.value, told)
            evidence = bearing(_with(claim, item, told), passages)
            if evidence is not None and not _names(item.value, evidence):
                return None if decided is None else (decided, evidence)
    return None


def _is_property(item: Item, claim: Clause) -> bool:
    """Whether something has one such value only, as far as can be told from the statement."""
    assert item.value is not None
    if item.value.unit in NAMING:
        return False
    if item.value.unit != "date":
        return True
    at_once = any(verb.form in _ONCE for verb in claim.verbs[-1:])
    return not claim.verbs or (at_once and any(head.name for head in claim.heads))


def _told(own: Value, passages: Sequence[Passage]) -> Iterator[Value]:
    """The other values of the same unit in the passages, each once."""
    seen = {own.forms[0]}
    for passage in passages:
        for clause in clauses(passage.text, passage.columns):
            for value in (item.value for item in clause.items):
                if value is not None and value.unit == own.unit and value.forms[0] not in seen:
                    seen.add(value.forms[0])
                    yield value


def _with(claim: Clause, item: Item, told: Value) -> Clause:
    """The claim with the value told in place of its own, and without '넘다', which bounds that."""
    new = replace(item, form=told.forms[0], value=told)
    kept = [one for one in claim.items if one.kind != "verb" or one.form not in _EXCEEDING]
    items = tuple(new if one is item else one for one in kept)
    heads = tuple(new if one is item else one for one in claim.heads)
    return replace(claim, items=items, heads=heads)


def _names(own: Value, evidence: Evidence) -> bool:
    """Whether the sentence holds the value that the statement has, too."""
    told = [item.value for clause in clauses(evidence.text) for item in clause.items]
    return any(value is not None and own.forms[0] in value.forms for value in told)


def _decided(claim: Clause, own: Value, told: Value) -> bool | None:
    """Whether the value told makes the statement true; None where it leaves it open."""
    if own.unit == "date":
        return False if _other_date(own, told) else None
    if {own.bound, told.bound} <= AT_MOST:
        # Who may have five may have three.
        allowed = claim.mood == "may" or any(verb.form in _ALLOWING for verb in claim.verbs)
        return range_of(own)[1] <= range_of(told)[1] if allowed else None
    (low, high), (least, most) = range_of(own), range_of(told)
    if least > high or most < low:
        return False
    return True if low <= least and most <= high and own.bound else None


def range_of(value: Value) -> Range:
    """The least and the largest number that a value allows; open ends a little inside."""
    number = _number(value)
    inside = abs(number) / 10**9
    ranges: dict[str, Range] = {
        "ge": (number, _INFINITE),
        "gt": (number + inside, _INFINITE),
        "le": (-_INFINITE, number),
        "lt": (-_INFINITE, number - inside),
        "to": (-_INFINITE, number),
    }
    return ranges.get(value.bound, (number, number))


def _number(value: Value) -> Fraction:
    """The number of a value; hours of a time of day."""
    hours, _, minutes = value.forms[0].removesuffix("분").partition("시")
    if minutes and value.unit == "시":
        return Fraction(hours) + Fraction(minutes) / 60
    return Fraction(value.forms[0].removesuffix(value.unit))


def _other_date(own: Value, told: Value) -> bool:
    """Whether two dates differ in a part that both tell."""
    pair = [DATE_FORM.fullmatch(value.forms[0]) for value in (own, told)]
    if pair[0] is None or pair[1] is None:
        return False
    parts = zip(pair[0].groups(), pair[1].groups(), strict=True)
    return any(ours and theirs and ours != theirs for ours, theirs in parts)
