"""Whose a value is: that of another owner than the one asked about is no answer."""

import re

from corpus.labels import is_known_label
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
# No owner: '제7조의 개정규정은'.
_ARTICLE = re.compile(r"제?\d+[조항호]")
_LONGEST_OWNER = 20
# '공급자 상호: 가온상사', a line of a form: of whom it tells stands before the label.
_SIDED = re.compile(
    r"^(?:(?:\d{1,2}|[가-하])[.)]\s)?(?P<side>(?!(?:\d{1,2}|[가-하])[.)]\s)[^\s:|#][^:|\n]{0,15}?)"
    r"\s(?P<label>\S{2,})\s?:"
    r"\s(?P<said>\S[^\n]*)$",
    re.MULTILINE,
)
_SIDE_NAMES = re.compile(r"[^\s()\[\]]{2,}")
_LEGAL_FORM = re.compile(r"\([주유재사]\)|[㈜㈔]|주식회사|유한회사|\S*법인")
_CALLED = ("상호", "업체명", "회사명", "기관명", "법인명")


def is_of_other_owner(query: Query, text: str, start: int) -> bool:
    """Whether it is told of another's: '준회원의 연회비는' where that of 정회원 is told too."""
    if is_of_other_side(query, text, start):
        return True
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


def is_of_other_side(query: Query, text: str, start: int) -> bool:
    """Whether a line of a form tells of another party than the one that is asked about.

    A party is named by its part, '발주자', or by what it is called there.
    """
    sided = [one for one in _SIDED.finditer(text) if is_known_label(one["label"])]
    own = next((one["side"] for one in sided if one.start() <= start < one.end()), None)
    if own is None:
        return False
    asked = {one["side"] for one in sided if _names_side(query, one)}
    return bool(asked) and own not in asked


def _names_side(query: Query, line: re.Match[str]) -> bool:
    """Whether a question names the party that a line of a form tells of."""
    names = _SIDE_NAMES.findall(line["side"])
    if line["label"].endswith(_CALLED):
        called = _LEGAL_FORM.sub("", line["said"])
        names += [called, *(word for word in called.split() if len(word) > 2)]
    return any(bare(name) in query.bare for name in names)


def is_of_some_owner(query: Query, text: str, start: int) -> bool:
    """Whether a sentence tells of somebody's alone what is asked of none: '단독 세대주의 한도는'.

    Another must tell the same of all, '한도는 2억 원이며', or this one be an exception.
    """
    low, high = parted_at(ENDED, text, start)
    own = _OWNED_THING.search(text, low, high)
    if own is None or bare(own[2]) not in query.bare or _ARTICLE.fullmatch(own[1]):
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
