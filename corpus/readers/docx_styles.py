"""What the styles and lists of a Word document make of its paragraphs: headings and numbers."""

import re
from collections.abc import Iterator, Mapping

from corpus.readers.numbering import Level, Numbering
from corpus.readers.xml import Element, Package, attribute, child, children, number

# Without a number it is the title of the document.
_HEADING = re.compile(r"(?:heading|제목)\s*(\d)|title|제목", re.IGNORECASE)
_KINDS = {
    "ganada": "hangul",
    "chosung": "jamo",
    "decimalEnclosedCircle": "circled",
    "decimalEnclosedCircleChinese": "circled",
    "lowerLetter": "letter",
    "upperLetter": "LETTER",
    "lowerRoman": "roman",
    "upperRoman": "ROMAN",
    "koreanDigital": "korean",
    "koreanCounting": "korean",
    "koreanLegal": "native",
    "koreanDigital2": "hanja",
    "ideographDigital": "hanja",
    "japaneseCounting": "hanja",
    "chineseCounting": "hanja",
    "decimalZero": "double digit",
    "none": "none",
    "bullet": "bullet",
}
_GAPS = {"nothing": "", "space": " "}
_NO_LIST = "0"
_NO_OUTLINE = 9
# A style that is based on itself would be followed without end.
_DEEPEST_STYLE = 20


class Styles:
    """The styles and lists of one document; it counts numbered paragraphs as they are read."""

    def __init__(self, package: Package, related: Mapping[str, str]) -> None:
        self._styles: dict[str, Element] = {}
        if related.get("styles") in package.names:
            for style in children(package.xml(related["styles"]), "style"):
                self._styles[attribute(style, "styleId")] = style
        self._lists = _Lists(package, related.get("numbering", ""), self._styles)

    def heading_level(self, paragraph: Element) -> int:
        """The level of a heading by its outline level or the name of its style, or 0."""
        for one, properties in self._chain(paragraph):
            match = _HEADING.fullmatch(_value(one, "name")) if one is not paragraph else None
            if match:
                return int(match[1] or 1)
            outline = child(properties, "outlineLvl") if properties is not None else None
            if outline is not None:
                level = number(attribute(outline, "val"), _NO_OUTLINE)
                return level + 1 if level < _NO_OUTLINE else 0
        return 0

    def label(self, paragraph: Element) -> str:
        """What Word writes before a paragraph: '제1조 ', '가. ', '- ' for a bullet, or ''."""
        name, place, style_id = "", "", ""
        for one, properties in self._chain(paragraph):
            numbered = child(properties, "numPr") if properties is not None else None
            if numbered is None:
                continue
            name, place = name or _value(numbered, "numId"), place or _value(numbered, "ilvl")
            if name:
                style_id = attribute(one, "styleId")
                break
        if not name or name == _NO_LIST:
            return ""
        return self._lists.label(name, number(place, -1), style_id)

    def _chain(self, paragraph: Element) -> Iterator[tuple[Element, Element | None]]:
        """A paragraph, its style and those that it is based on, each with its properties."""
        properties = child(paragraph, "pPr")
        yield paragraph, properties
        named = child(properties, "pStyle") if properties is not None else None
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(attribute(named, "val")) if named is not None else None
            if style is None:
                return
            yield style, child(style, "pPr")
            named = child(style, "basedOn")


class _Lists:
    """Lists by their numbers; those made of one abstract list go on counting together."""

    def __init__(self, package: Package, name: str, styles: Mapping[str, Element]) -> None:
        root = package.xml(name) if name in package.names else []
        abstracts = {
            attribute(one, "abstractNumId"): one for one in root if _is(one, "abstractNum")
        }
        self._numbered = {attribute(one, "numId"): one for one in root if _is(one, "num")}
        self._counted_as = {
            key: _value(one, "abstractNumId") for key, one in self._numbered.items()
        }
        self._levels = {key: _levels(one) for key, one in abstracts.items()}
        for key, one in abstracts.items():
            link = styles.get(_value(one, "numStyleLink"))
            linked = child(link, "pPr", "numPr") if link is not None else None
            if linked is not None:
                target = self._counted_as.get(_value(linked, "numId"), "")
                self._levels[key] = self._levels.get(target, {})
        self._of_style = {
            (key, _value(level, "pStyle")): number(attribute(level, "ilvl"), 0)
            for key, one in abstracts.items()
            for level in children(one, "lvl")
            if _value(level, "pStyle")
        }
        self._begun: set[str] = set()
        self._numbering = Numbering()

    def label(self, name: str, place: int, style_id: str) -> str:
        counted_as = self._counted_as.get(name, "")
        levels = dict(self._levels.get(counted_as, {}))
        for override in children(self._numbered[name], "lvlOverride") if counted_as else ():
            at = number(attribute(override, "ilvl"), 0)
            levels |= _levels(override)
            start = _value(override, "startOverride")
            if start and name not in self._begun:
                self._numbering.begin(counted_as, at, number(start, 1))
        self._begun.add(name)
        if place < 0:
            place = self._of_style.get((counted_as, style_id), 0)
        return self._numbering.label(counted_as, levels, place)


def _levels(parent: Element) -> dict[int, Level]:
    """The levels that an abstract list, or a change of one, defines."""
    found = {}
    for level in children(parent, "lvl"):
        place = number(attribute(level, "ilvl"), 0)
        kind = _value(level, "numFmt")
        found[place] = Level(
            _value(level, "lvlText"),
            _KINDS.get(kind, "decimal"),
            number(_value(level, "start"), 1),
            number(_value(level, "lvlRestart"), place),
            child(level, "isLgl") is not None,
            _GAPS.get(_value(level, "suff"), " "),
        )
    return found


def _is(element: Element, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith(f"}}{name}")


def _value(parent: Element, name: str) -> str:
    """The value that a child element holds, or ''."""
    found = child(parent, name)
    return attribute(found, "val") if found is not None else ""
