"""Long tables, told by reckoning: how many rows have what is named, which has most, sums and means.

A ledger of thousands of rows is never read whole as a text is, and a few of its rows answer none of
these. Its cells are compared as they are written. Nothing is reckoned unless each word of the
question is the name of a column, a value of a cell, a bound, what titles say or what asks.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from corpus.symbols import ANY_BRACKETED_AT_END
from corpus.table import cell_texts, is_row, is_rule
from index import Passage, analyse, bare
from rag.answer import Answer, quotations
from rag.language.values import values, values_of
from rag.reading.kinds.sorts import BARE_YEAR
from rag.reading.sentences.ranges import holds
from rag.reading.tables.cells import NAMED, is_total
from rag.reading.tables.columns import naming, says_measure, unit_above, unit_of_column
from rag.reading.tables.comparing import LATER, LESS, MORE, RANK, first_degree
from rag.reading.tables.listing import NUMERALS
from rag.reading.tables.measuring import scale_of, size
from rag.reading.tables.whole import LONGEST
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
# What may stand behind a value that rows are to have.
_BEHIND = re.compile(
    r"(?:으로|로|라고|고)?(?:인|이고|이며|이면서|에서|에게|에|의|은|는|이|가|을|를|과|와|도|만|로|으로)?"
    r"(?:된|되어있는|돼있는|나온|받은|속한|있는|한|표시된|처리된|판정된)?"
)
_BETWEEN = re.compile(r"[이가은는을를]?")
# All rows are counted only where that is said: '모두 몇 건이야?'.
_ALL = re.compile("전체|모두|전부|총")
# Columns of days, without that called by what was done then: 접수 of 접수일.
_OF_DAYS = re.compile(r"(?:일자?|날짜|일시|연월일|[년연]도)$")
_BEFORE_DEED, _BEHIND_DAY = r"(?:중에?|에는?|의)?", re.compile(r"인|이고|이며|에|중")
_LIGHT = frozenset(
    "몇 건 개 명 곳 군데 팀 대 권 회 가지 행 줄 모두 전부 전체 총 합계 총합 총액 총계 합 더하 합치 "
    "합하 평균 가장 제일 최고 최대 최저 최소 번째 두 세 네 다섯 것 거 중 가운데 이상 이하 초과 "
    "미만 넘 되 하 있 이 인 값 얼마 수 건수 개수 알리 주 말하 무엇 뭐 누구 어디 어느 어떤 나오 받 "
    "속하 번 번호 이름 쪽 등급".split()
)
# Each row of a survey is somebody's answers.
_SURVEY = re.compile(r"[?？]|까$|주세요")
_ANSWERING = frozenset("사람 응답 응답자 응답하 답 답하 답변 고르 선택 선택하".split())
_NAMES = ("{}명", "{}", "{}이름", "{}번호")
_BOUNDS = ("ge", "gt", "le", "lt")
_SHOWN, _TIED = 3, 4
# So many first cells may call a row a total.
_CALLED = 3
_OF_ALL = "표 ‘{where}’의 {all:,}행을 모두 읽었습니다."
_OF_NONE = "표 ‘{where}’의 {all:,}행을 모두 읽었지만 그런 행이 없습니다."
_OF_SOME = "표 ‘{where}’의 {all:,}행을 모두 읽어 {some:,}행을 찾았습니다."
_FIRST = " 그중 앞의 {shown}행을 보여 드립니다."


@dataclass(frozen=True, slots=True)
class _Ledger:
    """A long table: the names of its columns, and its rows with where each stands."""

    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    places: Sequence[tuple[Passage, int, int]]
    unit: str

    @property
    def light(self) -> frozenset[str]:
        """The words of a question that say nothing of the rows."""
        return _LIGHT | _ANSWERING if any(map(_SURVEY.search, self.names)) else _LIGHT

    @property
    def called(self) -> str:
        """What the document, its sheet and what stands above the table are called."""
        first = self.places[0][0]
        return f"{first.source}{first.title}{first.context}{first.label}"


@dataclass(frozen=True, slots=True)
class _Said:
    """What some letters of a question name: columns, or a value with the columns that have it.

    `cells` is what the rows with that value have, in letters; columns have none.
    """

    start: int
    end: int
    text: str
    columns: frozenset[int]
    cells: frozenset[str] = frozenset()

    @property
    def is_value(self) -> bool:
        """Whether rows are to have it."""
        return bool(self.cells)


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
    told = [(one, found) for one in _ledgers(passages) if (found := _reckoned(question, one))]
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


def _notice(ledger: _Ledger, found: _Found) -> str:
    first = ledger.places[0][0]
    where, some = (first.headings or (first.title,))[-1], len(found.rows)
    told = _OF_SOME if _SHOWN < some < len(ledger.rows) else _OF_ALL if some else _OF_NONE
    said = told.format(where=where, all=len(ledger.rows), some=some)
    unit = f" 단위: {found.unit}" * bool(found.unit)
    return said + _FIRST.format(shown=_SHOWN) * (some > _SHOWN) + unit


def _ledgers(passages: Sequence[Passage]) -> Iterator[_Ledger]:
    """The tables among some passages that are too long to be read as text, and surveys."""
    table: list[Passage] = []
    for n, passage in enumerate(passages):
        table.append(passage)
        goes_on = passage.goes_on and n + 1 < len(passages)
        if goes_on and passages[n + 1].source == passage.source:
            continue
        long = passage.end - table[0].start > LONGEST
        if (long or _is_survey(table[0])) and (found := _read(table, passages)):
            yield found
        table = []


def _is_survey(passage: Passage) -> bool:
    """Whether the first row of a table asks: its rows are counted, however few."""
    first = next((line for line in passage.text.split("\n") if is_row(line)), "")
    return any(map(_SURVEY.search, cell_texts(first)))


def _read(table: Sequence[Passage], passages: Sequence[Passage]) -> _Ledger | None:
    """A table of which each row names its columns or has as many cells as there are columns."""
    names: list[str] = []
    rows, places = [], []
    for passage in table:
        start = 0
        for line in passage.text.split("\n"):
            if is_row(line) and not is_rule(line):
                cells = cell_texts(line)
                if not names:
                    names = cells
                elif not is_total([(text, frozenset()) for text in cells[:_CALLED]]):
                    rows.append(_by_column(cells, names))
                    places.append((passage, start, start + len(line)))
            start += len(line) + 1
    above = next((p for p in reversed(passages) if p.end <= table[0].start), None)
    near = above is not None and above.source == table[0].source
    unit = unit_above(f"{above.text if above and near else ''}\n{table[0].text.partition('|')[0]}")
    return _Ledger(names, rows, places, unit) if len(names) > 1 and rows else None


def _by_column(cells: Sequence[str], names: Sequence[str]) -> list[str]:
    """What a row tells, one a column: cells of sheets carry the names of theirs."""
    told = dict(one.split(": ", 1) for one in cells if NAMED.fullmatch(one))
    if told.keys() & {*names}:
        return [told.get(name, "") for name in names]
    return [*cells, *[""] * len(names)][: len(names)]


def _reckoned(question: str, ledger: _Ledger) -> _Found | None:
    """What a table tells that a question asks of all its rows; None where it asks anything else."""
    letters = bare(question)
    said = _named(question, letters, ledger)
    bounds = list(_bounds(question, said, ledger))
    if not _tells_all(question, said, ledger, bounded=bool(bounds)):
        return None
    wanted: dict[int, set[str]] = defaultdict(set)
    for one in said:
        if one.is_value:
            wanted[_column_of(one, said)] |= one.cells
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
    rest = "".join(" " if _covered(n, said) else c for n, c in enumerate(letters))
    return _told(question, rest, ledger, rows, free, bool(used))


def _told(
    question: str,
    rest: str,
    ledger: _Ledger,
    rows: Sequence[int],
    free: Sequence[_Said],
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


def _is_of_rows(question: str, ledger: _Ledger) -> bool:
    """Whether nothing is counted but what the table is of: its rows, by what they are called."""
    first = ledger.places[0][0]
    called = bare(f"{first.source}{first.title}{first.label}")
    return all(term in ledger.light or term in called for term in question_terms(question))


def _named(question: str, letters: str, ledger: _Ledger) -> list[_Said]:
    """The columns and the values that a question names, the longest first, in their order."""
    begins = {len(bare(question[: match.start()])) for match in re.finditer(r"\S+", question)}
    columns = [
        _Said(at.start(), at.end(), name, frozenset(own))
        for name, own in _aliases(ledger.names).items()
        for at in re.finditer(re.escape(name), letters)
    ]
    found = [*columns, *_days(question, letters, ledger)]
    for text, own in _values(ledger, letters).items():
        for at in re.finditer(re.escape(text), letters):
            found += _value_at(letters, at, own, columns, begins)
    kept: list[_Said] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.is_value)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _value_at(
    letters: str,
    at: re.Match[str],
    having: frozenset[int],
    columns: Sequence[_Said],
    begins: Collection[int],
) -> Iterator[_Said]:
    """A value where it stands as one: behind the name of its column, before it, or as a word.

    A single letter is one beside that name only: '등급이 A인', 'A등급인'. `having` are the columns
    that have it, and words begin at `begins`.
    """
    begun = at.start() in begins
    own = [one for one in columns if one.columns & having]
    before = [one for one in own if at.start() in _ends(letters, one)]
    behind = [one for one in own if one.start == at.end() and begun]
    beside = next(iter((*before, *behind)), None)
    stop = max(at.end(), beside.end if beside else 0)
    end = min((n for n in begins if n >= stop), default=len(letters))
    alone = len(at[0]) > 1 and begun
    if (beside or alone) and _BEHIND.fullmatch(letters, stop, end):
        told = beside.columns & having if beside else having
        yield _Said(*at.span(), at[0], told, frozenset([at[0]]))


def _ends(letters: str, one: _Said) -> tuple[int, ...]:
    """Where a value may begin behind the name of a column and its particle."""
    gap = _BETWEEN.match(letters, one.end)
    return (one.end, gap.end()) if gap else (one.end,)


def _days(question: str, letters: str, ledger: _Ledger) -> Iterator[_Said]:
    """The days, months and years of a question, each with the column that has it.

    Where that is named beside it, '3월에 접수한' or '접수일이 3월인', and nothing before or after
    it is wanted. A month of several years is none.
    """
    for day in values_of(question):
        if day.unit != "date" or day.bound:
            continue
        start, end = (len(bare(question[:place])) for place in (day.start, day.end))
        for column, name in enumerate(map(bare, ledger.names)):
            if not _is_beside(letters, start, end, name):
                continue
            told = {text: _dates(text) for text in {row[column] for row in ledger.rows}}
            own = {text: forms for text, forms in told.items() if day.forms[0] in forms}
            if len({forms[-1] for forms in own.values()}) < 2:
                cells = frozenset(map(bare, own)) or frozenset([letters[start:end]])
                yield _Said(start, end, letters[start:end], frozenset([column]), cells)


def _is_beside(letters: str, start: int, end: int, name: str) -> bool:
    """Whether a column of days is named before the day at a place, or what was done then behind."""
    deed = _OF_DAYS.sub("", name)
    if len(deed) < 2 or deed == name:
        return False
    if re.match(f"{_BEFORE_DEED}{re.escape(deed)}", letters[end:]):
        return True
    named = re.search(f"{re.escape(name)}{_BETWEEN.pattern}$", letters[:start])
    return named is not None and _BEHIND_DAY.match(letters, end) is not None


def _dates(text: str) -> tuple[str, ...]:
    """The ways to put the day, or the year, that is all of a cell, its year last."""
    if BARE_YEAR.fullmatch(text):
        return (f"{text}년",)
    found = [one for one in values(text, ()) if one.unit == "date"]
    whole = len(found) == 1 and found[0].end - found[0].start == len(text)
    return found[0].forms if whole else ()


def _aliases(names: Sequence[str]) -> Mapping[str, set[int]]:
    """What columns may be called: '사업비 신청액(천원)' is '신청액' too."""
    found: dict[str, set[int]] = defaultdict(set)
    for column, name in enumerate(names):
        plain = ANY_BRACKETED_AT_END.sub("", name)
        for called in {bare(plain), bare(plain.partition(" ")[2])}:
            if len(called) > 1:
                found[called].add(column)
    return found


def _values(ledger: _Ledger, letters: str) -> Mapping[str, frozenset[int]]:
    """The cells with letters that stand in a question, and the columns that have them."""
    found: dict[str, set[int]] = defaultdict(set)
    for column in range(len(ledger.names)):
        for text in {row[column] for row in ledger.rows}:
            plain = bare(text)
            if plain in letters and any(map(str.isalpha, plain)):
                found[plain].add(column)
    return {text: frozenset(columns) for text, columns in found.items()}


def _column_of(one: _Said, said: Sequence[_Said]) -> int:
    """The column that is to have a value: the only one, or one that is named; -1 for neither."""
    named = {n for other in said if not other.is_value for n in other.columns}
    columns = one.columns if len(one.columns) == 1 else one.columns & named
    return next(iter(columns)) if len(columns) == 1 else -1


_Bound = tuple[int, str, Fraction]


def _bounds(question: str, said: Sequence[_Said], ledger: _Ledger) -> Iterator[_Bound | None]:
    """The columns with a bound that a question tells for each; None for one of no column."""
    rank = RANK.search(question)
    for value in values_of(question):
        place = len(bare(question[: value.start]))
        before = [one for one in said if not one.is_value and one.end <= place]
        if _covered(place, said) or (rank and rank.start() <= value.start < rank.end()):
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


def _covered(place: int, said: Sequence[_Said]) -> bool:
    return any(one.start <= place < one.end for one in said)


def _tells_all(question: str, said: Sequence[_Said], ledger: _Ledger, *, bounded: bool) -> bool:
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
    question: str, ledger: _Ledger, rows: Sequence[int], free: Sequence[_Said]
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


def _wanted(letters: str, ledger: _Ledger) -> int | None:
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


def _units(ledger: _Ledger, rows: Sequence[int], column: int) -> tuple[str, str]:
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
