"""Equations on one line mean what they mean on several."""

from pathlib import Path

import docx
import pptx
import pytest
from docx.oxml import parse_xml

from corpus import Document
from corpus.reading import read

SPACES = (
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"'
)


def said(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def over(upper: str, lower: str) -> str:
    return f"<m:f><m:fPr/><m:num>{upper}</m:num><m:den>{lower}</m:den></m:f>"


def grouped(inner: str, signs: str = "") -> str:
    return f"<m:d><m:dPr>{signs}</m:dPr><m:e>{inner}</m:e></m:d>"


CASES = [
    (over(said("1"), said("20")), "1/20"),
    (over(said("A+B"), said("C−D")) + said("×100"), "(A+B)/(C−D)×100"),
    (over(said("-1"), said("총액")), "-1/총액"),
    (over(over(said("1"), said("2")), said("3")), "(1/2)/3"),
    (over(grouped(said("A+B")), said("3")), "(A+B)/3"),
    (over(grouped(said("A")) + said("×2"), said("3")), "((A)×2)/3"),
    (said("2") + grouped(said("A+B")), "2(A+B)"),
    (grouped(said("A"), '<m:begChr m:val="["/><m:endChr m:val="]"/>'), "[A]"),
    (f"<m:d><m:e>{said('A')}</m:e><m:e>{said('B')}</m:e></m:d>", "(A|B)"),
    (f"<m:sSup><m:e>{said('r')}</m:e><m:sup>{said('2')}</m:sup></m:sSup>", "r²"),
]


@pytest.mark.parametrize(("inner", "shown"), CASES, ids=[shown for _, shown in CASES])
def test_equations_are_read_on_one_line(inner: str, shown: str, tmp_path: Path) -> None:
    equation = f"<m:oMathPara {SPACES}><m:oMath>{said('값=')}{inner}</m:oMath></m:oMathPara>"
    file = docx.Document()
    file.add_paragraph("산식: ")._p.append(parse_xml(equation))
    file.save(str(tmp_path / "산식.docx"))
    slides = pptx.Presentation()
    box = slides.slides.add_slide(slides.slide_layouts[6]).shapes.add_textbox(0, 0, 9, 9)
    box.text_frame.text = "산식: "
    box.text_frame.paragraphs[0]._p.append(parse_xml(f"<a14:m {SPACES}>{equation}</a14:m>"))
    slides.save(str(tmp_path / "산식.pptx"))
    for suffix in (".docx", ".pptx"):
        (document,) = read(tmp_path / f"산식{suffix}", f"산식{suffix}")
        assert isinstance(document, Document)
        assert document.text == f"산식: 값={shown}"
