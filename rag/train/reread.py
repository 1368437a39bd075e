"""Fitting which of the passages that were read come first.

A listwise softmax (Cao, 2007) over the passages of a question, with the plain sum of
`rag.reading.reread` as the prior that the network corrects.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from rag.network import Network, standardised
from rag.reading.reread import FEATURES, MODEL, features, plainly
from rag.reading.scoring.span_scores import Judged
from rag.train.cases import Case
from rag.train.network import Trainable, joined

_NETWORKS = 4
_HIDDEN = 16
_STEPS = 2500
_BATCH = 128
_RATE = 3e-3
_DECAY = 0.2
_SHARE_WRITTEN = 0.55


@dataclass(frozen=True)
class Listed:
    """The passages read for a question: features, how well each was found, what its likeliest
    answer is worth by itself, and whether it tells the answer.
    """

    features: np.ndarray
    found: np.ndarray
    worth: np.ndarray
    tells: np.ndarray
    written: bool

    @property
    def teaches(self) -> bool:
        """Whether some of the passages tell the answer and others do not."""
        return bool(self.tells.any() and not self.tells.all())


def listed(case: Case, judged: Judged) -> Listed:
    """The passages that were read for a case."""
    hits = case.hits[: len(judged.spans.reads)]
    return Listed(
        features(case.hits, judged),
        np.array([hit.score for hit in hits]),
        plainly(judged),
        np.array([case.tells(hit) for hit in hits]),
        case.sort != "by rule",
    )


def fit(every: Iterable[Listed]) -> Network:
    """Train on the lists that teach something, and save."""
    lists = [one for one in every if one.teaches]
    widest = max(len(one.tells) for one in lists)
    rows = np.stack([_padded(one.features, widest) for one in lists])
    real = np.stack([_padded(np.ones(len(one.tells)), widest) for one in lists]) > 0
    right = np.stack([_padded(one.tells, widest) for one in lists]) > 0
    prior = np.where(
        real, np.stack([_padded(one.found + one.worth, widest) for one in lists]), -np.inf
    )
    mean, scale = rows[real].mean(axis=0), rows[real].std(axis=0) + 0.01
    scaled = standardised(rows, mean, scale)
    tensors = [torch.from_numpy(np.asarray(x)) for x in (scaled, prior, right)]
    weights = torch.from_numpy(_balanced([one.written for one in lists]))
    networks = [_trained(tensors, weights, seed) for seed in range(_NETWORKS)]
    network = joined(networks, mean.astype(np.float32), scale.astype(np.float32))
    network.save(MODEL, FEATURES)
    print(f"{len(lists)} lists of passages")
    return network


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
