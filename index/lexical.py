"""BM25 as sparse columns: every score is computed at index time, a query adds up a few columns.

Scores are those of rank-bm25's BM25Okapi with a positive idf, log(1 + (N - n + .5) / (n + .5))
(Robertson and Zaragoza 2009, with Lucene's idf): rank-bm25's own can be zero or negative on small
collections, and it walks through every passage for every term.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.merge import Merge

_K1 = 1.5
_B = 0.75
Array = NDArray[np.float32]
Arrays = Mapping[str, NDArray[Any]]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Occurrences:
    """Which rows hold which terms.

    `terms` numbers the terms in their order; `starts` has one more entry than there are terms. The
    rows of term t are `rows[starts[t]:starts[t + 1]]`, ascending, at least one.
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

    def merged(self, other: Self, merge: Merge) -> Self:
        """This, the old table, with the rows of `other`, the new one."""
        table, _ = _merged(self, other, merge)
        return type(self)(merge.size, *table)

    def rows_of(self, term: str) -> NDArray[np.int32]:
        """The rows that hold `term`."""
        return self.rows[self._span(term)]

    def holding(self, terms: Iterable[str]) -> Array:
        """1 for every row that holds any of the terms, else 0, shape (size,)."""
        found = np.zeros(self.size, np.float32)
        for term in terms:
            found[self.rows_of(term)] = 1
        return found

    def coverage(self, query: Mapping[str, float]) -> Array:
        """For every row the share of the query's weight that its terms hold, 0 to 1."""
        total = np.zeros(self.size, np.float32)
        for term, weight in query.items():
            np.add.at(total, self.rows_of(term), np.float32(weight))
        total /= max(sum(query.values()), 1e-9)
        return total

    def soft_coverage(
        self, query: Mapping[str, float], synonyms: Mapping[str, Mapping[str, float]]
    ) -> Array:
        """Coverage where a synonym of a missing term counts as much as it is similar, 0 to 1.

        A synonym may be a phrase, its terms with spaces between, wherever they stand in a row.
        """
        total = np.zeros(self.size, np.float32)
        for term, weight in query.items():
            total += np.float32(weight) * self.nearest(term, synonyms[term])
        total /= max(sum(query.values()), 1e-9)
        return total

    def nearest(self, term: str, synonyms: Mapping[str, float]) -> Array:
        """1 for every row that holds `term`, else how similar the nearest synonym is that it has.

        Shape (size,).
        """
        held = np.zeros(self.size, np.float32)
        # A row of several synonyms keeps the last, the nearest.
        for other, alike in sorted(synonyms.items(), key=itemgetter(1)):
            if len(rows := self.rows_of_phrase(other)):
                held[rows] = alike
        held[self.rows_of(term)] = 1
        return held

    def rows_of_phrase(self, phrase: str) -> NDArray[np.int32]:
        """The rows that hold all terms of a phrase, which has spaces between them."""
        if " " not in phrase:
            return self.rows_of(phrase)
        found, *others = sorted(map(self.rows_of, phrase.split(" ")), key=len)
        for rows in others:
            found = found[among(found, rows)]
        return found

    def idf_of(self, term: str) -> float:
        """Inverse document frequency; a term that occurs nowhere has that of n = 0."""
        number = self.terms.get(term)
        if number is None:
            return float(np.log(1 + (self.size + 0.5) / 0.5))
        return self.idf.item(number)

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
        if number is None:
            return slice(0)
        return slice(self.starts.item(number), self.starts.item(number + 1))


@dataclass(frozen=True)
class Postings(Occurrences):
    """Occurrences with how often each row holds the term, and the BM25 weight of that."""

    counts: NDArray[np.int32]
    weights: Array = field(init=False)

    def __post_init__(self) -> None:
        """Work out the idf of every term and the weight of every occurrence."""
        super().__post_init__()
        object.__setattr__(self, "weights", _bm25(self))

    @classmethod
    def from_terms(cls, rows: Sequence[Sequence[str]]) -> Self:
        """Count the terms of `rows` (one list of terms a row)."""
        return cls(len(rows), *_count(rows))

    def merged(self, other: Self, merge: Merge) -> Self:
        """This, the old table, with the rows of `other`, the new one."""
        table, inserted = _merged(self, other, merge)
        return type(self)(merge.size, *table, inserted(self.counts, other.counts))

    def scores(self, query: Sequence[str]) -> Array:
        """BM25 of every row for the terms of the query (repeats count), shape (size,)."""
        total = np.zeros(self.size, np.float32)
        for term in query:
            span = self._span(term)
            np.add.at(total, self.rows[span], self.weights[span])
        return total

    def to_arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """The parts to save, names starting with `prefix`."""
        return {**super().to_arrays(prefix), f"{prefix}_counts": self.counts}

    @classmethod
    def from_arrays(cls, arrays: Arrays, prefix: str) -> Self:
        """The inverse of `to_arrays`."""
        return cls(*_parts(arrays, prefix), arrays[f"{prefix}_counts"])


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


Table = tuple[dict[str, int], NDArray[np.int64], NDArray[np.int32]]


def _count(
    rows: Sequence[Sequence[str]],
) -> tuple[dict[str, int], NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
    """Numbers of the terms, where each one's rows start, the rows, and how often in each."""
    found: dict[str, int] = {}
    flat = np.fromiter((found.setdefault(t, len(found)) for row in rows for t in row), np.int64)
    names = sorted(found)
    rank = np.empty(len(names), np.int64)
    rank[[found[name] for name in names]] = np.arange(len(names))
    lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
    row_of = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
    keys, counts = np.unique(rank[flat] * max(1, len(rows)) + row_of, return_counts=True)
    return *_table(names, keys, len(rows)), counts.astype(np.int32)


def _table(names: Sequence[str], keys: NDArray[np.int64], size: int) -> Table:
    """The terms that occur, their starts, and the rows of ascending keys: term * size + row."""
    term_of, rows = np.divmod(keys, max(1, size))
    frequency = np.bincount(term_of, minlength=len(names))
    occurs = frequency > 0
    terms = [names[i] for i in np.flatnonzero(occurs).tolist()] if not occurs.all() else names
    starts = np.zeros(len(terms) + 1, np.int64)
    np.cumsum(frequency[occurs], out=starts[1:])
    return {term: number for number, term in enumerate(terms)}, starts, rows.astype(np.int32)


def _merged(
    old: Occurrences, new: Occurrences, merge: Merge
) -> tuple[Table, Callable[[NDArray[Any], NDArray[Any]], NDArray[Any]]]:
    """Both as one, and how to bring what belongs to each occurrence into the same order."""
    names = sorted(old.terms.keys() | new.terms.keys())
    numbers = {name: number for number, name in enumerate(names)}
    old_keys, old_kept = _keys(old, numbers, merge.old, merge.size)
    new_keys, new_kept = _keys(new, numbers, merge.new, merge.size)
    at = np.searchsorted(old_keys, new_keys)

    def inserted(of_old: NDArray[Any], of_new: NDArray[Any]) -> NDArray[Any]:
        return np.insert(of_old[old_kept], at, of_new[new_kept])

    return _table(names, np.insert(old_keys, at, new_keys), merge.size), inserted


def _keys(
    part: Occurrences, numbers: Mapping[str, int], rows: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The keys of the occurrences that stay, ascending, and which occurrences those are."""
    number = np.fromiter((numbers[term] for term in part.terms), np.int64, len(part.terms))
    row_of = rows[part.rows]
    kept = np.flatnonzero(row_of >= 0)
    keys = (np.repeat(number, np.diff(part.starts)) * size + row_of)[kept]
    if np.any(keys[1:] < keys[:-1]):
        order = np.argsort(keys, kind="stable")
        keys, kept = keys[order], kept[order]
    return keys, kept


def _idf(size: int, frequency: NDArray[np.int64]) -> Array:
    return np.log1p((size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)


def _bm25(postings: Postings) -> Array:
    if not len(postings.counts):
        return np.zeros(0, np.float32)
    counts = postings.counts.astype(np.float32)
    lengths = np.bincount(postings.rows, counts, minlength=postings.size)
    norm = (_K1 * (1 - _B + _B * lengths / lengths.mean())).astype(np.float32)
    weights = np.repeat(postings.idf * np.float32(_K1 + 1), np.diff(postings.starts))
    return np.asarray(weights * counts / (counts + norm[postings.rows]), np.float32)


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

    def merged(self, other: Self, merge: Merge) -> Self:
        """These, the old ones, with the windows of `other`, the new ones."""
        starts, pieces = merge.pieces(self._starts(), other._starts())
        return type(self)(self.occurrences.merged(other.occurrences, pieces), starts[:-1])

    def _starts(self) -> NDArray[np.int64]:
        return np.append(self.first, self.occurrences.size)

    def proximity(self, query: Mapping[str, float]) -> Array:
        """For every passage the best share of the query's weight in one window, 0 to 1."""
        best = np.zeros(len(self.first), np.float32)
        # The best of the stretch of windows that starts at each.
        stretch = self.occurrences.coverage(query)
        for half, passages, left, right in self._halves:
            if half:
                stretch = np.maximum(stretch[:-half], stretch[half:])
            best[passages] = np.maximum(stretch[left], stretch[right])
        return best

    @cached_property
    def _halves(self) -> Sequence[tuple[int, Rows, Rows, Rows]]:
        """Two stretches of 1, 2, 4 … windows that together are those of a passage.

        For each such length half of it, 0 for 1, the passages that so long stretches make up, and
        where both start in each: np.maximum.reduceat takes three times as long.
        """
        counts = np.diff(self._starts())
        level = np.frexp(counts)[1] - 1
        found = []
        for number in range(int(level.max(initial=-1)) + 1):
            passages = np.flatnonzero(level == number)
            left = self.first[passages]
            right = left + counts[passages] - (1 << number)
            found.append(((1 << number) // 2, passages, left, right))
        return found

    def to_arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """The parts to save, names starting with `prefix`."""
        return {**self.occurrences.to_arrays(prefix), f"{prefix}_first": self.first}

    @classmethod
    def from_arrays(cls, arrays: Arrays, prefix: str) -> Self:
        """The inverse of `to_arrays`."""
        return cls(Occurrences.from_arrays(arrays, prefix), arrays[f"{prefix}_first"])


def among(numbers: NDArray[np.integer], rows: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which numbers are among ascending rows; np.isin is a hundred times as slow."""
    if not len(rows) or not len(numbers):
        return np.zeros(len(numbers), bool)
    places = np.minimum(np.searchsorted(rows, numbers), len(rows) - 1)
    return np.asarray(rows[places] == numbers)
