"""What people see and programs hide: ticks, what is struck out, how long, how numbers are shown."""

import datetime
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import xlwt
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus import Document, Unreadable
from corpus.readers.number_formats import figure, moment
from corpus.reading import read
from corpus.text import clean


def text_of(path: Path) -> str:
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    return document.text


def test_struck_out_and_hidden_words_are_gone_in_word(tmp_path: Path) -> None:
    file: Any = docx.Document()
    paragraph = file.add_paragraph("제출 기한은 ")
    paragraph.add_run("3월 5일 ").font.strike = True
    paragraph.add_run("3월 12일까지")
    paragraph.add_run("(내부용)").font.hidden = True
    paragraph.add_run("이다.")
    file.save(str(tmp_path / "기한.docx"))
    assert text_of(tmp_path / "기한.docx") == "제출 기한은 3월 12일까지이다."


def test_deleted_rows_are_gone_in_word(tmp_path: Path) -> None:
    file: Any = docx.Document()
    table = file.add_table(3, 2)
    for line, texts in zip(
        table.rows, (("품목", "수량"), ("의자", "3"), ("책상", "4")), strict=True
    ):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))
    file.save(str(tmp_path / "표.docx"))
    assert text_of(tmp_path / "표.docx") == "| 품목 | 수량 |\n| --- | --- |\n| 책상 | 4 |"


def test_ticks_in_word_are_told(tmp_path: Path) -> None:
    file: Any = docx.Document()
    paragraph = file.add_paragraph()
    for code, label in (("F0FE", " 동의함 "), ("F0A8", " 동의하지 않음")):
        symbol = f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="{code}"/>'
        paragraph.add_run()._r.append(parse_xml(symbol))
        paragraph.add_run(label)
    file.save(str(tmp_path / "동의.docx"))
    assert text_of(tmp_path / "동의.docx") == "☑ 동의함 □ 동의하지 않음"


def test_letters_of_symbol_fonts_are_ticks_in_any_text() -> None:
    assert clean("\uf0fe 예 \uf0a8 아니오") == "☑ 예 □ 아니오"


def test_fields_of_web_pages_hold_what_was_chosen(tmp_path: Path) -> None:
    page = (
        "<p>내선 <input value='7788'> 과세 <select><option>면세<option selected>일반</select></p>"
        "<p><input type=checkbox checked>동의 <input type=radio>거절</p>"
        "<p>기한은 <del>4월 10일</del> 4월 17일이다.</p><p style='display: none'>숨은 글</p>"
    )
    (tmp_path / "설정.html").write_text(page, "utf-8")
    expected = "내선 7788 과세 일반\n\n☑ 동의 □ 거절\n\n기한은 4월 17일이다."
    assert text_of(tmp_path / "설정.html") == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime.timedelta(hours=208, minutes=30), "208:30"),
        (datetime.timedelta(minutes=2, seconds=5), "0:02:05"),
        (datetime.datetime(2025, 3, 2), "2025-03-02"),
    ],
)
def test_how_long_is_told_in_hours(value: object, shown: str) -> None:
    assert moment(value) == shown


def test_a_format_for_numbers_below_zero_has_its_own_sign() -> None:
    assert figure(-0.12, "+0.0%;-0.0%") == "-12.0%"
    assert figure(-1250000, "#,##0;△#,##0") == "△1,250,000"
    assert figure(-5, "0.0") == "-5.0"


def test_old_workbooks_show_their_numbers_as_formatted(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("현황")
    for column, name in enumerate(("지점", "달성률", "연락처", "사번")):
        sheet.write(0, column, name)
    cells = (("강남", ""), (0.953, "0.0%"), (1012345678, "000-0000-0000"), (12, "00000"))
    for column, (value, pattern) in enumerate(cells):
        sheet.write(1, column, value, xlwt.easyxf(num_format_str=pattern or "General"))
    book.save(str(tmp_path / "현황.xls"))
    assert text_of(tmp_path / "현황.xls").splitlines()[1] == (
        "| 지점: 강남 | 달성률: 95.3% | 연락처: 010-1234-5678 | 사번: 00012 |"
    )


def test_formulas_that_nobody_has_counted_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["항목", "금액"], ["의자", 100], ["합계", "=SUM(B2:B2)"]):
        book.active.append(row)
    book.save(tmp_path / "합계.xlsx")
    document, missing = read(tmp_path / "합계.xlsx", "합계.xlsx")
    assert isinstance(document, Document)
    assert isinstance(missing, Unreadable)
    assert "수식이 1개" in missing.reason


def test_a_table_stays_one_however_long_a_cell_is(tmp_path: Path) -> None:
    file: Any = docx.Document()
    table = file.add_table(3, 3)
    long = "조직 진단과 자기 이해를 다룬다. " * 30
    rows = [["과정", "내용", "담당"], ["리더십", long, "김하늘"], ["엑셀", "표 만들기", "최유리"]]
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    file.save(str(tmp_path / "과정.docx"))
    assert text_of(tmp_path / "과정.docx").splitlines()[-1] == "| 엑셀 | 표 만들기 | 최유리 |"


def test_labels_over_two_columns_name_no_groups(tmp_path: Path) -> None:
    file: Any = docx.Document()
    table = file.add_table(2, 4)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "구분"
    for column, text in ((2, "정규직"), (3, "계약직")):
        table.cell(0, column).text = text
    for column, text in enumerate(("식대", "점심", "무료", "무료")):
        table.cell(1, column).text = text
    file.save(str(tmp_path / "식대.docx"))
    assert text_of(tmp_path / "식대.docx").splitlines()[-1] == "| 식대 점심 | 무료 | 무료 |"


def test_a_text_with_tabs_may_be_called_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "출고.xls").write_bytes("품목\t수량\n의자\t3\n".encode("cp949"))
    assert text_of(tmp_path / "출고.xls") == "| 품목 | 수량 |\n| 품목: 의자 | 수량: 3 |"


def test_open_sheets_show_what_their_cells_show(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    note = "<office:annotation><text:p>확정 전</text:p></office:annotation>"
    empty = '<table:table-cell table:number-columns-repeated="1020"/>'
    rows = [
        cell("지점") + cell("달성률") + cell("근무") + empty,
        cell("강남", 'table:number-rows-spanned="2"') + cell("95.3%") + cell("208:30") + empty,
        '<table:covered-table-cell/><table:table-cell office:value="1">'
        f"{note}<text:p>70%</text:p></table:table-cell>" + cell("9:00"),
    ]
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    lines += f'<table:table-row table:number-rows-repeated="1048573">{empty}</table:table-row>'
    spaces = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "text", "style", "table"))
    sheet = f'<table:table table:name="현황">{lines}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(tmp_path / "현황.ods", "w") as archive:
        archive.writestr("content.xml", f"<office:c {spaces}>{body}</office:c>")
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert text_of(tmp_path / "현황.ods") == (
        "| 지점 | 달성률 | 근무 |\n| 지점: 강남 | 달성률: 95.3% | 근무: 208:30 |\n"
        "| 지점: 강남 | 달성률: 70% | 근무: 9:00 |\n\n확정 전"
    )


def test_tables_of_rich_text_are_tables(tmp_path: Path) -> None:
    row = r"\trowd\cellx1000\cellx2000 {}\cell {}\cell\row "
    body = row.format("item", "price") + row.format("chair", "300") + r"\pard end.\par"
    (tmp_path / "표.rtf").write_text("{\\rtf1\\ansi " + body + "}", "ascii")
    expected = "| item | price |\n| --- | --- |\n| chair | 300 |\n\nend."
    assert text_of(tmp_path / "표.rtf") == expected


def test_heads_and_feet_are_read_where_they_tell_something(tmp_path: Path) -> None:
    file: Any = docx.Document()
    file.add_paragraph("본문이다.")
    file.sections[0].header.paragraphs[0].text = "사내 규정집"
    file.sections[0].footer.paragraphs[0].text = "문의: 총무팀 02-120-1234"
    file.save(str(tmp_path / "규정.docx"))
    assert text_of(tmp_path / "규정.docx") == "본문이다.\n\n문의: 총무팀 02-120-1234"


def write_odt(path: Path, body: str, styles: str = "", master: str = "") -> None:
    """An open document with styles of its own, and with what stands on every page."""
    spaces = 'xmlns:office="office" xmlns:text="text" xmlns:style="style"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:c {spaces}>{styles}<office:body><office:text>{body}</office:text>"
            "</office:body></office:c>",
        )
        archive.writestr("styles.xml", f"<office:c {spaces}>{master}</office:c>")


def test_heads_and_feet_of_open_documents_are_read_where_they_tell_something(
    tmp_path: Path,
) -> None:
    write_odt(
        tmp_path / "안내.odt",
        "<text:p>본문이다.</text:p>",
        master="<style:master-page><style:header><text:p>이용 안내서</text:p></style:header>"
        "<style:footer><text:p>접수: 민원실 031-120-5678</text:p></style:footer>"
        "</style:master-page>",
    )
    assert text_of(tmp_path / "안내.odt") == "본문이다.\n\n접수: 민원실 031-120-5678"


@pytest.mark.parametrize(
    ("place", "mark", "said"),
    [("super 58%", "2)", "²⁾"), ("33% 58%", "2)", "²⁾"), ("sub 58%", "2", "2"), ("0%", "2", "2")],
)
def test_marks_above_the_line_are_no_part_of_a_number_in_open_documents(
    tmp_path: Path, place: str, mark: str, said: str
) -> None:
    write_odt(
        tmp_path / "표.odt",
        f'<text:p>회원 41,500<text:span text:style-name="T1">{mark}</text:span>명</text:p>',
        styles='<style:style style:name="T1"><style:text-properties '
        f'style:text-position="{place}"/></style:style>',
    )
    assert text_of(tmp_path / "표.odt") == f"회원 41,500{said}명"


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_units_below_the_names_of_columns_are_part_of_them(tmp_path: Path, suffix: str) -> None:
    rows = [
        ("시설", "면적", "좌석"),
        ("", "(㎡)", "(석)"),
        ("강당", "820", "300"),
        ("홀", "90", "40"),
    ]
    if suffix == ".html":
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        page = "".join(f"<tr>{row}</tr>" for row in cells)
        (tmp_path / "시설.html").write_text(f"<table>{page}</table>", "utf-8")
    else:
        file: Any = docx.Document()
        table = file.add_table(4, 3)
        for line, row in zip(table.rows, rows, strict=True):
            for place, text in zip(line.cells, row, strict=True):
                place.text = text
        file.save(str(tmp_path / "시설.docx"))
    assert text_of(tmp_path / f"시설{suffix}").split("\n") == [
        "| 시설 | 면적(㎡) | 좌석(석) |",
        "| --- | --- | --- |",
        "| 강당 | 820 | 300 |",
        "| 홀 | 90 | 40 |",
    ]


def test_how_a_word_is_read_stands_behind_it_in_brackets(tmp_path: Path) -> None:
    file: Any = docx.Document()
    run = "<w:r><w:t>{}</w:t></w:r>"
    above = f"<w:rt>{run.format('현충일')}</w:rt>"
    base = f"<w:rubyBase>{run.format('顯忠日')}</w:rubyBase>"
    ruby = f"<w:r {nsdecls('w')}><w:ruby><w:rubyPr/>{above}{base}</w:ruby></w:r>"
    file.add_paragraph("제70회 ")._p.append(parse_xml(ruby))
    file.save(str(tmp_path / "글.docx"))
    body = (
        "<text:p>제70회 <text:ruby><text:ruby-base>顯忠日</text:ruby-base><text:ruby-text>현충일"
        "</text:ruby-text></text:ruby></text:p>"
    )
    with zipfile.ZipFile(tmp_path / "글.odt", "w") as archive:
        spaces = 'xmlns:office="office" xmlns:text="text"'
        body = f"<office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:c {spaces}>{body}</office:c>")
    for name in ("글.docx", "글.odt"):
        assert text_of(tmp_path / name) == "제70회 顯忠日(현충일)"


@pytest.mark.parametrize(
    "ruby",
    [
        "顯忠日<rt>현충일</rt>",
        "<rb>顯忠日</rb><rp>(</rp><rt>현충일</rt><rp>)</rp>",
        "顯<rt>현</rt>忠<rt>충</rt>日<rt>일</rt>",
        "<rb>顯<rb>忠<rb>日<rtc><rt>현<rt>충<rt>일",
        "顯忠日<rp>(<rt>현충일<rp>)",
    ],
)
def test_readings_in_web_pages_stand_behind_the_whole_word(ruby: str, tmp_path: Path) -> None:
    (tmp_path / "글.html").write_text(f"<p>제70회 <ruby>{ruby}</ruby> 안내</p>", "utf-8")
    assert text_of(tmp_path / "글.html") == "제70회 顯忠日(현충일) 안내"
