"""Diaries, logs and talks, in which a day heads what was done or said on it.

'감자는 언제 심었어?' is told by no word of '감자 심음.' but by the day above it; and of what was
done on 5월 1일 nothing is told below another day.
"""

import re

import numpy as np

from corpus.talk import SAID
from index.days import headed_day
from rag.language.spans import ReadPassage
from rag.reading.kinds.sorts import tells_time
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.sentences.range_ends import ASKS_HOUR

_DAY = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})월 ?(?P<day>\d{1,2})일"
    r"|(?<![\d/.])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])"
)
_ASKS_TALK = re.compile(
    r"말[한했씀하]|얘기|이야기|물[었어은]|묻는|들어[온왔오]|나[간갔가]|보[냈낸내]|올[렸린리]|초대|공지|가입|남[겼긴기]|알[렸린려]"
)


def of_other_days(judged: Judged) -> list[int]:
    """The spans below other days than the one that a question names, where that heads something.

    What names the day itself may stand anywhere.
    """
    asked = _DAY.search(judged.spans.query.text)
    if asked is None:
        return []
    day = int(asked["month"] or asked["m"]), int(asked["day"] or asked["d"])
    told = {n: headed_day(read.passage.headings) for n, read in enumerate(judged.spans.reads)}
    if all(one is None or one[1] != day for one in told.values()):
        return []
    others = [
        n
        for n, one in told.items()
        if one and one[1] != day and not _names(judged.spans.reads[n], day)
    ]
    return [int(i) for i in np.flatnonzero(np.isin(judged.spans.place, others))]


def _names(read: ReadPassage, day: tuple[int, int]) -> bool:
    found = _DAY.finditer(read.passage.text)
    return any((int(m["month"] or m["m"]), int(m["day"] or m["d"])) == day for m in found)


def day_above(judged: Judged) -> tuple[Candidate, str] | None:
    """The day above the sentence that says most of a question for when; None where it tells when.

    It must say more than any other sentence.
    """
    query = judged.spans.query
    if query.asked.kind != "date" or ASKS_HOUR.search(query.text):
        return None
    best = max(judged.candidates, key=_said, default=None)
    told = headed_day(best.passage.headings) if best else None
    if best is None or told is None or tells_time(SAID.sub("", best.text)):
        return None
    # Who talks of something does not do it then, unless it is talking.
    if SAID.search(best.passage.text) and not _ASKS_TALK.search(query.text):
        return None
    return best, told[0]


def _said(one: Candidate) -> float:
    return one.coverage + one.bigram_coverage
