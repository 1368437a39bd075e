"""Boxes of forms: of '☑ 승인 □ 반려' what is ticked holds, and what is not does not.

Both words stand there alike, so that without the marks a form tells the one as well as the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.symbols import EMPTY_BOXES, TICKED_BOXES
from index import Passage, bare, terms_of
from rag.checking.support import Evidence
from rag.language.word_groups import is_among
from rag.retrieval.query import question_terms

_MARKS = TICKED_BOXES + EMPTY_BOXES
_BOX = re.compile(rf"(?P<box>[{_MARKS}])\s?(?P<said>[^{_MARKS}|\n]*[^{_MARKS}|\s])")
_CELL = re.compile(r"[^|\n]+")
_YES, _NO = frozenset(["예", "네"]), frozenset(["아니요", "아니오"])
_DENIED = re.compile(r"(?<![가-힣])(?:안|못)(?![가-힣])|지\s?(?:않|못|아니)|없|불|미|거부")
_LIGHT = frozenset("되 하 있 받 주 것 거 네 예".split())


@dataclass(frozen=True, slots=True)
class Box:
    """One of several choices of a form."""

    said: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The boxes of one cell or line; `label` is what stands before them, in the cell before too."""

    label: str
    boxes: tuple[Box, ...]
    start: int
    end: int


def choices(text: str) -> Iterator[Choice]:
    """All choices of a text: a mark alone may be that of an item or a heading."""
    for cell in _CELL.finditer(text):
        found = list(_BOX.finditer(cell[0]))
        boxes = tuple(Box(one["said"].strip(), one["box"] in TICKED_BOXES) for one in found)
        if len({one.ticked for one in boxes}) == 2:
            before = text[text.rfind("\n", 0, cell.start()) + 1 : cell.start()].strip("| ")
            label = f"{before.rpartition('|')[2]} {cell[0][: found[0].start()]}"
            yield Choice(label, boxes, cell.start(), cell.end())


def ticked(cell: str) -> str:
    """What is ticked in a cell; the cell itself where it holds no choice."""
    found = next(choices(cell), None)
    return ", ".join(one.said for one in found.boxes if one.ticked) if found else cell


def is_unticked(text: str, start: int, end: int) -> bool:
    """Whether a span of a text is of a choice, and not all of it of what is ticked."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[low : high if high >= 0 else len(text)]
    own = [one for one in choices(line) if one.start <= start - low < one.end]
    return any(
        low + box.start() < end and start < low + box.end() and box["box"] in EMPTY_BOXES
        for one in own
        for box in _BOX.finditer(line, one.start, one.end)
    )


def box_told(question: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """Whether what is asked is ticked in the choice that names all of it; None for no such.

    None too where choices tell different things.
    """
    asked = [term for term in question_terms(question) if term not in _LIGHT]
    told = [
        (so, Evidence.within(passage, one.start, one.end))
        for passage in passages
        for one in choices(passage.text)
        if (so := _is_so(asked, one, passage.titles)) is not None
    ]
    return told[0] if len({so for so, _ in told}) == 1 else None


def _is_so(asked: Sequence[str], choice: Choice, around: str) -> bool | None:
    """Whether the box that is asked about is ticked; None where all is not told of this choice."""
    plain = [one for one in choice.boxes if one.said in _YES]
    others = [one for one in choice.boxes if not _DENIED.search(one.said)]
    named = plain or [one for one in others if any(_tells(one.said, term) for term in asked)]
    if len(named) != 1 or any(term in _NO for term in asked):
        return None
    left = [term for term in asked if not _tells(named[0].said, term)]
    unlabelled = [term for term in left if not _tells(choice.label, term)]
    # What 'yes' is said to stands in the label alone.
    if plain and len(unlabelled) == len(asked):
        return None
    whole = bare(around)
    return named[0].ticked if all(term in whole for term in unlabelled) else None


def _tells(text: str, term: str) -> bool:
    return term in bare(text) or is_among(term, terms_of(text))
