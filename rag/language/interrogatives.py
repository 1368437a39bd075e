"""The questions that a clause answers, by what they ask for: when, how many, who, where, why.

A clause is a text that ends in its predicate, "휴가는 한 해에 15일을 준다."; the thing told in it
gives place to an interrogative, and the predicate ends as a polite question.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.particles import has_coda, with_particles
from index import Morpheme, analyse
from index.tokens import analyser
from rag.language.question_type import kind_of_head

Asked = tuple[str, str]

_LISTED = 2
_COMPOSITE = re.compile(r"\d\s?(?:년|개월|시간|분|[만억조]|m|km|kg) $")
_NUMBER = re.compile(
    r"(?<![\w.,\-–~/제:])(?P<answer>(?:(?:\d[\d,]*(?:\.\d+)?\s?[천백]?[만억조]\s?)+(?:\d[\d,]*)?"
    r"|\d[\d,]*(?:\.\d+)?)\s?"
    r"(?P<unit>개월|개국|개사|개|명|곳|건|대|권|편|배|회|번|차례|종|가지|마리|쪽|년|주|일|시간|분|초|원"
    r"|달러|유로|엔|위안|%p|%|퍼센트|km|㎞|cm|mm|m|㎡|kg|㎏|t|톤|g|kW|MW|GW|TWh|W|GB|TB|nm|도|세|살|위"
    r"|점|학점|단계|석|인|와트|미터|킬로그램))(?![A-Za-z0-9])"
)
_DATE = re.compile(
    r"(?<![\w.,\-–~])(?P<answer>(?:\d{4}년(?: \d{1,2}월(?: \d{1,2}일)?"
    r"| (?:초|초반|중반|말|상반기|하반기|봄|여름|가을|겨울))?|\d{1,2}월 \d{1,2}일))"
    r"(?P<particle>에는|에|부터|까지|)(?= \D)"
)
_QUOTED = r"['‘“\"《<](?P<quoted>[^'‘’“”\"《》<>]{2,20})['’”\"》>]"
_LATIN = r"(?P<latin>[A-Z][A-Za-z0-9.-]*(?: [A-Z0-9][A-Za-z0-9.-]*){0,2})"
_NAME = re.compile(
    rf"(?P<head>[가-힣A-Za-z]+) ?(?:{_QUOTED}|{_LATIN})(?:\([^)]*\))?"
    r"(?P<particle>는|은|이|가|을|를)(?= )"
)
_REASON = re.compile(r"(?P<cause>.+? (?:때문|덕분))에 (?P<told>.+)")
_SAKE = re.compile(r"(?P<what>.+?) (?:것|이유|까닭)은 (?P<cause>.+ 때문)(?:이다|입니다)\.?")
_AT = re.compile(r"(?P<particle>에서|에) (?:처음 |직접 )*$")
_OBJECT = re.compile(r"(?P<particle>을|를) (?:직접 |처음 |함께 |모두 |새로 |다시 )*$")
_BY = re.compile(r"(?P<particle>이|가) (?:직접 |처음 |함께 |모두 |새로 )*$")
_MONEY = frozenset("원 달러 유로 엔 위안".split())
_SPANS_OF_TIME = frozenset("년 개월 주 일 시간 분 초".split())
_WHERE = frozenset("회사 기업 업체 스타트업 대학 연구소 기관 은행 나라 도시 지역".split())
_WHO = frozenset("대표 회장 사장 교수 박사 감독 작가 연구원 장관 의원 최고경영자".split())
_WHAT = frozenset(
    "모델 서비스 제품 칩 프로그램 시스템 도구 앱 플랫폼 제도 반도체 가속기 챗봇 기술 소프트웨어 "
    "소설 영화 작품 노래 책 사업 정책 행사 대회 브랜드 프로젝트".split()
)
_LONGEST_CAUSE, _LONGEST_NAME = 60, 40
_THERE = frozenset(
    "있 위치 열리 태어나 출생 자리 세워지 사망 결성 창단 설립 개최 시작 개통 건립 자라 묻히 "
    "살".split()
)
_DONE = frozenset(
    "만들 짓 설계 개발 발명 발견 설립 세우 쓰 지휘 감독 맡 이끌 그리 작곡 작사 번역 인수 운영 승인 "
    "담당 제작 창업 창립 건설 디자인 편집 결정 관리 주관 부르 연출 집필 후원 점검 지원 제공 출시 "
    "공개 선보이 내놓".split()
)
# Endings that do not end a clause: of quoting, of intent, and before another verb.
_BOUND = frozenset("다고 ᆫ다고 는다고 라고 이라고 려고 으려고 게 지 도록 러".split())
_BEHIND_CLAUSES = frozenset("까지 전 때문 위하".split())
_BOUNDS = frozenset("동안 이상 이하 미만 초과 안팎 정도 가량 남짓".split())
_NOUNS = frozenset("NNG NNP SL SN XSN XPN".split())
_JOINING = frozenset([("EC", "고"), ("EC", "며"), ("EC", "지만"), ("EC", "으며")])
# What ends an adverbial phrase, so that a noun phrase begins behind it.
_ENDING_PHRASES = frozenset("JKB JKO JKS JX EC MAG".split())
_INTERROGATIVES = {
    "person": "누구",
    "place": "어디",
    "group": "어디",
    "name": "무엇",
    "work": "무엇",
}
_PREDICATES = frozenset("VV VA XSV XSA VCP".split())
_DESCRIBING = frozenset("VA VA-I VA-R VCP VCN XSA".split())


def analysed(text: str) -> tuple[Morpheme, ...]:
    """The morphemes, with what stands in quotes taken for a name, whatever it looks like."""
    hidden = re.sub(
        r"(?<=['‘“\"])[^'‘’“”\"]{1,20}(?=['’”\"])", lambda m: "X" * len(m.group()), text
    )
    return analyse(hidden)


def topic_of(text: str) -> str:
    """The text up to its first topic or subject particle, or ''; '2023년에는' is no topic."""
    morphemes = analysed(text)
    for i, one in enumerate(morphemes):
        if one.tag in ("EC", "EF"):
            return ""
        is_topic = one.tag == "JKS" or (one.tag == "JX" and one.form in ("은", "는"))
        is_time = i > 1 and morphemes[i - 1].tag == "JKB" and _is_time(morphemes[i - 2])
        if is_topic and not is_time and text[one.end : one.end + 1] in ("", " "):
            return "" if text[: one.start].endswith("것") else text[: one.end]
    return ""


def _is_time(noun: Morpheme) -> bool:
    return noun.tag == "NNB" or noun.form in ("때", "말", "초", "상반기", "하반기")


def _is_main(text: str, end: int, bare: bool = False) -> bool:
    """Whether a span that ends there belongs to the last predicate, not to a clause before it.

    The verb after it must not modify a noun ('35%를 쥔 회사'), unless the statement says what
    something is, or the verb only bounds a number ('300개가 넘는 기능').
    """
    morphemes = analysed(text)
    after = [m for m in morphemes if m.start >= end]
    if not after or text[end : after[0].start].strip():
        return False
    if not bare and after[0].tag[0] not in "JVX" and after[0].form not in _BOUNDS:
        return False
    for one, following in pairwise(after):
        if one.tag == "EC" and one.form not in _BOUND and following.tag != "VX":
            return False
        if one.tag == "ETN" and following.form in _BEHIND_CLAUSES:
            return False
    says_what = any(m.tag == "VCP" for m in after[-4:])
    for place in (i for i, m in enumerate(after) if m.tag in _PREDICATES):
        if after[place].form in ("넘", "이르", "달하", "가깝"):
            return True
        tags = [m.tag for m in after[place + 1 : place + 3]]
        # '쓸 수 있다' and '넘을 것이다' modify no noun that means anything.
        if tags != ["ETM", "NNB"]:
            return says_what or tags[:1] != ["ETM"]
    return True


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
        if before.endswith(("(", "'", '"')) or not topic_of(before):
            continue
        if not _asks_well(after):
            continue
        if not _is_main(text, match.end() + len(text[match.end() :]) - len(after)):
            continue
        asked = _asking(before + _fitted(_how_many(unit), after))
        if asked is not None:
            return asked, match["answer"]
    return None


def _how_many(unit: str) -> str:
    if unit in _MONEY:
        return "얼마"
    return "며칠" if unit == "일" else f"몇 {unit}"


def _asks_well(after: str) -> bool:
    """Whether 몇 before this is natural: not '인구 몇 명의 나라이다' nor '몇 개로 작은 편이다'."""
    match = re.match(r"(의|으로|로)[ ,]", after)
    if match is None:
        return True
    following = analysed(after[match.end() :])
    if match[1] == "의":
        return not any(m.tag == "VCP" for m in following)
    return following[0].tag.startswith("VV")


def _date(text: str) -> tuple[str, str] | None:
    """The first date that something happens at, asked with 언제."""
    match = _DATE.search(text)
    if match is None or not topic_of(text[: match.start()] + text[match.end() :]):
        return None
    before = text[: match.start()]
    modified = before and analysed(before)[-1].tag == "ETM"
    if modified or (before and not topic_of(f"{before}있다")):
        return None
    bare = not match["particle"]
    if (bare and "월" not in match["answer"]) or not _is_main(text, match.end("answer"), bare):
        return None
    particle = "" if match["particle"] in ("에", "에는") else match["particle"]
    rest = text[match.end() :]
    if not before:  # '3월에 회의는 열린다' is asked as '회의는 언제 열리나요'
        before = topic_of(rest.strip())
        rest = rest.strip()[len(before) :]
    asked = _asking(f"{before.rstrip()} 언제{particle}{rest}")
    return (asked, match["answer"]) if asked else None


def _name(text: str) -> Asked | None:
    """The name behind a word that says what it names, asked for by that word."""
    match = _NAME.search(text)
    if match is None:
        return None
    answer, after = match["quoted"] or match["latin"], text[match.end() :].lstrip()
    what = next((w for w, heads in _NAMING.items() if match["head"].endswith(tuple(heads))), None)
    told = _telling(after)
    if what is None or told is None or answer in after:
        return None
    before, named = "", text[: match.end("head")]
    if match["particle"] in "을를":
        before, named = _as_object(named)
        joined = any(m.tag == "EC" and m.form not in _BOUND for m in analysed(after))
        if not before or topic_of(after) or joined:
            return None
    if any(m.tag == "ETM" for m in analysed(named)):
        return None
    return f"{before}{told} {with_particles(named, ['은'])} {what}인가요?", answer


def _as_object(text: str) -> tuple[str, str]:
    """What stands before the noun at the end and its modifiers, its topic as a subject, and it.

    '구글은 2023년에 새 모델' gives '구글이 2023년에 ' and '새 모델'; '' where there is no topic.
    """
    topic = topic_of(text)
    ends = [m.end for m in analysed(text) if m.tag in _ENDING_PHRASES and m.end < len(text)]
    if not topic or not ends or ends[-1] < len(topic):
        return "", text
    subject = with_particles(topic[:-1], ["이"])
    return f"{subject}{text[len(topic) : ends[-1]]} ", text[ends[-1] :].strip()


def _reason(text: str) -> Asked | None:
    """The cause, asked with 왜, or with 까닭 where the statement is about why."""
    match = _SAKE.fullmatch(text)
    if match is not None and len(match["cause"]) <= _LONGEST_CAUSE:
        return f"{match['what']} 까닭은 무엇인가요?", match["cause"]
    topic = topic_of(text)
    match = _REASON.fullmatch(text[len(topic) :].strip()) if topic else None
    if match is None or len(match["cause"]) > _LONGEST_CAUSE:
        return None
    asked = _asking(f"{topic} 왜 {match['told']}")
    return (asked, match["cause"]) if asked else None


def _place(text: str) -> Asked | None:
    """Where something is or happens, asked with 어디."""
    form, start = _verb(text)
    match = _AT.search(text[:start]) if form in _THERE else None
    answer = _last_name(text[: match.start("particle")]) if match else ""
    if match is None or not answer:
        return None
    before = text[: match.start("particle") - len(answer)]
    if not topic_of(before) or analysed(before)[-1].tag not in _ENDING_PHRASES:
        return None
    asked = _asking(f"{before}어디{text[match.start('particle') :]}")
    return (asked, answer) if asked else None


def _doer(text: str) -> Asked | None:
    """Who did what the statement is about, asked with 누가."""
    form, start = _verb(text)
    match = _BY.search(text[:start]) if form in _DONE else None
    answer = _last_name(text[: match.start()]) if match else ""
    if match is None or not answer:
        return None
    before = text[: match.start() - len(answer)]
    if not topic_of(before) or analysed(before)[-1].tag != "JX":
        return None
    asked = _asking(f"{before}누가{text[match.end('particle') :]}")
    return (asked, answer) if asked else None


def _subject(text: str) -> Asked | None:
    """The name that a statement begins with, asked with 누가 for what it did."""
    topic, (form, _) = topic_of(text), _verb(text)
    name, told = topic[:-1], text[len(topic) :]
    tags = [m.tag for m in analysed(told)]
    if form not in _DONE or _last_name(name) != name or "JKO" not in tags or "EC" in tags:
        return None
    asked = _asking(f"누가{told}")
    return (asked, name) if asked and name not in told else None


def _what(text: str) -> Asked | None:
    """What a statement says that something is, asked by the kind of one or the other."""
    topic, morphemes = topic_of(text), analysed(text)
    copula = next((m for m in morphemes[-3:] if m.tag == "VCP"), None)
    if copula is None or not topic or _JOINING & {(m.tag, m.form) for m in morphemes[2:]}:
        return None
    answer = text[len(topic) : copula.start].strip(" '‘’\"“”")
    named, said = analysed(topic[:-1]), analysed(answer)
    if "," in answer or len(answer) > _LONGEST_NAME or not said or said[-1].tag not in _NOUNS:
        return None
    if any(m.tag in ("JX", "EC", "SN") for m in said):
        return None
    asked_by = _INTERROGATIVES.get(kind_of_head(named[-1].form))
    if asked_by and said[0].tag in ("NNP", "SL") and " " not in answer.replace("·", " ").strip():
        return f"{topic} {asked_by}인가요?", answer
    head = answer.split()[-1]
    kind = next((w for w, heads in _NAMING.items() if head.endswith(tuple(heads))), "")
    if named[-1].tag not in ("NNP", "SL") or " " not in answer or not kind:
        return None
    return f"{topic} {'누구' if kind == '누구' else f'어떤 {head}'}인가요?", answer


def _object(text: str) -> Asked | None:
    """The name that something is done to, asked with 무엇."""
    _, start = _verb(text)
    said = [m.tag for m in analysed(text) if m.start >= start]
    match = _OBJECT.search(text[:start]) if "VCP" not in said else None
    answer = _last_name(text[: match.start()]) if match else ""
    if match is None or len(answer) < 2:
        return None
    before = text[: match.start() - len(answer)]
    if not topic_of(before) or analysed(before)[-1].tag not in _ENDING_PHRASES:
        return None
    asked = _asking(f"{before}무엇을{text[match.end('particle') :]}")
    return (asked, answer) if asked else None


def _last_name(text: str) -> str:
    """The name that a text ends in, with the nouns behind it: '노벨 문학상'; '' where none is."""
    words: list[str] = []
    for word in reversed(text.split(" ")):
        tags = [m.tag for m in analysed(word)]
        if not tags or not set(tags) <= _NOUNS:
            break
        words.insert(0, word)
    while words and analysed(words[0])[0].tag not in ("NNP", "SL"):
        del words[0]
    return " ".join(words)


def _verb(text: str) -> tuple[str, int]:
    """The verb of the last predicate, the noun of 하다, and where it begins; '' if it has none."""
    morphemes = analysed(text)
    places = [i for i, m in enumerate(morphemes) if m.tag.startswith(("VV", "VA", "XSV"))]
    if not places:
        return "", 0
    place = places[-1] - (morphemes[places[-1]].tag == "XSV" and places[-1] > 0)
    return morphemes[place].form, morphemes[place].start


_NAMING = {"무엇": _WHAT, "어디": _WHERE, "누구": _WHO}
KINDS = (
    ("date", _date),
    ("name", _name),
    ("person", _doer),
    ("person", _subject),
    ("place", _place),
    ("reason", _reason),
    ("thing", _what),
    ("thing", _object),
    ("number", _number),
)


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
    ending = ("ᆫ가요" if describes(stem) else "나요", "EF")
    said = analyser().join([*stem, ending])
    if said.startswith("이었") and not has_coda(before):
        said = f"였{said[2:]}"
    return f"{before}{said}?"


def _telling(text: str) -> str | None:
    """What is said of a subject as what modifies a noun: '1위를 차지했다' as '1위를 차지한'."""
    before, stem = _predicate(text)
    if not stem or stem[-1] == ("겠", "EP"):
        return None
    if stem[-1][1] == "EP":
        stem = stem[:-1]
        ending = "던" if describes(stem) else "ᆫ"
    else:
        ending = "ᆫ" if describes(stem) else "는"
    return f"{before}{analyser().join([*stem, (ending, 'ETM')])}"


def _predicate(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text before the last predicate, and its stem; no stem where it does not end in one."""
    bare = text.rstrip(" .,")
    morphemes = analysed(bare)
    verbs = [i for i, m in enumerate(morphemes[:-1]) if m.tag.startswith(("V", "XSV", "XSA"))]
    if not verbs or morphemes[-1].tag not in ("EF", "EC"):
        return bare, []
    first = morphemes[verbs[-1]]
    stem = [(m.form, m.tag) for m in morphemes[verbs[-1] : -1]]
    return bare[: first.start], stem


def describes(stem: Sequence[tuple[str, str]]) -> bool:
    """Whether a stem is that of an adjective or of 이다, which ask and modify otherwise."""
    form, tag = stem[-1]
    return tag in _DESCRIBING and form not in ("있", "없")
