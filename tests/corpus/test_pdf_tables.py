"""Tables of PDF files without lines drawn between their cells."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus import Document
from corpus.reading import read

FACE = "HYSMyeongJo-Medium"
Written = tuple[int, float, str]


def text_of(path: Path, written: Sequence[Written]) -> str:
    """What is read of a page on which texts are drawn at their places, in that order."""
    pdfmetrics.registerFont(UnicodeCIDFont(FACE))
    page = Canvas(str(path), pagesize=A4)
    page.setFont(FACE, 10)
    for left, bottom, text in written:
        page.drawString(left, bottom, text)
    page.save()
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    return document.text


def rows(left: int, top: float, cells: Sequence[Sequence[str]]) -> list[Written]:
    return [
        (left + 90 * column, top - 18 * row, text)
        for row, texts in enumerate(cells)
        for column, text in enumerate(texts)
    ]


DATA = [["샘터점", "3,120", "4.2%"], ["솔빛점", "2,845", "1.7%"], ["물결점", "1,990", "0.8%"]]


@pytest.mark.parametrize("single", [700.0, 694.0, 688.0], ids=["top", "middle", "bottom"])
def test_names_of_columns_in_two_lines_are_one_row(tmp_path: Path, single: float) -> None:
    names = [(60, single, "지점"), (150, 700.0, "상반기"), (150, 688.0, "매출액")]
    names += [(240, 700.0, "전년 대비"), (240, 688.0, "증감률")]
    above = [(60, 730.0, "지점마다 판 것을 모두 모아 아래에 적어 둔다.")]
    text = text_of(tmp_path / "매출.pdf", [*above, *names, *rows(60, 668, DATA)])
    assert text.split("\n\n")[1].splitlines()[:3] == [
        "| 지점 | 상반기 매출액 | 전년 대비 증감률 |",
        "| --- | --- | --- |",
        "| 샘터점 | 3,120 | 4.2% |",
    ]


def test_a_title_above_a_table_is_no_name_of_a_column(tmp_path: Path) -> None:
    names = [(60, 690.0, "가. 매출"), (150, 678.0, "상반기"), (240, 678.0, "증감률")]
    text = text_of(tmp_path / "매출.pdf", [*names, *rows(60, 658, DATA)])
    assert text.startswith("가. 매출\n\n")


def test_tables_beside_each_other_are_two(tmp_path: Path) -> None:
    left = rows(60, 700, [["유형", "건수"], ["소음", "42"], ["주차", "65"], ["청소", "18"]])
    right = rows(320, 700, [["결과", "건수"], ["완료", "101"], ["반려", "20"], ["이송", "4"]])
    tables = text_of(tmp_path / "민원.pdf", [*left, *right]).split("\n\n")
    assert [table.splitlines()[0] for table in tables] == ["| 유형 | 건수 |", "| 결과 | 건수 |"]
    assert tables[1].endswith("| 이송 | 4 |")


def test_signs_of_another_font_stand_where_they_are_seen(tmp_path: Path) -> None:
    """Programs draw the words of a line first, with room for the signs that their font lacks."""
    pdfmetrics.registerFont(UnicodeCIDFont(FACE))
    page = Canvas(str(tmp_path / "교육.pdf"), pagesize=A4)
    page.setFont(FACE, 10)
    font = page._doc.getInternalFontName(FACE)
    lines = ((60, ("교육", "정기", "특별"), -2000), (85, ("□", "■"), -3000))
    for left, words, room in lines:
        shown = f" {room} ".join(f"<{word.encode('utf-16-be').hex()}>" for word in words)
        page._code.append(f"BT {font} 10 Tf 1 0 0 1 {left} 700 Tm [{shown}] TJ ET")
    page.save()
    (document,) = read(tmp_path / "교육.pdf", "교육.pdf")
    assert isinstance(document, Document)
    assert document.text == "교육 □ 정기 ■ 특별"
