"""Rows of a table written out as the sentences that their cells tell."""

import re
from collections.abc import Iterator, Sequence

from corpus.particles import with_particles
from corpus.table import cell_texts, head_of, is_row, is_rule

# Names of columns, and what stands below each.
Row = tuple[Sequence[str], Sequence[str]]

_RANKS = frozenset("순위 등수 순번".split())
_DEADLINE = re.compile(r"기한|마감")
# Units that stand in the name of a column.
_COLUMN_UNIT = re.compile(r"(?<=\S)\s?[(\[](?:단위\s?:?\s?)?([^()\[\]\d]{1,6})[)\]]$")
# The unit of a whole table, above it.
_CAPTION_UNIT = re.compile(r"단위\s?[:：]?\s?([^()\[\],\d]{1,6}?)\s?(?:[)\]]|$)")
# Columns of bare counts: '가구 수'.
_COUNTED = re.compile(r"(?:\S+ )*([가-힣]{1,4}?) ?수")
_BARE_NUMBER = re.compile(r"[-+△▲]?\d[\d,]*(?:\.\d+)?")
_MOST_NAMES = 3
_YEAR = re.compile(r"(?:19|20)\d\d")


def named_cells(cells: Sequence[str]) -> Row | None:
    """Names of columns and what stands below them, of a row of a sheet: '품목: 원목'; else None.

    Such rows leave out empty cells.
    """
    pairs = [cell.partition(": ") for cell in cells]
    if len(pairs) < 2 or not all(colon and name for name, colon, _ in pairs):
        return None
    return [name for name, _, _ in pairs], [told for _, _, told in pairs]


def tables(text: str, columns: str) -> Iterator[list[Row]]:
    """The rows of each table of a text, with the names of their columns.

    `columns` is the row with those of a table that goes on where the text begins.
    """
    header, rows = cell_texts(columns), list[Row]()
    for line in text.splitlines():
        if not is_row(line):
            yield rows
            header, rows = [], []
            continue
        cells = cell_texts(line)
        named = named_cells(cells)
        if not (named or header):
            header = cells
        elif not is_rule(line):
            rows.append(named or (header, cells))
    yield rows


def caption_unit(line: str) -> str:
    """The unit of all of a table that a line above it tells, else ''."""
    caption = _CAPTION_UNIT.search(line)
    return caption[1].strip() if caption else ""


def row_of(text: str, start: int, end: int, columns: str) -> Row:
    """The cells of the row at `start:end` of a text with the names of their columns, and units.

    `columns` is the row with those of a table that goes on where the text begins; names are ''
    where nothing tells them.
    """
    cells = cell_texts(text[start:end])
    if named := named_cells(cells):
        return named
    header = cell_texts(head_of(text, start, columns)) or [""] * len(cells)
    above = [line for line in text[:start].splitlines() if line.strip() and not is_row(line)]
    return with_units(header, cells, caption_unit(above[-1]) if above else "")


def with_units(
    header: Sequence[str], cells: Sequence[str], unit: str
) -> tuple[Sequence[str], Sequence[str]]:
    """Names of columns without their units, and bare numbers with them: '예산(억 원)', '42'.

    `unit` is that of the whole table. Years become dates: '2024년'.
    """
    names, filled = list(header), list(cells)
    plain = [_COLUMN_UNIT.sub("", name) for name in header]
    for place, (name, cell) in enumerate(zip(header, cells, strict=False)):
        own = _COLUMN_UNIT.search(name)
        told = own[1] if own else unit if place else ""
        if plain.count(plain[place]) == 1:
            # Of '요금(평일)' and '요금(주말)' the brackets tell which is which.
            names[place] = plain[place]
        if name.endswith(("연도", "년도")):
            filled[place] = _as_year(cell)
        elif told and _BARE_NUMBER.fullmatch(cell):
            filled[place] = f"{cell}{told.replace(' ', '')}"
    return [*map(_as_year, names)], filled


def _as_year(text: str) -> str:
    return f"{text}년" if _YEAR.fullmatch(text) else text


def cells_told(header: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """'팀 요금제의 저장 공간은 1TB': each cell with its row and column; then the bare row.

    A rank in front is told of what it ranks: '영국: 3위 8개'.
    """
    if header[0] in _RANKS and len(header) > 2 and len(cells) > 2:
        header = [header[1], header[0], *header[2:]]
        cells = [cells[1], f"{cells[0]}위" if cells[0].isdigit() else cells[0], *cells[2:]]
    cells = [_until(cell, name) for name, cell in zip(header, cells, strict=False)]
    named = naming(cells)
    for place, (name, cell) in enumerate(zip(header[1:], cells[1:], strict=False), 1):
        row = " ".join(cells[: min(place, named)])
        told = f"{row} {header[0]}의 {with_particles(name, ['는'])} {cell}"
        yield told
        counted = _COUNTED.fullmatch(name)
        if counted and _BARE_NUMBER.fullmatch(cell):
            # '46' below '가구 수' may be told as '46가구'.
            yield f"{told}{counted[1]}"
    yield f"{with_particles(cells[0], ['는'])} {' '.join(cells[1:])}"


def naming(cells: Sequence[str]) -> int:
    """How many cells in front name a row of figures: '수입 | 원목 | 1,184'."""
    figures = [place for place, cell in enumerate(cells) if re.search(r"\d", cell)]
    return max(1, min(_MOST_NAMES, figures[0])) if figures else 1


def _until(cell: str, column: str) -> str:
    """The day in a column of deadlines, as what may be done until then."""
    return f"{cell}까지" if _DEADLINE.search(column) and cell.endswith("일") else cell
