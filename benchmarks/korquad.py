"""KorQuAD's articles, each paragraph a document."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Document

Article = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a document, the number of its article, and the rows of its questions."""

    article: int
    document: Document
    rows: Sequence[dict[str, Any]]


def articles(path: Path) -> list[Article]:
    """The articles of a file as they stand there."""
    return list(json.loads(path.read_text(encoding="utf-8"))["data"])


def paragraphs(articles: Sequence[Article]) -> Iterator[Paragraph]:
    """The paragraphs of articles, which are numbered from 0."""
    for i, article in enumerate(articles):
        for j, paragraph in enumerate(article["paragraphs"]):
            document = Document(f"{i}/{j}.txt", article["title"], paragraph["context"])
            yield Paragraph(i, document, paragraph["qas"])
