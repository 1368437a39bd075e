"""'예' or '아니요', where a passage says the same or denies it; a wrong one is worse than none.

Lists, boxes, days of opening, rules of what is allowed, matters with two poles and limits are
asked in turn, then whether passages bear out the statement that a question asks about, or its
denial, and last the models of `deciding`. A verdict must be of the case and of all that is asked
about.
"""

import re
from collections.abc import Sequence

from index import Passage, analyse, content_terms, terms_of
from rag.checking.support import Evidence
from rag.language.phrases import TOPIC
from rag.language.word_groups import is_among
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.boxes import box_told, choices
from rag.reading.whether.borne_out import borne_out
from rag.reading.whether.compared import compared, is_of_part
from rag.reading.whether.deciding import decided
from rag.reading.whether.exceptions import with_exception
from rag.reading.whether.fees import fee_told
from rag.reading.whether.itemised import itemised
from rag.reading.whether.labelled import verdict_of_label
from rag.reading.whether.limits import limit_told
from rag.reading.whether.opening import days_of_opening, opening_told
from rag.reading.whether.permissions import (
    ANYBODY,
    WITHOUT,
    adds_case,
    asks_denied,
    denies_inside,
    is_denied_twice,
    names_beside,
    ruling,
)
from rag.reading.whether.poles import pole_told
from rag.reading.whether.statements import stated

YES, NO = "예", "아니요"
_CASE = re.compile(r"(.{2,30}?)(?:으?면|때는?|경우(?:에는?)?)\s")
# Of a month, or every other one: not the day of each week.
_SOME_DAYS = re.compile(
    r"(?:(?:첫|둘|셋|넷|다섯)째|마지막)(?:\s?주)?\s?[월화수목금토일]요일|격주|(?:홀수|짝수)\s?주"
)
_IF = re.compile(r"[으하되]면\s\S*\s?(?:가능|수 있)")
# Who pays: that another does is no yes.
_PAYS = re.compile(r"([가-힣]+)[이가]\s(?:[가-힣]+\s)?(?:부담|내|냅|낸|치르)")
_ONLY = re.compile(r"[가-힣](?<!지)만 ")


def verdict(question: str, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """'예' or '아니요' by rules, with the sentence that shows it; None where no passage decides."""
    return _in_words(_by_rules(question, passages))


def _in_words(found: tuple[bool, Evidence] | None) -> tuple[str, Evidence] | None:
    return ((YES if found[0] else NO), found[1]) if found else None


def _by_rules(question: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    return _ticked(question, passages) or _apart_from_boxes(_told(question, passages))


def _ticked(question: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """The verdict of a box that is ticked, or left empty."""
    if asks_denied(question) or stated(question) is None:
        return None
    return box_told(question, passages)


def _apart_from_boxes(found: tuple[bool, Evidence] | None) -> tuple[bool, Evidence] | None:
    """A verdict, unless it is of what stands beside a box, which says nothing without that."""
    return None if found and any(choices(found[1].text)) else found


def _told(question: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """The verdict that sentences give."""
    return _plainly_told(question, passages) or _borne_out(question, passages)


def _borne_out(question: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """The verdict of the sentence that says the same as a question, or denies it."""
    said = stated(question)
    if said is None or asks_denied(question):
        return None
    found = borne_out(said, passages)
    return found if found and _is_told_of_case(question, *found) else None


def _plainly_told(question: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """What the days of opening, a rule, one of two poles or a limit say to a question.

    None for a 'no' where the question denies something itself, '신청 안 해도 주나요?': what is
    denied in the sentence may be the same.
    """
    said = stated(question)
    if said is not None and (decided := opening_told(said.plain, passages)) is not None:
        return decided
    found = (
        ruling(question, passages)
        or pole_told(question, passages)
        or limit_told(question, passages)
    )
    return None if found and not found[0] and denies_inside(question) else found


def _is_told_of_case(question: str, so: bool, evidence: Evidence) -> bool:
    """Whether a verdict holds in the case that is asked about: for whom, when and if what."""
    told = evidence.text
    if so and _is_paid_by_another(question, told):
        return False
    if _SOME_DAYS.search(told) and not _SOME_DAYS.search(question):
        return False
    # '허가를 받으면 가능합니다' is no yes to whether one can.
    if so and _IF.search(told) and not _IF.search(question):
        return False
    if is_denied_twice(told) or adds_case(question, told):
        return False
    # '연락 없이 오지 않으면' is not told of '예약 없이'.
    without = all(
        re.search(rf"{noun}\S{{0,2}}\s?(?:없|안 |않)", told) for noun in WITHOUT.findall(question)
    )
    return without and _meets_condition(question, evidence)


def told_whether(judged: Judged) -> tuple[str, Evidence] | None:
    """'예' or '아니요' by the passages read; None where they give neither, or none is asked.

    Not what holds for part of what is asked about, nor for all but that.
    """
    query = judged.spans.query
    # Lists tell themselves what is left out.
    listed = itemised(query.text, judged.spans.reads) if query.wants_verdict else None
    if listed:
        return _in_words(listed)
    found = _verdict(judged)
    if found is None or is_of_part(query.text, found[1]):
        return None
    return _in_words(with_exception(query.text, found))


def _verdict(judged: Judged) -> tuple[bool, Evidence] | None:
    """The verdict for all that a question may be about.

    Boxes and days of opening are a matter of rules; of others models decide where those find
    nothing.
    """
    query, reads = judged.spans.query, judged.spans.reads
    if not query.wants_verdict:
        return None
    passages = [read.passage for read in reads]
    plain = query.whether and not (asks_denied(query.text) or denies_inside(query.text))
    if (ruled := _by_rules(query.text, passages)) is not None:
        return ruled
    if plain and (told := verdict_of_label(judged) or fee_told(judged) or compared(judged)):
        return told
    said = stated(query.text)
    if said is not None and days_of_opening(said.plain):
        return None
    found = decided(query, reads)
    if found is None:
        return None
    fits = _is_told_of_case(query.text, *found) and _is_of_what_is_asked(query.text, *found)
    return _apart_from_boxes(found) if fits else None


def _is_of_what_is_asked(question: str, so: bool, evidence: Evidence) -> bool:
    """Whether a sentence has a topic that is asked about or titled, and not only some of it.

    '음료는 뚜껑이 있는 것만 가지고 들어올 수 있다' is no yes for all of them.
    """
    told, around = evidence.text, evidence.passage.titles
    if names_beside(question, told):
        return False
    if so and _ONLY.search(told) and not _ONLY.search(question):
        return False
    topic = TOPIC.match(told)
    terms = terms_of(topic[1]) - ANYBODY if topic else frozenset()
    asked = terms_of(question)
    return not terms or any(term in around or is_among(term, asked) for term in terms)


def _is_paid_by_another(question: str, told: str) -> bool:
    """Whether somebody else is told to pay than who is asked about: 본인이 for 회사가."""
    asked, payers = _PAYS.search(question), _PAYS.findall(told)
    return asked is not None and bool(payers) and asked[1] not in payers


def _meets_condition(question: str, evidence: Evidence) -> bool:
    """Whether a sentence tells of the case that is asked about: '비 오면 취소되나요?'"""
    case = _CASE.match(question)
    told = {m.form for m in analyse(evidence.text)}
    named = content_terms(analyse(case[1])) if case else ()
    return all(is_among(term, told) for term in named)
