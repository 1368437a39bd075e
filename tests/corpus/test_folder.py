import os
import unicodedata
from pathlib import Path

import pytest

from corpus import Document, UsageError, list_files, passed_over, read_folder


def test_every_document_is_read_with_its_title(folder: Path) -> None:
    documents, unreadable = read_folder(folder)
    assert [(d.source, d.title) for d in documents] == [
        ("급여.txt", "급여"),
        ("출장.txt", "출장"),
        ("휴가.md", "휴가 규정"),
    ]
    assert unreadable == ()
    assert documents[0].text == "급여는 매월 25일에 지급한다. 상여금은 연 400%다.\n"


def test_front_matter_is_kept_in_the_text_but_before_the_body(folder: Path) -> None:
    document = next(d for d in read_folder(folder)[0] if d.source == "휴가.md")
    assert document.text == (folder / "휴가.md").read_text(encoding="utf-8")
    assert document.text[document.body :].startswith("# 휴가 규정")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("빈.txt", b"", "비어"),
        ("공백.md", b"---\ntitle: x\n---\n \n", "글자가 없는"),
        ("그림.txt", b"\x89PNG\x00\x01\x02\x03" * 99, "글자로 읽을 수 없는"),
        ("보고서.hwp", b"x", "내용이 .hwp 형식이 아닙니다"),
    ],
)
def test_a_bad_file_is_named_with_its_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    documents, unreadable = read_folder(tmp_path)
    assert documents == ()
    assert unreadable[0].source == name
    assert reason in unreadable[0].reason


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "덤프.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    _, unreadable = read_folder(tmp_path)
    assert "50MB" in unreadable[0].reason


def test_hidden_files_and_other_kinds_are_left_out(folder: Path) -> None:
    (folder / ".mundap").mkdir()
    (folder / ".mundap/안.txt").write_text("비밀", encoding="utf-8")
    (folder / "노래.mp3").write_bytes(b"x")
    assert len(list_files(folder).files) == 3


def test_every_file_that_is_no_document_is_named_with_its_reason(folder: Path) -> None:
    (folder / "하위").mkdir()
    (folder / "하위/질문.jsonl").write_text('{"question": "왜?"}\n', encoding="utf-8")
    (folder / "자료.jsonl").write_text('{"text": "글"}\n', encoding="utf-8")
    (folder / "노래.mp3").write_bytes(b"x")
    (folder / "이은 노래.mp3").symlink_to("노래.mp3")
    for name in (".숨김", "~$잠금.docx", "Thumbs.db", "뺌.mp3"):
        (folder / name).write_bytes(b"x")
    (folder / ".mundapignore").write_text("뺌*\n", encoding="utf-8")
    named = {one.source: one.reason for one in passed_over(list_files(folder))}
    assert list(named) == ["노래.mp3", "이은 노래.mp3", "자료.jsonl", "하위/질문.jsonl"]
    assert named["노래.mp3"] == "문서로 읽는 형식이 아닙니다."
    assert named["자료.jsonl"].startswith(".jsonl 파일은 문서로 읽지 않습니다.")
    assert named["하위/질문.jsonl"] == "질문 집합은 색인하지 않습니다."


def test_sources_are_in_normal_form_and_relative(tmp_path: Path) -> None:
    inner = tmp_path / unicodedata.normalize("NFD", "하위")
    inner.mkdir()
    (inner / unicodedata.normalize("NFD", "한글.txt")).write_text("내용이다.", encoding="utf-8")
    assert [f.source for f in list_files(tmp_path).files] == ["하위/한글.txt"]
    assert isinstance(read_folder(tmp_path)[0][0], Document)


def test_a_missing_path_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="찾을 수 없습니다"):
        list_files(tmp_path / "없음")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(folder: Path) -> None:
    (folder / "급여.txt").chmod(0)
    assert "열 수 없습니다" in read_folder(folder)[1][0].reason


def test_only_quotes_around_the_whole_title_are_taken_off(tmp_path: Path) -> None:
    titles = {"'새 규정'": "새 규정", "회의록 - '알리 앤서'": "회의록 - '알리 앤서'"}
    for number, title in enumerate(titles):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: {title}\n---\n본문이다.\n")
    documents, _ = read_folder(tmp_path)
    assert [document.title for document in documents] == list(titles.values())
