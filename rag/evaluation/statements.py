"""Statements turned into questions, without a language model.

A clause that tells a number, a date, a name, a place or a cause is asked for it: "휴가는 한 해에
15일을 준다." as "휴가는 한 해에 며칠을 주나요?". What does not make a natural question
that stands on its own is left alone: a statement is only worth asking for what it says by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index import Morpheme
from rag.language.interrogatives import KINDS, analysed, topic_of

_SHORTEST, _LONGEST = 15, 100
_OPENING = re.compile(
    r"^(?:결국|특히|실제로|현재|한편|참고로|다만|그런데|그러나|하지만|또한?|그리고|반면|따라서"
    r"|그래서),? "
)
# What points to other sentences: such a statement does not stand on its own.
_POINTING = frozenset(
    "당시 이번 이날 그날 올해 지난해 작년 내년 최근 지난달 이달 같은 양사 동사 당사 "
    "이듬해 한쪽 다른 여기 거기 이곳 그곳 이것 그것 우리 저희 이들 그들 자신 "
    "이후 이전 이때 그때 해당 각각 나머지".split()
)
_BESIDES = frozenset("앞 위 아래 다음".split())
_DEMONSTRATIVES = frozenset("이 그 저 이런 그런 나 너".split())
_LINKING = frozenset("고 며 으며 지만 으나 는데 ᆫ데 이며".split())
_SUBJECTS = frozenset(["JKS", "JX"])


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that a statement answers; `topic` is what both begin with, '' where none is."""

    kind: str
    question: str
    answer: str
    topic: str


def askings(statement: str) -> Iterator[Asking]:
    """The questions that a sentence answers, clause by clause, at most one of a kind for each."""
    said = _OPENING.sub("", statement)
    if not _stands_alone(said):
        return
    for text in _clauses(said):
        quotes_open = text.count('"') % 2 or text.count("“") != text.count("”")
        if quotes_open or points(text):
            continue
        for kind, make in KINDS:
            made = make(text)
            if made is not None and not _rambles(made[0]):
                yield Asking(kind, *made, topic_of(text))


def _rambles(question: str) -> bool:
    """Whether a question has two topics, or a clause of its own before the one that asks."""
    morphemes = analysed(question)
    joins = any(
        one.tag == "EC" and one.form in _LINKING and following.tag != "VX"
        for one, following in pairwise(morphemes)
    )
    return joins or sum(m.tag == "JX" and m.form in ("은", "는") for m in morphemes) > 1


def _stands_alone(text: str) -> bool:
    """Whether a sentence says something whole, and not with its neighbours only."""
    if not (_SHORTEST <= len(text) <= _LONGEST and re.search(r"[가-힣)'’\"”]다\.$", text)):
        return False
    if re.search(r"[\n|?!:;→]", text) or text.count("(") != text.count(")"):
        return False
    if re.match(r"\d{1,2}[.)] ", text):
        return False
    first = analysed(text)[0]
    return first.tag not in ("MAJ", "IC") and not first.form.endswith("째")


def points(text: str) -> bool:
    """Whether a clause points to what stands elsewhere."""
    morphemes = analysed(text)
    return any(
        _is_pointer(one, before.tag, text[one.end :])
        for one, before in zip(morphemes, [morphemes[-1], *morphemes], strict=False)
    )


def _is_pointer(one: Morpheme, before: str, after: str) -> bool:
    """Whether a morpheme points elsewhere, behind one with that tag and before that text."""
    if one.form in _BESIDES:  # '기판 위에' and '앞으로' say where and when by themselves
        return not before.startswith(("N", "SL")) and not after.startswith("으로")
    if one.tag in ("MM", "NP") and one.form in _DEMONSTRATIVES:
        return True
    return one.form in _POINTING or one.form.startswith(("이렇", "그렇", "이러", "그러"))


def _is_past(morphemes: Sequence[Morpheme]) -> bool:
    return any(m.tag == "EP" and m.form in ("었", "았") for m in morphemes[-4:])


def _clauses(sentence: str) -> Iterator[str]:
    """The parts between linking endings with a comma, each with the topic of the sentence."""
    morphemes = analysed(sentence)
    borders = [0]
    for one, after in zip(morphemes, morphemes[1:], strict=False):
        joins = one.tag == "EC" and one.form in _LINKING and after.tag == "SP"
        if joins and any(m.tag in _SUBJECTS for m in morphemes if borders[-1] <= m.start < one.end):
            borders.append(one.end)
    topic, past = topic_of(sentence), _is_past(morphemes)
    for start, end in zip(borders, [*borders[1:], len(sentence)], strict=True):
        text = sentence[start:end].lstrip(", ")
        if past and not _is_past([m for m in morphemes if start <= m.start < end]):
            continue  # its tense stands at the end of the sentence only
        if not start:
            yield text
        elif topic and not any(m.tag == "JX" for m in morphemes if start <= m.start < end):
            yield f"{topic} {text}"
