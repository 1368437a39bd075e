"""Whether what would answer is of the sort that is asked for: a price, a maker, a country."""

import re

import numpy as np

from corpus.table import cell_texts, is_row
from index import bare, near_synonyms
from index.units import dimensions_of, measured
from rag.language.dimensions import answering, dimension_named
from rag.language.question_type import asks_work
from rag.language.values import values_of
from rag.reading.kinds.contacts import contact
from rag.reading.kinds.makers import may_make, thing_made
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Judged

# '3층 회의실', '12호', '71번길' are places.
_AMOUNT = re.compile(
    r"(?:약 |총 |모두 |1(?:인|명|회|건)당 )?"
    r"\d[\d,.]*\s?[십백천만억조]*\s?(?:\d[\d,.]*\s?[십백천만억]*\s?)?"
    r"(?:원|달러|유로|엔|%|퍼센트|명|개|건|점|배|kg|g|km|m|톤|시간|분|초|개월|곳|편|권|장|세|살|회"
    r"|가구|농가|세대)"
    r"(?![가-힣])(?! ?(?:안|앞|옆|떨어진|거리|지점|이내|크기))"
)
# '18만 4천대 중 5,336대' counts, whatever it is that is counted so.
_MANY = r"(?:\d[\d,.]*\s?[천만억조]|\d{1,3}(?:,\d{3})+)\s?(?:\d[\d,]*\s?[천백]?\s?)?[가-힣]{1,2}"
_COUNT = re.compile(rf"{_MANY}(?: (?:중|가운데) {_MANY})?")
# What happens is not told by when: '뭐가 바뀌었어?'.
_ASKS_EVENT = re.compile(r"(?:뭐가?|뭘|뭐를|무엇[이을]) [가-힣]")
_ONLY_DATES = re.compile(
    r"(?:(?:19|20)\d\d(?:년|\. ?\d{1,2}\.?|-\d\d?)|\d{1,2}[월일]|[\s~∼–.-]|(?<=[.-])\s?\d\d?"
    r"|\([월화수목금토일]\)|\d{1,2}\.)+"
)
# What has a number has a sign in it: no '임차 선박' is one.
_SIGN = re.compile(r"[\dA-Za-z]")
_NOTHING = re.compile(r"무료|공짜|없|전액|절반|반값")
_CODE = re.compile(
    r"(?=.*\d)\d?[A-Za-z]{2,}[-\dA-Za-z.]*|[A-Za-z]+[-\d.]+[A-Za-z]*|0\d+|\d+[.)]|\d{2,4}(?:-\d+)+"
)
# Sizes of things that are sold: 25A, 1/2.
_SIZE = re.compile(r"\d+[A-Za-z]|\d+/\d+")
# '월 보수료 2개월분', '하루치': a length of time that is paid for.
_PAID_FOR = re.compile(r"\d\s?(?:개월|달|년|일|주|시간)\s?[분치](?![가-힣])")
# '서식 1부', '50데시벨'
_NO_PRICE = re.compile(r"\d\s?(?:부|데시벨|쪽|페이지|회선|호|호차|번|위)(?![가-힣])")
# Nor is anything paid that is counted by whatever name, '100정'; '3만' and '2배' are no such.
_COUNTED = re.compile(r"\d\s?(?![십백천만억조할푼배원불전대])[가-힣]{1,2}(?![가-힣])")
# What is counted by a name of its own is no share or price of it.
_NO_COUNT = frozenset(["share", "money", "date", "duration", "score"])
_SCALED = ("퍼", "포인트", "천", "만", "억", "점", "푼", "할")
_FOR_AN_HOUR = re.compile(r"(시간|분)당\s(?:\S+\s)?(?:얼마|요금|비용|가격)")
_MARKER = re.compile(r"^\d{1,2}[.)] ")
ASKS_WHEN = re.compile(r"언제|며칠")
BARE_YEAR = re.compile(r"(?:19|20)\d\d")
# Interest, fees and taxes are told in shares as well, ages in tens (50대), films are minutes long.
_ALSO_TOLD = {"money": "share", "age": "things", "length": "duration"}
# What nothing that is bought is measured in.
_NEVER_PAID = frozenset(["duration", "date", "people", "rank"])
# Kiwi finds 폭 in '메모리 대역폭은?', which is no width.
_LAST_WORD = re.compile(r"([가-힣]{2,}?)[은는이가]?[\s?.]*$")
_ASKS_NUMBER = re.compile(r"얼마|몇(?! ?분의)|얼만")
_ASKS_COUNTRY = re.compile(r"(?:어느|어떤|무슨) 나라|어느 국가|(?<![가-힣])국적")
_COUNTRY = re.compile(
    r"국|나라|일본|독일|프랑스|캐나다|인도|러시아|호주|스위스|네덜란드|벨기에|스웨덴|노르웨이|핀란드|덴마크"
    r"|이탈리아|스페인|포르투갈|그리스|튀르키예|터키|이란|이라크|이스라엘|카타르|베트남|말레이시아|필리핀|대만"
    r"|홍콩|몽골|브라질|멕시코|칠레|페루|케냐|이집트|나이지리아|뉴질랜드|싱가포르|[가-힣](?:아|드|스|란|탄|카|라)(?=[나와과의·,\s]|$)"
    r"|(?<![가-힣])[한미중일영러독]·"
)
ASKS_WEEKDAY = re.compile(r"(?:무슨|어느|몇) ?요일|요일[은이]?(?: ?(?:언제|뭐|무엇)\S*)?\s*\??$")
_WEEKDAY = re.compile(r"요일|매일|날마다|평일|주말|휴일|(?<![가-힣\d])[월화수목금토일](?![가-힣])")
_ASKS_MONTH = re.compile(r"(?:몇|어느|무슨) ?월|몇월")
_MONTH = re.compile(r"월|달|분기|반기|봄|여름|가을|겨울|년 ?[초말]|연[초말중]|\d[./-]\d")
_ASKS_HOUR = re.compile(r"(?<![가-힣])몇 ?시(?!간|기|점)")
_HOUR = re.compile(r"\d ?시|\d:\d\d|정오|자정|[한두세네] ?시|다섯 ?시|여섯 ?시|열두? ?시")
# '교체 주기', '신청 마감일은 언제야?'
_ASKS_TIME = re.compile(
    r"언제(?!든|나)|(?:주기|시효|(?<![가-힣])기한|마감일?|기간|시기|시간|날짜|일자|일시|생일|[연년]도)"
    r"[은는이가도]?(?: ?(?:좀|언제|얼마|어떻게|며칠|알려|말해|가르쳐|궁금)\S*)*[\s?.]*$"
)
_SEASONS = re.compile("봄|여름|가을|겨울")
_TIME = re.compile(
    r"\d\s?(?:년|월|(?:영업|근무)?일|시|분|초|주|개월|세기|분기|달)|\d[./:-]\d|\d\. \d{1,2}\."
    r"|(?:19|20)\d\d(?! [가-힣]{2})|매[년월주일달]"  # '2026 나루 축제' is a name
    r"|[한두세네] ?시간|오[전후]|요일|말일|월[초말]|다음 ?[달주해]"
    rf"|{_SEASONS.pattern}|당일|즉시|직후|[상하]반기|작년|올해|내년|[전후뒤때]$"
    r"|(?<![가-힣])(?:하루|이틀|[사나열]흘|닷새|보름|일주일|반년"
    r"|(?:한|두|[세석]|[네넉]|다섯|여섯|일곱|여덟|아홉|열) ?(?:달|주|해|학기)(?![가-힣]{2}))"
)
# '1833-0921' is none, '2019-2023' is.
_PHONE = re.compile(
    r"(?<!\d)(?:0\d{1,2}-)?(?!(?:19|20)\d\d-(?:19|20)\d\d(?!\d))\d{3,4}-\d{4}(?!\d)"
)
# No days: '1인당 20분', '3년 안에'.
_SHORTLY = re.compile(r"[^\d]*(?:\d인당 )?\d+\s?(?:분|초|시간|년)(?: ?(?:안|이?내)에?)?")
# '4시간 30분' is no 30 people.
_MINUTES = re.compile(r"(?<=시간)\s?\d{1,2}\s?분")
_ASKS_PEOPLE = re.compile(
    r"몇\s?(?:명|사람)(?![가-힣]*번)|(?:인원|정원)[은는이가]?\s*(?:얼마|몇|\?|$)"
)
_NO_PEOPLE = re.compile(
    r"\d\s?(?!명|인|분|사람|[만천백억여]|가구|세대|가족|쌍|팀|세|학년|반|기)[가-힣A-Za-z]"
)
_RATE = re.compile(r"([가-힣]{2,4}[율률])[은는이가]?\s?(?:얼마|몇|어떻게|어느 정도|\?|$)")
_COMMON_RATES = frozenset(
    "비율 확률 점유율 할인율 증가율 감소율 이자율 감면율 인상률 인하율 성장률 상승률 하락률".split()
)
_NO_NUMBERS = ("place", "person", "group")
# Less of the probability than that on what is of the sort says that none is told.
_LEAST = 0.1
_LIKELY = 0.01

_SORTS = frozenset("가지 종류 종 단계 유형".split())
_LARGE = re.compile(r"\d\s?[천만억조]")


def is_amount(said: str) -> bool:
    """Whether a text is a number with its unit, or begins with one."""
    return _AMOUNT.match(said) is not None or _COUNT.fullmatch(said) is not None


def is_of_other_kind(query: Query, said: str) -> bool:
    """Whether it is no number, maker or time where one is asked for, or `is_beside`."""
    made = bool(thing_made(query.text)[0])
    return (
        lacks_number(query, said)
        or (made and not may_make(said))
        or (_ASKS_TIME.search(query.text) is not None and not tells_time(said))
        or ("며칠" in query.text and not (_may_be_when(query, said) or _is_day(said)))
        or is_beside(query, said)
    )


def is_beside(query: Query, said: str) -> bool:
    """Whether something of another sort is plainly asked for: money and not days, a country."""
    number = _asks_number(query)
    return (
        (number and lacks_number(query, said))
        or (number and _measures_else(query, said))
        or _counts_nothing(query, said)
        or (_ASKS_PEOPLE.search(query.text) is not None and _NO_PEOPLE.search(said) is not None)
        or _is_none_of(_ASKS_COUNTRY, _COUNTRY, query, said)
        or _is_none_of(ASKS_WEEKDAY, _WEEKDAY, query, said)
        or (
            (
                _is_none_of(_ASKS_MONTH, _MONTH, query, said)
                or _is_none_of(_ASKS_HOUR, _HOUR, query, said)
            )
            and not _may_be_when(query, said)
        )
        or (query.asked.kind in _NO_NUMBERS and is_amount(said))
        or _is_only_when(query, said)
        or (query.asked.noun.endswith("번호") and _is_no_code(said))
    )


def _is_only_when(query: Query, said: str) -> bool:
    """Whether it is asked what happens or is done, or how many, and only when is told."""
    if _ONLY_DATES.fullmatch(said) is None:
        return False
    if query.asked.kind == "number":
        counted = bool(query.asked.unit) and not query.dimensions & {"date", "duration"}
        return counted and BARE_YEAR.fullmatch(said) is None
    plainly = _ASKS_EVENT.search(query.text) is not None or asks_work(query.text)
    return query.asked.kind == "thing" and plainly


def _is_no_code(said: str) -> bool:
    """Whether nothing but days and words is told where a number that is given is asked for."""
    return _SIGN.search(_ONLY_DATES.sub("", said)) is None


def _may_be_when(query: Query, said: str) -> bool:
    """Whether a day and its hour are asked for, and either is told: '몇 월 며칠 몇 시'."""
    both = "며칠" in query.text and _ASKS_HOUR.search(query.text) is not None
    return both and tells_time(said)


def _is_day(said: str) -> bool:
    return tells_time(_SEASONS.sub("", said)) and _SHORTLY.fullmatch(said) is None


def is_no_price(query: Query, said: str) -> bool:
    """Whether money is asked for and something is counted that nobody pays: '서식 1부'."""
    priced = "money" in query.dimensions and not measured(said)
    return priced and any(one.search(said) for one in (_NO_PRICE, _COUNTED))


def tells_time(said: str) -> bool:
    """Whether a span says when, or how long."""
    return _TIME.search(_PHONE.sub("", said)) is not None


def lacks_kind(judged: Judged) -> bool:
    """Whether hardly any of what is likely to answer can be what is asked for."""
    shares = judged.shares
    likely = np.flatnonzero(shares > _LIKELY)
    fit = [i for i in likely if _may_answer(judged, int(i))]
    return float(shares[fit].sum()) < _LEAST * float(shares[likely].sum())


def _may_answer(judged: Judged, number: int) -> bool:
    """Whether a span, or another cell of its row, is of the sort that is asked for."""
    spans = judged.spans
    passage = spans.reads[spans.place[number]].passage
    start = int(spans.offsets[number, 0]) - passage.start
    text = passage.text
    row = text[:start].rpartition("\n")[2] + text[start:].partition("\n")[0]
    said = [spans.text(number), *(cell_texts(row) if is_row(row) else ())]
    return not all(is_beside(spans.query, one) for one in said)


def lacks_rate(judged: Judged) -> bool:
    """Whether a rate is asked for that nothing that was read speaks of: 실업률, not 고용률.

    Rates that have other names everywhere may be told under these.
    """
    query = judged.spans.query
    asked = _RATE.search(query.text)
    if asked is None or asked[1] in _COMMON_RATES:
        return False
    words = {asked[1], asked[1][:-1], *near_synonyms([asked[1]])[asked[1]]}
    read = (f"{one.passage.context}{one.passage.text}" for one in judged.spans.reads)
    return not any(word in bare(text) for text in read for word in words)


def _measures_else(query: Query, said: str) -> bool:
    """Whether all numbers measure something else than the number that is asked for."""
    told = [number.dimensions for number in measured(_MINUTES.sub("", said))]
    also = [_ALSO_TOLD.get(dimension, "") for dimension in query.dimensions]
    named = [answering(dimension_named(word)) for word in _LAST_WORD.findall(query.text)]
    wanted = query.dimensions.union(also, *named)
    if "money" in query.dimensions and _PAID_FOR.search(said):
        return False
    if _is_priced_only(query) and not any(one & _NEVER_PAID for one in told):
        return False
    return bool(told) and not any(one & wanted for one in told)


def _counts_nothing(query: Query, said: str) -> bool:
    """Whether things are counted by a name of their own, '몇 문제', and a share or so is told.

    Nor are there ever many sorts of a thing: '몇 가지야?' is not told by '1조 5,600억 개'.
    """
    unit = query.asked.unit
    if unit in _SORTS and _LARGE.search(said):
        return True
    if not unit or query.dimensions or unit.startswith(_SCALED):
        return False
    if re.search(rf"[\d가-힣]\s?{re.escape(unit)}(?![가-힣])", said):
        return False
    told = [number.dimensions for number in measured(said)]
    return bool(told) and all(one & _NO_COUNT for one in told)


def lacks_hour(judged: Judged) -> bool:
    """Whether it is asked what an hour costs, and the likeliest passage speaks of none."""
    query = judged.spans.query
    asked = _FOR_AN_HOUR.search(query.text)
    if asked is None or "money" not in query.dimensions:
        return False
    passage = judged.spans.reads[judged.spans.place[int(judged.shares.argmax())]].passage
    return not any(word in f"{passage.context}{passage.text}" for word in (asked[1], "시급", "/h"))


def _is_priced_only(query: Query) -> bool:
    """Whether only '얼마' says that money is asked for: of a robot, but also of a limit."""
    named = any(map(dimension_named, query.asked.head)) or query.asked.unit
    return query.dimensions == {"money"} and not named


def _asks_quantity(query: Query) -> bool:
    """Whether the answer measures or counts: '몇 번', but not '전화 몇 번'."""
    return query.asked.kind == "number" and bool(query.dimensions) and contact(query) is None


def _asks_number(query: Query) -> bool:
    """Whether a number is plainly asked for: '얼마', '주차 요금', but not '3.3% 떼는 소득'."""
    if not _asks_quantity(query):
        return False
    if _ASKS_NUMBER.search(query.text):
        return True
    nouns = [i for i, m in enumerate(query.morphemes) if m.form == query.asked.head[0]]
    before = query.morphemes[nouns[-1] - 1].tag if nouns and nouns[-1] else ""
    after = [m.tag for m in query.morphemes[nouns[-1] + 1 :]] if nouns else ["V"]
    return before != "ETM" and all(tag[0] in "JS" for tag in after)


def _is_none_of(asks: re.Pattern[str], known: re.Pattern[str], query: Query, said: str) -> bool:
    return asks.search(query.text) is not None and known.search(said) is None


def lacks_number(query: Query, said: str) -> bool:
    """Whether what is asked for is a number, and there is none in what is said."""
    if query.dimensions == {"money"} and _SIZE.fullmatch(said):
        return True
    if query.dimensions & {"share", "money"} and BARE_YEAR.fullmatch(said):
        return True
    code = _CODE.fullmatch(said) is not None and not measured(said)  # '6cm' is none
    return _asks_quantity(query) and (code or not _tells_number(query, said))


def _tells_number(query: Query, said: str) -> bool:
    """Whether there is a number in a text, in digits or words, or that there is nothing to pay."""
    said = _MARKER.sub("", said)
    if any(letter.isdigit() for letter in said) or _NOTHING.search(said):
        return True
    units = (value.unit for value in values_of(said) if value.unit != "code")
    return any(dimensions_of(unit) & query.dimensions for unit in units)
