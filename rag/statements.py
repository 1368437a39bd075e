"""Statements turned into questions, without a language model.

A clause that tells a number, a date or a name is asked for it: "휴가는 한 해에 15일을 준다." as
"휴가는 한 해에 며칠을 주나요?". What does not make a natural question that stands on its own is
left alone: a statement is only worth asking for what it says by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Morpheme, analyse
from index.tokens import analyser
from rag.phrases import with_particles

_SHORTEST, _LONGEST = 15, 100
_LISTED = 2
_COMPOSITE = re.compile(r"\d\s?(?:년|개월|시간|분|[만억조]|m|km|kg) $")
_OPENING = re.compile(r"^(?:결국|특히|실제로|현재|한편|참고로),? ")
_NUMBER = re.compile(
    r"(?<![\w.,\-–~/제:])(?P<answer>(?:(?:\d[\d,]*(?:\.\d+)?\s?[천백]?[만억조]\s?)+(?:\d[\d,]*)?"
    r"|\d[\d,]*(?:\.\d+)?)\s?"
    r"(?P<unit>개월|개국|개사|개|명|곳|건|대|권|편|배|회|번|차례|종|가지|마리|쪽|년|주|일|시간|분|초|원"
    r"|달러|유로|엔|위안|%p|%|퍼센트|km|㎞|cm|mm|m|㎡|kg|㎏|t|톤|g|kW|MW|GW|TWh|W|GB|TB|nm|도|세|살|위"
    r"|점|학점|단계|석|인|와트|미터|킬로그램))(?![A-Za-z0-9])"
)
_DATE = re.compile(
    r"(?<![\w.,\-–~])(?P<answer>(?:\d{4}년(?: \d{1,2}월(?: \d{1,2}일)?)?|\d{1,2}월 \d{1,2}일))"
    r"(?P<particle>에는|에|부터|까지)(?= )"
)
_NAME = re.compile(
    r"(?P<head>[가-힣A-Za-z]+) ?['‘“\"](?P<answer>[^'‘’“”\"]{2,20})['’”\"](?:\([^)]*\))?"
    r"(?P<particle>는|은|이|가)(?= )"
)
_MONEY = frozenset("원 달러 유로 엔 위안".split())
_SPANS_OF_TIME = frozenset("년 개월 주 일 시간 분 초".split())
_WHERE = frozenset("회사 기업 업체 스타트업 대학 연구소 기관 은행 나라 도시 지역".split())
_WHO = frozenset("대표 회장 사장 교수 박사 감독 작가 연구원 장관 의원 최고경영자".split())
_WHAT = frozenset(
    "모델 서비스 제품 칩 프로그램 시스템 도구 앱 플랫폼 제도 반도체 가속기 챗봇 기술 소프트웨어 "
    "소설 영화 작품 노래 책 사업 정책 행사 대회 브랜드 프로젝트".split()
)
# What points to other sentences: such a statement does not stand on its own.
_POINTING = frozenset(
    "당시 이번 이날 그날 올해 지난해 작년 내년 최근 지난달 이달 같은 양사 동사 당사 "
    "이듬해 한쪽 다른 여기 거기 이곳 그곳 이것 그것 우리 저희 이들 그들 자신 앞 위 아래 다음 "
    "이후 이전 이때 그때 해당 각각 나머지".split()
)
_LINKING = frozenset("고 며 으며 지만 으나 는데 ᆫ데 이며".split())
# Endings that do not end a clause: of quoting, of intent, and before another verb.
_BOUND = frozenset("다고 ᆫ다고 는다고 라고 이라고 려고 으려고 게 지 도록 러".split())
_BOUNDS = frozenset("동안 이상 이하 미만 초과 안팎 정도 가량 남짓".split())
_SUBJECTS = frozenset(["JKS", "JX"])
_PREDICATES = frozenset("VV VA XSV XSA VCP".split())
_DESCRIBING = frozenset("VA VA-I VA-R VCP VCN XSA".split())


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that a statement answers; `topic` is what both begin with, '' where none is."""

    kind: str
    question: str
    answer: str
    topic: str


def askings(statement: str) -> Iterator[Asking]:
    """The questions that a sentence answers, clause by clause, at most one of a kind for each."""
    if not _stands_alone(statement):
        return
    for clause in _clauses(statement):
        text = _OPENING.sub("", clause)
        quotes_open = text.count('"') % 2 or text.count("“") != text.count("”")
        if quotes_open or points(text):
            continue
        for kind, make in _KINDS.items():
            made = make(text)
            if made is not None:
                yield Asking(kind, *made, _topic(text))


def _stands_alone(text: str) -> bool:
    """Whether a sentence says something whole, and not with its neighbours only."""
    if not (_SHORTEST <= len(text) <= _LONGEST and re.search(r"[가-힣]다\.$", text)):
        return False
    if re.search(r"[\n|?!:;→]", text) or text.count("(") != text.count(")"):
        return False
    first = _analysed(text)[0]
    return first.tag not in ("MAJ", "IC", "SN") and first.form not in ("하지만", "또", "다만")


def points(text: str) -> bool:
    """Whether a clause points to what stands elsewhere."""
    return any(
        m.form in _POINTING
        or (m.tag == "MM" and m.form in ("이", "그", "저", "이런", "그런"))
        or (m.tag == "NP" and m.form in ("이", "그", "저", "나", "너"))
        for m in _analysed(text)
    )


def _analysed(text: str) -> tuple[Morpheme, ...]:
    """The morphemes, with what stands in quotes taken for a name, whatever it looks like."""
    hidden = re.sub(
        r"(?<=['‘“\"])[^'‘’“”\"]{1,20}(?=['’”\"])", lambda m: "X" * len(m.group()), text
    )
    return analyse(hidden)


def _clauses(sentence: str) -> Iterator[str]:
    """The parts between linking endings with a comma, each with the topic of the sentence."""
    morphemes = _analysed(sentence)
    borders = [0]
    for one, after in zip(morphemes, morphemes[1:], strict=False):
        joins = one.tag == "EC" and one.form in _LINKING and after.tag == "SP"
        if joins and any(m.tag in _SUBJECTS for m in morphemes if borders[-1] <= m.start < one.end):
            borders.append(one.end)
    topic = _topic(sentence)
    for start, end in zip(borders, [*borders[1:], len(sentence)], strict=True):
        text = sentence[start:end].lstrip(", ")
        if not start:
            yield text
        elif topic and not any(m.tag == "JX" for m in morphemes if start <= m.start < end):
            yield f"{topic} {text}"


def _is_main(text: str, start: int, end: int) -> bool:
    """Whether a span belongs to the last predicate, not to a clause before it or within.

    The verb after it must not modify a noun ('35%를 쥔 회사'), unless the statement says what
    something is, or the verb only bounds a number ('300개가 넘는 기능').
    """
    morphemes = _analysed(text)
    after = [m for m in morphemes if m.start >= end]
    if not after or text[end : after[0].start].strip():
        return False
    if after[0].tag[0] not in "JVX" and after[0].form not in _BOUNDS:
        return False
    for one, following in zip(after, after[1:], strict=False):
        if one.tag == "EC" and one.form not in _BOUND and following.tag != "VX":
            return False
    first = next((i for i, m in enumerate(after) if m.tag in _PREDICATES), None)
    if first is None or after[first].form in ("넘", "이르", "달하", "가깝"):
        return True
    says_what = any(m.tag == "VCP" for m in after[-4:])
    tags = [m.tag for m in after[first + 1 : first + 3]]
    # '쓸 수 있다' and '넘을 것이다' modify no noun that means anything.
    return says_what or tags[:1] != ["ETM"] or tags[1:] == ["NNB"]


def _topic(text: str) -> str:
    """The text up to its first topic or subject particle, or ''."""
    for one in _analysed(text):
        if one.tag in ("EC", "EF"):
            return ""
        is_topic = one.tag == "JKS" or (one.tag == "JX" and one.form in ("은", "는"))
        if is_topic and text[one.end : one.end + 1] in ("", " "):
            return "" if text[: one.start].endswith("것") else text[: one.end]
    return ""


def _number(text: str) -> tuple[str, str] | None:
    """The last number with its unit, asked with 몇, 며칠 or 얼마."""
    for match in reversed(list(_NUMBER.finditer(text))):
        unit, after = match["unit"], re.sub(r"^\([^)]*\d[^)]*\)", "", text[match.end() :])
        if unit in _SPANS_OF_TIME and re.match(r"에|\s?(?:만에|전|뒤|후|째|마다|월|\d)", after):
            continue
        if unit == "년" and re.match(r"\d{4}년", match["answer"]):
            continue
        if _COMPOSITE.search(text[: match.start()]) or text.count(unit) > _LISTED:
            continue
        before = re.sub(r"(?:약|대략|무려) $", "", text[: match.start()])
        if before.endswith(("(", "'", '"')) or not _topic(before):
            continue
        if not _is_main(text, match.start(), match.end() + len(text[match.end() :]) - len(after)):
            continue
        asked = _asking(before + _fitted(_how_many(unit), after))
        if asked is not None:
            return asked, match["answer"]
    return None


def _how_many(unit: str) -> str:
    if unit in _MONEY:
        return "얼마"
    return "며칠" if unit == "일" else f"몇 {unit}"


def _date(text: str) -> tuple[str, str] | None:
    """The first date that something happens at, asked with 언제."""
    match = _DATE.search(text)
    if match is None or not _topic(text[: match.start()] + text[match.end() :]):
        return None
    before = text[: match.start()]
    modified = before and _analysed(before)[-1].tag == "ETM"
    if modified or (before and not _topic(f"{before}있다")):
        return None
    if not _is_main(text, match.start(), match.end("answer")):
        return None
    particle = "" if match["particle"] in ("에", "에는") else match["particle"]
    asked = _asking(f"{text[: match.start()]}언제{particle}{text[match.end() :]}")
    return (asked, match["answer"]) if asked else None


def _name(text: str) -> tuple[str, str] | None:
    """The name in quotes behind a word that says what it names, asked for by that word."""
    match = _NAME.search(text)
    if match is None or match["answer"] in text[match.end() :]:
        return None
    what = next((w for w, heads in _NAMING.items() if match["head"].endswith(tuple(heads))), None)
    told = _telling(text[match.end() :].lstrip())
    if what is None or told is None:
        return None
    named = text[: match.end("head")]
    return f"{told} {with_particles(named, ['은'])} {what}인가요?", match["answer"]


_NAMING = {"무엇": _WHAT, "어디": _WHERE, "누구": _WHO}
_KINDS = {"date": _date, "name": _name, "number": _number}


def _particles(text: str) -> str:
    match = re.match(r"(?:으로|로|을|를|은|는|이|가|과|와)(?![가-힣])", text)
    return match.group() if match else ""


def _fitted(noun: str, after: str) -> str:
    """A noun and what followed another, the particle in the form that fits."""
    particle = _particles(after)
    return with_particles(noun, [particle] if particle else []) + after[len(particle) :]


def _asking(text: str) -> str | None:
    """A statement with its interrogative as a question: the last predicate ends politely."""
    before, stem = _predicate(text)
    if not stem:
        return None
    ending = ("ᆫ가요" if _describes(stem) else "나요", "EF")
    return f"{before}{analyser().join([*stem, ending])}?"


def _telling(text: str) -> str | None:
    """What is said of a subject as what modifies a noun: '1위를 차지했다' as '1위를 차지한'."""
    before, stem = _predicate(text)
    if not stem or stem[-1] == ("겠", "EP"):
        return None
    if stem[-1][1] == "EP":
        stem = stem[:-1]
        ending = "던" if _describes(stem) else "ᆫ"
    else:
        ending = "ᆫ" if _describes(stem) else "는"
    return f"{before}{analyser().join([*stem, (ending, 'ETM')])}"


def _predicate(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text before the last predicate, and its stem; no stem where it does not end in one."""
    bare = text.rstrip(" .,")
    morphemes = _analysed(bare)
    verbs = [i for i, m in enumerate(morphemes[:-1]) if m.tag.startswith(("V", "XSV", "XSA"))]
    if not verbs or morphemes[-1].tag not in ("EF", "EC"):
        return bare, []
    first = morphemes[verbs[-1]]
    stem = [(m.form, m.tag) for m in morphemes[verbs[-1] : -1]]
    return bare[: first.start], stem


def _describes(stem: Sequence[tuple[str, str]]) -> bool:
    """Whether a stem is that of an adjective or of 이다, which ask and modify otherwise."""
    form, tag = stem[-1]
    return tag in _DESCRIBING and form not in ("있", "없")
