"""'예' or '아니요', where a passage says the same or denies it; a wrong one is worse than none.

A question is written out as the statement that it asks about, and as its denial. Whichever the
passages bear out answers it, as does a statement of theirs that differs in a value only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.particles import with_particles
from index import Morpheme, Passage, analyse, content_terms, sentence_spans, terms_of
from index.tokens import analyser
from rag.checking.conflicts import opposites
from rag.checking.support import Claim, Evidence, supports
from rag.checking.valued import NAMING, other_value
from rag.language.clauses import Clause, Item, clauses
from rag.language.phrases import TOPIC
from rag.language.polarity import denials
from rag.language.question_type import asks_whether, ending_at, is_reported
from rag.language.values import WEEKDAY, Value, values
from rag.language.word_groups import is_among, same
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.boxes import box_told, choices
from rag.reading.sentences.former import is_former
from rag.reading.sentences.members import members
from rag.reading.sentences.opposed import also_called, days_told
from rag.reading.whether.compared import compared, is_of_part
from rag.reading.whether.deciding import decided
from rag.reading.whether.exceptions import with_exception
from rag.reading.whether.labelled import verdict_of_label
from rag.reading.whether.limits import limit_told
from rag.reading.whether.permissions import (
    ANYBODY,
    adds_case,
    asks_ban,
    asks_denied,
    clauses_of,
    denies_inside,
    is_denied_twice,
    names_beside,
    ruling,
)
from rag.reading.whether.poles import pole_told
from rag.reading.whether.row_told import told_by_row

YES, NO = "예", "아니요"

_PREDICATE = frozenset("VV VA VX VCP VCN XSV XSA EP".split())
_END = ("다", "EF")
_NOT = (("지", "EC"), ("않", "VX"))
# Places are open on a day unless it is named as the one on which they rest.
_DAY = re.compile(r"[월화수목금토일]요일|공휴일|주말|명절|설날|추석|국경일")
_OPENS = re.compile(r"(?:열|운영하|영업하|개장하|개관하|개방하|진료하|문을? 열)다$")
_RESTS = re.compile(r"(?:쉬|쉬는 날이|휴[장관무업진점]일?이|휴[장관무업진점]하|닫|문을? 닫)다$")
_RESTING = re.compile(
    r"휴[장관무업진점](?:일|한다|합니다|하며|하고|이|입|$|[,.])|쉬는 날|쉰다|쉽니다|닫는다|닫습니다"
)
_CASE = re.compile(r"(.{2,30}?)(?:으?면|때는?|경우(?:에는?)?)\s")
_CAN = re.compile(r"수 (?:있|없)다$")
_ALLOWS = re.compile(
    r"수 (?:있|없)|가능|허용|허가|금지|[어아여해]도 (?:된|됩|되|좋|괜찮)|안 [된됩되]|못|자유"
    r"|받는다|받습니다|않"
)
_ONLY_IF = re.compile(
    r"경우|다만|제외|[은는] 정상|때[는에]|(?:첫|둘|셋|넷|다섯)째|마지막|격주|홀수|짝수"
)
# Of a month, or every other one: not the day of each week.
_SOME_DAYS = re.compile(
    r"(?:(?:첫|둘|셋|넷|다섯)째|마지막)(?:\s?주)?\s?[월화수목금토일]요일|격주|(?:홀수|짝수)\s?주"
)
_PERIOD = re.compile(
    rf"\d\s?[일.]?{WEEKDAY}?\s?(?:[~∼–]|부터)\s?\D{{0,3}}\d"
    rf"|월\s?\d+일{WEEKDAY}?\s?(?:까지|부터|이전|이후)"
)
_IF = re.compile(r"[으하되]면\s\S*\s?(?:가능|수 있)")
# Who pays: that another does is no yes.
_PAYS = re.compile(r"([가-힣]+)[이가]\s(?:[가-힣]+\s)?(?:부담|내|냅|낸|치르)")
# Which of these counts first where several are told.
_HELD = _IS_CLOSED, _SOMETIMES, _IS_OPEN = "closed", "sometimes", "open"
_OPEN = re.compile(r"(?:엽니다|연다|열[고며]|운영|영업|진료|개[관장방])")
_HOURS = re.compile(r"\d\s?(?:시|:\d\d)[^,]*(?:까지|[~∼–-]\s?\D{0,4}\d)")
# '토 오전 9시~오후 1시', '월·수·금'
_LETTER_OF_DAY = re.compile(r"(?<![가-힣\d])([월화수목금토일])(?=\s?[·,]|\s(?:오전|오후|\d))")
_ONLY = re.compile(r"[가-힣](?<!지)만 ")
# One deed seen from both sides: that visitors buy it denies nothing of whether it is sold.
_CONVERSES = (("주", "받"), ("팔", "사"), ("빌려주", "빌리"), ("맡기", "맡"))
Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a yes/no question asks about as statements: that it is so, and that it is not.

    `opposed` has the statements that the opposite of its predicate makes of it.
    """

    plain: str
    denied: tuple[str, ...]
    opposed: tuple[str, ...] = ()


def verdict(question: str, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """'예' or '아니요' by rules, with the sentence that shows it; None where no passage decides."""
    return _ticked(question, passages) or _apart_from_boxes(_told(question, passages))


def _ticked(question: str, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """The verdict of a box that is ticked, or left empty."""
    if asks_denied(question) or stated(question) is None:
        return None
    box = box_told(question, passages)
    return ((YES if box[0] else NO), box[1]) if box else None


def _apart_from_boxes(found: tuple[str, Evidence] | None) -> tuple[str, Evidence] | None:
    """A verdict, unless it is of what stands beside a box, which says nothing without that."""
    return None if found and any(choices(found[1].text)) else found


def _told(question: str, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """The verdict that sentences give."""
    return _plainly_told(question, passages) or _borne_out(question, passages)


def _borne_out(question: str, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """The verdict of the sentence that says the same as a question, or denies it."""
    said = stated(question)
    if said is None or asks_denied(question):
        return None
    found = _decided(said, passages) or _opposite_told(said, passages)
    return found if found and _is_told_of_case(question, *found) else None


def _plainly_told(question: str, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """What the days of opening, a rule, one of two poles or a limit say to a question.

    None for a 'no' where the question denies something itself, '신청 안 해도 주나요?': what is
    denied in the sentence may be the same.
    """
    said = stated(question)
    if said is not None and (decided := _open_or_not(said.plain, passages)) is not None:
        return decided
    if (ruled := ruling(question, passages)) is not None:
        found = ruled.allowed != asks_ban(question), ruled.evidence
    elif (told := pole_told(question, passages) or limit_told(question, passages)) is not None:
        found = told
    else:
        return None
    if not found[0] and denies_inside(question):
        return None
    return YES if found[0] else NO, found[1]


def _is_told_of_case(question: str, said: str, evidence: Evidence) -> bool:
    """Whether a verdict holds in the case that is asked about: for whom, when and if what."""
    told = evidence.text
    if said == YES and _is_paid_by_another(question, told):
        return False
    if _SOME_DAYS.search(told) and not _SOME_DAYS.search(question):
        return False
    # '허가를 받으면 가능합니다' is no yes to whether one can.
    if said == YES and _IF.search(told) and not _IF.search(question):
        return False
    if is_denied_twice(told) or adds_case(question, told):
        return False
    return _meets_condition(question, evidence)


def told_whether(judged: Judged) -> tuple[str, Evidence] | None:
    """The verdict that the passages read give; None where they give none, or none is asked.

    Not what holds for part of what is asked about, nor for all but that.
    """
    found, question = _verdict(judged), judged.spans.query.text
    if found is None or is_of_part(question, found[1]):
        return None
    told = with_exception(question, (found[0] == YES, found[1]))
    return ((YES if told[0] else NO), told[1]) if told else None


def _verdict(judged: Judged) -> tuple[str, Evidence] | None:
    """The verdict for all that a question may be about.

    Boxes and days of opening are a matter of rules; of others models decide where those find
    nothing.
    """
    query, reads = judged.spans.query, judged.spans.reads
    if not query.wants_verdict:
        return None
    passages = [read.passage for read in reads]
    told = told_by_row(judged)
    if told is None and (ruled := verdict(query.text, passages)) is not None:
        return ruled
    told = told or verdict_of_label(judged) or compared(judged)
    if told is not None:
        return (YES if told[0] else NO), told[1]
    said = stated(query.text)
    if said is not None and _days_asked(said.plain):
        return None
    found = decided(query, reads)
    if found is None:
        return None
    shown = YES if found[0] else NO, found[1]
    fits = _is_told_of_case(query.text, *shown) and _is_of_what_is_asked(query.text, *shown)
    return _apart_from_boxes(shown) if fits else None


def _is_of_what_is_asked(question: str, said: str, evidence: Evidence) -> bool:
    """Whether a sentence has a topic that is asked about or titled, and not only some of it.

    '음료는 뚜껑이 있는 것만 가지고 들어올 수 있다' is no yes for all of them.
    """
    told, around = evidence.text, f"{evidence.passage.context} {evidence.passage.source}"
    if names_beside(question, told):
        return False
    if said == YES and _ONLY.search(told) and not _ONLY.search(question):
        return False
    topic = TOPIC.match(told)
    terms = terms_of(topic[1]) - ANYBODY if topic else frozenset()
    asked = terms_of(question)
    return not terms or any(term in around or is_among(term, asked) for term in terms)


def _is_paid_by_another(question: str, told: str) -> bool:
    """Whether somebody else is told to pay than who is asked about: 본인이 for 회사가."""
    asked, payers = _PAYS.search(question), _PAYS.findall(told)
    return asked is not None and bool(payers) and asked[1] not in payers


def _meets_condition(question: str, evidence: Evidence) -> bool:
    """Whether a sentence tells of the case that is asked about: '비 오면 취소되나요?'"""
    case = _CASE.match(question)
    told = {m.form for m in analyse(evidence.text)}
    named = content_terms(analyse(case[1])) if case else ()
    return all(is_among(term, told) for term in named)


def _decided(said: Stated, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """Which of a statement and its denial the passages bear out, if just one of them."""
    yes = _borne(said.plain, passages)
    no = next(filter(None, (_borne(one, passages) for one in said.denied)), ())
    if yes or no:
        answer, (shown, *_) = (YES, yes) if yes else (NO, no)
        sure = bool(no) != bool(yes) and (bool(no) or _affirms(said.plain, shown))
        return (answer, shown) if sure else None
    found = other_value(said.plain, passages)
    # A day within a period is no other date than that from which or to which it lasts.
    if found is None or (not found[0] and _PERIOD.search(found[1].text)):
        return None
    return YES if found[0] else NO, found[1]


def _opposite_told(said: Stated, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """'아니요' where the opposite is told of all that a statement names: 부결되다 for 통과되다."""
    shown = next(filter(None, (_borne(one, passages) for one in said.opposed)), ())
    return (NO, shown[0]) if shown else None


def _open_or_not(statement: str, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """Whether a place is open on a day, where a clause says without conditions that it is or rests.

    None where the question is none of opening, or no such clause tells of the day.
    """
    days, opens = _days_asked(statement), _OPENS.search(statement)
    if not days:
        return None
    nouns = [m.form for m in analyse(statement) if m.tag in ("NNG", "NNP")]
    things = [noun for noun in nouns if not _DAY.search(noun) and not _RESTING.search(f"{noun}일")]
    things = [thing for thing in things if thing != "문" and f"{thing}하" not in statement]
    told = [
        (is_open, evidence)
        for evidence in _sentences(passages)
        if (is_open := _is_open(days, evidence.text)) is not None
        and all(
            thing in f"{evidence.passage.source} {evidence.passage.context} {evidence.text}"
            for thing in things
        )
    ]
    # Of the first document that tells; that it rests counts before the hours of all days.
    own = [one for one in told if one[1].passage.source == told[0][1].passage.source]
    own.sort(key=lambda one: _HELD.index(one[0]))
    if not own or own[0][0] == _SOMETIMES:
        return None
    return (YES if (own[0][0] == _IS_OPEN) == bool(opens) else NO), own[0][1]


def _days_asked(statement: str) -> frozenset[str]:
    """The days of which a statement says that a place is open or rests; none of others."""
    asks = _OPENS.search(statement) or _RESTS.search(statement)
    return frozenset(_DAY.findall(statement)) if asks else frozenset()


def _sentences(passages: Sequence[Passage]) -> Iterator[Evidence]:
    for passage in passages:
        for start, end in sentence_spans(passage.text):
            yield Evidence.within(passage, start, end)


def _is_open(days: frozenset[str], told: str) -> str | None:
    """What a sentence says of some days: that they are days of rest, some of them, or open."""
    if days <= {*_DAY.findall(told)} and _RESTING.search(told) and _ONLY_IF.search(told):
        return _SOMETIMES
    if _ONLY_IF.search(told):
        return None
    for low, high in members(told, len(told) - 1):
        own = told[low:high]
        rests = _RESTING.search(told, low)
        if days <= {*_DAY.findall(own)} and rests and not _OPEN.search(told, low, rests.start()):
            return _IS_CLOSED
        named = days_told(own) | {f"{day}요일" for day in _LETTER_OF_DAY.findall(own)}
        shown = _OPEN.search(told, low) or _HOURS.search(own)
        if all({day, *also_called(day)} & named for day in days) and shown:
            return None if _RESTING.search(own) else _IS_OPEN
    return None


def _borne(statement: str, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """What bears out a statement: one sentence for all of it, and its predicate with that.

    'A is set up and switched on at once' is not told where only setting it up is.
    """
    claims = clauses(statement)
    asked = [item for clause in claims[-1:] for item in clause.items]
    if all(item.light or item.kind == "adverb" for item in asked):
        return ()
    # The questions of an FAQ bear out nothing.
    found = [one for one in supports(Claim(statement), passages) if "?" not in one.text]
    if any(any(choices(one.text)) for one in found):  # what is not so stands there too
        return ()
    if len({(one.passage, one.start) for one in found}) != 1:
        return ()
    said = [item for clause in claims for item in clause.items]
    apart = _is_denied_apart(claims[-1], found[0])
    return tuple(found) if _is_told_of(said, found[0]) and not apart else ()


def _is_denied_apart(claim: Clause, evidence: Evidence) -> bool:
    """Whether of the clauses with a deed the one that names most of what is said turns it round.

    '일반실은 지급하며, 특실은 지급하지 않는다' denies nothing of the 일반실.
    """
    deeds = [item.form for item in claim.verbs[-1:]]
    there = clauses(evidence.text)
    shared = {item.form for one in there[:1] for item in one.items if item.topic}
    named = {item.form for item in claim.items if not item.light} - shared.union(deeds)
    told = [
        (len(named & {item.form for item in one.items}), one.negated)
        for one in there
        if any(item.form in deeds for item in one.items)
    ]
    most = max((count for count, _ in told), default=0)
    both = len({negated for _, negated in told}) > 1
    return both and any(count == most and negated != claim.negated for count, negated in told)


def _affirms(statement: str, evidence: Evidence) -> bool:
    """Whether a sentence has the verb of a statement, and its nearest clause denies no more.

    '방염 처리품이 아니므로 A-2를 고르십시오' affirms no more than that something is to be chosen.
    """
    asked = terms_of(statement)
    nearest = max(clauses_of(evidence.text), key=lambda one: len(asked & terms_of(one)))
    return denials(nearest) <= denials(statement) and _tells_predicate(statement, evidence)


def _tells_predicate(statement: str, evidence: Evidence) -> bool:
    """Whether a sentence has the verb of a statement itself, and allows what that says one can.

    Of another sentence a verb that says little, 적용되다 or 되다, may be left out; not here.
    """
    text = evidence.text
    if _CAN.search(statement):
        return _ALLOWS.search(text) is not None
    items = [item for clause in clauses(statement) for item in clause.items]
    verb = items[-1].form if items and items[-1].kind == "verb" else ""
    told = [m.form for m in analyse(text)]
    return not verb or is_among(verb, told)


def _is_told_of(said: Sequence[Item], evidence: Evidence) -> bool:
    """Whether a sentence itself tells the values and objects of a statement, of what it names."""
    text = evidence.text
    told = [item for clause in clauses(text) for item in clause.items]
    about = [item.form.lower() for item in said if item.topic]
    read = evidence.passage.text.lower()
    if about and any(item.topic for item in told) and not any(form in read for form in about):
        return False  # it tells of something else
    objects = [item for item in said if item.role == "object" and item.kind == "noun"]
    if any(item.form not in text and item.form not in evidence.passage.context for item in objects):
        return False
    known = values(text, analyse(text))
    for value in (item.value for item in said if item.kind == "value" and item.value):
        if value.unit in NAMING:
            continue
        own = [one for one in known if value.forms[0] in one.forms]
        if own and all(is_former(text, one.start) for one in own):
            return False
        rivals = [one for one in known if one.unit == value.unit and one not in own]
        topics = [t for t in told if t.topic and any(t.form == item.form for item in said)]
        if own and any(_belongs_to_rival(text, topic.form, own[0], rivals) for topic in topics):
            return False
    return True


def _belongs_to_rival(text: str, topic: str, own: Value, rivals: Sequence[Value]) -> bool:
    """'보증은 2년이며 압축기는 5년': of what is named after a value, another one is told."""
    places = [match.start() for match in re.finditer(re.escape(topic), text)]
    before = [at for at in places if at < own.start]
    if not before:
        return any(rival.start > places[0] for rival in rivals) if places else False
    return any(before[-1] < rival.start < own.start for rival in rivals)


def stated(question: str) -> Stated | None:
    """The statements of a question; None where it asks for more than whether something is so."""
    morphemes = analyse(question)
    if not asks_whether(question, morphemes) or is_reported(question):
        return None
    last = ending_at(morphemes) or 0
    first = last
    while first and morphemes[first - 1].tag.split("-")[0] in _PREDICATE:
        first -= 1
    return _written(question, morphemes[:first], morphemes[first:last]) if first < last else None


def _written(text: str, before: Sequence[Morpheme], predicate: Sequence[Morpheme]) -> Stated | None:
    """The statements that end in a predicate; '해도 되나요' and '맞나요' in plainer words."""
    tokens = [(m.form, m.tag) for m in predicate]
    last = before[-1] if before else None
    if last is None:
        return None
    stem = tokens[0][0]
    if stem == "되" and last.tag == "EC" and last.form in ("어도", "아도", "여도"):
        return _allowed(text, before[:-1])
    if stem == "맞" and last.tag == "JKS":
        return _named(text[: last.start], [])
    if tokens[0] == ("이", "VCP"):
        # '미국 회사인가요?' alone is said of nothing that a passage could tell it of.
        if not any(m.tag.startswith("J") for m in before):
            return None
        return _named(text[: predicate[0].start], tokens[1:])
    if stem == "하" and last.tag == "EC" and last.form in ("어야", "아야", "여야"):
        return _demanded(text, before[:-1], tokens)
    head = text[: predicate[0].start]
    return Stated(
        head + _joined([*tokens, _END]),
        (head + _joined(_denial(tokens)),),
        tuple(_opposed(text, last, predicate)),
    )


def _opposed(text: str, last: Morpheme, predicate: Sequence[Morpheme]) -> Iterator[str]:
    """The statements with the opposites of a verb, or of the noun with which it is one."""
    tokens = [(m.form, m.tag) for m in predicate]
    verb = tokens[0][1].split("-")[0]
    if verb in ("XSV", "XSA") and last.tag == "NNG":
        for other in sorted(_opposites(last.form)):
            yield text[: last.start] + _joined([(other, "NNG"), *tokens, _END])
    elif verb in ("VV", "VA"):
        for other in sorted(filter(_is_stem, _opposites(tokens[0][0]))):
            yield text[: predicate[0].start] + _joined([(other, verb), *tokens[1:], _END])


def _opposites(word: str) -> Iterator[str]:
    """The opposites of a word that are not the same deed, seen by who gives or by who gets."""
    sides = *_CONVERSES, *(pair[::-1] for pair in _CONVERSES)
    for other in {one.removesuffix("하") for one in opposites(word)}:
        if not same(word, other) and not any(
            same(word, one) and same(other, another) for one, another in sides
        ):
            yield other


def _is_stem(word: str) -> bool:
    """Whether a word is the stem of a verb by itself: 줄, and not 감소."""
    first, *others = analyse(f"{word}다")
    return first.form == word and first.tag.startswith(("VV", "VA")) and len(others) == 1


def _denial(tokens: Sequence[Token]) -> list[Token]:
    """A predicate denied: 있다 is 없다, the others have 지 않다."""
    stems = [token for token in tokens if token[1] != "EP"]
    past = [token for token in tokens if token[1] == "EP"]
    if stems[-1][0] == "있" and stems[-1][1] != "VX":
        return [*stems[:-1], ("없", "VA"), *past, _END]
    return [*stems, *_NOT, *past, _END]


def _named(head: str, past: Sequence[Token]) -> Stated:
    """'H100이다', 'H100이 아니다'."""
    denied = _joined([("아니", "VCN"), *past, _END])
    return Stated(
        head + _joined([("이", "VCP"), *past, _END]), (f"{with_particles(head, ['이'])} {denied}",)
    )


def _allowed(text: str, before: Sequence[Morpheme]) -> Stated:
    """'써도 된다' as 'can': '쓸 수 있다', '쓸 수 없다'."""
    head, stem = _deed(text, before)
    can = [*stem, ("ᆯ", "ETM"), ("수", "NNB")]
    cannot = _joined([*can, ("없", "VA"), _END])
    bans = _joined([*stem, *_NOT, ("는다", "EF")])
    return Stated(head + _joined([*can, ("있", "VA"), _END]), (head + cannot, head + bans))


def _demanded(text: str, before: Sequence[Morpheme], rest: Sequence[Token]) -> Stated:
    """'연결해야 한다', '연결하지 않아도 된다', '연결하지 않는다'."""
    head, stem = _deed(text, before)
    must = [*stem, ("어야", "EC"), *rest, _END]
    need_not = _joined([*stem, *_NOT, ("어도", "EC"), ("되", "VV"), _END])
    not_done = _joined([*stem, *_NOT, ("는다", "EF")])
    return Stated(head + _joined(must), (head + need_not, head + not_done))


def _deed(text: str, before: Sequence[Morpheme]) -> tuple[str, list[Token]]:
    """The text up to the predicate that ends some morphemes, and that predicate."""
    first = len(before)
    while first and before[first - 1].tag.split("-")[0] in _PREDICATE:
        first -= 1
    start = before[first].start if first < len(before) else len(text)
    return text[:start], [(m.form, m.tag) for m in before[first:]]


def _joined(tokens: Sequence[Token]) -> str:
    return str(analyser().join([(form, tag.split("-")[0]) for form, tag in tokens]))
