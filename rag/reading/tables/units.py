"""The unit in which a table tells its numbers, where a bare number answers: '(단위: 천원)'."""

import re

from corpus.table import cell_texts
from index import Passage
from rag.reading.scoring.span_scores import Candidate
from rag.reading.tables.columns import unit_above, unit_of_column
from rag.reading.tables.whole import OfDocument

_BARE = re.compile(r"(?:[^,]*[가-힣] )?[-△▲]?\d[\d,.]*(?:, [^,]*[가-힣] [-△▲]?\d[\d,.]*)*")


def unit_told(one: Candidate, short: str, of_document: OfDocument) -> str:
    """The unit of a bare number in a row; '' where it has its own, and where none is told.

    `of_document` gives the passages of a document: a table may begin in one before.
    """
    if not one.text.startswith("|") or _BARE.fullmatch(short) is None:
        return ""
    for cell in cell_texts(one.text):
        name, _, said = cell.partition(": ")
        if said == short and (own := unit_of_column(name)):
            return own
    before = [p for p in of_document(one.passage.source) if p.start <= one.start]
    return unit_above("\n".join(_cut(passage, one) for passage in before or [one.passage]))


def _cut(passage: Passage, one: Candidate) -> str:
    """What stands in a passage before a row."""
    return passage.text[: max(0, one.start - passage.start)]
