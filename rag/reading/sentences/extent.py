"""How much of a sentence belongs to a short answer: the whole of a number, a range or a time."""

import re
from collections.abc import Sequence

from index import analyse
from index.words import is_common
from rag.language.persons import may_name_person
from rag.language.values import LEADING, WEEKDAY, Value, values_of
from rag.reading.kinds.contacts import contact
from rag.reading.kinds.sorts import ASKS_WEEKDAY
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate
from rag.reading.sentences.called import whole_quote
from rag.reading.sentences.range_ends import CLOCKS, WITHIN_TIME, from_hour, of_range
from rag.reading.sentences.reasons import reason

ASKS_YEAR = re.compile(r"[년연]도|몇\s?년|어느 해|무슨 해")
_SHARE = re.compile(r"(?:[가-힣]+의 )?\d[\d,]*\s?분의\s?$")
# '기본급의 50%' is how much, 50% alone is not.
_OF_AMOUNT = re.compile(r"(?<![가-힣])[가-힣]{1,7}[급액가료금비]의 ?$")
# '정회원 3분의 2' ends in its upper part.
_OF_SHARE = re.compile(r"[^\n.,]{0,12}?\d+분의 \d+(?: (?:이상|이하|이내|초과|미만))?")
# '3. 18.(수)' is a day, no third item.
_ITEM = re.compile(r"(?:\d{1,2}[.)](?!\s?\d{1,2}\.)|[①-⑳])\s")
# 'KR-2025-11-0093', '10-2025-0012345', '제2025-88호', '2BC-26-0045', '031-555-0142': a part of
# one names nothing, or another.
_NUMBERED_NAME = re.compile(
    r"(?<![A-Za-z\d-])(?:[A-Za-z][A-Za-z\d]*(?:[-/][A-Za-z]+)*(?:-\d[A-Za-z\d]*)+(?:-[A-Za-z\d]+)*"
    r"|\d{2}-\d{4}-\d{5,}|제\d{4}-\d+호"
    r"|\d[A-Za-z\d]*[A-Za-z][A-Za-z\d]*(?:-\d+)+|0\d{1,2}-\d{3,4}-\d{4})(?![A-Za-z\d-])"
)
# '동점일 경우 위원장이 정한다': the end of the clause before is none of the name.
_IN_CASE = re.compile(r"(?<=[가-힣] )(?:경우|때)(?:에는?|는)? (?=\S)")
_LENGTHS = frozenset("분 시간 개월 주".split())
_ASKS_LENGTH = re.compile(r"얼마\s?(?:동안|간)|얼마나|몇\s?(?:분|시간|개월|주|일)|며칠 ?동안")
# '5월 12일~8월 29일(110일간)' where it is asked how many days that is.
_LASTING = re.compile(r"\s?\((?:총 )?(\d+\s?일)간?\)")
_ASKS_DAYS = re.compile(r"며칠(?!까지|부터|에)|몇\s?일(?!까지|부터|에)")
# '입주할 때 낸다': '때' alone says nothing.
_TIMES_OF = frozenset("때 뒤 후 전 무렵 직후".split())
_AT_TIME = re.compile(r"[가-힣]+ [가-힣]{1,2}$")
_ASKS_WHEN = re.compile(r"언제|기한|시점|며칠 (?:전|안|이내|뒤|후)")
# '며칠에 나가?' where it comes every month; the question may say so itself.
_ASKS_DATE = re.compile(rf"{_ASKS_WHEN.pattern}|^(?!.*매[월달]).*(?:며칠|무슨 날)(?:에|날)")
_DURATION = re.compile(r".*\d\s?(?:일|주|주일|개월|달|년|시간|분)(?:간)?|하루|이틀|사흘|일주일")
# '9월 17일 오전 10시' is when.
_HOUR_OF_DAY = re.compile(
    rf"(?<=\d일){WEEKDAY}?\s?(?:오전|오후|낮|밤|새벽|저녁)\s?\d{{1,2}}시"
    r"(?:\s?\d{1,2}분|\s?반)?"
)
_PART_OF_MONTH = re.compile(r"(?<=월)\s(?:초|중순|말일?|상순|하순)(?=까지|에|부터|\s|[.,]|$)")
# '몇 년도에 여나요?' of '2027년 하반기'.
_ONLY_YEAR = re.compile(r"(?:몇\s?년도?|어느 해|연도)(?!.*(?:월|며칠|몇\s?일))")
YEAR = re.compile(r"(?:19|20)\d\d년")
_TIME_WORDS = re.compile(
    r"\s(?:초|중순|말|상순|하순|이?전|이?후|뒤|이?내|안|까지|부터|오전|오후|[상하]반기|봄|여름|가을|겨울)"
)
_PART_OF_YEAR = re.compile(
    r"(?<=년)\s(?:초|초반|중반|말|[상하]반기|봄|여름|가을|겨울|[1-4]분기|\d{1,2}월(?:\s\d{1,2}일)?)"
    r"(?=까지|에|부터|쯤|께|무렵|로|이|\s|[.,|]|$)"
)
_UNTIL = "까지"
# '영하 55도' is not 55도, '월 40만 원' not 40만 원.
_BELOW = re.compile(r"(?:영하|시속|분속|초속) $")
_HOUR = re.compile(r"\d{1,2}시(?!간)")
_PART_OF_DAY = re.compile(r"(?<![가-힣])(?:오전|오후|새벽|밤|낮|저녁|아침) $")
# '월·수·금'
_DAYS_OF_WEEK = re.compile(
    r"(?<![가-힣])[월화수목금토일](?: ?[·,/~∼-] ?[월화수목금토일])+(?:요일)?(?![가-힣])"
)
# '매주 화요일과 금요일', '월·수·금', '매달 마지막 수요일'
# The letter alone is none behind a number: '3월 27일'.
_NTH = r"(?:첫|둘|셋|넷|다섯|마지막)(?:째|번째)?(?: 주)?"
_OF_WEEK = (
    r"(?:[월화수목금토일]요일|평일|주말|공휴일"
    r"|(?<![가-힣\d])(?<!\d\s)[월화수목금토일](?![가-힣]))"
)
_ON_DAYS = re.compile(
    r"(?:(?:매주|격주|(?:매[달월]|홀수 달|짝수 달)?\s?"
    rf"{_NTH}(?:(?:\s?[·,/]\s?|[와과]\s| (?:및|그리고|또는) ){_NTH})*)\s)?"
    rf"{_OF_WEEK}(?:(?:\s?[·,/~∼–-]\s?|[과와]\s|부터\s| (?:및|그리고|또는) ){_OF_WEEK})*"
)
_NTH_DAY = re.compile(rf"{_NTH}\s")
# Nothing but hours stands between days of which each has its own: '월·수 9시~18시, 토 9시~13시'.
_HOURS_BETWEEN = re.compile(r"[\s\d:~∼–시분반오전후부터까지]*,\s")
# '4시간 20분' is one duration, '2026. 6. 18.(목)' one day, '파이-1.5' one name.
_TIMES_ANOTHER = re.compile(r"의 (?:약 )?\d[\d.,]*\s?배")
_GOES_ON = re.compile(
    rf"(?<=\d[일.]){WEEKDAY}|(?<=[가-힣])-\d+\.\d+"
    r"|(?<=시간)\s\d{1,2}분(?:\s\d{1,2}초)?|(?<=년)\s\d{1,2}개월|(?<=개월)\s\d{1,2}일|(?<=분)\s\d{1,2}초"
)
# Kiwi takes some particles for a part of a unit.
_PARTICLE = re.compile(
    r"(?<=[\d%원명개건])[을를]$|(?<=%)로$|(?<=\d[일년월주] [뒤후전])에$|(?<=\d일 이[내전후])에$"
)
_OF_EACH = r"(?:월|연|매달|매월|매년|하루|한 달|한 해|\d{0,3}(?:시간|[가-힣])당)(?:에)? "
_EACH = re.compile(rf"(?<![가-힣\d]){_OF_EACH}$")
_FOR_EACH = re.compile(rf"^(?:{_OF_EACH})+(?=\d)")
# The question says it itself: '한 사람당 한 달에 얼마?'
_ASKS_EACH = re.compile(
    r"(?:한 ?|\d{1,2} ?)(?:[명달주건동개박] ?|사람|시간)(?:당|마다|에|한테|에게)"
    r"|[가-힣]당 |달마다|매[달월년]|하루에"
)
# '매주 일요일 새벽 2시' is when, one Sunday is not.
_EVERY = re.compile(r"(?<![가-힣])(?:매[일주달월]|격[주월])\s(?:[가-힣]{1,3}요일 )?$")
_MONEY = re.compile(r"(?:원|달러|유로|엔|위안|%|퍼센트)$")
# Kiwi joins an unknown name with its particle to what follows: '에인트호번이 현검류계'.
_SUBJECT = re.compile(r"(?P<name>[가-힣]{3,})(?<!어린)이 (?=[가-힣])")
_JOINED = re.compile(r"(?:^|[\s,(])(?P<name>[가-힣]{2,6}(?: [가-힣]{1,6})?)[와과] $")
# '지방시설사무관 하종만': a rank alone is nobody.
_NAME_BEHIND = re.compile(r" (?P<name>[가-힣]{3,4})(?![가-힣])")
# Kiwi takes a rare name apart, and 씨 alone is nobody.
_TITLES = frozenset("씨 님 군 양".split())
_NAME_BEFORE = re.compile(r"(?<![가-힣])[가-힣]{2,4} $")
_WORD = re.compile(r"(?<![가-힣])[가-힣]{3}(?![가-힣])")
# A name in other letters behind it, and what points to one: '이 X-200'.
_GLOSS = re.compile(
    r"(?<=[A-Za-z\d])\s?\((?P<name>[가-힣]+(?: [가-힣]+)+)\)"
    r"|(?<=[가-힣])\s?\((?P<latin>[A-Za-z]+(?: [A-Za-z]+)+)\)"
)
_POINTING = re.compile(r"(?:이|그|저|해당) (?=[A-Za-z\d])")
_OF_NAMED = frozenset("thing name group place work person".split())
# '1층' leads to the place itself in '1층 무인 발권기에서 받는다'.
_STOREY = re.compile(r"(?:지[상하]\s?)?\d{1,2}층|[가-힣]관|[A-Z\d]동")
# '10. 17.(토)~18.(일) 별솔공원에서'
_ITS_DAY = re.compile(rf"[\d.~\s]*\d\s?[일.]?{WEEKDAY}\s")
_AT_PLACE = re.compile(
    r"\s(?P<place>(?:[가-힣A-Za-z\d]{1,8}\s){0,2}[가-힣A-Za-z\d]{2,8}?)(?:에서|으로|에|로)(?=\s)"
)
_ACTS = re.compile(r"(?:[이가은는]|의)\s")
_OF_PLACES = frozenset("NNP NNG SL SN XSN XPN".split())
_OF_NAMES = frozenset(["NNP", "NNG", "SP", "NR", "MM", "XPN"])
_RELATION = re.compile(r"\s?(?:이?전|이?후|뒤|이?내|안)(?:까지|에|부터)?(?![가-힣])")


def whole_answer(query: Query, one: Candidate) -> str:
    """The short answer of a sentence with what belongs to it there.

    All of a number with its unit; of a range the end that is asked for, or both; 'when' is not told
    by a number of days but by how long before or after.
    """
    text = one.text
    if query.asked.kind == "reason" and (why := reason(text)):
        return why
    start = one.short_start - one.start
    end = start + len(one.short)
    if ASKS_WEEKDAY.search(query.text) and (days := days_of_week(text, start, end)):
        return days
    if (pattern := contact(query)) and pattern.fullmatch(one.short):
        # '국민은행 123-45-678901' with the bank.
        return next((m[0] for m in pattern.finditer(text) if m.start() <= start < m.end()), "")
    if query.asked.kind != "number" and (name := _numbered_name(text, start, end)):
        return name
    told = values_of(text)
    if marker := _ITEM.match(text[start:end]):
        start += marker.end()
    if text[start:end].endswith("%의"):
        end -= 1
    if share := _SHARE.search(text[:start]):
        start = share.start()
    if case := _IN_CASE.match(text, start, end):
        start = case.end()
    start, end = _all_of_value(text, told, start, end)
    start, end = _counted(query, text, told, start, end)
    start, end = _day_or_length(query, told, start, end)
    if query.asked.kind in _OF_NAMED:
        start, end = _whole_name(query, text, *whole_quote(text, start, end))
    if query.asked.kind in ("date", "number", "thing"):
        start, end = of_range(query, text, told, start, end)
    if _ASKS_WHEN.search(query.text) and _DURATION.fullmatch(text[start:end]):
        relation = _RELATION.match(text, end)
        end = relation.end() if relation else end
    if "얼마" in query.text and "%" in text[start:end]:
        of = _OF_AMOUNT.search(text[:start])
        start = of.start() if of else start
    if goes_on := _GOES_ON.match(text, end):
        end = goes_on.end()
    if text[end - 1].isdigit() and query.asked.unit and text.startswith(query.asked.unit, end):
        end += len(query.asked.unit)
    if query.asked.kind in ("date", "number"):
        end = _end_of_day(text, told, start, end)
    if query.asked.kind == "date":
        start, end = _whole_time(query, text, told, start, end)
    if share := _OF_SHARE.match(text, start):
        end = max(end, share.end())
    if when := _AT_TIME.search(text[:end]) if text[start:end] in _TIMES_OF else None:
        start = when.start()
    start = from_hour(query, text, start, end)
    if lasting := _LASTING.match(text, end) if _ASKS_DAYS.search(query.text) else None:
        return lasting[1]
    said = _PARTICLE.sub("", text[_scaled(text, start, end) : end].strip()).removeprefix("중 ")
    if query.asked.role == "direction":  # '시설팀 노아린 → 총무팀'
        said = said.rpartition("→")[2].strip()
    return _FOR_EACH.sub("", said) if _ASKS_EACH.search(query.text) else said


def _whole_name(query: Query, text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the rest of the name of a person, a place or a thing, and nothing beside it.

    It may end one in other letters: '힐' of 'Blue Hill (블루 힐)'. What points to it is left out:
    'X-200' of '이 X-200'.
    """
    if query.asked.kind == "person":
        start, end = _whole_names(text, start, end)
    if query.asked.kind == "place":
        day = _ITS_DAY.match(text, start, end)
        start = day.end() if day else start
        end = _at_place(text, end) if _STOREY.fullmatch(text, start, end) else end
    names = (m.span(m.lastgroup or 0) for m in _GLOSS.finditer(text))
    start = next((low for low, high in names if low <= start < high == end), start)
    points = _POINTING.match(text, start, end)
    return points.end() if points else start, end


def _numbered_name(text: str, start: int, end: int) -> str:
    """All of the code that a span is, or is a part of; '' for none."""
    named = _NUMBERED_NAME.finditer(text)
    return next((m[0] for m in named if m.start() <= start and end <= m.end()), "")


def days_of_week(text: str, start: int, end: int) -> str:
    """The days of the week in a part of a text with those beside them; '' where it has none."""
    groups = list(_ON_DAYS.finditer(text))
    inside = (n for n, one in enumerate(groups) if one.start() < end and start < one.end())
    first = next(inside, len(groups))
    found = groups[first : first + 1]
    for after in groups[first + 1 :]:
        if _HOURS_BETWEEN.fullmatch(text, found[-1].end(), after.start()) is None:
            break
        found.append(after)
    return ", ".join(days[0] for days in found)


def _all_of_value(text: str, told: Sequence[Value], start: int, end: int) -> tuple[int, int]:
    """All of the number with its unit, or of the days of the week, that a span begins in."""
    for value in told:
        led = text[value.start] in LEADING and end == value.end
        if value.unit != "code" and value.start <= start < value.end and (end < value.end or led):
            start, end = value.start, value.end
    for days in _DAYS_OF_WEEK.finditer(text):
        if days.start() <= start < days.end():
            start, end = days.start(), max(end, days.end())
    return start, end


def _counted(
    query: Query, text: str, told: Sequence[Value], start: int, end: int
) -> tuple[int, int]:
    """Of several values the only one in the unit that is asked for: 12대 of '4주간 12대'.

    All of them where more than one is: '몇 처 몇 부야?'. What a thing measures is told as so many
    times that of another: 'H100의 2.4배'.
    """
    if query.asked.kind == "number" and (times := _TIMES_ANOTHER.match(text, end)):
        return start, times.end()
    inside = [one for one in told if start <= one.start and one.end <= end]
    unit = query.asked.unit if query.text.count("몇") == 1 else ""
    asked = [one for one in inside if unit and text[one.start : one.end].endswith(unit)]
    return (asked[0].start, asked[0].end) if len(asked) == 1 < len(inside) else (start, end)


def _day_or_length(query: Query, told: Sequence[Value], start: int, end: int) -> tuple[int, int]:
    """Of a day with how long after it, '5월 14일 40분 동안', what is asked for."""
    inside = [one for one in told if start <= one.start and one.end <= end]
    lasting = [one for one in inside if one.unit in _LENGTHS]
    days = [one for one in inside if one.unit == "date"]
    if len(inside) != 2 or len(lasting) != 1 or len(days) != 1:
        return start, end
    one = lasting[0] if _ASKS_LENGTH.search(query.text) else days[0]
    return one.start, one.end


def _whole_names(text: str, start: int, end: int) -> tuple[int, int]:
    """A person's name without the subject's particle, with one that is joined to it before.

    '찰스 베넷과 질 브라사르가 제안했다' names two. A rank goes on to the name behind it.
    """
    whole = _WORD.match(text, start)  # 권 of 권나래
    if whole and end < whole.end() and _is_person(whole[0]):
        return whole.span()
    if text[start:end] in _TITLES and (name := _NAME_BEFORE.search(text[:start])):
        start = name.start()
    subject = _SUBJECT.match(text, start, end)
    if subject:
        end = subject.end("name")
    behind = _NAME_BEHIND.match(text, end)
    named = any(map(may_name_person, text[start:end].split()))
    if behind and not named and _is_person(behind["name"]):
        end = behind.end()
    joined = _JOINED.search(text[:start]) if _ACTS.match(text, end) else None
    names = [m.tag for m in analyse(joined["name"])] if joined else []
    return (joined.start("name") if joined and set(names) <= _OF_NAMES else start), end


def _is_person(word: str) -> bool:
    """Whether a word is a name, by its syllables, and no noun with a particle: '신청을'."""
    stem = "".join(m.form for m in analyse(word) if m.tag[0] != "J")
    return may_name_person(word) and not is_common(stem)


def _at_place(text: str, end: int) -> int:
    """Where the nouns end that go on from a storey or a building to the place itself."""
    place = _AT_PLACE.match(text, end)
    tags = {m.tag for m in analyse(place["place"])} if place else set()
    return place.end("place") if place and tags <= _OF_PLACES else end


def _end_of_day(text: str, told: Sequence[Value], start: int, end: int) -> int:
    """Where a day ends that a span goes on from with nouns: '23일 전 직원 워크숍'."""
    for one in told:
        beyond = one.unit == "date" and one.start <= start < one.end < end
        if beyond and not any(map(str.isdigit, text[one.end : end])) and text[one.end] == " ":
            return end if _TIME_WORDS.match(text, one.end) else one.end
    return end


def _whole_time(
    query: Query, text: str, told: Sequence[Value], start: int, end: int
) -> tuple[int, int]:
    """A time with the day that it is of, how often it comes and what of the year it is."""
    start = _day_before(query, text, told, start, end)
    end = _time_to(query, text, end)
    start, end = _whole_days(text, start, end)
    end += len(_UNTIL) * ("부터" in text[start:end] and text.startswith(_UNTIL, end))
    year = _ONLY_YEAR.search(query.text) and YEAR.match(text, start, end)
    every = _EVERY.search(text[:start]) if _ASKS_DATE.search(query.text) else None
    return every.start() if every else start, year.end() if year else end


def _whole_days(text: str, start: int, end: int) -> tuple[int, int]:
    """A day of the week with which of the month it is, and the others: '둘째, 넷째 월요일'."""
    days = (m.span() for m in _ON_DAYS.finditer(text) if _NTH_DAY.search(m[0]))
    return next((one for one in days if one[0] <= start and end <= one[1]), (start, end))


def _time_to(query: Query, text: str, end: int) -> int:
    """Where a time that is told up to there ends: '2024년' goes on with '하반기'."""
    of_year = () if ASKS_YEAR.search(query.text) else (_PART_OF_YEAR,)
    for more in (*of_year, _PART_OF_MONTH, _HOUR_OF_DAY):
        part = more.match(text, end)
        end = part.end() if part else end
    return end


def _scaled(text: str, start: int, end: int) -> int:
    """Where a value starts with what it is measured from or by: '영하 55도', '월 40만 원'."""
    before = _BELOW.search(text[:start])
    if before is None and _HOUR.match(text, start):
        before = _PART_OF_DAY.search(text[:start])
    if before is None and _MONEY.search(text[start:end]):
        before = _EACH.search(text[:start])
    return before.start() if before else start


def _day_before(query: Query, text: str, told: Sequence[Value], start: int, end: int) -> int:
    """Where the day starts that an hour is of, where it is asked when: '8. 19.(수) 13시'."""
    if "언제" not in query.text or CLOCKS.fullmatch(text, start, end) is None:
        return start
    days = (one for one in told if one.unit == "date")
    ahead = (one.start for one in days if WITHIN_TIME.fullmatch(text, one.end, start))
    return next(ahead, start)
