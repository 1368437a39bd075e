"""How much of a sentence is told: the whole of a code, the end of a range that is asked for."""

from collections.abc import Callable

import pytest

from rag import Library

REPORT = (
    "# 한들전자 조명 시험성적서\n\n성적서번호: TX-2025-11-0093\n접수번호: Q25-0041\n"
    "의뢰자: 한들전자 주식회사\n\n시험 결과는 모두 적합이다.\n"
)
PIPES = (
    "# 상수도 계획\n\n나루군은 낡은 관을 바꾸어 유수율을 현재 68.2%에서 2030년 81.5%까지 "
    "끌어올린다.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("한들전자 조명 시험성적서 번호가 뭐야", "TX-2025-11-0093"),
        ("나루군은 유수율을 2030년에 몇 퍼센트까지 올려?", "81.5%"),
        ("나루군의 현재 유수율은 몇 퍼센트야?", "68.2%"),
    ],
)
def test_extent(library_of: Callable[..., Library], question: str, short: str) -> None:
    assert library_of({"성적서": REPORT, "계획": PIPES}).ask(question).short == short
