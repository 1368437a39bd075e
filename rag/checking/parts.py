"""Which of several things told side by side belong together: '도비 12억 원과 시비 6억 원'.

A sentence and what bears it out are read as parts between commas and coordinate endings. What
stands in one part of the sentence must not stand there in two, each with another partner.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise, permutations

from index import sentence_spans
from rag.checking.conflicts import opposites
from rag.checking.matching import is_one
from rag.language.clauses import as_read, clauses
from rag.language.items import Item

_BORDER = re.compile(r"[,，;/]")
_ENDING = re.compile(r"\S{0,8}?(?:고|며|지만|으나|나|는데|대신|뒤|후|다음)[\s,]")
_COPULA = re.compile(r"\S{0,3}?이?(?:고|며|지만|나) ")
# Units of which one may stand where another does.
_KINDRED = tuple(
    frozenset(units.split())
    for units in ("년 개월 주 일 시간 분 초", "원 달러 엔 유로 위안", "톤 kg g mg", "km m cm mm")
)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item, the number of its part and its own among all items of the text."""

    item: Item
    part: int
    number: int

    @property
    def role(self) -> str:
        """Its role; a subject is a topic."""
        return "topic" if self.item.role == "subject" else self.item.role


def is_crossed(said: str, told: str) -> bool:
    """Whether two pairs of a sentence have changed partners: 'A는 1, B는 2' where A is 2, B 1."""
    there = _placed(told)
    pairs = [*_pairs(_placed(said), there)]
    return any(_changed(*one, *other) for one, other in combinations(pairs, 2))


_Pair = tuple[_Placed, _Placed, _Placed, _Placed]


def _pairs(said: Sequence[_Placed], there: Sequence[_Placed]) -> Iterator[_Pair]:
    """Two things of one part that stand there once, and where: in front, behind, their homes."""
    homes = [(one, _home(one.item, there)) for one in said]
    known = [(one, home) for one, home in homes if home]
    for (front, its), (behind, home) in combinations(known, 2):
        if front.part == behind.part and its is not home:
            yield front, behind, its, home


def _home(item: Item, there: Sequence[_Placed]) -> _Placed | None:
    """The only place where an item stands."""
    if item.light and item.kind == "verb" and item.form not in ("있", "없"):
        return None
    found = [one for one in there if is_one(item, one.item)]
    return found[0] if len(found) == 1 else None


def _changed(
    a: _Placed,
    x: _Placed,
    a_home: _Placed,
    x_home: _Placed,
    b: _Placed,
    y: _Placed,
    b_home: _Placed,
    y_home: _Placed,
) -> bool:
    """Whether 'a x, b y' stands there as pairs of a with y and b with x, each in its own part."""
    if a.part == b.part or not (_alike(a.item, b.item) and _alike(x.item, y.item)):
        return False
    apart = a_home.part == y_home.part != b_home.part == x_home.part
    numbers = [
        sorted((one.number, other.number)) for one, other in ((a_home, y_home), (b_home, x_home))
    ]
    first, second = sorted(numbers)
    return apart and first[1] < second[0]


def _alike(item: Item, other: Item) -> bool:
    """Whether two items could stand for one another."""
    if item.value and other.value:
        units = {item.value.unit, other.value.unit}
        return len(units) == 1 or any(units <= kin for kin in _KINDRED)
    return not (item.value or other.value) and (item.kind == "verb") == (other.kind == "verb")


@lru_cache(maxsize=512)
def _placed(text: str) -> tuple[_Placed, ...]:
    found: list[_Placed] = []
    part = 0
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        items = [item for one in clauses(sentence) for item in one.own]
        plain = as_read(sentence)
        part += 1
        for item, before in zip(items, (None, *items), strict=False):
            part += before is not None and _parts(before, plain[before.end : item.start])
            found.append(_Placed(item, part, len(found)))
    return tuple(found)


def _parts(before: Item, between: str) -> bool:
    """Whether a part ends with an item, by what stands between it and the next."""
    if _BORDER.search(between) or before.role == "with" or " 및 " in between:
        return True
    if before.kind == "verb":
        return _ENDING.match(between) is not None
    return _COPULA.match(between) is not None


def is_of_another_part(said: str, told: str) -> bool:
    """Whether two things of one part stand there in two, each with a partner of its own.

    Of '1달러당 1,418원, 100엔당 926원' a sentence may not take 1달러 with 926원.
    """
    ours, there = _placed(said), _placed(told)
    letters = "".join(said.lower().split())
    strangers = [one for one in there if not _is_told(one.item, letters, ours)]
    if _is_of_another_scene(ours, there, strangers):
        return True
    return any(
        a_home.part != x_home.part
        and (_is_against(x.item, y.item) or _parallel(a_home, x_home, y, b))
        for a, x, a_home, x_home in _pairs(ours, there)
        for y in strangers
        if y.part == a_home.part
        for b in strangers
        if b.part == x_home.part
    )


def _is_of_another_scene(
    ours: Sequence[_Placed], there: Sequence[_Placed], strangers: Sequence[_Placed]
) -> bool:
    """Whether a part with a scene of its own is told in that of another: '1차 개정에서는 …'.

    Scenes are alike but for their value, and what is told of one stands behind it in its part.
    """
    scenes = [
        (one, after.item)
        for one, after in pairwise(there)
        if one.item.value and after.item.role in ("at", "from") and after.item.topic
    ]
    known = [(one, home) for one in ours if (home := _home(one.item, there))]
    for (x, noun), (y, other) in permutations(scenes, 2):
        if noun.form != other.form or not _alike(x.item, y.item) or y not in strangers:
            continue
        named = any(home is x for _, home in known)
        if named and any(y.number < home.number and y.part == home.part for _, home in known):
            return True
    return False


def _is_told(item: Item, letters: str, ours: Sequence[_Placed]) -> bool:
    """Whether a sentence tells the whole of an item, not just a part of its word."""
    if item.value is None and item.kind == "noun":
        return item.form in letters
    return any(is_one(one.item, item) for one in ours)


def _parallel(a: _Placed, x: _Placed, y: _Placed, b: _Placed) -> bool:
    """Whether 'a y' and 'b x' stand there in the same order, one of each a value."""
    behind = y.number - a.number
    beside = abs(behind) == 1 and x.number - b.number == behind
    telling = bool(a.item.value or x.item.value) or (x.item.name and y.item.name)
    return beside and telling and _could_be(x.item, y.item) and _could_be(a.item, b.item)


def _is_against(item: Item, other: Item) -> bool:
    """Whether the opposite plays the part of an item: '갑이' of '을이'."""
    return other.form in opposites(item.form) and item.role == other.role != ""


def _could_be(item: Item, other: Item) -> bool:
    """Whether two things play the same part there, or both are what is done."""
    if item.value and other.value:
        return _alike(item, other)
    if {item.kind, other.kind} == {"noun", "verb"}:
        return True
    return _alike(item, other) and _plain(item) == _plain(other)


def _plain(item: Item) -> str:
    return "" if item.role == "with" else item.role
