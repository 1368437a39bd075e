"""Which words of a question a cell, its row and its column have to bear out."""

from collections.abc import Set

from rag.reading.scoring.query import Query

_LIGHT = frozenset(
    "맡 되 하 있 들 끝내 마치 남 생기 가운데 액 금액 담당 담당자 번호 거 것 일 날 "
    "이름 성함 성명 사람 직원 계산 산정 책정 집계 추계 돈 때 지금 현재 요즘".split()
)
_OF_ALL = frozenset("모두 전부 총 합쳐 통틀".split())
# The noun that a unit measures says no more than the unit.
MEASURED_BY = {"점": "점수", "명": "인원", "원": "금액", "프로": "비율", "퍼센트": "비율"}


def weight_asked(query: Query, but: Set[str] = frozenset()) -> float:
    """The weight of all that is asked, `but` for some terms."""
    terms = query.terms.items()
    return sum(weight for term, weight in terms if term not in but and weighs(query, term))


def verb_stems(query: Query) -> Set[str]:
    """The stems of the verbs and adjectives of a question; one told of may be its noun, 깜빡임."""
    return {m.form for m in query.morphemes if m.tag[0] == "V"}


def weighs(query: Query, term: str) -> bool:
    """Whether a term says more than the column does.

    Some verbs do not, nor what is counted: a cell has '212' for '몇 건' and '4.2' for '점수 몇 점';
    nor that all of it is asked for: where a table tells parts, no single cell is left.
    """
    if term in _LIGHT or term == query.asked.unit or term in _OF_ALL:
        return False
    return MEASURED_BY.get(query.asked.unit) != term
