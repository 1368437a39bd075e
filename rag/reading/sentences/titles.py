"""Titles of papers and names of works, whose words tell nothing of what they are about."""

import re

from corpus.symbols import BULLETS
from rag.reading.scoring.query import Query
from rag.reading.sentences.extent import ASKS_YEAR

# A year that only begins a title, where a day is asked for.
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?:년도?|학년도)")
_ASKS_DAY = re.compile(r"언제|며칠|마감|기한")
# '「2026년 청년 일자리 사업」', '2026년 제2회 정기총회 개최 안내'
_OPENING = tuple("「『‘“<《[")
_TITLE = re.compile(
    r" [^\n.」』’”>》\]]+?(?:[」』’”>》\]]"
    r"|(?:공고|안내|알림|계획|보고|현황|명부|회의록|신청서|개요|일정)[문서]?\s*(?:\n|$))"
)
# '용역명: 2026년 …', '| 사업명 | …': what a work or a paper is called tells nothing else of it.
_NAMES_WORK = re.compile(
    rf"[{BULLETS}|\s]*(?:\S{{0,8}}(?:사업|용역|공사|과제|과업|행사|과정|교육|대회|안건|건)\s?명|제목|건\s?명)"
    r"\s?[:：|][^|\n]*"
)


def is_of_title(query: Query, text: str, start: int) -> bool:
    """Whether a year only begins the title of a paper or a project, where a day is asked for."""
    year = _YEAR_FIRST.match(text, start)
    if year is None or not _ASKS_DAY.search(query.text):
        return False
    begins = text[start - 1 : start] in ("", "\n", *_OPENING)
    return begins and _TITLE.match(text, year.end()) is not None


def is_of_work_name(query: Query, text: str, start: int) -> bool:
    """Whether it is of a work's name, where a day, a place or who does it is asked for."""
    if query.asked.kind not in ("date", "person", "group", "place") or ASKS_YEAR.search(query.text):
        return False
    return _NAMES_WORK.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
