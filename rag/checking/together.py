"""Whether what a clause says together is told together: in one clause, of one scene."""

from collections.abc import Sequence
from itertools import pairwise

from rag.checking.matching import (
    is_named,
    is_told,
    stands_in,
)
from rag.language.items import ELSEWHERE, Clause, Item


def governor(item: Item, clause: Clause) -> Item | None:
    """The predicate behind an item in its part."""
    behind = [i for i in clause.items if i.kind == "verb" and i.start > item.start]
    near = [i for i in behind if i.part == item.part] or behind
    return near[0] if near and not near[0].light else None


def kept_apart(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether what the claim says together stands in one clause of the sentence."""
    for item in claim.items:
        if item.light or item.part == ELSEWHERE or (item in claim.heads and not item.topic):
            continue
        verb = governor(item, claim)
        heads = [h for h in claim.heads if not h.light]
        partners = [verb, *_foremost(heads)] if verb else heads or claim.verbs
        if item in claim.heads:
            partners = [_lead(claim)]
        ahead = bool(claim.heads) and item.start < _lead(claim).start
        if ahead:
            partners = [*partners, *(i for i in claim.items if i.kind == "value")]
        if item.kind == "value":
            partners = [*partners, *_just_before(item, claim), *_beside_value(item, claim)]
        homes = [clause for clause in group if stands_in(item, clause, claim)]
        for partner in partners:
            there = [clause for clause in group if stands_in(partner, clause, claim)]
            if ahead:
                there += _spoken_of(there, group)
            if item.kind == partner.kind == "verb":
                there += _spoken_of(there, group)
            of = [clause for clause in homes if not any(is_named(item, h) for h in clause.heads)]
            led = _led_by(partner, of, group) if partner in claim.heads else []
            if item.kind == "value":
                led = [] if any(_of_a_stranger(clause, claim) for clause in of) else led
            known = homes + led
            if homes and there and not any(a is b for a in known for b in there):
                return False
    return True


def _foremost(heads: Sequence[Item]) -> list[Item]:
    """What is spoken of, with the noun before it: '오세린' of '오세린 과장'."""
    near = [head for head in heads[1:2] if head.kind == "noun" and not head.role]
    return [*heads[:1], *(() if any(head.aside for head in heads[:2]) else near)]


def other_scene(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether a value is told of another scene there: '평일 한 번, 주말에는 두 번'."""
    for value in (item for item in claim.items if item.kind == "value"):
        holders = [clause for clause in group if stands_in(value, clause, claim)]
        others = [clause for clause in group if not any(clause is one for one in holders)]
        if holders and any(is_told(scene, claim) for one in others for scene in one.scenes):
            return True
        scenes = [one.scenes for one in holders]
        if scenes and claim.scenes and all(scenes):
            return not any(is_told(scene, claim) for own in scenes for scene in own)
    return False


def _lead(clause: Clause) -> Item:
    """What a clause speaks of: its topic, else its first head."""
    return next((head for head in clause.heads if head.role == "topic"), clause.heads[0])


def _spoken_of(clauses_: Sequence[Clause], group: Sequence[Clause]) -> list[Clause]:
    """The clauses in front of those that have no topic of their own; a subject is none."""
    return [
        before
        for before, clause in pairwise(group)
        if any(clause is one for one in clauses_)
        and not any(head.role == "topic" for head in clause.heads)
        and "것은" not in clause.letters
    ]


def _led_by(head: Item, clauses_: Sequence[Clause], group: Sequence[Clause]) -> list[Clause]:
    """The clauses in front that share their head with these: a topic, or the only subject."""
    found = []
    for before in _spoken_of(clauses_, group):
        after = group[next(n for n, one in enumerate(group) if one is before) + 1]
        alone = not any(one.role == "subject" for one in after.heads)
        if alone or any(is_named(head, one) for one in _topics(before)):
            found.append(before)
    return found


def _topics(clause: Clause) -> list[Item]:
    """The topic with what it is made of or owned by."""
    found, role = [], ""
    for head in clause.heads:
        role = head.role if head.role in ("topic", "subject") else role
        if role == "topic":
            found.append(head)
    return found


def _of_a_stranger(clause: Clause, claim: Clause) -> bool:
    """Whether a clause has a subject of its own that the claim does not name."""
    own = [head for head in clause.heads if head.role == "subject" and not head.light]
    return bool(own) and not any(is_told(head, claim) for head in own)


def _beside_value(item: Item, claim: Clause) -> list[Item]:
    """The other values of its part that are no dates: '3년 약정은 23,900원'."""
    return [
        one
        for one in claim.items
        if one is not item
        and one.value is not None
        and one.part == item.part
        and "date" not in (one.value.unit, item.value.unit if item.value else "")
    ]


def _just_before(item: Item, clause: Clause) -> list[Item]:
    """The noun in front of a value in its part."""
    before = [i for i in clause.items if i.end <= item.start and i.part == item.part]
    return [i for i in before[-1:] if i.kind == "noun" and not i.light]
