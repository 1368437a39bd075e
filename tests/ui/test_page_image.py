import base64
import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.samples import FONT, PAGES, write_pdf
from rag import Library
from ui.page_image import page_image
from ui.viewer import Quote, view


def test_a_quote_is_boxed_line_by_line(tmp_path: Path) -> None:
    write_pdf(tmp_path / "가.pdf")
    sentence = PAGES[1][0].split(". ")[0]
    shown = page_image(tmp_path / "가.pdf", 2, sentence)
    assert shown is not None
    assert shown["image"].startswith("data:image/jpeg;base64,")
    assert shown["boxes"]
    tops = [top for _, top, _, _ in shown["boxes"]]
    assert tops == sorted(tops)
    for left, top, width, height in shown["boxes"]:
        assert 0 <= left < left + width <= 1
        assert 0 <= top < top + height <= 1
        assert height < 0.05


def test_letters_that_stand_alone_in_a_font_of_no_machine_are_boxed(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    page = Canvas(str(tmp_path / "낱자.pdf"))
    page.setFont("HYSMyeongJo-Medium", 11)
    for place, letter in enumerate("수당은5일에준다"):
        page.drawString(60 + 11 * place, 700, letter)
    page.save()
    shown = page_image(tmp_path / "낱자.pdf", 1, "수당은5일에")
    assert shown is not None
    assert len(shown["boxes"]) == 1


@pytest.mark.skipif(not FONT.exists(), reason="needs a Korean font")
def test_letters_of_a_font_that_is_not_in_the_file_are_drawn(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    page = Canvas(str(tmp_path / "명조.pdf"))
    page.setFont("HYSMyeongJo-Medium", 40)
    page.drawString(60, 700, "수당은매월준다")
    page.save()
    shown = page_image(tmp_path / "명조.pdf", 1, "수당은매월준다")
    assert shown is not None
    picture = Image.open(io.BytesIO(base64.b64decode(shown["image"].split(",")[1])))
    ((left, top, width, height),) = shown["boxes"]
    wide, high = picture.size
    box = (left * wide, top * high, (left + width) * wide, (top + height) * high)
    dark = sum(picture.convert("L").crop(tuple(map(int, box))).histogram()[:128])
    assert dark > 0.05 * width * wide * height * high


def test_a_quote_of_another_page_has_no_boxes(tmp_path: Path) -> None:
    write_pdf(tmp_path / "가.pdf")
    shown = page_image(tmp_path / "가.pdf", 1, "이 쪽에 없는 글이다.")
    assert shown is not None
    assert shown["boxes"] == []


def test_of_a_quote_that_ends_on_the_next_page_the_beginning_is_boxed(tmp_path: Path) -> None:
    write_pdf(tmp_path / "가.pdf")
    whole = page_image(tmp_path / "가.pdf", 1, PAGES[0][-1])
    longer = page_image(tmp_path / "가.pdf", 1, f"{PAGES[0][-1]} 그러나 다음 쪽에서는 달리 정한다.")
    assert whole is not None
    assert longer is not None
    assert longer["boxes"] == whole["boxes"] != []


def test_the_cells_of_a_row_are_boxed_where_one_stands_over_several_rows(tmp_path: Path) -> None:
    """Its text is repeated in the document's second row, but stands once on the page."""
    page = Canvas(str(tmp_path / "표.pdf"))
    for x, y, text in (
        (60, 740, "Seoul"),
        (200, 750, "First office"),
        (350, 750, "120"),
        (200, 730, "Second office"),
        (350, 730, "140"),
    ):
        page.drawString(x, y, text)
    page.save()
    shown = page_image(tmp_path / "표.pdf", 1, "| Seoul | Second office | 140 |")
    assert shown is not None
    (city, _, _, _), (office, _, width, _) = shown["boxes"]
    assert city < office < 350 / 595 < office + width
    missing = page_image(tmp_path / "표.pdf", 1, "| Busan | Third office | 99 |")
    assert missing is not None
    assert missing["boxes"] == []


def test_a_page_in_an_archive_is_shown_too(tmp_path: Path) -> None:
    write_pdf(tmp_path / "가.pdf")
    with zipfile.ZipFile(tmp_path / "묶음.zip", "w") as archive:
        archive.write(tmp_path / "가.pdf", "규정/가.pdf")
    (tmp_path / "가.pdf").unlink()
    library = Library.open(tmp_path)
    library.update()
    sentence = PAGES[1][0].split(". ")[0]
    source = "묶음.zip/규정/가.pdf"
    start = library.documents[source].text.index(sentence)
    shown = view(library, Quote(source, start, start + len(sentence), sentence))["picture"]
    assert isinstance(shown, dict)
    assert shown["boxes"]
    assert page_image(tmp_path / "묶음.zip", 1, "가", "없음.pdf") is None


def test_what_is_no_pdf_has_no_picture(tmp_path: Path) -> None:
    (tmp_path / "나.pdf").write_bytes(b"%PDF-1.4 broken")
    assert page_image(tmp_path / "나.pdf", 1, "가") is None
    assert page_image(tmp_path / "없음.pdf", 1, "가") is None
