"""Several items as one answer: a list that a sentence tells, or all of what an item is one of."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from index import analyse, bare
from rag.arrays import Ints
from rag.language.persons import may_name_person
from rag.reading.kinds.contacts import told_as
from rag.reading.kinds.sorts import is_amount
from rag.reading.scoring.query import Query, has_all_of
from rag.reading.scoring.span_scores import FEATURES, Candidate, Judged

_GATHERED = 4
# A span is a further item of a list where it is that likely compared with the likeliest.
_FURTHER_ITEM = 0.3
# How much an enumeration is preferred to a single span where a list is asked for.
_PREFERENCE = 3.0
# Which of several, of which all are named.
_ONE_OF = re.compile(
    r"가장|제일|처음|첫|최초|마지막|어느|더 |누가 (?:더|먼저|이[겼기])|말고|중에|가운데|또 "
    r"|다른|외에|이외"
)
_COUNTED_OFF = re.compile(
    r"(?:의|,)? (?:(?:두|세|네|다섯|여섯|일곱|\d+) ?(?:곳|가지|개|명|종목?|군데|나라|회사)"
    r"|[둘셋넷]|다섯|여섯|일곱)"
)
_COUNT_AT_END = re.compile(rf"{_COUNTED_OFF.pattern}$")
_MANY = 3
_NOMINAL = frozenset("NNG NNP NNB SL SN SH XPN XSN XR JC SP SO JKG MM NR SSO SSC SW".split())
# '참석자는 기획팀, 개발팀 팀장이다'
_LIST_OF = re.compile(
    r"(?P<topic>[가-힣A-Za-z]{2,})[은는]\s(?P<items>[^.\n]{3,120}?)"
    r"(?:이다|입니다|이며|이고|이었다|였다|이에요|예요)(?=[.,\s]|$)"
)
# '기획예산과 주무관 노아린': the office of one who is named, and no two.
_OF_OFFICE = re.compile(r"과 (?P<rank>[가-힣]{2,}) (?P<name>[가-힣]{3,4})(?![가-힣])")
# '참석: 총무팀, 기획팀'
_LABELLED = re.compile(r"[가-힣]\s?:\s$")
_BETWEEN = r"\s*(?:,(?!\d{3})|·|/|와|과|이나|나|및|그리고|하고|랑|이랑)\s*(?:및|그리고)?\s*"
_OPENING, _CLOSING = "‘'“\"「『《〈<", "’'”\"」』》〉>"
_SEPARATOR = re.compile(rf"[{_CLOSING}]?{_BETWEEN}[{_OPENING}]?")
_QUOTED = rf"[{_OPENING}][^{_OPENING}{_CLOSING}]+[{_CLOSING}]"
# Each item in quotation marks, so that no more of them belongs to another one.
_ALL_QUOTED = re.compile(rf"{_QUOTED}(?:{_BETWEEN}{_QUOTED})+")


def listed(judged: Judged, best: Candidate) -> tuple[Candidate, str]:
    """The likeliest enumeration with its sentence, or the items that stand apart in the best."""
    runs = [run for one in judged.candidates[:_GATHERED] for run in _enumerations(judged, one)]
    share, one, text = max(runs, key=lambda run: run[0], default=(0.0, best, ""))
    if share * _PREFERENCE >= best.short_score:
        return one, text
    return best, ", ".join(_items(judged, best))


def whole_list(judged: Judged, best: Candidate) -> str:
    """The enumeration that an answer is an item of, unless one of several is asked for; or ''."""
    query = judged.spans.query
    if query.asked.kind in ("number", "date", "reason") or _ONE_OF.search(query.text):
        return ""
    if told_as(query):  # '안내팀(☎ 02-000-0000), 평일' is no number with others
        return ""
    if told := _listed_of_topic(query, best):
        return told
    for _, one, text in _enumerations(judged, best):
        valued = [item for item in _SEPARATOR.split(text) if any(map(str.isdigit, item))]
        if sum(has_all_of(query, item.split()[0]) for item in valued) == 1:
            return ""  # '시비' of '국비 4억 원, 시비 12억 원'
        end = one.text.find(text) + len(text)
        # '휴양소(속초, 제주)' are two that are all.
        plain = not any(letter.isdigit() for letter in text)
        many = len(_SEPARATOR.split(text)) >= _MANY or (plain and f"({text})" in one.text)
        many = many or _ALL_QUOTED.fullmatch(text) is not None
        several = many and query.asked.kind in ("thing", "place", "group")
        if query.asked.kind == "person":
            whole = _are_persons(text) or _LABELLED.search(one.text[: end - len(text)]) is not None
        else:
            whole = several or _COUNTED_OFF.match(one.text, end) is not None
        if end - len(text) <= best.short_start - one.start < end and whole:
            return text
    return ""


def _listed_of_topic(query: Query, best: Candidate) -> str:
    """All that a sentence says to be what is asked for: '참석자는 [기획팀, 개발팀]이다'; or ''.

    Only of nouns side by side, one of which is the likeliest answer; the one that the question
    names, as '수요일 체육'.
    """
    start = best.short_start - best.start
    for found in _LIST_OF.finditer(best.text):
        inside = found.start("items") <= start < found.end("items")
        items = found["items"]
        plain = all(m.tag in _NOMINAL for m in analyse(items))
        if inside and plain and _SEPARATOR.search(items) and bare(found["topic"]) in query.bare:
            pairs = (item.split() for item in _SEPARATOR.split(items))
            named = [" ".join(pair) for pair in pairs if pair[1:] and pair[0] in query.bare]
            return named[0] if len(named) == 1 else items
    return ""


def _are_persons(text: str) -> bool:
    """Whether all items of an enumeration may be persons."""
    return all(map(may_name_person, _SEPARATOR.split(text)))


def spans_within(judged: Judged, one: Candidate) -> Ints:
    """The numbers of a sentence's spans that could be items: not in the question, no filler.

    Nor is the root of an adjective, as in '… 비슷하다', an item.
    """
    spans = judged.spans
    starts, ends = spans.offsets.T
    here = np.array([read.passage == one.passage for read in spans.reads])[spans.place]
    said = spans.features[:, FEATURES.index("within")] > 0
    filler = spans.features[:, FEATURES.index("filler")] > 0
    roots = np.array([read.tags[last] == "XR" for read in spans.reads for _, last in read.spans])
    own = here & (starts >= one.start) & (ends <= one.end) & ~said & ~filler & ~roots
    return np.flatnonzero(own).astype(np.int32)


def _enumerations(judged: Judged, one: Candidate) -> Iterator[tuple[float, Candidate, str]]:
    """The runs of two or more spans that only separators part, with their probability."""
    numbers = spans_within(judged, one)
    places = [(int(a), int(b)) for a, b in judged.spans.offsets[numbers] - one.passage.start]
    runs = {_extended(one.passage.text, place, places) for place in places} - set(places)
    for start, end in sorted(_with_quotes(one.passage.text, *run) for run in runs):
        held = [n for n, (a, b) in zip(numbers, places, strict=True) if start <= a and b <= end]
        share = float(judged.shares[held].sum())
        # '부결의 넷', '연수생 셋': how many there are is none of them.
        counted = _COUNT_AT_END.search(one.passage.text[start:end])
        yield share, one, one.passage.text[start : start + counted.start() if counted else end]


def _parts(text: str, start: int, end: int) -> bool:
    """Whether nothing but what separates items stands between two places."""
    return _SEPARATOR.fullmatch(text, start, end) is not None and not _is_office(text, start)


def _is_office(text: str, end: int) -> bool:
    """Whether a word that ends there is an office with its 과, before the rank and name of one."""
    found = _OF_OFFICE.match(text, end)
    return (
        found is not None
        and not may_name_person(text[:end].split()[-1])
        and not may_name_person(found["rank"])
        and may_name_person(found["name"])
    )


def _extended(
    text: str, place: tuple[int, int], places: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """A span with all that stand before and after it, parted by separators only."""
    start, end = place
    while True:
        before = [a for a, b in places if b < start and _parts(text, b, start)]
        after = [b for a, b in places if a > end and _parts(text, end, a)]
        if not before and not after:
            return start, end
        start, end = min(before, default=start), max(after, default=end)


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """A list of items in quotation marks with the first and the last of these marks."""
    quoted = _ALL_QUOTED.fullmatch(text, max(0, start - 1), end + 1)
    return quoted.span() if quoted else (start, end)


def _items(judged: Judged, one: Candidate) -> list[str]:
    """The spans of a sentence, apart from each other, that are nearly as likely as the best."""
    spans, shares = judged.spans, judged.shares
    own = spans_within(judged, one)
    items: list[int] = []
    for i in own[np.argsort(-shares[own], kind="stable")]:
        if shares[i] < _FURTHER_ITEM * one.short_score:
            break
        start, end = spans.offsets[i]
        if all(end <= spans.offsets[k][0] or start >= spans.offsets[k][1] for k in items):
            items.append(int(i))
    text, first = one.passage.text, one.passage.start
    items = [i for i in items if not _is_office(text, int(spans.offsets[i][1]) - first)]
    found = [spans.text(i) for i in sorted(items, key=lambda i: int(spans.offsets[i][0]))]
    if judged.spans.query.asked.kind not in ("number", "date"):
        # Beside names a number is told of one of them.
        found = [said for said in found if not is_amount(said)] or found
    return list(dict.fromkeys(found)) or [one.short]
