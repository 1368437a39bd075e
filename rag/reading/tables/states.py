"""Rows by the state that a cell tells of each: '불합격한 항목', '적자 난 부서', '체크 안 한 항목'.

The words of a question for a state are seldom those of the cells: what failed is 부적합 there, what
made a loss has a profit below zero, and what nobody ticked an empty box.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.symbols import EMPTY_BOXES, TICKED_BOXES
from index import bare
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.cells import Cell, Table, whole_tables
from rag.reading.tables.differences import tells_nouns
from rag.reading.tables.matching import held
from rag.reading.tables.measuring import amount, signed_columns

_FAILED = re.compile(
    r"(?:부적합|불합격|미달|탈락|불량|부적격|미흡|fail)(?:\([^()]*\))?", re.IGNORECASE
)
_PASSED = re.compile(r"(?:적합|합격|통과|양호|적격|정상|pass)(?:\([^()]*\))?", re.IGNORECASE)
_EMPTY, _TICKED = re.compile(rf"[{EMPTY_BOXES}]"), re.compile(rf"[{TICKED_BOXES}]")
_NOT = r"(?:을|를|은|는|이|가|에)?\s?(?:안|못)\s?(?:한|된|했던)|(?:하|되)지\s?(?:않|못)은"
_DID = r"(?:을|를|은|이|가|에)?\s?(?:한|된|했던)"
_MARKED = r"(?:체크|표시|동의|선택)"
# What a question calls a state, the cells that tell it and those that tell the other one.
_STATES = (
    (r"부적합|불합격|부적격|탈락|기준\s?미달", _FAILED, _PASSED),
    (r"(?<!불)(?<!부)(?:적합|합격|적격)", _PASSED, _FAILED),
    (rf"{_MARKED}(?:{_NOT})", _EMPTY, _TICKED),
    (rf"{_MARKED}(?:{_DID})", _TICKED, _EMPTY),
)
_OF_SIGNS = r"적자|손실|흑자"
# '적자 난 사업부는 어디', '불합격 항목은 몇 개': what is so stands at the end.
_THINGS = re.compile(
    rf"(?P<state>{_OF_SIGNS}|{'|'.join(asks for asks, _, _ in _STATES)})"
    r"(?:[을를이가]?\s?(?:난|나온|된|한|받은|본|낸|뜬|판정된))?\s"
    r"(?P<noun>[가-힣]{1,8}?)들?[은는이가]?\s?(?:모두|총|다)?\s?"
    r"(?:(?:뭐|뭔|무엇|어디|어느|누구)\S*|몇\s?(?P<unit>개|곳|건|명|군데|가지)\S*)?[?.!\s]*$"
)
_ANY = frozenset("것 거 게 건 곳 데 항목".split())
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Rows:
    """Some rows of a table, and the column with what they are called."""

    read: ReadPassage
    rows: Sequence[int]
    names: Sequence[str]


def asks_state(question: str) -> bool:
    """Whether a question wants the rows that are in a state."""
    return _THINGS.search(question) is not None


def in_state(judged: Judged) -> tuple[list[Candidate], str] | None:
    """The rows of the only table that are in the state asked for, and their names or number.

    None where all are, and where not all nouns of the question are told in the document.
    """
    query = judged.spans.query
    asked = _THINGS.search(query.text)
    found = [
        one
        for read in judged.spans.reads
        if asked and tells_nouns(judged, read, besides=asked[0])
        for table in whole_tables(read)
        for one in _rows(query, read, table, asked)
    ]
    if asked is None or len({tuple(one.names) for one in found}) != 1:
        return None
    one = found[0]
    told = f"{len(one.rows)}{asked['unit']}" if asked["unit"] else ", ".join(one.names)
    return judged.sentences(one.read, one.rows[:_SHOWN]), told


def _rows(query: Query, read: ReadPassage, table: Table, asked: re.Match[str]) -> Iterator[_Rows]:
    """The rows of a table in a state, where that is of what is asked for."""
    titles = bare(f"{read.passage.title}{read.passage.context}{read.passage.label}")
    label, noun = table.label, asked["noun"]
    if not (bare(table.names[label]).endswith(noun) or noun in _ANY or noun in titles):
        return
    things = {row: own for row, own in table.things.items() if len(own) == len(table.header)}
    told = [
        {row for row, own in things.items() if state(own[n][0])}
        for n, state in _telling(query, table, things, asked["state"])
    ]
    if told and 0 < len(told[0]) < len(things) and all(rows == told[0] for rows in told):
        rows = [row for row in things if row in told[0]]
        yield _Rows(read, rows, [things[row][label][0] for row in rows])


def _telling(
    query: Query, table: Table, things: Mapping[int, Sequence[Cell]], said: str
) -> Iterator[tuple[int, Callable[[str], bool]]]:
    """The columns that tell whether each row is in a state, with how they do."""
    if re.fullmatch(_OF_SIGNS, said):
        columns, below = signed_columns(query, table.header)
        yield from ((n, _is_below if below else _is_above) for n in columns)
        return
    so, not_so = next((so, other) for asks, so, other in _STATES if re.fullmatch(asks, said))
    both = re.compile(f"(?:{so.pattern})|(?:{not_so.pattern})", re.IGNORECASE)
    columns = [
        n
        for n in range(len(table.header))
        if things and all(both.fullmatch(own[n][0]) for own in things.values())
    ]
    weight = {n: sum(held(query, *table.header[n]).values()) for n in columns}
    for n in columns:
        if weight[n] == max(weight.values()):
            yield n, lambda text: so.fullmatch(text) is not None


def _is_below(text: str) -> bool:
    return amount(text) < 0


def _is_above(text: str) -> bool:
    return amount(text) > 0
