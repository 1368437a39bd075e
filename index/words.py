"""The words of a collection, to read a question by: how they are written, sound, and are called."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.hangul import jamo
from index.hanja import hanja_reading
from index.lexical import Occurrences
from index.merge import Merge
from index.names import may_call, other_names
from index.sound import consonants, likeness
from index.tokens import Morpheme, analyser

_PARTS = frozenset("NNG NNP XPN XSN XR NR SL SN SH".split())
_NOUNS = frozenset("NNG NNP SL SH".split())
_KINDS = re.compile(r"[a-z][a-z0-9]*|[가-힣]+|[\u4e00-\u9fff]+")
_HANJA = re.compile("[\u4e00-\u9fff]")
# Bits in which the signatures of two strings may differ: one edit touches two pairs of letters.
_BITS = 4
_LONG = 10
_CANDIDATES = 50
# The logarithm of the probability of a rare noun.
_KNOWN = -12.0
Signatures = NDArray[np.uint64]


def noun_spans(morphemes: Sequence[Morpheme]) -> Iterator[tuple[int, int]]:
    """Spans of the nouns and names of a text that are written in one, compounds whole."""
    start = end = -1
    noun = False
    for morpheme in morphemes:
        if morpheme.tag not in _PARTS:
            continue
        if morpheme.start != end:
            if noun:
                yield start, end
            start, noun = morpheme.start, False
        noun = noun or morpheme.tag in _NOUNS
        end = morpheme.end
    if noun:
        yield start, end


def noun_words(text: str, morphemes: Sequence[Morpheme]) -> list[str]:
    """The distinct nouns and names of a text, compounds and their parts, in small letters."""
    words = [m.form for m in morphemes if m.tag in _NOUNS]
    for start, end in noun_spans(morphemes):
        words += _KINDS.findall(text[start:end].lower())
    return list(dict.fromkeys(words))


@dataclass(frozen=True)
class WordList:
    """The nouns and names of a collection.

    `passages` says which passages hold which word. Column i of `spelling` and `sounds` marks, bit
    by bit, the pairs of letters in word i and in its consonants, two 64-bit numbers each.
    `names` maps a name without spaces, in small letters, to what the documents also call it.
    """

    passages: Occurrences
    spelling: Signatures
    sounds: Signatures
    names: Mapping[str, Sequence[str]]
    _words: Sequence[str]

    @classmethod
    def from_rows(cls, rows: Sequence[Sequence[str]], pairs: Iterable[tuple[str, str]]) -> Self:
        """Take in the words of each passage (`noun_words`) and the pairs of names."""
        passages = Occurrences.from_terms(rows)
        words = list(passages.terms)
        spelling = _signatures([jamo(word) for word in words])
        sounds = _signatures([consonants(word) for word in words])
        return cls(passages, spelling, sounds, _names(pairs, passages.terms), words)

    def merged(self, other: Self, merge: Merge, pairs: Iterable[tuple[str, str]]) -> Self:
        """These, the old ones, with the words of new passages; `pairs` are those of all."""
        passages = self.passages.merged(other.passages, merge)
        words = list(passages.terms)
        known, new = self.passages.terms, other.passages.terms
        columns = [known[w] if w in known else len(known) + new[w] for w in words]
        spelling = np.concatenate((self.spelling, other.spelling), axis=1)[:, columns]
        sounds = np.concatenate((self.sounds, other.sounds), axis=1)[:, columns]
        return type(self)(passages, spelling, sounds, _names(pairs, passages.terms), words)

    def __contains__(self, word: str) -> bool:
        """Whether the collection holds the word."""
        return word in self.passages.terms

    def passages_with(self, name: str) -> set[int]:
        """The numbers of the passages that hold all words of a name."""
        rows = [set(self.passages.rows_of(w).tolist()) for w in _KINDS.findall(name.lower())]
        return set.intersection(*rows) if rows else set()

    def count(self, word: str) -> int:
        """The number of passages that hold a word."""
        return len(self.passages.rows_of(word))

    def plausibility(self, text: str) -> float:
        """How likely a text is, in natural logarithms, words of the collection always being so."""
        tokens = analyser().tokenize(text)
        return sum(
            max(float(token.score), _KNOWN if token.form.lower() in self else -np.inf)
            for token in tokens
        )

    def spelt_like(self, word: str) -> list[str]:
        """Words one keystroke away, in long words two; the nearest and most frequent first."""
        letters = jamo(word)
        most = 2 if len(letters) >= _LONG else 1
        found = []
        for other in self._near(self.spelling, letters, most * _BITS):
            distance = keystrokes(letters, jamo(other), most)
            if distance and len(other) > 1:
                found.append((distance, -self.count(other), other))
        return [other for *_, other in sorted(found)]

    def sounding_like(self, word: str, least: float) -> list[str]:
        """Words that sound like `word`, at least so alike; the most alike and frequent first."""
        found = []
        letters = consonants(word)
        for other in self._near(self.sounds, letters, _BITS if len(letters) > 2 else 0):
            alike = likeness(word, other)
            if alike >= least and other != word and len(other) > 1:
                found.append((-round(alike, 1), -self.count(other), other))
        return [other for *_, other in sorted(found)]

    def _near(self, signatures: Signatures, letters: str, most: int) -> list[str]:
        (first,), (second,) = _signatures([letters])
        bits = np.bitwise_count(signatures[0] ^ first)
        found = np.flatnonzero(bits <= most)
        bits = bits[found] + np.bitwise_count(signatures[1, found] ^ second)
        found = found[bits <= most]
        nearest = found[np.argsort(bits[bits <= most], kind="stable")][:_CANDIDATES]
        return [self._words[i] for i in nearest.tolist()]

    def called(self, short: str) -> list[str]:
        """The names that people may mean by a short one: 콘진원; the most frequent first."""
        found = [word for word in self._words if short[0] in word and may_call(short, word)]
        return sorted(found, key=lambda word: (-self.count(word), len(word)))

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays to save; `names` is left out."""
        return {
            **self.passages.to_arrays("words"),
            "word_spelling": self.spelling,
            "word_sounds": self.sounds,
        }

    @classmethod
    def from_arrays(
        cls, arrays: Mapping[str, NDArray[Any]], pairs: Iterable[tuple[str, str]]
    ) -> Self:
        """The inverse of `to_arrays`."""
        passages = Occurrences.from_arrays(arrays, "words")
        spelling, sounds = arrays["word_spelling"], arrays["word_sounds"]
        words = list(passages.terms)
        return cls(passages, spelling, sounds, _names(pairs, passages.terms), words)


def _names(
    pairs: Iterable[tuple[str, str]], words: Mapping[str, int]
) -> Mapping[str, Sequence[str]]:
    """What is also called otherwise: by the documents, and in Hangul or Hanja."""
    names = other_names(pairs)
    for word in filter(_HANJA.search, words):
        read = hanja_reading(word)
        if read != word and len(word) > 1 and read not in words:
            names.setdefault(read, []).append(word)
            names.setdefault(word, []).append(read)
    return names


def is_strange(text: str) -> bool:
    """Whether a text has words that no dictionary has."""
    return any(token.oov for token in analyser().tokenize(text))


def is_common(word: str) -> bool:
    """Whether a word consists of common nouns that every dictionary has."""
    return all(token.tag == "NNG" and not token.oov for token in analyser().tokenize(word))


def keystrokes(one: str, other: str, most: int) -> int | None:
    """Edits between two strings (a swap of neighbours is one), None where more than `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, x in enumerate(one, 1):
        row = [i]
        for j, y in enumerate(other, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (x != y)))
            if i > 1 and j > 1 and x == other[j - 2] and y == one[i - 2]:
                row[-1] = min(row[-1], before[j - 2] + 1)
        before, last = last, row
    return last[-1] if last[-1] <= most else None


def _signatures(strings: Sequence[str]) -> Signatures:
    """One bit of 128 for each pair of neighbouring letters, shape (2, len(strings))."""
    columns = np.zeros((2, len(strings)), np.uint64)
    for number, string in enumerate(strings):
        bits = 0
        for one, other in zip(f"^{string}", f"{string}$", strict=True):
            bits |= 1 << (31 * ord(one) + 17 * ord(other)) % 127
        columns[:, number] = bits >> 64, bits & 0xFFFFFFFFFFFFFFFF
    return columns
