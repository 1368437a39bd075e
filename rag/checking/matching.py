"""Whether what a clause of an answer names stands in a clause of a passage.

Words stand there as they are, as synonyms, as phrases for words and words for phrases; values in
any of their forms, with the same open side and direction.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.language.items import Clause, Item
from rag.language.word_groups import TURNING, holding, in_phrases, is_among, same

_NOMINAL_ENDINGS = "량율률액자일생용적분객"
_AFTER_NOUN = frozenset("은 는 이 가 을 를 의 도 와 과 에 로 으로 에서 에는 에게 만".split())
_TURNED = "부비불미무반"
_PARTICLES = "로은는이가을를도의에"
_PARTS = frozenset(["topic", "subject", "object", "at", "to"])
PLACES = frozenset(["at", "from", "to", "until"])
AT_LEAST, AT_MOST = frozenset(["ge", "gt"]), frozenset(["le", "lt", "to"])
_PLACES_OF_NAMES = frozenset("구 군 읍 면 팀 과 실 역 항 길".split())
# Verbs of change, of which a value tells the step or, with 로 and 까지, the end.
_CHANGES = "늘 줄 인상 인하 단축 연장 깎".split()
_ENDS = frozenset(["to", "until"])
_EXCEEDS = frozenset("넘 초과 초과하 미치".split())
_EARLIER = ("전년", "이전", "기존", "당초", "원래", "지난해", "작년", "종전", "처음")


def stands_in(item: Item, clause: Clause, claim: Clause) -> bool:
    """Whether an item of the claim is told in a clause of a passage."""
    if item.kind == "value":
        numbered = (
            item.value is not None and item.value.unit == "호" and item.form in clause.letters
        )
        return numbered or any(same_value(item, o, claim, clause) for o in clause.items)
    if item.kind == "quote":
        return item.form in clause.letters
    alike = [o.replaced for o in clause.items if o.kind == item.kind and overlap(item, o)]
    if alike and all(alike) and not any(i.replaced or i.negated for i in claim.items):
        return False
    if _stands_whole(item, clause):
        return True
    if item.kind in ("noun", "verb", "adverb") and _paraphrased(item, clause, claim):
        return True
    if item.kind == "adverb":
        return _has_adverb(item, clause)
    if item.kind == "verb":
        return _has_verb(item, clause, claim)
    return has_noun(item, clause)


def _has_adverb(item: Item, clause: Clause) -> bool:
    if item.form == "없이":
        return any(other.negated for other in clause.items)
    stem = item.form.rstrip("히이")
    return stem in clause.letters or any(same(item.form, other.form) for other in clause.items)


def _has_verb(item: Item, clause: Clause, claim: Clause) -> bool:
    there = [o for o in clause.items if claim.past or not o.former]
    there = [o for o in there if not (o.kind == "noun" and _is_turned(o, clause))]
    if any(o.kind == "adverb" and o.form == item.form + "이" for o in there):
        # '많은' where '많이' is told.
        return True
    return any(same_verb(item, other) for other in there) or _undergone(item, clause, claim)


def _is_turned(deed: Item, clause: Clause) -> bool:
    """Whether a deed is what is not done: '출시를 미루다'."""
    following = clause.items[clause.items.index(deed) + 1 :][:1]
    return deed.role == "object" and any(o.form in TURNING for o in following if o.kind == "verb")


def _stands_whole(item: Item, clause: Clause) -> bool:
    """Whether the word of an item stands there, which was cut in the wrong place: '푸른파도는'."""
    least = 2 if item.kind == "noun" else 3
    return any(
        _written(item.word[:end], clause) and item.word[end:] in _AFTER_NOUN
        for end in range(least, len(item.word))
        if item.form[:1] in item.word[:end]
    )


def _paraphrased(item: Item, clause: Clause, claim: Clause) -> bool:
    """Whether a phrase stands there for the word, or a word for the phrase that it is part of."""
    if any(_all_there(phrase, clause, item) for phrase in in_phrases(item.form)):
        return True
    there = {o.form for o in clause.items if o.negated == item.negated}
    claimed = {own.form for own in claim.items}
    return any(word in there and claimed.issuperset(phrase) for phrase, word in holding(item.form))


def _all_there(phrase: Sequence[str], clause: Clause, item: Item) -> bool:
    """Whether the words of a phrase stand in a clause, its verb denied as the item is."""
    if item.kind == "noun" and item.role in _PARTS and len(phrase) == 2:
        return any(
            (one.form, other.form) == phrase and _plays(item, other)
            for one, other in pairwise(clause.items)
        )
    places = [next((o for o in clause.items if o.form == part), None) for part in phrase]
    last = places[-1]
    return None not in places and last is not None and last.negated == item.negated


def _plays(item: Item, other: Item) -> bool:
    """Whether a noun has the part there that it has here: '사는 사람에게' is no 구매자는."""
    subjects = ("topic", "subject")
    if other.kind != "noun" or other.role not in _PARTS:
        return True
    return item.role == other.role or (item.role in subjects and other.role in subjects)


def has_noun(item: Item, clause: Clause) -> bool:
    """Whether a clause has a noun, as it is, in pieces or as a synonym."""
    if len(item.form) > 1 and _written(item.form, clause):
        return True
    if any(same(item.form, other.form) for other in clause.items):
        return True
    if item.form in _PLACES_OF_NAMES:
        # '구' where '하리구' is told.
        return any(
            other.kind == "noun" and other.form[1:].endswith(item.form) for other in clause.items
        )
    if len(item.form) > 2 and item.form[-1] in _NOMINAL_ENDINGS:
        stem = item.form[:-1]
        doer = item.form[-1] == "자"
        if stem in clause.letters or (
            not doer and any(same(stem, other.form) for other in clause.items)
        ):
            return True
    if len(item.form) > 2 and item.form[-1] in _PARTICLES and item.form[:-1] in clause.letters:
        # A name that was taken together with its particle.
        return True
    return len(item.pieces) > 1 and _pieced(item.pieces, clause)


def _written(form: str, clause: Clause) -> bool:
    """Whether a word stands there, and not only as what another one turns: 원장 in 부원장."""
    return re.search(rf"(?<![{_TURNED}]){re.escape(form)}", clause.letters) is not None


def _pieced(pieces: Sequence[str], clause: Clause) -> bool:
    """Whether a compound's pieces stand near each other, in order, or as other words for them."""
    near = ".{0,4}".join(map(re.escape, pieces))
    if re.search(near, clause.letters):
        return True
    long = [piece for piece in pieces if len(piece) > 1]
    known = [any(same(p, o.form) for o in clause.items) or p in clause.letters for p in long]
    literal = any(p in clause.letters for p in long)
    return len(long) == len(pieces) and all(known) and not literal


def same_verb(verb: Item, other: Item) -> bool:
    """Whether a verb or the noun of a verb says the same, denied alike."""
    if other.kind == "noun":
        pieces = [piece for piece in other.pieces if len(piece) > 1]
        return verb.form in other.pieces or is_among(verb.form, (other.form, *pieces))
    return other.kind == "verb" and same(verb.form, other.form) and verb.negated == other.negated


def _undergone(verb: Item, clause: Clause, claim: Clause) -> bool:
    """'승인을 받다' where the passage has 승인하다."""
    place = claim.items.index(verb) if verb in claim.items else 0
    deed = claim.items[place - 1] if place else None
    return (
        verb.form == "받"
        and deed is not None
        and (deed.role == "object" or deed.end == verb.start)
        and any(_is_done(o, deed, clause) for o in clause.items)
    )


def _is_done(other: Item, deed: Item, clause: Clause) -> bool:
    """Whether a deed is done there: '검사하다', '검사를 하다'."""
    if other.kind == "verb":
        return same(other.form, deed.form)
    behind = clause.items[clause.items.index(other) + 1 :][:1]
    does = any(i.kind == "verb" and i.form == "하" and not i.negated for i in behind)
    return does and other.kind == "noun" and same(other.form, deed.form)


def same_value(item: Item, other: Item, claim: Clause, clause: Clause) -> bool:
    """Whether a value is told, with the same open side and direction."""
    if item.value is None or other.value is None:
        return False
    if item.value.forms[0] not in other.value.forms:
        return False
    if item.role == "from" and other.role != "from" and _starts_elsewhere(other, clause):
        return False
    if other.role == "to" and tells_step(item, claim) and is_changed(other, clause):
        # '460MWh로 줄었다' is no '460MWh 줄었다'.
        return False
    ours, theirs = item.value.bound, _bound(other, clause)
    if (ours, theirs, other.role) == ("to", "", "to"):
        # '1,000W로 올랐다' and '1,000W까지'.
        return is_changed(other, clause) or any(one.role == "from" for one in claim.items)
    return _bounds_agree(ours, theirs, claim, clause) and _directions_agree(item, other, claim)


def tells_step(value: Item, clause: Clause) -> bool:
    """Whether a value tells by how much something changes, and not to what."""
    behind = [one for one in clause.items if one.start > value.start][:1]
    vague = any(one.light and one.role in _ENDS for one in behind if one.kind == "noun")
    return not vague and value.role not in _ENDS | {"from"} and is_changed(value, clause)


def is_changed(value: Item, clause: Clause) -> bool:
    """Whether the first verb behind a value is one of change."""
    behind = [one.form for one in clause.items if one.kind == "verb" and one.start > value.start]
    verb = next(iter(behind), "")
    stepless = value.value is not None and value.value.unit in ("date", "배")
    return not stepless and is_among(verb, _CHANGES)


def _starts_elsewhere(other: Item, clause: Clause) -> bool:
    """Whether a change is told from another value of the unit: '400W에서 700W, 1,000W로'."""
    return any(
        one.role == "from" and one.value and other.value and one.value.unit == other.value.unit
        for one in clause.items
    )


def _bound(item: Item, clause: Clause) -> str:
    """'25일을 넘지 못한다' is at most, '미만이 아니다' at least; '넘으면 쓰지 않는다' is not."""
    bound = item.value.bound if item.value else ""
    if bound not in ("gt", "lt") or not clause.negated:
        return bound
    behind = clause.items[clause.items.index(item) + 1 :][:1]
    if any(one.kind == "verb" and one.form in _EXCEEDS and not one.negated for one in behind):
        return bound
    return "le" if bound == "gt" else "ge"


def _bounds_agree(ours: str, theirs: str, claim: Clause, clause: Clause) -> bool:
    if claim.negated and ours in ("gt", "lt"):
        ours = "le" if ours == "gt" else "ge"
    if ours == theirs or (not ours and theirs not in ("gt", "lt", "than")):
        return True
    if ours == "le" and not theirs and clause.mood == "may":
        # '쓸 수 있는 시간은 3시간' is at most.
        return True
    if ours == "to" and not theirs and "사이" in clause.letters:
        return any(i.role == "from" for i in claim.items)
    if ours in AT_MOST and theirs in AT_MOST:
        return "lt" not in (ours, theirs)
    return (ours, theirs) == ("from", "")


def _directions_agree(item: Item, other: Item, claim: Clause) -> bool:
    """'12분에서'가 '12분으로'일 수 없다: from, to and than are not taken for one another."""
    if other.role in ("from", "than") and other.value and other.value.unit != "date":
        told = any(word in claim.letters for word in _EARLIER)
        open_ended = other.role == "from" and item.value is not None and item.value.bound == "from"
        return item.role == other.role or told or open_ended
    return (item.role, other.role) not in (("from", "to"), ("than", "to"), ("from", "topic"))


def overlap(one: Item, other: Item) -> bool:
    """Whether one word holds the other or says the same."""
    return (
        _holds(one.form, other.form) or _holds(other.form, one.form) or same(one.form, other.form)
    )


def _holds(long: str, short: str) -> bool:
    return short in long and not (long[0] in _TURNED and long[1:] == short)


def means_same(one: Item, other: Item) -> bool:
    """Whether two items of one kind say the same."""
    return one.kind == other.kind and (one.form == other.form or same(one.form, other.form))


def is_same(other: Item, item: Item) -> bool:
    """Whether two items are one value, or words of which one holds the other."""
    if item.value is not None and other.value is not None:
        return bool(set(item.value.forms) & set(other.value.forms))
    return overlap(item, other)


def stands_apart(code: str, letters: str) -> bool:
    """Whether a code stands among letters, and not only in a longer one, as 'B' in 'BT-023'."""
    return re.search(rf"(?<![a-z\d]){re.escape(code)}(?![a-z\d])", letters.lower()) is not None


def is_one(item: Item, other: Item) -> bool:
    """Whether two items name one thing, day or deed."""
    if (item.value is None) != (other.value is None):
        return False
    # '착공' may be told as '착공하다'.
    deeds = {item.kind, other.kind} == {"noun", "verb"} and item.form == other.form
    return deeds or (item.kind == other.kind and _is_alike(item, other))


def _is_alike(item: Item, other: Item) -> bool:
    if item.value and other.value:
        # Two days of one month are two.
        return item.form in other.value.forms or other.form in item.value.forms
    return overlap(item, other)


def is_named(item: Item, head: Item) -> bool:
    """Whether an item names what a head does: a value no noun, a noun no value."""
    if item.value is not None and head.value is not None:
        return bool(set(item.value.forms) & set(head.value.forms))
    return item.kind != "value" and head.kind != "value" and overlap(item, head)


def is_told(item: Item, claim: Clause) -> bool:
    """Whether the claim names an item of a passage."""
    return any(is_named(own, item) for own in claim.items if own.kind != "verb")
