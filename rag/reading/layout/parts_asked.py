"""What of all that a label tells is asked for: a name without what stands in brackets, a day."""

import re

from rag.language.values import WEEKDAY
from rag.reading.kinds.sorts import ASKS_WEEKDAY
from rag.reading.scoring.query import Query, has_all_of
from rag.reading.sentences.boxes import ticked
from rag.reading.sentences.extent import days_of_week
from rag.reading.sentences.range_ends import asked_end, asked_hour

# '대표: 김하나 (인)'
_SEALED = re.compile(r"\s*\((?:직?인|서명|날인|印)\)$")
_BEHIND_NAME = re.compile(r"\s?[(,]")
# '편서율 책임 (☎ 02-123-4567)', '㈜가온토건 (대표 국연철)', but not '강보람(1팀), 나해든(2팀)'.
_WITH_ASIDE = re.compile(
    r"(?P<name>[^,()]+(?:\([주유재사]\)[^,()]*)?)(?<!\s)\s?\([^()]{2,}\)(?: - .*)?"
)
_ASKS_WHOM = re.compile(r"누구(?:에게|한테)|연락|전화|번호|내선|소속")
# '2031. 1. 27.(월) 14:00, 본관 2층', where it is asked when.
_DAY = (
    rf"(?:(?:(?:19|20)\d\d[년.]\s?)?\d{{1,2}}[월.]\s?)?\d{{1,2}}[일.]?{WEEKDAY}?"
    r"(?:\s(?:(?:오전|오후)\s)?\d{1,2}(?::\d\d|시(?:\s?\d{1,2}분)?))?"
)
_TIME_FIRST = re.compile(
    rf"(?P<time>(?=\S*\s?\d{{1,2}}[월.]){_DAY}(?:\s?[~∼–-]\s?(?:{_DAY}|\d\d:\d\d))?)"
    r",?\s(?!까지|부터|이후|이전|이내|오전|오후|\d)[가-힣]"
)
_ANY_THING = ("것", "거")
OF_GROUPS = ("부서", "기관", "업체", "회사", "처")
_ITEM = re.compile(r"(?P<name>[^→,/()]+?)\s?\((?P<value>[^()]+)\)")


def asked_of(query: Query, said: str) -> str:
    """What of a line is asked for: its days, an end of its range, or the item that is named.

    '5월 초' of '서류 심사(4월 중순) → 발표 심사(5월 초)'.
    """
    if (chosen := ticked(said)) != said:
        return chosen
    said = _SEALED.sub("", said)
    # '시험 기관 이름' of '가온분석원(책임자 김하나)'; '필요한 것' may be several.
    if query.asked.is_stand_in(query.asked.noun) and query.asked.noun not in _ANY_THING:
        return _BEHIND_NAME.split(said)[0]
    if ASKS_WEEKDAY.search(query.text):
        return days_of_week(said, 0, len(said))
    names = query.asked.kind in ("person", "group") or query.asked.noun.endswith(OF_GROUPS)
    aside = _WITH_ASIDE.fullmatch(said) if names else None
    if aside and not _ASKS_WHOM.search(query.text):
        return aside["name"]
    items = list(_ITEM.finditer(said))
    named = [one["value"] for one in items if has_all_of(query, one["name"])]
    if len(items) > 1 and len(named) == 1:
        return named[0]
    said = asked_end(query, asked_hour(query, said))
    timed = _TIME_FIRST.match(said) if query.asked.kind == "date" else None
    return timed["time"] if timed else said
