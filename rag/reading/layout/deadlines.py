"""Deadlines: until when something is to be done, where a sentence tells it of all that is asked."""

import re
from dataclasses import replace

from index import terms_of
from rag.language.values import WEEKDAY
from rag.reading.scoring.query import WHOLE, Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.matching import held, sum_held

_ASKS = re.compile(r"(?:언제|며칠|몇\s?(?:시|일|월))\s?까지|며칠 (?:안|이내|내)|기한|마감|데드라인")
_TELLS = re.compile(
    rf"\d\.{WEEKDAY}?\s?까지"
    r"|(?:\d|월 (?:말|초|중순)|\d일 전|\d시간 전|오전|오후|정오|자정|당일|다음 \S+)[^,.\d]{0,6}까지"
    r"|\d\s?(?:일|주|주일|개월|달|시간|년)\s?(?:안|이내|내)(?:에|로|까지)"
)
_DAY = re.compile(
    r"(?:(?:\d{4}년\s?)?\d{1,2}월\s?\d{1,2}일|(?:\d{4}\.\s?)?\d{1,2}\.\s?\d{1,2}\.?)"
    rf"(?={WEEKDAY}?\s?까지)"
)
_TERM = re.compile(r"반기|분기|연도|년도|^\d{4}년$")
_DURATION = re.compile(r"\d{1,3}\s?(?:일|주일?|개월|달|년)")
# Verbs that say no more than that it is to be done.
_LIGHT = frozenset("내 하 끝내 마치 되 주 제출 기한 마감 데드라인 언제 때 경우".split())


def deadline(judged: Judged) -> Candidate | None:
    """The likeliest sentence that tells a deadline of just what is asked about; None for none."""
    query = judged.spans.query
    if _ASKS.search(query.text) is None:
        return None
    asked = {term: weight for term, weight in query.terms.items() if term not in _LIGHT}
    told = [
        one
        for one in judged.candidates
        if not one.text.startswith("|") and _TELLS.search(one.text) and _holds(query, asked, one)
    ]
    return _until(told[0]) if asked and told else None


def _until(one: Candidate) -> Candidate:
    """The sentence with the only day before 까지 as its short answer, for a duration or a term."""
    days = list(_DAY.finditer(one.text))
    if len(days) != 1 or not (_DURATION.fullmatch(one.short) or _TERM.search(one.short)):
        return one
    return replace(one, short=days[0][0], short_start=one.start + days[0].start())


def _holds(query: Query, asked: dict[str, float], one: Candidate) -> bool:
    """Whether a sentence with its titles holds all that is asked, and itself the most of it."""
    own = held(query, one.text, terms_of(one.text))
    titles = f"{one.passage.context} {one.passage.title}"
    above = held(query, titles, terms_of(titles))
    total = sum(asked.values())
    whole = sum_held(asked, own, above) >= WHOLE * total
    return whole and sum_held(asked, own) >= total / 2
