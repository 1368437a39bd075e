"""The training counterpart of `rag.network`: several small networks that are stored as one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import torch

from rag.arrays import Floats
from rag.network import LIMIT, Network, standardised


@dataclass(frozen=True)
class Course:
    """How small networks are trained: so many, so wide, for so many steps.

    `floor` is added to the deviation of every input.
    """

    networks: int
    hidden: int
    steps: int
    batch: int
    rate: float
    decay: float
    floor: float


class Taught(Protocol):
    """An example: features of what it lets choose from, a row each."""

    features: torch.Tensor


Example = TypeVar("Example", bound=Taught)
Net = TypeVar("Net", bound=torch.nn.Module)
# Steps longer than that are shortened.
_STEEPEST = 5.0


@dataclass(frozen=True)
class Lessons:
    """How a network learns from lists of rows: that often all, so many at once."""

    epochs: int
    batch: int
    rate: float
    decay: float


class Trainable(torch.nn.Module):
    """One hidden layer beside a linear model, with dropout while it is trained."""

    def __init__(self, features: int, hidden: int) -> None:
        super().__init__()
        self.hidden = torch.nn.Linear(features, hidden)
        self.out = torch.nn.Linear(hidden, 1)
        self.direct = torch.nn.Linear(features, 1, bias=False)
        torch.nn.init.zeros_(self.direct.weight)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Scores of shape (rows,)."""
        dropout = torch.nn.functional.dropout
        hidden = torch.relu(self.hidden(dropout(rows, 0.1, self.training)))
        hidden = dropout(hidden, 0.3, self.training)
        scores: torch.Tensor = self.out(hidden) + self.direct(rows)
        return scores.squeeze(-1)


def joined(networks: Sequence[Trainable], mean: Floats, scale: Floats) -> Network:
    """The networks side by side: their mean is one wide network."""

    def together(pick: Callable[[Trainable], torch.Tensor]) -> Floats:
        return np.concatenate([pick(n).detach().numpy() for n in networks], dtype=np.float32)

    count = np.float32(len(networks))
    return Network(
        mean=mean,
        scale=scale,
        hidden=together(lambda n: n.hidden.weight).T,
        bias=together(lambda n: n.hidden.bias),
        out=together(lambda n: n.out.weight[0]) / count,
        direct=together(lambda n: n.direct.weight).sum(axis=0) / count,
        offset=together(lambda n: n.out.bias).mean(),
    )


def standardise(examples: Iterable[Taught], mean: torch.Tensor, scale: torch.Tensor) -> None:
    """Bring the features of examples to mean 0 and deviation 1, and cut them as `Network` does."""
    for one in examples:
        one.features = ((one.features - mean) / scale).clamp(-LIMIT, LIMIT).half()


def trained(
    make: Callable[[], Net],
    scores_of: Callable[[Net, Sequence[Example]], torch.Tensor],
    examples: Sequence[Example],
    loss_of: Callable[[torch.Tensor, Example], torch.Tensor],
    lessons: Lessons,
    seed: int,
) -> Net:
    """Train one network with AdamW and one cycle of the learning rate.

    `scores_of` gives the scores of all rows of some examples, one after another; `loss_of` judges
    those of one example.
    """
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    network = make()
    optimiser = torch.optim.AdamW(network.parameters(), lr=lessons.rate, weight_decay=lessons.decay)
    steps = lessons.epochs * -(-len(examples) // lessons.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, lessons.rate, total_steps=steps, pct_start=0.2
    )
    for _ in range(lessons.epochs):
        shuffled = order.permutation(len(examples))
        for first in range(0, len(shuffled), lessons.batch):
            batch = [examples[i] for i in shuffled[first : first + lessons.batch]]
            sizes = [len(one.features) for one in batch]
            parts = torch.split(scores_of(network, batch), sizes)
            pairs = zip(parts, batch, strict=True)
            loss = torch.stack([loss_of(part, one) for part, one in pairs]).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), _STEEPEST)
            optimiser.step()
            schedule.step()
    return network.eval()


def by_features(network: Trainable, batch: Sequence[Taught]) -> torch.Tensor:
    """The scores of all rows of some examples by their features alone."""
    scores: torch.Tensor = network(torch.cat([one.features.float() for one in batch]))
    return scores


def classifier(course: Course, inputs: Floats, labels: Floats, weights: Floats) -> Network:
    """Networks that tell rows of either label apart, shapes (rows, features), (rows,), (rows,)."""
    mean, scale = inputs.mean(axis=0), inputs.std(axis=0) + course.floor
    scaled = standardised(inputs, mean, scale)
    rows, told, counts = (
        torch.from_numpy(np.asarray(x, np.float32)) for x in (scaled, labels, weights)
    )
    networks = [_trained(course, rows, told, counts, seed) for seed in range(course.networks)]
    return joined(networks, mean, scale)


def _trained(
    course: Course, inputs: torch.Tensor, labels: torch.Tensor, weights: torch.Tensor, seed: int
) -> Trainable:
    """Train one network with AdamW and one cycle of the learning rate."""
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    network = Trainable(inputs.shape[1], course.hidden)
    optimiser = torch.optim.AdamW(network.parameters(), lr=course.rate, weight_decay=course.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, course.rate, total_steps=course.steps)
    for _ in range(course.steps):
        batch = torch.from_numpy(draw.integers(len(labels), size=course.batch))
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            network(inputs[batch]), labels[batch], weights[batch]
        )
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    return network.eval()
