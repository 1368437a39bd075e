"""The unit in which a table tells its numbers, where a bare number answers: '(단위: 천원)'."""

import re

from corpus.table import cell_texts, head_of
from index import Passage
from rag.reading.scoring.span_scores import Candidate
from rag.reading.tables.columns import says_measure, unit_above, unit_of_column
from rag.reading.tables.whole import OfDocument

_BARE = re.compile(r"(?:[^,]*[가-힣] )?[-△▲]?\d[\d,.]*(?:, [^,]*[가-힣] [-△▲]?\d[\d,.]*)*")


def unit_told(one: Candidate, short: str, of_document: OfDocument) -> str:
    """The unit of a bare number in a row; '' where it has its own, and where none is told.

    `of_document` gives the passages of a document: a table may begin in one before.
    """
    if not one.text.startswith("|") or _BARE.fullmatch(short) is None:
        return ""
    called = _columns(one, short)
    if own := next(filter(None, map(unit_of_column, called)), ""):
        return own
    before = [p for p in of_document(one.passage.source) if p.start <= one.start]
    unit = unit_above("\n".join(_cut(passage, one) for passage in before or [one.passage]))
    return "" if any(says_measure(name, unit) for name in called) else unit


def _columns(one: Candidate, short: str) -> list[str]:
    """The names of the columns in which a row has that number; cells of sheets carry theirs."""
    passage = one.passage
    heads = cell_texts(head_of(passage.text, one.start - passage.start, passage.columns))
    cells = cell_texts(one.text)
    named = [cell.partition(": ") for cell in cells]
    plain = [head for head, cell in zip(heads, cells, strict=False) if cell == short]
    return [name for name, _, said in named if said == short] or plain


def _cut(passage: Passage, one: Candidate) -> str:
    """What stands in a passage before a row."""
    return passage.text[: max(0, one.start - passage.start)]
