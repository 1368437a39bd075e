"""Other names that documents give themselves: '국민건강보험법(이하 건보법)', 'Gemini(제미나이)'."""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.sound import likeness
from index.tokens import bare

_BRACKETS = re.compile(r"\(([^()\n]{1,50})\)")
_BEFORE = re.compile(r"[^()\n]{2,60}\Z")
_HEREAFTER = re.compile(
    r"이하\s?(?:에서는?\s?)?[\"'“‘「『]?([^\"'”’」』,]+?)[\"'”’」』]?(?:이?라고?\s.+)?$"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_HANGUL = re.compile(r"[가-힣]+")
_NAME = re.compile(r"[\w.&'-]+(?: [\w.&'-]+){0,4}")
_SURE = 0.7
_REACH = 60
_SHORTEST_NOUN = 4


# What names of institutions begin with, and people leave out.
_NATIONAL = re.compile(r"^(?:한국|대한|국립|국가|전국)(?=.{4})")
_SHORTEST_CALLED = 3
_LEFT_OUT = 2
_LAST_PART = 3


def may_call(short: str, full: str) -> bool:
    """Whether people may call a Hangul name so, a letter or two of each part: 콘진원, 과기정통부.

    It ends in a letter of the last part of the name, as 위 of 위원회, and leaves some out.
    """
    own = _NATIONAL.sub("", full)
    long = len(own) >= len(short) + _LEFT_OUT and len(short) >= _SHORTEST_CALLED
    return long and short[-1] in own[-_LAST_PART:] and short not in own and _shortens(short, own)


def name_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of names that a text gives the same thing, in its order."""
    return tuple(_pairs(text))


def other_names(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """For every name (without spaces, in small letters) the other names it is given.

    A role that somebody has in one contract ('이하 "갑"') is another's in the next: it is an other
    name of theirs, but they are none of it.
    """
    names: dict[str, list[str]] = {}
    for one, other in pairs:
        both = ((one, other), (other, one))
        for key, value in both[:1] if _is_role(one, other) else both:
            others = names.setdefault(bare(key), [])
            if value not in others:
                others.append(value)
    return names


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for match in _BRACKETS.finditer(text):
        found = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        before = found.group().strip(" \"'”’」』") if found else ""
        inside = match.group(1).strip()
        if not before or not inside:
            continue
        hereafter = _HEREAFTER.match(inside)
        if hereafter:
            short = hereafter.group(1).strip()
            yield _defined(before.split(), short), short
            continue
        score, full = max(((_sameness(f, inside), f) for f in _endings(before)), key=_first)
        if score >= _SURE:
            yield full, inside


def _first(pair: tuple[float, str]) -> float:
    return pair[0]


def _endings(before: str) -> Iterator[str]:
    """The last word, the last two, three and four words of what stands before the bracket."""
    words = re.split(r"[\s,]+", before)
    for count in range(1, min(4, len(words)) + 1):
        yield " ".join(words[-count:]).strip("\"'“‘「『")


def _defined(words: Sequence[str], short: str) -> str:
    """The fewest last words that the letters of `short` come from; else the last word."""
    for count in range(1, len(words) + 1):
        full = " ".join(words[-count:])
        if _shortens(short, full) and bare(short) != bare(full):
            return full
    return words[-1]


def _sameness(full: str, other: str) -> float:
    """How surely letters or sounds say that both name the same, 0 to 1."""
    one, two = bare(full), bare(other)
    if not (_NAME.fullmatch(full) and _NAME.fullmatch(other)) or one == two:
        return 0.0
    for short, long in ((other, full), (full, other)):
        if _ACRONYM.fullmatch(short):
            return float(_abbreviates(short, long))
    if _HANGUL.search(one) and _HANGUL.search(two):
        short, long = sorted((one, two), key=len)
        return float(_is_abbreviation(short, long))
    return likeness(one, two) if _HANGUL.search(one) or _HANGUL.search(two) else 0.0


def _is_abbreviation(short: str, long: str) -> bool:
    # The first part of a name alone, as in 작업 항목(작업), is no abbreviation.
    cut = len(short) > 1 and not long.startswith(short)
    return cut and 0.25 <= len(short) / len(long) <= 0.6 and _shortens(short, long)


def _abbreviates(acronym: str, full: str) -> bool:
    """Whether Latin capitals stand for a long Hangul noun or for the initials of Latin words."""
    if _HANGUL.fullmatch(full):
        return len(full) >= max(_SHORTEST_NOUN, len(acronym))
    return "".join(word[0] for word in full.split()).upper() == acronym


def _is_role(full: str, short: str) -> bool:
    """Whether the second name is a Hangul word without a letter of the first."""
    hangul = _HANGUL.fullmatch(bare(full) + bare(short))
    return bool(hangul) and not set(full) & set(short)


def _shortens(short: str, full: str) -> bool:
    """Whether `short` takes its letters from `full`, in order, the first one first."""
    rest = iter(bare(full))
    return bare(full)[:1] == bare(short)[:1] and all(letter in rest for letter in bare(short))
