"""Our own thesaurus: lines of words and phrases that say nearly the same, for training."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from index.train.pairs import Pair

_FILE = Path(__file__).parent / "thesaurus.txt"


def groups() -> Iterator[list[str]]:
    """The groups of the thesaurus; comments and empty lines are left out."""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        entries = [entry.strip() for entry in line.split("|")]
        if not line.startswith("#") and len(entries) > 1:
            yield [entry for entry in entries if entry]


def thesaurus_pairs() -> Iterator[Pair]:
    """Every two entries of a group."""
    for group in groups():
        for one, other in combinations(group, 2):
            yield Pair("thesaurus", one, other)
