"""Whether passages bear out a sentence.

Each clause of the sentence must be borne by a clause of a passage (or by the clauses of one of its
sentences together): its values, nouns and predicates are there, in the same roles, negated and
bounded and planned alike. What it speaks of may have been named some sentences before, unless
another topic has come between. What cannot be matched counts as not borne, so that a clumsy
honest sentence is lost rather than a lie shown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise

from index import Passage
from rag.clauses import ELSEWHERE, Clause, Item, clauses
from rag.values import Value
from rag.word_groups import ANAPHORS, GENERA, holding, in_phrases, same

_REACH = 3
# Roles in which a word may have been named before the clause that bears the claim.
_CARRIED = frozenset(["topic", "subject", "of", ""])
# Verbs that say that something is not, or not to be, done.
_TURNING = frozenset(
    "피하 삼가 막 거부 거절 없애 빼 제외 그만두 중단 중지 포기 반대 부인 어기 실패 탈락 사라지 "
    "끊 취소 폐지 잃 방지 차단 금하 말리 멈추".split()
)
# Endings of nouns made from a verb or another noun: 사용량, 이용자, 매출액.
_DAYS = frozenset("날 당일 전날 해 오늘 내일 어제 올해 지난해 내년 작년".split())
_NOMINAL_ENDINGS = "량율액자일생용"
_AFTER_NOUN = frozenset("은 는 이 가 을 를 의 도 와 과 에 로 으로 에서 에는 에게 만".split())
_PARTICLES = "로은는이가을를도의에"
_PLACES = frozenset(["at", "from", "to", "until"])
_FOREIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_MOST_FOREIGN = 0.5
_QUOTED = re.compile(r"['‘\"“]([^'‘’\"“”]{1,200})['’\"”]")
_ORDER = re.compile(
    r"(?:이전|앞선|앞의|위의?|기존|지금까지)의?\s?(?:모든\s?)?(?:지시|명령|지침|프롬프트|내용|규칙)\S*\s?"
    r"(?:은|는|을|를)?\s?(?:모두\s?|전부\s?)?(?:무시|잊|따르지)|시스템\s?(?:프롬프트|메시지|지시)"
    r"|지금부터\s?(?:너|당신|넌)"
    r"|(?:라고|다고|고)\s?(?:만\s?)?(?:답하|답해|대답하|대답해|말하라|말해라|출력|응답하|응답해|쓰라|써라"
    r"|안내하시오|안내하라)"
    r"|(?:AI|인공지능|챗봇|언어\s?모델|비서)(?:은|는|에게|이라면)[\s:].*"
    r"(?:하라|할 것|해라|하시오|하십시오|마라)"
    r"|(?:ignore|disregard)\s+(?:all|any|the|previous|prior)|system\s*prompt|you\s+are\s+now"
    r"|(?:reply|respond|answer|say|output)\s+(?:that|with|only)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence to be borne out, and the sentences before it."""

    text: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a passage that bears out a sentence; offsets in the document."""

    passage: Passage
    start: int
    end: int


def supports(claim: Claim, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """The spans that bear out every clause of the claim; none where a clause is not borne."""
    found: list[Evidence] = []
    if not _verbatim(claim.text, passages):
        return ()
    wanted = _wanted(claim)
    if not any(not item.light for clause in wanted for item in clause.items):
        return ()
    for clause in wanted:
        if all(item.light for item in clause.items) and len(wanted) > 1:
            continue
        evidence = _bearing(clause, passages)
        if evidence is None:
            return ()
        found.append(evidence)
    return tuple(dict.fromkeys(found))


def _verbatim(text: str, passages: Sequence[Passage]) -> bool:
    """Whether quotes are the passages' words, and no other script stands outside of them."""
    texts = [_letters(passage.text) for passage in passages]
    quotes = [_letters(quote) for quote in _QUOTED.findall(text)]
    if not all(any(quote in one for one in texts) for quote in quotes):
        return False
    foreign = _FOREIGN.findall(text)
    hangul = len(re.findall(r"[가-힣]", text))
    known = all(any(run in one for one in texts) for run in foreign)
    return known and sum(map(len, foreign)) < _MOST_FOREIGN * hangul


def _letters(text: str) -> str:
    return "".join(text.lower().split())


def _wanted(claim: Claim) -> list[Clause]:
    """The clauses of the claim; those that name nothing have the topic of what comes before.

    Of the sentence before, names only: as nouns where a pronoun stands for them, else as owners.
    """
    told = [head for text in claim.before[-1:] for one in clauses(text) for head in one.heads]
    topic, earlier = tuple(head for head in told if head.name), True
    found = []
    for clause in clauses(claim.text):
        own = tuple(item for item in clause.heads if not _refers(item, clause))
        referring = any(_refers(item, clause) for item in clause.heads)
        if earlier and referring:
            clause = _with_topic(clause, [head for head in told if head.topic], loose=False)
        elif not any(item.name for item in own):
            names = [item for item in topic if item.name or not own]
            clause = _with_topic(clause, names, loose=earlier)
        if own:
            topic, earlier = own, False
        found.append(clause)
    return found


def _refers(item: Item, clause: Clause) -> bool:
    """Whether a noun stands for what was named before: '이 회사는', not '한국 기업은'."""
    number = clause.items.index(item)
    before = clause.items[number - 1] if number else None
    modified = before is not None and before.kind in ("noun", "verb") and not before.light
    return item.form in ANAPHORS and bool(item.role) and (item.pointed or not modified)


def _with_topic(clause: Clause, topic: Sequence[Item], loose: bool) -> Clause:
    """A clause that speaks of what another has named."""
    inherited = [
        replace(item, kind="owner" if loose else item.kind, role="topic", part=ELSEWHERE)
        for item in topic
    ]
    return replace(clause, items=(*clause.items, *inherited))


def _bearing(claim: Clause, passages: Sequence[Passage]) -> Evidence | None:
    for passage in passages:
        known = _known(passage.text)
        for place in _places(known):
            if _bears(claim, known, place, _letters(passage.context)):
                first = known[place[0]]
                start, end = passage.start + first.start, passage.start + first.end
                return Evidence(passage, start, end)
    return None


@lru_cache(maxsize=256)
def _known(text: str) -> tuple[Clause, ...]:
    """The clauses of a passage without those that give orders to the reader."""
    return tuple(one for one in clauses(text) if not _ORDER.search(text[one.start : one.end]))


def _places(known: Sequence[Clause]) -> Iterator[tuple[int, ...]]:
    """Each clause alone, then the clauses of each sentence together."""
    yield from ((number,) for number in range(len(known)))
    for start in dict.fromkeys(clause.start for clause in known):
        together = tuple(n for n, clause in enumerate(known) if clause.start == start)
        if len(together) > 1:
            yield together


def _bears(claim: Clause, known: Sequence[Clause], place: tuple[int, ...], context: str) -> bool:
    group = [known[n] for n in place]
    missing = []
    for item in claim.items:
        if item.light or item.kind == "owner" or _is_genus(item, claim):
            continue
        if not any(_found(item, clause, claim) for clause in group):
            if item.kind not in ("noun", "value", "quote") or not _may_be_carried(
                item, claim, group
            ):
                return False
            missing.append(item)
    if missing and not _rests_on(claim, missing, group):
        return False
    return (
        _agree(claim, group)
        and _owned(claim, known, place)
        and _paired(claim, group)
        and (not missing or _carried(claim, missing, known, place, context))
    )


def _is_genus(item: Item, claim: Clause) -> bool:
    """Whether a noun only says of what sort the thing is: '성능을 높이는 기술이다'."""
    number = claim.items.index(item)
    before = claim.items[number - 1] if number else None
    last = all(i.light or i.part == ELSEWHERE for i in claim.items[number + 1 :])
    described = before is not None and (before.kind == "verb" or before.role == "of")
    return item.form in GENERA and last and not item.role and described


def _rests_on(claim: Clause, missing: Sequence[Item], group: Sequence[Clause]) -> bool:
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


def _owned(claim: Clause, known: Sequence[Clause], place: tuple[int, ...]) -> bool:
    """Whether what was spoken of last there is no other name than in the answer."""
    owners = [item for item in claim.items if item.kind == "owner"]
    if not owners or any(i.name for i in claim.items if i.kind != "owner"):
        return True
    told = [i for i in claim.items if i.kind == "noun" and not i.light]
    for number in range(place[-1], -1, -1):
        clause = known[number]
        heads = [head for head in clause.heads if not head.light]
        if number in place and any(_overlap(i, head) for i in told for head in heads):
            if any(item.kind == "verb" for item in clause.items):
                # The clause speaks of what the claim names itself.
                return True
            heads = []
        if heads:
            names = [head for head in heads if head.name]
            return not names or any(_overlap(a, b) for a in owners for b in names)
    return True


def _may_be_carried(item: Item, claim: Clause, group: Sequence[Clause]) -> bool:
    """Topics and what belongs to them; of values only dates, where the clause has none itself."""
    if item.kind in ("noun", "quote"):
        if item.role in ("topic", "subject", "of") or item in claim.heads or item.pointed:
            return True
        if not item.role:
            return not item.listed and _modifies(item, claim)
        there = [o for c in group for o in c.items if o.kind != "value"]
        if any(other.pointed and other.role == item.role for other in there):
            return True
        return not any(other.role == item.role for other in there)
    if item.role not in _CARRIED:
        return False
    dated = any(i.value and i.value.unit == "date" for clause in group for i in clause.items)
    return item.value is not None and item.value.unit in ("date", "code") and not dated


def _modifies(item: Item, claim: Clause) -> bool:
    """Whether an item stands right before another one, without a particle."""
    return any(0 <= other.start - item.end <= 3 for other in claim.items if other is not item)


def _found(item: Item, clause: Clause, claim: Clause) -> bool:
    if item.kind == "value":
        numbered = (
            item.value is not None and item.value.unit == "호" and item.form in clause.letters
        )
        return numbered or any(_same_value(item, o, claim, clause) for o in clause.items)
    if item.kind == "quote":
        return item.form in clause.letters
    if item.kind in ("noun", "verb", "adverb") and _paraphrased(item, clause, claim):
        return True
    if item.kind == "adverb":
        if item.form == "없이":
            return any(o.negated for o in clause.items)
        stem = item.form.rstrip("히이")
        return stem in clause.letters or any(same(item.form, o.form) for o in clause.items)
    if item.kind == "verb":
        told = [o for o in clause.items if claim.past or not o.former]
        return any(_same_verb(item, other) for other in told) or _undergone(item, clause, claim)
    return _has_noun(item, clause)


def _paraphrased(item: Item, clause: Clause, claim: Clause) -> bool:
    """Whether a phrase stands there for the word, or a word for the phrase that it is part of."""
    if any(_all_there(phrase, clause, item) for phrase in in_phrases(item.form)):
        return True
    return any(
        all(any(part == own.form for own in claim.items) for part in phrase)
        and any(o.form == word and o.negated == item.negated for o in clause.items)
        for phrase, word in holding(item.form)
    )


def _all_there(phrase: Sequence[str], clause: Clause, item: Item) -> bool:
    """Whether the words of a phrase stand in a clause, its verb denied as the item is."""
    places = [next((o for o in clause.items if o.form == part), None) for part in phrase]
    last = places[-1]
    return None not in places and last is not None and last.negated == item.negated


def _has_noun(item: Item, clause: Clause) -> bool:
    if len(item.form) > 1 and item.form in clause.letters:
        return True
    if any(same(item.form, other.form) for other in clause.items):
        return True
    if len(item.form) > 2 and item.form[-1] in _NOMINAL_ENDINGS:
        stem = item.form[:-1]
        if stem in clause.letters or any(same(stem, other.form) for other in clause.items):
            return True
    if any(
        item.word[:end] in clause.letters and item.word[end:] in _AFTER_NOUN
        for end in range(2, len(item.word))
        if item.form in item.word[:end]
    ):
        # A name that was cut in the wrong place: '소라는' as 소 with 라는.
        return True
    if len(item.form) > 2 and item.form[-1] in _PARTICLES and item.form[:-1] in clause.letters:
        # A name that was taken together with its particle.
        return True
    return len(item.pieces) > 1 and _pieced(item.pieces, clause)


def _pieced(pieces: Sequence[str], clause: Clause) -> bool:
    """Whether a compound's pieces stand near each other, in order, or as other words for them."""
    near = ".{0,4}".join(map(re.escape, pieces))
    if re.search(near, clause.letters):
        return True
    long = [piece for piece in pieces if len(piece) > 1]
    known = [any(same(p, o.form) for o in clause.items) or p in clause.letters for p in long]
    literal = any(p in clause.letters for p in long)
    return len(long) == len(pieces) and all(known) and not literal


def _same_verb(verb: Item, other: Item) -> bool:
    if other.kind == "noun":
        return same(verb.form, other.form) or verb.form in other.pieces
    return other.kind == "verb" and same(verb.form, other.form) and verb.negated == other.negated


def _undergone(verb: Item, clause: Clause, claim: Clause) -> bool:
    """'승인을 받다' where the passage has 승인하다."""
    place = claim.items.index(verb) if verb in claim.items else 0
    deed = claim.items[place - 1] if place else None
    return (
        verb.form == "받"
        and deed is not None
        and (deed.role == "object" or deed.end == verb.start)
        and any(o.kind == "verb" and same(o.form, deed.form) for o in clause.items)
    )


_AT_LEAST, _AT_MOST = frozenset(["ge", "gt"]), frozenset(["le", "lt", "to"])


def _same_value(item: Item, other: Item, claim: Clause, clause: Clause) -> bool:
    """Whether a value is told, with the same open side and direction."""
    if item.value is None or other.value is None:
        return False
    if item.value.forms[0] not in other.value.forms:
        return False
    ours, theirs = item.value.bound, _bound(other.value, clause)
    return _bounds_agree(ours, theirs, claim, clause) and _directions_agree(item, other, claim)


def _bound(value: Value, clause: Clause) -> str:
    """'25일을 넘지 못한다' is at most, '미만이 아니다' at least."""
    if clause.negated and value.bound in ("gt", "lt"):
        return "le" if value.bound == "gt" else "ge"
    return value.bound


def _bounds_agree(ours: str, theirs: str, claim: Clause, clause: Clause) -> bool:
    if claim.negated and ours in ("gt", "lt"):
        ours = "le" if ours == "gt" else "ge"
    if ours == theirs or (not ours and theirs not in ("gt", "lt", "than")):
        return True
    if (ours, theirs) in (("ge", "gt"), ("le", "lt")):
        return True
    if ours == "le" and not theirs and clause.mood == "may":
        # '쓸 수 있는 시간은 3시간' is at most.
        return True
    if ours == "to" and not theirs and "사이" in clause.letters:
        return any(i.role == "from" for i in claim.items)
    if ours in _AT_MOST and theirs in _AT_MOST:
        return "lt" not in (ours, theirs)
    return (ours, theirs) == ("from", "")


_EARLIER = ("전년", "이전", "기존", "당초", "원래", "지난해", "작년", "종전", "처음")


def _directions_agree(item: Item, other: Item, claim: Clause) -> bool:
    """'12분에서'가 '12분으로'일 수 없다: from, to and than are not taken for one another."""
    if other.role in ("from", "than") and other.value and other.value.unit != "date":
        told = any(word in claim.letters for word in _EARLIER)
        open_ended = other.role == "from" and item.value is not None and item.value.bound == "from"
        return item.role == other.role or told or open_ended
    return (item.role, other.role) not in (("from", "to"), ("than", "to"), ("from", "topic"))


def _agree(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether negation, plans, duties, 만 and comparisons agree."""
    said = [clause for clause in group if any(_tells(claim, clause))] or group
    if not any(_plans_agree(claim, clause) for clause in said):
        return False
    last = next((i for i in reversed(claim.items) if i.kind == "verb"), None)
    plain = last is None or last.light
    if plain and not any(_denies(clause, claim) == claim.negated for clause in said):
        return False
    if any(_denied(verb, group) for verb in claim.verbs):
        return False
    if any(_widened(claim, clause) or _cut_short(claim, clause) for clause in said):
        return False
    if not any(_moods_agree(claim, clause) for clause in said):
        return False
    if not all(_compared_alike(claim, clause) for clause in group):
        return False
    return all(_limited_alike(claim, clause) for clause in said)


def _widened(claim: Clause, clause: Clause) -> bool:
    """Whether what is denied of some is denied of all: '12세 미만 어린이' and '어린이'."""
    items = [item for item in clause.items if item.form not in ("이상", "이하", "미만", "초과")]
    return clause.negated and any(
        value.value is not None
        and value.value.bound in _AT_LEAST | _AT_MOST
        and not value.role
        and noun.kind == "noun"
        and any(_means(own, noun) for own in claim.items)
        and not any(_is_same(own, value) for own in claim.items if own.value)
        for value, noun in pairwise(items)
    )


def _cut_short(claim: Clause, clause: Clause) -> bool:
    """Whether what is denied of a part is denied of the whole: '월요일 오전', '월요일'."""
    return clause.negated and any(
        one.kind == other.kind == "noun"
        and not (one.role or one.name or other.name or other.light)
        and other.start - one.end == 1
        and other.role in _PLACES
        and any(_means(own, one) and own.role in _PLACES for own in claim.items)
        and not _told(other, claim)
        for one, other in pairwise(clause.items)
    )


def _plans_agree(claim: Clause, clause: Clause) -> bool:
    """Whether both are plans; what a rule says may be told as a plan, but not what was."""
    if _to_come(claim, clause) or (claim.past and clause.verbs and not clause.done):
        return False
    return clause.planned == claim.planned or (claim.planned and not clause.past)


def _to_come(claim: Clause, clause: Clause) -> bool:
    """Whether something is told as going on that only begins at a time which is left out."""
    now = any(word in claim.letters for word in ("현재", "지금", "이미", "벌써"))
    return now and any(
        item.value is not None
        and item.value.unit == "date"
        and item.value.bound == "from"
        and not any(_is_same(own, item) for own in claim.items if own.value)
        for item in clause.items
    )


def _denies(clause: Clause, claim: Clause) -> bool:
    """Whether a clause denies something, by its verb too: 'avoid', 'leave out'."""
    turning = [verb.form for verb in clause.verbs[-1:] if verb.form in _TURNING]
    told = any(same(form, item.form) for form in turning for item in claim.items)
    return clause.negated != (bool(turning) and not told)


def _denied(verb: Item, group: Sequence[Clause]) -> bool:
    """Whether what a verb says stands there only the other way round."""
    there = [o for c in group for o in c.items if o.kind == "verb" and same(o.form, verb.form)]
    return bool(there) and all(other.negated != verb.negated for other in there)


def _tells(claim: Clause, clause: Clause) -> Iterator[bool]:
    """Whether the last predicate of the claim stands in a clause, or else its values."""
    verbs = claim.verbs[-1:]
    items = verbs or [item for item in claim.items if item.kind == "value"]
    yield from (_found(item, clause, claim) for item in items)


def _moods_agree(claim: Clause, clause: Clause) -> bool:
    if claim.mood == clause.mood or not claim.verbs:
        return True
    if claim.mood == "may":
        return clause.mood != "must"
    return not clause.mood if claim.mood == "must" else clause.mood != "may"


def _compared_alike(claim: Clause, clause: Clause) -> bool:
    """Whether what something is compared with is the same."""
    ours = [i for i in claim.items if i.role == "than" and not i.light and i.kind != "value"]
    theirs = [i for i in clause.items if i.role == "than" and not i.light and i.kind != "value"]
    if any(_has_noun(i, clause) and not any(_overlap(i, o) for o in theirs) for i in ours):
        return False
    mine = [i for i in claim.items if i.kind == "noun" and i.role in ("topic", "subject", "object")]
    also = [i for i in clause.items if i.kind == "noun" and i.role != "than"]
    return not any(
        _overlap(i, other) and not any(_overlap(i, one) for one in also)
        for i in mine
        for other in theirs
    )


def _overlap(one: Item, other: Item) -> bool:
    return one.form in other.form or other.form in one.form or same(one.form, other.form)


def _limited_alike(claim: Clause, clause: Clause) -> bool:
    """Whether 만 is neither dropped nor added."""
    ours, theirs = (any(i.only for i in one.items) for one in (claim, clause))
    ours = ours or any(word in claim.letters for word in ("오직", "유일"))
    theirs = theirs or any(word in clause.letters for word in ("오직", "한해", "한하여", "유일"))
    dropped = any(i.only for i in clause.items) and not ours
    return not (dropped or (ours and not theirs))


def _paired(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether subjects and objects, and what is said of each value, go together as there."""
    return (
        not any(_swapped(claim, clause) or _misplaced(claim, clause) for clause in group)
        and not _usurped(claim, group)
        and not any(_called_otherwise(claim, clause) for clause in group)
        and not any(_mislabelled(claim, clause) for clause in group)
        and (len(group) == 1 or _kept_apart(claim, group))
    )


def _usurped(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether a name or value stands where the passage has another one.

    Where '손충무의 구속' is told, '김영삼의 구속' is not, though both names be there.
    """
    there = [i for c in group for i in c.items if i.kind != "adverb"]
    if not any(item.aside for item in claim.items):
        there = [item for item in there if not item.aside]
    owners = [head for clause in group for head in clause.heads]
    own = [i for i in claim.items if i.kind != "adverb" and i.part != ELSEWHERE]
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
            if _alike(other, item) and _means(after, following)
        ]
        if rivals and not any(_may_stand(item, there, n, owners, claim) for n in rivals):
            return True
    return False


def _mislabelled(claim: Clause, clause: Clause) -> bool:
    """Whether a value has the label of another one there: '매출 312억 원, 영업이익 41억 원'."""
    labels = [(i, _label(i, clause)) for i in clause.items if i.value is not None]
    for own in (i for i in claim.items if i.value is not None):
        mine = [word for i, words in labels if _is_same(i, own) for word in words]
        others = [
            word
            for i, words in labels
            if i.value and own.value and i.value.unit == own.value.unit and not _told(i, claim)
            for word in words
        ]
        told = [word for word in others if _told(word, claim)]
        if mine and any(not any(_overlap(word, one) for one in mine) for word in told):
            return True
    return False


def _label(value: Item, clause: Clause) -> list[Item]:
    """The nouns that stand right before a value without a particle."""
    found: list[Item] = []
    for item in reversed(clause.items[: clause.items.index(value)]):
        following = found[-1] if found else value
        if item.kind != "noun" or item.role or item.light or following.start - item.end > 1:
            break
        found.append(item)
    return found


def _told(item: Item, claim: Clause) -> bool:
    return any(_names(own, item) for own in claim.items if own.kind != "verb")


def _called_otherwise(claim: Clause, clause: Clause) -> bool:
    """Whether what something is said to be stands there before the name of something else.

    Where 'AI 칩 MI300X와 처리장치 MI300A' is told, 'MI300A는 AI 칩이다' is not.
    """
    last = claim.items[-1] if claim.items else None
    names = [head for head in claim.heads if head.name]
    if last is None or last.kind != "noun" or last.role or last.light or last.listed or not names:
        return False
    called = [b for a, b in pairwise(clause.items) if _means(a, last) and _names_it(a, b)]
    return bool(called) and not any(_names(own, one) for own in names for one in called)


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
        and _means(other, following)
        and _plain(other.role) == _plain(following.role)
    ]
    return bool(told) and verb.negated not in told


def _joins(item: Item, following: Item, there: Sequence[Item]) -> bool:
    """Whether an item is told in an enumeration that the passage has without it."""
    for place, (before, other) in enumerate(pairwise(there)):
        if before.listed and _means(other, following):
            told = [before, *_told_with(there, place)]
            place += 1
            while there[place].listed and place + 1 < len(there):
                place += 1
                told.append(there[place])
            if not any(_is_same(one, item) for one in told):
                return True
    return False


def _turned_round(item: Item, following: Item, there: Sequence[Item]) -> bool:
    """Whether two values in a row stand there in the other order only: '10위 중 1위'."""
    if item.value is None or following.value is None or item.value.unit != following.value.unit:
        return False
    pairs = [(a, b) for a, b in pairwise(there) if a.value and b.value]
    ahead = any(_is_same(a, item) and _is_same(b, following) for a, b in pairs)
    return not ahead and any(_is_same(a, following) and _is_same(b, item) for a, b in pairs)


def _may_stand(
    item: Item, there: Sequence[Item], place: int, owners: Sequence[Item], claim: Clause
) -> bool:
    """Whether an item may stand where a passage has another.

    It may where it is the same, is told together with it, or is what that belongs to.
    """
    rival = there[place]
    if _is_same(rival, item):
        return True
    if rival.light and rival.form not in ANAPHORS:
        return True
    if rival.pointed or rival.form in ANAPHORS:
        # He whom a sentence speaks of is hardly the other one that it means by 'his'.
        return not any(one.topic and _is_same(one, item) for one in there)
    before = there[place - 1] if place else None
    if any(_is_same(one, item) for one in _told_with(there, place)):
        return True
    follows = before is not None and before.end <= rival.start and _is_same(before, item)
    if before is not None and follows and (before.role == "topic" or rival.kind == "quote"):
        return True
    modifiers = [head for head in claim.heads if not head.topic]
    if item in claim.heads and any(_is_same(rival, one) for one in modifiers):
        return True
    named = any(_is_same(rival, one) for one in claim.items)
    if named or (rival.name and item.name):
        return False
    return follows or any(_is_same(owner, item) for owner in owners)


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


def _means(one: Item, other: Item) -> bool:
    return one.kind == other.kind and (one.form == other.form or same(one.form, other.form))


def _is_same(other: Item, item: Item) -> bool:
    if item.value is not None and other.value is not None:
        return bool(set(item.value.forms) & set(other.value.forms))
    return _overlap(item, other)


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
    owned = [(a, b) for a, b in pairwise(clause.items) if a.kind == "noun" and _is_same(a, doer)]
    return bool(owned) and all(
        a.role == "of" and not b.light and not any(_means(own, b) for own in claim.items)
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
            if a.kind == b.kind == "noun" and _is_same(a, one) and _is_same(b, other)
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
        if other.kind == "noun" and _overlap(item, other) and other.role not in ("of", ""):
            return "topic" if other.role == "subject" else other.role
    return ""


def _misplaced(claim: Clause, clause: Clause) -> bool:
    """Whether an argument stands with another predicate there, which has one of its own."""
    for item in claim.items:
        verb = _governor(item, claim)
        if verb is None or not (item.kind == "value" or item.role in _PLACES | {"object"}):
            continue
        homes = [o for o in clause.items if _matches(item, o, claim, clause)]
        verbs = [o for o in clause.items if _same_verb(verb, o)]
        if not homes or not verbs or any(h.part == v.part for h in homes for v in verbs):
            continue
        rivals = [o for o in clause.items if any(o.part == v.part for v in verbs)]
        if any(_rivals(item, rival, claim, clause) for rival in rivals):
            return True
    return False


def _matches(item: Item, other: Item, claim: Clause, clause: Clause) -> bool:
    if item.kind == "value":
        return _same_value(item, other, claim, clause)
    return other.kind == "noun" and _overlap(item, other)


def _rivals(item: Item, rival: Item, claim: Clause, clause: Clause) -> bool:
    """Whether a word there plays the same part, and the claim does not name it."""
    if item.value is not None:
        alike = rival.value is not None and rival.value.unit == item.value.unit
        alike = alike or (item.value.unit == "date" and rival.form in _DAYS)
    else:
        alike = rival.kind == "noun" and rival.role == item.role
        alike = alike or (rival.role in _PLACES and item.role in _PLACES and rival.kind == "noun")
    verb = _governor(item, claim)
    return alike and not any(
        _matches(own, rival, claim, clause) and _governor(own, claim) in (verb, None)
        for own in claim.items
    )


def _governor(item: Item, clause: Clause) -> Item | None:
    """The predicate behind an item in its part."""
    behind = [i for i in clause.items if i.kind == "verb" and i.start > item.start]
    near = [i for i in behind if i.part == item.part] or behind
    return near[0] if near and not near[0].light else None


def _kept_apart(claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether what the claim says together stands in one clause of the sentence."""
    for item in claim.items:
        if item.light or item in claim.heads or item.part == ELSEWHERE:
            continue
        governor = _governor(item, claim)
        heads = [h for h in claim.heads if not h.light]
        partners = [governor, *heads[:1]] if governor else heads
        ahead = bool(claim.heads) and item.start < _lead(claim).start
        if ahead:
            partners = [*partners, *(i for i in claim.items if i.kind == "value")]
        if item.kind == "value":
            partners = [*partners, *_just_before(item, claim)]
        homes = [clause for clause in group if _found(item, clause, claim)]
        for partner in partners:
            there = [clause for clause in group if _found(partner, clause, claim)]
            if ahead:
                there += _spoken_of(there, group)
            if item.kind == partner.kind == "verb":
                there += _spoken_of(there, group)
            of = [clause for clause in homes if not any(_names(item, h) for h in clause.heads)]
            known = homes + _spoken_of(of, group) if partner in claim.heads else homes
            if homes and there and not any(a is b for a in known for b in there):
                return False
    return True


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
    ]


def _just_before(item: Item, clause: Clause) -> list[Item]:
    """The noun in front of a value in its part."""
    before = [i for i in clause.items if i.end <= item.start and i.part == item.part]
    return [i for i in before[-1:] if i.kind == "noun" and not i.light]


def _carried(
    claim: Clause,
    missing: Sequence[Item],
    known: Sequence[Clause],
    place: tuple[int, ...],
    context: str,
) -> bool:
    """Whether what is missing was named before, with no other topic in between."""
    left = [item for item in missing if not _only_adds(item, known, place, claim)]
    strangers = [h for n in place for h in known[n].heads if h.name and not _told(h, claim)]
    if not strangers:
        left = [item for item in left if item.name or not _in_title(item, context)]
    if not left:
        return True
    if any(_blocked(None, known[n], claim) for n in place):
        return False
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


def _speaks_of(clause: Clause, item: Item, claim: Clause) -> bool:
    """Whether a clause names an item; a name must be what it speaks of, where that is a name."""
    names = [head for head in clause.heads if head.name]
    spoken = not item.name or not names or any(_names(item, head) for head in names)
    return spoken and _found(item, clause, claim)


def _only_adds(item: Item, known: Sequence[Clause], place: tuple[int, ...], claim: Clause) -> bool:
    """Whether a noun of the passage only says more of the next, which has no other modifier there.

    '쓰레기 배출 시간' where '배출 시간' is told; not '해외 출장' where '국내 출장' is.
    """
    number = claim.items.index(item)
    if item.kind != "noun" or item.role or item.name or number + 1 >= len(claim.items):
        return False
    following = claim.items[number + 1]
    if following.start - item.end > 1 or not any(_has_noun(item, clause) for clause in known):
        return False
    for clause in (known[n] for n in place):
        items = [i for i in clause.items if i.kind != "adverb"]
        for before, other in pairwise((None, *items)):
            if other is not None and _means(other, following):
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


def _in_context(item: Item, context: str) -> bool:
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
        told = any(_names(own, head) for own in claim.items)
        if head.topic:
            known = told and head.name
        if head.light or head.pointed or head.form in ANAPHORS or told or known:
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


def _names(item: Item, head: Item) -> bool:
    if item.value is not None and head.value is not None:
        return bool(set(item.value.forms) & set(head.value.forms))
    return item.kind != "value" and head.kind != "value" and _overlap(item, head)
