"""Odd documents that real programs write: nothing of them may be lost without a word."""

import io
import struct
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from email.header import Header
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from benchmarks.samples import FONT, PAGES, hwpx_paragraph, scan, wrapped, write_epub, write_hwpx
from corpus import Document, Unreadable
from corpus.readers import ocr, old_office
from corpus.readers.number_formats import figure, shown
from corpus.reading import read
from corpus.reasons import DAMAGED
from tests.corpus import hangul3

SAID = "휴가는 15일이다. 결재는 부서장이 한다."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="v" '
    'xmlns:mc="c" xmlns:m="m" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def text_of(path: Path) -> str:
    """All that is read of a file, titles included; nothing of it may be unreadable."""
    results = read(path, path.name)
    assert not [one for one in results if isinstance(one, Unreadable)]
    return "\n".join(f"{one.title}\n{one.text}" for one in results if isinstance(one, Document))


def packed(**members: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def word(body: str, **related: tuple[str, str]) -> bytes:
    """A Word document with this body, and parts by name: the kind of relation and the content."""
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{name}"/>'
        for number, (name, (kind, _)) in enumerate(related.items())
    )
    return packed(
        **{
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
            **{f"word/{name}": content for name, (_, content) in related.items()},
        }
    )


def line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def box(text: str) -> str:
    inner = f"<v:textbox><w:txbxContent>{line(text)}</w:txbxContent></v:textbox>"
    return f"<w:p><w:r><w:pict>{inner}</w:pict></w:r></w:p>"


def rich(body: str) -> bytes:
    escaped = "".join(
        f"\\u{(ord(one) + 0x8000) % 0x10000 - 0x8000}?" if ord(one) > 127 else one for one in body
    )
    return ("{\\rtf1\\ansi\\ansicpg949\\deff0 " + escaped + "}").encode("ascii")


def letter(*parts: MIMEText, kind: str = "mixed") -> bytes:
    mail = MIMEMultipart(kind)
    mail["Subject"], mail["From"] = str(Header("휴가 안내", "euc-kr")), "a@example.com"
    for part in parts:
        mail.attach(part)
    return mail.as_bytes()


def forwarded() -> bytes:
    inner, outer = EmailMessage(), EmailMessage()
    inner["Subject"], inner["From"] = "속편지", "b@example.com"
    inner.set_content("속말이다.")
    outer["Subject"], outer["From"] = "겉편지", "a@example.com"
    outer.set_content("겉말이다.")
    outer.add_attachment(inner)
    return outer.as_bytes()


def attached(name: str) -> bytes:
    """A letter with a text whose name is bytes of CP949, as old programs write it."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "a", "a@example.com"
    mail.set_content("b")
    mail.add_attachment(SAID.encode("cp949"), maintype="text", subtype="plain", filename="c.txt")
    return mail.as_bytes().replace(b"c.txt", name.encode("cp949"))


def damaged_letter(before: bytes, after: bytes) -> bytes:
    """A letter with a table attached, of whose headers a letter was changed."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "예산", "a@example.com"
    mail.set_content(SAID)
    table = "부서,책임자,예산\r\n" + "영업부,김하늘,1250\r\n" * 9
    mail.add_attachment(
        table.encode("cp949"), maintype="text", subtype="csv", filename="b.csv", cte="base64"
    )
    start, end = mail.as_bytes().rsplit(before, 1)
    return start + after + end


HTML = MIMEText(f"<p>{SAID}</p>", "html", "utf-8")
CHART = (
    '<c:chartSpace xmlns:c="c" xmlns:a="a"><c:title><a:t>실적</a:t></c:title><c:ser><c:tx><c:pt '
    'idx="0"><c:v>매출</c:v></c:pt></c:tx><c:cat><c:pt idx="0"><c:v>1분기</c:v></c:pt><c:pt '
    'idx="1"><c:v>2분기</c:v></c:pt></c:cat><c:val><c:pt idx="0"><c:v>12.5</c:v></c:pt><c:pt '
    'idx="1"><c:v>0.30000000000000004</c:v></c:pt></c:val></c:ser></c:chartSpace>'
)
CASES: list[tuple[str, bytes, tuple[str, ...]]] = [
    ("끝표.txt", f"{SAID}\x1a".encode("cp949"), (SAID,)),
    ("빈끝.txt", f"{SAID}\0".encode(), (SAID,)),
    ("잘린끝.txt", f"{SAID}다".encode()[:-1], (SAID,)),
    ("섞인.txt", (SAID * 40).encode() + "한".encode("cp949"), (SAID,)),
    ("짧은.txt", "연차".encode("cp949"), ("연차",)),
    ("옛한글.txt", "나랏말ᄊᆞ미 듕귁에 달아".encode(), ("나랏말ᄊᆞ미",)),
    ("구분.csv", "부서;금액\n영업;1,200\n".encode(), ("부서: 영업 | 금액: 1,200",)),
    ("탭.tsv", "\ufeff부서\t금액\n영업\t1200\n".encode(), ("부서: 영업 | 금액: 1200",)),
    ("넘침.csv", "가,나\n영업,1,2,넘침\n".encode(), ("넘침",)),
    ("줄.csv", '부서,설명\n영업,"두\n줄"\n'.encode(), ("설명: 두 줄",)),
    (
        "회의.srt",
        "1\r\n00:00:01,000 --> 00:00:03,000\r\n<i>연차는</i>\r\n15일입니다.\r\n\r\n2\r\n"
        "01:02:03,500 --> 01:02:05,000\r\n끝입니다.\r\n".encode("cp949"),
        ("연차는 15일입니다.\n\n끝입니다.",),
    ),
    (
        "회의.vtt",
        f"WEBVTT\n\nNOTE 검토함\n\n00:01.000 --> 00:03.000 align:start\n<v 김하늘>{SAID}".encode(),
        ("검토함", SAID),
    ),
    (
        "회의.smi",
        f"<SAMI><STYLE>P {{a}}</STYLE><BODY><SYNC Start=1000><P Class=KRCC>{SAID}<br>다음"
        "<SYNC Start=9000><P>&nbsp;</BODY></SAMI>".encode("cp949"),
        (f"{SAID} 다음",),
    ),
    ("자료.json", b'{"\\ud734\\uac00": 15, "\\u0022": "\\ud55c"}', ('"휴가": 15', "한")),
    ("자료.xml", f"<?xml version='1.0'?><a><b>{SAID}</b></a>".encode(), (SAID,)),
    ("자료.yaml", f"# 참고: {SAID}\n휴가: 15\n".encode(), (f"# 참고: {SAID}", "휴가: 15")),
    ("서버.log", f"2024-03-18 09:00 {SAID}\n".encode("cp949"), (SAID,)),
    (
        "일정.ics",
        "BEGIN:VEVENT\r\nSUMMARY:연차 휴\r\n 가 회의\\, 2층\r\nEND:VEVENT".encode(),
        ("제목: 연차 휴가 회의, 2층",),
    ),
    ("양식.html", b"<table><tr><form><td>a b<td>15</form></tr></table>", ("a b", "15")),
    ("행없음.html", f"<table><p>{SAID}</p></table>".encode(), (SAID,)),
    ("겹침.html", f"<h2>a<table><tr><td>{SAID}</table></h2>".encode(), (SAID,)),
    ("부호.html", f"<p>&#12;{SAID}&#1;&#65535;</p>".encode(), (SAID,)),
    (
        "틀.html",
        f"<frameset><noframes><body><p>{SAID}</p></body></noframes></frameset>".encode(),
        (SAID,),
    ),
    (
        "메타.html",
        f'<meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><p>{SAID}'.encode(
            "cp949"
        ),
        (SAID,),
    ),
    ("기호.html", "<p>&#54620;&#44544; &lt;꺾쇠&gt;</p>".encode(), ("한글 <꺾쇠>",)),
    (
        "겹표.html",
        "<table><tr><td>가</td><td>나<table><tr><td>속</td></tr></table></td></tr></table>".encode(),
        ("가", "나", "속"),
    ),
    ("겹목록.html", "<ul><li>가<ul><li>나</li></ul>다</li></ul>".encode(), ("가", "나", "다")),
    ("줄.html", "<pre>첫 줄\n둘째 줄</pre>".encode(), ("첫 줄\n둘째 줄",)),
    ("무선언.eml", b"Subject: a\r\nFrom: a@b.kr\r\n\r\n" + SAID.encode("cp949"), (SAID,)),
    ("날제목.eml", "Subject: 안내문\r\nFrom: a@b.kr\r\n\r\n가".encode("cp949"), ("제목: 안내문",)),
    (
        "두글.eml",
        letter(MIMEText("첫글", "plain", "euc-kr"), MIMEText("둘째글")),
        ("첫글", "둘째글"),
    ),
    ("뒤웹.eml", letter(MIMEText("첫글", "plain", "euc-kr"), HTML), ("휴가 안내", "첫글", SAID)),
    ("빈글.eml", letter(MIMEText(""), HTML, kind="alternative"), (SAID,)),
    ("전달.eml", forwarded(), ("겉말이다.", "속편지", "속말이다.")),
    ("보관.mht", letter(HTML, kind="related"), ("휴가 안내", SAID)),
    ("각주.rtf", rich("본문이다.{\\footnote 각주다.}\\par 끝."), ("본문이다.", "각주다.", "끝.")),
    ("상자.rtf", rich("가{\\shp{\\*\\shpinst{\\shptxt 상자다.\\par}}}\\par 나"), ("상자다.", "나")),
    (
        "변경.docx",
        word(f"<w:p><w:ins><w:r><w:t>{SAID}</w:t></w:r></w:ins><w:del><w:delText/></w:del></w:p>"),
        (SAID,),
    ),
    (
        "조절.docx",
        word(
            f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{line('행')}</w:tc></w:tr></w:sdtContent>"
            f"</w:sdt><w:ins><w:tr><w:tc>{line('새 행')}</w:tc></w:tr></w:ins></w:tbl>"
            f"<mc:AlternateContent><mc:Choice>{line('고름')}</mc:Choice></mc:AlternateContent>"
        ),
        ("행", "새 행", "고름"),
    ),
    ("널.txt", (SAID + "\0" + SAID * 50).encode("cp949"), (f"{SAID} {SAID}",)),
    ("날이름.eml", attached("보고서.txt"), (SAID, "보고서")),
    ("상자.docx", word(box("상자다.") + line("글이다.")), ("상자다.", "글이다.")),
    (
        "칸.docx",
        word(f"<w:tbl><w:tr><w:tc>{box('칸 상자')}</w:tc><w:tc>{line('옆')}</w:tc></w:tr></w:tbl>"),
        ("칸 상자", "옆"),
    ),
    (
        "수식.docx",
        word("<w:p><m:oMath><m:r><m:t>E=mc2</m:t></m:r></m:oMath></w:p>" + line("식이다.")),
        ("E=mc2",),
    ),
    (
        "도표.docx",
        word(
            line("글"),
            **{"data1.xml": ("diagramData", '<d xmlns:a="a"><a:p><a:t>도식</a:t></a:p></d>')},
        ),
        ("글", "도식"),
    ),
    (
        "조각.docx",
        word(line("글"), **{"part.html": ("aFChunk", "<p>조각이다.</p>")}),
        ("글", "조각이다."),
    ),
    (
        "차트.docx",
        word(line("글"), **{"chart1.xml": ("chart", CHART)}),
        ("실적", "|  | 매출 |", "| 1분기 | 12.5 |", "| 2분기 | 0.3 |"),
    ),
    ("길.zip", packed(**{"폴더\\글.txt": SAID, "../../위.md": "위다."}), (SAID, "위다.")),
    ("겹.zip", packed(**{"안.zip": packed(**{"글.txt": SAID})}), (SAID,)),
]


@pytest.mark.parametrize(("name", "data", "said"), CASES, ids=[name for name, *_ in CASES])
def test_what_people_see_is_read(
    name: str, data: bytes, said: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    text = text_of(tmp_path / name)
    assert [one for one in said if one not in text] == []


@pytest.mark.parametrize(
    ("before", "after", "source"),
    [
        (b"Encoding: base64", b'Encoding: "ase64', "예산.eml/b.csv"),
        (b"Encoding: base64", b"Encoding? base64", "예산.eml"),
        (b"Content-Type: text/csv", b"Content-Type; text/csv", "예산.eml"),
    ],
    ids=["code", "header", "type"],
)
def test_what_a_damaged_letter_leaves_coded_is_named_and_not_read(
    before: bytes, after: bytes, source: str, tmp_path: Path
) -> None:
    path = tmp_path / "예산.eml"
    path.write_bytes(damaged_letter(before, after))
    results = read(path, path.name)
    texts = [one.text for one in results if isinstance(one, Document)]
    assert texts == [f"메일 제목: 예산\n보낸 사람: a@example.com\n\n{SAID}"]
    (named,) = [one for one in results if isinstance(one, Unreadable)]
    assert named.source == source
    assert DAMAGED in named.reason


def test_codes_in_a_whole_letter_are_what_somebody_wrote(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "공개 키", "a@example.com"
    key = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo"
    mail.set_content(f"{SAID}\n\n{key}\n{key}\n")
    path = tmp_path / "키.eml"
    path.write_bytes(mail.as_bytes())
    assert key in text_of(path)


def test_subtitles_stand_at_their_minute(tmp_path: Path) -> None:
    path = tmp_path / "회의.srt"
    path.write_text(
        "1\n00:59:01,000 --> 00:59:03,000\n하나\n\n2\n00:59:40,000 --> 00:59:41,000\n둘\n\n"
        "3\n01:00:01,000 --> 01:00:03,000\n셋\n",
        encoding="utf-8",
    )
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    assert document.text == "하나\n둘\n\n셋"
    assert [document.label_of(start, start + 1) for start in (0, 3, 6)] == [
        "59분",
        "59분",
        "1시간 0분",
    ]


def test_what_is_cut_for_want_of_room_is_a_line_and_each_speaker_has_one(tmp_path: Path) -> None:
    path = tmp_path / "온실.srt"
    said = [
        "모종은 아침에 심고요,",
        "물은 저녁에 줍니다.",
        "- 언제 땁니까?\n- 칠월에요.",
        "<i>끝입니다.</i>",
    ]
    cues = (f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{one}\n" for n, one in enumerate(said, 1))
    path.write_text("\n".join(cues), encoding="utf-8")
    assert text_of(path).endswith(
        "모종은 아침에 심고요, 물은 저녁에 줍니다.\n- 언제 땁니까?\n- 칠월에요.\n끝입니다."
    )


def odt(body: str, kind: str = "text") -> bytes:
    names = " ".join(f'xmlns:{one}="{one}"' for one in ("office", "text", "draw", "table", "pres"))
    return packed(
        mimetype=f"application/vnd.oasis.opendocument.{kind}",
        **{
            "content.xml": f"<office:document-content {names}><office:body><office:{kind}>{body}"
            f"</office:{kind}></office:body></office:document-content>"
        },
    )


def test_notes_and_boxes_of_open_documents_stand_after_their_paragraph(tmp_path: Path) -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>각주다."
    note += "</text:p></text:note-body></text:note>"
    frame = "<draw:frame><draw:text-box><text:p>상자다.</text:p></draw:text-box></draw:frame>"
    (tmp_path / "글.odt").write_bytes(odt(f"<text:p>본문{note}이다.{frame}</text:p>"))
    (document,) = read(tmp_path / "글.odt", "글.odt")
    assert isinstance(document, Document)
    assert document.text == "본문이다.\n\n각주다.\n\n상자다."


def test_a_cell_of_an_open_document_may_stand_for_several(tmp_path: Path) -> None:
    def cell(text: str, count: int = 1) -> str:
        repeated = f'table:number-columns-repeated="{count}"'
        return f"<table:table-cell {repeated}><text:p>{text}</text:p></table:table-cell>"

    rows = [cell("1월") + cell("2월") + cell("3월"), cell("없음", 2) + cell("5건") + cell("", 1000)]
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    (tmp_path / "표.odt").write_bytes(odt(f"<table:table>{lines}</table:table>"))
    assert "\n| 1월 | 2월 | 3월 |  |\n" in text_of(tmp_path / "표.odt")
    assert text_of(tmp_path / "표.odt").endswith("\n| 없음 | 없음 | 5건 |  |")


def test_slides_of_open_presentations_are_pages(tmp_path: Path) -> None:
    slide = "<draw:page><draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    notes = "<pres:notes><draw:frame><text:p>노트다.</text:p></draw:frame></pres:notes></draw:page>"
    body = slide.format("첫 장이다.") + notes + slide.format("둘째 장이다.") + "</draw:page>"
    (tmp_path / "발표.odp").write_bytes(odt(body, "presentation"))
    (document,) = read(tmp_path / "발표.odp", "발표.odp")
    assert isinstance(document, Document)
    assert document.text == "첫 장이다.\n\n노트다.\n\n둘째 장이다."
    assert document.page_at(document.text.index("둘째")) == 2


def test_cells_are_shown_as_in_the_sheet_and_what_lies_over_them_too(tmp_path: Path) -> None:
    import datetime

    import openpyxl
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    hidden = book.create_sheet("숨김")
    hidden.sheet_state, hidden["A1"] = "hidden", "숨은 글"
    sheet = book.create_sheet("값")
    sheet.append(["이름", "날짜", "시각", "비율", "금액", "번호", "때"])
    sheet.append(
        [
            "영업",
            datetime.date(2024, 3, 5),
            datetime.time(9, 30),
            0.125,
            1234567,
            1234567890123456,
            datetime.datetime(2024, 3, 5, 9, 30),
        ]
    )
    sheet["D2"].number_format, sheet["E2"].number_format = "0.0%", '#,##0"원"'
    sheet["A2"].comment = Comment("메모다.", "김")
    sheet["A4"], sheet["C4"] = True, "떨어진 글"
    book.save(tmp_path / "값.xlsx")
    (document,) = read(tmp_path / "값.xlsx", "값.xlsx")
    assert isinstance(document, Document)
    assert document.text == (
        "숨은 글\n\n# 시트 '값'\n\n| 이름 | 날짜 | 시각 | 비율 | 금액 | 번호 | 때 |\n"
        "| 이름: 영업 | 날짜: 2024-03-05 | 시각: 09:30:00 | 비율: 12.5% | 금액: 1,234,567원 | "
        "번호: 1234567890123456 | 때: 2024-03-05 09:30:00 |\n"
        "| 이름: 참 | 시각: 떨어진 글 |\n\n메모다."
    )
    at = document.text.index("떨어진")
    assert document.label_of(at, at + 3) == "시트 '값' 4행"
    at = document.text.index("메모다")
    assert document.label_of(at, at + 3) == "시트 '값' 2행"


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (1012345678, "000-0000-0000", "010-1234-5678"),
        (1012345678, r"000\-0000\-0000", "010-1234-5678"),
        (123, "00000", "00123"),
        (1234567, "00000", "1234567"),
        (15, "0", "15"),
        (0.5, "0.00", "0.50"),
        (1234567, '#,##0"원"', "1,234,567원"),
        (-1234567, '#,##0"원";[Red]-#,##0"원"', "-1,234,567원"),
        (1234567, '_-"₩"* #,##0_-;\\-"₩"* #,##0_-;_-"₩"* "-"_-;_-@_-', "₩1,234,567"),
        (1234567, "[$₩-412]#,##0", "₩1,234,567"),
        (1234567, r"\\#,##0", "₩1,234,567"),
        (1234567, '#,##0,"천원"', "1,235천원"),
        (12, 'General"명"', "12명"),
        (0.125, '0.0%"p"', "12.5%p"),
        (12.5, "0.0##", "12.5"),
        (3, '"제"0"회"', "제3회"),
        (0.5, "# ?/?", "0.5"),
        (5e9, '[>=100000000]0,,"억";0', "5000억"),
        (5, '[>=100000000]0,,"억";0', "5"),
        (1, '[=1]"남";[=2]"여"', "남"),
        (2, '[=1]"남";[=2]"여"', "여"),
        (3, '[=1]"남";[=2]"여"', "3"),
        (2, "[=1]남;[=2]여", "여"),
        (5, '[>=10]"많음";"적음"', "적음"),
        (0, '"있음";;"없음"', "없음"),
        (0, '#,##0;-#,##0;"-"', "0"),
        (-1234, '#,##0"원";△#,##0"원"', "△1,234원"),
        (-1234, '#,##0"원";[Red]"▲"#,##0"원"', "▲1,234원"),
        (-500, "#,##0_);[Red](#,##0)", "(500)"),
        (-5, "#,##0;[Red]#,##0", "-5"),
        (-3, '0"명(예정)"', "-3명(예정)"),
        (15, "@", "15"),
    ],
)
def test_numbers_of_something_keep_their_form(value: float, pattern: str, shown: str) -> None:
    assert figure(value, pattern) == shown


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("aaaa", "월요일"),
        ("[$-412]ddd", "월"),
        ("yyyy-mm-dd(aaa)", "2025-03-03(월)"),
        ('m"월" d"일" aaaa', "2025-03-03(월)"),
        ("yyyy-mm-dd(aaa) hh:mm", "2025-03-03(월) 09:30:00"),
        ('m"월"', "3월"),
        ("yyyy. m.", "2025. 3."),
        ('yyyy"년" mm"월"', "2025년 03월"),
        ("mmm-yy", "2025-03"),
        ("yyyy-mm-dd;@", "2025-03-03"),
    ],
)
def test_dates_have_the_weekday_and_the_day_that_their_format_has(pattern: str, said: str) -> None:
    assert shown("45719.395833333336" if "hh" in pattern else "45719", pattern) == said


def sheet(path: Path, *rows: list[object]) -> str:
    """What is read of a workbook with these rows."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    return document.text


def test_two_rows_of_headers_name_the_columns_together(tmp_path: Path) -> None:
    text = sheet(
        tmp_path / "표.xlsx",
        ["실적 보고"],
        ["구분", "매출", None, "이익", None, "비고"],
        [None, 2024, 2023, 2024, 2023, None],
        ["영업부", 120, 110, 12, 11, "좋음"],
    )
    assert text == (
        "# 실적 보고\n\n| 구분 | 매출 2024 | 매출 2023 | 이익 2024 | 이익 2023 | 비고 |\n"
        "| 구분: 영업부 | 매출 2024: 120 | 매출 2023: 110 | 이익 2024: 12 | 이익 2023: 11 | "
        "비고: 좋음 |"
    )
    text = sheet(
        tmp_path / "한 묶음.xlsx", [None, "매출"], ["부서", 2024, 2023], ["영업부", 120, 110]
    )
    assert text.endswith("| 부서: 영업부 | 매출 2024: 120 | 매출 2023: 110 |")


def test_names_of_columns_may_begin_with_a_year(tmp_path: Path) -> None:
    header = ["부서", "2025 예산(백만원)", "2026년 예산"]
    text = sheet(tmp_path / "해.xlsx", header, ["영업부", 120, 110])
    assert text.endswith("| 부서: 영업부 | 2025 예산(백만원): 120 | 2026년 예산: 110 |")
    text = sheet(tmp_path / "날.xlsx", ["설", "2025.01.29", "공휴일"], ["추석", "2025.10.06", "-"])
    assert text.startswith("| 설 | 2025.01.29 | 공휴일 |")


@pytest.mark.parametrize(
    "above",
    [
        ["실적 보고"],
        [None, "실적 보고"],
        ["실적 보고", None, "(단위: 천원)"],
        ["부서: 영업부", None, "작성: 김하늘"],
    ],
)
def test_a_title_above_the_header_is_no_group(tmp_path: Path, above: list[object]) -> None:
    header, row = ["이름", "직급", "부서", "금액", "비고"], ["김하늘", "과장", "영업", 120, "끝"]
    text = sheet(tmp_path / "표.xlsx", above, header, row)
    assert text.endswith("| 이름: 김하늘 | 직급: 과장 | 부서: 영업 | 금액: 120 | 비고: 끝 |")


def test_a_row_of_words_under_a_gap_of_the_header_is_data(tmp_path: Path) -> None:
    text = sheet(
        tmp_path / "표.xlsx",
        ["이름", "부서", None],
        ["김하늘", "영업부", "휴직"],
        ["이바다", "기획부", None],
    )
    assert "| 이름: 김하늘 | 부서: 영업부 | 휴직 |" in text


def test_a_page_nested_too_deeply_for_the_parser_is_read_whole(tmp_path: Path) -> None:
    deep = "<div>" * 3000 + "<script>x</script>깊은 <b>글</b>이다." + "</div>" * 3000
    page = f"<html><title>제목</title><body><p>앞글이다.</p>{deep}<p>뒷글이다.</p></body></html>"
    (tmp_path / "깊은.html").write_text(page, encoding="utf-8")
    (document,) = read(tmp_path / "깊은.html", "깊은.html")
    assert isinstance(document, Document)
    assert (document.title, document.text) == ("제목", "앞글이다.\n\n깊은 글이다.\n\n뒷글이다.")


def slides(path: Path, shapes: str, **related: tuple[str, str]) -> None:
    """A presentation of one slide with these shapes, and related parts by name."""
    relation = f'<Relationship Id="r" Type="{OFFICE}/%s" Target="%s"/>'
    parts = "".join(relation % (kind, f"../{name}") for name, (kind, _) in related.items())
    main = relation % ("slide", "slides/a.xml")
    path.write_bytes(
        packed(
            **{
                "ppt/presentation.xml": f'<p xmlns:r="{OFFICE}"><sldIdLst><s r:id="r"/></sldIdLst>'
                "</p>",
                "ppt/_rels/presentation.xml.rels": f"<Relationships>{main}</Relationships>",
                "ppt/slides/a.xml": "<s><p:cSld xmlns:p='p'><p:spTree>"
                f"{shapes}</p:spTree></p:cSld></s>",
                "ppt/slides/_rels/a.xml.rels": f"<Relationships>{parts}</Relationships>",
                **{f"ppt/{name}": content for name, (_, content) in related.items()},
            }
        )
    )


TEXT = "<p:txBody><p:p><p:r><p:t>{}</p:t></p:r></p:p></p:txBody>"


def test_comments_on_slides_are_read(tmp_path: Path) -> None:
    comments = "<l><cm><text>댓글이다.</text></cm></l>"
    shape = f"<p:sp>{TEXT.format('글')}</p:sp>"
    slides(tmp_path / "댓글.pptx", shape, **{"comments.xml": ("comments", comments)})
    assert "글\n\n댓글이다." in text_of(tmp_path / "댓글.pptx")


def test_what_is_written_on_connectors_of_slides_is_read(tmp_path: Path) -> None:
    slides(tmp_path / "선.pptx", f"<p:cxnSp>{TEXT.format('승인하면')}</p:cxnSp>")
    assert "승인하면" in text_of(tmp_path / "선.pptx")


def test_cells_merged_downwards_stand_in_each_of_their_rows(tmp_path: Path) -> None:
    import docx
    import openpyxl
    import pptx

    table = [("부서", "이름"), ("영업부", "김하늘"), ("", "이바다"), ("기획부", "박나무")]
    file = docx.Document()
    document = file.add_table(4, 2)
    slide = pptx.Presentation()
    shape = slide.slides.add_slide(slide.slide_layouts[6]).shapes.add_table(4, 2, 0, 0, 9, 9)
    book = openpyxl.Workbook()
    for number, row in enumerate(table):
        book.worksheets[0].append(row)
        for column, text in enumerate(row):
            document.cell(number, column).text = text
            shape.table.cell(number, column).text = text
    document.cell(1, 0).merge(document.cell(2, 0))
    shape.table.cell(1, 0).merge(shape.table.cell(2, 0))
    book.worksheets[0].merge_cells("A2:A3")
    file.save(str(tmp_path / "표.docx"))
    slide.save(str(tmp_path / "표.pptx"))
    book.save(tmp_path / "표.xlsx")
    for name in ("표.docx", "표.pptx"):
        assert "| 영업부 | 김하늘 |\n| 영업부 | 이바다 |\n| 기획부 |" in text_of(tmp_path / name)
    assert "| 부서: 영업부 | 이름: 이바다 |" in text_of(tmp_path / "표.xlsx")


def test_sheets_name_groups_of_columns_subtotals_and_notes(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("품번", "단가", "", "비고"),
        ("", "10개 미만", "10개 이상", ""),
        ("A-1", 900, 800, "재고"),
        ("A-2", 700, 600, ""),
        ("소계", 1600, 1400, ""),
        ("※ 부가세는 따로 받는다.",),
    ):
        sheet.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:D2", "D3:D4"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "표.xlsx")
    lines = text_of(tmp_path / "표.xlsx").splitlines()[1:]
    assert lines[0] == "| 품번 | 단가 10개 미만 | 단가 10개 이상 | 비고 |"
    assert lines[1] == "| 품번: A-1 | 단가 10개 미만: 900 | 단가 10개 이상: 800 | 비고: 재고 |"
    assert lines[2].endswith("| 비고: 재고 |")
    assert lines[3].startswith("| 품번: 소계 | 단가 10개 미만: 1600 |")
    assert lines[4] == "※ 부가세는 따로 받는다."


@pytest.mark.skipif(old_office.program() is None, reason="needs LibreOffice")
def test_old_word_files_are_read_where_libreoffice_is(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph(SAID)
    document.save(str(tmp_path / "글.docx"))
    convert = [str(old_office.program()), "--headless", "--convert-to", "doc", "--outdir"]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([*convert, str(tmp_path), profile, str(tmp_path / "글.docx")], check=True)
    if not (tmp_path / "글.doc").exists():
        pytest.skip("needs LibreOffice with Writer")
    assert SAID in text_of(tmp_path / "글.doc")


@pytest.mark.skipif(old_office.program() is None, reason="needs LibreOffice")
def test_hangul_3_is_read_where_libreoffice_is(tmp_path: Path) -> None:
    said = [SAID, "회의는 3시에 시작한다."]
    (tmp_path / "옛글.hwp").write_bytes(hangul3.document(said))
    title, *lines = filter(None, text_of(tmp_path / "옛글.hwp").splitlines())
    assert title.endswith("옛글")
    assert lines == said


def test_what_was_typed_into_a_form_is_read(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(tmp_path / "양식.pdf"))
    page.drawString(60, 700, "Application for annual leave of absence")
    page.acroForm.textfield(name="name", value="KIM HANEUL", x=100, y=500, width=200, height=20)
    page.save()
    assert "KIM HANEUL" in text_of(tmp_path / "양식.pdf")


def scanned_docx(path: Path, picture: bytes) -> None:
    import docx

    document = docx.Document()
    document.add_picture(io.BytesIO(picture))
    document.save(str(path))


def scanned_pptx(path: Path, picture: bytes) -> None:
    import pptx

    presentation = pptx.Presentation()
    for _ in range(2):
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(picture), 0, 0)
    presentation.save(str(path))


def scanned_hwpx(path: Path, picture: bytes) -> None:
    write_hwpx(path, hwpx_paragraph("<hp:pic/>"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("BinData/image1.png", picture)


SCANNED = [("글.docx", scanned_docx), ("발표.pptx", scanned_pptx), ("한글.hwpx", scanned_hwpx)]


@pytest.mark.skipif(not FONT.exists(), reason="needs a Korean font")
@pytest.mark.skipif(ocr.program() is None, reason="needs Tesseract with Korean")
@pytest.mark.parametrize(("name", "write"), SCANNED, ids=[name for name, _ in SCANNED])
def test_scans_in_office_files_are_read(
    name: str, write: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the writers' own
        write(tmp_path / name, scan(wrapped(PAGES[0][0], 40)))
    (document,) = read(tmp_path / name, name)
    assert isinstance(document, Document)
    assert document.text == PAGES[0][0]
    assert document.page_at(0) == (2 if name.endswith(".pptx") else None)


@pytest.mark.skipif(not FONT.exists(), reason="needs a Korean font")
def test_documents_of_nothing_but_pictures_say_so(tmp_path: Path) -> None:
    scanned_hwpx(tmp_path / "한글.hwpx", scan([]))
    (result,) = read(tmp_path / "한글.hwpx", "한글.hwpx")
    assert isinstance(result, Unreadable)
    assert "그림만 있는 문서입니다" in result.reason


def test_raised_digits_and_fractions_are_no_plain_numbers(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    file = docx.Document()
    paragraph = file.add_paragraph("면적은 10")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run("제곱미터이고 몫은 ")
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    part = "<m:{0}><m:r><m:t>{1}</m:t></m:r></m:{0}>"
    equation = part.format("num", 1) + part.format("den", 20)
    paragraph._p.append(parse_xml(f'<m:oMath xmlns:m="{math}"><m:f>{equation}</m:f></m:oMath>'))
    file.save(str(tmp_path / "수.docx"))
    assert "면적은 10³제곱미터이고 몫은 1/20" in text_of(tmp_path / "수.docx")
    (tmp_path / "수.html").write_text(
        "<html><body><p>오차는 10<sup>-3</sup>이고 물은 H<sub>2</sub>O이다.</p></body></html>",
        encoding="utf-8",
    )
    assert "오차는 10⁻³이고 물은 H2O이다." in text_of(tmp_path / "수.html")


def test_marks_of_notes_are_no_part_of_the_number_before_them(tmp_path: Path) -> None:
    import docx
    import pptx
    from pptx.util import Inches

    file = docx.Document()
    paragraph = file.add_paragraph("인구는 230,000")
    paragraph.add_run("1)").font.superscript = True
    paragraph.add_run("명")
    file.save(str(tmp_path / "각주.docx"))
    assert "인구는 230,000¹⁾명" in text_of(tmp_path / "각주.docx")
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    line = slide.shapes.add_textbox(0, 0, Inches(4), Inches(1)).text_frame.paragraphs[0]
    line.add_run().text = "세대수는 4,500"
    mark = line.add_run()
    mark.text = "주2)"
    mark.font._element.set("baseline", "30000")
    show.save(str(tmp_path / "각주.pptx"))
    assert "세대수는 4,500⁽주²⁾" in text_of(tmp_path / "각주.pptx")
    page = "예산은 12<sup><a href='#n'>3</a></sup>억 원, 세율은 2<sup>-<i>n</i></sup>이다."
    (tmp_path / "각주.html").write_text(f"<p>{page}</p>", encoding="utf-8")
    assert "예산은 12³억 원, 세율은 2⁻n이다." in text_of(tmp_path / "각주.html")


def test_commas_in_numbers_part_no_cells(tmp_path: Path) -> None:
    (tmp_path / "값.csv").write_bytes(
        "품목;단가;비고\n노트북;1,250,000;2,000대\n화면;350,000;1,500대\n".encode("cp949")
    )
    assert "| 품목: 노트북 | 단가: 1,250,000 | 비고: 2,000대 |" in text_of(tmp_path / "값.csv")
    (tmp_path / "뜻.csv").write_text("sep=;\n품목;단가\n책상;5000\n", encoding="utf-8")
    assert text_of(tmp_path / "뜻.csv").endswith("| 품목 | 단가 |\n| 품목: 책상 | 단가: 5000 |")


def test_a_letter_that_is_a_page_is_read_as_one(tmp_path: Path) -> None:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["Subject"] = "교육 안내"
    mail["From"] = "a@x.kr"
    mail.set_content("이 메일은 HTML을 볼 수 있는 프로그램에서 열어 주세요.")
    mail.add_alternative(
        "<p>교육은 7월 22일 오후 2시에 대강당에서 열리며 강사는 윤다솔입니다.</p>", subtype="html"
    )
    (tmp_path / "교육.eml").write_bytes(mail.as_bytes())
    assert "7월 22일 오후 2시" in text_of(tmp_path / "교육.eml")


def test_hidden_sheets_are_marked_where_they_are_cited(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].append(["공개", "값"])
    secret = book.create_sheet("원가")
    secret.append(["볼펜", "120원"])
    secret.sheet_state = "hidden"
    book.save(tmp_path / "표.xlsx")
    (document,) = read(tmp_path / "표.xlsx", "표.xlsx")
    assert isinstance(document, Document)
    place = document.place_at(document.text.index("볼펜"))
    assert place is not None
    assert place.label == "시트 '원가'(숨김)"


@pytest.mark.parametrize(
    "taken",
    [
        r"{\deleted\revauthdel1 12 months}",
        r"{\strike 12 {\b months\'b0\'a1}}",
        r"\strike 12 \{\u54620?months\strike0 ",
        r"\striked1 12 months\striked0 ",
        r"{\v 12\~months}",
        r"\b\v 12 months\plain ",
    ],
)
def test_what_was_taken_out_of_rich_text_is_gone(taken: str, tmp_path: Path) -> None:
    (tmp_path / "글.rtf").write_text(
        rf"{{\rtf1\ansi\viewkind4 Period: {taken}{{\revised 18 months}}.}}", encoding="ascii"
    )
    assert text_of(tmp_path / "글.rtf").endswith("Period: 18 months.")


@pytest.mark.parametrize(
    ("page", "text"),
    [("949", "휴가는 15일이다. 똠방각하."), ("1252", "Le congé dure 15 journées.")],
)
def test_letters_of_rich_text_that_are_not_escaped_are_read(
    tmp_path: Path, page: str, text: str
) -> None:
    data = f"{{\\rtf1\\ansi\\ansicpg{page} {text}}}".encode(f"cp{page}")
    (tmp_path / "글.rtf").write_bytes(data)
    assert text_of(tmp_path / "글.rtf").endswith(f"\n{text}")


def test_rich_text_whose_bits_were_changed_is_named(tmp_path: Path) -> None:
    """Letters in its ASCII that are of no code page tell; a few may be anything."""
    whole = rich("\\par ".join(["휴가는 15일이다."] * 20))
    for count, kept in ((1, True), (8, False)):
        data = bytearray(whole)
        for place in range(200, 200 + 30 * count, 30):
            data[place] |= 0x80
        (tmp_path / "글.rtf").write_bytes(data)
        (result,) = read(tmp_path / "글.rtf", "글.rtf")
        assert isinstance(result, Document) is kept
        assert isinstance(result, Document) or result.reason == DAMAGED


@pytest.mark.skipif(ocr.program() is None, reason="needs Tesseract with Korean")
@pytest.mark.parametrize(
    ("name", "length"), [("세 바이트.jpg", 3), ("머리만.jpg", 20), ("잘린.png", 900)]
)
def test_a_picture_that_is_cut_is_damaged_and_not_scanned_badly(
    name: str, length: int, tmp_path: Path
) -> None:
    drawn = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(99)
    data = scan(wrapped(PAGES[0][0], 40)) if name.endswith(".png") else drawn
    (tmp_path / name).write_bytes(data[:length])
    assert read(tmp_path / name, name) == (Unreadable(name, DAMAGED),)


def test_comments_in_the_list_of_a_book_are_no_chapters(tmp_path: Path) -> None:
    write_epub(tmp_path / "책.epub")
    with zipfile.ZipFile(tmp_path / "책.epub") as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for begin in (b"<manifest>", b"<spine"):
        (name,) = (name for name, data in parts.items() if begin in data)
        place = parts[name].index(b">", parts[name].index(begin)) + 1
        parts[name] = parts[name][:place] + b"<!-- chapters -->" + parts[name][place:]
    with zipfile.ZipFile(tmp_path / "글.epub", "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    assert one_document(tmp_path / "글.epub").text == one_document(tmp_path / "책.epub").text


@pytest.mark.parametrize(
    "before",
    [
        rb"\sectd\binfsxn7{\pict{\*\picprop{\sp{\sn a}{\sv 75}}}\pngblip 0a1b{}2c} ",
        rb"{\pict\pngblip\bin5 }}}\xff\\} ",
        rb"\\pict \\bin ",
    ],
    ids=["paper", "bytes", "told"],
)
def test_pictures_in_rich_text_cost_nothing_of_the_text(tmp_path: Path, before: bytes) -> None:
    said = SAID.encode("cp949")
    data = b"{\\rtf1\\ansi\\ansicpg949 " + before + said + b"\\par " + said + b"}"
    (tmp_path / "글.rtf").write_bytes(data)
    (document,) = read(tmp_path / "글.rtf", "글.rtf")
    assert isinstance(document, Document)
    assert document.text.removeprefix("\\pict \\bin ") == f"{SAID}\n\n{SAID}"


def one_document(path: Path) -> Document:
    (result,) = read(path, path.name)
    assert isinstance(result, Document), result
    return result


def binary_record(kind: int, data: bytes = b"") -> bytes:
    """A record of a binary workbook ([MS-XLSB] 2.1.4)."""
    kinds = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return kinds + bytes([len(data)]) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_a_sheet_that_is_a_chart_does_not_cost_a_binary_workbook(tmp_path: Path) -> None:
    names = (("매출", "worksheets/sheet1.bin"), ("그림", "chartsheets/sheet1.bin"))
    bundle = b"".join(
        binary_record(156, struct.pack("<II", 0, n) + wide(f"rId{n}") + wide(name))
        for n, (name, _) in enumerate(names, 1)
    )
    cells = b"".join(
        binary_record(0, struct.pack("<I", row) + bytes(21))
        + b"".join(
            binary_record(6, struct.pack("<II", column, 0) + wide(said))
            for column, said in enumerate(line)
        )
        for row, line in enumerate((("부서", "금액"), ("영업부", "300")))
    )
    sheet = binary_record(148, struct.pack("<4I", 0, 1, 0, 1)) + binary_record(145) + cells
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="a" Target="{target}"/>'
        for n, (_, target) in enumerate(names, 1)
    )
    with zipfile.ZipFile(tmp_path / "표.xlsb", "w") as book:
        bundles = binary_record(143) + bundle + binary_record(144)
        book.writestr("xl/workbook.bin", bundles + binary_record(157))
        book.writestr("xl/_rels/workbook.bin.rels", f"<Relationships>{targets}</Relationships>")
        book.writestr("xl/worksheets/sheet1.bin", sheet + binary_record(146))
        book.writestr("xl/chartsheets/sheet1.bin", binary_record(129))
    document = one_document(tmp_path / "표.xlsb")
    assert "영업부" in document.text
    assert [place.label for place in document.places] == ["시트 '매출'"] * 2
