"""Train the bundled embedding model: `python -m index.train --data pairs.jsonl.gz --out DIR`."""

import argparse
import os
import random
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.train.contrastive import Encoded, train
from index.train.export import export
from index.train.pairs import Pair, read_pairs
from index.train.thesaurus import thesaurus_pairs
from index.train.vocabulary import train_vocabulary

_VOCABULARY = 32_000
_VOCABULARY_TEXTS = 110_000
_VOCABULARY_CHARACTERS = 200
_MAX_TOKENS = 160


def main() -> None:
    """Vocabulary, token ids, training, export; each step is skipped where its result exists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/model"))
    parser.add_argument("--steps", type=int, default=1000)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    arguments.work.mkdir(parents=True, exist_ok=True)
    pairs = list(read_pairs(arguments.data))
    tokenizer = _tokenizer(pairs, arguments.work / "tokenizer.json")
    pairs += thesaurus_pairs()
    encoded = _encoded(pairs, tokenizer, arguments.work / "tokens.npz")
    table = train(
        encoded,
        tokenizer.get_vocab_size(),
        arguments.steps,
        arguments.work / "checkpoint.npz",
        lambda line: print(line, flush=True),
    )
    export(table, tokenizer, arguments.out)


def _tokenizer(pairs: list[Pair], path: Path) -> Tokenizer:
    if not path.exists():
        chosen = random.Random(0).sample(pairs, min(_VOCABULARY_TEXTS, len(pairs)))
        texts = (pair.passage[:_VOCABULARY_CHARACTERS] for pair in chosen)
        train_vocabulary(texts, _VOCABULARY).save(str(path))
    return Tokenizer.from_file(str(path))


def _encoded(pairs: list[Pair], tokenizer: Tokenizer, path: Path) -> Encoded:
    if not path.exists():
        rows: list[NDArray[np.int32]] = []
        for start in range(0, len(pairs), 2000):
            texts = [t for p in pairs[start : start + 2000] for t in (p.query, p.passage)]
            rows.extend(
                np.array(one.ids[:_MAX_TOKENS], np.int32)
                for one in tokenizer.encode_batch(texts, add_special_tokens=False)
            )
        names = sorted({pair.kind for pair in pairs})
        offsets = np.cumsum(np.array([0] + [len(row) for row in rows]))
        kinds = np.array([names.index(pair.kind) for pair in pairs], np.int32)
        np.savez(
            path, ids=np.concatenate(rows), offsets=offsets, kinds=kinds, names=np.array(names)
        )
    with np.load(path) as saved:
        return Encoded(
            saved["ids"], saved["offsets"], saved["kinds"], tuple(saved["names"].tolist())
        )


if __name__ == "__main__":
    main()
