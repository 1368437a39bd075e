"""What stands at the top or foot of many pages, and is no text of any: heads, page numbers."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.readers.layout import Line, text_of
from corpus.text import says_something

_NUMBER_BEFORE = re.compile(r"\W*\d+(?:\s?(?:쪽|페이지|면))?(?!\w)\W*")
_NUMBER_BEHIND = re.compile(r"\W*(?<!\w)\d+(?:\s?(?:쪽|페이지|면))?\W*$")
# What can only be the number of a page: '- 3 -', '3쪽', '3/12', or a number alone.
_COUNTED = re.compile(
    r"[-–—] ?(?=(\d{1,6}) ?[-–—]\W*$)"
    r"|^\W*(?=(\d{1,6})(?: ?(?:쪽|페이지))?(?: ?/ ?\d{1,6}(?: ?(?:쪽|페이지))?)?\W*$)"
)
# Lines at the edges of a page that stand on so many pages are no part of the text.
_EDGE_LINES = 2
_MIN_REPEATED = 3
_REPEATED_SHARE = 0.4
_MAX_REPEATED = 5  # chapters of long documents have heads of their own
_LONGEST_REPEATED = 120
_NEAR = 6.0


def without_repeated(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without running heads, feet and page numbers.

    What is more than a number stays where it stands first.
    """
    edges = [_edges(lines) for lines in pages]
    times = Counter(key for keys in edges for key in set(keys.values()))
    enough = max(_MIN_REPEATED, min(_REPEATED_SHARE * len(pages), _MAX_REPEATED))
    repeated = {key for key in times if times[key] >= enough} | _counting(pages, edges)
    seen: set[str] = set()
    kept = []
    for lines, keys in zip(pages, edges, strict=True):
        page = []
        for number, line in enumerate(lines):
            key = keys.get(number, "")
            if key not in repeated or (key not in seen and says_something(key)):
                page.append(line)
            seen.add(key)
        kept.append(page)
    return kept


def _counting(pages: Sequence[Sequence[Line]], edges: Sequence[Mapping[int, str]]) -> set[str]:
    """Lines at an edge that stand on two pages or more, with a number that counts the pages."""
    firsts: dict[str, list[int]] = {}
    for page, (lines, keys) in enumerate(zip(pages, edges, strict=True)):
        for number, key in keys.items():
            text = text_of(lines[number])
            if _ends_in_number(text) and (counted := _COUNTED.search(text)):
                firsts.setdefault(key, []).append(int(counted[1] or counted[2]) - page)
    return {key for key, counts in firsts.items() if len(counts) > 1 and len({*counts}) == 1}


def _edges(lines: Sequence[Line]) -> dict[int, str]:
    """The lines at the top and the bottom of a page by number: their place and their text.

    Figures count in the middle of a text only, so that pages 3 and 4 have the same foot.
    """
    heights = [-line[0].bottom for line in lines]
    order = sorted(range(len(lines)), key=heights.__getitem__)
    keys = {}
    for number in {*order[:_EDGE_LINES], *order[-_EDGE_LINES:]}:
        text = "".join(_without_number(text_of(lines[number])).split())
        if len(text) <= _LONGEST_REPEATED:
            keys[number] = f"{round(lines[number][0].bottom / _NEAR)}:{text}"
    return keys


def _without_number(text: str) -> str:
    """A line without the number of a page before or behind it."""
    if before := _NUMBER_BEFORE.match(text):
        text = text[before.end() :]
    return _NUMBER_BEHIND.sub("", text) if _ends_in_number(text) else text


def _ends_in_number(text: str) -> bool:
    """Whether a line may end in the number of a page, which to look for takes long."""
    last = next(filter(str.isalnum, reversed(text)), "")
    return last.isdecimal() or last in "쪽지면"
