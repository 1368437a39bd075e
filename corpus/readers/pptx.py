"""PowerPoint presentations (.pptx): each slide is a page, its notes belong to it."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from corpus.draft import Cell, Draft
from corpus.labels import is_label
from corpus.readers.chart import add_chart
from corpus.readers.equations import equation
from corpus.readers.numbering import Level, Numbering
from corpus.readers.pictures import add_pictures
from corpus.readers.xml import (
    Element,
    Package,
    attribute,
    child,
    children,
    name_of,
    number,
    relation_id,
)
from corpus.reasons import DAMAGED, UnreadableError
from corpus.text import raised

_SERIES = (
    ("alphaLc", "letter"),
    ("alphaUc", "LETTER"),
    ("romanLc", "roman"),
    ("romanUc", "ROMAN"),
    ("circleNum", "circled"),
    ("ea1JpnKor", "hanja"),
)
# The numbers of a shape are counted by themselves.
_SHAPE = ""
# On every slide, or filled in by the program: number, date, footer.
_REPEATED = frozenset(["sldNum", "dt", "ftr", "hdr", "sldImg"])

_FEWEST_PAIRS = 3


class _Box(NamedTuple):
    """A text box: what it says and where it stands on the slide."""

    text: str
    left: int
    top: int
    width: int
    height: int


def read(path: Path, draft: Draft) -> None:
    """Add the text boxes, tables, charts and notes of each slide."""
    with closing(Package(path)) as package:
        main = package.main_part("ppt/presentation.xml")
        relations = package.relations(main)
        if not relations:
            raise UnreadableError(DAMAGED)
        slides = child(package.xml(main), "sldIdLst")  # none where there are no slides yet
        listed = () if slides is None else slides
        names = [relations[relation_id(slide)][1] for slide in listed]
        for page, name in enumerate(names, 1):
            draft.place(_label(package, name, page), page)
            _add_slide(package, name, draft)
        add_pictures(_pictures(package, names, draft), draft)


def _label(package: Package, name: str, page: int) -> str:
    hidden = package.xml(name).get("show") in ("0", "false")
    return f"슬라이드 {page}{'(숨김)' * hidden}"


def _pictures(package: Package, names: Sequence[str], draft: Draft) -> Iterator[bytes]:
    """The pictures of all slides; each is given when the draft is at its slide."""
    for page, name in enumerate(names, 1):
        draft.place(_label(package, name, page), page)
        for kind, related in package.relations(name).values():
            if kind == "image" and related in package.names:
                yield package.data(related)


def _add_slide(package: Package, name: str, draft: Draft) -> None:
    tree = child(package.xml(name), "cSld", "spTree")
    if tree is not None:
        _add_shapes(tree, draft)
    for kind, related in package.relations(name).values():
        if related not in package.names:
            continue
        if kind == "diagramData":
            for paragraph in package.xml(related).iter("{*}p"):
                draft.paragraph(_text(paragraph))
        elif kind == "chart":
            add_chart(package.xml(related), draft)
        elif kind == "comments":
            for comment in package.xml(related).iter("{*}text", "{*}txBody"):
                draft.paragraph("".join(comment.itertext()))
        elif kind == "notesSlide":
            notes = child(package.xml(related), "cSld", "spTree")
            if notes is not None:
                _add_shapes(notes, draft)


def _add_shapes(tree: Element, draft: Draft) -> None:
    shapes = sorted(tree, key=_title_first)
    while shapes:
        if pairs := _pairs(shapes):
            for label, value in pairs:
                draft.line(f"{label}: {value}")
            del shapes[: 2 * len(pairs)]
            continue
        shape = shapes.pop(0)
        name = name_of(shape)
        if name in ("grpSp", "AlternateContent", "Choice"):
            _add_shapes(shape, draft)
        elif name in ("sp", "cxnSp") and _placeholder(shape) not in _REPEATED:
            body = child(shape, "txBody")
            if body is not None:
                _add_paragraphs(body, draft)
        elif name == "graphicFrame":
            for table in shape.iter("{*}tbl"):
                draft.table([list(_cells(row)) for row in children(table, "tr")])


def _pairs(shapes: Sequence[Element]) -> list[tuple[str, str]]:
    """The labels and values that the first shapes are in turn, one of a pair beside the other.

    All pairs are laid out alike, below each other or, where the value stands under its label, side
    by side, and the labels are of another size than the values: no row of steps.
    """
    found: list[tuple[str, str]] = []
    first: tuple[_Box, _Box] | None = None
    for one, other in zip(shapes[::2], shapes[1::2], strict=False):
        label, value = _box(one), _box(other)
        if label is None or value is None or not is_label(label.text) or "\n" in label.text:
            break
        first = first or (label, value)
        if not _is_laid_out(label, value) or not _are_alike((label, value), first):
            break
        found.append((label.text.rstrip(": "), value.text))
    return found if len(found) >= _FEWEST_PAIRS else []


def _box(shape: Element) -> _Box | None:
    """A text box that says something and has a place of its own."""
    offset, extent = (child(shape, "spPr", "xfrm", name) for name in ("off", "ext"))
    body = child(shape, "txBody")
    if name_of(shape) != "sp" or body is None or offset is None or extent is None:
        return None
    text = "\n".join(filter(None, map(_text, children(body, "p"))))
    sides = ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy"))
    return _Box(text, *(number(one.get(key, ""), 0) for one, key in sides)) if text else None


def _is_laid_out(label: _Box, value: _Box) -> bool:
    """Whether a value stands to the right of its label, or below it, in a box of another size."""
    if label.top == value.top:
        return label.left < value.left and label.width != value.width
    return label.left == value.left and label.top < value.top and label.height != value.height


def _are_alike(pair: tuple[_Box, _Box], first: tuple[_Box, _Box]) -> bool:
    """Whether a pair is laid out as the first one is, and stands across from it."""
    (label, value), (begin, beside) = pair, first
    level = begin.top == beside.top
    apart = (value.left - label.left, value.top - label.top)
    across = label.left == begin.left if level else label.top == begin.top
    return across and apart == (beside.left - begin.left, beside.top - begin.top)


def _add_paragraphs(body: Element, draft: Draft) -> None:
    """Add the paragraphs of a shape, numbered ones with their numbers."""
    numbering = Numbering()
    levels: dict[int, Level] = {}
    for paragraph in children(body, "p"):
        properties = child(paragraph, "pPr")
        place = number(properties.get("lvl", ""), 0) if properties is not None else 0
        automatic = child(paragraph, "pPr", "buAutoNum")
        text, label = _text(paragraph), ""
        if text and automatic is not None:
            if place not in levels:  # what goes before it was not numbered
                start = number(automatic.get("startAt", ""), 1)
                levels[place] = _level(automatic.get("type", ""), place)
                numbering.begin(_SHAPE, place, start)
            levels = {one: level for one, level in levels.items() if one <= place}
            label = numbering.label(_SHAPE, levels, place)
        elif text:
            levels = {one: level for one, level in levels.items() if one < place}
        draft.item(label, text)


def _level(kind: str, place: int) -> Level:
    """A level by the name of its numbers: 'arabicPeriod' is '1.', 'alphaLcParenBoth' '(a)'."""
    shown = f"%{place + 1}"
    if kind.endswith("Period"):
        shown += "."
    elif kind.endswith("ParenBoth"):
        shown = f"({shown})"
    elif kind.endswith("ParenR"):
        shown += ")"
    series = next((named for begin, named in _SERIES if kind.startswith(begin)), "decimal")
    return Level(shown, series)


def _title_first(shape: Element) -> bool:
    return _placeholder(shape) not in ("title", "ctrTitle")


def _placeholder(shape: Element) -> str:
    found = child(shape, "nvSpPr", "nvPr", "ph")
    return attribute(found, "type") if found is not None else ""


def _text(paragraph: Element) -> str:
    return "".join(_texts(paragraph)).strip()


def _texts(element: Element) -> Iterator[str]:
    for one in element:
        name = name_of(one)
        if name == "t":
            yield one.text or ""
        elif name == "br":
            yield "\n"
        elif name == "r" and _is_raised(one):
            yield raised("".join(_texts(one)))
        elif name == "oMath":
            yield equation(one)
        elif name in ("r", "fld", "m", "oMathPara", "AlternateContent", "Choice"):
            yield from _texts(one)


def _is_raised(run: Element) -> bool:
    properties = child(run, "rPr")
    return properties is not None and number(properties.get("baseline", ""), 0) > 0


def _cells(row: Element) -> Iterator[Cell]:
    for cell in children(row, "tc"):
        if not {cell.get("hMerge"), cell.get("vMerge")} & {"1", "true"}:  # covered by another
            text = "\n".join(_text(paragraph) for paragraph in cell.iter("{*}p"))
            columns, rows = cell.get("gridSpan", ""), cell.get("rowSpan", "")
            yield Cell(text, number(columns, 1), number(rows, 1))
