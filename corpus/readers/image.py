"""Pictures of text: scans, photos of pages, screenshots."""

from pathlib import Path

from corpus.draft import Draft
from corpus.readers import ocr
from corpus.readers.layout import Words, add_page, in_reading_order
from corpus.reasons import EMPTY_SCAN, UnreadableError


def read(path: Path, draft: Draft) -> None:
    """Add the text that OCR finds."""
    lines = in_reading_order(ocr.lines_of(path))
    if not lines:
        raise UnreadableError(EMPTY_SCAN)
    add_page(lines, Words(lines), draft)
