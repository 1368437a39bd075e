"""From documents to an index on disk."""

from index.build import FileState, Index, Progress, build
from index.chunking import split
from index.embedding import Embedder, load_embedder
from index.headings import article_of
from index.passage import Passage
from index.sentences import sentence_spans
from index.store import (
    BrokenIndexError,
    current_generation,
    load,
    remember_folder,
    remembered_folder,
    remembered_models,
    save,
    verify,
    writing,
)
from index.synonyms import near_synonyms, translations
from index.telling import telling
from index.tokens import Morpheme, analyse, bare, content_terms, syllable_bigrams, terms_of

__all__ = [
    "BrokenIndexError",
    "Embedder",
    "FileState",
    "Index",
    "Morpheme",
    "Passage",
    "Progress",
    "analyse",
    "article_of",
    "bare",
    "build",
    "content_terms",
    "current_generation",
    "load",
    "load_embedder",
    "near_synonyms",
    "remember_folder",
    "remembered_folder",
    "remembered_models",
    "save",
    "sentence_spans",
    "split",
    "syllable_bigrams",
    "telling",
    "terms_of",
    "translations",
    "verify",
    "writing",
]
