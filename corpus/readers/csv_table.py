"""Tables in text: comma, semicolon or tab between the cells."""

import csv
from pathlib import Path

from corpus.draft import Draft
from corpus.readers.rows import add_rows
from corpus.text import decode

_SEPARATORS = ",;\t|"


def read(path: Path, draft: Draft) -> None:
    """Add the rows, each with its header."""
    text = decode(path.read_bytes())
    csv.field_size_limit(2**24)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    rows = csv.reader(lines, delimiter=_separator("".join(lines[:20])))
    add_rows(enumerate(rows, 1), "", draft)


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=text.count) if text else ","
