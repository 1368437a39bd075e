"""What became of what a row is about, or what to do: '안건은 어떻게 됐어?', 'E6이면 어떻게 해?'.

A cell tells it in a few words below a column that is called so.
"""

import re

from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.selection import cell_under

# The words that ask, and the columns that tell it.
_TOLD = (
    (
        re.compile(r"어떻게\s(?:됐|되었|됬|결정|결론|처리\s?됐)|결과[가는은]?\s(?:어떻|어땠|뭐)"),
        re.compile(r"(?:[가-힣]{2})?결과|의결|결정|판정|처분"),
    ),
    (
        re.compile(r"어떻게\s(?:해|하[나면지]|하죠|할|처리|대처|조치|대응)|뭘 해야"),
        re.compile(r"(?:조치|대처|대응|해결|처리)(?:방법|사항|내용|요령|방안|법|책)?|할일"),
    ),
)


def outcome(judged: Judged) -> tuple[Candidate, str] | None:
    """The only cell that tells it of all nouns of a question, with its row; None for no such."""
    text = judged.spans.query.text
    found = (cell_under(judged, names) for asks, names in _TOLD if asks.search(text))
    return next(filter(None, found), None)
