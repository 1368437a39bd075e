"""What of a passage is quoted for a sentence: a whole row, or what it leans on as well."""

import re
from collections.abc import Sequence

import numpy as np

from corpus.symbols import BULLETS
from index import Passage
from rag.language.spans import ReadPassage, read_passage
from rag.language.traits import GROUP
from rag.reading.scoring.span_scores import Candidate

_ROW = re.compile(rf"\s*(?:[{BULLETS}|]|\d{{1,3}}[.)]\s)")
_LONGEST_ROW = 500
_LEANS = re.compile(
    r"(?:이|그|저)(?:는|가|를|의|에|들|것|곳|때|로|후|러|렇|중)|(?:이|그|해당|같은) |"
    r"또한|또|따라서|하지만|그러나|당시|한편|반면"
)
# '오류 E3: 압축기 과열.', '네.': what follows says what there is to say.
_ANNOUNCES = re.compile(
    r"[^.:\n]{1,30}: [^.\n]{1,30}\.|(?:(?:A|답|답변)[.:] ?)?(?:네|예|아니요|아니오)?\."
)


def apart(chosen: Sequence[Candidate]) -> list[tuple[Passage, int, int]]:
    """The spans to quote; those that overlap are one."""
    found: list[tuple[Passage, int, int]] = []
    for one in chosen:
        start, end = quoted(one)
        for number, (passage, low, high) in enumerate(found):
            if passage == one.passage and start < high and low < end:
                found[number] = passage, min(low, start), max(high, end)
                break
        else:
            found.append((one.passage, start, end))
    return found


def quoted(one: Candidate) -> tuple[int, int]:
    """The span to quote: the sentence, a whole row or bullet, or with the sentence it leans on."""
    passage = one.passage
    text, start, end = passage.text, one.start - passage.start, one.end - passage.start
    line = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    close = len(text) if close < 0 else close
    if _ROW.match(text, line) and close - line <= _LONGEST_ROW:
        line += len(text[line:close]) - len(text[line:close].lstrip())
        return passage.start + line, passage.start + len(text[:close].rstrip())
    read = read_passage(passage)
    number = read.sentences.index((start, end))
    if (
        number
        and (_leans(read, number) or _announces(read, number - 1))
        and "\n" not in text[read.sentences[number - 1][1] : start]
    ):
        start = read.sentences[number - 1][0]
    following = read.sentences[number + 1 : number + 2]
    if _announces(read, number) and following:
        end = following[0][1] if "\n" not in text[end : following[0][0]] else end
    return passage.start + start, passage.start + end


def _announces(read: ReadPassage, number: int) -> bool:
    """Whether a sentence only leads to the next: a label, or 'yes'."""
    return _ANNOUNCES.fullmatch(read.passage.text, *read.sentences[number]) is not None


def _leans(read: ReadPassage, number: int) -> bool:
    """Whether a sentence starts with a pronoun or the like, or has no subject or topic."""
    start, end = read.sentences[number]
    own = read.groups[read.firsts[number] : read.firsts[number + 1]]
    subject = np.isin(own, [GROUP["JKS"], GROUP["topic"]]).any()
    return _LEANS.match(read.passage.text, start, end) is not None or not subject


def cut(passage: Passage, start: int, end: int) -> str:
    """The text of a passage between two places of its document."""
    return passage.text[start - passage.start : end - passage.start]
