"""Whether what would answer is of the sort that is asked for: a number, a maker."""

import re

from index import analyse
from index.units import dimensions_of
from rag.language.values import values
from rag.reading.makers import may_make, thing_made
from rag.reading.query import Query

_AMOUNT = re.compile(
    r"(?:약 |총 )?\d[\d,.]*\s?[조억천만]*\s?(?:\d[\d,.]*\s?[천만]*\s?)?"
    r"(?:원|달러|%|명|개|건|점|배|kg|g|km|m)"
)
_NOTHING = re.compile(r"무료|공짜|없|전액|절반|반값")
_CODE = re.compile(r"(?=.*\d)[A-Za-z]+[-\dA-Za-z.]*")


def is_amount(said: str) -> bool:
    """Whether a text is a number with its unit and nothing else."""
    return _AMOUNT.fullmatch(said) is not None


def is_of_other_kind(query: Query, said: str) -> bool:
    """Whether no number is told where one is asked for, or no name where a maker is."""
    made = bool(thing_made(query.text)[0])
    return lacks_number(query, said) or (made and not may_make(said))


def lacks_number(query: Query, said: str) -> bool:
    """Whether what is asked for is a number, and there is none in what is said."""
    measured = query.asked.kind == "number" and bool(query.dimensions)
    return measured and (_CODE.fullmatch(said) is not None or not _tells_number(query, said))


def _tells_number(query: Query, said: str) -> bool:
    """Whether there is a number in a text, in digits or words, or that there is nothing to pay."""
    if any(letter.isdigit() for letter in said) or _NOTHING.search(said):
        return True
    units = (value.unit for value in values(said, analyse(said)) if value.unit != "code")
    return any(dimensions_of(unit) & query.dimensions for unit in units)
