"""Several things that one sentence tells side by side: which value belongs to what is asked.

'본인 결혼은 5일, 자녀 결혼은 1일' has two members; '자녀 결혼' is about the second of them.
"""

import re
from collections.abc import Iterator, Set

from index import analyse, content_terms
from rag.language.phrases import clause
from rag.reading.query import Query

_PARTED = re.compile(
    r",\s+|(?:(?<=[하되이])며|(?<=[하되이않])고),?\s+|(?<=[원명개대건%])으로,?\s(?=[^\s,]{2,}[이가]\s)"
)
# Before the first member stands the end of what came before, or the number of a rule.
_ENDED = re.compile(r"[.!?](?=\s|$)|\n|\||제\s?\d+조(?:의\s?\d+)?\s?\([^()]*\)|[①-⑳]")
# What is told of each in turn stands apart from its name.
_IN_TURN = re.compile(r"각각|각기|순서대로|차례로|순으로")
# '운영 시간은 여름에는 9시까지, 겨울에는 6시까지': the topic is that of all members.
_SHARED = re.compile(r"^[^\d,()]{1,40}?[가-힣A-Za-z)][은는]\s(?=[^\d]*[가-힣]{2,})")
_TOPIC = re.compile(r"\s*[^\d,()은는]{1,20}[은는] ")
_TOTAL = re.compile(r"(?<![가-힣])(?:총|모두|전체|합계|합쳐서?)")
_OF_ALL = re.compile(rf"{_TOTAL.pattern}\s?(?:약\s)?$")
_VALUE = re.compile(r"\d[\d,.]*")
# '총 30명(일반 20명, 기술 10명)': the parts of a number in brackets behind it.
_PARTS = re.compile(r"(?P<whole>\d[\d,.]*\s?[^\s\d(]{0,4}\s?)?\((?P<parts>[^()\n]+)\)")
_PART = re.compile(r"\s*(?P<label>[^\d,]{1,24}?)\s?\d[\d,.]*\s?[^\s\d,]{0,4}[^,\d]*")
# '준회원의 연회비는': what a value is of, and whose that is.
_OWNED = re.compile(r"([가-힣A-Za-z\d]{2,})의\s([가-힣]{2,})(?:은|는|이|가)\s")
_NOUNS, _SUBJECT = ("NNG", "NNP", "SL"), ("JX", "JKS")


def is_of_other_member(query: Query, text: str, start: int, end: int) -> bool:
    """Whether a number stands in one member of a sentence and another is what is asked about.

    That other one must hold a number too, and all that the question says of either.
    """
    if _VALUE.search(text, start, end) is None:
        return _is_of_other_topic(query, text, start)
    members = list(_members(text, start))
    own = next((one for one in members if one[0] <= start < one[1]), None)
    if own is None or not _names(text[slice(*own)]):
        return False
    said = text[slice(*own)]
    told = _held(query, said)
    others = [text[slice(*one)] for one in members if one != own]
    held = [_held(query, other) for other in others if _VALUE.search(other)]
    whole = _TOTAL.match(text, start) or _OF_ALL.search(text[own[0] : start])
    if whole and not _TOTAL.search(query.text):
        # A part is asked for by its own name, beside that of the whole.
        return any(one - told for one in held)
    shared = _shared(query, said) if own == members[0] else frozenset()
    return any(told - shared < one - shared for one in held)


def is_of_other_part(query: Query, text: str, start: int) -> bool:
    """Whether it is a part of a number where another or the whole is asked for, or the whole.

    '총 30명(일반 20명, 기술 10명)': 기술 is told by 10명 and by nothing else, 모집 by 30명.
    """
    line = text.rfind("\n", 0, start) + 1
    for found in _PARTS.finditer(text, line, text.find("\n", start) + 1 or len(text)):
        if not found.start() <= start < found.end():
            continue
        parts = list(_PART.finditer(text, found.start("parts"), found.end("parts")))
        if len(parts) < 2:
            return False
        asked = [one for one in parts if "".join(one["label"].lower().split()) in query.bare]
        asked = asked or [one for one in parts if _last_word(one["label"]) in query.bare]
        if start < found.start("parts"):
            return bool(asked)
        own = [one for one in parts if one.start() <= start < one.end()]
        return own[:1] != asked[:1] and (bool(asked) or found["whole"] is not None)
    return False


def _last_word(label: str) -> str:
    """What a part of several words is called for short: 지원금 of '정부 지원금'; else the label."""
    *before, last = label.lower().split()
    return last if before and len(last) > 1 else label


def is_of_other_owner(query: Query, text: str, start: int) -> bool:
    """Whether it is told of another's: '준회원의 연회비는' where that of 정회원 is told too."""
    line = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
    own = list(_OWNED.finditer(text, line, start))
    if not own or own[-1][1].lower() in query.bare or own[-1][2] not in query.bare:
        return False
    return any(other[1].lower() in query.bare for other in _OWNED.finditer(text))


def _is_of_other_topic(query: Query, text: str, start: int) -> bool:
    """Whether a thing is told of one of several topics, and the question names another of them.

    '빨간 자물쇠는 정비원, 노란 자물쇠는 운전원'.
    """
    topics = {
        one: topic[0] for one in _members(text, start) if (topic := _TOPIC.match(text[slice(*one)]))
    }
    own = next((one for one in topics if one[0] <= start < one[1]), None)
    if own is None or len(topics) < 2:
        return False
    told = _held(query, topics[own])
    others = (_held(query, topics[one]) for one in topics if one != own)
    return own[0] + len(topics[own]) <= start and any(told < other for other in others)


def _shared(query: Query, first: str) -> Set[str]:
    """The words of the question in the topic of the first member, where more names it there."""
    value = _VALUE.search(first)
    topic = _SHARED.match(first.lstrip()[: value.start()] if value else "")
    return _held(query, topic[0]) if topic else frozenset()


def _members(text: str, place: int) -> Iterator[tuple[int, int]]:
    """The members of the sentence at a place; none where it tells of each in turn."""
    low = max((m.end() for m in _ENDED.finditer(text, 0, place)), default=0)
    close = _ENDED.search(text, place)
    high = close.start() if close else len(text)
    if _IN_TURN.search(text, low, high):
        return
    for gap in _PARTED.finditer(text, low, high):
        yield low, gap.end()
        low = gap.end()
    yield low, high


def _names(said: str) -> bool:
    """Whether a text holds a noun of more than a syllable, or a subject or topic."""
    return any(
        (m.tag in _NOUNS and (len(m.form) > 1 or m.tag == "SL")) or m.tag in _SUBJECT
        for m in analyse(said)
    )


def _held(query: Query, member: str) -> Set[str]:
    """The words of the question in a member; one within another word does not count.

    Where it names its thing first, what follows the last value is said of all of the members.
    """
    values = list(_VALUE.finditer(member))
    named = bool(values) and _names(member[: values[0].start()])
    said = member[: values[-1].end()].lower() if named else member.lower()
    terms = {*content_terms(analyse(said))}
    words = {*query.terms, *(phrase.text.lower() for phrase in clause(query.text).phrases)}
    return {word for word in words if word in terms or _begins_word(word, said)}


def _begins_word(word: str, said: str) -> bool:
    return len(word) > 1 and re.search(rf"(?<![가-힣a-z\d]){re.escape(word)}", said) is not None
