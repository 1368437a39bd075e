"""Rich text (.rtf)."""

import re
from itertools import groupby
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from corpus.draft import Cell, Draft

# What striprtf leaves out though people read it: notes, text boxes, comments.
_APART = re.compile(r"\{\\(?:\*\\)?(?:footnote|shptxt|annotation)\b")
# What tracked changes took out.
_DELETED = re.compile(r"\{[^{}]*\\deleted(?![a-z0-9])[^{}]*\}")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


def read(path: Path, draft: Draft) -> None:
    """Add the text of each paragraph, then notes and text boxes."""
    # Its own letters are all ASCII; those of other alphabets are escaped.
    data = _DELETED.sub("", path.read_bytes().decode("ascii", "replace"))
    text: str = rtf_to_text(_notes_last(data), encoding="cp949", errors="replace")  # type: ignore[no-untyped-call]
    for cells, lines in groupby(text.split("\n"), _cells):
        if cells:
            draft.table([[Cell(cell) for cell in line.split("|")[:-1]] for line in lines])
        else:
            for line in lines:
                draft.paragraph(line)


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
