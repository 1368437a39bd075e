"""Numbers with their units, dates and codes of running text, each in one comparable form.

'1조 5,600억 원', '1.56조 원' and '1조5600억원' have the same form; so have '오후 6시' and '18시',
'4분의 1' and '25%', '두 번' and '2회'. The unit stays attached: 2,080억 개 is not 2,080만 개.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from index import Morpheme, analyse
from index.quantities import number_value
from index.units import SHARE

# Digits as they are written, with commas and decimals.
FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE = r"(?:[십백천]?[조억만]|[십백천])(?!\s?\d+\s?항)"
_NUMBER = re.compile(rf"{FIGURE}(?:\s?{_SCALE}(?:\s?{FIGURE}\s?{_SCALE})*(?:\s?{FIGURE})?)?")
# How notices shorten a year: '’25. 6. 2.', '‘24년'. What is quoted ends in such a mark as well.
_YEAR_MARKS = "'’‘"
_SHORT_YEAR = rf"[{_YEAR_MARKS}](?=\d\d(?:\.\s?\d|\s?년(?![^\n]{{0,20}}[{_YEAR_MARKS}](?!\d))))"
_DATE = re.compile(
    rf"(?P<y>(?:(?:19|20)|{_SHORT_YEAR})\d\d)(?:\s?년도?(?!대)"
    r"(?:\s?(?P<m>\d{1,2})\s?월(?:\s?(?P<d>\d{1,2})(?:\s?일)?(?!\d))?)?"
    r"|\s?(?P<sign>[-./])\s?(?P<m2>\d{1,2})\s?(?P=sign)\s?(?P<d2>\d{1,2})(?!\d))"
    r"|(?P<m3>\d{1,2})\s?월(?!간)(?:\s?(?P<d3>\d{1,2})\s?일)?"
    # '6. 19.(목)', which no list numbers
    r"|(?<!\d\.\s)(?P<m4>\d{1,2})\.(?P<gap>\s)?(?P<d4>\d{1,2})\.(?(gap)(?!\s?\d)|(?=\s?\([월화수목금토일]))"
)
# Years of two digits from there on are of the last century.
_LAST_CENTURY = 50
WON = "₩￦"
# What stands before the digits of a value, and is of it.
LEADING = _YEAR_MARKS + WON
# A form of a date: what `Value.forms` has of one.
DATE_FORM = re.compile(r"(?:(\d{4})년)?(?:(\d{1,2})월)?(?:(\d{1,2})일)?")
# '10월 9~11일': the number behind the month is a day, since another day follows.
_DAYS_OF_MONTH = re.compile(r"\s?(\d{1,2})\s?[~∼–-]\s?\d{1,2}\s?일")
# What may stand behind a day: '9. 4.(월)'.
WEEKDAY = r"(?:\s?\([월화수목금토일]\))"
_LASTING = re.compile(r"\s?(?:간|동안|이내|안에|내에|만에|째|차|뒤|후|전|씩|치|분(?!의))")
_CODE = re.compile(
    r"[A-Za-z][A-Za-z\d]*(?:[-.&+/]?[A-Za-z\d]+)*|\d+[A-Za-z]+\d[A-Za-z\d]*|\d[DGK](?![A-Za-z\d])"
)
_ORDINAL = re.compile(
    r"제\s?(\d+)\s?([조항호장절편관차회기권부대종급위판])(?:의\s?(\d+))?(?![가-힣]{2})"
)
_FRACTION = re.compile(rf"(?P<of>[1-9][\d,]*)\s?분의\s?(?P<are>\d+(?:\.\d+)?)|{SHARE}")
_TENS = "열 10 스물 20 스무 20 서른 30 마흔 40 쉰 50 예순 60 일흔 70 여든 80 아흔 90".split()
_ONES = "한 1 두 2 세 3 네 4 다섯 5 여섯 6 일곱 7 여덟 8 아홉 9".split()
_COUNTED = dict(zip(_TENS[::2] + _ONES[::2], map(int, _TENS[1::2] + _ONES[1::2]), strict=True))
# 열한 곳, 예순다섯 살; 열 and the like alone are other words as well, but not before a counter.
_NATIVE = re.compile(
    rf"(?<![가-힣])(?:({'|'.join(_TENS[::2])})({'|'.join(_ONES[::2])})(?=의?\s)"
    rf"|({'|'.join(_TENS[::2])})(?=\s(?:개|곳|명|사람|살|해|달|번|권|가지|대|점|마리)))"
)
_CLOCK = re.compile(
    rf"(?:(?P<part>오전|오후|새벽|밤|저녁|아침|낮)\s?)?"
    rf"(?P<hour>\d{{1,2}}|열(?:한|두)?|{'|'.join(_ONES[::2])})\s?시(?!간)"
    r"(?:\s?(?P<minute>\d{1,2})\s?분|\s?(?P<half>반)(?![가-힣]{2}))?"
    r"|(?P<hour24>[01]?\d|2[0-4]):(?P<minute24>[0-5]\d)(?![\d:])"
)
_SQUARED = r"[kcm]?m[²³23](?![A-Za-z\d])"
_UNIT = re.compile(
    rf"%포인트|%\s?p\b|[%％℃㎢㎡㎥㎏㎞㎝㎜㎛]|°C|{_SQUARED}|[µμ][mg](?![A-Za-z\d])"
    r"|[A-Za-z]{1,4}(?:/[A-Za-z]+[²³]?)?(?![A-Za-z\d²³])"
)
_FAR_UNIT = re.compile(
    rf"%|[㎢㎡㎥㎏㎞㎝㎜㎛℃]|°C|{_SQUARED}|[µμ][mg](?![A-Za-z\d])"
    r"|(?:[kMGT]?(?:Wh?|B|Hz)|[kcm]?m|[km]?g|m?L|V|A|dB)(?:/[a-z]+[²³]?)?(?![A-Za-z\d²³])"
)
# The mark of a note between a number and its unit: '230,000¹⁾명'.
_NOTE = re.compile(r"⁽?주?[⁰¹²³⁴-⁹]{1,3}⁾")
# '산 48-3 일원' is a place, and no three days.
_AREA = re.compile(r"\s?일[원대](?=[에을의로,.)]|\s|$)")
_AFTER = re.compile(
    r"\s?(?:[을를이가]\s|의\s)?(?P<word>지[나난]|에\s못\s미치|이상|이하|초과|미만|이내|안에|내에|까지|부터|이후|이전|넘|에서|보다|이면\s|면\s)"
    r"|\s?(?P<late>뒤|후|전)(?=[에의까도,. ]|$)"
)
_BEFORE = re.compile(r"(최대|최장|최소|적어도|최고)\s?(?:[가-힣]{1,2}\s)?$")
_BOUNDS = {
    word: bound
    for bound, words in {
        "ge": "이상 최소 적어도",
        "le": "이하 이내 안에 내에 이면 면 최대 최장 최고",
        "gt": "초과 넘",
        "lt": "미만 못미치",
        "to": "까지",
        "from": "부터 에서",
        "than": "보다",
        "after": "이후 후 뒤 지나 지난",
        "before": "이전 전",
    }.items()
    for word in words.split()
}
_NUMERALS = (
    "한 하나 1 두 둘 2 세 셋 석 3 네 넷 넉 4 다섯 5 여섯 6 일곱 7 여덟 8 아홉 9 열 10 스무 20"
)
_UNITS = {
    unit: group.split()[0]
    for group in (
        "% 퍼센트 ％ 프로",
        "명 사람 인",
        "회 번 차례",
        "세 살",
        "km 킬로미터 ㎞",
        "m 미터",
        "kg 킬로그램 ㎏",
        "cm 센티미터 ㎝",
        "g 그램",
        "mg 밀리그램",
        "gb 기가바이트",
        "tb 테라바이트",
        "mb 메가바이트",
        "개월 달",
        "㎢ 제곱킬로미터 km² km2",
        "㎡ 제곱미터 m² m2",
        "㎥ 세제곱미터 입방미터 m³ m3",
        "℃ °c 도",
        "㎛ µm μm 마이크로미터",
        "달러 불",
        "개 가지 종류 곳 군데",
        "w 와트",
        "배 곱절",
        "%p %포인트",
        "시간",
        "년 해",
        "주 주간 주일",
        "일 일간",
        "년 년간",
        "분 분간",
        "건 건수",
    )
    for unit in group.split()
}
_STRETCHES = (("주", 7, "일"), ("년", 12, "개월"), ("시간", 60, "분"))
_DAYS = dict(
    zip(
        "하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘 보름".split(),
        "1 2 3 4 5 6 7 8 9 10 15".split(),
        strict=True,
    )
)
# '칠백팔십만': written out as contracts and statutes do, a space behind 만, 억 and 조 at most.
_SINO = re.compile(
    r"[일이삼사오육륙칠팔구십백천만억조]+(?:(?<=[만억조]) [일이삼사오육륙칠팔구십백천만]+)*"
)
# What goes on from digits is no number by itself, nor is what is vague: '2억 오천만', '수백만'.
_WITHIN = re.compile(r"(?:\d\s?[만억조]\s?|(?!금)[가-힣])$")
_LONGEST_WITHIN = 5
_UNIT_TAGS = frozenset("NNB NNG NNP SL NR XSN".split())
_NO_UNITS = frozenset("수 것 등 중 데 만 간 뿐 때 씩 말 초 당 로 인".split())


@dataclass(frozen=True, slots=True)
class Value:
    """A number, date or code at `start:end`.

    `forms` are the ways in which other text may put it, the most exact first; `unit` is 'date',
    'code', a unit or ''; `bound` tells which side is open (ge, le, gt, lt, from, to ...).
    """

    start: int
    end: int
    forms: tuple[str, ...]
    unit: str
    bound: str = ""


@lru_cache(maxsize=8192)
def values_of(text: str) -> tuple[Value, ...]:
    """All values of a text by itself: a cell, a sentence, a question."""
    return tuple(values(text, analyse(text)))


def values(text: str, morphemes: Sequence[Morpheme]) -> list[Value]:
    """All values of `text`, in order, without overlap; `morphemes` are those of `text`."""
    starts = {morpheme.start: morpheme for morpheme in morphemes}
    found: list[Value] = []
    position = 0
    for place in range(len(text)):
        value = _value_at(text, place, starts) if place >= position else None
        if value is not None:
            found.append(_bounded(text, value))
            position = value.end
    return list(_with_shared_units(text, found))


def _value_at(text: str, at: int, starts: Mapping[int, Morpheme]) -> Value | None:
    character = text[at]
    inside = at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()
    if inside:
        return None
    if character.isascii() and character.isalnum() and (code := _CODE.match(text, at)):
        return Value(at, code.end(), (code.group().lower(),), "code")
    if match := _ORDINAL.match(text, at):
        return Value(at, match.end(), ("제" + ".".join(filter(None, match.groups())),), "제")
    if clock := _clock(text, at):
        return clock
    if character in _YEAR_MARKS:
        return _date(text, at)
    if character in WON:
        return _won(text, at)
    if match := _NATIVE.match(text, at):
        unit, end = _unit(text, match.end(), starts)
        return Value(at, end, (f"{_count(match.group())}{unit}",), unit)
    if character.isdigit():
        return _numeric(text, at, starts)
    if at not in starts:
        return None
    return _in_words(text, starts[at], starts) or _written_out(text, starts[at], starts)


def _clock(text: str, at: int) -> Value | None:
    """A time of day: '오후 6시', '18:00' and '18시'; in words only with the part of the day."""
    match = _CLOCK.match(text, at)
    if match is None or not (match["part"] or text[at].isdigit()):
        return None
    hour = int(match["hour24"] or 0) or _count(match["hour"] or "0")
    if match["part"]:
        hour = hour % 12 + 12 * (match["part"] in ("오후", "밤", "저녁", "낮"))
    minute = 30 if match["half"] else int(match["minute"] or match["minute24"] or 0)
    return Value(at, match.end(), (f"{hour}시{minute}분" if minute else f"{hour}시",), "시")


def _count(numeral: str) -> int:
    """A number in digits or native words: 11 for 열한."""
    if numeral.isdigit():
        return int(numeral)
    return sum(_COUNTED[word] for word in re.findall("|".join(_COUNTED), numeral))


def _numeric(text: str, at: int, starts: Mapping[int, Morpheme]) -> Value | None:
    if date := _date(text, at):
        return date
    if match := _FRACTION.match(text, at):
        of, are = (match[name] or match[f"{name}_all"] for name in ("of", "are"))
        share = 100 * Fraction(are) / int(of.replace(",", ""))
        return Value(at, match.end(), (f"{share}%",), "%")
    return _number(text, at, starts)


def _date(text: str, at: int) -> Value | None:
    match = _DATE.match(text, at)
    if match is None:
        return None
    month, day = (match[k] or match[f"{k}2"] or match[f"{k}3"] or match[f"{k}4"] for k in "md")
    said, end = match.group(), match.end()
    if not (0 < int(month or 1) <= 12 and 0 < int(day or 1) <= 31):
        return None
    if day and "월" in said and not said.endswith("일"):
        # '11월 65세': the number behind is of something else.
        day, end = None, at + said.index("월") + 1
    if match["sign"] == "." and text[end : end + 1] == "." and " " in said:
        end += 1  # '2025. 4. 16.(수)'
    days = None if day or not month else _DAYS_OF_MONTH.match(text, end)
    if days:
        day, end = days[1], days.end(1)
    return Value(at, end, _date_forms(match["y"], month, day), "date")


def _won(text: str, at: int) -> Value | None:
    """'₩30,000': the sign stands for the unit behind the number."""
    match = _NUMBER.match(text, at + 1 + text.startswith(" ", at + 1))
    number = number_value("".join(match.group().split())) if match else None
    return Value(at, match.end(), (f"{number}원",), "원") if match and number else None


def _number(text: str, at: int, starts: Mapping[int, Morpheme]) -> Value | None:
    match = _NUMBER.match(text, at)
    number = number_value("".join(match.group().split())) if match else None
    if match is None or number is None:
        return None
    below = text[:at].endswith((" -", "(-")) or text[:at] == "-"
    unit, end = _unit(text, match.end(), starts)
    forms = (f"{'-' if below else ''}{number}{unit}", *_in_other_units(number, unit))
    return Value(at, end, forms, unit)


def _in_other_units(number: Fraction, unit: str) -> Iterator[str]:
    """A stretch of time in the next smaller and the next larger unit: 2주 is 14일."""
    for large, times, small in _STRETCHES:
        if unit == large:
            yield f"{number * times}{small}"
        if unit == small and number and (number / times).denominator == 1:
            yield f"{number / times}{large}"


def _in_words(text: str, word: Morpheme, starts: Mapping[int, Morpheme]) -> Value | None:
    """'두 번', '하루', '절반'."""
    if word.form == "절반":
        return Value(word.start, word.end, ("50%",), "%")
    if word.form in _DAYS and word.tag.startswith("NN"):
        return Value(word.start, word.end, (f"{_DAYS[word.form]}일",), "일")
    numerals = _NUMERALS.split()
    if word.form not in numerals or word.tag not in ("MM", "NR"):
        return None
    unit, end = _unit(text, word.end, starts)
    noun = starts.get(word.end)
    if noun is not None and noun.tag != "NNB" and not noun.tag.startswith("J"):
        # '한별' is a name.
        return None
    number = next(n for n in numerals[numerals.index(word.form) :] if n.isdigit())
    if unit:
        forms = (number + unit, *_in_other_units(Fraction(number), unit))
        return Value(word.start, end, forms, unit)
    noun = starts.get(word.end + 1)
    if word.form in ("한", "하나"):
        return None
    counts = noun is not None and noun.is_noun
    particle = starts.get(word.end)
    alone = particle is not None and particle.tag.startswith("J") and word.tag == "NR"
    # '아홉 건물주' and '여섯은' may count persons as well.
    forms = (number + "개", number + "명")
    return Value(word.start, word.end, forms, "개") if counts or alone else None


def _written_out(text: str, word: Morpheme, starts: Mapping[int, Morpheme]) -> Value | None:
    """'금 칠백팔십만 원', '이십 명'; of single signs only '만 원' and the like, not '사 원'."""
    match = _SINO.match(text, word.start)
    before = text[max(0, word.start - _LONGEST_WITHIN) : word.start]
    if match is None or word.tag != "NR" or _WITHIN.search(before):
        return None
    said = match.group()
    number = number_value("".join(said.split())) if re.search("[십백천만억조]", said) else None
    unit, end = _unit(text, match.end(), starts)
    if number is None or not unit or (len(said) == 1 and (unit != "원" or said in "억조")):
        return None
    return Value(word.start, end, (f"{number}{unit}", *_in_other_units(number, unit)), unit)


def _unit(text: str, end: int, starts: Mapping[int, Morpheme]) -> tuple[str, int]:
    """The unit behind a number: a noun or symbol written onto it, or a counter after a space."""
    if note := _NOTE.match(text, end):
        unit, last = _unit(text, note.end(), starts)
        return (unit, last) if unit else ("", end)
    if _AREA.match(text, end):
        return "", end
    gap = text[end : end + 1] == " "
    if match := (_FAR_UNIT if gap else _UNIT).match(text, end + gap):
        unit = match.group().lower().replace(" ", "")
        return _UNITS.get(unit, unit), match.end()
    noun = starts.get(end + gap)
    if noun is not None and noun.form == "여" and noun.tag == "XSN":
        # '30여 명' is not 30명.
        unit, last = _unit(text, noun.end, starts)
        return "여" + unit, last
    if noun is None or noun.tag not in _UNIT_TAGS or noun.form in _NO_UNITS:
        return "", end
    if noun.form == "번" and text[noun.end : noun.end + 1] == "째":
        return "번째", noun.end + 1
    if gap and noun.tag != "NNB" and noun.form not in _UNITS:
        return "", end
    return _UNITS.get(noun.form, noun.form), noun.end


def _date_forms(year: str | None, month: str | None, day: str | None) -> tuple[str, ...]:
    """The whole date first, then what is left when the year, the day or both are not told."""
    y = f"{_whole_year(year)}년" if year else ""
    m = f"{int(month)}월" if month else ""
    d = f"{int(day)}일" if day else ""
    return tuple(dict.fromkeys(form for form in (y + m + d, m + d, y + m, m, y) if form))


def _whole_year(year: str) -> str:
    """A year with its century: 2024 of '’24', 1988 of '’88'."""
    if year[0] not in _YEAR_MARKS:
        return year
    return ("19" if int(year[1:]) >= _LAST_CENTURY else "20") + year[1:]


def _bounded(text: str, value: Value) -> Value:
    if value.unit == "code":
        return value
    after = _AFTER.match(text, value.end)
    before = _BEFORE.search(text, max(0, value.start - 8), value.start)
    word = "".join((after["word"] or after["late"]).split()).removeprefix("에") if after else ""
    word = "에서" if word == "서" else word
    if before and _BOUNDS.get(word) not in ("ge", "gt", "lt", "than"):
        word = before[1]
    return replace(value, bound=_BOUNDS.get(word, ""))


def _with_shared_units(text: str, found: Sequence[Value]) -> Iterator[Value]:
    """'500~1,000mg': the first number has the unit of the second; '3월 1일부터 5일' the month."""
    month, first = "", 0
    for value, following in zip(found, (*found[1:], None), strict=False):
        between = text[value.end : following.start].strip() if following else ""
        if not value.unit and following and between in ("~", "∼", "–", "-"):
            unit = following.unit
            value = replace(value, forms=(value.forms[0] + unit,), unit=unit, bound="from")
        day = re.fullmatch(r"(\d{1,2})일", value.forms[0])
        if value.unit == "date":
            month = next((f for f in value.forms if re.fullmatch(r"\d+월", f)), "")
            told = next((re.search(r"(\d+)일", form) for form in value.forms), None)
            first = int(told[1]) if told else 31
        elif day and month and first < int(day[1]) < 32 and not _LASTING.match(text, value.end):
            # '11월 13일 세종, 20일 광주'
            value = replace(value, forms=(month + day[0], *value.forms), unit="date")
            first = int(day[1])
        yield value
