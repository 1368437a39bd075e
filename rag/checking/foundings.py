"""Where the values and quotes of a sentence come from: from its passages, or from other values."""

import re
from collections.abc import Iterator

import numpy as np

from corpus.symbols import BULLETS
from index import bare
from rag.checking.coverage import SCOPES, Coverage
from rag.checking.derived import counts, follows
from rag.checking.figures import WAYS, Figures, otherwise
from rag.checking.matching import stands_apart
from rag.checking.support import Claim
from rag.language.items import Item
from rag.language.values import Value, values_of

NOWHERE = "nowhere"
EXACTLY = "exactly"
# With another bound or in a title, worked out of other values, counted, or as figures are told.
LESS_SURE = ("loosely", "derived", "counted", *WAYS)
_POINT = re.compile(rf"\s*(?:[{BULLETS}·]|\d{{1,2}}[.)]|[①-⑳])\s?")
_SERIES = re.compile(r"\S+(?:(?:,|·|와|과|및|이랑|하고) ?\S+)+")
_JOINT = re.compile(r", |·|(?:와|과) | 및 ")


def foundings(claim: Claim, told: Coverage) -> list[str]:
    """How each value and quote of a sentence is founded: NOWHERE, EXACTLY or one of LESS_SURE."""
    letters = bare("".join(f"{p.context}{p.text}" for p in told.passages))
    there = [o.value for group in told.groups for c in group for o in c.items if o.value]
    titles = [v for p in told.passages for v in values_of(p.context)]
    forms = {form for value in (*there, *titles) for form in value.forms}
    near = [o.value for c in told.clauses(SCOPES.index("pair")) for o in c.items if o.value]
    sizes = [*_sizes(told), *_sizes_in(claim)]
    wholes = [Figures.of(passage) for passage in told.passages]

    def as_it_is(value: Value) -> str:
        return next(filter(None, (figures.way(value) for figures in wholes)), "")

    claimed = [item.value for item in told.items if item.value]
    own = [one for one in claimed if one.forms[0] in forms or as_it_is(one)]
    nearest = [told.figures[number] for number in told.scopes[SCOPES.index("pair")]]

    def founding(item: Item) -> str:
        value = item.value
        if item.kind == "quote" or value is None:
            return "loosely" if item.form in letters else NOWHERE
        if value.unit == "code":
            return "loosely" if stands_apart(item.form, letters) else NOWHERE
        if value.forms[0] in forms:
            return "loosely"
        if follows(value, claim.text, own, near):
            return "derived"
        if counts(value, sizes):
            return "counted"
        return as_it_is(value) or otherwise(value, claim.text, own, nearest, near) or NOWHERE

    exactly: list[bool] = np.asarray(told.exact.any(axis=1)).tolist()
    return [
        EXACTLY if exactly[number] else founding(item)
        for number, item in enumerate(told.items)
        if item.kind in ("quote", "value")
    ]


def _sizes(told: Coverage) -> Iterator[int]:
    """How many rows or points the lists of the passages have."""
    for passage in told.passages:
        lines = passage.text.splitlines()
        rows = sum(line.startswith("|") for line in lines)
        yield max(0, rows - 2)
        yield rows
        yield sum(_POINT.match(line) is not None for line in lines)


def _sizes_in(claim: Claim) -> Iterator[int]:
    """How many things the sentence itself lists."""
    for match in _SERIES.finditer(claim.text):
        yield 1 + len(_JOINT.findall(match.group()))
