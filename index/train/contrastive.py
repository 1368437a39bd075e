"""Contrastive training of static embeddings: one vector a piece, a text is their normalised sum.

Symmetric multiple-negatives ranking (Henderson et al. 2017) with Matryoshka losses at 256 and 128
dimensions (Kusupati et al. 2022). Half of the batches hold one kind of pair only, which makes
their negatives harder. Most passages lose the pieces that they share with their query: matching
words is what the lexical channels are for, and this one is to know what other words mean.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

_DIMENSIONS = (256, 128)
_BATCH = 640
_LEARNING_RATE = 0.02
_TEMPERATURE = 0.05
_WARM_UP = 100
_MAX_TOKENS = 96
_DROPPED_TOKENS = 0.1
_WITHOUT_SHARED = 0.6
_FEWEST_LEFT = 2
# How much oftener than once a pair of a kind is drawn: manuals are many and far from everyday life.
_SHARES = {
    "title-body": 0.5,
    "title-desc": 0.5,
    "desc-body": 0.5,
    "keyphrase": 0.7,
    "qa": 0.3,
    "syn": 3.0,
    "paraphrase": 2.0,
    "entail": 2.0,
    "thesaurus": 4.0,
}
Ids = NDArray[np.int32]


@dataclass(frozen=True)
class Encoded:
    """Token ids of pairs: row 2i is query i, row 2i + 1 its passage; `kinds[i]` its kind.

    Kinds are numbered in the order of `names`.
    """

    ids: Ids
    offsets: NDArray[np.int64]
    kinds: NDArray[np.int32]
    names: tuple[str, ...]

    def usable(self) -> NDArray[np.int64]:
        """The pairs with tokens on both sides."""
        lengths = np.diff(self.offsets)
        return np.flatnonzero((lengths[0::2] > 0) & (lengths[1::2] > 0))


def train(
    pairs: Encoded, vocabulary: int, steps: int, checkpoint: Path, log: Callable[[str], None]
) -> NDArray[np.float32]:
    """Train for `steps` batches and return the (vocabulary, 256) table.

    Deterministic: step n draws from a generator seeded with n. Resumes from `checkpoint`.
    """
    table, moments, done = _start(vocabulary, checkpoint)
    weights = torch.nn.Parameter(torch.from_numpy(table))
    optimiser = torch.optim.SparseAdam([weights], lr=_LEARNING_RATE, betas=(0.9, 0.99))
    if moments:
        optimiser.state[weights] = {
            "step": done,
            "exp_avg": torch.from_numpy(moments[0]),
            "exp_avg_sq": torch.from_numpy(moments[1]),
        }
    groups = _groups(pairs)
    for step in range(done + 1, steps + 1):
        optimiser.param_groups[0]["lr"] = _rate(step, steps)
        loss = _loss(weights, *_batch(pairs, groups, np.random.default_rng(step)))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()  # type: ignore[no-untyped-call]
        if step % 100 == 0 or step == steps:
            _save(checkpoint, weights, optimiser, step)
            log(f"step {step} loss {loss.item():.3f}")
    return weights.detach().numpy()


def _rate(step: int, steps: int) -> float:
    return _LEARNING_RATE * min(1.0, step / _WARM_UP) * max(0.05, 1 - step / steps)


def _start(
    vocabulary: int, checkpoint: Path
) -> tuple[NDArray[np.float32], tuple[NDArray[np.float32], ...], int]:
    if checkpoint.exists():
        with np.load(checkpoint) as saved:
            return saved["table"], (saved["mean"], saved["square"]), int(saved["step"])
    table = np.random.default_rng(0).normal(0, 0.1, (vocabulary, _DIMENSIONS[0]))
    return table.astype(np.float32), (), 0


def _save(
    checkpoint: Path, weights: torch.nn.Parameter, optimiser: torch.optim.Optimizer, step: int
) -> None:
    state = optimiser.state[weights]
    partial = checkpoint.with_suffix(".partial.npz")
    np.savez(
        partial,
        table=weights.detach().numpy(),
        mean=state["exp_avg"].numpy(),
        square=state["exp_avg_sq"].numpy(),
        step=step,
    )
    partial.replace(checkpoint)


@dataclass(frozen=True)
class _Group:
    """Usable pairs of one kind, and the chance that a batch is drawn from them."""

    rows: NDArray[np.int64]
    share: float


def _groups(pairs: Encoded) -> list[_Group]:
    usable = pairs.usable()
    kinds = pairs.kinds[usable]
    rows = [usable[kinds == number] for number in range(len(pairs.names))]
    sizes = [_SHARES.get(n, 1.0) * len(r) for n, r in zip(pairs.names, rows, strict=True)]
    return [_Group(r, size / sum(sizes)) for r, size in zip(rows, sizes, strict=True)]


def _batch(
    pairs: Encoded, groups: list[_Group], random: np.random.Generator
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    shares = [group.share for group in groups]
    if random.random() < 0.5:
        drawn = [0] * len(groups)
        drawn[int(random.choice(len(groups), p=shares))] = _BATCH
    else:
        drawn = random.multinomial(_BATCH, shares).tolist()
    rows = np.concatenate(
        [
            random.choice(group.rows, min(count, len(group.rows)), replace=False)
            for group, count in zip(groups, drawn, strict=True)
            if count
        ]
    )
    queries = [_tokens(pairs, 2 * row, random) for row in rows]
    passages = [
        _other_words(_tokens(pairs, 2 * row + 1, random), query, random)
        for row, query in zip(rows, queries, strict=True)
    ]
    return *_bags(queries), *_bags(passages)


def _other_words(passage: Ids, query: Ids, random: np.random.Generator) -> Ids:
    """Most passages without what they share with their query, unless little would be left."""
    if random.random() >= _WITHOUT_SHARED:
        return passage
    other = passage[~np.isin(passage, query)]
    return other if len(other) >= min(_FEWEST_LEFT, len(passage)) else passage


def _bags(bags: list[Ids]) -> tuple[torch.Tensor, torch.Tensor]:
    starts = np.cumsum([0] + [len(bag) for bag in bags[:-1]])
    return torch.from_numpy(np.concatenate(bags).astype(np.int64)), torch.from_numpy(starts)


def _tokens(pairs: Encoded, row: int, random: np.random.Generator) -> Ids:
    tokens = pairs.ids[pairs.offsets[row] : pairs.offsets[row + 1]]
    if len(tokens) > _MAX_TOKENS:
        start = random.integers(len(tokens) - _MAX_TOKENS + 1)
        tokens = tokens[start : start + _MAX_TOKENS]
    if len(tokens) > 6:
        tokens = tokens[random.random(len(tokens)) > _DROPPED_TOKENS]
    return tokens


def _loss(
    weights: torch.nn.Parameter,
    query_ids: torch.Tensor,
    query_starts: torch.Tensor,
    passage_ids: torch.Tensor,
    passage_starts: torch.Tensor,
) -> torch.Tensor:
    queries = functional.embedding_bag(query_ids, weights, query_starts, mode="sum", sparse=True)
    passages = functional.embedding_bag(
        passage_ids, weights, passage_starts, mode="sum", sparse=True
    )
    targets = torch.arange(len(query_starts))
    loss = torch.zeros(())
    for width in _DIMENSIONS:
        q = functional.normalize(queries[:, :width], dim=1)
        p = functional.normalize(passages[:, :width], dim=1)
        scores = q @ p.T / _TEMPERATURE
        both = functional.cross_entropy(scores, targets) + functional.cross_entropy(
            scores.T, targets
        )
        loss = loss + both / (2 * len(_DIMENSIONS))
    return loss
