from rag.reading.evidence import wanted
from rag.reading.scoring.query import query_of


def test_when_something_is_asked_is_not_looked_for() -> None:
    said = wanted(query_of("지금 다미천 정원이 보통 몇 명이야?", lambda term: 1.0))
    weights = dict(zip(said.terms, said.weights.tolist(), strict=True))
    assert weights["정원"] > 0
    assert weights["지금"] == weights["보통"] == 0
