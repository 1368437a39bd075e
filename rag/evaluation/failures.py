"""What went wrong with a question, and where that shows in the passages."""

from collections.abc import Sequence

from rag.answer import Hit
from rag.evaluation.evaluate import Record
from rag.evaluation.questions import Question

FAILURES = {
    "false-answer": "답이 없는데 답함",
    "false-refusal": "답이 있는데 거절함",
    "wrong-answer": "답이 틀림",
    "not-found": "근거를 못 찾음",
    "not-first": "근거가 1위가 아님",
}
_FEWEST = 10
Span = tuple[int, int]


def failures(record: Record) -> list[str]:
    """The keys of FAILURES that apply, the gravest first; empty where all is well."""
    scores = record.scores
    if record.question.unanswerable:
        return [] if record.answer.abstained else ["false-answer"]
    found = []
    if record.answer.abstained:
        found.append("false-refusal")
    elif scores.get("answer_contains") == 0:
        found.append("wrong-answer")
    if scores.get("hit@10") == 0:
        found.append("not-found")
    elif scores.get("hit@1") == 0:
        found.append("not-first")
    return found


def gold_spans(question: Question, hit: Hit) -> list[Span]:
    """Where the evidence stands in a passage; without quotes, where answers stand in its document.

    A quote that goes beyond the passage is marked as far as it goes.
    """
    text = hit.passage.text
    own = [one for one in question.evidence if one.source == hit.passage.source]
    quotes = [one.quote for one in own if one.quote]
    if own and not quotes:
        quotes = list(question.answers)
    return [span for quote in quotes for span in [_place(text, quote)] if span]


def cited_spans(record: Record, hit: Hit) -> list[Span]:
    """Where the answer cites a passage."""
    passage = hit.passage
    return [
        (max(0, one.start - passage.start), min(len(passage.text), one.end - passage.start))
        for one in record.answer.citations
        if one.passage.source == passage.source
        and one.start < passage.end
        and passage.start < one.end
    ]


def _place(text: str, quote: str) -> Span | None:
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    for size in range(len(quote) - 1, _FEWEST - 1, -1):
        if text.endswith(quote[:size]):
            return len(text) - size, len(text)
        if text.startswith(quote[-size:]):
            return 0, size
    return None


def pieces(text: str, gold: Sequence[Span], cited: Sequence[Span]) -> list[tuple[str, bool, bool]]:
    """The text in pieces, each with whether it is gold and whether it is cited."""
    borders = {0, len(text), *(end for span in (*gold, *cited) for end in span)}
    cuts = sorted(border for border in borders if 0 <= border <= len(text))
    return [
        (text[start:end], _within(start, gold), _within(start, cited))
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]


def _within(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)
