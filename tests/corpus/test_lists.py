"""Which rows begin a list in a table of a page, and which are told below one."""

from collections.abc import Sequence

import pytest

from corpus.lists import Drawn, Rows, begins_list, is_told_below


def drawn(*rows: str, columns: Sequence[int] = ()) -> list[list[Drawn]]:
    """Rows of cells parted by spaces; of the last row, how many columns each cell covers."""
    told = [[Drawn(cell) for cell in row.split()] for row in rows]
    if columns:
        told[-1] = [cell._replace(columns=n) for cell, n in zip(told[-1], columns, strict=True)]
    return told


ALIKE = drawn("날씨 맑음 흐림")


@pytest.mark.parametrize(
    "rows", [("번호 요지 누구", "1 지붕 남다정"), ("안건 내용 담당", "가 나 다")]
)
def test_a_list_begins_with_what_counts_it_or_with_known_labels(rows: Sequence[str]) -> None:
    assert begins_list(ALIKE, drawn(*rows))


@pytest.mark.parametrize(
    ("above", "rows"),
    [
        (ALIKE, ("왼쪽 오른쪽 가운데", "가 나 다")),
        (ALIKE, ("구분 담당 연락처", "대표자 남다정 101", "간사 도한결 102")),
        (ALIKE, ("성명 연락처 성명 연락처", "남다정 101 도한결 102")),
        (drawn("날씨 맑음", columns=(1, 3)), ("왼쪽 오른쪽 위쪽 아래쪽", "가 나 다 라")),
    ],
    ids=["words alike", "labels below", "names twice", "pairs"],
)
def test_other_rows_begin_none(above: Rows, rows: Sequence[str]) -> None:
    assert not begins_list(above, drawn(*rows))


def test_a_row_beside_the_same_cell_as_the_one_above_begins_no_list() -> None:
    rows = [
        [Drawn("분과", tall=True), *row] for row in drawn("안건 내용 담당", "가 나 다", "라 마 바")
    ]
    assert begins_list((), rows)
    assert not begins_list(rows[:1], rows[1:])
    assert not begins_list(ALIKE + rows[:1], rows)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("구분 동쪽 서쪽", "앞 가 나", "담당 남다정"), True),
        (("구분 동쪽 서쪽", "장소 가 나", "담당 남다정"), False),
        (("구분 동쪽 서쪽", "앞 가 나", "수량 30개"), False),
    ],
    ids=["told", "one of labels", "a sum"],
)
def test_a_label_across_all_columns_is_told_below(rows: Sequence[str], told: bool) -> None:
    assert is_told_below(drawn(*rows, columns=(1, 2)), 2) == told
