"""Hangul letters: taking syllables apart, composing them, and the keys they are typed with."""

import re
from itertools import product

_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split()
_CODAS = (
    "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ "
    "ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
).split()
_CODAS.insert(0, "")
# The two-set keyboard (KS X 5002): letters and the Latin keys that they lie on.
_LETTERS = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ"
_KEYS = "qwertyuiopasdfghjklzxcvbnmQWERTOP"
_TO_KEYS = str.maketrans(_LETTERS, _KEYS)
# Shift changes only seven letters; with the others it types the same.
_TO_LETTERS = str.maketrans(
    _KEYS + "YUIASDFGHJKLZXCVBNM", _LETTERS + "ㅛㅕㅑㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"
)
# Letters that are one sign in Unicode and two keys on the keyboard.
_PAIRS = str.maketrans(
    dict(
        zip(
            "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄㅘㅙㅚㅝㅞㅟㅢ",
            (
                "ㄱㅅ ㄴㅈ ㄴㅎ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅂㅅ "
                "ㅗㅏ ㅗㅐ ㅗㅣ ㅜㅓ ㅜㅔ ㅜㅣ ㅡㅣ"
            ).split(),
            strict=True,
        )
    )
)


def _longest_first(parts: list[str]) -> str:
    return "|".join(sorted(filter(None, parts), key=len, reverse=True))


# A consonant before a vowel opens the next syllable, as the keyboard's input method has it.
_SYLLABLE = re.compile(
    f"([{_ONSETS}])({_longest_first(_VOWELS)})((?:{_longest_first(_CODAS)})(?![ㅏ-ㅣ]))?"
)
# What is typed for each syllable, and for each letter of two keys.
_TYPED = _PAIRS | {
    ord("가") + 588 * onset + 28 * vowel + coda: _ONSETS[onset] + _VOWELS[vowel] + _CODAS[coda]
    for onset, vowel, coda in product(range(19), range(21), range(28))
}


def jamo(text: str) -> str:
    """Syllables as the letters that are typed for them, one a key; all else unchanged."""
    return text.translate(_TYPED)


def compose(letters: str) -> str:
    """The inverse of `jamo`: letters as syllables wherever they can be."""
    return _SYLLABLE.sub(_syllable, letters)


def syllables_ending(coda: str) -> str:
    """All syllables with that coda, for a set of characters in a pattern: 간…힌 for ㄴ."""
    return "".join(chr(code) for code in range(ord("가") + _CODAS.index(coda), ord("힣") + 1, 28))


def keys(text: str) -> str:
    """What the keys of a Korean text give with the keyboard in the English state."""
    return jamo(text).translate(_TO_KEYS)


def typed_in_english(text: str) -> str:
    """What the keys of a Latin text give with the keyboard in the Korean state."""
    return compose(text.translate(_TO_LETTERS))


def _syllable(match: re.Match[str]) -> str:
    onset, vowel, coda = match.group(1), match.group(2), match.group(3) or ""
    number = 588 * _ONSETS.index(onset) + 28 * _VOWELS.index(vowel) + _CODAS.index(coda)
    return chr(ord("가") + number)
