"""What costs nothing: '참가비는 없습니다' tells how much it is to take part."""

import re

from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged

_FEE = re.compile(r"[가-힣]{0,6}(?:비용|요금|수수료|[가-힣](?:비|료|금|값|세))(?![가-힣]{2})")
_ASKS = re.compile(r"얼마|얼만|몇 ?(?:원|만|천)")
_NOTHING = (
    r"(?:[은는이가도]|을|를)?\s?(?:따로 |별도로 |모두 |전혀 )?"
    r"(?:없(?!이)|면제|무료|무상|받지 ?않|내지 ?않|들지 ?않|물리지 ?않|안 ?받)[가-힣]*"
)
_AMOUNT = re.compile(r"\d[\d,.]*\s?[십백천만억]*\s?(?:원|달러|%|퍼센트)")
# Words that say no more than that something is paid.
_LIGHT = frozenset("얼마 내 들 하 되 받 드 시간 당 한 번 원".split())
_MOST = 0.6


def free_of_charge(judged: Judged) -> tuple[Candidate, str] | None:
    """The sentence by which a fee that is asked for is nothing, and its words; None for none.

    Where another sentence that holds as much of the question names an amount, it may be paid.
    """
    query = judged.spans.query
    fee = _asked(query)
    if not fee:
        return None
    free = re.compile(rf"{fee}{_NOTHING}")
    told = [one for one in judged.candidates if free.search(one.text) and _is_of(query, one)]
    if not told:
        return None
    best = max(told, key=lambda one: (_share(query, one.text), one.score))
    paid = (one for one in judged.candidates if fee in one.text and _AMOUNT.search(one.text))
    most = _share(query, best.text)
    if any(one is not best and _share(query, one.text) >= most for one in paid):
        return None
    found = free.search(best.text)
    return (best, found[0]) if found else None


def _asked(query: Query) -> str:
    """The fee of which a question asks how much it is; '' for none."""
    fees = _FEE.findall(query.text)
    return fees[-1] if fees and _ASKS.search(query.text) else ""


def _is_of(query: Query, one: Candidate) -> bool:
    """Whether the passage of a sentence with its titles tells of most of what is asked about."""
    return _share(query, f"{one.passage.context} {one.passage.text}") >= _MOST


def _share(query: Query, text: str) -> float:
    """How much of what is asked about a text has, 0 to 1."""
    asked = {term: weight for term, weight in query.terms.items() if term not in _LIGHT}
    told = text.lower()
    own = sum(weight for term, weight in asked.items() if term in told)
    return own / max(sum(asked.values()), 1e-6)
