import os
import warnings
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from benchmarks.samples import (
    WRITERS,
    paragraphs,
    write_all,
    write_csv,
    write_docx,
    write_eml,
    write_epub,
    write_hwpx,
    write_pdf,
    write_xlsx,
)
from corpus import Document, Unreadable
from corpus.reading import read
from corpus.reasons import HWP_3
from tests.corpus import hangul3
from tests.corpus.compound import compound

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def stream(name: str) -> bytes:
    """A compound file as far as the name of one stream goes."""
    return OLE + name.encode("utf-16-le") + bytes(1000)


def packed(**members: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name.replace("__", "/").replace("_", "."), data)

    return write


def raw(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


def cut(write: Callable[[Path], None], share: float) -> Callable[[Path], None]:
    def written(path: Path) -> None:
        write(path)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return written


def locked_pdf(path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(72, 700, "secret text")
    canvas.save()


def blank_pdf(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    canvas.showPage()
    canvas.save()


def shell(path: Path) -> None:
    """An Office package without any part that is known."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(50 * 2**20))


def hwpx_bomb(path: Path) -> None:
    write_hwpx(path, " " * (50 * 2**20))


def nested(path: Path) -> None:
    inner = path.with_name("inner")
    inner.write_bytes("안쪽 글이다.".encode())
    name = "글.txt"
    for depth in range(4):
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(inner, name)
        inner.write_bytes(path.read_bytes())
        name = f"{depth}.zip"


def locked_zip(path: Path) -> None:
    """A member with the mark of encryption in both of its headers."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("비밀.txt", "비밀 이야기다.")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def no_slides(path: Path) -> None:
    from pptx import Presentation

    Presentation().save(str(path))


CASES: list[tuple[str, Callable[[Path], None], str]] = [
    ("빈.pdf", raw(b""), "0바이트"),
    ("암호.pdf", locked_pdf, "암호"),
    ("암호.docx", raw(stream("EncryptedPackage")), "암호"),
    ("암호.xlsx", raw(stream("EncryptedPackage")), "암호"),
    ("암호.zip", locked_zip, "암호"),
    ("권한.docx", raw(stream("DRMEncryptedTransform")), "DRM"),
    ("파수.hwp", raw(b"\x9b\x20DRMONE  This Document is encrypted" + bytes(999)), "DRM"),
    ("소프트캠프.pdf", raw(b"SCDSA002" + bytes(999)), "DRM"),
    (
        "책.epub",
        packed(
            mimetype=b"application/epub+zip", **{"META-INF__encryption_xml": b"<EncryptionMethod a"}
        ),
        "DRM",
    ),
    ("옛날.hwp", raw(b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + bytes(999)), "한글 3.x"),
    ("암호.hwp", raw(hangul3.document(["휴가는 15일이다."], locked=True)), "암호"),
    ("엑스엠엘.hwp", raw(b'<?xml version="1.0"?><HWPML Version="2.9"/>'), "HWPML"),
    ("옛날.doc", raw(stream("WordDocument")), ".docx로 다시"),
    ("옛날.ppt", raw(stream("PowerPoint Document")), ".pptx로 다시"),
    (
        "암호.doc",
        raw(compound({"WordDocument": bytes(11) + b"\x01" + bytes(5000)})),
        "암호",
    ),
    (
        "암호.ppt",
        raw(
            compound(
                {
                    "PowerPoint Document": b"x",
                    "Current User": bytes(12) + b"\xdf\xc4\xd1\xf3" + bytes(20),
                }
            )
        ),
        "암호",
    ),
    ("아직.pptx", no_slides, "글자가 없는"),
    ("페이지.pages", raw(b"x" * 99), "아직 읽지 못하는"),
    ("쪽들.pages", packed(index_json=b"{}"), "아직 읽지 못하는"),
    ("도면.vsdx", packed(visio__a_xml=b"<a/>"), "아직 읽지 못하는"),
    (
        "이름만 남은.xlsx",
        packed(docProps__app_xml=b"<Properties/>", xm__workbook_xml=b"<a/>"),
        "손상",
    ),
    ("껍데기.docx", shell, "아직 읽지 못하는"),
    ("묶음.alz", raw(b"ALZ\x01" + bytes(99)), "ZIP으로"),
    ("사진.heic", raw(bytes(99)), "JPG"),
    ("그림.hwp", raw(b"GIF89a" + bytes(99)), "내용이 .hwp 형식이 아닙니다"),
    ("자료.jsonl", raw(b'{"text": "x"}'), ".json이나 .txt로"),
    ("노래.mp3", raw(b"ID3" + bytes(99)), "문서로 읽는 형식이 아닙니다"),
    ("글.docx", raw("한글로 쓴 글이다.".encode()), "내용이 .docx 형식이 아닙니다"),
    ("잘린.docx", cut(write_docx, 0.6), "손상"),
    ("잘린.hwpx", cut(write_hwpx, 0.6), "손상"),
    ("잘린.xlsx", cut(write_xlsx, 0.6), "손상"),
    ("잘린.pdf", cut(write_pdf, 0.05), "손상"),
    ("잘린.epub", cut(write_epub, 0.6), "손상"),
    ("하얀.pdf", blank_pdf, "글자가 없는"),
    ("폭탄.docx", bomb, "지나치게"),
    ("폭탄.hwpx", hwpx_bomb, "지나치게"),
    ("음악.zip", packed(song_mp3=b"x"), "읽을 수 있는 문서가 없습니다"),
    ("깨진.csv", raw("힣햏뷁쮊".encode() * 200), "깨져"),
    ("자료.txt", raw(b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0" * 99), "깨져"),
]


@pytest.mark.parametrize(("name", "write", "said"), CASES, ids=[name for name, _, _ in CASES])
def test_each_reason_has_its_own_sentence(
    tmp_path: Path, name: str, write: Callable[[Path], None], said: str
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the writers' own
        write(tmp_path / name)
    results = read(tmp_path / name, name)
    assert [type(one) for one in results] == [Unreadable]
    assert results[0].source.startswith(name)
    assert said in results[0].reason
    assert results[0].reason.endswith((".", ")."))


def test_an_archive_in_an_archive_is_read_but_not_without_end(tmp_path: Path) -> None:
    nested(tmp_path / "겹.zip")
    (result,) = read(tmp_path / "겹.zip", "겹.zip")
    assert isinstance(result, Unreadable)
    assert result.source == "겹.zip/2.zip/1.zip"
    assert "너무 깊이" in result.reason


def test_a_huge_file_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "큰.pdf").open("wb") as file:
        file.truncate(2 * 2**30)
    (result,) = read(tmp_path / "큰.pdf", "큰.pdf")
    assert isinstance(result, Unreadable)
    assert "2,048MB, 한도 500MB" in result.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    write_pdf(tmp_path / "가.pdf")
    (tmp_path / "가.pdf").chmod(0)
    (result,) = read(tmp_path / "가.pdf", "가.pdf")
    assert isinstance(result, Unreadable)
    assert "열 수 없습니다" in result.reason


@pytest.mark.parametrize(
    ("real", "named"),
    [(".pdf", ".hwp"), (".hwpx", ".hwp"), (".docx", ".txt"), (".xlsx", ".xls"), (".html", ".xls")],
)
def test_content_decides_not_the_name(tmp_path: Path, real: str, named: str) -> None:
    made = write_all(tmp_path)[real]
    wrong = made.rename(tmp_path / f"다른 이름{named}")
    (result,) = read(wrong, wrong.name)
    assert isinstance(result, Document), result
    first = "| 부서: 영업부" if real == ".xlsx" else paragraphs()[0]
    assert first in result.text


def test_a_cut_letter_is_named_and_no_codes_are_read(tmp_path: Path) -> None:
    write_eml(tmp_path / "편지.eml")
    data = (tmp_path / "편지.eml").read_bytes()
    for length in range(len(data) // 8, len(data) - 400, len(data) // 8):
        (tmp_path / "편지.eml").write_bytes(data[:length])
        results = read(tmp_path / "편지.eml", "편지.eml")
        assert any(isinstance(one, Unreadable) for one in results)
        for one in results:
            assert isinstance(one, Unreadable) or "yN6wo" not in one.text


def test_part_of_an_archive_may_be_unreadable(tmp_path: Path) -> None:
    write_csv(tmp_path / "표.csv")
    with zipfile.ZipFile(tmp_path / "묶음.zip", "w") as archive:
        archive.write(tmp_path / "표.csv", "표.csv")
        archive.writestr("옛날.hwp", b"HWP Document File V3.00 \x1a" + bytes(99))
        archive.writestr("__MACOSX/표.csv", b"x")
        archive.writestr("사진.jpg", b"x")
        archive.writestr("폴더/노래.mp3", b"x")
    document, old, picture, rest = read(tmp_path / "묶음.zip", "묶음.zip")
    assert isinstance(document, Document)
    assert document.source == "묶음.zip/표.csv"
    assert isinstance(old, Unreadable)
    assert old.source == "묶음.zip/옛날.hwp"
    assert old.reason == HWP_3
    assert isinstance(picture, Unreadable)
    assert picture.source == "묶음.zip/사진.jpg"
    assert rest == Unreadable("묶음.zip", "문서가 아닌 파일은 읽지 않았습니다(폴더/노래.mp3).")


def test_what_is_attached_to_a_mail_but_no_document_is_named(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "회의"
    mail.set_content("회의는 3시다.")
    mail.add_attachment(b"x", maintype="audio", subtype="mpeg", filename="녹음.mp3")
    mail.add_attachment(
        b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s"
    )
    (tmp_path / "편지.eml").write_bytes(mail.as_bytes())
    letter, song = read(tmp_path / "편지.eml", "편지.eml")
    assert isinstance(letter, Document)
    assert song == Unreadable("편지.eml/녹음.mp3", "문서로 읽는 형식이 아닙니다.")


def test_names_in_old_archives_are_in_cp949(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "묶음.zip", "w") as archive:
        archive.writestr("xxxxxxxx.txt", "내용이다.")
    data = (
        (tmp_path / "묶음.zip")
        .read_bytes()
        .replace(b"xxxxxxxx.txt", "회의결과".encode("cp949") + b".txt")
    )
    (tmp_path / "묶음.zip").write_bytes(data)
    (result,) = read(tmp_path / "묶음.zip", "묶음.zip")
    assert result.source == "묶음.zip/회의결과.txt"


def test_opendocument_that_lost_the_name_of_its_kind_is_no_archive_of_xml(tmp_path: Path) -> None:
    path = tmp_path / "규정.odt"
    WRITERS[".odt"](path)
    path.write_bytes(path.read_bytes().replace(b"mimetype", b"mimetyte"))
    (result,) = read(path, path.name)
    assert isinstance(result, Unreadable)
    assert "손상" in result.reason


def test_an_archive_may_hold_a_file_of_that_name(tmp_path: Path) -> None:
    packed(**{"안내.txt": "휴가는 15일이다. ".encode() * 9, "content.xml": b"<a>b</a>"})(
        tmp_path / "묶음.zip"
    )
    sources = [one.source for one in read(tmp_path / "묶음.zip", "묶음.zip")]
    assert sources == ["묶음.zip/안내.txt", "묶음.zip/content.xml"]
