"""Mails that Outlook saves (.msg), as other programs would have saved them.

The properties of a message are streams of a compound file, named by number and type ([MS-OXMSG]).
"""

import re
import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime, quote
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.content import PROPERTIES
from corpus.reasons import DAMAGED, OUTLOOK, UnreadableError
from corpus.text import decode

if TYPE_CHECKING:
    import olefile

_ATTACHED = "__attach_version1.0_"
# Numbers of properties ([MS-OXPROPS]).
_SUBJECT, _TO, _CC, _BODY, _PAGE, _RICH = "0037", "0E04", "0E03", "1000", "1013", "1009"
_SENDER, _ADDRESSES = "0C1A", ("5D01", "0C1F")
_DATA, _NAMES, _CONTENT_ID = "3701", ("3707", "3704"), "3712"
_SENT, _RECEIVED = 0x0039, 0x0E06
# Their types: text of two bytes a letter, of one, bytes, another message.
_WIDE, _NARROW, _BYTES, _MESSAGE = "001F", "001E", "0102", "000D"
_TIME = 0x0040
# What means something else in the headers of a mail.
_MARKS = re.compile(r"[,:<>()\[\]]")
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)  # of which times count tenths of microseconds
# What stands before the properties of a file's message, and of one that is attached to it.
_HEAD_OF_FILE, _HEAD_INSIDE = 32, 24


def as_mail(path: Path) -> bytes:
    """The message in Internet format (RFC 5322), with its attachments.

    Raises UnreadableError where it is damaged, or kept in a form that is not read.
    """
    import olefile

    try:
        with olefile.OleFileIO(path) as streams:
            return _Message(streams, []).mail().as_bytes()
    except (OSError, OverflowError, RecursionError) as error:
        raise UnreadableError(DAMAGED) from error


class _Message:
    """The message in a folder of a compound file."""

    def __init__(self, streams: "olefile.OleFileIO", folder: Sequence[str]) -> None:
        self._streams, self._folder = streams, [*folder]

    def mail(self) -> EmailMessage:
        """The message itself; raises UnreadableError where its text is kept in another form."""
        mail = EmailMessage(policy=default)
        for name, value in (
            ("Subject", self._text(_SUBJECT)),
            ("From", self._from()),
            ("To", _listed(self._text(_TO))),
            ("Cc", _listed(self._text(_CC))),
            ("Date", self._date()),
        ):
            if value:
                mail[name] = " ".join(value.split())
        plain, page = self._text(_BODY), self._text(_PAGE)
        if not (plain or page) and self._bytes(_RICH):
            raise UnreadableError(OUTLOOK)
        mail.set_content(plain)
        if page:
            mail.add_alternative(page, subtype="html")
        for folder in self._attachments():
            self._attach(_Message(self._streams, folder), mail)
        return mail

    def _attach(self, attached: "_Message", mail: EmailMessage) -> None:
        message = attached._path(_DATA, _MESSAGE)
        if self._streams.exists(message):
            mail.add_attachment(_Message(self._streams, message).mail())
            return
        name = next(filter(None, map(attached._text, _NAMES)), "")
        mail.add_attachment(
            attached._bytes(_DATA),
            maintype="application",
            subtype="octet-stream",
            filename=name,
            # A picture that the page shows is named by it.
            disposition="inline" if attached._text(_CONTENT_ID) else "attachment",
        )

    def _attachments(self) -> list[list[str]]:
        depth = len(self._folder)
        return [
            path
            for path in self._streams.listdir(streams=False, storages=True)
            if path[:depth] == self._folder
            and len(path) == depth + 1
            and path[depth].startswith(_ATTACHED)
        ]

    def _from(self) -> str:
        """'이름 <주소>'; the address within an organisation is a path that nobody writes to."""
        addresses = (self._text(number) for number in _ADDRESSES)
        address = next((one for one in addresses if "@" in one), "")
        name = self._text(_SENDER)
        return f"{name} <{address}>" if address and name != address else name or address

    def _date(self) -> str:
        """When the message was sent, else when it came; '' for a draft."""
        data = self._stream([*self._folder, PROPERTIES])
        head = _HEAD_INSIDE if self._folder else _HEAD_OF_FILE
        entries = struct.iter_unpack("<HHIQ", data[head : head + (len(data) - head) // 16 * 16])
        times = {number: value for kind, number, _, value in entries if kind == _TIME}
        value = times.get(_SENT) or times.get(_RECEIVED)
        return format_datetime(_EPOCH + timedelta(microseconds=value // 10)) if value else ""

    def _text(self, number: str) -> str:
        wide = self._path(number, _WIDE)
        if self._streams.exists(wide):
            return self._stream(wide).decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._stream(self._path(number, _NARROW)) or self._bytes(number)
        return decode(narrow.rstrip(b"\0")) if narrow else ""

    def _bytes(self, number: str) -> bytes:
        return self._stream(self._path(number, _BYTES))

    def _path(self, number: str, kind: str) -> list[str]:
        return [*self._folder, f"__substg1.0_{number}{kind}"]

    def _stream(self, path: list[str]) -> bytes:
        """What a stream holds, b'' where there is none."""
        return self._streams.openstream(path).read() if self._streams.exists(path) else b""


def _listed(names: str) -> str:
    """'이나래; 박보름' as mails list them."""
    stripped = (name.strip() for name in names.split(";"))
    return ", ".join(f'"{quote(name)}"' if _MARKS.search(name) else name for name in stripped)
