"""Tables too long to be read as a text, and surveys, row by row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.table import cell_texts, is_row, is_rule
from index import Passage
from rag.reading.tables.cells import NAMED, is_total
from rag.reading.tables.columns import unit_above
from rag.reading.tables.whole import LONGEST

_LIGHT = frozenset(
    "몇 건 개 명 곳 군데 팀 대 권 회 가지 행 줄 모두 전부 전체 총 합계 총합 총액 총계 합 더하 합치 "
    "합하 평균 가장 제일 최고 최대 최저 최소 번째 두 세 네 다섯 것 거 중 가운데 이상 이하 초과 "
    "미만 넘 되 하 있 이 인 값 얼마 수 건수 개수 알리 주 말하 무엇 뭐 누구 어디 어느 어떤 나오 받 "
    "속하 번 번호 이름 쪽 등급".split()
)
# Each row of a survey is somebody's answers.
_SURVEY = re.compile(r"[?？]|까$|주세요")
_ANSWERING = frozenset("사람 응답 응답자 응답하 답 답하 답변 고르 선택 선택하".split())
# So many first cells may call a row a total.
_CALLED = 3


@dataclass(frozen=True, slots=True)
class Ledger:
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


def ledgers(passages: Sequence[Passage]) -> Iterator[Ledger]:
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


def _read(table: Sequence[Passage], passages: Sequence[Passage]) -> Ledger | None:
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
    return Ledger(names, rows, places, unit) if len(names) > 1 and rows else None


def _by_column(cells: Sequence[str], names: Sequence[str]) -> list[str]:
    """What a row tells, one a column: cells of sheets carry the names of theirs."""
    told = dict(one.split(": ", 1) for one in cells if NAMED.fullmatch(one))
    if told.keys() & {*names}:
        return [told.get(name, "") for name in names]
    return [*cells, *[""] * len(names)][: len(names)]
