"""By how much something changed: '신규 가입자 1,240명(전주 대비 8% 증가)'."""

import re

from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.columns import OF_CHANGE
from rag.reading.tables.selection import cell_under

# '1,590억 원으로 3.6% 줄었다': by how much.
ASKS_CHANGE = re.compile(
    r"(?:얼마나|얼마|몇\s?(?!\S*(?:까지|으?로)\s)\S{1,4})(?:가|이|을|를)?\s(?:더\s)?(?:줄|늘|성장|커[졌지]|오르|올랐|내렸|떨어|감소|증가|상승|하락|깎)"
)
CHANGES = re.compile(
    r"(?P<by>\d[\d,.]*\s?(?:[만억조천]\s?(?:\d[\d,]*\s?)?)*[^\s\d,.]{0,4})\s?(?:가량|정도|이나|나|씩)?\s?(?:더\s)?"
    r"(?:줄|늘|감소|증가|올[랐라]|오르|상승|하락|내려|내렸|떨어|감액|인하|인상)"
)


def changed_cell(judged: Judged) -> tuple[Candidate, str] | None:
    """The cell that tells by how much it changed, where a table has a column for that: 증감."""
    asks = ASKS_CHANGE.search(judged.spans.query.text)
    return cell_under(judged, OF_CHANGE) if asks else None
