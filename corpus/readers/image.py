"""Pictures of text: scans, photos of pages, screenshots."""

from pathlib import Path

from corpus.draft import Draft
from corpus.readers import ocr
from corpus.readers.layout import Sizes, add_page, blocks, in_reading_order, texts_of
from corpus.readers.wraps import Words
from corpus.reasons import EMPTY_SCAN, UnreadableError


def read(path: Path, draft: Draft) -> None:
    """Add the text that OCR finds."""
    lines = in_reading_order(ocr.lines_of(path))
    if not lines:
        raise UnreadableError(EMPTY_SCAN)
    words = Words(texts_of(lines))
    add_page(list(blocks(lines, words, Sizes())), words, draft)
