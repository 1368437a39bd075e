"""Rows that have a value in common: '황동 재질 제품 뭐 있어?', 'IT팀 직원 누구누구 있어?'.

Only of a table that stands whole in its passage; what each row is called answers.
"""

import re

from rag.language.question_type import kind_of_head
from rag.reading.query import Query, has_all_of
from rag.reading.rows import is_of_contact
from rag.reading.span_scores import Candidate, Judged
from rag.reading.tables import TOTALS, Table, breaks_off, held, tables

_ASKS = re.compile(
    r"(?:뭐|무엇|누구|어떤\s?[가-힣]+)(?:뭐|누구|무엇)?(?:가|이|들)?\s?(?:있|들)"
    r"|뭐뭐|누구누구|무엇무엇|명단|목록|리스트|모두|전부|다 (?:알려|말해|뽑아|보여)"
)
_PEOPLE = re.compile(r"이름|성명|담당자|성함|대표자")
_MOST = 12


def asks_rows(question: str) -> bool:
    """Whether a question may want all rows that have something in common."""
    return _ASKS.search(question) is not None


def filtered(judged: Judged) -> tuple[list[Candidate], str] | None:
    """The rows of the only table that have a value that a question names, and what they are called.

    None where the question asks for no list, and where all rows have it or just one.
    """
    query = judged.spans.query
    if not asks_rows(query.text):
        return None
    found = []
    for read in judged.spans.reads:
        for table in tables(read):
            whole = table.begins and not breaks_off(read, table)
            rows, named = rows_named(query, table), _called(query, table)
            if whole and rows and named is not None:
                found.append((read, table, rows, named))
    if len(found) != 1:
        return None
    read, table, rows, named = found[0]
    shown = [judged.sentence_at(read.passage, read.start_of(row)) for row in rows[:_MOST]]
    names = dict.fromkeys(table.rows[row][named][0] for row in rows)
    return [one for one in shown if one is not None], ", ".join(names)


def rows_named(query: Query, table: Table) -> list[int]:
    """The rows that have a value in common that a question names; none where all or one has it."""
    best: list[int] = []
    plain = {row: own for row, own in table.rows.items() if not TOTALS.search(own[0][0])}
    for column in range(len(table.header)):
        values = {row: own[column][0] for row, own in plain.items() if column < len(own)}
        for value in dict.fromkeys(values.values()):
            rows = [row for row, text in values.items() if text == value]
            if has_all_of(query, value) and 1 < len(rows) < len(plain):
                best = max(best, rows, key=len)
    return best


def _called(query: Query, table: Table) -> int | None:
    """The column that names what is asked for: people where these are, else the column asked."""
    names = ["".join(name.split()) for name, _ in table.header]
    persons = query.asked.kind == "person" or "명단" in query.text or "직원" in query.text
    if persons:
        return next((n for n, name in enumerate(names) if _PEOPLE.search(name)), None)
    asked = [n for n, (name, said) in enumerate(table.header) if held(query, name, said)]
    telling = [n for n in asked if not _is_filter(query, table, n) and not is_of_contact(names[n])]
    if telling:
        return telling[-1]
    return next((n for n, name in enumerate(names) if _is_name(name)), None)


def _is_filter(query: Query, table: Table, column: int) -> bool:
    """Whether a column holds the value that a question names."""
    return any(has_all_of(query, own[column][0]) for own in table.rows.values())


def _is_name(column: str) -> bool:
    return column.endswith(("명", "이름", "제목", "품목")) or kind_of_head(column) == "name"
