"""The rank of a thing that a table ranks: '영국은 몇 위야?' of '| 3 | 영국 | 8개 |'."""

import re

from index import bare
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.cells import tables
from rag.reading.tables.differences import only_named, tells_nouns

_ASKS = re.compile(r"몇\s?(?P<unit>위|등)(?!급)|(?:순위|등수|석차)(?:[는가이]|은요)?\s*\??$")
_RANKS = frozenset("순위 등수 석차 등위 랭킹".split())


def rank_told(judged: Judged) -> tuple[Candidate, str] | None:
    """The rank in the row of what is asked about, with that row; None where no table ranks it."""
    query = judged.spans.query
    asked = _ASKS.search(query.text)
    for read in judged.spans.reads if asked else ():
        for table in tables(read) if tells_nouns(judged, read) else ():
            ranked = next((n for n, name in enumerate(table.names) if bare(name) in _RANKS), None)
            own = [row for row in table.things.items() if len(row[1]) == len(table.header)]
            named = only_named([cells[table.label][0] for _, cells in own], query.text)
            if ranked is None or named is None:
                continue
            number, cells = own[named]
            rank = cells[ranked][0]
            unit = (asked and asked["unit"]) or "위"
            row = judged.sentence(read, number)
            if row is not None:
                return row, f"{rank}{unit * rank.isdigit()}"
    return None
