"""Whether a span cannot be the answer, by what stands around it.

The network judges spans by their words. That '제5조' only numbers a rule, or that a value is that
of the year before, is plain from the text itself.
"""

import re

from corpus.headers import UNIT_TOLD
from corpus.symbols import BULLETS
from index import analyse, bare
from index.hangul import syllables_ending
from index.units import dimensions_of
from rag.language.dimensions import COUNTS, is_number
from rag.language.persons import may_name_person
from rag.language.phrases import topics
from rag.language.question_type import is_measure
from rag.language.values import WEEKDAY, WON
from rag.reading.kinds.contacts import contact, is_contact, is_in_account, is_of_other_person
from rag.reading.kinds.numbers import is_other_number
from rag.reading.kinds.references import is_mere_reference, is_of_heading
from rag.reading.kinds.sorts import is_no_price, is_of_other_kind, tells_time
from rag.reading.scoring.query import Query
from rag.reading.sentences.beside import LABEL, is_beside_value
from rag.reading.sentences.borders import SENTENCE_END, parted_at
from rag.reading.sentences.boxes import is_unticked
from rag.reading.sentences.breakdowns import is_of_other_part
from rag.reading.sentences.called import only_describes
from rag.reading.sentences.conditions import is_exception, is_of_condition
from rag.reading.sentences.extent import ASKS_YEAR
from rag.reading.sentences.former import LAST_YEAR, is_of_other_time
from rag.reading.sentences.members import is_of_other_member, is_of_relative
from rag.reading.sentences.opposed import is_opposed
from rag.reading.sentences.owners import is_of_other_owner, is_of_some_owner
from rag.reading.sentences.times import (
    is_before_other,
    is_counted_from_it,
    is_how_long,
    is_not_every,
    is_not_until,
    is_of_other_day,
    is_until,
)
from rag.reading.sentences.titles import is_of_title, is_of_work_name
from rag.reading.tables.changes import ASKS_CHANGE, CHANGES
from rag.reading.tables.columns import names_people
from rag.reading.tables.winners import is_of_other_degree

# '계약 기간은 몇 년이야?' is not told by the year in which it begins.
_ASKS_YEARS = re.compile(
    r"(?:기간|임기|수명|연한|동안|간격|주기|경력|근속)(?:[은는이가])?\s?(?:총 |모두 )?몇\s?년"
    r"(?![도에차]|부터|까지|생)|몇\s?년\s?(?:간|동안|걸)"
)
_ON_CALENDAR = re.compile(r"(?:19|20)\d\d년(?!간)|\d월|^\d{1,2}일$")
# What persons have, and are not.
_OF_PERSONS = frozenset("소속 직책 직위 직급 직함 학력 전공 부서 학교".split())
# '2일이 더 걸립니다': not how long it takes.
_MORE = re.compile(r"(?:이|가|을|를)?\s(?:더|추가로?)\s")
_ASKS_MORE = re.compile(r"더|추가|가산|할증|연장")
VALUED = re.compile(r"\d|[월화수목금토일]요일|절반")
RULE = re.compile(r"제\s?\d+\s?[조항호장절관편](?:의\s?\d+)?|[①-⑳]")
# '제1조', '제1조(계약보증금) ①'
_HEADING = re.compile(rf"(?:{RULE.pattern})(?:\s?\([^()]*\))?(?:\s?[①-⑳])?")
# '[0010] 표 2를 보면': patents number their paragraphs.
_PARAGRAPH = re.compile(r"^\[\d{4}\]", re.MULTILINE)
_CAPTION = re.compile(r"제\s?\d+조(?:의\s?\d+)?\s?\($")
ASKS_RULE = re.compile(r"(?:몇|어느|무슨|어떤)\s?(?:조|항|호|장|절|규정)|조항|조문|근거")
# '<표 2-1> 지역별 농도', '2024년도 회의록'.
_NUMBERED = re.compile(r"(?<![가-힣])(?:표|그림|도표|사진|부록|별표|별지|서식)\s?$")
_OF_YEARS = re.compile(r"(?:19|20)\d\d년도(?: 제\s?\d+차)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED = re.compile(
    r" (?![상하]반기|[1-4]분기|봄|여름|가을|겨울|연[초말]|시즌)[가-힣]{2,} ?[가-힣]"
)
_AS = re.compile(r"으?로 (?:한다|합니다|하며|하고|정한다|정하|삼는다|보며|본다)")
_AMOUNT = re.compile(r"(?:[가-힣]{1,3}의? )?\d")
_ASIDE = re.compile(r"([가-힣]{2,})\s?(?:약 )?(?=\d)")
_MEASURED = re.compile(
    r"\d[\d,.]*\s?(?:[만억조천]\s?)*(?:원|명|%|개|건|일|시간|개월|년)[^\d]{0,8}$"
)
# '우도 대신 수족관에 간다': what is replaced is no answer, unless just that is asked.
_INSTEAD = re.compile(r"(?:을|를)?\s대신(?=[에\s])")
_ASKS_INSTEAD = re.compile(r"(?:뭐|무엇|어디|누구|무슨 \S+|어느 \S+)\S{0,2}\s?대신")
_BREAK = re.compile(r"(?:점심|휴게|휴식|브레이크|저녁 식사)\s?(?:시간|타임)(?:은|는|[:：])?")
_BREAK_ASKED = re.compile(r"점심|휴게|휴식|쉬는|브레이크|저녁")
_MOST = re.compile(r"가장|제일|최[대다고저소]")
# 최초 30분, 총 12명: no answer without what follows.
_LEADS = re.compile(r"최초|최대|최소|최고|총|약|모두|각각|매월|매달|매년|매주")
_FIGURE = re.compile(r"\s\d")
_NUMBER = re.compile(r"[\d,.]+\s?\S{0,4}")
_EMPTY_REASONS = frozenset("탓 까닭 이유 때문 덕분 원인 계기 배경 목적 경우 사유".split())
# Nouns that are told by a number or a date, besides those of `rag.language.dimensions`.
_MEASURES = frozenset(
    "기한 마감 농도 오차 수명 주기 횟수 점수 정원 한도 상한 하한 기준치 평균 합계 번호".split()
)
# They end clauses, or say nothing alone.
_HOLLOW = frozenset(
    "예정 덕분 덕택 때문 탓 정도 경우 대표적 처음 이번 당시 등 중 것 수 사람 날 예 마찬가지".split()
)
# '오는 순간 참새 떼가': the first noun ends a clause.
_AFTER_CLAUSE = re.compile(
    rf"[{syllables_ending('ㄴ')}{syllables_ending('ㄹ')}] (?:순간|때|동안|가운데|와중) "
)
# To whom a paper goes.
_ADDRESSED = ("귀하", "귀중")
_UNIT = re.compile(r"[가-힣]{1,3}(?![가-힣])")
_IN_BRACKETS = re.compile(r"\s?\(([^()]{1,30})\)")
_BEFORE_BRACKETS = re.compile(r"([가-힣A-Za-z][가-힣A-Za-z\d .-]{0,29})\s?\($")
_LONGEST_NAME = 32
_DATE = re.compile(
    r"(?:\d{4}년\s?)?\d{1,2}월(?:\s?\d{1,2}일)?|(?:19|20)\d\d(?:-\d\d?-\d\d?|\. ?\d\d?\. ?\d\d?\.?)"
)
# An average is a number, but not which has the highest.
_ASKS_AVERAGE = re.compile(
    r"^(?!.*(?:가장|제일|최고|최저|어느|어떤|누구|언제|보다)).*평균[가-힣 ]*?(?:은|는|이|가)?"
    r"\s?(?:얼마\S*|몇 ?\S+|어떻게 되\S*)?\s*\??$"
)
_CAPS = "총액|합계|한도|상한액?|최고액"
_CAP = re.compile(rf"(?:{_CAPS})[은는이가]\s")
_ASKS_CAP = re.compile(rf"{_CAPS}|최대|최고|까지")
# Outside of tables so many digits without a comma or a unit are no amount.
_CODE = re.compile(r"(?<![\d,.])\d{6,}(?![\d,.]|\s?[가-힣A-Za-z㎡㎥%℃])")
# '2022. 11. 7. 임차인이 옮긴': the day is no part of who did it then.
_DATED = re.compile(
    rf"(?:(?:19|20)\d\d(?:년|\.)\s?)?\d{{1,2}}(?:월|\.)\s?\d{{1,2}}(?:일|\.){WEEKDAY}?\s"
    r"[가-힣]{2,}"
)
# The second cell of a row of two, and what a label tells.
_ONE_CELL = re.compile(r"\s*\|[^|\n]*[^|\n\s][^|\n]*\|\s*(?:\n|$)")
_TELLS = re.compile(r"\s?[:：]\s+\S")
_OWN_NOUN = re.compile(r"(?:[’'”\"]\s?|의\s)[가-힣A-Za-z\d]+[은는이가] ")
_MARKS_SUBJECT = ("이", "가", "은", "는")
_PREFIXED = frozenset("현 전 신 구 본 각 총".split())


def is_unfit(query: Query, text: str, start: int, end: int) -> bool:
    """Whether the span of a passage's text from `start` to `end` cannot answer the question."""
    said = text[start:end]
    numbers = _HEADING.fullmatch(said) or _CAPTION.search(text, max(0, start - 12), start)
    return (
        (numbers is not None and ASKS_RULE.search(query.text) is None)
        or _NUMBERED.search(text, max(0, start - 4), start) is not None
        or (_PARAGRAPH.match(text, max(0, start - 1)) is not None and said.isdigit())
        or (_ON_CALENDAR.search(said) and _ASKS_YEARS.search(query.text) is not None)
        or _is_year_of_name(query, text, end, said)
        or _is_asked_for(query, text, end, said)
        or (query.asked.kind == "reason" and _is_no_reason(query, said))
        or is_of_other_time(query, text, start, end)
        or _names_column(text, start, end)
        or _is_unit_told(query, text, start)
        or _is_cap_of_rate(query, text, start)
        or _is_label(query, text, start, end)
        or (_LEADS.fullmatch(said) is not None and _FIGURE.match(text, end) is not None)
        or _is_of_other_topic(query, text, start, end)
        or (is_of_other_member(query, text, start, end) and not is_until(query, text, end))
        or is_not_until(query, text, start, end)
        or is_before_other(query, text, start, end)
        or is_counted_from_it(query, text, start, end)
        or _is_of_other_sort(query, text, start, end)
        or (_DATED.fullmatch(said) is not None and text[end : end + 1] in _MARKS_SUBJECT)
        or said in _HOLLOW
        or _AFTER_CLAUSE.match(text, max(0, start - 2), end) is not None
        or said.endswith(_ADDRESSED)
        or is_of_title(query, text, start)
        or is_of_work_name(query, text, start)
        or only_describes(query, text, end)
        or is_other_number(query, text, start, end)
        or is_mere_reference(query, said)
        or (is_of_heading(text, start, end) and ASKS_RULE.search(query.text) is None)
        or is_unticked(text, start, end)
        or _is_other_name(query, text, start, end)
        or is_of_other_kind(query, said)
        or is_no_price(query, said + _rest_of_unit(text, start, end))
        or _is_no_change(query, text, start, end)
        or is_exception(query, text, start, end)
        or is_of_other_day(query, text, start)
        or (_INSTEAD.match(text, end) is not None and not _ASKS_INSTEAD.search(query.text))
        or _is_no_winner(query, said)
        or _is_aside(query, text, start)
        or is_of_condition(query, text, start, end)
        or _is_of_break(query, text, start)
        or is_opposed(query, text, start)
        or is_of_other_person(query, text, start)
        or is_how_long(query, text, start, said)
        or is_of_other_part(query, text, start)
        or is_of_other_owner(query, text, start)
        or is_of_some_owner(query, text, start)
        or is_of_relative(query, text, start)
        or is_of_other_degree(query, text, start)
        or is_beside_value(query, text, start, end)
        or is_not_every(query, said)
        or (query.asked.noun in _OF_PERSONS and may_name_person(said.partition("(")[0]))
        or (_MORE.match(text, end) is not None and _ASKS_MORE.search(query.text) is None)
    )


def _is_year_of_name(query: Query, text: str, end: int, said: str) -> bool:
    """Whether a year is a part of a name: '2024년도 회의록', '2026 나루 봄철 배구 잔치'."""
    named = _YEAR.fullmatch(said) is not None and _NAMED.match(text, end) is not None
    return (named or _OF_YEARS.fullmatch(said) is not None) and not ASKS_YEAR.search(query.text)


def _rest_of_unit(text: str, start: int, end: int) -> str:
    """What a span that ends with a number leaves of its unit: 부 of '서식 1' in '서식 1부'.

    Nothing where the sign of its unit stands before it: '₩5,000으로'.
    """
    signed = text[:start].rstrip().endswith(tuple(WON))
    unit = _UNIT.match(text, end) if text[end - 1].isdigit() and not signed else None
    return unit[0] if unit else ""


def _is_asked_for(query: Query, text: str, end: int, said: str) -> bool:
    """Whether a span only names what is asked for: '주차요금은 600원' where a fee is asked for.

    So does '관할 법원' in '서울지방법원을 관할 법원으로 한다'.
    """
    head = query.asked.noun
    number = said.removesuffix(head).rstrip()[-1:].isdigit()  # '24개월로 한다'
    named = len(head) > 1 and said.endswith(head) and not number
    if named and _AS.match(text, end):
        return True
    compound = named and len(said) > len(head)
    if compound and " " not in said and text.startswith(("은", "는"), end):
        return True
    counted = query.asked.head[-1] if head in COUNTS else head
    measures = (
        is_number(head) or head in _MEASURES or head in COUNTS or head.endswith(("율", "량", "액"))
    )
    return measures and _compound_of(said, counted)


def _compound_of(said: str, noun: str) -> bool:
    """Whether a text is a noun with what it is of, and no number: '평균 농도', '1인 고령 가구'."""
    before = said.removesuffix(noun).rstrip()
    return len(noun) > 1 and before != said and not before[-1:].isdigit()


def _is_other_name(query: Query, text: str, start: int, end: int) -> bool:
    """Whether a span is what a question names, in other letters: 'Sora(소라)' where 소라 is."""
    if query.asked.kind in ("name", "number") or contact(query) is not None:
        return False
    inside = _IN_BRACKETS.match(text, end)
    opened = _BEFORE_BRACKETS.search(text[max(0, start - _LONGEST_NAME) : start])
    closed = text[end : end + 1] == ")"
    other = inside[1] if inside else opened[1] if opened and closed else ""
    name = bare(other)
    latin = text[start:end].isascii() != other.isascii()
    opens = query.text.lower().startswith(name)
    return bool(name) and latin and (opens or (len(name) > 1 and name in query.bare))


def _is_no_reason(query: Query, said: str) -> bool:
    """Whether a span is a number, the thing asked about, or only says that there is a reason."""
    about = said.split()[-1].lower() in query.terms
    return about or said in _EMPTY_REASONS or _NUMBER.fullmatch(said) is not None


def _is_no_change(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it is asked by how much something changed, and another value of the sentence is.

    Not where it is in the unit that is asked for by name: '800면 더 만든다'.
    """
    unit = query.asked.unit
    named = bool(unit) and not dimensions_of(unit) and text.startswith(unit, end)
    if ASKS_CHANGE.search(query.text) is None or named:
        return False
    changes = list(CHANGES.finditer(text, *parted_at(SENTENCE_END, text, start)))
    return bool(changes) and not any(m.start() <= start < m.end("by") for m in changes)


def _is_aside(query: Query, text: str, start: int) -> bool:
    """Whether it is a value of something else, in brackets behind the one that is asked for.

    '3,000만원 한도 (1사고당 자기부담금 5만원)'
    """
    line = text.rfind("\n", 0, start) + 1
    opened = text.rfind("(", line, start)
    if opened < 0 or text.find(")", opened, start) >= 0:
        return False
    close = text.find(")", start)
    labels = list(_ASIDE.finditer(text, opened, close if close >= 0 else len(text)))
    # '(국비 30억 원, 시비 17억 원)': each has a name of its own.
    before = (one for one in reversed(labels) if one.start() <= start)
    label = next(before, labels[0] if labels else None)
    value = _MEASURED.search(text[line:opened])
    named = label is not None and label[1].lower() in query.bare
    # '견적일 5월 2일 (유효 기간: 받은 날부터 9일)'
    field = LABEL.match(text[opened + 1 : start])
    named |= field is not None and bare(field[0]).rstrip(":") in query.bare
    former = LAST_YEAR.search(query.text) and LAST_YEAR.search(text, opened, start)
    if former:  # '4만 명(전년 실적 3만 명)'
        return False
    # Days in brackets are of what stands before: '배당 100원 결의(기준일 6. 30., 지급일 8. 5.)'.
    dated = query.asked.kind == "date" and value is not None and not tells_time(value[0])
    return label is not None and value is not None and not named and not dated


def _is_of_break(query: Query, text: str, start: int) -> bool:
    """Whether it is when a break is, '점심시간은 12시부터', and none is asked about."""
    low, _ = parted_at(SENTENCE_END, text, start)
    breaks = list(_BREAK.finditer(text, low, start))
    return (
        bool(breaks)
        and "," not in text[breaks[-1].end() : start]
        and not _BREAK_ASKED.search(query.text)
    )


def _is_no_winner(query: Query, said: str) -> bool:
    """Whether a value is told where it is asked which thing has the most of something."""
    numbered = query.asked.kind in ("number", "date") or bool(query.asked.unit)
    return not numbered and _MOST.search(query.text) is not None and _AMOUNT.match(said) is not None


def _is_of_other_topic(query: Query, text: str, start: int, end: int) -> bool:
    """'점심시간은 낮 12시' where the working hours are asked for, which stand beside it.

    What stands directly behind it, as in "'봄' 시대가", is what it is of.
    """
    head = query.asked.noun
    begin = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
    own = _OWN_NOUN.match(text, end)
    close = parted_at(SENTENCE_END, text, start)[1]
    before = [topic[1] for topic in topics(text[begin:start])]
    after = [topic[1] for topic in topics(text[own.end() if own else start : close])]
    counted = head == query.asked.unit  # '400포기가 죽어'
    if len(head) < 2 or counted or not before or before[-1] in query.bare:
        return False
    if before[-1].endswith(head) and VALUED.search(
        text[begin : text.rfind(before[-1], begin, start)]
    ):
        return True
    return any(topic.endswith(head) for topic in (*before[:-1], *after))


def _is_of_other_sort(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it is a date for an amount, a contact nobody asked for, or a bare 현, 전, 신."""
    said = text[start:end]
    amount = query.asked.kind == "number" and "date" not in query.dimensions
    if amount and any(one.start() <= start and end <= one.end() for one in _DATE.finditer(text)):
        return True
    # '고장 접수 1588-0377' is the number of that, where one is asked for.
    before = text[text.rfind("\n", 0, start) + 1 : start].split()[-1:]
    given = query.asked.noun.endswith("번호") and any(bare(w) in query.bare for w in before)
    if contact(query) is None and is_contact(said) and not given:
        return True
    if amount and text[text.rfind("\n", 0, start) + 1] != "|" and _CODE.match(text, start):
        return True
    if _ASKS_AVERAGE.search(query.text) and not VALUED.search(said):
        return True
    if query.asked.kind in ("date", "number") and contact(query) is None:
        return is_in_account(text, start, end)
    return said in _PREFIXED and text[end : end + 1] == " "


def _is_cap_of_rate(query: Query, text: str, start: int) -> bool:
    """Whether it limits a sum where a rate is asked for: '지체상금의 총액은 30%를 넘지 못한다'."""
    if not query.asked.noun.endswith(("율", "률")) or _ASKS_CAP.search(query.text):
        return False
    return _CAP.search(text, parted_at(SENTENCE_END, text, start)[0], start) is not None


def _is_unit_told(query: Query, text: str, start: int) -> bool:
    """Whether a span is the unit of a table, '(단위: 원)', which nobody asks for."""
    told = UNIT_TOLD.finditer(text, text.rfind("\n", 0, start) + 1)
    return "단위" not in query.text and any(m.start() <= start < m.end() for m in told)


def _names_column(text: str, start: int, end: int) -> bool:
    """Whether a span names the column of a cell: "| 금액(원): 4800000 |"."""
    line = text.rfind("\n", 0, start) + 1
    bar = text.rfind("|", line, start)
    if bar < 0 or not text.startswith("|", line):
        return False
    stop = text.find("\n", end)
    close = text.find("|", end, stop if stop >= 0 else len(text))
    stop = close if close >= 0 else stop
    return ": " not in text[bar:start] and ": " in text[end : stop if stop >= 0 else len(text)]


def _is_label(query: Query, text: str, start: int, end: int) -> bool:
    """Whether a span only says what is told behind it: '| 설치 장소 | 본관 3층 |', '인계자: …'."""
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start].strip()
    form = before == "|" and _ONE_CELL.match(text, end) is not None
    labels = not before.strip(BULLETS) and _TELLS.match(text, end) is not None
    return (form or labels) and query.asked.noun not in _OF_PERSONS and _says_what(text[start:end])


def _says_what(said: str) -> bool:
    """Whether words name a sort of thing that a form tells: 나이, 장소, 담당, 신청자."""
    nouns = [m.form for m in analyse(said) if m.tag.startswith(("N", "XS"))]
    return bool(nouns) and (is_measure(nouns[-1]) or names_people(said))
