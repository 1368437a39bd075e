"""Vectors of passage windows in FAISS; a passage scores by its best window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.merge import Ints, Merge

if TYPE_CHECKING:
    import faiss

_WINDOW = 160
_STRIDE = 80
# Exact search in half precision takes about 3 ms per 100,000 rows of 256; beyond this many rows
# a graph index answers in well under a millisecond at .995 recall.
_EXACT_ROWS = 300_000
_NEIGHBOURS = 32
_SEARCH_WIDTH = 128
# From so many rows on a search first goes over copies in a byte a value, in a third of the time,
# and takes so many times the rows that it wants: in 300 searches for 200 of 34,000 rows, 250 had
# all of them.
_COARSE_ROWS = 5_000
_MORE = 1.5
_CHUNK = 4096
# After a half's bits are shifted, copies of its sign fill what the exponent does not use.
_SIGN_AND_VALUE = np.uint32(0x8FFFFFFF).view(np.int32)
Rows = NDArray[np.float32]


@dataclass(frozen=True)
class PassageVectors:
    """`index` holds the window rows; `owner[i]` is the passage of row i, ascending.

    `mean` (dimension,) and `covariance` (dimension, dimension) of the rows tell how high a score
    is against all others without computing the others.
    """

    index: "faiss.Index"
    owner: NDArray[np.int32]
    mean: Rows
    covariance: Rows

    @classmethod
    def from_rows(cls, rows: Rows, owner: NDArray[np.int32]) -> Self:
        """Index unit rows: half precision and exact up to 300,000, a graph (HNSW) beyond."""
        import faiss

        dimension = rows.shape[1]
        kind, metric = faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        index: Any
        if len(rows) <= _EXACT_ROWS:
            index = faiss.IndexScalarQuantizer(dimension, kind, metric)
        else:
            index = faiss.IndexHNSWSQ(dimension, kind, _NEIGHBOURS, metric)  # type: ignore[arg-type]
            index.hnsw.efSearch = _SEARCH_WIDTH
        if len(rows):
            index.train(rows)
            index.add(rows)
        mean = rows.sum(axis=0, dtype=np.float32) / max(1, len(rows))
        centred = rows - mean
        covariance = centred.T @ centred / max(1, len(rows))
        return cls(index, owner, np.asarray(mean, np.float32), np.asarray(covariance, np.float32))

    def merged(self, rows: Rows, owner: NDArray[np.int32], merge: Merge) -> Self:
        """These, the old ones, with new rows of the passages that `owner` numbers."""
        starts, pieces = merge.pieces(
            _starts(self.owner, len(merge.old)), _starts(owner, len(merge.new))
        )
        together = np.empty((pieces.size, self.index.d), np.float32)
        kept = pieces.old >= 0
        together[pieces.old[kept]] = self.rows()[kept]
        # In the precision that is stored: rows just made and rows taken over must count the same.
        together[pieces.new] = rows.astype(np.float16)
        passages = np.arange(merge.size, dtype=np.int32)
        return self.from_rows(together, np.repeat(passages, np.diff(starts)))

    def rows(self) -> Rows:
        """All window rows, shape (n, dimension)."""
        return _single(self._stored)

    def of(self, passage: int) -> Rows:
        """The window rows of one passage."""
        first, last = np.searchsorted(self.owner, (passage, passage + 1)).tolist()
        return _single(self._stored[first:last])

    def search(self, query: Rows, windows: int) -> tuple[NDArray[np.int32], Rows]:
        """The passages of the `windows` nearest windows, best first, with their best score."""
        if not self.index.ntotal:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        scores, found = self._nearest(query.reshape(1, -1), min(windows, self.index.ntotal))
        owners, first = np.unique(self.owner[found], return_index=True)
        order = np.argsort(first)
        return owners[order], scores[first[order]]

    def _nearest(self, query: Rows, windows: int) -> tuple[Rows, Ints]:
        """The scores and the numbers of the nearest rows, best first."""
        if not _COARSE_ROWS <= self.index.ntotal <= _EXACT_ROWS:
            scores, found = self.index.search(query, windows)
            return scores[0][found[0] >= 0], found[0][found[0] >= 0]
        wanted = min(round(_MORE * windows), self.index.ntotal)
        likely = np.sort(self._coarse.search(_bytes(query, np.abs(query).max()), wanted)[1][0])
        exact = _single(self._stored[likely]) @ query[0]
        best = np.argsort(-exact, kind="stable")[:windows]
        return exact[best], likely[best]

    @cached_property
    def _coarse(self) -> "faiss.Index":
        """All rows in one byte a value."""
        import faiss

        kind, metric = faiss.ScalarQuantizer.QT_8bit_direct_signed, faiss.METRIC_INNER_PRODUCT
        index: Any = faiss.IndexScalarQuantizer(self.index.d, kind, metric)
        chunks = [self._stored[i : i + _CHUNK] for i in range(0, self.index.ntotal, _CHUNK)]
        largest = max(np.abs(_single(chunk)).max() for chunk in chunks)
        for chunk in chunks:
            index.add(_bytes(_single(chunk), largest))
        return index  # type: ignore[no-any-return]

    @cached_property
    def _stored(self) -> NDArray[np.float16]:
        """All rows as FAISS holds them, without a copy; it decodes them one value at a time."""
        import faiss

        if not self.index.ntotal:
            return np.zeros((0, self.index.d), np.float16)
        index: Any = faiss.downcast_index(getattr(self.index, "storage", self.index))
        codes = faiss.rev_swig_ptr(index.codes.data(), index.ntotal * index.code_size)
        return np.asarray(codes).view(np.float16).reshape(index.ntotal, index.d)

    def scores(self, query: Rows, passages: NDArray[np.int64]) -> Rows:
        """The exact best-window score of each given passage, shape (len(passages),)."""
        starts = np.searchsorted(self.owner, passages, "left")
        ends = np.searchsorted(self.owner, passages, "right")
        sizes = ends - starts
        result = np.zeros(len(passages), np.float32)
        if sizes.sum():
            before = np.concatenate(([0], np.cumsum(sizes)[:-1]))
            wanted = np.arange(sizes.sum()) + np.repeat(starts - before, sizes)
            rows = _single(self._stored[wanted])
            firsts = before[sizes > 0]
            result[sizes > 0] = np.maximum.reduceat(rows @ query.ravel(), firsts)
        return result

    def standardised(self, query: Rows, scores: Rows) -> Rows:
        """Scores of `query` as standard deviations above its mean score over all rows."""
        query = query.ravel()
        deviation = np.sqrt(max(float(query @ self.covariance @ query), 1e-12))
        return np.asarray((scores - query @ self.mean) / deviation, np.float32)

    def to_bytes(self) -> bytes:
        """The FAISS index as bytes (its own writer cannot open Korean paths on Windows)."""
        import faiss

        return faiss.serialize_index(self.index).tobytes()

    @classmethod
    def from_bytes(
        cls, data: bytes, owner: NDArray[np.int32], mean: Rows, covariance: Rows
    ) -> Self:
        """The inverse of `to_bytes`."""
        import faiss

        index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        return cls(index, owner, mean, covariance)


def _single(halves: NDArray[np.float16]) -> Rows:
    """The values in single precision; astype converts one at a time and takes four times as long.

    The bits of a half lie in a single as they are, its exponent smaller by 112.
    """
    bits = halves.view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= _SIGN_AND_VALUE
    values = bits.view(np.float32)
    values *= np.float32(2.0**112)
    return values


def _bytes(rows: Rows, largest: np.float32) -> Rows:
    """Whole numbers from -127 to 127, in proportion."""
    return np.asarray(np.rint(rows * (127 / max(largest, np.float32(1e-9)))), np.float32)


def _starts(owner: NDArray[np.int32], passages: int) -> Ints:
    """Where the rows of each passage start, with the end of the last."""
    return np.searchsorted(owner, np.arange(passages + 1)).astype(np.int64)


def windows(text: str) -> Iterator[str]:
    """Windows of 160 characters, every 80, over one passage; at least one."""
    for start in range(0, max(1, len(text) - _STRIDE), _STRIDE):
        yield text[start : start + _WINDOW]


def embed_passages(texts: Sequence[str], embedder: Embedder) -> tuple[Rows, NDArray[np.int32]]:
    """Window rows of all texts, shape (n, dimension), and the text that each row belongs to."""
    pieces = [list(windows(text)) for text in texts]
    owner = np.repeat(np.arange(len(texts), dtype=np.int32), [len(p) for p in pieces])
    flat = [piece for group in pieces for piece in group]
    if not flat:
        return np.zeros((0, embedder.dimension), np.float32), owner
    return embedder.encode_document(flat), owner
