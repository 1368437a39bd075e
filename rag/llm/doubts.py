"""What speaks against a sentence that no passage bears out, and the passage that comes nearest."""

import re
from collections.abc import Sequence

from index import Passage, bare
from index.words import is_common
from rag.answer import Doubt
from rag.checking.coverage import SCOPES, Coverage, coverage_of
from rag.checking.foundings import NOWHERE, foundings
from rag.checking.support import Claim
from rag.language.plain import plainly

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_QUOTES = "'\"‘“"


def doubt_of(claim: Claim, cited: Sequence[Passage], others: Sequence[Passage]) -> Doubt | None:
    """What of a sentence stands in none of the passages, and the sentence that tells most of it.

    That one is of a passage that it cites, if it cites any. None where the passages are empty, or
    the sentence says nothing.
    """
    told = coverage_of(claim, [*cited, *others])
    near = coverage_of(claim, cited) or told
    if told is None or near is None:
        return None
    (nearest,) = near.evidence(SCOPES.index("sentence"))
    return Doubt(_missing(claim, told), nearest.passage, nearest.start, nearest.end)


def _missing(claim: Claim, told: Coverage) -> tuple[str, ...]:
    """The figures, quotes and names of a sentence that stand nowhere, as it has them."""
    letters = _letters("".join(f"{one.context}{one.whole()}" for one in told.passages))
    founded = iter(foundings(claim, told))
    text, missing = plainly(claim.text), []
    for item in told.items:
        said = text[item.start : item.end].strip()
        if item.kind in ("quote", "value"):
            absent = next(founded) == NOWHERE and _are_nowhere(said, letters)
        else:
            absent = item.name and item.form not in letters and not is_common(item.form)
        if absent and said in claim.text:
            missing.append(said)
    return tuple(dict.fromkeys(missing))


def _are_nowhere(said: str, letters: str) -> bool:
    """Whether the digits of a figure stand nowhere, with whatever unit, or no word of a quote does.

    Numbers in words may be told in digits.
    """
    figures = _FIGURE.findall(_letters(said))
    if figures:
        return not all(one in letters for one in figures)
    return said[:1] in _QUOTES


def _letters(text: str) -> str:
    """A text in small letters without spaces, and without commas in numbers."""
    return _COMMA.sub("", bare(text))
