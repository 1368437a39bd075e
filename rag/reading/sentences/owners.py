"""Whose a value is: that of another owner than the one asked about is no answer."""

import re

from index import bare
from rag.reading.scoring.query import Query
from rag.reading.sentences.borders import ENDED, parted_at
from rag.reading.sentences.members import nouns_of

# '준회원의 연회비는': what a value is of, and whose that is.
_OWNED = re.compile(r"([가-힣A-Za-z\d]{2,})의\s([가-힣]{2,})(?:은|는|이|가)\s")
# '자동 온실의 수확량은 5.8톤으로 손 온실의 4.1톤보다 많았다'
_THAN_OWNED = re.compile(
    r"(?P<who>[가-힣A-Za-z\d]+ [가-힣A-Za-z\d]+)의 (?P<value>\d[\d,.]*\s?[^\s\d]{0,3}?)보다"
)
_OWNED_THING = re.compile(
    r"([가-힣A-Za-z\d]{2,})의\s((?:[가-힣]{2,}\s)?[가-힣]{2,})(?:은|는|이|가)\s"
)
_OWNER = re.compile(r"(?<![가-힣A-Za-z\d])([가-힣A-Za-z\d]{2,})의\s$")
_BUT = re.compile(r"\s*(?:[①-⑳]\s?)?(?:다만|단),?\s")
_OWNER_OF_VALUE = re.compile(r"(?<![가-힣A-Za-z\d])([가-힣A-Za-z\d]{2,})의\s(?=\d)")
_LONGEST_OWNER = 20


def is_of_other_owner(query: Query, text: str, start: int) -> bool:
    """Whether it is told of another's: '준회원의 연회비는' where that of 정회원 is told too."""
    line = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
    for than in _THAN_OWNED.finditer(text, line, text.find("\n", start) + 1 or len(text)):
        if bare(than["who"]) in query.bare:
            return not than.start("value") <= start < than.end("value")
    if is_of_owner_asked(query, text, start):
        return False
    own = list(_OWNED.finditer(text, line, start))
    if not own or own[-1][1].lower() in query.bare or own[-1][2] not in query.bare:
        return False
    others = (*_OWNED.finditer(text), *_OWNER_OF_VALUE.finditer(text))
    return any(other[1].lower() in query.bare for other in others)


def is_of_some_owner(query: Query, text: str, start: int) -> bool:
    """Whether a sentence tells of somebody's alone what is asked of none: '단독 세대주의 한도는'.

    Another must tell the same of all, '한도는 2억 원이며', or this one be an exception.
    """
    low, high = parted_at(ENDED, text, start)
    own = _OWNED_THING.search(text, low, high)
    if own is None or bare(own[2]) not in query.bare:
        return False
    nouns = nouns_of(text[low : own.end(1)])
    if any(noun in query.bare for noun in nouns):
        return False
    plain = re.compile(rf"(?:^|[.!?)]\s|\n){own[2]}[은는]\s")
    return _BUT.match(text, low) is not None or plain.search(text) is not None


def is_of_owner_asked(query: Query, text: str, start: int) -> bool:
    """Whether what stands directly before a value names whose is asked for: '대조구의 27.1kg'."""
    owner = _OWNER.search(text, max(0, start - _LONGEST_OWNER), start)
    return owner is not None and owner[1].lower() in query.bare
