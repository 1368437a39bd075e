"""The vectors of single words, kept: a few thousand words make up most of what is read."""

import threading
from collections.abc import Sequence
from functools import cache

import numpy as np

from index import Embedder, load_embedder
from index.embedding import Vectors

# So many words take 16 MB.
_KEPT = 16_384


def bundled() -> Embedder:
    """The bundled embedder, whatever the index was made with: the reader was fitted to it."""
    return load_embedder()


def word_vectors(words: Sequence[str]) -> Vectors:
    """Rows of length one, shape (len(words), dimension); words without known pieces are zero."""
    return _kept().rows(words)


@cache
def _kept() -> "_Kept":
    return _Kept(bundled())


class _Kept:
    """The words that were asked for of late, each with the number of its row."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._rows = np.zeros((_KEPT, embedder.dimension), np.float32)
        self._numbers: dict[str, int] = {}
        self._lock = threading.Lock()

    def rows(self, words: Sequence[str]) -> Vectors:
        with self._lock:
            new = [word for word in dict.fromkeys(words) if word not in self._numbers]
            if len(new) + len(self._numbers) > _KEPT:
                self._numbers.clear()
                new = list(dict.fromkeys(words))
            start = len(self._numbers)
            if new:
                self._rows[start : start + len(new)] = self._embedder.encode_document(new)
                self._numbers.update(zip(new, range(start, start + len(new)), strict=True))
            return self._rows[[self._numbers[word] for word in words]]
