"""The lines of a mail: programs wrap sentences, and a '>' begins each line of what is quoted."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise

from corpus.readers.wraps import Words, begins_item
from corpus.wrapped import ENDED, NARROW, columns, is_full

_MARKS = re.compile(r"(?:\s*>)*\s*")
# No program wraps so late; such lines are whole paragraphs.
_WIDEST = 100
# So many full lines are no chance.
_FEWEST_FULL = 3


def unwrapped(letter: str) -> str:
    """A letter in which each sentence is on one line that it quotes, or that a program wrapped."""
    lines = letter.split("\n")
    groups = [(depth, list(group)) for (depth, _), group in groupby(lines, _kind)]
    width = max((columns(line.strip()) for line in lines if not _depth(line)), default=0)
    full = [0 if depth else _wraps(group, width) for depth, group in groups]
    wrapped = sum(full) >= _FEWEST_FULL
    if not wrapped and not any(depth for depth, _ in groups):
        return letter
    words = Words(map(_said, lines))
    return "\n".join(
        chain.from_iterable(
            _whole(group, words, 0 if depth else width) if depth or (wrapped and wraps) else group
            for (depth, group), wraps in zip(groups, full, strict=True)
        )
    )


def _kind(line: str) -> tuple[int, bool]:
    """How often a line was quoted; of the letter's own, whether it parts two paragraphs."""
    depth = _depth(line)
    return depth, not depth and not line.strip()


def _wraps(lines: Sequence[str], width: int) -> int:
    """How many lines of a paragraph go on; 0 where one ends early, as those do that people end."""
    said = [line.strip() for line in lines]
    full = [_is_full(a, b, width) for a, b in pairwise(said) if _may_go_on(a, b)]
    return len(full) if width <= _WIDEST and all(full) else 0


def _marks(line: str) -> str:
    match = _MARKS.match(line)
    return match[0] if match else ""


def _depth(line: str) -> int:
    """How often a line was quoted."""
    return _marks(line).count(">")


def _said(line: str) -> str:
    return line.removeprefix(_marks(line)).rstrip()


def _whole(lines: Sequence[str], words: Words, width: int) -> Iterator[str]:
    """Lines of one depth; one that goes on stands with the next, behind the marks of the first.

    Without a `width` the longest tells it, and a line may end early in the middle of a word: what
    is quoted was often wrapped twice.
    """
    twice = not width
    width = width or max(columns(_said(line)) for line in lines)
    pieces = [lines[0].rstrip()]
    for before, line in pairwise(lines):
        said = _said(line)
        if _goes_on(_said(before), said, width, words if twice else None):
            pieces[-1] = words.joined(pieces[-1], said).removesuffix(said)
            pieces.append(said)
        else:
            yield "".join(pieces)
            pieces = [line.rstrip()]
    yield "".join(pieces)


def _goes_on(before: str, after: str, width: int, words: Words | None) -> bool:
    """Whether a line ended where its next word had no room, or in the middle of a word."""
    if not _may_go_on(before, after):
        return False
    cut = words is not None and words.is_cut(before.split()[-1], after.split()[0])
    return _is_full(before, after, width) or cut


def _may_go_on(before: str, after: str) -> bool:
    return bool(before and after) and not ENDED.search(before) and not begins_item(before, after)


def _is_full(before: str, after: str, width: int) -> bool:
    """Whether the first word of the next line had no room."""
    return width >= NARROW and is_full(before, after, width)
