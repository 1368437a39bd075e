"""How names sound, across scripts: Anthropic, 앤쓰로픽 and 앤트로픽; GPT and 지피티.

A word becomes a string of broad sounds: capitals for classes of consonants, small letters for
classes of vowels. Strings are compared by edit distance in which vowels, ㄹ/r and ㅎ/h are cheap,
since transcriptions differ most in those.
"""

import re
from functools import cache

_ONSETS = "K K N T T R M P P S S . J J J K T P H".split()
_VOWELS = "a e a e o e o e o a e e o u o e u u . i i".split()
_CODAS = ". K K K N N N T R K M P R T P R M P P T T N T T K T P H".split()
_ENGLISH = (
    "tion:Sn sh:S ch:J th:S ph:P ck:K gh: wh:w qu:Ku ng:N x:KS ce:Se ci:Si cy:Si ge:Je gi:Ji "
    "oo:u ee:i ou:u ea:i"
).split()
_LETTERS = str.maketrans("bcdfghjklmnpqrstvwyz", "PKTPKHJKRMNPKRSTPuiJ")
_NEAR = {("S", "T"): 0.4, ("J", "S"): 0.3, ("J", "T"): 0.4, ("J", "K"): 0.6}
_NAMES = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 "
        "더블유 엑스 와이 제트".split(),
        strict=True,
    )
)
_SPELT = {**{name: letter for letter, name in _NAMES.items()}, "시": "c", "아르": "r", "뷔": "v"}
_NAME = "|".join(sorted(_SPELT, key=len, reverse=True))
_ACRONYM = re.compile(f"(?:{_NAME}){{2,}}")


@cache
def sound(word: str) -> str:
    """The broad sounds of a word in Hangul or Latin letters; others are left out."""
    if word.isascii():
        return _english(word.lower())
    return re.sub(r"(.)\1", r"\1", "".join(map(_syllable, word)))


def consonants(word: str) -> str:
    """The consonants among the sounds of a word: what all its transcriptions keep."""
    return "".join(filter(str.isupper, sound(word)))


def likeness(one: str, other: str) -> float:
    """How alike two words sound: 1 the same, 0 or less nothing in common."""
    a, b = sound(one), sound(other)
    return 1 - _distance(a, b) / max(1.0, _weight(a) + _weight(b)) if a and b else 0.0


def sound_alike(one: str, other: str, least: float) -> bool:
    """Whether the likeness of two words is `least` or more; words of other lengths cost little."""
    a, b = sound(one), sound(other)
    # To change a sound costs no less than what it costs more to drop the one than the other.
    nearest = abs(_all_dropped(a) - _all_dropped(b))
    if nearest > (1 - least) * max(1.0, _weight(a) + _weight(b)):
        return False
    return likeness(one, other) >= least


@cache
def _weight(sounds: str) -> float:
    return sum(0.5 if letter.isupper() else 0.15 for letter in sounds)


@cache
def _all_dropped(sounds: str) -> float:
    """The distance from nothing."""
    return sum(_DROPPED[letter] for letter in sounds)


def spelt_out(acronym: str) -> str:
    """The names of Latin letters in Hangul: GPT is 지피티; '' for other characters."""
    names = [_NAMES.get(letter, "") for letter in acronym.lower()]
    return "".join(names) if all(names) else ""


def acronym(word: str) -> str:
    """The Latin letters (small) whose names a Hangul word spells, or ''."""
    if not _ACRONYM.fullmatch(word):
        return ""
    return re.sub(_NAME, lambda match: _SPELT[match.group()], word)


def _syllable(character: str) -> str:
    number = ord(character) - ord("가")
    if not 0 <= number < 11172:
        return ""
    onset, vowel, coda = number // 588, number // 28 % 21, number % 28
    return (_ONSETS[onset] + _VOWELS[vowel] + _CODAS[coda]).replace(".", "")


def _english(word: str) -> str:
    word = re.sub("[^a-z]", "", word)
    for spelling in _ENGLISH:
        letters, _, sounds = spelling.partition(":")
        word = word.replace(letters, sounds)
    return re.sub("e$", "", re.sub(r"(.)\1", r"\1", word.translate(_LETTERS)))


def _distance(a: str, b: str) -> float:
    """Weighted edit distance between two strings of sounds."""
    row = [0.0]
    for y in b:
        row.append(row[-1] + _DROPPED[y])
    for x in a:
        dropped = _DROPPED[x]
        last, row = row, [row[0] + dropped]
        for j, y in enumerate(b):
            changed = last[j] if x == y else last[j] + _CHANGED[x, y]
            row.append(min(changed, last[j + 1] + dropped, row[j] + _DROPPED[y]))
    return row[-1]


def _cost(one: str, other: str) -> float:
    if one.islower() and other.islower():
        return 0.25
    if one.islower() or other.islower():
        return 0.9
    return _NEAR.get((min(one, other), max(one, other)), 1.0)


_DROPPED = {
    **dict.fromkeys("KNTRMPSJH", 1.0),
    **dict.fromkeys("RH", 0.35),
    **dict.fromkeys("aeiou", 0.3),
}
_CHANGED = {(one, other): _cost(one, other) for one in _DROPPED for other in _DROPPED}
