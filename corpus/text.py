"""From the bytes of a text file to clean text: encoding, normal form, invisible characters."""

import codecs
import re
import unicodedata

from corpus.errors import MundapError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Zero-width and directional marks, soft hyphens and stray byte order marks: they cut words in two
# for every search and can reorder what is shown.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MAX_CONTROL_SHARE = 0.001


class UndecodableError(MundapError):
    """The bytes are not text in any encoding that Korean text files come in."""


def decode(data: bytes) -> str:
    """Decode UTF-8, UTF-16 (with or without mark) or CP949; raise UndecodableError otherwise.

    CP949 bytes also decode as gb2312 without an error, into Chinese, so no other legacy encoding
    is tried, and a CP949 reading counts only where it gives Hangul.
    """
    text = _decode_known(data)
    if text is None or len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise UndecodableError(
            "글자로 읽을 수 없는 파일입니다(UTF-8, UTF-16, CP949가 아님). "
            "텍스트 파일이 맞는지, 내용이 깨지지 않았는지 확인해 주세요."
        )
    return text


def _decode_known(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\x00" in data[:4096]:
        return _decode_unmarked_utf16(data)
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    text = _strict(data, "cp949")
    return text if text is not None and _mostly_hangul(text) else None


def _decode_unmarked_utf16(data: bytes) -> str | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is not None and _mostly_hangul(text):
            return text
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mostly_hangul(text: str) -> bool:
    foreign = [c for c in text[:20000] if ord(c) > 127]
    hangul = sum("가" <= c <= "힣" for c in foreign)
    return 2 * hangul >= len(foreign)


def clean(text: str) -> str:
    r"""NFC, `\n` line ends, no invisible characters: the form that all offsets count in."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", _INVISIBLE.sub("", text)))
