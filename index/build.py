"""An index in memory, and how it is built from documents or brought up to date."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, groupby, islice
from sys import intern
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from corpus import Document, SourceFile, Unreadable
from index.chunking import TARGET, split
from index.embedding import Embedder
from index.lexical import Occurrences, Postings, Windows
from index.merge import Merge
from index.names import name_pairs
from index.packing import pack
from index.parted import parted, spread, whole
from index.passage import Passage, moved
from index.quantities import search_terms
from index.tokens import Morpheme, analyse_many, syllable_bigrams
from index.units import dimensions_told
from index.vectors import PassageVectors, Rows, embed_passages
from index.words import WordList, noun_words

# About a sentence each.
_MORPHEME_WINDOW = 24
_BIGRAM_WINDOW = 80
Progress = Callable[[str, int, int], None]
Pairs = Sequence[tuple[str, str]]


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

    `pairs` are the pairs of names that documents give, by source; `files` tells the state of each
    file by source, the unreadable ones included. `fusion` and `reranker` are what the rag floor
    keeps here: how it weighs the channels for these documents, and the model that ranks anew, each
    None where as always.
    """

    embedder_name: str
    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    morphemes: Postings
    bigrams: Postings
    morpheme_windows: Windows
    bigram_windows: Windows
    units: Occurrences
    vectors: PassageVectors
    words: WordList
    pairs: Mapping[str, Pairs] = field(default_factory=dict)
    files: Mapping[str, FileState] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    fusion: Mapping[str, Any] | None = None
    reranker: str | None = None

    @classmethod
    def empty(cls, embedder: Embedder) -> Self:
        """An index of no documents."""
        rows = np.zeros((0, embedder.dimension), np.float32)
        return cls(
            embedder_name=embedder.name,
            documents={},
            passages=(),
            **_channels(),
            vectors=PassageVectors.from_rows(rows, np.zeros(0, np.int32)),
            words=WordList.from_rows((), ()),
        )

    @cached_property
    def document_of(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the document of each passage begins and ends, counted in passages."""
        runs = [len(list(group)) for _, group in groupby(one.source for one in self.passages)]
        ends = np.cumsum(runs, dtype=np.int64)
        return np.repeat(ends - runs, runs), np.repeat(ends, runs)

    def of_document(self, source: str) -> Sequence[Passage]:
        """The passages of a document, in order; none where there is no such document."""
        first = self._first_of.get(source)
        return () if first is None else self.passages[first : int(self.document_of[1][first])]

    @cached_property
    def _first_of(self) -> dict[str, int]:
        return {self.passages[first].source: first for first in {*self.document_of[0].tolist()}}

    def passages_of(self, sources: Collection[str]) -> NDArray[np.int64]:
        """The numbers of the passages of some documents, ascending."""
        return np.flatnonzero([one.source in sources for one in self.passages])


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
    if previous is None or previous.embedder_name != embedder.name:
        previous = Index.empty(embedder)
    builder = _Builder(previous, documents, embedder, target)
    for number, document in enumerate(documents, 1):
        builder.add(document)
        if progress is not None:
            progress("문서 분석", number, len(documents))
    return builder.index(files or {}, unreadable)


@dataclass(frozen=True, slots=True)
class _Analysed:
    """What is costly to make of new passages, a list item for each."""

    terms: list[list[str]] = field(default_factory=list)
    words: list[list[str]] = field(default_factory=list)
    bigrams: list[list[str]] = field(default_factory=list)
    units: list[list[str]] = field(default_factory=list)
    rows: list[Rows] = field(default_factory=list)

    def add(self, passages: Sequence[Passage], rows: Iterable[Rows]) -> list[Passage]:
        """Analyse the passages of a document and keep their morphemes; `rows` are their vectors.

        One at a time, and each term as one string however often it stands there: the morphemes and
        terms of a long table as they come take a hundred times the room of its text.
        """
        contexts = list(dict.fromkeys(passage.context for passage in passages))
        texts = [*contexts, *(passage.whole() for passage in passages)]
        pairs = zip(texts, analyse_many(texts), strict=True)
        above = {pair[0]: _terms_and_words(*pair) for pair in islice(pairs, len(contexts))}
        packed = []
        for passage, pair in zip(passages, pairs, strict=True):
            (terms, words), (own_terms, own_words) = above[passage.context], _terms_and_words(*pair)
            self.terms.append(terms + own_terms)
            self.words.append(list({*words, *own_words}))
            bigrams = syllable_bigrams(f"{passage.context}\n{passage.text}")
            self.bigrams.append(list(map(intern, bigrams)))
            self.units.append(dimensions_told(passage.whole()))
            told = spread(pair[1], passage.parted)
            packed.append(replace(passage, packed=pack(passage.text, told)))
        self.rows.extend(rows)
        return packed


def _terms_and_words(text: str, morphemes: Sequence[Morpheme]) -> tuple[list[str], list[str]]:
    """What a text is found by, and its nouns."""
    terms, words = search_terms(text, morphemes), noun_words(text, morphemes)
    return list(map(intern, terms)), list(map(intern, words))


def _embedded(passages: Sequence[Passage], embedder: Embedder) -> list[Rows]:
    """The vectors of each passage."""
    rows, owner = embed_passages([passage.text for passage in passages], embedder)
    return np.split(rows, np.searchsorted(owner, np.arange(1, len(passages)))) if passages else []


class _Builder:
    """One build: which rows of the index before stay, and what is made anew."""

    def __init__(
        self, before: Index, documents: Sequence[Document], embedder: Embedder, target: int
    ) -> None:
        self._before = before
        self._documents = documents
        self._embedder = embedder
        self._target = target
        self._spans = _spans(before.passages)
        known = before.documents
        self._taken = {one.source for one in documents if known.get(one.source) == one}
        self._passages: list[Passage] = []
        self._origins: list[int] = []
        self._new = _Analysed()
        self._pairs: dict[str, Pairs] = {}

    def add(self, document: Document) -> None:
        """Take over what is known of a document, or analyse it."""
        origin = document.source if document.source in self._taken else self._origin(document)
        if origin is None or not self._take_over(document, origin):
            self._analyse(document, origin)
        known = origin is not None
        pairs = self._before.pairs.get(origin or "") if known else name_pairs(_whole(document))
        if pairs:
            self._pairs[document.source] = pairs

    def index(self, files: Mapping[str, FileState], unreadable: tuple[Unreadable, ...]) -> Index:
        """Everything added, as one index."""
        before, new = self._before, self._new
        merge = Merge.of(np.array(self._origins, np.int64), len(before.passages))
        lengths = [len(group) for group in new.rows]
        owner = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        rows = np.zeros((0, self._embedder.dimension), np.float32)
        rows = np.concatenate([rows, *new.rows])
        channels = _channels(new.terms, new.bigrams, new.units)
        words = WordList.from_rows(new.words, ())
        return Index(
            embedder_name=self._embedder.name,
            documents={document.source: document for document in self._documents},
            passages=self._passages,
            **{name: getattr(before, name).merged(made, merge) for name, made in channels.items()},
            vectors=before.vectors.merged(rows, owner, merge),
            words=before.words.merged(words, merge, chain.from_iterable(self._pairs.values())),
            pairs=self._pairs,
            files=files,
            unreadable=unreadable,
        )

    def _origin(self, document: Document) -> str | None:
        """A document of the same content in the index before."""
        source = self._by_text.get(document.text)
        if source is None or _content(self._before.documents[source]) != _content(document):
            return None
        return source

    @cached_property
    def _by_text(self) -> dict[str, str]:
        return {one.text: source for source, one in self._before.documents.items()}

    def _take_over(self, document: Document, origin: str) -> bool:
        """Keep the rows of a document, where no other has them and it is called the same."""
        rows = self._spans.get(origin, range(0))
        passages = self._before.passages[rows.start : rows.stop]
        known = self._before.documents[origin]
        if known != document:
            if origin in self._taken or _called(known) != _called(document):
                return False
            passages = [moved(one, document.source) for one in passages]
        self._taken.add(origin)
        self._passages += passages
        self._origins += rows
        return True

    def _analyse(self, document: Document, origin: str | None) -> None:
        """Analyse a document; the vectors of its passages are those of `origin`, if any."""
        passages = split(document, self._target)
        rows: Iterable[Rows]
        if origin is None:
            rows = _embedded(passages, self._embedder)
        else:
            rows = map(self._before.vectors.of, self._spans.get(origin, range(0)))
        self._passages += self._new.add(passages, rows)
        self._origins += [-1] * len(passages)


def _whole(document: Document) -> str:
    """The text of a document, its words whole."""
    return whole(document.text, parted(document.text))


def _spans(passages: Sequence[Passage]) -> dict[str, range]:
    """The numbers of the passages of each document."""
    spans: dict[str, range] = {}
    start = 0
    for source, group in groupby(passages, key=lambda passage: passage.source):
        end = start + sum(1 for _ in group)
        spans[source] = range(start, end)
        start = end
    return spans


def _content(document: Document) -> tuple[object, ...]:
    """All that decides where passages are cut and what they say."""
    return document.text, document.body, document.places, document.has_headings


def _called(document: Document) -> tuple[str, str]:
    """What the passages of a document have of its names."""
    return document.title, document.filed_as


def _channels(
    terms: Sequence[Sequence[str]] = (),
    bigrams: Sequence[Sequence[str]] = (),
    units: Sequence[Sequence[str]] = (),
) -> dict[str, Any]:
    """The lexical parts of an index by name."""
    return {
        "morphemes": Postings.from_terms(terms),
        "bigrams": Postings.from_terms(bigrams),
        "morpheme_windows": Windows.from_terms(terms, _MORPHEME_WINDOW),
        "bigram_windows": Windows.from_terms(bigrams, _BIGRAM_WINDOW),
        "units": Occurrences.from_terms(units),
    }
