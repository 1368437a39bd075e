"""One state of an index and what searches it: retrieval, and reading where it is contested."""

import re
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus import UsageError
from index import Embedder, Index
from rag.answer import Hit
from rag.reading.layout.provisions import passages_named
from rag.reading.reader import ExtractiveReader
from rag.reading.refusal import likeliest_reading
from rag.reading.reread import CONTENDERS, by_reading, contested
from rag.retrieval.evidence import Evidence
from rag.retrieval.fusion import Fusion, bundled, restored
from rag.retrieval.named_document import document_named
from rag.retrieval.query import Reading, question_terms, understand
from rag.retrieval.rerank import DEPTH, Reranker, rerank
from rag.retrieval.retrieve import placed_inside, retrieve, score
from rag.retrieval.unknown import named, unknown_words

_LONGEST_QUESTION = 2000
# A letter or a figure, but for Hangul that makes no syllable.
_WORD = re.compile(r"[^\W_\u3131-\u318e]")


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The passages for a question, how it was read, and milliseconds by stage."""

    question: str
    readings: tuple[Reading, ...]
    hits: tuple[Hit, ...]
    timings_ms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Search:
    """The index as it is for one question, the embedder it was made by, and what reads passages.

    Channels that are `muted` do not count.
    """

    index: Index
    embedder: Embedder
    extractive: ExtractiveReader
    reranker: Reranker | None = None
    muted: Collection[str] = ()

    @property
    def fusion(self) -> Fusion:
        """How channels are weighed: as fitted to these documents, else as bundled."""
        return (restored(self.index.fusion) if self.index.fusion else None) or bundled()

    def retrieve(
        self, question: str, k: int = 10, *, sources: Collection[str] | None = None
    ) -> Retrieval:
        """The `k` best passages, with how the question was read and what each step took.

        Where the first place is contested, the passages near it are read. `sources` are the
        documents to search in; None is all. Nothing is near to what has no word: 'ㄱㄴ', '?!'.
        """
        found = self.shortlist(question, k, sources=sources)
        if not any(_WORD.search(reading.text) for reading in found.readings):
            return replace(found, hits=())
        started = time.perf_counter()
        found = self.reread(found)
        found = replace(found, hits=self._named_first(question, found.hits, sources))
        taken = found.timings_ms["reread"] + 1000 * (time.perf_counter() - started)
        return replace(found, hits=found.hits[:k], timings_ms={**found.timings_ms, "reread": taken})

    def _named_first(
        self, question: str, hits: tuple[Hit, ...], sources: Collection[str] | None
    ) -> tuple[Hit, ...]:
        """The provision or annex that is asked for by its number, which hardly tells a passage."""
        wanted = passages_named(question, self.index.passages)
        own = {one.source for one in wanted if sources is None or one.source in sources}
        if not own:
            return hits
        depth = sum(len(self.index.of_document(source)) for source in own)
        ranked = self.first_stage(question, depth, sources=own).hits
        first = [hit for hit in ranked if hit.passage in wanted]
        return (*first, *(hit for hit in hits if hit.passage not in wanted))

    def shortlist(
        self, question: str, k: int = 10, *, sources: Collection[str] | None = None
    ) -> Retrieval:
        """The best passages as they were found, in front those that an answer is read from.

        Where the first place is contested, these are chosen by reading `CONTENDERS` of them. There
        are so many passages even where `k` is less, for what is made of the first depends on the
        others.
        """
        found = self.first_stage(question, max(k, CONTENDERS), sources=sources)
        started = time.perf_counter()
        hits = found.hits
        if self.reranker is None:
            hits = self.extractive.shortlist([one.text for one in found.readings], hits)
        taken = {**found.timings_ms, "reread": 1000 * (time.perf_counter() - started)}
        return replace(found, hits=hits, timings_ms=taken)

    def first_stage(
        self, question: str, k: int = 10, *, sources: Collection[str] | None = None
    ) -> Retrieval:
        """What `retrieve` finds before any passage is read."""
        question = checked(question)
        started = time.perf_counter()
        readings = understand(question, self.index.words)
        understood = time.perf_counter()
        hits = self._ranked(readings, k, sources)
        timings = {
            "understand": 1000 * (understood - started),
            "retrieve": 1000 * (time.perf_counter() - understood),
        }
        return Retrieval(question, readings, hits, timings)

    def _ranked(
        self, readings: Sequence[Reading], k: int, sources: Collection[str] | None
    ) -> tuple[Hit, ...]:
        if self.index.embedder_name != self.embedder.name:
            raise UsageError(
                f"색인을 만든 임베딩 모델({self.index.embedder_name})과 지금 쓰는 모델"
                f"({self.embedder.name})이 다릅니다. 문답을 다시 시작하거나 'mundap index'로 "
                "색인을 새로 만들어 주세요."
            )
        fusion = self.fusion.without(self.muted)
        within = None if sources is None else self.index.passages_of(sources)
        depth = k if self.reranker is None else max(k, DEPTH)
        hits = retrieve(self.index, self.embedder, readings, depth, fusion, within)
        if sources is None:
            hits = self._inside_named(readings[0].text, hits, fusion)
        if self.reranker is None:
            return hits
        return rerank(self.reranker, readings, hits, k)

    def _inside_named(
        self, question: str, hits: tuple[Hit, ...], fusion: Fusion
    ) -> tuple[Hit, ...]:
        """With the passages of the document that is named ordered by the rest of the question, too.

        All of these are of what the name says, and those that repeat it tell no more of what is
        asked of it. They hold the places among the others that the document has.
        """
        documents = [self.index.documents[s] for s in dict.fromkeys(h.passage.source for h in hits)]
        named = document_named(question, documents)
        if named is None or not question_terms(named[1]):
            return hits
        document, rest = named
        within = self.index.passages_of({document.source})
        asked = [Reading(rest)]
        inside = retrieve(self.index, self.embedder, asked, len(within), fusion, within)
        return placed_inside(hits, inside)

    def evidence(self, question: str) -> Evidence:
        """What the candidate passages score on every channel."""
        return score(self.index, self.embedder, understand(question, self.index.words))

    def reread(self, found: Retrieval, read: str = "") -> Retrieval:
        """With the passages in the order in which they answer the question.

        `read` is the reading of it that is answered most surely, where that is known already. The
        order that a re-ranker of the user's has given stays.
        """
        if self.reranker is not None or not contested(found.hits):
            return found
        told = self.extractive.tells(read or self.likeliest_reading(found)[1], found.hits)
        return replace(found, hits=by_reading(found.hits, told))

    def likeliest_reading(self, found: Retrieval) -> tuple[float, str]:
        """How surely the passages answer, and in which reading of the question."""
        readings = [reading.text for reading in found.readings]
        return likeliest_reading(readings, found.hits, self.extractive.judge)

    def unknown(self, found: Retrieval, read: str = "") -> str:
        """Which words the documents do not have, unless those may be mistyped; '' for none.

        `read` is the reading of the question to look at instead of what was asked.
        """
        if not found.hits or any(reading.changes for reading in found.readings):
            return ""
        return named(unknown_words(read or found.question, self.index))


def checked(question: str) -> str:
    """A question without what stands around it; UsageError for one that cannot be asked."""
    if not question.strip():
        raise UsageError("질문이 비어 있습니다. 질문을 입력해 주세요.")
    if len(question) > _LONGEST_QUESTION:
        raise UsageError(
            f"질문이 너무 깁니다({len(question):,}자, 한도 {_LONGEST_QUESTION:,}자). "
            "질문을 줄여 주세요."
        )
    require_characters(question, "질문")
    return question.strip()


def require_characters(text: str, what: str) -> None:
    """UsageError where bytes that are no UTF-8 came as a text, or half of a character did."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"{what}에 깨진 글자가 있습니다({error.start + 1}번째 글자). UTF-8로 적어 주세요."
        ) from error
