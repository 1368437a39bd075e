"""Of what kind a word of a question is: a name weighs more than what is asked of it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index import Morpheme

# The order is that of the models' features.
TERM_KINDS = ("name", "number", "head", "noun", "predicate")


def term_kinds(
    morphemes: Sequence[Morpheme], terms: Sequence[str], heads: Sequence[str]
) -> NDArray[np.int64]:
    """The number in TERM_KINDS of each term's kind, shape (terms,).

    `heads` are the nouns that name what is asked.
    """
    tags = {m.form: m.tag.split("-")[0] for m in morphemes}
    kinds = []
    for term in terms:
        tag = tags.get(term, "NNG")
        if tag in ("SN", "NR"):
            kinds.append("number")
        elif term in heads:
            kinds.append("head")
        elif tag in ("NNP", "SL", "SH") or tag.startswith("W_"):
            kinds.append("name")
        else:
            kinds.append("predicate" if tag in ("VV", "VA", "MAG") else "noun")
    return np.array([TERM_KINDS.index(kind) for kind in kinds], int)
