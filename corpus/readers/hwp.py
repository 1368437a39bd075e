"""HWP 5 documents."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import unhwp

from corpus.draft import Cell, Draft
from corpus.readers.pictures import add_pictures
from corpus.reasons import DAMAGED, DISTRIBUTION, DRM, HWP_3, PASSWORD, UnreadableError

_REASONS = {
    unhwp.ErrorKind.ENCRYPTED: PASSWORD,
    unhwp.ErrorKind.DISTRIBUTION_RESTRICTED: DISTRIBUTION,
    unhwp.ErrorKind.UNSUPPORTED_FORMAT: HWP_3,
}
# Its JSON is indented for people, which takes half as long again to write and to parse. It has no
# option for that; a version without these names is only slower.
with contextlib.suppress(AttributeError):
    unhwp.unhwp.native.UNHWP_JSON_PRETTY = unhwp.unhwp.native.UNHWP_JSON_COMPACT
_SIGNATURE = b"HWP Document File"
# What a distribution document shows to programs that cannot open it.
_PLACEHOLDER = "상위 버전의 배포용 문서입니다"


def read(path: Path, draft: Draft) -> None:
    """Add paragraphs, outline headings, tables and notes; headers and footers are left out.

    unhwp gives notes as paragraphs after those that they are of, with no mark of what they are.
    """
    data = path.read_bytes()
    try:
        with unhwp.parse_bytes(data) as parsed:
            tree = orjson.loads(parsed.json)
            for section in tree["sections"]:
                for block in section["content"]:
                    _add(block, draft)
            if tree.get("skipped_sections"):
                draft.problem(f"문서의 일부를 읽지 못했습니다. {DAMAGED}")
            add_pictures((picture.data for picture in parsed.iter_images()), draft)
    except unhwp.UnhwpError as error:
        damaged = DRM if _has_drm(data) else DAMAGED
        raise UnreadableError(_REASONS.get(error.kind, damaged)) from error


def _has_drm(data: bytes) -> bool:
    """Whether the header says that the document is protected (HWP 5.0, table 3: bits 4 and 10)."""
    flags = data[data.find(_SIGNATURE) + 36 :][:4]
    return bool(int.from_bytes(flags, "little") & (1 << 4 | 1 << 10))


def _add(block: dict[str, Any], draft: Draft) -> None:
    if "Table" in block:
        draft.table([[_cell(cell) for cell in row["cells"]] for row in block["Table"]["rows"]])
        return
    paragraph = block.get("Paragraph", block)
    notes: list[str] = []
    text = "".join(_texts(paragraph, notes))
    if _PLACEHOLDER in text:
        raise UnreadableError(DISTRIBUTION)
    head = (paragraph.get("style") or {}).get("head")
    if head and head["kind"] == "Outline":
        draft.heading(head["level"] + 2, text)
    else:
        draft.paragraph(text)
    for note in notes:
        draft.paragraph(note)


def _cell(cell: dict[str, Any]) -> Cell:
    notes: list[str] = []
    lines = ["".join(_texts(paragraph, notes)) for paragraph in cell["content"]]
    return Cell("\n".join([*lines, *notes]), cell["colspan"], cell["rowspan"])


def _texts(node: Any, notes: list[str]) -> Iterator[str]:  # noqa: ANN401 - JSON
    """All text under a node in order, whatever kinds of nodes lie between; notes are set apart."""
    if node == "LineBreak":
        yield "\n"
    elif isinstance(node, list):
        for one in node:
            if isinstance(one, dict) and "Text" in one:  # as nearly all of them
                yield one["Text"]["text"]
            else:
                yield from _texts(one, notes)
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and key in _NOTES:
                notes.append(value)
            elif isinstance(value, str):
                yield value if key in _TEXT_KEYS else ""
            elif key != "style":
                yield from _texts(value, notes)


_TEXT_KEYS = frozenset(["text", "script"])
_NOTES = frozenset(["Footnote", "Endnote"])
