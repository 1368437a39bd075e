"""Numbers that a program gives to paragraphs and items; in the file they are only counted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

BULLET = "- "
_PART = re.compile(r"[%^]\d")
_CONSONANTS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
_CIRCLED_SYLLABLES = "".join(map(chr, range(0x326E, 0x327C)))
_CIRCLED = "".join(map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260)]))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HANJA = "一二三四五六七八九十"
_KOREAN = "일이삼사오육칠팔구십"
_NATIVE = "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열".split()
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd")),
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_SERIES = {
    "hangul": _SYLLABLES,
    "jamo": _CONSONANTS,
    "circled": _CIRCLED,
    "circled hangul": _CIRCLED_SYLLABLES,
    "letter": _LETTERS,
    "LETTER": _LETTERS.upper(),
    "hanja": _HANJA,
    "korean": _KOREAN,
    "native": _NATIVE,
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered.

    `pattern` has '%1' or '^1' where the number of level 1 stands. `kind` is a series ('decimal',
    'hangul', 'jamo', 'circled', 'letter', 'roman', ...) or 'bullet'. The count begins again after
    an item of a level above `restart`, counted from 0. `legal` writes all levels in digits.
    """

    pattern: str
    kind: str = "decimal"
    start: int = 1
    restart: int = 9
    legal: bool = False
    gap: str = " "


class Numbering:
    """Counts the items of all lists of a document, in the order in which they are asked for."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}

    def begin(self, name: str, place: int, start: int) -> None:
        """Let a list count from `start` at one of its levels."""
        self._counts.setdefault(name, {})[place] = start - 1

    def label(self, name: str, levels: Mapping[int, Level], place: int) -> str:
        """What stands before the next item at a level (0 the highest): '1. ', '- ' or ''."""
        level = levels.get(place)
        if level is None:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in [one for one in counts if one > place]:
            if place < levels.get(deeper, level).restart:
                del counts[deeper]
        if level.kind == "bullet":
            return BULLET
        shown = _PART.sub(
            lambda part: _part(int(part[0][1]) - 1, levels, counts, level), level.pattern
        ).lstrip(".")
        return shown + level.gap if shown.strip() else ""


def _part(place: int, levels: Mapping[int, Level], counts: Mapping[int, int], shown: Level) -> str:
    """The number of one level, as it stands in the label of the item that is shown."""
    level = levels.get(place, shown)
    count = counts.get(place, level.start)
    return str(count) if shown.legal else numeral(count, level.kind)


def numeral(count: int, kind: str) -> str:
    """A number in a series: 2 as '나', 'ㄴ', '②', 'b', 'ii'; digits where it has none."""
    if kind == "none":
        return ""
    if kind.lower() == "roman" and 0 < count < 4000:
        roman = _roman(count)
        return roman if kind == "roman" else roman.upper()
    if kind == "double digit":
        return f"{count:02}"
    series = _SERIES.get(kind, "")
    return series[count - 1] if 0 < count <= len(series) else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (count // value)
        count %= value
    return written
