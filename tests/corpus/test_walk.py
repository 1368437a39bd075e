import os
import resource
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from corpus import Listing, MundapError, UsageError, ignore, list_files, read_folder, restore

ROOT = Path(__file__).parents[2]


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{path.name}의 내용이다.", encoding="utf-8")


def sources(folder: Path) -> list[str]:
    return [file.source for file in list_files(folder).files]


def test_rules_leave_files_and_folders_out_and_take_some_back(tmp_path: Path) -> None:
    put(tmp_path, "가.md", "초안1.md", "초안2.md", "임시/나.md", "하위/임시/다.md", "하위/라.txt")
    rules = "# 아직 다 쓰지 않은 것\n초안*\n!초안2.md\n/임시/\n*.txt\n"
    (tmp_path / ".mundapignore").write_text(rules, encoding="utf-8")
    listing = list_files(tmp_path)
    assert sources(tmp_path) == ["가.md", "초안2.md", "하위/임시/다.md"]
    assert listing.ignored == ("임시/", "초안1.md", "하위/라.txt")


def test_rules_of_a_folder_within_come_before_those_above(tmp_path: Path) -> None:
    put(tmp_path, "가.txt", "하위/나.txt", "하위/다.txt")
    (tmp_path / ".mundapignore").write_text("*.txt\n", encoding="utf-8")
    (tmp_path / "하위/.mundapignore").write_text("!나.txt\n", encoding="utf-8")
    assert sources(tmp_path) == ["하위/나.txt"]


def test_rules_may_be_written_by_any_editor(tmp_path: Path) -> None:
    put(tmp_path, unicodedata.normalize("NFD", "초안.md"), "글.md")
    (tmp_path / ".mundapignore").write_bytes("초안.md\r\n".encode("cp949"))
    assert sources(tmp_path) == ["글.md"]


def test_a_rule_without_sense_is_named(tmp_path: Path) -> None:
    (tmp_path / ".mundapignore").write_text("*.tmp\n!\n", encoding="utf-8")
    with pytest.raises(UsageError, match="2번째 줄: '!'"):
        list_files(tmp_path)


def test_unreadable_rules_do_not_let_everything_in(tmp_path: Path) -> None:
    (tmp_path / ".mundapignore").mkdir()
    with pytest.raises(MundapError, match="제외 규칙"):
        list_files(tmp_path)


@pytest.mark.parametrize(
    "name", ["가.md", "[1차] 안*?.md", "#머리.md", "!주의.md", "끝 .md", "a\nb.md", "하위/"]
)
def test_what_is_ignored_by_name_can_be_restored(tmp_path: Path, name: str) -> None:
    put(tmp_path, "남음.md", f"{name}안.md" if name.endswith("/") else name)
    before = list_files(tmp_path)
    ignore(tmp_path, name)
    rest = tuple(file for file in before.files if file.source == "남음.md")
    assert list_files(tmp_path) == Listing(rest, (name,), folders=(str(tmp_path),))
    restore(tmp_path, name)
    assert list_files(tmp_path) == before


def test_only_what_was_ignored_by_name_is_restored(tmp_path: Path) -> None:
    put(tmp_path, "가.md")
    (tmp_path / ".mundapignore").write_text("*.md\n", encoding="utf-8")
    with pytest.raises(UsageError, match="mundap remove로 뺀 문서가 아닙니다"):
        restore(tmp_path, "가.md")


def test_a_full_disk_leaves_the_rules_as_they_were(tmp_path: Path) -> None:
    put(tmp_path, "가.md")
    (tmp_path / ".mundapignore").write_text("초안*\n", encoding="utf-8")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, limits[1]))
    try:
        with pytest.raises(MundapError, match="제외 규칙을 저장하지 못했습니다"):
            ignore(tmp_path, "가.md")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".mundapignore", "가.md"]
    assert (tmp_path / ".mundapignore").read_text(encoding="utf-8") == "초안*\n"


def test_links_are_followed_once_and_never_in_circles(tmp_path: Path) -> None:
    inside, outside = tmp_path / "문서", tmp_path / "밖"
    put(inside, "가.md", "하위/나.md")
    put(outside, "다.md")
    (inside / "하위/위로").symlink_to(inside)
    (inside / "하위/더위로").symlink_to(tmp_path)
    (inside / "하위/자신").symlink_to("자신")
    (inside / "같은.md").symlink_to("가.md")
    (inside / "밖1").symlink_to(outside)
    (inside / "밖2").symlink_to(outside)
    (outside / "되돌아").symlink_to(inside)
    (inside / "끊김.md").symlink_to("없음.md")
    assert sources(inside) == ["가.md", "끊김.md", "밖1/다.md", "하위/나.md"]
    _, unreadable = read_folder(inside)
    assert [one.source for one in unreadable] == ["끊김.md"]


def test_pipes_are_no_documents(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "관.txt")
    (tmp_path / "이은 관.txt").symlink_to("관.txt")
    assert sources(tmp_path) == []


def test_two_names_that_are_one_in_nfc_are_two_documents(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "한글.txt")
    put(tmp_path, "한글.txt", decomposed)
    documents, _ = read_folder(tmp_path)
    assert sorted(d.source for d in documents) == sorted([decomposed, "한글.txt"])


@pytest.mark.parametrize(
    "name", ["🍎 사과.md", "가" * 80 + ".md", " 앞뒤 공백 .md", "줄\n바꿈.md", "a'\"$`;.md"]
)
def test_strange_names_are_read(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert [d.source for d in read_folder(tmp_path)[0]] == [name]


def test_names_in_cp949_become_readable(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "보고서.txt".encode("cp949"))).write_text(
            "내용이다.", encoding="utf-8"
        )
    except OSError:
        pytest.skip("this file system holds only UTF-8 names")
    assert [d.title for d in read_folder(tmp_path)[0]] == ["보고서"]


def test_office_locks_are_no_documents(tmp_path: Path) -> None:
    put(tmp_path, "~$보고서.txt", ".~lock.보고서.txt#", "보고서.txt")
    assert sources(tmp_path) == ["보고서.txt"]


def test_a_path_too_long_to_open_is_named(tmp_path: Path) -> None:
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(25):
            os.mkdir("가" * 60)
            os.chdir("가" * 60)
    finally:
        os.chdir(here)
    put(tmp_path, "가.md")
    listing = list_files(tmp_path)
    assert [file.source for file in listing.files] == ["가.md"]
    assert "경로가 너무 길어" in listing.unreadable[0].reason


_AS_NOBODY = """
import os, sys
from pathlib import Path
from corpus import list_files
os.chdir(sys.argv[1])
os.setuid(65534)
listing = list_files(Path())
print([f.source for f in listing.files], listing.unreadable)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become nobody")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    put(tmp_path, "가.md", "비밀/나.md")
    tmp_path.chmod(0o755)
    (tmp_path / "비밀").chmod(0)
    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "['가.md']" in done.stdout
    assert "비밀/" in done.stdout
    assert "폴더를 열 수 없습니다" in done.stdout
