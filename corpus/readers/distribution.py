"""HWP documents for distribution (배포용 문서): anybody may read them, few may change them.

They need no password: the key lies in the file, by the rules that Hancom publishes ("한글 문서 파일
형식: 배포용 문서", revision 1.2). What a viewer shows stands under `ViewText`, enciphered; under
`BodyText`, where other documents have it, stands but a line that says so.
"""

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import olefile

_SIGNATURE = b"HWP Document File"
_FLAGS = 36
_DISTRIBUTED = 1 << 2
# The first record of a section, which tells the key: a head of four bytes, and what it holds.
_HEAD = 4
_RECORD = 256
_BLOCK = 16
# MS-CFB 2.6.1: an entry of the directory, and where it names the first of those below it.
_ENTRY = 128
_BELOW = 76


def flags(data: bytes) -> int:
    """What the header says of a document, as bits (HWP 5.0, table 3)."""
    at = data.find(_SIGNATURE) + _FLAGS
    return int.from_bytes(data[at : at + 4], "little")


def is_distributed(data: bytes) -> bool:
    """Whether the header says that the document is for distribution (bit 2)."""
    return bool(flags(data) & _DISTRIBUTED)


def opened(data: bytes) -> bytes:
    """The same file with what it shows where other documents have it.

    Raises OSError, ValueError, IndexError or struct.error where it is not as the rules say.
    """
    import olefile

    file = io.BytesIO(data)
    with olefile.OleFileIO(file, write_mode=True) as streams:
        for path in streams.listdir():
            if path[0] == "ViewText":
                section = _deciphered(streams.openstream(path).read())
                streams.write_stream(path, section)
        _exchange(file, *(_place(streams, name) + _BELOW for name in ("BodyText", "ViewText")))
        shown = bytearray(file.getvalue())
    shown[shown.find(_SIGNATURE) + _FLAGS] &= ~_DISTRIBUTED
    return bytes(shown)


def _deciphered(section: bytes) -> bytes:
    """A section, compressed as others are, filled up to the length that it had with its key."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    start = _HEAD + _RECORD
    end = len(section) - (len(section) - start) % _BLOCK
    cipher = Cipher(algorithms.AES128(key_of(section[_HEAD:start])), modes.ECB())
    return cipher.decryptor().update(section[start:end]).ljust(len(section), b"\0")


def key_of(record: bytes) -> bytes:
    """The sixteen bytes of the AES key in the 256 of a record; ValueError for another length.

    The first four seed the generator that covers the others, and say where the key begins.
    """
    if len(record) != _RECORD:
        raise ValueError("the record of a distribution document has 256 bytes")
    (seed,) = struct.unpack_from("<I", record)
    plain = bytes(a ^ b for a, b in zip(record, _cover(seed), strict=False))
    start = 4 + (seed & 0xF)
    return plain[start : start + 16]


def _cover(seed: int) -> Iterator[int]:
    """Bytes without end, each random number in a run as long as the next one says."""
    numbers = _random(seed)
    for value in numbers:
        yield from [value & 0xFF] * ((next(numbers) & 0xF) + 1)


def _random(state: int) -> Iterator[int]:
    """What `rand` of Microsoft's C library draws after `srand(state)`."""
    while True:
        state = (state * 214013 + 2531011) & 0xFFFFFFFF
        yield state >> 16 & 0x7FFF


def _place(streams: "olefile.OleFileIO", name: str) -> int:
    """Where in the file the directory's entry of a storage begins."""
    (entry,) = (one for one in streams.root.kids if one.name == name)
    row, column = divmod(entry.sid * _ENTRY, streams.sectorsize)
    sector = streams.first_dir_sector
    for _ in range(row):
        sector = streams.fat[sector]
    return int((sector + 1) * streams.sectorsize + column)


def _exchange(file: io.BytesIO, one: int, other: int) -> None:
    """Exchange four bytes at one place with those at another."""
    view = file.getbuffer()
    first, second = bytes(view[one : one + 4]), bytes(view[other : other + 4])
    view[one : one + 4], view[other : other + 4] = second, first
