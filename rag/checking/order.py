"""Whether a sentence tells two things in another order than what bears it out.

'A를 먼저 하고 B를 한다', 'A한 뒤 B한다', 'B하기 전에 A한다', 'A, B, C 순으로'.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from index import sentence_spans
from rag.checking.matching import is_one
from rag.language.clauses import as_read, clauses
from rag.language.items import Item

_AFTER = re.compile(
    r"\s(?:뒤|후|이후|다음)(?:에야|에는|에)?,?\s|(?:,|고)\s그\s?(?:다음|뒤)에?\s|고\s나서\s"
    r"|(?<=[내하])다가?\s(?=\S)"
)
_FIRST = re.compile(r"먼저[^,]{0,20}?(?:고|,)\s")
_BEFORE = re.compile(r"\s(?:전|이전)(?:에는|에|까지)?\s")
_RANKED = re.compile(r"\s?순(?:서|으로|이|입|임)")
_LEADS = re.compile(r"면\s|이며\s|이고\s")
# 'ㄴ' below the vowel of a syllable, as the endings of verbs have it.
_NIEUN = 4


@dataclass(frozen=True, slots=True)
class _Order:
    """What comes first and what then."""

    first: tuple[Item, ...]
    then: tuple[Item, ...]


def is_reordered(said: str, told: str) -> bool:
    """Whether what a sentence tells first is told second, and the other way round."""
    theirs = _orders(told)
    ours = _orders(said) if theirs else ()
    return any(
        any(_is_turned(own, one) for one in theirs) and not any(_is_kept(own, o) for o in theirs)
        for own in ours
    )


def _is_turned(own: _Order, other: _Order) -> bool:
    first = _count(own.first, other.then, other.first), _count(own.first, other.first, other.then)
    return first[0] > first[1] and _count(own.then, other.first, other.then) > 0


def _is_kept(own: _Order, other: _Order) -> bool:
    first = _count(own.first, other.first, other.then)
    return first > 0 and _count(own.then, other.then, other.first) > 0


def _count(items: Sequence[Item], there: Sequence[Item], elsewhere: Sequence[Item]) -> int:
    """How many of some items stand there, and not elsewhere."""
    return sum(_held(item, there) and not _held(item, elsewhere) for item in items)


def _held(item: Item, there: Sequence[Item]) -> bool:
    return any(is_one(item, other) for other in there)


@lru_cache(maxsize=512)
def _orders(text: str) -> tuple[_Order, ...]:
    found: list[_Order] = []
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        plain, parts = as_read(sentence), clauses(sentence)
        items = [item for one in parts for item in one.own]
        cases = [item for one in parts for item in one.conditions]
        told = [i for i in items if not i.light and i not in cases]
        found += [*_of_steps(plain, items, told), *_of_ranks(plain, told)]
    return tuple(found)


def _of_steps(plain: str, items: Sequence[Item], told: Sequence[Item]) -> Iterator[_Order]:
    """By the words that part one step from the next."""
    for pattern in (_AFTER, _FIRST, _BEFORE):
        for match in pattern.finditer(plain):
            if pattern is _FIRST or _ends_a_step(plain, match, items):
                first, then = _split(plain, told, match.end())
                yield _Order(then, first) if pattern is _BEFORE else _Order(first, then)


def _split(plain: str, told: Sequence[Item], at: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What stands before a place, behind the last topic or condition, and what behind it."""
    start = _begin(plain, told, at)
    front = tuple(item for item in told if start <= item.start and item.end <= at)
    behind = tuple(item for item in told if item.start >= at)
    # What stands on either side tells nothing.
    alone = tuple(item for item in front if not _held(item, behind))
    return alone, tuple(item for item in behind if not _held(item, front))


def _begin(plain: str, told: Sequence[Item], at: int) -> int:
    """Where what leads up to a place begins: behind the last topic, condition or clause."""
    topics = [item.end for item in told if item.end <= at and item.role == "topic"]
    return max([0, *topics, *(match.end() for match in _LEADS.finditer(plain, 0, at))])


def _ends_a_step(plain: str, match: re.Match[str], items: Sequence[Item]) -> bool:
    """Whether no stretch of time stands before: '3일 뒤', nor 다음 as in '다음 날'."""
    before = [item for item in items if item.end <= match.start() + 1][-1:]
    if not before or before[0].value:
        return False
    closes = (ord(plain[match.start() - 1]) - ord("가")) % 28 == _NIEUN
    return closes or "다음" not in match.group() or "그" in match.group()


def _of_ranks(plain: str, told: Sequence[Item]) -> Iterator[_Order]:
    """By the places of a list: 'A, B, C 순'."""
    ranked = _RANKED.search(plain)
    if not ranked:
        return
    commas = [match.end() for match in re.finditer(r",\s", plain[: ranked.start()])]
    edges = [_begin(plain, told, commas[0]), *commas, ranked.start()] if commas else []
    inside = [tuple(i for i in told if a <= i.start < b) for a, b in pairwise(edges)]
    yield from (_Order(*pair) for pair in combinations(inside, 2))
