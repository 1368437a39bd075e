"""Pictures of text: scans, photos of pages, screenshots."""

from pathlib import Path

from corpus.draft import Draft
from corpus.readers import ocr
from corpus.reasons import EMPTY_SCAN, UnreadableError


def read(path: Path, draft: Draft) -> None:
    """Add the text that OCR finds."""
    text = ocr.text_of(path)
    if not any(character.isalnum() for character in text):
        raise UnreadableError(EMPTY_SCAN)
    for paragraph in text.split("\n\n"):
        draft.paragraph(" ".join(paragraph.split()))
