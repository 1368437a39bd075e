"""How telling words are in Korean at large: rare words say what a text is about.

Few passages know little of that themselves; among a hundred, everyday words too stand in only one.
"""

from functools import cache
from math import log
from pathlib import Path

import numpy as np

FILE = "frequencies.npz"
_MODEL = Path(__file__).parent / "model" / FILE


def telling(term: str) -> float:
    """From 0 for words in every text to 1 for words that are hardly ever met."""
    frequencies, texts = _table()
    return 1 - log(1 + frequencies.get(term, 0)) / log(1 + texts)


@cache
def _table() -> tuple[dict[str, int], int]:
    with np.load(_MODEL) as saved:
        forms = saved["forms"].tobytes().decode().split("\n")
        return dict(zip(forms, saved["frequencies"].tolist(), strict=True)), int(saved["texts"])
