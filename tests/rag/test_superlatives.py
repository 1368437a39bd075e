from collections.abc import Callable

import pytest

from rag import Library
from rag.reader import ExtractiveReader

PLANS = (
    "# 요금제 안내\n\n| 요금제 | 월 요금 | 데이터 |\n|---|---|---|\n| 알뜰 | 19,000원 | 3GB |\n"
    "| 표준 | 33,000원 | 11GB |\n| 으뜸 | 89,000원 | 100GB |\n\n부가세를 포함한 금액이다.\n"
)
SALES = (
    "# 부서별 매출\n\n| 부서 | 매출 | 직원 |\n|---|---|---|\n"
    "| 영업부 | 120억 원 | 30명 |\n"
    "| 연구소 | 45억 원 | 52명 |\n| 해외부 | 98억 원 | 12명 |\n"
    "| 합계 | 263억 원 | 94명 |\n\n끝.\n"
)
MIXED = "# 창고\n\n| 창고 | 재고 |\n|---|---|\n| 동쪽 창고 | 300개 |\n| 서쪽 창고 | 미정 |\n\n끝.\n"
LONG = "# 지점별 면적\n\n| 지점 | 면적 |\n|---|---|\n" + "".join(
    f"| 제{n}동네 지점 | {100 + 7 * n}㎡ |\n" for n in range(60)
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"요금제": PLANS, "매출": SALES, "재고": MIXED, "면적": LONG})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가장 비싼 요금제는?", "으뜸"),
        ("가장 저렴한 요금제는 무엇인가요?", "알뜰"),
        ("가장 비싼 요금제의 데이터는?", "100GB"),
        ("데이터가 두 번째로 많은 요금제는?", "표준"),
        ("매출이 가장 많은 부서는?", "영업부"),
        ("매출이 두 번째로 많은 부서는 어디인가요?", "해외부"),
        ("직원이 가장 적은 부서는?", "해외부"),
        ("매출 합계는 얼마인가요?", "263억 원"),
    ],
)
def test_the_row_with_most_or_least_answers(library: Library, question: str, short: str) -> None:
    (answer,) = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.short == short
    assert short in answer.citations[0].quote


@pytest.mark.parametrize("question", ["재고가 가장 많은 창고는?", "면적이 가장 넓은 지점은?"])
def test_half_a_table_and_odd_cells_have_no_most(library: Library, question: str) -> None:
    (answer,) = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.short != "동쪽 창고"
    assert "지점" not in answer.short
