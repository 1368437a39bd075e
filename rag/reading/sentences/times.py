"""Times that do not answer: another than until when, how long for when, other days, no rhythm."""

import re

from rag.language.values import WEEKDAY
from rag.reading.kinds.sorts import tells_time
from rag.reading.scoring.query import Query
from rag.reading.sentences.borders import SENTENCE_END, parted_at
from rag.reading.sentences.opposed import days_asked, days_told

_ASKS_UNTIL = re.compile(r"언제\s?까지")
_UNTIL = re.compile(rf"{WEEKDAY}?\s?까지")
_UNTIL_WHEN = re.compile(rf"(?:\d[\d\s.:/-]*(?:[년월일시분]\s?)?)+{_UNTIL.pattern}")
_RANGED = re.compile(r"[\d.\s년월일()가-힣]{0,8}(?:[~∼–-]|부터)")
_ASKS_BEFORE = re.compile(
    r"(?P<what>[가-힣]{2,}?)(?:일|날)?(?:의)?\s(?:며칠|몇\s?(?:일|시간|주일?|개월|달))\s?전"
)
_ASKS_EVERY = re.compile(
    r"얼마나 자주|(?:몇\s?(?:년|개월|달|주|일|시간|분)|며칠)\s?(?:마다|만에|에 한\s?번)"
)
_EVERY = re.compile(
    r"(?:매|격|(?:약 )?\d[\d,.]*|한|두|[세석]|[네넉])\s?(?:년|해|개월|달|주|일|시간|분|학기|분기)"
    r"|하루|(?:주|월|연|분기)(?:에)? ?(?:한|두|세|\d+) ?(?:번|회)|수시"
)
_OFTEN = re.compile(r"(?:한|두|세|네|\d+) ?(?:번|회|차례)")
_ASKS_WHEN = re.compile(r"^(?!.*(?:기간|동안)).*언제(?!\s?(?:까지|든|나))")
# How long something is, and not how long before or after anything: '최근 3년', '5일간 재공고'.
_LASTS = re.compile(
    r"\d{1,3}\s?일(?=간)|"
    r"(?<![후뒤전매]\s)(?<![후뒤전매\d])\d{1,3}\s?(?:년|개월|달|주|시간|분)간?"
    r"(?!\s?(?:이?전|이?후|뒤|만|째|차|이?내|안|마다|부터|이상|에|[을를이가]?\s?(?:넘|지나|경과)|\d))"
)
_LENGTH = re.compile(
    r"\d{1,3}\s?(?:박(?:\s?\d{1,2}\s?일)?|일간?|주간?|개월간?|시간(?:\s?\d{1,2}분)?|분)"
)
# '언제부터 몇 개월이야?' asks for both.
_ASKS_LENGTH = re.compile(
    r"몇\s?(?:년|개월|달|주|일|박|시간|분)(?!\s?(?:까지|부터|에))|얼마\s?동안"
)
_HOURS = re.compile(r"\d{1,3}\s?(?:시간|분)(?:\s?\d{1,2}분)?")
# '계약 체결일은?', and what is only counted from that day: '체결 후 14일 이내'.
_ASKS_DAY_OF = re.compile(
    r"(?P<event>[가-힣]{2,}?)\s?(?:일자?|날짜?)[은는이가]?(?:\s(?:언제|며칠|알려)\S*)*[\s?.]*$"
)
_COUNTED = (
    r"(?:일|(?:한|된) 날)?(?:(?:으?로)?부터|\s?(?:이후|후|뒤))\s\d+\s?(?:일|주|개월|달|년|시간)"
)
# '60일 이상 밀린 때에는 해지할 수 있다'
_AT_LEAST = re.compile(r"\d+\s?(?:일|주|개월|달|년|시간)\s이상(?=\s(?:\S+\s){1,4}?(?:경우|때))")
_DAY = re.compile(r"\d{1,2}월\s?\d{1,2}일|\d{1,2}\. \d{1,2}\.|\d{4}[-./]\d{1,2}[-./]\d{1,2}")


def is_until(query: Query, text: str, end: int) -> bool:
    """Whether it is asked until when, and that is what is told: '유효기간은 2028년 5월까지'."""
    return _ASKS_UNTIL.search(query.text) is not None and _UNTIL.match(text, end) is not None


def is_not_until(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it is asked until when, and just one other time of the sentence tells that."""
    if _ASKS_UNTIL.search(query.text) is None or _RANGED.match(text, end):
        return False
    sentence = parted_at(SENTENCE_END, text, start)
    told = _UNTIL_WHEN.search(text, *sentence)
    alone = text.count("까지", *sentence) == 1  # 'A는 4월 말까지, B는 6월 2일까지' tells two
    return told is not None and alone and not (start < told.end() and told.start() < end)


def is_before_other(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it is counted from another event than '만료 며칠 전까지' names, and one is from that.

    '끝나기 30일 전까지 알려 주며, 만료일 15일 전까지'
    """
    event = _ASKS_BEFORE.search(query.text)
    if event is None:
        return False
    told = re.compile(rf"{event['what']}(?:일|날|시)?(?:의|\s약)?\s(?=\d)")
    low, high = parted_at(SENTENCE_END, text, start)
    places = [m.end() for m in told.finditer(text, low, high)]
    return bool(places) and not any(start <= at < end for at in places)


def is_counted_from_it(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it is asked on which day something is, and it is how long from that day on."""
    if day := _ASKS_DAY_OF.search(query.text):
        event = day["event"]
    elif _ASKS_WHEN.search(query.text) and len(query.predicate) > 1:
        event = query.predicate
    else:
        return False
    low, high = parted_at(SENTENCE_END, text, start)
    counted = re.finditer(rf"{re.escape(event)}{_COUNTED}", text[low:high])
    return any(low + one.start() < end and start < low + one.end() for one in counted)


def is_not_every(query: Query, said: str) -> bool:
    """Whether it is no length of time where it is asked every how long: '2년에 한 번'."""
    often = "자주" in query.text and _OFTEN.fullmatch(said)
    return bool(_ASKS_EVERY.search(query.text) and not (_EVERY.match(said) or often))


def is_of_other_day(query: Query, text: str, start: int) -> bool:
    """Whether it is told of other days of the week, and the passage tells of those asked about."""
    told = days_told(text[slice(*parted_at(SENTENCE_END, text, start))])
    asked = days_asked(query)
    return bool(asked and told) and not asked & told and bool(asked & days_told(text))


def is_how_long(query: Query, text: str, start: int, said: str) -> bool:
    """Whether it only tells how long where it is asked when, and the sentence tells that."""
    if _ASKS_LENGTH.search(query.text):
        return False
    if _ASKS_WHEN.search(query.text):
        if _AT_LEAST.match(text, start):
            return True
        lasting = _LASTS.match(text, start)
        if lasting and lasting.end() >= start + len(said):
            return True
        if not tells_time(_LASTS.sub("", said)):
            return any(one.start() < start + len(said) for one in _LASTS.finditer(text, start))
    if "언제" not in query.text or _LENGTH.fullmatch(said) is None:
        return False
    line = text[text.rfind("\n", 0, start) + 1 :]
    if line.startswith("|") and _HOURS.fullmatch(said):
        return True
    return _DAY.search(text, *parted_at(SENTENCE_END, text, start)) is not None
