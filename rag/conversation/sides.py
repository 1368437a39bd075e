"""Questions that ask the same of several things named side by side: 'A와 B의 값은 각각 얼마야?'.

They are asked of each thing by itself, so that what is found of each can be told with its name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.particles import with_particles
from index import analyse, bare
from rag.answer import Answer
from rag.conversation.message import together
from rag.language.phrases import Clause, Phrase, clause, side_by_side
from rag.language.question_type import kind_of_head
from rag.language.values import values_of
from rag.reading.tables.comparing import LESS, MEASURES, MORE, first_degree, is_greater
from rag.reading.whether.yes_no import NO, YES

_COUNTING = frozenset("많 많이 적 적게".split())
_AND = frozenset("와 과 랑 이랑 하고".split())
_EACH = re.compile(r"(?P<owned>[^.?!]*?)\s?(?:각각|저마다|각기)(?:의)?(?P<asked>\s.+)")
# What is compared stands before: '트랜지스터 수를 비교해 줘', '가격 차이는?'.
_COMPARED = re.compile(
    r"(?P<asked>\S.{0,30}?)(?:[을를의]|이|가)?\s(?:서로\s|한번\s|좀\s)*"
    r"(?:비교(?!하면|해서|해도|표)|차이(?:는|가|를|점)?(?=\s|[?.!]|$)).{0,12}"
)
# 'A와 B는 얼마나 차이 나?' asks how far apart they are, which is another thing.
_HOW_FAR = re.compile(r"얼마나|얼마|몇|며칠")


# 'A가 B보다 무게가 더 나가나요?', 'A는 B보다 비싸?'
_MORE_THAN = re.compile(
    r"(?P<one>\S[^?]{0,30}?)[이가은는]\s(?P<other>\S[^?]{0,30}?)보다(?:는|도)?\s"
    r"(?:(?P<asked>\S[^?]{0,20}?)[이가은는도]?\s)?(?:(?:더|훨씬|더욱)\s)?(?P<degree>\S+)(?:\s[거건것]\S*)?[?.!~]*"
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The names of several things and what is asked of each, in the same order.

    `more` tells that the first is asked to be more than the other, or less; None for neither.
    """

    names: tuple[str, ...]
    questions: tuple[str, ...]
    more: bool | None = None


def sides_asked(question: str) -> Sides | None:
    """What a question asks of each of several things; None where it does not."""
    if than := _MORE_THAN.fullmatch(question):
        return None if _HOW_FAR.search(question) else _more_than(than)
    row = _row(clause(question))
    if not row:
        return None
    before, rest = question[: row[0].start], question[row[-1].end :]
    if each := _EACH.fullmatch(rest):
        asked = each["owned"] + each["asked"]
        return _of_each(before, [one.text for one in row], row[-1], asked)
    names, attribute = _compared(row, rest)
    if not attribute:
        return None
    return Sides(tuple(names), _attributes(names, attribute, before))


def _row(said: Clause) -> Sequence[Phrase]:
    """The things side by side; two alone may be taken for one 'with' the other."""
    pairs = pairwise(said.phrases)
    beside = (
        [one, other]
        for one, other in pairs
        if one.particles[:1] and one.particles[0] in _AND and other.start == one.after + 1
    )
    return side_by_side(said) or next(beside, [])


def _more_than(than: re.Match[str]) -> Sides | None:
    """What is asked of two things of which a question asks whether one is more."""
    degree = first_degree(analyse(than["degree"]))
    attribute = than["asked"] or MEASURES.get(degree or "", ("",))[0]
    if degree not in MORE | LESS or not attribute:
        return None
    if degree in _COUNTING and kind_of_head(attribute.split()[-1]) != "number":
        attribute += " 수"  # '트랜지스터는?' asks for no number
    names = than["one"], than["other"]
    return Sides(names, _attributes(names, attribute), degree in MORE)


def _attributes(names: Sequence[str], attribute: str, before: str = "") -> tuple[str, ...]:
    """The question for an attribute of each thing."""
    return tuple(f"{before}{name}의 {with_particles(attribute, ['는'])}?" for name in names)


def _of_each(before: str, names: Sequence[str], last: Phrase, asked: str) -> Sides:
    """The rest of the question behind each name, with the particle that the last one had."""
    own = asked[last.after - last.end :]
    told = [f"{before}{with_particles(name, last.particles)}{own}" for name in names]
    return Sides(tuple(names), tuple(told))


def _compared(row: Sequence[Phrase], rest: str) -> tuple[list[str], str]:
    """The names of what is compared, and in what; '' where that is not said.

    In 'A와 B 가격 비교' the last phrase has both: as many words as the first name are its name.
    """
    *others, last = (one.text for one in row)
    if row[-1].tags[:1] == ("JKG",):
        found = _COMPARED.fullmatch(rest.removeprefix("의").strip())
        names = [*others, last]
    else:
        words = (last + rest).split()
        count = len(others[0].split())
        found = _COMPARED.fullmatch(" ".join(words[count:]))
        names = [*others, " ".join(words[:count])]
    if found is None or _HOW_FAR.search(rest):
        return names, ""
    return names, found["asked"]


def side_by_side_answer(question: str, sides: Sides, answers: Sequence[Answer]) -> Answer | None:
    """What is told of each with its name before it; None where something is not told of all.

    The first sentence of each, or what stands above it, must name the thing itself.
    """
    told = list(zip(sides.names, answers, strict=True))
    if not all(_is_told_of(name, answer) for name, answer in told):
        return None
    if len({any(v.unit for v in values_of(answer.short)) for answer in answers}) > 1:
        return None
    short = _short(sides, [answer.short for answer in answers])
    first = [replace(one, sentences=one.sentences[:1]) for one in answers]
    if not short:
        return None
    return replace(
        together(question, sides.questions, first),
        short=short,
        notice=" ".join(dict.fromkeys(one.notice for one in answers if one.notice)),
    )


def _short(sides: Sides, told: Sequence[str]) -> str:
    """Each value behind its name, or whether the first is more; '' where that is not decided."""
    if sides.more is None:
        return ", ".join(f"{name}: {one}" for name, one in zip(sides.names, told, strict=True))
    more = is_greater(*told)
    return "" if more is None else YES if more == sides.more else NO


def _is_told_of(name: str, answer: Answer) -> bool:
    """Whether there is a short answer, from a sentence that has a word of the name."""
    if answer.abstained or not answer.short:
        return False
    sentence = answer.sentences[0]
    above = (f"{one.passage.context} {one.passage.columns}" for one in sentence.citations)
    text = bare(" ".join([sentence.text, *above]))
    return any(word in text for word in name.lower().split())
