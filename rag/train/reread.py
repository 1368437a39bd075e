"""Fitting which of the passages that were read comes first.

A listwise softmax (Cao, 2007) over the passages of a question, with the plain sum of
`rag.reading.reread` as the prior that the network corrects.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from rag.network import LIMIT
from rag.reading.reread import FEATURES, MODEL, features, plainly
from rag.reading.span_scores import Judged
from rag.train.cases import Case
from rag.train.network import Trainable, joined

_NETWORKS = 4
_HIDDEN = 8
_STEPS = 600
_BATCH = 128
_RATE = 3e-3
# Strong, since the prior is good and the lists are few.
_DECAY = 2.0
_SHARE_WRITTEN = 0.55


@dataclass(frozen=True)
class Listed:
    """The passages of a question: features, the plain sum, and which of them tell the answer."""

    features: np.ndarray
    prior: np.ndarray
    tells: np.ndarray
    written: bool


def listed(case: Case, judged: Judged) -> Listed | None:
    """What a case teaches; None where no passage that was read, or every one, tells the answer."""
    hits = case.hits[: len(judged.spans.reads)]
    right = np.array([case.tells(hit) for hit in hits])
    if right.all() or not right.any():
        return None
    prior = np.array([hit.score for hit in hits]) + plainly(judged)
    return Listed(features(case.hits, judged), prior, right, case.written)


def fit(lists: Sequence[Listed]) -> None:
    """Train and save."""
    widest = max(len(one.tells) for one in lists)
    rows = np.stack([_padded(one.features, widest) for one in lists])
    real = np.stack([_padded(np.ones(len(one.tells)), widest) for one in lists]) > 0
    right = np.stack([_padded(one.tells, widest) for one in lists]) > 0
    prior = np.where(real, np.stack([_padded(one.prior, widest) for one in lists]), -np.inf)
    mean, scale = rows[real].mean(axis=0), rows[real].std(axis=0) + 0.01
    scaled = np.clip((rows - mean) / scale, -LIMIT, LIMIT)
    tensors = [torch.from_numpy(np.asarray(x)) for x in (scaled, prior, right)]
    weights = torch.from_numpy(_balanced([one.written for one in lists]))
    networks = [_trained(tensors, weights, seed) for seed in range(_NETWORKS)]
    joined(networks, mean.astype(np.float32), scale.astype(np.float32)).save(MODEL, FEATURES)
    print(f"{len(lists)} lists of passages")


def _padded(values: np.ndarray, width: int) -> np.ndarray:
    padded = np.zeros((width, *values.shape[1:]), np.float32)
    padded[: len(values)] = values
    return padded


def _balanced(written: Iterable[bool]) -> np.ndarray:
    """Chances to be drawn that give what we have written its share."""
    ours = np.array(list(written))
    chances: np.ndarray = np.where(
        ours, _SHARE_WRITTEN / max(1, ours.sum()), (1 - _SHARE_WRITTEN) / max(1, (~ours).sum())
    )
    return chances


def _trained(tensors: Sequence[torch.Tensor], weights: torch.Tensor, seed: int) -> Trainable:
    rows, prior, right = tensors
    torch.manual_seed(seed)
    draw = torch.Generator().manual_seed(seed)
    network = Trainable(len(FEATURES), _HIDDEN)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=_STEPS)
    for _ in range(_STEPS):
        batch = torch.multinomial(weights, _BATCH, replacement=True, generator=draw)
        scores = network(rows[batch].flatten(0, 1)).view(_BATCH, -1) + prior[batch]
        telling = scores.masked_fill(~right[batch], -torch.inf)
        loss = (scores.logsumexp(1) - telling.logsumexp(1)).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return network.eval()
