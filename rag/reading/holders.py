"""Who holds a post: a person's name, and not what else stands near '대표' or '원장'."""

import numpy as np
from numpy.typing import NDArray

from rag.language.known import KNOWN
from rag.language.persons import may_name_person, names_post
from rag.language.spans import ReadPassage
from rag.reading.query import Query
from rag.reading.span_scores import Judged, Spans

_LIKE, _BESIDE, _LATIN, _WORDS, _DIGITS = map(
    KNOWN.index, ("person_like", "beside_post", "latin", "words", "digits")
)
# Less of the probability than that on names says that none is told.
_LEAST = 0.1
_SHORT = 2


def asks_holder(query: Query) -> bool:
    """Whether a question asks who holds a post: '원장 이름', '대표가 누구야?'."""
    return query.asked.kind == "person" and any(map(names_post, query.asked.head))


def may_hold(spans: Spans) -> NDArray[np.bool_]:
    """Which spans may be who holds a post: names, what stands beside a post, another post."""
    return np.concatenate([_of_passage(read) for read in spans.reads])


def lacks_holder(judged: Judged) -> bool:
    """Whether a holder is asked for and hardly any of what is likely to answer may be one."""
    spans = judged.spans
    return asks_holder(spans.query) and float(judged.shares[may_hold(spans)].sum()) < _LEAST


def _of_passage(read: ReadPassage) -> NDArray[np.bool_]:
    known = read.known
    posts = np.array([names_post(read.forms[last]) for last in read.spans[:, 1]], bool)
    words = np.array([may_name_person(surface) for surface in read.surfaces], bool)
    # Names of two syllables are as often those of towns.
    long = np.array([len(surface) > _SHORT for surface in read.surfaces], bool)
    like = (known[:, _LIKE] > 0) & long
    # Sam Altman, but not LMM; what a span has of words is in thirds.
    latin = (known[:, _LATIN] == 1) & (known[:, _WORDS] > 0.5)
    plain = known[:, _DIGITS] == 0  # '회장 1명, 감사' is nobody
    return np.asarray(plain & (like | words | posts | latin | (known[:, _BESIDE] > 0)))
