"""Things told apart by a number, 'E5', 'DH-1200', '3급', '6차년도': none answers for another."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from corpus.symbols import BULLETS
from index import near_synonyms
from rag.language.values import values_of
from rag.reading.scoring.query import SAME
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.ranges import contradicts
from rag.reading.tables.cells import tables
from rag.reading.tables.columns import naming

# What tells such things apart counts them; of two that begin alike the longer comes first.
COUNTED = "차년도 회차 학년 등급 단계 호기 호선 대째 번째 급 차 호 동 층".split()
# '제3기', and no 3기압.
_TERM = r"기(?=(?:[은는이의에도]|에서|부터|까지)?(?![가-힣]))"
_LABEL = re.compile(
    r"(?<![a-z\d.,])(?:(?P<code>[a-z]{1,6}-?\d{1,6}[a-z]?)(?![a-z\d%])"
    rf"|(?P<count>\d{{1,4}})\s?"
    rf"(?P<unit>(?:[kmgt]?wh?|[kmgt]b|g)급|분기|{'|'.join(COUNTED)}|{_TERM})"
    r"(?!봉|원|직원|량|례|이|액|장|수))"
)
# '2Q25', '25.2Q'
_QUARTER = re.compile(r"(?<![a-z\d])(?:\d\d\.)?([1-4])q(?![a-z])")
_RANGE = (
    r"\d+\s?(?:{unit})?\s?[~∼–-]\s?\d+\s?{unit}|\d+\s?{unit}\s?(?:이상|이하|초과|미만|까지|부터)"
    r"|\d+\s?[·,・/]\s?\d+\s?{unit}"
)
# '| 회차: 3 |'
_NAMED = r"{unit}\W{{0,3}}{count}(?!\d)|\| {unit} \|(?:.|\n)*\| {count} \|"
_MONTH = re.compile(r"\d\s?월")
_TWELVE = "1[0-2]|0?[1-9]"
_OF_MONTH = re.compile(
    rf"(?<!\d)({_TWELVE})\s?월|(?:19|20)\d\d[-./]\s?({_TWELVE})(?=[-./]\s?\d)"
    rf"|(?<![\d.])({_TWELVE})\.\s?\d{{1,2}}\."
)
_DIGITS = re.compile(r"\d+")
# The first line of a slide names it: no item, row or sentence.
_SLIDE_TITLE = re.compile(rf"(?![{BULLETS}|])[^\n]{{4,60}}(?<![.다요])(?=\n\s*\n)")
# Less likely spans are not looked at; so much of what is likely must be told of another.
_LOOKED_AT, _MOST = 1e-2, 0.8


def lacks_one_of_several(judged: Judged) -> bool:
    """Whether one of several things is asked about that are told apart, and it is not told of."""
    return _lacks_label(judged) or _lacks_row(judged) or lacks_heading(judged)


def _lacks_label(judged: Judged) -> bool:
    """Whether one of several such things is asked about, and only others of them are told of.

    A range may hold the one that is asked about; whether something is so is told by the others.
    """
    query = judged.spans.query
    if query.whether:
        return False
    texts = [
        f"{one.passage.source} {one.passage.context} {one.passage.text}".lower()
        for one in judged.spans.reads
    ]
    told = {label for text in texts for label, _ in _labels(text)}
    kinds = {_DIGITS.sub("#", label) for label in told}
    return any(
        label not in told
        and _DIGITS.sub("#", label) in kinds
        and not (unit and any(_holds(text, label.removesuffix(unit), unit) for text in texts))
        for label, unit in _labels(query.text.lower())
    )


def lacks_heading(judged: Judged) -> bool:
    """Whether what is likely stands below the heading of another such thing than is asked about.

    '총사업비 900억 원' below '2단계 사업' says nothing of the first, which nothing there names.
    """
    query, shares = judged.spans.query, judged.shares
    asked = _things(query.text)
    if query.whether or not asked:
        return False
    likely = np.flatnonzero(shares > _LOOKED_AT)
    apart = [i for i in likely if _is_below_another(judged, int(i), asked)]
    return float(shares[apart].sum()) > _MOST * float(shares[likely].sum())


def _is_below_another(judged: Judged, number: int, asked: Mapping[str, str]) -> bool:
    """Whether a span's titles name another such thing, and neither they nor its line that one."""
    passage = judged.spans.reads[judged.spans.place[number]].passage
    start = int(judged.spans.offsets[number, 0]) - passage.start
    line = passage.text[passage.text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    header = passage.text if line.startswith("|") else ""
    first = _SLIDE_TITLE.match(passage.text)
    above = (passage.source, passage.title, *passage.headings, first[0] if first else "")
    titles = " ".join(above).lower()
    told = {**_things(f"{titles} {header} {line}"), **_months(passage.text)}
    kinds = {_DIGITS.sub("#", label) for label in _things(titles)}
    return any(
        _DIGITS.sub("#", label) in kinds
        and label not in told
        and not (unit and _holds(titles, label.removesuffix(unit), unit))
        for label, unit in asked.items()
    )


def _things(text: str) -> Mapping[str, str]:
    """The labels and the months of a text, with their units."""
    return {**dict(_labels(text.lower())), **_months(text)}


def _months(text: str) -> Mapping[str, str]:
    """The months that a text names, however it writes dates: 5월 of '2026. 5. 16.'."""
    return {f"{int(m[1] or m[2] or m[3])}월": "월" for m in _OF_MONTH.finditer(text)}


def _lacks_row(judged: Judged) -> bool:
    """Whether a row is asked about by a name like those of a table that has no such row.

    '냉동택배' of '소형택배, 냉장택배', '형제 결혼' of '본인 결혼, 자녀 결혼': they end alike, and
    nothing that was read has that one. Nor does a row of March tell of November.
    """
    reads = judged.spans.reads
    texts = ["".join(f"{one.passage.context} {one.passage.text}".split()) for one in reads]
    likeliest = reads[judged.spans.place[int(judged.shares.argmax())]]
    for table in tables(likeliest):
        label = naming(table.names)
        names = [own[label][0] for own in table.rows.values() if label < len(own)]
        if names and all(_is_of_other_date(judged, name) for name in names):
            return True
        for name in (*_by_end(judged, names), *_by_last_word(judged, names)):
            if not any(name in text for text in texts):
                return True
    return False


def _is_of_other_date(judged: Judged, name: str) -> bool:
    """Whether a row is named by another day or month than the one that is asked about."""
    dated = [value for value in values_of(name) if value.unit == "date"]
    return _MONTH.search(judged.spans.query.text) is not None and (
        len(dated) == 1 and contradicts(judged.spans.query, name)
    )


def _by_end(judged: Judged, names: Sequence[str]) -> Iterator[str]:
    """The words of a question that end as most names do."""
    for end in _shared_ends(names):
        yield from re.findall(rf"(?<![가-힣])[가-힣]{{1,4}}{end}", judged.spans.query.text)


def _by_last_word(judged: Judged, names: Sequence[str]) -> Iterator[str]:
    """What stands before the last word of several names, and is of the sort that theirs is."""
    before: dict[str, list[str]] = {}
    for words in map(str.split, names):
        if len(words) == 2:
            before.setdefault(words[1], []).append(words[0])
    for last, firsts in before.items():
        asked = re.findall(
            rf"(?<![가-힣])([가-힣]{{2,4}})\s?{re.escape(last)}", judged.spans.query.text
        )
        for word in asked if len(firsts) > 1 else ():
            # Less alike than the same word it is of the same sort.
            if word not in firsts and 0 < max(nearness(word, firsts)) < SAME:
                yield word


def nearness(word: str, others: Sequence[str]) -> list[float]:
    """How nearly each of other words means the same as a word, 0 to 1, looked up either way."""
    near = near_synonyms([word, *others])
    return [max(near[word].get(one, 0.0), near[one].get(word, 0.0)) for one in others]


def _shared_ends(names: Sequence[str]) -> set[str]:
    """The ends of two syllables or more that most of some names have before nothing else."""
    plain = [name for name in names if re.fullmatch(r"[가-힣]{3,8}", name)]
    ends = Counter(name[-length:] for name in plain for length in (2, 3) if len(name) > length)
    return {end for end, count in ends.items() if count > max(2, len(names) / 2)}


def _holds(text: str, count: str, unit: str) -> bool:
    """Whether a text tells of a range of such things, or names the number after what it counts."""
    ranged = re.search(_RANGE.format(unit=unit), text)
    return bool(ranged or re.search(_NAMED.format(unit=unit, count=count), text))


def _labels(text: str) -> Iterator[tuple[str, str]]:
    """The labels of a text without spaces and dashes, each with its unit, '' for a code."""
    for found in _LABEL.finditer(_QUARTER.sub(r"\1분기 ", text)):
        unit = found["unit"] or ""
        yield (found["code"] or found["count"] + unit).replace("-", ""), unit
