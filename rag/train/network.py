"""The training counterpart of `rag.network`: several small networks that are stored as one."""

from collections.abc import Callable, Sequence

import numpy as np
import torch

from rag.network import Network
from rag.spans import Floats


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
