"""Walking a folder: which files are there to be read, and which folders could not be opened."""

import contextlib
import errno
import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.content import LEFT_OUT
from corpus.document import Unreadable
from corpus.errors import MundapError
from corpus.ignore import IGNORE_FILE, read_rules

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

Rules = tuple[tuple[str, "GitIgnoreSpec"], ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read: `source` is its POSIX path in the folder, in NFC.

    Where the names of two files are the same in NFC, each is spelt as on disk. `changed_ns` is
    when the file system last changed anything about the file, where it keeps that.
    """

    source: str
    location: str
    size: int
    modified_ns: int
    changed_ns: int

    @property
    def path(self) -> Path:
        """Where the file is; made when it is asked for, a folder may hold 100,000."""
        return Path(self.location)

    def digest(self) -> str:
        """SHA-256 of the content; raises OSError."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def is_as_listed(self) -> bool:
        """Whether the file on disk still looks as it did when it was listed."""
        return source_file(self.source, self.location) == self


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder holds, sorted by source.

    `ignored` are the documents and folders that `.mundapignore` leaves out, `unreadable` the
    folders that could not be opened. Sources of folders end with `/`. `others` are the files that
    are no documents by their names: the source and the location of each. `folders` are where the
    folders are that were walked.
    """

    files: tuple[SourceFile, ...]
    ignored: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    folders: tuple[str, ...] = ()


def source_file(source: str, path: str) -> SourceFile:
    """A file as it looks on disk; one that is not there, or a broken link, is empty."""
    try:
        status = os.stat(path)
    except OSError:  # reading it will say why
        return SourceFile(source, path, 0, 0, 0)
    return SourceFile(source, path, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def readable(name: str) -> str:
    """A file name in NFC; one that is not UTF-8 is CP949, as old archives leave it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        data = os.fsencode(name)
        try:
            name = data.decode("cp949")
        except UnicodeDecodeError:
            name = data.decode(errors="backslashreplace")
    return unicodedata.normalize("NFC", name)


def walk(root: Path, is_document: Callable[[str], bool]) -> Listing:
    """List the files under `root` whose names are those of documents.

    Links are followed once, after everything that is really in the folder; not those to what is
    listed anyway, nor those to a folder around `root`. Raises MundapError where `root` itself
    cannot be opened.
    """
    walker = _Walker(root, is_document)
    walker.run()
    times = Counter(source for source, _ in walker.found)
    files = [
        source_file(source if times[source] == 1 else _spelt(root, path), path)
        for source, path in walker.found
    ]
    return Listing(
        tuple(sorted(files, key=lambda file: file.source)),
        tuple(sorted(walker.ignored)),
        tuple(sorted(walker.unreadable, key=lambda one: one.source)),
        tuple(sorted(walker.others)),
        tuple(walker.folders),
    )


def _spelt(root: Path, path: str) -> str:
    """A source as it is spelt on disk."""
    return os.fsencode(Path(path).relative_to(root).as_posix()).decode(errors="backslashreplace")


class _Walker:
    """One walk: what was found so far, and where it has been."""

    def __init__(self, root: Path, is_document: Callable[[str], bool]) -> None:
        self.found: list[tuple[str, str]] = []
        self.others: list[tuple[str, str]] = []
        self.folders: list[str] = []
        self.ignored: list[str] = []
        self.unreadable: list[Unreadable] = []
        self._root = root
        self._is_document = is_document
        self._links: list[tuple[str, str, Rules]] = []
        self._been: set[tuple[int, int]] = set()

    def run(self) -> None:
        """Walk the folder, then what its links lead to."""
        self._below("", str(self._root), ())
        for parent in self._root.resolve().parents:
            with contextlib.suppress(OSError):
                self._been.add(_identity(str(parent)))
        files = {os.path.realpath(path) for _, path in self.found} if self._links else set()
        while self._links:
            links, self._links = sorted(self._links), []
            for source, path, rules in links:
                if os.path.isdir(path):
                    self._below(source, path, rules)
                elif _is_file_or_broken(path) and os.path.realpath(path) not in files:
                    files.add(os.path.realpath(path))
                    self.found.append((source, path))

    def _below(self, prefix: str, path: str, rules: Rules) -> None:
        """Everything under one folder, whose sources begin with `prefix`."""
        folders = [(prefix, path, rules)]
        while folders:
            prefix, path, rules = folders.pop()
            try:
                identity = _identity(path)
                if identity in self._been:
                    continue
                self._been.add(identity)
                self.folders.append(path)
                folders += self._folder(prefix, path, rules)
            except FileNotFoundError:
                continue  # it went away meanwhile
            except OSError as error:
                self._cannot_open(prefix, path, error)

    def _folder(self, prefix: str, path: str, rules: Rules) -> list[tuple[str, str, Rules]]:
        """Note the files and links of one folder; its folders are still to be walked."""
        folders = []
        with os.scandir(path) as scanned:
            entries = list(scanned)
        own = read_rules(path) if any(one.name == IGNORE_FILE for one in entries) else None
        rules = (*rules, (prefix, own)) if own else rules
        for entry in entries:
            link, folder = entry.is_symlink(), _is_folder(entry)
            if entry.name.startswith(LEFT_OUT):
                continue
            source = prefix + readable(entry.name) + "/" * folder
            wanted = folder or self._is_document(entry.name)
            if _leaves_out(rules, source):
                self.ignored += [source] * wanted
            elif not wanted:
                self.others += [(source, entry.path)] * os.path.isfile(entry.path)
            elif link:
                self._links.append((source, entry.path, rules))
            elif folder:
                folders.append((source, entry.path, rules))
            elif entry.is_file():
                self.found.append((source, entry.path))
        return folders

    def _cannot_open(self, source: str, path: str, error: OSError) -> None:
        if not source:
            raise MundapError(
                f"폴더를 열 수 없습니다({path}). 읽을 권한이 있는지 확인해 주세요."
            ) from error
        reason = "폴더를 열 수 없습니다. 읽을 권한이 있는지 확인해 주세요."
        if error.errno == errno.ENAMETOOLONG:
            reason = "경로가 너무 길어 열 수 없습니다. 폴더를 덜 깊은 곳으로 옮겨 주세요."
        self.unreadable.append(Unreadable(source, reason))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_file_or_broken(path: str) -> bool:
    """Whether a link leads to a file or nowhere: not to a pipe, which would never end."""
    return os.path.isfile(path) or not os.path.exists(path)


def _identity(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_dev, status.st_ino


def _leaves_out(rules: Rules, source: str) -> bool:
    """Whether the nearest `.mundapignore` that says anything about a source leaves it out."""
    for prefix, spec in reversed(rules):
        included = spec.check_file(source.removeprefix(prefix)).include
        if included is not None:
            return included
    return False
