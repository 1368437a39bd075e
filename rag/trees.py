"""Boosted regression trees on numpy: the sum of what many small trees say of a row of features."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from rag.arrays import Floats, Ints
from rag.network import stored_arrays


@dataclass(frozen=True)
class Trees:
    """The nodes of all trees in a row, shape (nodes,); `roots` (trees,) has where each tree begins.

    From a node a row goes to `left` where its `feature` is at most the `threshold`, else to
    `right`; both lead from a leaf to itself. `value` is what a leaf adds. No tree is deeper than
    `depth`.
    """

    roots: Ints
    feature: NDArray[np.int16]
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    depth: int

    def scores(self, rows: Floats) -> Floats:
        """The score of each row of features, shape (rows,)."""
        node = np.repeat(self.roots[None], len(rows), axis=0)
        number = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            below = rows[number, self.feature[node]] <= self.threshold[node]
            node = np.where(below, self.left[node], self.right[node])
        return np.asarray(self.value[node].sum(axis=1), np.float32)

    @classmethod
    def load(cls, path: Path, features: Sequence[str]) -> Self:
        """Read the trees; ValueError where they were fitted to other features."""
        arrays = stored_arrays(path, features)
        return cls(depth=int(arrays.pop("depth")), **arrays)

    def save(self, path: Path, features: Sequence[str]) -> None:
        """Store the trees with the names of their features."""
        arrays = {name: getattr(self, name) for name in self.__dataclass_fields__}
        np.savez_compressed(path, features=np.array("\n".join(features)), **arrays)
