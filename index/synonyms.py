"""Near-synonyms, for questions in other words than the documents: 가격 and 값, 설립 and 창립."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = "neighbours.npz"
_MODEL = Path(__file__).parent / "model" / FILE


def near_synonyms(form: str, least: float) -> Mapping[str, float]:
    """Words whose similarity to `form` is at least `least`, with it (a cosine, at most 1)."""
    numbers, forms, starts, others, similarities = _table()
    number = numbers.get(form)
    if number is None:
        return {}
    span = slice(starts[number], starts[number + 1])
    pairs = zip(others[span], similarities[span], strict=True)
    return {forms[other]: float(similarity) for other, similarity in pairs if similarity >= least}


@cache
def _table() -> tuple[
    dict[str, int], list[str], NDArray[np.int32], NDArray[np.int32], NDArray[np.float16]
]:
    with np.load(_MODEL) as saved:
        forms = saved["forms"].tobytes().decode().split("\n")
        numbers = {form: number for number, form in enumerate(forms)}
        return numbers, forms, saved["starts"], saved["others"], saved["similarities"]
