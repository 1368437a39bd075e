"""Query understanding: other ways to read what was typed, searched beside it."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question; `changes` says in Korean what was changed against the typing.

    The scores that a reading gives count `weight` times, at most 1.
    """

    text: str
    weight: float = 1.0
    changes: tuple[str, ...] = ()


def understand(question: str) -> tuple[Reading, ...]:
    """The readings of a question; the first is what was typed, in NFC."""
    return (Reading(unicodedata.normalize("NFC", question)),)
