"""Compound files ([MS-CFB]) for the tests: a small writer."""

import struct
from itertools import count
from typing import Union

Tree = dict[str, Union[bytes, "Tree"]]
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def compound(tree: Tree) -> bytes:
    """A file with these streams in these folders."""
    file = _File()
    root = file.add("Root Entry", _ROOT, tree)
    assert root == 0
    return file.written()


class _File:
    def __init__(self) -> None:
        self.entries: list[list[object]] = []
        self.sectors, self.mini = bytearray(), bytearray()
        self.fat: list[int] = []
        self.mini_fat: list[int] = []

    def add(self, name: str, kind: int, content: bytes | Tree) -> int:
        number = len(self.entries)
        entry: list[object] = [name, kind, _FREE, _FREE, _END, 0]  # …, next, below, first, size
        self.entries.append(entry)
        if isinstance(content, bytes):
            entry[4], entry[5] = self._stream(content), len(content)
            return number
        # A tree that leans to the right, in the order of names: shorter ones first.
        before = None
        for one in sorted(content, key=lambda name: (len(name), name.upper())):
            child = content[one]
            added = self.add(one, _STREAM if isinstance(child, bytes) else _STORAGE, child)
            if before is None:
                entry[3] = added
            else:
                self.entries[before][2] = added
            before = added
        return number

    def _stream(self, data: bytes) -> int:
        if not data:
            return _END
        if len(data) < _CUTOFF:
            return _chained(data, self.mini, self.mini_fat, _MINI)
        return _chained(data, self.sectors, self.fat, _SECTOR)

    def written(self) -> bytes:
        self.entries[0][4] = _chained(bytes(self.mini), self.sectors, self.fat, _SECTOR)
        self.entries[0][5] = len(self.mini)
        table = struct.pack(f"<{len(self.mini_fat)}I", *self.mini_fat)
        minis = _chained(table, self.sectors, self.fat, _SECTOR, b"\xff")
        directory = b"".join(map(_entry, self.entries))
        first = _chained(directory, self.sectors, self.fat, _SECTOR)
        tables = next(n for n in count(1) if n * _SECTOR // 4 >= len(self.fat) + n)
        at = len(self.fat)
        self.fat += [_FAT] * tables
        self.fat += [_FREE] * (tables * _SECTOR // 4 - len(self.fat))
        self.sectors += struct.pack(f"<{len(self.fat)}I", *self.fat)
        places = [*range(at, at + tables), *[_FREE] * (109 - tables)]
        head = struct.pack(
            "<8s16x5H6x9I",
            *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
            *(0, tables, first, 0, _CUTOFF, minis, -(-len(table) // _SECTOR), _END, 0),
        )
        return head + struct.pack("<109I", *places) + bytes(self.sectors)


def _chained(data: bytes, to: bytearray, table: list[int], size: int, fill: bytes = b"\0") -> int:
    """Where the data begins, whose pieces follow each other."""
    pieces = max(1, -(-len(data) // size))
    at = len(table)
    to += data.ljust(pieces * size, fill)
    table += [*range(at + 1, at + pieces), _END]
    return at


def _entry(entry: list[object]) -> bytes:
    name, kind, after, below, first, size = entry
    coded = f"{name}\0".encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", coded, len(coded), kind, 1, _FREE, after, below, first, size
    )
