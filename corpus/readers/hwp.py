"""HWP 5 documents."""

import contextlib
import ctypes
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import unhwp

from corpus.draft import Cell, Draft
from corpus.readers import distribution
from corpus.readers.pictures import add_pictures
from corpus.reasons import DAMAGED, DISTRIBUTION, DRM, HWP_3, PASSWORD, UnreadableError
from corpus.text import raised

_REASONS = {
    unhwp.ErrorKind.ENCRYPTED: PASSWORD,
    unhwp.ErrorKind.UNSUPPORTED_FORMAT: HWP_3,
}
# Its JSON is indented for people, which takes half as long again to write and to parse, and is
# decoded, which the parser would rather do. Of a picture it makes a list of numbers first, which
# takes a hundred times as long as the bytes. With each document it writes down how Markdown should
# look, which nobody asks for. It has no options for that; a version without these names is only
# slower.
_parse_at = None
with contextlib.suppress(AttributeError):
    _native = unhwp.unhwp.native
    unhwp.unhwp._ptr_to_string = ctypes.string_at
    unhwp.RenderOptions._to_json = lambda self: ""
    _parse_at = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t)(
        ctypes.cast(_native.lib.unhwp_parse_bytes, ctypes.c_void_p).value or 0
    )
    _native.UNHWP_JSON_PRETTY = _native.UNHWP_JSON_COMPACT
    _native.lib.unhwp_free_bytes.argtypes = [ctypes.POINTER(ctypes.c_char), ctypes.c_size_t]
    _native.lib.unhwp_get_resource_data.restype = ctypes.POINTER(ctypes.c_char)


def read(path: Path, draft: Draft) -> None:
    """Add paragraphs, outline headings, tables and notes; headers and footers are left out.

    unhwp gives notes as paragraphs after those that they are of, with no mark of what they are.
    """
    data = _shown(path.read_bytes())
    try:
        with _parsed(data) as parsed:
            tree = orjson.loads(parsed.json)
            for section in tree["sections"]:
                for block in section["content"]:
                    _add(block, draft)
            if tree.get("skipped_sections"):
                draft.problem(f"문서의 일부를 읽지 못했습니다. {DAMAGED}")
            add_pictures(_pictures(parsed), draft)
    except unhwp.UnhwpError as error:
        damaged = DRM if _has_drm(data) else DAMAGED
        raise UnreadableError(_REASONS.get(error.kind, damaged)) from error


def _shown(data: bytes) -> bytes:
    """What a viewer shows of a file; raises UnreadableError for one that none could open."""
    if not distribution.is_distributed(data):
        return data
    try:
        return distribution.opened(data)
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise UnreadableError(DISTRIBUTION) from error


def _parsed(data: bytes) -> unhwp.ParseResult:
    """The document; unhwp itself makes an array of the bytes, of a type for each length."""
    handle = _parse_at(data, len(data)) if _parse_at else None
    return unhwp.ParseResult(handle) if handle else unhwp.parse_bytes(data)


def _has_drm(data: bytes) -> bool:
    """Whether the header says that the document is protected (HWP 5.0, table 3: bits 4 and 10)."""
    return bool(distribution.flags(data) & (1 << 4 | 1 << 10))


def _pictures(parsed: unhwp.ParseResult) -> Iterator[bytes]:
    """The files in the document in their order, in which unhwp does not give them."""
    for picture in sorted(parsed.iter_images(), key=lambda picture: picture.name):
        yield picture.data


def _add(block: dict[str, Any], draft: Draft) -> None:
    if "Table" in block:
        draft.table([[_cell(cell) for cell in row["cells"]] for row in block["Table"]["rows"]])
        return
    paragraph = block.get("Paragraph", block)
    notes: list[str] = []
    text = _text(paragraph, notes)
    head = (paragraph.get("style") or {}).get("head")
    if head and head["kind"] == "Outline":
        draft.heading(head["level"] + 2, text)
    else:
        draft.paragraph(text)
    for note in notes:
        draft.paragraph(note)


def _cell(cell: dict[str, Any]) -> Cell:
    notes: list[str] = []
    lines = [_text(paragraph, notes) for paragraph in cell["content"]]
    return Cell("\n".join([*lines, *notes]), cell["colspan"], cell["rowspan"])


def _text(node: Any, notes: list[str]) -> str:  # noqa: ANN401 - JSON
    """All text under a node in order; notes are set apart."""
    pieces: list[str] = []
    _take(node, pieces, notes)
    return "".join(pieces)


def _take(node: Any, pieces: list[str], notes: list[str]) -> None:  # noqa: ANN401 - JSON
    """Add the text under a node to `pieces`, whatever kinds of nodes lie between."""
    if node == "LineBreak":
        pieces.append("\n")
    elif isinstance(node, list):
        for one in node:
            if isinstance(one, dict) and "Text" in one:  # as nearly all of them
                said = one["Text"]
                is_raised = (said.get("style") or {}).get("superscript")
                pieces.append(raised(said["text"]) if is_raised else said["text"])
            else:
                _take(one, pieces, notes)
    elif isinstance(node, dict):
        for key, value in node.items():
            if not isinstance(value, str):
                if key != "style":
                    _take(value, pieces, notes)
            elif key in _TEXT_KEYS:
                pieces.append(value)
            elif key in _NOTES:
                notes.append(value)


_TEXT_KEYS = frozenset(["text", "script"])
_NOTES = frozenset(["Footnote", "Endnote"])
