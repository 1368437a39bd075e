import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.samples import FONT, PAGES, scan, wrapped
from corpus import Document, Unreadable
from corpus.readers import ocr
from corpus.readers.wraps import Words
from corpus.reading import read
from index import split

FACE = "HYSMyeongJo-Medium"
SENTENCES = [paragraph for page in PAGES for paragraph in page]


def canvas(path: Path) -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(FACE))
    return Canvas(str(path), pagesize=A4)


def write(page: Canvas, x: float, y: float, text: str, size: float = 11) -> None:
    page.setFont(FACE, size)
    page.drawString(x, y, text)


def document(path: Path) -> Document:
    (result,) = read(path, path.name)
    assert isinstance(result, Document), result
    return result


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Even where the file draws them line by line across the page."""
    left = wrapped(" ".join(SENTENCES[:4]), 21)
    right = wrapped(" ".join(SENTENCES[4:8]), 21)
    page = canvas(tmp_path / "단.pdf")
    for number, lines in enumerate(zip(left, right, strict=False)):
        for x, line in zip((60, 320), lines, strict=True):
            write(page, x, 780 - 15 * number, line)
    page.save()
    height = min(len(left), len(right))
    text = document(tmp_path / "단.pdf").text
    assert " ".join(text.split()) == " ".join([*left[:height], *right[:height]])


def test_lines_of_a_column_below_lines_across_the_page_are_joined(tmp_path: Path) -> None:
    """The abstract of a paper begins where its left column does, and tells nothing of its width."""
    page = canvas(tmp_path / "논문.pdf")
    across = wrapped(" ".join(SENTENCES[:3]), 40)[:4]
    left, right = (wrapped(" ".join(SENTENCES[n : n + 4]), 21)[:9] for n in (3, 7))
    assert len(across) > 2
    for number, line in enumerate(across):
        write(page, 60, 780 - 15 * number, line)
    for number, lines in enumerate(zip(left, right, strict=True)):
        for x, line in zip((60, 320), lines, strict=True):
            write(page, x, 680 - 15 * number, line)
    page.save()
    paragraphs = document(tmp_path / "논문.pdf").text.split("\n\n")
    whole = ["".join(one.split()) for one in paragraphs]
    assert any("".join(left).replace(" ", "") in one for one in whole)


def test_the_last_letter_of_a_sentence_begins_no_item(tmp_path: Path) -> None:
    page = canvas(tmp_path / "줄.pdf")
    lines = [
        "가로수는 여름 한낮의 온도를 낮추므로 넓게 심어야 한",
        "다. 겨울에는 그 효과가 거의 나타나지 않았다.",
    ]
    items = ["나. 여름에 심는 나무", "다. 겨울에 심는 나무"]
    for number, line in enumerate([*lines, "", *items]):
        write(page, 60, 780 - 15 * number, line)
    page.save()
    text = document(tmp_path / "줄.pdf").text
    assert text.split("\n\n") == ["".join(lines), *items]


def test_letters_that_stand_alone_are_read_whatever_fonts_the_machine_has(tmp_path: Path) -> None:
    """PDFium leaves out letters of no extent, which those of a font that nobody has would be."""
    said = "제3조 수당은 매월 5일에 준다(ABC 포함)."
    page = canvas(tmp_path / "낱자.pdf")
    x = 60.0
    for letter in said:
        write(page, x, 700, letter)
        x += page.stringWidth(letter, FACE, 11)
    page.save()
    assert document(tmp_path / "낱자.pdf").text == said


def test_what_stands_on_every_page_is_no_text(tmp_path: Path) -> None:
    page = canvas(tmp_path / "머리.pdf")
    for number, sentence in enumerate(SENTENCES[:5], 1):
        write(page, 60, 810, "주식회사 하늘바다 내부 자료")
        write(page, 60, 700, sentence[:35].strip())
        write(page, 280, 30, f"- {number} -")
        page.showPage()
    page.save()
    text = document(tmp_path / "머리.pdf").text
    assert text.count("내부 자료") == 1
    assert "- 2 -" not in text
    assert all(sentence[:35].strip() in text for sentence in SENTENCES[:5])


def test_lines_at_the_edge_that_only_look_alike_stay(tmp_path: Path) -> None:
    page = canvas(tmp_path / "비슷.pdf")
    for number in range(1, 6):
        write(page, 60, 810, f"제{number}분기 매출은 {number * 13}억 원이다.")
        page.showPage()
    page.save()
    text = document(tmp_path / "비슷.pdf").text
    assert all(f"제{n}분기 매출은 {n * 13}억 원이다." in text for n in range(1, 6))


def test_a_head_that_counts_two_pages_is_no_text_of_the_second(tmp_path: Path) -> None:
    page = canvas(tmp_path / "두 쪽.pdf")
    for number in (1, 2):
        write(page, 60, 800, f"누리센터 기술 소식 - {number} -")
        write(page, 60, 700, SENTENCES[number])
        write(page, 60, 660, f"소계 {number * 35}")
        page.showPage()
    page.save()
    text = document(tmp_path / "두 쪽.pdf").text
    assert text.count("누리센터 기술 소식") == 1
    assert "소계 35" in text
    assert "소계 70" in text


@pytest.mark.parametrize(("shown", "kept"), [("{}/2", 0), ("- {} / 2 -", 0), ("{}/7 정답", 2)])
def test_pages_may_be_counted_with_how_many_there_are(
    tmp_path: Path, shown: str, kept: int
) -> None:
    page = canvas(tmp_path / "두 쪽.pdf")
    for number in (1, 2):
        write(page, 60, 700, SENTENCES[number])
        write(page, 280, 30, shown.format(number))
        page.showPage()
    page.save()
    assert document(tmp_path / "두 쪽.pdf").text.count("/") == kept


def test_notes_that_stick_to_a_page_are_read(tmp_path: Path) -> None:
    page = canvas(tmp_path / "쪽지.pdf")
    write(page, 60, 700, SENTENCES[0])
    page.textAnnotation("금액은 법무팀 확인 중", Rect=[60, 600, 80, 620], relative=0)
    page.save()
    assert document(tmp_path / "쪽지.pdf").text == f"{SENTENCES[0]}\n\n금액은 법무팀 확인 중"


def test_printed_page_numbers_are_named_beside_the_real_ones(tmp_path: Path) -> None:
    page = canvas(tmp_path / "쪽.pdf")
    for sentence in SENTENCES[:3]:
        write(page, 60, 700, sentence[:35].strip())
        page.showPage()
    page.addPageLabel(0, style="ROMAN_LOWER", start=1)
    page.addPageLabel(2, style="ARABIC", start=1)
    page.save()
    labels = [place.label for place in document(tmp_path / "쪽.pdf").places]
    assert labels == ["i쪽(파일의 1쪽)", "ii쪽(파일의 2쪽)", "1쪽(파일의 3쪽)"]


def test_rows_of_cells_are_a_table(tmp_path: Path) -> None:
    page = canvas(tmp_path / "표.pdf")
    rows = [("구분", "2023년", "2024년"), ("매출", "120", "140"), ("비용", "80", "95")]
    write(page, 60, 780, "아래는 연도별 실적이다.")
    for number, row in enumerate(rows):
        for x, text in zip((60, 200, 300), row, strict=True):
            write(page, x, 740 - 20 * number, text)
    page.save()
    assert document(tmp_path / "표.pdf").text == (
        "아래는 연도별 실적이다.\n\n| 구분 | 2023년 | 2024년 |\n| --- | --- | --- |\n"
        "| 매출 | 120 | 140 |\n| 비용 | 80 | 95 |"
    )


def write_rows(page: Canvas, rows: Sequence[Sequence[str]], top: float = 740) -> None:
    """Rows 20 points apart; what begins with a figure stands at the right of its column."""
    for number, row in enumerate(rows):
        for x, text in zip((60, 200, 300, 400), row, strict=False):
            page.setFont(FACE, 11)
            draw = page.drawRightString if text[:1].isdigit() else page.drawString
            draw(x + 50 * text[:1].isdigit(), top - 20 * number, text)


PAY = (
    ("직급", "기본급", "수당", "합계"),
    ("과장", "3,200,000", "", "3,200,000"),
    ("대리", "2,800,000", "400,000", "3,200,000"),
    ("주임", "2,400,000", "", "2,400,000"),
    ("사원", "2,100,000", "300,000", "2,400,000"),
)
CORNER = (("", "2023년", "2024년"), ("동부", "120", "60"), ("서부", "80", "30"))


@pytest.mark.parametrize("rows", [PAY, CORNER], ids=["within", "corner"])
def test_empty_cells_leave_a_table_whole(tmp_path: Path, rows: Sequence[Sequence[str]]) -> None:
    page = canvas(tmp_path / "표.pdf")
    write(page, 60, 780, "아래와 같이 보고한다.")
    write_rows(page, rows)
    page.save()
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    assert document(tmp_path / "표.pdf").text == "아래와 같이 보고한다.\n\n" + "\n".join(lines)


def test_words_of_letters_of_one_width_are_no_columns(tmp_path: Path) -> None:
    page = canvas(tmp_path / "글.pdf")
    page.setFont("Courier", 10)
    for number, text in enumerate(("mark the first word", "mark word", "mark the first")):
        page.drawString(60, 740 - 12 * number, text)
    page.save()
    assert "|" not in document(tmp_path / "글.pdf").text


STEPS = (
    (780.0, [["단계"], ["내용"], ["기한"], ["비고"]]),
    (765.0, [["접수"], ["신청서를 민원실에 낸다."], ["3월 10일"]]),
    (750.0, [["심사"], ["담당 부서가 서류를 보고", "위원회에 올린다."], ["3월 20일"], ["연장"]]),
    (720.0, [["통보"], ["결과를 우편으로 알린다."], ["4월 1일"]]),
)


@pytest.mark.parametrize("without", [0.0, 780.0, 705.0], ids=["closed", "no first", "no last"])
def test_lines_between_rows_alone_keep_what_wraps_in_its_cell(
    tmp_path: Path, without: float
) -> None:
    page = canvas(tmp_path / "표.pdf")
    write(page, 60, 800, "절차는 아래와 같다.")
    bottoms = [top for top, _ in STEPS[1:]] + [705.0]
    for (top, row), bottom in zip(STEPS, bottoms, strict=True):
        for left, lines in zip((60, 130, 330, 430), row, strict=False):
            start = top - 11 if len(lines) > 1 else (top + bottom) / 2 - 4
            for number, line in enumerate(lines):
                write(page, left + 4, start - 14 * number, line, 10)
    for y in {780.0, *bottoms} - {without}:
        page.line(60, y, 500, y)
    write(page, 60, 670, "기한은 늘 수 있다.")
    page.save()
    assert document(tmp_path / "표.pdf").text == (
        "절차는 아래와 같다.\n\n| 단계 | 내용 | 기한 | 비고 |\n| --- | --- | --- | --- |\n"
        "| 접수 | 신청서를 민원실에 낸다. | 3월 10일 |  |\n"
        "| 심사 | 담당 부서가 서류를 보고 위원회에 올린다. | 3월 20일 | 연장 |\n"
        "| 통보 | 결과를 우편으로 알린다. | 4월 1일 |  |\n\n기한은 늘 수 있다."
    )


def test_columns_of_prose_between_lines_are_no_table(tmp_path: Path) -> None:
    left = wrapped(" ".join(SENTENCES[:4]), 21)[:20]
    right = wrapped(" ".join(SENTENCES[4:8]), 21)[:20]
    page = canvas(tmp_path / "단.pdf")
    for number, lines in enumerate(zip(left, right, strict=True)):
        for x, line in zip((60, 320), lines, strict=True):
            write(page, x, 780 - 15 * number, line)
        if number % 5 == 0:
            page.line(60, 792 - 15 * number, 550, 792 - 15 * number)
    page.line(60, 485, 550, 485)
    page.save()
    assert " ".join(document(tmp_path / "단.pdf").text.split()) == " ".join([*left, *right])


COLUMNS = (60.0, 130.0, 260.0, 390.0)
WRAPPED = (
    (780.0, [["구분"], ["지원 대상"], ["문의"]]),
    (765.0, [["창업"], ["3년이 지나지 않은", "도내의 중소기업"], ["창업팀 061-", "000-1111"]]),
    (735.0, [["성장"], ["매출이 10억 원을", "넘는 기업"], ["성장팀"]]),
)


def draw_cells(page: Canvas, sides: bool = True, end: float = 705.0) -> None:
    """Cells of several lines each, with lines between them and perhaps at the sides."""
    for top, row in WRAPPED:
        for left, lines in zip(COLUMNS, row, strict=False):
            for number, line in enumerate(lines):
                write(page, left + 4, top - 11 - 14 * number, line, 10)
        page.line(COLUMNS[0], top, COLUMNS[-1], top)
    page.line(COLUMNS[0], end, COLUMNS[-1], end)
    for x in COLUMNS if sides else COLUMNS[1:-1]:
        page.line(x, WRAPPED[0][0], x, end)


TABLE = (
    "| 구분 | 지원 대상 | 문의 |\n| --- | --- | --- |\n"
    "| 창업 | 3년이 지나지 않은 도내의 중소기업 | 창업팀 061-000-1111 |\n"
    "| 성장 | 매출이 10억 원을 넘는 기업 | 성장팀 |"
)


@pytest.mark.parametrize("sides", [True, False])
def test_what_stands_between_lines_is_a_cell_however_it_wraps(tmp_path: Path, sides: bool) -> None:
    page = canvas(tmp_path / "표.pdf")
    write(page, 60, 800, "지원 기준은 아래와 같다.")
    draw_cells(page, sides)
    write(page, 60, 680, "신청은 3월 31일까지 받는다.")
    page.save()
    text = document(tmp_path / "표.pdf").text
    assert text == f"지원 기준은 아래와 같다.\n\n{TABLE}\n\n신청은 3월 31일까지 받는다."


def test_a_cell_over_several_columns_names_each_of_them(tmp_path: Path) -> None:
    page = canvas(tmp_path / "표.pdf")
    for y, row in (
        (765, ("", "2024년", "", "2025년", "")),
        (745, ("지역", "신청", "선정", "신청", "선정")),
        (725, ("동부", "120", "60", "140", "70")),
        (705, ("서부", "80", "30", "95", "41")),
    ):
        for number, text in enumerate(row):
            write(page, 64 + 80 * number, y, text, 10)
    for y in (780, 760, 740, 720, 700):
        page.line(140 if y == 760 else 60, y, 460, y)
    for x in (60, 140, 220, 300, 380, 460):
        page.line(x, 700, x, 760 if x in (220, 380) else 780)
    page.save()
    assert document(tmp_path / "표.pdf").text == (
        "| 지역 | 2024년 신청 | 2024년 선정 | 2025년 신청 | 2025년 선정 |\n"
        "| --- | --- | --- | --- | --- |\n| 동부 | 120 | 60 | 140 | 70 |\n"
        "| 서부 | 80 | 30 | 95 | 41 |"
    )


def test_the_last_row_of_a_ruled_table_on_the_next_page_keeps_its_header(tmp_path: Path) -> None:
    page = canvas(tmp_path / "표.pdf")
    draw_cells(page)
    page.showPage()
    row = ("재도전", "폐업한 적이 있는 기업", "재도전팀")
    for left, text in zip(COLUMNS, row, strict=False):
        write(page, left + 4, 769, text, 10)
    for y in (780, 760):
        page.line(COLUMNS[0], y, COLUMNS[-1], y)
    for x in COLUMNS:
        page.line(x, 760, x, 780)
    page.save()
    header = "| 구분 | 지원 대상 | 문의 |\n| --- | --- | --- |"
    assert document(tmp_path / "표.pdf").text == f"{TABLE}\n\n{header}\n| {' | '.join(row)} |"


def test_a_box_and_the_grid_of_a_chart_are_no_tables(tmp_path: Path) -> None:
    page = canvas(tmp_path / "상자.pdf")
    page.rect(50, 700, 400, 100)
    for number, sentence in enumerate(SENTENCES[:3]):
        write(page, 60, 780 - 30 * number, sentence[:30].strip())
    for step in range(6):
        page.line(100, 400 + 30 * step, 400, 400 + 30 * step)
        page.line(100 + 60 * step, 400, 100 + 60 * step, 550)
        write(page, 70, 398 + 30 * step, f"{step}0%", 9)
    page.save()
    text = document(tmp_path / "상자.pdf").text
    assert "|" not in text
    assert all(sentence[:30].strip() in text for sentence in SENTENCES[:3])


@pytest.mark.parametrize(
    ("header", "shift", "kept"),
    [
        (("구분", "2023", "2024"), 0, True),
        (("구분", "2023", "2024"), 60, False),
        (("매출", "120", "140"), 0, False),
    ],
    ids=["goes on", "stands elsewhere", "has no header"],
)
def test_a_table_that_goes_on_over_pages_keeps_its_header(
    tmp_path: Path, header: tuple[str, ...], shift: int, kept: bool
) -> None:
    page = canvas(tmp_path / "표.pdf")
    for number in range(3):
        rows = [(f"부서 {number}{row}", f"{number}2{row}", f"{number}4{row}") for row in range(3)]
        for place, row in enumerate([header, *rows] if number == 0 else rows):
            for x, text in zip((60, 200, 300), row, strict=True):
                write(page, x + shift * number, 740 - 20 * place, text)
        page.showPage()
    page.save()
    text = document(tmp_path / "표.pdf").text
    line = f"| {' | '.join(header)} |\n| --- | --- | --- |\n| 부서"
    assert [text.count(f"{line} {number}0 ") for number in range(3)] == [1, kept, kept]


def test_paragraphs_and_items_are_kept_apart(tmp_path: Path) -> None:
    page = canvas(tmp_path / "문단.pdf")
    lines = [
        *wrapped(SENTENCES[0], 42),
        *wrapped(SENTENCES[1], 42),
        "1. 첫째 항목이다.",
        "2. 둘째다.",
    ]
    for number, line in enumerate(lines):
        write(page, 60, 780 - 15 * number, line)
    page.save()
    assert document(tmp_path / "문단.pdf").text.split("\n\n") == [
        SENTENCES[0],
        SENTENCES[1],
        "1. 첫째 항목이다.",
        "2. 둘째다.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("이 사업은 정부", "의 예산으로", "이 사업은 정부의 예산으로"),
        ("정부는 반도", "체 산업에", "정부는 반도체 산업에"),
        ("정부는 산업", "정책을 편다", "정부는 산업 정책을 편다"),
        ("예외는 부서", "장이 승인한다", "예외는 부서장이 승인한다"),
        ("예외는 부서장이", "승인한다", "예외는 부서장이 승인한다"),
        ("A new infor-", "mation act", "A new information act"),
        ("long-", "term plan", "long-term plan"),
    ],
)
def test_words_cut_by_the_end_of_a_line_are_whole_again(
    before: str, after: str, joined: str
) -> None:
    known = "그 정부의 반도체 공장과 산업 단지와 정책을 본 information 법"
    words = Words([known])
    assert words.joined(before, after) == joined


needs_ocr = pytest.mark.skipif(
    ocr.program() is None or not FONT.exists(), reason="needs Tesseract with Korean, and a font"
)


def mixed(path: Path) -> None:
    """A page of text, a scanned one, and one of text again."""
    page = canvas(path)
    for number, sentence in enumerate(SENTENCES[:3]):
        if number == 1:
            picture = path.with_suffix(".png")
            picture.write_bytes(scan(wrapped(sentence, 40)))
            page.drawImage(str(picture), 0, 600, width=595, preserveAspectRatio=True)
        else:
            for line, text in enumerate(wrapped(sentence, 42)):
                write(page, 60, 700 - 15 * line, text)
        page.showPage()
    page.save()


@needs_ocr
def test_scanned_pages_are_read_at_their_place(tmp_path: Path) -> None:
    mixed(tmp_path / "섞인.pdf")
    found = document(tmp_path / "섞인.pdf")
    for number, sentence in enumerate(SENTENCES[:3], 1):
        assert found.page_at(found.text.index(sentence[:25])) == number
        assert found.page_at(found.text.index(sentence[-12:])) == number


@needs_ocr
def test_a_picture_of_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "스캔.png").write_bytes(scan(wrapped(SENTENCES[0], 40)))
    assert document(tmp_path / "스캔.png").text == SENTENCES[0]


_WITHOUT = """
import os, sys
os.environ["PATH"] = ""
from pathlib import Path
from corpus.readers import read_content
for one in read_content(Path(sys.argv[1]), "섞인.pdf"):
    print(repr(one))
"""


@pytest.mark.skipif(not FONT.exists(), reason="needs a Korean font")
def test_without_ocr_the_missing_page_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    mixed(tmp_path / "섞인.pdf")
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT, str(tmp_path / "섞인.pdf")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    read_page, missing = done.stdout.splitlines()
    assert SENTENCES[0] in read_page
    assert SENTENCES[2] in read_page
    assert "2쪽을 읽지 못했습니다" in missing
    assert "sudo apt install tesseract-ocr-kor" in missing


@needs_ocr
def test_a_picture_without_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "하양.png").write_bytes(scan([]))
    (result,) = read(tmp_path / "하양.png", "하양.png")
    assert isinstance(result, Unreadable)
    assert "글자를 찾지 못했습니다" in result.reason


def test_larger_lines_are_headings(tmp_path: Path) -> None:
    page = canvas(tmp_path / "제목.pdf")
    y = 780.0
    for size, text in ((20, "휴가 규정"), (15, "제정 이유"), (15, "신청 방법")):
        write(page, 60, y, text, size)
        y -= 40
        for line in wrapped(SENTENCES[0], 42) + wrapped(SENTENCES[1], 42):
            write(page, 60, y, line)
            y -= 15
        y -= 25
    page.save()
    found = document(tmp_path / "제목.pdf")
    assert [line for line in found.text.split("\n") if line.startswith("#")] == [
        "# 휴가 규정",
        "## 제정 이유",
        "## 신청 방법",
    ]
    assert [passage.headings for passage in split(found)][-1] == ("휴가 규정", "신청 방법")


def test_a_label_with_its_value_in_large_letters_is_no_heading(tmp_path: Path) -> None:
    page = canvas(tmp_path / "교육.pdf")
    write(page, 60, 780, "화재 예방 교육", 22)
    write(page, 60, 740, "강사 : 소방안전팀 김하나", 15)
    for place, line in enumerate(wrapped(SENTENCES[0], 42) + wrapped(SENTENCES[1], 42)):
        write(page, 60, 700 - 15 * place, line)
    page.save()
    lines = document(tmp_path / "교육.pdf").text.split("\n")
    assert "# 화재 예방 교육" in lines
    assert "강사 : 소방안전팀 김하나" in lines


def test_what_is_large_on_slides_is_the_text_itself(tmp_path: Path) -> None:
    page = canvas(tmp_path / "발표.pdf")
    for number in range(3):
        write(page, 60, 700, f"올해 매출은 {number + 8}억 원", 30)
        write(page, 60, 640, "전년보다 늘었다", 18)
        page.showPage()
    page.save()
    assert "#" not in document(tmp_path / "발표.pdf").text


def test_a_sentence_goes_on_over_the_border_of_a_page(tmp_path: Path) -> None:
    page = canvas(tmp_path / "이음.pdf")
    lines = wrapped(" ".join(SENTENCES[:4]), 42)
    for part in (lines[:4], lines[4:]):
        for number, line in enumerate(part):
            write(page, 60, 780 - 15 * number, line)
        page.showPage()
    page.save()
    found = document(tmp_path / "이음.pdf")
    assert " ".join(found.text.split()) == " ".join(SENTENCES[:4])
    cut = next(one for one in SENTENCES if one not in " ".join(lines[:4]))
    start = found.text.index(cut)
    assert found.label_of(start, start + len(cut)) == "1쪽"
    assert found.page_at(start + len(cut)) == 2
    assert any(cut in passage.text and passage.page == 1 for passage in split(found))


def test_marks_of_notes_are_raised_figures(tmp_path: Path) -> None:
    page = canvas(tmp_path / "각주.pdf")
    write(page, 60, 700, "이 규정은 공무원의 휴가에")
    x = 60 + page.stringWidth("이 규정은 공무원의 휴가에", FACE, 11)
    write(page, x, 705, "1", 6)
    write(page, x + 6, 700, "관한 사항을 정한다.")
    write(page, 60, 650, "붙임1 예산 150만 원")
    page.save()
    assert document(tmp_path / "각주.pdf").text == (
        "이 규정은 공무원의 휴가에¹ 관한 사항을 정한다.\n\n붙임1 예산 150만 원"
    )


@pytest.mark.parametrize("size", [6, 9])
def test_marks_of_notes_are_no_part_of_the_number_before_them(tmp_path: Path, size: int) -> None:
    page = canvas(tmp_path / "각주.pdf")
    for y, parts in (
        (700, ("인구는 230,000", "1)", "명이며 줄고 있다.")),
        (650, ("면적은 10m", "2", ", 세대수는 4,500", "주2)", "이다.")),
        (600, ("예산은 123억 원(2023), 물은 H2O이다.",)),
    ):
        x = 60.0
        for number, part in enumerate(parts):
            small = number % 2
            write(page, x, y + 5 * small, part, size if small else 11)
            x += page.stringWidth(part, FACE, size if small else 11)
    page.save()
    assert document(tmp_path / "각주.pdf").text == (
        "인구는 230,000¹⁾명이며 줄고 있다.\n\n면적은 10m², 세대수는 4,500⁽주²⁾이다.\n\n"
        "예산은 123억 원(2023), 물은 H2O이다."
    )


def test_pages_that_differ_in_their_number_only_stay(tmp_path: Path) -> None:
    page = canvas(tmp_path / "같은.pdf")
    for number in range(1, 5):
        write(page, 60, 700, f"{number}호는 이 건물에서 가장 넓은 방으로 회의에 쓴다.")
        page.showPage()
    page.save()
    text = document(tmp_path / "같은.pdf").text
    assert [f"{number}호" in text for number in range(1, 5)] == [True] * 4


def test_gaps_that_word_processors_put_between_scripts_are_no_spaces(tmp_path: Path) -> None:
    page = canvas(tmp_path / "자간.pdf")
    x = 60.0
    for part in (
        "당직근무자에게는 제 때 쓸 수당으로 ",
        "1",
        "회당 ",
        "6",
        "만원을 ",
        "A4",
        "로 알린다.",
    ):
        write(page, x, 700, part)
        x += page.stringWidth(part, FACE, 11) + 11 / 4
    page.save()
    text = document(tmp_path / "자간.pdf").text
    assert text == "당직근무자에게는 제 때 쓸 수당으로 1회당 6만원을 A4로 알린다."


def test_gaps_are_spaces_in_files_that_type_none(tmp_path: Path) -> None:
    page = canvas(tmp_path / "간격.pdf")
    x = 60.0
    for part in ("수당은", "매월", "5", "일에", "함께", "준다고", "적혀", "있다.") * 2:
        write(page, x, 700, part)
        x += page.stringWidth(part, FACE, 11) + 11 / 4
    page.save()
    text = document(tmp_path / "간격.pdf").text
    assert text == " ".join(["수당은 매월 5 일에 함께 준다고 적혀 있다."] * 2)


def test_every_space_of_a_full_page_counts(tmp_path: Path) -> None:
    """Gaps are measured many at a time; the last ones of a page tell columns apart like the first.

    The page has more words than are measured at once.
    """
    words = ("창고 선반 상자 나사 못 끈 줄 " * 5).split()
    page = canvas(tmp_path / "빼곡.pdf")
    for number in range(60):
        write(page, 40, 810 - 9 * number, " ".join(words), 5)
    for number, (item, count) in enumerate([("품목", "수량"), ("망치", "48"), ("드릴", "15")]):
        for x, said in ((40, item), (140, count), (240, f"{number}열")):
            write(page, x, 240 - 16 * number, said)
    page.save()
    text = document(tmp_path / "빼곡.pdf").text
    assert text.split()[: len(words)] == words
    assert "| 망치 | 48 | 1열 |" in text


def test_the_pages_beside_a_damaged_one_are_read(tmp_path: Path) -> None:
    page = canvas(tmp_path / "쪽.pdf")
    for sentence in SENTENCES[:3]:
        write(page, 60, 700, sentence[:40])
        page.showPage()
    page.save()
    path = tmp_path / "쪽.pdf"
    whole = path.read_bytes()
    kid = re.findall(rb"/Kids \[ [^\]]* (\d+ 0 R) \]", whole)[0]
    path.write_bytes(whole.replace(kid + b" ]", b"99 0 R ]"))
    found, unreadable = read(path, path.name)
    assert isinstance(found, Document)
    assert SENTENCES[1][:40] in found.text
    assert isinstance(unreadable, Unreadable)
    assert "3쪽을 읽지 못했습니다" in unreadable.reason
