"""A contrast set: questions that a passage does not answer any more, made from ones it answers.

One word that the passage bears out is exchanged: a name, a number, a noun or a predicate. So that
a model does not learn that every unknown word means no answer, a noun or a predicate is exchanged
for a near-synonym too, which leaves the question answerable.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from index import analyse, near_synonyms
from index.tokens import analyser
from index.units import measured
from rag.language.question_type import asked, kind_of_head

Token = tuple[str, str]

_NAMES = frozenset(["NNP", "SL"])
_SYNONYMOUS = 0.7
_NEAREST = 3
_RELATED = 0.5
# What an encyclopedia or a report often tells of a thing, and how one asks for it.
_ATTRIBUTES = {
    "누구인가요?": "창업자 설립자 대표 회장 감독 아내 스승 설계자 후임자 사장 제자 비서 후원자",
    "얼마인가요?": "가격 이용료 구독료 매출 제작비 무게 높이 길이 연봉 상금 면적 시가총액 예산 "
    "소비전력 용량 대역폭 연회비 투자액 판매가",
    "몇 명인가요?": "직원 회원 관객 제자 후보자 연구원 가입자 사용자 사망자",
    "언제인가요?": "출시일 생일 개봉일 설립일 준공일 사망일 발매일 결혼식 공개일 마감일",
    "어디인가요?": "본사 고향 출생지 촬영지 위치 묘지 제조사 공장 연구소 소속사 도시",
    "무엇인가요?": "별명 본명 후속작 국적 주제가 색깔 약칭 종교 혈액형 좌우명 제조 공정 전공",
    "몇 개인가요?": "지점 매장 특허 코어 매개변수 부품 트랜지스터 객실 좌석",
}
_ENDINGS = {
    "person": "누구인가요?",
    "number": "얼마인가요?",
    "date": "언제인가요?",
    "place": "어디인가요?",
}
# What else may be asked of a doing, by what the number that answers measures.
_RETYPED = {
    "money": ("는 데 든 비용은 얼마인가요?", "는 데 얼마를 썼나요?", "는 데 들어간 금액은?"),
    "duration": ("는 데 얼마나 걸렸나요?", "는 데 걸린 기간은 얼마인가요?", "는 데 며칠 걸렸나?"),
    "people": ("는 데 참여한 사람은 몇 명인가요?", "는 데 동원된 인원은 몇 명이야?"),
    "share": ("는 비율은 몇 퍼센트인가요?", "는 비중이 몇 %야?"),
    "turns": ("는 것은 모두 몇 번인가요?", "는 횟수는 몇 회인가?"),
    "things": ("는 것은 모두 몇 개인가요?", "는 데 쓴 물건은 몇 개야?"),
    "date": ("는 것은 몇 년도인가요?", "는 날짜는 언제야?", "는 시기는 언제인가요?"),
}
_OWNED = re.compile(r"([가-힣A-Za-z0-9-]{2,12})의 ([가-힣]{2,6})[은는] ")


@dataclass(frozen=True, slots=True)
class Contrast:
    """A question made from another: which `kind` of change, and whether it can be answered."""

    text: str
    kind: str
    answerable: bool


@dataclass(frozen=True)
class Pool:
    """Words to put in the place of others, by kind."""

    names: Sequence[str]
    nouns: Sequence[str]
    predicates: Sequence[str]
    actions: Sequence[str]
    heads: Sequence[str]

    @classmethod
    def of(cls, questions: Sequence[str]) -> "Pool":
        """The words that questions are asked in."""
        words = [token for question in questions for token in _tokens(question)]
        return cls(
            names=_forms(words, lambda i: words[i][1] in _NAMES),
            nouns=_forms(words, lambda i: _is_noun(words, i)),
            predicates=_forms(words, lambda i: words[i][1] == "VV"),
            actions=_forms(words, lambda i: _is_action(words, i)),
            heads=sorted({h for q in questions for h in asked(q, analyse(q)).head if len(h) > 1}),
        )


def contrasts(
    question: str, passage: str, article: str, pool: Pool, draw: np.random.Generator
) -> Iterator[Contrast]:
    """Changes of a question that `passage` answers; `article` is all that tells of its subject."""
    tokens = _tokens(question)
    said = passage.lower()
    heads = asked(question, analyse(question)).head
    places = [
        i
        for i, (form, _) in enumerate(tokens)
        if len(form) > 1 and form.lower() in said and form not in heads
    ]
    yield from _misnamed(tokens, places, passage, article, pool, draw)
    kinds = (
        ("noun", _is_noun, pool.nouns),
        ("predicate", _is_action, pool.actions),
        ("predicate", lambda t, i: t[i][1] == "VV", pool.predicates),
    )
    for kind, fits, words in kinds:
        there = [i for i in places if fits(tokens, i)]
        if there:
            place = int(draw.choice(there))
            mixed = draw.permutation(np.array(words, dtype=object))
            fresh = (w for w in mixed if _is_fresh(w, tokens[place][0], article))
            yield from _exchanged(tokens, place, list(islice(fresh, 1)), kind, draw)
            yield from _exchanged(tokens, place, _synonyms(tokens[place][0], said), "synonym", draw)
    yield from _attributes(question, passage, article, pool, draw)
    yield from _retyped(tokens, article, draw)


def _tokens(text: str) -> list[Token]:
    return [(token.form, str(token.tag)) for token in analyser().tokenize(text)]


def _forms(tokens: Sequence[Token], fits: Callable[[int], bool]) -> list[str]:
    return sorted({f for i, (f, _) in enumerate(tokens) if len(f) > 1 and fits(i)})


def _is_action(tokens: Sequence[Token], i: int) -> bool:
    """Whether it is the noun of a verb: 설립 in '설립하다'."""
    return tokens[i][1] == "NNG" and i + 1 < len(tokens) and tokens[i + 1][1].startswith("XS")


def _is_noun(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i][1] == "NNG" and not _is_action(tokens, i)


def _misnamed(
    tokens: Sequence[Token],
    places: Sequence[int],
    passage: str,
    article: str,
    pool: Pool,
    draw: np.random.Generator,
) -> Iterator[Contrast]:
    """Another name, one that the passage does not have or one that it has elsewhere; a number."""
    names = [i for i in places if tokens[i][1] in _NAMES]
    if names:
        place = int(draw.choice(names))
        others = [w for w in pool.names if w.lower() not in article.lower()]
        yield from _exchanged(tokens, place, _shaped(others, tokens[place][0]), "name", draw)
        asked_of = {form.lower() for form, _ in tokens}
        others = [w for w in _names_of(passage) if w not in asked_of]
        yield from _exchanged(tokens, place, _shaped(others, tokens[place][0]), "premise", draw)
    numbers = [i for i in places if tokens[i][1] == "SN"]
    if numbers:
        place = int(draw.choice(numbers))
        yield from _exchanged(tokens, place, _other_numbers(tokens[place][0]), "number", draw)


def _shaped(names: Sequence[str], name: str) -> list[str]:
    """Those of the script and about the length of a name, all where there are none."""
    near = [w for w in names if w.isascii() == name.isascii() and abs(len(w) - len(name)) < 2]
    return near or list(names)


def _is_fresh(word: str, old: str, article: str) -> bool:
    """Whether an article says neither the word nor a near-synonym, and `old` is another thing."""
    if word in article:
        return False
    related = _near(word, _RELATED)
    return old not in related and not any(w in article for w in related)


def _synonyms(word: str, said: str) -> list[str]:
    near = _near(word, _SYNONYMOUS)
    new = [w for w in sorted(near, key=lambda w: -near[w]) if w not in said and len(w) > 1]
    return new[:_NEAREST]


def _near(word: str, least: float) -> dict[str, float]:
    near = near_synonyms([word])[word]
    return {other: similarity for other, similarity in near.items() if similarity >= least}


def _names_of(passage: str) -> list[str]:
    return sorted({m.form for m in analyse(passage) if m.tag in _NAMES and len(m.form) > 1})


def _other_numbers(number: str) -> list[str]:
    """Numbers of the same length, the nearest ones among them."""
    if not number.isdigit():
        return []
    value = int(number)
    near = [value + step for step in (-30, -11, -7, -4, -3, -2, -1, 1, 2, 3, 4, 7, 11, 30)]
    return [str(n) for n in near if n > 0 and len(str(n)) == len(number)]


def _exchanged(
    tokens: Sequence[Token],
    place: int,
    others: Sequence[str],
    kind: str,
    draw: np.random.Generator,
) -> Iterator[Contrast]:
    """The question with another word in that place, particles and endings made to fit."""
    if not others:
        return
    other = str(draw.choice(np.array(others, dtype=object)))
    changed = [*tokens[:place], (other, tokens[place][1]), *tokens[place + 1 :]]
    yield Contrast(analyser().join(changed), kind, kind == "synonym")


def _attributes(
    question: str, passage: str, article: str, pool: Pool, draw: np.random.Generator
) -> Iterator[Contrast]:
    """Asking for what the article does not tell of a thing, or for what the passage does tell.

    Half of what is not told is what other questions ask for, so that other articles may tell it.
    """
    names = [w for w in _names_of(passage) if w.lower() in question.lower()]
    ending = str(draw.choice(list(_ATTRIBUTES)))
    usual = pool.heads if draw.random() < 0.5 else _ATTRIBUTES[ending].split()
    nouns = [w for w in usual if _is_fresh(w, "", article)]
    if names and nouns:
        noun = str(draw.choice(nouns))
        yield Contrast(_owned(str(draw.choice(names)), noun), "attribute", False)
    told = _OWNED.findall(passage)
    if told:
        owner, noun = told[int(draw.integers(len(told)))]
        yield Contrast(_owned(owner, noun), "told", True)


def _retyped(
    tokens: Sequence[Token], article: str, draw: np.random.Generator
) -> Iterator[Contrast]:
    """Asking of the same doing for a number of a kind that the whole article gives nowhere."""
    given = frozenset[str]().union(*(one.dimensions for one in measured(article)))
    kinds = [kind for kind in _RETYPED if kind not in given]
    doing = [i for i, (_, tag) in enumerate(tokens) if tag == "ETM" and i > 1]
    if not kinds or not doing:
        return
    place = doing[-1]
    if tokens[place - 1][1][:3] not in ("VV", "XSV", "EP"):
        return
    stem = [token for token in tokens[:place] if token[1] != "EP"]
    ending = str(draw.choice(np.array(_RETYPED[str(draw.choice(kinds))], dtype=object)))
    text = analyser().join([*stem, ("는", "ETM")])
    yield Contrast(text + ending[1:], "retyped", False)


def _owned(owner: str, noun: str) -> str:
    usual = next((e for e, nouns in _ATTRIBUTES.items() if noun in nouns.split()), "")
    ending = usual or _ENDINGS.get(kind_of_head(noun), "무엇인가요?")
    tokens: list[Token] = [(owner, "NNP"), ("의", "JKG"), (noun, "NNG"), ("는", "JX")]
    return f"{analyser().join(tokens)} {ending}"
