"""Text in pictures, by Tesseract where it is installed with Korean."""

import csv
import functools
import os
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from corpus.readers.layout import Line, Segment
from corpus.reasons import DAMAGED, NO_OCR, TIMEOUT, UnreadableError

_LANGUAGES = "kor+eng"
# One block of text (6): its own analysis of a page (3) loses most lines of Korean ones.
_LAYOUT = "6"
_LIMIT_S = 60  # for one picture
# Clean print has 90 and more; what is no text, or in no script that it knows, less than 50.
_SURE = 60.0
# A gap so many times as wide as a line is high stands between columns.
_WIDE = 1.0
# Of its table of boxes: how many columns, and the level of a row that is a word.
_COLUMNS, _WORD = 12, "5"
_PAGE_HEIGHT = 100_000
# Where the installer of Windows puts it, which is on nobody's PATH.
_WINDOWS = Path(os.environ.get("PROGRAMFILES", "C:/Program Files")) / "Tesseract-OCR/tesseract.exe"


@functools.cache
def program() -> str | None:
    """The program, or None where it or its Korean is not installed."""
    found = shutil.which("tesseract") or (str(_WINDOWS) if _WINDOWS.is_file() else None)
    if found is None:
        return None
    listed = subprocess.run([found, "--list-langs"], capture_output=True, check=False)
    return found if b"kor" in listed.stdout.split() else None


def lines_of(picture: Path | bytes) -> list[Line]:
    """The lines of text in a picture, given as a file or as its bytes; none where it has none.

    Raises UnreadableError where Tesseract is missing, takes too long or cannot open the picture.
    """
    text, rows = _recognised(picture)
    written = [line for line in text.replace("\f", "\n").split("\n") if line.strip()]
    boxes = _boxes(rows)
    letters = sum(len(box.text) for line in boxes for box in line)
    sure = sum(box.sure * len(box.text) for line in boxes for box in line)
    if len(written) != len(boxes) or sure < _SURE * letters:
        return []
    usual = median(_height(line) for line in boxes) if boxes else 0.0
    return [tuple(_segments(line, row, usual)) for line, row in zip(written, boxes, strict=True)]


@dataclass(frozen=True, slots=True)
class _Box:
    """Some letters of a line, where they stand, and how sure they are, in percent."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    sure: float


def _recognised(picture: Path | bytes) -> tuple[str, str]:
    """The text with its spaces, and the rows that say where its letters are."""
    found = program()
    if found is None:
        raise UnreadableError(NO_OCR)
    given = str(picture) if isinstance(picture, Path) else "stdin"
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "read")
        try:
            done = subprocess.run(
                [found, given, str(output), "-l", _LANGUAGES, "--psm", _LAYOUT, "txt", "tsv"],
                input=picture if isinstance(picture, bytes) else None,
                capture_output=True,
                timeout=_LIMIT_S,
                check=False,
                # More threads make it slower on few cores.
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableError(TIMEOUT) from error
        if done.returncode:
            raise UnreadableError(DAMAGED)
        text, rows = (
            output.with_suffix(suffix).read_text(encoding="utf-8", errors="replace")
            for suffix in (".txt", ".tsv")
        )
    return text, rows


def _boxes(rows: str) -> list[list[_Box]]:
    """The boxes of each line. A page of a picture lies below the one before."""
    lines: dict[tuple[str, ...], list[_Box]] = {}
    for row in csv.reader(rows.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) == _COLUMNS and row[0] == _WORD and row[-1].strip():
            left, top, width, height = map(float, row[6:10])
            down = top + _PAGE_HEIGHT * (int(row[1]) - 1)
            box = _Box(row[-1], left, left + width, -down - height, -down, float(row[10]))
            lines.setdefault(tuple(row[1:5]), []).append(box)
    return list(lines.values())


def _height(line: Sequence[_Box]) -> float:
    return max(box.top for box in line) - min(box.bottom for box in line)


def _segments(written: str, boxes: Sequence[_Box], usual: float) -> Iterator[Segment]:
    """A line cut at its wide gaps; a box of Korean is often a single letter."""
    top, height = max(box.top for box in boxes), _height(boxes)
    # Boxes are tight: a line without tall letters is in the same type as its neighbours.
    bottom = top - (usual if 0.5 < height / usual < 1.6 else height)
    waiting = deque(boxes)
    words: list[str] = []
    start = end = boxes[0].left
    for word in written.split():
        own: list[_Box] = []
        while waiting and sum(len(box.text) for box in own) < len(word):
            own.append(waiting.popleft())
        left = own[0].left if own else end
        if words and left - end > _WIDE * (top - bottom):
            yield Segment(" ".join(words), start, end, bottom, top)
            words, start = [], left
        words.append(word)
        end = own[-1].right if own else end
    yield Segment(" ".join(words), start, end, bottom, top)
