"""From the bytes of a text file to clean text: encoding, normal form, invisible characters."""

import codecs
import re
import unicodedata
from collections.abc import Sequence

from corpus.errors import MundapError
from corpus.syllables import are_unusual, of_changed_bits
from corpus.symbols import PRIVATE

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Zero-width and directional marks, soft hyphens and stray byte order marks: they cut words in two
# for every search and can reorder what is shown.
_HIDDEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_CODES = "\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_CONTROL = re.compile(f"[{_CODES}]")
_CODE_BYTES = bytes([*range(9), *range(14, 32), 127])
_UNCLEAN = re.compile(f"[\r{_HIDDEN}{_CODES}]")
_PRIVATE_USE = re.compile("[\uf000-\uf0ff]")
_MAX_CONTROL_SHARE = 0.001
_LOST_ANYWHERE = 2
_MAX_LOST_SHARE = 0.002
# What old programs leave after the end of a text.
_FILL = b"\x00\x1a"
_HANJA = re.compile("[\u3200-\u9fff]+")
_HANGUL = re.compile("[가-힣]+")
# One byte each, so that many bytes of Korean are such.
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
# ASCII, punctuation, signs, frames and units, full-width forms.
_NO_LETTERS = re.compile(
    "[\x00-\xbf\xd7\xf7\u2000-\u2bff\u3000-\u303f\u3200-\u33ff\ufe30-\ufe4f\uff00-\uffef]+"
)
_IDEOGRAPHS = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
# In Korean text Hanja is of KS X 1001, and so many of the syllables beside it are such.
_MIN_KNOWN = 0.9
_ENDINGS = "은는이가을를의에로와과도만하한할함다고나며여된되인"
_MIN_ENDINGS = 0.3
# The higher byte of each syllable in UTF-16; counting these costs a tenth of what a pattern does.
_HANGUL_BYTES = bytes(range(0xAC, 0xD8))
# All but ASCII, Greek, Cyrillic, punctuation and symbols, Hangul, kana, Hanja, full-width forms.
# Accented Latin is usual, but never so much of a text, except where bytes were taken for it.
_STRANGE = re.compile(
    "[^\x00-\x7f\u0300-\u04ff\u1100-\u11ff\u1e00-\u33ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\uff00-\uffef\U0001f000-\U0001faff]+"
)
_LONG = 70
_UNBROKEN = re.compile(rf"[0-9A-Za-z+/=_-]{{{_LONG},}}")
# What tables of contents write up to the number of the page: one sign, however often.
_LEADER = re.compile("([\xa1-\xbf])\\1{2,}")
# In newsletters most letters are those of addresses, each with its key for who clicked.
_ADDRESS = re.compile(r"https?://\S+")
_PART = 1500
_SOME = 4
_MAX_RARE = 0.15
_MAX_UNUSED = 0.6
_MAX_STRANGE = 0.15
# Of so many kinds, beyond one sign for a diameter or a unit.
_STRANGE_KINDS, _MAX_STRANGE_LETTERS = 8, 0.25
_MAX_UNBROKEN = 0.5
# In Korean a letter and a full stop end one; in Latin letters so do '3.5' and 'Co.', but no words.
_SENTENCE = re.compile(r"[가-힣]\s?[.?!](?!\S)|(?:\b\w{1,30},? ){4}[^.?!]{0,200}[.?!](?!\S)")
_MANY_WORDS = 6
_FEW_LETTERS = 3
_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_NOTE = re.compile(r"주\s?([0-9⁰¹²³⁴-⁹]{1,3})\)?")


class UndecodableError(MundapError):
    """The bytes are not text in any encoding that Korean text files come in."""


def decode(data: bytes) -> str:
    """Decode UTF-8, UTF-16 (with or without mark) or CP949; raise UndecodableError otherwise.

    CP949 bytes also decode as gb2312 without an error, into Chinese, so no other legacy encoding
    is tried, and a CP949 reading counts only where it gives Hangul.
    """
    text = _decode_known(data)
    if text is None or _has_codes(text, data):
        raise UndecodableError(
            "글자로 읽을 수 없는 파일입니다(UTF-8, UTF-16, CP949가 아님). "
            "텍스트 파일이 맞는지, 내용이 깨지지 않았는지 확인해 주세요."
        )
    return text


def _has_codes(text: str, data: bytes) -> bool:
    """Whether there are more control codes than a text may have by accident."""
    codes = sum(text.count(code) for code in "\ufffe\uffff" if code in text)
    if _count_codes(data):  # else the text has none in any encoding
        codes += _count_codes(text.encode("utf-8", "surrogatepass"))
    return codes > _MAX_CONTROL_SHARE * len(text)


def _count_codes(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CODE_BYTES))


def _decode_known(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding)
    bare = data.rstrip(_FILL)
    text = _decode_unmarked_utf16(data) if b"\x00" in bare[:4096] else None
    if text is not None:
        return text
    text = _strict(bare, "utf-8")
    if text is not None:
        return text
    text = _strict(bare, "cp949")
    if text is not None and _mostly_hangul(text):
        return None if of_changed_bits(text) or _is_foreign(text, bare) else text
    return _decode_damaged(bare)


def _decode_unmarked_utf16(data: bytes) -> str | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is not None and _mostly_hangul(text):
            return text
    return None


def _decode_damaged(data: bytes) -> str | None:
    """Korean of which a few letters are lost: cut at its end, or joined from several sources."""
    read = (data.decode(encoding, "replace") for encoding in ("utf-8", "cp949"))
    text = min(read, key=lambda one: one.count("\ufffd"))
    whole, lost = text.replace("\ufffd", ""), text.count("\ufffd")
    known = lost_few(lost, text) and _HANGUL.search(whole) and _mostly_hangul(whole)
    within = text.rstrip("\ufffd").count("\ufffd")
    wrong = of_changed_bits(whole, within) or _is_foreign(whole, data)
    return whole if known and not wrong else None


def _is_foreign(text: str, data: bytes) -> bool:
    """Whether a CP949 text is rather Chinese or Japanese, of which bytes are syllables too."""
    if not are_unusual(text):
        return False
    read = (_strict(data, encoding) for encoding in ("gb2312", "shift_jis"))
    return any(one is not None and not _HALF_WIDTH.search(one) for one in read)


def lost_few(lost: int, text: str) -> bool:
    """Whether a text lost no more when it was decoded than a letter here and there."""
    return lost <= max(_LOST_ANYWHERE, _MAX_LOST_SHARE * len(text))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mostly_hangul(text: str) -> bool:
    part = text[:20000]
    high = part.encode("utf-16-le", "surrogatepass")[1::2]
    hangul = len(high) - len(high.translate(None, _HANGUL_BYTES))
    # Of most texts it is half, so that there is no need to count what is foreign.
    return (
        2 * hangul >= len(part)
        or 2 * hangul >= len(part) - len(part.encode("ascii", "ignore"))
        or _is_korean(part, hangul)
    )


def _is_korean(text: str, hangul: int) -> bool:
    """Whether letters are mostly Hangul: frames, signs and symbols may be more, and Hanja too.

    Beside Hanja stand particles and endings; in Chinese read as CP949 any syllables do.
    """
    letters = _NO_LETTERS.sub("", text)
    hanja = "".join(_IDEOGRAPHS.findall(letters))
    known = len(hanja.encode("euc_kr", "ignore")) // 2
    endings = sum(map(text.count, _ENDINGS))
    mixed = known >= _MIN_KNOWN * len(hanja) and endings >= _MIN_ENDINGS * hangul
    return hangul > 0 and 2 * hangul >= len(letters) - len(hanja) * mixed


def is_garbled(text: str) -> bool:
    """Whether the letters cannot be what somebody wrote: codes of a font, packed data.

    Korean keeps to the 2,350 syllables of KS X 1001 of the 11,172 that there are; codes read as
    syllables do not.
    """
    middle = len(text) // 2
    sample = text if len(text) < 3 * _PART else text[:_PART] + text[middle : middle + 2 * _PART]
    plain = len(sample.encode("ascii", "ignore"))
    if plain > _MAX_UNBROKEN * len(sample):
        # Few texts have so long a word at all, and to look for its letters takes time.
        said = _ADDRESS.sub("", sample) if _may_be_unbroken(sample) else ""
        unbroken = len("".join(_UNBROKEN.findall(said)))
        if unbroken > _MAX_UNBROKEN * sum(map(len, said.split())):
            return True
    # Two bytes for each character of KS X 1001, eight for any other syllable, none for the rest.
    usual = len(sample.encode("euc_kr", "ignore")) == 2 * len(sample) - plain
    return not usual and _is_of_codes(_LEADER.sub(r"\1", "".join(sample.split())))


def _may_be_unbroken(text: str) -> bool:
    """Whether a word may be so long: between spaces around every so many letters."""
    for place in range(_LONG - 1, len(text), _LONG):
        before = text.rfind(" ", place + 1 - _LONG, place + 1)
        if before < 0 or text.find(" ", before + 1, before + 1 + _LONG) < 0:
            return True
    return False


def _is_of_codes(letters: str) -> bool:
    """Whether syllables that nobody uses, or strange letters, are too many."""
    hangul = "".join(_HANGUL.findall(letters))
    rare = (len(hangul.encode("euc_kr")) - 2 * len(hangul)) // 6
    hanja = "".join(_HANJA.findall(letters))
    # In Korean text Hanja keeps to KS X 1001 too, and most of it does in any language.
    unused = len(hanja) - len(hanja.encode("euc_kr", "ignore")) // 2
    if unused > _MAX_UNUSED * len(hanja) + _SOME:
        return True
    rare += unused if len(hanja) < len(hangul) else 0
    strange = "".join(_STRANGE.findall(letters))
    if rare > _MAX_RARE * len(hangul) + _SOME or len(strange) > _MAX_STRANGE * len(letters):
        return True
    # Where a font's codes are lost, figures may be most of what is left.
    kinds = [*filter(str.isalpha, strange)]
    alphabetic = sum(map(str.isalpha, letters)) if len({*kinds}) >= _STRANGE_KINDS else 0
    return len(kinds) > _MAX_STRANGE_LETTERS * alphabetic > 0


def clean(text: str) -> str:
    r"""NFC, `\n` line ends, no invisible characters, `~` in ranges: what all offsets count in."""
    # Most paragraphs have nothing of the kind, which the first test tells sooner.
    if not text.isprintable():
        if _UNCLEAN.search(text):
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
        if _PRIVATE_USE.search(text):
            text = text.translate(PRIVATE)
    return unicodedata.normalize("NFC", _plain_waves(text))


def _plain_waves(text: str) -> str:
    """Waves of fonts for Chinese and Japanese as the sign for a range that a keyboard has."""
    return text.replace("～", "~").replace("〜", "~")


def one_line(text: str) -> str:
    """Clean text in one line with single spaces."""
    if text.isprintable() and "  " not in text:  # the only printable white space is the space
        return unicodedata.normalize("NFC", _plain_waves(text.strip(" ")))
    return " ".join(clean(text).split())


def one_line_each(texts: Sequence[str]) -> Sequence[str]:
    """Each text as `one_line` gives it; most are such lines, and one look at all of them tells."""
    line = f"|{'|'.join(texts)}|"
    spaces = "  " in line or "| " in line or " |" in line
    waves = "～" in line or "〜" in line
    clean_already = line.isprintable() and unicodedata.is_normalized("NFC", line)
    if clean_already and not spaces and not waves:
        return texts
    return [*map(one_line, texts)]


def has_sentence(text: str) -> bool:
    """Whether a sentence ends in a text, in Korean or in letters of several words before it."""
    return _SENTENCE.search(text) is not None


def says_much(text: str) -> bool:
    """Whether a text says more than a name does: a sentence, or many words of Korean."""
    words = len(text.split()) if _HANGUL.search(text) else 0
    return words >= _MANY_WORDS or has_sentence(text)


def says_something(text: str) -> bool:
    """Whether a text has the letters of a word or two, beyond numbers, marks and a unit."""
    return sum(map(str.isalpha, text)) > _FEW_LETTERS


def raised(text: str) -> str:
    """Raised digits and marks of notes as such: 10³ is not 103; other text as it is.

    '주1)' has no raised form of its own, so brackets that are raised keep it from a number.
    """
    said = text.strip()
    if note := _NOTE.fullmatch(said):
        return f"⁽주{note[1].translate(_RAISED)}⁾"
    return text.translate(_RAISED) if said.strip("0123456789+-−(),") == "" else text


def glossed(text: str, reading: str) -> str:
    """A word with how it is read, or what it means, which stands above it: '顯忠日(현충일)'."""
    return f"{text}({reading})" if text and reading else text + reading
