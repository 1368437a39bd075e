"""Steps that a sentence tells apart: '1~5층 5만 원, 6층 이상 10만 원', '1차 경고, 2차 정지'.

A step is a range, a count or a turn of one unit, and what it tells stands behind it. The one that
holds what a question names answers, though the question has another number: 3층 is in 1~5층, and
'두 번째' is the 2회 of a list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from index import terms_of
from index.quantities import number_value
from rag.language.values import values_of

_SAME_UNIT = {"살": "세", "인": "명", "사람": "명", "달": "개월", "kg": "kg", "킬로그램": "kg"}
_TURN = "번째"
_UNITS = (
    "층|세(?!대)|살|인(?!당|분)|명(?!당)|사람|학년|등급|급|단계|개월|년(?!도)|일(?!반|정)|시간|분(?!의)|호|점|건|개|평|장|매|권|대|곳|통"
    "|㎡|kg|킬로그램|km|㎞|회(?!의|사|원)|차(?!량|례|이)|번째|번(?!호|길)|째"
)
_ORDER = {
    word: n
    for n, words in enumerate(
        ("첫째 첫 처음 한", "둘째 두", "셋째 세", "넷째 네", "다섯째 다섯", "여섯째 여섯"), 1
    )
    for word in words.split()
}
_NATIVE = "첫|한|두|세|네|다섯|여섯"
_TURNS = frozenset("회 차 번째 번 째".split())
_FIGURE = r"\d[\d,.]*(?:[십백천만억])*"
_ABOVE, _BELOW = "이상|초과|부터|넘는?", "이하|미만|이내|까지"
_STEP = re.compile(
    rf"(?<![\d.,가-힣A-Za-z])(?<!월 )(?!(?:19|20)\d\d\s?년)(?:만\s)?(?:"
    rf"(?P<low>{_FIGURE})\s?(?:{_UNITS})?\s?[~∼–-]\s?(?P<high>{_FIGURE})\s?(?P<ranged>{_UNITS})"
    rf"|(?P<one>{_FIGURE}|(?:{_NATIVE})(?=\s?(?:번|차례|명|사람|살|달|개|건)))\s?(?P<unit>{_UNITS})"
    r"|(?P<word>첫째|둘째|셋째|넷째|다섯째|여섯째|처음|첫)(?:\s(?:달|해|주|차)(?=에|은|는|부터|까지|[\s,?]|$))?"
    rf")(?:\s?(?P<from>{_ABOVE}))?(?:\s?(?P<to>{_BELOW}))?(?!\s?전)"
)
# '5만 원(1~5층)' and '사용료는 6층이다': what a step tells stands behind it.
_TELLS_NOTHING = re.compile(r"\s?(?:[),.]|이다|입니다|였다|로 |으로 |$)")
_PARTED = re.compile(r",\s|\s/\s|(?<=[며고])\s|[;·]\s?")
# The points of '2026. 10. 11.' end no sentence.
STOP = r"(?:(?<!\d)\.|[!?])"
_SENTENCE_END = re.compile(rf"{STOP}(?=\s|$)|\n|\|")
_LABEL_ENDS = re.compile(r"\s?(?:에는|은|는)(?=\s)")
_EDGES = " ,:."


@dataclass(frozen=True, slots=True)
class Step:
    """From `low` to `high` of a unit, both within; it is named at `start:end`."""

    start: int
    end: int
    unit: str
    low: Fraction
    high: Fraction

    def holds(self, size: Fraction) -> bool:
        """Whether a size lies within."""
        return self.low <= size <= self.high


_MOST, _LEAST = Fraction(10**15), Fraction(0)
_NEXT = Fraction(1, 10**6)


@lru_cache(maxsize=8192)
def steps(text: str) -> tuple[Step, ...]:
    """All steps that a text names, each a single one where it tells no range."""
    return tuple(_steps(text))


def _steps(text: str) -> Iterator[Step]:
    for found in _STEP.finditer(text):
        unit = found["ranged"] or found["unit"] or _TURN
        unit = _TURN if unit in _TURNS else _SAME_UNIT.get(unit, unit)
        first = _size(found["low"] or found["one"] or found["word"])
        last = _size(found["high"]) if found["high"] else first
        if first is None or last is None:
            continue
        above, below = found["from"], found["to"]
        low = first + _NEXT * (above in ("초과", "넘", "넘는")) if above or not below else _LEAST
        high = last - _NEXT * (below == "미만") if below or not above else _MOST
        yield Step(found.start(), found.end(), unit, low, max(low, high))


def _size(numeral: str) -> Fraction | None:
    return Fraction(_ORDER[numeral]) if numeral in _ORDER else number_value(numeral.strip(",."))


def is_of_step_asked(question: str, text: str, start: int) -> bool | None:
    """Whether the step in which a value stands holds what a question names.

    None where the sentence has no such steps, or not just one of a unit holds what is named.
    """
    low = max((m.end() for m in _SENTENCE_END.finditer(text, 0, start)), default=0)
    end = _SENTENCE_END.search(text, start)
    sentence = text[low : end.start() if end else len(text)]
    series = _series_asked(question, sentence)
    own = [one for one in series[0] if one.start <= start - low] if series else []
    return own[-1] == series[1] if series and own else None


def told_of_step(question: str, text: str) -> str:
    """What a text tells of the step that a question names; '' where it has no such."""
    series = _series_asked(question, text)
    if series is None:
        return ""
    asked = series[1]
    following = [one.start for one in series[0] if one.start > asked.start]
    until = following[0] if following else len(text)
    parted = [m.start() for m in _PARTED.finditer(text, asked.end, until)]
    said = text[asked.end : parted[-1] if following and parted else until]
    return _LABEL_ENDS.sub("", said, count=1).strip(_EDGES)


def said_of_step(question: str, text: str, said: str) -> str:
    """What a text tells of the step that a question names, where that is not in what is `said`.

    Of a step named with what it tells, '1~5층 5만 원', the latter is said.
    """
    told = told_of_step(question, text)
    if not told or said in told:
        return said
    ends = (said[at:] for at in range(len(said)) if told.startswith(said[at:]))
    return next(ends, _first_value(told) if any(map(str.isdigit, said)) else told)


def _first_value(told: str) -> str:
    """What is told up to the end of its first value: '하루 0.2%' of '하루 0.2%의 벌금을 낸다'."""
    own = values_of(told)
    first = next((one for one in own if any(map(str.isdigit, told[one.start : one.end]))), None)
    return told[: first.end] if first else told


def held_in_ranges(question: str, text: str) -> list[Step]:
    """The numbers that a question names of which a text has a range that holds them: 3층."""
    named = single_steps(question)
    ranges = [own for own in steps(text) if own.low < own.high] if named else []
    return [
        one for one in named if any(own.unit == one.unit and own.holds(one.low) for own in ranges)
    ]


def terms_held(question: str, text: str) -> frozenset[str]:
    """The words of those numbers."""
    held = held_in_ranges(question, text)
    return frozenset().union(*(terms_of(question[one.start : one.end]) for one in held))


def single_steps(question: str) -> list[Step]:
    """The steps of a question that are no ranges: 8살, '두 번째'."""
    return [one for one in steps(question) if one.low == one.high]


def range_of(cell: str) -> Step | None:
    """The range from one number to another that is all of a cell: '만 7~10세'; None for others."""
    found = _STEP.fullmatch(cell.strip())
    return steps(cell)[0] if found and found["high"] else None


def _series_asked(question: str, sentence: str) -> tuple[Sequence[Step], Step] | None:
    """The steps of a sentence of a unit that a question names, and the one that holds its number.

    Of bounds within bounds, '3kg 이하, 5kg 이하', the nearest holds it.
    """
    found = steps(sentence)
    for asked in single_steps(question) if len(found) > 1 else ():
        own = [one for one in found if one.unit == asked.unit]
        if not _is_series(sentence, own):
            continue
        within = [one for one in own if one.holds(asked.low)]
        width = min((one.high - one.low for one in within), default=_LEAST)
        nearest = [one for one in within if one.high - one.low == width]
        if len(nearest) == 1:
            return own, nearest[0]
    return None


def _is_series(sentence: str, own: Sequence[Step]) -> bool:
    """Whether each of several steps tells something of its own, in a member of its own."""
    apart = all(_PARTED.search(sentence, one.end, other.start) for one, other in pairwise(own))
    tells = not any(_TELLS_NOTHING.match(sentence, one.end) for one in own)
    return len({(one.low, one.high) for one in own}) == len(own) > 1 and apart and tells
