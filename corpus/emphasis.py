"""Marks of bold, slanted and struck-out letters in lines of Markdown.

Markdown itself would take stars of notes and of masked names for marks where two of them are in a
paragraph, and would not take those that a bracket and a particle stand around, '**가(나)**는'. So
the rules here are stricter with stars that follow a word, and do not ask what follows the end.
"""

import re

from corpus.labels import is_known_label
from corpus.links import cut
from corpus.symbols import BULLETS

_TOKEN = re.compile(r"\*++|_++|~~++|\n|\|")
# What begins another line of a list, a heading, a quotation or a row: no mark goes on over it.
_BORDER = re.compile(rf"[ \t]*(?:$|[{BULLETS}#>+|]|\d{{1,3}}[.)]|[가-하][.)]|[①-⑳])", re.MULTILINE)
_ROW = re.compile(r"[ \t>]*\|")
_EMPTY_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]*\n", re.MULTILINE)
_LONGEST, _STRIKE = 3, "~~"
_OPENING, _CLOSING = "([{<“‘「『《〈【", ")]}>”’」』》〉】"
_PAIRS = dict(zip(_OPENING + "\"'", _CLOSING + "\"'", strict=True))
# Behind these, and behind white space, a word begins.
_BEFORE_WORDS = frozenset(_OPENING + "\"'·–—:,;.!?|>~*_…※")
_NO_BEGINNING = frozenset(_CLOSING + ",.;:!?…")
# After a name or a word with a note such letters go on: '김**님과', '매출**은'.
_PARTICLES = re.compile(
    "(?:님|씨|은|는|이|가|을|를|의|에게?|에서|과|와|도|로|으로|만|까지|부터|보다|이나|나)+(?![가-힣])"
)
_LABELLED = re.compile(r"[^\n:]{1,15}: ")
_LAST = re.compile(r"[\])}>”’」』》〉】,.;:!?…|]")
_NAME = re.compile(r"[A-Za-z\d_]*")
# A label in bold letters that nothing but these parts from its value: '**접수일** 5월 27일'.
_LABEL = re.compile(
    r"(?P<before>^[ \t>]*(?:[-*+][ \t])?|  |[·/→] )"
    r"(?P<mark>\*\*|__)(?P<label>[^\W\d][^*_:：\n|.?!]{0,14})(?P=mark)(?=[ \t]+[^\s:：(*_—–|-])"
)
_MAY_BE_LABELLED = re.compile(
    r"^[ \t>]*(?:[-*+][ \t])?(?:\*\*|__)[^\n]*\S(?<!다\.)(?<!요\.)(?=[ \t]*$)", re.MULTILINE
)
_Span = tuple[int, int]
_Opened = dict[str, list[_Span]]


def without_emphasis(text: str, signs: str = "*_~") -> str:
    """A text without marks of emphasis of these signs; what waves strike out goes with them."""
    text = _MAY_BE_LABELLED.sub(_labelled, text)
    gone: list[_Span] = []
    opened: _Opened = {}
    is_row = _ROW.match(text) is not None
    for match in _TOKEN.finditer(text):
        mark = match[0]
        if mark == "\n":
            is_row = _ROW.match(text, match.end()) is not None
            if _BORDER.match(text, match.end()):
                opened.clear()
            opened.pop(_STRIKE, None)
        elif mark == "|":
            if is_row:
                opened.clear()
        elif mark[0] in signs and (len(mark) <= _LONGEST or mark[0] == "~"):
            gone += _closed(text, match.span(), opened)
    said = cut(text, gone)
    return _EMPTY_ITEM.sub("", said) if "~~" in text else said


def _labelled(line: re.Match[str]) -> str:
    """A line with colons behind its labels, of which nothing but bold letters told: no sentence."""
    found = [*_LABEL.finditer(line[0])]
    if not any(is_known_label(match["label"]) for match in found):
        return line[0]
    return _LABEL.sub(r"\g<before>\g<mark>\g<label>\g<mark>:", line[0])


def _closed(text: str, run: _Span, opened: _Opened) -> list[_Span]:
    """What goes where a run of marks ends something; else it is kept in mind for what it begins.

    Three marks are two and one, the longer ones outside.
    """
    start, end = run
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    sign, length = text[start], end - start
    gone: list[_Span] = []
    if (before and _PAIRS.get(before) == after) or (sign == "~" and length != len(_STRIKE)):
        return gone  # '(*)', '10~20'
    if _ends(text, run, before, after):
        for one in [(start, start + 1), (start + 1, end)] if length == _LONGEST else [run]:
            gone += _pair(text, one, opened)
    if not gone and _begins(text, run, before, after):
        for one in [(start, end - 1), (end - 1, end)] if length == _LONGEST else [run]:
            opened.setdefault(text[slice(*one)], []).append(one)
    return gone


def _pair(text: str, mark: _Span, opened: _Opened) -> list[_Span]:
    """What goes when a mark ends what the last one like it began."""
    name = text[slice(*mark)]
    stack = opened.get(name)
    if not stack or not _is_meant(text, name, stack[-1][1], mark):
        return []
    first = stack.pop()
    if name != _STRIKE:
        return [first, mark]
    # One of the spaces around what is struck out goes with it.
    alone = not text[max(0, first[0] - 1) : first[0]].strip()
    spaced = alone and text[mark[1] : mark[1] + 1] == " "
    return [(first[0], mark[1] + spaced)]


def _is_meant(text: str, name: str, start: int, mark: _Span) -> bool:
    """Whether marks are those of emphasis: '__init__' is a name, '*주의: 값*은' two notes."""
    if name[0] == "_":
        return not _NAME.fullmatch(text, start, mark[0])
    after = text[mark[1] : mark[1] + 2].partition("\n")[0]
    goes_on = name == "*" and _LAST.sub("", after).strip()
    return not (goes_on and _LABELLED.match(text, start, mark[0]))


def _begins(text: str, run: _Span, before: str, after: str) -> bool:
    """Whether something may begin at a run of marks: a word does behind it."""
    if not after.strip() or after in _NO_BEGINNING:
        return False
    if not before.strip() or before in _BEFORE_WORDS:
        return True
    starred = text[run[0]] == "*" and run[1] - run[0] > 1
    if before in _CLOSING:
        return starred
    return (
        starred
        and after.isalnum()
        and not _are_codes(before, after)
        and not _PARTICLES.match(text, run[1])
    )


def _ends(text: str, run: _Span, before: str, after: str) -> bool:
    """Whether something may end at a run of marks: a word, and none goes on in Latin letters."""
    if not before.strip() or before in _OPENING:
        return False
    if text[run[0]] == "_":
        goes_on = after.isalnum() or (after in ".-/" and text[run[1] + 1 : run[1] + 2].isalnum())
        return not (after and goes_on)
    alone = run[1] - run[0] == 1 and before.isalnum() and after.isascii() and after.isalnum()
    return not (alone or _are_codes(before, after))


def _are_codes(before: str, after: str) -> bool:
    """Whether a mark stands in a code or a sum: '2**10', '110-**12'."""
    return after.isalnum() and (before + after).isascii() and (before.isalnum() or before in "-/")
