"""What somebody is quoted as saying: '정 박사는 "두 배"라며 "먼저"라고 말했다'."""

import re

from index import bare
from rag.reading.scoring.span_scores import Candidate, Judged

_ASKS = re.compile(
    r"(?P<who>[가-힣A-Za-z]{2,}?)(?:\s[가-힣]{1,4})?(?:이|가|은|는|께서는?)\s(?:\S+\s){0,3}?"
    r"(?:뭐라|무엇이라|(?:무슨|어떤) (?:말|얘기|이야기)|어떻게 (?:말|설명|평가|밝))"
)
_QUOTED = re.compile(r"[\"“](?P<said>[^\"“”\n]{2,}?)[\"”]\s?(?:이?라|이라|고|며|하|는|이?란)")


def quoted(judged: Judged) -> tuple[Candidate, str] | None:
    """The words in quotation marks of the sentence with who is asked about; None without any."""
    asked = _ASKS.search(judged.spans.query.text)
    if asked is None:
        return None
    for one in judged.candidates:
        who = asked["who"].lower()
        if who not in bare(one.text) and f"{who[0]} 씨" not in one.text:
            continue
        if said := [match["said"] for match in _QUOTED.finditer(one.text)]:
            return one, " … ".join(said)
    return None
