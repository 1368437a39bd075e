"""Mails that Outlook has saved are read like others."""

import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus import Document, Unreadable
from corpus.reading import read
from tests.corpus.compound import Tree, compound

SENT = datetime(2026, 3, 5, 8, 42, tzinfo=UTC)


def message(texts: dict[str, str], *, head: int = 32, **inside: Tree) -> Tree:
    """A message with texts by the number of their property."""
    tenths = int((SENT - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10**7)
    properties = bytes(head) + struct.pack("<HHIQ", 0x40, 0x39, 6, tenths)
    streams: Tree = {f"__substg1.0_{n}001F": t.encode("utf-16-le") for n, t in texts.items()}
    return {"__properties_version1.0": properties, **streams, **inside}


def attachment(name: str, data: bytes, **texts: str) -> Tree:
    return {
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        "__substg1.0_37010102": data,
        **{f"__substg1.0_{n[1:]}001F": t.encode("utf-16-le") for n, t in texts.items()},
    }


LETTER = {
    "0037": "누리집 점검 안내",
    "0C1A": "김가람",
    "5D01": "garam@nuri.example",
    "0E04": "이나래; Park, Boreum; 정다운(전산팀)",
    "1000": "점검은 3월 15일 밤 11시에 시작합니다.\r\n\r\n문의는 전산팀으로 해 주세요.",
}


def results(tree: Tree, path: Path) -> list[Document | Unreadable]:
    path.write_bytes(compound(tree))
    return list(read(path, path.name))


def test_a_letter_is_read_with_who_wrote_it_to_whom_and_when(tmp_path: Path) -> None:
    (letter,) = results(message(LETTER), tmp_path / "점검.msg")
    assert isinstance(letter, Document)
    assert letter.title == "누리집 점검 안내"
    assert letter.text.splitlines() == [
        "메일 제목: 누리집 점검 안내",
        "보낸 사람: 김가람 <garam@nuri.example>",
        '받는 사람: 이나래, "Park, Boreum", "정다운(전산팀)"',
        "메일 보낸 날짜: 2026년 3월 5일 (목) 17:42",
        "",
        "점검은 3월 15일 밤 11시에 시작합니다.",
        "",
        "문의는 전산팀으로 해 주세요.",
    ]


def test_a_page_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    tree = message({"0037": "안내"})
    tree["__substg1.0_10130102"] = "<p>점검은 <b>3월 15일</b>입니다.</p>".encode("cp949")
    (letter,) = results(tree, tmp_path / "안내.msg")
    assert isinstance(letter, Document)
    assert letter.text.endswith("점검은 3월 15일입니다.")


def test_texts_of_one_byte_a_letter_are_read(tmp_path: Path) -> None:
    tree = message({})
    tree["__substg1.0_0037001E"] = "점검 안내".encode("cp949") + b"\0"
    tree["__substg1.0_1000001E"] = "점검은 3월 15일에 합니다.".encode("cp949") + b"\0"
    (letter,) = results(tree, tmp_path / "안내.msg")
    assert isinstance(letter, Document)
    assert letter.title == "점검 안내"
    assert letter.text.endswith("점검은 3월 15일에 합니다.")


def test_what_is_attached_is_read_and_pictures_of_the_page_are_not(tmp_path: Path) -> None:
    forwarded = message({"0037": "지난 점검", "1000": "지난 점검은 두 시간 걸렸습니다."}, head=24)
    tree = message(
        LETTER,
        **{
            "__attach_version1.0_#00000000": attachment("목록.csv", "품목,수\n의자,3\n".encode()),
            "__attach_version1.0_#00000001": attachment("logo.png", b"a", n3712="logo@1"),
            "__attach_version1.0_#00000002": {"__substg1.0_3701000D": forwarded},
            "__attach_version1.0_#00000003": attachment("계획.hwp", b"HWP Document File" * 400),
        },
    )
    path = tmp_path / "점검.msg"
    letter, *attached = results(tree, path)
    assert isinstance(letter, Document)
    assert [one.source for one in attached] == [
        "점검.msg/목록.csv",
        "점검.msg/전달한 메일 3.eml",
        "점검.msg/계획.hwp",
    ]
    assert isinstance(attached[0], Document)
    assert "의자" in attached[0].text
    assert isinstance(attached[1], Document)
    assert "두 시간 걸렸습니다" in attached[1].text
    assert isinstance(attached[2], Unreadable)


@pytest.mark.parametrize(("name", "data"), [("rich", b"LZFu"), ("empty", b"")])
def test_a_letter_without_text_that_is_read_is_named(
    tmp_path: Path, name: str, data: bytes
) -> None:
    tree = message({"0037": "안내"})
    if data:
        tree["__substg1.0_10090102"] = data
    (result,) = results(tree, tmp_path / f"{name}.msg")
    assert isinstance(result, Unreadable)
    assert (".eml" in result.reason) == bool(data)


def test_a_damaged_letter_is_named(tmp_path: Path) -> None:
    data = compound(message(LETTER))
    path = tmp_path / "점검.msg"
    for cut in range(600, len(data), 400):
        path.write_bytes(data[:cut])
        (result,) = read(path, path.name)
        assert isinstance(result, Unreadable)
        assert "손상" in result.reason
