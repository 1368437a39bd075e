import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import unhwp
from xlrd.compdoc import CompDoc

from benchmarks.samples import hwpx_paragraph, write_hwpx
from corpus import Document, Unreadable, read_folder
from corpus.readers.distribution import key_of
from corpus.reading import read

# What the authors took out, with changes tracked; a letter for a bullet, the pattern of the pages
# and a memo, which are no text of the document.
LEFT_OUT = {
    "hwpxlib_testFile_reader_writer_ChangeTrack.hwpx": ["추적"],
    "hwplib_sample_hwp_basic_etc.hwp": ["가 ", "\nA\nC", "\nD"],
}


def read_one(path: Path) -> Document:
    (result,) = read(path, path.name)
    assert isinstance(result, Document), result
    return result


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_every_real_file_with_text_gives_all_of_it(shared: Path) -> None:
    documents, unreadable = read_folder(shared / "hwp")
    assert len(documents) + len(unreadable) == 39
    texts = {one.source: letters(one.text) for one in documents}
    for path in sorted((shared / "hwp").iterdir()):
        with unhwp.parse_bytes(path.read_bytes()) as parsed:
            raw = parsed.plain_text
        if "배포용 문서" in raw:  # what is shown in place of the text
            continue
        for left_out in LEFT_OUT.get(path.name, ()):
            assert left_out in raw
            raw = raw.replace(left_out, "")
        # Text boxes may stand elsewhere: the letters, not their order.
        assert Counter(letters(raw)) <= Counter(texts.get(path.name, "")), path.name


def test_a_document_with_pictures_only_is_named(shared: Path) -> None:
    unreadable = {one.source: one.reason for one in read_folder(shared / "hwp")[1]}
    assert "그림만 있는" in unreadable["hwplib_sample_hwp_blank.hwp"]


def test_a_distribution_document_is_read_as_a_viewer_shows_it(shared: Path) -> None:
    text = read_one(shared / "hwp/hwplib_sample_hwp_distribution.hwp").text
    assert "③계약기간 : 2025년 1월 1일 ~ 2025년 12월 31일" in text
    assert "금72,300,000원" in text
    assert "상위 버전" not in text


def test_a_distribution_document_that_cannot_be_opened_is_named(
    shared: Path, tmp_path: Path
) -> None:
    data = (shared / "hwp/hwplib_sample_hwp_distribution.hwp").read_bytes()
    name = "ViewText".encode("utf-16-le")
    assert name in data
    path = tmp_path / "배포.hwp"
    path.write_bytes(data.replace(name, "Nowhere!".encode("utf-16-le")))
    (result,) = read(path, path.name)
    assert isinstance(result, Unreadable)
    assert "배포용" in result.reason


def test_the_key_of_a_distribution_document_lies_under_what_rand_draws() -> None:
    # After srand(1): 41, 18467, 6334, 26500, 19169, 15724 …: 0x29 four times, 0xbe five times, and
    # 0xe1 thirteen times; the key begins at 4 + 1.
    record = (1).to_bytes(4, "little") + bytes(252)
    assert key_of(record) == b"\xbe" * 4 + b"\xe1" * 12
    with pytest.raises(ValueError, match="256"):
        key_of(record[1:])


@pytest.mark.parametrize(
    ("flag", "cut", "said"),
    [(1, False, "암호"), (4, True, "DRM"), (10, True, "DRM"), (0, True, "손상")],
)
def test_what_the_header_of_a_locked_file_says_is_told(
    shared: Path, tmp_path: Path, flag: int, cut: bool, said: str
) -> None:
    data = bytearray((shared / "hwp/hwplib_sample_hwp_source.hwp").read_bytes())
    flags = data.index(b"HWP Document File") + 36
    data[flags + flag // 8] |= 1 << flag % 8
    if cut:  # what is protected cannot be parsed; a directory without the text stands for that
        name = "BodyText".encode("utf-16-le")
        data[data.index(name) : data.index(name) + len(name)] = "NoDyText".encode("utf-16-le")
    (tmp_path / "가.hwp").write_bytes(data)
    (result,) = read(tmp_path / "가.hwp", "가.hwp")
    assert isinstance(result, Unreadable)
    assert said in result.reason


def text(inner: str) -> str:
    return f"<hp:t>{inner}</hp:t>"


def inside(inner: str) -> str:
    return f"<hp:subList>{hwpx_paragraph(text(inner))}</hp:subList>"


def cell(inner: str, columns: int = 1, rows: int = 1) -> str:
    span = f'<hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/>'
    return f"<hp:tc>{inside(inner)}{span}</hp:tc>"


def table(*rows: tuple[str, ...]) -> str:
    return "<hp:tbl>" + "".join(f"<hp:tr>{''.join(row)}</hp:tr>" for row in rows) + "</hp:tbl>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            text("앞")
            + f"<hp:ctrl><hp:footNote>{inside('각주다')}</hp:footNote></hp:ctrl>"
            + text("뒤"),
            "앞뒤\n\n각주다",
        ),
        (f"<hp:rect><hp:drawText>{inside('글상자')}</hp:drawText></hp:rect>", "글상자"),
        (text("줄<hp:lineBreak/>바꿈과<hp:tab/>탭"), "줄\n바꿈과\t탭"),
        ("<hp:equation><hp:script>x over y</hp:script></hp:equation>", "x over y"),
        ('<hp:textart text="글맵시"/>', "글맵시"),
        (
            "<hp:dutmal><hp:mainText>본말</hp:mainText><hp:subText>덧말</hp:subText></hp:dutmal>",
            "본말(덧말)",
        ),
        (
            f"<hp:ctrl><hp:header>{inside('머리말')}</hp:header></hp:ctrl>" + text("본문"),
            "본문",
        ),
        (
            f"<hp:ctrl><hp:footer>{inside('담당: 총무과 02-120-1234')}{inside('- 1 -')}"
            "</hp:footer></hp:ctrl>" + text("본문"),
            "본문\n\n담당: 총무과 02-120-1234",
        ),
        (
            text("접수는 <hp:deleteBegin/>3월<hp:tab/>1일<hp:deleteEnd/><hp:insertBegin/>4월 1일")
            + text("<hp:insertEnd/>까지이다."),
            "접수는 4월 1일까지이다.",
        ),
        (
            text("접수는 <hp:deleteBegin/>3월")
            + table((cell("가"), cell("나")), (cell("1"), cell("2")))
            + text("1일<hp:deleteEnd/>")
            + table((cell("다"), cell("라")), (cell("3"), cell("4")))
            + text("4월이다."),
            "접수는 4월이다.\n\n| 다 | 라 |\n| --- | --- |\n| 3 | 4 |",
        ),
        (text("3월<hp:deleteEnd/>4월<hp:deleteBegin/>5월"), "4월"),
        (
            table(
                (cell("가"), cell("나")), (cell("<hp:deleteBegin/>1<hp:deleteEnd/>2"), cell("3"))
            ),
            "| 가 | 나 |\n| --- | --- |\n| 2 | 3 |",
        ),
        (
            table(
                (cell("구분", rows=2), cell("금액", columns=2)),
                (cell("2023년"), cell("2024년")),
                (cell("매출"), cell("1"), cell("2")),
            ),
            "| 구분 | 금액 2023년 | 금액 2024년 |\n| --- | --- | --- |\n| 매출 | 1 | 2 |",
        ),
        (
            table(
                (cell("과제"), cell("나노 운반체", columns=2), cell("의약")),
                (cell("유형"), cell("혁신형", columns=2), cell("도전형")),
                (cell("연계"), cell("지역"), cell("기업"), cell("없음")),
                (cell("해당"), cell("세계최초", columns=2), cell("없음")),
            ),
            "| 과제 | 나노 운반체 |  | 의약 |\n| --- | --- | --- | --- |\n"
            "| 유형 | 혁신형 |  | 도전형 |\n| 연계 | 지역 | 기업 | 없음 |\n"
            "| 해당 | 세계최초 |  | 없음 |",
        ),
        (table((cell("표로 그린 상자"),)), "표로 그린 상자"),
        (
            text("아래 칸은 나중에 적는다.") + table((cell(""), cell("")), (cell(""), cell(""))),
            "아래 칸은 나중에 적는다.",
        ),
    ],
)
def test_everything_that_people_see_in_hwpx_is_read(
    tmp_path: Path, inner: str, expected: str
) -> None:
    write_hwpx(tmp_path / "가.hwpx", hwpx_paragraph(inner))
    assert read_one(tmp_path / "가.hwpx").text == expected


def test_tables_and_cells_of_other_programs_need_no_paragraph_around_them(tmp_path: Path) -> None:
    rows = (("장비", "수량"), ("서버", "2대"))
    cells = [[f"<hp:tc>{hwpx_paragraph(text(said))}</hp:tc>" for said in row] for row in rows]
    write_hwpx(tmp_path / "가.hwpx", hwpx_paragraph(text("장비 현황")) + table(*map(tuple, cells)))
    expected = "장비 현황\n\n| 장비 | 수량 |\n| --- | --- |\n| 서버 | 2대 |"
    assert read_one(tmp_path / "가.hwpx").text == expected


def test_where_the_lines_of_a_paragraph_stand_is_none_of_its_text(tmp_path: Path) -> None:
    lines = '<hp:linesegarray><hp:lineseg textpos="0"/></hp:linesegarray>'
    one, other = (
        hwpx_paragraph(text(said)).replace("</hp:p>", f"{lines}</hp:p>")
        for said in ("우산은 현관에", "두고 가세요.")
    )
    boxes = f"<hp:rect><hp:drawText><hp:subList>{other}</hp:subList></hp:drawText></hp:rect>"
    write_hwpx(tmp_path / "가.hwpx", one + hwpx_paragraph(boxes) + other)
    assert read_one(tmp_path / "가.hwpx").text == "우산은 현관에\n\n두고 가세요.\n\n두고 가세요."


def test_marks_above_the_line_are_no_part_of_a_number_in_hwpx(tmp_path: Path) -> None:
    run = '<hp:run charPrIDRef="{}"><hp:t>{}</hp:t></hp:run>'
    body = "".join(run.format(*one) for one in ((0, "41,500"), (3, "2)"), (0, "명이다.")))
    write_hwpx(tmp_path / "가.hwpx", f'<hp:p id="0">{body}</hp:p>')
    with zipfile.ZipFile(tmp_path / "가.hwpx", "a") as archive:
        shapes = '<hh:charPr id="0"/><hh:charPr id="3"><hh:supscript/></hh:charPr>'
        archive.writestr("Contents/header.xml", f'<hh:head xmlns:hh="head">{shapes}</hh:head>')
    assert read_one(tmp_path / "가.hwpx").text == "41,500²⁾명이다."


def rewritten(data: bytes, name: str, change: Callable[[bytearray], None]) -> bytes:
    """An HWP file with a change in one of its streams, which may not be packed less well."""
    packed = CompDoc(data, io.StringIO()).get_named_stream(name)
    stream = bytearray(zlib.decompressobj(-15).decompress(packed))
    change(stream)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    again = packer.compress(stream) + packer.flush()
    assert len(again) <= len(packed)
    assert data.count(packed) == 1
    return data.replace(packed, again.ljust(len(packed), b"\0"))


def raise_all(stream: bytearray) -> None:
    """Set the flag for superscript in every shape of letters (HWP 5.0, table 35: bit 15)."""
    place = 0
    while place < len(stream):
        head = int.from_bytes(stream[place : place + 4], "little")
        if head & 0x3FF == 0x15:
            stream[place + 4 + 47] |= 0x80
        place += 4 + (head >> 20)


def test_marks_above_the_line_are_told_in_hwp(shared: Path, tmp_path: Path) -> None:
    def say(stream: bytearray) -> None:
        said, mark = ("안녕하세요.".encode("utf-16-le"), "주 107)".encode("utf-16-le"))
        stream[:] = stream.replace(said, mark)

    data = (shared / "hwp/hwplib_sample_hwp_changing-paragraph-text.hwp").read_bytes()
    for name, change in (("BodyText/Section0", say), ("DocInfo", raise_all)):
        data = rewritten(data, name, change)
    (tmp_path / "가.hwp").write_bytes(data)
    assert "⁽주¹⁰⁷⁾" in read_one(tmp_path / "가.hwp").text


def test_a_locked_hwpx_is_named(tmp_path: Path) -> None:
    path = tmp_path / "가.hwpx"
    write_hwpx(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>")
    (result,) = read(path, path.name)
    assert isinstance(result, Unreadable)
    assert "암호" in result.reason
