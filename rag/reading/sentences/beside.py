"""Values that stand beside the one that is asked for, and measure or count something else.

'5점 만점에 4.2점', '1㎡에 1,352마리', '하루 100원이며 3만 원을 넘지 않는다'.
"""

import re

from index import analyse, bare
from rag.reading.scoring.query import Query
from rag.reading.sentences.borders import SENTENCE_END, member_at, parted_at
from rag.reading.sentences.opposed import days_asked
from rag.reading.sentences.ranges import have_unit_alike

_ONE = re.compile(r"(?:1|한)\s?[^\s\d]{1,3}")
_EACH = re.compile(r"(?:에|당|마다)\s(?:약 |평균 |최대 )?\d")
# '계약이 끝난 뒤 3년', '계약한 날부터 14일'
_BASE = re.compile(r"(?P<deed>[가-힣]+) (?P<day>날|뒤|후|때)(?:부터|에|로부터)? $")
_LONGEST_BASE = 16
_PART, _BEFORE_PART = re.compile(r"\d{1,2}(?:일|분)"), re.compile(r"\d(?:월|시간|시)\s?$")
_ASKS_LIMIT = re.compile(r"최대|최고|한도|상한|얼마까지|몇 ?\S까지")
_LIMIT = re.compile(
    r"(?P<value>\d[\d,.]*\s?(?:[만억조천]\s?)*[^\s\d,]{1,3}?)[을를] 넘(?:지 |을 수 없)"
)
_DAYS_OFF = re.compile(r"토요일|일요일|주말|공휴일|휴일")
# '5점 만점에 4.2점'
_OUT_OF = re.compile(r"[\d.]+점? ?만점")
_OF_PLACE = re.compile(r"장소|위치|주소|곳|소재지|어디")
# '전기(1,690억 원)': a value in brackets is of what stands directly before it.
_IN_BRACKETS = re.compile(
    r"(?P<label>(?:(?<![가-힣\d])[가-힣]+(?<![은는이가을를로의]) )?(?<![가-힣\d])[가-힣]{2,})"
    r"\((?P<value>(?:약 )?\d[^()\n]{0,15})\)"
)
# A line of its own that tells something: '- 면접: 3월'.
LABEL = re.compile(r"^[^:\n|]{1,30}: ", re.MULTILINE)
_DIGIT = re.compile(r"\d")


def is_beside_value(query: Query, text: str, start: int, end: int) -> bool:
    """Whether the span of a passage's text is such a value."""
    return (
        _is_per(query, text, start, end)
        or _is_counted_from(query, text, start)
        or _is_last_part(text, start, end)
        or (_OUT_OF.match(text, start) is not None and "만점" not in query.text)
        or _is_beside_limit(query, text, start, end)
        or _is_of_days_off(query, text, start)
        or _is_of_other_line(query, text, start)
        or _is_of_other_bracket(query, text, start, end)
    )


def _is_per(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it is only that of which each has a number: '1㎡에 1,352마리'."""
    one = _ONE.fullmatch(text, start, end) is not None and text[start:end] not in query.text
    return one and _EACH.match(text, end) is not None


def _is_counted_from(query: Query, text: str, start: int) -> bool:
    """Whether it is counted from what is asked about: '계약한 날부터 14일 안에' of when that is."""
    base = _BASE.search(text, max(0, start - _LONGEST_BASE), start)
    if base is None or "언제" not in query.text:
        return False
    deeds = {m.form for m in analyse(base["deed"]) if m.tag in ("VV", "NNG")}
    asked = {m.form for m in analyse(f"{query.predicate}다") if m.tag in ("VV", "NNG")}
    named = base["day"] == "날" and bare(base["deed"] + base["day"]) in query.bare
    return named or bool(deeds & asked)


def _is_last_part(text: str, start: int, end: int) -> bool:
    """Whether it is the last part of a value alone: '30분' of '4시간 30분'."""
    part = _PART.fullmatch(text, start, end) is not None
    return part and _BEFORE_PART.search(text, max(0, start - 4), start) is not None


def _is_beside_limit(query: Query, text: str, start: int, end: int) -> bool:
    """Whether a limit is asked for, and the sentence has another value that may not be passed."""
    if _ASKS_LIMIT.search(query.text) is None or _DIGIT.search(text, start, end) is None:
        return False
    low, high = parted_at(SENTENCE_END, text, start)
    said = text[start:end]
    limits = [m for m in _LIMIT.finditer(text, low, high) if have_unit_alike(m["value"], said)]
    return bool(limits) and not any(m.start() <= start < m.end() for m in limits)


def _is_of_days_off(query: Query, text: str, start: int) -> bool:
    """Whether it is told of Saturdays or holidays beside working days, and of no day asked."""
    if days_asked(query) or _DAYS_OFF.search(query.text):
        return False
    low, high = parted_at(SENTENCE_END, text, start)
    return _DAYS_OFF.search(member_at(text, start)) is not None and "평일" in text[low:high]


def _is_of_other_line(query: Query, text: str, start: int) -> bool:
    """Whether a place stands on another line than that of the thing asked about: '- 면접: …'."""
    label = LABEL.match(text, text.rfind("\n", 0, start) + 1)
    if query.asked.kind != "place" or label is None or label.end() > start:
        return False
    own = bare(label[0]).strip("-*•:")
    others = (bare(m[0]).strip("-*•:") for m in LABEL.finditer(text))
    asked = any(len(one) > 1 and one in query.bare for one in others)
    return asked and own not in query.bare and _OF_PLACE.search(own) is None


def _says(query: Query, word: str) -> bool:
    """Whether a question has a word, not as the end of another one: 작년 in 재작년."""
    return re.search(rf"(?<![가-힣]){re.escape(word)}", query.text) is not None


def _is_of_other_bracket(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it is told of another than that of which a value in brackets is: '단지 평균(9만 원)'.

    That is asked for by all of its name, or by more of it than any other; what others are compared
    with, '단지 평균(9만 원)보다', by all of it.
    """
    found = _IN_BRACKETS.finditer(text, *parted_at(SENTENCE_END, text, start))
    alike = [one for one in found if have_unit_alike(one["value"], text[start:end])]
    own = next((one for one in alike if one.start() <= start < one.end()), None)
    named = {one: [_says(query, word) for word in one["label"].split()] for one in alike}
    if own is not None and text.startswith("보다", own.end()):
        return not all(named[own])
    most = max(map(sum, named.values()), default=0)
    asked = [one for one in alike if sum(named[one]) == most]
    if not most or len(asked) != 1:
        return False
    return asked[0] is not own and (own is not None or all(named[asked[0]]))
