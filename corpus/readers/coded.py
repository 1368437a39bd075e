"""What is still in the code of its way through the mail, as damaged letters leave it."""

import re

from corpus.text import is_garbled

# Lines of base64 are longer than that, and a damaged letter in them may be any.
_LONG = 60
_LETTERS = re.compile("[0-9A-Za-z+/=]")
_MIN_SHARE = 0.9
_QUOTED = re.compile("(?:=[0-9A-F]{2})+")
_HEADER = re.compile("^(?:Content-|MIME-Version:)", re.MULTILINE)


def is_coded(text: str) -> bool:
    """Whether most of a text is base64 or quoted-printable that was not decoded."""
    whole = len("".join(text.split()))
    lines = [line for line in text.split("\n") if _is_base64(line.rstrip())]
    coded = max(sum(map(len, lines)), sum(map(len, _QUOTED.findall(text))))
    return 2 * coded > whole


def _is_base64(line: str) -> bool:
    """Whether a line has letters of base64 only, but for a damaged one here and there."""
    kinds = any(map(str.islower, line)), any(map(str.isupper, line)), any(map(str.isdigit, line))
    if len(line) < _LONG or not all(kinds) or " " in line or "://" in line:
        return False
    return len(_LETTERS.findall(line)) >= _MIN_SHARE * len(line)


def before_codes(text: str) -> str:
    """A damaged text up to the first paragraph that is coded or is the headers of a part."""
    paragraphs = text.replace("\r\n", "\n").split("\n\n")
    codes = (n for n, one in enumerate(paragraphs) if is_coded(one) or _HEADER.search(one))
    first = next(codes, None)
    if first is None:
        return text
    return "" if is_garbled(text) else "\n\n".join(paragraphs[:first])
