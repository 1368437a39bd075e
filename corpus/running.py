"""Numbers and running heads of pages that were copied into a text with what stands on them."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from corpus.wrapped import ENDED

_NUMBER = re.compile(
    r"[-–—<\[( ]*(?:p(?:age)?\.? ?)?(?P<page>\d{1,4})(?: ?쪽| ?/ ?\d{1,4})?[->–—\]) ]*", re.I
)
_DIGITS = re.compile(r"\d+")
# So many pages in a row are no chance, and such a share of them has the same line beside it.
_FEWEST, _SHARE = 3, 0.5


def without_pages(text: str) -> str:
    """A text without lines that number its pages, and those that are repeated beside them."""
    lines = text.split("\n")
    numbered = _numbered(lines)
    if not numbered:
        return text
    left_out = numbered | _heads(lines, numbered)
    kept: list[str] = []
    gap = False  # what was left out stands between
    for place, line in enumerate(lines):
        if place in left_out or (gap and not line.strip()):
            gap = True
            while kept and not kept[-1].strip():
                kept.pop()
            continue
        if gap and kept and ENDED.search(kept[-1]) and not lines[place - 1].strip():
            kept.append("")
        gap = False
        kept.append(line)
    return "\n".join(kept)


def _numbered(lines: Sequence[str]) -> set[int]:
    """Where lines stand that are nothing but numbers of pages, in one form and each the next."""
    forms: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.strip() and (match := _NUMBER.fullmatch(line.strip())):
            form = _DIGITS.sub("", line.strip())
            forms[form].append((place, int(match["page"])))
    runs = (own for own in forms.values() if len(own) >= _FEWEST)
    return {
        place
        for own in runs
        if all(after - one == 1 for (_, one), (_, after) in pairwise(own))
        for place, _ in own
    }


def _heads(lines: Sequence[str], numbered: set[int]) -> set[int]:
    """Where lines stand that are repeated above or below the numbers, not at the top of all."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    order = {place: n for n, place in enumerate(filled)}
    beside = [
        filled[n]
        for place in numbered
        for n in (order[place] - 1, order[place] + 1)
        if 0 <= n < len(filled) and filled[n] not in numbered
    ]
    times = Counter(lines[place].strip() for place in beside)
    least = max(_FEWEST - 1, _SHARE * len(numbered))
    repeated = {place for place in beside if times[lines[place].strip()] >= least}
    top = [place for place in filled if place not in numbered][:1]  # what the text is called
    return repeated.difference(top)
