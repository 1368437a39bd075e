"""Which has most of what was asked of one: '제일 낮은 마을은?' after '갯들 자립률은?'."""

from itertools import pairwise

from corpus.particles import with_particles
from rag.conversation.topics import Subject, kind
from rag.language.phrases import Clause
from rag.language.question_type import is_measure

_MOST = frozenset("제일 가장".split())
# Degrees of whatever is measured, and of prices alone.
_DEGREES = frozenset("높 낮 많 적 크 작".split())
_OF_PRICES = frozenset("비싸 싸 저렴하".split())
_PRICES = ("료", "비", "금", "값", "가격", "비용", "요금")


def ranked(now: Clause, last: Subject) -> str:
    """The question with the measure that it leaves out; '' where it is no such question.

    What is dearest of all is asked of no one in particular, whatever was measured of one.
    """
    measure, degree = _measure(last), _degree(now)
    if not measure or not degree:
        return ""
    if degree in _OF_PRICES and not measure.endswith(_PRICES):
        return now.text
    particle = "가" if any(m.tag == "ETM" for m in now.morphemes) else "는"
    return f"{with_particles(measure, [particle])} {now.text}"


def lacks_measure(now: Clause) -> bool:
    """Whether something is to have most, and nothing is said of what."""
    return _degree(now) in _DEGREES


def _degree(now: Clause) -> str:
    """How something is before all others, where nothing is said of what; '' for no such thing."""
    degrees = [
        after
        for one, after in pairwise(now.morphemes)
        if one.form in _MOST and after.form in _DEGREES | _OF_PRICES
    ]
    named = any(phrase.end <= degree.start for degree in degrees[:1] for phrase in now.phrases)
    return "" if named or not degrees else degrees[0].form


def _measure(last: Subject) -> str:
    """What was asked of one of several: '자립률' of '갯들 자립률'; '' for nothing."""
    counted = kind(last.question) == "number"
    for chain in last.question.chains[::-1]:
        whole = last.question.text[chain[0].start : chain[-1].end]
        owners = [one for one in last.topics if whole.startswith(one) and one != whole]
        owner = min(owners, key=len, default="" if counted else whole)
        measure = whole[len(owner) :].removeprefix("의").strip()
        if owner and measure and (counted or is_measure(measure)):
            return measure
        if counted and len(words := whole.split()) > 1:
            return words[-1]
    return ""
