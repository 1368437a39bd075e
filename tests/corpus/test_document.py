import pytest

from corpus import Document, Place

BOOK = Document(
    "책.pdf",
    "책",
    "서문\n\n첫 장\n\n끝",
    (Place(0, "i쪽", 1), Place(4, "1쪽", 2), Place(9, "2쪽", 3)),
)
SHEETS = Document(
    "표.xlsx",
    "표",
    "가: 1\n가: 2\n나: 3",
    (
        Place(0, "시트 '갑'", None, 2),
        Place(5, "시트 '갑'", None, 3),
        Place(10, "시트 '을'", None, 2),
    ),
)


@pytest.mark.parametrize(
    ("offset", "page", "label"),
    [(0, 1, "i쪽"), (3, 1, "i쪽"), (4, 2, "1쪽"), (8, 2, "1쪽"), (9, 3, "2쪽"), (99, 3, "2쪽")],
)
def test_an_offset_stands_on_the_last_page_that_began(offset: int, page: int, label: str) -> None:
    assert (BOOK.page_at(offset), BOOK.label_of(offset, offset + 1)) == (page, label)


def test_rows_of_a_sheet_are_named_by_their_range() -> None:
    assert SHEETS.label_of(0, 4) == "시트 '갑' 2행"
    assert SHEETS.label_of(0, 9) == "시트 '갑' 2–3행"
    assert SHEETS.page_at(10) is None


def test_rows_of_a_table_without_a_name_are_named_alone() -> None:
    table = Document("표.csv", "표", "가: 1\n가: 2", (Place(0, "", None, 2), Place(5, "", None, 3)))
    assert table.label_of(0, 9) == "2–3행"


def test_borders_are_between_pages_and_sheets_but_not_between_rows() -> None:
    assert BOOK.borders == (4, 9)
    assert SHEETS.borders == (10,)


def test_a_text_without_places_has_no_page() -> None:
    document = Document("a.txt", "a", "내용")
    assert (document.page_at(0), document.label_of(0, 2), document.borders) == (None, "", ())


def test_plain_text_has_no_headings() -> None:
    names = ("a.md", "a.hwpx", "묶음.zip/a.docx", "a.PDF", "a.TXT", "묶음.zip/a.txt")
    headings = [Document(name, "a", "").has_headings for name in names]
    assert headings == [True, True, True, True, False, False]
