"""Which spans can be the answer: the others give what they have to likely ones of their sentence.

What each span is, `rag.reading.unfit` tells; here it counts as well what else is likely.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.units import dimensions_of
from rag.arrays import Floats
from rag.language.persons import may_name_person
from rag.language.phrases import TOPIC
from rag.reading.kinds.contacts import told_as
from rag.reading.kinds.holders import asks_holder, is_another, may_hold
from rag.reading.kinds.sorts import ASKS_WEEKDAY, ASKS_WHEN, is_amount, tells_time
from rag.reading.layout.dated import of_other_days
from rag.reading.layout.said import in_heads
from rag.reading.scoring.sentence_features import SENTENCE
from rag.reading.scoring.span_scores import Judged, with_shares
from rag.reading.sentences.former import LAST_YEAR
from rag.reading.sentences.members import is_of_weaker_member
from rag.reading.sentences.outdone import (
    LEAST,
    dimensions_told,
    fits,
    likely,
    outdone,
    sentence_of,
    sentence_up_to,
    standing,
)
from rag.reading.tables.rows import misplaced
from rag.reading.unfit import RULE, VALUED, is_unfit

# '며칠' is a number of days or a day of a month; how likely the former is against the latter.
_ASKS_DAYS = re.compile(r"며칠|몇\s?일")
_ASKS_DAY = re.compile(
    r"몇\s?월|매[월달]|날짜|언제|(?:며칠|몇\s?일)(?:까지|부터|에|날|자)(?![가-힣])"
)
_CLOCK = re.compile(
    r"\d{1,4}년|\d{1,2}월(?:\s?\d{1,2}일)?|\d{1,2}시(?:\s?\d{1,2}분)?(?![가-힣])|\d:\d\d"
)
_PART_OF_YEAR = re.compile(
    r"(?:하루|이틀|[사나열]흘|닷새|엿새|이레|여드레|아흐레|열[하이사나]?[루틀흘]|보름)"
    r"|(?:올해|내년|작년|지난해)?\s?(?:[상하]반기|[1-4]분기|연[초말])|올해|내년|작년"
)
_ASKS_THING = re.compile(
    r"(?:무슨|어떤|어느) (?:제품|문제|기종|업체|회사|부서|상품|물건|이유|일로)"
    r"|(?:과목|분야|코스|기관|부서|동물|식물|업체|학교|학과|법원)[은는이가]?\s?(?:뭐\S*|무엇\S*|어디\S*)?\s*\??$"
)
_ON_CALENDAR = re.compile(r"\d월|(?:19|20)\d\d년")
# '5. 16.~6. 15. 근무분', '2022. 11. 7. 피고'
_DAY_FIRST = re.compile(
    r"\d{1,2}일 |\d{1,2}박(?:\s|$)|\d인당|(?:(?:19|20)\d\d\.\s?)?(?:1[0-2]|0?[1-9])\.\s?\d{1,2}\."
)
_DAYS = re.compile(r"\d[\d.]*\s?일(?:간)?")
_RIVAL = 0.02
_SHORTEST_NOUN = 2
_TIME_OF = re.compile(r"(?P<what>[가-힣]{2,}?)\s?(?:시간|시각)[은이]?\s?(?:언제|몇\s?시|\?|$)")
# How likely a span must be, against what is lost, to get it.
_HEIR = 2e-3
_LEFT = 0.01
_TELLS_TIME = re.compile(rf"{LAST_YEAR.pattern}|(?:19|20)\d\d년?|당시|예전|내년")


def fitting(judged: Judged) -> Judged:
    """Without the spans that cannot answer; the others share their probability."""
    query, spans = judged.spans.query, judged.spans
    unfit = [i for i in likely(judged) if is_unfit(query, *standing(judged, i))]
    unfit += [*misplaced(judged), *_dates_for_days(judged), *_no_times(judged)]
    unfit += [*_times_for_places(judged), *_of_last_year(judged)]
    unfit += [*_of_nothing_asked(judged), *_beside_named(judged), *_times_of_else(judged)]
    unfit += outdone(judged)
    unfit += [*of_other_days(judged), *in_heads(judged)]
    if asks_holder(query):
        unfit += np.flatnonzero(~may_hold(spans)).tolist()
        unfit += [i for i in likely(judged) if is_another(judged, i)]
    shares = _of_contacts(judged, _passed_on(judged, unfit))
    fit = float(shares.sum())
    changed = float(np.abs(shares - judged.shares).sum()) > LEAST
    # A telephone number or a weekday can be seen to be one, however unlikely.
    seen = told_as(query) is not None or ASKS_WEEKDAY.search(query.text) is not None
    judged = replace(judged, fit=1.0 if fit and seen else fit)
    # What hardly anything speaks for does not answer because all else is ruled out.
    whole = fit if fit > _LEFT or seen else 1.0
    return with_shares(judged, shares / whole) if fit > 0 and changed else judged


def _of_contacts(judged: Judged, shares: Floats) -> Floats:
    """Where a telephone number or the like is asked for and told, the shares of such alone."""
    pattern = told_as(judged.spans.query)
    spans = range(len(shares)) if pattern is not None else ()
    told = [i for i in spans if shares[i] and pattern and pattern.fullmatch(judged.spans.text(i))]
    if not told:
        return shares
    kept = np.zeros_like(shares)
    kept[told] = shares[told]
    return kept


def _passed_on(judged: Judged, unfit: Sequence[int]) -> Floats:
    """The shares without those of unfit spans, which go to likely ones of the same sentence.

    Another value was taken for the one that is asked for, not another sentence. A value of a
    member of the sentence that says less of the question only gives way where there is such a one.
    """
    shares = judged.shares.copy()
    shares[unfit] = 0.0
    sentences = judged.spans.sentence
    weaker = [int(i) for i in np.flatnonzero(shares > LEAST) if _is_weaker(judged, int(i))]
    for number in {int(sentences[i]) for i in (*unfit, *weaker)}:
        own = [i for i in unfit if sentences[i] == number]
        giving = [i for i in weaker if sentences[i] == number]
        lost = float(judged.shares[own].sum() + judged.shares[giving].sum())
        inside = np.flatnonzero((sentences == number) & (shares > _HEIR * lost))
        told = [judged.spans.text(i) for i in (*own, *giving)]
        heirs = [int(i) for i in inside if int(i) not in giving and _inherits(judged, int(i), told)]
        if heirs:
            shares[giving] = 0.0
            shares[heirs] *= 1 + lost / float(shares[heirs].sum())
    return shares


def _is_weaker(judged: Judged, number: int) -> bool:
    return is_of_weaker_member(judged.spans.query, *standing(judged, number))


def _inherits(judged: Judged, number: int, lost: Sequence[str]) -> bool:
    """Whether a span has a value of the sort that is asked for, or else that was `lost`."""
    query, said = judged.spans.query, judged.spans.text(number)
    unit = query.asked.unit
    if query.asked.kind not in ("number", "date") or RULE.match(said):
        return False
    wanted = query.dimensions or dimensions_told(lost)
    if query.asked.kind == "date" and not unit:
        sort = tells_time(said)
    else:
        sort = bool(dimensions_told([said]) & wanted) and (
            unit in said or "share" in dimensions_of(unit)
        )
    return (
        sort and not is_unfit(query, *standing(judged, number)) and not _is_weaker(judged, number)
    )


def with_values(judged: Judged) -> Judged:
    """Without the spans that have no value where a number or a date is asked for and some do."""
    if judged.spans.query.asked.kind not in ("number", "date"):
        return judged
    likely = np.flatnonzero(judged.shares > 0)
    valued = [int(i) for i in likely if VALUED.search(judged.spans.text(int(i)))]
    shares = np.zeros_like(judged.shares)
    shares[valued] = judged.shares[valued]
    return with_shares(judged, shares / float(shares.sum())) if valued else judged


def _beside_named(judged: Judged) -> list[int]:
    """All but the names directly behind the noun for who is asked for: '원고 최보람'."""
    query, spans = judged.spans.query, judged.spans
    head = query.asked.noun
    if query.asked.kind != "person" or len(head) < _SHORTEST_NOUN:
        return []
    named = re.compile(rf"(?<![가-힣]){re.escape(head)} ([가-힣]{{3,4}})(?![가-힣])")
    texts = (read.passage.text for read in spans.reads)
    names = {name for text in texts for name in named.findall(text) if may_name_person(name)}
    numbers = likely(judged)
    own = [i for i in numbers if spans.text(i) in names]
    told = any(judged.shares[i] > _RIVAL * judged.shares.max(initial=0.0) for i in own)
    return [i for i in numbers if i not in own] if told else []


def _times_of_else(judged: Judged) -> list[int]:
    """All but times directly behind what they are asked of: '08:30~16:30 (점심 12:30~13:30)'."""
    asked = _TIME_OF.search(judged.spans.query.text)
    if asked is None:
        return []
    named = re.compile(rf"(?<![가-힣]){asked['what']}\s?(?:시간|시각)?(?:은|:)?\s?$")
    numbers = likely(judged)
    times = [i for i in numbers if tells_time(judged.spans.text(i))]
    own = [i for i in times if named.search(sentence_up_to(judged, i))]
    return [i for i in numbers if i not in own] if own else []


def _dates_for_days(judged: Judged) -> list[int]:
    """The spans that are dates where a number of days is asked for and likely enough told."""
    query, shares = judged.spans.query, judged.shares
    if _ASKS_DAYS.search(query.text) is None or _ASKS_DAY.search(query.text):
        return []
    likely = [int(i) for i in np.flatnonzero(shares > _RIVAL * shares.max(initial=0.0))]
    dates = [i for i in likely if _ON_CALENDAR.search(judged.spans.text(i))]
    days = [i for i in likely if _DAYS.fullmatch(judged.spans.text(i))]
    return dates if days else []


def _no_times(judged: Judged) -> list[int]:
    """The spans that tell no time where one is asked for and likely enough told."""
    shares = judged.shares
    if ASKS_WHEN.search(judged.spans.query.text) is None:
        return []
    numbers = likely(judged)
    times = [i for i in numbers if tells_time(judged.spans.text(i))]
    told = any(shares[i] > _RIVAL * shares.max(initial=0.0) for i in times)
    return [i for i in numbers if i not in times] if told else []


def _times_for_places(judged: Judged) -> list[int]:
    """The spans that are a time or an amount where a place, a person or a thing is asked for."""
    query = judged.spans.query
    if query.asked.kind not in ("place", "person", "group") and not _ASKS_THING.search(query.text):
        return []
    texts = {i: judged.spans.text(i) for i in likely(judged)}
    if told_as(query):  # a number may be the address
        return [i for i, said in texts.items() if _DAY_FIRST.match(said)]
    return [
        i
        for i, said in texts.items()
        if _CLOCK.search(said)
        or _DAY_FIRST.match(said)
        or is_amount(said)
        or _PART_OF_YEAR.fullmatch(said)
        or not any(map(str.isalpha, said))
    ]


def _of_last_year(judged: Judged) -> list[int]:
    """The values of the year before, where no time is asked for and those of now stand beside them.

    Those measure the same, in a sentence of the passage that tells no time and says as much.
    """
    query, spans = judged.spans.query, judged.spans
    if query.asked.kind != "number" or _TELLS_TIME.search(query.text) or not query.dimensions:
        return []
    numbers = likely(judged)
    before = {i: sentence_up_to(judged, i) for i in numbers}
    former = [i for i in numbers if LAST_YEAR.search(before[i]) and "에서 " not in before[i]]
    valued = [
        i
        for i in numbers
        if dimensions_told([spans.text(i)]) & query.dimensions and not _TELLS_TIME.search(before[i])
    ]
    said = spans.sentence_features[spans.sentence, SENTENCE.index("coverage")]
    return [
        i
        for i in former
        if any(spans.place[n] == spans.place[i] and said[n] >= said[i] for n in valued)
    ]


def _of_nothing_asked(judged: Judged) -> list[int]:
    """The values in sentences on something else, that hold nothing of a question for a value.

    Another sentence of the passage must have what the question is about as its topic, and a value.
    '대상은 1985년 이전에 태어난 직원이다. 결과는 두 달 안에 보낸다.' where it is asked of the 결과.
    """
    query, spans = judged.spans.query, judged.spans
    about = TOPIC.match(query.text)
    if query.asked.kind not in ("number", "date") or about is None:
        return []
    numbers = likely(judged)
    told = {i: sentence_of(judged, i) for i in numbers}
    own = [i for i in numbers if (topic := TOPIC.match(told[i])) and topic[1] == about[1]]
    held = spans.sentence_features[spans.sentence, SENTENCE.index("coverage")]
    valued = {int(spans.place[i]) for i in own if fits(judged, i)}
    return [
        i
        for i in numbers
        if held[i] == 0
        and i not in own
        and spans.place[i] in valued
        and TOPIC.search(told[i]) is not None
    ]
