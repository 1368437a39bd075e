"""An index in memory, and how it is built from documents or brought up to date."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Document, SourceFile, Unreadable
from index.embedding import Embedder
from index.lexical import Postings, Windows
from index.passage import TARGET, Passage, split
from index.quantities import search_terms
from index.tokens import analyse_many, syllable_bigrams
from index.vectors import PassageVectors, embed_passages
from index.words import WordList, noun_words

# About a sentence each.
_MORPHEME_WINDOW = 24
_BIGRAM_WINDOW = 80
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class FileState:
    """How a file looked when it was read, so that it need not be read again unchanged.

    `digest` is the SHA-256 of its content, '' where that was not read in peace or is too large to
    be read at all. `settled` is False where the file had been written so shortly before that its
    times cannot be trusted.
    """

    size: int
    modified_ns: int
    changed_ns: int
    digest: str
    settled: bool

    @property
    def stamp(self) -> tuple[int, int, int]:
        """What can be seen of the file without reading it."""
        return self.size, self.modified_ns, self.changed_ns

    def is_of(self, file: SourceFile) -> bool:
        """Whether a file is surely as it was when it was read."""
        return self.settled and self.stamp == (file.size, file.modified_ns, file.changed_ns)


@dataclass(frozen=True)
class Index:
    """Everything that search needs; row i of every part belongs to `passages[i]`.

    `terms[i]` are the content morphemes of passage i with its context; `files` tells the state of
    each file by source, the unreadable ones included. `fusion` is what the rag floor keeps here:
    how it weighs the channels for these documents, None where as always.
    """

    embedder_name: str
    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    terms: Sequence[Sequence[str]]
    morphemes: Postings
    bigrams: Postings
    morpheme_windows: Windows
    bigram_windows: Windows
    vectors: PassageVectors
    words: WordList
    files: Mapping[str, FileState] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    fusion: Mapping[str, Any] | None = None

    @cached_property
    def beside(self) -> NDArray[np.int64]:
        """The passages before and after each in its document, -1 for none, shape (n, 2)."""
        count = len(self.passages)
        numbers = {source: number for number, source in enumerate(self.documents)}
        document = np.array([numbers[one.source] for one in self.passages], np.int64)
        found = np.full((count, 2), -1, np.int64)
        goes_on = np.flatnonzero(document[1:] == document[:-1])
        found[goes_on + 1, 0] = goes_on
        found[goes_on, 1] = goes_on + 1
        return found


@dataclass(frozen=True)
class _Parts:
    """What is costly to make for one document, kept over updates."""

    passages: Sequence[Passage]
    terms: Sequence[Sequence[str]]
    words: Sequence[Sequence[str]]
    rows: Sequence[np.ndarray]


def build(
    documents: Sequence[Document],
    embedder: Embedder,
    previous: Index | None = None,
    files: Mapping[str, FileState] | None = None,
    unreadable: tuple[Unreadable, ...] = (),
    progress: Progress | None = None,
    target: int = TARGET,
) -> Index:
    """Index `documents`, taking over what `previous` already knows of unchanged ones.

    The result does not depend on `previous`, only the time it takes does. `target` is the size of
    passages; other sizes than the usual one are for experiments, without `previous`.
    """
    known = _Known(previous, embedder) if previous is not None else None
    parts = {}
    for number, document in enumerate(documents):
        taken_over = known.parts_of(document) if known is not None else None
        parts[document.source] = taken_over or _make_parts(document, embedder, target=target)
        if progress is not None:
            progress("문서 분석", number + 1, len(documents))
    return _assemble(documents, list(parts.values()), embedder, files or {}, unreadable)


def _make_parts(
    document: Document,
    embedder: Embedder,
    groups: Sequence[np.ndarray] | None = None,
    target: int = TARGET,
) -> _Parts:
    """Analyse one document, and embed it unless the rows of its passages are known: `groups`."""
    passages = split(document, target)
    contexts = list(dict.fromkeys(passage.context for passage in passages))
    texts = [*contexts, *(passage.text for passage in passages)]
    analysed = list(analyse_many(texts))
    pairs = list(zip(texts, analysed, strict=True))
    terms = [search_terms(text, morphemes) for text, morphemes in pairs]
    words = [noun_words(text, morphemes) for text, morphemes in pairs]
    number = {context: i for i, context in enumerate(contexts)}
    above = [number[passage.context] for passage in passages]
    if groups is None:
        rows, owner = embed_passages([passage.text for passage in passages], embedder)
        groups = np.split(rows, np.searchsorted(owner, np.arange(1, len(passages))))
    return _Parts(
        passages,
        [terms[i] + own for i, own in zip(above, terms[len(contexts) :], strict=True)],
        [sorted({*words[i], *own}) for i, own in zip(above, words[len(contexts) :], strict=True)],
        groups,
    )


class _Known:
    """What an index knows of its documents, by source and by content."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self._documents = index.documents
        self._parts = _known_parts(index, embedder)
        self._embedder = embedder

    def parts_of(self, document: Document) -> _Parts | None:
        """The parts of an unchanged document, or of one that only got another name."""
        if self._documents.get(document.source) == document:
            return self._parts.get(document.source)
        origin = self._by_content.get(_content(document))
        if origin is None or origin not in self._parts:
            return None
        return _renamed_parts(self._parts[origin], document, self._embedder)

    @cached_property
    def _by_content(self) -> dict[tuple[object, ...], str]:
        return {_content(one): source for source, one in self._documents.items()}


def _content(document: Document) -> tuple[object, ...]:
    """All that decides where passages are cut and what they say."""
    return document.text, document.body, document.places, document.has_headings


def _renamed_parts(parts: _Parts, document: Document, embedder: Embedder) -> _Parts:
    """The parts of a document under a new name; a new title is analysed with each passage."""
    passages = split(document)
    contexts = [passage.context for passage in parts.passages]
    if contexts != [passage.context for passage in passages]:
        return _make_parts(document, embedder, parts.rows)
    return replace(parts, passages=passages)


def _known_parts(previous: Index, embedder: Embedder) -> dict[str, _Parts]:
    if previous.embedder_name != embedder.name:
        return {}
    rows = previous.vectors.rows()
    borders = np.searchsorted(previous.vectors.owner, np.arange(1, len(previous.passages)))
    per_passage = np.split(rows, borders)
    words = previous.words.rows()
    members: dict[str, list[int]] = {}
    for number, passage in enumerate(previous.passages):
        members.setdefault(passage.source, []).append(number)
    return {
        source: _Parts(
            [previous.passages[i] for i in numbers],
            [previous.terms[i] for i in numbers],
            [words[i] for i in numbers],
            [per_passage[i] for i in numbers],
        )
        for source, numbers in members.items()
    }


def _assemble(
    documents: Sequence[Document],
    parts: Sequence[_Parts],
    embedder: Embedder,
    files: Mapping[str, FileState],
    unreadable: tuple[Unreadable, ...],
) -> Index:
    passages = [passage for part in parts for passage in part.passages]
    terms = [row for part in parts for row in part.terms]
    groups = [group for part in parts for group in part.rows]
    owner = np.repeat(np.arange(len(groups), dtype=np.int32), [len(group) for group in groups])
    rows = np.concatenate(groups) if groups else np.zeros((0, embedder.dimension), np.float32)
    # In the precision that is stored: rows just made and rows taken over must count the same.
    rows = rows.astype(np.float16)
    bigrams = [syllable_bigrams(f"{p.context}\n{p.text}") for p in passages]
    return Index(
        embedder_name=embedder.name,
        documents={document.source: document for document in documents},
        passages=passages,
        terms=terms,
        morphemes=Postings.from_terms(terms),
        bigrams=Postings.from_terms(bigrams),
        morpheme_windows=Windows.from_terms(terms, _MORPHEME_WINDOW),
        bigram_windows=Windows.from_terms(bigrams, _BIGRAM_WINDOW),
        vectors=PassageVectors.from_rows(np.ascontiguousarray(rows, np.float32), owner),
        words=WordList.from_rows(
            [row for part in parts for row in part.words], [one.text for one in documents]
        ),
        files=files,
        unreadable=unreadable,
    )
