"""Whether a place is open on a day: what a clause says of its days of rest or its hours."""

import re
from collections.abc import Sequence

from index import Passage, analyse
from rag.checking.support import Evidence
from rag.reading.sentences.borders import members
from rag.reading.sentences.opposed import also_called, days_told

# Places are open on a day unless it is named as the one on which they rest.
_DAY = re.compile(r"[월화수목금토일]요일|공휴일|주말|명절|설날|추석|국경일")
_OPENS = re.compile(r"(?:열|운영하|영업하|개장하|개관하|개방하|진료하|문을? 열)다$")
_RESTS = re.compile(r"(?:쉬|쉬는 날이|휴[장관무업진점]일?이|휴[장관무업진점]하|닫|문을? 닫)다$")
_RESTING = re.compile(
    r"휴[장관무업진점](?:일|한다|합니다|하며|하고|이|입|$|[,.])|쉬는 날|쉰다|쉽니다|닫는다|닫습니다"
)
_ONLY_IF = re.compile(
    r"경우|다만|제외|[은는] 정상|때[는에]|(?:첫|둘|셋|넷|다섯)째|마지막|격주|홀수|짝수"
)
# Which of these counts first where several are told.
_HELD = _IS_CLOSED, _SOMETIMES, _IS_OPEN = "closed", "sometimes", "open"
_OPEN = re.compile(r"(?:엽니다|연다|열[고며]|운영|영업|진료|개[관장방])")
_HOURS = re.compile(r"\d\s?(?:시|:\d\d)[^,]*(?:까지|[~∼–-]\s?\D{0,4}\d)")
# '토 오전 9시~오후 1시', '월·수·금'
_LETTER_OF_DAY = re.compile(r"(?<![가-힣\d])([월화수목금토일])(?=\s?[·,]|\s(?:오전|오후|\d))")


def opening_told(statement: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """Whether a place is open on a day, where a clause says without conditions that it is or rests.

    None where the question is none of opening, or no such clause tells of the day.
    """
    days, opens = days_of_opening(statement), _OPENS.search(statement)
    if not days:
        return None
    nouns = [m.form for m in analyse(statement) if m.is_noun]
    things = [noun for noun in nouns if not _DAY.search(noun) and not _RESTING.search(f"{noun}일")]
    things = [thing for thing in things if thing != "문" and f"{thing}하" not in statement]
    told = [
        (is_open, evidence)
        for passage in passages
        for evidence in Evidence.sentences(passage)
        if (is_open := _is_open(days, evidence.text)) is not None
        and all(
            thing in f"{evidence.passage.source} {evidence.passage.context} {evidence.text}"
            for thing in things
        )
    ]
    # Of the first document that tells; that it rests counts before the hours of all days.
    own = [one for one in told if one[1].passage.source == told[0][1].passage.source]
    own.sort(key=lambda one: _HELD.index(one[0]))
    if not own or own[0][0] == _SOMETIMES:
        return None
    return (own[0][0] == _IS_OPEN) == bool(opens), own[0][1]


def days_of_opening(statement: str) -> frozenset[str]:
    """The days of which a statement says that a place is open or rests; none of others."""
    asks = _OPENS.search(statement) or _RESTS.search(statement)
    return frozenset(_DAY.findall(statement)) if asks else frozenset()


def _is_open(days: frozenset[str], told: str) -> str | None:
    """What a sentence says of some days: that they are days of rest, some of them, or open."""
    if days <= {*_DAY.findall(told)} and _RESTING.search(told) and _ONLY_IF.search(told):
        return _SOMETIMES
    if _ONLY_IF.search(told):
        return None
    for low, high in members(told, len(told) - 1):
        own = told[low:high]
        rests = _RESTING.search(told, low)
        if days <= {*_DAY.findall(own)} and rests and not _OPEN.search(told, low, rests.start()):
            return _IS_CLOSED
        named = days_told(own) | {f"{day}요일" for day in _LETTER_OF_DAY.findall(own)}
        shown = _OPEN.search(told, low) or _HOURS.search(own)
        if all({day, *also_called(day)} & named for day in days) and shown:
            return None if _RESTING.search(own) else _IS_OPEN
    return None
