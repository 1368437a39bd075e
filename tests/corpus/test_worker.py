import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.samples import write_csv, write_hwpx
from corpus import Document, Unreadable, read_ahead, reading
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
    elif "starved" in source:
        os.kill(os.getpid(), signal.SIGSTOP)
        yield Document(source, "t", "done")
    elif "busy" in source:
        while True:
            pass
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
    worker = Worker(silence_s=0.5, program=("-c", _PROGRAM))
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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process")
def test_what_gets_no_processor_for_long_is_read(worker: Worker) -> None:
    assert isinstance(one(worker, "next"), Document)
    assert worker._process is not None
    threading.Timer(1.2, worker._process.send_signal, (signal.SIGCONT,)).start()
    assert one(worker, "starved") == Document("starved", "t", "done")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells the time by the clock only")
def test_what_keeps_the_processor_busy_is_ended_by_the_time_it_has_used() -> None:
    import resource

    worker = Worker(silence_s=2, program=("-c", _PROGRAM))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert one(worker, "busy") == Unreadable("busy", TIMEOUT)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 4  # not eight


def test_what_a_library_prints_does_not_matter(worker: Worker) -> None:
    assert one(worker, "loud") == Document("loud", "t", "done")


def test_the_process_is_reused(worker: Worker) -> None:
    assert one(worker, "a") == one(worker, "a")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarms")
def test_a_program_that_ignores_alarms_waits_for_no_hanging_file() -> None:
    worker = Worker(silence_s=0.5, program=("-c", _PROGRAM))
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    try:
        assert one(worker, "hang") == Unreadable("hang", TIMEOUT)
    finally:
        signal.signal(signal.SIGALRM, before)
        worker.close()


def test_that_the_process_ended_between_two_files_is_no_fault_of_the_next(worker: Worker) -> None:
    assert isinstance(one(worker, "a"), Document)
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert isinstance(one(worker, "b"), Document)


def test_of_an_archive_what_was_read_before_the_hang_stays(worker: Worker) -> None:
    good, hung, rest = worker.read(Path(__file__), "packed", ".zip")
    assert isinstance(good, Document)
    assert hung == Unreadable("packed/hang", TIMEOUT)
    assert rest.source == "packed"


def test_of_files_asked_for_at_once_those_that_stop_are_named(worker: Worker) -> None:
    names = ["1", "crash", "2", "hang", "packed", "memory", "crash too", "3"]
    found = worker.read_all([(Path(__file__), name, ".pdf") for name in names])
    reasons = [one.reason if isinstance(one, Unreadable) else "" for one, *_ in found]
    assert reasons == ["", CRASHED, "", TIMEOUT, "", MEMORY, CRASHED, ""]
    assert [one.source for one, *_ in found] == [*names[:4], "packed/good", *names[5:]]
    assert [one.source for one in found[4][1:]] == ["packed/hang", "packed"]


def test_requests_and_answers_larger_than_any_pipe_holds_do_not_wait_for_each_other(
    worker: Worker,
) -> None:
    names = [f"{number}{'길' * 20_000}" for number in range(32)]
    found = worker.read_all([(Path(__file__), name, ".pdf") for name in names])
    assert [one.source for (one,) in found] == names


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


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Worker]:
    """Reading ahead by such readers; those that were made."""
    made: list[Worker] = []

    def make() -> Worker:
        made.append(Worker(silence_s=0.5, program=("-c", _PROGRAM)))
        return made[-1]

    monkeypatch.setattr(reading, "_AT_ONCE", 3)
    monkeypatch.setattr(reading, "_ALONE_S", 0.0)
    monkeypatch.setattr(reading, "_WORTH_S", 0.0)
    monkeypatch.setattr(reading, "_worker", make())
    monkeypatch.setattr(reading, "Worker", make)
    return made


def look(file: Path) -> tuple[Document | Unreadable, ...]:
    file.write_bytes(b"%PDF-1.7")
    return reading.read(file, file.name)


def test_of_many_files_read_at_a_time_those_that_stop_are_named(
    many: list[Worker], tmp_path: Path
) -> None:
    names = ["slow", "crash", "1", "hang", "2", "memory", "3", "crash too", "4"]
    with read_ahead(look, [tmp_path / name for name in names]) as found:
        results = [result for results in found for result in results]
    assert [result.source for result in results] == names
    reasons = {one.source: one.reason for one in results if isinstance(one, Unreadable)}
    assert reasons == {"crash": CRASHED, "hang": TIMEOUT, "memory": MEMORY, "crash too": CRASHED}
    assert len(many) == 3
    assert [worker._process for worker in many[1:]] == [None, None]
    many[0].close()


class Clock:
    """Time that goes on by what each file takes."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.mark.parametrize(("files", "alone"), [(15, 15), (16, 3), (100, 3)])
def test_several_processes_start_where_what_is_left_takes_longer(
    files: int, alone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, here = Clock(), []

    def take_half_a_second(number: int) -> int:
        if threading.current_thread() is threading.main_thread():
            clock.now += 0.5
            here.append(number)
        return number

    monkeypatch.setattr(reading, "time", clock)
    monkeypatch.setattr(reading, "_AT_ONCE", 2)
    with read_ahead(take_half_a_second, range(files)) as found:
        assert list(found) == [*range(files)]
    assert len(here) == alone


def test_what_a_look_raises_comes_up_in_its_turn(many: list[Worker]) -> None:
    def odd(number: int) -> int:
        if number % 2 == 0:
            raise ValueError(number)
        return number

    with pytest.raises(ValueError, match="2"), read_ahead(odd, [1, 3, 2, 4]) as found:  # noqa: PT012
        assert [next(found), next(found)] == [1, 3]
        next(found)


def test_ctrl_c_ends_what_is_being_read(many: list[Worker], tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("1", "2", "slow 3", "slow 4", "slow 5", "slow 6")]
    with pytest.raises(KeyboardInterrupt), read_ahead(look, files) as found:  # noqa: PT012
        assert [len(next(found)), len(next(found))] == [1, 1]
        started = time.monotonic()
        raise KeyboardInterrupt
    assert time.monotonic() - started < 1.5  # each takes two seconds
    assert not (tmp_path / "slow 6").exists()
    assert not any(worker._running() for worker in many)
    assert isinstance(look(tmp_path / "next")[0], Document)
    many[0].close()


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
