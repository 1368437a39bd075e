"""Links and pictures of Markdown as the words that stand for them."""

import re

# Behind words in round brackets: an address and perhaps a title; brackets may stand in an address.
_TARGET = (
    r"\([ \t]*+(?:<(?P<held>[^<>\n]*+)>|(?P<plain>[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)"
    r"|(?P<spaced>[^()<>\n\"]{1,200}?))"
    r"(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?[ \t]*+\)"
)
_TOKEN = re.compile(
    rf"(?P<open>!?\[)|(?P<close>\](?:{_TARGET}|\[(?P<name>[^\[\]\n]{{0,100}}+)\])?)|\n[ \t]*+(?=\n)"
)
# What leads somewhere, and not a date, a number or an article: '[별표 1](제3조 관련)'.
_ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z\d+.-]{1,9}:|[#/?]|\.{1,2}/|www\.)\S*|[^\n]{1,200}\.[A-Za-z][A-Za-z\d]{1,4}(?:#\S*)?"
    r"|[^\s가-힣]*/[^\s가-힣]*|"
)
# '[이름]: https://…' on a line of its own says where words lead that are marked so.
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<name>[^\[\]\n^][^\[\]\n]{0,99})\]:[ \t]*+"
    r"<?(?:[A-Za-z]{3,6}:|www\.|\.{0,2}[/#])[^\s<>]*+>?"
    r"(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?[ \t]*+$\n?",
    re.MULTILINE,
)
_LONGEST_NAME = 100
_NAMED = re.compile(r"\]\[([^\[\]\n]{1,100})\]")
# As notes link to each other: '[[회의록]]', '[[회의록|지난 회의]]'; '![[…]]' is a picture.
_PAGE = re.compile(r"(!?)\[\[([^\[\]|\n]{1,100}?)(?:\\?\|([^\[\]|\n]{1,100}))?\]\]")


def linked(text: str) -> frozenset[str]:
    """The names that a text gives to addresses, where it uses them.

    A number in brackets marks a source, and the line with its address tells it, unless words are
    linked by that number.
    """
    names = {match["name"].strip().lower() for match in _DEFINITION.finditer(text)}
    if not names:
        return frozenset()
    used = {name.strip().lower() for name in _NAMED.findall(text)}
    return frozenset(name for name in names if name in used or not name.isdigit())


def without_links(text: str, names: frozenset[str]) -> str:
    """A text with the words of its links only; `names` stand for addresses."""
    if "[" not in text:
        return text
    if names:
        text = _DEFINITION.sub(lambda one: _kept_definition(one, names), text)
    text = _PAGE.sub(_page, text)
    gone: list[tuple[int, int]] = []
    opened: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        if match["open"]:
            opened.append(match.span())
        elif not match["close"]:  # the end of a paragraph
            opened.clear()
        elif opened:
            start = opened.pop()
            words = text[start[1] : min(match.start(), start[1] + _LONGEST_NAME + 1)]
            if _leads(match, words, names):
                gone += start, match.span()
    return cut(text, gone)


def cut(text: str, gone: list[tuple[int, int]]) -> str:
    """A text without some stretches, one of which may stand in another."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(gone):
        if end > done:
            pieces.append(text[done : max(done, start)])
            done = end
    return "".join([*pieces, text[done:]])


def _leads(close: re.Match[str], words: str, names: frozenset[str]) -> bool:
    """Whether what ends words in brackets says where they lead."""
    if close["name"] is not None:
        return (close["name"] or words).strip().lower() in names
    if close["held"] is not None:
        return True
    target = close["plain"] if close["plain"] is not None else close["spaced"]
    if target is None:
        name = words.strip().lower()
        return name in names and not name.isdigit()
    return _ADDRESS.fullmatch(target.strip()) is not None


def _kept_definition(match: re.Match[str], names: frozenset[str]) -> str:
    return "" if match["name"].strip().lower() in names else match[0]


def _page(match: re.Match[str]) -> str:
    if match[2].strip().isdigit():
        return match[0]
    return "" if match[1] else (match[3] or match[2]).strip()
