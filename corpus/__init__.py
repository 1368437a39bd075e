"""From files to clean text."""

from corpus.document import Document, Place, Unreadable
from corpus.errors import MundapError, UsageError
from corpus.folder import SAMPLE, SourceFile, list_files, read_file, read_folder

__all__ = [
    "SAMPLE",
    "Document",
    "MundapError",
    "Place",
    "SourceFile",
    "Unreadable",
    "UsageError",
    "list_files",
    "read_file",
    "read_folder",
]
