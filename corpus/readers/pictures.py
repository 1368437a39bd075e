"""Pictures in a document without any other text: scans that somebody put into an office file."""

import contextlib
from collections.abc import Iterable

from corpus.content import is_picture
from corpus.draft import Draft
from corpus.readers import ocr
from corpus.readers.layout import Sizes, add_page, blocks, in_reading_order, texts_of
from corpus.readers.wraps import Words
from corpus.readers.xml import Package
from corpus.reasons import EMPTY_SCAN, NO_OCR, ONLY_PICTURES, UnreadableError

# As many pages as a scanned letter has; each takes a second or more.
_MOST = 100
# Fewer letters are a logo or a stamp, if they are letters at all.
_LOGO = 10


def add_pictures(pictures: Iterable[bytes], draft: Draft) -> None:
    """Add what OCR finds in the pictures of a document that has no text of its own.

    Raises UnreadableError where it has pictures and they give no text.
    """
    if draft.has_text:
        return
    if not ocr.program():
        if any(map(is_picture, pictures)):
            raise UnreadableError(f"{ONLY_PICTURES} {NO_OCR}")
        return
    scans = 0
    for data in pictures:
        scans += is_picture(data)
        if not is_picture(data) or scans > _MOST:
            continue
        draft.alive()
        with contextlib.suppress(UnreadableError):
            lines = in_reading_order(ocr.lines_of(data))
            if sum(len(segment.text) for line in lines for segment in line) > _LOGO:
                words = Words(texts_of(lines))
                add_page(list(blocks(lines, words, Sizes())), words, draft)
    if scans and not draft.has_text:
        raise UnreadableError(f"{ONLY_PICTURES} {EMPTY_SCAN}")
    if scans > _MOST:
        draft.problem(f"그림이 {scans}장이라 앞의 {_MOST}장만 읽었습니다.")


def packed_pictures(package: Package, folder: str) -> Iterable[bytes]:
    """The files in the folder of an Office document where pictures lie, in order."""
    return (package.data(name) for name in sorted(package.names) if name.startswith(folder))
