"""What was so before, or in another year, and does not answer what is so now."""

import re

from rag.language.values import WEEKDAY
from rag.reading.scoring.query import Query
from rag.reading.sentences.borders import SENTENCE_END, parted_at
from rag.reading.sentences.owners import is_of_owner_asked

_FORMER = re.compile(r"(?:변경\s?전|당초|기존|종전|원래|이전에?)\s?(?:에는|에|의)?\s?[:：]?\s?")
_DATES = re.compile(r"[\d년월일시분~∼\s]*")
# 12명에서 18명으로 늘린다, 7. 6.(월)에서 7. 20.(월)로, 김철수 대리에서 박영희 과장으로 바꾼다.
_LEFT = re.compile(
    rf"{WEEKDAY}?(?:\s[가-힣]{{2,4}})?에서\s[*_]{{0,2}}(?:약\s)?"
    r"(?:(?:\d{1,4}\.\s)*\d[\d,.]*\s?[^\n.,]{0,12}?[*_]{0,2}(?:으로|로)\s"
    r"|(?:[가-힣]{2,5}\s){0,3}[가-힣]{2,5}[*_]{0,2}(?:으로|로)\s?(?:변경|교체|바꾸|바꿔|바뀌|옮기|이전))"
    r"|[을를]\s\d[\d,.]*\s?[^\n.,]{0,8}?(?:으로|로)\s(?:줄|늘|바꾸|낮추|높이|올리|내리)"
)
# '3건(전년 동기 5건)'
_OF_BEFORE = re.compile(
    r"\(\s?(?:전년|전기|전월|전분기|지난해|작년|지난|종전|기존|당초|변경 ?전|이전)[^()]*$"
)
_ASKS_BEFORE = re.compile(r"전년|전기|전월|전분기|지난해|작년|지난")
# '지난해에는 제1공장 88점, 제2공장 91점이었다' beside what is so now, of which no time is told.
LAST_YEAR = re.compile(r"(?<![가-힣])(?:재?작년|지난해|전년도?|지난 (?:학기|회))(?![가-힣]*보다)")
# '4만 명(전년 실적 3만 명)': the first is that of this year.
_BEFORE_BEHIND = re.compile(rf"\s?\(\s?{LAST_YEAR.pattern}")
_THAN_LAST_YEAR = re.compile(
    r"(?:재?작년|지난해|전년도?)\s?(?:같은 (?:기간|때)|동기)?(?:보다|\s?대비|에 비해)"
)
# What was before is told by comparing: '재작년 2.6%보다 낮아졌다'.
_ASKS_THAN = re.compile(rf"보다|{LAST_YEAR.pattern}")
_ASKS_FORMER = re.compile(
    r"(?<![가-힣])전 (?=[가-힣])|전임|변경\s?전|당초|기존|종전|원래|이전|전에|바뀌기|처음"
)
_THAN = re.compile(r"(?:보다|대비|비해)\s(?:약\s)?$")
_CHANGE = re.compile(
    r"오르|올[라랐]|성장|커[졌지]|상승|늘|증가|줄|감소|내[려리렸]|하락|떨어|높|낮|많|적[은을게]|더|덜|차이|변화|바뀌"
)
# '작년 조사보다 종 수는 31종 늘었다'
_THAN_BEFORE = re.compile(r"(?:보다|대비|비해)\s[^,.]{1,20}[은는이가]\s(?:약 )?$")
# '낡은 것보다 무게는 2kg 가볍다'
_DIFFERS = re.compile(
    r"길[고며다어었]|짧[고으다아았]|가[볍벼]|무[겁거]|크[고며다]|[커컸]|작[고으다아았]|넓|좁"
    r"|빠르|빨[라랐]|느[리려렸]|비[싸쌌]|[싸쌌][고며다]|저렴|두[껍꺼]|얇"
)
_CHANGED = re.compile(
    rf"(?:이|가|을|를)?\s?(?:더\s|덜\s)?(?:{_CHANGE.pattern}|적|{_DIFFERS.pattern})"
)
_ASKS_DIFFERENCE = re.compile(rf"{_CHANGE.pattern}|보다|비해|대비|얼마나")
# '4kg → 6kg → 9kg', but not '접수 3월 2일 → 심사 4월 1일'.
_ON_TO_VALUE = re.compile(r"\s?(?:→|⇒|➔)\s?(?:약 )?\d")
_ASKS_CHAIN = re.compile(
    rf"에서|부터|보다|순서|출발|시작|{_ASKS_FORMER.pattern}|{LAST_YEAR.pattern}|(?:19|20)\d\d"
)
_OF_YEAR = re.compile(r"((?:19|20)\d\d)년도?(?:의|에는|에|은|는)?\s?$")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?=년|\s|[가-힣])")


def is_of_other_time(query: Query, text: str, start: int, end: int) -> bool:
    """Whether a value is that of another time, or by how much it differs from that."""
    return (
        _is_compared_with(query, text, start, end)
        or _holds_no_longer(query, text, start, text[start:end])
        or _is_latter(query, text, start)
        or _is_of_other_year(query, text, start)
        or _is_difference(query, text, start, end)
        or _is_of_chain(query, text, start, end)
        or bool(LAST_YEAR.search(query.text) and _BEFORE_BEHIND.match(text, end))
    )


def is_of_this_year(query: Query, text: str) -> bool:
    """Whether that of last year is asked for, which a text names only to compare with."""
    if LAST_YEAR.search(query.text) is None or _THAN_LAST_YEAR.search(query.text):
        return False
    return _THAN_LAST_YEAR.search(text) is not None and not LAST_YEAR.search(
        _THAN_LAST_YEAR.sub("", text)
    )


def _is_compared_with(query: Query, text: str, start: int, end: int) -> bool:
    """Whether another value is compared with it, and nobody asks about it: '작년의 5건보다'."""
    if not text.startswith("보다", end) or _ASKS_THAN.search(query.text):
        return False
    return not is_of_owner_asked(query, text, start)


def _holds_no_longer(query: Query, text: str, start: int, said: str) -> bool:
    """Whether a value is said to hold no longer, and the question does not ask for that."""
    if _ASKS_FORMER.search(query.text) or _ASKS_BEFORE.search(query.text):
        return False
    left = _LEFT.match(text, start + len(said)) is not None and "에서" not in query.text
    # '2022년 41억 원에서 2024년 58억 원으로' tells that of 2022, too.
    left = left and not any(
        year in text[max(0, start - 8) : start] for year in _YEARS.findall(query.text)
    )
    return left or _FORMER.match(said) is not None or is_former(text, start)


def _is_latter(query: Query, text: str, start: int) -> bool:
    """Whether a value took the place of the one that is asked for: '원래 언제였어?'."""
    low, high = parted_at(SENTENCE_END, text, start)
    return any(
        left.start() < start < left.end() and _ASKS_FORMER.search(query.text)
        for left in _LEFT.finditer(text, low, high)
    )


def is_former(text: str, start: int) -> bool:
    """Whether what starts there is said to be what was before: '(변경 전: 7월 9일~10일)'."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    ends = [match.end() for match in _FORMER.finditer(line)]
    if _OF_BEFORE.search(line):
        return True
    return bool(ends) and _DATES.fullmatch(line, ends[-1]) is not None


def _is_difference(query: Query, text: str, start: int, end: int) -> bool:
    """'작년보다 3.3점 올랐다' where no change and no difference is asked for."""
    if _CHANGED.match(text, end) is None or _ASKS_DIFFERENCE.search(query.text):
        return False
    low, _ = parted_at(SENTENCE_END, text, start)
    directly = _THAN.search(text, max(0, start - 8), start)
    return directly is not None or _THAN_BEFORE.search(text, low, start) is not None


def _is_of_chain(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it is a value that others took the place of, or more than one: '4쪽 → 6쪽 → 8쪽'."""
    if query.asked.kind not in ("number", "date") or _ASKS_CHAIN.search(query.text):
        return False
    several = _ON_TO_VALUE.search(text, start, end) is not None
    return several or _ON_TO_VALUE.match(text, end) is not None


def _is_of_other_year(query: Query, text: str, start: int) -> bool:
    """'2024년의 79.1점' where the question is about 2025."""
    asked = {*_YEARS.findall(query.text)}
    year = _OF_YEAR.search(text[max(0, start - 12) : start])
    return len(asked) == 1 and year is not None and year[1] not in asked
