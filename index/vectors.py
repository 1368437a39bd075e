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
# From so many rows on a search first goes over copies of four bits for every two values, in a
# sixth of the time, and scores exactly so many times the rows that it wants: of the 200 nearest of
# 50,000 it then has 199, and all of the first 20.
_COARSE_ROWS = 5_000
_MORE = 4.0
_SUBVECTOR, _BITS = 2, 4
# The sixteen points of a pair of values need no more rows and rounds to be found.
_TAUGHT, _ROUNDS = 1024, 4
# After a half's bits are shifted, copies of its sign fill what the exponent does not use.
_SIGN_AND_VALUE = np.uint32(0x8FFFFFFF).view(np.int32)
_SCALE = np.float32(2.0**112)
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
        """Index unit rows in half precision; many with coarse copies that are looked at first."""
        import faiss

        kind, metric = faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        index: Any = faiss.IndexScalarQuantizer(rows.shape[1], kind, metric)
        if len(rows) >= _COARSE_ROWS and rows.shape[1] % _SUBVECTOR == 0:
            coarse = _coarse(rows)
            index = faiss.IndexRefine(coarse, index)
            index.k_factor = _MORE
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
        scores, found = self.index.search(query.reshape(1, -1), min(windows, self.index.ntotal))
        scores, found = scores[0][found[0] >= 0], found[0][found[0] >= 0]
        owners, first = np.unique(self.owner[found], return_index=True)
        order = np.argsort(first)
        return owners[order], scores[first[order]]

    @cached_property
    def _stored(self) -> NDArray[np.float16]:
        """All rows as FAISS holds them, without a copy; it decodes them one value at a time."""
        import faiss

        if not self.index.ntotal:
            return np.zeros((0, self.index.d), np.float16)
        index: Any = faiss.downcast_index(getattr(self.index, "refine_index", self.index))
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
            rows = _scaled(self._stored.take(wanted, axis=0))
            # One row is made larger rather than all others.
            cosines = rows @ (query.ravel() * _SCALE)
            result[sizes > 0] = np.maximum.reduceat(cosines, before[sizes > 0])
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


def _coarse(rows: Rows) -> "faiss.Index":
    """An index that has learnt to code rows in product quantisation (Jégou et al. 2011).

    Searched by table look-ups in vector registers (André et al. 2017).
    """
    import faiss

    parts, metric = rows.shape[1] // _SUBVECTOR, faiss.METRIC_INNER_PRODUCT
    coarse: Any = faiss.IndexPQFastScan(rows.shape[1], parts, _BITS, metric)
    coarse.pq.cp.niter = _ROUNDS
    coarse.pq.cp.min_points_per_centroid = 1
    coarse.train(rows[:: -(-len(rows) // _TAUGHT)])
    return coarse  # type: ignore[no-any-return]


def _single(halves: NDArray[np.float16]) -> Rows:
    """The values in single precision; astype, one value at a time, takes four times as long."""
    values = _scaled(halves)
    values *= _SCALE
    return values


def _scaled(halves: NDArray[np.float16]) -> Rows:
    """The values in single precision, each _SCALE times too small.

    The bits of a half lie in a single as they are, its exponent smaller by 112.
    """
    bits = halves.view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= _SIGN_AND_VALUE
    return bits.view(np.float32)


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
