"""Words parted in the middle: copies of e-books and wrapped lines keep a space where a line ended.

A space parts a word where the joined word is much likelier to Kiwi's language model than its parts.
In other documents that is so of one space in a hundred, wrongly. So it is believed only where many
words are parted, and a particle or an ending stands alone, which Korean hardly ever writes so. The
text stays as it is, for it is quoted; what is searched and read has its words whole.

A name that Kiwi does not know takes in whatever stands beside it: '선봉장 벨라비타' as one word is
likelier. That is believed only where the text has the word elsewhere, or neither part of it. And of
two spaces around one word only one can be where a line ended.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

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
# Kiwi numbers its tags first, and by them what it does not know.
_TAGS = 60
_LETTERS = re.compile(r"[가-힣]+")
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|와|과|도|만|에|에서|에는|로|으로|라는|이라는)?")


@dataclass(frozen=True, slots=True)
class _Gap:
    """White space between two words: where it stands, and how much likelier they are as one.

    `unknown` tells whether that one is a word that Kiwi does not know.
    """

    start: int
    end: int
    words: tuple[str, str]
    gain: float
    unknown: bool


# Asked for when a document is cut and when its names are looked for.
@lru_cache(maxsize=1)
def parted(text: str) -> tuple[int, ...]:
    """The places of the white space that parts words of a text, in order; seldom any."""
    between = [
        (one, after)
        for one, after in pairwise(_WORD.finditer(text))
        if "가" <= text[one.end() - 1] <= "힣"
        and "가" <= text[after.start()] <= "힣"
        and text.count("\n", one.end(), after.start()) < 2
    ]
    if not any(_ALONE.fullmatch(after[0]) for _, after in between):
        return ()
    likely = [gap for gap in _gaps(between) if gap.gain > _MARGIN]
    if len(likely) < max(_FEWEST, _SHARE * len(between)):
        return ()
    gaps = _one_beside_a_word(_without_names(text, likely))
    found = [(gap.start, gap.end) for gap in gaps]
    found += [match.span() for match in _FIGURE.finditer(text)]
    return tuple(place for gap in sorted(found) for place in range(*gap))


def _gaps(between: Sequence[tuple[re.Match[str], re.Match[str]]]) -> Iterator[_Gap]:
    together = analyser().analyze(one[0] + after[0] for one, after in between)
    apart = analyser().analyze(f"{one[0]} {after[0]}" for one, after in between)
    for (one, after), joined, two in zip(between, together, apart, strict=True):
        tokens, likelihood = joined[0]
        border = one.end() - one.start()
        unknown = any(t.id < _TAGS and t.start < border < t.end for t in tokens)
        gain = likelihood - two[0][1]
        yield _Gap(one.end(), after.start(), (one[0], after[0]), gain, unknown)


def _without_names(text: str, gaps: Sequence[_Gap]) -> list[_Gap]:
    """The gaps but for those beside a name that only takes in its neighbour."""
    often = Counter(gap.words for gap in gaps)
    elsewhere = Counter(_WORD.findall(text)) - Counter(chain.from_iterable(often.elements()))
    letters = chain.from_iterable(map(_LETTERS.findall, elsewhere))
    words = frozenset(chain.from_iterable(map(_words, letters)))
    return [
        gap
        for gap in gaps
        if not gap.unknown
        or _ALONE.fullmatch(gap.words[1])
        or _is_one(*gap.words, words, often[gap.words])
    ]


def _is_one(first: str, second: str, words: frozenset[str], times: int) -> bool:
    """Whether two parts, that stand side by side so many times, are an unknown word.

    No line ends at one place of a word twice.
    """
    before, behind = _LETTERS.findall(first)[-1], _LETTERS.findall(second)[0]
    if any(len(one) > len(before) and one in words for one in _words(before + behind)):
        return True
    return times == 1 and words.isdisjoint([*_words(before), *_words(behind)])


def _words(letters: str) -> list[str]:
    """The words of two letters at least that letters may be, with a particle or without."""
    ends = range(2, len(letters) + 1)
    return [letters[:end] for end in ends if _PARTICLE.fullmatch(letters[end:])]


def _one_beside_a_word(gaps: Sequence[_Gap]) -> list[_Gap]:
    """The gaps but for the less likely one on either side of a word."""
    kept: list[_Gap] = []
    for gap in gaps:
        if kept and gap.start - kept[-1].end == len(gap.words[0]):
            if _sureness(gap) <= _sureness(kept[-1]):
                continue
            kept.pop()
        kept.append(gap)
    return kept


def _sureness(gap: _Gap) -> tuple[bool, float]:
    return _ALONE.fullmatch(gap.words[1]) is not None, gap.gain


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
