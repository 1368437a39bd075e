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
BUDGET = (
    "# 예산안\n\n| 부서 | 2025 예산(백만원) | 2026 예산(백만원) | 증감률(%) | 담당자 |\n"
    + "".join(
        f"| 부서: {name} | 2025 예산(백만원): {before} | 2026 예산(백만원): {now} | "
        f"증감률(%): {change} | 담당자: {person} |\n"
        for name, before, now, change, person in (
            ("홍보실", 320, 350, 9.4, "송가람"),
            ("연구소", 1240, 1105, -10.9, "남도윤"),
            ("생산팀", 1100, 1480, 34.5, "서지안"),
            ("보안팀", 150, 240, 60, "고은채"),
        )
    )
    + "\n끝.\n"
)
TASKS = (
    "# 할 일\n\n| 담당 | 할 일 | 기한 |\n|---|---|---|\n| 류태호 | 계약 초안 | 7월 1일 |\n"
    "| 오민재 | 공급 계약 | 6월 5일 |\n| 백서윤 | 용기 시험 | 6월 20일 |\n\n끝.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(
        {
            "요금제": PLANS,
            "매출": SALES,
            "재고": MIXED,
            "면적": LONG,
            "예산안": BUDGET,
            "할 일": TASKS,
        }
    )


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
        ("2026 예산안이 가장 많은 부서는?", "생산팀"),
        ("2025년 예산이 가장 많은 부서는?", "연구소"),
        ("예산이 가장 적은 부서는 어디야?", "보안팀"),
        ("예산 증감률이 가장 낮은 부서는?", "연구소"),
        ("할 일의 기한이 가장 빠른 담당은?", "오민재"),
        ("할 일의 기한이 가장 늦은 담당은?", "류태호"),
        ("연구소 2026년 예산은?", "1105"),
        ("생산팀 2025년 예산은 얼마야?", "1100"),
        ("보안팀과 홍보실 중 2026년 예산이 더 많은 곳은?", "홍보실"),
        ("연구소와 생산팀 중 2025년 예산이 더 적은 곳은?", "생산팀"),
        ("홍보실과 연구소 중 증감률이 더 낮은 곳은 어디인가요?", "연구소"),
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


def test_years_that_disagree_have_no_most(library: Library) -> None:
    question = "예산이 가장 많은 부서는?"
    (answer,) = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.short == ""


@pytest.mark.parametrize("question", ["2026 예산은?", "예산이 줄어든 부서는?", "부서별 증감률은?"])
def test_names_of_columns_are_neither_quoted_nor_the_answer(
    library: Library, question: str
) -> None:
    (answer,) = ExtractiveReader(library.idf).read(question, library.search(question))
    assert not any(quote.quote.startswith("| 부서 |") for quote in answer.citations)
