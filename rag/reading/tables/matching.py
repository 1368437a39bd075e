"""Which words of a question a cell holds, or the titles around it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from index import bare
from index.hangul import compose, jamo, syllables_ending
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import SAME, Query
from rag.reading.sentences.ranges import told_as_well
from rag.reading.sentences.steps import steps
from rag.reading.tables.cells import BARE_FIGURE, Table

_WORD = re.compile(r"[^\s()㈜㈔]+")
# '측정값 #2', 'No. 3'
_NUMBERED = re.compile(r"(?:#|[Nn]o\.\s?)(\d+)")
_NEGATING = "비미불무부"
# What forms call what people ask for.
_ALSO_CALLED = {
    "다음": re.compile(r"차[기회]"),
    "저녁": re.compile(r"야간"),
    "밤": re.compile(r"야간|심야"),
}
_WEEKDAY = re.compile(r"[월화수목금토일]요일")
_OF_CALENDAR = r"\s?(개월|분기|학기|년|월|일|시간|시|분|주)"
_LONG = 2
Held = Mapping[str, float]
# Syllables without a final consonant, which take up ㅁ.
_OPEN = frozenset(syllables_ending(""))


def titled(query: Query, read: ReadPassage) -> float:
    """How much of a question the titles of a passage hold."""
    return sum(in_titles(query, read).values())


def in_titles(query: Query, read: ReadPassage, caption: str = "") -> Held:
    """The terms that the titles of a passage hold, as words or across their spaces, or a caption.

    '내부감사' is in the title '2031년 내부 감사 결과'.
    """
    letters = bare(read.passage.context).lower()
    found = {
        t: w
        for t, w in query.terms.items()
        if t in read.context or t in caption or (len(t) > 1 and _without_doer(t) in letters)
    }
    return {**found, **_counters(query, found)}


def _without_doer(term: str) -> str:
    """당직 of 당직자, of whom a 당직표 tells."""
    return term[:-1] if len(term) > _LONG and term[-1] == "자" else term


# Several rules ask of the same cells.
@lru_cache(maxsize=4096)
def held(query: Query, text: str, said: frozenset[str]) -> Held:
    """The weights of the question's terms that a cell holds, in the same or in like words.

    A value may be told in another way: '3월 7일' and '2026-03-07'.
    """
    letters = bare(text)
    # A word of the question may be taken apart: 복사/지 of 복사지.
    apart = [*_WORD.findall(text.lower()), *_NUMBERED.findall(text)]
    words = [word for word in apart if len(word) > 1 and word in query.bare]
    found = {}
    for (term, weight), others in zip(query.terms.items(), query.synonyms, strict=True):
        alike = max((others.get(word, 0.0) for word in said), default=0.0)
        # Without a sentence around it a noun may be taken apart otherwise than in the question.
        same = term in said or term in apart or (len(term) > 1 and term in letters)
        same = same and not (term.isdigit() and _is_of_longer(term, text))
        same = same or (len(term) > 1 and _as_noun(term) in letters)
        same = same or (term in _ALSO_CALLED and _ALSO_CALLED[term].search(letters) is not None)
        same = same or (_WEEKDAY.fullmatch(term) is not None and f"({term[0]})" in text)
        same = same or (len(term) > _LONG and term[-1] == "행" and term[:-1] in letters)  # '부산행'
        same = same or term.removesuffix("명") in apart
        same = same or any(_is_in(term, word) for word in words)
        # Neither '비수도권' tells of 수도권, nor '정기' of 비정기.
        if same and _is_negated(term, text) == _is_negated(term, query.text):
            alike = 1.0
        if alike >= SAME and not (term.isdigit() and _counts_else(query, term, text)):
            found[term] = weight * alike
    found |= {term: query.terms[term] for term in told_as_well(query, text)}
    return found if BARE_FIGURE.fullmatch(text) else {**found, **_counters(query, found)}


def sum_held(asked: Iterable[str], *told: Held) -> float:
    """The weights of some terms that texts hold together."""
    return sum(max(own.get(term, 0.0) for own in told) for term in asked)


def _is_in(term: str, word: str) -> bool:
    """Whether a word has a term in it, as 복사지 has 복사; a figure only where it stands apart."""
    return term in word and not (term.isdigit() and _is_of_longer(term, word))


def _is_of_longer(number: str, text: str) -> bool:
    """Whether a number stands in a text only as a part of longer ones: 480 of '69,480'."""
    alone = re.search(rf"(?<!\d)(?<!\d,){number}(?!,?\d)", text)
    return alone is None and number in text


def names_held(query: Query, table: Table) -> list[Held]:
    """What of a question the name of each column holds.

    Of what is not asked for itself a like word does not do where a cell has the very word: '학기'
    of '5학년 수련회 장소는?' beside the cell '5학년'.
    """
    names = [held(query, *name) for name in table.header]
    like = {
        term
        for name in names
        for term, weight in name.items()
        if weight < query.terms[term] and term not in query.asked.head
    }
    own = [cell for row in table.rows.values() for cell in row] if like else []
    very = {
        term
        for cell in (*own, *table.header)
        for term, weight in held(query, *cell).items()
        if term in like and weight >= query.terms[term]
    }
    return [
        {t: w for t, w in name.items() if t not in very or w >= query.terms[t]} for name in names
    ]


def _counters(query: Query, found: Held) -> dict[str, float]:
    """What the numbers that are held count, which a table need not say: '결산 2025', '#2'.

    A bare figure may count anything.
    """
    return {
        unit.form: query.terms[unit.form]
        for number, unit in pairwise(query.morphemes)
        if number.tag == "SN" and unit.tag == "NNB"
        if number.form in found and unit.form in query.terms
    }


def _is_negated(term: str, text: str) -> bool:
    """Whether a text has a noun only behind what negates it: 수도권 in '비수도권'."""
    if len(term) < 2 or term not in text:
        return False
    return re.search(rf"(?<!(?<![가-힣])[{_NEGATING}]){re.escape(term)}", text) is None


def _counts_else(query: Query, number: str, text: str) -> bool:
    """Whether a number of the question counts something else in a cell: '2차 담당' and '2등급'.

    So does that of a month where years are asked for: '1월' for '1년 예산'.
    """
    size = int(number)
    counted = re.compile(rf"(?<![\d.,]){number}{_OF_CALENDAR}")
    ours, theirs = {*counted.findall(query.text)}, {*counted.findall(text)}
    if ours and theirs:
        return not ours & theirs
    asked, told = (
        {one.unit for one in steps(said) if size in (one.low, one.high)}
        for said in (query.text, text)
    )
    return bool(asked and told) and not asked & told


@lru_cache(maxsize=4096)
def _as_noun(stem: str) -> str:
    """The noun that ㅁ or 음 makes of the stem of a verb: 깜빡임 of 깜빡이."""
    return compose(jamo(f"{stem}ㅁ")) if stem[-1] in _OPEN else f"{stem}음"
