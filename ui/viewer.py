"""The source viewer: a document's text around a quote, everything from the document escaped."""

import re
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path

from corpus import Document, UsageError
from corpus.markdown import is_markdown
from rag import Library
from ui.blocks import Blocks, Highlight
from ui.page_image import page_image

_AROUND = 3000


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote in a document, as it stood there when it was cited.

    `fingerprint` is that of the document at that time, '' where nobody took it.
    """

    source: str
    start: int
    end: int
    text: str
    fingerprint: str = ""


def view(library: Library, quote: Quote, around: int = _AROUND) -> dict[str, object]:
    """The document around a quote, with the quote marked; raises UsageError where it is gone.

    Where only its name is gone, it is shown under the name that it has now.
    """
    document = library.documents.get(quote.source) or _renamed(library, quote)
    if document is None:
        raise UsageError(
            f"'{quote.source}' 문서가 더는 없습니다. 옮겼거나 지웠거나 검색에서 뺀 것 같습니다."
        )
    span = _span(document, quote)
    start, end = (max(document.body, offset) for offset in span or (0, 0))
    first, last = _cut(document, start, end, around)
    whole = (first, last) == (document.body, len(document.text))
    return {
        "title": document.title,
        "place": ", ".join(filter(None, (document.source, document.label_of(start, end)))),
        "html": _marked(document, first, start, end, last),
        "notice": _notice(document, quote, found=span is not None),
        "found": span is not None,
        "whole": whole,
        "picture": _picture(library, document, start, document.text[start:end]),
    }


def fingerprint(document: Document) -> str:
    """What tells the text of a document from that of others, whatever its name."""
    return sha256(document.text.encode()).hexdigest()[:16]


def _renamed(library: Library, quote: Quote) -> Document | None:
    """The document with the same text under another name."""
    there = (
        document
        for document in library.documents.values()
        if quote.fingerprint and document.text[quote.start : quote.end] == quote.text
    )
    return next((one for one in there if fingerprint(one) == quote.fingerprint), None)


def _notice(document: Document, quote: Quote, *, found: bool) -> str:
    if document.source != quote.source:
        return (
            f"'{quote.source}' 문서는 이름이나 자리가 바뀐 것 같습니다. "
            f"내용이 똑같은 '{document.source}' 문서에서 보여 드립니다."
        )
    return "" if found else "그 뒤 문서가 바뀌어 인용한 문장을 찾지 못했습니다."


def _picture(library: Library, document: Document, start: int, quote: str) -> object:
    """The page of a PDF in the folder or an archive, with the quote boxed, else None."""
    page = document.page_at(start)
    if page is None or not document.source.lower().endswith(".pdf"):
        return None
    path, member = _file(library.folder, document.source)
    return page_image(path, page, quote, member) if path.is_file() else None


def _file(folder: Path, source: str) -> tuple[Path, str]:
    """The file that a document is in, and its name in that file if it is an archive."""
    for match in re.finditer(r"(?i)\.zip/", source):
        outer = source[: match.end() - 1]
        path = folder / outer if folder.is_dir() else folder
        if path.is_file():
            return path, source[match.end() :]
    return (folder / source if folder.is_dir() else folder), ""


def _span(document: Document, quote: Quote) -> tuple[int, int] | None:
    """Where the quote stands now: where it stood, else nearby, else nowhere."""
    if document.text[quote.start : quote.end] == quote.text:
        return quote.start, quote.end
    found = [match.start() for match in re.finditer(re.escape(quote.text), document.text)]
    if not found or not quote.text:
        return None
    start = min(found, key=lambda offset: abs(offset - quote.start))
    return start, start + len(quote.text)


def _cut(document: Document, start: int, end: int, around: int) -> tuple[int, int]:
    """What is shown, from the beginning of a line to the end of one."""
    text = document.text
    first, last = start - around, end + around
    first = text.rfind("\n", 0, first) + 1 if first > document.body else document.body
    cut = text.find("\n", last) if last < len(text) else -1
    return max(first, document.body), cut if cut >= 0 else len(text)


def _marked(document: Document, first: int, start: int, end: int, last: int) -> str:
    """What is shown, each page, slide or sheet below its name."""
    borders = [first, *(one for one in document.borders if first < one < last), last]
    return "".join(
        _named(document, begin) + _part(document, begin, start, end, stop)
        for begin, stop in pairwise(borders)
    )


def _named(document: Document, begin: int) -> str:
    place = document.place_at(begin)
    return f'<p class="part">{escape(place.label)}</p>' if place and place.label else ""


def _part(document: Document, begin: int, start: int, end: int, stop: int) -> str:
    quoted = Highlight(max(0, start - begin), min(end, stop) - begin, ' tabindex="-1"')
    return Blocks(
        document.text[begin:stop],
        (quoted,) if quoted.start < quoted.end else (),
        headings=document.has_headings,
        markdown=is_markdown(document.source),
    ).html()
