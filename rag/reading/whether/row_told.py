"""What the row of one thing says to whether it is so: '특별결의인가요?', '장려금 받았어?'.

A table has no sentences. Where a column tells of which kind each thing is, the cell of the thing
that is named answers whether it is of one of them; where a column counts or measures something of
each, whether there is any.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.symbols import BRACKETED_AT_END
from index import bare, terms_of
from rag.checking.support import Evidence
from rag.language.spans import ReadPassage
from rag.language.word_groups import is_among
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Judged
from rag.reading.tables.cells import Table, tables
from rag.reading.whether.affirmed import ASKS_NOT
from rag.reading.whether.permissions import ANYBODY
from rag.reading.whether.told_clauses import agreed
from rag.retrieval.query import question_terms

_IS = (
    r"(?:이|가)?\s?(?:맞[가-힣]*|인가요?|인지요?|입니까|이에요|예요|이야|야|이죠|죠|이지요?|지요?)"
    r"\s*\?*\s*$"
)
_HAS = r"(?:[을를이가은는도]|이라도|라도)?\s(?:받|있|타|나오|나왔|냈)[가-힣]{0,6}\s*\?*\s*$"
# One word each: which of a few kinds a thing is of.
_KIND = re.compile(r"[가-힣A-Za-z]{2,8}")
_NOTHING = re.compile(r"[-–—]|0(?:\.0+)?\s?[가-힣%]{0,2}|없음")
_SOME = re.compile(r"[1-9][\d,]*(?:\.\d+)?\s?[가-힣%]{0,3}")
_ASKING = frozenset("하 되 있 이 맞 거 것 건 받 타 나오 내 사항".split())


def told_by_row(judged: Judged) -> tuple[bool, Evidence] | None:
    """Whether it is so by the row that a question names, with that; None where none tells."""
    query = judged.spans.query
    question = query.text
    if ASKS_NOT.search(question):
        return None
    found = [
        (so, Evidence.sentence(read, row))
        for read in judged.spans.reads
        for table in tables(read)
        for row in _named(question, table)
        for so in (*_of_kind(query, read, table, row), *_of_any(query, read, table, row))
    ]
    return agreed(found)


def _named(question: str, table: Table) -> list[int]:
    """The only row that a question calls by its whole name, or by the longest of such names."""
    names = {row: own[table.label][0] for row, own in table.things.items() if len(own) > 1}
    said = {row: name for row, name in names.items() if _is_said(name, question)}
    longest = max(said.values(), key=len, default="")
    rows = [row for row, name in said.items() if name == longest]
    return rows if len(rows) == 1 and all(name in longest for name in said.values()) else []


def _of_kind(query: Query, read: ReadPassage, table: Table, row: int) -> Iterator[bool]:
    """Whether the row has the kind that is asked about, of those that a column tells.

    Kinds come again; words that are all different may hold of a thing side by side.
    """
    for column, told in _columns(table):
        kinds = {*told.values()}
        if row not in told or len(kinds) == len(told) or not all(map(_KIND.fullmatch, kinds)):
            continue
        name = table.names[column]
        for kind in kinds:
            end = rf"(?<!\w){re.escape(kind)}\s?(?:{re.escape(name)})?{_IS}"
            if re.search(end, query.text) and _is_whole(query, read, table, row, (kind, name)):
                yield told[row] == kind


def _of_any(query: Query, read: ReadPassage, table: Table, row: int) -> Iterator[bool]:
    """Whether the row has any of what a column counts or measures, where that is asked."""
    for column, told in _columns(table):
        name = BRACKETED_AT_END.sub("", table.names[column])
        counts = all(_NOTHING.fullmatch(text) or _SOME.fullmatch(text) for text in told.values())
        asked = re.search(rf"(?<!\w){re.escape(name)}{_HAS}", query.text) if name else None
        if row in told and counts and asked and _is_whole(query, read, table, row, (name,)):
            yield _SOME.fullmatch(told[row]) is not None


def _columns(table: Table) -> Iterator[tuple[int, dict[int, str]]]:
    """Each column but the one that names the rows, with what it tells of each thing."""
    for column in range(len(table.header)):
        if column != table.label:
            things = table.things.items()
            yield (
                column,
                {n: own[column][0] for n, own in things if column < len(own) and own[column][0]},
            )


def _is_whole(query: Query, read: ReadPassage, table: Table, row: int, told: Sequence[str]) -> bool:
    """Whether the row, what a column tells and the titles name all that is asked."""
    name = table.things[row][table.label][0]
    around = " ".join([name, *told, read.passage.titles])
    known, letters = terms_of(around) | ANYBODY | _ASKING, bare(around)
    asked = question_terms(query.text)
    return all(t in letters or is_among(t, known) for t in asked)


def _is_said(name: str, question: str) -> bool:
    """Whether a question has a whole name, that begins a word."""
    return len(name) > 1 and re.search(rf"(?<!\w){re.escape(name)}", question) is not None
