"""What a file really is: its content decides, not its name."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

from corpus.document import PLAIN_SUFFIXES
from corpus.reasons import (
    BOMB,
    DAMAGED,
    DRM,
    HWPML,
    OLD_SLIDES,
    OLD_WORD,
    OTHER_ARCHIVE,
    OTHER_OFFICE,
    OTHER_PICTURE,
    PASSWORD,
    UnreadableError,
    other_kind,
    wrong_extension,
)

TEXT_SUFFIXES = PLAIN_SUFFIXES | {".md", ".markdown"}
IMAGE_SUFFIXES = frozenset([".png", ".jpg", ".jpeg", ".jfif", ".tif", ".tiff", ".bmp"])
# Suffixes of what is read, by the suffix that names the format.
_FORMATS = {
    ".htm": ".html",
    ".xhtml": ".html",
    ".tsv": ".csv",
    ".xlsm": ".xlsx",
    ".docm": ".docx",
    ".dotx": ".docx",
    ".pptm": ".pptx",
    ".ppsx": ".pptx",
    ".xltx": ".xlsx",
    ".vtt": ".srt",
    ".smi": ".srt",
    ".mht": ".eml",
    ".mhtml": ".eml",
}
_TEXT_FORMATS = frozenset([".html", ".csv", ".eml", ".srt", ".ics", ".vcf"])
SUFFIXES = (
    TEXT_SUFFIXES
    | _TEXT_FORMATS
    | frozenset(_FORMATS)
    | frozenset(
        ".hwp .hwpx .pdf .docx .pptx .xlsx .xls .epub .zip .rtf .odt .odp .ods .xlsb .msg".split()
    )
)
# What format_of tells of files that only a whole office program opens.
OLD_SUFFIXES = frozenset([".doc", ".ppt", ".hwp3"])
# Documents of formats that no small library reads: they are named, not passed over.
_ARCHIVES = frozenset(".7z .rar .alz .egg .tar .tgz .gz .bz2 .xz".split())
_PHOTOS = frozenset(".heic .heif .webp".split())
NAMED_SUFFIXES = (
    frozenset(
        ".doc .ppt .pps .hml .hwt .pages .numbers .key .show .cell .xps .odg .one .pub .vsd "
        ".vsdx .mpp .gul".split()
    )
    | _ARCHIVES
    | _PHOTOS
)
# Hidden files, the index itself, the locks that office programs leave beside open documents, and
# what Windows hides in folders.
LEFT_OUT = (".", "~$", "Thumbs.db", "desktop.ini")

# What opening a damaged archive raises, or reading a member of it.
DAMAGED_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    OSError,  # bz2
    RuntimeError,  # an unknown method, a password
    ValueError,
)
# Parts of documents that are packed, by names that no archive of somebody's files has.
_PACKAGE_PARTS = frozenset(
    (
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "META-INF/manifest.xml",
        "META-INF/container.xml",
        "Contents/content.hpf",
        "Contents/header.xml",
    )
)
_HEAD = 8192
_TYPE = 80  # bytes that a kind of document is told in
_DRM_MARKS = (b"DRMONE", b"Fasoo", b"SCDSA0", b"MarkAny", b"NASCA DRM", b"<DOCUMENT SAFER", b"DSAF")
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What such files are called of which a program is known.
_COMPOUND = frozenset([".hwp", ".xls", ".msg"])
# In a mail of Outlook, the stream of those properties that have no stream of their own.
PROPERTIES = "__properties_version1.0"
# In a document of Hangul 3.x, whether it has a password.
_HWP_3_LOCKED = slice(126, 128)
# The name and the content of the first member, where they stand in the archive.
_HWPX = b"mimetypeapplication/hwp+zip"
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta)\b",
    re.I | re.S,
)
_MAX_UNPACKED = 600 * 2**20
_MAX_RATIO = 150
_RATIO_FROM = 20 * 2**20


def format_of(path: Path, suffix: str) -> str:
    """The format of a file as a suffix (".pdf"); raises UnreadableError where there is none.

    Text has no signature, so there the suffix of the name tells Markdown from mail.
    """
    suffix = suffix.lower()
    suffix = _FORMATS.get(suffix, suffix)
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if any(mark in head[:512] for mark in _DRM_MARKS):
            raise UnreadableError(DRM)
        if head.startswith(_OLE):
            return _ole_format(head + file.read(), suffix)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            found = ".hwpx" if head.startswith(_HWPX, 30) else _zip_format(file)
            if found == ".zip" and suffix in NAMED_SUFFIXES:
                raise UnreadableError(_named(suffix))
            return found
    signed = _signed_format(head, suffix)
    if signed:
        return signed
    if suffix in TEXT_SUFFIXES | _TEXT_FORMATS:
        return suffix
    # Programs give a text with tabs the name of a spreadsheet, too.
    if suffix == ".xls" and b"\t" in head and b"\0" not in head:
        return ".csv"
    if suffix in NAMED_SUFFIXES:
        raise UnreadableError(_named(suffix))
    known = suffix in SUFFIXES | IMAGE_SUFFIXES
    raise UnreadableError(wrong_extension(suffix) if known else other_kind(suffix))


def is_picture(data: bytes) -> bool:
    """Whether the bytes of a file are those of a picture that OCR can open."""
    return data.startswith(_IMAGES)


def _signed_format(head: bytes, suffix: str) -> str | None:
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if head.startswith(b"HWP Document File V"):
        return _hangul_3_format(head)
    if b"<HWPML" in head:
        raise UnreadableError(HWPML)
    if is_picture(head) and suffix not in TEXT_SUFFIXES:
        return ".png"
    # Many sites give a table in HTML the name of a spreadsheet.
    if suffix not in TEXT_SUFFIXES | {".eml"} and _HTML.match(head):
        return ".html"
    return None


def _hangul_3_format(head: bytes) -> str:
    if any(head[_HWP_3_LOCKED]):
        raise UnreadableError(PASSWORD)
    return ".hwp3"


def _named(suffix: str) -> str:
    reasons = {
        ".doc": OLD_WORD,
        ".ppt": OLD_SLIDES,
        ".pps": OLD_SLIDES,
        ".hml": HWPML,
        **dict.fromkeys(_ARCHIVES, OTHER_ARCHIVE),
        **dict.fromkeys(_PHOTOS, OTHER_PICTURE),
    }
    return reasons.get(suffix, OTHER_OFFICE)


def _ole_format(data: bytes, suffix: str) -> str:
    """Which program's compound file this is, by the names of its streams."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has(PROPERTIES) and _is_message(data):  # to which others may be attached
        return ".msg"
    if b"HWP Document File" in data:
        return ".hwp"
    if has("DRMEncryptedTransform") or has("DRMEncryptedDataSpace"):
        raise UnreadableError(DRM)
    if has("EncryptedPackage"):
        raise UnreadableError(PASSWORD)
    if has("WordDocument"):
        return ".doc"
    if has("PowerPoint Document"):
        return ".ppt"
    if has("Workbook") or has("Book"):
        return ".xls"
    damaged = suffix in _COMPOUND or has("FileHeader")
    raise UnreadableError(DAMAGED if damaged else OTHER_OFFICE)


def _is_message(data: bytes) -> bool:
    """Whether a compound file is a mail of Outlook, and not one that holds a mail."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as streams:
            return bool(streams.exists(PROPERTIES))
    except OSError as error:
        raise UnreadableError(DAMAGED) from error


def _zip_format(file: IO[bytes]) -> str:
    """Which format a zip archive holds; a plain archive is one too."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            mimetype = archive.read("mimetype")[:_TYPE] if "mimetype" in names else b""
    except DAMAGED_ZIP as error:
        raise UnreadableError(DAMAGED) from error
    check_bomb(members)
    # OpenDocument of which the name of the part that tells its kind, the first, is lost.
    if not mimetype and "content.xml" in names and members[0].file_size < _TYPE:
        raise UnreadableError(DAMAGED)
    return _packed_format(names, mimetype)


def check_bomb(members: list[zipfile.ZipInfo]) -> None:
    """Raise UnreadableError where an archive would unpack to more than any document holds."""
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > _MAX_UNPACKED or (total > _RATIO_FROM and total > _MAX_RATIO * max(1, packed)):
        raise UnreadableError(BOMB)


def _packed_format(names: set[str], mimetype: bytes) -> str:
    if "EncryptedPackage" in names:
        raise UnreadableError(PASSWORD)
    if mimetype.startswith(b"application/hwp+zip") or "Contents/section0.xml" in names:
        return ".hwpx"
    if mimetype.startswith(b"application/epub+zip"):
        return ".epub"
    if mimetype.startswith(b"application/vnd.oasis.opendocument."):
        opened = mimetype.split(b".")[-1]
        if opened.startswith((b"text", b"presentation")):
            return ".odt"
        if opened.startswith(b"spreadsheet"):
            return ".ods"
        raise UnreadableError(OTHER_OFFICE)
    for folder, kind in (("word/", ".docx"), ("ppt/", ".pptx")):
        if any(name.startswith(folder) for name in names):
            return kind
    if "xl/workbook.bin" in names:
        return ".xlsb"
    if any(name.startswith("xl/") for name in names):
        return ".xlsx"
    if "[Content_Types].xml" in names:  # a drawing, or what is left of a document
        raise UnreadableError(OTHER_OFFICE)
    if names & _PACKAGE_PARTS:  # what is left of a document whose other parts have lost their names
        raise UnreadableError(DAMAGED)
    return ".zip"
