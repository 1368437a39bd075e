"""Several numbers told together: the parts that make one up, or one of each thing in turn.

'총 30명(일반 20명, 기술 10명)', '곤충과 발효가 각각 8%와 4%로'
"""

import re

from index import bare
from rag.reading.scoring.query import Query
from rag.reading.sentences.borders import ENDED, parted_at

_NUMBER = r"(?:약 )?\d[\d,.]*\s?(?:[만억조천]\s?(?:\d[\d,]*\s?)?)*[^\s\d,]{0,4}?"
# '총 30명(일반 20명, 기술 10명)': the parts of a number in brackets behind it.
_PARTS = re.compile(rf"(?P<whole>{_NUMBER}\s?)?\((?P<parts>[^()\n]+)\)")
_PART = re.compile(
    rf"\s*(?P<label>[^,]{{1,24}}?)\s?(?<![\d.,만억조천])(?<![만억조천]\s){_NUMBER}[^,\d]*(?=,(?!\d{{3}})|$)"
)
# '금 90,000천원(국비 …)': the whole stands behind it.
_LED = re.compile(r"(?:금|총|모두)\s(?=\d)")
_IN_WHOLE = re.compile(
    r"\d\s?[가-힣%]{1,2} ?\((?P<part>[가-힣]{2,6}) (?P<value>\d[\d,.]*\s?[가-힣%]{1,2})(?![가-힣])"
)
# '곤충과 발효가 각각 8%와 4%로'
_TURNS = re.compile(r"(?P<names>[^.\n|]+?)(?:이|가|은|는|도)\s각각\s")
_AND = re.compile(r"\s?(?:[와과]|및|,)\s(?:및 )?")
_EACH_VALUE = re.compile(rf"({_NUMBER})(?=[와과]\s|,\s|으?로\s|[을를이가씩의였인에]|이다|\s|$)")


def is_of_other_part(query: Query, text: str, start: int) -> bool:
    """Whether it is a part of a number where another or the whole is asked for, or the whole.

    '총 30명(일반 20명, 기술 10명)': 기술 is told by 10명 and by nothing else, 모집 by 30명.
    """
    line = text.rfind("\n", 0, start) + 1
    start = led.end() if (led := _LED.match(text, start)) else start
    for found in _PARTS.finditer(text, line, text.find("\n", start) + 1 or len(text)):
        if not found.start() <= start < found.end():
            continue
        parts = list(_PART.finditer(text[: found.end("parts")], found.start("parts")))
        if len(parts) < 2:
            return False
        asked = [one for one in parts if bare(one["label"]) in query.bare]
        asked = asked or [one for one in parts if _last_word(one["label"]) in query.bare]
        if start < found.start("parts"):
            return bool(asked)
        own = [one for one in parts if one.start() <= start < one.end()]
        return own[:1] != asked[:1] and (bool(asked) or found["whole"] is not None)
    return False


def in_parts(query: Query, text: str) -> str:
    """What makes up the number that is asked for, where a text tells only that of each part; or ''.

    '참가자는 어른 6명과 어린이 22명입니다' tells no number of 참가자. No part may be asked for.
    """
    unit = re.escape(query.asked.unit)
    part = rf"[가-힣]{{1,6}}(?: [가-힣]{{1,6}})? \d[\d,.]*\s?{unit}"
    found = re.search(
        rf"(?<![가-힣])(?P<topic>[가-힣A-Za-z]{{2,}})[은는이가]\s"
        rf"(?P<parts>{part}(?:(?:[과와]|,)\s{part})+)"
        r"(?=입니다|이다|이었|였|[을를이가]\s|으?로\s|\.)",
        text if unit not in ("", "%") else "",
    )
    if found is None or found["topic"] not in query.bare:
        return ""
    names = re.findall(r"([가-힣]+(?: [가-힣]+)?) \d", found["parts"])
    asked = [bare(name) in query.bare for name in names]
    ends = [_last_word(name) in query.bare for name in names]
    return "" if any(asked) or any(ends) != all(ends) else found["parts"]


def part_asked(query: Query, text: str) -> tuple[int, int] | None:
    """Where the value of a part that is asked about starts and ends, in brackets behind the whole.

    '10년(거치 2년 포함)' where it is asked how long the 거치 is; None where several are.
    """
    found = [one for one in _IN_WHOLE.finditer(text) if one["part"] in query.bare]
    return found[0].span("value") if len(found) == 1 else None


def is_of_other_turn(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it is told of another in '곤충과 발효가 각각 8%와 4%로', or of both of them.

    The question must name one of those that are told of in turn.
    """
    low, _ = parted_at(ENDED, text, start)
    found = _TURNS.search(text, low, end)
    if found is None:
        return False
    values = []
    at = found.end()
    while value := _EACH_VALUE.match(text, at):
        values.append(value.span(1))
        gap = _AND.match(text, value.end())
        at = gap.end() if gap else len(text)
    names = _AND.split(found["names"])[-len(values) :] if values else []
    named = [n for n, name in enumerate(names) if _last_words(name) in query.bare]
    inside = any(start < last and first < end for first, last in values)
    if len(values) < 2 or len(names) != len(values) or len(named) != 1 or not inside:
        return False
    first, last = values[named[0]]
    return not (first <= start and end <= last + 1)


def _last_words(name: str) -> str:
    """What names one of several things: the last two words of what stands before the next."""
    return "".join(name.lower().split()[-2:])


def _last_word(label: str) -> str:
    """What a part of several words is called for short: 지원금 of '정부 지원금'; else the label."""
    *before, last = label.lower().split()
    return last if before and len(last) > 1 else label
