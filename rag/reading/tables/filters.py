"""Rows that have something in common: '황동 재질 제품 뭐 있어?', '100만 원이 넘는 비품은?'.

That is a value that a question names, a number beyond a bound that it tells, or that something grew
or shrank. Only of a table that stands whole in its passage; what each row is called answers, and
how many people there are where that is asked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from index import analyse, bare
from index.units import dimensions_of
from rag.language.dimensions import dimension_named
from rag.language.question_type import kind_of_head
from rag.language.spans import ReadPassage
from rag.language.values import values_of
from rag.reading.scoring.query import Query, has_all_of
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.sentences.ranges import falls_within, holds, told_as_well
from rag.reading.tables.cells import Cell, Table, is_total, whole_tables
from rag.reading.tables.columns import is_of_contact
from rag.reading.tables.comparing import MEASURES, MORE, RANK
from rag.reading.tables.matching import held
from rag.reading.tables.measuring import (
    changed_columns,
    measurable,
    measured_columns,
    named_columns,
    noun_before,
    size,
    sizes,
)
from rag.reading.tables.states import in_state

_ASKS = re.compile(
    r"(?:뭐|무엇|누구|어떤\s?[가-힣]+)(?:뭐|누구|무엇)?(?:가|이|들)?\s?(?:있|들)"
    r"|뭐뭐|누구누구|무엇무엇|명단|목록|리스트|모두|(?<!안)전부(?!터)|다 (?:알려|말해|뽑아|보여)"
    r"|(?:19|20)\d\d년(?:도)?에 [가-힣]{1,6} [가-힣]{2,}[은는]?[\s?]*$"
)
_PEOPLE = re.compile(r"이름|성명|담당자|성함|대표자")
_COUNTS_PEOPLE = re.compile(r"몇\s?(?:명|분|사람)")
_STATES = re.compile(r"^[^|\n]*\d\s?명")
# What follows a number that those are told by which are asked for: '5천 원짜리', '50명 이상인'.
_BOUND = re.compile(
    r"\s?(?:[을를이가도]\s)?(?:(?P<than>보다 (?:더 )?[가-힣]{1,4}[은ᆫ는]?)"
    r"|넘는|넘은|초과(?:하는|한|인)?|이상(?:인|되는)?|이하인?|미만인?|인|짜리)\s"
    r"(?:(?:들어가|들어갈 수 있|나가|드|걸리|하|되)는 )?"
)
_GROWN = re.compile(r"(?:(?P<more>늘어난|증가한|오른|증액된)|(?:줄어든|감소한|내린|감액된))\s")
# The things that are asked for stand at the end, but for what only asks.
_THINGS = re.compile(
    r"(?P<noun>[가-힣A-Za-z]+?)(?:들)?(?:은|는|이|가|을|를|에는|엔)?\s?"
    r"(?:(?:다|모두|전부|좀)\s)*(?:(?:뭐|뭔|무엇|어디|누구|어떤)\S{0,4}(?:\s?있\S{0,4})?"
    r"|(?:알려|말해|보여|찾아|있)\S{0,4}(?:\s?\S{0,3}줘\S{0,2})?)?[?.!\s]*"
)
# '7급으로 뽑는 [분야]는 뭐야?'
_LAST = re.compile(r"(?P<noun>[가-힣]+?)[은는이가]?\s?(?:뭐\S*|무엇\S*|어디\S*|어느\S*)?[?.!\s]*$")
# Of any age, of any size.
_FREE = re.compile(r"(?:나이|연령)?\s?(?:제한\s?)?없음|무관|누구나|전\s?연령")
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Bound:
    """Which rows a question wants: `noun` is what they are, `before` tells what is measured.

    `limit` is in `unit`; without one, how much something changed is compared with it.
    """

    before: str
    noun: str
    bound: str
    limit: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class _Rows:
    """Some rows of a table, and the column with what they are called."""

    read: ReadPassage
    table: Table
    rows: Sequence[int]
    named: int


def asks_rows(question: str) -> bool:
    """Whether a question may want all rows that have something in common."""
    counted = _COUNTS_PEOPLE.search(question)
    return bool(_ASKS.search(question) or counted) or _bound(question) is not None


def filtered(judged: Judged) -> tuple[list[Candidate], str] | None:
    """The rows of the only table that have what a question wants, and what they are called.

    None where all rows have it, where the likeliest sentence states how many people there are, and
    but for what is called as a column is, where the question asks for no list or just one has it.
    """
    query = judged.spans.query
    if told := in_state(judged):
        return told
    if not asks_rows(query.text):
        return _called_so(judged)
    bound = _bound(query.text)
    found = [
        one
        for read in judged.spans.reads
        for table in whole_tables(read)
        for one in (_beyond(query, read, table, bound) if bound else _sharing(query, read, table))
    ]
    found = [one for one in found if bound and bound.noun in one.read.passage.label] or found
    if len(found) != 1:
        return None
    one = found[0]
    counted = _COUNTS_PEOPLE.search(query.text) is not None
    if counted and _STATES.search(judged.candidates[0].text):
        return None
    rows, called = _shown(judged, one)
    return rows, f"{len(one.rows)}명" if counted else called


def _called_so(judged: Judged) -> tuple[list[Candidate], str] | None:
    """The same where the last noun of a question names a column: '7급으로 뽑는 분야는?'."""
    query = judged.spans.query
    if query.asked.kind in ("number", "date", "person") or RANK.search(query.text):
        return None
    found = [
        _Rows(read, table, rows, column)
        for read in judged.spans.reads
        for table in whole_tables(read)
        for column in _last_named(query, read, table)
        if (rows := _rows_told(query, read, table, column))
    ]
    return _shown(judged, found[0]) if len(found) == 1 else None


def _shown(judged: Judged, one: _Rows) -> tuple[list[Candidate], str]:
    """The rows to show, and what all of them are called."""
    called = dict.fromkeys(one.table.rows[row][one.named][0] for row in one.rows)
    return judged.sentences(one.read, one.rows[:_MOST]), ", ".join(called)


def _last_named(query: Query, read: ReadPassage, table: Table) -> list[int]:
    """The column whose name a question ends with, described by a clause: '뽑는 분야는'.

    What the titles of the table call its rows is told by the column that names them.
    """
    last = _LAST.search(query.text)
    nouns = [n for n, m in enumerate(query.morphemes) if last and m.start == last.start("noun")]
    if not last or not nouns or not nouns[0] or query.morphemes[nouns[0] - 1].tag != "ETM":
        return []
    named = [n for n, name in enumerate(table.names) if "".join(name.split()) == last["noun"]]
    titles = bare(f"{read.passage.title}{read.passage.context}{read.passage.label}")
    return named or ([table.label] if last["noun"] in titles else [])


def _rows_told(query: Query, read: ReadPassage, table: Table, column: int) -> list[int]:
    """The rows whose other cells have all the nouns of a question that the table does not share.

    They hold its values in their ranges. None where a noun stands nowhere, or all rows have them.
    """
    rows = {row: own for row, own in table.rows.items() if len(own) == len(table.header)}
    rows = {row: own for row, own in rows.items() if not is_total(own)}
    if within := _within(query, rows):
        return within
    others = [n for n in range(len(table.header)) if n != column]
    told = [n for n in others if has_all_of(query, table.names[n])] or others
    cells = {row: [own[n] for n in told] for row, own in rows.items()}
    titles = bare(f"{read.passage.context}{read.passage.label}{''.join(table.names)}")
    kept = {row for row, own in cells.items() if any(has_all_of(query, text) for text, _ in own)}
    kept = kept or set(rows)
    heads = bare("".join(name for name in table.names if has_all_of(query, name)))
    for noun in (one for one in _nouns_told(query) if one not in heads):
        # A compound may be taken apart in one cell and not in another.
        having = {row for row, own in cells.items() if any(noun in bare(text) for text, _ in own)}
        if not having and noun not in titles:
            return []
        kept &= having or set(rows)
    return sorted(kept) if len(kept) < len(rows) else []


def _within(query: Query, rows: Mapping[int, Sequence[Cell]]) -> list[int]:
    """The rows in whose ranges lies what a question asks about, where all have such."""
    told = {row: [falls_within(query, text) for text, _ in own] for row, own in rows.items()}
    ranged = {n for holds in told.values() for n, one in enumerate(holds) if one is not None}
    free = {row for row, own in rows.items() if any(_FREE.fullmatch(own[n][0]) for n in ranged)}
    apart = {row for row, holds in told.items() if False in holds}
    kept = [
        row for row, holds in told.items() if row not in apart and (True in holds or row in free)
    ]
    return kept if len(kept) + len(apart) == len(rows) else []


def _nouns_told(query: Query) -> list[str]:
    """The nouns of a question that neither end it nor make a verb or an adjective."""
    morphemes = query.morphemes
    return [
        one.form.lower()
        for one, after in pairwise(morphemes)
        if one.tag in ("NNG", "NNP", "SL")
        and len(one.form) > 1
        and not after.tag.startswith("XS")
        and one.form not in query.asked.head
    ]


def rows_named(query: Query, table: Table) -> list[int]:
    """The rows that have a value in common that a question names; none where all or one has it."""
    best: list[int] = []
    plain = {row: own for row, own in table.rows.items() if not is_total(own)}
    for column in range(len(table.header)):
        values = {row: own[column][0] for row, own in plain.items() if column < len(own)}
        for value in dict.fromkeys(values.values()):
            rows = [row for row, text in values.items() if text == value]
            if has_all_of(query, value) and 1 < len(rows) < len(plain):
                best = max(best, rows, key=len)
        told = [row for row, text in values.items() if told_as_well(query, text)]
        if 1 < len(told) < len(plain):
            best = max(best, told, key=len)
    return best


def _sharing(query: Query, read: ReadPassage, table: Table) -> Iterator[_Rows]:
    """The rows with a value that a question names; of people alone where these are counted."""
    rows, named = rows_named(query, table), _called(query, table)
    if _COUNTS_PEOPLE.search(query.text):
        header = table.names
        people = [n for n, name in enumerate(header) if _PEOPLE.search(name)]
        told = any(dimension_named("".join(name.split())) == "people" for name in header)
        named = people[0] if people and not told else None
    if rows and named is not None:
        yield _Rows(read, table, rows, named)


def _beyond(query: Query, read: ReadPassage, table: Table, bound: _Bound) -> Iterator[_Rows]:
    """The rows with a number beyond a bound, where the table is of what is asked for."""
    header = table.names
    passage = read.passage
    titles = "".join(f"{passage.context}{passage.label}{''.join(header)}".split())
    if "".join(bound.noun.split()) not in titles:
        return
    told = [sizes(read, table, n, bound.unit) for n in _bounded(query, table, bound)]
    kept = [[row for row in own if holds(own[row], bound.bound, bound.limit)] for own in told]
    if kept and kept[0] and all(rows == kept[0] for rows in kept):
        asked = [n for n, name in enumerate(header) if name.endswith(bound.noun)]
        yield _Rows(read, table, kept[0], (asked or [table.label])[0])


def _bounded(query: Query, table: Table, bound: _Bound) -> list[int]:
    """The columns that a bound is for: of its noun, else of the sort that its unit measures."""
    if not bound.unit:
        return changed_columns(table.header)
    label = table.label
    others = [n for n in measurable(table.header) if n != label]
    if noun_before(bound.before) and (
        own := measured_columns(query, table.header, bound.before, "")
    ):
        return own
    priced = named_columns(table.header, MEASURES["비싸"])
    if priced and "money" in dimensions_of(bound.unit):
        return priced
    rows = [own for own in table.rows.values() if len(own) == len(table.header)]
    return [n for n in others if any(own[n][0].endswith(bound.unit) for own in rows)]


def _bound(question: str) -> _Bound | None:
    """Which rows a question wants by a number or by what grew; None for no such."""
    if moved := _GROWN.search(question):
        side = "gt" if moved["more"] else "lt"
        return _rows_wanted(question, moved, side, Fraction(0), "")
    for value in values_of(question):
        told = _BOUND.match(question, value.end)
        if told and value.unit not in ("", "date", "code", "제"):
            side = value.bound
            if told["than"]:
                side = "gt" if any(m.form in MORE for m in analyse(told[0])) else "lt"
            return _rows_wanted(question, told, side, size(value, ""), value.unit)
    return None


def _rows_wanted(
    question: str, told: re.Match[str], side: str, limit: Fraction, unit: str
) -> _Bound | None:
    """The bound that is told there, where what follows is only what has to be within it."""
    things = _THINGS.fullmatch(question, told.end())
    before = question[: told.start()]
    if things is None or RANK.search(before):
        return None
    return _Bound(before, things["noun"], side, limit, unit)


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
