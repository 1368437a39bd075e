from collections.abc import Callable

import pytest

from rag import Library

TEXT = (
    "# 2031년 등대빵집 매출\n\n(단위: 천원)\n\n"
    "| 품목 | 1월 | 2월 | 3월 | 연간 합계 |\n|---|---|---|---|---|\n"
    "| 소금빵 | 310 | 420 | 530 | 1,260 |\n| 크림빵 | 220 | 240 | 260 | 720 |\n"
    "| 합계 | 530 | 660 | 790 | 1,980 |\n| 2030년 매출 | 500 | 610 | 700 | 1,810 |\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("2월 매출은 얼마야?", "660"),
        ("2031년 2월 매출 합계는 얼마야?", "660"),
        ("소금빵의 2월 매출은 얼마야?", "420"),
        ("2030년 3월 매출은 얼마야?", "700"),
        ("소금빵과 크림빵의 3월 매출을 비교해 줘", "소금빵: 530, 크림빵: 260"),
    ],
)
def test_the_month_that_is_named_is_told(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"매출": TEXT}).ask(question, answer_anyway=True).short == short
