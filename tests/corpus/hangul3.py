"""A writer of documents of Hangul 3.x (.hwp before 5.0): plain paragraphs, uncompressed."""

import struct

SIGNATURE = b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05"
_LOCKED_AT = 96  # of what follows the signature
_SUMMARY = 9 * 56 * 2
_FONT_LISTS = 7
_CHARACTER_SHAPE = bytes(31)
_PARAGRAPH_SHAPE = bytes(187)
_LINE = bytes(14)
_END = 13


def document(paragraphs: list[str], *, locked: bool = False) -> bytes:
    """A document that Hangul 3.x would open; its letters are Johab, two bytes each."""
    written = [_paragraph(paragraph) for paragraph in paragraphs]
    fonts = (struct.pack("<H", 1) + "명조".encode("johab").ljust(40, b"\0")) * _FONT_LISTS
    styles = struct.pack("<H", 0)
    head = [SIGNATURE, _settings(locked), bytes(_SUMMARY), fonts, styles]
    return b"".join([*head, *written, _last()])


def _settings(locked: bool) -> bytes:
    settings = bytearray(128)
    struct.pack_into("<2H", settings, 6, 1188, 840)  # the paper, in 1/4 mm
    struct.pack_into("<H", settings, _LOCKED_AT, int(locked))
    return bytes(settings)


def _paragraph(text: str) -> bytes:
    letters = [_code(letter) for letter in text] + [_END]
    head = struct.pack("<BHHBBIB", 0, len(letters), 1, 0, 0, 0, 0)
    shapes = _CHARACTER_SHAPE + _PARAGRAPH_SHAPE + _LINE
    return head + shapes + struct.pack(f"<{len(letters)}H", *letters)


def _code(letter: str) -> int:
    return ord(letter) if letter.isascii() else int.from_bytes(letter.encode("johab"), "big")


def _last() -> bytes:
    return struct.pack("<BHHBBIB", 0, 0, 0, 0, 0, 0, 0) + _CHARACTER_SHAPE
