"""The unit of a bare number stands above its table or in the name of its column."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.tables.columns import unit_above

SALES = (
    "# 영업 실적\n\n지점별 매출 (단위: 백만원)\n\n| 지점 | 상반기 | 하반기 | 직원 수 |\n"
    "|---|---|---|---|\n| 나루지점 | 4,120 | 3,980 | 17 |\n| 솔내지점 | 2,750 | 2,910 | 12 |\n"
    "\n끝.\n"
)
FEES = (
    "# 수강료\n\n| 강좌 | 수강료(원) | 기간 |\n|---|---|---|\n| 목공 | 85,000 | 6주 |\n"
    "| 도예 | 92,000 | 8주 |\n\n끝.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"영업": SALES, "수강료": FEES})


@pytest.mark.parametrize(
    ("question", "short", "notice"),
    [
        ("나루지점 하반기 매출은?", "3,980", "단위: 백만원"),
        ("솔내지점 직원 수는?", "12", ""),
        ("도예 기간은?", "8주", ""),
    ],
)
def test_a_bare_number_comes_with_its_unit(
    library: Library, question: str, short: str, notice: str
) -> None:
    answer = library.ask(question, answer_anyway=True)
    assert (answer.short, answer.notice) == (short, notice)


def test_a_table_has_no_unit_of_the_table_before_it() -> None:
    first = "(단위: 천원)\n\n| 지점 | 매출 |\n|---|---|\n| 새터 | 410 |\n"
    assert unit_above(first) == "천원"
    assert unit_above(f"{first}\n| 지점 | 직원 |\n|---|---|\n") == ""
