"""What each user can set: how much is read, and by which channels it is found."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from rag import Library

_FEWEST, _USUAL, _MOST = 1, 10, 50


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one user for one question."""

    k: int = _USUAL

    @classmethod
    def of(cls, row: Mapping[str, Any] | None) -> Self:
        """Settings as the browser keeps them; what is missing or odd is as by default."""
        row = row or {}
        k = row.get("k")
        return cls(k=min(_MOST, max(_FEWEST, k)) if isinstance(k, int) else _USUAL)

    def applied(self, library: Library) -> Library:
        """The library with these settings; the one given stays as it is."""
        return copy.copy(library)
