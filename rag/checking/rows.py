"""Whether what a row of a table bears out is told of that row and of that column.

A sentence that names another row or another column than the one where its value stands tells of
something else; so does one that says yes where a cell says no.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations

from corpus.table import is_row
from index import Passage, analyse, bare
from rag.language.clauses import clauses
from rag.language.table_clauses import Row, row_of, tables
from rag.language.values import Value, values_of
from rag.language.word_groups import same

_NO = frozenset("× x X ✕ ✗ N n 무 아니요".split())
_NONE = _NO | frozenset("- – — 없음".split())
_DENIES = re.compile(r"않|없|아니|아닌|못|안 |미|불")
_FIGURE = re.compile(r"[-+△▲]?\d")
# In narrower tables the first cell tells what the second one is.
_LEAST = 3
_WHETHER = re.compile(r"\s?(?:여부|유무)$")
_EARLIER = re.compile(r"현행|종전|기존|당초|이전|변경\s?전|개정\s?전|전년")


@dataclass(frozen=True)
class _Said:
    """A sentence by its letters and its words."""

    letters: str
    words: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether it has a word or another for it."""
        if word in self.words or (len(word) > 1 and word in self.letters):
            return True
        return any(same(word, own) for own in self.words)


@lru_cache(maxsize=256)
def _said(text: str) -> _Said:
    return _Said(bare(text).lower(), _words(text))


@lru_cache(maxsize=4096)
def _words(cell: str) -> frozenset[str]:
    return frozenset(m.form.lower() for m in analyse(cell) if m.is_content)


def tells_otherwise(text: str, before: str, passage: Passage, start: int, end: int) -> bool:
    """Whether the row at `start:end` of a passage is not what a sentence tells of.

    `before` is the sentence before it; places are counted from the start of the passage.
    """
    if not is_row(passage.text[start:end]):
        return False
    row = row_of(passage.text, start, end, passage.columns)
    if len(row[1]) < _LEAST:
        return False
    return (
        not _names_row(f"{before} {text}", row[1])
        or _is_of_another_row(text, row, passage)
        or _is_of_another_column(text, row)
        or _says_yes_to_no(text, row)
        or _says_no_to_yes(text, row)
        or _is_changed_back(text, row)
    )


def _names_row(told: str, cells: Sequence[str]) -> bool:
    """Whether a row is told of by its first cell, or the second where that is a code.

    Numbers tell no rows apart; some of the words of a cell are enough.
    """
    said = _said(told)
    front = cells[:1] if re.search("[가-힣]", cells[0]) else cells[:2]
    return any(
        not _words(cell)
        or cell[0].isdigit()
        or bare(cell).lower() in said.letters
        or any(map(said.has, _words(cell)))
        for cell in front
    )


def _is_of_another_row(text: str, row: Row, passage: Passage) -> bool:
    """Whether a sentence names another row of a table of the passage in place of this one."""
    said = _said(text)
    names, own = row
    known = frozenset().union(*map(_words, (*names, *own)))
    for _, cells in chain.from_iterable(tables(passage.text, passage.columns)):
        if list(cells) == list(own) or len(cells) != len(own):
            continue
        for cell, other in zip(own, cells, strict=True):
            if _FIGURE.match(cell) or _FIGURE.match(other):
                break
            if bare(cell).lower() in said.letters:
                continue
            if _names_other(said, cell, other, known):
                return True
    return False


def _names_other(said: _Said, cell: str, other: str, known: frozenset[str]) -> bool:
    """Whether all that another cell has besides is said, and nothing that its own has besides.

    Numbers alone tell nothing, but with all of the cell: '되살 20' beside '되살 80'.
    """
    theirs, ours = _words(other) - _words(cell), _words(cell) - _words(other)
    if not theirs or not ours or theirs & known or any(map(said.has, ours)):
        return False
    if all(word.isdigit() for word in theirs):
        return bare(other).lower() in said.letters
    return theirs <= said.words


def _is_of_another_column(text: str, row: Row) -> bool:
    """Whether a value that a row tells stands in another column than the sentence names for it.

    The name that stands nearest in front of the value counts, else the only one that is named.
    """
    names, cells = row
    if len(names) != len(cells) or not any(names):
        return False
    said = _said(text)
    claimed = values_of(text)
    standing = [values_of(cell) for cell in cells]
    named = [place for place, name in enumerate(names) if place and _is_named(said, name)]
    rivals = [n for n in named if not _told(said, cells[n], standing[n], claimed)]
    for value in claimed:
        holding = [n for n, own in enumerate(standing) if _among(value, own)]
        if not holding or 0 in holding:
            continue
        for place in rivals:
            alike = cells[place] in _NONE or any(v.unit == value.unit for v in standing[place])
            if alike and place not in holding and _apart(said, names, place, holding):
                return True
    return False


def _apart(said: _Said, names: Sequence[str], named: int, holding: Sequence[int]) -> bool:
    """Whether a name has words that are said, and none of those that the others have besides."""
    own = _words(names[named])
    others = [_words(names[place]) for place in holding]
    return all(own - one and one - own and not any(map(said.has, one - own)) for one in others)


def _says_yes_to_no(text: str, row: Row) -> bool:
    """Whether a sentence tells as so what a cell marks as not so: '가입 여부' above '×'."""
    names, cells = row
    if _DENIES.search(text):
        return False
    said = _said(text)
    return any(
        cell in _NO and len(name) > 1 and _is_named(said, _WHETHER.sub("", name))
        for name, cell in zip(names[1:], cells[1:], strict=False)
    )


def _says_no_to_yes(text: str, row: Row) -> bool:
    """Whether a sentence denies what a cell tells: '조식 포함'."""
    denied = [
        item.form
        for clause in clauses(text)
        for item in clause.items
        if item.kind == "verb" and item.negated and len(item.form) > 1
    ]
    said = _said(text)
    return any(
        (thing := cell.removesuffix(f" {form}")) != cell and bare(thing).lower() in said.letters
        for form in denied
        for cell in row[1][1:]
    )


def _is_changed_back(text: str, row: Row) -> bool:
    """Whether a sentence tells as what was what a later column has, and the other way round."""
    names, cells = row
    letters = bare(text).lower()
    own = [bare(cell).lower() for cell in cells]
    return any(
        re.search(rf"{re.escape(new)}에서.{{0,12}}{re.escape(old)}(?:으?로|까지)", letters)
        for (_, old), (name, new) in combinations(zip(names, own, strict=False), 2)
        if len(old) > 1 and len(new) > 1 and old != new and not _EARLIER.search(name)
    )


def _is_named(said: _Said, name: str) -> bool:
    words = _words(name)
    return bool(words) and all(
        word in said.words or (len(word) > 1 and word in said.letters) for word in words
    )


def _told(said: _Said, cell: str, standing: Sequence[Value], claimed: Sequence[Value]) -> bool:
    """Whether a sentence tells a cell, or a value of it."""
    if any(_among(value, standing) for value in claimed):
        return True
    return len(cell) > 1 and bare(cell).lower() in said.letters


def _among(value: Value, others: Sequence[Value]) -> bool:
    return any(value.forms[0] in one.forms or one.forms[0] in value.forms for one in others)
