"""Mails quoted in a mail: a '>' begins each line, and programs wrap the sentences in them."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise

from corpus.readers.wraps import ENDED, ITEM, Words

_MARKS = re.compile(r"(?:\s*>)*\s*")
# No program wraps so early; such lines are a list or a signature.
_NARROW = 50


def unwrapped(letter: str) -> str:
    """A letter in which each sentence that it quotes is on one line; what is its own stays."""
    lines = letter.split("\n")
    if not any(map(_depth, lines)):
        return letter
    words = Words(map(_said, lines))
    groups = ((depth, list(group)) for depth, group in groupby(lines, _depth))
    return "\n".join(
        chain.from_iterable(_whole(group, words) if depth else group for depth, group in groups)
    )


def _marks(line: str) -> str:
    match = _MARKS.match(line)
    return match[0] if match else ""


def _depth(line: str) -> int:
    """How often a line was quoted."""
    return _marks(line).count(">")


def _said(line: str) -> str:
    return line.removeprefix(_marks(line)).rstrip()


def _whole(lines: Sequence[str], words: Words) -> Iterator[str]:
    """Lines of one depth; one that goes on stands with the next, behind the marks of the first."""
    width = max(_width(_said(line)) for line in lines)
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        said = _said(line)
        if _goes_on(_said(before), said, width, words):
            pieces[-1] = words.joined(pieces[-1], said).removesuffix(said)
            pieces.append(said)
        else:
            yield "".join(pieces)
            pieces = [line]
    yield "".join(pieces)


def _goes_on(before: str, after: str, width: int, words: Words) -> bool:
    """Whether a line ended where its next word had no room, or in the middle of a word."""
    if not before or not after or ENDED.search(before) or ITEM.match(after):
        return False
    last, first = before.split()[-1], after.split()[0]
    full = width >= _NARROW and _width(f"{before} {first}") > width
    return full or words.is_cut(last, first)


def _width(text: str) -> int:
    """How many columns a text takes: a letter of Korean takes two."""
    return len(text.encode("cp949", "replace"))
