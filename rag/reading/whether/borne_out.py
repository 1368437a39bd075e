"""Whether passages bear out a statement, or deny it."""

import re
from collections.abc import Sequence

from index import Passage, analyse, terms_of
from rag.checking.support import Claim, Evidence, supports
from rag.checking.valued import NAMING, other_value
from rag.language.clauses import clauses
from rag.language.items import Clause, Item
from rag.language.polarity import denials
from rag.language.values import WEEKDAY, Value, values_of
from rag.language.word_groups import is_among
from rag.reading.sentences.boxes import choices
from rag.reading.sentences.former import is_former
from rag.reading.whether.permissions import clauses_of
from rag.reading.whether.statements import Stated

_CAN = re.compile(r"수 (?:있|없)다$")
_ALLOWS = re.compile(
    r"수 (?:있|없)|가능|허용|허가|금지|[어아여해]도 (?:된|됩|되|좋|괜찮)|안 [된됩되]|못|자유"
    r"|받는다|받습니다|않"
)
_PERIOD = re.compile(
    rf"\d\s?[일.]?{WEEKDAY}?\s?(?:[~∼–]|부터)\s?\D{{0,3}}\d"
    rf"|월\s?\d+일{WEEKDAY}?\s?(?:까지|부터|이전|이후)"
)


def borne_out(said: Stated, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """Whether a statement is so: True where passages bear it out, False where they do its denial.

    None where they bear out neither or both.
    """
    return _stated_or_denied(said, passages) or _opposite_told(said, passages)


def _stated_or_denied(said: Stated, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """Which of a statement and its denial is told, or that of another value."""
    yes = _borne(said.plain, passages)
    no = next(filter(None, (_borne(one, passages) for one in said.denied)), ())
    if yes or no:
        shown, *_ = yes or no
        sure = bool(no) != bool(yes) and (bool(no) or _affirms(said.plain, shown))
        return (bool(yes), shown) if sure else None
    found = other_value(said.plain, passages)
    # A day within a period is no other date than that from which or to which it lasts.
    if found is None or (not found[0] and _PERIOD.search(found[1].text)):
        return None
    return found


def _opposite_told(said: Stated, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """False where the opposite is told of all that a statement names: 부결되다 for 통과되다."""
    shown = next(filter(None, (_borne(one, passages) for one in said.opposed)), ())
    return (False, shown[0]) if shown else None


def _borne(statement: str, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """What bears out a statement: one sentence for all of it, and its predicate with that.

    'A is set up and switched on at once' is not told where only setting it up is.
    """
    claims = clauses(statement)
    asked = [item for clause in claims[-1:] for item in clause.items]
    if all(item.light or item.kind == "adverb" for item in asked):
        return ()
    # The questions of an FAQ bear out nothing.
    found = [one for one in supports(Claim(statement), passages) if "?" not in one.text]
    if any(any(choices(one.text)) for one in found):  # what is not so stands there too
        return ()
    if len({(one.passage, one.start) for one in found}) != 1:
        return ()
    said = [item for clause in claims for item in clause.items]
    apart = _is_denied_apart(claims[-1], found[0])
    return tuple(found) if _is_told_of(said, found[0]) and not apart else ()


def _is_denied_apart(claim: Clause, evidence: Evidence) -> bool:
    """Whether of the clauses with a deed the one that names most of what is said turns it round.

    '일반실은 지급하며, 특실은 지급하지 않는다' denies nothing of the 일반실.
    """
    deeds = [item.form for item in claim.verbs[-1:]]
    there = clauses(evidence.text)
    shared = {item.form for one in there[:1] for item in one.items if item.topic}
    named = {item.form for item in claim.items if not item.light} - shared.union(deeds)
    told = [
        (len(named & {item.form for item in one.items}), one.negated)
        for one in there
        if any(item.form in deeds for item in one.items)
    ]
    most = max((count for count, _ in told), default=0)
    both = len({negated for _, negated in told}) > 1
    return both and any(count == most and negated != claim.negated for count, negated in told)


def _affirms(statement: str, evidence: Evidence) -> bool:
    """Whether a sentence has the verb of a statement, and its nearest clause denies no more.

    '방염 처리품이 아니므로 A-2를 고르십시오' affirms no more than that something is to be chosen.
    """
    asked = terms_of(statement)
    nearest = max(clauses_of(evidence.text), key=lambda one: len(asked & terms_of(one)))
    return denials(nearest) <= denials(statement) and _tells_predicate(statement, evidence)


def _tells_predicate(statement: str, evidence: Evidence) -> bool:
    """Whether a sentence has the verb of a statement itself, and allows what that says one can.

    Of another sentence a verb that says little, 적용되다 or 되다, may be left out; not here.
    """
    text = evidence.text
    if _CAN.search(statement):
        return _ALLOWS.search(text) is not None
    items = [item for clause in clauses(statement) for item in clause.items]
    verb = items[-1].form if items and items[-1].kind == "verb" else ""
    told = [m.form for m in analyse(text)]
    return not verb or is_among(verb, told)


def _is_told_of(said: Sequence[Item], evidence: Evidence) -> bool:
    """Whether a sentence itself tells the values and objects of a statement, of what it names."""
    text = evidence.text
    told = [item for clause in clauses(text) for item in clause.items]
    about = [item.form.lower() for item in said if item.topic]
    read = evidence.passage.text.lower()
    if about and any(item.topic for item in told) and not any(form in read for form in about):
        return False  # it tells of something else
    objects = [item for item in said if item.role == "object" and item.kind == "noun"]
    if any(item.form not in text and item.form not in evidence.passage.context for item in objects):
        return False
    known = values_of(text)
    for value in (item.value for item in said if item.kind == "value" and item.value):
        if value.unit in NAMING:
            continue
        own = [one for one in known if value.forms[0] in one.forms]
        if own and all(is_former(text, one.start) for one in own):
            return False
        rivals = [one for one in known if one.unit == value.unit and one not in own]
        topics = [t for t in told if t.topic and any(t.form == item.form for item in said)]
        if own and any(_belongs_to_rival(text, topic.form, own[0], rivals) for topic in topics):
            return False
    return True


def _belongs_to_rival(text: str, topic: str, own: Value, rivals: Sequence[Value]) -> bool:
    """'보증은 2년이며 압축기는 5년': of what is named after a value, another one is told."""
    places = [match.start() for match in re.finditer(re.escape(topic), text)]
    before = [at for at in places if at < own.start]
    if not before:
        return any(rival.start > places[0] for rival in rivals) if places else False
    return any(before[-1] < rival.start < own.start for rival in rivals)
