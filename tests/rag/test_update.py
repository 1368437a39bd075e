import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus import MundapError, SourceFile, UsageError, ignore, restore
from index import Index
from index.embedding import StaticEmbedder
from rag import Library

ROOT = Path(__file__).parents[2]
OPERATIONS = int(os.environ.get("MUNDAP_OPERATIONS", "100"))
QUESTIONS = ("연차 휴가는 며칠인가요?", "재택근무 승인", "서버 점검 담당자", "출장비 한도")


@pytest.fixture
def library(folder: Path) -> Library:
    """Three documents, written so long ago that their times are trusted, and their index."""
    for path in folder.iterdir():
        age(path)
    library = Library.open(folder)
    library.update()
    return library


def age(path: Path) -> None:
    """Set the time of a file back. What the file system itself notes cannot be set back."""
    then = time.time_ns() - 10**12
    os.utime(path, ns=(then, then))


def counts(library: Library) -> tuple[int, int, int, int, int]:
    report = library.update()
    return report.added, report.changed, report.moved, report.removed, report.unchanged


def assert_same(one: Index, other: Index) -> None:
    assert list(one.passages) == list(other.passages)
    assert list(one.documents.items()) == list(other.documents.items())
    assert one.unreadable == other.unreadable
    assert list(one.files) == list(other.files)
    for a, b in ((one.morphemes, other.morphemes), (one.bigrams, other.bigrams)):
        assert dict(a.terms) == dict(b.terms)
        np.testing.assert_array_equal(a.counts, b.counts)
        np.testing.assert_array_equal(a.weights, b.weights)
        np.testing.assert_array_equal(a.rows, b.rows)
    assert dict(one.words.passages.terms) == dict(other.words.passages.terms)
    np.testing.assert_array_equal(one.words.passages.rows, other.words.passages.rows)
    np.testing.assert_array_equal(one.words.spelling, other.words.spelling)
    for c, d in (
        (one.morpheme_windows, other.morpheme_windows),
        (one.bigram_windows, other.bigram_windows),
    ):
        np.testing.assert_array_equal(c.first, d.first)
        np.testing.assert_array_equal(c.occurrences.starts, d.occurrences.starts)
        np.testing.assert_array_equal(c.occurrences.rows, d.occurrences.rows)
    assert dict(one.words.names) == dict(other.words.names)
    np.testing.assert_array_equal(one.vectors.rows(), other.vectors.rows())
    np.testing.assert_array_equal(one.vectors.mean, other.vectors.mean)
    np.testing.assert_array_equal(one.vectors.owner, other.vectors.owner)


def assert_as_built_anew(library: Library, place: Path) -> None:
    fresh = Library.open(library.folder, index=place)
    fresh.update()
    assert_same(library._index, fresh._index)
    for question in QUESTIONS:
        assert library.search(question) == fresh.search(question)


class Disturbance:
    """A seeded person at work in a folder."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.made = 0
        self.ignored: list[str] = []

    def work(self) -> None:
        acts: list[Callable[[], None]] = [
            *[self.add] * 4,
            *[self.edit] * 3,
            self.edit_in_secret,
            *[self.rename] * 2,
            self.move,
            self.move_folder,
            self.swap,
            self.copy,
            *[self.delete] * 2,
            self.touch,
            self.spoil,
            self.leave_out,
            self.take_back,
        ]
        self.random.choice(acts)()

    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*.*") if not path.name.startswith("."))

    def some(self) -> Path | None:
        files = [path for path in self.files() if ".mundap" not in path.parts]
        return self.random.choice(files) if files else None

    def text(self) -> str:
        who = self.random.choice(["김민준", "이서연", "박도윤", "최지우", "정하은"])
        what = self.random.choice(["연차 휴가", "재택근무", "서버 점검", "출장비", "법인카드"])
        how = self.random.choice(["승인한다", "담당한다", "보고한다", "정한다"])
        return f"{what}는 {self.random.randint(1, 99)}일까지 {who}이 {how}."

    def fresh(self, suffix: str) -> Path:
        self.made += 1
        name = self.random.choice(["회의록", "규정", "보고서", "한글 이름", "메모 🍎"])
        where = self.random.choice(["", "", "하위", "하위/더 아래"])
        place = self.folder / where
        place.mkdir(parents=True, exist_ok=True)
        return place / f"{name} {self.made}{suffix}"

    def add(self) -> None:
        suffix = self.random.choice([".md", ".txt"])
        body = "\n\n".join(self.text() for _ in range(self.random.randint(1, 6)))
        heading = f"# {self.text()}\n\n" * self.random.randint(0, 1) if suffix == ".md" else ""
        encoding = "utf-8" if "🍎" in body or suffix == ".md" else "cp949"
        self.fresh(suffix).write_bytes((heading + body).encode(encoding))

    def edit(self) -> None:
        if path := self.some():
            text = path.read_bytes().decode("utf-8", "replace") + "\n" + self.text()
            path.write_text(text, encoding="utf-8")

    def edit_in_secret(self) -> None:
        """Other content of the same length and the same time."""
        if path := self.some():
            status = path.stat()
            digit = str(self.random.randint(0, 9)).encode()
            data = path.read_bytes()
            path.write_bytes(bytes(digit[0] if 48 <= one <= 57 else one for one in data))
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def rename(self) -> None:
        if path := self.some():
            path.rename(self.fresh(path.suffix))

    def move(self) -> None:
        if path := self.some():
            place = self.folder / self.random.choice(["옮긴 곳", "하위"])
            place.mkdir(exist_ok=True)
            path.replace(place / path.name)

    def move_folder(self) -> None:
        if (self.folder / "하위").is_dir():
            self.made += 1
            (self.folder / "하위").rename(self.folder / f"지난 하위 {self.made}")

    def swap(self) -> None:
        one, other = self.some(), self.some()
        if one and other and one != other:
            spare = self.folder / ".spare"
            one.rename(spare)
            other.rename(one)
            spare.rename(other)

    def copy(self) -> None:
        if path := self.some():
            self.fresh(path.suffix).write_bytes(path.read_bytes())

    def delete(self) -> None:
        if path := self.some():
            path.unlink()

    def touch(self) -> None:
        if path := self.some():
            path.touch()

    def spoil(self) -> None:
        if path := self.some():
            path.write_bytes(self.random.choice([b"", b"\x00\xff" * 50]))

    def leave_out(self) -> None:
        if path := self.some():
            self.ignored.append(path.relative_to(self.folder).as_posix())
            ignore(self.folder, self.ignored[-1])

    def take_back(self) -> None:
        if self.ignored:
            source = self.ignored.pop()
            if source not in self.ignored:
                restore(self.folder, source)


def test_the_index_always_equals_one_built_anew(tmp_path: Path) -> None:
    folder = tmp_path / "문서"
    folder.mkdir()
    person = Disturbance(folder, seed=7)
    library = Library.open(folder)
    done = updates = 0
    while done < OPERATIONS:
        for _ in range(person.random.randint(1, 15)):
            person.work()
            done += 1
        library.update()
        updates += 1
        assert_as_built_anew(library, tmp_path / f"index{updates}")
    again = Library.open(folder)
    assert_same(again._index, library._index)


def none_read(files: Sequence[SourceFile]) -> list[tuple[()]]:
    assert not files
    return []


def test_a_file_that_only_moved_is_not_read_again(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "인사").mkdir()
    (folder / "휴가.md").rename(folder / "인사/휴가 규정집.md")
    (folder / "출장.txt").rename(folder / "여비.txt")
    with monkeypatch.context() as patched:
        patched.setattr("rag.update.read_files", none_read)
        patched.setattr(StaticEmbedder, "encode_document", lambda *_: pytest.fail("embedded"))
        assert counts(library) == (0, 0, 2, 0, 1)
    assert library.documents["인사/휴가 규정집.md"].title == "휴가 규정"
    assert library.documents["여비.txt"].title == "여비"
    assert library.search("해외 출장 승인")[0].passage.source == "여비.txt"


def test_a_file_is_found_by_the_name_that_it_was_given_last(library: Library, folder: Path) -> None:
    (folder / "휴가.md").rename(folder / "도라지상회.md")
    assert counts(library) == (0, 0, 1, 0, 2)
    assert library.search("도라지상회")[0].passage.context.startswith("휴가 규정 도라지상회")


def test_a_touched_file_is_not_read_again(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.update.read_files", none_read)
    (folder / "휴가.md").touch()
    assert counts(library) == (0, 0, 0, 0, 3)


def test_a_huge_file_is_named_without_a_look_at_its_content(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = SourceFile.digest

    def small_only(file: SourceFile) -> str:
        assert file.size < 2**20
        return digest(file)

    monkeypatch.setattr(SourceFile, "digest", small_only)
    for size in (2 * 2**30, 3 * 2**30):
        with (folder / "큰 자료.pdf").open("wb") as file:
            file.truncate(size)
        report = library.update()
        assert [one.source for one in report.unreadable] == ["큰 자료.pdf"]
        assert f"{size >> 20:,}MB, 한도 500MB" in report.unreadable[0].reason
        assert report.unchanged == 3


def test_other_content_of_the_same_size_and_time_is_noticed(library: Library, folder: Path) -> None:
    path = folder / "휴가.md"
    status = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("15일", "16일"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert counts(library) == (0, 1, 0, 0, 2)
    assert "16일" in library.ask("연차 휴가는 며칠인가요?").text


def test_a_file_that_goes_away_while_it_is_listed_is_as_gone(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = SourceFile.digest

    def vanishing(file: SourceFile) -> str:
        file.path.unlink(missing_ok=True)
        return digest(file)

    (folder / "휴가.md").touch()
    (folder / "새것.txt").write_text("새 글이다.", encoding="utf-8")
    monkeypatch.setattr(SourceFile, "digest", vanishing)
    report = library.update()
    assert report.unreadable == ()
    assert "휴가.md" not in library.documents
    assert "새것.txt" not in library.documents


def test_a_file_that_is_written_while_it_is_read_is_read_again(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "급여.txt"
    path.write_text("급여일은 매월 21일이다.", encoding="utf-8")
    digest = SourceFile.digest

    def disturbed(file: SourceFile) -> str:
        result = digest(file)
        path.write_text("급여일은 매월 27일이다.", encoding="utf-8")
        return result

    with monkeypatch.context() as patched:
        patched.setattr(SourceFile, "digest", disturbed)
        library.update()
    path.write_text("급여일은 매월 21일이다.", encoding="utf-8")
    library.update()
    assert "21일" in library.documents["급여.txt"].text


def test_what_cannot_be_opened_now_keeps_what_was_read(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may open everything, so the refusal is made here."""
    digest = SourceFile.digest

    def locked(file: SourceFile) -> str:
        if file.source in ("휴가.md", "새것.md"):
            raise PermissionError(13, "잠김")
        return digest(file)

    (folder / "휴가.md").write_text("연차는 20일이다.", encoding="utf-8")
    (folder / "새것.md").write_text("새 글이다.", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(SourceFile, "digest", locked)
        for _ in range(2):
            report = library.update()
            assert [one.source for one in report.unreadable] == ["새것.md", "휴가.md"]
            assert "전에 읽은 내용을 그대로" in report.unreadable[1].reason
            assert "15일" in library.documents["휴가.md"].text
    assert library.update().unreadable == ()
    assert "20일" in library.documents["휴가.md"].text
    assert "새것.md" in library.documents


def test_unreadable_files_are_tried_again_only_when_asked(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "빈.txt").write_text("", encoding="utf-8")
    age(folder / "빈.txt")
    time.sleep(3.1)  # until its times are trusted
    library.update()
    read = []

    def note(files: Sequence[SourceFile]) -> list[tuple[()]]:
        read.extend(file.source for file in files)
        return [() for _ in files]

    monkeypatch.setattr("rag.update.read_files", note)
    library.update()
    assert read == []
    library.update(retry=True)
    assert read == ["빈.txt"]


def test_a_folder_that_is_gone_does_not_take_the_index_along(
    library: Library, folder: Path
) -> None:
    away = folder.rename(folder.with_name("떼어낸 드라이브"))
    with pytest.raises(UsageError, match="찾을 수 없습니다"):
        library.update()
    assert not folder.exists()
    folder.mkdir()  # an empty mount point
    with pytest.raises(MundapError, match="3개가 모두 보이지 않습니다"):
        library.update()
    assert list(folder.iterdir()) == []
    assert library.search("연차 휴가")[0].passage.source == "휴가.md"
    folder.rmdir()
    away.rename(folder)
    assert counts(library) == (0, 0, 0, 0, 3)


def test_an_index_elsewhere_outlives_an_empty_folder(folder: Path, tmp_path: Path) -> None:
    Library.open(folder, index=tmp_path / "색인").update()
    for path in folder.iterdir():
        path.unlink()
    library = Library.open(folder, index=tmp_path / "색인")
    with pytest.raises(MundapError, match="그대로 두었습니다"):
        library.update()
    assert len(library.documents) == 3


def test_deleting_every_document_empties_the_index(library: Library, folder: Path) -> None:
    for path in folder.glob("*.*"):
        if path.is_file():
            path.unlink()
    assert counts(library) == (0, 0, 0, 3, 0)
    assert library.search("연차 휴가") == ()


_UPDATE_FOREVER = """
import sys
from pathlib import Path
from rag import Library
library = Library.open(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    Path(sys.argv[1], "글.txt").write_text(f"{number}번째 글이다.", encoding="utf-8")
    library.update()
"""


def test_killed_during_an_update_the_next_one_goes_on(library: Library, folder: Path) -> None:
    for milliseconds in (0, 30, 70, 150):
        process = subprocess.Popen(
            [sys.executable, "-c", _UPDATE_FOREVER, str(folder)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        with process:
            assert process.stdout is not None
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(milliseconds / 1000)
            process.kill()
        assert library.verify() == ()
    (folder / "글.txt").write_text("마지막 글이다.", encoding="utf-8")
    library.update()
    assert library.documents["글.txt"].text == "마지막 글이다."
    assert_as_built_anew(library, folder.parent / "새 색인")
