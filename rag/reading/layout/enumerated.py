"""Items of statutes and contracts below a line that announces them: '다음 각 호의 어느 하나'.

The line says what they have in common, so that who asks for that is answered by all of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.chunking import TARGET
from rag.language.question_type import topic
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.listing import held_terms, item_name

_ANNOUNCES = re.compile(
    r"다음 각 ?[호목]|다음과 같(?:다|습니다|이)|각 ?호의 (?:사항|자)"
    r"|다음의 (?:어느|사항|경우|요건|서류|자|사람|행위)"
)
_ITEM = re.compile(
    r"\s*(?:(?P<clause>[①-⑳])|(?P<number>\d{1,2}[.)])|(?P<letter>[가-하][.)])|(?P<mark>[-•○●□■◦※])"
    r"|(?P<named>제\s?\d{1,2}호(?:\s?(?:의안|안건))?[.:]?))\s+(?P<said>\S[^\n]*)"
)
# How many items there are, which nobody need have written.
_ASKS_COUNT = re.compile(r"몇\s?(?P<unit>개|가지|건)(?:이|인|나|예|야|\s?(?:있|되|돼)|\s*\??$)")
# What a question calls the items, and what says no more than the line does.
_LIGHT = frozenset(
    "대상 대상자 사람 경우 사항 조건 요건 자 내용 것 기준 항목 예외 해당 해당하 받 있 하 되 수 없 "
    "포함 포함되 들어가 속하 않 아니하 안 못 모두 전부 다 알 알리 말하 보이 무엇 뭐 누구 누 어떤 "
    "목록 나열 때 가지 주 어느".split()
)
_KINDS = frozenset("thing person name group work place".split())
_OTHERWISE = re.compile(r"(?<![가-힣])안 |않|아니|못|없|제외|예외|외에")
_MOST = 12
_SHORT = 25


@dataclass(frozen=True, slots=True)
class _Enumeration:
    """The sentences of the line that announces and of its items, and what the items say."""

    read: ReadPassage
    sentences: tuple[int, ...]
    items: tuple[str, ...]
    held: float

    @property
    def length(self) -> int:
        """How long the line is that announces the items."""
        start, end = self.read.sentences[self.sentences[0]]
        return end - start

    @property
    def is_whole(self) -> bool:
        """Whether all items are here: the passage goes on below them, or is too short to be cut."""
        text = self.read.passage.text
        below = text[self.read.sentences[self.sentences[-1]][0] :].partition("\n")[2]
        uncut = bool(below.strip()) or len(text) < TARGET / 2
        return uncut and len(self.sentences) == len(self.items) + 1


def enumerated(judged: Judged) -> tuple[list[Candidate], str] | None:
    """The announcing line with all its items, and these where they are short.

    How many they are is told where that is asked. None where no line with its headings tells all
    that the question is about.
    """
    query = judged.spans.query
    count = _ASKS_COUNT.search(query.text)
    plain = query.asked.kind in _KINDS and not query.asked.unit
    if not (plain or count) or topic(query.text):
        return None
    found = [one for read in judged.spans.reads for one in _enumerations(query, read)]
    # Of lines that hold as much the one that says least else.
    best = max(found, key=lambda one: (one.held, -one.length), default=None)
    if best is None:
        return None
    if count:
        told = f"{len(best.items)}{count['unit']}" * best.is_whole
        return (judged.sentences(best.read, best.sentences), told) if told else None
    short = ", ".join(best.items) if all(len(item) <= _SHORT for item in best.items) else ""
    return judged.sentences(best.read, best.sentences), short


def _enumerations(query: Query, read: ReadPassage) -> Iterator[_Enumeration]:
    light = {*_LIGHT, query.asked.unit}
    asked = {term: weight for term, weight in query.terms.items() if term not in light}
    text = read.passage.text
    titles = f"{read.passage.source} {read.passage.context}"
    article = read.passage.headings[-1] if read.passage.headings else ""
    for number, (start, end) in enumerate(read.sentences):
        line = text[start:end]
        items = _items(read, number) if _ANNOUNCES.search(line) else {}
        if len(items) < 2 or _denies(query.text) != _denies(f"{article} {line}"):
            continue
        own = held_terms(asked, f"{article} {line}")
        named = held_terms(asked, f"{read.passage.source} {read.passage.title}")
        if own.keys() - named and asked.keys() <= {*own, *held_terms(asked, titles)}:
            sentences = (number, *items)[: _MOST + 1]
            yield _Enumeration(read, sentences, tuple(items.values()), sum(own.values()))


def _items(read: ReadPassage, announcing: int) -> dict[int, str]:
    """What each item below a line says, by its sentence: 가, 나, 다 below '2.' and none of '3.'."""
    found: dict[int, str] = {}
    text, kind = read.passage.text, ""
    above = _kind(_ITEM.match(text, *_line(text, read.sentences[announcing])))
    for number in range(announcing + 1, len(read.sentences)):
        line, end = _line(text, read.sentences[number])
        if text[line : read.sentences[number][0]].strip():
            continue  # a further sentence of an item
        item = _ITEM.match(text, line, end)
        if item is None or _kind(item) == above or (_kind(item) == "clause" != kind != ""):
            break
        kind = kind or _kind(item)
        if _kind(item) == kind:  # what is below an item is of that
            found[number] = item_name(item["said"])
    return found


def _line(text: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """Where the line of a sentence begins, and where the sentence ends."""
    return text.rfind("\n", 0, sentence[0]) + 1, sentence[1]


def _kind(item: re.Match[str] | None) -> str:
    """How an item is marked, '' for none."""
    return next((kind for kind, mark in item.groupdict().items() if mark), "") if item else ""


def _denies(text: str) -> bool:
    return _OTHERWISE.search(text) is not None
