"""What is right: which passages and quotes bear the evidence, and the score of every measure."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

from corpus import Document, UsageError
from corpus.markdown import is_markdown
from corpus.markup import without_markup
from index import Passage
from rag.answer import Answer, Citation, Hit
from rag.evaluation.metrics import (
    average_precision,
    character_f1,
    exact_match,
    hit,
    ndcg,
    recall,
    reciprocal_rank,
)
from rag.evaluation.questions import Evidence, Question, facts, holds
from rag.library import Library
from rag.reading.whether.yes_no import NO, YES
from rag.retrieval.rerank import DEPTH as DEEP

DEPTH = 10
CUTOFFS = (1, 3, 5, 10)
_OVERLAP = 0.5
# All but what a reader may part or mark words with: bars and the rule of a table, colons of labels,
# and markup.
_READ = re.compile(r"[^\s|:*_`~\\-]")
_TOLD = 5


class Judge:
    """Tells which passages and quotes of a library hold a piece of evidence."""

    def __init__(self, library: Library) -> None:
        self._documents = library.documents
        self._all_passages = library.passages
        self._spans: dict[Evidence, tuple[int, int]] = {}

    def bears(self, passage: Passage, evidence: Evidence) -> bool:
        """Whether half of the quote or of the passage overlaps, or the passage repeats the quote.

        Evidence without a quote is borne by every passage of its document.
        """
        if passage.source != evidence.source:
            return False
        start, end = self._span(evidence)
        if start < 0:
            return False
        shared = min(end, passage.end) - max(start, passage.start)
        shortest = min(end - start, passage.end - passage.start)
        overlaps = shared > 0 and shared >= _OVERLAP * shortest
        return overlaps or self._documents[evidence.source].text[start:end] in passage.text

    def cited(self, citation: Citation, evidence: Evidence) -> bool:
        """Whether a citation overlaps the quote, or without one, comes from the document."""
        if citation.passage.source != evidence.source:
            return False
        start, end = self._span(evidence)
        return not evidence.quote or max(start, citation.start) < min(end, citation.end)

    def grade(self, passage: Passage, question: Question) -> int:
        """How relevant a passage is: the best grade of the evidence that it bears, else 0."""
        return max((e.grade for e in question.evidence if self.bears(passage, e)), default=0)

    def all_grades(self, question: Question) -> list[int]:
        """The grades of everything relevant: documents, or passages where evidence is quoted."""
        sources = dict.fromkeys(e.source for e in question.evidence)
        if of_documents(question):
            return [max(e.grade for e in question.evidence if e.source == s) for s in sources]
        passages = [one for source in sources for one in self._passages.get(source, ())]
        return [self.grade(passage, question) for passage in passages]

    def lost(self, evidence: Evidence) -> bool:
        """Whether the library does not hold the evidence, so that it cannot be found."""
        document = self._documents.get(evidence.source)
        return document is None or place(document, evidence.quote) is None

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        by_source = groupby(self._all_passages, key=lambda passage: passage.source)
        return {source: list(passages) for source, passages in by_source}

    def _span(self, evidence: Evidence) -> tuple[int, int]:
        """Where the quote stands in its document; (-1, -1) where it does not."""
        if evidence not in self._spans:
            found = place(self._documents[evidence.source], evidence.quote)
            self._spans[evidence] = found or (-1, -1)
        return self._spans[evidence]


def place(document: Document, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a document, found as its author wrote it too.

    A file may have markup where its text has none, and tabs or spaces between the cells of a row:
    where the quote is not found, it is read as Markdown, and then by its letters alone.
    """
    text = document.text
    for written in (quote, without_markup(quote) if is_markdown(document.source) else quote):
        if (start := text.find(written)) >= 0:
            return start, start + len(written)
    letters = "".join(_READ.findall(quote))
    places = [match.start() for match in _READ.finditer(text)]
    start = "".join(text[n] for n in places).find(letters)
    return (places[start], places[start + len(letters) - 1] + 1) if letters and start >= 0 else None


def of_documents(question: Question) -> bool:
    """Whether the evidence is whole documents."""
    return not any(one.quote for one in question.evidence)


def missing(library: Library, questions: Sequence[Question]) -> Iterator[str]:
    """Of evidence that the library does not hold: where it stands, and what is wrong."""
    judge = Judge(library)
    for question in questions:
        for number, one in enumerate(question.evidence):
            if judge.lost(one):
                place = question.place or f"질문 '{question.id}'"
                known = one.source in library.documents
                wrong = "quote를 문서에서 찾을 수" if known else "source 문서가"
                yield f"{place}: evidence[{number}]의 {wrong} 없음({one.source})"


def cautions(library: Library, questions: Sequence[Question]) -> Iterator[str]:
    """What to tell before anything is asked: evidence that is missing, questions nobody looked at.

    Raises UsageError where the documents hold none of the evidence.
    """
    told = list(missing(library, questions))
    if told and len(told) == sum(len(question.evidence) for question in questions):
        raise UsageError(
            f"질문의 근거가 하나도 문서에 없습니다(첫 번째: {told[0]}). 질문 집합과 문서 폴더가 "
            "서로 맞는지 확인해 주세요."
        )
    if told:
        shown = "\n".join(f"  {line}" for line in told[:_TOLD])
        more = f"\n  그 밖에 {len(told) - _TOLD}개" if len(told) > _TOLD else ""
        yield f"근거 {len(told)}개가 문서에 없어 찾지 못한 것으로 셉니다.\n{shown}{more}"
    drafts = sum(question.draft for question in questions)
    if drafts:
        yield f"사람이 아직 살펴보지 않은 초안 질문이 {drafts}개 있습니다."


def ranked(library: Library, question: Question, text: str) -> tuple[Hit, ...]:
    """What is found for a text: passages, or documents where the evidence is whole documents."""
    hits = library.search(text, DEEP)
    by_document = bool(question.evidence) and of_documents(question)
    return first_of_documents(hits) if by_document else hits


def first_of_documents(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The best hit of each document, in order."""
    best: dict[str, Hit] = {}
    for one in hits:
        best.setdefault(one.passage.source, one)
    return tuple(best.values())


def scores(
    judge: Judge, question: Question, answer: Answer, ranking: Sequence[Hit]
) -> dict[str, float]:
    """Every measure that applies to a question and its answer."""
    if question.unanswerable:
        refused = float(answer.abstained)
        return {"correct": refused, "refusal_recall": refused}
    scores = retrieval_scores(judge, question, ranking) if question.evidence else {}
    if question.answers:
        short = "" if answer.abstained else answer.short
        scores["answer_contains"] = scores["correct"] = float(contains(answer, question))
        scores["exact_match"] = exact_match(short, question.answers)
        scores["char_f1"] = character_f1(short, question.answers)
    scores["answered"] = float(not answer.abstained)
    return scores if answer.abstained else scores | _citation_scores(judge, question, answer)


def contains(answer: Answer, question: Question) -> bool:
    """Whether the answer that is shown, the direct one above it as well, holds an accepted one.

    A bare yes or no is only the verdict: '예' stands in '예약' as well.
    """
    verdicts = {YES, NO}.intersection(question.answers)
    others = [one for one in question.answers if one not in verdicts]
    told = answer.short.partition(",")[0] in verdicts or holds(
        f"{answer.short}\n{answer.text}", others
    )
    return told and not answer.abstained


def retrieval_scores(judge: Judge, question: Question, ranking: Sequence[Hit]) -> dict[str, float]:
    """Hit and recall at the cut-offs, MRR, MAP and nDCG; recall counts facts, not their sources."""
    grades = [judge.grade(one.passage, question) for one in ranking[:DEPTH]]
    found = [grade > 0 for grade in grades]
    scores = {f"hit@{k}": hit(found, k) for k in CUTOFFS}
    groups = facts(question)
    firsts = [
        [any(judge.bears(one.passage, e) for e in group) for one in ranking[:DEPTH]]
        for group in groups
    ]
    for k in CUTOFFS:
        scores[f"recall@{k}"] = recall([any(row[:k]) for row in firsts], len(groups), len(groups))
    scores["mrr@10"] = reciprocal_rank(found, DEPTH)
    all_grades = judge.all_grades(question)
    scores["map@10"] = average_precision(found, sum(grade > 0 for grade in all_grades), DEPTH)
    scores["ndcg@10"] = ndcg(grades, all_grades, DEPTH)
    return scores


def _citation_scores(judge: Judge, question: Question, answer: Answer) -> dict[str, float]:
    """Of an answer: right citations, cited facts, and sentences with a supporting citation."""
    scores = {}
    if answer.citations and (question.evidence or question.answers):
        right = [_is_right(judge, question, one) for one in answer.citations]
        scores["citation_precision"] = sum(right) / len(right)
    groups = facts(question)
    if groups:
        cited = [any(judge.cited(c, e) for c in answer.citations for e in g) for g in groups]
        scores["citation_recall"] = sum(cited) / len(cited)
    if answer.sentences:
        borne = [one.supported and bool(one.citations) for one in answer.sentences]
        scores["citation_coverage"] = sum(borne) / len(borne)
    return scores


def _is_right(judge: Judge, question: Question, citation: Citation) -> bool:
    """Whether a citation quotes a gold answer or overlaps the evidence.

    Coming from the right document is enough only where no answer is known.
    """
    if holds(citation.quote, question.answers):
        return True
    exact = [e for e in question.evidence if e.quote or not question.answers]
    return any(judge.cited(citation, one) for one in exact)
