"""What is told of another subject, or is the opposite of what is asked.

'이탈리아는 2023년에 금지했다' tells neither when Italy allowed it nor when Singapore forbade it.
"""

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np

from index import Morpheme, analyse
from index.words import is_common
from rag.checking.conflicts import opposites
from rag.language.persons import names_post
from rag.language.word_groups import active
from rag.reading.scoring.query import Query, same_words
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.borders import member_at

# How much of the probability must be of what tells the opposite, or of another subject.
_MOST = 0.6
_LIKELY = 1e-3
# Of other questions the answer is a subject itself.
_TOLD_OF = ("date", "number")
_OPEN = frozenset("열 닫".split())
_GIVES_OR_GETS = "주받내"
_SUBJECTS = frozenset(["JX", "JKS"])
_DAYS = re.compile(r"[월화수목금토일]요일|평일|주중|주말|공휴일|휴일|매일|연중무휴")
_WEEKDAYS = re.compile(r"월(?:요일)?\s?[~∼–-]\s?금")
# By what else days may be told, beside always.
_ALWAYS = frozenset(["매일", "연중무휴"])
_ALSO = {
    "토요일": "주말 휴일",
    "일요일": "주말 휴일 공휴일",
    "공휴일": "휴일 일요일",
    "주말": "토요일 일요일 휴일",
    "휴일": "토요일 일요일 주말 공휴일",
    **{f"{day}요일": "평일 주중" for day in "월화수목금"},
    **dict.fromkeys(("평일", "주중"), "평일 주중 월요일 화요일 수요일 목요일 금요일"),
}
_TITLED = re.compile(r"(?<![가-힣])([가-힣]{2,4}) ([가-힣]{2,4}?)[은는이가](?=\s)")


def is_opposed(query: Query, text: str, start: int) -> bool:
    """Whether the clause at a place tells the opposite of what is asked, or tells it of another."""
    if query.asked.kind not in _TOLD_OF:
        return False
    member = member_at(text, start)
    verb = query.predicate
    against = opposites(verb) | opposites(active(verb)) if _is_plain(verb) else frozenset[str]()
    told = frozenset(m.form for m in _read(member) if m.is_content)
    if against & told and verb not in told:
        return True
    asked, own = _subjects(query.text), _subjects(member)
    return bool(own) and not asked & own and bool(asked & _subjects(text))


def _is_plain(verb: str) -> bool:
    """Whether a verb tells an event otherwise than its opposite: who gives and who gets is one."""
    return verb in _OPEN or (len(verb) > 1 and verb[-1] not in _GIVES_OR_GETS)


def tells_otherwise(judged: Judged) -> bool:
    """Whether nearly all that is likely is opposed, or in passages without the subject's name."""
    query = judged.spans.query
    if query.asked.kind not in _TOLD_OF or query.whether:
        return False
    strange = [not _speaks_of(query, n, judged) for n in range(len(judged.spans.reads))]
    lost = 0.0
    for i in np.flatnonzero(judged.shares > _LIKELY):
        place = judged.spans.place[i]
        passage = judged.spans.reads[place].passage
        start = int(judged.spans.offsets[i][0]) - passage.start
        if strange[place] or is_opposed(query, passage.text, start):
            lost += float(judged.shares[i])
    return lost > _MOST


def tells_of_other_days(judged: Judged) -> bool:
    """Whether days of the week are asked about and what is likeliest is told of others alone."""
    query = judged.spans.query
    asked = days_asked(query)
    if not asked or query.whether:
        return False
    told = days_told(judged.candidates[0].text)
    texts = (f"{read.passage.context} {read.passage.text}" for read in judged.spans.reads)
    return bool(told) and not any(days_told(text) & asked for text in texts)


def days_asked(query: Query) -> frozenset[str]:
    """The days that a question is about with those by which they may be told: 토요일, 주말."""
    days = days_told(query.text)
    return days.union(*map(also_called, days))


def also_called(day: str) -> frozenset[str]:
    """By what else a day of the week may be told: 주말, 매일."""
    return _ALWAYS.union(_ALSO.get(day, "").split())


def days_told(text: str) -> frozenset[str]:
    """The days of the week that a text speaks of."""
    return frozenset([*_DAYS.findall(text), *(["평일"] if _WEEKDAYS.search(text) else [])])


def _speaks_of(query: Query, number: int, judged: Judged) -> bool:
    """Whether a passage or its titles have all names that are the subject of a question."""
    passage = judged.spans.reads[number].passage
    said = f"{passage.source} {passage.context} {passage.whole()}".lower()
    return all(
        any(form in said for form in (name[:-1], *same_words([name])[name]) if len(form) > 1)
        for name in _subjects(query.text)
    )


@lru_cache(maxsize=2048)
def _subjects(text: str) -> frozenset[str]:
    """The names that are subjects or topics in a text, also before a post: '제갈민 교수는'."""
    morphemes = _read(text)
    found = {
        match[1]
        for match in _TITLED.finditer(text)
        if names_post(match[2]) and not is_common(match[1])
    }
    for one, after in pairwise(morphemes):
        if one.tag == "NNP" and len(one.form) > 1 and after.tag in _SUBJECTS:
            found.add(one.form)
    return frozenset(found)


@lru_cache(maxsize=2048)
def _read(text: str) -> tuple[Morpheme, ...]:
    return tuple(analyse(text))
