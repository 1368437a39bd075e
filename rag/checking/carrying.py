"""What a clause of an answer names may have been named some sentences before in the passage.

It may where enough of the claim stands in the clause itself, and no other topic has come between.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.checking.matching import (
    has_noun,
    is_named,
    is_told,
    means_same,
    overlap,
    stands_apart,
    stands_in,
)
from rag.language.items import ELSEWHERE, Clause, Item
from rag.language.word_groups import ANAPHORS, same

_REACH = 3
# Amounts of what may have been named before: '680만 원을 받는다' of a subsidy.
_AMOUNTS = frozenset("원 달러 % 명 개".split())
# '그 차이는' speaks of something else than what stands before it.
_MEASURES = frozenset("차이 격차 비율 비중 폭".split())
# Who does it where somebody is meant, though no name is told.
_SELVES = frozenset("본인 자신 이들 그들 그녀 그 우리 양사 당사 자사".split())
_IN_THAT_CASE = ("이경우", "이때", "그경우", "그때")
# Roles in which a word may have been named before the clause that bears the claim.
_CARRIED = frozenset(["topic", "subject", "of", ""])


def may_be_carried(item: Item, claim: Clause, group: Sequence[Clause]) -> bool:
    """Topics and what belongs to them; of values only dates, where the clause has none itself."""
    if item.kind in ("noun", "quote"):
        if item.role in ("topic", "subject", "of") or item in claim.heads or item.pointed:
            return True
        if not item.role:
            return not (item.listed or _asserted(item, claim)) and _modifies(item, claim)
        there = [o for c in group for o in c.items if not (o.value and o.value.unit in _AMOUNTS)]
        if any(other.pointed and other.role == item.role for other in there):
            return True
        return not any(other.role == item.role for other in there)
    if item.role not in _CARRIED:
        return False
    dated = any(i.value and i.value.unit == "date" for clause in group for i in clause.items)
    return item.value is not None and item.value.unit in ("date", "code") and not dated


def _asserted(item: Item, claim: Clause) -> bool:
    """Whether a name says of what sort the topic is: '한국' in 'TSMC는 한국 회사이다'."""
    behind = claim.items[claim.items.index(item) + 1 :]
    last = all(i.kind == "noun" and (not i.role or i.part == ELSEWHERE) for i in behind)
    return item.name and last and bool(claim.heads) and item not in claim.heads


def _modifies(item: Item, claim: Clause) -> bool:
    """Whether an item stands right before another one, without a particle."""
    return any(0 <= other.start - item.end <= 3 for other in claim.items if other is not item)


def rests_on(claim: Clause, missing: Sequence[Item], group: Sequence[Clause]) -> bool:
    """Whether enough of the claim stands there for the rest to be what was named before."""
    if any(item.role not in _CARRIED for item in missing) and not claim.verbs:
        return False
    there = [o for c in group for o in c.items if o.kind == "verb"]
    loose = [v for v in claim.verbs if not any(same(v.form, o.form) for o in there)]
    if loose and not all(item.name for item in missing):
        # A verb that stands there as a noun only.
        return False
    told = [i for i in claim.items if not i.light and i.kind != "owner" and i not in missing]
    said = [i for i in claim.items if i.kind == "verb" and len(i.form) > 1]
    stated = claim.mood or any(same(i.form, o.form) for i in said for c in group for o in c.items)
    if not stated and any(c.verbs for c in group):
        # What it is cannot be told from what it does, but for values.
        return any(i.kind in ("value", "quote") for i in told)
    return bool(told)


def owned(claim: Clause, known: Sequence[Clause], place: tuple[int, ...]) -> bool:
    """Whether what was spoken of last there is no other name than in the answer."""
    owners = [item for item in claim.items if item.kind == "owner"]
    if not owners or any(i.name for i in claim.items if i.kind != "owner"):
        return True
    told = [i for i in claim.items if i.kind == "noun" and not i.light]
    for number in range(place[-1], -1, -1):
        clause = known[number]
        heads = [head for head in clause.heads if not head.light]
        if number in place and any(overlap(i, head) for i in told for head in heads):
            if any(item.kind == "verb" for item in clause.items):
                # The clause speaks of what the claim names itself.
                return True
            heads = []
        if heads:
            names = [head for head in heads if head.name]
            return not names or any(overlap(a, b) for a in owners for b in names)
    return True


def carried(
    claim: Clause,
    missing: Sequence[Item],
    known: Sequence[Clause],
    place: tuple[int, ...],
    context: str,
) -> bool:
    """Whether what is missing was named before, with no other topic in between."""
    if known[place[0]].run:
        known, place = _without_siblings(known, place)
    left = [item for item in missing if not _only_adds(item, known, place, claim)]
    strangers = [h for n in place for h in known[n].heads if h.name and not is_told(h, claim)]
    doers = [h for n in place for h in _doers(known[n]) if not is_told(h, claim)]
    if doers and any(item.role == "subject" and _in_title(item, context) for item in left):
        # '본인이 부담한다' is not told of the library that the title names.
        return False
    if not strangers and not any(doer.light for doer in doers):
        left = [item for item in left if item.name or not _in_title(item, context)]
    if not left:
        return True
    if known[place[0]].letters.startswith(_IN_THAT_CASE):
        before = [one for one in known[: place[0]] if one.start != known[place[0]].start]
        last = [one for one in before if one.start == before[-1].start]
        left = [i for i in left if not any(stands_in(i, clause, claim) for clause in last)]
    if any(_blocked(None, known[n], claim) for n in place):
        return False
    if known[place[0]].row:
        # A row of a table says nothing of what stands in another one.
        row = [clause for clause in known if clause.start == known[place[0]].start]
        if _of_another_column(claim, left, row[:-1]):
            return False
        left = [i for i in left if not any(stands_in(i, clause, claim) for clause in row)]
        return all(_in_context(item, context) for item in left)
    sentences = {known[place[0]].start}
    for number in range(place[0] - 1, -1, -1):
        clause = known[number]
        sentences.add(clause.start)
        if len(sentences) > _REACH + 1:
            break
        left = [item for item in left if not _speaks_of(clause, item, claim)]
        if not left:
            return True
        if any(_blocked(item, clause, claim) for item in left):
            return False
    return all(_in_context(item, context) for item in left)


def _without_siblings(
    known: Sequence[Clause], place: tuple[int, ...]
) -> tuple[Sequence[Clause], tuple[int, ...]]:
    """The clauses but for the other runs of the same list, of which nothing is said of this one."""
    own = [known[number] for number in place]
    kept = [one for one in known if one in own or not (one.run and one.start == own[0].start)]
    return kept, tuple(kept.index(one) for one in own)


def _of_another_column(claim: Clause, missing: Sequence[Item], cells: Sequence[Clause]) -> bool:
    """Whether a column is named that has none of the values: '여성 가격' of what men pay."""
    told = [one for one in claim.items if one.kind == "value" and not _in_all(one, cells, claim)]
    for item in missing:
        holders = [cell for cell in cells if stands_in(item, cell, claim)]
        others = [value for value in told if value is not item]
        if 0 < len(holders) < len(cells) and not any(
            stands_in(value, cell, claim) for value in others for cell in holders
        ):
            return bool(others)
    return False


def _in_all(item: Item, cells: Sequence[Clause], claim: Clause) -> bool:
    return all(stands_in(item, cell, claim) for cell in cells)


def _speaks_of(clause: Clause, item: Item, claim: Clause) -> bool:
    """Whether a clause names an item; a name must be what it speaks of, where that is a name."""
    names = [head for head in clause.heads if head.name]
    spoken = not item.name or not names or any(is_named(item, head) for head in names)
    return spoken and stands_in(item, clause, claim)


def _only_adds(item: Item, known: Sequence[Clause], place: tuple[int, ...], claim: Clause) -> bool:
    """Whether a noun of the passage only says more of the next, which has no other modifier there.

    '쓰레기 배출 시간' where '배출 시간' is told; not '해외 출장' where '국내 출장' is.
    """
    number = claim.items.index(item)
    if item.kind != "noun" or item.role or item.name or number + 1 >= len(claim.items):
        return False
    following = claim.items[number + 1]
    if any(overlap(item, scene) for clause in known for scene in clause.scenes):
        # '주말 해설' where '주말에는' begins another clause.
        return False
    if following.start - item.end > 1 or not any(has_noun(item, clause) for clause in known):
        return False
    for clause in (known[n] for n in place):
        items = [i for i in clause.items if i.kind != "adverb"]
        for before, other in pairwise((None, *items)):
            if other is not None and clause.row and other.role == "topic":
                # What stands before the name of a column would be its cell: '출발확정 상태'.
                continue
            if other is not None and means_same(other, following):
                return (
                    before is None
                    or before.light
                    or other.start - before.end > 1
                    or before.role not in ("", "of")
                )
    return False


def _in_title(item: Item, context: str) -> bool:
    """Whether a common noun is what the passage is about by its title."""
    return item.kind == "noun" and len(item.form) > 1 and item.form in context


def _doers(clause: Clause) -> Iterator[Item]:
    """The subjects of a clause that do something, be they but meant: '본인이'."""
    for head in clause.heads:
        if head.role == "subject" and (not head.light or head.form in _SELVES):
            yield head


def _in_context(item: Item, context: str) -> bool:
    if item.value is not None and item.value.unit == "code":
        return stands_apart(item.form, context)
    if item.value is not None:
        return any(form in context for form in item.value.forms)
    return item.form in context or all(piece in context for piece in item.pieces)


def _blocked(item: Item | None, clause: Clause, claim: Clause) -> bool:
    """Whether a clause speaks of something that the claim does not name, instead of the item.

    A common noun does not take the place of a name: 'its staff is 850' goes on about the company.
    """
    named = item is not None and (item.name or _of_name(item, claim))
    known = False
    for head in clause.heads:
        told = any(is_named(own, head) for own in claim.items)
        if head.topic:
            known = told and head.name
        pointed = head.pointed and head.form not in _MEASURES
        if head.light or pointed or head.form in ANAPHORS or told or known:
            continue
        if clause.row and head.value is not None:
            # The number of a row is not what it speaks of.
            continue
        if head.name or not named:
            return True
    return False


def _of_name(item: Item, claim: Clause) -> bool:
    """Whether a noun only says what kind of thing a name is: 'MK-2 드론'."""
    return any(
        other.name and (abs(other.end - item.start) <= 1 or abs(item.end - other.start) <= 1)
        for other in claim.items
    )
