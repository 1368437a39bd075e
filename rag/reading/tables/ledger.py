"""Long tables, told by reckoning: how many rows have what is named, which has most, sums and means.

A ledger of thousands of rows is never read whole as a text is, and a few of its rows answer none of
these. Its cells are compared as they are written. Nothing is reckoned unless each word of the
question is the name of a column, a value of a cell, a bound, what titles say or what asks.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from corpus.symbols import ANY_BRACKETED_AT_END
from index import Passage, analyse, bare
from rag.answer import Answer, quotations
from rag.language.values import values_of
from rag.reading.sentences.ranges import holds
from rag.reading.tables.columns import naming, says_measure, unit_of_column
from rag.reading.tables.comparing import LATER, LESS, MORE, RANK, first_degree
from rag.reading.tables.ledger_names import Said, column_of, covered, named
from rag.reading.tables.ledger_rows import Ledger, ledgers
from rag.reading.tables.listing import NUMERALS
from rag.reading.tables.measuring import scale_of, size
from rag.retrieval.query import question_terms

_COUNT = re.compile(r"몇(?P<unit>건|개|명|곳|군데|팀|대|권|회|가지|행|줄)")
_SUM, _MEAN = (
    re.compile(r"합계|총합|총액|총계|(?:더하|합치|합하|더한|합친|합한)"),
    re.compile("평균"),
)
_MOST, _LEAST = re.compile("최고|최대"), re.compile("최저|최소")
# What a sentence leaves out, or wants of either, is not what it names.
_OTHERWISE = re.compile(
    r"아닌|않|제외|빼고|말고|없|외에|이외|거나|또는|혹은|보다|마다|별로|각각|각"
)
_FIGURE = re.compile(r"(?P<sign>[-△▲])?(?P<said>\d[\d,]*(?:\.\d+)?)(?P<unit>\s?[^\d\s,.]{1,4})?")
# All rows are counted only where that is said: '모두 몇 건이야?'.
_ALL = re.compile("전체|모두|(?<!안)전부(?!터)|총")
_NAMES = ("{}명", "{}", "{}이름", "{}번호")
_BOUNDS = ("ge", "gt", "le", "lt")
_SHOWN, _TIED = 3, 4
_OF_ALL = "표 ‘{where}’의 {all:,}행을 모두 읽었습니다."
_OF_NONE = "표 ‘{where}’의 {all:,}행을 모두 읽었지만 그런 행이 없습니다."
_OF_SOME = "표 ‘{where}’의 {all:,}행을 모두 읽어 {some:,}행을 찾았습니다."
_FIRST = " 그중 앞의 {shown}행을 보여 드립니다."


@dataclass(frozen=True, slots=True)
class _Found:
    """What was reckoned, the rows that it is told by, and the unit that only the table tells."""

    short: str
    rows: Sequence[int]
    unit: str = ""


def asks_reckoning(question: str) -> bool:
    """Whether a question wants rows counted, ranked, added up or their mean."""
    letters = bare(question)
    return RANK.search(question) is not None or any(
        one.search(letters) for one in (_COUNT, _SUM, _MEAN)
    )


def ledger_answer(question: str, passages: Sequence[Passage], reader: str) -> Answer | None:
    """What the only long table of a document tells that a question asks of all its rows.

    `passages` are those of documents that may tell, in order. None where no table or several do.
    """
    if not asks_reckoning(question) or _OTHERWISE.search(question):
        return None
    told = [(one, found) for one in ledgers(passages) if (found := _reckoned(question, one))]
    if len(told) != 1:
        return None
    ledger, found = told[0]
    shown = [ledger.places[row] for row in found.rows[:_SHOWN]]
    return Answer(
        question,
        quotations(shown),
        (),
        abstained=not shown,
        reader=reader,
        confidence=float(bool(shown)),
        searched=question,
        short=found.short if shown else "",
        notice=_notice(ledger, found),
        stated=bool(shown),
    )


def _notice(ledger: Ledger, found: _Found) -> str:
    first = ledger.places[0][0]
    where, some = (first.headings or (first.title,))[-1], len(found.rows)
    told = _OF_SOME if _SHOWN < some < len(ledger.rows) else _OF_ALL if some else _OF_NONE
    said = told.format(where=where, all=len(ledger.rows), some=some)
    unit = f" 단위: {found.unit}" * bool(found.unit)
    return said + _FIRST.format(shown=_SHOWN) * (some > _SHOWN) + unit


def _reckoned(question: str, ledger: Ledger) -> _Found | None:
    """What a table tells that a question asks of all its rows; None where it asks anything else."""
    letters = bare(question)
    said = named(question, letters, ledger)
    bounds = list(_bounds(question, said, ledger))
    if not _tells_all(question, said, ledger, bounded=bool(bounds)):
        return None
    wanted: dict[int, set[str]] = defaultdict(set)
    for one in said:
        if one.is_value:
            wanted[column_of(one, said)] |= one.cells
    if -1 in wanted or None in bounds:
        return None
    rows = [
        n
        for n, row in enumerate(ledger.rows)
        if all(bare(row[column]) in texts for column, texts in wanted.items())
        and all(_is_within(row, one) for one in bounds if one)
    ]
    used = {*wanted, *(one[0] for one in bounds if one)}
    free = [one for one in said if not one.is_value and not one.columns & used]
    rest = "".join(" " if covered(n, said) else c for n, c in enumerate(letters))
    return _told(question, rest, ledger, rows, free, bool(used))


def _told(
    question: str,
    rest: str,
    ledger: Ledger,
    rows: Sequence[int],
    free: Sequence[Said],
    limited: bool,
) -> _Found | None:
    """What is asked of some rows: `free` are the columns that limit none, `rest` what asks."""
    if RANK.search(question):
        return _most(question, ledger, rows, free)
    counted = _COUNT.search(rest)
    whole = counted and _ALL.search(rest) and _is_of_rows(question, ledger)
    if counted and (limited or whole) and not free:
        return _Found(f"{len(rows):,}{counted['unit']}", rows)
    if len(free) != 1 or len(free[0].columns) != 1 or not rows:
        return None
    (column,) = free[0].columns
    told = [value for n in rows if (value := _figure(ledger.rows[n][column])) is not None]
    if len(told) < len(rows):
        return None
    own, above = _units(ledger, rows, column)
    if _MEAN.search(rest):
        return _Found(f"{_plain(sum(told, Fraction(0)) / len(told))}{own}", rows, above)
    return (
        _Found(f"{_plain(sum(told, Fraction(0)))}{own}", rows, above) if _SUM.search(rest) else None
    )


def _is_of_rows(question: str, ledger: Ledger) -> bool:
    """Whether nothing is counted but what the table is of: its rows, by what they are called."""
    first = ledger.places[0][0]
    called = bare(f"{first.source}{first.title}{first.label}")
    return all(term in ledger.light or term in called for term in question_terms(question))


_Bound = tuple[int, str, Fraction]


def _bounds(question: str, said: Sequence[Said], ledger: Ledger) -> Iterator[_Bound | None]:
    """The columns with a bound that a question tells for each; None for one of no column."""
    rank = RANK.search(question)
    for value in values_of(question):
        place = len(bare(question[: value.start]))
        before = [one for one in said if not one.is_value and one.end <= place]
        if covered(place, said) or (rank and rank.start() <= value.start < rank.end()):
            continue
        if value.bound not in _BOUNDS or not before or len(before[-1].columns) != 1:
            yield None
            continue
        (column,) = before[-1].columns
        told = unit_of_column(ledger.names[column]) or ledger.unit
        yield column, value.bound, size(value, "") / (scale_of(told, value.unit) or 1)


def _is_within(row: Sequence[str], bound: _Bound) -> bool:
    column, side, limit = bound
    told = _figure(row[column])
    return told is not None and holds(told, side, limit)


def _tells_all(question: str, said: Sequence[Said], ledger: Ledger, *, bounded: bool) -> bool:
    """Whether each term of a question is named by the table or asks; numbers may be bounds."""
    limits = [bare(question[one.start : one.end]) for one in values_of(question) if bounded]
    known = [*(one.text for one in said), *limits]
    above = bare(f"{ledger.called}{''.join(ledger.names)}")
    # What is no word to the analysis may hold a name with its particle: '전포동인'.
    return all(
        term in ledger.light | MORE | LESS
        or any(term in one or (len(one) > 1 and term.startswith(one)) for one in known)
        or (term in above and not term.isdigit())
        for term in question_terms(question)
    )


def _most(
    question: str, ledger: Ledger, rows: Sequence[int], free: Sequence[Said]
) -> _Found | None:
    """What has most or least in the column that is named before that; all where a few share it."""
    at = RANK.search(question)
    place = len(bare(question[: at.start()])) if at else 0
    measured = [one for one in free if one.end <= place or at and at["n"]]
    degree = first_degree(analyse(question))
    most = bool(_MOST.search(question)) or degree in MORE | LATER
    sided = most or degree is not None or _LEAST.search(question)
    wanted = _wanted(question[at.end() :], ledger) if at else None
    if wanted is None or not sided or len(measured) != 1 or len(measured[0].columns) != 1:
        return None
    (column,) = measured[0].columns
    told = {n: value for n in rows if (value := _figure(ledger.rows[n][column])) is not None}
    number = NUMERALS[at["n"]] if at and at["n"] else 1
    order = sorted({*told.values()}, reverse=most)
    if number > len(order):
        return None
    first = [n for n, value in told.items() if value == order[number - 1]]
    called = [ledger.rows[n][wanted] for n in first]
    # What stands in several rows would have to be added up first.
    alone = all(sum(row[wanted] == one for row in ledger.rows) == 1 for one in called)
    return _Found(", ".join(called), first) if alone and len(first) <= _TIED else None


def _wanted(letters: str, ledger: Ledger) -> int | None:
    """The column that is asked for by what follows: 사업 by 사업명, else what names the rows."""
    names = (ANY_BRACKETED_AT_END.sub("", name) for name in ledger.names)
    plain = [bare(name.rpartition(" ")[2]) for name in names]
    for noun in reversed(question_terms(letters)):
        for shape in _NAMES:
            if shape.format(noun) in plain:
                return plain.index(shape.format(noun))
        if noun in bare(ledger.called):
            return naming(plain)
    return None


def _figure(text: str) -> Fraction | None:
    """The number that is all of a cell; None for none."""
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    return Fraction(match["said"].replace(",", "")) * (-1 if match["sign"] else 1)


def _units(ledger: Ledger, rows: Sequence[int], column: int) -> tuple[str, str]:
    """The unit of a column, by its cells or its name, and else the one of the table, if its."""
    name = ledger.names[column]
    cells = (_FIGURE.fullmatch(ledger.rows[n][column]) for n in rows)
    units = {(match["unit"] or "").strip() for match in cells if match}
    own = (units.pop() if len(units) == 1 else "") or unit_of_column(name)
    return own, "" if own or says_measure(name, ledger.unit) else ledger.unit


def _plain(number: Fraction) -> str:
    """A number with two decimals at most."""
    return (
        f"{float(number):,.2f}".rstrip("0").rstrip(".")
        if number.denominator > 1
        else f"{int(number):,}"
    )
