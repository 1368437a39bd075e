"""Fit the reader: `python -m rag.train.reader --data korquad_v1_dev_half.json`.

Questions of the articles with an even number, and every other one of the sample questions, are
read as the program reads them. A few small networks are trained with different
seeds and stored side by side as one.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from corpus import SAMPLE, Document, list_files, read_file
from rag.library import Library
from rag.metrics import character_f1
from rag.questions import read_questions
from rag.reader import FEATURES, MODEL, Spans, find_spans

_NETWORKS = 3
_HIDDEN = 32
_EPOCHS = 6
_BATCH = 8
_RATE = 2e-3
_LIMIT = 5.0
# A gold answer that no span matches is stood for by spans of its sentence that are this near.
_NEAR = 0.8
_ARTICLES_IN_SMALL = 4
Articles = Sequence[dict[str, Any]]


@dataclass
class Example:
    """One question: features of its spans, which of them are right, how near each comes."""

    features: torch.Tensor
    right: torch.Tensor
    reward: torch.Tensor


def main() -> None:
    """Fit on the even articles and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    torch.set_num_threads(1)
    articles = json.loads(parser.parse_args().data.read_text(encoding="utf-8"))["data"]
    examples = [*_examples(articles), *_sample_examples()]
    rows = torch.cat([one.features for one in examples[::5]])
    mean, scale = rows.mean(0), rows.std(0) + 0.01
    for one in examples:
        one.features = ((one.features - mean) / scale).clamp(-_LIMIT, _LIMIT)
    networks = [_fit(examples, seed) for seed in range(_NETWORKS)]
    _save(networks, mean.numpy(), scale.numpy())
    print(f"{len(examples)} questions, {MODEL.stat().st_size / 1000:.0f} kB")


def _examples(articles: Articles) -> Iterator[Example]:
    """All questions asked of all paragraphs, and every other one of a few articles only.

    So the model holds for large and for small folders, where words have other rarities.
    """
    own = range(0, len(articles), 2)
    yield from _asked(articles, range(len(articles)), own, 1)
    for first in range(0, len(own), _ARTICLES_IN_SMALL):
        group = own[first : first + _ARTICLES_IN_SMALL]
        yield from _asked(articles, group, group, 2)


def _asked(
    articles: Articles, searched: Iterable[int], asked: Iterable[int], every: int
) -> Iterator[Example]:
    library = Library.from_documents(
        [
            Document(_source(i, j), articles[i]["title"], paragraph["context"])
            for i in searched
            for j, paragraph in enumerate(articles[i]["paragraphs"])
        ]
    )
    for i in asked:
        for j, paragraph in enumerate(articles[i]["paragraphs"]):
            for row in paragraph["qas"][::every]:
                spans = find_spans(row["question"], library.search(row["question"]), library.idf)
                gold = row["answers"][0]
                yield _example(spans, _source(i, j), gold["answer_start"], gold["text"])


def _sample_examples() -> Iterator[Example]:
    """Right are all accepted answers in the documents that bear the question out."""
    results = (one for file in list_files(SAMPLE).files for one in read_file(file))
    library = Library.from_documents([one for one in results if isinstance(one, Document)])
    for question in read_questions(SAMPLE / "questions.jsonl").questions[::2]:
        if not question.answers or question.history:
            continue
        spans = find_spans(question.question, library.search(question.question), library.idf)
        sources = {evidence.source for evidence in question.evidence}
        held = np.array([read.passage.source in sources for read in spans.reads])[spans.place]
        reward = _nearness(spans, question.answers)
        yield _tensors(spans, held & (reward == 1), reward)


def _source(article: int, paragraph: int) -> str:
    return f"{article:03d}/{paragraph:03d}.txt"


def _example(spans: Spans, source: str, start: int, answer: str) -> Example:
    """Right are the spans at the gold place, else those nearly the same in the gold sentence."""
    reward = _nearness(spans, [answer])
    sources = np.array([read.passage.source == source for read in spans.reads])[spans.place]
    begins, ends = spans.offsets.T
    right = sources & (begins == start) & (ends == start + len(answer))
    if not right.any():
        touching = sources & (begins < start + len(answer)) & (ends > start)
        right = touching & (reward >= _NEAR)
    return _tensors(spans, right, reward)


def _nearness(spans: Spans, accepted: Sequence[str]) -> np.ndarray:
    """The character F1 of each span, shape (spans,)."""
    texts = [spans.text(i) for i in range(len(spans.features))]
    near = {text: character_f1(text, accepted) for text in set(texts)}
    return np.array([near[text] for text in texts], np.float32)


def _tensors(spans: Spans, right: np.ndarray, reward: np.ndarray) -> Example:
    return Example(*(torch.from_numpy(x) for x in (spans.features, right, reward)))


class _Network(torch.nn.Module):
    def __init__(self, features: int) -> None:
        super().__init__()
        self.hidden = torch.nn.Linear(features, _HIDDEN)
        self.out = torch.nn.Linear(_HIDDEN, 1, bias=False)
        self.direct = torch.nn.Linear(features, 1, bias=False)
        torch.nn.init.zeros_(self.direct.weight)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Scores of shape (rows,)."""
        dropout = torch.nn.functional.dropout
        hidden = torch.relu(self.hidden(dropout(rows, 0.1, self.training)))
        hidden = dropout(hidden, 0.3, self.training)
        scores: torch.Tensor = self.out(hidden) + self.direct(rows)
        return scores.squeeze(-1)


def _fit(examples: Sequence[Example], seed: int) -> _Network:
    """Train one network with AdamW and one cycle of the learning rate."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    network = _Network(len(FEATURES))
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=1e-4)
    steps = _EPOCHS * -(-len(examples) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, _RATE, total_steps=steps, pct_start=0.2
    )
    for _ in range(_EPOCHS):
        shuffled = order.permutation(len(examples))
        for first in range(0, len(shuffled), _BATCH):
            batch = [examples[i] for i in shuffled[first : first + _BATCH]]
            scores = network(torch.cat([one.features for one in batch]))
            parts = scores.split([len(one.features) for one in batch])
            loss = torch.stack([_loss(s, one) for s, one in zip(parts, batch, strict=True)]).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    return network.eval()


def _loss(scores: torch.Tensor, one: Example) -> torch.Tensor:
    """Minus the log of the probability of a right span and of the expected character F1."""
    logs = torch.log_softmax(scores, 0)
    loss = -torch.log((logs.exp() * one.reward).sum() + 1e-4)
    return loss - torch.logsumexp(logs[one.right], 0) if one.right.any() else loss


def _save(networks: Sequence[_Network], mean: np.ndarray, scale: np.ndarray) -> None:
    """Store the networks side by side: their mean is one wide network."""

    def joined(pick: Callable[[_Network], torch.Tensor], axis: int) -> np.ndarray:
        return np.concatenate([pick(n).detach().numpy() for n in networks], axis=axis)

    count = len(networks)
    np.savez(
        MODEL,
        features=np.array("\n".join(FEATURES)),
        mean=mean,
        scale=scale,
        hidden=joined(lambda n: n.hidden.weight.T, 1),
        bias=joined(lambda n: n.hidden.bias, 0),
        out=joined(lambda n: n.out.weight[0], 0) / count,
        direct=joined(lambda n: n.direct.weight, 0).sum(axis=0) / count,
    )


if __name__ == "__main__":
    main()
