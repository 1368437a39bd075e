"""What an update reads anew, what it takes over from before, and what it reports."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from corpus import (
    Document,
    Listing,
    SourceFile,
    Unreadable,
    batches,
    is_too_large,
    read_ahead,
    read_files,
)
from corpus.document import suffix_of
from corpus.errors import cause
from index import FileState, Index, Progress

# A file written twice within one tick of its file system's clock looks the same both times. What
# was read so soon after it was written is compared by content at the next update. FAT counts in
# steps of two seconds, and clocks of servers differ from ours.
_SETTLED_NS = 3_000_000_000
_KEPT = "전에 읽은 내용을 그대로 둡니다."


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update found: counts of documents, and the files that gave none.

    A document that is `moved` has only another name; its content is as before. `rebuilt` says
    that the index was made anew because the one on disk was damaged or of another version.
    `passed_over` are the files that are no documents.
    """

    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    unreadable: tuple[Unreadable, ...]
    documents: int
    passages: int
    seconds: float
    rebuilt: bool = False
    passed_over: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What the files of a folder hold: documents, how each file looked, what gave no text.

    `moved` counts the documents whose file only got another name.
    """

    documents: tuple[Document, ...]
    files: dict[str, FileState]
    unreadable: tuple[Unreadable, ...]
    moved: int

    def differs(self, index: Index) -> bool:
        """Whether files look otherwise or fail otherwise than an index has it."""
        before = {source: state.stamp for source, state in index.files.items()}
        now = {source: state.stamp for source, state in self.files.items()}
        return now != before or self.unreadable != index.unreadable


Outcome = Document | Unreadable


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file holds now; `origin` is the file that it was before it moved, or ''."""

    state: FileState
    results: tuple[Outcome, ...]
    origin: str


def read_changed(
    listing: Listing, before: Index, progress: Progress | None = None, *, retry: bool = False
) -> Contents:
    """Read the files that changed since `before`; take the others over.

    A file that is there but cannot be opened now, or lies in a folder that cannot, keeps what was
    read of it: office programs lock what they have open. With `retry`, unchanged files that gave
    no text are tried again.
    """
    reader = _Reader(listing, before, retry)
    changed = [file for file in listing.files if not reader.keeps(file)]
    kept = len(listing.files) - len(changed)
    with read_ahead(reader.look, batches(changed)) as found:
        looks = chain.from_iterable(found)
        for number, (file, look) in enumerate(zip(changed, looks, strict=True), kept + 1):
            reader.take(file, look)
            if progress is not None:
                progress("문서 읽기", number, len(listing.files))
    for folder in listing.unreadable:
        reader.keep_folder(folder)
    return reader.contents()


def compare(before: Index, contents: Contents) -> UpdateReport:
    """Count what became of the documents; passages and seconds are not known yet."""
    old = before.documents
    kept = [one for one in contents.documents if one.source in old]
    unchanged = sum(old[one.source] == one for one in kept)
    return UpdateReport(
        added=len(contents.documents) - len(kept) - contents.moved,
        changed=len(kept) - unchanged,
        moved=contents.moved,
        removed=len(old) - len(kept) - contents.moved,
        unchanged=unchanged,
        unreadable=contents.unreadable,
        documents=len(contents.documents),
        passages=0,
        seconds=0.0,
    )


class _Reader:
    """One update: what the files held before, and what was found so far."""

    def __init__(self, listing: Listing, before: Index, retry: bool) -> None:
        self._states = before.files
        self._results = results_by_file(before)
        self._retry = retry
        self._listed = {file.source for file in listing.files}
        self._found: list[Outcome] = []
        self._files: dict[str, FileState] = {}
        self._moved: dict[str, int] = {}

    def keeps(self, file: SourceFile) -> bool:
        """Keep what was read of a file that looks as it did then."""
        state = self._states.get(file.source)
        same = state is not None and state.is_of(file) and not self._try_again(file.source)
        if same:
            self._keep(file.source)
        return same

    def look(self, files: Sequence[SourceFile]) -> list[_Look | OSError]:
        """What each file holds now; changes nothing here, for several look in one time."""
        known = [self._known(file) for file in files]
        unknown = [
            file
            for file, look in zip(files, known, strict=True)
            if isinstance(look, _Look) and not look.results
        ]
        found = dict(zip(unknown, read_files(unknown), strict=True))
        return [
            _read(file, look, found.get(file, ())) if isinstance(look, _Look) else look
            for file, look in zip(files, known, strict=True)
        ]

    def take(self, file: SourceFile, look: _Look | OSError) -> None:
        """Note what a look at a file gave."""
        if isinstance(look, _Look):
            self._files[file.source] = look.state
            self._found += look.results
            if look.origin:
                self._moved[look.origin] = sum(isinstance(one, Document) for one in look.results)
        elif not isinstance(look, FileNotFoundError) or os.path.lexists(file.path):
            self._cannot_open(file, look)
        # else it went away since it was listed

    def keep_folder(self, folder: Unreadable) -> None:
        """Keep what was read from a folder that cannot be opened now."""
        inside = [source for source in self._states if source.startswith(folder.source)]
        for source in inside:
            self._keep(source)
        reason = f"{folder.reason} {_KEPT}" if inside else folder.reason
        self._found.append(replace(folder, reason=reason))

    def contents(self) -> Contents:
        """Everything found, sorted by source."""
        found = sorted(self._found, key=lambda one: one.source)
        return Contents(
            tuple(one for one in found if isinstance(one, Document)),
            dict(sorted(self._files.items())),
            tuple(one for one in found if isinstance(one, Unreadable)),
            sum(self._moved.values()),
        )

    @cached_property
    def _by_content(self) -> dict[str, str]:
        return {state.digest: source for source, state in self._states.items()}

    def _keep(self, source: str) -> None:
        self._files[source] = self._states[source]
        self._found += self._results.get(source, ())

    def _try_again(self, source: str) -> bool:
        results = self._results.get(source, ())
        return self._retry and any(isinstance(one, Unreadable) for one in results)

    def _known(self, file: SourceFile) -> _Look | OSError:
        """What a file holds where the same content was read before; without results else."""
        started_ns = time.time_ns()
        try:
            digest = "" if is_too_large(file) else file.digest()
        except OSError as error:
            return error
        settled = max(file.modified_ns, file.changed_ns) < started_ns - _SETTLED_NS
        origin = self._same_content(file, digest)
        known = tuple(_moved(one, origin, file.source) for one in self._results.get(origin, ()))
        state = FileState(file.size, file.modified_ns, file.changed_ns, digest, settled)
        gone = origin not in self._listed and file.source not in self._states
        return _Look(state, known, origin if known and gone else "")

    def _same_content(self, file: SourceFile, digest: str) -> str:
        """Which file had this content before, under this name or another; '' where none had."""
        state = self._states.get(file.source)
        same = state is not None and state.digest == digest
        origin = file.source if same else self._by_content.get(digest, "")
        if not digest or suffix_of(origin) != suffix_of(file.source) or self._try_again(origin):
            return ""
        return origin

    def _cannot_open(self, file: SourceFile, error: OSError) -> None:
        reason = f"파일을 열 수 없습니다({cause(error)}). 권한과 다른 프로그램을 확인해 주세요."
        if file.source in self._states:
            self._keep(file.source)
            reason = f"{reason} {_KEPT}"
        self._found.append(Unreadable(file.source, reason))


def _read(file: SourceFile, look: _Look, results: tuple[Outcome, ...]) -> _Look:
    """A look at a file after that was read, which gave `results` if it was not known."""
    if not file.is_as_listed():  # it was being written: read it again next time
        look = replace(look, state=replace(look.state, digest="", settled=False))
    return replace(look, results=look.results or results)


def _moved(one: Outcome, origin: str, source: str) -> Outcome:
    """A result of the file `origin` as the file `source` of the same content gives it."""
    new = source + one.source.removeprefix(origin)
    return one.moved(new) if isinstance(one, Document) else replace(one, source=new)


def results_by_file(before: Index) -> dict[str, tuple[Outcome, ...]]:
    """What each file gave; a source within an archive begins with that of the archive."""
    results: dict[str, tuple[Outcome, ...]] = {}
    every: tuple[Outcome, ...] = (*before.documents.values(), *before.unreadable)
    for one in every:
        if isinstance(one, Unreadable) and one.reason.endswith(_KEPT):
            continue  # that was about the last update
        file = one.source if one.source in before.files else _file_of(one.source, before)
        results[file] = (*results.get(file, ()), one)
    return results


def _file_of(source: str, before: Index) -> str:
    """The file that a source within an archive is of."""
    parts = source.split("/")
    names = ("/".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((name for name in names if name in before.files), source)
