"""BM25 as sparse columns: every score is computed at index time, a query adds up a few columns.

Scores are those of rank-bm25's BM25Okapi with a positive idf, log(1 + (N - n + .5) / (n + .5))
(Robertson and Zaragoza 2009, with Lucene's idf): rank-bm25's own can be zero or negative on small
collections, and it walks through every passage for every term.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

_K1 = 1.5
_B = 0.75
Array = NDArray[np.float32]


@dataclass(frozen=True)
class Postings:
    """Terms against rows, by term: row numbers and one weight for each occurrence pair.

    `starts` has one more entry than there are terms; the rows of term t are
    `rows[starts[t]:starts[t + 1]]`, ascending, with `weights` beside them.
    """

    size: int
    terms: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: Array
    idf: Array = field(init=False)

    def __post_init__(self) -> None:
        """Work out the idf of every term."""
        object.__setattr__(self, "idf", _idf(self.size, np.diff(self.starts)))

    @classmethod
    def from_terms(cls, rows: Sequence[Sequence[str]]) -> Self:
        """Count terms and weight them by BM25 over `rows` (one list of terms a row)."""
        vocabulary: dict[str, int] = {}
        flat = np.fromiter(
            (vocabulary.setdefault(term, len(vocabulary)) for row in rows for term in row), np.int64
        )
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        row_of = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
        pairs, counts = np.unique(flat * max(1, len(rows)) + row_of, return_counts=True)
        term_of, row_ids = np.divmod(pairs, max(1, len(rows)))
        starts = np.zeros(len(vocabulary) + 1, np.int64)
        np.cumsum(np.bincount(term_of, minlength=len(vocabulary)), out=starts[1:])
        weights = _bm25(counts, term_of, row_ids, lengths, starts)
        return cls(len(rows), vocabulary, starts, row_ids.astype(np.int32), weights)

    def column(self, term: str) -> tuple[NDArray[np.int32], Array]:
        """The rows that hold `term` and its weight in each."""
        number = self.terms.get(term)
        if number is None:
            return self.rows[:0], self.weights[:0]
        span = slice(self.starts[number], self.starts[number + 1])
        return self.rows[span], self.weights[span]

    def scores(self, query: Sequence[str]) -> Array:
        """BM25 of every row for the terms of the query (repeats count), shape (size,)."""
        total = np.zeros(self.size, np.float32)
        for term in query:
            rows, weights = self.column(term)
            total[rows] += weights
        return total

    def coverage(self, query: Mapping[str, float]) -> Array:
        """For every row the share of the query's weight that its terms hold, 0 to 1."""
        total = np.zeros(self.size, np.float32)
        for term, weight in query.items():
            total[self.column(term)[0]] += weight
        return total / max(sum(query.values()), 1e-9)

    def idf_of(self, term: str) -> float:
        """Inverse document frequency; a term that occurs nowhere has that of n = 0."""
        number = self.terms.get(term)
        if number is None:
            return float(np.log(1 + (self.size + 0.5) / 0.5))
        return float(self.idf[number])

    def to_arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """The parts to save, names starting with `prefix`."""
        blob = "\n".join(self.terms).encode()
        return {
            f"{prefix}_terms": np.frombuffer(blob, np.uint8),
            f"{prefix}_starts": self.starts,
            f"{prefix}_rows": self.rows,
            f"{prefix}_weights": self.weights,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], prefix: str, size: int) -> Self:
        """The inverse of `to_arrays`; `size` is the number of rows."""
        text = arrays[f"{prefix}_terms"].tobytes().decode()
        terms = {term: number for number, term in enumerate(text.split("\n"))} if text else {}
        return cls(
            size,
            terms,
            arrays[f"{prefix}_starts"],
            arrays[f"{prefix}_rows"],
            arrays[f"{prefix}_weights"],
        )


def _idf(size: int, frequency: NDArray[np.int64]) -> Array:
    return np.log1p((size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)


def _bm25(
    counts: NDArray[np.int64],
    term_of: NDArray[np.int64],
    row_of: NDArray[np.int64],
    lengths: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> Array:
    if not len(counts):
        return np.zeros(0, np.float32)
    frequency = np.diff(starts)
    idf = np.log1p((len(lengths) - frequency + 0.5) / (frequency + 0.5))
    norm = _K1 * (1 - _B + _B * lengths / lengths.mean())
    weights = idf[term_of] * counts * (_K1 + 1) / (counts + norm[row_of])
    return np.asarray(weights, np.float32)


@dataclass(frozen=True)
class Windows:
    """Short overlapping stretches of passages, for how close together query terms stand.

    `first[i]` is the first window of passage i; every passage has at least one.
    """

    postings: Postings
    first: NDArray[np.int64]

    LENGTH = 24
    STRIDE = 12

    @classmethod
    def from_terms(cls, rows: Sequence[Sequence[str]]) -> Self:
        """Windows of 24 terms, every 12, over each row's terms."""
        windows: list[Sequence[str]] = []
        first = np.zeros(len(rows), np.int64)
        for number, row in enumerate(rows):
            first[number] = len(windows)
            last = max(1, len(row) - cls.STRIDE)
            windows.extend(row[i : i + cls.LENGTH] for i in range(0, last, cls.STRIDE))
        return cls(Postings.from_terms(windows), first)

    def proximity(self, query: Mapping[str, float]) -> Array:
        """For every passage the best share of the query's weight in one window, 0 to 1."""
        if not len(self.first):
            return np.zeros(0, np.float32)
        best = np.maximum.reduceat(self.postings.coverage(query), self.first)
        return np.asarray(best, np.float32)
