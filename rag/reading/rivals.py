"""What is told of another than the one that a question names: 2학기 for 1학기, 본원 for 분원.

Such things are told apart by a number or a letter, by the year or season, or by how a name begins
that ends like another: 상다소 and 하다소, 원주국사 and 춘천국사; models by one sign of their code;
or the passage lists them together: 울트라·프로·나노. A row or a sentence that names another one
alone does not tell of the one that is asked about, though all else in it be the same.
"""

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import lru_cache

import numpy as np

from corpus.symbols import BRACKETED
from index import analyse
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.steps import held_in_ranges
from rag.reading.tables.numbered import COUNTED, nearness

_ALSO_COUNTED = (
    "축 반 관 교시 분기 공장 주차장 충전소 전시실 회의실 터미널 구간 구역 코스 라인 공구 지구 블록 "
    "창고 과제 주차 항로 센터"
).split()
_COUNTED = ["학기", "학년도", "호차", *COUNTED, *_ALSO_COUNTED]
_LETTERED = "동 축 반 조 팀 관 형 급 타입 구역 코스 라인 홀 존 구간 안 그룹 열 지구 블록".split()
_LABEL = re.compile(
    rf"(?<![a-z\d.,])(?<!\d )(?:제?(?P<count>\d{{1,4}})\s?(?P<counted>{'|'.join(_COUNTED)})"
    rf"|(?P<letter>[a-z])[\s-]?(?P<lettered>{'|'.join(_LETTERED)}))"
    r"(?!봉|원|직원|량|례|액|장|수|월|간|씩|분|이상)"
)
_YEARS = {"작년": -1, "지난해": -1, "전년": -1, "올해": 0, "금년": 0, "내년": 1}
_RELATIVE = re.compile(rf"(?<![가-힣])(?:{'|'.join(_YEARS)})")
_SEASON = re.compile(r"(?<![가-힣])(?:봄|여름|가을|겨울)(?=[ 철방학에의은는]|$)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s?(?:년|학년도|\.))")
# Of countries, what one has is not what another has.
_COUNTRY = re.compile(
    r"(?<![가-힣])(?:한국|미국|중국|일본|영국|독일|프랑스|러시아|인도|캐나다|호주|대만|베트남|북한"
    r"|이탈리아|스페인|브라질|멕시코|태국|싱가포르|네덜란드|스웨덴|스위스|이스라엘|튀르키예)"
)
# H100 and B100, GPT-4 and GPT-5.
_CODE = re.compile(
    r"(?<![a-z\d])(?=[a-z\d-]*\d)(?=[a-z\d-]*[a-z])[a-z\d]+(?:-[a-z\d]+)*(?![a-z\d-]|보다|대비)"
)
_LISTED = re.compile(r"[가-힣a-z\d]+(?:\s?[·,/]\s?[가-힣a-z\d]+){2,}")
_BETWEEN = re.compile(r"\s?[·,/]\s?")
_AS_TOPIC = "[은는이가의]|에서는|에는"
# Beginnings of one syllable that tell apart what ends alike in one.
_OPPOSED = (
    "본분 상하 좌우 내외 전후 주야 대소중 신구 정부준 초중고 춘하추동 입퇴 "
    "국시도군구 갑을병 앞뒤 위아 안밖 큰작 첫둘 왼오 육해공 단장 경중 저고 평휴 승하 왕편 선후 "
    "월연주 단복 자타"
).split()
# What is only compared with, put off to or left ('작년 19건에서') is not what is told of; nor are
# marks in brackets.
_COMPARED = re.compile(
    r"(?<!\S)\S+(?: \S+){0,3}?(?:보다|대비|달리)(?![가-힣])"
    r"|(?<!\S)[가-힣]*(?:작년|지난해|올해|내년)(?:으로|까지|부터)(?![가-힣])"
    r"|(?<!\S)(?:재?작년|지난해|전년)(?: \S+){1,3}?(?<=[\d가-힣])에서(?= )"
)
_COMPOUND = re.compile(r"[가-힣]{2,8}")
# What ends so is asked of something and names nothing: 운영시간 is 이용시간.
_OF_SOMETHING = re.compile(
    r"(?:시간|기간|기한|장소|번호|인원|부서|비용|금액|날짜|일정|방법|대상|이름|요금|사항|내용|자료|서류|결과"
    r"|계획|업무|조건|자격|절차|기준|비율|규모|면적|위치|주소|일자|일시|현황|목적|이유|사유|종류|개수|횟수)$"
)
_WORD = ("NNG", "NNP", "XPN", "XR", "XSN", "MM")
_SHARED = 2
# From here on two beginnings mean the same.
_SAME = 0.5
# How much of the probability must be of what is told of another.
_MOST = 0.6
_LIKELY = 1e-3


def tells_of_rival(judged: Judged) -> bool:
    """Whether most of what is likely stands where another than the one asked about is named.

    Not where a range holds the one that is asked about: '1~2학년' beside '3~4학년'.
    """
    query, spans = judged.spans.query, judged.spans
    if query.asked.kind == "reason" or query.whether:
        return False
    likely = np.flatnonzero(judged.shares > _LIKELY)
    lost = 0.0
    for number in likely.tolist():
        read = spans.reads[spans.place[number]]
        start = int(spans.offsets[number, 0]) - read.passage.start
        told = next(read.passage.text[low:high] for low, high in read.sentences if start < high)
        if held_in_ranges(query.text, told):
            return False
        known = (read.passage.context, spans.text(number))
        marks = _countries(query.text), _countries(" ".join([told, *known])), _countries(told)
        of_another = query.asked.kind == "number" and _differ(*marks)
        if (
            of_another
            or names_rival(query.text, told, known, query.asked.head)
            or names_sibling(query.text, told, read.passage.text, known)
        ):
            lost += float(judged.shares[number])
    return lost > _MOST * float(judged.shares[likely].sum())


def names_rival(question: str, told: str, known: Sequence[str], heads: Sequence[str] = ()) -> bool:
    """Whether a row or sentence names another than a question does, and not that one.

    No word in what is `known`, the titles above and what is said in answer, is a rival or has one;
    nor has what is asked for, the `heads` of the question.
    """
    plain, bare = _without_asides(told)
    whole = " ".join([told, *known])
    apart = question
    for one in held_in_ranges(question, whole):  # 3층 is told of by '1~5층'
        apart = apart.replace(question[one.start : one.end], " ")
    if any(_differ(marks(apart), marks(whole), marks(bare)) for marks in (_labels, _years)):
        return True
    # Of two that are compared either may be told of alone.
    others = _codes(told) - _codes(apart)
    if any(_is_other_code(code, others) for code in _codes(apart) - _codes(whole)):
        return True
    asked = _words(question)
    names = [
        word
        for word in asked
        if word not in whole and not word.endswith(tuple(heads)) and not _OF_SOMETHING.search(word)
    ]
    if not names:
        return False
    rivals = {word for word in _words(plain) - asked if not any(word in one for one in known)}
    return any(_is_replaced(word, rivals, told) for word in names)


def names_sibling(question: str, told: str, text: str, known: Sequence[str]) -> bool:
    """Whether a sentence is about another of things that a text lists, and not the one asked about.

    '울트라·프로·나노의 3개 모델로 나뉜다. 울트라는 매개변수가 1조 개다.' tells nothing of 나노.
    """
    whole = " ".join([told, *known])
    asked = [word for word in _words(question) if word not in whole]
    for found in _LISTED.finditer(text.lower()) if asked else ():
        items = _BETWEEN.split(found[0])
        if not any(
            re.fullmatch(rf"{word}(?:{_AS_TOPIC})?", item) for word in asked for item in items
        ):
            continue
        others = [item for item in items if item not in question.lower() and len(item) > 1]
        low = told.lower()
        if any(
            one in low and re.search(rf"(?<![가-힣a-z]){one}(?:{_AS_TOPIC})\s", low)
            for one in others
        ):
            return True
    return False


@lru_cache(maxsize=2048)
def _without_asides(told: str) -> tuple[str, str]:
    """A text without what is only compared with; then also without what stands in brackets."""
    plain = _COMPARED.sub(" ", told)
    return plain, BRACKETED.sub(" ", plain)


def _differ(
    asked: Set[tuple[str, str]], told: Set[tuple[str, str]], plain: Set[tuple[str, str]]
) -> bool:
    """Whether of one kind only other marks are told, and these not by the way."""
    kinds = {kind for kind, _ in asked} & {kind for kind, _ in plain}
    return any(not {mark for mark in asked & told if mark[0] == kind} for kind in kinds)


@lru_cache(maxsize=2048)
def _labels(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (found["counted"] or found["lettered"], found["count"] or found["letter"])
        for found in _LABEL.finditer(text.lower())
    )


@lru_cache(maxsize=2048)
def _years(text: str) -> frozenset[tuple[str, str]]:
    told = [("from now", str(_YEARS[word])) for word in _RELATIVE.findall(text)]
    told += [("season", season) for season in _SEASON.findall(text)]
    return frozenset([*told, *(("year", year) for year in _YEAR.findall(text))])


@lru_cache(maxsize=2048)
def _countries(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(("country", found[0]) for found in _COUNTRY.finditer(text))


@lru_cache(maxsize=2048)
def _codes(text: str) -> frozenset[str]:
    return frozenset(_CODE.findall(text.lower()))


def _is_other_code(code: str, told: Set[str]) -> bool:
    """Whether a code is told that differs in one sign."""
    alike = (one for one in told if len(one) == len(code) > 2)
    return any(sum(map(str.__ne__, one, code)) == 1 for one in alike)


def _is_replaced(word: str, rivals: Set[str], told: str) -> bool:
    """Whether a word that ends alike and begins otherwise stands for it: 포장이사 for 용달이사.

    What is told of by the last part of the word alone, or by the first, may well be the same.
    """
    if any(word.endswith(other) for other in rivals):
        return False
    for other in rivals:
        end = _shared_end(word, other)
        own, beside = word[: len(word) - end], other[: len(other) - end]
        if own in told or word[len(word) - end :] in rivals:
            continue
        told_apart = end >= _SHARED or (end and _are_opposed(own, beside))
        if told_apart and not _is_slip(own, beside) and nearness(own, [beside])[0] < _SAME:
            return True
    return False


def _are_opposed(own: str, beside: str) -> bool:
    single = len(own) == len(beside) == 1
    return single and any(own in group and beside in group for group in _OPPOSED)


def _is_slip(own: str, beside: str) -> bool:
    """Whether one of two syllables may be the other mistyped: 상공 for 성공."""
    if len(own) != 1 or len(beside) != 1 or _are_opposed(own, beside):
        return False
    one, other = (unicodedata.normalize("NFD", syllable) for syllable in (own, beside))
    return len(one) == len(other) and sum(map(str.__ne__, one, other)) == 1


def _shared_end(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return length


@lru_cache(maxsize=2048)
def _words(text: str) -> frozenset[str]:
    """The Korean compounds in a text: nouns that stand together without spaces."""
    runs: list[str] = []
    end = -1
    for one in analyse(text):
        if one.tag.split("-")[0] not in _WORD:
            continue
        written = text[one.start : one.end]
        runs.append((runs.pop() if one.start == end else "") + written)
        end = one.end
    return frozenset(run for run in runs if _COMPOUND.fullmatch(run))
