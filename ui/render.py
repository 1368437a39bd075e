"""Answers and hits as terminal text and as the rows of `--json`."""

from collections.abc import Mapping, Sequence

from rag import REFUSAL, Answer, Citation, Hit, Retrieval

_NEAREST_SHOWN = 3


def place(citation: Citation) -> str:
    """Where a quote stands: document, page where there is one, and code points."""
    passage = citation.passage
    page = f" {passage.page}쪽" if passage.page is not None else ""
    return f"{passage.title} ({passage.source}{page}, {citation.start}–{citation.end}자)"


def answer_text(answer: Answer) -> str:
    """An answer for the terminal."""
    if answer.abstained:
        nearest = hits_text(answer.hits[:_NEAREST_SHOWN], explain=False)
        return f"{REFUSAL}.\n\n참고로 가장 가까운 대목입니다.\n{nearest}" if nearest else REFUSAL
    lines = [f"(이렇게 이해했습니다: {answer.searched})"] * (answer.searched != answer.question)
    lines += [f"({answer.notice})"] * bool(answer.notice)
    lines += [f"▶ {answer.short}"] * bool(answer.short)
    lines += [answer.text, "", "근거"]
    lines += [f"[{c.number}] {place(c)}\n    “{c.quote}”" for c in answer.citations]
    return "\n".join(lines)


def hits_text(hits: Sequence[Hit], explain: bool) -> str:
    """Hits for the terminal, with every channel's score where `explain`."""
    return "\n".join(_hit_text(rank, hit, explain) for rank, hit in enumerate(hits, 1))


def _hit_text(rank: int, hit: Hit, explain: bool) -> str:
    text = " ".join(hit.passage.text.split())
    shown = text if len(text) <= 160 else text[:160] + "…"
    head = f"{rank}. {hit.passage.title} ({hit.passage.source})\n   {shown}"
    if not explain:
        return head
    ranks = f"어휘 {hit.lexical_rank or '-'}위, 벡터 {hit.vector_rank or '-'}위"
    channels = ", ".join(f"{name} {value:.2f}" for name, value in hit.channels.items())
    return f"{head}\n   점수 {hit.score:.3f} ({ranks}; {channels})"


def retrieval_row(found: Retrieval, explain: bool) -> dict[str, object]:
    """The `--json` object of a search."""
    return {
        "query": found.question,
        "readings": [
            {"text": r.text, "weight": r.weight, "changes": list(r.changes)} for r in found.readings
        ],
        "hits": [hit_row(rank, hit, explain) for rank, hit in enumerate(found.hits, 1)],
        "timings_ms": _rounded(found.timings_ms),
    }


def hit_row(rank: int, hit: Hit, explain: bool = False) -> dict[str, object]:
    """One hit of a `--json` object."""
    passage = hit.passage
    row: dict[str, object] = {
        "rank": rank,
        "score": round(hit.score, 6),
        "lexical_rank": hit.lexical_rank,
        "vector_rank": hit.vector_rank,
        "passage_id": passage.id,
        "source": passage.source,
        "title": passage.title,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }
    if explain:
        row["channels"] = dict(hit.channels)
    return row


def answer_row(answer: Answer) -> dict[str, object]:
    """The `--json` object of an answer."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "short": answer.short,
        "abstained": answer.abstained,
        "confidence": round(answer.confidence, 4),
        "searched": answer.searched,
        "reader": answer.reader,
        "notice": answer.notice,
        "sentences": [
            {
                "text": sentence.text,
                "citations": [citation.number for citation in sentence.citations],
                "supported": sentence.supported,
            }
            for sentence in answer.sentences
        ],
        "citations": [_citation_row(citation) for citation in answer.citations],
        "hits": [hit_row(rank, hit) for rank, hit in enumerate(answer.hits, 1)],
        "timings_ms": _rounded(answer.timings_ms),
    }


def _citation_row(citation: Citation) -> dict[str, object]:
    passage = citation.passage
    return {
        "number": citation.number,
        "passage_id": passage.id,
        "source": passage.source,
        "title": passage.title,
        "page": passage.page,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }


def _rounded(timings: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in timings.items()}
