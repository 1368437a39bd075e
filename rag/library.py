"""The public face: a folder of documents that can be searched and asked."""

import contextlib
import hashlib
import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from corpus import (
    SAMPLE,
    Document,
    Listing,
    MundapError,
    Unreadable,
    UsageError,
    ignore,
    list_files,
    passed_over,
    restore,
)
from index import (
    BrokenIndexError,
    Embedder,
    Index,
    Passage,
    Progress,
    build,
    current_generation,
    load,
    load_embedder,
    remembered_models,
    save,
    verify,
    writing,
)
from index.passage import TARGET
from rag.answer import Answer, Hit
from rag.conversation.asides import NOTHING_ASKED, asks_nothing, asks_where, is_aside, own_words
from rag.conversation.follow_up import resolve, stands_whole
from rag.conversation.message import Message, parted, together
from rag.conversation.topics import Turn
from rag.documents import Entry, entries, named
from rag.language.question_type import asks_to_write
from rag.llm.citing import verified
from rag.reading.asked_before import reply
from rag.reading.deadlines import deadline
from rag.reading.definitions import defining_first, definition
from rag.reading.digest import digest, topic_of
from rag.reading.english import in_korean, told_in_english
from rag.reading.enumerated import enumerated
from rag.reading.fields import is_told
from rag.reading.lifespans import lifespan
from rag.reading.listing import is_listed
from rag.reading.provisions import best_article, provision_answer, topic_of_article
from rag.reading.reader import ExtractiveReader, Reader
from rag.reading.refusal import refuses, speaks_of, surest
from rag.reading.reread import by_reading, contested
from rag.reading.span_scores import PASSAGES_READ, Judged
from rag.reading.sums import addends
from rag.reading.superlatives import is_ranked
from rag.reading.tables import is_cell
from rag.retrieval.fusion import Fusion, bundled, restored
from rag.retrieval.query import Reading, question_terms, understand
from rag.retrieval.repair import switched
from rag.retrieval.rerank import DEPTH, Reranker, load_reranker, rerank
from rag.retrieval.retrieve import Evidence, retrieve, score
from rag.retrieval.unknown import named as named_as_unknown
from rag.retrieval.unknown import unknown_words
from rag.retrieval.wording import Wording
from rag.update import UpdateReport, compare, read_changed

_LONGEST_QUESTION = 2000
# How surely a whole question must be answered about the topic before to mean that.
_SURE = 0.6
_NO_WRITER = (
    "요약·정리·번역처럼 새로 쓰는 일은 언어 모델을 연결해야 할 수 있습니다. "
    "대신 관련 있는 원문을 보여 드립니다."
)
_AGAIN = "앞 질문의 답과 그 근거를 다시 보여 드립니다."
_NO_SUMMARY = (
    "요약을 새로 쓰려면 언어 모델을 연결해야 합니다. 대신 ‘{title}’의 요약이나 절마다 첫 문장을 "
    "그대로 보여 드립니다."
)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The passages for a question, how it was read, and milliseconds by stage."""

    question: str
    readings: tuple[Reading, ...]
    hits: tuple[Hit, ...]
    timings_ms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a question means, what was found for that, and how surely which reading is answered."""

    text: str
    retrieval: Retrieval
    certainty: float
    read: str


class Library:
    """Documents, their index, and the reader that answers from it.

    The index on disk is looked at again before every question, so a running chat sees what
    another process has updated. Channels that are `muted` do not count in the search.
    """

    def __init__(self, folder: Path, index_folder: Path | None, embedder: Embedder) -> None:
        self.folder = folder
        self.index_folder = index_folder
        self.reader: Reader | None = None
        self.reranker: Reranker | None = None
        self.muted: Collection[str] = ()
        self._embedder = embedder
        self._extractive = ExtractiveReader(self.idf)
        self._index = build((), embedder)
        self._generation: str | None = None
        self._updating = threading.Lock()

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        index: str | Path | None = None,
        embedder: str | None = None,
        reranker: str | None = None,
    ) -> Self:
        """Open a folder or file of documents; None is the sample corpus that comes with Mundap.

        What is indexed already can be searched at once; `update` brings the index up to date.
        `embedder` and `reranker` name sentence-transformers models; without them those that the
        index was made for are used again, and with the re-ranker "none" none is. Raises UsageError
        where the path or a model does not exist.
        """
        folder = Path(SAMPLE if path is None else path).expanduser()
        if not folder.exists():
            raise UsageError(f"'{folder}'을(를) 찾을 수 없습니다. 경로를 확인해 주세요.")
        place = Path(index).expanduser() if index is not None else index_place(folder)
        remembered = remembered_models(place)
        model = load_embedder(embedder or remembered.embedder, download=embedder is not None)
        library = cls(folder, place, model)
        library.reranker = load_reranker(
            reranker or remembered.reranker, download=reranker is not None
        )
        # Documents are the truth and the index only follows from them: update builds it anew.
        with contextlib.suppress(BrokenIndexError):
            library._reload()
        return library

    @classmethod
    def from_documents(
        cls,
        documents: Sequence[Document],
        *,
        embedder: str | None = None,
        reranker: str | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """A library in memory, for question sets that bring their own documents."""
        library = cls(Path(), None, load_embedder(embedder))
        library.reranker = load_reranker(reranker)
        library._index = build(documents, library._embedder, progress=progress)
        return library

    def snapshot(
        self,
        *,
        embedder: str | None = None,
        passage_size: int | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """The same documents in memory: neither what changes there nor here touches the other.

        `embedder` and `passage_size` (characters) index them anew, for experiments.
        """
        model = self._embedder if embedder is None else load_embedder(embedder, download=True)
        copy = type(self)(self.folder, None, model)
        copy.reader, copy.reranker, copy._index = self.reader, self.reranker, self._index
        if embedder is not None or passage_size is not None:
            documents = tuple(self.documents.values())
            size = passage_size or TARGET
            index = build(documents, model, progress=progress, target=size)
            kept = self._index.fusion if embedder is None else None
            copy._index = replace(index, fusion=kept)
        return copy

    @property
    def documents(self) -> Mapping[str, Document]:
        """The indexed documents by source."""
        return self._index.documents

    @property
    def passages(self) -> Sequence[Passage]:
        """All indexed passages in document order."""
        return self._index.passages

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The files that gave no document at the last update, and why."""
        return self._index.unreadable

    @property
    def embedder_name(self) -> str:
        """The model that the vectors come from."""
        return self._embedder.name

    def update(self, progress: Progress | None = None, *, retry: bool = False) -> UpdateReport:
        """Index what is new or changed and forget what is gone; then search sees it.

        Unchanged files are not read again, with `retry` those that gave no text are. Raises
        MundapError where everything seems gone because a drive is not connected.
        """
        started = time.perf_counter()
        if self.index_folder is None:
            raise UsageError("메모리에만 있는 문서 모음은 갱신할 수 없습니다.")
        with self._updating:
            listing = list_files(self.folder)
            self._require_there(listing)
            with writing(self.index_folder):
                report = self._update(listing, retry, progress)
        seconds = time.perf_counter() - started
        return replace(
            report,
            passages=len(self.passages),
            seconds=seconds,
            passed_over=passed_over(listing),
        )

    def _update(self, listing: Listing, retry: bool, progress: Progress | None) -> UpdateReport:
        """Bring the index in line with what was listed; needs the writers' lock."""
        broken = False
        try:
            self._reload()
        except BrokenIndexError:
            self._index, self._generation, broken = build((), self._embedder), None, True
        before = self._index
        found = read_changed(listing, before, progress, retry=retry)
        ours = before.embedder_name == self._embedder.name
        gone = self._generation is None or not self._is_on_disk()
        reranker = self.reranker.name if self.reranker else None
        if gone or not ours or found.documents != tuple(before.documents.values()):
            index = build(
                found.documents, self._embedder, before, found.files, found.unreadable, progress
            )
            # Weights are fitted to an embedder; those of another one mean nothing.
            fusion = before.fusion if ours else None
            self._save(replace(index, fusion=fusion, reranker=reranker))
        elif found.differs(before) or reranker != before.reranker:
            kept = replace(before, files=found.files, unreadable=found.unreadable)
            self._save(replace(kept, reranker=reranker))
        return replace(compare(before, found), rebuilt=broken)

    def _require_there(self, listing: Listing) -> None:
        """Refuse to forget everything because of an empty folder where a drive used to be.

        The index lies in the folder as a rule, so that one that is there proves the folder right.
        """
        assert self.index_folder is not None
        inside = self.index_folder.resolve().is_relative_to(self.folder.resolve())
        if listing.files or listing.ignored or listing.others or (inside and self._is_on_disk()):
            return
        if not inside:
            with contextlib.suppress(BrokenIndexError):
                self._reload()
        if self.documents:
            raise MundapError(
                f"전에 색인한 문서 {len(self.documents)}개가 모두 보이지 않습니다({self.folder}). "
                "드라이브가 연결되어 있는지 확인해 주세요. 색인은 그대로 두었습니다. 정말 모두 "
                f"지웠다면 색인 폴더({self.index_folder})를 지워 주세요."
            )

    def entries(self) -> tuple[Entry, ...]:
        """The documents of the folder as it is now, and what the index knows of them."""
        # An index that cannot be read knows nothing of them; the next update builds it anew.
        with contextlib.suppress(BrokenIndexError):
            self._reload()
        return entries(list_files(self.folder), self._index)

    def remove(self, names: Sequence[str]) -> UpdateReport:
        """Leave documents or folders out from now on; their files stay where they are.

        They are written into `.mundapignore`. Raises UsageError where there is no such document.
        """
        return self._sort_out(names, ignore)

    def restore(self, names: Sequence[str]) -> UpdateReport:
        """Take back `remove`."""
        return self._sort_out(names, restore)

    def _sort_out(self, names: Sequence[str], act: Callable[[Path, str], None]) -> UpdateReport:
        if self.folder == SAMPLE or not self.folder.is_dir():
            raise UsageError(
                "문서를 빼거나 되돌릴 폴더를 지정해 주세요(예제 문서는 뺄 수 없습니다)."
            )
        listing = list_files(self.folder)
        for source in [named(name, self.folder, listing) for name in names]:
            act(self.folder, source)
        return self.update()

    def _is_on_disk(self) -> bool:
        """Whether there is an index, be it a damaged one."""
        assert self.index_folder is not None
        try:
            return current_generation(self.index_folder) is not None
        except BrokenIndexError:
            return True

    def retrieve(
        self, question: str, k: int = 10, *, sources: Collection[str] | None = None
    ) -> Retrieval:
        """The `k` best passages, with how the question was read and what each step took.

        Where the first place is contested, the passages near it are read. `sources` are the
        documents to search in; None is all.
        """
        found = self.first_stage(question, max(k, PASSAGES_READ), sources=sources)
        started = time.perf_counter()
        found = self._reread(found)
        taken = {**found.timings_ms, "reread": 1000 * (time.perf_counter() - started)}
        return replace(found, hits=found.hits[:k], timings_ms=taken)

    def first_stage(
        self, question: str, k: int = 10, *, sources: Collection[str] | None = None
    ) -> Retrieval:
        """What `retrieve` finds before any passage is read."""
        question = _checked(question)
        self._reload()
        started = time.perf_counter()
        readings = understand(question, self._index.words)
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
        if self._index.embedder_name != self._embedder.name:
            raise UsageError(
                f"색인을 만든 임베딩 모델({self._index.embedder_name})과 지금 쓰는 모델"
                f"({self._embedder.name})이 다릅니다. 문답을 다시 시작하거나 'mundap index'로 "
                "색인을 새로 만들어 주세요."
            )
        fusion = self.fusion.without(self.muted)
        within = None if sources is None else self._index.passages_of(sources)
        depth = k if self.reranker is None else max(k, DEPTH)
        hits = retrieve(self._index, self._embedder, readings, depth, fusion, within)
        if self.reranker is None:
            return hits
        return rerank(self.reranker, readings, hits, k)

    def evidence(self, question: str, history: Sequence[Turn] = ()) -> Evidence:
        """What the candidate passages score on every channel; what fusion is fitted on."""
        searched = self.resolved(_checked(question), history)
        return score(self._index, self._embedder, understand(searched, self._index.words))

    def adopt(self, fusion: Fusion | None) -> None:
        """Fuse with these weights from now on, None for the bundled ones, and keep them on disk."""
        row = fusion.to_json() if fusion else None
        if self.index_folder is None:
            self._index = replace(self._index, fusion=row)
            return
        with writing(self.index_folder):
            self._reload()
            if self._index.fusion != row:
                self._save(replace(self._index, fusion=row))

    @property
    def fusion(self) -> Fusion:
        """How channels are weighed: as fitted to these documents, else as bundled."""
        return (restored(self._index.fusion) if self._index.fusion else None) or bundled()

    def search(self, question: str, k: int = 10) -> tuple[Hit, ...]:
        """The `k` best passages, best first."""
        return self.retrieve(question, k).hits

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        k: int = 10,
        answer_anyway: bool = False,
    ) -> Iterator[Answer]:
        """Growing partial answers; the last one is whole and its citations are checked."""
        question = _checked(question)
        ready = self._without_search(question, history) or self._by_number(question, history, k)
        if ready := ready or self._in_parts(question, history, k, answer_anyway):
            yield verified(ready)
            return
        started = time.perf_counter()
        korean = in_korean(question)
        meant = self._meant(korean or question, [_in_korean(turn) for turn in history], k)
        retrieval, certainty, read = meant.retrieval, meant.certainty, meant.read
        unsure = refuses(certainty) and not answer_anyway
        stated = unsure and self._is_told(meant)
        if not retrieval.hits or (unsure and not (stated or speaks_of(read, retrieval.hits))):
            answers = iter([replace(_abstention(retrieval.hits), notice=self._unknown(meant))])
        else:
            reader = self.reader or self._extractive
            # A language model knows English itself.
            put = question if korean and self.reader else read
            answers = reader.read(put, retrieval.hits)
        if self.reader is None and asks_to_write(question):
            answers = (replace(answer, short="", notice=_NO_WRITER) for answer in answers)
        ranked = self._reread(retrieval, read).hits
        for answer in answers:
            taken = 1000 * (time.perf_counter() - started) - sum(retrieval.timings_ms.values())
            timings = {**retrieval.timings_ms, "read": taken}
            yield replace(
                verified(answer),
                question=question,
                searched=question if meant.text == korean else meant.text,
                hits=ranked,
                confidence=certainty,
                stated=stated,
                changes=tuple(c for r in retrieval.readings for c in r.changes),
                timings_ms=timings,
            )

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        k: int = 10,
        answer_anyway: bool = False,
    ) -> Answer:
        """The answer with its citations; an abstention where the documents do not tell."""
        *_, answer = self.stream(question, history, k=k, answer_anyway=answer_anyway)
        return answer

    def _without_search(self, question: str, history: Sequence[Turn]) -> Answer | None:
        """What is said to a greeting and the like; parts of a document that is to be summed up."""
        self._reload()
        turns = [turn for turn in history if not is_aside(turn.question)]
        if turns and asks_where(question):
            *before, last = turns
            return replace(self.ask(last.question, before), question=question, notice=_AGAIN)
        titles = [one.title for one in self.documents.values()]
        last_question = turns[-1].question if turns else ""
        model = self.reader.name if self.reader else ""
        said = own_words(question, titles, last=last_question, model=model)
        if not said and (asks_where(question) or asks_nothing(self.resolved(question, turns))):
            said = NOTHING_ASKED
        if said:
            return replace(_abstention(()), question=question, searched=question, notice=said)
        if self.reader is not None or not asks_to_write(question):
            return None
        title, sentences = digest(topic_of(question), self.passages)
        if not sentences:
            return None
        return Answer(
            question,
            sentences,
            (),
            abstained=False,
            reader=ExtractiveReader.name,
            confidence=1.0,
            searched=question,
            notice=_NO_SUMMARY.format(title=title),
        )

    def _by_number(self, question: str, history: Sequence[Turn], k: int) -> Answer | None:
        """The article that is asked for by its number, or the one whose number is asked for."""
        before = history[-1].question if history else ""
        shown = provision_answer(question, before, self.passages, ExtractiveReader.name)
        if shown is not None:
            return shown
        topic = topic_of_article(self.resolved(question, history))
        found = self.retrieve(topic, k) if topic else None
        if found is None or (hit := best_article(topic, found.hits)) is None:
            return None
        *_, answer = self._extractive.read(topic, [hit])
        return replace(
            answer,
            question=question,
            searched=topic,
            hits=found.hits,
            short=hit.passage.article or "",
            confidence=self._surest(found)[0],
            stated=True,
        )

    def _in_parts(
        self, question: str, history: Sequence[Turn], k: int, answer_anyway: bool
    ) -> Answer | None:
        """The answers to several questions in one message; None where it has but one."""
        parts = parted(question).questions
        # A language model reads the message as a whole.
        if self.reader is not None or len(parts) < 2:
            return None
        turns, answers = list(history), list[Answer]()
        for part in parts:
            answers.append(self.ask(part, turns, k=k, answer_anyway=answer_anyway))
            turns.append(Turn(part, answers[-1].text))
        found = together(question, parts, answers)
        return None if found.abstained else found

    def _meant(self, question: str, history: Sequence[Turn], k: int) -> _Meant:
        """What the question means after the turns before it.

        One that is whole by itself means what it says, unless the documents surely answer what it
        would mean about the topic before, and that more surely. What they have no word for, they
        do not tell of that topic either.
        """
        message = parted(question)
        if len(message.questions) > 1:
            return self._read(question, k)
        (question,) = message.questions
        if message.told:
            readings = (" ".join([*message.told, question]), f"{self._rarest(message)} {question}")
            told = [self._read(reading, k) for reading in dict.fromkeys(readings)]
            return max(told, key=lambda one: one.certainty)
        searched = self.resolved(question, history)
        found = self._read(searched, k)
        if searched == question or not stands_whole(question):
            return found
        alone = self._read(question, k)
        surer = found.certainty > max(alone.certainty, _SURE)
        return found if surer and not unknown_words(question, self._index) else alone

    def _rarest(self, message: Message) -> str:
        """What is told in a message that has the rarest of the words of these documents."""
        words = self._index.words

        def rarity(told: str) -> float:
            return max((self.idf(t) for t in question_terms(told) if t in words), default=0.0)

        return max(message.told, key=rarity)

    def _read(self, text: str, k: int) -> _Meant:
        found = self.first_stage(text, k)
        retrieval = replace(found, hits=defining_first(text, found.hits))
        return _Meant(text, retrieval, *self._surest(retrieval))

    def _surest(self, found: Retrieval) -> tuple[float, str]:
        """How surely the passages answer, and in which reading of the question."""
        readings = [reading.text for reading in found.readings]
        return surest(readings, found.hits, self._extractive.judge)

    def _unknown(self, meant: _Meant) -> str:
        """Which words the documents do not have, unless those may be mistyped; '' for none."""
        found = meant.retrieval
        if not found.hits or any(reading.changes for reading in found.readings):
            return ""
        return named_as_unknown(unknown_words(meant.read, self._index))

    def _reread(self, found: Retrieval, read: str = "") -> Retrieval:
        """With the passages in the order in which they answer the question.

        `read` is the reading of it that is answered most surely, where that is known already. The
        order that a re-ranker of the user's has given stays.
        """
        if self.reranker is not None or not contested(found.hits):
            return found
        told = self._extractive.tells(read or self._surest(found)[1], found.hits)
        return replace(found, hits=by_reading(found.hits, told))

    def _is_told(self, meant: _Meant) -> bool:
        """Whether the documents ask the same themselves, or name all of it where they tell it."""
        hits = meant.retrieval.hits
        judged = self._extractive.judge(meant.read, hits) if hits else None
        if judged is None:
            return False
        ways: Sequence[Callable[[Judged], object]] = (
            reply,
            is_cell,
            is_told,
            is_listed,
            addends,
            deadline,
            enumerated,
            told_in_english,
            is_ranked,
            definition,
            lifespan,
        )
        return any(way(judged) for way in ways)

    def idf(self, term: str) -> float:
        """How rare a term is in these documents."""
        return self._index.morphemes.idf_of(term)

    def resolved(self, question: str, history: Sequence[Turn]) -> str:
        """The question as it would be asked without the turns before it."""
        words = self._index.words
        turns = [
            Turn(switched(turn.question, words), turn.answer)
            for turn in history
            if not is_aside(turn.question)
        ]
        meant = switched(question, words)
        found = resolve(meant, turns, Wording(self._index))
        return question if found == meant else found

    def _save(self, index: Index) -> None:
        """Make an index the current one, on disk and here; needs the writers' lock."""
        assert self.index_folder is not None
        save(index, self.index_folder)
        self._index, self._generation = index, current_generation(self.index_folder)

    def verify(self) -> tuple[str, ...]:
        """Korean sentences about what is wrong with the index on disk; empty when it is whole."""
        return verify(self.index_folder) if self.index_folder is not None else ()

    def _reload(self) -> None:
        """Take over the current generation on disk if it is not the one in memory."""
        if self.index_folder is None:
            return
        name = current_generation(self.index_folder)
        if name is not None and name != self._generation:
            index = load(self.index_folder)
            if index is not None:
                self._index, self._generation = index, name


def index_place(folder: Path) -> Path:
    """Where the index of a folder lives: inside it, or in the user's cache where it cannot."""
    folder = folder.resolve()
    if folder.is_dir() and (os.access(folder, os.W_OK) or (folder / ".mundap").is_dir()):
        return folder / ".mundap"
    key = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return _cache() / "mundap" / key


def _cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _in_korean(turn: Turn) -> Turn:
    return Turn(in_korean(turn.question) or turn.question, turn.answer)


def _checked(question: str) -> str:
    if not question.strip():
        raise UsageError("질문이 비어 있습니다. 질문을 입력해 주세요.")
    if len(question) > _LONGEST_QUESTION:
        raise UsageError(
            f"질문이 너무 깁니다({len(question):,}자, 한도 {_LONGEST_QUESTION:,}자). "
            "질문을 줄여 주세요."
        )
    return question.strip()


def _abstention(hits: tuple[Hit, ...]) -> Answer:
    return Answer("", (), (), abstained=True, reader=ExtractiveReader.name, hits=hits)
