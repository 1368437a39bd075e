"""What the name and unit of a column tell of what stands below it, and whether that may answer."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile, islice, takewhile

from index import bare
from index.units import dimensions_of
from rag.language.dimensions import answering, dimension_named
from rag.language.persons import names_post
from rag.language.question_type import kind_of_head
from rag.reading.kinds.holders import NAME_NOUNS, asks_holder, post_asked
from rag.reading.scoring.query import Query

_PEOPLE = ("자", "담당", "책임", "성명", "대표", "이름")
# These end as what people are called does, and are days, sums and letters: 일자, 이자, 글자.
_NO_PEOPLE = re.compile(r"(?:.*[일이적흑투글숫]|문)자")
_ASIDE_FROM_PEOPLE = frozenset("date number place".split())
_OF_CONTACT = re.compile(r"내선|전화|휴대|번호|연락|코드|팩스")
# Neither a person nor a place stands there.
_NO_NAMES = re.compile(
    r"(?:내선|전화|휴대폰|번호|연락처?|코드|팩스"
    r"|날짜|일자|일시|기간|기한|시간|시각|요일|[연년]도|[득입고성작종행록정생점]일)(?:\([^()]*\))?$"
)
# Below these stand the names of what the other columns, one a thing, tell of each.
_NAMES_ROWS = frozenset(["", *"구분 항목 내용 분류".split()])
_NUMBERS_ROWS = frozenset("번호 no no. 순번 연번 순위".split())
# Below these stands by how much something changed, or what the name of a row means.
OF_CHANGE = re.compile(r"(?:증감|증가|감소|변동|인상|인하)(?:[률율액분폭량]|금액)?(?:\([^()]*\))?$")
OF_MEANING = re.compile(r"(?:뜻|의미|내용|설명|정의|상태|풀이)(?:\([^()]*\))?$")
# '2024년도', '2025p': those of a forecast too.
YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:년도?|[pPeE](?![a-z]))?(?!\d)")
RELATIVE_YEARS = {"작년": min, "지난해": min, "전년": min, "올해": max, "금년": max}
_THIS_AND_LAST = 2
# "'26 상", as reports write it.
SHORT_YEAR = re.compile(r"['’‘](?P<year>[0-4]\d)(?!\w)")
# '과' ends '결과' too.
_SHORTEST_END = 2
_CODES = ("번호", "코드", "사번", "학번", "품번")
# '남은 예산' is told below '잔액' rather than '예산', '누적 집행액' below '누계'.
_LEFT = (r"(?<![가-힣])남(?:은|았|아)", r"잔[액고량여]|남은|미집행")
_TOTALLED = (r"누적", r"누[계적]")
_RATHER = tuple((re.compile(asks), re.compile(names)) for asks, names in (_LEFT, _TOTALLED))
# Money that goes out, and that comes in, by what people and statements of accounts call it.
_OUT = r"나[갔간가]|빠[졌져진]|썼|쓴|보[냈낸]|냈|결제[했한]|이체[했한]|출금|지출"
_IN = r"들어[왔온오]|받[았은]|벌었|번\s|입금"
_FLOWS = tuple(
    (rf"(?:{verbs})[^?]*얼마|얼마[^?]*(?:{verbs})", rf"(?:{names})(?:금액|액)?")
    for verbs, names in ((_OUT, "출금|지출|지급|찾으신|인출|이용|결제"), (_IN, "입금|수입|맡기신"))
)
_GOODS = "(?:품목|물품|제품|상품|부품|항목)"
# What a question asks by these words stands in columns of these names.
_MEANT = tuple(
    (re.compile(asks), re.compile(rf"(?:{names})(?:\([^()]*\))?$"))
    for asks, names in (
        (r"(?:언제|며칠)\s?까지", r"기한|마감|마감일|납기|납기일|종료일|만료일"),
        *_FLOWS,
        (r"얼마(?!나)|가격|값", r"단가|가격|금액|요금|정가|판매가"),
        (
            r"누구|누가|담당자?[은는이가]?\s*\??$",
            r"담당|담당자|책임자|부서장|팀장|대표|대표자|성명|이름",
        ),
        (r"(?:무슨|어느|어떤)\s?(?:과|팀|부|부서|실)(?![가-힣])", r".*부서|부서명|소속|팀|과"),
        (r"어디", r"위치|장소|주소"),
        (r"왜|사유|이유|까닭", r".*(?:사유|이유|원인)|비고|특이사항"),
        (_LEFT[0], rf".*(?:{_LEFT[1]})[가-힣]{{0,2}}"),
        (r"언제(?!\s?까지)", r"일시|날짜|일자|시기"),
        (
            r"(?:몇\s?시|언제)\S{0,3}\s?(?:까지|끝나?|마치|퇴근)",
            r"종료|종료시각|종료시간|퇴근|퇴근시각|퇴근시간|끝",
        ),
        (
            r"(?:몇\s?시|언제)\S{0,3}\s?(?:부터|시작|출근)",
            r"시작|시작시각|시작시간|출근|출근시각|출근시간",
        ),
        (r"몇\s?시(?!간)", r"시간|시각|일시|시작"),
        (
            r"몇\s?(?:개|대|권|장|매|병|벌|박스|본|통|롤|포|세트|자루|켤레|마리|그루)(?![가-힣]{2})",
            r"수량|개수|대수|보유량?|(?:현)?재고",
        ),
        (r"몇\s?(?:명|분|사람)(?![가-힣]{2})", r"인원수?|정원|현원|명수|사람수"),
        (
            rf"(?:어떤|무슨|어느)\s?{_GOODS}|{_GOODS}[은는이가]?\s?(?:뭐|뭔|무엇|어느|어떤|뭘)",
            rf"{_GOODS}명?|품명",
        ),
        (rf"{_TOTALLED[0]}|지금까지", rf".*(?:{_TOTALLED[1]})액?"),
        (r"(?:저번|지난)\s?주", r"전주|지난\s?주"),
        (r"이번\s?주", r"금주|이번\s?주"),
        (r"다음\s?주", r"차주|내주|다음\s?주"),
        (r"(?:저번|지난)\s?달", r"전월|지난\s?달"),
        (r"이번\s?달", r"[당금]월|이번\s?달"),
        (r"(?:다|모두|전부)\s?(?:해서|합[쳐해]\S*)|(?:총|모두|전부)\s?얼마", r"합계|총계|계|총액"),
        (r"어디\S*\s?(?:묵|머물|자(?:요|나|지|고|는|\W|$))", r"숙소|숙박|숙박지|숙박시설|호텔"),
        (r"몇\s?점|만점|점수|배점", r"배점|점수|만점|평점"),
        (r"몇\s?문[제항]", r"문[제항]수?"),
        (r"몇\s?(?:번|회|차례)(?!\s?(?:이|으로|버스|출구))", r".*횟수"),
        (r"(?:작년|지난해)\s?(?:같은\s?[달월]|이맘때)|전년 동월", r"전년\s?동[월기]"),
        (
            r"최대|최고|(?:제일|가장)\s?(?:많|높|길|크|큰|비싸|비싼)\S*|상한",
            r".*(?:상한|최대|최고)[액값치]?",
        ),
        (
            r"최소|최저|(?:제일|가장)\s?(?:적|낮|짧|작|싸|싼)\S*|하한",
            r".*(?:하한|최소|최저)[액값치]?",
        ),
        (r"(?:무슨|어떤)\s?(?:수업|강의|과목|교육)", r"(?:과목|강의|강좌|교과|수업)명?"),
    )
)

_OF_TABLE = re.compile(r"단위\s?[:：]?\s?(?P<unit>[^\d()\[\],:：]{1,12}?)\s?(?:[)\]>〉]|$)")
# '총중량(kg)', '매출(백만 원)'; no day of the week: '5. 3.(일)'.
_OF_COLUMN = re.compile(r"(?<![\d.일])\s?[(\[](?P<unit>[^()\[\]\d,]{1,8})[)\]]$")
# The unit stands in one of so many lines above a table.
_ABOVE = 3
# '천원', '백만 원': a unit in so many.
_SO_MANY = re.compile(r"^[십백천만억조]+\s?(?=\S)")
# '참가자 수', '지원량', '집행률', '장비(대)'.
_MEASURED = re.compile(r"[수량율률명건]$|[)\]]$")
_SHARE = frozenset(["share"])
_MANY = frozenset("만 억 조 천만 백만 십만 천억 백억 십억".split())

# A part of a year as the name of a column.
_PERIOD = re.compile(r"\d{1,2}월|[1-4]/?분기|[상하]반기|[1-4]Q", re.IGNORECASE)


def periods_named(question: str, names: Sequence[str]) -> list[int]:
    """The columns called by a month, quarter or half of a year that a question names."""
    return [
        n
        for n, name in enumerate(names)
        if _PERIOD.fullmatch(name)
        and re.search(rf"(?<!\d){re.escape(name)}(?![가-힣]*\d)", question)
    ]


def is_of_other_kind(query: Query, column: str) -> bool:
    """Whether a column tells something of another sort than what is asked for.

    It names people where a number, a day or a place is asked for, or the other way round.
    """
    kind, letters = query.asked.kind, "".join(column.split())
    if kind == "number" and is_of_contact(letters):
        return not is_of_contact(query.bare)
    if kind == "number" and query.asked.unit and (measures := dimension_named(letters)):
        return not answering(measures) & query.dimensions
    if kind in ("person", "place") and _NO_NAMES.search(letters):
        return True
    if kind == "person":
        return kind_of_head(letters) in _ASIDE_FROM_PEOPLE
    # '기계과 박사 모집 인원은?' asks how many there are of those that a column is called by.
    counted = "people" in query.dimensions and names_post(letters) and letters in query.bare
    people = len(letters) > 1 and names_people(column) and not counted
    return kind in _ASIDE_FROM_PEOPLE and people


def is_of_contact(column: str) -> bool:
    """Whether a column holds numbers of something, which measure and count nothing."""
    return _OF_CONTACT.search(column) is not None


def names_people(column: str) -> bool:
    """Whether a column tells who."""
    last = column.strip().rpartition(" ")[2]
    return last.endswith(_PEOPLE) and _NO_PEOPLE.fullmatch(last) is None or names_post(last)


def may_ask(query: Query, name: str) -> bool:
    """Whether a column may tell who holds a post, where that is asked: no '대표 제품'.

    A column that only numbers the rows tells nothing.
    """
    if bare(name) in _NUMBERS_ROWS or is_of_other_kind(query, name):
        return False
    if not asks_holder(query):
        return True
    last = "".join(name.split()[-1:])
    post = post_asked(query)
    named = bool(post) and last.removesuffix("자").endswith(post)  # '대표자'
    return named or names_post(last) or last in NAME_NOUNS


def of_years_asked(query: Query, names: Sequence[str]) -> list[bool]:
    """For each column whether it is none of another year than the one that is asked for.

    The 작년 of two years is the first of them.
    """
    told = [{int(found["year"]) for found in YEAR.finditer(name)} for name in names]
    years = set().union(*told)
    asked = {int(found["year"]) for found in YEAR.finditer(query.text)} & years
    if not asked and len(years) == _THIS_AND_LAST:
        asked = {pick(years) for word, pick in RELATIVE_YEARS.items() if word in query.terms}
    return [not (asked and own) or bool(asked & own) for own in told]


def asked_by(query: Query, columns: Sequence[str]) -> list[str]:
    """For each column the words that ask for what it tells; '' for none.

    A name that only ends as such do, or has one for a word, counts where none is wholly one:
    '이행 기한' of '언제까지', '인원 남' of '몇 명'.
    """
    names = ["".join(column.split()) for column in columns]
    wholly = [_asking(query, name, 0) for name in names]
    if any(wholly) or query.asked.kind == "person":  # '제품 이름' is nobody
        return wholly
    return [
        next(filter(None, (_asking(query, word, 0) for word in column.split())), "")
        or _asking(query, name, _SHORTEST_END)
        for column, name in zip(columns, names, strict=True)
    ]


def _asking(query: Query, name: str, end: int) -> str:
    """The words that ask for a column of that name, or of one that ends so, `end` syllables long.

    An end of 0 syllables stands for all of the name.
    """
    for asks, names in _MEANT:
        asked = asks.search(query.text)
        told = names.search(name) if end else names.match(name)
        if asked and told and len(told[0]) >= end:
            return asked[0]
    return ""


def tells_rather(query: Query, name: str) -> bool:
    """Whether a column tells what is left or summed up where that is asked for."""
    return any(asks.search(query.text) and names.search(name) for asks, names in _RATHER)


@lru_cache(maxsize=1024)
def lies_across(names: tuple[str, ...]) -> bool:
    """Whether a table has a column a thing, and a row for each thing that is told of all.

    A column whose name says what it tells, as 담당자 and 금액 do, is none.
    """
    first, *others = map(bare, names or [""])
    return first in _NAMES_ROWS and len(others) > 1 and not any(map(_says_what, others))


def _says_what(column: str) -> bool:
    """Whether the name of a column, without spaces, says what it tells."""
    meant = any(names.match(column) for _, names in _MEANT)
    told = kind_of_head(column) or _OF_CONTACT.search(column) or _NO_NAMES.search(column)
    return meant or bool(told)


def naming(names: Sequence[str]) -> int:
    """The column that names the rows: the first that is no number or code of theirs."""
    plainly = [bare(name) for name in names]
    plain = (
        n for n, one in enumerate(plainly) if one not in _NUMBERS_ROWS and not one.endswith(_CODES)
    )
    return next(plain, 0) if len(plainly) > 2 else 0


def unit_of_column(name: str) -> str:
    """The unit that the name of a column has in brackets; '' for none."""
    own = _OF_COLUMN.search(name)
    unit = own["unit"].strip() if own else ""
    return unit if dimensions_of(_SO_MANY.sub("", unit)) else ""


def unit_above(text: str) -> str:
    """The unit that the last lines of a text tell, which goes up to a row of a table; '' for none.

    What stands above another table before it says nothing of this one.
    """
    lines = dropwhile(lambda line: line.startswith("|"), reversed(text.splitlines()))
    above = takewhile(lambda line: not line.startswith("|"), lines)
    near = islice(filter(str.strip, above), _ABOVE)
    found = next((match for line in near if (match := _OF_TABLE.search(line))), None)
    return found["unit"].strip() if found else ""


def says_measure(name: str, unit: str) -> bool:
    """Whether a name says what is measured or counted below it, though the table has a unit.

    '참가 인원' in a table of money; '매출' in one of shares is a share of it.
    """
    letters = bare(name)
    named = bool(dimension_named(letters)) and dimensions_of(unit) != _SHARE
    return named or _MEASURED.search(letters) is not None


def is_of_other_unit(query: Query, unit: str) -> bool:
    """Whether what is told in a unit cannot be what is asked for: 천원 for '몇 명', % for '몇 억'.

    Of a unit that is not known nothing can be said.
    """
    measures = dimensions_of(unit) or dimensions_of(_SO_MANY.sub("", unit))
    if query.asked.unit in _MANY:
        return measures == _SHARE
    return bool(measures and query.dimensions) and not measures & query.dimensions
