"""Sentences read as clauses: what they speak of, with its role, and what is said of it.

A clause ends where a coordinate ending (고, 며, 지만 ...) or a comma between two topics stands, or
between two runs of a list that share their predicate: '평일 9시부터, 토요일 10시부터 연다'.
Inside it, `part` counts the steps that other endings part: '2009년 착공해 | 2015년 개통했다'.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.particles import with_particles
from corpus.symbols import BULLETS
from corpus.table import cell_texts
from index import sentence_spans
from rag.language.items import Clause, Item, heads_of
from rag.language.plain import plainly
from rag.language.runs import joined
from rag.language.scan import Scan
from rag.language.table_clauses import caption_unit, cells_told, named_cells, with_units
from rag.language.word_groups import LIGHT

_REPORTS = frozenset("확인 알려지 알리 보이 밝혀지 나타나 드러나".split())
_PLANNED = re.compile(
    r"예정|계획|준비|겠|전망|예상|목표|추정|소문|관측(?=[이도된됐되]|하고 있)|가능성|방침|기대"
    r"|[는은] 방?안(?:이다|입니다|이며|이었)|가정하면|가정할 때|데 (?:뜻을 모|합의|동의)"
    r"|도록 (?:건의|제안|권고|요청|요구|노력)|방?안을 (?:협의|검토|논의|추진)"
    r"|것으로 (?:보|알려)|내다[보본봤]|기로 |자고 |다고 [보본봤]"
    r"|[을ㄹ할될킬릴를볼날] (?:것|전망|방침)|려고 |려 [한합하했]|고자 "
    r"|[을될할]지는?\s|지켜[보봐]"
)
# '- 카카오: 출시를 미루었다' speaks of what stands in front.
_LABEL = re.compile(
    rf"\s*(?:[{BULLETS}·]\s+|\d{{1,2}}[.)]\s+)(?P<label>[^\d:：\n][^:：\n(]{{0,19}}?)"
    r"(?P<aside>\([^()\n]{1,40}\))?\s?[:：]\s+"
)
# '협의 기관: 서해환경청, 승인 기관: 산업에너지부' on one line.
_PAIR = r"[가-힣A-Za-z][가-힣A-Za-z ]{0,15}: [^:,/|]{1,40}?(?:\s?[,/]\s|\s*$)"
_PAIRED = re.compile(rf"(?:\s*[-*•·○●□■]\s+)?{_PAIR}(?:{_PAIR})+")
_PAIRS = re.compile(
    r"(?P<name>[가-힣A-Za-z][가-힣A-Za-z ]*): (?P<value>[^:,/|]+?)(?:\s?[,/]\s|\s*$)"
)


@lru_cache(maxsize=256)
def clauses(text: str, columns: str = "") -> tuple[Clause, ...]:
    """The clauses of all sentences of a text, in order; a row of a table has one for each cell.

    `columns` is the row with the column names of a table that goes on in the text.
    """
    found: list[Clause] = []
    header = cell_texts(columns)
    unit = ""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if not sentence.startswith("|"):
            header = []
            unit = caption_unit(sentence)
            found.extend(_sentence(sentence, start, end))
        elif named := named_cells(cell_texts(sentence)):
            found.extend(_row(*named, unit, start, end))
        elif not header:
            header = cell_texts(sentence)
        elif set(sentence) - set("|-: "):
            found.extend(_row(header, cell_texts(sentence), unit, start, end))
    return tuple(found)


def _row(
    header: Sequence[str], cells: Sequence[str], unit: str, start: int, end: int
) -> Iterator[Clause]:
    """A clause for each cell of a row of a table."""
    for told in cells_told(*with_units(header, cells, unit)):
        yield from (replace(clause, row=True) for clause in _sentence(told, start, end))


def _sentence(text: str, start: int, end: int) -> list[Clause]:
    text = as_read(text)
    scan = Scan(text)
    scan.read()
    groups = [(items, borders) for items, borders in scan.groups() if items]
    found = [
        replace(_clause(text, items, borders, start, end), conditions=scan.conditions_of(items))
        for items, borders in groups
    ]
    runs = [scan.runs.get(borders[0]) for _, borders in groups[1:]]
    if found and found[-1].past:
        found = [replace(clause, done=True) for clause in found]
    return joined(found, runs)


def as_read(text: str) -> str:
    """A sentence as its items count their places: labels as topics, in plainer words."""
    if _PAIRED.fullmatch(text):
        text = _PAIRS.sub(_told_pair, text.rstrip(". "))
    label = _LABEL.match(text)
    if label and label["label"] not in LIGHT:
        name, aside = label["label"], label["aside"] or ""
        particle = with_particles(name, ["는"]).removeprefix(name)
        text = f"{name}{aside}{particle} {text[label.end() :]}"
    return plainly(text)


def _told_pair(match: re.Match[str]) -> str:
    """A label and what it labels as a clause: '승인 기관: 산업에너지부' of several on a line."""
    return f"{with_particles(match['name'], ['는'])} {match['value']}이고, "


def _clause(
    text: str, items: Sequence[Item], borders: tuple[int, int, set[str]], start: int, end: int
) -> Clause:
    low, high, moods = borders
    said = text[low:high]
    verbs = [item for item in items if item.kind == "verb"]
    negated = "not" in moods or _denies(verbs)
    may = "may" in moods or "가능" in said or "아도 되" in said or "어도 되" in said
    return Clause(
        items=tuple(items),
        letters="".join(said.lower().split()),
        heads=heads_of(items),
        start=start,
        end=end,
        negated=negated,
        planned=_PLANNED.search(said) is not None,
        past="past" in moods,
        done=bool(moods & {"past", "done"}),
        present="present" in moods and "past" not in moods,
        mood="must" if "must" in moods else "may" if may else "",
    )


def _denies(verbs: Sequence[Item]) -> bool:
    """Whether the last predicate is negated; 'was found not to be' denies too."""
    if len(verbs) > 1 and verbs[-1].form in _REPORTS and verbs[-2].part == verbs[-1].part:
        return verbs[-1].negated != verbs[-2].negated
    return bool(verbs) and verbs[-1].negated
