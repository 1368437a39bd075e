"""Clauses that a noun names: '… 사항을 정함을 목적으로 한다', '한 번만 시험했다는 한계가 있다'."""

import re
from collections.abc import Sequence

from index import analyse
from rag.reading.scoring.span_scores import Candidate, Judged

_ASKS_PURPOSE = re.compile(
    r"목적(?:은|이|이란)?(?: ?(?:뭐|무엇|뭔|어떻)\S*)?[\s?.!]*$|무엇을 목적으로"
)
_PURPOSE = re.compile(
    r"^(?:[^.\n]*?[은는]\s)?(?P<said>[^.\n]{4,200}?)(?:을|를) (?:그 |주된 )?목적으로"
    r" (?:한다|합니다|하며|하고|하는)"
)
_ASKS_OF = re.compile(
    r"(?P<noun>한계점?|단점|장점|특징|문제점?|약점|강점|이점)(?:[은는이가]|에는)?"
    r"(?: ?(?:뭐|무엇|뭔|어떤|있)\S*)?[\s?.!]*$"
)
# '강좌는 낮반과 밤반으로 나뉜다', '강좌는 낮반과, 일하는 사람의 밤반의 두 갈래로 나눌 수 있다'
_DIVIDE = r"(?:나[뉘뉜뉠뉩누눈눌눕눠]|갈[리린릴라]|구분|분류|구성|이루어|이뤄)"
_KINDS = r"(?:의|,)? (?:두|세|네|다섯|\d) ?(?:갈래|가지|종류|부류|부분|유형)"
_ASKS_PARTS = re.compile(rf"(?:으로|로|어떻게) {_DIVIDE}")
_PARTS = re.compile(
    r"\s?(?:크게 )?(?P<said>[^.\n]{4,120}?(?:[와과]|,| 및) [^.\n]{2,60}?)"
    rf"(?:{_KINDS})?(?:으로|로) {_DIVIDE}"
)
_LONGEST = 80


def named_clause(judged: Judged) -> tuple[Candidate, str] | None:
    """The sentence with the clause that the noun which is asked for names, and that clause."""
    question = judged.spans.query.text
    if _ASKS_PURPOSE.search(question):
        told = _PURPOSE
    elif _ASKS_PARTS.search(question) and not judged.spans.query.asked.unit:
        return _parts(judged)
    elif asks := _ASKS_OF.search(question):
        noun = asks["noun"].removesuffix("점") if len(asks["noun"]) > 2 else asks["noun"]
        told = re.compile(
            rf"^(?:[^.\n]*?[은는]\s)?(?P<said>[^.\n]{{4,{_LONGEST}}}?[다라])는 {noun}점?[이가도] 있"
        )
    else:
        return None
    return _best([(one, told.search(one.text)) for one in judged.candidates])


def _parts(judged: Judged) -> tuple[Candidate, str] | None:
    """The sentence that says what its topic is divided into, with what it says."""
    found = [(one, _PARTS.match(one.text, _topic_end(one.text))) for one in judged.candidates]
    return _best(found)


def _topic_end(text: str) -> int:
    """Where the first topic of a sentence ends, 0 where it has none."""
    return next((m.end for m in analyse(text) if m.tag == "JX" and m.form in ("은", "는")), 0)


def _best(
    found: Sequence[tuple[Candidate, re.Match[str] | None]],
) -> tuple[Candidate, str] | None:
    """Of the sentences that tell it the one that holds most of the question."""
    told = [(one, match["said"]) for one, match in found if match]
    return max(told, key=lambda pair: (pair[0].coverage, pair[0].score), default=None)
