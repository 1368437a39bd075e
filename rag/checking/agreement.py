"""Whether a clause of an answer denies, plans, demands, limits and compares as the passage does."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from rag.checking.matching import (
    AT_LEAST,
    AT_MOST,
    PLACES,
    has_noun,
    is_changed,
    is_same,
    is_told,
    means_same,
    overlap,
    same_verb,
    stands_in,
    tells_step,
)
from rag.language.items import ELSEWHERE, Clause, Item
from rag.language.word_groups import TURNING, is_among, same

_EARLIER_OR_LATER = ("먼저", "일찍", "앞서", "늦", "나중")

_CHANGES = ("늘", "줄", "올리", "낮추", "바꾸")
# What tells of a time before something (False) or after it (True).
_TIMES = {
    **dict.fromkeys("전 이전 전날".split(), False),
    **dict.fromkeys("뒤 후 이후 다음 다음날 이튿날".split(), True),
}
# What one is free of, or gets.
_DUE = "환불 돌려주 면제 감면 할인 지급 지원 보상 무료".split()
_DECIDED = re.compile(r"기로(?:하였다|했다|했습니다|하였습니다|결정)")
_AGREED = frozenset("약속 합의 결정 결의".split())
_COMPARABLE = frozenset("topic subject object of".split())


def agree(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether negation, plans, duties, 만 and comparisons agree."""
    said = [clause for clause in group if any(_tells(claim, clause))] or group
    said = [clause for clause in said if _has_object(claim, clause)] or said
    if not any(_plans_agree(claim, clause) for clause in said):
        return False
    last = next((i for i in reversed(claim.items) if i.kind == "verb"), None)
    plain = last is None or last.light
    if plain and not any(_denies(clause, claim) == claim.negated for clause in said):
        return False
    verbs = [item for item in claim.items if item.kind == "verb" and len(item.form) > 1]
    if any(_denied(verb, group) for verb in (*claim.verbs, *verbs)) or lacking(claim, group):
        return False
    if _turned_in_time(claim, group) or _only_supposed(claim, group):
        return False
    if any(_widened(claim, clause) or _cut_short(claim, clause) for clause in said):
        return False
    if not any(_moods_agree(claim, clause) for clause in said):
        return False
    if not all(_compared_alike(claim, clause) for clause in group) or _misordered(claim, group):
        return False
    return all(_limited_alike(claim, clause) for clause in said)


def _only_supposed(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether what must be done stands there as a case only: '적으면 감점'."""
    if claim.mood != "must":
        return False
    last = [verb for verb in claim.verbs[-1:] if verb not in claim.conditions]
    there = [(o, c) for c in group for o in c.items for v in last if o.form == v.form]
    return bool(there) and all(other in clause.conditions for other, clause in there)


def contradicted(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether what is told there excludes the claim, in whatever words both are put."""
    return (
        any(_only_denied(verb, claim, group) for verb in claim.verbs[-1:])
        or _turned_in_time(claim, group)
        or any(_told_as_step(item, claim, group) for item in claim.items if item.value)
    )


def _only_denied(verb: Item, claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether what is said to be done is told there only not to be, and of the same things."""
    named = [i for i in claim.items if not i.light and i.kind in ("noun", "value")]
    named = [item for item in named if item.part != ELSEWHERE]
    there = [(o, c) for c in group for o in c.items if o.kind == "verb" and o.form == verb.form]
    alike = [sum(stands_in(i, c, claim) for i in named) for _, c in there]
    denied = bool(there) and all(other.negated for other, _ in there)
    return denied and not verb.negated and 2 * max(alike) >= max(1, len(named))


def _told_as_step(value: Item, claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether what something changes to is told as that by which it changes."""
    there = [(o, c) for c in group for o in c.items if o.value and is_same(value, o)]
    ends = [other.role == "to" and is_changed(other, clause) for other, clause in there]
    return tells_step(value, claim) and bool(ends) and all(ends)


def _widened(claim: Clause, clause: Clause) -> bool:
    """Whether what is denied of some is denied of all: '12세 미만 어린이' and '어린이'."""
    items = [item for item in clause.items if item.form not in ("이상", "이하", "미만", "초과")]
    return clause.negated and any(
        value.value is not None
        and value.value.bound in AT_LEAST | AT_MOST
        and not value.role
        and noun.kind == "noun"
        and any(means_same(own, noun) for own in claim.items)
        and not any(is_same(own, value) for own in claim.items if own.value)
        for value, noun in pairwise(items)
    )


def _cut_short(claim: Clause, clause: Clause) -> bool:
    """Whether what is denied of a part is denied of the whole: '월요일 오전', '월요일'."""
    return clause.negated and any(
        one.kind == other.kind == "noun"
        and not (one.role or one.name or other.name or other.light)
        and other.start - one.end == 1
        and other.role in PLACES
        and any(means_same(own, one) and own.role in PLACES for own in claim.items)
        and not is_told(other, claim)
        for one, other in pairwise(clause.items)
    )


def _plans_agree(claim: Clause, clause: Clause) -> bool:
    """Whether both are plans; what a rule says may be told as a plan, but not what was."""
    if _to_come(claim, clause) or _not_yet(claim, clause):
        return False
    if clause.planned == claim.planned or (claim.planned and not clause.past):
        return True
    if not claim.planned and not claim.past and _DECIDED.search(clause.letters):
        # What was decided to be done may be told as what is done.
        return True
    # 'A에 합의했다' tells of a plan as 'A하기로 합의했다' does.
    agreed = [verb for verb in claim.verbs[-1:] if verb.form in _AGREED]
    return claim.planned and any(stands_in(verb, clause, claim) for verb in agreed)


def _not_yet(claim: Clause, clause: Clause) -> bool:
    """Whether what is told as past is not so there: '연 곳' may be, '연다' is not."""
    if not claim.past or claim.planned or not clause.verbs:
        return False
    last, other = claim.verbs[-1:], clause.verbs[-1]
    finite = any(same_verb(verb, other) for verb in last)
    return not clause.done or (clause.present and finite)


def _to_come(claim: Clause, clause: Clause) -> bool:
    """Whether something is told as going on that only begins at a time which is left out."""
    if _becomes(claim, clause):
        return True
    now = any(word in claim.letters for word in ("현재", "지금", "이미", "벌써"))
    return now and any(
        item.value is not None
        and item.value.unit == "date"
        and item.value.bound == "from"
        and not any(is_same(own, item) for own in claim.items if own.value)
        for item in clause.items
    )


def _turned_in_time(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether something is told after what it came before there, or the other way round."""
    return _told_otherwise(_before_or_after, _is_one, claim, group)


def _told_otherwise(
    told: Callable[[Clause], Iterable[tuple[Item, bool]]],
    alike: Callable[[Item, Item], bool],
    claim: Clause,
    group: Sequence[Clause],
) -> bool:
    """Whether of something that a claim has all clauses of a group tell the opposite.

    `told` gives what a clause has with which of two it tells of that, `alike` whether two are one.
    """
    there = [pair for clause in group for pair in told(clause)]
    for item, so in told(claim):
        others = [other_so for other, other_so in there if alike(item, other)]
        if others and so not in others:
            return True
    return False


def _is_one(anchor: Item, other: Item) -> bool:
    """Whether two things tell of one time, as deeds or as nouns: '종료 후', '종료한 뒤'."""
    if anchor.value and other.value:
        return is_same(anchor, other)
    return not (anchor.value or other.value) and same(anchor.form, other.form)


def _before_or_after(clause: Clause) -> Iterator[tuple[Item, bool]]:
    """What something is told to be before or after: '돌아오기 아흐레 전에', '종료 전', '5일 전'."""
    for place, anchor in enumerate(clause.items):
        bare = anchor.kind in ("noun", "value") and not anchor.role
        if anchor.light or not (bare or anchor.kind == "verb"):
            continue
        for mark in clause.items[place + 1 : place + 3]:
            late = _TIMES.get(mark.form) if mark.kind == "noun" else None
            if late is not None and mark.role not in ("subject", "object"):
                yield anchor, late
            if mark.value is None:
                break


def drops_condition(
    claim: Sequence[Clause], group: Sequence[Clause], before: Sequence[Clause]
) -> bool:
    """Whether a claim tells what is free, allowed or due to somebody without the case it is for.

    That may be named by the sentence before.
    """
    told = [one for one in group if any(_grants(clause, one) for clause in claim)]
    items = [item for clause in (*before, *claim) for item in clause.items]
    return bool(told) and not any(_names_case(items, one) for one in told)


def _names_case(items: Sequence[Item], clause: Clause) -> bool:
    """Whether items name the case that a clause is for.

    A condition is named by its predicate or half of its words, a time before or after something by
    that, any such time or another value.
    """
    told = [any(means_same(own, item) for own in items) for item in clause.conditions]
    named = told[-1:] != [False] or 2 * sum(told) >= len(told)
    times = [anchor for anchor, _ in _before_or_after(clause)]
    marks = [*times, *(item for item in clause.items if item.value)] if times else []
    timed = any(own.form in _TIMES or any(is_same(own, mark) for mark in marks) for own in items)
    return named and (timed or not times)


def _grants(claim: Clause, clause: Clause) -> bool:
    """Whether a claim says of what a clause does that it may be done or is due to somebody."""
    said = [*clause.verbs[-1:], *(item for item in clause.items[-1:] if item.form in _DUE)]
    said = [item for item in said if item not in clause.conditions]
    if claim.mood == clause.mood == "may" and not said and not claim.verbs:
        # '환불은 가능하다'
        return any(is_same(own, item) for own in claim.heads for item in clause.heads)
    due = claim.mood == "may" or any(is_among(item.form, _DUE) for item in said)
    verbs = [n for n, item in enumerate(claim.items) if item in claim.verbs]
    last = max(verbs, default=len(claim.items) - 1)
    # '환불받다' does what '환불하다' does.
    deed = claim.items[max(0, last - 1) : last + 1]
    return due and any(same_verb(one, item) or is_same(one, item) for item in said for one in deed)


def _becomes(claim: Clause, clause: Clause) -> bool:
    """Whether what is told as so is only to become so: '150곳으로 늘린다', '150곳이다'."""
    grows = any(is_among(verb.form, _CHANGES) for verb in clause.verbs)
    if claim.planned or clause.past or claim.verbs or not grows:
        return False
    aims = [item for item in clause.items if item.value and item.role == "to"]
    return any(is_same(item, own) for item in aims for own in claim.items if own.value)


def _denies(clause: Clause, claim: Clause) -> bool:
    """Whether a clause denies something, by its verb too: 'avoid', 'leave out'."""
    turning = [verb.form for verb in clause.verbs[-1:] if verb.form in TURNING]
    told = any(same(form, item.form) for form in turning for item in claim.items)
    return clause.negated != (bool(turning) and not told)


def _denied(verb: Item, group: Sequence[Clause]) -> bool:
    """Whether what a verb says stands there only the other way round."""
    there = [o for c in group for o in c.items if o.kind == "verb" and same(o.form, verb.form)]
    return bool(there) and all(other.negated != verb.negated for other in there)


def lacking(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether something is there that is told not to be, or the other way round: 뚜껑이 없는."""
    return _told_otherwise(_present, means_same, claim, group)


def _present(clause: Clause) -> Iterator[tuple[Item, bool]]:
    """What a clause tells to be there or not, and whether it is not."""
    for thing, verb in pairwise(clause.items):
        if thing.kind not in ("noun", "value", "quote"):
            continue
        if verb.kind == "verb" and verb.form in ("있", "없"):
            yield thing, verb.negated
        elif verb.kind == "adverb" and verb.form == "없이":
            yield thing, True


def _tells(claim: Clause, clause: Clause) -> Iterator[bool]:
    """Whether the last predicate of the claim stands in a clause, or else its values."""
    verbs = claim.verbs[-1:]
    items = verbs or [item for item in claim.items if item.kind == "value"]
    yield from (stands_in(item, clause, claim) for item in items)


def _has_object(claim: Clause, clause: Clause) -> bool:
    """Whether a clause holds what the last predicate of the claim acts on."""
    objects = [item for item in claim.items if item.role == "object"]
    return all(stands_in(item, clause, claim) for item in objects[-1:])


def _moods_agree(claim: Clause, clause: Clause) -> bool:
    done = any(i.kind == "verb" and i.form not in ("있", "가능") for i in claim.items)
    if claim.mood == "may" and not done and not claim.negated:
        # '주차가 가능하다' where 'can', or that one does, is told.
        deeds = [verb.form for verb in clause.verbs]
        return clause.mood == "may" or any(is_among(i.form, deeds) for i in claim.items)
    if (claim.mood, clause.mood) == ("must", "may") and not claim.verbs:
        light = {item.form for item in claim.items if item.kind == "verb"} - {"하", "되", "있"}
        return not any(item.kind == "verb" and item.form in light for item in clause.items)
    if claim.mood == clause.mood or not claim.verbs:
        return True
    if claim.negated and clause.negated and "must" not in (claim.mood, clause.mood):
        # '받지 못한다' and '받을 수 없다'.
        return True
    if claim.mood == "may":
        return clause.mood != "must"
    return not clause.mood if claim.mood == "must" else clause.mood != "may"


def _compared_alike(claim: Clause, clause: Clause) -> bool:
    """Whether what something is compared with is the same."""
    ours = [i for i in claim.items if i.role == "than" and not i.light and i.kind != "value"]
    theirs = [i for i in clause.items if i.role == "than" and not i.light and i.kind != "value"]
    if any(has_noun(i, clause) and not any(overlap(i, o) for o in theirs) for i in ours):
        return False
    mine = [i for i in claim.items if i.kind == "noun" and i.role in _COMPARABLE]
    also = [i for i in clause.items if i.kind == "noun" and i.role != "than"]
    return not any(
        overlap(i, other) and not any(overlap(i, one) for one in also)
        for i in mine
        for other in theirs
    )


def _misordered(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether something is told to come before or after another, and is not there."""
    letters = "".join(clause.letters for clause in group)
    order = [word for word in _EARLIER_OR_LATER if word in claim.letters]
    compared = any(item.role == "than" for item in claim.items)
    return compared and any(word not in letters for word in order)


def _limited_alike(claim: Clause, clause: Clause) -> bool:
    """Whether 만 is neither dropped nor added."""
    ours, theirs = (any(i.only for i in one.items) for one in (claim, clause))
    ours = ours or any(word in claim.letters for word in ("오직", "유일"))
    theirs = theirs or any(word in clause.letters for word in ("오직", "한해", "한하여", "유일"))
    dropped = any(i.only for i in clause.items) and not ours
    return not (dropped or (ours and not theirs))
