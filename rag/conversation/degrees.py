"""Which has most of what was asked of one: '제일 낮은 마을은?' after '갯들 자립률은?'."""

from itertools import pairwise

from corpus.particles import with_particles
from rag.conversation.topics import Subject, kind
from rag.language.phrases import Clause
from rag.language.question_type import is_measure

_MOST = frozenset("제일 가장".split())
# Degrees of whatever is measured; what is dear has a price.
_DEGREES = frozenset("높 낮 많 적 크 작".split())


def ranked(now: Clause, last: Subject) -> str:
    """The question with the measure that it leaves out; '' where it is no such question."""
    measure = _measure(last)
    if not measure or not lacks_measure(now):
        return ""
    particle = "가" if any(m.tag == "ETM" for m in now.morphemes) else "는"
    return f"{with_particles(measure, [particle])} {now.text}"


def lacks_measure(now: Clause) -> bool:
    """Whether something is to have most, and nothing is said of what."""
    degrees = [
        one.start
        for one, after in pairwise(now.morphemes)
        if one.form in _MOST and after.form in _DEGREES
    ]
    return bool(degrees) and all(phrase.start > degrees[0] for phrase in now.phrases)


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
