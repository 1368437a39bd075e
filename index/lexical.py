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
Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Occurrences:
    """Which rows hold which terms.

    `starts` has one more entry than there are terms; the rows of term t are
    `rows[starts[t]:starts[t + 1]]`, ascending.
    """

    size: int
    terms: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    idf: Array = field(init=False)

    def __post_init__(self) -> None:
        """Work out the idf of every term."""
        object.__setattr__(self, "idf", _idf(self.size, np.diff(self.starts)))

    @classmethod
    def from_terms(cls, rows: Sequence[Sequence[str]]) -> Self:
        """Note the distinct terms of `rows` (one list of terms a row)."""
        return cls(len(rows), *_count(rows)[:3])

    def rows_of(self, term: str) -> NDArray[np.int32]:
        """The rows that hold `term`."""
        return self.rows[self._span(term)]

    def coverage(self, query: Mapping[str, float]) -> Array:
        """For every row the share of the query's weight that its terms hold, 0 to 1."""
        total = np.zeros(self.size, np.float32)
        for term, weight in query.items():
            total[self.rows_of(term)] += weight
        return total / max(sum(query.values()), 1e-9)

    def soft_coverage(
        self, query: Mapping[str, float], synonyms: Mapping[str, Mapping[str, float]]
    ) -> Array:
        """Coverage where a synonym of a missing term counts as much as it is similar, 0 to 1."""
        total = np.zeros(self.size, np.float32)
        held = np.zeros(self.size, np.float32)
        for term, weight in query.items():
            held[:] = 0
            for other, similarity in sorted(synonyms[term].items(), key=lambda pair: pair[1]):
                held[self.rows_of(other)] = similarity
            held[self.rows_of(term)] = 1
            total += np.float32(weight) * held
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
            f"{prefix}_size": np.array(self.size),
            f"{prefix}_terms": np.frombuffer(blob, np.uint8),
            f"{prefix}_starts": self.starts,
            f"{prefix}_rows": self.rows,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays, prefix: str) -> Self:
        """The inverse of `to_arrays`."""
        return cls(*_parts(arrays, prefix))

    def _span(self, term: str) -> slice:
        number = self.terms.get(term)
        return slice(0) if number is None else slice(self.starts[number], self.starts[number + 1])


@dataclass(frozen=True)
class Postings(Occurrences):
    """Occurrences with the BM25 weight of each."""

    weights: Array

    @classmethod
    def from_terms(cls, rows: Sequence[Sequence[str]]) -> Self:
        """Count terms and weight them by BM25 over `rows` (one list of terms a row)."""
        terms, starts, row_ids, counts = _count(rows)
        weights = _bm25(counts, row_ids, np.array([len(row) for row in rows], np.int64), starts)
        return cls(len(rows), terms, starts, row_ids, weights)

    def scores(self, query: Sequence[str]) -> Array:
        """BM25 of every row for the terms of the query (repeats count), shape (size,)."""
        total = np.zeros(self.size, np.float32)
        for term in query:
            span = self._span(term)
            total[self.rows[span]] += self.weights[span]
        return total

    def to_arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """The parts to save, names starting with `prefix`."""
        return {**super().to_arrays(prefix), f"{prefix}_weights": self.weights}

    @classmethod
    def from_arrays(cls, arrays: Arrays, prefix: str) -> Self:
        """The inverse of `to_arrays`."""
        return cls(*_parts(arrays, prefix), arrays[f"{prefix}_weights"])


def _parts(
    arrays: Arrays, prefix: str
) -> tuple[int, dict[str, int], NDArray[np.int64], NDArray[np.int32]]:
    text = arrays[f"{prefix}_terms"].tobytes().decode()
    terms = {term: number for number, term in enumerate(text.split("\n"))} if text else {}
    return (
        int(arrays[f"{prefix}_size"]),
        terms,
        arrays[f"{prefix}_starts"],
        arrays[f"{prefix}_rows"],
    )


def _count(
    rows: Sequence[Sequence[str]],
) -> tuple[dict[str, int], NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Numbers of the terms, where each one's rows start, the rows, and how often in each."""
    terms: dict[str, int] = {}
    flat = np.fromiter((terms.setdefault(t, len(terms)) for row in rows for t in row), np.int64)
    lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
    row_of = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
    pairs, counts = np.unique(flat * max(1, len(rows)) + row_of, return_counts=True)
    term_of, row_ids = np.divmod(pairs, max(1, len(rows)))
    starts = np.zeros(len(terms) + 1, np.int64)
    np.cumsum(np.bincount(term_of, minlength=len(terms)), out=starts[1:])
    return terms, starts, row_ids.astype(np.int32), counts


def _idf(size: int, frequency: NDArray[np.int64]) -> Array:
    return np.log1p((size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)


def _bm25(
    counts: NDArray[np.int64],
    row_of: NDArray[np.int32],
    lengths: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> Array:
    if not len(counts):
        return np.zeros(0, np.float32)
    frequency = np.diff(starts)
    idf = np.log1p((len(lengths) - frequency + 0.5) / (frequency + 0.5))
    norm = _K1 * (1 - _B + _B * lengths / lengths.mean())
    weights = np.repeat(idf, frequency) * counts * (_K1 + 1) / (counts + norm[row_of])
    return np.asarray(weights, np.float32)


@dataclass(frozen=True)
class Windows:
    """Short overlapping stretches of passages, for how close together query terms stand.

    `first[i]` is the first window of passage i; every passage has at least one.
    """

    occurrences: Occurrences
    first: NDArray[np.int64]

    @classmethod
    def from_terms(cls, rows: Sequence[Sequence[str]], length: int) -> Self:
        """Windows of `length` terms, each starting half a window after the one before."""
        stride = length // 2
        windows: list[Sequence[str]] = []
        first = np.zeros(len(rows), np.int64)
        for number, row in enumerate(rows):
            first[number] = len(windows)
            last = max(1, len(row) - stride)
            windows.extend(row[i : i + length] for i in range(0, last, stride))
        return cls(Occurrences.from_terms(windows), first)

    def proximity(self, query: Mapping[str, float]) -> Array:
        """For every passage the best share of the query's weight in one window, 0 to 1."""
        if not len(self.first):
            return np.zeros(0, np.float32)
        best = np.maximum.reduceat(self.occurrences.coverage(query), self.first)
        return np.asarray(best, np.float32)

    def to_arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """The parts to save, names starting with `prefix`."""
        return {**self.occurrences.to_arrays(prefix), f"{prefix}_first": self.first}

    @classmethod
    def from_arrays(cls, arrays: Arrays, prefix: str) -> Self:
        """The inverse of `to_arrays`."""
        return cls(Occurrences.from_arrays(arrays, prefix), arrays[f"{prefix}_first"])
