"""The cell of the month, quarter or half of a year that a question names, where those are columns.

'6월 매출은 얼마야?' is told by no sum of a year, however much else of the question its row has.
"""

from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.cells import Table, is_total, tables
from rag.reading.tables.columns import YEAR, periods_named
from rag.reading.tables.differences import only_named


def period_cell(judged: Judged, best: Candidate) -> tuple[Candidate, str] | None:
    """The cell of the period in the row that is meant, with the row; '' where none surely is.

    None where the likeliest sentence is no row with such a column, or the answer stands in it.
    """
    query = judged.spans.query
    reads = [one for one in judged.spans.reads if one.passage == best.passage]
    for read in reads if best.text.startswith("|") else ():
        number = read.sentence_at(best.start - read.passage.start)
        for table in tables(read):
            periods = periods_named(query.text, table.names)
            if number not in table.rows or len(periods) != 1:
                continue
            if best.short in _cell(table, number, periods[0]):
                return None
            row = _row_meant(query.text, table)
            shown = judged.sentence(read, row) if row is not None else None
            if row is None or shown is None:
                return best, ""
            return shown, _cell(table, row, periods[0])
    return None


def _row_meant(question: str, table: Table) -> int | None:
    """The row that a question names, else that of the total; none of a year that it does not."""
    labels = {n: row[table.label][0] for n, row in table.rows.items() if len(row) > table.label}
    own = [n for n, label in labels.items() if all(y[0] in question for y in YEAR.finditer(label))]
    plain = [n for n in own if not is_total(table.rows[n])]
    named = only_named([labels[n] for n in plain], question)
    if named is not None:
        return plain[named]
    totals = [n for n in own if is_total(table.rows[n])]
    return totals[0] if len(totals) == 1 else None


def _cell(table: Table, row: int, column: int) -> str:
    cells = table.rows[row]
    return cells[column][0] if column < len(cells) else ""
