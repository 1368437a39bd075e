"""Whether a number lies within a limit that a clause sets: '열네 살' and '만 16세 이상'.

Who asks '만 14세도 빌릴 수 있나요?' finds '만 16세 이상이면 이용할 수 있다', which calls the deed
otherwise. What else is asked about must be told all the same.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index import Passage, analyse
from rag.checking.support import Evidence
from rag.checking.valued import NAMING, range_of
from rag.language.polarity import denials, predicates
from rag.language.question_type import asks_whether
from rag.language.values import Value, values, values_of
from rag.reading.whether.permissions import ANYBODY, asks_denied, is_denied_twice
from rag.reading.whether.told_clauses import ToldClause, agreed, clauses_told, left_untold
from rag.retrieval.query import question_terms

_MAY = re.compile(
    r"수\s?(?:는\s)?있|[어아여해와워켜써봐춰려겨져]도\s?(?:되|돼|괜찮)|가능|대상|되나요|돼요"
)
_BOUNDS = frozenset("ge gt le lt to".split())
_NO_SIZES = frozenset(["date", "시", *NAMING])
_ALLOWS = re.compile(
    r"수\s?(?:는\s)?있|가능|대상|허용|[가-힣]도\s[됩된되돼]|이내|안에|까지\s?(?:만\s)?[가-힣]"
)
_FORBIDS = re.compile(
    r"수\s?(?:는\s)?없|불가|제외|금지|[가-힣]지\s?(?:는\s?)?(?:않|못|아니|마|말)|안\s?[됩된되]|[뺀뺐]다"
)
_OTHER_CASE = re.compile(r"다만|단,|경우|외에는|[가-힣]면서|(?<![가-힣])및(?![가-힣])")


def limit_told(question: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """Whether one may, with the number that a question names; None where no clause limits that."""
    morphemes = analyse(question)
    if _MAY.search(question) is None or asks_denied(question) or denials(question):
        return None
    sized = [one for one in values(question, morphemes) if one.unit not in _NO_SIZES]
    if len(sized) != 1 or not asks_whether(question, morphemes):
        return None
    own = sized[0]
    rest = f"{question[: own.start]} {question[own.end :]}"
    deeds = {*predicates(analyse(rest))}
    asked = [t for t in question_terms(rest) if t not in deeds and t not in ANYBODY]
    return agreed(
        [
            (so, one.evidence)
            for passage in passages
            for one in clauses_told(passage)
            if (so := _allowed(own, one)) is not None and not left_untold(rest, asked, one)
        ]
    )


def _allowed(own: Value, one: ToldClause) -> bool | None:
    """What a clause says to a number; None where it limits none of its unit, or not only that."""
    text = one.text
    if "?" in text or is_denied_twice(text) or _OTHER_CASE.search(text):
        return None
    there = values_of(text)
    alike = [value for value in there if value.unit == own.unit]
    if not alike or any(value.bound not in _BOUNDS for value in alike):
        return None
    forbids, allows = (pattern.search(text) is not None for pattern in (_FORBIDS, _ALLOWS))
    if not (forbids or allows):
        return None
    size = range_of(replace(own, bound=""))[0]  # '7권까지 되나요?' asks for all seven
    within = all(low <= size <= high for low, high in map(range_of, alike))
    return within != forbids
