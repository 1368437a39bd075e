"""The public face: a folder of documents that can be searched and asked."""

import contextlib
import hashlib
import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
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
from corpus.particles import quoted
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
    remember_folder,
    remembered_models,
    save,
    verify,
    writing,
)
from index.chunking import TARGET
from rag.answer import Answer, Hit
from rag.answering import Answering, Reader
from rag.conversation.topics import Turn
from rag.documents import Entry, entries, named
from rag.meaning import Meaning
from rag.reading.reader import ExtractiveReader
from rag.retrieval.evidence import Evidence
from rag.retrieval.fusion import Fusion
from rag.retrieval.rerank import Reranker, load_reranker
from rag.searching import Retrieval, Search, checked
from rag.update import UpdateReport, compare, read_changed


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
        self.extractive = ExtractiveReader(self.idf, self._of_document)
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
        if not os.path.exists(folder):  # Path.exists raises where the name is too long
            raise UsageError(f"{quoted(str(folder), '을')} 찾을 수 없습니다. 경로를 확인해 주세요.")
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
    def index(self) -> Index:
        """The index as it is now."""
        return self._index

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

    def unknown(self, found: Retrieval) -> str:
        """Which words of a question the documents do not have: see `Search.unknown`."""
        return self._now().unknown(found)

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
                if not self._lies_inside():
                    remember_folder(self.index_folder, self.folder)
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
        inside = self._lies_inside()
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

    def _lies_inside(self) -> bool:
        """Whether the index is in the folder of its documents, and goes where that goes."""
        assert self.index_folder is not None
        return self.index_folder.resolve().is_relative_to(self.folder.resolve())

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
        return self._now().retrieve(question, k, sources=sources)

    def first_stage(
        self, question: str, k: int = 10, *, sources: Collection[str] | None = None
    ) -> Retrieval:
        """What `retrieve` finds before any passage is read."""
        return self._now().first_stage(question, k, sources=sources)

    def shortlist(self, question: str) -> Retrieval:
        """What is found for a question, in front the passages that its answer is read from."""
        return self._now().shortlist(question)

    def evidence(self, question: str, history: Sequence[Turn] = ()) -> Evidence:
        """What the candidate passages score on every channel; what fusion is fitted on."""
        return self._now().evidence(self.resolved(checked(question), history))

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
        return self._search().fusion

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
        answering = Answering(self._now(), self.reader)
        yield from answering.stream(question, history, k=k, answer_anyway=answer_anyway)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        k: int = 10,
        answer_anyway: bool = False,
    ) -> Answer:
        """The answer with its citations; an abstention where the documents do not tell."""
        answering = Answering(self._now(), self.reader)
        return answering.ask(question, history, k=k, answer_anyway=answer_anyway)

    def _of_document(self, source: str) -> Sequence[Passage]:
        """The passages of a document, in order."""
        return self._index.of_document(source)

    def idf(self, term: str) -> float:
        """How rare a term is in these documents."""
        return self._index.morphemes.idf_of(term)

    def resolved(self, question: str, history: Sequence[Turn]) -> str:
        """The question as it would be asked without the turns before it."""
        return Meaning(self._search()).resolved(question, history)

    def _search(self) -> Search:
        return Search(self._index, self._embedder, self.extractive, self.reranker, self.muted)

    def _now(self) -> Search:
        """The search over what is on disk now."""
        self._reload()
        return self._search()

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
    own = folder / ".mundap"
    # Path.is_dir raises where a folder may not be entered.
    there = own if os.path.isdir(own) else folder
    if os.path.isdir(folder) and os.access(there, os.W_OK):
        return own
    key = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return _cache() / "mundap" / key


def _cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
