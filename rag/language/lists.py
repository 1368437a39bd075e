"""The lists of a text: what an item begins with, the items in order, and what stands above them.

A list goes on wherever its next number, letter or bullet stands, though its items have text of
their own between them and chunking cut it. Below a line, a heading or another item it is about
what that says; sections below one heading are a list as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.symbols import BULLETS, LETTERS
from index import Passage

_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FIRSTS = "첫째 둘째 셋째 넷째 다섯째 여섯째 일곱째 여덟째 아홉째 열째".split()
_COUNTS = "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열".split()
_MARK = re.compile(
    r"(?P<article>제\s?\d{1,3}\s?조(?:의\s?\d+)?)(?=[\s(])"
    r"|(?P<number>\d{1,2})(?P<close>[.)])\s+(?!\d{1,2}\.)|\((?P<round>\d{1,2})\)\s*"
    rf"|(?P<letter>[{LETTERS}])(?P<end>[.)])\s+|(?P<circle>[{_CIRCLES}])\s*"
    rf"|(?P<first>{'|'.join(FIRSTS)})[,.:]?\s+|(?P<count>{'|'.join(_COUNTS)})[,.]\s+"
    r"|제\s?(?P<nth>\d{1,2})\s?호\s?(?P<named>의안|안건)?[.:]?\s+"
    r"|(?P<turn>\d{1,2})\s?(?P<unit>단계|차)\s?[.:)]?\s+"
    r"|(?P<noun>[가-힣]{2,4})\s?(?P<of>\d{1,2})\s?[.:)]\s+"
    rf"|(?P<bullet>[{BULLETS}·ㆍㅇ◎◇◆▷☞])\s*(?=[^{BULLETS}\s])"
)
_ARROW = re.compile(r"\s*(?:→|⇒|➔|▶|>>)\s*")
# What a line may begin with before what it says, in patterns.
PREFIX = rf"[{BULLETS}\s]*(?:(?:\d{{1,2}}|[{LETTERS}])[.)]\s|[①-⑳]\s?)?"
# What stands before a colon: '접수: …'.
LABEL = re.compile(r"(?P<label>[^:：→\n]{1,25}?)\s?[:：]\s+")
# A line that is as long may go on in the next; a shorter one ends what it says.
_WRAPPED, _ENDS = 25, (".", "?", "!")
# '제3조(대여료) ① 대여료는 …' holds the first paragraph.
_FIRST_CLAUSE = re.compile(r"\([^()]{1,40}\)\s*(?=①)")
_ABOVE = 160
_STEPS, _LONGEST_STEP = 3, 40
_ARTICLE = "article"
_KINDS = "article number round letter circle first count nth turn of bullet".split()
_ORDERS = {"letter": list(LETTERS), "circle": list(_CIRCLES), "first": FIRSTS, "count": _COUNTS}


@dataclass(frozen=True, slots=True)
class Item:
    """An item: where it stands in which passage, and what its line says behind the mark."""

    passage: Passage
    start: int
    said: str

    @property
    def at(self) -> int:
        """Where in the text of its passage it says that."""
        line = self.start - self.passage.start
        return max(line, self.passage.text.find(self.said.strip(), line))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the line that stands above it, the headings of that, and its items in order.

    `noun` is what its items are numbered as: 원칙 of '원칙 1.', 단계 of '1단계'. `lead` is the line
    above where it stands in a passage, and None for a mere heading; `outer` what stands above the
    lists that it is inside.
    """

    above: str
    headings: tuple[str, ...]
    items: tuple[Item, ...]
    lead: Item | None = None
    noun: str = ""
    numbered: bool = False
    outer: str = ""

    @property
    def heading(self) -> str:
        """The nearest heading above, which is none of the items."""
        own = (one for one in reversed(self.headings) if self.items[0].said not in one)
        return next(own, "")


@dataclass(frozen=True, slots=True)
class Mark:
    """What an item begins with: its kind and number, how far in it stands, what is behind it."""

    kind: str
    number: int
    noun: str
    depth: int
    said: str

    @property
    def is_article(self) -> bool:
        """Whether it is that of an article, which only holds lists."""
        return self.kind == _ARTICLE

    @property
    def is_numbered(self) -> bool:
        """Whether it tells which item it is that of; the articles read may begin with any."""
        return not self.kind.startswith((_ARTICLE, "bullet"))


@dataclass(slots=True)
class _Open:
    """A list that may go on."""

    mark: Mark
    listing: Listing
    items: list[Item]

    def takes(self, mark: Mark) -> bool:
        """Whether a mark is that of the next item."""
        alike = mark.kind == self.mark.kind and mark.noun == self.mark.noun
        if not self.mark.is_numbered:
            return alike and abs(mark.depth - self.mark.depth) <= 1
        return alike and mark.number == len(self.items) + 1

    def goes_on(self, depth: int, *, fresh: bool) -> bool:
        """Whether a line without a mark may be of the last item."""
        if self.mark.is_numbered:
            return True
        last = self.items[-1].said
        wrapped = len(last) >= _WRAPPED and not last.endswith(_ENDS) and not fresh
        return depth > self.mark.depth or wrapped

    def closed(self) -> Listing:
        """The list as it was read."""
        return replace(self.listing, items=tuple(self.items))


class _Reading:
    """Takes the lines of some passages one by one and keeps the lists that they make."""

    def __init__(self) -> None:
        self.done: list[Listing] = []
        self._open: list[_Open] = []
        self._above: list[Item] = []
        self._fresh = True

    def take(self, line: Item) -> None:
        """Read the next line."""
        if not line.said.strip():
            self._fresh = True
            return
        mark = mark_of(line.said)
        if mark is None:
            self._take_plain(line)
        else:
            self._put(mark, line)
            self._above = [replace(line, said=mark.said)]
            first = _FIRST_CLAUSE.match(mark.said)
            if inner := mark_of(mark.said[first.end() :]) if first else None:
                self._put(inner, line)
        self._fresh = False

    def close(self, left: int = 0) -> None:
        """End the lists that are open but for some of the first.

        Articles only hold lists: nobody who asks what rules are for wants all of them.
        """
        ended = reversed(self._open[left:])
        self.done += [one.closed() for one in ended if not one.mark.is_article]
        del self._open[left:]

    def under_heading(self) -> None:
        """Begin below a heading that stands in no passage."""
        self.close()
        self._above, self._fresh = [], True

    def _take_plain(self, line: Item) -> None:
        depth = _depth(line.said)
        while self._open and not self._open[-1].goes_on(depth, fresh=self._fresh):
            self.close(len(self._open) - 1)
        self.done += _chain(line, self._above)
        self._above = [line] if self._fresh else [*self._above, line]

    def _put(self, mark: Mark, line: Item) -> None:
        """Read an item, which goes on in a list or begins one; another number does neither."""
        item = replace(line, said=mark.said)
        self.done += _chain(item, self._above)
        deeper = (n for n, one in enumerate(self._open) if one.mark.depth > mark.depth + 1)
        taking = (n for n, one in enumerate(self._open) if one.takes(mark))
        if (at := max(taking, default=-1)) >= 0:
            self.close(at + 1)
            self._open[at].items.append(item)
            return
        if mark.is_numbered and mark.number != 1:
            return
        alike = (n for n, one in enumerate(self._open) if one.mark.kind == mark.kind)
        same = [n for n in alike if self._open[n].mark.depth >= mark.depth]
        self.close(min([*same[:1], *deeper], default=len(self._open)))
        lead = self._above[-1] if self._above else None
        outer = " ".join(one.listing.above for one in self._open)
        above, headings = _told(self._above), line.passage.headings
        new = Listing(above, headings, (), lead, mark.noun, mark.is_numbered, outer)
        self._open.append(_Open(mark, new, [item]))


# Asked for by several rules for one question.
@lru_cache(maxsize=64)
def marked(passages: tuple[Passage, ...]) -> tuple[Listing, ...]:
    """The lists of passages that follow each other, parted by marks or by arrows on a line."""
    lists = _Reading()
    headings: tuple[str, ...] = ()
    place = 0
    for passage in passages:
        if any(one not in headings and one not in passage.text for one in passage.headings):
            lists.under_heading()
        if passage.start > place:
            lists.take(Item(passage, place, ""))
        headings, place = passage.headings, passage.start
        for line in passage.text.split("\n"):
            lists.take(Item(passage, place, line))
            place += len(line) + 1
    lists.close()
    return tuple(lists.done)


def headed(passages: Sequence[Passage]) -> Iterator[Listing]:
    """The sections that stand below one heading, by what they are called."""
    below: dict[tuple[str, ...], dict[str, Item]] = {}
    for passage in passages:
        for depth in range(1, len(passage.headings)):
            path, name = passage.headings[:depth], passage.headings[depth]
            mark = mark_of(name)
            item = Item(passage, passage.start, mark.said if mark else name)
            below.setdefault(path, {}).setdefault(name, item)
    for path, items in below.items():
        numbered = all(mark_of(name) for name in items)
        yield Listing("", path, tuple(items.values()), numbered=numbered)


def mark_of(text: str) -> Mark | None:
    """What a line begins with; None where it is no item."""
    line = text.lstrip().lstrip("*_")
    found = _MARK.match(line)
    if found is None or not line[found.end() :].strip():
        return None
    said = line[found.end() :].strip().strip("*_")
    group = found.groupdict()
    noun = group["noun"] or group["unit"] or group["named"] or ""
    kind, number = next(
        (f"{name}{group['close'] or group['end'] or ''}", _number(name, group[name] or ""))
        for name in _KINDS
        if group[name]
    )
    kind = f"bullet{group['bullet']}" if group["bullet"] else kind
    return Mark(kind, number, noun, _depth(text), said)


def _number(kind: str, mark: str) -> int:
    """The number that a mark stands for; 0 for a bullet."""
    if kind in _ORDERS:
        return _ORDERS[kind].index(mark) + 1
    return int(mark) if mark.isdigit() else 0


def _depth(line: str) -> int:
    """How far in a line stands."""
    wide = line.expandtabs()
    return len(wide) - len(wide.lstrip())


def _told(above: Sequence[Item]) -> str:
    """What the lines above a list say, as one line."""
    return " ".join(" ".join(one.said.split()) for one in above)[-_ABOVE:]


def _chain(line: Item, above: Sequence[Item]) -> list[Listing]:
    """The steps that arrows part on a line: '1차 서류 → 2차 면접'."""
    parts = [one.strip() for one in _ARROW.split(line.said)]
    if len(parts) < _STEPS or not all(parts) or max(map(len, parts)) > _LONGEST_STEP:
        return []
    label = LABEL.match(parts[0])
    parts[0] = parts[0][label.end() if label else 0 :]
    marks = [mark_of(one) for one in parts]
    said = [mark.said if mark else one for mark, one in zip(marks, parts, strict=True)]
    nouns = {mark.noun for mark in marks if mark}
    items = tuple(Item(line.passage, line.start, one) for one in said)
    told = f"{_told(above)} {label[0]}" if label else _told(above)
    noun = nouns.pop() if len(nouns) == 1 else ""
    return [Listing(told, line.passage.headings, items, line, noun, numbered=True)]
