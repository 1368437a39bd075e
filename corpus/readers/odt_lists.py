"""The numbered lists and headings of OpenDocument texts and presentations."""

from dataclasses import dataclass

from corpus.readers.numbering import Level, Numbering
from corpus.readers.xml import Element, Package, attribute, children, name_of, number

_KINDS = {
    "": "none",
    "a": "letter",
    "A": "LETTER",
    "i": "roman",
    "I": "ROMAN",
    "가": "hangul",
    "ㄱ": "jamo",
    "①": "circled",
    "㉮": "circled hangul",
    "일": "korean",
    "一": "hanja",
}
_HEADINGS = "headings"


@dataclass(frozen=True, slots=True)
class Within:
    """A list that is being read: as which it counts, its style, and how deep it is (0 the top)."""

    name: str
    style: str
    place: int


class Lists:
    """The lists of one document, whose items are counted as they are read."""

    def __init__(self, package: Package, content: Element) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._names: dict[str, str] = {}
        self._last_of: dict[str, str] = {}
        self._numbering = Numbering()
        styles = [package.xml("styles.xml")] if "styles.xml" in package.names else []
        for root in (*styles, content):
            for style in root.iter("{*}list-style", "{*}outline-style"):
                is_list = name_of(style) == "list-style"
                self._levels[attribute(style, "name") if is_list else _HEADINGS] = _levels(style)

    def begin(self, element: Element, outer: Within | None) -> Within:
        """Begin a list, which may stand in an item of another or go on with one before."""
        if outer is not None:
            style = attribute(element, "style-name") or outer.style
            return Within(outer.name, style, outer.place + 1)
        own, style = attribute(element, "id"), attribute(element, "style-name")
        name = f"{style} {len(self._names)}"
        if attribute(element, "continue-numbering") == "true":
            name = self._last_of.get(style, name)
        name = self._names.get(attribute(element, "continue-list"), name)
        self._names[own or name] = self._last_of[style] = name
        return Within(name, style, 0)

    def label(self, item: Element, within: Within) -> str:
        """What stands before an item: '1. ', '가. ', '- ' for a bullet, or ''."""
        start = attribute(item, "start-value")
        if start:
            self._numbering.begin(within.name, within.place, number(start, 1))
        return self._numbering.label(within.name, self._levels.get(within.style, {}), within.place)

    def heading_label(self, heading: Element) -> str:
        """What stands before a heading that is in no list: '제1장 ', '1.1 ' or ''."""
        if attribute(heading, "is-list-header") == "true":
            return ""
        place = number(attribute(heading, "outline-level"), 1) - 1
        return self._numbering.label(_HEADINGS, self._levels.get(_HEADINGS, {}), place)


def _levels(style: Element) -> dict[int, Level]:
    found = {}
    for one in children(style, *_LEVELS):
        place = number(attribute(one, "level"), 1) - 1
        kind = _KINDS.get(attribute(one, "num-format")[:1], "decimal")
        if "bullet" in str(one.tag):
            kind = "bullet"
        found[place] = Level(_pattern(one, place), kind, number(attribute(one, "start-value"), 1))
    return found


_LEVELS = (
    "list-level-style-number",
    "list-level-style-bullet",
    "list-level-style-image",
    "outline-level-style",
)


def _pattern(level: Element, place: int) -> str:
    """The label of a level, in which '%1' stands for the number of the first."""
    above = number(attribute(level, "display-levels"), 1) - 1
    shown = ".".join(f"%{one + 1}" for one in range(max(0, place - above), place + 1))
    return attribute(level, "num-prefix") + shown + attribute(level, "num-suffix")
