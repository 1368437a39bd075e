"""Mails (.eml, .msg): the letter, and each attachment as a document of its own."""

import contextlib
import email
import email.policy
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from email.errors import InvalidBase64LengthDefect, InvalidBase64PaddingDefect
from email.headerregistry import BaseHeader, DateHeader, HeaderRegistry
from email.message import EmailMessage
from itertools import chain
from pathlib import Path
from typing import cast

from corpus.content import IMAGE_SUFFIXES, NAMED_SUFFIXES, SUFFIXES
from corpus.dates import KOREA, time_told
from corpus.document import Document, Unreadable
from corpus.draft import Draft
from corpus.readers.aligned import with_tables
from corpus.readers.coded import before_codes, is_coded
from corpus.readers.html_page import add_html
from corpus.readers.quoted import unwrapped
from corpus.reasons import DAMAGED, NESTED, NO_TEXT, UnreadableError, other_kind, wrong_extension
from corpus.text import UndecodableError, decode

_HEADERS = (
    ("메일 제목", "subject"),
    ("보낸 사람", "from"),
    ("받는 사람", "to"),
    ("참조", "cc"),
    ("메일 보낸 날짜", "date"),
)
_DEEPEST = 3
# Korean mail programs mean the larger set by the names of the smaller one.
_CHARSETS = {"ks_c_5601-1987": "cp949", "euc-kr": "cp949"}
# In headers they stand before coded words, '=?euc-kr?B?', and names, '*=euc-kr\'\''.
_CHARSET = re.compile(rf"(=\??)({'|'.join(_CHARSETS)})(?=[?*'])", re.IGNORECASE)
_NAME = re.compile(r'\b(?:file)?name\s*=\s*"?([^";\n]+)', re.IGNORECASE)
_REGISTRY = HeaderRegistry()
_FEW = 3
_UNDECODED = (InvalidBase64PaddingDefect, InvalidBase64LengthDefect)
Results = Iterator[Document | Unreadable]
# '이 메일은 HTML로 되어 있습니다' is no letter.
_TAG = re.compile(r"(?s)<(?:style|script|head)\b.*?</(?:style|script|head)>|<[^>]*>")
_SHORTEST_LETTER, _MUCH_MORE = 120, 2
_LETTERS = ("text/plain", "text/html")
# Of these the first part is what people read.
_LED = ("multipart/related", "multipart/report")


def _parsed_header(name: str, value: str) -> BaseHeader:
    """A header in which Korean charsets mean what programs mean by them."""
    named = _CHARSET.sub(lambda match: match[1] + _CHARSETS[match[2].lower()], value)
    return _REGISTRY(name, named)


_POLICY = email.policy.default.clone(header_factory=_parsed_header)


def read(
    data: bytes, source: str, draft: Draft, inner: Callable[[Path, str], Results], depth: int
) -> Results:
    """The letter with who wrote what to whom and when, then its attachments."""
    mail = email.message_from_bytes(data, policy=_POLICY)
    if not any(mail[header] for _, header in _HEADERS):
        raise UnreadableError(wrong_extension(".eml"))
    files: list[EmailMessage] = []
    bodies = _bodies(mail, files)
    try:
        _add_letter(mail, bodies, files, draft)
        yield from draft.document(source)
    except UnreadableError as error:  # what is attached may be whole
        yield Unreadable(source, str(error))
    for number, part in enumerate(files, 1):
        yield from _attachment(part, number, source, inner, depth)


def _add_letter(
    mail: EmailMessage, bodies: Sequence[EmailMessage], files: Sequence[EmailMessage], draft: Draft
) -> None:
    """Add the headers that people see, and the body; says so where a part of it is lost."""
    draft.title = _header(mail, "subject")
    for name, header in _HEADERS:
        value = _when(mail) if header == "date" else _header(mail, header)
        draft.line(f"{name}: {value}" if value else "")
    texts = [_text(body) for body in bodies]  # finds some of the defects
    lost = [*mail.defects, *(defect for body in bodies for defect in body.defects)]
    if lost:  # what follows a lost border of two parts was not decoded
        texts = [before_codes(text) for text in texts]
    for body, text in zip(bodies, texts, strict=True):
        if body.get_content_type() == "text/html":
            add_html(text, draft)
            continue
        for paragraph in unwrapped(text.replace("\r\n", "\n")).split("\n\n"):
            draft.paragraph(with_tables(paragraph))
    if not "".join(texts).strip() and (lost or not files or files[0] is mail):
        raise UnreadableError(DAMAGED if lost else NO_TEXT)
    if lost:
        draft.problem(f"메일의 일부를 읽지 못했습니다. {DAMAGED}")


def _bodies(
    part: EmailMessage, files: list[EmailMessage], *, first: bool = True
) -> list[EmailMessage]:
    """The parts that people read as the letter, in its order; all others are put into `files`.

    Programs name text that is a file, but some name the letter itself, which comes first.
    """
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart":
        forms = kind == "multipart/alternative"
        parts = [
            _bodies(one, files, first=forms or (first and place == 0))
            for place, one in enumerate(_parts(part))
        ]
        if forms:
            return _chosen(parts)
        return [*chain(*(parts[:1] if kind in _LED else parts))]
    named = part.is_attachment() or (part.get_filename() and not (first and kind in _LETTERS))
    if part.get_content_maintype() == "text" and not named:
        return [part]
    files.append(part)
    return []


def _parts(part: EmailMessage) -> list[EmailMessage]:
    """The parts of a part; of related ones the page comes first, and what it shows after it."""
    parts = cast(list[EmailMessage], [*part.iter_parts()])
    page = part.get_param("start")
    return sorted(parts, key=lambda one: bool(page) and one["content-id"] != page)


def _chosen(forms: Sequence[list[EmailMessage]]) -> list[EmailMessage]:
    """Of several forms of a letter the plain one, unless another says more."""
    forms = [form for form in forms if form]
    plain = next((form for form in forms if form[0].get_content_subtype() == "plain"), [])
    page = next((form for form in forms if form[0].get_content_subtype() == "html"), [])
    if plain and page:
        return page if _says_more(page, plain) else plain
    return plain or page or [*chain(*forms[:1])]


def _says_more(page: Sequence[EmailMessage], plain: Sequence[EmailMessage]) -> bool:
    """Whether the plain text is empty or only says that the letter is a page."""
    said = "".join(map(_text, plain))
    told = len("".join(said.split()))
    try:
        shown = len("".join(_TAG.sub("", "".join(map(_text, page))).split()))
    except UndecodableError:  # which the plain text is not
        return False
    more = shown > _MUCH_MORE * told or (shown > told and "html" in said.lower())
    return told == 0 or (told < _SHORTEST_LETTER and more)


def _header(mail: EmailMessage, name: str) -> str:
    """A header as people see it; one that could not be decoded says nothing."""
    value = str(mail[name] or "")
    if "\ufffd" in value:  # bytes as they are, which no standard allows and old programs write
        value = _as_sent(_raw(mail, name)) or value
    return "" if "=?" in value or "?=" in value else value


def _when(mail: EmailMessage) -> str:
    """When a mail was written, as Koreans write it; a date that cannot be read as it stands."""
    header = mail["date"]
    when = header.datetime if isinstance(header, DateHeader) else None
    if when is None:
        return _header(mail, "date")
    if when.tzinfo is None and _raw(mail, "date").rstrip().endswith("-0000"):
        when = when.replace(tzinfo=UTC)  # what has no zone at all is by the writer's clock
    return time_told(when.astimezone(KOREA) if when.tzinfo else when)


def _raw(mail: EmailMessage, name: str) -> str:
    return str(next(text for key, text in mail.raw_items() if key.lower() == name))


def _as_sent(raw: str) -> str:
    """A header whose bytes are no ASCII, '' where they are no letters either."""
    with contextlib.suppress(UndecodableError):
        return decode(raw.encode("ascii", "surrogateescape"))
    return ""


def _file_name(part: EmailMessage) -> str:
    """The name of an attachment, '' where it has none."""
    name = part.get_filename() or ""
    if "\ufffd" in name:
        headers = "\n".join(_as_sent(str(raw)) for _, raw in part.raw_items())
        found = _NAME.search(headers)
        name = found[1] if found else name
    return name.encode("utf-8", "replace").decode()  # it may hold bytes that are no letters


def _text(part: EmailMessage) -> str:
    """The text of a part; where its charset is wrong or unknown, what its bytes say."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    if any(isinstance(one, _UNDECODED) for one in part.defects):
        return ""  # cut or damaged: the codes are no text
    charset = str(part.get_content_charset() or "")
    if not charset:
        return decode(data)
    try:
        text = data.decode(_CHARSETS.get(charset, charset), "replace")
    except LookupError:
        return decode(data)
    # A letter cut in two at the end of what is left is no other charset.
    return text.rstrip("\ufffd") if text.count("\ufffd") < _FEW else decode(data)


def _is_undecoded(part: EmailMessage, data: bytes) -> bool:
    """Whether what is attached is damaged, or is still in the code that its headers do not name."""
    damaged = any(isinstance(one, _UNDECODED) for one in part.defects)
    return damaged or (data.isascii() and is_coded(data.decode("ascii")))


def _content(part: EmailMessage) -> bytes:
    """What is attached; mails, and reports on whether one arrived, are parsed as mails already."""
    if part.is_multipart():
        return b"\n".join(bytes(one) for one in cast(list[EmailMessage], part.get_payload()))
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data


def _attachment(
    part: EmailMessage,
    number: int,
    source: str,
    inner: Callable[[Path, str], Results],
    depth: int,
) -> Results:
    forwarded = part.get_content_type() == "message/rfc822"
    name = Path(_file_name(part) or (f"전달한 메일 {number}.eml" if forwarded else "")).name
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES | NAMED_SUFFIXES | IMAGE_SUFFIXES:
        if part.is_attachment() and not part.get_content_type().endswith("signature"):
            yield Unreadable(f"{source}/{name}", other_kind(suffix))
        return
    if suffix in IMAGE_SUFFIXES and part.get_content_disposition() != "attachment":
        return  # a logo or a signature
    if depth >= _DEEPEST:
        yield Unreadable(f"{source}/{name}", NESTED)
        return
    data = _content(part)
    if _is_undecoded(part, data):
        yield Unreadable(f"{source}/{name}", DAMAGED)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"attachment{suffix}")
        file.write_bytes(data)
        yield from inner(file, name)
