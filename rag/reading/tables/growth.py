"""By how much things changed from a year to another, where a table tells only the values of both.

The years stand in its first column, with a column a thing, or in the names of its columns.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rag.reading.scoring.query import Query
from rag.reading.tables.cells import BESIDE_THINGS, TOTALS, Table
from rag.reading.tables.columns import YEAR
from rag.reading.tables.measuring import measurable, measures, names, noun_before

# '전년보다' tells no noun that is measured.
_THAN = re.compile(r"\S+(?:보다|대비|에 비해)\s")


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a thing changed, with the row that tells the later value."""

    row: int
    name: str
    by: Fraction


def changes(query: Query, table: Table, before: str) -> list[Change]:
    """By how much each thing of a table changed; none where it has not the values of two years.

    `before` tells what is measured, before the degree.
    """
    return _of_columns(query, table) or _of_rows(query, table, noun_before(_THAN.sub("", before)))


def things_across(table: Table) -> list[int]:
    """The columns that are each one thing where a row tells what is measured: no totals."""
    named = enumerate(table.names)
    return [n for n, name in named if n and not (name in BESIDE_THINGS or TOTALS.search(name))]


def _of_columns(query: Query, table: Table) -> list[Change]:
    rows = {year: row for row, own in table.rows.items() if (year := _year(own[0][0]))}
    pair = _pair(query, rows)
    columns = things_across(table)
    if not pair or any(len(table.rows[row]) != len(table.header) for row in pair):
        return []
    one, other = (measures([table.rows[row][n][0] for n in columns]) for row in pair)
    told = zip(columns, one, other, strict=False)
    return [
        Change(pair[1], table.names[n], now - then)
        for n, then, now in told
        if isinstance(then, Fraction) and isinstance(now, Fraction)
    ]


def _of_rows(query: Query, table: Table, noun: str) -> list[Change]:
    dated = [n for n in measurable(table.header) if _year(table.names[n])]
    dated = [n for n in dated if names(table.header[n], noun)] or dated
    years = {_year(table.names[n]): n for n in dated}
    pair = _pair(query, years) if len(years) == len(dated) else ()
    rows = [row for row, own in table.things.items() if len(own) == len(table.header)]
    if not pair:
        return []
    one, other = (measures([table.rows[row][n][0] for row in rows]) for n in pair)
    return [
        Change(row, table.rows[row][table.label][0], now - then)
        for row, then, now in zip(rows, one, other, strict=False)
        if isinstance(then, Fraction) and isinstance(now, Fraction)
    ]


def _year(name: str) -> int:
    """The only year that a name has; 0 for none and for several."""
    found = YEAR.findall(name)
    return int(found[0]) if len(found) == 1 else 0


def _pair(query: Query, years: Mapping[int, int]) -> tuple[int, ...]:
    """What stands for the earlier and the later year that a question means; none in doubt.

    Those are two that it names, the year that it names and the one before, or all there are.
    """
    said = sorted({int(year) for year in YEAR.findall(query.text)})
    wanted = [said[0] - 1, said[0]] if len(said) == 1 else said or sorted(years)
    told = len(wanted) == 2 and all(year in years for year in wanted)
    return tuple(years[year] for year in wanted) if told else ()
