"""Whether what a clause of an answer says of each thing is said of that thing in the passage.

Who does and who undergoes, which value belongs to which noun, what stands in one clause.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from rag.checking.matching import (
    PLACES,
    is_named,
    is_same,
    is_told,
    means_same,
    overlap,
    same_value,
    same_verb,
    stands_in,
)
from rag.checking.together import governor, kept_apart, other_scene
from rag.language.items import Clause, Item
from rag.language.word_groups import ANAPHORS, in_phrases, same

# Words that stand where a date could.
_DAYS = frozenset("날 당일 전날 해 오늘 내일 어제 올해 지난해 내년 작년".split())


def paired(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether subjects and objects, and what is said of each value, go together as there."""
    return (
        not any(_swapped(claim, clause) or _misplaced(claim, clause) for clause in group)
        and not all(_owned_otherwise(claim, clause) for clause in group)
        and not _usurped(claim, group)
        and not any(_called_otherwise(claim, clause) for clause in group)
        and not any(_mislabelled(claim, clause) or _anothers(claim, clause) for clause in group)
        and (len(group) == 1 or (kept_apart(claim, group) and not other_scene(claim, group)))
        and not is_torn(claim, group)
    )


def is_torn(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether a claim takes its words from several runs of a list, and not the same of each.

    Of '평일 9시부터, 토요일 10시부터 연다' it takes 평일 and 10시; 9시 and 10시 it might.
    """
    runs = [clause for clause in group if clause.run]
    taken: dict[int, set[str]] = {}
    role = ""
    for item in reversed(claim.items):
        # What stands before another noun, or in a list, plays the part of that.
        role = _plain(role if item.listed or not item.role else item.role)
        if item.light or item.kind in ("verb", "adverb") or role == "than":
            continue
        homes = [n for n, run in enumerate(runs) if stands_in(item, run, claim)]
        if len(homes) == 1 < len(runs):
            taken.setdefault(homes[0], set()).add(item.value.unit if item.value else role)
    return any(kinds != other for kinds, other in pairwise(taken.values()))


def _usurped(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether a name or value stands where the passage has another one.

    Where '손충무의 구속' is told, '김영삼의 구속' is not, though both names be there.
    """
    there = [i for c in group for i in c.items if i.kind != "adverb"]
    if not any(item.aside for item in claim.items):
        there = [item for item in there if not item.aside]
    owners = [head for clause in group for head in clause.heads]
    own = [item for item in claim.own if item.kind != "adverb"]
    for item, following in pairwise(own):
        if item.kind == "verb" and _reversed(item, following, there):
            return True
        if item.light or item.kind == "verb":
            continue
        if item.listed:
            if _joins(item, following, there):
                return True
            continue
        if _turned_round(item, following, there):
            return True
        rivals = [
            number
            for number, (other, after) in enumerate(pairwise(there))
            if _alike(other, item) and means_same(after, following)
            if not _beside(item, following, other)
        ]
        if rivals and not any(_may_stand(item, there, n, owners, claim) for n in rivals):
            return True
    return False


def _beside(item: Item, following: Item, other: Item) -> bool:
    """Whether two words only happen to stand before the same one.

    A topic says nothing of a modifier behind it, nor a common noun of the value of a name.
    """
    names = item.name or other.name
    if item.role == "topic" and following.kind == "noun" and not following.role:
        return not names
    if item.kind == "quote":
        return other.kind != "quote" and not other.name
    return following.kind == "value" and item.name and not other.name


def _owned_otherwise(claim: Clause, clause: Clause) -> bool:
    """Whether 'A의 것이다' is told there of another: the last noun of both is an owner."""
    ours, theirs = claim.items[-1:], clause.items[-1:]
    owners = [i for i in (*ours, *theirs) if i.kind == "noun" and i.role == "of"]
    return len(owners) == 2 and not overlap(*owners)


def _mislabelled(claim: Clause, clause: Clause) -> bool:
    """Whether a value has the label of another one there: '매출 312억 원, 영업이익 41억 원'."""
    labels = [(i, _label(i, clause)) for i in clause.items if i.value and i.value.unit != "code"]
    for own in (i for i in claim.items if i.value is not None):
        mine = [word for i, words in labels if is_same(i, own) for word in words]
        others = [
            word
            for i, words in labels
            if i.value and own.value and i.value.unit == own.value.unit and not is_told(i, claim)
            for word in words
        ]
        told = [word for word in others if is_told(word, claim)]
        if mine and any(not any(overlap(word, one) for one in mine) for word in told):
            return True
    return False


def _anothers(claim: Clause, clause: Clause) -> bool:
    """Whether a value is that of a name which the claim does not have: '700억 개의 MoMo-70B'."""
    for own in (i for i in claim.items if i.value is not None and i.value.unit != "code"):
        owners = [
            after
            for value, after in pairwise(clause.items)
            if value.value is not None and value.role == "of" and is_same(value, own)
        ]
        if owners and not any(o.name and is_told(o, claim) for o in owners):
            return all(o.kind in ("noun", "value") and o.name for o in owners)
    return False


def _label(value: Item, clause: Clause) -> list[Item]:
    """The nouns that stand right before a value without a particle."""
    found: list[Item] = []
    for item in reversed(clause.items[: clause.items.index(value)]):
        following = found[-1] if found else value
        counted = item.value is not None and value.value and item.value.unit != value.value.unit
        if item.kind != "noun" and not counted:
            break
        if item.role or item.light or following.start - item.end > 1:
            break
        found.append(item)
    return found


def _called_otherwise(claim: Clause, clause: Clause) -> bool:
    """Whether what something is said to be stands there before the name of something else.

    Where 'AI 칩 MI300X와 처리장치 MI300A' is told, 'MI300A는 AI 칩이다' is not.
    """
    last = claim.items[-1] if claim.items else None
    names = [head for head in claim.heads if head.name]
    if last is None or last.kind != "noun" or last.role or last.light or last.listed or not names:
        return False
    called = [b for a, b in pairwise(clause.items) if means_same(a, last) and _names_it(a, b)]
    return bool(called) and not any(is_named(own, one) for own in names for one in called)


def _names_it(noun: Item, following: Item) -> bool:
    """Whether a name stands right behind a noun: '인공지능 칩 마하1'."""
    near = noun.end < following.start <= noun.end + 2
    return not noun.role and near and following.name


def _reversed(verb: Item, following: Item, there: Sequence[Item]) -> bool:
    """Whether a noun is told with the verb before it denied, or not, only the other way."""
    if following.kind != "noun":
        return False
    told = [
        before.negated
        for before, other in pairwise(there)
        if before.kind == "verb"
        and same(before.form, verb.form)
        and means_same(other, following)
        and _plain(other.role) == _plain(following.role)
    ]
    return bool(told) and verb.negated not in told


def _joins(item: Item, following: Item, there: Sequence[Item]) -> bool:
    """Whether an item is told in an enumeration that the passage has without it."""
    for place, (before, other) in enumerate(pairwise(there)):
        if before.listed and means_same(other, following):
            told = [before, *_told_with(there, place)]
            place += 1
            while there[place].listed and place + 1 < len(there):
                place += 1
                told.append(there[place])
            if not any(is_same(one, item) for one in told):
                return True
    return False


def _turned_round(item: Item, following: Item, there: Sequence[Item]) -> bool:
    """Whether two values in a row stand there in the other order only: '10위 중 1위'."""
    if item.value is None or following.value is None or item.value.unit != following.value.unit:
        return False
    pairs = [(a, b) for a, b in pairwise(there) if a.value and b.value]
    ahead = any(is_same(a, item) and is_same(b, following) for a, b in pairs)
    return not ahead and any(is_same(a, following) and is_same(b, item) for a, b in pairs)


def _may_stand(
    item: Item, there: Sequence[Item], place: int, owners: Sequence[Item], claim: Clause
) -> bool:
    """Whether an item may stand where a passage has another.

    It may where it is the same, is told together with it, or is what that belongs to.
    """
    rival = there[place]
    if is_same(rival, item) or _put_in_words(item, there, place):
        return True
    if rival.light and rival.form not in ANAPHORS:
        return True
    if rival.pointed or rival.form in ANAPHORS:
        # He whom a sentence speaks of is hardly the other one that it means by 'his'.
        return not any(one.topic and is_same(one, item) for one in there)
    before = there[place - 1] if place else None
    if any(is_same(one, item) for one in _told_with(there, place)):
        return True
    if before is not None and item.role in PLACES and _holds(item, there[:place]):
        return True
    follows = before is not None and before.end <= rival.start and is_same(before, item)
    if before is not None and follows and (before.role == "topic" or rival.kind == "quote"):
        return True
    modifiers = [head for head in claim.heads if not head.topic]
    if item in claim.heads and any(is_same(rival, one) for one in modifiers):
        return True
    named = any(is_same(rival, one) for one in claim.items)
    if named or (rival.name and item.name):
        return False
    return follows or any(is_same(owner, item) for owner in owners)


def _put_in_words(item: Item, there: Sequence[Item], place: int) -> bool:
    """Whether a word stands there as the phrase that ends in the other one: '사는 사람'."""
    before = there[place - 1].form if place else ""
    return (before, there[place].form) in in_phrases(item.form)


def _holds(item: Item, before: Sequence[Item]) -> bool:
    """Whether the place of which another is a part is told: '서버실의 전원 장치에서'."""
    owners = [one for one in before[-3:] if one.role == "of"]
    return any(is_same(one, item) for one in owners)


def _told_with(there: Sequence[Item], place: int) -> Iterator[Item]:
    """The items that stand before one in the same enumeration."""
    while place:
        one, following = there[place - 1], there[place]
        if one.role not in ("", "with") or (not one.listed and following.start - one.end > 3):
            return
        if one.kind == "value" and following.kind != "value":
            return
        yield one
        place -= 1


def _alike(other: Item, item: Item) -> bool:
    if item.value is not None or other.value is not None:
        ours, theirs = (one.value.unit if one.value else None for one in (item, other))
        return ours == theirs and other.role == item.role
    return other.kind in ("noun", "quote") and other.role == item.role


def _swapped(claim: Clause, clause: Clause) -> bool:
    """Whether who does and who undergoes have changed places."""
    doers = [i for i in claim.items if i.kind == "noun" and i.role in ("topic", "subject")]
    others = [i for i in claim.items if i.kind == "noun" and i.role in ("object", "at", "to")]
    turned = _is_passive(claim) != _is_passive(clause)
    if not turned and _exchanged(claim, clause):
        return True
    if any(_only_owns(doer, claim, clause) for doer in doers if doer.role == "subject"):
        return True
    for doer in doers:
        for other in others:
            pair = _role_there(doer, clause), _role_there(other, clause)
            if pair[0] in ("object", "at", "to") and pair[1] in ("topic", "subject"):
                if not turned:
                    return True
            elif turned and pair == ("topic", "object") and other.role == "at":
                return True
    return False


def _only_owns(doer: Item, claim: Clause, clause: Clause) -> bool:
    """Whether who is said to do it there only owns something else: '왜군의 침입에'."""
    owned = [(a, b) for a, b in pairwise(clause.items) if a.kind == "noun" and is_same(a, doer)]
    return bool(owned) and all(
        a.role == "of" and not b.light and not any(means_same(own, b) for own in claim.items)
        for a, b in owned
    )


def _exchanged(claim: Clause, clause: Clause) -> bool:
    """Whether two nouns have each the role of the other."""
    ours = [i for i in claim.items if i.kind == "noun" and i.role and i.role != "with"]
    for one, other in combinations([i for i in ours if not i.light], 2):
        roles = _plain(one.role), _plain(other.role)
        there = [
            (_plain(a.role), _plain(b.role))
            for a in clause.items
            for b in clause.items
            if a.kind == b.kind == "noun" and is_same(a, one) and is_same(b, other)
        ]
        if roles[0] != roles[1] and there and all(pair == roles[::-1] for pair in there):
            return True
    return False


def _plain(role: str) -> str:
    return "topic" if role == "subject" else role


def _is_passive(clause: Clause) -> bool:
    verbs = clause.verbs
    return bool(verbs) and verbs[-1].passive


def _role_there(item: Item, clause: Clause) -> str:
    for other in clause.items:
        if other.kind == "noun" and overlap(item, other) and other.role not in ("of", ""):
            return "topic" if other.role == "subject" else other.role
    return ""


def _misplaced(claim: Clause, clause: Clause) -> bool:
    """Whether an argument stands with another predicate there, which has one of its own."""
    for item in claim.items:
        verb = governor(item, claim)
        if verb is None or not (item.kind == "value" or item.role in PLACES | {"object"}):
            continue
        homes = [o for o in clause.items if _matches(item, o, claim, clause)]
        verbs = [o for o in clause.items if same_verb(verb, o)]
        if not homes or not verbs or any(h.part == v.part for h in homes for v in verbs):
            continue
        rivals = [o for o in clause.items if any(o.part == v.part for v in verbs)]
        if any(_rivals(item, rival, claim, clause) for rival in rivals):
            return True
    return False


def _matches(item: Item, other: Item, claim: Clause, clause: Clause) -> bool:
    if item.kind == "value":
        return same_value(item, other, claim, clause)
    return other.kind == "noun" and overlap(item, other)


def _rivals(item: Item, rival: Item, claim: Clause, clause: Clause) -> bool:
    """Whether a word there plays the same part, and the claim does not name it."""
    if item.value is not None:
        alike = rival.value is not None and rival.value.unit == item.value.unit
        alike = alike or (item.value.unit == "date" and rival.form in _DAYS)
    else:
        alike = rival.kind == "noun" and rival.role == item.role
        alike = alike or (rival.role in PLACES and item.role in PLACES and rival.kind == "noun")
    verb = governor(item, claim)
    return alike and not any(
        _matches(own, rival, claim, clause) and governor(own, claim) in (verb, None)
        for own in claim.items
    )
