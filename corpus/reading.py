"""Reading one file, whatever it is.

Text is decoded here. All other formats are parsed by large libraries, some of them in C, that a
damaged file can crash: they run in a process of their own (see worker.py).
"""

import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from corpus.content import TEXT_SUFFIXES, format_of
from corpus.document import Document, Unreadable
from corpus.emphasis import without_emphasis
from corpus.errors import MundapError, cause
from corpus.markdown import first_heading, front_matter, is_markdown
from corpus.markup import without_markup
from corpus.readers.aligned import with_tables
from corpus.reasons import EMPTY_FILE, GARBLED, NO_TEXT, UnreadableError, too_large
from corpus.running import without_pages
from corpus.talk import talk, with_talk
from corpus.talk_json import messages_of
from corpus.text import clean, decode, is_garbled
from corpus.worker import Results, Worker

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

# Analysing costs about a minute per 10 MB; one larger text file is a dump, not a document.
_MAX_TEXT = 20 * 2**20
# Whatever is larger is not even opened.
MAX_BYTES = 500 * 2**20
# Where people draw tables, not where programs write records.
_DRAWN = (".txt", ".text")
# What programs answer is kept in plain texts with its stars; waves and lines are no marks there.
_BOLD = "*"
# A line by itself that is marked as a heading; comments of programs go on line by line.
_HEADING = re.compile(r"(?:\A|(?<=\n\n))#{1,6}[ \t]+([^\n#]*[가-힣][^\n#]*?)[ \t#]*(?=\n(?!#)|\Z)")
# Codes and ASCII, a quotation mark among it, keep their numbers.
_CODED = re.compile(r"(?<!\\)(?:\\u(?!00[0-7])[0-9A-Fa-f]{4})+")
_worker = Worker()
# So many files are read at a time: each may take the memory that one process is allowed.
_AT_ONCE = min(4, os.cpu_count() or 1)
# A process takes up to some seconds to start, the first among them: until then nothing tells how
# long the rest will take, and for fewer than these one reads sooner than several.
_ALONE_S, _WORTH_S = 1.0, 6.0
_thread = threading.local()
_File = TypeVar("_File")
_Found = TypeVar("_Found")


def read(path: Path, source: str) -> Results:
    """What is in a file: documents, and what cannot be read with its reason."""
    return read_all([(path, source)])[0]


def read_all(files: Sequence[tuple[Path, str]]) -> list[Results]:
    """What is in each of several files: sooner than one by one, but all at the end only."""
    found = [_read_here(path, source) for path, source in files]
    asked = [
        (path, source, here)
        for (path, source), here in zip(files, found, strict=True)
        if isinstance(here, str)
    ]
    worker: Worker = getattr(_thread, "worker", _worker)
    there = iter(worker.read_all(asked))
    return [next(there) if isinstance(here, str) else here for here in found]


def _read_here(path: Path, source: str) -> Results | str:
    """What is in a text, or why a file cannot be read; the format of any other."""
    try:
        size = path.stat().st_size
        if size == 0:
            raise UnreadableError(EMPTY_FILE)
        if size > MAX_BYTES:
            raise UnreadableError(too_large(size, MAX_BYTES))
        suffix = format_of(path, PurePosixPath(source).suffix)
        return (read_text(path, source),) if suffix in TEXT_SUFFIXES else suffix
    except MundapError as error:
        return (Unreadable(source, str(error)),)
    except OSError as error:
        return (Unreadable(source, f"파일을 열 수 없습니다({cause(error)})."),)


@contextmanager
def read_ahead(
    look: Callable[[_File], _Found], files: Sequence[_File]
) -> Iterator[Iterator[_Found]]:
    """What `look` finds in each file, in their order.

    A folder that takes long is read by several processes: other files are read while one is waited
    for. `look` is then called in several threads, and what each of them has `read` is read by a
    process of its own. What it raises comes up at its file's turn. Where the block is left early,
    by Ctrl-C say, all that is being read is left too.
    """
    from concurrent.futures import ThreadPoolExecutor  # takes longer to load than all else here

    ended = [Worker() for _ in range(_AT_ONCE - 1)]  # what libraries loaded takes memory
    workers = [_worker, *ended]
    free = iter(workers)

    def begin() -> None:
        _thread.worker = next(free)

    threads = ThreadPoolExecutor(_AT_ONCE, initializer=begin)
    try:
        yield _found(look, files, threads)
    except BaseException:
        threads.shutdown(wait=False, cancel_futures=True)
        ended = workers
        for worker in workers:
            worker.kill()
        raise
    finally:
        threads.shutdown()
        for worker in ended:
            worker.close()


def _found(
    look: Callable[[_File], _Found], files: Sequence[_File], threads: "ThreadPoolExecutor"
) -> Iterator[_Found]:
    started = time.monotonic()
    done = 0
    for done, file in enumerate(files, 1):
        yield look(file)
        spent = time.monotonic() - started
        if spent > _ALONE_S and spent / done * (len(files) - done) > _WORTH_S:
            break
    yield from threads.map(look, files[done:])


def _unescaped(data: bytes, suffix: str) -> str:
    """The text of a file without what its format does to letters."""
    text = decode(data)
    return _CODED.sub(_letters, text) if suffix == ".json" else text


def _letters(match: re.Match[str]) -> str:
    """Letters that JSON gives by their numbers; half of a pair is none."""
    text: str = json.loads(f'"{match[0]}"')
    return text


def read_text(path: Path, source: str) -> Document:
    """A text or Markdown file."""
    size = path.stat().st_size
    if size > _MAX_TEXT:
        raise UnreadableError(too_large(size, _MAX_TEXT))
    text = clean(_unescaped(path.read_bytes(), PurePosixPath(source).suffix.lower()))
    title, body = None, 0
    if is_markdown(source):
        matter = front_matter(text)
        head = f"{matter.told}\n" if matter.told else text[: matter.end]
        read = with_tables(with_talk(without_markup(text[matter.end :])))
        body = 0 if matter.told else len(head)
        text = head + read
        title = matter.fields.get("title") or matter.fields.get("제목") or first_heading(read)
    elif source.lower().endswith(_DRAWN):
        plain = _HEADING.sub(r"\1", without_pages(text))
        text = with_tables(with_talk(without_emphasis(plain, _BOLD)))
    elif source.lower().endswith(".json") and (messages := messages_of(text)):
        text = clean("\n".join(talk(messages)).strip())
    if not text[body:].strip():
        raise UnreadableError(NO_TEXT)
    if is_garbled(text):
        raise UnreadableError(GARBLED)
    name = PurePosixPath(source).stem
    return Document(source, title or name, text, body=body, titled=bool(title))
