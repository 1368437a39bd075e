"""The readers of all formats that are not plain text; each is imported when it is needed."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from corpus.content import OLD_SUFFIXES, TEXT_SUFFIXES, format_of
from corpus.document import Document, Unreadable
from corpus.draft import Draft
from corpus.errors import MundapError, cause
from corpus.reasons import DAMAGED, EMPTY_FILE, MEMORY, UnreadableError

_MODULES = {
    ".hwp": "hwp",
    ".hwpx": "hwpx",
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".xlsb": "xlsb",
    ".ods": "ods",
    ".csv": "csv_table",
    ".html": "html_page",
    ".srt": "subtitles",
    ".ics": "calendar_file",
    ".vcf": "contacts",
    ".epub": "epub",
    ".rtf": "rtf",
    ".odt": "odt",
    ".png": "image",
}
Results = Iterator[Document | Unreadable]


def read_content(
    path: Path,
    source: str,
    suffix: str = "",
    *,
    alive: Callable[[], None] = lambda: None,
    reading: Callable[[str], None] = lambda source: None,
    depth: int = 0,
) -> Results:
    """What is in a file, its attachments and the files packed in it included.

    `suffix` is the format of its content where that is known. `alive` is called again and again
    while it goes on, `reading` with the source of each file in the file before it is read.
    """

    def inner(inside: Path, name: str) -> Results:
        reading(f"{source}/{name}")
        return read_content(
            inside, f"{source}/{name}", alive=alive, reading=reading, depth=depth + 1
        )

    try:
        yield from _read(path, source, suffix, Draft(alive), inner, depth)
    except MundapError as error:
        yield Unreadable(source, str(error))
    except MemoryError:
        yield Unreadable(source, MEMORY)
    except OSError as error:
        yield Unreadable(
            source, f"파일을 열 수 없습니다({cause(error) if error.strerror else DAMAGED})."
        )
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # whatever a library raises over a damaged file, panics of Rust too
        yield Unreadable(source, DAMAGED)


def _read(
    path: Path,
    source: str,
    suffix: str,
    draft: Draft,
    inner: Callable[[Path, str], Results],
    depth: int,
) -> Results:
    if path.stat().st_size == 0:
        raise UnreadableError(EMPTY_FILE)
    suffix = suffix or format_of(path, PurePosixPath(source).suffix)
    if suffix in TEXT_SUFFIXES:
        from corpus.reading import read_text

        yield read_text(path, source)
    elif suffix == ".zip":
        from corpus.readers import archive

        yield from archive.read(path, source, draft, inner, depth)
    elif suffix in (".eml", ".msg"):
        from corpus.readers import mail, outlook

        letter = outlook.as_mail(path) if suffix == ".msg" else path.read_bytes()
        yield from mail.read(letter, source, draft, inner, depth)
    elif suffix in OLD_SUFFIXES:
        from corpus.readers import old_office

        old_office.read(path, draft, suffix)
        yield from draft.document(source)
    else:
        importlib.import_module(f"corpus.readers.{_MODULES[suffix]}").read(path, draft)
        yield from draft.document(source)
