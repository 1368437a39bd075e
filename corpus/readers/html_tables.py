"""Tables of web pages in whose cells other tables stand."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import groupby

from lxml import etree

from corpus.readers.xml import Element

# What holds rows of a table, besides the table; a form may stand between.
_ROW_GROUPS = ("tbody", "thead", "tfoot", "form")
_CELLS = etree.XPath("td | th | form/td | form/th")
# A longer cell is a part of the page, and its table the layout.
_LONGEST_CELL = 300


def has_tables(element: Element) -> bool:
    """Whether tables stand in an element."""
    return len(element) > 0 and next(element.iterdescendants("table"), None) is not None


def part_tables(body: Element) -> None:
    """Put tables that stand in rows of labels and values behind those rows.

    Where a table is the layout of the page it has no such rows, and stays as it is.
    """
    outers = [next(one.iterancestors("table"), None) for one in body.iter("table")]
    for table in dict.fromkeys(one for one in outers if one is not None):
        runs = [list(rows) for tells, rows in groupby(_rows(table), _tells) if tells]
        for rows in runs:
            if len(rows) > 1:
                table.tag = "div"
                _part(rows)


def _rows(parent: Element) -> Iterator[Element]:
    for one in parent:
        if one.tag == "tr":
            yield one
        elif one.tag in _ROW_GROUPS:
            yield from _rows(one)


def _tells(row: Element) -> bool:
    """Whether several cells of a row say something, and none of them says much."""
    cells = _CELLS(row)
    if len(cells) < 2:
        return False
    lengths = [letters_of(cell) for cell in cells]
    filled = sum(
        length > 0 or has_tables(cell) for length, cell in zip(lengths, cells, strict=True)
    )
    return filled > 1 and 0 < max(lengths) <= _LONGEST_CELL


def letters_of(element: Element) -> int:
    """How many letters an element has outside of tables; of a long one not all are counted."""
    length = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if event == "start" and one.tag == "table":
            walk.skip_subtree()
        elif event == "start" or one is not element:
            said = one.text if event == "start" else one.tail
            length += len("".join((said or "").split()))
        if length > _LONGEST_CELL:
            break
    return length


def _part(rows: Sequence[Element]) -> None:
    """Make a table of these rows, with the tables that stand in their cells after it.

    A table keeps the name of its row.
    """
    table = etree.Element("table")
    rows[0].addprevious(table)
    last = table
    for row in rows:
        first = _CELLS(row)[0]
        inner = [one for one in row.iter("table") if next(one.iterancestors("tr")) is row]
        for one in inner:
            label = deepcopy(first) if first not in one.iterancestors("td", "th") else None
            _take_out(one)
            for block in (label, one):
                if block is not None:
                    last.addnext(block)
                    last = block
        table.append(row)


def _take_out(table: Element) -> None:
    """Take a table out of its cell, of which the text is parted there."""
    hole = etree.Element("br")
    hole.tail, table.tail = table.tail, None
    table.getparent().replace(table, hole)
