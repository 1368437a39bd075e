import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.samples import write_csv, write_hwpx
from corpus import Document, Unreadable
from corpus.reasons import CRASHED, MEMORY, TIMEOUT
from corpus.worker import Worker

# A reader that does what the name of the file says.
_PROGRAM = """
import os, signal, time
import corpus.readers as readers
from corpus.document import Document
from corpus.worker import main

def read(path, source, suffix, draft, inner, depth):
    if "packed" in source and depth == 0:
        yield from inner(path, "good")
        yield from inner(path, "hang")
    elif "hang" in source:
        time.sleep(30)
    elif "slow" in source:
        for _ in range(8):
            time.sleep(0.25)
            draft.alive()
        yield Document(source, "t", "done")
    elif "crash" in source:
        os.kill(os.getpid(), signal.SIGSEGV)
    elif "memory" in source:
        yield Document(source, "t", "x" * 2**40)
    elif "loud" in source:
        os.write(1, b"printed by a library")
        yield Document(source, "t", "done")
    else:
        yield Document(source, "t", str(os.getpid()))

readers._read = read
main()
"""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(silence_s=1, program=("-c", _PROGRAM))
    yield worker
    worker.close()


def one(worker: Worker, name: str) -> Document | Unreadable:
    (result,) = worker.read(Path(__file__), name, ".pdf")
    return result


@pytest.mark.parametrize(
    ("name", "reason"), [("crash", CRASHED), ("hang", TIMEOUT), ("memory", MEMORY)]
)
def test_a_file_that_stops_the_parser_is_named_and_the_next_is_read(
    worker: Worker, name: str, reason: str
) -> None:
    assert one(worker, name) == Unreadable(name, reason)
    assert isinstance(one(worker, "next"), Document)


def test_what_takes_long_but_goes_on_is_read(worker: Worker) -> None:
    assert one(worker, "slow") == Document("slow", "t", "done")


def test_what_a_library_prints_does_not_matter(worker: Worker) -> None:
    assert one(worker, "loud") == Document("loud", "t", "done")


def test_the_process_is_reused(worker: Worker) -> None:
    assert one(worker, "a") == one(worker, "a")


def test_of_an_archive_what_was_read_before_the_hang_stays(worker: Worker) -> None:
    good, hung, rest = worker.read(Path(__file__), "packed", ".zip")
    assert isinstance(good, Document)
    assert hung == Unreadable("packed/hang", TIMEOUT)
    assert rest.source == "packed"


def test_threads_wait_for_each_other(worker: Worker, tmp_path: Path) -> None:
    found: dict[str, Document | Unreadable] = {}

    def read(name: str) -> None:
        found[name] = one(worker, name)

    threads = [threading.Thread(target=read, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: result.source for name, result in found.items()} == {n: n for n in found}


_SCRIPT = """
import sys
from pathlib import Path
from corpus import read_folder
print(len(read_folder(Path(sys.argv[1]))[0]))
"""


def test_a_script_without_a_main_guard_reads_and_ends(tmp_path: Path) -> None:
    """And a package called corpus where it runs is not taken for ours."""
    write_hwpx(tmp_path / "가.hwpx")
    write_csv(tmp_path / "나.csv")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/__init__.py").write_text("raise SystemExit", encoding="utf-8")
    script = tmp_path / "script/read.py"
    script.parent.mkdir()
    root = str(Path(__file__).parents[2])
    script.write_text(f"import sys\nsys.path.insert(0, {root!r})\n{_SCRIPT}", encoding="utf-8")
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-W", "error", str(script), str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("2\n", "")
    assert time.monotonic() - started < 30
