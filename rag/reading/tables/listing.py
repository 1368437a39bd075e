"""Lists that answer 'which three', 'all of them': bullets under a line, or nouns side by side.

The list is taken whose sentence or heading holds most of the question's words; where the question
says how many there are, one of as many is preferred.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from corpus.symbols import BRACKETED
from index import bare, terms_of
from rag.language.lists import LABEL, marked
from rag.language.phrases import Phrase, clause
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import WHOLE, Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.cells import is_total, whole_tables
from rag.reading.tables.matching import held

NUMERALS = {
    numeral: number
    for number, numerals in enumerate("두 세 네 다섯 여섯 일곱 여덟 아홉 열".split(), 2)
    for numeral in (numerals, str(number))
}
_COUNTED = re.compile(
    rf"(?<![\w.])({'|'.join(NUMERALS)})\s?"
    r"(?:가지|대\s|개의?|곳|명|종목|단계|갈래|요소|종류|회사|나라|모델|팀)"
)
_ASKING = re.compile(
    r"어디어디|무엇무엇|뭐뭐|누구누구|나열|목록|명단|리스트|(?:모두|(?<!안)전부)(?!터|\s?(?:몇|얼마))|종류(?:는|가|에는)"
    r"|어떤 [가-힣]+들|[가-힣]에는 (?:뭐|무엇|어떤 (?:것|게))(?:가|이|들이)?\s?있"
    r"|(?:가지|것들|단계|요소|종목|회사들|나라들|[가-힣]들|곳)(?:은|는|이|가|에는)?\s?(?:무엇|뭐|어떤|있|\?|$)"
)
# '제출서류: ① 신청서 ② 계획서' may go on in the next line.
_CIRCLED = re.compile(r"(?P<label>[^\n①-⑳]{2,60})①[^\n①-⑳]+②(?:[^\n]|\n\s*(?=[③-⑳]))*")
_CIRCLE = re.compile(r"[①-⑳]\s*")
# A law is named by words that are no list: 「예방 및 관리에 관한 법률」.
_TITLE = re.compile(r"「[^」]*」|『[^』]*』|《[^》]*》")
# '입장권(어른, 청소년, 어린이)'
_INSIDE = re.compile(r"(?P<what>[^\s(]+)\s?\((?P<items>[^()\n]+)\)")
_COMMA = re.compile(r"\s*(?:,(?!\d{3})|·|/)\s*")
_LINK = re.compile(r"\s*(?:,|·|/|와|과|이나|나|및|,?\s?그리고|하고)\s*")
_NAMED = re.compile(
    r"(?:[은는]|무엇(?:인가요|인가|이에요)?|뭐(?:예요|야)|알려 ?(?:주세요|줘))\s*[?.]?$"
)
# Words that only ask for a list.
_REQUESTS = frozenset(
    "모두 전부 나열 목록 명단 리스트 알리 알려주 말하 가지 종류 주 개 곳".split()
) | {*NUMERALS}
_NEAR_THE_END = 16
_MOST = 12
# How much of a question's words a list must hold, and what the right number of items is worth.
_LEAST = 0.6
_RIGHT_NUMBER = 0.3


@dataclass(frozen=True, slots=True)
class _List:
    """The items of a list, the sentences that hold them, and how well it fits the question."""

    items: tuple[str, ...]
    read: ReadPassage
    sentences: tuple[int, ...]
    fit: float


def asks_list(question: str) -> bool:
    """Whether a question wants all of several things."""
    counted = _COUNTED.search(question)
    near = counted is not None and len(question) - counted.end() <= _NEAR_THE_END
    return _ASKING.search(question) is not None or (near and _NAMED.search(question) is not None)


def list_answer(judged: Judged) -> tuple[list[Candidate], str] | None:
    """The sentences of the best list and its items; None where none fits."""
    query = judged.spans.query
    found = [one for read in judged.spans.reads for one in _lists(query, read)]
    best = max(found, key=lambda one: one.fit, default=None)
    if best is None or best.fit < _LEAST:
        return None
    return judged.sentences(best.read, best.sentences), ", ".join(best.items)


def is_listed(judged: Judged) -> bool:
    """Whether a question wants all that a column lists, which with its titles is all of it."""
    query = judged.spans.query
    if not asks_list(query.text):
        return False
    return any(one.fit >= WHOLE for read in judged.spans.reads for one in _columns(query, read))


def _lists(query: Query, read: ReadPassage) -> Iterator[_List]:
    yield from _columns(query, read)
    yield from _bulleted(query, read)
    yield from _circled(query, read)
    text = read.passage.text
    for number, (start, end) in enumerate(read.sentences):
        if text[start] == "|":
            continue
        for inside in _in_brackets(query, text[start:end]):
            yield _List(inside, read, (number,), _fit(query, read, text[start:end], len(inside)))
        for items in _side_by_side(_TITLE.sub("", BRACKETED.sub("", text[start:end]))):
            fresh = tuple(item for item in items if item not in query.text)
            if len(fresh) > 1:
                fit = _fit(query, read, text[start:end], len(items))
                yield _List(fresh, read, (number,), fit)


def _columns(query: Query, read: ReadPassage) -> Iterator[_List]:
    """The columns of whole tables that are named as what is asked for, without totals."""
    for table in whole_tables(read):
        for column, (name, said) in enumerate(table.header):
            bare = "".join(name.split())
            if len(bare) < 2 or not held(query, name, said) or not _names_all(query, bare):
                continue
            rows = {
                row: own[column][0]
                for row, own in table.rows.items()
                if column < len(own) and own[column][0] and not is_total(own)
            }
            items = tuple(dict.fromkeys(rows.values()))
            if 1 < len(items) <= _MOST:
                yield _List(items, read, tuple(rows), _fit(query, read, name, len(items)))


def _names_all(query: Query, name: str) -> bool:
    """Whether the last noun of a question, but for words that ask for a list, is a column."""
    nouns = [m.form for m in query.morphemes if m.is_noun]
    asked = [noun for noun in nouns if noun not in _REQUESTS]
    return bool(asked) and name.endswith(asked[-1]) and name in query.bare


def _in_brackets(query: Query, sentence: str) -> Iterator[tuple[str, ...]]:
    """The items in brackets behind what a question names: '입장권(어른, 청소년, 어린이)'."""
    for found in _INSIDE.finditer(sentence):
        items = tuple(_COMMA.split(found["items"].removesuffix(" 등")))
        if len(items) > 1 and bare(found["what"]) in query.bare:
            yield items


def _side_by_side(sentence: str) -> Iterator[list[str]]:
    """The nouns of each run that only separators part."""
    phrases = clause(sentence).phrases
    run: list[Phrase] = []
    for one, other in pairwise(phrases):
        if _LINK.fullmatch(sentence, one.end, other.start):
            run = [*(run or [one]), other]
        elif run:
            yield [phrase.text for phrase in run]
            run = []
    if run:
        yield [phrase.text for phrase in run]


@dataclass(frozen=True, slots=True)
class Block:
    """What the items of a list name, their sentences, and the lines above it."""

    items: tuple[str, ...]
    sentences: tuple[int, ...]
    above: str


def blocks(read: ReadPassage) -> Iterator[Block]:
    """The lists of several items in a passage."""
    for one in marked((read.passage,)):
        if len(one.items) > 1:
            items = tuple(item_name(item.said) for item in one.items)
            numbers = tuple(read.sentence_at(item.at) for item in one.items)
            yield Block(items, numbers, f"{one.outer} {one.above}".strip())


def _bulleted(query: Query, read: ReadPassage) -> Iterator[_List]:
    """The first items of each block of bullets, with the line above it."""
    for block in blocks(read):
        items = block.items[:_MOST]
        numbers = tuple(dict.fromkeys(block.sentences[:_MOST]))
        fit = _fit(query, read, block.above, len(items))
        yield _List(items, read, numbers, fit)


def _circled(query: Query, read: ReadPassage) -> Iterator[_List]:
    """The items behind a label on its line, each after its number in a circle."""
    for found in _CIRCLED.finditer(read.passage.text):
        first = found.end("label")
        said = _CIRCLE.split(read.passage.text[first : found.end()])[1:]
        items = tuple(" ".join(BRACKETED.sub("", one).split()).rstrip(" ,;.") for one in said)
        last = found.end() - 1
        numbers = range(read.sentence_at(found.start("label")), read.sentence_at(last) + 1)
        fit = _fit(query, read, found["label"], len(items))
        yield _List(items, read, tuple(numbers), fit)


def item_name(said: str) -> str:
    """What a bullet names: its label, or all of it."""
    label = LABEL.match(said)
    return label["label"].strip() if label else said.strip().rstrip(".")


def held_terms(
    asked: Mapping[str, float], text: str, context: AbstractSet[str] = frozenset()
) -> dict[str, float]:
    """The terms, with their weights, that a text has as words or in its letters, or a context."""
    terms = terms_of(text) | context
    letters = bare(text)
    return {
        term: weight
        for term, weight in asked.items()
        if term in terms or (len(term) > 1 and term in letters)
    }


def _fit(query: Query, read: ReadPassage, said: str, number: int) -> float:
    """The share of the question's words that a text and the titles hold, and the right number."""
    asked = {term: weight for term, weight in query.terms.items() if term not in _REQUESTS}
    held = sum(held_terms(asked, said, read.context).values())
    counted = _COUNTED.search(query.text)
    expected = NUMERALS[counted[1]] if counted else number
    right = _RIGHT_NUMBER * ((counted is not None) if expected == number else -1)
    return held / max(sum(asked.values()), 1e-9) + right
