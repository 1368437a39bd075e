"""Follow-up questions that are but another question word: '언제까지?', '왜?', '며칠 전에요?'."""

import re

from corpus.particles import has_coda
from index import Morpheme
from rag.conversation.topics import Subject, first_line
from rag.language.phrases import ASKING, Clause

_COPULA = re.compile(r"(?:입니다|이에요|예요|이다|이야|야)?[.!]?$")
_FROM_THERE = frozenset("전 뒤 후 안 이내".split())
# A shorter answer can be told in a question about it.
_BRIEF = 40


def reasked(now: Clause, last: Subject, answer: str) -> str:
    """The last question with another question word: '언제까지?', '왜?'; '' where more is said."""
    said = [m for m in now.morphemes if m.tag not in ("SF", "SP")]
    if not said or said[0].form not in ASKING or not all(map(_says_how_far, said[1:])):
        return ""
    word, question = now.text.rstrip("?. ").removesuffix("요"), last.question
    if said[0].form != "왜" and not any(m.form in ASKING for m in question.morphemes):
        return _put_before_predicate(word, question)
    start, end = _question_word(question)
    if _predicate_follows(question, end):
        return question.text[:start] + word + question.text[end:]
    told = _COPULA.sub("", first_line(answer).strip())
    if said[0].form != "왜" or not told or len(told) > _BRIEF:
        return ""
    return f"{question.text[:start].rstrip(' ?')} 왜 {told}{'이야' if has_coda(told) else '야'}?"


def _question_word(question: Clause) -> tuple[int, int]:
    """The span of the last question word with what it counts and its particles."""
    places = [i for i, m in enumerate(question.morphemes) if m.form in ASKING]
    if not places:
        return len(question.text), len(question.text)
    first = question.morphemes[places[-1]]
    end = first.end
    for one in question.morphemes[places[-1] + 1 :]:
        if one.start > end + (first.tag == "MM") or one.tag[0] not in "NJ":
            break
        end = one.end
    return first.start, end


def _predicate_follows(question: Clause, end: int) -> bool:
    """Whether a question word is part of a sentence rather than all that is said of a thing."""
    rest = [m.tag for m in question.morphemes if m.start >= end]
    return bool(rest) and rest[0] not in ("VCP", "SF", "EF")


def _says_how_far(morpheme: Morpheme) -> bool:
    """Whether it is a particle, or the noun of '며칠 전에'."""
    return morpheme.tag[0] == "J" or morpheme.form in _FROM_THERE


def _put_before_predicate(word: str, question: Clause) -> str:
    """'언제까지 예약해야 돼요?' after '예약해야 돼요?'; '' where nothing is said before it."""
    ends = [m.end for m in question.morphemes if m.tag in ("JX", "JKS", "JKO", "JKB")]
    place = question.text.find(" ", ends[-1]) if ends else -1
    rest = [m for m in question.morphemes if m.start > place]
    if (
        place < 0
        or not any(m.tag in ("VV", "XSV") for m in rest)
        or any(m.tag == "ETM" for m in rest)
    ):
        return ""
    return f"{question.text[:place]} {word}{question.text[place:]}"
