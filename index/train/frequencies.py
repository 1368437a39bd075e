"""In how many texts words stand: `python -m index.train.frequencies --data ... --out index/model`.

Counted in the everyday sentences of the training pairs and in a part of their articles.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.quantities import search_terms
from index.telling import FILE
from index.tokens import analyse_many
from index.train.pairs import Pair, read_pairs

# How many pairs of a kind count, with which side of them.
_COUNTED = {
    "ex-def": (25_000, "query"),
    "title-body": (8_000, "passage"),
    "keyphrase": (6_000, "passage"),
    "paraphrase": (5_000, "passage"),
    "qa": (5_000, "passage"),
    "entail": (3_500, "passage"),
    "ex-ex": (9_000, "passage"),
}
_CHARACTERS = 300
_FEWEST = 2


def main() -> None:
    """Count the search terms of the chosen texts and save those that occur twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    texts = list(_texts(list(read_pairs(arguments.data))))
    counts: Counter[str] = Counter()
    for text, morphemes in zip(texts, analyse_many(texts), strict=True):
        counts.update(set(search_terms(text, morphemes)))
    kept = sorted(form for form, count in counts.items() if count >= _FEWEST and "\n" not in form)
    np.savez_compressed(
        arguments.out / FILE,
        forms=np.frombuffer("\n".join(kept).encode(), np.uint8),
        frequencies=np.array([counts[form] for form in kept], np.int32),
        texts=np.array(len(texts)),
    )


def _texts(pairs: Sequence[Pair]) -> Iterator[str]:
    for kind, (number, side) in _COUNTED.items():
        chosen = [pair for pair in pairs if pair.kind == kind]
        for pair in random.Random(0).sample(chosen, min(number, len(chosen))):
            yield (pair.query if side == "query" else pair.passage)[:_CHARACTERS]


if __name__ == "__main__":
    main()
