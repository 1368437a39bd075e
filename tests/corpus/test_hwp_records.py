import struct
import zlib
from pathlib import Path

import pytest

from corpus import Document, Unreadable
from corpus.reading import read
from tests.corpus.compound import compound

# A record: what kind it is, what it holds, and the records that belong to it.
Node = tuple[int, bytes, list["Node"]]
MARK = {"secd": 2, "tbl ": 11, "gso ": 11, "eqed": 11, "fn  ": 17, "atno": 18, "head": 16}
MARK |= {"tdut": 23, "tcps": 23}


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def told(text: str) -> bytes:
    return struct.pack("<H", len(utf16(text)) // 2) + utf16(text)


def written(nodes: list[Node], level: int = 0) -> bytes:
    data = b""
    for kind, held, inside in nodes:
        size = min(len(held), 0xFFF)
        data += struct.pack("<I", kind | level << 10 | size << 20)
        data += struct.pack("<I", len(held)) * (size == 0xFFF) + held + written(inside, level + 1)
    return data


def control(name: str, inside: list[Node], data: bytes = b"") -> Node:
    return 71, name.encode()[::-1] + data, inside


def paragraph(*parts: str | Node, shape: int = 0, raised: tuple[int, ...] = ()) -> Node:
    """Text and controls; after a number of letters the shape of letters is the other one."""
    said, controls = b"", []
    for part in parts:
        if isinstance(part, str):
            said += utf16(part)
        else:
            name = part[1][3::-1].decode()
            said += struct.pack("<H4s8xH", MARK[name], part[1][:4], MARK[name])
            controls.append(part)
    shapes = b"".join(struct.pack("<II", at, n % 2) for n, at in enumerate((0, *raised)))
    head = struct.pack("<IIHBBHHHI", len(said) // 2, 0, shape, 0, 0, 0, 0, 0, 0)
    inside = [(67, said + utf16("\r"), []), (68, shapes, []), *controls]
    return 66, head, inside


def box(*paragraphs: Node) -> list[Node]:
    return [(72, bytes(8), []), *paragraphs]


def table(*rows: list[list[Node]], caption: list[Node] | None = None) -> Node:
    cells: list[Node] = []
    for row, line in enumerate(rows):
        for column, inside in enumerate(line):
            place = struct.pack("<8xHHHH", column, row, 1, 1)
            cells += [(72, place, []), *inside]
    head = struct.pack("<IHH", 0, len(rows), len(rows[0]))
    return control("tbl ", [*(caption or []), (77, head, []), *cells])


def numbering(*patterns: tuple[str, int]) -> Node:
    """How levels are numbered, with the number of the series."""
    levels = [*patterns, *[("", 0)] * (7 - len(patterns))]
    data = b"".join(struct.pack("<I8x", series << 5) + told(text) for text, series in levels)
    return 23, data + bytes(2) + struct.pack("<7I", *[1] * 7), []


def paragraph_shape(kind: int, level: int, name: int = 1) -> Node:
    return 25, struct.pack("<I26xH", kind << 23 | level << 25, name), []


PLAIN, OUTLINE, NUMBER, BULLET = range(4)
INFO = [
    (21, bytes(72), []),
    (21, bytes(46) + struct.pack("<I", 1 << 15) + bytes(22), []),
    numbering(("^1.", 0), ("^2.", 8)),
    *(paragraph_shape(kind, level) for kind, level in ((0, 0), (1, 0), (2, 0), (2, 1), (3, 0))),
]
HEADING, FIRST, SECOND, DASH = 1, 2, 3, 4


def packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def write_hwp(path: Path, *sections: bytes) -> None:
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, 1)
    bodies = {f"Section{number}": section for number, section in enumerate(sections)}
    info = packed(written(INFO))
    streams = {"FileHeader": header.ljust(256, b"\0"), "DocInfo": info, "BodyText": bodies}
    path.write_bytes(compound(streams))


def text_of(path: Path) -> str:
    (result,) = read(path, path.name)
    assert isinstance(result, Document), result
    return result.text


INNER = table([[paragraph("장비")], [paragraph("수량")]], [[paragraph("서버")], [paragraph("2대")]])
CAPTION = box(paragraph("표 ", control("atno", [], struct.pack("<IH", 4, 7)), " 장비 현황"))
SHAPES = [(76, bytes(8), [(76, bytes(8), box(paragraph("묶인 글상자")))])]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ([paragraph("앞\x18뒤\x1e빈칸\n다음 줄")], "앞-뒤 빈칸\n다음 줄"),
        ([paragraph("각주", control("fn  ", box(paragraph("각주다"))), "뒤")], "각주뒤\n\n각주다"),
        ([paragraph(control("gso ", SHAPES))], "묶인 글상자"),
        (
            [paragraph(control("eqed", [(88, bytes(4) + told("x over y"), [])]), "이다")],
            "x over y 이다",
        ),
        ([paragraph(control("tdut", [], told("본말") + told("덧말")))], "본말(덧말)"),
        ([paragraph(control("tcps", [], told("주")), "식회사")], "주 식회사"),
        (
            [paragraph(control("head", box(paragraph("머리말"))), "본문")],
            "본문",
        ),
        (
            [
                paragraph(
                    table(
                        [[paragraph("구분")], [paragraph("내용")]],
                        [[paragraph("구매")], [paragraph("다음과 같다."), paragraph(INNER)]],
                    )
                )
            ],
            "| 구분 | 내용 |\n| --- | --- |\n| 구매 | 다음과 같다. |\n\n구매\n\n"
            "| 장비 | 수량 |\n| --- | --- |\n| 서버 | 2대 |",
        ),
        (
            [
                paragraph(
                    table(
                        [[paragraph("장비")], [paragraph("수량")]],
                        [[paragraph("서버")], [paragraph("2대")]],
                        caption=CAPTION,
                    )
                )
            ],
            "표 7 장비 현황\n\n| 장비 | 수량 |\n| --- | --- |\n| 서버 | 2대 |",
        ),
        (
            [
                paragraph(control("secd", [], struct.pack("<14xH", 1)), "총칙", shape=HEADING),
                paragraph("신청", shape=FIRST),
                paragraph("서류", shape=SECOND),
                paragraph("접수", shape=SECOND),
                paragraph("문의", shape=DASH),
            ],
            "## 1. 총칙\n\n2. 신청\n가. 서류\n나. 접수\n- 문의",
        ),
        ([paragraph("41,5002)명이다.", raised=(6, 8))], "41,500²⁾명이다."),
        ([paragraph("글자 \U0001f600 하나")], "글자 \U0001f600 하나"),
        ([paragraph("길다" * 3000)], "길다" * 3000),
    ],
)
def test_everything_that_people_see_in_hwp_is_read(
    tmp_path: Path, body: list[Node], expected: str
) -> None:
    write_hwp(tmp_path / "가.hwp", packed(written(body)))
    assert text_of(tmp_path / "가.hwp") == expected


def test_sections_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    said = [f"{number}번째 부분이다." for number in range(11)]
    sections = (packed(written([paragraph(one)])) for one in said)
    write_hwp(tmp_path / "가.hwp", *sections)
    assert text_of(tmp_path / "가.hwp") == "\n\n".join(said)


def test_a_damaged_section_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    write_hwp(tmp_path / "가.hwp", packed(written([paragraph("첫 부분이다.")])), b"\xff" * 99)
    document, missing = read(tmp_path / "가.hwp", "가.hwp")
    assert isinstance(document, Document)
    assert document.text == "첫 부분이다."
    assert isinstance(missing, Unreadable)
    assert "일부를 읽지 못했습니다" in missing.reason


def test_hwp_that_unpacks_to_more_than_any_document_holds_is_not_opened(tmp_path: Path) -> None:
    write_hwp(tmp_path / "가.hwp", packed(bytes(301 * 2**20)))
    (result,) = read(tmp_path / "가.hwp", "가.hwp")
    assert isinstance(result, Unreadable)
    assert "지나치게 커지는" in result.reason
