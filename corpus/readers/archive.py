"""ZIP archives: every document in them is a document of its own."""

import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from corpus.content import (
    DAMAGED_ZIP,
    IMAGE_SUFFIXES,
    LEFT_OUT,
    NAMED_SUFFIXES,
    SUFFIXES,
    check_bomb,
)
from corpus.document import Document, Unreadable
from corpus.draft import Draft
from corpus.reasons import (
    BOMB,
    DAMAGED,
    NESTED,
    NO_DOCUMENTS,
    PASSWORD,
    UnreadableError,
    passed_over,
)

_DEEPEST = 2
_MAX_MEMBERS = 20_000
Results = Iterator[Document | Unreadable]


def read(
    path: Path, source: str, draft: Draft, inner: Callable[[Path, str], Results], depth: int
) -> Results:
    """Each member that is a document, by the name that people see."""
    if depth >= _DEEPEST:
        raise UnreadableError(NESTED)
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        check_bomb(members)
        named = [(one, _name(one)) for one in members if not one.is_dir()]
        seen = [(one, name) for one, name in named if not _is_hidden(name)]
        wanted = [(one, name) for one, name in seen if _is_document(name)]
        if not wanted:
            raise UnreadableError(NO_DOCUMENTS)
        if len(wanted) > _MAX_MEMBERS:
            raise UnreadableError(BOMB)
        for member, name in wanted:
            draft.alive()
            yield from _member(archive, member, name, source, inner)
        others = [name for _, name in seen if not _is_document(name)]
        if others:
            yield Unreadable(source, passed_over(others))


def data_of(path: Path, name: str) -> bytes:
    """The bytes of a member by the name that people see; raises KeyError where there is none."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        check_bomb(members)
        return archive.read({_name(one): one for one in members}[name])


def _member(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    name: str,
    source: str,
    inner: Callable[[Path, str], Results],
) -> Results:
    if member.flag_bits & 1:
        yield Unreadable(f"{source}/{name}", PASSWORD)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"member{PurePosixPath(name).suffix}")
        try:
            with archive.open(member) as packed, file.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)
        except DAMAGED_ZIP:
            yield Unreadable(f"{source}/{name}", DAMAGED)
            return
        yield from inner(file, name)


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the mark of UTF-8 it is CP949, as Korean Windows writes it."""
    name = member.filename
    if not member.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "cp949"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return unicodedata.normalize("NFC", "/".join(parts))


def _is_hidden(name: str) -> bool:
    return any(part.startswith(("__MACOSX", *LEFT_OUT)) for part in name.split("/"))


def _is_document(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in SUFFIXES | NAMED_SUFFIXES | IMAGE_SUFFIXES
