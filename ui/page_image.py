"""A page of a PDF as a picture, with where a quote stands on it.

PDFium is written in C and a damaged file can crash it, so the picture is made in a process of its
own: `python -m ui.page_image FILE PAGE MEMBER` reads the quote on standard input and writes JSON.
"""

import base64
import io
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

from corpus.readers.archive import data_of
from corpus.worker import environment

_WIDTH = 1100
_LONGEST_S = 20
# Boxes on one line, as a share of their height.
_LEVEL = 0.5
# So many letters of a quote must be found on its page.
_START = 8
Box = tuple[float, float, float, float]


def page_image(path: Path, page: int, quote: str, member: str = "") -> dict[str, Any] | None:
    """The picture as a data URL under `image`, and under `boxes` left, top, width and height of
    each line of the quote in shares of the page; None where that cannot be had.

    `member` is the name of the PDF in the archive that `path` is.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "ui.page_image", str(path.absolute()), str(page), member],
            input=quote.encode(),
            capture_output=True,
            timeout=_LONGEST_S,
            check=True,
            env=environment(),
        )
        return dict(json.loads(done.stdout))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def render(path: Path, number: int, quote: str, member: str) -> dict[str, Any]:
    """What `page_image` gives, made here."""
    import pypdfium2 as pdfium

    from corpus.readers import pdf_fonts

    file = data_of(path, member) if member else path
    with pdf_fonts.drawing():
        page = pdfium.PdfDocument(file)[number - 1]
        width, height = page.get_size()
        picture = page.render(scale=_WIDTH / width).to_pil().convert("RGB")
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=80, optimize=True)
    letters = _letters(pdfium.PdfDocument(file)[number - 1], quote)
    boxes = [
        (left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)
        for left, bottom, right, top in _lines(letters)
    ]
    image = base64.b64encode(data.getvalue()).decode()
    return {"image": f"data:image/jpeg;base64,{image}", "boxes": boxes}


def _letters(page: Any, quote: str) -> list[Box]:  # noqa: ANN401 - pypdfium2 has no types
    """The boxes of the letters of the quote; layout and spaces are other than in the document."""
    text = page.get_textpage()
    count = text.count_chars()
    written = [text.get_text_range(i, 1) for i in range(count)]
    places = [i for i, letter in enumerate(written) if letter.isalnum()]
    squeezed = "".join(written[i] for i in places)
    if len(squeezed) != len(places):
        return []
    cells = [_alphanumeric(cell) for cell in quote.split("|")]
    whole = "".join(cells)
    runs = _run(squeezed, whole, len(whole))
    if not runs and len(cells) > 1:
        runs = _nearest(squeezed, [cell for cell in cells if cell])
    # A sentence may end on the next page.
    runs = runs or _run(squeezed, whole, _START)
    return [
        text.get_charbox(i, loose=True)
        for start, length in runs
        for i in places[start : start + length]
    ]


def _alphanumeric(text: str) -> str:
    """The letters and figures of a text; marks of notes are raised figures in the document."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _run(text: str, wanted: str, least: int) -> list[tuple[int, int]]:
    """Where the longest beginning of what is wanted stands, and how long it is."""
    for length in range(len(wanted), min(len(wanted), least) - 1, -1):
        start = text.find(wanted[:length])
        if length and start >= 0:
            return [(start, length)]
    return []


def _nearest(text: str, cells: list[str]) -> list[tuple[int, int]]:
    """Where the cells of a row stand, nearest to its longest one; a cell over rows stands apart."""
    anchor = text.find(max(cells, key=len, default=""))
    places = [[m.start() for m in re.finditer(re.escape(cell), text)] for cell in cells]
    if anchor < 0 or not all(places):
        return []
    starts = [min(found, key=lambda place: abs(place - anchor)) for found in places]
    return [(start, len(cell)) for start, cell in zip(starts, cells, strict=True)]


def _lines(letters: list[Box]) -> list[Box]:
    """One box around the letters of each line."""
    lines: list[Box] = []
    for left, bottom, right, top in letters:
        if lines and abs(lines[-1][1] - bottom) < _LEVEL * (top - bottom) and left >= lines[-1][0]:
            before = lines[-1]
            lines[-1] = (before[0], min(before[1], bottom), right, max(before[3], top))
        else:
            lines.append((left, bottom, right, top))
    return lines


if __name__ == "__main__":
    _, file, number, inside = sys.argv
    json.dump(render(Path(file), int(number), sys.stdin.buffer.read().decode(), inside), sys.stdout)
