"""Which words of a question a cell has, however it says them."""

import pytest

from corpus import Document
from rag import Library
from rag.language.spans import read_passage
from rag.reading.scoring.query import query_of
from rag.reading.tables.cells import cell_of
from rag.reading.tables.matching import held, in_titles


@pytest.mark.parametrize(
    ("question", "term", "cell", "holds"),
    [
        ("저녁 요금은 얼마야?", "저녁", "야간", True),
        ("저녁 요금은 얼마야?", "저녁", "주간", False),
        ("토요일 당직은 누구야?", "토요일", "8. 9.(토)", True),
        ("토요일 당직은 누구야?", "토요일", "8. 10.(일)", False),
        ("서울행 요금은 얼마야?", "서울행", "서울", True),
        ("서울행 요금은 얼마야?", "서울행", "대전", False),
        ("정기 순찰은 몇 명이야?", "정기", "비정기 순찰", False),
        ("480명 온 날은 언제야?", "480", "69,480", False),
        ("3월 13일 당번은 누구야?", "3", "13일", False),
    ],
)
def test_what_a_cell_holds(question: str, term: str, cell: str, holds: bool) -> None:
    query = query_of(question, lambda _: 1.0)
    assert term in query.terms
    assert (term in held(query, *cell_of(cell))) == holds


def test_who_is_on_duty_stands_in_what_tells_of_duty() -> None:
    document = Document("당직표", "당직표", "# 8월 당직표\n\n8월 9일: 미르한\n")
    read = read_passage(Library.from_documents([document]).passages[0])
    query = query_of("8월 당직자는 누구야?", lambda _: 1.0)
    assert "당직자" in query.terms
    assert "당직자" in in_titles(query, read)
