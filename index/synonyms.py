"""For questions in other words than the documents: what says nearly the same, or makes it likely.

Near-synonyms are 값 and 가격, 번 돈 and 매출; translations are what texts say where people say
something else: 중퇴 and 퇴사 for 그만두다.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = "neighbours.npz"
TRANSLATIONS = "translations.npz"
_MODEL = Path(__file__).parent / "model"
# A phrase is of two or three terms, with at most one between them.
_PHRASE = 3
_REACH = 4
# A word of more synonyms than that has more than one sense.
_MANY = 12
# From so near on, an other form means the same.
_SAME = 0.79


def near_synonyms(terms: Sequence[str]) -> dict[str, Mapping[str, float]]:
    """For each term of a text, in order, what says nearly the same, with how nearly (at most 1).

    What a phrase means is a synonym of all its terms.
    """
    numbers = _table(NEIGHBOURS)[0]
    found = {term: _likely(term) for term in terms}
    for phrase in _phrases(terms):
        form = " ".join(phrase)
        for other, similarity in _likely(form).items() if form in numbers else ():
            for term in phrase:
                found[term][other] = max(similarity, found[term].get(other, 0.0))
    return dict(found)


def translations(terms: Sequence[str]) -> dict[str, Mapping[str, float]]:
    """For each term of a question what texts say for it, with how likely that makes it (at most 1).

    `index.train.translations` says what 1 is.
    """
    return {term: _others(term, TRANSLATIONS) for term in terms}


def same_meaning(terms: Sequence[str]) -> list[str]:
    """What means the same as the terms together, the nearest first: ai for 인공 지능."""
    others = _others(" ".join(terms))
    return sorted((o for o in others if others[o] >= _SAME), key=lambda o: -others[o])


def _phrases(terms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start, first in enumerate(terms):
        for size in range(1, _PHRASE):
            # One term may stand between, hence a reach of one more than the phrase.
            following = terms[start + 1 : start + min(size + 2, _REACH)]
            yield from ((first, *rest) for rest in combinations(following, size))


def _likely(form: str) -> dict[str, float]:
    """The synonyms of a form, each the less likely meant the more there are."""
    others = _others(form)
    if len(others) <= _MANY:
        return others
    share = (_MANY / len(others)) ** 0.5
    return {other: share * similarity for other, similarity in others.items()}


def _others(form: str, file: str = NEIGHBOURS) -> dict[str, float]:
    numbers, forms, starts, others, similarities = _table(file)
    number = numbers.get(form)
    if number is None:
        return {}
    span = slice(starts[number], starts[number + 1])
    pairs = zip(others[span].tolist(), similarities[span].tolist(), strict=True)
    return {forms[other]: similarity for other, similarity in pairs}


@cache
def _table(
    file: str,
) -> tuple[dict[str, int], list[str], NDArray[np.int32], NDArray[np.int32], NDArray[np.float16]]:
    with np.load(_MODEL / file) as saved:
        forms = saved["forms"].tobytes().decode().split("\n")
        numbers = {form: number for number, form in enumerate(forms)}
        return numbers, forms, saved["starts"], saved["others"], saved["similarities"]
