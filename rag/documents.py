"""The documents of a folder as people look them over, and why some are not searched."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Listing, SourceFile, Unreadable, UsageError
from corpus.particles import quoted
from index import Index
from rag.update import Outcome, results_by_file

INDEXED, CHANGED, NEW, GONE = "indexed", "changed", "new", "gone"
UNREADABLE, IGNORED = "unreadable", "ignored"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a folder.

    Its `state` is "indexed", "unreadable" or "ignored", or, where the folder was changed since the
    last update, "changed", "new" or "gone". `reasons` tell what of it could not be read.
    """

    source: str
    state: str
    title: str = ""
    passages: int = 0
    size: int = 0
    modified_ns: int = 0
    reasons: tuple[str, ...] = ()


def entries(listing: Listing, index: Index) -> tuple[Entry, ...]:
    """What is in the folder now beside what the index knows, sorted by source."""
    results = results_by_file(index)
    passages = Counter(passage.source for passage in index.passages)
    unread = {one.source: one.reason for one in index.unreadable}
    found = [Entry(source, IGNORED) for source in listing.ignored]
    found += [Entry(one.source, UNREADABLE, reasons=(one.reason,)) for one in listing.unreadable]
    for file in listing.files:
        why = unread.get(file.source, "")
        found += _of_file(file, why, index, results.get(file.source, ()), passages)
    hidden = tuple(one.source for one in listing.unreadable)
    listed = {file.source for file in listing.files}
    for source in index.files.keys() - listed:
        if not source.startswith(hidden):
            found += [Entry(one.source, GONE) for one in results.get(source, ())]
    return tuple(sorted(found, key=lambda entry: entry.source))


def _of_file(
    file: SourceFile, why: str, index: Index, results: Sequence[Outcome], passages: Counter[str]
) -> Iterator[Entry]:
    """The documents of one file: one as a rule, several in an archive.

    `why` is what the last update says of the file itself: of one that could not be opened then,
    nothing else is known.
    """
    state = index.files.get(file.source)
    blank = Entry(file.source, NEW, size=file.size, modified_ns=file.modified_ns)
    if state is None:
        yield replace(blank, state=UNREADABLE, reasons=(why,)) if why else blank
        return
    of_file = any(isinstance(one, Unreadable) and one.source == file.source for one in results)
    reasons = {file.source: [why]} if why and not of_file else dict[str, list[str]]()
    for one in results:
        if isinstance(one, Unreadable):
            reasons.setdefault(one.source, []).append(one.reason)
    changed = state.stamp != (file.size, file.modified_ns, file.changed_ns)
    for one in results:
        if not isinstance(one, Unreadable):
            yield replace(
                blank,
                source=one.source,
                state=CHANGED if changed else INDEXED,
                title=one.title,
                passages=passages[one.source],
                reasons=tuple(reasons.pop(one.source, ())),
            )
    for source, told in reasons.items():
        unread = CHANGED if changed else UNREADABLE
        yield replace(blank, source=source, state=unread, reasons=tuple(told))


def named(name: str, folder: Path, listing: Listing) -> str:
    """The source that people mean: as listed, or a path to it; folders end with `/`.

    Raises UsageError where the folder has no such document.
    """
    sources = {*(file.source for file in listing.files), *listing.ignored}
    for spelt in (name, _inside(name, folder)):
        source = unicodedata.normalize("NFC", spelt).removeprefix("./")
        if source in sources or spelt in sources:
            return source if source in sources else spelt
        within = source.rstrip("/") + "/"
        if within in sources or any(one.startswith(within) for one in sources):
            return within
    archive = next((one for one in sources if name.startswith(f"{one}/")), None)
    if archive:
        raise UsageError(
            f"다른 파일 안에 든 문서는 따로 빼거나 되돌릴 수 없습니다('{name}'). "
            f"{quoted(archive, '을')} 적어 주세요."
        )
    raise UsageError(f"'{name}' 문서가 없습니다({folder}). 'mundap list'로 이름을 확인해 주세요.")


def _inside(path: str, folder: Path) -> str:
    """A path on this computer as a path in the folder, '' where it lies elsewhere."""
    try:
        return Path(path).resolve().relative_to(folder.resolve()).as_posix()
    except (ValueError, OSError):
        return ""
