"""The fonts that PDFium uses for letters whose font is not in the file.

It takes whatever font the machine has. Where that has no glyph for a letter, the letter has no
extent, and PDFium leaves out what has none: a syllable that is shown by itself is gone. So every
letter is measured as the same box, on every machine. To draw them PDFium often takes a font
without Hangul although a Korean one is there; so a Korean one is looked for here.
"""

import ctypes
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium_c

_UNITS = 1000
_BOX = (100, 0, 400, 700)
_HANDLE = 1
_PLACES = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_KOREAN = (
    *("NanumGothic.*", "NanumBarunGothic.*", "NotoSansKR*", "NotoSansCJKkr*", "UnDotum.*"),
    *("Pretendard-Regular.*", "malgun.ttf", "Baekmuk*", "batang.ttf", "gulim.ttf", "Nanum*"),
)
_SUFFIXES = (".ttf", ".otf")
# Character sets of Windows: Japanese, Korean, Chinese.
_EAST_ASIAN = frozenset([128, 129, 130, 134, 136])


def measure_by_boxes() -> None:
    """Let PDFium measure letters by boxes, in this process from now on."""
    _use(_boxes())


@contextmanager
def drawing() -> Iterator[None]:
    """Let documents that are opened meanwhile be drawn with real fonts; then boxes are used."""
    default = pdfium_c.FPDF_GetDefaultSystemFontInfo()
    korean = _korean()
    if korean is None:
        pdfium_c.FPDF_SetSystemFontInfo(default)
    else:
        _use(korean)
    try:
        yield
    finally:
        measure_by_boxes()
        pdfium_c.FPDF_FreeDefaultSystemFontInfo(default)


def _use(info: pdfium_c.FPDF_SYSFONTINFO) -> None:
    pdfium_c.FPDF_SetSystemFontInfo(ctypes.byref(info))


@cache
def _boxes() -> pdfium_c.FPDF_SYSFONTINFO:
    return _info(_font(), b"boxes", east_asian=False)


@cache
def _korean() -> pdfium_c.FPDF_SYSFONTINFO | None:
    """A Korean font of the machine; None where PDFium's own choice is good, or none is found."""
    if not sys.platform.startswith("linux"):
        return None
    folders = [Path(place).expanduser() for place in _PLACES]
    found = (
        path
        for pattern in _KOREAN
        for folder in folders
        for path in sorted(folder.rglob(pattern))
        if path.suffix.lower() in _SUFFIXES
    )
    path = next(found, None)
    return None if path is None else _info(path.read_bytes(), b"korean", east_asian=True)


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


def _info(font: bytes, name: bytes, *, east_asian: bool) -> pdfium_c.FPDF_SYSFONTINFO:
    """A font for PDFium, for all letters or the East Asian ones; its name tells it from others."""

    def mapped(_info: object, _weight: int, _italic: int, charset: int, *_: object) -> int:
        return 0 if east_asian and charset not in _EAST_ASIAN else _HANDLE

    def data(_info: object, _font: object, table: int, buffer: Any, size: int) -> int:  # noqa: ANN401
        return 0 if table else _copied(font, buffer, size)

    def named(_info: object, _font: object, buffer: Any, size: int) -> int:  # noqa: ANN401
        return _copied(name + b"\0", buffer, size)

    functions: dict[str, Callable[..., int | None]] = {
        "Release": lambda *_: None,
        "EnumFonts": lambda *_: None,
        "MapFont": mapped,
        "GetFont": lambda *_: 0,
        "GetFontData": data,
        "GetFaceName": named,
        "GetFontCharset": lambda *_: 0,
        "DeleteFont": lambda *_: None,
    }
    types = dict(pdfium_c.FPDF_SYSFONTINFO._fields_)
    calls = {key: types[key](function) for key, function in functions.items()}
    return pdfium_c.FPDF_SYSFONTINFO(version=1, **calls)


def _copied(data: bytes, buffer: Any, size: int) -> int:  # noqa: ANN401
    """Copy bytes into a buffer that is large enough; how many there are."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)
