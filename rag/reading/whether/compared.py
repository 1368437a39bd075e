"""Whether one thing is more than another, or has grown: '전년보다 늘었어?', 'A가 B보다 비싼가요?'.

A clause may say so, '전년보다 6.3% 늘었다'; else the two values are compared that a table, a
list or a sentence tells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from index import bare, terms_of
from rag.checking.support import Evidence
from rag.language.spans import ReadPassage
from rag.language.values import values_of
from rag.language.word_groups import same
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.extent import YEAR
from rag.reading.tables.differences import Pair, pairs, sides_compared
from rag.reading.tables.measuring import AMOUNTS, NO_SIZES, amount, size, value_of
from rag.reading.whether.permissions import ANYBODY
from rag.reading.whether.told_clauses import (
    ToldClause,
    agreed,
    clauses_told,
    left_untold,
    subject_of,
)
from rag.retrieval.query import question_terms

_THAN = re.compile(r"(?P<other>[^\s?]+?)\s*(?:보다|에 비해서?|에 견주어|\s?대비)(?:는|도)?\s")
_MOVED_UP = (
    r"늘(?:[었어고려렸린릴]|리|지)|증가|올[랐라린]|오르|오른|상승|커[졌지진]|[높많길]어[졌지진]"
    r"|인상|불어|뛰었"
)
_MOVED_DOWN = (
    r"줄(?:[었어고여였인일]|이[다고며]|지)|감소|내[렸려린]|내림|하락|떨어[졌지진]|낮[추췄아]"
    r"|[적짧]어[졌지진]|작아[졌지진]|인하|깎"
)
_UP = re.compile(
    rf"{_MOVED_UP}|높|많|비싸|비싼|비쌌|비쌉|(?<![가-힣])[큰큽컸]|크[나다네지고며]|긴|깁|길[다었고며]|넓|무겁|무거"
)
_DOWN = re.compile(
    rf"{_MOVED_DOWN}|낮|적[다은었습나고으]|(?<![가-힣])[싼쌌쌉]|싸[다고며]|저렴|작[다은았습나고으]|짧|좁|가볍|가벼"
)
_MOVED = re.compile(rf"{_MOVED_UP}|{_MOVED_DOWN}")
_MOVED_AT_END = re.compile(rf"(?:{_MOVED_UP}|{_MOVED_DOWN})\S*(?:\s(?:거|건|것)\S*)?\s*$")
_DEGREES = re.compile(r"(?:많이|크게|조금|다소|훨씬|오히려|실제로?|더욱?|약간)\s")
_BY_DEGREE = re.compile(r"(?:많이|더)\s")
# The earlier of two times.
_BEFORE = re.compile(
    r"(?<![가-힣])(?:전년|작년|지난해|전해|전기|전월|전주|전분기|직전|지난번|종전|이전|예전|전(?=보다|$))"
    r"(?:도|\s?동기|\s?같은 [가-힣]+)?"
    r"|(?:한|두|세|네|\d+)\s?(?:해|년|달|개월)\s?전"
)
_TIMES = re.compile(
    r"\d+[년월일분주]\S*|상반기|하반기|올해|금년|이번|당해|[^\s]+(?:보다|대비|비해)|"
    + _BEFORE.pattern
)
_ASIDE = re.compile(
    r"(?P<now>[^()]*\d[^()\d]{0,6})\((?P<label>[^()]{2,14}?)\s?(?P<then>(?:월|연|평균)?\s?\d[^()]*)\)[^()\d]{0,12}"
)
_OBJECT = re.compile(r".*?[을를](?=\s)")
_NOT_YET = re.compile(r"예정|계획|목표|전망|예상|늘리기로|줄이기로|[늘줄오]\S{0,2} 것")
# How many or how much there is need not be said beside a number.
_COUNTING = AMOUNTS | frozenset(
    "건수 인원 인원수 대수 수 전체 총 총액 실제 이번 올해 금년 때 건".split()
)
# What ranks or times is no more where its number is.
_RANKED = re.compile(r"순위|등급|등수|\d위")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of a question is told beside the comparison, which way it asks, and with what.

    `past` tells that it is compared with what was before.
    """

    rest: str
    way: int
    other: str
    past: bool


def compared(judged: Judged) -> tuple[bool, Evidence] | None:
    """Whether it is more, or less, as a question asks; None where nothing surely tells."""
    question = judged.spans.query.text
    asked = _asked(question)
    if asked is None or _RANKED.search(question):
        return None
    ways = _told, _beside, _reckoned
    return next(filter(None, (way(judged, asked) for way in ways)), None)


def is_of_part(question: str, evidence: Evidence) -> bool:
    """Whether what a sentence says to have grown or shrunk is only part of what is asked about.

    '전자책 대출은 늘었다' tells nothing of all that a library lends.
    """
    asked = _asked(question)
    if asked is None:
        return False
    terms = [t for t in question_terms(asked.rest) if t not in _COUNTING]
    told = [
        _is_of_that(one, terms)
        for one in clauses_told(evidence.passage)
        if one.evidence == evidence and _MOVED.search(one.text)
    ]
    return bool(told) and not any(told)


def _asked(question: str) -> _Asked | None:
    """How a question compares; what only says that something grew means since before."""
    if than := _THAN.search(question):
        before, after, other = question[: than.start()], question[than.end() :], than["other"]
    elif moved := _MOVED_AT_END.search(question):
        cut = question.rfind(" ", 0, moved.start()) + 1
        before, after, other = question[:cut], question[cut:], ""
    else:
        return None
    way = _way(after)
    past = not other or bool(_BEFORE.search(other) or YEAR.search(other))
    return _Asked(f"{before} {_without_way(after)}", way, other, past) if way else None


def _way(text: str) -> int:
    """1 where a text says that something is more, -1 for less, 0 for neither and for both."""
    plain = _DEGREES.sub("", text)
    up, down = _UP.search(plain), _DOWN.search(plain)
    return 1 if not (up or down) and _BY_DEGREE.search(text) else bool(up) - bool(down)


def _without_way(text: str) -> str:
    """The words of a text before the first that says which way it is."""
    found = _UP.search(text) or _DOWN.search(text) or _BY_DEGREE.search(text)
    return _DEGREES.sub("", text[: text.rfind(" ", 0, found.start()) + 1] if found else text)


def _reckoned(judged: Judged, asked: _Asked) -> tuple[bool, Evidence] | None:
    """Whether the one value is more than the other, where all pairs that may be meant agree."""
    query = judged.spans.query
    found = [
        (_is_so(amount(pair.texts[0]), amount(pair.texts[1]), asked.way), read, pair)
        for sides in sides_compared(query.text)
        for read, pair in pairs(judged, sides)
        if _tells_measure(judged, read, pair) and not _is_to_come(query.text, pair.column)
    ]
    if len({so for so, *_ in found}) != 1:
        return None
    so, read, pair = found[0]
    return so, Evidence.sentence(read, pair.sentences[0])


def _tells_measure(judged: Judged, read: ReadPassage, pair: Pair) -> bool:
    """Whether the rows, what stands above them or the titles tell what is measured.

    Each noun that is asked about must stand there: '합격률' is told by no other table of grades.
    """
    passage = read.passage
    own = [passage.text[slice(*read.sentences[n])] for n in pair.sentences]
    header = [passage.text[slice(*read.sentences[n])] for n in {*read.headers.values()}]
    caption = passage.text[: passage.text.find("|")] if own[0].startswith("|") else ""
    letters = bare(
        " ".join([passage.context, passage.source, passage.columns, caption, *header, *own])
    )
    nouns = [m.form.lower() for m in judged.spans.query.morphemes if m.is_noun]
    return all(n in letters for n in nouns if n not in _COUNTING and not _BEFORE.fullmatch(n))


def _is_so(one: Fraction, other: Fraction, way: int) -> bool:
    return one > other if way > 0 else one < other


def _told(judged: Judged, asked: _Asked) -> tuple[bool, Evidence] | None:
    """What the clauses that tell of all that is asked say of which way it is, if they agree."""
    question = judged.spans.query.text
    terms = [t for t in question_terms(asked.rest) if t not in _COUNTING]
    told = [
        (own == asked.way, one.evidence)
        for read in judged.spans.reads
        for one in clauses_told(read.passage)
        if (own := _way_told(question, one, asked))
        and not left_untold(asked.rest, terms, one)
        and _is_of_that(one, terms)
    ]
    return agreed(told)


def _way_told(question: str, one: ToldClause, asked: _Asked) -> int:
    """Which way a clause says that it is, compared with the same; 0 for none."""
    text = one.text
    if "?" in text or _is_to_come(question, text):
        return 0
    said = text[len(subject_of(text)) :]
    than, moved = _THAN.search(f"{said} "), _MOVED.search(said)
    with_what = said[: than.end()] if than else said
    if than and asked.other and asked.other in with_what:
        return _way(said[than.end() :])
    if not asked.past or not _is_since(asked.other, f"{question} {text}", with_what):
        return 0
    if than:
        earlier = _BEFORE.search(with_what) or YEAR.search(with_what)
        return _way(said[than.end() :]) if earlier else 0
    return _way(said[moved.start() :]) if moved else 0


def _is_to_come(question: str, text: str) -> bool:
    """Whether a text tells of plans or forecasts, of which a question does not ask."""
    return _NOT_YET.search(text) is not None and not _NOT_YET.search(question)


def _is_since(other: str, around: str, with_what: str) -> bool:
    """Whether a clause compares with the year that is asked about, if one is: 전년 of the next."""
    year = YEAR.search(other)
    if year is None or year[0] in with_what:
        return True
    following = f"{int(year[0][:4]) + 1}년"
    return following in around and _BEFORE.search(with_what) is not None


def _beside(judged: Judged, asked: _Asked) -> tuple[bool, Evidence] | None:
    """Whether a value is more than that in brackets beside it: '12만 원(전년 10만 원)'."""
    terms = [t for t in question_terms(asked.rest) if t not in _COUNTING]
    found = []
    for read in judged.spans.reads:
        for number, (low, high) in enumerate(read.sentences):
            told = _ASIDE.fullmatch(read.passage.text[low:high])
            pair = _pair(told, asked) if told else None
            if (
                told
                and pair
                and not left_untold(asked.rest, terms, ToldClause(told[0], "", read.passage, low))
            ):
                found.append((_is_so(*pair, asked.way), Evidence.sentence(read, number)))
    return found[0] if len(found) == 1 else None


def _pair(told: re.Match[str], asked: _Asked) -> tuple[Fraction, Fraction] | None:
    """The value before a bracket and that in it, where that is of what is compared with."""
    label = told["label"]
    if asked.other not in label and not (asked.past and _BEFORE.search(label)):
        return None
    own, other = values_of(told["now"]), value_of(told["then"])
    last = own[-1] if own else None
    if last is None or other is None or last.unit != other.unit or last.unit in NO_SIZES:
        return None
    return size(last, ""), size(other, told["then"])


def _is_of_that(one: ToldClause, asked: Sequence[str]) -> bool:
    """Whether what a clause is about is named by what is asked, and else by titles and times only.

    '온라인 매출은 늘었다' tells nothing of all sales.
    """
    own = subject_of(one.text) or (_OBJECT.match(one.text) or [""])[0]
    named = terms_of(_TIMES.sub(" ", own or one.lead)) - ANYBODY - _COUNTING
    known = terms_of(one.passage.titles)
    told = {term for term in named if any(same(term, word) or word in term for word in asked)}
    return bool(told) and not named - told - known
