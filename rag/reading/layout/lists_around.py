"""The lists around what was read, over the borders of passages."""

from bisect import bisect_left
from collections.abc import Sequence

from index import Passage
from rag.language.lists import Listing, headed, marked
from rag.language.spans import ReadPassage
from rag.reading.tables.whole import OfDocument

# So many passages, and as many before and after them, are read for lists together.
_AROUND = 30


def lists_around(reads: Sequence[ReadPassage], of_document: OfDocument) -> list[Listing]:
    """The lists of what was read and of what stands near, those of the first passages first."""
    found: list[Listing] = []
    seen: set[str] = set()
    for passage in (read.passage for read in reads):
        if passage.id not in seen:
            own = _near(passage, of_document(passage.source))
            seen.update(one.id for one in own)
            found += (*marked(own), *headed(own))
    return found


def _near(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """A passage with those of its document that stand near."""
    at = bisect_left(passages, passage.start, key=_start)
    if at == len(passages) or passages[at].id != passage.id:
        return (passage,)
    # The same for neighbours, so that they are read once.
    first = max(at // _AROUND - 1, 0) * _AROUND
    return tuple(passages[first : first + 3 * _AROUND])


def _start(passage: Passage) -> int:
    return passage.start
