"""The label that a question asks for: '기간: 8월 10일 ~ 8월 21일' of the works of a notice."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.labels import is_known_label
from index import terms_of
from rag.answer import Hit
from rag.language.spans import ReadPassage, read_passage
from rag.reading.kinds.parties import party_words, tells_party
from rag.reading.kinds.sorts import ASKS_WEEKDAY
from rag.reading.layout.labels import LONGEST, Labelled, labelled
from rag.reading.layout.parts_asked import OF_GROUPS, asked_of
from rag.reading.layout.sections import asked_terms, section_told
from rag.reading.scoring.query import WHOLE, Query, query_of
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.sentences.boxes import ticked
from rag.reading.sentences.owners import is_of_other_side
from rag.reading.sentences.range_ends import ASKS_HOUR
from rag.reading.tables.matching import held

# The head of a mail is not what it tells.
_MAIL = re.compile(r"\A(?:메일 )?제목: .*\n보낸 사람: ")
_LONGEST_NUMBER = 25
# '1급지가 어디야?', '접수처는?' where a label says just that.
_ASKS_THAT = re.compile(r"[이가은는]?(?:어디|누구|뭐|무엇|언제|얼마)?[가-힣]{0,3}[?.]*")
# Labels by the words that ask for what they tell; '출장 기간' where a journey is asked about.
_MEANT = (
    (re.compile(r"언제|며칠|몇월"), re.compile(r"(.*?)(?:일시|날짜|일자|기간|시기|일정|때)")),
    (re.compile(r"언제|며칠(?:에|날|까지|부터)|몇월"), re.compile(r"(.{2,})일")),
    (
        re.compile(
            r"(?:요일|언제)\S{0,2}\s?(?:쉬|쉽|닫|휴[관무진장업점])|쉬는\s?(?:날|요일)"
            r"|(?:안 여는|안 하는|문 닫는)\s?(?:날|요일)"
        ),
        re.compile(r"()(?:(?:정기)?휴[관무진장업점]일?|쉬는날)"),
    ),
    (re.compile(r"무엇|뭐|뭘|어떤"), re.compile(r"(.+?)(?:항목|내용|사항|목록|종류|서류)")),
    (ASKS_WEEKDAY, re.compile(r"(.+?)(?:요?일|시간)")),
    (ASKS_HOUR, re.compile(r"(.*?)(?:일시|시간|시각|일정|때)")),
    (
        re.compile(r"어디"),
        re.compile(r"(.*?)(?:장소|위치|주소|곳|(?<=[출개소목행][장최재적선])지)"),
    ),
    (re.compile(r"누가.{0,6}(?:갔|가나|가요|다녀|출장)"), re.compile(r"()(?:출장|동행|방문)자")),
    (
        re.compile(
            r"누(?:가|구누구가?)(?:(?! [안못] ).){0,6}(?:왔|오나|참석|나왔|참여|참가|모였)"
            r"|(?:참석|(?<![안못] )온)\s?사람|(?:참석|참가|출석)자"
        ),
        re.compile(r"()(?:참석자?|출석자?|참가자?)(?:명단)?"),
    ),
    (
        re.compile(r"안\s?(?:온|왔|나온)|못\s?(?:온|왔)|빠진|불참|결석"),
        re.compile(r"()(?:불참자?|결석자?|불참석자?)"),
    ),
    (
        re.compile(
            r"누가.{0,8}(?:썼|쓴|작성|올렸|올린|기안|보고|만들)|(?:쓴|작성한|올린|만든)\s?(?:사람|분)"
        ),
        re.compile(r"()(?:작성자?|(?:기안|보고|기안책임|입안)자)"),
    ),
)
# What happens at the time or place that a label tells: going, being held.
_HAPPENS = frozenset(
    "가 오 열리 열 하 되 있 진행 실시 개최 시행 떠나 다녀오 갔다오 날 사람 쓰 올리 만들 작성 보고 "
    "쉬 닫 여 열 휴관 휴무 휴진 요일 문 같이 함께 안 못 빠지 시작 끝나 끝 마치 시간 시각 날짜 일시 "
    "일자 장소 참석자 참가자 출석자 참석 나오 나 모이 다".split()
)
# A section about another one: minutes tell where the next meeting will be.
_OF_ANOTHER = re.compile(r"다음|차기|지난|이전|향후")
_NEXT = re.compile(
    r"(?:다음|차기)\s?(?:번\s?)?(?P<what>[가-힣]{2,}?)(?:[은는이가도]|에는|때는?|날짜|일정|장소)?(?=[\s?]|$)"
)
# What papers call what is asked in other words.
_CALLED = (
    (
        re.compile(r"(?:다음|차기|이다음)\s?(?:번\s?)?\S*(?:회의|위원회|모임|총회|이사회|간담회)"),
        re.compile(r"(?:차기|다음)(?:회의|모임|일정|회의일정|회의일시|회차|개최)?"),
    ),
    (
        re.compile(
            r"담당자?[은는이가]?\s?(?:누구|누가|\?|$)|누구(?:한테|에게)\s?(?:문의|물어|연락)"
        ),
        re.compile(r"담당자?|문의처?|연락처|담당부서"),
    ),
    (
        re.compile(r"(?:회의록|의사록).{0,6}(?:누가|누구)|(?:누가|누구).{0,8}(?:기록|회의록)"),
        re.compile(r"기록자?|작성자?|서기|회의록작성자?|정리"),
    ),
    (
        re.compile(
            r"(?:월급|급여|임금|봉급|상여금?)\S{0,2}\s?(?:[^?]{0,6}\s)?(?:언제|며칠|몇\s?일|날|나오)"
        ),
        re.compile(r"(?:급여|임금|월급|봉급|상여금?)?지급(?:예정)?일|급여일|월급날"),
    ),
    (
        re.compile(r"(?:언제|며칠)\s?까지\s?(?:내|납부)|(?:내|납부)\S{0,3}\s(?:기한|마감|날)"),
        re.compile(r"납부(?:기한|마감일?|일)|납기일?"),
    ),
    # When something is to be handed in ends the time for it.
    (
        re.compile(r"마감일?[은이]?\s?(?:언제|며칠|\?|$)"),
        re.compile(r"(?:접수|모집|신청|공모|응모|제출|지원|참가)(?:기간|기한|마감일?)"),
    ),
    (re.compile(r"(?:시행|문서|공문)\s?번호"), re.compile(r"시행|문서번호")),
    (re.compile(r"왜|이유|사유|까닭|원인"), re.compile(r"[가-힣\d·]{0,9}(?:사유|이유|원인|까닭)")),
)
_BY_LABEL = frozenset(
    "담당 담당자 문의 연락 물어보 묻 다음 차기 회의 회의록 작성 쓰 쓴 기록 누구 장소 날짜 "
    "일시 시행 문서 공문 번호 왜 이유 사유 까닭 원인 월급 급여 임금 봉급 상여 상여금 "
    "나오 들어오 받 나가 월급날 급여일 며칠 며칟날 날 내 납부 기한 마감 마감일 되".split()
)
_GROUPS = frozenset("단체 기관 회사 업체 법인 부서 조직 기업".split())
# '가로 60 cm, 세로 40 cm, 높이 20 cm' are one size.
_NAMED_VALUES = re.compile(
    r"(?:[가-힣]{1,4}\s?\d[\d.,]*\s?[가-힣A-Za-z㎜㎝]{1,2}(?:,\s|\s?[x×·*]\s?|$)){2,}"
)
_VALUE_INSIDE = re.compile(r"(?P<name>[가-힣]{2,})\((?P<value>\d[\d,.]*\s?[가-힣%]{1,2})\)")
_LABEL_INSIDE = re.compile(
    r"[(,]\s?(?P<label>[가-힣]{2,8})\s?[:：]\s?(?P<said>[^()\n]+?)"
    r"(?=\)|,\s?[가-힣]{2,8}\s?[:：])"
)
# How much of a question the label, the titles and the passage must hold.
_LEAST = 0.8


@dataclass(frozen=True, slots=True)
class _Field:
    """A labelled line that may answer, and how much of the question is borne out there.

    `beside` is how much of it this line and the one above hold, `named` how well its label fits
    what is asked for by itself.
    """

    held: float
    beside: float
    named: int
    read: ReadPassage
    start: int
    said: str
    is_meant: bool


def field_answer(judged: Judged) -> tuple[Candidate, str] | None:
    """What stands behind the label that a question asks for, with its line."""
    query, best = judged.spans.query, _best(judged, _LEAST)
    best = None if best and _is_of_this(judged, best) else best
    said = asked_of(query, best.said) if best else ""
    long = len(said) > _LONGEST_NUMBER and _NAMED_VALUES.fullmatch(said) is None
    if not (best and said) or (query.asked.kind == "number" and long):
        return None
    passage = best.read.passage
    line = judged.sentence_at(passage, passage.start + best.start)
    return (line, said if len(said) <= LONGEST else "") if line else None


def _is_of_this(judged: Judged, field: _Field) -> bool:
    """Whether a line at the top tells of this meeting, and the next, asked for, is told elsewhere.

    '다음 총회는 9월 4일이다' at the end of minutes tells it, and no '일시: …' at their top.
    """
    asked = _NEXT.search(judged.spans.query.text)
    line = field.read.passage.text[field.start :].partition("\n")[0]
    if asked is None or _OF_ANOTHER.search(line) or _is_of_another(field.read):
        return False
    told = re.compile(rf"(?:다음|차기)\s?(?:번\s?)?{asked['what']}")
    return any(told.search(read.passage.text) for read in judged.spans.reads)


def inside_answer(judged: Judged) -> tuple[Candidate, str] | None:
    """What a label in brackets tells: 본사 7층 of '미팅(장소: 본사 7층, 참석: 대표)'.

    Of the only sentence with such a label that has all else that is asked.
    """
    query, head = judged.spans.query, "".join(judged.spans.query.asked.head)
    found = []
    for one in judged.candidates:
        for inside in _LABEL_INSIDE.finditer(one.text):
            label = inside["label"]
            if (len(head) > 1 and label == head) or _is_meant(query, label):
                told = {*held(query, one.text, terms_of(one.text)), *one.passage.context.split()}
                rest = asked_terms(query).keys() - told - _HAPPENS - {label}
                found += [] if rest else [(one, inside["said"].strip())]
    return found[0] if len({said for _, said in found}) == 1 else _value_inside(judged)


def _value_inside(judged: Judged) -> tuple[Candidate, str] | None:
    """The value of the one of several that is asked about: '볼거리(88.1%)가 가장 높고 주차(54.7%)'.

    Where the question names that one with what is measured, as '볼거리 만족도'.
    """
    query = judged.spans.query
    if query.asked.kind not in ("thing", "number") or len(query.asked.noun) < 2:
        return None
    for one in judged.candidates:
        pairs = {pair["name"]: pair["value"] for pair in _VALUE_INSIDE.finditer(one.text)}
        asked = [name for name in pairs if name in query.bare and name != query.asked.noun]
        if len(pairs) > 1 and len(asked) == 1:
            return one, pairs[asked[0]]
    return None


def labelled_first(
    question: str, hits: Sequence[Hit], idf: Callable[[str], float]
) -> tuple[Hit, ...]:
    """Hits with the one in front whose label tells when, where or who, where it names all of that.

    The head of minutes or of a notice has few of the words that are asked.
    """
    if not any(asks.search(question) for asks, _ in _MEANT):
        return tuple(hits)
    query = query_of(question, idf)
    whole = WHOLE * sum(asked_terms(query).values())
    for place, hit in enumerate(hits):
        told = _fields(query, read_passage(hit.passage))
        if any(one.held >= whole and one.is_meant for one in told):
            return (hit, *hits[:place], *hits[place + 1 :])
    return tuple(hits)


def is_told(judged: Judged) -> bool:
    """Whether a label or a heading names all that is asked."""
    return _best(judged, WHOLE) is not None or section_told(judged) is not None


def _best(judged: Judged, least: float) -> _Field | None:
    """The line that bears out most, so much at `least`, or one of its passage that fits better."""
    query = judged.spans.query
    found = [one for read in judged.spans.reads for one in _fields(query, read)]
    total = sum(asked_terms(query).values())
    enough = [one for one in found if one.held >= least * total]
    best = max(enough, key=lambda one: (one.held, one.beside), default=None)
    beside = [one for one in enough if best is not None and one.read is best.read]
    return max(beside, key=lambda one: (one.named, one.held, one.beside), default=None)


def _fitness(query: Query, label: str) -> int:
    """How well a label fits by itself: the noun that is asked for, or who, where one is meant.

    '시공사' before '공사위치' of '시공사가 어디야?', '작성자' before '작성부서' of '누가 썼어?'.
    """
    if label == _head(query):
        return 2
    return int(query.asked.kind == "person" and not label.endswith(OF_GROUPS))


def _fields(query: Query, read: ReadPassage) -> Iterator[_Field]:
    text = read.passage.text
    asked = asked_terms(query)
    body = text.find("\n\n") if _MAIL.match(text) else 0
    titles = read.passage.titles
    near: Mapping[str, float] = {}
    for line in _asked_lines(query, read, body):
        label = line.label
        own = held(query, label, terms_of(label))
        near = near or held(query, f"{titles} {text}", read.context | terms_of(text))
        known = {term: max(near.get(term, 0.0), own.get(term, 0.0)) for term in asked}
        meant = _is_meant(query, label)
        if meant and not _names_event(query, label):
            # When and where all of the paper is, not what is told in it.
            titled = held(query, titles, read.context)
            known = {term: max(titled.get(term, 0.0), own.get(term, 0.0)) for term in asked}
        if meant:
            known.update({term: asked[term] for term in _HAPPENS & asked.keys()})
        if any(labels.fullmatch(label) for _, labels in _CALLED):
            known.update({term: asked[term] for term in _BY_LABEL & asked.keys()})
        if tells_party(query, label, line.said):
            known.update({term: asked[term] for term in party_words(query) & asked.keys()})
        if own and (head := _needs_no_label(query, label)):
            known[head] = asked[head]
        around = text[text.rfind("\n", 0, max(0, line.start - 1)) + 1 : line.start] + line.said
        beside = sum(held(query, around, terms_of(around)).values())
        named = _fitness(query, label)
        yield _Field(sum(known.values()), beside, named, read, line.start, line.said, meant)


def _needs_no_label(query: Query, label: str) -> str:
    """The noun for what is asked for that a label leaves out; '' where it has to be told.

    The 단체 of '주관: 한빛연맹', and '담당: 김보람' tells of the 담당자; the 이름 of '대표 이름'.
    """
    head = query.asked.noun
    if query.asked.is_stand_in(head) and head != _head(query):
        return head if head in query.terms else ""
    of_group = query.asked.kind == "group" and head in _GROUPS
    of_person = query.asked.kind == "person" and label.endswith(head.removesuffix("자"))
    return head if head in query.terms and (of_group or (head[-1:] == "자" and of_person)) else ""


def _is_asked(query: Query, line: Labelled) -> bool:
    """Whether a label is what a question asks for: its noun or predicate, when, where, who."""
    label, said = line.label, line.said
    if _is_meant(query, label) or tells_party(query, label, said):
        return True
    rest = query.bare.removeprefix(label.lower())
    if len(label) > 1 and query.bare != rest and _ASKS_THAT.fullmatch(rest):
        return True
    if any(asks.search(query.text) and labels.fullmatch(label) for asks, labels in _CALLED):
        return True
    if len(_head(query)) > 1:
        return _names_head(query, label) or (
            is_known_label(line.last) and _names_head(query, line.last)
        )
    if len(label) > 1 and label in query.bare and ticked(said) != said:
        return True
    return len(label) > 1 and label in query.terms and query.asked.kind in ("person", "thing")


def _names_head(query: Query, label: str) -> bool:
    """Whether a label is the noun for what is asked for, or ends in it and is in the question.

    '수술명' tells the name of the 수술.
    """
    head = _head(query).removesuffix("자")
    within = len(label) > 1 and label in query.bare and label.endswith((head, f"{head}자"))
    return label.removesuffix("자") == head or label == f"{head}명" or within


def _head(query: Query) -> str:
    """The noun for what is asked for: the 대표 of '대표 이름', whom a label names so."""
    noun, *others = query.asked.head or ("",)
    return others[0] if others and query.asked.is_stand_in(noun) else noun


def _asked_lines(query: Query, read: ReadPassage, body: int) -> list[Labelled]:
    """The lines whose label is asked for, in sections about the next one only where that is."""
    text = read.passage.text
    found = [
        line
        for line in labelled(text, body)
        if _is_asked(query, line) and not is_of_other_side(query, text, line.start)
    ]
    another = _OF_ANOTHER.search(query.text) is not None
    kept = found if _is_of_another(read) == another else []
    return kept or (found if another else [])


def _is_of_another(read: ReadPassage) -> bool:
    """Whether a section is about the next or the last of what the paper is about."""
    return _OF_ANOTHER.search(read.passage.heading) is not None


def _is_meant(query: Query, label: str) -> bool:
    """Whether a label tells what the question word asks, of what the question names."""
    return any(named == "" or _is_told_of(query, named) for named in _named(query, label))


def _names_event(query: Query, label: str) -> bool:
    """Whether a label also names what is asked about: '출장 기간' of a journey."""
    return any(named and _is_told_of(query, named) for named in _named(query, label))


def _is_told_of(query: Query, named: str) -> bool:
    """Whether a question has what a label names by itself: not 견적 in 견적서, 개정 in 개정일."""
    event = re.escape(named.removesuffix("예정"))
    return re.search(rf"{event}(?![서표자인일])", query.bare) is not None


def _named(query: Query, label: str) -> Iterator[str]:
    """What a label names beside what the question word asks."""
    told = (labels.fullmatch(label) for asks, labels in _MEANT if asks.search(query.text))
    return (found[1].lower() for found in told if found is not None)
