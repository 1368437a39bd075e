"""Word documents (.docx)."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from corpus.draft import Cell, Draft
from corpus.readers.chart import add_chart
from corpus.readers.docx_styles import Styles
from corpus.readers.edges import add_edges
from corpus.readers.equations import equation
from corpus.readers.html_page import add_html
from corpus.readers.numbering import BULLET
from corpus.readers.pictures import add_pictures, packed_pictures
from corpus.readers.xml import Element, Package, attribute, child, name_of, number
from corpus.reasons import DAMAGED, PART, UnreadableError
from corpus.symbols import EMPTY_BOX, TICKED, symbol
from corpus.text import decode, glossed, raised

_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
# `Fallback` repeats in an older form what `Choice` holds; deleted text is no text.
_SKIPPED = frozenset(["Fallback", "del", "moveFrom", "instrText", "delText", "pPr", "rPr"])
_OFF = frozenset(["0", "false", "off"])
# Struck out or hidden: what holds no longer, or what nobody sees.
_UNSEEN = frozenset(["strike", "dstrike", "vanish"])
_WRAPPERS = frozenset(
    "sdt sdtContent smartTag customXml ins moveTo AlternateContent Choice".split()
)


def read(path: Path, draft: Draft) -> None:
    """Add paragraphs, headings, tables, text boxes and notes.

    Of what stands on every page only what tells something is added, at the end.
    """
    with closing(Package(path)) as package:
        main = package.main_part("word/document.xml")
        relations = list(package.relations(main).values())
        related = dict(relations)
        styles = Styles(package, related)
        body = child(package.xml(main), "body")
        if body is None:
            raise UnreadableError(DAMAGED)
        _add_blocks(body, draft, styles)
        for kind in ("footnotes", "endnotes", "comments"):
            if related.get(kind) in package.names:
                for note in package.xml(related[kind]):
                    _add_blocks(note, draft, styles)
        for kind, name in relations:
            if name in package.names:
                _add_part(package, kind, name, draft)
        edges = [name for kind, name in relations if kind in ("header", "footer")]
        parts = [package.xml(name) for name in edges if name in package.names]
        paragraphs = (paragraph for part in parts for paragraph in part.iter("{*}p"))
        add_edges(("".join(_texts(one, [])) for one in paragraphs), draft)
        add_pictures(packed_pictures(package, "word/media/"), draft)


def _add_part(package: Package, kind: str, name: str, draft: Draft) -> None:
    """Add a chart, a diagram, or a page of HTML that is shown in the document."""
    if kind == "chart":
        add_chart(package.xml(name), draft)
    elif kind == "diagramData":
        for paragraph in package.xml(name).iter("{*}p"):
            draft.paragraph("".join(one.text or "" for one in paragraph.iter("{*}t")))
    elif kind == "aFChunk":
        if name.lower().endswith((".htm", ".html", ".xhtml")):
            add_html(decode(package.data(name)), draft)
        else:
            draft.problem(PART)


def _add_blocks(parent: Element, draft: Draft, styles: Styles) -> None:
    for block in parent:
        name = name_of(block)
        if name == "p":
            _add_paragraph(block, draft, styles)
        elif name == "tbl":
            _add_table(block, draft, styles)
        elif name in _WRAPPERS:
            _add_blocks(block, draft, styles)


def _add_paragraph(paragraph: Element, draft: Draft, styles: Styles) -> None:
    draft.alive()
    boxes: list[Element] = []
    text = "".join(_texts(paragraph, boxes))
    level, label = styles.heading_level(paragraph), styles.label(paragraph)
    if level:
        draft.heading(level, label.removeprefix(BULLET) + text if text.strip() else "")
    else:
        draft.item(label, text)
    for box in boxes:
        _add_blocks(box, draft, styles)


def _texts(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The text of a paragraph; text boxes anchored in it are put into `boxes`."""
    for one in element:
        name = name_of(one)
        if name == "t":
            yield one.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name == "txbxContent":
            boxes.append(one)
        elif name == "r":
            yield from _run(one, boxes)
        elif name == "sym":
            yield symbol(attribute(one, "font"), attribute(one, "char"))
        elif name == "checkBox":
            yield _tick(one)
        elif name == "ruby":
            parts = (child(one, part) for part in ("rubyBase", "rt"))
            yield glossed(*("" if part is None else "".join(_texts(part, boxes)) for part in parts))
        elif name == "oMath":
            yield equation(one)
        elif name not in _SKIPPED:
            yield from _texts(one, boxes)


def _run(run: Element, boxes: list[Element]) -> Iterator[str]:
    """The text of a run: as raised figures, or none where it is struck out or nobody sees it."""
    properties = child(run, "rPr")
    if properties is not None and _UNSEEN.intersection(map(name_of, properties)):
        marks = (child(properties, name) for name in _UNSEEN)
        if any(one is not None and attribute(one, "val") not in _OFF for one in marks):
            return
    if properties is not None and _is_raised(properties):
        yield raised("".join(_texts(run, boxes)))
    else:
        yield from _texts(run, boxes)


def _tick(box: Element) -> str:
    """A box of an old form, with its tick."""
    told = child(box, "checked")
    told = child(box, "default") if told is None else told
    ticked = told is not None and attribute(told, "val") not in _OFF
    return TICKED if ticked else EMPTY_BOX


def _is_raised(properties: Element) -> bool:
    raised_by = child(properties, "vertAlign")
    return raised_by is not None and attribute(raised_by, "val") == "superscript"


def _add_table(table: Element, draft: Draft, styles: Styles) -> None:
    """Add a table, and after it the tables and text boxes that stand in its cells."""
    cells = [cell for row in _table_rows(table) for cell in _within(row, "tc")]
    if len(cells) == 1:  # a frame
        _add_blocks(cells[0], draft, styles)
        return
    apart: list[Element] = []
    rows = _rows(table, styles, apart)
    draft.table(rows)
    for one in apart:
        if name_of(one) == "tbl":
            draft.paragraph(_row_label(table, one))
            _add_table(one, draft, styles)
        else:
            _add_blocks(one, draft, styles)


def _row_label(table: Element, inner: Element) -> str:
    """What the first cell says in the row that a table stands in, unless it is in that cell."""
    rows = inner.iterancestors("{*}tr")
    row = next(one for one in rows if next(one.iterancestors("{*}tbl")) is table)
    first = next(_within(row, "tc"), None)
    if first is None or first in inner.iterancestors("{*}tc"):
        return ""
    return " ".join("".join(_texts(one, [])) for one in _within(first, "p")).strip()


def _rows(table: Element, styles: Styles, apart: list[Element]) -> list[list[Cell]]:
    """The rows of a table; of cells merged downwards only the first is there."""
    rows: list[list[Cell]] = []
    begun: dict[int, tuple[int, int]] = {}
    for row in _table_rows(table):
        before = child(row, "trPr", "gridBefore")
        column = number(attribute(before, "val"), 0) if before is not None else 0
        line = [Cell("") for _ in range(column)]
        for one in _within(row, "tc"):
            cell, merge = _cell(one, styles, apart), child(one, "tcPr", "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and column in begun:
                above, place = begun[column]
                first = rows[above][place]
                rows[above][place] = first._replace(rows=first.rows + 1)
            else:
                begun[column] = len(rows), len(line)
                line.append(cell)
            column += cell.columns
        rows.append(line)
    return rows


def _table_rows(table: Element) -> Iterator[Element]:
    """The rows of a table but those that tracked changes took out."""
    return (row for row in _within(table, "tr") if child(row, "trPr", "del") is None)


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The paragraphs of a cell, the rows of a table or its cells, in content controls too."""
    for one in parent:
        called = name_of(one)
        if called == name:
            yield one
        elif called in _WRAPPERS:
            yield from _within(one, name)


def _cell(cell: Element, styles: Styles, apart: list[Element]) -> Cell:
    lines = []
    for paragraph in _within(cell, "p"):
        label = styles.label(paragraph).removeprefix(BULLET)
        lines.append(label + "".join(_texts(paragraph, apart)))
    apart += _within(cell, "tbl")
    span = child(cell, "tcPr", "gridSpan")
    columns = number(attribute(span, "val"), 1) if span is not None else 1
    return Cell("\n".join(lines), columns)
