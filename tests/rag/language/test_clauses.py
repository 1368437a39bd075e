"""Rows of tables as clauses."""

from rag.language.clauses import clauses


def _told(text: str) -> list[set[str]]:
    return [{item.form for item in clause.items} for clause in clauses(text)]


def test_cells_of_sheets_tell_their_columns_themselves() -> None:
    told = _told(
        "(단위: 천 톤)\n\n| 구분 | 품목 | 2020 |\n| 구분: 수입 | 품목: 원목 | 2020: 1,184 |\n"
        "| 구분: 합계 | 2020: 6,593 |"
    )
    assert any({"수입", "원목", "2020년", "1184000톤"} <= one for one in told)
    assert any({"합계", "2020년", "6593000톤"} <= one for one in told)
    assert not any({"원목", "6593000톤"} <= one for one in told)


def test_a_row_is_named_by_all_words_before_its_figures() -> None:
    told = _told("| 지역 | 기관 | 정원 |\n| --- | --- | --- |\n| 가람 | 보건소 | 31명 |")
    assert any({"가람", "보건소", "정원", "31명"} <= one for one in told)


def test_years_that_name_rows_are_dates() -> None:
    told = _told("| 연도 | 건수 |\n| --- | --- |\n| 2023 | 12 |")
    assert any({"2023년", "12"} <= one for one in told)
