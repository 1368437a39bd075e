"""Days of the week, where one clause tells them of all that is asked: '야간 진료는 화요일에 한다'.

Few words name a day of the week, and hours stand beside most of them; which clause speaks of just
what a question names is plainer than how likely any of these times looks.
"""

from collections.abc import Iterator

from index import terms_of
from rag.language.spans import ReadPassage
from rag.reading.kinds.sorts import ASKS_WEEKDAY
from rag.reading.scoring.query import WHOLE, Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.sentences.borders import members
from rag.reading.sentences.extent import days_of_week
from rag.reading.tables.matching import held, sum_held

# That something happens on a day says no more than that it is told of one.
_LIGHT = frozenset("요일 무슨 어느 몇 매주 하 되 있 열리 날 언제 뭐 무엇".split())


def weekday(judged: Judged) -> tuple[Candidate, str] | None:
    """The days that one clause tells of all that is asked, with its sentence; None for none."""
    query = judged.spans.query
    if ASKS_WEEKDAY.search(query.text) is None:
        return None
    told = [one for read in judged.spans.reads for one in _told(query, read)]
    most = max((one[0] for one in told), default=0.0)
    best = [one for one in told if one[0] == most]
    if len({days for _, _, _, days in best}) != 1:
        return None
    _, read, number, days = best[0]
    line = judged.sentence(read, number)
    return (line, days) if line else None


def _told(query: Query, read: ReadPassage) -> Iterator[tuple[float, ReadPassage, int, str]]:
    """The days of each clause that tells all that is asked, with how much it tells itself."""
    text, titles = read.passage.text, f"{read.passage.context} {read.passage.title}"
    asked = {term: weight for term, weight in query.terms.items() if term not in _LIGHT}
    above = held(query, titles, read.context)
    for number, (start, end) in enumerate(read.sentences):
        days = days_of_week(text, start, end)
        # What numbers an item, '2. ', ends a sentence for those who part it.
        clauses = members(text, end - 1) if days and not text.startswith("|", start) else ()
        for low, high in clauses:
            own = held(query, text[low:high], terms_of(text[low:high]))
            whole, told = sum_held(asked, own, above), sum_held(asked, own)
            here = days_of_week(text, low, high)
            if here and told and whole >= WHOLE * sum(asked.values()):
                yield told, read, number, here
