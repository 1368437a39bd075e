"""Electronic books (.epub): each chapter in the order of reading."""

from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

from corpus.draft import Draft
from corpus.readers.html_page import add_html
from corpus.readers.xml import Element, Package, attribute, child, children
from corpus.reasons import DAMAGED, DRM, UnreadableError
from corpus.text import decode

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_MARKS = (b"idpf.org/2008/embedding", b"ns.adobe.com/pdf/enc#RC")


def read(path: Path, draft: Draft) -> None:
    """Add the text of all chapters; the title is that of the book."""
    with closing(Package(path)) as package:
        _refuse_locked(package)
        file = child(package.xml(_CONTAINER), "rootfiles", "rootfile")
        if file is None:
            raise UnreadableError(DAMAGED)
        root = attribute(file, "full-path")
        book = package.xml(root)
        title = child(book, "metadata", "title")
        draft.title = (title.text or "") if title is not None else ""
        for name in _chapters(book, root.rpartition("/")[0]):
            draft.alive()
            if name in package.names:
                add_html(decode(package.data(name)), draft)
            else:
                draft.problem(f"책의 한 장({name})이 파일에 없습니다. 원본을 다시 받아 주세요.")


def _refuse_locked(package: Package) -> None:
    """Raise where more than fonts is encrypted."""
    if _ENCRYPTION in package.names:
        data = package.data(_ENCRYPTION)
        methods = data.count(b"EncryptionMethod ")
        if methods > sum(data.count(mark) for mark in _FONT_MARKS):
            raise UnreadableError(DRM)


def _chapters(book: Element, folder: str) -> list[str]:
    manifest, spine = child(book, "manifest"), child(book, "spine")
    if manifest is None or spine is None:
        raise UnreadableError(DAMAGED)
    files = {item.get("id"): unquote(item.get("href", "")) for item in children(manifest, "item")}
    names = (files.get(one.get("idref")) for one in children(spine, "itemref"))
    return [f"{folder}/{name}".lstrip("/") for name in names if name]
