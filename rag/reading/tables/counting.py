"""How many there are of what a column lists or a list holds: '수탁업체가 몇 곳이야?'.

Documents that list things seldom say how many they are. Only what stands whole is counted, and what
is counted is told; a sentence that states the number is more than that, and no rule looks at it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Passage, bare
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Judged
from rag.reading.tables.cells import FIGURE, Table, whole_tables
from rag.reading.tables.columns import asked_by
from rag.reading.tables.listing import blocks
from rag.reading.tables.measuring import Reckoned
from rag.reading.tables.states import in_state

_ASKS = re.compile(
    r"(?:^|.*\s)(?P<noun>[가-힣A-Za-z]{2,}?)(?:의?\s?(?:수|개수))?[은는이가]?\s"
    r"(?:(?:모두|전부|총|다 합쳐|통틀어)\s)?"
    r"몇\s?(?P<unit>개|곳|군데|가지|명|분|사람|종류|종|팀)\s?"
    r"(?:이?[가나]?\s?(?:있|되|돼|됩)\S*|이?야|예요|이에요|인가요?|입니까|인지\S*|이?죠)?[?.!\s]*"
)
_LIGHT = frozenset("모두 전부 총 합치 통틀 있 되 이 들 맡 하 수 개수".split())
# What a heading or a column says beside what is listed.
_LISTS = re.compile(r"(?:목록|명단|현황|명|들)$")
# '제출 서류는 다음과 같다'
_ANNOUNCED = re.compile(r"[은는이가]?(?:다음(?:과같[가-힣]*|각호\S*)?|아래와같[가-힣]*)?[.:：]?$")
_SHOWN = 12
_NAMED = 8
_NOTICE = "문서에 적힌 것을 세었습니다: {names}."


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted, by the sentences that tell each."""

    read: ReadPassage
    names: Sequence[str]
    sentences: Sequence[int]


def asks_count(question: str) -> bool:
    """Whether a question wants to know how many there are of something."""
    return _ASKS.fullmatch(question) is not None


def counted(judged: Judged) -> Reckoned | None:
    """How many there are, with what was counted; None where several lists may be meant."""
    query = judged.spans.query
    asked = _ASKS.fullmatch(query.text)
    if asked is None or _is_stated(judged, asked["noun"], asked["unit"]) or in_state(judged):
        return None
    noun = asked["noun"].lower()
    found = [
        one
        for read in judged.spans.reads
        for one in (*_listed(judged, read, noun), *_columns(query, read, noun))
    ]
    if len({tuple(one.names) for one in found}) != 1:
        return None
    one = found[0]
    names = ", ".join(one.names[:_NAMED]) + " 등" * (len(one.names) > _NAMED)
    rows = judged.sentences(one.read, one.sentences[:_SHOWN])
    return Reckoned(rows, f"{len(one.names)}{asked['unit']}", _NOTICE.format(names=names))


def _is_stated(judged: Judged, noun: str, unit: str) -> bool:
    """Whether a sentence that is read states a number of what is asked for."""
    number = re.compile(rf"(?:\d|[한두세네]|다섯|여섯|일곱|여덟|아홉|열)\s?{unit}")
    told = (one.text for one in judged.candidates if not one.text.startswith("|"))
    return any(noun in bare(text) and number.search(text) for text in told)


def _columns(query: Query, read: ReadPassage, noun: str) -> Iterator[_Counted]:
    """What the columns of that name hold, each once; where no other tells how many of each.

    Of the rows only those that have all that the question says beside it.
    """
    for table in whole_tables(read):
        named = [n for n, name in enumerate(table.names) if _calls(name, noun)]
        if len(named) != 1 or any(asked_by(query, table.names)):
            continue
        rows = _rows(query, read, table, named[0], noun)
        told: dict[str, int] = {}
        for row, own in rows.items():
            told.setdefault(own[named[0]][0], row)
        told.pop("", None)
        figures = named[0] != table.label and any(map(FIGURE.match, told))
        if told and not figures:
            yield _Counted(read, [*told], [*told.values()])


def _rows(
    query: Query, read: ReadPassage, table: Table, column: int, noun: str
) -> dict[int, Sequence[tuple[str, frozenset[str]]]]:
    rows = {row: own for row, own in table.things.items() if len(own) == len(table.header)}
    for term in _beside(query, read, noun):
        rows = {
            row: own
            for row, own in rows.items()
            if any(n != column and term in bare(text).lower() for n, (text, _) in enumerate(own))
        }
    return rows


def _listed(judged: Judged, read: ReadPassage, noun: str) -> Iterator[_Counted]:
    """The items of a list below a line or heading that ends with what is asked for.

    A list that may be cut is left: another passage below the same heading was read as well.
    """
    passage, query = read.passage, judged.spans.query
    same = [one for one in judged.spans.reads if _section(one.passage) == _section(passage)]
    for block in blocks(read):
        inside = block.above
        above = inside or passage.heading
        last = block.sentences[-1] == len(read.sentences) - 1
        cut = len(same) > 1 and (last or not inside)
        if not cut and _calls(above, noun) and not _beside(query, read, noun, above):
            yield _Counted(read, block.items, block.sentences)


def _section(passage: Passage) -> tuple[str, ...]:
    return passage.source, *passage.headings


def _calls(name: str, noun: str) -> bool:
    """Whether the name of a column, a heading or a line before a list ends with a noun."""
    letters = _LISTS.sub("", _ANNOUNCED.sub("", bare(name).lower()))
    return letters.endswith(noun) and (letters == noun or not name.startswith("|"))


def _beside(query: Query, read: ReadPassage, noun: str, above: str = "") -> list[str]:
    """The terms that say more of what is asked for, and that the titles do not tell of all."""
    titles = bare(f"{read.passage.context}{read.passage.label}{above}").lower()
    skipped = _LIGHT | query.verbs | {query.asked.unit}
    return [t for t in query.terms if t not in skipped and t not in noun and t not in titles]
