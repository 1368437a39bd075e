"""Two tables become one: where the rows of each go, and the pieces that rows consist of."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Merge:
    """Row i of the old table becomes row `old[i]` of `size`, row i of the new one row `new[i]`.

    -1 is left out; every row of the result comes from one of both.
    """

    old: Ints
    new: Ints
    size: int

    @classmethod
    def of(cls, origins: Ints, before: int) -> "Merge":
        """From the old row (of `before`) that each row comes from, -1 for the next new one."""
        old = np.full(before, -1, np.int64)
        taken = np.flatnonzero(origins >= 0)
        old[origins[taken]] = taken
        return cls(old, np.flatnonzero(origins < 0), len(origins))

    def pieces(self, old_starts: Ints, new_starts: Ints) -> "tuple[Ints, Merge]":
        """Where the pieces of each row start afterwards, and the merge of the pieces themselves.

        Row i of the old table has the pieces `old_starts[i]` to `old_starts[i + 1]`.
        """
        counts = np.zeros(self.size, np.int64)
        counts[self.old[self.old >= 0]] = np.diff(old_starts)[self.old >= 0]
        counts[self.new] = np.diff(new_starts)
        starts = np.concatenate(([0], np.cumsum(counts)))
        old = _moved(self.old, old_starts, starts)
        return starts, Merge(old, _moved(self.new, new_starts, starts), int(starts[-1]))


def _moved(rows: Ints, before: Ints, after: Ints) -> Ints:
    """Where each piece goes when its row goes to `rows`."""
    row_of = np.repeat(np.arange(len(rows)), np.diff(before))
    to = after[rows[row_of]] + np.arange(len(row_of)) - before[row_of]
    return np.where(rows[row_of] >= 0, to, -1)
