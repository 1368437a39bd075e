"""The documents of a folder: which files they are, and reading each."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.content import IMAGE_SUFFIXES, NAMED_SUFFIXES, SUFFIXES
from corpus.document import Document, Unreadable, suffix_of
from corpus.errors import UsageError
from corpus.particles import quoted
from corpus.reading import MAX_BYTES, read, read_ahead, read_all
from corpus.reasons import QUESTIONS, other_kind
from corpus.walk import Listing, SourceFile, readable, source_file, walk

SAMPLE = Path(__file__).parent / "sample"
_LONGEST_ROW = 2**20
_BATCH_FILES = 32
_BATCH_BYTES = 2**18


def list_files(path: Path) -> Listing:
    """The documents under a folder, or the one file given.

    Hidden files and what `.mundapignore` names are left out; files that are no documents (music,
    programs) are the listing's `others`. Raises UsageError where the path does not exist.
    """
    if path.is_file():
        return Listing((source_file(readable(path.name), str(path)),))
    if not path.is_dir():
        raise UsageError(f"{quoted(str(path), '을')} 찾을 수 없습니다. 경로를 확인해 주세요.")
    return walk(path, _is_document)


def read_file(file: SourceFile) -> tuple[Document | Unreadable, ...]:
    """Read one file; whatever is wrong with it becomes the Korean reason of an Unreadable.

    An archive gives a result for each file in it, with sources like `archive.zip/inner/file.md`;
    a file of which a part cannot be read gives both a document and an Unreadable.
    """
    return read(file.path, file.source)


def read_files(files: Sequence[SourceFile]) -> list[tuple[Document | Unreadable, ...]]:
    """What `read_file` gives for each of several files, sooner than one by one."""
    return read_all([(file.path, file.source) for file in files])


def batches(files: Iterable[SourceFile]) -> list[tuple[SourceFile, ...]]:
    """Files in their order, as many at a time as are read in a moment; a large one is alone."""
    found: list[tuple[SourceFile, ...]] = []
    batch: list[SourceFile] = []
    size = 0
    for file in files:
        size += file.size
        if batch and (size > _BATCH_BYTES or len(batch) == _BATCH_FILES):
            found.append(tuple(batch))
            batch, size = [], file.size
        batch.append(file)
    return [*found, tuple(batch)] if batch else found


def is_too_large(file: SourceFile) -> bool:
    """Whether a file is named by its size alone: its content is not even looked at."""
    return file.size > MAX_BYTES


def passed_over(listing: Listing) -> tuple[Unreadable, ...]:
    """The files that are no documents, each with the reason why it is not read."""
    return tuple(
        Unreadable(source, QUESTIONS if _asks(location) else other_kind(suffix_of(source)))
        for source, location in listing.others
    )


def read_folder(path: Path) -> tuple[tuple[Document, ...], tuple[Unreadable, ...]]:
    """Read every document under `path`."""
    listing = list_files(path)
    with read_ahead(read_files, batches(listing.files)) as found:
        results = [result for batch in found for results in batch for result in results]
    unreadable = [result for result in results if isinstance(result, Unreadable)]
    return (
        tuple(result for result in results if isinstance(result, Document)),
        (*unreadable, *listing.unreadable),
    )


def _asks(location: str) -> bool:
    """Whether a file is a question set: JSONL whose first row asks something."""
    if suffix_of(location) != ".jsonl":
        return False
    try:
        with open(location, "rb") as file:
            row = json.loads(file.readline(_LONGEST_ROW))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "question" in row


def _is_document(name: str) -> bool:
    suffix = suffix_of(name)
    return suffix in SUFFIXES or suffix in IMAGE_SUFFIXES or suffix in NAMED_SUFFIXES
