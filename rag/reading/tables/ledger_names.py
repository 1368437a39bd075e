"""What of a long table a question names: columns, values of cells, days."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.symbols import ANY_BRACKETED_AT_END
from index import bare
from rag.language.values import values, values_of
from rag.reading.kinds.sorts import BARE_YEAR
from rag.reading.tables.ledger_rows import Ledger

# What may stand behind a value that rows are to have.
_BEHIND = re.compile(
    r"(?:으로|로|라고|고)?(?:인|이고|이며|이면서|에서|에게|에|의|은|는|이|가|을|를|과|와|도|만|로|으로)?"
    r"(?:된|되어있는|돼있는|나온|받은|속한|있는|한|표시된|처리된|판정된)?"
)
_BETWEEN = re.compile(r"[이가은는을를]?")
# Columns of days, without that called by what was done then: 접수 of 접수일.
_OF_DAYS = re.compile(r"(?:일자?|날짜|일시|연월일|[년연]도)$")
_BEFORE_DEED, _BEHIND_DAY = r"(?:중에?|에는?|의)?", re.compile(r"인|이고|이며|에|중")


@dataclass(frozen=True, slots=True)
class Said:
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


def named(question: str, letters: str, ledger: Ledger) -> list[Said]:
    """The columns and the values that a question names, the longest first, in their order."""
    begins = {len(bare(question[: match.start()])) for match in re.finditer(r"\S+", question)}
    columns = [
        Said(at.start(), at.end(), name, frozenset(own))
        for name, own in _aliases(ledger.names).items()
        for at in re.finditer(re.escape(name), letters)
    ]
    found = [*columns, *_days(question, letters, ledger)]
    for text, own in _values(ledger, letters).items():
        for at in re.finditer(re.escape(text), letters):
            found += _value_at(letters, at, own, columns, begins)
    kept: list[Said] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.is_value)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _value_at(
    letters: str,
    at: re.Match[str],
    having: frozenset[int],
    columns: Sequence[Said],
    begins: Collection[int],
) -> Iterator[Said]:
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
        yield Said(*at.span(), at[0], told, frozenset([at[0]]))


def _ends(letters: str, one: Said) -> tuple[int, ...]:
    """Where a value may begin behind the name of a column and its particle."""
    gap = _BETWEEN.match(letters, one.end)
    return (one.end, gap.end()) if gap else (one.end,)


def _days(question: str, letters: str, ledger: Ledger) -> Iterator[Said]:
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
                yield Said(start, end, letters[start:end], frozenset([column]), cells)


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


def _values(ledger: Ledger, letters: str) -> Mapping[str, frozenset[int]]:
    """The cells with letters that stand in a question, and the columns that have them."""
    found: dict[str, set[int]] = defaultdict(set)
    for column in range(len(ledger.names)):
        for text in {row[column] for row in ledger.rows}:
            plain = bare(text)
            if plain in letters and any(map(str.isalpha, plain)):
                found[plain].add(column)
    return {text: frozenset(columns) for text, columns in found.items()}


def column_of(one: Said, said: Sequence[Said]) -> int:
    """The column that is to have a value: the only one, or one that is named; -1 for neither."""
    named = {n for other in said if not other.is_value for n in other.columns}
    columns = one.columns if len(one.columns) == 1 else one.columns & named
    return next(iter(columns)) if len(columns) == 1 else -1


def covered(place: int, said: Sequence[Said]) -> bool:
    """Whether a letter of a question is of what it names."""
    return any(one.start <= place < one.end for one in said)
