"""A process of its own for the parsers: what crashes or hangs there stops one file only.

The process is started with the first file that needs it and reused. It ends itself when a file
gives no sign of life for too long or takes too much memory, and with the program that started
it. How long is told by the processor time that it has used: on a busy machine a good file waits for
a processor. One that waits for anything else is ended by the clock, later.

Requests and answers are lines of JSON on its standard input and output: a request names several
files, for to send one there and back takes as long as to read a small page. Each file is answered
as soon as it is read.
"""

import atexit
import contextlib
import faulthandler
import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import orjson

from corpus.document import Document, Unreadable, places_of
from corpus.errors import cause
from corpus.reasons import CRASHED, MEMORY, TIMEOUT

# Of processor time between two signs of life, which a page or a row gives; a whole file may take
# longer. By the clock it is so many times as long: six minutes.
_SILENCE_S = 90
_PATIENCE = 4
_MEMORY = 3 * 2**30
# To look for cycles after every 700 new objects, as Python does, takes a twelfth of the time for a
# small HWP file.
_OBJECTS = 10_000
# An answer goes through the pipe at once, not in pieces for each of which the other side wakes up.
_BUFFER = 2**20
# How the process ends: faulthandler ends it with 1, an alarm with the number of its signal.
_FAILED, _NO_MEMORY = 3, 4
_TIMED_OUT = (1,) if sys.platform == "win32" else (-signal.SIGALRM, -signal.SIGPROF)

# A path, its source, and the format of its content.
Asked = tuple[Path, str, str]
Results = tuple[Document | Unreadable, ...]


class Worker:
    """Reads files in another process, one after the other, from whichever thread asks.

    `program` are the arguments of Python that start it.
    """

    def __init__(
        self,
        silence_s: float = _SILENCE_S,
        memory: int = _MEMORY,
        program: tuple[str, ...] = ("-m", "corpus.worker"),
    ) -> None:
        self._arguments = (*program, str(silence_s), str(memory))
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False

    def read(self, path: Path, source: str, suffix: str) -> Results:
        """What is in a file whose content is of the format `suffix`."""
        return self.read_all([(path, source, suffix)])[0]

    def read_all(self, files: Sequence[Asked]) -> list[Results]:
        """What is in each of several files, asked for at once: a path, a source, and a format.

        Where the process ends meanwhile, what it was reading is named, and another reads the rest.
        """
        with self._lock:
            found: list[Results] = []
            while len(found) < len(files):
                found += self._begun(files[len(found) :])
            return found

    def _begun(self, files: Sequence[Asked]) -> list[Results]:
        """What is in the files up to the one with which the process ends, if it does."""
        found: list[Results] = []
        results: list[Document | Unreadable] = []
        reading = ""
        try:
            for answer in self._answers(files):
                if not answer:
                    found.append(tuple(results))
                    results, reading = [], ""
                elif "reading" in answer:
                    reading = answer["reading"]
                else:
                    results.append(_result(answer))
        except _EndedError as error:
            source = files[len(found)][1]
            results.append(Unreadable(reading or source, str(error)))
            if reading:
                results.append(Unreadable(source, _REST_LOST))
            found.append(tuple(results))
        return found

    def kill(self) -> None:
        """End the process from any thread, even one that is starting; the one that reads finds it.

        Until `close`, no file is read.
        """
        self._killed = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process; the next file starts another."""
        self._end()
        self._killed = False

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            atexit.unregister(self.close)
            process.kill()
            process.communicate()

    def _answers(self, files: Sequence[Asked]) -> Iterator[dict[str, Any]]:
        """The answers about each of the files, an empty one after those about it."""
        if self._killed:
            raise _EndedError(CRASHED)
        process = self._running() or self._start()
        if self._killed:
            process.kill()
        left = len(files)
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(_request(files))
            process.stdin.flush()
            for line in process.stdout:
                answer = orjson.loads(line)
                yield answer
                left -= not answer
                if not left:
                    return
        except OSError:  # it ended before it could read the request
            pass
        except BaseException:  # Ctrl-C: the rest of the answer must not be taken for the next
            self._end()
            raise
        code = process.wait()
        self._end()
        reasons = {**dict.fromkeys(_TIMED_OUT, TIMEOUT), _NO_MEMORY: MEMORY}
        raise _EndedError(reasons.get(code, CRASHED))

    def _running(self) -> "subprocess.Popen[bytes] | None":
        """The process; one that ended between two files is no fault of the next."""
        if self._process is not None and self._process.poll() is not None:
            self._end()
        return self._process

    def _start(self) -> "subprocess.Popen[bytes]":
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=_BUFFER,
                env=environment(),
            )
        except OSError as error:
            raise _EndedError(f"파일을 열 수 없습니다({cause(error)}).") from error
        atexit.register(self.close)
        return self._process


_REST_LOST = "위 파일을 읽다가 멈추어 나머지를 읽지 못했습니다. 압축을 풀어 넣어 주세요."


class _EndedError(Exception):
    """The process ended while it read."""


def environment() -> dict[str, str]:
    """What a process of our own is started with, to find our code wherever that lies."""
    root = str(Path(__file__).parents[1])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": paths}


def _request(files: Sequence[Asked]) -> bytes:
    """All files in one line, which is read before the first answer: no side waits for the other."""
    rows = [(str(path.absolute()), source, suffix) for path, source, suffix in files]
    return json.dumps(rows).encode() + b"\n"


def _result(row: dict[str, Any]) -> Document | Unreadable:
    if "reason" in row:
        return Unreadable(**row)
    return Document(**{**row, "places": places_of(*row["places"])})


def _row(result: Document | Unreadable) -> dict[str, Any]:
    """The fields of a result; of the places, which may be many thousands, column by column."""
    row = {name: getattr(result, name) for name in type(result).__slots__}
    if isinstance(result, Document):
        row["places"] = tuple(zip(*result.places, strict=True))
    return row


class _Watch:
    """Ends this process when `alive` is not called for too long, even inside a C library.

    Windows has no alarm, and so the clock only; elsewhere it costs a tenth of faulthandler, which
    starts a thread.
    """

    def __init__(self, silence_s: float) -> None:
        self._silence_s = silence_s
        self._last = 0.0
        self._nowhere = open(os.devnull, "w")  # noqa: SIM115 - open as long as the process is
        if sys.platform != "win32":  # whatever the program that started this does with alarms
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def alive(self) -> None:
        """Begin to wait anew; called for every row, so it does so a few times a second at most."""
        if time.monotonic() - self._last > min(1.0, self._silence_s / 4):
            self.start()

    def start(self) -> None:
        """Begin to wait."""
        self._last = time.monotonic()
        self._set(self._silence_s)

    def stop(self) -> None:
        """Wait no more."""
        self._set(0)

    def _set(self, seconds: float) -> None:
        """End after so many seconds of processor time; never, where that is none."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, seconds)
            signal.setitimer(signal.ITIMER_REAL, _PATIENCE * seconds)
        elif seconds:
            faulthandler.dump_traceback_later(_PATIENCE * seconds, exit=True, file=self._nowhere)
        else:
            faulthandler.cancel_dump_traceback_later()


def _serve(requests: IO[bytes], answers: IO[bytes], watch: _Watch) -> None:
    from corpus.readers import read_content

    def send(row: dict[str, Any]) -> None:
        answers.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))

    def reading(source: str) -> None:
        send({"reading": source})
        answers.flush()  # whatever happens now is about this file

    for line in requests:
        watch.start()
        for path, source, suffix in json.loads(line):
            watch.alive()
            for result in read_content(
                Path(path), source, suffix, alive=watch.alive, reading=reading
            ):
                send(_row(result))
            send({})
            answers.flush()  # should the next file end the process, this one was read
        watch.stop()


def _limit_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def main() -> None:
    """Answer requests until standard input ends."""
    silence_s, memory = float(sys.argv[1]), int(sys.argv[2])
    gc.set_threshold(_OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that started this
    # What libraries print must not end up between the answers.
    with os.fdopen(os.dup(1), "wb", _BUFFER) as answers:
        os.dup2(2, 1)
        _limit_memory(memory)
        try:
            _serve(sys.stdin.buffer, answers, _Watch(silence_s))
        except MemoryError:
            os._exit(_NO_MEMORY)
        except Exception:
            os._exit(_FAILED)


if __name__ == "__main__":
    main()
