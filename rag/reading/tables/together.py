"""Cells that are told together as one answer: of each year, of each thing, of rows of a name."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.language.spans import ReadPassage
from rag.reading.kinds.sorts import BARE_YEAR, is_beside, tells_time
from rag.reading.scoring.query import WHOLE, Query
from rag.reading.tables.asked_words import weighs, weight_asked
from rag.reading.tables.cells import BESIDE_THINGS, Table
from rag.reading.tables.matching import held

_OF_YEAR = re.compile(r"(?:19|20)\d\d(?:년도?|학년도)?(?: ?(?:실적|계획|예산|결산))?")
# Who or why is not told of each.
_OF_ONE = ("person", "place", "group", "reason", "manner")
# '매출 3월' asks for no day.
_NAMES_DAY = re.compile(r"\d\s?[년월일]\s*\??$")
_BOUNDS = frozenset("이상 이하 미만 초과 이내 까지".split())
# So many cells of one row can be told together.
_MOST_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell that may answer; `held` is the weight that it, its row and column bear out.

    `nouns` is what of that is no verb's, `column` the weight that the name of its column, `name`,
    bears out by itself.
    """

    held: float
    nouns: float
    column: float
    read: ReadPassage
    sentence: int
    text: str
    name: str


def of_one_group(best: Sequence[FoundCell]) -> list[FoundCell]:
    """Cells of one row whose columns differ in a year or their last words at most, as one.

    '2025년 18,000, 2026년 15,000', '100개 미만 8,900, 100개 이상 8,100'.
    """
    if len({one.sentence for one in best}) != 1 or not 1 < len(best) <= _MOST_TOGETHER:
        return []
    if len({one.name for one in best}) == 1:
        return _as_one(best, dict.fromkeys(one.text for one in best))
    names = [one.name.split() for one in best]
    if (
        all(BARE_YEAR.match(name[0]) for name in names)
        and len({*map(tuple, (n[1:] for n in names))}) == 1
    ):
        apart = [name[0] for name in names]
    else:
        shared = len(os.path.commonprefix(names))
        if not shared or any(len(name) == shared for name in names):
            return []
        # The number of a bound stays with it.
        shared -= names[0][shared] in _BOUNDS and shared > 1
        apart = [" ".join(name[shared:]) for name in names]
    return _as_one(best, (f"{name} {one.text}" for name, one in zip(apart, best, strict=True)))


def _as_one(best: Sequence[FoundCell], texts: Iterable[str]) -> list[FoundCell]:
    return [replace(best[0], text=", ".join(texts))]


def of_each(query: Query, read: ReadPassage, table: Table) -> list[FoundCell]:
    """What a row tells of each year or thing, as one, where all that is asked is its label's.

    '2024년 412억 원, 2025년 455억 원' of '매출액' beside '증감', '1차 4월 11일, 2차 9월 12일'.
    """
    columns = _told_of(table)
    named = any(held(query, *cell) for cell in table.header[1:])
    if named or query.asked.kind in _OF_ONE or not 1 < len(columns) <= _MOST_TOGETHER:
        return []
    titles = {t: w for t, w in query.terms.items() if t in read.context}
    found = []
    for row, own in table.rows.items():
        label = held(query, *own[0])
        known = {**titles, **label}
        weight = sum(known[term] for term in known if weighs(query, term))
        # All of the label must be said: '첫 작품' asks nothing of '팔린 작품'.
        whole = label and sum(len(term) > 1 for term in own[0][1]) <= len(label)
        asked = whole and weight >= WHOLE * weight_asked(query)
        texts = {table.header[n][0]: own[n][0] for n in columns if n < len(own) and own[n][0]}
        if query.asked.kind == "date" and not _NAMES_DAY.search(query.text):
            texts = {name: text for name, text in texts.items() if tells_time(text)}
        if asked and texts and not any(is_beside(query, text) for text in texts.values()):
            found.append(FoundCell(weight, weight, 0.0, read, row, _each(texts), own[0][0]))
    return found if len(found) == 1 else []


def _each(texts: Mapping[str, str]) -> str:
    """What is told of each by its name; of all at once where it is the same."""
    if len({*texts.values()}) == 1:
        return next(iter(texts.values()))
    return ", ".join(f"{name} {text}" for name, text in texts.items())


def _told_of(table: Table) -> list[int]:
    """The columns that tell the same of each year, or else of each thing; none in other tables."""
    names = table.names
    years = [n for n, name in enumerate(names) if _OF_YEAR.fullmatch(name)]
    if len(years) > 1 or not table.lies_across:
        return years
    return [n for n, name in enumerate(names) if n and name and name not in BESIDE_THINGS]
