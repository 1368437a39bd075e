"""What a run of a question set leaves: a table to read, and files for the tools of others."""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from corpus import UsageError
from rag.answer import REFUSAL
from rag.evaluate import Evaluation, Record, first_of_documents
from rag.tune import Tuning

BY_KIND = ("hit@1", "hit@5", "mrr@10", "answer_contains", "char_f1", "answered", "refusal_recall")
_MEANINGS = {
    "hit@": "위에서 {}개 안에 근거가 있는 질문",
    "recall@": "위에서 {}개 안에 든 근거의 몫",
    "mrr@": "첫 근거 순위의 역수({}위까지)",
    "map@": "근거마다 그 순위까지의 정확도({}위까지)",
    "ndcg@": "순위 이득({}위까지)",
    "correct": "바르게 답하거나 바르게 거절한 질문",
    "answer_contains": "보여 준 답에 정답이 든 질문",
    "exact_match": "짧은 답이 정답과 같은 질문",
    "char_f1": "짧은 답과 정답의 글자 F1",
    "answered": "답이 있는 질문에 답한 몫",
    "citation_precision": "인용 가운데 옳은 것",
    "citation_recall": "근거 가운데 인용된 것",
    "citation_coverage": "답 문장 가운데 인용으로 뒷받침된 것",
    "refusal_recall": "답이 없는 질문을 거절한 몫",
    "refusal_precision": "거절 가운데 옳은 것",
    "auroc": "답 유무를 가리는 확신의 AUROC",
    "aurc": "확신하는 순서로 답할 때의 평균 오답률(낮을수록 좋음)",
}


def table(evaluation: Evaluation) -> str:
    """The run as text for the terminal: every measure with its interval, then by kind."""
    settings = evaluation.settings
    lines = [
        f"질문 {len(evaluation.records)}개, 문서 {settings['documents']}개, "
        f"단락 {settings['passages']}개, 임베딩 모델 {settings['embedder']}",
        "",
        f"{_padded('지표', 20)}    값  95 % 구간",
    ]
    for name, row in evaluation.metrics().items():
        bounds = f"[{row['low']:.3f}, {row['high']:.3f}]"
        lines.append(f"{name:<20} {row['value']:.3f}  {bounds}  {meaning(name)}")
    lines += ["", _padded("유형", 16) + "".join(f"{name:>16}" for name in BY_KIND)]
    for kind in evaluation.kinds:
        row_of = evaluation.metrics(kind)
        cells = [f"{row_of[n]['value']:.3f}" if n in row_of else "-" for n in BY_KIND]
        lines.append(_padded(kind, 16) + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


def meaning(name: str) -> str:
    """What a measure tells, in Korean."""
    stem, at, depth = name.partition("@")
    return _MEANINGS[stem + at].format(depth)


def _padded(text: str, width: int) -> str:
    """Text filled up to `width` columns, of which a Hangul syllable takes two."""
    return text + " " * (width - sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text))


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


def write(path: Path, text: str) -> None:
    """Write a report; raises UsageError where that cannot be done."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"결과 파일을 쓸 수 없습니다({path}: {error.strerror}). 경로와 권한을 확인해 주세요."
        ) from error
