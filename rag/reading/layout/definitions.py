"""What something is: 'HBM이 뭐야?', '젠슨 황이 누구야?', and where documents say it.

They define a term ('HBM이란 … 을 말한다'), say what something is ('ROCm은 … 플랫폼이다'), name it
('AI 가속기의 이름은 마하1이다') or put what it is before the name ('AI 가속기 마하1'). The last two
tell of names only.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from corpus.labels import SURNAMES
from corpus.table import cell_texts
from index import Morpheme, analyse, bare, sentence_spans
from index.sound import likeness
from index.words import is_common
from rag.answer import Hit
from rag.language.dimensions import dimension_named
from rag.language.lists import PREFIX
from rag.language.phrases import is_named, names
from rag.language.question_type import kind_of_head, topic
from rag.reading.kinds.makers import QUOTES
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.columns import OF_MEANING
from rag.reading.tables.selection import cell_under

_WHAT = r"(?:대체 |도대체 )?(?:무엇|뭐|뭔|누구)"
_SORTS = (
    "회사|기업|업체|곳|데|사람|분|인물|기관|단체|조직|기구|제품|모델|서비스|기술|제도|사업|법|병|약"
    "|칩|프로그램|도구|시스템|기능|장치|부서|팀|거|것|일|댐|책|영화|작품|행사|시설|건물|배|차|나무|동물"
)
_BE = r"(?:이?야|데|이?냐|예요|이?에요|이?죠|이?지요?|니|인가요?|가요|입니까)"
_ENDS = r"[가-힣]{0,6}(?: [가-힣]{1,6})?"
_ASKS = re.compile(
    r"\s*(?:여기서 |근데 |그런데 )?(?P<name>\S.{0,40}?)(?:"
    rf"이?란(?: {_WHAT}{_ENDS})?"
    rf"|이?라는 (?:게|건|것은|것이|말은|말이) {_WHAT}{_ENDS}"
    rf"|(?:의)? (?P<sense>뜻|의미|정의)(?:[이은는가]? ?{_WHAT}{_ENDS}|[은는]?)"
    rf"|[이가은는]? (?:무슨|어떤) (?:뜻|말|의미|소리){_ENDS}"
    rf"|[이가은는]? {_WHAT}{_BE}"
    rf"|[이가은는]? (?:뭐|무엇을|뭘) ?하(?:는|던|였던|신) [가-힣]{{1,8}}?(?:{_BE})?"
    rf"|[이가은는]? (?:어떤|무슨) (?:[가-힣]+의 )?(?:{_SORTS})(?:{_BE})?"
    r")\s*[?.]*\s*"
)
_ASKS_WHO = re.compile(r"누구|사람|분이|인물")
# '가장 싼 요금제' is one of some.
_ONE_OF = re.compile(r"(?:가장|제일|최고|최대|최소|어느|어떤|무슨|이|그|저) ")
# '한빛전자의 'X-200'': what is quoted or a name in Latin letters, no GPU, is one whose ever it is.
_OWNED = re.compile(rf"^\S+의 (?=[{QUOTES}]|(?=.*[a-z\d])[A-Z][A-Za-z\d .+-]*$)")
_SAYS = r"(?:말한다|뜻한다|의미한다|가리킨다|일컫는다|말합니다|뜻합니다|의미합니다|가리킵니다)"
_IS = r"(?:이다|입니다|이며|이고|이었다|였다|이었고|였고|이지만|인데|으로,|로,|다)(?=[.,\s]|$)"
_ITEM = rf"^{PREFIX}"
# '전고체 전지는' of 전고체.
_COMPOUND = r"(?: [가-힣]{1,5})?"
_NOT_NAMING = frozenset(
    "것 때문 셈 뿐 터 편 만 정도 중 등 처음 위주 기준 중심 수준 상태 때 곳 이유 까닭 결과 전망 "
    "예정 계획 방침 이야기 말 뜻 다음 이후 이전 당시 오늘 올해 내년 작년 최근 현재 가운데 이번 "
    "함께 대신 겸 및 모두 각각 자체 직접 바로 예 사례 마찬가지".split()
)
_PHRASE = frozenset("NNG NNP SL SN SH XSN XPN XR JKG".split())
_AFTER_TITLE = r"(?:[은는이가의도]|,|께서)?"
_NOUNS = _PHRASE - {"JKG"}
_NAMES = frozenset("NNP SL SH SN".split())
_LONGEST = 90
_LONGEST_CLAUSE = 45
_MOST_WORDS = 3
_LEAST_COMPOUND = 4
_ADVERB = re.compile(r"^(?:가령|이듬해|한편|최근|게다가|특히|이어|또|그중) ")
_SHORT_NOUNS = frozenset("앱 칩 책 섬 산 강 댐 법 병 약 성 절 배 차 꽃 새 개 말 팀 탑".split())
_SAME_SOUND = 0.6


def asked_what(question: str) -> str:
    """The name or term of which it is asked what it is; '' where something of it is asked.

    Who types nothing but a name wants to know that, too.
    """
    if is_bare(question):
        plain = question.strip(" ?.")
        return plain if all(m.tag in _NAMES for m in analyse(plain)) or is_named(plain) else ""
    match = _ASKS.fullmatch(question)
    if match is None:
        return ""
    name = _OWNED.sub("", match["name"]).strip(f"{QUOTES} ")
    morphemes = analyse(name)
    if (
        len(name.split()) > _MOST_WORDS
        or _ONE_OF.match(name)
        or any(m.tag == "JKG" for m in morphemes)
    ):
        return ""
    who = _ASKS_WHO.search(question[match.end("name") :]) is not None
    about = kind_of_head(morphemes[-1].form) and match["sense"] is None
    person = _is_name(name) or (len(name) in (2, 3) and name[0] in SURNAMES)
    return "" if about or (who and not person) else name


def is_bare(question: str) -> bool:
    """Whether a question is one word or name and nothing more: '회사', '젠슨 황'."""
    text = question.strip(" ?.")
    tags = [m.tag for m in analyse(text)]
    noun = " " not in text and all(tag in _NOUNS - {"SN"} for tag in tags)
    if noun and len(tags) >= _LEAST_COMPOUND and dimension_named(text):
        return False  # '대강당최대인원'
    return bool(tags) and (noun or all(tag in _NAMES for tag in tags))


def definition(judged: Judged) -> tuple[Candidate, str] | None:
    """The sentence that says what it is, and what it says, where a question asks for that."""
    question = judged.spans.query.text
    name = asked_what(question) or topic(question)
    if not name:
        return _meant(judged)
    told = _first(question, name, [(one.text, n) for n, one in enumerate(judged.candidates)])
    return (judged.candidates[told[0]], _without_name(told[1], name)) if told else None


def _meant(judged: Judged) -> tuple[Candidate, str] | None:
    """What a document itself means by a term in quotes, though it names a sort of thing.

    '"수탁기관"이란 … 을 말한다' where '수탁기관이 뭐야?' could also ask which one.
    """
    asks = _ASKS.fullmatch(judged.spans.query.text)
    pattern = _pattern(asks["name"].strip(f"{QUOTES} "), marked=True) if asks else ""
    told = ((one, _defined(pattern, one.text)) for one in judged.candidates if pattern)
    return next((found for found in told if found[1]), None)


def meaning_of_row(judged: Judged) -> tuple[Candidate, str] | None:
    """What a column of meanings tells of the row that is asked about: '3등급은 뭐야?'."""
    asks = _ASKS.fullmatch(judged.spans.query.text)
    found = cell_under(judged, OF_MEANING) if asks else None
    if asks is None or found is None:
        return None
    labels = map(bare, cell_texts(found[0].text))
    return found if bare(asks["name"]) in labels else None


def _without_name(said: str, name: str) -> str:
    """What is said without the beginning of the name at its end: '앱을 만드는 쏙페' of 쏙페이."""
    cut = next((n for n in range(len(name), 0, -1) if said.endswith(f" {name[:n]}")), 0)
    return said[: len(said) - cut].rstrip() if cut else said


def defining_first(question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Hits with the first that says what something is in front, where a question asks for that."""
    name = asked_what(question)
    if not name:
        return tuple(hits)
    texts = [
        (hit.passage.text[start:end], place)
        for place, hit in enumerate(hits)
        for start, end in sentence_spans(hit.passage.text)
    ]
    told = _first(question, name, texts)
    if told is None:
        return tuple(hits)
    return (hits[told[0]], *(hit for place, hit in enumerate(hits) if place != told[0]))


def names_only(question: str) -> bool:
    """Whether a question asks what a name is, which no other few words answer."""
    name = asked_what(question)
    if not name or any(m.tag.startswith("J") for m in analyse(name)):
        return False
    last = name.split()[-1]
    return is_named(last) and not (last.isascii() and last.islower())


def _is_name(word: str) -> bool:
    """Whether a word is a name, or one that no dictionary has."""
    return is_named(word) or not is_common(word)


def _first(question: str, name: str, texts: Sequence[tuple[str, int]]) -> tuple[int, str] | None:
    """The number of the text that says most plainly what it is, with what it says."""
    person = _ASKS_WHO.search(question) is not None
    ways: Sequence[Callable[[str, str], str]] = (
        _defined,
        _is,
        _labelled,
        _named,
        _titled,
        _called,
        _introduced,
    )
    # '가우스' of '삼성 가우스', but not '2' of '팜 2'.
    forms = [name, *(w for w in name.split()[1:][-1:] if not (person or w.isdigit() or len(w) < 2))]
    for form in forms if _is_name(forms[-1]) else forms[:1]:
        named = _is_name(form) or person
        for way in ways:
            # Where it is in quotes or explained in brackets it is more likely what is meant.
            for marked in (True,) if way in ways[3:] and not named else (True, False):
                pattern = _pattern(form, marked)
                for text, number in texts:
                    if said := way(pattern, text):
                        return number, said
    return None


def _pattern(name: str, marked: bool) -> str:
    """How the name is written: in quotes, or with another script behind or before it.

    `marked` where a word is only a name if it is written so.
    """
    spaced = r"\s?".join(re.escape(word) for word in name.split())
    other = r"(?:[A-Za-z][A-Za-z0-9.+-]*(?: [A-Za-z0-9][A-Za-z0-9.+-]*){0,3}"
    other += r"|[가-힣]{2,}(?: [가-힣]{2,})?)"
    behind = rf"{other} ?\((?:[^()]*(?:약칭|이하|일명|줄여서|영어|또는)[ :]*)?{spaced}\)"
    bracket, quote = r"(?:\([^)]*\))?", f"[{QUOTES}]{{1,2}}"
    quoted = rf"{quote}(?:{behind}|{spaced}{bracket}){quote}{bracket}"
    plain = rf"(?<![\w-]){spaced}(?![A-Za-z0-9]){bracket}"
    return rf"(?i:{quoted}|{behind})" if marked else rf"(?i:{quoted}|{behind}|{plain})"


def _defined(name: str, text: str) -> str:
    """'X란 … 을 말한다', '… 을 X라고 한다'."""
    for pattern in (
        rf"{name}{_COMPOUND}(?:이?란|[은는]) (?P<said>[^.]{{2,{_LONGEST}}}?)[을를] {_SAYS}",
        rf"(?:^|[,.] )(?P<said>[^.,]{{2,{_LONGEST}}}?)[을를] {name}(?:이?라고?|으?로) "
        "(?:한다|부른다|합니다|부릅니다|불린다)",
        rf"{name}[은는] (?P<said>[^.,]{{2,40}}?)[을를] (?:뜻하는|말하는|가리키는) ",
    ):
        if match := re.search(pattern, text):
            return match["said"].strip()
    return ""


def _labelled(name: str, text: str) -> str:
    """'X: …'."""
    label = rf"{_ITEM}{name}\s?[:：]\s(?P<said>[^\n.:/|]{{2,{_LONGEST}}})(?:\.|$)"
    match = re.search(label, text)
    if match is None:
        return ""
    said = re.sub(rf"[을를] {_SAYS}$", "", match["said"].strip())
    return until_copula(f"{said}.") or said


def until_copula(rest: str) -> str:
    """The noun phrase up to the first copula that ends one: '메모리' of '메모리다.'; or ''."""
    for match in re.finditer(_IS, rest):
        said = rest[: match.start()]
        if re.search(r"\.(?!\d)|[|\n]", said) or len(said) > _LONGEST:
            break
        # With its full stop 연금이다 is no 이 with an adverb.
        if _says_what(said, rest[: match.end() + 1]):
            return said.strip()
    return ""


def _is(name: str, text: str) -> str:
    """'X는 … 이다', also of 'X 전지는'."""
    begins = rf"(?:{_ITEM}|[,.] |(?<=[가-힣]고) |(?=[{QUOTES}]))"
    opening = re.search(rf"{begins}{name}{_COMPOUND}(?:이?란|[은는]) ", text)
    return until_copula(text[opening.end() :]) if opening else ""


def _says_what(said: str, whole: str) -> bool:
    """Whether words before a copula name something: no number, and no other clause."""
    morphemes = analyse(whole)
    before = [m for m in morphemes if m.start < len(said)]
    after = [m for m in morphemes if m.start >= len(said)]
    modified = any(m.tag == "ETM" for m in before)
    if not before or not after:
        return False
    last = before[-1]
    # What will be is not what it is: '시장은 1,000억 원 규모가 될 것이다'.
    what = last.form == "것" and before[-2:-1] and before[-2].form in ("ᆫ", "은", "는")
    if not what and (last.tag not in _NOUNS - {"SN"} or last.form in _NOT_NAMING):
        return False
    copula = after[0].tag == "VCP" or (
        after[0].form in ("로", "으로") and "," in whole[len(said) :]
    )
    # '소설가이자 번역가' is no clause of its own.
    clauses = [m for b, m in pairwise(before) if m.tag in ("JKS", "EC") and b.tag != "VCP"]
    own_clause = bool(clauses) and not modified
    return copula and not own_clause


def _named(name: str, text: str) -> str:
    """'…의 이름은 X이다', '… 는 X다', '…인 X'."""
    match = re.search(
        rf"(?:{_ITEM}|, )(?P<said>[^.,:|\n]{{2,60}}?)(?:의 이름| 이름)?[은는] {name}(?:{_IS}|,)",
        text,
    )
    if match:
        return match["said"].strip() if analyse(match["said"])[-1].tag in ("NNG", "XSN") else ""
    match = re.search(rf"(?P<said>[^.,:|\n]*[가-힣A-Za-z0-9])인 {name}", text)
    return _described(match["said"], last=("NNG", "XSN", "SL")) if match else ""


def _titled(name: str, text: str) -> str:
    """'젠슨 황 최고경영자는'; in '3D D램 시장은' nobody is a 시장."""
    title = rf"(?P<said>(?:[가-힣]+ )??[가-힣]{{2,8}}?){_AFTER_TITLE} "
    people = (m for m in re.finditer(rf"{name} {title}", text) if not re.search(r"\d", m[0]))
    found = (match["said"] for match in people)
    return next((said for said in found if kind_of_head(said.split()[-1]) == "person"), "")


def _called(name: str, text: str) -> str:
    """'X라는 손글씨 신문', with the clause before: '날마다 나오는 X란 신문'."""
    match = re.search(rf"{name}(?:이?라는|이란|란) ", text)
    rest = text[match.end() :] if match else ""
    nouns = list(takewhile(lambda m: m.tag in _NOUNS, analyse(rest)))
    if match is None or not nouns or nouns[-1].tag not in ("NNG", "XSN", "SL"):
        return ""
    noun, before = rest[: nouns[-1].end], text[: match.start()]
    morphemes = analyse(before)
    if not _is_clause(morphemes):
        return noun
    return _with_clause(before + noun, morphemes, match.start())


def _is_clause(morphemes: Sequence[Morpheme]) -> bool:
    """Whether words end in a verb that modifies what follows, and no copula."""
    tags = [m.tag for m in morphemes[-2:]]
    return tags[-1:] == ["ETM"] and tags[0] != "VCP"


def _introduced(name: str, text: str) -> str:
    """What stands before a name, or behind it in brackets."""
    for match in re.finditer(name, text):
        before = text[: match.start()]
        owns = re.search(r", (?:곧|즉) $", before) and text.startswith("의 ", match.end())
        if owns or before.rfind("(") > before.rfind(")"):
            continue
        if said := _described(before) or _bracketed(match[0]):
            return said
        morphemes = analyse(before)
        if _is_clause(morphemes):
            said = _with_clause(before + match[0], morphemes, match.start())
            # '평가받던 GPU' tells nothing, '송금 앱을 만드는 쏙페이' does.
            if len(said.split()) > len(match[0].split()) + 1:
                return said
    return ""


def _bracketed(written: str) -> str:
    """'고대역폭 메모리' of 'HBM(고대역폭 메모리)' or '고대역폭 메모리(HBM)'.

    A name in another script tells nothing.
    """
    match = re.fullmatch(r"\W*(?P<one>[^(]+)\((?P<other>[^)]{2,40})\)\W*", written)
    if match is None or likeness(match["one"], match["other"]) >= _SAME_SOUND:
        return ""
    told = [said for said in (match["one"], match["other"]) if re.search("[가-힣]", said)]
    return max(told, key=len, default="").strip(f"{QUOTES} ")


def _described(before: str, last: Sequence[str] = ("NNG", "XSN")) -> str:
    """The noun phrase that a text ends with, with the clause that describes it; or ''.

    `last` are the tags that its last noun may have.
    """
    stripped = re.sub(r", (?:곧|즉) $", "", before).rstrip()
    morphemes = analyse(stripped)
    if stripped[-1:] in ("", ",", ".", ":", "|", "(", ")", *QUOTES):
        return ""
    first = len(morphemes)
    while first and (morphemes[first - 1].tag in _PHRASE or morphemes[first - 1].form == "새"):
        first -= 1
    phrase = [m for m in morphemes[first:] if m.tag != "XSN" or m is not morphemes[first]]
    if not phrase or phrase[-1].tag not in last or phrase[-1].form in _NOT_NAMING:
        return ""
    start = phrase[0].start
    noun = stripped[start:]
    if first and morphemes[first - 1].tag == "ETM":
        noun = _with_clause(stripped, morphemes[:first], start)
    # '엔비디아의' is taken for a noun that nobody knows.
    named = not (noun.endswith("의") and names(noun[:-1]))
    # Another name, as in '블랙웰 GPU', does not say what it is.
    named = named and (" " in noun or not is_named(noun))
    return noun if named and (len(noun) > 1 or noun in _SHORT_NOUNS) else ""


def _with_clause(text: str, before: Sequence[Morpheme], start: int) -> str:
    """A noun phrase with the clause before it, back to a topic, a comma or another clause."""
    opens = 0
    last = max((n for n, m in enumerate(before) if m.tag in ("JKO", "JKS")), default=0)
    for n, one in enumerate(before):
        topical = one.tag == "JX" and one.form in ("은", "는", "ᆫ")
        # '집을 짓고 고치는': what both verbs are done to is told before the first.
        joined = one.tag == "EC" and one.form not in ("어", "아", "여", "게", "지")
        joined = joined and not (one.form == "고" and last < n)
        # The '-' of GPT-4 parts nothing.
        parted = one.tag in ("SP", "SO") and text[one.end : one.end + 1] == " "
        if topical or joined or parted or text[one.end : one.end + 1] in (",", ":"):
            opens = one.end
    whole = _ADVERB.sub("", text[opens:].lstrip(" ,:-*•·"))
    return whole if len(whole) <= _LONGEST_CLAUSE else text[start:]
