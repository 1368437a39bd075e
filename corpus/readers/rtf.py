"""Rich text (.rtf)."""

import re
from itertools import groupby
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from corpus.draft import Cell, Draft
from corpus.reasons import DAMAGED, UnreadableError
from corpus.text import lost_few

_USUAL, _LOST = "cp949", "\ufffd"
# What striprtf leaves out though people read it: notes, text boxes, comments.
_APART = re.compile(r"\{\\(?:\*\\)?(?:footnote|shptxt|annotation)\b")
# What tracked changes took out, what is struck out or hidden; 0 ends it, and so does \plain.
_UNSEEN = frozenset(["deleted", "strike", "striked", "v"])
_HAS_UNSEEN = re.compile(rf"\\(?:{'|'.join(_UNSEEN)})(?![a-z0])")
_TOKEN = re.compile(r"[{}]|\\([a-z]+)(-?\d+)? ?|\\'[0-9a-fA-F]{2}|\\.|[^{}\\]+", re.DOTALL)
_CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")
# Where striprtf sees '\bin', as in '\binfsxn', the paper of a printer, it takes pictures out up to
# the first brace in them. A backslash that is text must not stand before a word either.
_PICTURE = re.compile(r"\{\\pict\b")
_ESCAPE = re.compile(r"\\[^a-z]", re.DOTALL)
_BACKSLASH = r"\'5c"
# Bytes as they are, after their number.
_BINARY = re.compile(rb"(?<!\\)\\bin(\d{1,9}) ?")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


def read(path: Path, draft: Draft) -> None:
    """Add the text of each paragraph, then notes and text boxes."""
    data = _without_pictures(_decoded(path.read_bytes()))
    kept = _notes_last(_seen(data) if _HAS_UNSEEN.search(data) else data)
    text: str = rtf_to_text(kept, encoding=_USUAL, errors="replace")  # type: ignore[no-untyped-call]
    if not lost_few(data.count(_LOST), text):
        raise UnreadableError(DAMAGED)
    for cells, lines in groupby(text.split("\n"), _cells):
        if cells:
            draft.table([[Cell(cell) for cell in line.split("|")[:-1]] for line in lines])
        else:
            for line in lines:
                draft.paragraph(line)


def _without_pictures(data: str) -> str:
    """The document without its pictures."""
    data = _ESCAPE.sub(lambda said: _BACKSLASH if said[0] == "\\\\" else said[0], data)
    pieces, position = [], 0
    for match in _PICTURE.finditer(data):
        if match.start() >= position:
            pieces.append(data[position : match.start()])
            position = _closed(data, match.start())
    return "".join(pieces) + data[position:]


def _seen(data: str) -> str:
    """The same document without the letters that nobody sees; its groups and words stay."""
    pieces: list[str] = []
    groups: list[frozenset[str]] = []
    off: frozenset[str] = frozenset()
    for token in _TOKEN.finditer(data):
        word = token[1]
        if token[0] == "{":
            groups.append(off)
        elif token[0] == "}":
            off = groups.pop() if groups else off
        elif word in _UNSEEN:
            off = off - {word} if token[2] == "0" else off | {word}
        elif word == "plain":
            off = frozenset()
        elif off and word in (None, "u"):
            continue
        pieces.append(token[0])
    return "".join(pieces)


def _decoded(data: bytes) -> str:
    """The file as text: its own letters are ASCII, and nearly all programs escape those of others.

    Bytes that are no letters in its code page are lost: the bits of ASCII were changed.
    """
    if _BINARY.search(data):
        data = _without_bytes(data)
    if data.isascii():
        return data.decode("ascii")
    named = _CODE_PAGE.search(data)
    try:
        return data.decode(f"cp{named[1].decode()}" if named else _USUAL, "replace")
    except LookupError:
        return data.decode(_USUAL, "replace")


def _without_bytes(data: bytes) -> bytes:
    """The file without the bytes of pictures: among them there may be braces."""
    pieces, position = [], 0
    for match in _BINARY.finditer(data):
        if match.start() >= position:
            pieces.append(data[position : match.start()])
            position = match.end() + int(match[1])
    return b"".join(pieces) + data[position:]


def _cells(line: str) -> int:
    """How many cells a row of a table has, 0 for no row: striprtf puts a bar behind each."""
    count = line.count("|")
    return count if line.endswith("|") and count > 1 else 0


def _notes_last(data: str) -> str:
    """The same document with what stands apart as paragraphs at its end."""
    pieces, notes, position = [], [], 0
    for match in _APART.finditer(data):
        if match.start() >= position:
            end = _closed(data, match.start())
            pieces.append(data[position : match.start()])
            notes.append("\\par {" + data[match.end() : end])
            position = end
    whole = "".join(pieces) + data[position:]
    last = whole.rfind("}")
    return whole[:last] + "".join(notes) + whole[last:] if notes and last >= 0 else data


def _closed(data: str, start: int) -> int:
    """Where the group that begins at `start` ends."""
    depth = 0
    for match in _BRACES.finditer(data, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return len(data)
