"""The values of the corpus floor: what a file became, or why it could not be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One readable file.

    `source` is the POSIX path relative to the indexed folder. `text` is the whole file as NFC
    without zero-width characters; every offset in the product counts code points into it. What
    comes before `body` (front matter) is neither searched nor quoted. `pages` holds the offset at
    which each page starts and is empty for formats without pages.
    """

    source: str
    title: str
    text: str
    pages: tuple[int, ...] = ()
    body: int = 0

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) that holds `offset`, or None where the format has no pages."""
        if not self.pages:
            return None
        return max(1, sum(start <= offset for start in self.pages))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that gave no document; `reason` is one Korean sentence for the user."""

    source: str
    reason: str
