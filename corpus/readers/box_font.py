"""A font of boxes for PDFium to measure letters by whose font is not in the file.

PDFium measures them by whatever font the machine has. Where that has no glyph for a letter, the
letter has no extent, and PDFium leaves out what has none: a syllable that is shown by itself is
gone. Here every letter is the same box, on every machine. What is drawn is not drawn by this.
"""

import ctypes
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium_c

_UNITS = 1000
_BOX = (100, 0, 400, 700)
_HANDLE = 1


def install() -> None:
    """Let PDFium find boxes instead of the machine's fonts, in this process from now on."""
    pdfium_c.FPDF_SetSystemFontInfo(ctypes.byref(_INFO))


@contextmanager
def put_aside() -> Iterator[None]:
    """Let documents that are opened meanwhile be drawn with the machine's fonts."""
    default = pdfium_c.FPDF_GetDefaultSystemFontInfo()
    pdfium_c.FPDF_SetSystemFontInfo(default)
    try:
        yield
    finally:
        install()
        pdfium_c.FPDF_FreeDefaultSystemFontInfo(default)


def _font() -> bytes:
    """A TrueType font of one glyph for all letters, and the same for what it lacks."""
    left, bottom, right, top = _BOX
    glyph = struct.pack(">hhhhhHH4B", 1, *_BOX, 3, 0, 1, 1, 1, 1)
    glyph += struct.pack(">8h", left, right - left, 0, left - right, bottom, 0, top - bottom, 0)
    glyph += bytes(-len(glyph) % 4)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12)
        + struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0, 0x10FFFF, 1),
        b"glyf": 2 * glyph,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0, *_BOX, 0, 8, 2, 1, 0),
        ),
        b"hhea": struct.pack(">IhhhH11hH", 0x10000, 800, -200, 0, _UNITS, *[0] * 11, 1),
        b"hmtx": struct.pack(">Hhh", _UNITS, left, left),
        b"loca": struct.pack(">III", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
    }
    offset = 12 + 16 * len(tables)
    directory, body = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48), b""
    for name, table in tables.items():
        directory += name + struct.pack(">III", 0, offset + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body


_FONT = _font()


def _data(_info: object, _font: object, table: int, buffer: Any, size: int) -> int:  # noqa: ANN401
    """Copy the font into a buffer that is large enough; how long it is."""
    if table:
        return 0
    if size >= len(_FONT):
        ctypes.memmove(buffer, _FONT, len(_FONT))
    return len(_FONT)


def _info() -> pdfium_c.FPDF_SYSFONTINFO:
    functions: dict[str, Callable[..., int | None]] = {
        "Release": lambda *_: None,
        "EnumFonts": lambda *_: None,
        "MapFont": lambda *_: _HANDLE,
        "GetFont": lambda *_: 0,
        "GetFontData": _data,
        "GetFaceName": lambda *_: 0,
        "GetFontCharset": lambda *_: 0,
        "DeleteFont": lambda *_: None,
    }
    types = dict(pdfium_c.FPDF_SYSFONTINFO._fields_)
    calls = {name: types[name](function) for name, function in functions.items()}
    return pdfium_c.FPDF_SYSFONTINFO(version=1, **calls)


_INFO = _info()
