"""Numbers that offices give are told apart by the deed that they are given for."""

from collections.abc import Callable

import pytest

from rag import Library

PATENT = (
    "# 접이식 화분 받침 특허 명세서\n\n출원인: 주식회사 초록뜰\n출원번호: 10-2024-0071562\n"
    "과제고유번호: GR-2023-00412\n출원일자: 2024. 5. 31.(금)\n\n화분 받침은 접어서 보관한다.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"명세서": PATENT})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("화분 받침 특허 출원번호가 뭐야?", "10-2024-0071562"),
        ("화분 받침 과제고유번호는?", "GR-2023-00412"),
    ],
)
def test_a_number_is_told_whole(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


def test_another_number_is_no_answer(library: Library) -> None:
    assert library.ask("화분 받침 특허 등록번호가 뭐야?").abstained
