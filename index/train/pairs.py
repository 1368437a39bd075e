"""Training pairs, as they are read from disk."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pair:
    """A query and a passage that answers or restates it; `kind` says how they relate."""

    kind: str
    query: str
    passage: str


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a gzipped JSONL file with the fields kind, q and p."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Pair(row["kind"], row["q"], _passage(row["kind"], row["p"]))


def _passage(kind: str, text: str) -> str:
    """The passage; a definition for an example sentence without the word, which stands in both."""
    return text.split(": ", 1)[-1] if kind == "ex-def" else text
