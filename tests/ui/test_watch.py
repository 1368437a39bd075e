import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Library
from ui.watch import Watcher

PAUSE_S = 0.05
LONG_S = 20


class Updates:
    """Brings a library up to date whenever it is told to, and lets a test wait for that."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.count = 0
        self._changed = threading.Condition()

    def __call__(self) -> None:
        if self.library.folder.exists():
            self.library.update()
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def wait_for(self, count: int, seconds: float = LONG_S) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.count >= count, seconds)


@pytest.fixture
def updates(library: Library) -> Iterator[Updates]:
    updates = Updates(library)
    watcher = Watcher(lambda: library.folder, updates, PAUSE_S)
    watcher.start()
    yield updates
    watcher.stop()


def test_what_is_added_changed_and_deleted_is_found_without_asking(
    updates: Updates, folder: Path
) -> None:
    library = updates.library
    (folder / "점심.txt").write_text("점심시간은 열두 시부터다.", encoding="utf-8")
    assert updates.wait_for(1)
    assert library.search("점심시간")[0].passage.source == "점심.txt"
    (folder / "점심.txt").write_text("점심시간은 열한 시부터다.", encoding="utf-8")
    assert updates.wait_for(2)
    assert "열한 시" in library.search("점심시간")[0].passage.text
    (folder / "점심.txt").unlink()
    assert updates.wait_for(3)
    assert "점심.txt" not in library.documents


def test_nothing_happens_while_nothing_changes(updates: Updates, folder: Path) -> None:
    (folder / "프로그램.exe").write_bytes(b"x")
    (folder / ".숨김.txt").write_text("숨김", encoding="utf-8")
    assert not updates.wait_for(1, seconds=1)


def test_a_file_that_never_rests_is_read_all_the_same(updates: Updates, folder: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.wait(PAUSE_S / 5):
            with (folder / "기록.txt").open("a", encoding="utf-8") as file:
                file.write("서버가 응답했다.\n")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert updates.wait_for(1)
    finally:
        stop.set()
        writer.join()
    assert "기록.txt" in updates.library.documents


def test_a_folder_may_go_away_and_come_back(updates: Updates, folder: Path) -> None:
    away = folder.with_name("떼어낸 드라이브")
    shutil.move(folder, away)
    assert updates.wait_for(1)
    shutil.move(away, folder)
    assert updates.wait_for(2)
    assert updates.library.search("연차 휴가")


def test_what_is_saved_in_place_deep_down_is_found_too(folder: Path) -> None:
    deep = folder / "부서" / "총무과"
    deep.mkdir(parents=True)
    (deep / "점심.txt").write_text("점심시간은 열두 시부터다.", encoding="utf-8")
    library = Library.open(folder)
    library.update()
    updates = Updates(library)
    watcher = Watcher(lambda: library.folder, updates, PAUSE_S)
    watcher.start()
    try:
        with (deep / "점심.txt").open("a", encoding="utf-8") as file:
            file.write(" 끝은 한 시다.")
        assert updates.wait_for(1)
        assert "한 시" in library.search("점심시간")[0].passage.text
        (deep / "새").mkdir()
        (deep / "새" / "저녁.txt").write_text("저녁은 여섯 시부터다.", encoding="utf-8")
        assert updates.wait_for(2)
        assert "부서/총무과/새/저녁.txt" in library.documents
    finally:
        watcher.stop()


def test_while_nothing_changes_a_large_folder_is_not_looked_through(folder: Path) -> None:
    """Glances look at folders only; the looks at all files stay within their share."""
    for number in range(2000):
        (folder / f"{number}.txt").write_text("가", encoding="utf-8")
    used = []

    def asked_for() -> Path:
        used.append(time.thread_time())
        return folder

    watcher = Watcher(asked_for, lambda: None, 0.02)
    watcher.start()
    # The first look is this thread's own; what counts is how long the watcher's thread works.
    used.clear()
    started = time.perf_counter()
    time.sleep(2)
    watcher.stop()
    assert used[-1] / (time.perf_counter() - started) < 0.15
