"""The documents of a folder: which files they are, and reading each."""

from collections.abc import Callable
from pathlib import Path

from corpus.document import Document, Unreadable
from corpus.errors import MundapError, UsageError
from corpus.markdown import first_heading, front_matter
from corpus.text import clean, decode
from corpus.walk import Listing, SourceFile, readable, source_file, walk

SAMPLE = Path(__file__).parent / "sample"

# Analysing costs about a minute per 10 MB; one larger text file is a dump, not a document.
_MAX_BYTES = 20 * 2**20
# Documents that people keep beside text files. They are named as unreadable, not passed over.
_KNOWN_UNSUPPORTED = frozenset(
    [
        ".pdf",
        ".hwp",
        ".hwpx",
        ".doc",
        ".docx",
        ".ppt",
        ".pptx",
        ".xls",
        ".xlsx",
        ".odt",
        ".rtf",
        ".html",
        ".htm",
        ".epub",
    ]
)


def list_files(path: Path) -> Listing:
    """The documents under a folder, or the one file given.

    Hidden files, files that are no documents (pictures, programs), and what `.mundapignore`
    names are left out. Raises UsageError where the path does not exist.
    """
    if path.is_file():
        return Listing((source_file(readable(path.name), str(path)),))
    if not path.is_dir():
        raise UsageError(f"'{path}'을(를) 찾을 수 없습니다. 경로를 확인해 주세요.")
    return walk(path, _is_document)


def read_file(file: SourceFile) -> tuple[Document | Unreadable, ...]:
    """Read one file; whatever is wrong with it becomes the Korean reason of an Unreadable.

    An archive gives a result for each file in it, with sources like `archive.zip/inner/file.md`;
    a file of which a part cannot be read gives both a document and an Unreadable.
    """
    try:
        return (_read(file),)
    except MundapError as error:
        return (Unreadable(file.source, str(error)),)
    except OSError as error:
        return (Unreadable(file.source, f"파일을 열 수 없습니다({error.strerror})."),)


def read_folder(path: Path) -> tuple[tuple[Document, ...], tuple[Unreadable, ...]]:
    """Read every document under `path`."""
    listing = list_files(path)
    results = [result for file in listing.files for result in read_file(file)]
    unreadable = [result for result in results if isinstance(result, Unreadable)]
    return (
        tuple(result for result in results if isinstance(result, Document)),
        (*unreadable, *listing.unreadable),
    )


def _is_document(name: str) -> bool:
    suffix = Path(name).suffix.lower()
    return suffix in _READERS or suffix in _KNOWN_UNSUPPORTED


def _read(file: SourceFile) -> Document | Unreadable:
    suffix = file.path.suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        return Unreadable(file.source, f"아직 읽지 못하는 형식({suffix or '확장자 없음'})입니다.")
    if file.size > _MAX_BYTES:
        return Unreadable(
            file.source,
            f"파일이 너무 큽니다({file.size / 2**20:.0f}MB, 한도 {_MAX_BYTES >> 20}MB). "
            "여러 파일로 나누어 주세요.",
        )
    document = reader(file.source, clean(decode(file.path.read_bytes())))
    if not document.text[document.body :].strip():
        return Unreadable(file.source, "내용이 비어 있습니다.")
    return document


def _read_text(source: str, text: str) -> Document:
    return Document(source, Path(source).stem, text, titled=False)


def _read_markdown(source: str, text: str) -> Document:
    fields, body = front_matter(text)
    title = fields.get("title") or first_heading(text[body:])
    return Document(source, title or Path(source).stem, text, body=body, titled=bool(title))


_READERS: dict[str, Callable[[str, str], Document]] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
}
