"""HWP 5 documents."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import olefile

from corpus.content import is_picture
from corpus.draft import Draft
from corpus.readers import distribution, hwpx
from corpus.readers.hwp_records import header, records, section
from corpus.readers.pictures import add_pictures
from corpus.readers.xml import Element
from corpus.reasons import BOMB, DAMAGED, DISTRIBUTION, DRM, PASSWORD, UnreadableError

_HEADER, _FLAGS = "FileHeader", 36
# What the header says of a document (HWP 5.0, table 3).
_COMPRESSED, _LOCKED, _DISTRIBUTED, _PROTECTED = 1 << 0, 1 << 1, 1 << 2, 1 << 4 | 1 << 10
_MOST = 300 * 2**20
# Whatever a damaged file does to those that read it.
_BROKEN = (OSError, ValueError, IndexError, struct.error, zlib.error)


def read(path: Path, draft: Draft) -> None:
    """Add paragraphs, outline headings, tables, text boxes and notes of all sections.

    Of what stands on every page only what tells something is added, at the end.
    """
    flags = 0
    try:
        with closing(olefile.OleFileIO(path)) as streams:
            flags = int.from_bytes(streams.openstream(_HEADER).read()[_FLAGS:][:4], "little")
            if flags & _LOCKED:
                raise UnreadableError(PASSWORD)
            _add(streams, flags, draft)
            add_pictures(_pictures(streams), draft)
    except _BROKEN as error:
        raise UnreadableError(DRM if flags & _PROTECTED else DAMAGED) from error


def _add(streams: olefile.OleFileIO, flags: int, draft: Draft) -> None:
    folder = "ViewText" if flags & _DISTRIBUTED else "BodyText"
    names = sorted(
        (name for name in streams.listdir() if name[0] == folder),
        key=lambda name: int("".join(filter(str.isdigit, name[-1])) or 0),
    )
    if not names:
        raise UnreadableError(DISTRIBUTION) if flags & _DISTRIBUTED else ValueError(folder)
    head, raising = header(records(_stream(streams, ["DocInfo"], flags & _COMPRESSED)))

    def sections() -> Iterator[Element]:
        lost = 0
        for name in names:
            try:
                yield section(records(_stream(streams, name, flags)), raising)
            except _BROKEN:
                lost += 1
        if lost == len(names):
            raise UnreadableError(DISTRIBUTION if flags & _DISTRIBUTED else DAMAGED)
        if lost:
            draft.problem(f"문서의 일부를 읽지 못했습니다. {DAMAGED}")

    hwpx.add_sections(sections(), head, draft)


def _stream(streams: olefile.OleFileIO, name: list[str], flags: int) -> bytes:
    """A stream as it was before it was enciphered and compressed."""
    data: bytes = streams.openstream(name).read()
    if flags & _DISTRIBUTED:
        data = distribution.deciphered(data)
    return _unpacked(data) if flags & _COMPRESSED else data


def _unpacked(data: bytes) -> bytes:
    packer = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = packer.decompress(data, _MOST)
    if packer.unconsumed_tail and not packer.eof:
        raise UnreadableError(BOMB)
    return unpacked


def _pictures(streams: olefile.OleFileIO) -> Iterator[bytes]:
    """The files in the document in their order; most are compressed once more."""
    for name in sorted(streams.listdir()):
        if name[0] == "BinData":
            data = streams.openstream(name).read()
            yield data if is_picture(data) else _unpacked(data)
