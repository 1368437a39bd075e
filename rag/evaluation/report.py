"""What a run of a question set leaves: a table to read, and files for the tools of others."""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from rag.answer import REFUSAL
from rag.evaluation.compare import Comparison, Difference
from rag.evaluation.comparison_page import SURE, comparison_html
from rag.evaluation.evaluate import Evaluation, Record
from rag.evaluation.judge import first_of_documents
from rag.evaluation.measures import BY_KIND, kind_name, meaning
from rag.evaluation.plots import png
from rag.evaluation.report_page import plots, report_html
from rag.evaluation.runs import write
from rag.evaluation.tune import Tuning

_FLIPS = 10


def table(evaluation: Evaluation) -> str:
    """The run as text for the terminal: every measure with its interval, then by kind."""
    settings = evaluation.settings
    lines = [
        f"질문 {len(evaluation.records)}개, 문서 {settings['documents']}개, "
        f"단락 {settings['passages']}개, 임베딩 모델 {settings['embedder']}",
        "",
        f"{_padded('지표', 20)}    값  오차 범위(95 %)",
    ]
    for name, row in evaluation.metrics().items():
        bounds = f"[{row['low']:.3f}, {row['high']:.3f}]"
        lines.append(f"{name:<20} {row['value']:.3f}  {bounds}  {meaning(name)}")
    lines += ["", _padded("유형", 16) + "".join(f"{name:>16}" for name in BY_KIND)]
    for kind in evaluation.kinds:
        row_of = evaluation.metrics(kind)
        cells = [f"{row_of[n]['value']:.3f}" if n in row_of else "-" for n in BY_KIND]
        lines.append(_padded(kind_name(kind), 16) + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join([*lines, *_drop_lines(evaluation)])


def _drop_lines(evaluation: Evaluation) -> list[str]:
    if not evaluation.drops:
        return []
    lines = ["", f"{_padded('변형', 12)}{_padded('지표', 10)}  그대로  변형 뒤    차이  95 % 구간"]
    for drop in evaluation.drops:
        lines.append(
            f"{drop.perturbation:<12}{drop.measure:<10}{drop.before:>8.3f}{drop.after:>9.3f}"
            f"{drop.after - drop.before:>+8.3f}  [{drop.low:+.3f}, {drop.high:+.3f}]  "
            f"질문 {drop.questions}개"
        )
    return lines


def _padded(text: str, width: int) -> str:
    """Text filled up to `width` columns, of which a Hangul syllable takes two."""
    return text + " " * (width - _columns(text))


def _right(text: str, width: int) -> str:
    return " " * (width - _columns(text)) + text


def _columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def comparison_text(comparison: Comparison) -> str:
    """Every run against the first, for the terminal."""
    base, *others = comparison.runs
    lines = []
    for name in others:
        lines += [f"{name} (비교 기준: {base})"]
        head = f"{_padded('지표', 20)}{_right('기준', 7)}{_right('값', 7)}{_right('차이', 8)}"
        lines += [f"{head}  {_padded('95 % 구간', 18)}     p  이김/짐/비김"]
        lines += [_difference_line(d) for d in comparison.differences if d.name == name]
        flips = [flip for flip in comparison.flips if flip.name == name]
        gained = sum(flip.gained for flip in flips)
        lines += [f"맞게 된 질문 {gained}개, 틀리게 된 질문 {len(flips) - gained}개"]
        lines += [f"  {'+' if flip.gained else '-'} {flip.question}" for flip in flips[:_FLIPS]]
        lines += [f"  … 그 밖에 {len(flips) - _FLIPS}개"] if len(flips) > _FLIPS else []
        lines.append("")
    tests = len(comparison.differences)
    lines.append(f"p는 짝지은 무작위화 검정의 값이고, 검정 {tests}개에 맞춰 고쳤습니다(Holm).")
    return "\n".join(lines)


def _difference_line(d: Difference) -> str:
    bounds = f"[{d.low:+.3f}, {d.high:+.3f}]"
    return (
        f"{d.measure:<20}{d.before:>7.3f}{d.after:>7.3f}{d.after - d.before:>+8.3f}  {bounds:<18}"
        f"{d.p:>6.3f}  {d.wins}/{d.losses}/{d.ties}{' *' if d.p < SURE else ''}"
    )


def tuning_text(tuning: Tuning, stored: bool) -> str:
    """What came of fitting the weights, for the terminal."""
    figures = (
        f"질문 {tuning.questions}개의 교차 검증 MRR@10 {tuning.before:.3f} → {tuning.after:.3f}, "
        f"차이의 95 % 구간 [{tuning.low:+.3f}, {tuning.high:+.3f}]"
    )
    if not tuning.helps:
        return f"가중치를 맞춰도 나아진다고 볼 수 없어 기본 가중치를 씁니다({figures})."
    if not stored:
        return f"맞춘 가중치가 더 낫지만 질문 집합에 딸린 문서라 저장하지 않았습니다({figures})."
    return f"질문에 맞춘 가중치를 색인에 저장했습니다({figures})."


def trec_run(evaluation: Evaluation) -> str:
    """The rankings as a TREC run of documents: `query Q0 document rank score mundap`."""
    return "".join(
        f"{_field(record.question.id)} Q0 {_field(hit.passage.source)} "
        f"{rank} {hit.score:.6f} mundap\n"
        for record in evaluation.records
        for rank, hit in enumerate(first_of_documents(record.ranking), 1)
    )


def _field(name: str) -> str:
    """A name without white space, which separates the fields of a run."""
    return re.sub(r"[\s%]", lambda match: quote(match.group()), name)


def ragas(evaluation: Evaluation) -> str:
    """The answers as JSONL rows in the terms of RAGAS, one a question."""
    return "".join(
        json.dumps(_ragas_row(record), ensure_ascii=False) + "\n" for record in evaluation.records
    )


def _ragas_row(record: Record) -> dict[str, object]:
    question = record.question
    accepted: Sequence[str] = (REFUSAL,) if question.unanswerable else question.answers
    return {
        "user_input": question.question,
        "retrieved_contexts": [hit.passage.text for hit in record.answer.hits],
        "response": record.answer.text,
        "reference": accepted[0] if accepted else None,
        "references": list(accepted),
        "reference_contexts": [one.quote for one in question.evidence if one.quote],
    }


def save_comparison(comparison: Comparison, folder: Path) -> None:
    """Write a comparison into a folder: comparison.html and comparison.json."""
    row = json.dumps(comparison.to_json(), ensure_ascii=False, indent=1) + "\n"
    write(folder / "comparison.json", row)
    write(folder / "comparison.html", comparison_html(comparison))


def save(evaluation: Evaluation, folder: Path) -> None:
    """Write everything that others read into the folder of a run.

    report.html, metrics.json, run.trec, ragas.jsonl, and the plots as PNG.
    """
    write(folder / "run.trec", trec_run(evaluation))
    write(folder / "ragas.jsonl", ragas(evaluation))
    row = evaluation.to_json()
    write(folder / "metrics.json", json.dumps(row, ensure_ascii=False, indent=1) + "\n")
    write(folder / "report.html", report_html(evaluation))
    for name, svg in plots(evaluation).items():
        write(folder / "plots" / f"{name}.png", png(svg))
