"""Tables in text: comma, semicolon or tab between the cells."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus.draft import Draft
from corpus.readers.rows import add_rows
from corpus.text import decode

_SEPARATORS = ",;\t|"
# How Excel is told what parts the cells.
_TOLD = re.compile(r"sep=(.)\s*$")


def read(path: Path, draft: Draft) -> None:
    """Add the rows, each with its header."""
    text = decode(path.read_bytes())
    csv.field_size_limit(2**24)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    if told := _TOLD.match("".join(lines[:1])):
        lines = lines[1:]
    rows = csv.reader(lines, delimiter=told[1] if told else _separator(lines[:20]))
    add_rows(enumerate(rows, 1), "", draft)


def _separator(lines: Sequence[str]) -> str:
    """What parts most lines into as many cells: '노트북;1,250,000' has a comma in a number."""

    def fits(mark: str) -> tuple[int, int]:
        counts = Counter(map(len, csv.reader(lines, delimiter=mark)))
        counts.pop(1, None)
        return max(((lines, cells) for cells, lines in counts.items()), default=(0, 0))

    return max(_SEPARATORS, key=fits)
