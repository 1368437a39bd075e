"""Numbers that no file writes out: programs count them, and people quote them."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import docx.document
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from benchmarks.samples import hwpx_paragraph, write_hwpx
from corpus import Document
from corpus.readers.numbering import Level, Numbering, numeral
from corpus.reading import read

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CONTRACT = [
    (0, "총칙"),
    (1, "(목적) 이 계약은 납품을 정한다."),
    (1, "(정의) 용어의 뜻은 다음과 같다."),
    (2, "'갑'이란 발주자를 말한다."),
    (3, "본점을 말한다."),
    (3, "지점을 말한다."),
    (2, "'을'이란 수급자를 말한다."),
    (0, "대금"),
    (1, "(대금) 대금은 백만 원으로 한다."),
]
WRITTEN = [
    "제1장 총칙",
    "제1조 (목적) 이 계약은 납품을 정한다.",
    "제2조 (정의) 용어의 뜻은 다음과 같다.",
    "① '갑'이란 발주자를 말한다.",
    "가. 본점을 말한다.",
    "나. 지점을 말한다.",
    "② '을'이란 수급자를 말한다.",
    "제2장 대금",
    "제3조 (대금) 대금은 백만 원으로 한다.",
]


def lines(path: Path) -> list[str]:
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    return [line for line in document.text.splitlines() if line]


def abstract(levels: list[tuple[str, str, str]], name: int) -> etree._Element:
    inner = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for place, (kind, pattern, more) in enumerate(levels)
    )
    opening = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">'
    return parse_xml(f"{opening}{inner}</w:abstractNum>")


def instance(name: int, of: int, more: str = "") -> etree._Element:
    inner = f'<w:abstractNumId w:val="{of}"/>{more}'
    return parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}">{inner}</w:num>')


def numbered(name: int, place: int) -> etree._Element:
    inner = f'<w:ilvl w:val="{place}"/><w:numId w:val="{name}"/>'
    return parse_xml(f"<w:numPr {nsdecls('w')}>{inner}</w:numPr>")


def add(document: docx.document.Document, text: str, name: int, place: int) -> None:
    document.add_paragraph(text)._p.get_or_add_pPr().append(numbered(name, place))


def test_word_counts_chapters_articles_and_items(tmp_path: Path) -> None:
    file: Any = docx.Document()
    lists = file.part.numbering_part.element
    levels = [
        ("decimal", "제%1장", ""),
        ("decimal", "제%2조", '<w:lvlRestart w:val="0"/>'),
        ("decimalEnclosedCircle", "%3", ""),
        ("ganada", "%4.", ""),
    ]
    lists.insert(0, abstract(levels, 90))
    lists.append(instance(90, 90))
    for place, text in CONTRACT:
        add(file, text, 90, place)
    file.save(str(tmp_path / "계약.docx"))
    assert lines(tmp_path / "계약.docx") == WRITTEN


def test_word_lists_go_on_or_begin_again(tmp_path: Path) -> None:
    file: Any = docx.Document()
    lists = file.part.numbering_part.element
    lists.insert(0, abstract([("decimal", "%1)", ""), ("decimal", "%1.%2", "")], 90))
    lists.append(instance(90, 90))
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists.append(instance(91, 90, again))
    for name, place in ((90, 0), (90, 1), (90, 0), (91, 0), (91, 1), (91, 1)):
        add(file, "절차", name, place)
    file.save(str(tmp_path / "목록.docx"))
    found = lines(tmp_path / "목록.docx")
    assert [line.split()[0] for line in found] == ["1)", "1.1", "2)", "1)", "1.1", "1.2"]


def test_word_numbers_by_style_in_headings_and_in_cells(tmp_path: Path) -> None:
    file: Any = docx.Document()
    lists = file.part.numbering_part.element
    lists.insert(0, abstract([("upperRoman", "%1.", "")], 90))
    lists.append(instance(90, 90))
    file.styles["Heading 1"].element.get_or_add_pPr().append(numbered(90, 0))
    for text in ("개요", "예산"):
        file.add_heading(text, 1)
        file.add_paragraph("본문이다.")
    for text in ("신청한다", "심사한다"):
        file.add_paragraph(text, style="List Number")
    file.add_paragraph("준비물", style="List Bullet")
    table = file.add_table(2, 2)
    for cell, text in zip(table.columns[0].cells, ("신청서", "동의서"), strict=True):
        cell.paragraphs[0].text = text
        cell.paragraphs[0].style = "List Number"
    file.save(str(tmp_path / "글.docx"))
    found = lines(tmp_path / "글.docx")
    assert [found[0], found[2]] == ["# I. 개요", "# II. 예산"]
    assert found[4:7] == ["1. 신청한다", "2. 심사한다", "- 준비물"]
    assert {"| 3. 신청서 |  |", "| 4. 동의서 |  |"} <= set(found)


def test_slides_count_in_each_box(tmp_path: Path) -> None:
    file: Any = pptx.Presentation()
    slide = file.slides.add_slide(file.slide_layouts[1])
    frame = slide.placeholders[1].text_frame
    for place, text in ((0, "준비"), (1, "점검"), (1, "시험"), (0, "실행")):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = text, place
        kind = "alphaLcParenBoth" if place else "arabicPeriod"
        properties = paragraph._p.get_or_add_pPr()
        etree.SubElement(properties, f"{{{DRAWING}}}buAutoNum").set("type", kind)
    file.save(str(tmp_path / "발표.pptx"))
    assert lines(tmp_path / "발표.pptx") == ["1. 준비", "(a) 점검", "(b) 시험", "2. 실행"]


def open_document(levels: str, body: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "text", "style", "table"))
    styles = f'<text:list-style style:name="L1">{levels}</text:list-style>'
    content = (
        f"<office:c {spaces}><office:styles>{styles}</office:styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:c>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return data.getvalue()


def open_level(place: int, kind: str, before: str, after: str, shown: int = 1) -> str:
    return (
        f'<text:list-level-style-number text:level="{place}" style:num-format="{kind}" '
        f'style:num-prefix="{before}" style:num-suffix="{after}" text:display-levels="{shown}"/>'
    )


def test_open_documents_count_and_go_on(tmp_path: Path) -> None:
    levels = open_level(1, "1", "제", "조") + open_level(2, "가, 나, 다, ...", "", ".")
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('갑', '')}{item.format('을', '')}</text:list>"
    body = (
        f'<text:list text:id="a" text:style-name="L1">{item.format("(목적)", inner)}</text:list>'
        "<text:p>그 밖이다.</text:p>"
        f'<text:list text:style-name="L1" text:continue-list="a">{item.format("(정의)", "")}'
        f'</text:list><text:list text:style-name="L1">{item.format("(새로)", "")}</text:list>'
    )
    (tmp_path / "글.odt").write_bytes(open_document(levels, body))
    expected = ["제1조 (목적)", "가. 갑", "나. 을", "그 밖이다.", "제2조 (정의)", "제1조 (새로)"]
    assert lines(tmp_path / "글.odt") == expected


def test_hwpx_counts_outlines_lists_and_bullets(tmp_path: Path) -> None:
    heads = "".join(
        f'<hh:paraHead level="{place}" start="1" numFormat="{kind}">^{place}.</hh:paraHead>'
        for place, kind in ((1, "DIGIT"), (2, "HANGUL_SYLLABLE"))
    )
    numberings = "".join(f'<hh:numbering id="{one}">{heads}</hh:numbering>' for one in (1, 2))
    kinds = (("OUTLINE", "0", 0), ("NUMBER", "2", 0), ("NUMBER", "2", 1), ("BULLET", "1", 0))
    shapes = "".join(
        f'<hh:paraPr id="{place}"><hh:heading type="{kind}" idRef="{name}" level="{level}"/>'
        "</hh:paraPr>"
        for place, (kind, name, level) in enumerate(kinds, 1)
    )
    outline = '<hp:secPr outlineShapeIDRef="1"/>'
    texts = [
        (1, "개요"),
        (2, "신청"),
        (3, "서류"),
        (3, "접수"),
        (2, "심사"),
        (1, "예산"),
        (4, "문의"),
    ]
    body = "".join(
        hwpx_paragraph(f"{outline * (place == 0)}<hp:t>{text}</hp:t>").replace(
            'styleIDRef="0"', f'styleIDRef="0" paraPrIDRef="{shape}"'
        )
        for place, (shape, text) in enumerate(texts)
    )
    write_hwpx(tmp_path / "글.hwpx", body)
    with zipfile.ZipFile(tmp_path / "글.hwpx", "a") as archive:
        header = f'<hh:head xmlns:hh="hh">{shapes}{numberings}</hh:head>'
        archive.writestr("Contents/header.xml", header)
    expected = ["## 1. 개요", "1. 신청", "가. 서류", "나. 접수", "2. 심사", "## 2. 예산", "- 문의"]
    assert lines(tmp_path / "글.hwpx") == expected


def test_tables_in_cells_are_tables_and_frames_are_none(tmp_path: Path) -> None:
    file: Any = docx.Document()
    outer = file.add_table(2, 2)
    inner = outer.cell(1, 1).add_table(2, 2)
    frame = file.add_table(1, 1).cell(0, 0)
    frame.text = "안내이다."
    for table, texts in (
        (outer, "가나다라"),
        (inner, "마바사아"),
        (frame.add_table(2, 2), "자차카타"),
    ):
        for cell, text in zip((c for row in table.rows for c in row.cells), texts, strict=True):
            cell.paragraphs[0].text = text
    file.save(str(tmp_path / "표.docx"))
    found = lines(tmp_path / "표.docx")
    tables = [
        ["| 가 | 나 |", "| 다 | 라 |"],
        ["| 마 | 바 |", "| 사 | 아 |"],
        ["| 자 | 차 |", "| 카 | 타 |"],
    ]
    rule = "| --- | --- |"
    expected = [line for first, second in tables for line in (first, rule, second)]
    expected.insert(6, "안내이다.")
    expected.insert(3, "다")  # the row that the table stands in
    assert found == expected


def test_web_pages_count_too(tmp_path: Path) -> None:
    page = (
        '<ol start="3"><li>신청</li><li>심사<ol type="a"><li>서류</li><li>면접</li></ol></li>'
        '<li value="9"><p>통보</p></li></ol><ul><li>문의</li></ul><p>끝이다.</p>'
    )
    (tmp_path / "글.html").write_text(page, "utf-8")
    expected = ["3. 신청", "4. 심사", "a. 서류", "b. 면접", "9. 통보", "- 문의", "끝이다."]
    assert lines(tmp_path / "글.html") == expected


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("decimal", "1 2 11"),
        ("hangul", "가 나 카"),
        ("jamo", "ㄱ ㄴ ㅋ"),
        ("circled", "① ② ⑪"),
        ("ROMAN", "I II XI"),
        ("letter", "a b k"),
        ("double digit", "01 02 11"),
        ("native", "하나 둘 11"),
    ],
)
def test_series(kind: str, written: str) -> None:
    assert " ".join(numeral(count, kind) for count in (1, 2, 11)) == written


def test_long_lists_have_roman_numbers_too() -> None:
    assert [numeral(count, "ROMAN") for count in (40, 48, 1994)] == ["XL", "XLVIII", "MCMXCIV"]


def test_levels_that_do_not_begin_again() -> None:
    levels = {0: Level("%1"), 1: Level("%1-%2", restart=0), 2: Level("%1.%3", "hangul", legal=True)}
    numbering = Numbering()
    found = [numbering.label("가", levels, place) for place in (0, 1, 1, 0, 1, 2, 2)]
    assert found == ["1 ", "1-1 ", "1-2 ", "2 ", "2-3 ", "2.1 ", "2.2 "]
