"""Mails (.eml): the letter, and each attachment as a document of its own."""

import email
import email.policy
import tempfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage, MIMEPart
from pathlib import Path

from corpus.content import IMAGE_SUFFIXES, NAMED_SUFFIXES, SUFFIXES
from corpus.document import Document, Unreadable
from corpus.draft import Draft
from corpus.readers.html_page import add_html
from corpus.reasons import NESTED, UnreadableError, wrong_extension
from corpus.text import decode

_HEADERS = (("제목", "subject"), ("보낸 사람", "from"), ("받는 사람", "to"), ("날짜", "date"))
_DEEPEST = 3
Results = Iterator[Document | Unreadable]


def read(
    path: Path, source: str, draft: Draft, inner: Callable[[Path, str], Results], depth: int
) -> Results:
    """The letter with who wrote what to whom and when, then its attachments."""
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    if not any(mail[header] for _, header in _HEADERS):
        raise UnreadableError(wrong_extension(".eml"))
    _add_letter(mail, draft)
    yield from draft.document(source)
    for number, part in enumerate(mail.iter_attachments(), 1):
        yield from _attachment(part, number, source, inner, depth)


def _add_letter(mail: EmailMessage, draft: Draft) -> None:
    draft.title = str(mail["subject"] or "")
    for name, header in _HEADERS:
        if mail[header]:
            draft.line(f"{name}: {mail[header]}")
    body = mail.get_body(("plain", "html"))
    if body is None:
        return
    text = _text(body)
    if body.get_content_type() == "text/html":
        add_html(text, draft)
    else:
        for paragraph in text.replace("\r\n", "\n").split("\n\n"):
            draft.paragraph(paragraph)


def _text(part: MIMEPart) -> str:
    """The text of a part; where its charset is wrong or unknown, what its bytes say."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    charset = {"ks_c_5601-1987": "cp949", "euc-kr": "cp949"}.get(
        str(part.get_content_charset()), part.get_content_charset() or "utf-8"
    )
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _attachment(
    part: EmailMessage,
    number: int,
    source: str,
    inner: Callable[[Path, str], Results],
    depth: int,
) -> Results:
    forwarded = part.get_content_type() == "message/rfc822"
    name = Path(part.get_filename() or (f"전달한 메일 {number}.eml" if forwarded else "")).name
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES | NAMED_SUFFIXES | IMAGE_SUFFIXES:
        return
    if suffix in IMAGE_SUFFIXES and part.get_content_disposition() != "attachment":
        return  # a logo or a signature
    if depth >= _DEEPEST:
        yield Unreadable(f"{source}/{name}", NESTED)
        return
    data = bytes(part.get_content()) if forwarded else part.get_payload(decode=True)
    assert isinstance(data, bytes)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"attachment{suffix}")
        file.write_bytes(data)
        yield from inner(file, name)
