"""Values that hold only in a case that nobody asks about: an exception, or beyond a bound."""

import re
from collections.abc import Sequence

from index import analyse, bare
from rag.reading.scoring.query import Query
from rag.reading.sentences.borders import SENTENCE_END, parted_at
from rag.reading.sentences.ranges import have_unit_alike

_BEYOND = re.compile(
    r"(?:\s?간)?(?:을|를|이|가)?\s?(?:넘|초과|이상|지나|경과)(?:[가-힣]{0,3}"
    r"(?:면|때(?:에?는)?|경우(?:에?는)?)|(?<=[상과])[은는]|(?<=[상과])\s?시(?:에는|에)?)[, ]"
)
# '몇 번부터 반복 민원이야?'
_ASKS_BOUND = re.compile(r"(?:몇\s?\S{1,4}|얼마)(?:[을를이가])?\s?(?:부터|이상|넘|초과)")
# '넘으면' is answered by '초과' and '이상', '부터' by itself.
_IS_BOUND = re.compile(r"(?:\s?간)?[을를이가]?\s?(?:이상|넘|초과)")
_BOUNDS = re.compile(rf"(?P<value>\d[\d,.]*\s?[가-힣%]{{1,3}}?){_IS_BOUND.pattern}")
_BOUND = re.compile(rf"\((?P<value>\d[\d,.]*\s?[가-힣]{{1,2}}?){_BEYOND.pattern}")
_CLAUSE = re.compile(r"[.!?)](?=\s|$)|\n|\|")
_EXCEPTION = re.compile(
    r"\s*(?:[①-⑳]\s?)?(?P<but>(?:다만|단),? )?(?P<case>[^.\n]{2,30}?)(?:경우|때)(?:에는|에|는)?[, ]"
)
# '다만, 전기자전거는 만 16세 이상인 사람만 탈 수 있다.'
_BUT = re.compile(r"\s*(?:다만|단),? (?P<topic>[^.,\n]{2,30}?)[은는] ")
_ARTICLE = re.compile(r"제\s?\d+조")
_NOUNS = ("NNG", "NNP", "XR", "VV")


def is_of_condition(query: Query, text: str, start: int, end: int) -> bool:
    """Whether beyond a number something else is due than is asked about, or that is asked about.

    '병가가 7일을 넘으면 진단서를 낸다', '30일(3일 이상은 사유서)': the one number is for the paper.
    """
    if query.asked.kind not in ("number", "date"):
        return False
    if asked := _ASKS_BOUND.search(query.text):
        return not asked[0].endswith("부터") and _is_beside_bound(text, start, end)
    if bound := _BEYOND.match(text, end):
        due = _nouns_due(text, bound.end())
        return bool(due) and not _names_any(query, due)
    opened = text.find("(", end, parted_at(SENTENCE_END, text, end)[1])
    within = _BOUND.match(text, opened) if opened >= 0 else None
    due = _nouns_due(text, within.end()) if within else []
    return bool(
        within and _names_any(query, due) and have_unit_alike(within["value"], text[start:end])
    )


def _is_beside_bound(text: str, start: int, end: int) -> bool:
    """Whether a value is no bound, beside one of its unit: '55% 초과 시 10% 유보'."""
    if _IS_BOUND.match(text, end) or _IS_BOUND.search(text, start, end):
        return False
    low, high = parted_at(SENTENCE_END, text, start)
    bounds = (m["value"] for m in _BOUNDS.finditer(text, low, high))
    return any(have_unit_alike(value, text[start:end]) for value in bounds)


def _names_any(query: Query, words: Sequence[str]) -> bool:
    """Whether a question has one of some words; a syllable only by itself, no 병 in 병가."""
    return any(word in query.terms or (len(word) > 1 and word in query.bare) for word in words)


def _nouns_due(text: str, at: int) -> list[str]:
    """The nouns of what is due from there on to the end of the clause."""
    then = text[at : parted_at(_CLAUSE, text, at)[1]]
    return [m.form for m in analyse(then) if m.is_noun]


def is_exception(query: Query, text: str, start: int, end: int) -> bool:
    """Whether it holds only in a case that is not asked about, after a rule that has a number.

    Without a 'but' that number must be of the same unit.
    """
    low, _ = parted_at(SENTENCE_END, text, start)
    case = _EXCEPTION.match(text, low)
    before = text[:low].rsplit("\n")[-1]
    if not any(letter.isdigit() for letter in before):
        return False
    if case is None or case.end() > start:
        return _is_of_exempt(query, before, _BUT.match(text, low, start))
    nouns = [m.form for m in analyse(case["case"]) if m.tag in _NOUNS]
    another = bool(nouns) and not _names_any(query, nouns)
    return another and (case["but"] is not None or have_unit_alike(before, text[start:end]))


def _is_of_exempt(query: Query, before: str, but: re.Match[str] | None) -> bool:
    """Whether a 'but' is of a thing of its own that is not asked about, or of an article.

    What the sentence before has as well, as 자전거 of both, does not tell it apart. What an article
    is on is not known here: it may be anything that neither sentence speaks of.
    """
    if but is None or analyse(but[0])[-1].tag != "JX":  # '고르는 데' has no topic
        return False
    if article := _ARTICLE.search(but["topic"]):
        asked = [m.form for m in query.morphemes if m.is_noun and len(m.form) > 1]
        told = all(noun in before or noun in but["topic"] for noun in asked)
        return told and bare(article[0]) not in query.bare
    own = [m.form for m in analyse(but["topic"]) if m.tag in _NOUNS and m.form not in before]
    like = {word for others in query.synonyms for word in others}
    return bool(own) and not _names_any(query, own) and not like & {*own}
