"""The lists of a document, read over the borders of passages: what stands above, and the items.

A list goes on wherever its next number, letter or bullet stands, though its items have text of
their own between them and chunking cut it. Below a line, a heading or another item it is about
what that says; sections below one heading are a list as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from corpus.symbols import BULLETS
from index import Passage
from rag.language.spans import ReadPassage
from rag.reading.tables.whole import OfDocument

_LETTERS = "가나다라마바사아자차카타파하"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FIRSTS = "첫째 둘째 셋째 넷째 다섯째 여섯째 일곱째 여덟째 아홉째 열째".split()
_COUNTS = "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열".split()
_MARK = re.compile(
    r"(?P<article>제\s?\d{1,3}\s?조(?:의\s?\d+)?)(?=[\s(])"
    r"|(?P<number>\d{1,2})(?P<close>[.)])\s+(?!\d{1,2}\.)|\((?P<round>\d{1,2})\)\s*"
    rf"|(?P<letter>[{_LETTERS}])(?P<end>[.)])\s+|(?P<circle>[{_CIRCLES}])\s*"
    rf"|(?P<first>{'|'.join(_FIRSTS)})[,.:]?\s+|(?P<count>{'|'.join(_COUNTS)})[,.]\s+"
    r"|제\s?(?P<nth>\d{1,2})\s?호\s?(?P<named>의안|안건)?[.:]?\s+"
    r"|(?P<turn>\d{1,2})\s?(?P<unit>단계|차)\s?[.:)]?\s+"
    r"|(?P<noun>[가-힣]{2,4})\s?(?P<of>\d{1,2})\s?[.:)]\s+"
    rf"|(?P<bullet>[{BULLETS}·ㆍㅇ◎◇◆▷☞])\s*(?=[^{BULLETS}\s])"
)
_ARROW = re.compile(r"\s*(?:→|⇒|➔|▶|>>)\s*")
_LABEL = re.compile(r"[^:：→]{1,20}?[:：]\s+")
# A line that is as long may go on in the next; a shorter one ends what it says.
_WRAPPED, _ENDS = 25, (".", "?", "!")
# '제3조(대여료) ① 대여료는 …' holds the first paragraph.
_FIRST_CLAUSE = re.compile(r"\([^()]{1,40}\)\s*(?=①)")
_ABOVE = 160
# So many passages, and as many before and after them, are read for lists together.
_AROUND = 30
_STEPS, _LONGEST_STEP = 3, 40
# The articles that were read need not begin with the first.
_UNNUMBERED = ("article", "bullet")
_KINDS = "article number round letter circle first count nth turn of bullet".split()
_ORDERS = {"letter": list(_LETTERS), "circle": list(_CIRCLES), "first": _FIRSTS, "count": _COUNTS}


@dataclass(frozen=True, slots=True)
class Item:
    """An item: where it stands in which passage, and what its line says behind the mark."""

    passage: Passage
    start: int
    said: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the line that stands above it, the headings of that, and its items in order.

    `noun` is what its items are numbered as: 원칙 of '원칙 1.', 단계 of '1단계'. `lead` is the line
    above where it stands in a passage, and None for a mere heading.
    """

    above: str
    headings: tuple[str, ...]
    items: tuple[Item, ...]
    lead: Item | None = None
    noun: str = ""
    numbered: bool = False

    @property
    def heading(self) -> str:
        """The nearest heading above, which is none of the items."""
        own = (one for one in reversed(self.headings) if self.items[0].said not in one)
        return next(own, "")


@dataclass(frozen=True, slots=True)
class _Mark:
    """What an item begins with: its kind and number, how far in it stands, what is behind it."""

    kind: str
    number: int
    noun: str
    depth: int
    said: str


@dataclass(slots=True)
class _Open:
    """A list that may go on."""

    mark: _Mark
    above: str
    headings: tuple[str, ...]
    lead: Item | None
    items: list[Item] = field(default_factory=list)

    @property
    def is_bulleted(self) -> bool:
        """Whether nothing tells which item is next."""
        return self.mark.kind.startswith(_UNNUMBERED)

    def takes(self, mark: _Mark) -> bool:
        """Whether a mark is that of the next item."""
        alike = mark.kind == self.mark.kind and mark.noun == self.mark.noun
        if self.is_bulleted:
            return alike and abs(mark.depth - self.mark.depth) <= 1
        return alike and mark.number == len(self.items) + 1

    def goes_on(self, depth: int, *, fresh: bool) -> bool:
        """Whether a line without a mark may be of the last item."""
        if not self.is_bulleted:
            return True
        last = self.items[-1].said
        wrapped = len(last) >= _WRAPPED and not last.endswith(_ENDS) and not fresh
        return depth > self.mark.depth or wrapped

    def closed(self) -> Listing:
        """The list as it was read."""
        items, numbered = tuple(self.items), not self.is_bulleted
        return Listing(self.above, self.headings, items, self.lead, self.mark.noun, numbered)


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
        mark = _mark(line.said)
        if mark is None:
            self._take_plain(line)
        else:
            self._put(mark, line)
            self._above = [replace(line, said=mark.said)]
            first = _FIRST_CLAUSE.match(mark.said)
            if inner := _mark(mark.said[first.end() :]) if first else None:
                self._put(inner, line)
        self._fresh = False

    def close(self, left: int = 0) -> None:
        """End the lists that are open but for some of the first.

        Articles only hold lists: nobody who asks what rules are for wants all of them.
        """
        ended = reversed(self._open[left:])
        self.done += [one.closed() for one in ended if one.mark.kind != "article"]
        del self._open[left:]

    def under_heading(self) -> None:
        """Begin below a heading that stands in no passage."""
        self.close()
        self._above, self._fresh = [], True

    def _take_plain(self, line: Item) -> None:
        depth = _depth(line.said)
        while self._open and not self._open[-1].goes_on(depth, fresh=self._fresh):
            self.close(len(self._open) - 1)
        self.done += _chain(line, _told(self._above))
        self._above = [line] if self._fresh else [*self._above, line]

    def _put(self, mark: _Mark, line: Item) -> None:
        """Read an item, which goes on in a list or begins one; another number does neither."""
        item = replace(line, said=mark.said)
        self.done += _chain(item, _told(self._above))
        deeper = (n for n, one in enumerate(self._open) if one.mark.depth > mark.depth + 1)
        taking = (n for n, one in enumerate(self._open) if one.takes(mark))
        if (at := max(taking, default=-1)) >= 0:
            self.close(at + 1)
            self._open[at].items.append(item)
            return
        if not mark.kind.startswith(_UNNUMBERED) and mark.number != 1:
            return
        alike = (n for n, one in enumerate(self._open) if one.mark.kind == mark.kind)
        same = [n for n in alike if self._open[n].mark.depth >= mark.depth]
        self.close(min([*same[:1], *deeper], default=len(self._open)))
        lead = self._above[-1] if self._above else None
        above = _told(self._above)
        self._open.append(_Open(mark, above, line.passage.headings, lead, [item]))


def lists_around(reads: Sequence[ReadPassage], of_document: OfDocument) -> list[Listing]:
    """The lists of what was read and of what stands near, those of the first passages first."""
    found: list[Listing] = []
    seen: set[str] = set()
    for passage in (read.passage for read in reads):
        if passage.id not in seen:
            own = _near(passage, of_document(passage.source))
            seen.update(one.id for one in own)
            found += _lists(own)
    return found


def _near(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """A passage with those of its document that stand near."""
    at = next((n for n, one in enumerate(passages) if one.id == passage.id), None)
    if at is None:
        return (passage,)
    # The same for neighbours, so that they are read once.
    first = max(at // _AROUND - 1, 0) * _AROUND
    return tuple(passages[first : first + 3 * _AROUND])


# Asked for by several rules for one question.
@lru_cache(maxsize=16)
def _lists(passages: tuple[Passage, ...]) -> tuple[Listing, ...]:
    return (*_marked(passages), *_headed(passages))


def _marked(passages: Sequence[Passage]) -> list[Listing]:
    """The lists whose items begin with a mark, and those that arrows part on a line."""
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
    return lists.done


def _headed(passages: Sequence[Passage]) -> Iterator[Listing]:
    """The sections that stand below one heading, by what they are called."""
    below: dict[tuple[str, ...], dict[str, Item]] = {}
    for passage in passages:
        for depth in range(1, len(passage.headings)):
            path, name = passage.headings[:depth], passage.headings[depth]
            mark = _mark(name)
            item = Item(passage, passage.start, mark.said if mark else name)
            below.setdefault(path, {}).setdefault(name, item)
    for path, items in below.items():
        numbered = all(_mark(name) for name in items)
        yield Listing("", path, tuple(items.values()), numbered=numbered)


def _mark(text: str) -> _Mark | None:
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
    return _Mark(kind, number, noun, _depth(text), said)


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


def _chain(line: Item, above: str) -> list[Listing]:
    """The steps that arrows part on a line: '1차 서류 → 2차 면접'."""
    parts = [one.strip() for one in _ARROW.split(line.said)]
    if len(parts) < _STEPS or not all(parts) or max(map(len, parts)) > _LONGEST_STEP:
        return []
    label = _LABEL.match(parts[0])
    parts[0] = parts[0][label.end() if label else 0 :]
    marks = [_mark(one) for one in parts]
    said = [mark.said if mark else one for mark, one in zip(marks, parts, strict=True)]
    nouns = {mark.noun for mark in marks if mark}
    items = tuple(Item(line.passage, line.start, one) for one in said)
    told = f"{above} {label[0]}" if label else above
    noun = nouns.pop() if len(nouns) == 1 else ""
    return [Listing(told, line.passage.headings, items, line, noun, numbered=True)]
