"""Lines that were wrapped made whole: whether one of Korean ended in the middle of a word."""

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from corpus.wrapped import ENDED

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

# A line that begins so begins a paragraph.
ITEM = re.compile(
    r"[-*•‣▶▷○●□■◦◇◆※☞·ㆍ①-⑳㉠-㉻]|\(?\d{1,3}[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|[가나다라마바사아자차카타파하][.)]\s"
    r"|제\s?\d+\s?[조장절관편]|[IVXⅠ-Ⅻ]{1,4}[.)]\s|<|\["
)
# Particles and endings that begin no word: the line before ended in the middle of one.
_NO_WORD = re.compile(
    r"(?:은|는|을|를|의|에|에서|에게|으로|였다|했다|하였다|되었다|된다|한다|입니다|습니다|합니다|됩니다)"
    r"[.,)」』”’]*"
)
_WORD = re.compile(r"[0-9A-Za-z가-힣]+")
# What may stand within a word or a number, so that a line ends there: '061-' of '061-000-1111'.
_CUT = "-–~∼.,"
_HYPHEN = re.compile(r"[A-Za-z]-$")
_FIGURES_CUT = re.compile(rf"\d[{_CUT}]$")
# How much likelier, in natural logarithms, the joined word must be. In wrapped articles nine in
# ten of the words that were cut are whole then, and one or two in a hundred others are joined.
_MARGIN = 2.0


@functools.cache
def _analyser() -> "Kiwi":
    """Loaded with the first line that nothing else decides: that takes seconds."""
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1, load_multi_dict=False)


@functools.lru_cache(maxsize=4096)
def is_one_word(left: str, right: str) -> bool:
    """Whether the last word of a line and the first of the next are one."""
    (joined,), (apart,) = _analyser().analyze([left + right, f"{left} {right}"])
    return bool(joined[1] - apart[1] > _MARGIN)


def begins_item(before: str, after: str) -> bool:
    """Whether a line begins an item: not where '다.' is the end of the sentence before it."""
    if ITEM.match(after) is None:
        return False
    cut = after.startswith("다.") and before.strip() and not ENDED.search(before)
    return not (cut and is_one_word(before.split()[-1], "다."))


class Words:
    """The words of a document: they tell whether a line ends in the middle of one.

    Where they do not know, a language model does.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        # The words at the ends of a line may be parts of words.
        inner = (_WORD.findall(text)[1:-1] for whole in texts for text in whole.split("\n"))
        self._times = Counter(chain.from_iterable(inner))
        self._words = sorted(self._times)
        self._before = [0, *accumulate(map(self._times.__getitem__, self._words))]

    def _starts(self, start: str) -> int:
        """How many words begin so."""
        first = bisect_left(self._words, start)
        return self._before[bisect_right(self._words, start + "\U0010ffff")] - self._before[first]

    def whole(self, text: str) -> str:
        """A text of several lines as one line."""
        return functools.reduce(self.joined, text.split("\n"))

    def joined(self, before: str, after: str) -> str:
        """Two lines of a paragraph as one."""
        left, right = before.rsplit(maxsplit=1)[-1:], after.split(maxsplit=1)[:1]
        if not left or not right:
            return before + after
        if left[0][-1] in _CUT:
            if _HYPHEN.search(before) and right[0][:1].islower():
                whole = left[0][:-1] + right[0].rstrip(".,;:)")
                return (before[:-1] if self._starts(whole) else before) + after
            if _FIGURES_CUT.search(before) and right[0][:1].isdigit():
                return before + after
        return before + ("" if self.is_cut(left[0], right[0]) else " ") + after

    def is_cut(self, left: str, right: str) -> bool:
        """Whether two parts are one word: more words here begin with both than are the first."""
        if not ("가" <= left[-1] <= "힣" and "가" <= right[0] <= "힣"):
            return False
        if _NO_WORD.fullmatch(right):
            return True
        start = _WORD.findall(left)[-1]
        together, apart = self._starts(start + right[0]), self._times[start]
        return together > apart or (together == apart and is_one_word(left, right))
