"""What is known of the passages that may answer a question, before they are put in order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.retrieval.fusion import Fusion, Scores

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Evidence:
    """What the candidate passages score for one question.

    `text` is the reading of it of which a passage holds most, `terms` are those searched for, of
    all readings; `candidates` passage numbers, ascending.
    `channels` and `standardised` have the shape (len(CHANNELS), len(candidates)), plain and in
    standard deviations above the mean over all passages. `lexical` is the sum of the standardised
    lexical channels for every passage.
    """

    text: str
    terms: tuple[str, ...]
    candidates: Numbers
    channels: Scores
    standardised: Scores
    lexical: Scores
    best_coverage: float

    def fused(self, fusion: Fusion) -> Scores:
        """The score of every candidate."""
        return fusion.weights(self.best_coverage) @ self.standardised
