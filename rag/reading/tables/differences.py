"""Differences that no document states: 'A반이랑 B반 수강료 차이 얼마?', reckoned of two values.

Both things must be named each by one row, one column or one label of the same table, list or
sentence, both values be of one unit, and all nouns of the question be told there. In doubt nothing
is reckoned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import analyse, bare
from index.units import dimensions_of
from rag.language.spans import ReadPassage
from rag.language.values import values_of
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Judged, sentence
from rag.reading.tables.cells import TOTALS, tables
from rag.reading.tables.columns import SHORT_YEAR, YEAR, unit_of_column
from rag.reading.tables.comparing import LESS, MEASURES, first_degree
from rag.reading.tables.matching import held
from rag.reading.tables.measuring import (
    AMOUNTS,
    NO_SIZES,
    YEAR_BEFORE,
    Reckoned,
    amount,
    is_count,
    plainly,
    value_of,
    written,
)

NOTICE = "문서에 차이가 적혀 있지 않아 두 값으로 계산했습니다: {values}."

_ASKS = re.compile(r"얼마|몇|며칠")
_MARKED = r"[이가은는]\s"
_FORMS = (
    re.compile(r"(?P<one>[^?]+?)(?:이랑|랑|와|과|하고)\s(?P<other>[^?]+?)\s?차이"),
    re.compile(rf"(?:[^?]*에서\s)?(?P<one>[^?]+){_MARKED}(?P<other>[^?]+?)보다\s"),
    re.compile(rf"(?P<other>[^?]+?)보다\s(?P<one>[^?]+?){_MARKED}"),
)
# 'X는 목표보다 몇 건 더': what is compared with something need not be named beside it.
# A part of a year is told in two words: '2024년 하반기에 비해서'.
_THAN = re.compile(
    r"(?P<other>(?:(?:19|20)\d\d년도?\s)?[^\s?]+)"
    r"(?:보다|에\s?비(?:해|하면|하여)서?|(?:와|과|이?랑|하고) 비교(?:해|하면|하여)서?|\s?대비)\s"
)
_BETWEEN = re.compile(
    r"(?P<other>(?:19|20)\d\d년?도?)(?:에서|부터)\s(?P<one>(?:19|20)\d\d년?도?)(?:\s?사이|까지)"
)
_MOVED = re.compile(r"늘|증가|올[랐라]|오르|(?P<down>줄|감소|내[렸려리]|떨어)")
_MORE = re.compile(r"(?<![가-힣])더(?![가-힣])")
_PARTICLE = r"(?:년도?)?(?:의|은|는|이|가|을|를|에|에서|에는|도|만|와|과|이?랑|하고)?"
_WORDS = re.compile(r"[^\s·,/()\[\]*:]+")
_LINE = re.compile(r"\S[^\n]*")
_ENTRY = re.compile(r"\W*(?P<label>[^:|\n]{1,30}?)\s?:\s(?P<told>[^|\n]+)")
_BEFORE = re.compile(
    r"(?P<label>(?:[가-힣]{2,}\s)?[A-Za-z\d-]*[가-힣A-Za-z][가-힣A-Za-z\d-]*?)[은는이가]?\s$"
)
_BARE = re.compile(r"[\d,.]+")
_STATES = re.compile(r"차이|보다|더 ")
_ASKING = frozenset("올해 금년 차이 얼마 며칠 사이 합 합계 총합 총계 전부 모두".split())
_NOUNS = ("NNG", "NNP", "SL", "SN")

_Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows with what they tell by column; the first column names them. A row by its sentence."""

    header: Sequence[str]
    rows: Sequence[_Row]


@dataclass(frozen=True, slots=True)
class Sides:
    """Two things, and whether the first has more of what is asked; None where that is open."""

    one: str
    other: str
    more: bool | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The texts of two values with the names of their column, by the sentences they stand in."""

    sentences: tuple[int, int]
    texts: tuple[str, str]
    column: str


# A pair with the passage that it stands in, and by how much its values differ.
_Found = tuple[ReadPassage, Pair, str]


def asks_difference(question: str) -> bool:
    """Whether a question wants to know by how much two things differ."""
    return any(_sides(question))


def difference(judged: Judged) -> Reckoned | None:
    """By how much the two things of a question differ; None where two values do not surely tell."""
    query = judged.spans.query
    told_by = [
        (read, pair, told)
        for sides in _sides(query.text)
        for read, pair in pairs(judged, sides)
        if (told := _subtracted(pair, sides))
    ]
    found = _of_column_asked(query, told_by)
    # The same two numbers may stand elsewhere without their unit.
    best = [one for one in found if not _BARE.fullmatch(one[-1])] or found
    if len({(told, *sorted(pair.texts)) for _, pair, told in best}) != 1:
        return None
    read, pair, told = best[0]
    if any({*map(amount, other.texts)} != {*map(amount, pair.texts)} for _, other, _ in found):
        return None
    if _is_stated(judged, told):
        return None
    sentences = [sentence(read, number) for number in dict.fromkeys(pair.sentences)]
    values = " − ".join(sorted(map(plainly, pair.texts), key=amount, reverse=True))
    return Reckoned(sentences, told, NOTICE.format(values=values))


def _of_column_asked(query: Query, found: Sequence[_Found]) -> list[_Found]:
    """Those in a column whose name says most of a question: another list tells of other values."""
    weights = [_weight(query, pair.column, frozenset()) for _, pair, _ in found]
    return [one for one, own in zip(found, weights, strict=True) if own == max(weights)]


def pairs(judged: Judged, sides: Sides) -> Iterator[tuple[ReadPassage, Pair]]:
    """The values of two sides, by passage, where all nouns of a question are told."""
    query = judged.spans.query
    for read in judged.spans.reads:
        for grid in _grids(read) if tells_nouns(judged, read) else ():
            for pair in (*_of_rows(query, grid, sides), *_of_columns(query, grid, sides)):
                yield read, pair


def sides_compared(question: str) -> Iterator[Sides]:
    """The things of which a question asks whether one is more than the other, or has become so.

    Which way it asks is left open.
    """
    than = _THAN.search(question)
    # '후원금이 2024년에 전년보다' sets no 후원금 beside a year.
    for form in () if than and than["other"] in YEAR_BEFORE else _FORMS[1:]:
        if found := form.match(question):
            yield Sides(found["one"], found["other"], None)
    if found := than:
        one = f"{question[: found.start()]} {question[found.end() :]}"
        yield Sides(one, _year_before(found["other"], one), None)


def _sides(question: str) -> Iterator[Sides]:
    if not _ASKS.search(question):
        return
    for number, form in enumerate(_FORMS):
        if (found := form.match(question)) is None:
            continue
        if not number:
            yield Sides(found["one"], found["other"], None)
            return
        rest = question[found.end() :]
        degree = _degree(rest)
        if _ASKS.search(rest) and (degree or _MORE.search(rest)):
            yield Sides(found["one"], found["other"], degree not in LESS)
    yield from _sides_beside(question)


def _sides_beside(question: str) -> Iterator[Sides]:
    """A thing that something is compared with and all else that is asked; two years."""
    if found := _BETWEEN.search(question):
        rest = question[found.end() :]
        if (moved := _MOVED.search(rest)) and _ASKS.search(rest):
            yield Sides(found["one"], found["other"], not moved["down"])
    elif found := _THAN.search(question):
        rest = question[found.end() :]
        moved, degree = _MOVED.search(rest), _degree(rest)
        if _ASKS.search(rest) and (degree or moved or _MORE.search(rest)):
            less = degree in LESS or bool(moved and moved["down"])
            one = f"{question[: found.start()]} {rest}"
            yield Sides(one, _year_before(found["other"], one), not less)


def _year_before(other: str, question: str) -> str:
    """The year that a word stands for beside the only year of a question: 전년."""
    years = {int(found["year"]) for found in YEAR.finditer(question)}
    return f"{years.pop() - 1}년" if other in YEAR_BEFORE and len(years) == 1 else other


def _degree(text: str) -> str | None:
    return first_degree(analyse(text))


def _of_rows(query: Query, grid: _Grid, sides: Sides) -> Iterator[Pair]:
    """The values of two rows in the only column that may be meant."""
    labels = [own[0] for _, own in grid.rows]
    places = [only_named(labels, side) for side in (sides.one, sides.other)]
    if None in places or places[0] == places[1]:
        return
    (first, one), (second, other) = (grid.rows[place] for place in places if place is not None)
    columns = [
        n
        for n in range(1, min(len(one), len(other), len(grid.header)))
        if _alike(one[n], other[n]) and _is_of_unit(query, one[n], grid.header[n])
    ]
    named = frozenset(_WORDS.findall(f"{one[0]} {other[0]}"))
    weight = {n: _weight(query, grid.header[n], named) for n in columns}
    most = max(weight.values(), default=0.0)
    best = [n for n in columns if weight[n] == most]
    if len(best) == 1:
        n = best[0]
        yield Pair((first, second), (one[n], other[n]), grid.header[n])


def _of_columns(query: Query, grid: _Grid, sides: Sides) -> Iterator[Pair]:
    """The values of two columns in the only row that is named."""
    row = only_named([own[0] for _, own in grid.rows], query.text)
    places = _columns_named(query, grid, sides)
    if row is None or places is None:
        return
    (number, own), (one, other) = grid.rows[row], places
    if max(one, other) >= len(own) or not _alike(own[one], own[other]):
        return
    if _is_of_unit(query, own[one], f"{grid.header[one]} {own[0]}"):
        yield Pair((number, number), (own[one], own[other]), grid.header[one])


def _columns_named(query: Query, grid: _Grid, sides: Sides) -> tuple[int, int] | None:
    """The columns of two sides; None where either is open.

    Those of two years are of what is measured besides; beside '2025년 목표' that of the same year
    is meant, or the only other one.
    """
    columns = [n for n, name in enumerate(grid.header) if n and name]
    if all(YEAR.search(side) for side in (sides.one, sides.other)):
        bare_names = {n: YEAR.sub("", grid.header[n]) for n in columns}
        weight = {n: _weight(query, name, frozenset()) for n, name in bare_names.items()}
        columns = [n for n in columns if weight[n] == max(weight.values())]
    names = [YEAR.sub(r"\g<year>", grid.header[n]) for n in columns]
    # By how much is not reckoned by years that a question only hints at.
    if sides.more is None and sides.other in YEAR_BEFORE and (years := _last_two(names)):
        return columns[years[1]], columns[years[0]]
    one, other = (only_named(names, side) for side in (sides.one, sides.other))
    if other is None:
        return None
    if one is None:
        words = set(_WORDS.findall(names[other]))
        alike = [n for n, name in enumerate(names) if words & {*_WORDS.findall(name)}]
        rest = [n for n in (alike if len(alike) > 1 else range(len(names))) if n != other]
        one = rest[0] if len(rest) == 1 else None
    return (columns[one], columns[other]) if one not in (None, other) else None


def _last_two(names: Sequence[str]) -> tuple[int, int] | None:
    """Where the earlier and the later of two years in a row stand; None for other years or more."""
    told = sorted((int(at["year"]), n) for n, name in enumerate(names) if (at := YEAR.search(name)))
    if len(told) != 2 or told[1][0] - told[0][0] != 1:
        return None
    return told[0][1], told[1][1]


def only_named(names: Sequence[str], said: str) -> int | None:
    """The only one of some names that a text says, or says a word of that no other of them has.

    Only as a whole '시제품 2' is told from '시제품 1'.
    """
    wholly = [n for n, name in enumerate(names) if _says(said, name)]
    wholly = [n for n in wholly if not any(names[n] in names[m] for m in wholly if m != n)]
    if len(wholly) == 1 and not TOTALS.fullmatch(names[wholly[0]]):
        return wholly[0]
    words = [set(_WORDS.findall(name)) for name in names]
    found = [
        n
        for n, own in enumerate(words)
        if not TOTALS.fullmatch(names[n])
        and any(_says(said, word) for word in own if sum(word in one for one in words) == 1)
    ]
    return found[0] if len(found) == 1 else None


def _says(text: str, word: str) -> bool:
    """Whether a text has a word by itself, with any particle."""
    around = rf"(?<![가-힣A-Za-z\d]){re.escape(word)}(?={_PARTICLE}(?:\s|$))"
    return len(word) > 1 and re.search(around, text) is not None


def _weight(query: Query, column: str, named: frozenset[str]) -> float:
    """How much of a question the name of a column holds, but for the words of the rows."""
    own = held(query, column, frozenset(column.lower().split()))
    return sum(weight for term, weight in own.items() if not any(term in word for word in named))


def _alike(one: str, other: str) -> bool:
    """Whether two cells tell one value each, of the same unit, that can be subtracted."""
    first, second = value_of(one), value_of(other)
    return bool(first and second and first.unit == second.unit and first.unit not in NO_SIZES)


def _is_of_unit(query: Query, text: str, column: str) -> bool:
    """Whether a value is told in the unit that is asked for: days, money of what is dear."""
    unit = query.asked.unit
    if "며칠" in query.text:
        unit = "일"
    elif "가격" in MEASURES.get(_degree(query.text) or "", ()):
        unit = "원"
    wanted = next((value.unit for value in values_of(f"1{unit}")), "") if unit else ""
    told = _unit(text, column)
    # What has no other measure is counted: 파레트, 박스.
    counted = is_count(unit) or not dimensions_of(unit)
    return not wanted or wanted == told or (not told and counted)


def _unit(text: str, column: str) -> str:
    """The unit of a value, else that which the name of its column has in brackets."""
    value = value_of(text)
    return (value.unit if value else "") or unit_of_column(column)


def _subtracted(pair: Pair, sides: Sides) -> str:
    """What the one has more than the other; '' for nothing, and where it is the other way round."""
    one, other = map(amount, pair.texts)
    unit = _unit(pair.texts[0], pair.column)
    gap = abs(one - other)
    if not gap or (sides.more is not None and (one > other) != sides.more):
        return ""
    return written(gap, unit, pair.texts, share="%p")


def tells_nouns(judged: Judged, read: ReadPassage, *, besides: str = "") -> bool:
    """Whether all nouns and numbers of a question stand in what was read of a document.

    `besides` is of the question, and need not.
    """
    query, source = judged.spans.query, read.passage.source
    own = [one.passage for one in judged.spans.reads if one.passage.source == source]
    texts = " ".join(f"{p.title} {p.context} {p.columns} {p.text}" for p in own)
    letters = bare(SHORT_YEAR.sub(r"20\g<year>", texts))
    # What stands before 랑 is taken for one noun with it.
    said = [m.form.lower().removesuffix("랑") for m in query.morphemes if m.tag in _NOUNS]
    asking = {*_ASKING, *YEAR_BEFORE, *AMOUNTS, *query.asked.head}
    return all(noun in letters or noun in besides for noun in said if noun not in asking)


def _is_stated(judged: Judged, told: str) -> bool:
    """Whether a sentence tells the difference itself."""
    wanted = values_of(told)
    return any(
        own.forms[0] == wanted[0].forms[0]
        for one in judged.candidates
        if wanted and not one.text.startswith("|") and _STATES.search(one.text)
        for own in values_of(one.text)
    )


def _grids(read: ReadPassage) -> Iterator[_Grid]:
    """What a passage tells of several things alike: in tables, entries and sentences."""
    for table in tables(read):
        order = [table.label, *(n for n in range(len(table.header)) if n != table.label)]
        rows: list[_Row] = [
            (row, [own[n][0] for n in order])
            for row, own in table.rows.items()
            if len(own) == len(order)
        ]
        yield _Grid([table.names[n] for n in order], rows)
    entries: list[_Row] = [
        (read.sentence_at(start), [found["label"], found["told"]])
        for start, line in _lines(read)
        if (found := _ENTRY.fullmatch(line))
    ]
    yield _Grid(["", ""], entries)
    for number, (start, end) in enumerate(read.sentences):
        if rows := _labelled(number, read.passage.text[start:end]):
            yield _Grid(["", ""], rows)


def _labelled(number: int, text: str) -> list[_Row]:
    """The values of a sentence by the word that stands before each: '시비 3억 원, 도비 1억 원'."""
    if text.startswith("|"):
        return []
    labels = [(value, _BEFORE.search(text, 0, value.start)) for value in values_of(text)]
    return [(number, [at["label"], text[value.start : value.end]]) for value, at in labels if at]


def _lines(read: ReadPassage) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[0]) for found in _LINE.finditer(read.passage.text))
