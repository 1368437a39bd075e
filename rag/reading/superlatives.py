"""The row of a table that has most or least of something: '가장 비싼 요금제', '두 번째로 많은'.

Only of a table that stands whole in its passage, with a number of one unit or a date in each of its
rows; rows of totals do not compete. Of two rows that a question names, the table tells which has
more even where it goes on elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from index import Morpheme, analyse
from rag.checking.valued import DATE
from rag.language.spans import ReadPassage
from rag.language.values import values
from rag.reading.comparing import EARLIER, LATER, MEASURES, MORE, choice, is_degree
from rag.reading.filters import rows_named
from rag.reading.listing import NUMERALS
from rag.reading.query import Query
from rag.reading.span_scores import Candidate, Judged
from rag.reading.tables import TOTALS, Cell, Table, breaks_off, held, tables

_RANK = re.compile(r"가장|제일|최고|최저|최대|최소|(?P<n>두|세|네|다섯|[2-5])\s?번째로")
_LEFT_OUT = frozenset("순위 번호 no 연번".split())
_ROWS = frozenset("것 곳 나라 누구 쪽 거 게".split())
_NOUNS = ("NNG", "NNP", "SL")
_PARTS = (*_NOUNS, "XPN", "XR", "NNB")
_QUICK = frozenset("빠르 이르 급하 느리".split())
# A day is not more or higher than another: '가장 많이 납품한 차수'.
_NOT_OF_TIME = tuple("많 적 크 작 높 낮 비싸 싸 저렴 무겁 가볍 넓 좁 두껍 얇".split())
# As accountants write it; a minus is part of the number.
_BELOW_ZERO = "△"
Measure = Fraction | tuple[int, ...]


def asks_extreme(question: str) -> bool:
    """Whether a question wants what has most or least of something."""
    return _RANK.search(question) is not None


def extreme(judged: Judged) -> tuple[Candidate, str] | None:
    """The cell that a superlative asks for, with its row; None where no whole table tells it."""
    query = judged.spans.query
    rank, degree = _RANK.search(query.text), _degree(query.morphemes)
    if rank is None or degree is None:
        return None
    number = NUMERALS[rank["n"]] if rank["n"] else 1
    before = query.text[: rank.start()]
    found = [
        (read, row, cell)
        for read in judged.spans.reads
        for table in tables(read)
        if table.begins and not breaks_off(read, table)
        for row, cell in (
            *_ranked(query, read, table, before, degree, number),
            *_ranked_across(query, read, table, before, degree, number),
        )
    ]
    if len({text for _, _, text in found}) != 1:
        return None
    read, row, text = found[0]
    one = judged.sentence_at(read.passage, read.start_of(row))
    return (one, text) if one is not None else None


def is_ranked(judged: Judged) -> bool:
    """Whether a table tells the most or the more, and it or what stands above has all the nouns."""
    pair = better(judged)
    found = extreme(judged) or (pair and (pair[0][0], pair[1]))
    if not found:
        return False
    query, passage = judged.spans.query, found[0].passage
    above = f"{passage.title} {passage.context} {passage.columns} {passage.text}"
    bare = "".join(above.lower().split())
    said = [m.form.lower() for m in query.morphemes if m.tag in _NOUNS]
    asking = {*query.asked.head, *_ROWS, "가장", "제일", "최고", "최저", "최대", "최소"}
    return all(noun in bare for noun in said if noun not in asking)


def better(judged: Judged) -> tuple[list[Candidate], str] | None:
    """Which of the two rows that a question names has more, with both; None if no table tells."""
    query = judged.spans.query
    asked = choice(query.text)
    degree = _degree(analyse(asked.rest)) if asked else None
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
    shown = [judged.sentence_at(read.passage, read.start_of(row)) for row in ordered]
    return [one for one in shown if one is not None], side


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
        for row in _ranking(pair, column, degree)[:1]:
            yield from [] if row is None else [rows.index(row)]


def is_unranked(query: Query, sentence: str) -> bool:
    """Whether a question wants the most of something, and a sentence ranks nothing."""
    if _RANK.search(query.text) is None or _degree(query.morphemes) is None:
        return False
    return sentence.startswith("|") or _RANK.search(sentence) is None


def _degree(morphemes: Sequence[Morpheme]) -> str | None:
    return next((m.form for m in morphemes if is_degree(m)), None)


def _ranked(
    query: Query, read: ReadPassage, table: Table, before: str, degree: str, number: int
) -> Iterator[tuple[int, str]]:
    """The row of that rank and its cell that is asked for; of years that agree, of any.

    Where the question names a value that some rows have in common, of those: '급여가 가장 큰 부서'.
    """
    if some := rows_named(query, table):
        table = replace(table, rows={row: table.rows[row] for row in some})
    columns = measured_columns(query, table.header, before, degree)
    if not columns and held(query, *table.header[_label(table.header)]):
        columns = only_measured(table)
    rankings = [_ranking(table, column, degree) for column in columns]
    rows = {ranking[number - 1] if number <= len(ranking) else None for ranking in rankings}
    row = rows.pop() if len(rows) == 1 else None
    wanted = _wanted(query, read, table.header, columns)
    if row is not None and wanted is not None:
        yield row, table.rows[row][wanted][0]


def _ranked_across(
    query: Query, read: ReadPassage, table: Table, before: str, degree: str, number: int
) -> Iterator[tuple[int, str]]:
    """The same where each column is one thing and a row tells what is measured: '무게 | 2kg | 3kg'.

    Only where the titles say what the columns are, one row is named as what is measured, and all
    of its cells tell one value.
    """
    if not _is_titled(query, read):
        return
    noun, names = _measured(before), MEASURES.get(degree, ())
    rows = [row for row, own in table.rows.items() if any(name in own[0][0] for name in names)]
    rows = rows or [row for row, own in table.rows.items() if not names and _names(own[0], noun)]
    own = table.rows[rows[0]] if len(rows) == 1 else ()
    told = _measures([text for text, _ in own[1:]])
    order = sorted(range(len(told)), key=lambda n: told[n], reverse=degree in MORE | LATER)
    if number <= len(order) and len(own) == len(table.header):
        first = order[number - 1]
        if told.count(told[first]) == 1:
            yield rows[0], table.header[first + 1][0]


def _is_titled(query: Query, read: ReadPassage) -> bool:
    """Whether the titles above a table hold the noun that is asked for."""
    return any(noun in read.context for noun in query.asked.head[:1])


def only_measured(table: Table) -> list[int]:
    """The only column but the first with a value of one unit in each row; none for several."""
    rows = [own for own in table.rows.values() if not TOTALS.fullmatch(own[0][0])]
    width = min((len(own) for own in rows), default=0)
    columns = [n for n in range(1, width) if _measures([own[n][0] for own in rows])]
    return columns if len(columns) == 1 else []


def _ranking(table: Table, column: int, degree: str) -> list[int | None]:
    """The rows by what a column tells, the first first; None for those that are alike."""
    label = _label(table.header)
    rows = [row for row, own in table.rows.items() if not TOTALS.fullmatch(own[label][0])]
    told = _measures([table.rows[row][column][0] for row in rows])
    most = degree in MORE | LATER
    if told and isinstance(told[0], tuple) and degree.startswith(_NOT_OF_TIME):
        return []
    if told and isinstance(told[0], tuple) and degree in _QUICK | EARLIER:
        most = degree == "느리"
    order = sorted(zip(told, rows, strict=False), reverse=most)
    return [row if told.count(one) == 1 else None for one, row in order]


def measured_columns(query: Query, header: Sequence[Cell], before: str, degree: str) -> list[int]:
    """The columns that may be measured: those with the noun before the degree, or by its names.

    Of several, those that hold most of the question: a year.
    """
    label = _label(header)
    others = [n for n in range(len(header)) if n != label]
    names = [name for name in MEASURES.get(degree, ()) if any(name in header[n][0] for n in others)]
    if names:
        fitting = [n for n in others if any(name in header[n][0] for name in names)]
    else:
        own = held(query, *header[label])
        said = {n: held(query, *header[n]).keys() - own for n in others}
        noun = _measured(before)
        fitting = [n for n in others if _names(header[n], noun)] or [n for n in others if said[n]]
    weight = {n: sum(held(query, *header[n]).values()) for n in fitting}
    most = max(weight.values(), default=0.0)
    return [n for n in fitting if weight[n] == most]


def _measured(before: str) -> str:
    """The last noun of the words before a superlative with all its parts: '전도도', '징수율'."""
    morphemes = analyse(before)
    last = max((n for n, m in enumerate(morphemes) if m.tag in _NOUNS), default=None)
    if last is None:
        return ""
    first, end = last, last + 1
    while first and morphemes[first - 1].tag in _PARTS and _adjoin(morphemes, first):
        first -= 1
    while end < len(morphemes) and morphemes[end].tag == "XSN" and _adjoin(morphemes, end):
        end += 1
    return before[morphemes[first].start : morphemes[end - 1].end]


def _adjoin(morphemes: Sequence[Morpheme], number: int) -> bool:
    """Whether no space stands before a morpheme."""
    return morphemes[number - 1].end == morphemes[number].start


def _names(column: Cell, noun: str) -> bool:
    """Whether a column is named by a noun, or by all of it but a last syllable: 예산안, 예산."""
    text, said = column
    return len(noun) > 1 and (
        noun.lower() in "".join(text.lower().split()) or (len(noun) > 2 and noun[:-1] in said)
    )


def _label(header: Sequence[Cell]) -> int:
    """The column that names the rows: the first that is no rank."""
    return int("".join(header[0][0].split()).lower() in _LEFT_OUT and len(header) > 2)


def _measures(texts: Sequence[str]) -> Sequence[Measure]:
    """What is told in each cell; none where a cell has nothing or several, or the units differ."""
    found = [[v for v in values(text, analyse(text)) if v.unit != "code"] for text in texts]
    if len(texts) < 2 or any(len(one) != 1 for one in found):
        return []
    units = {one[0].unit for one in found}
    if len(units) != 1 or units & {"제", "호"}:
        return []
    if units == {"date"}:
        return _dates([one[0].forms[0] for one in found])
    signs = [-1 if text.startswith(_BELOW_ZERO) else 1 for text in texts]
    numbers = [Fraction(one[0].forms[0].removesuffix(one[0].unit)) for one in found]
    return [sign * number for sign, number in zip(signs, numbers, strict=True)]


def _dates(forms: Sequence[str]) -> Sequence[Measure]:
    """Dates as year, month and day, as far as told; none where some tell more than others."""
    found = [match.groups() for form in forms if (match := DATE.fullmatch(form))]
    told = {tuple(part is not None for part in groups) for groups in found}
    if len(found) < len(forms) or len(told) != 1:
        return []
    return [tuple(int(part) for part in groups if part) for groups in found]


def _row_of(side: str, table: Table) -> int | None:
    """The row that a side names, by the cell that names it; None where it is not just one."""
    label, bare = _label(table.header), "".join(side.lower().split())
    names = {row: "".join(own[label][0].lower().split()) for row, own in table.rows.items()}
    same = [row for row, name in names.items() if name == bare]
    part = [row for row, name in names.items() if name and (bare in name or name in bare)]
    return (same or part)[0] if len(same or part) == 1 else None


def _wanted(
    query: Query, read: ReadPassage, header: Sequence[Cell], columns: Sequence[int]
) -> int | None:
    """The column that the question asks for by its last noun: what names the rows, or another.

    The rows of a table may be called what its title says: '사무용품 단가'.
    """
    head = query.asked.head[:1]
    for number, (text, _) in enumerate(header):
        if number not in columns and any(noun in text for noun in head):
            return number
    first = _label(header)
    plain = (
        not head or head[0] in _ROWS or _is_titled(query, read) or bool(held(query, *header[first]))
    )
    return first if plain else None
