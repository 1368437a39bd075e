"""A small network on numpy: one hidden layer beside a linear model, its inputs standardised."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from rag.arrays import Floats

# Inputs are cut at so many standard deviations, so that odd documents do not upset a network.
LIMIT = 5.0


def weights_in(folder: Path) -> Path:
    """Where the fitted weights of a folder lie.

    Benchmarks point elsewhere, to weights that have not seen what they ask.
    """
    return Path(os.environ.get("MUNDAP_WEIGHTS") or folder)


@dataclass(frozen=True)
class Network:
    """The weights of a network that gives a row of features one score.

    `mean`, `scale` and `direct` (the linear model) have the shape (features,), `hidden` has
    (features, units), `bias` and `out` have (units,); `offset` is one number.
    """

    mean: Floats
    scale: Floats
    hidden: Floats
    bias: Floats
    out: Floats
    direct: Floats
    offset: Floats

    def scores(self, rows: Floats) -> Floats:
        """The score of each row of features, shape (rows,)."""
        scaled = standardised(rows, self.mean, self.scale)
        hidden = np.maximum(scaled @ self.hidden + self.bias, 0)
        return np.asarray(hidden @ self.out + scaled @ self.direct + self.offset, np.float32)

    @classmethod
    def load(cls, path: Path, features: Sequence[str]) -> Self:
        """Read the weights; ValueError where they were fitted to other features."""
        return cls(**stored_arrays(path, features))

    def save(self, path: Path, features: Sequence[str]) -> None:
        """Store the weights with the names of their features."""
        arrays = {name: getattr(self, name) for name in self.__dataclass_fields__}
        np.savez(path, features=np.array("\n".join(features)), **arrays)


def standardised(rows: Floats, mean: Floats, scale: Floats) -> Floats:
    """Rows of features as networks see them: of mean 0 and deviation 1, and cut."""
    scaled: Floats = np.clip((rows - mean) / scale, -LIMIT, LIMIT)
    return scaled


def softmax(scores: Floats) -> Floats:
    """The probability of each of some scores, of each column apart; nothing of nothing."""
    exponents = np.exp(scores - scores.max(axis=0, initial=-np.inf))
    return np.asarray(exponents / np.maximum(exponents.sum(axis=0), 1e-30), np.float32)


def stored_arrays(path: Path, features: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The arrays of a fitted model; ValueError where it was fitted to other features."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}
    if "\n".join(features) != str(arrays.pop("features")):
        raise ValueError(f"{path} belongs to other features; run make model")
    return arrays
