"""Telling answerable from unanswerable questions: python -m benchmarks.refusal KORQUAD.json.

On the odd articles, every other sample question and half of the office documents, on which the
weights that come with Mundap were fitted too; `make held-out` makes some that were not; and on
questions that no document speaks of. AUROC with its interval, what is answered at the threshold,
the unanswerable answered where nine tenths of the answerable are, by kind of case, the
risk–coverage curve, and how far probabilities are from shares.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.korquad import articles
from rag.evaluation.metrics import auroc
from rag.evaluation.statistics import auroc_interval
from rag.reading.refusal import likeliest_reading, refuses
from rag.train.cases import (
    Case,
    article_cases,
    file_cases,
    office_cases,
    sample_cases,
    vain_cases,
    written_cases,
)

_EVERY = 6
_VARIANTS = 3
_COVERAGE = 0.9
_CURVE = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
_BINS = 10
# Questions with one word exchanged for another at random: odd, and reported beside the others.
_ODD = ("noun", "predicate")
_PARAPHRASED = ("synonym", "told")


@dataclass(frozen=True)
class Measured:
    """Of each case its kind, whether it can be answered, the probability, and if it is answered."""

    kinds: NDArray[np.str_]
    answerable: NDArray[np.bool_]
    certainty: NDArray[np.float64]
    answered: NDArray[np.bool_]

    def __getitem__(self, chosen: NDArray[np.bool_]) -> "Measured":
        """Some of the cases."""
        return Measured(
            self.kinds[chosen],
            self.answerable[chosen],
            self.certainty[chosen],
            self.answered[chosen],
        )

    def with_(self, other: "Measured") -> "Measured":
        """These cases and others."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Measured(*(np.concatenate(pair) for pair in pairs))


def main() -> None:
    """Print Markdown tables for all sets."""
    known = articles(Path(sys.argv[1]))
    cases = article_cases(known, 1, every=_EVERY, most=_VARIANTS)
    _report("KorQuAD, 홀수 번째 글", _measured(cases))
    _report("같은 글에 우리가 쓴 질문", _measured(written_cases(known, 1)))
    _report("예제 문서, 짝수 번째 질문", _measured(sample_cases(1)))
    office = _measured(office_cases(1))
    _report("사무 문서, 짝수 번째 문서", office)
    _report("여러 형식의 파일, 짝수 번째 파일", _measured(file_cases(1)))
    told = office[office.answerable]
    _report("그 문서들과 상관없는 질문", told.with_(_measured(vain_cases(known, 1))))


def _measured(cases: Iterable[Case]) -> Measured:
    rows = []
    for case in cases:
        certainty = _certainty(case)
        rows.append((case.kind, case.answerable, certainty, not refuses(certainty)))
    kinds, answerable, certainties, answered = zip(*rows, strict=True)
    return Measured(*(np.array(x) for x in (kinds, answerable, certainties, answered)))


def _certainty(case: Case) -> float:
    """How surely a case is answered, from the passages that would be read for it."""
    reader = case.library.extractive
    hits = reader.shortlist(case.readings, case.hits)
    return likeliest_reading(case.readings, hits, reader.judge)[0]


def _report(name: str, every: Measured) -> None:
    kept = every[~np.isin(every.kinds, [*_ODD, *_PARAPHRASED])]
    area = auroc(kept.certainty, kept.answerable)
    low, high = auroc_interval(kept.certainty, kept.answerable)
    threshold = float(np.quantile(kept.certainty[kept.answerable], 1 - _COVERAGE))
    falsely = kept.certainty[~kept.answerable] >= threshold
    print(f"\n### {name}: {kept.answerable.sum()} / {(~kept.answerable).sum()}\n")
    print("| 잰 것 | 값 |\n|---|---|")
    print(f"| AUROC | {area:.3f} ({low:.3f}–{high:.3f}) |")
    print(
        f"| 답 있는 질문의 {_COVERAGE:.0%}에 답할 때 답 없는 질문에 답함 | {falsely.mean():.3f} |"
    )
    print(f"| 문턱에서 답 있는 질문에 답함 | {kept.answered[kept.answerable].mean():.3f} |")
    print(f"| 문턱에서 답 없는 질문에 답함 | {kept.answered[~kept.answerable].mean():.3f} |")
    print(f"| 보정 오차(ECE) | {_calibration_error(kept):.3f} |")
    print("\n| 종류 | 질문 | AUROC | 90 %에서 답함 | 문턱에서 답함 | 평균 확률 |")
    print("|---|---|---|---|---|---|")
    for kind in sorted(set(every.kinds.tolist())):
        _row(kind, every[every.kinds == kind], kept, threshold)
    _curve(kept)


def _row(kind: str, own: Measured, kept: Measured, threshold: float) -> None:
    """One kind against all cases of the other label."""
    label = bool(own.answerable[0])
    others = kept.certainty[kept.answerable != label]
    scores = np.concatenate([own.certainty, others])
    labels = np.concatenate([own.answerable, np.full(len(others), not label)])
    at = (own.certainty >= threshold).mean()
    print(
        f"| {kind} | {len(own.kinds)} | {auroc(scores, labels):.3f} | {at:.2f} "
        f"| {own.answered.mean():.2f} | {own.certainty.mean():.2f} |"
    )


def _curve(kept: Measured) -> None:
    """Of the surest questions answered, the share that has no answer."""
    order = np.argsort(-kept.certainty, kind="stable")
    print("\n| 답한 몫 | 그 가운데 답 없는 질문 | 답 있는 질문 가운데 답함 |\n|---|---|---|")
    for share in _CURVE:
        first = kept.answerable[order][: round(share * len(order))]
        covered = first.sum() / kept.answerable.sum()
        print(f"| {share:.2f} | {1 - first.mean():.3f} | {covered:.3f} |")


def _calibration_error(kept: Measured) -> float:
    """Mean distance of probability and share, in ten bins of as many cases each (Naeini 2015).

    Weighed so that answerable and unanswerable count the same, as when it was fitted.
    """
    order = np.argsort(kept.certainty, kind="stable")
    weights = np.where(
        kept.answerable, 0.5 / kept.answerable.mean(), 0.5 / (~kept.answerable).mean()
    )
    error = 0.0
    for chosen in np.array_split(order, _BINS):
        share = np.average(kept.answerable[chosen], weights=weights[chosen])
        certainty = np.average(kept.certainty[chosen], weights=weights[chosen])
        error += weights[chosen].sum() * abs(share - certainty)
    return float(error / weights.sum())


if __name__ == "__main__":
    main()
