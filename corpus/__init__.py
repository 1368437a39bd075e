"""From files to clean text."""

from corpus.document import Document, Place, Unreadable
from corpus.errors import MundapError, UsageError
from corpus.folder import (
    SAMPLE,
    batches,
    is_too_large,
    list_files,
    passed_over,
    read_file,
    read_files,
    read_folder,
)
from corpus.ignore import IGNORE_FILE, ignore, restore
from corpus.reading import read_ahead
from corpus.walk import Listing, SourceFile

__all__ = [
    "IGNORE_FILE",
    "SAMPLE",
    "Document",
    "Listing",
    "MundapError",
    "Place",
    "SourceFile",
    "Unreadable",
    "UsageError",
    "batches",
    "ignore",
    "is_too_large",
    "list_files",
    "passed_over",
    "read_ahead",
    "read_file",
    "read_files",
    "read_folder",
    "restore",
]
