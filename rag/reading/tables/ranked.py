"""What a sentence tells of several things side by side: which of them has the most.

'반품률은 공기청정기 1.2%, 가습기 3.5%, 선풍기 0.8%였다' answers '반품률이 가장 높은 제품은?'.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from index import analyse
from rag.language.values import Value, values_of
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.comparing import MEASURES
from rag.reading.tables.measuring import noun_before, size
from rag.reading.tables.superlatives import Rank, place_of, rank_asked

_TOPIC = re.compile(r"\s*(?P<what>[^,]{1,30}?)(?:[은는]|:)\s(?:1\s?\S{1,3}(?:에|당)\s)?")
# What may stand between the value of one thing and the name of the next.
_BETWEEN = re.compile(r"(?:이고|이며|으?로|였고|였으며)?\s?(?:,|·|/|그리고)\s?")
_AFTER_NAME = re.compile(r"(?:은|는|이|가)?\s?(?:약 |각각 |월 |연 |매월 |하루 )?$")
_NAME_TAGS = frozenset("NNG NNP NNB SL SN XPN XSN SO NR".split())
_LEAST = 3
# What no value of things is measured in.
_UNRANKED = frozenset(["", "code", "date", "제"])


def most_listed(judged: Judged) -> tuple[Candidate, str] | None:
    """The thing that a sentence lists with the most or least of what a question names."""
    rank = rank_asked(judged.spans.query)
    if rank is None:
        return None
    noun = noun_before(rank.before)
    nouns = (noun,) if len(noun) > 1 else MEASURES.get(rank.degree, ())
    found = [
        (one, named)
        for one in judged.candidates
        if not one.text.startswith("|") and (named := _named(one.text, nouns))
    ]
    if not found:
        return _most_of_sentences(judged, rank, MEASURES.get(rank.degree) or (noun,))
    if len(found) != 1:
        return None
    one, named = found[0]
    first = _first(rank, named)
    return (one, first) if first else None


def _first(rank: Rank, amounts: Mapping[str, Fraction]) -> str:
    """The thing of that rank; '' where there is none, or too few to be a list."""
    place = place_of(rank, list(amounts.values())) if len(amounts) >= _LEAST else None
    return "" if place is None else list(amounts)[place]


def _most_of_sentences(
    judged: Judged, rank: Rank, measured: Sequence[str]
) -> tuple[Candidate, str] | None:
    """The same of sentences of one passage that each tell of one thing.

    '가온북은 무게 1.1kg, 값 159만 원이다. 나래북은 무게 1.4kg, 값 189만 원이다.'
    """
    names = "|".join(map(re.escape, filter(None, measured)))
    measure = re.compile(rf"(?:{names})(?:[은는이가]|:)?\s(?:약 )?(?=\d)")
    found = []
    for read in judged.spans.reads if names else ():
        told: dict[str, Candidate] = {}
        amounts: dict[str, Fraction] = {}
        units = set()
        for one in (one for one in judged.candidates if one.passage == read.passage):
            if named := _measured(one.text, measure):
                name, value = named
                told[name], amounts[name] = one, size(value, "")
                units.add(value.unit)
        if len(units) == 1 and (first := _first(rank, amounts)):
            found.append((told[first], first))
    return found[0] if len(found) == 1 else None


def _measured(sentence: str, measure: re.Pattern[str]) -> tuple[str, Value] | None:
    """What a sentence is about, and how much of what is measured that has; None for no such."""
    topic, found = _TOPIC.match(sentence), measure.search(sentence)
    if topic is None or found is None or topic.end() > found.start():
        return None
    value = next((v for v in values_of(sentence) if v.start == found.end()), None)
    fits = value is not None and value.unit not in _UNRANKED
    return (topic["what"].strip(), value) if value is not None and fits else None


def _named(sentence: str, nouns: Sequence[str]) -> dict[str, Fraction]:
    """How much each thing has of what a sentence is about; none unless it lists just that."""
    topic = _TOPIC.match(sentence)
    if topic is None or not topic["what"].endswith(tuple(nouns)):
        return {}
    told = [one for one in values_of(sentence) if one.start >= topic.end()]
    found: dict[str, Fraction] = {}
    at = topic.end()
    for value in told:
        between = _BETWEEN.match(sentence, at)
        at = between.end() if between and found else at
        name = _AFTER_NAME.sub("", sentence[at : value.start])
        if value.unit != told[0].unit or value.unit in _UNRANKED or not _is_name(name):
            return {}
        found[name] = size(value, "")
        at = value.end
    return found


def _is_name(text: str) -> bool:
    return bool(text.strip()) and all(m.tag in _NAME_TAGS for m in analyse(text))
