"""Several numbers told together that make one up: '총 30명(일반 20명, 기술 10명)'."""

import re

from index import bare
from rag.reading.scoring.query import Query

_NUMBER = r"(?:약 )?\d[\d,.]*\s?(?:[만억조천]\s?(?:\d[\d,]*\s?)?)*[^\s\d,]{0,4}?"
# '총 30명(일반 20명, 기술 10명)': the parts of a number in brackets behind it.
_PARTS = re.compile(rf"(?P<whole>{_NUMBER}\s?)?\((?P<parts>[^()\n]+)\)")
_PART = re.compile(
    rf"\s*(?P<label>[^,]{{1,24}}?)\s?(?<![\d.,만억조천])(?<![만억조천]\s){_NUMBER}[^,\d]*(?=,(?!\d{{3}})|$)"
)
# '금 90,000천원(국비 …)': the whole stands behind it.
_LED = re.compile(r"(?:금|총|모두)\s(?=\d)")


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


def _last_word(label: str) -> str:
    """What a part of several words is called for short: 지원금 of '정부 지원금'; else the label."""
    *before, last = label.lower().split()
    return last if before and len(last) > 1 else label
