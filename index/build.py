"""An index in memory, and how it is built from documents or brought up to date."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from corpus import Document, Unreadable
from index.embedding import Embedder
from index.lexical import Postings, Windows
from index.passage import Passage, split
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
    """How a file looked when it was read, so that it need not be read again unchanged."""

    size: int
    modified_ns: int


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
) -> Index:
    """Index `documents`, taking over what `previous` already knows of unchanged ones.

    The result does not depend on `previous`, only the time it takes does.
    """
    known = _known_parts(previous, embedder) if previous is not None else {}
    old = previous.documents if previous is not None else {}
    parts = {}
    for number, document in enumerate(documents):
        if document.source in known and old[document.source] == document:
            parts[document.source] = known[document.source]
        else:
            parts[document.source] = _make_parts(document, embedder)
        if progress is not None:
            progress("문서 분석", number + 1, len(documents))
    return _assemble(documents, list(parts.values()), embedder, files or {}, unreadable)


def _make_parts(document: Document, embedder: Embedder) -> _Parts:
    passages = split(document)
    contexts = list(dict.fromkeys(passage.context for passage in passages))
    texts = [*contexts, *(passage.text for passage in passages)]
    analysed = list(analyse_many(texts))
    pairs = list(zip(texts, analysed, strict=True))
    terms = [search_terms(text, morphemes) for text, morphemes in pairs]
    words = [noun_words(text, morphemes) for text, morphemes in pairs]
    number = {context: i for i, context in enumerate(contexts)}
    above = [number[passage.context] for passage in passages]
    rows, owner = embed_passages([passage.text for passage in passages], embedder)
    borders = np.searchsorted(owner, np.arange(1, len(passages)))
    return _Parts(
        passages,
        [terms[i] + own for i, own in zip(above, terms[len(contexts) :], strict=True)],
        [sorted({*words[i], *own}) for i, own in zip(above, words[len(contexts) :], strict=True)],
        np.split(rows, borders),
    )


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
