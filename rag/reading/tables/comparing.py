"""Which of two things is more of something, where passages tell the value of both.

For each side the statement that it has a value is looked for, with the values that stand beside its
name; both must be borne out, in the same unit, and must not overlap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.particles import with_particles
from index import Morpheme, Passage, bare, sentence_spans
from index.tokens import analyser
from rag.checking.support import Claim, Evidence, supports
from rag.checking.valued import NAMING, range_of
from rag.language.phrases import Clause, clause
from rag.language.values import Value, values_of
from rag.language.word_groups import LIGHT

_CHOICE = re.compile(
    r"(?P<one>\S(?:[^?]{0,20}?\S)?)(?:와|과|이랑|랑|하고|,)\s(?P<other>\S[^?]{0,20}?)\s?"
    r"(?:중|가운데)(?:에서|에)?\s(?P<rest>.+)"
)
# '사 달라고' asks for something.
_CONTRAST = re.compile(
    r"\S(?:와|과|이랑|랑|하고)\s[^?]{1,30}?(?:차이|비교|다른|다르|달라(?!고|는|며|던))"
)
MORE = frozenset("많이 많 크 높 비싸 길 오래 무겁 넓 빠르 늦 멀 두껍 세".split())
LESS = frozenset("적게 적 작 낮 싸 저렴 저렴하 짧 가볍 좁 느리 가깝 얇".split())
EARLIER = frozenset("먼저 일찍 앞서".split())
LATER = frozenset("나중 나중에 늦게".split())
# 젤 is 제일 as it is spoken.
RANK = re.compile(
    r"가장|제일|(?<![가-힣])젤(?=\s)|최고|최저|최대|최소|(?P<n>두|세|네|다섯|[2-5])\s?번째로"
)
_SIDES = frozenset("쪽 것 곳 게 편".split())
# What is measured where something is dear, heavy, long or fast, by its names, the usual one first.
MEASURES = {
    degree: tuple(names.split())
    for degrees, names in (
        ("비싸 싸 저렴 저렴하", "가격 단가 정가 요금 값 금액 비용 월"),
        ("넓 좁", "면적 넓이 평수"),
        ("무겁 가볍", "무게 중량"),
        ("길 짧", "길이 기간 시간"),
        ("오래", "기간 시간 납기 소요"),
        ("빠르 느리", "속도"),
    )
    for degree in degrees.split()
}
_DATE = re.compile(r"(\d{4})년(?:(\d{1,2})월)?(?:(\d{1,2})일)?")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and the statement about them: `{side}` and `{value}` stand in the template.

    `most` tells whether the greater value wins; `dated` that the values are dates.
    """

    sides: tuple[str, str]
    template: str
    most: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The two things that a question lets choose between, and what it asks of them."""

    sides: tuple[str, str]
    rest: str


def choice(question: str) -> Choice | None:
    """Which two things a question lets choose between; None where it does not."""
    match = _CHOICE.match(question)
    return Choice((match["one"], match["other"]), match["rest"]) if match else None


def compares(question: str) -> bool:
    """Whether a question sets two things against each other."""
    return bool(_CHOICE.match(question) or _CONTRAST.search(question))


def winner(question: str, passages: Sequence[Passage]) -> tuple[str, list[Evidence]] | None:
    """The side that wins, with the sentences of both; None where the passages do not decide."""
    asked = _comparison(question)
    if asked is None:
        return None
    told = [dict(_told(side, asked, passages)) for side in asked.sides]
    for unit in told[0].keys() & told[1].keys():
        (one, here), (other, there) = told[0][unit], told[1][unit]
        if (greater := _greater(one, other)) is not None:
            return asked.sides[greater == asked.most], [here, there]
    return None


def _comparison(question: str) -> Comparison | None:
    offered = choice(question)
    if offered is None:
        return None
    said = clause(offered.rest)
    found = [(i, m) for i, m in enumerate(said.morphemes) if is_degree(m)]
    if not found:
        return None
    number, degree = found[0]
    dated = degree.form in EARLIER | LATER
    template = _template(said, number, dated)
    when = "".join(f"{phrase.text}에 " for phrase in said.phrases if phrase.is_time)
    most = degree.form in MORE | LATER
    return Comparison(offered.sides, when + template, most, dated) if template else None


def is_degree(one: Morpheme) -> bool:
    """Whether a morpheme says that something is more or less, earlier or later."""
    known = one.form in MORE | LESS | EARLIER | LATER
    # '크' and '싸' are other words too.
    return known and (one.tag[:2] in ("VA", "XR", "MA") or len(one.form) > 1)


def first_degree(morphemes: Sequence[Morpheme]) -> str | None:
    """The first morpheme that says so, 많 or 비싸; None for none."""
    return next((m.form for m in morphemes if is_degree(m)), None)


def _template(said: Clause, number: int, dated: bool) -> str:
    """The statement of a value that would be told of a side; '' where none can be made."""
    degree = said.morphemes[number]
    deed = _deed(said.morphemes[number + 1 :])
    if dated:
        return f"{{topic}} {{value}}에 {deed}" if deed else ""
    before = [p for p in said.phrases if p.end <= degree.start and p.tags and not p.is_time]
    measured = before[-1] if before and before[-1].text not in _SIDES else None
    if measured is not None and (measured.modified or measured.text in LIGHT):
        return ""
    if measured is not None and measured.tags == ("JKO",):
        return f"{{topic}} {with_particles(measured.text, ['를'])} {{value}} {deed}" if deed else ""
    attribute = measured.text if measured else MEASURES.get(degree.form, ("",))[0]
    if attribute:
        return f"{{side}}의 {with_particles(attribute, ['는'])} {{value}}이다"
    return "{topic} {value}이다"


def _deed(morphemes: Sequence[Morpheme]) -> str:
    """The first predicate, in the past; '' where there is none."""
    for one, following in pairwise(morphemes):
        if one.tag == "VV":
            return _past([(one.form, one.tag)])
        if one.tag == "NNG" and following.tag == "XSV":
            return _past([(one.form, one.tag), (following.form, following.tag)])
    return ""


def _past(stem: Sequence[tuple[str, str]]) -> str:
    return str(analyser().join([*stem, ("었", "EP"), ("다", "EF")]))


def _told(
    side: str, asked: Comparison, passages: Sequence[Passage]
) -> Iterator[tuple[str, tuple[Value, Evidence]]]:
    """The only value of each unit that passages tell of a side, with its sentence."""
    found: dict[str, dict[str, tuple[Value, Evidence]]] = {}
    for value, text, passage in _beside(side, passages):
        if (value.unit == "date") != asked.dated or value.unit in NAMING or text in side:
            continue
        topic = with_particles(side, ["는"])
        said = asked.template.format(side=side, topic=topic, value=text)
        to_come = f"{said.removesuffix('이다')}일 전망이다" if said.endswith("이다") else said
        if borne := supports(Claim(said), [passage]) or supports(Claim(to_come), [passage]):
            found.setdefault(value.unit, {}).setdefault(value.forms[0], (value, borne[0]))
    for unit, told in found.items():
        if len(told) == 1:
            yield unit, next(iter(told.values()))


def _beside(side: str, passages: Sequence[Passage]) -> Iterator[tuple[Value, str, Passage]]:
    """The values of the sentences that name a side, each with its text."""
    name = bare(side)
    for passage in passages:
        for start, end in sentence_spans(passage.text):
            sentence = passage.text[start:end]
            if name not in bare(sentence):
                continue
            for value in values_of(sentence):
                yield value, sentence[value.start : value.end], passage


def is_greater(one: str, other: str) -> bool | None:
    """Whether the only value of one text is surely more than that of another, in the same unit.

    Equal values are not more; None where the texts do not tell.
    """
    own, others = values_of(one), values_of(other)
    if len(own) != 1 or len(others) != 1 or own[0].unit != others[0].unit:
        return None
    if own[0].unit in {"date", *NAMING}:
        return None
    first = _greater(own[0], others[0])
    equal = own[0].forms == others[0].forms
    return False if equal else None if first is None else first == 0


def _greater(one: Value, other: Value) -> int | None:
    """0 where the first value is greater, 1 where the second is, None where neither surely is."""
    if one.unit == "date":
        pair = [_DATE.fullmatch(value.forms[0]) for value in (one, other)]
        if pair[0] is None or pair[1] is None:
            return None
        for ours, theirs in zip(pair[0].groups(), pair[1].groups(), strict=True):
            if not (ours and theirs):
                return None
            if ours != theirs:
                return int(int(ours) < int(theirs))
        return None
    (low, high), (least, most) = range_of(one), range_of(other)
    return 0 if low > most else 1 if least > high else None
