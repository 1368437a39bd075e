"""Clauses that a noun names: '… 사항을 정함을 목적으로 한다', '한 번만 시험했다는 한계가 있다'."""

import re

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
_LONGEST = 80


def named_clause(judged: Judged) -> tuple[Candidate, str] | None:
    """The sentence with the clause that the noun which is asked for names, and that clause."""
    question = judged.spans.query.text
    if _ASKS_PURPOSE.search(question):
        told = _PURPOSE
    elif asks := _ASKS_OF.search(question):
        noun = asks["noun"].removesuffix("점") if len(asks["noun"]) > 2 else asks["noun"]
        told = re.compile(
            rf"^(?:[^.\n]*?[은는]\s)?(?P<said>[^.\n]{{4,{_LONGEST}}}?[다라])는 {noun}점?[이가도] 있"
        )
    else:
        return None
    found = [(one, match["said"]) for one in judged.candidates if (match := told.search(one.text))]
    return max(found, key=lambda pair: (pair[0].coverage, pair[0].score), default=None)
