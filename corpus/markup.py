"""The text of a Markdown document without the markup within its lines.

What Markdown shows is kept: the words of links, what describes a picture, code as it stands. What
it hides is gone: marks of bold letters, addresses behind words, comments, what is struck out. Lines
keep what tells their kind: #, - and > in front, bars between cells, fences. Marks that people type
for something else stay: in Korean documents stars are notes and multiplication, waves are ranges,
lines below are blanks to fill in. All of it takes time in proportion to the length of the text.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

from corpus.emphasis import without_emphasis
from corpus.hypertext import without_tags
from corpus.links import linked, without_links
from corpus.markdown import code_lines, is_fence
from corpus.text import clean

# Signs that are no markup stand on the last plane of Unicode until all markup is gone. A bar parts
# cells, in code as well, so that it stays.
_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{}~"
_KEPT = {ord(sign): 0x100000 + ord(sign) for sign in _SIGNS}
_SHOWN = {kept: sign for sign, kept in _KEPT.items()}
_KEPT_HASH = chr(_KEPT[ord("#")])
_HEADING_LIKE = re.compile(rf"^([ \t]*{_KEPT_HASH}[#{_KEPT_HASH}]{{0,5}})[ \t]", re.MULTILINE)
# '#### 참석자: 김하나' above its like, or above nothing, heads nothing: large letters mark it.
_FIELD = re.compile(
    r"^(#{1,6})[ \t]+([^:：\n]{1,20}[:：][ \t]?\S[^\n]*?)[ \t#]*$(?=\s*(?:\Z|(?!\1#)#{1,6}[ \t]))",
    re.MULTILINE,
)
_UNPARTED = re.compile(r"^(?![ \t>]*\|)[^\n]+", re.MULTILINE)
# A path of Windows, whose names are parted by backslashes; a sign behind a backslash, or the end
# of a line; marks of code; an entity.
_TOKEN = re.compile(
    r"(?P<path>(?<!\S)(?:[A-Za-z]:\\|\\\\(?=\w))[^\s`|]*+)"
    rf"|\\(?P<sign>[{re.escape(_SIGNS)}])"
    r"|(?P<end>\\(?=\n))"
    r"|(?P<code>`++)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});)"
)
_MARK_OF_CODE = re.compile(r"`++|\n[ \t]*+(?=\n)")
# Letters of an address that stands by itself are no marks; it may stand between angle brackets.
_ADDRESS = re.compile(
    r"<(?P<held>(?:https?|ftp|mailto|tel):[^\s<>]++|[\w.+-]{1,64}@[\w.-]{3,255})>"
    r"|(?:https?://|www\.)[^\s<>()\[\]|*`\"'가-힣]++"
)


def without_markup(text: str) -> str:
    """A clean text of Markdown as people read it; lines of code between fences stay."""
    parts = [(is_code, part if is_code else _kept(part)) for is_code, part in _parts(text)]
    names = linked("\n".join(part for is_code, part in parts if not is_code))
    return "\n".join(part if is_code else _read(part, names) for is_code, part in parts)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The lines of a text together as far as they are code, fences included, or none is."""
    code = code_lines(text)
    start = 0
    lines: list[tuple[bool, str]] = []
    for line in text.split("\n"):
        first = start + len(line) - len(line.lstrip())
        lines.append((first in code or is_fence(line), line))
        start += len(line) + 1
    for is_code, group in groupby(lines, key=lambda one: one[0]):
        yield is_code, "\n".join(line for _, line in group)


def _read(text: str, names: frozenset[str]) -> str:
    text = without_links(without_tags(text), names)
    text = without_emphasis(_ADDRESS.sub(_address, text))
    if _KEPT_HASH in text:  # no heading
        text = _HEADING_LIKE.sub("\\1\u00a0", text)
    text = _FIELD.sub(r"\2", text)
    if "\\|" in text:  # in a row it stays, where it parts no cells
        text = _UNPARTED.sub(lambda line: line[0].replace("\\|", "|"), text)
    return text.translate(_SHOWN)


def _kept(text: str) -> str:
    """A text in which signs that are no markup are kept from being taken for it."""
    ends = _ends_of_code(text) if "`" in text else {}
    pieces: list[str] = []
    done = 0
    for match in _TOKEN.finditer(text):
        if match.start() < done:  # in code
            continue
        pieces.append(text[done : match.start()])
        done = match.end()
        if match.lastgroup == "code" and match.start() in ends:
            start, done = match.end(), ends[match.start()]
            pieces.append(_code(text[start : done - len(match[0])]))
        else:
            pieces.append(_sign(match))
    return "".join([*pieces, text[done:]])


def _ends_of_code(text: str) -> dict[int, int]:
    """Where code ends by where it begins: at the next mark as long, within the paragraph."""
    ends: dict[int, int] = {}
    following: dict[int, int] = {}
    for start, end in reversed([match.span() for match in _MARK_OF_CODE.finditer(text)]):
        if text[start] == "\n":
            following.clear()
            continue
        if end - start in following:
            ends[start] = following[end - start]
        following[end - start] = end
    return ends


def _code(text: str) -> str:
    """What stands between marks of code; a space on either side only parts it from them."""
    padded = text[:1] == text[-1:] == " " and text.strip()
    return (text[1:-1] if padded else text).translate(_KEPT)


def _sign(match: re.Match[str]) -> str:
    """What a token outside of code shows, as a sign that is kept."""
    if match["sign"]:
        return match["sign"].translate(_KEPT)
    if match["end"]:
        return ""
    if match["entity"]:
        shown = unescape(match[0])
        line = shown if shown == match[0] else " ".join(clean(shown).split()) or " "
        return line.replace("|", "\\|").translate(_KEPT)
    return match[0].translate(_KEPT)


def _address(match: re.Match[str]) -> str:
    return (match["held"] or match[0]).removeprefix("mailto:").translate(_KEPT)
