"""Words parted in the middle: copies of e-books and wrapped lines keep a space where a line ended.

A space parts a word where the joined word is much likelier to Kiwi's language model than its parts.
In other documents that is so of one space in a hundred, wrongly. So it is believed only where many
words are parted, and a particle or an ending stands alone, which Korean hardly ever writes so. The
text stays as it is, for it is quoted; what is searched and read has its words whole.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from index.tokens import Morpheme, analyser

_WORD = re.compile(r"\S+")
_ALONE = re.compile(r"(?:은|는|을|를|의|에서|에게|으로|였다|입니다|습니다|이다)[.,)」』”’]*|다[.,]")
# Where words are parted at the ends of lines figures are, too.
_FIGURE = re.compile(r"(?<=\d)\n(?=\d[\d,.]*[^\d\s.),])")
# How much likelier, in natural logarithms, the joined word must be.
_MARGIN = 4.0
# So many such places make a document a copy, and such a share of all spaces. Of 498 documents of
# offices none is; of 244 texts of 500 to 4,000 letters, cut into lines, 196 are.
_FEWEST, _SHARE = 4, 0.03


# Asked for when a document is cut and when its names are looked for.
@lru_cache(maxsize=1)
def parted(text: str) -> tuple[int, ...]:
    """The places of the white space that parts words of a text, in order; seldom any."""
    gaps = [
        (one, after)
        for one, after in pairwise(_WORD.finditer(text))
        if "가" <= text[one.end() - 1] <= "힣"
        and "가" <= text[after.start()] <= "힣"
        and text.count("\n", one.end(), after.start()) < 2
    ]
    if not any(_ALONE.fullmatch(after[0]) for _, after in gaps):
        return ()
    together = _likelihoods(one[0] + after[0] for one, after in gaps)
    apart = _likelihoods(f"{one[0]} {after[0]}" for one, after in gaps)
    found = [
        (one.end(), after.start())
        for (one, after), joined, two in zip(gaps, together, apart, strict=True)
        if joined - two > _MARGIN
    ]
    if len(found) < max(_FEWEST, _SHARE * len(gaps)):
        return ()
    found += [match.span() for match in _FIGURE.finditer(text)]
    return tuple(place for gap in sorted(found) for place in range(*gap))


def _likelihoods(texts: Iterable[str]) -> Iterator[float]:
    return (float(readings[0][1]) for readings in analyser().analyze(texts))


def within(places: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    """Those of some places that lie in a stretch, counted from its start."""
    low, high = bisect_left(places, start), bisect_left(places, end)
    return tuple(place - start for place in places[low:high])


def whole(text: str, places: Sequence[int]) -> str:
    """A text without the white space at those places."""
    borders = [-1, *places, len(text)]
    return "".join(text[one + 1 : after] for one, after in pairwise(borders))


def spread(morphemes: Iterable[Morpheme], places: Sequence[int]) -> tuple[Morpheme, ...]:
    """The morphemes of a whole text, where they stand in the text with white space at places."""
    if not places:
        return tuple(morphemes)
    before = [place - number for number, place in enumerate(places)]

    def at(place: int) -> int:
        return place + bisect_right(before, place)

    return tuple(
        one._replace(
            start=at(one.start), end=at(one.end - 1) + 1 if one.end > one.start else at(one.end)
        )
        for one in morphemes
    )
