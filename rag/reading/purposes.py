"""What something is for, as rules and statutes say it: '… 사항을 정함을 목적으로 한다'."""

import re

from rag.reading.span_scores import Candidate, Judged

_ASKS = re.compile(r"목적(?:은|이|이란)?(?: ?(?:뭐|무엇|뭔|어떻)\S*)?[\s?.!]*$|무엇을 목적으로")
_TELLS = re.compile(
    r"^(?:[^.\n]*?[은는]\s)?(?P<said>[^.\n]{4,200}?)(?:을|를) (?:그 |주된 )?목적으로"
    r" (?:한다|합니다|하며|하고|하는)"
)


def purpose(judged: Judged) -> tuple[Candidate, str] | None:
    """The sentence that tells a purpose where that is asked for, and the purpose."""
    if _ASKS.search(judged.spans.query.text) is None:
        return None
    told = [(one, found["said"]) for one in judged.candidates if (found := _TELLS.search(one.text))]
    return max(told, key=lambda pair: (pair[0].coverage, pair[0].score), default=None)
