"""Documents of known text in every format, made by real writers where there are any.

Used by the tests of the readers and by the benchmarks; HWP 5 has no writer, so its samples are
real files.
"""

import csv
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

TOPICS = ("휴가", "출장", "급여", "보안", "교육", "장비", "평가", "복지")
PAGES: tuple[tuple[str, ...], ...] = tuple(
    tuple(
        f"{topic} 규정 제{page}항은 {topic} 담당 부서가 {page * 7 + number}일 안에 신청서를 "
        f"검토하고 그 결과를 알린다고 정한다. 예외는 부서장이 {page + number}월에 승인하며, "
        f"기록은 {page * 3 + number}년 동안 보관한다."
        for number, topic in enumerate(TOPICS[page - 1 : page + 4])
    )
    for page in (1, 2, 3)
)
HEADER = ("부서", "책임자", "예산(억 원)", "비율")
SHEETS: dict[str, tuple[tuple[str, str, int, float], ...]] = {
    "매출": (("영업부", "김하늘", 1250, 0.125), ("기획부", "이바다", 830, 0.083)),
    "인력 현황": (("연구소", "박나무", 2210, 0.221), ("생산부", "최구름", 17400, 0.4)),
}
LINES = tuple(
    f"| 부서: {row[0]} | 책임자: {row[1]} | 예산(억 원): {row[2]:,} | 비율: {row[3]:.1%} |"
    for rows in SHEETS.values()
    for row in rows
)
FONT = Path("/usr/share/fonts/truetype/nanum/NanumGothic.ttf")


def paragraphs() -> list[str]:
    """The paragraphs of all pages."""
    return [paragraph for page in PAGES for paragraph in page]


def write_docx(path: Path) -> None:
    """A heading before each page's paragraphs."""
    import docx

    document = docx.Document()
    for number, page in enumerate(PAGES, 1):
        document.add_heading(f"{number}장 총칙", 1)
        for paragraph in page:
            document.add_paragraph(paragraph)
    document.save(str(path))


def write_pptx(path: Path) -> None:
    """A slide for each page, the last paragraph in its notes."""
    import pptx

    presentation = pptx.Presentation()
    for page in PAGES:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = page[0]
        slide.placeholders[1].text = "\n".join(page[1:-1])
        slide.notes_slide.notes_text_frame.text = page[-1]
    presentation.save(str(path))


def write_xlsx(path: Path) -> None:
    """Two sheets, each with a title above its header."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        sheet.append([f"2024년 {name}"])
        sheet.append(list(HEADER))
        for row in rows:
            sheet.append(list(row))
            sheet.cell(sheet.max_row, 3).number_format = "#,##0"
            sheet.cell(sheet.max_row, 4).number_format = "0.0%"
    book.save(path)


def write_xls(path: Path) -> None:
    """The sheets with their figures as text, as old exports have them."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in SHEETS.items():
        sheet = book.add_sheet(name)
        table = [HEADER, *[(a, b, f"{c:,}", f"{d:.1%}") for a, b, c, d in rows]]
        for number, row in enumerate(table):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    book.save(str(path))


def write_csv(path: Path) -> None:
    """All rows in CP949, as Korean Excel writes them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for rows in SHEETS.values():
        writer.writerows([(a, b, f"{c:,}", f"{d:.1%}") for a, b, c, d in rows])
    path.write_bytes(text.getvalue().encode("cp949"))


def write_pdf(path: Path) -> None:
    """A page for each, in a Korean font that is part of every reader of PDF."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    canvas = Canvas(str(path), pagesize=A4)
    for page in PAGES:
        y = 780.0
        for paragraph in page:
            canvas.setFont("HYSMyeongJo-Medium", 11)
            for line in wrapped(paragraph, 42):
                canvas.drawString(60, y, line)
                y -= 15
            y -= 12
        canvas.showPage()
    canvas.save()


def wrapped(text: str, width: int) -> list[str]:
    """Lines of so many letters, cut at spaces."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def page_html() -> str:
    """The pages as sections of one HTML page."""
    body = "".join(
        f"<h2>{number}장 총칙</h2>" + "".join(f"<p>{escape(one)}</p>\n" for one in page)
        for number, page in enumerate(PAGES, 1)
    )
    return f"<!DOCTYPE html><html><head><title>사내 규정</title></head><body>{body}</body></html>"


def write_html(path: Path) -> None:
    """The page in CP949, as old Korean sites serve it."""
    path.write_bytes(page_html().encode("cp949"))


def write_epub(path: Path) -> None:
    """A chapter for each page."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_identifier("mundap")
    book.set_title("사내 규정집")
    chapters = []
    for number, page in enumerate(PAGES, 1):
        chapter = epub.EpubHtml(title=f"{number}장", file_name=f"{number}.xhtml", lang="ko")
        chapter.content = f"<h1>{number}장 총칙</h1>" + "".join(f"<p>{one}</p>" for one in page)
        book.add_item(chapter)
        chapters.append(chapter)
    book.toc = chapters
    book.spine = chapters
    book.add_item(epub.EpubNcx())
    epub.write_epub(str(path), book)


def write_eml(path: Path) -> None:
    """A letter with the paragraphs and a workbook attached."""
    mail = EmailMessage()
    mail["Subject"] = "규정 안내"
    mail["From"] = "김하늘 <sky@example.com>"
    mail["To"] = "이바다 <sea@example.com>"
    mail.set_content("\n\n".join(paragraphs()), charset="euc-kr")
    table = path.with_name("attached.csv")
    write_csv(table)
    mail.add_attachment(
        table.read_bytes(), maintype="text", subtype="csv", filename="예산 내역.csv"
    )
    table.unlink()
    path.write_bytes(mail.as_bytes())


def write_rtf(path: Path) -> None:
    """The paragraphs with all Korean escaped."""
    body = "\\par\n".join(
        "".join(letter if ord(letter) < 128 else f"\\u{_signed(letter)}?" for letter in text)
        for text in paragraphs()
    )
    path.write_text("{\\rtf1\\ansi\\ansicpg949\\deff0 " + body + "}", encoding="ascii")


def _signed(letter: str) -> int:
    return (ord(letter) + 0x8000) % 0x10000 - 0x8000


_ODT = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' + (
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def write_odt(path: Path) -> None:
    """A heading before each page's paragraphs."""
    body = "".join(
        f'<text:h text:outline-level="1">{number}장 총칙</text:h>'
        + "".join(f"<text:p>{escape(one)}</text:p>" for one in page)
        for number, page in enumerate(PAGES, 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_ODT}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )


_HWPX = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" ' + (
    'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
)


def hwpx_paragraph(inner: str) -> str:
    """A paragraph with one run."""
    return f'<hp:p id="0" styleIDRef="0"><hp:run charPrIDRef="0">{inner}</hp:run></hp:p>'


def write_hwpx(path: Path, body: str | None = None) -> None:
    """The paragraphs, or a body of its own, in one section."""
    if body is None:
        body = "".join(hwpx_paragraph(f"<hp:t>{escape(one)}</hp:t>") for one in paragraphs())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)
        archive.writestr("Contents/section0.xml", f"<hs:sec {_HWPX}>{body}</hs:sec>")


def write_zip(path: Path) -> None:
    """An archive with a Word document and a text in a folder."""
    inner = path.with_name("packed.docx")
    write_docx(inner)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inner, "규정/사내 규정.docx")
        archive.writestr("메모.txt", "\n\n".join(paragraphs()).encode("cp949"))
    inner.unlink()


def scan(lines: list[str]) -> bytes:
    """A picture of lines as PNG, as a scanner gives it at 200 dots an inch."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1654, 120 + 70 * len(lines)), 255)
    font = ImageFont.truetype(str(FONT), 36)
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((120, 60 + 70 * number), line, 0, font)
    data = io.BytesIO()
    picture.save(data, "PNG", dpi=(200, 200))
    return data.getvalue()


WRITERS: dict[str, Callable[[Path], None]] = {
    ".csv": write_csv,
    ".docx": write_docx,
    ".eml": write_eml,
    ".epub": write_epub,
    ".html": write_html,
    ".hwpx": write_hwpx,
    ".odt": write_odt,
    ".pdf": write_pdf,
    ".pptx": write_pptx,
    ".rtf": write_rtf,
    ".xls": write_xls,
    ".xlsx": write_xlsx,
    ".zip": write_zip,
}


def write_all(folder: Path) -> dict[str, Path]:
    """A sample of each format in a folder, by suffix."""
    made = {}
    for suffix, write in WRITERS.items():
        made[suffix] = folder / f"규정{suffix}"
        write(made[suffix])
    return made
