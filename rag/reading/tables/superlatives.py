"""The row of a table that has most or least of something: '가장 비싼 요금제', '두 번째로 많은'.

Only of a table that stands whole in its passage, with a number of one unit or a date in each of its
rows; rows of totals do not compete. Of two rows that a question names, the table tells which has
more even where it goes on elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index import analyse, bare
from rag.language.spans import ReadPassage
from rag.reading.kinds.holders import NAME_NOUNS
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.cells import (
    BESIDE_THINGS,
    NO_CELL,
    TOTALS,
    Table,
    is_total,
    tables,
    whole_tables,
)
from rag.reading.tables.columns import asked_by, names_people
from rag.reading.tables.comparing import EARLIER, LATER, MEASURES, MORE, RANK, choice, first_degree
from rag.reading.tables.filters import rows_named
from rag.reading.tables.listing import NUMERALS
from rag.reading.tables.matching import held, sum_held, titled
from rag.reading.tables.measuring import (
    AMOUNTS,
    NOUNS,
    YEAR_BEFORE,
    Measure,
    changed_columns,
    measurable,
    measured_columns,
    measures,
    names,
    noun_before,
    only_measured,
    signed_columns,
    value_of,
)

_RANKING = frozenset("가장 제일 최고 최저 최대 최소 최근 최신".split())
_ROWS = frozenset("것 곳 데 나라 누구 쪽 거 게 날 달 해".split())
# The year before a year.
# Of two, the one that has more: '보증금이 더 싼 면적은?'
_OF_TWO = re.compile(r"(?<![가-힣])더 (?=[가-힣]*[은ᆫ는운싼큰긴]\s)")
_AMONG = re.compile(r"(?P<group>[가-힣A-Za-z\d·]{2,}) (?:중에서?|중|가운데서?)(?=[\s,])")
# What columns that are periods are called, by what is asked for.
_UNITS = {
    noun: re.compile(names)
    for nouns, names in (
        ("해 연도 년도 회계연도", r"(?:19|20)\d\d년?도?"),
        ("달 월", r"\d{1,2}월"),
        ("분기", r"\d\s?분기"),
        ("요일", r"[월화수목금토일](?:요일)?"),
    )
    for noun in nouns.split()
}
_NONE = re.compile(r"[-–—]?")
_QUICK = frozenset("빠르 이르 급하 느리".split())
# A day is not more or higher than another: '가장 많이 납품한 차수'.
_NOT_OF_TIME = tuple("많 적 크 작 높 낮 비싸 싸 저렴 무겁 가볍 넓 좁 두껍 얇".split())
# Degrees of days, by how people put them.
_OLD, _NEW = re.compile(r"오래된|오래됐|낡은"), re.compile(r"최근|최신")
_MOVED = re.compile(
    r"(?:많이|크게|적게) (?:늘|증가|오르|오른|올랐|(?P<down>줄|감소|내리|내린|내렸|깎|떨어))"
)


@dataclass(frozen=True, slots=True)
class Rank:
    """The rank that is asked for, 1 for the first, by a degree as 많, and the words before it."""

    before: str
    degree: str
    number: int


def asks_extreme(question: str) -> bool:
    """Whether a question wants what has most or least of something."""
    return RANK.search(question) is not None


def extreme(judged: Judged) -> tuple[Candidate, str] | None:
    """The cell that a superlative asks for, with its row; None where no whole table tells it."""
    query = judged.spans.query
    first = rank_asked(query)
    rank = first or _more_of_two(query)
    if rank is None:
        return None
    found = [
        (read, table, row, cell)
        for read in judged.spans.reads
        for table in whole_tables(read)
        if first or 2 in (len(table.rows), len(table.header) - 1)
        for row, cell in (
            *_ranked(query, read, table, rank),
            *_ranked_across(query, read, table, rank),
        )
    ]
    head, noun = query.asked.noun, noun_before(rank.before)
    found = [one for one in found if head and head in one[0].passage.label] or found
    found = [one for one in found if _calls(one[1].names[one[1].label], head)] or found
    found = [one for one in found if any(names(name, noun) for name in one[1].header)] or found
    found = [one for one in found if _is_among(query, one[0])]
    weights = [(titled(query, read), _named(query, table)) for read, table, *_ in found]
    found = [one for one, weight in zip(found, weights, strict=True) if weight == max(weights)]
    if len({text for *_, text in found}) != 1:
        return None
    read, _, row, text = found[0]
    one = judged.sentence(read, row)
    return (one, text) if one is not None else None


def _is_among(query: Query, read: ReadPassage) -> bool:
    """Whether what the rows are to be of is told where a table stands: '특약 중에 가장 비싼 것'."""
    among, passage = _AMONG.search(query.text), read.passage
    told = f"{passage.title} {passage.context} {passage.columns} {passage.text}"
    return among is None or bare(among["group"]) in bare(told)


def _named(query: Query, table: Table) -> float:
    """How much of a question the names of the columns hold: '담보 중에', '담보종목 | 보험료'."""
    said = [held(query, *name) for name in table.header]
    return sum_held(query.terms, *said)


def _calls(column: str, head: str) -> bool:
    """Whether a column is named as what is asked for, whatever marks its name has: '시·도'."""
    return len(head) > 1 and "".join(filter(str.isalnum, column)).endswith(head)


def is_ranked(judged: Judged) -> bool:
    """Whether a table tells the most or the more, and it or what stands above has all the nouns."""
    pair = better(judged)
    found = extreme(judged) or (pair and (pair[0][0], pair[1]))
    if not found:
        return False
    query, passage = judged.spans.query, found[0].passage
    above = f"{passage.title} {passage.context} {passage.columns} {passage.text}"
    letters = bare(above)
    said = [m.form.lower() for m in query.morphemes if m.tag in NOUNS]
    asking = {*query.asked.head, *_ROWS, *_RANKING, *YEAR_BEFORE, *AMOUNTS}
    # '면수' is told by '42면'.
    return all(noun.removesuffix("수") in letters for noun in said if noun not in asking)


def better(judged: Judged) -> tuple[list[Candidate], str] | None:
    """Which of the two rows that a question names has more, with both; None if no table tells."""
    query = judged.spans.query
    asked = choice(query.text)
    degree = first_degree(analyse(asked.rest)) if asked else None
    if asked is None or degree is None:
        return None
    found = [
        (read, rows, asked.sides[first])
        for read in judged.spans.reads
        for table in tables(read)
        if (rows := _pair(asked.sides, table))
        for first in _ahead(query, table, rows, asked.rest, degree)
    ]
    if len({side for *_, side in found}) != 1:
        return None
    read, rows, side = found[0]
    ordered = sorted(rows, key=lambda row: row != rows[asked.sides.index(side)])
    return judged.sentences(read, ordered), side


def _pair(sides: tuple[str, str], table: Table) -> list[int]:
    """The rows of two sides, none where the table does not have one of each."""
    rows = [row for side in sides if (row := _row_of(side, table)) is not None]
    return rows if len(set(rows)) == 2 else []


def _ahead(
    query: Query, table: Table, rows: Sequence[int], before: str, degree: str
) -> Iterator[int]:
    """Which of two rows is ahead in each column that may be measured."""
    pair = replace(table, rows={row: table.rows[row] for row in rows})
    for column in measured_columns(query, table.header, before, degree):
        for row in _ranking(pair, column, degree, degree in MORE | LATER)[:1]:
            yield from [] if row is None else [rows.index(row)]


def is_unranked(query: Query, sentence: str) -> bool:
    """Whether a question wants the most of something, and a sentence ranks nothing."""
    if rank_asked(query) is None:
        return False
    return sentence.startswith("|") or RANK.search(sentence) is None


def rank_asked(query: Query) -> Rank | None:
    """The rank that a superlative asks for; None for none."""
    found, degree = RANK.search(query.text), _degree_asked(query)
    if found is None or degree is None:
        return None
    return Rank(query.text[: found.start()], degree, NUMERALS[found["n"]] if found["n"] else 1)


def _more_of_two(query: Query) -> Rank | None:
    """The first rank where a question wants the one of two things, not named, that has more."""
    found, degree = _OF_TWO.search(query.text), _degree_asked(query)
    if found is None or degree is None or choice(query.text):
        return None
    return Rank(query.text[: found.start()], degree, 1)


def _degree_asked(query: Query) -> str | None:
    """What a superlative is of: 많, 비싸; 먼저 of the oldest, 나중에 of the newest."""
    if _OLD.search(query.text):
        return "먼저"
    return "나중에" if _NEW.search(query.text) else first_degree(query.morphemes)


def _ranked(query: Query, read: ReadPassage, table: Table, rank: Rank) -> Iterator[tuple[int, str]]:
    """The row of that rank and its cell that is asked for; of years that agree, of any.

    Where the question names a value that some rows have in common, of those: '급여가 가장 큰 부서'.
    """
    if some := rows_named(query, table):
        table = replace(table, rows={row: table.rows[row] for row in some})
    moved = _MOVED.search(query.text)
    signed, below = signed_columns(query, table.header)
    counted = _counted(table, noun_before(rank.before))
    if counted:
        table, columns = counted
    elif signed:
        columns = signed
    elif moved:
        columns = changed_columns(table.header)
    else:
        columns = _ranked_columns(query, read, table, rank.before, rank.degree)
    most = (rank.degree in MORE | LATER) != (below or bool(moved and moved["down"]))
    wanted = _wanted(query, read, table, columns)
    if wanted is not None and _names_groups(table, wanted) and _asks_group(query):
        table = _of_groups(table, wanted)
    rankings = [_ranking(table, column, rank.degree, most) for column in columns]
    rows = {one[rank.number - 1] if rank.number <= len(one) else None for one in rankings}
    row = rows.pop() if len(rows) == 1 else None
    if row is not None and wanted is not None:
        yield row, table.rows[row][wanted][0]


def _names_groups(table: Table, column: int) -> bool:
    """Whether a column before the one that names the rows has several of one name, unlike codes."""
    told = [own[column][0] for own in table.things.values()]
    return column < table.label and len({*told}) < len(told)


def _asks_group(query: Query) -> bool:
    """Whether what has most is what is asked for itself: '매출이 가장 많은 권역'."""
    pairs = pairwise(query.morphemes)
    return any(one.tag == "ETM" and other.form in query.asked.head for one, other in pairs)


def _of_groups(table: Table, column: int) -> Table:
    """The totals of the groups that a column names: what one of a group tells is not of them all.

    Those stand as '영업부 | 소계' or '영업부 소계'.
    """
    groups = {own[column][0] for own in table.things.values()}
    others = range(column + 1, table.label + 1)
    rows = {}
    for row, own in table.rows.items():
        called = TOTALS.sub("", own[column][0]).strip()
        if is_total(own) and called in groups:
            rows[row] = [NO_CELL if n in others else cell for n, cell in enumerate(own)]
            rows[row][column] = called, own[column][1]
    return replace(table, rows=rows)


def _counted(table: Table, noun: str) -> tuple[Table, list[int]] | None:
    """The rows that tell how many of a unit there are where a noun says just that: 권수, 면수."""
    unit = noun.removesuffix("수")
    if len(unit) != 1 or unit == noun:
        return None
    found = {}
    for n in measurable(table.header):
        told = {row: value_of(own[n][0]) for row, own in table.rows.items() if n < len(own)}
        found[n] = [row for row, value in told.items() if value and value.unit == unit]
    columns = [n for n, rows in found.items() if len(rows) > 1]
    if len(columns) != 1:
        return None
    return replace(table, rows={row: table.rows[row] for row in found[columns[0]]}), columns


def _ranked_columns(
    query: Query, read: ReadPassage, table: Table, before: str, degree: str
) -> list[int]:
    """The columns that a superlative ranks by: those it names, else the only one that may be."""
    dated = only_measured(table, dated=True) if degree in EARLIER | LATER else []
    if dated and not noun_before(before):
        return dated
    columns = measured_columns(query, table.header, before, degree)
    label = table.header[table.label]
    if columns or not (held(query, *label) or _is_titled(query, read)):
        return columns
    if dated:
        return dated
    totals = [n for n, name in enumerate(table.names) if TOTALS.fullmatch(name)]
    if len(totals) == 1 and not noun_before(before):
        return totals
    return only_measured(table, dated=False if degree.startswith(_NOT_OF_TIME) else None)


def _ranked_across(
    query: Query, read: ReadPassage, table: Table, rank: Rank
) -> Iterator[tuple[int, str]]:
    """The same where each column is one thing and a row tells what is measured: '무게 | 2kg | 3kg'.

    Only where the titles or their unit say what the columns are, one row is named as what is
    measured, and all of its cells tell one value.
    """
    if not (_is_titled(query, read) or _tells_each(query, table)):
        return
    noun, called = noun_before(rank.before), MEASURES.get(rank.degree, ())
    rows = [row for row, own in table.rows.items() if any(name in own[0][0] for name in called)]
    rows = rows or [row for row, own in table.rows.items() if not called and names(own[0], noun)]
    own = table.rows[rows[0]] if len(rows) == 1 else ()
    if len(own) != len(table.header):
        return
    most = rank.degree in MORE | LATER
    columns = [n for n in _things_across(table) if not (most and _NONE.fullmatch(own[n][0]))]
    place = place_of(rank, measures([own[n][0] for n in columns]))
    if place is not None:
        yield rows[0], table.names[columns[place]]


def _things_across(table: Table) -> list[int]:
    """The columns that are each one thing where a row tells what is measured: no totals."""
    named = enumerate(table.names)
    return [n for n, name in named if n and not (name in BESIDE_THINGS or TOTALS.search(name))]


def _tells_each(query: Query, table: Table) -> bool:
    """Whether the columns are what is asked for by its unit: '2025년, 2026년' for 해."""
    unit = next((_UNITS[noun] for noun in query.asked.head if noun in _UNITS), None)
    told = [table.names[n] for n in _things_across(table)]
    return unit is not None and len(told) > 1 and all(map(unit.fullmatch, told))


def place_of(rank: Rank, told: Sequence[Measure]) -> int | None:
    """The place of what has that rank; None where too few are told, or another tells the same."""
    most = rank.degree in MORE | LATER
    order = sorted(range(len(told)), key=lambda place: told[place], reverse=most)
    place = order[rank.number - 1] if rank.number <= len(order) else None
    return place if place is not None and told.count(told[place]) == 1 else None


def _is_titled(query: Query, read: ReadPassage) -> bool:
    """Whether the titles above a table hold the noun that is asked for, or of what it is one."""
    among = _AMONG.search(query.text)
    nouns = [*query.asked.head[:1], *([among["group"]] if among else [])]
    return any(noun in read.context or noun in read.passage.label for noun in nouns)


def _ranking(table: Table, column: int, degree: str, most: bool) -> list[int | None]:
    """The rows by what a column tells, the first first; None for those that are alike."""
    # A dash or an empty cell has none: it is not the most; whether it is the least nobody knows.
    rows = [
        row for row, own in table.things.items() if not (most and _NONE.fullmatch(own[column][0]))
    ]
    told = measures([table.rows[row][column][0] for row in rows])
    if told and isinstance(told[0], tuple) and degree.startswith(_NOT_OF_TIME):
        return []
    if told and isinstance(told[0], tuple) and degree in _QUICK | EARLIER:
        most = degree == "느리"
    order = sorted(zip(told, rows, strict=False), reverse=most)
    return [row if told.count(one) == 1 else None for one, row in order]


def _row_of(side: str, table: Table) -> int | None:
    """The row that a side names, by the cell that names it; None where it is not just one."""
    label, wanted = table.label, bare(side)
    names = {row: bare(own[label][0]) for row, own in table.rows.items()}
    same = [row for row, name in names.items() if name == wanted]
    part = [row for row, name in names.items() if name and (wanted in name or name in wanted)]
    return (same or part)[0] if len(same or part) == 1 else None


def _column_called(table: Table, nouns: Sequence[str], columns: Sequence[int]) -> int | None:
    """The column that is called what is asked for, by the nearest noun that any goes by."""
    others = [n for n in range(len(table.header)) if n not in columns]
    called = (
        n
        for noun in nouns
        for n in others
        if noun in table.names[n] or _calls(table.names[n], noun)
    )
    return next(called, None)


def _wanted(query: Query, read: ReadPassage, table: Table, columns: Sequence[int]) -> int | None:
    """The column that the question asks for by its last noun: what names the rows, or another.

    The rows of a table may be called what its title says: '사무용품 단가'.
    """
    head = query.asked.head[:1]
    # '원장 이름' is asked for by the column 원장; where none is, it stands nowhere.
    owner = query.asked.head[1:2] if NAME_NOUNS.issuperset(head) else ()
    named = _column_called(table, [*head, *owner], columns)
    if named is not None:
        return named
    if owner and owner[0] not in _ROWS and owner[0] not in read.context:
        return None
    # '품명' of '어떤 품목이'
    meant = [n for n, word in enumerate(asked_by(query, table.names)) if word]
    if query.asked.kind == "thing" and len(meant) == 1 and meant[0] not in columns:
        return meant[0]
    first = table.label
    plain = (
        not head
        or head[0] in _ROWS
        or _is_titled(query, read)
        or bool(held(query, *table.header[first]))
        or (query.asked.kind == "person" and names_people(table.names[first]))
    )
    return first if plain else None
