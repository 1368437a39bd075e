from collections.abc import Callable

import pytest

from rag import Library

TEXT = (
    "# 마을 쓰레기 줄이기 대회 결과\n\n| 순위 | 마을 | 줄인 양 |\n|---|---|---|\n"
    "| 1 | 솔뫼마을 | 820kg |\n| 2 | 물빛마을 | 640kg |\n| 3 | 달내마을 | 310kg |\n"
)


@pytest.mark.parametrize(
    ("question", "rank"),
    [
        ("달내마을은 쓰레기 줄이기 대회에서 몇 위야?", "3위"),
        ("물빛마을의 순위는?", "2위"),
        ("솔뫼마을은 몇 등을 했나요?", "1등"),
        ("달내마을이 줄인 양은?", "310kg"),
    ],
)
def test_the_rank_of_a_row_is_told(
    library_of: Callable[..., Library], question: str, rank: str
) -> None:
    assert library_of({"결과": TEXT}).ask(question, answer_anyway=True).short == rank
