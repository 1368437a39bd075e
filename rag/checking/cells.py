"""Whether what a sentence tells of a table stands in the row and the column that it names.

'강사료는 2025년에 980천원이다': the cell with 980 has a row and a column, whose names are in the
sentence or not; where another row or column is named instead, its value is told of the wrong thing.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from index import Passage, analyse, bare
from rag.checking.figures import BARE_FIGURE, THOUSANDS, figure_of, number_of
from rag.language.table_clauses import naming, tables
from rag.language.values import FIGURE, values
from rag.language.word_groups import same

# What is asked of the cells that a sentence tells: how far their rows and columns are named, at
# least, and how much further another row or column is, at most; how many there are.
AGREEMENT = ("row_named", "column_named", "other_row_named", "other_column_named", "cells_told")
_WORD = re.compile(r"[가-힣]+|[A-Za-z]+|\d+")
_NUMBER = re.compile(rf"(?<![\d.,]){FIGURE}(?!\d)")
_LEAST_SCALED = 100
_MOST_CELLS = 4
# The first four of AGREEMENT, of one cell.
_Judgement = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Row:
    """A row: what may name it, and its other cells with the names of their columns."""

    names: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[str]


@dataclass(frozen=True)
class _Said:
    """A sentence: its letters, its nouns, and the numbers that it tells."""

    letters: str
    nouns: Collection[str]
    numbers: frozenset[Fraction]

    def names(self, label: str) -> float:
        """How much of a label the sentence has, from 0 to 1, by letters."""
        words = _WORD.findall(label)
        told = sum(len(word) for word in words if self._has(word.lower()))
        return told / max(1, sum(map(len, words)))

    def _has(self, word: str) -> bool:
        if word in self.letters:
            return True
        return not word.isdigit() and any(same(word, noun) for noun in self.nouns)

    def tells(self, cell: str) -> Iterator[str | Fraction]:
        """What of a cell the sentence tells: all of its words, or a number of it."""
        letters = bare(cell).lower()
        if len(letters) > 1 and not letters.isdigit() and letters in self.letters:
            yield letters
            return
        for found in _NUMBER.findall(cell):
            number = figure_of(found)
            scales = (1, *THOUSANDS) if number >= _LEAST_SCALED else (1,)
            yield from (one for scale in scales if (one := number * scale) in self.numbers)


def agreement(text: str, passages: Sequence[Passage]) -> list[float]:
    """What AGREEMENT names, of a sentence and the tables of some passages; all 0 without any."""
    all_rows = [[*_rows(passage)] for passage in passages]
    if not any(all_rows):
        return [0.0] * len(AGREEMENT)
    said = _said(text)
    found: dict[str | Fraction, _Judgement] = {}
    for rows in all_rows:
        for key, one in _told(said, rows):
            found[key] = max(found.get(key, one), one, key=lambda own: own[0] + own[1])
    if not found:
        return [0.0] * len(AGREEMENT)
    rows_named, columns_named, other_rows, other_columns = zip(*found.values(), strict=True)
    count = min(_MOST_CELLS, len(found)) / _MOST_CELLS
    return [min(rows_named), min(columns_named), max(other_rows), max(other_columns), count]


def _told(said: _Said, rows: Sequence[_Row]) -> Iterator[tuple[str | Fraction, _Judgement]]:
    """Each thing that the sentence tells of a cell, with how far its row and column are named."""
    named = _named(said, rows)
    told = [[[*said.tells(cell)] for cell in row.cells] for row in rows]
    for place, cells in enumerate(told):
        for column, keys in enumerate(cells):
            for key in keys:
                yield key, _judged(said, rows, named, told, place, column)


def _named(said: _Said, rows: Sequence[_Row]) -> list[float]:
    """How far each row is named, by the cell in front that no other row has, if there is one."""
    counts = Counter(name for row in rows for name in row.names)
    alone = [[name for name in row.names if counts[name] == 1] for row in rows]
    return [
        max((said.names(name) for name in own), default=said.names(" ".join(row.names)))
        for row, own in zip(rows, alone, strict=True)
    ]


def _judged(
    said: _Said,
    rows: Sequence[_Row],
    named: Sequence[float],
    told: Sequence[Sequence[Sequence[object]]],
    place: int,
    column: int,
) -> _Judgement:
    """How far the row and column of a cell are named, and how much further others are.

    Others count where the sentence tells nothing that stands there.
    """
    row = rows[place]
    own = said.names(row.columns[column])
    others = [
        said.names(name)
        for number, name in enumerate(row.columns)
        if number != column and not told[place][number] and name != row.columns[column]
    ]
    rivals = [
        named[number]
        for number, other in enumerate(rows)
        if other.names != row.names and not any(told[number])
    ]
    return (
        named[place],
        own,
        max(0.0, max(rivals, default=0.0) - named[place]),
        max(0.0, max(others, default=0.0) - own),
    )


def _said(text: str) -> _Said:
    morphemes = analyse(text)
    numbers = {n for one in values(text, morphemes) if (n := number_of(one)) is not None}
    numbers |= {figure_of(match["figure"]) for match in BARE_FIGURE.finditer(text)}
    nouns = {m.form for m in morphemes if m.is_noun}
    return _Said(bare(text).lower(), nouns, frozenset(numbers))


def _rows(passage: Passage) -> Iterator[_Row]:
    for table in tables(passage.text, passage.columns):
        for names, cells in table:
            yield from _row(names, cells)


def _row(names: Sequence[str], cells: Sequence[str]) -> Iterator[_Row]:
    # What numbers a row does not name it.
    numbered = int(cells[0].isdigit() and len(cells) > 2)
    front = min(numbered + naming(cells[numbered:]), len(cells))
    width = min(len(names), len(cells))
    if width > front:
        yield _Row(cells[numbered:front], names[front:width], cells[front:width])
