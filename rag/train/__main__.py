"""Fit what reads: `python -m rag.train --data korquad_v1_dev_half.json`.

The readers first; then which passages come first and when to stay silent, from what the readers
make of questions of documents that they have not seen. With `--held-out` the articles of odd
number, half of the office documents, half of the files and every other sample question are left
out, to be measured on.
"""

from collections.abc import Iterator, Sequence

import torch

from rag.reading.reread import CONTENDERS
from rag.train import reader, refusal, reread, second_reader
from rag.train.cases import (
    Articles,
    Case,
    article_cases,
    file_cases,
    office_cases,
    sample_cases,
    taught,
    vain_cases,
    written_cases,
)

# Of the half dozen questions on a paragraph, every other one teaches as much; with so many variants
# of each.
_READ = (2, 1)
_JUDGED = (2, 4)


def main() -> None:
    """Fit and save all four."""
    articles, parts = taught(__doc__)
    torch.set_num_threads(1)
    material = reader.Material.of(_cases(articles, parts, *_READ))
    networks, seconds = reader.fit(material), second_reader.fit(material)
    del material
    cases = [c for c in _cases(articles, parts, *_JUDGED) if c.kind not in refusal.ODD]
    judged = ((case, case.surest(networks, CONTENDERS)) for case in cases)
    read = [(case, reread.listed(case, one)) for case, one in judged if one is not None]
    ranker = reread.fit(listed for _, listed in read)
    rows = []
    for case, listed in read:
        case = case.shortlisted(listed.worth + ranker.scores(listed.features))
        best = case.surest(networks)
        if best is not None and (case.is_found or not case.answerable):
            rows.append(refusal.row(case, best, seconds[case.fold]))
    refusal.fit(refusal.Rows.of(rows))


def _cases(articles: Articles, parts: Sequence[int], every: int, most: int) -> Iterator[Case]:
    for part in parts:
        yield from article_cases(articles, part, every=every, most=most)
        yield from written_cases(articles, part)
        yield from sample_cases(part)
        yield from office_cases(part)
        yield from file_cases(part)
        yield from vain_cases(articles, part)


if __name__ == "__main__":
    main()
