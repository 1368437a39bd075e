"""What is allowed or forbidden, where a sentence says so: '쓰지 마십시오', '금지한다', '수 있다'.

Questions whether one may do something are worded in many ways, and so are rules. What is told of
all that the question names, in the clause that has the deed, decides.
"""

import re
from collections.abc import Iterator, Sequence

from index import Passage, analyse, content_terms, terms_of
from rag.checking.support import Evidence
from rag.language.word_groups import is_among
from rag.reading.scoring.query import same_words
from rag.reading.whether.told_clauses import subject_of, told_together
from rag.retrieval.query import question_terms

_ASKS = re.compile(
    r"[어아여해와워켜써봐춰려겨져쳐러러가타사차나]도\s?(?:되|돼|괜찮|좋)|수\s?(?:는\s)?(?:있|없)|가능|불가"
    r"|면\s(?:안|아니)\s?(?:되|돼)|못\s?(?:하|받|쓰|가|먹|들|내|타|사)|[가-힣]\s?안?\s?(?:되나|돼요|되나요|됩니까|되는|될까|돼\?|됩니)|금지"
    r"|(?:해|주|받)\s?(?:나요|줘요|주나요|줍니까|나|줘\?|요\?)"
)
# What is asked stands at the end: '못 쓴 연차를 이월할 수 있나요?' asks for what one can.
_DENIES = re.compile(
    r"(?:면\s(?:안|아니)\s?(?:되|돼|됩)|수\s?(?:는\s)?없|(?<![가-힣])못\s?[가-힣]"
    r"|(?:은|는|이|가|도|\s)\s?안\s?(?:되|돼|됩|주|해|받))\S{0,5}\s*\??\s*$"
)
_BANNED = re.compile(r"(?:금지|불가(?:능)?)\S{0,6}\s*\??\s*$")
# What is done with what: '전기차를 세울', which '전기차 충전 구역' does not speak of.
_OBJECT = re.compile(r"([가-힣A-Za-z\d]+)[을를](?=\s)")
# '내지 않아도 되나요?' asks for a duty.
_NEED_NOT = re.compile(r"지\s?(?:않|아니)\S{0,2}도|안\s\S{1,4}도\s?(?:되|돼|괜)")
_FORBIDS = re.compile(
    r"(?:[가-힣]지(?:는|도)?|하지)\s?(?:마|말)|금지|금(?:한다|합니다)|삼가|수\s?(?:는\s)?없|불가|안\s?(?:됩|된|되|돼)"
    r"|[가-힣]지\s?(?:않|아니|못)|제한(?:됩|된|한|하)|못\s?[하한합]"
)
_ALLOWS = re.compile(
    r"수\s?(?:는\s)?있|[가-힣]도\s(?:됩|된|되|돼|좋|괜찮|무방)|가능(?:합|하|한|$)|허용|허가한|제공(?:합|한|하)"
)
WITHOUT = re.compile(r"([가-힣]+)\s?없이")
# '금지하지 않는다', '쓸 수 없는 것은 아니다': denied twice.
_TWICE = re.compile(r"(?:금지|제한|불가)\S{0,3}지\s?(?:않|아니)|[없않]는\s?것은\s?아니")
_NOT_ALLOWED = re.compile(r"(?:허용|허가|가능|제공)\S{0,3}지\s?(?:않|아니|못)")
# '다만 …의 경우', '…에만': what is told holds under a condition.
_CONDITION = re.compile(
    r"경우|다만|제외|에 ?한(?:하여|해|정)|[가-힣](?<!지)만 |[으려하되이라]면 |때(?:는|에만)|외에는"
    r"|이상|이하|미만|까지만"
)
_CLAUSES = re.compile(r"(?:으?며|으?므로|지만|으나|하고|되고|이고|있고|없고|는데|은데)(?:,\s?|\s)")
# Who may not go in or out may not go up, in or out there.
_GOES = frozenset("가 오 올라가 들어가 나가 내려가 들어오 드나들".split())
_ADDED = re.compile(r"(?P<case>[^.,]{2,30}?)(?:(?:뒤|후|전|때)(?:에)?는|경우(?:에)?는)\s")
_DENIES_INSIDE = re.compile(
    r"(?<![가-힣])[안못]\s[가-힣]|[가-힣]지\s?(?:않|못)|없(?:이|어도|는|으면)"
)
# What only asks whether, beside the deed itself.
ASKING = frozenset(
    "되 돼 수 있 없 가능 불가 불가능 괜찮 좋 못 안 하 금지 않 주 받 건가 건 거 것 그냥 혹시 도 때 "
    "전 뒤 후 경우".split()
)
# A rule for all of them is one for who asks.
ANYBODY = frozenset(
    "이용자 이용객 이용 사용자 사용 자 객 회원 고객 직원 임직원 교직원 입주민 입주자 주민 학생 "
    "관람객 관람 방문객 방문자 방문 참가자 참가 수강생 수강 응시자 응시 투숙객 투숙 임차인 세입자 "
    "누구 모든 분 사람 본인".split()
)
# '먹은 뒤 운전하지 마십시오' does not forbid eating.
_WHEN = re.compile(r"\S+\s(?:뒤|후|전|다음|때|동안)(?:에|에는|에도)?\s")
_TOPICS = frozenset([("은", "JX"), ("는", "JX")])


def asks_denied(question: str) -> bool:
    """Whether it is asked if something is *not* so, as '반품은 안 되나요?' does."""
    return _DENIES.search(question) is not None


def asks_ban(question: str) -> bool:
    """Whether it is asked if something is forbidden, or not so: a ban is a yes then."""
    return asks_denied(question) or _BANNED.search(question) is not None


def denies_inside(question: str) -> bool:
    """Whether a question names what is not so, as '영수증 없이 환불되나요?' does."""
    return not asks_denied(question) and _DENIES_INSIDE.search(question) is not None


def is_denied_twice(text: str) -> bool:
    """Whether a ban is denied: '금지하지 않습니다'."""
    return _TWICE.search(text) is not None


def adds_case(question: str, text: str) -> bool:
    """Whether a sentence holds for a case only that nobody asks about: '반이 지난 뒤에는 …'."""
    case = _ADDED.match(text)
    asked = {m.form for m in analyse(question)}
    named = content_terms(analyse(case["case"])) if case else ()
    return bool(named) and not any(is_among(term, asked) for term in named)


def adds_condition(question: str, clause: str) -> bool:
    """Whether a clause holds under a condition that a question does not name: 다만, 에만, 이상."""
    conditions = {match[0].strip() for match in _CONDITION.finditer(clause)}
    # '예약 없이' is named by '예약 안 해도'; '연락 없이' is not.
    denies = re.search(r"없|(?<![가-힣])안 |지 않", question) is not None
    without = [one for one in WITHOUT.findall(clause) if not denies or one not in question]
    return bool(without) or any(one not in question for one in conditions)


def names_beside(question: str, clause: str) -> bool:
    """Whether a clause has the object of a question before another noun only: 전기차 충전 구역."""
    objects = _OBJECT.findall(question)
    return any(
        re.search(rf"{one} [가-힣]", clause) and not _is_said(one, clause) for one in objects
    )


def ruling(question: str, passages: Sequence[Passage]) -> tuple[bool, Evidence] | None:
    """What the first sentence that tells of all that is asked says; None where none decides.

    Where it is asked whether that is forbidden, a ban is a yes.
    """
    terms = [term for term in question_terms(question) if term not in ASKING]
    if _ASKS.search(question) is None or _NEED_NOT.search(question) or not terms:
        return None
    alike = same_words(terms)
    if terms[-1] in _GOES:
        alike[terms[-1]] |= {"출입"}
    asked = [(term, alike[term]) for term in terms]
    for passage in passages:
        # A name may be taken apart otherwise in a title than in the question.
        names = [word for word in passage.context.split() if len(word) > 1 and word in question]
        named = (term for term in terms if any(term in name for name in names))
        around = terms_of(passage.context).union(named)
        for told in Evidence.sentences(passage):
            decided = _decided(question, asked, told.text, around)
            if decided is not None:
                return decided != asks_ban(question), told
    return None


def _decided(
    question: str, asked: Sequence[tuple[str, set[str]]], sentence: str, around: frozenset[str]
) -> bool | None:
    """What a sentence says of the deed and all that goes with it; None where it does not."""
    if "?" in sentence or not (_FORBIDS.search(sentence) or _ALLOWS.search(sentence)):
        return None
    whole, most, found = terms_of(sentence), -1, None
    shared = terms_of(subject_of(sentence, _TOPICS))
    known = any(_told(term, shared) for term in asked)
    if not known and shared - ANYBODY - around:  # of whom or of what nobody asked
        return None
    if adds_case(question, sentence):
        return None
    for clause in clauses_of(sentence):
        own = terms_of(clause)
        here = [term for term in asked if _told(term, own) and not _told(term, shared)]
        if len(here) > most:
            most, found = len(here), _allowed(question, clause, asked, whole | shared | around)
        elif len(here) == most:
            found = None
    return found


def _allowed(
    question: str, clause: str, asked: Sequence[tuple[str, set[str]]], around: frozenset[str]
) -> bool | None:
    """What a clause says of the deed; what else is asked may stand `around` it."""
    denied = _NOT_ALLOWED.search(clause) is not None
    forbids = denied or _FORBIDS.search(clause) is not None
    allows = not denied and _ALLOWS.search(clause) is not None
    if forbids == allows or is_denied_twice(clause) or adds_condition(question, clause):
        return None
    if names_beside(question, clause):
        return None
    own = terms_of(clause)
    *others, deed = asked
    doing = _WHEN.sub("", clause)
    done, together = terms_of(doing), told_together([term for term, _ in asked], doing)
    is_done = _told(deed, done) or deed[0] in together
    if not is_done and not ("금지" in clause and _told(deed, around)):
        return None
    near = all(_told(t, own) or _told(t, around) or t[0] in together for t in others)
    return allows if near else None


def _is_said(noun: str, clause: str) -> bool:
    """Whether a noun stands for itself in a clause, not before another noun."""
    return re.search(rf"{re.escape(noun)}(?:[을를은는이가도와과나·,/]|에)", clause) is not None


def clauses_of(sentence: str) -> Iterator[str]:
    """The clauses of a sentence, each with what links it to the next."""
    start = 0
    for gap in _CLAUSES.finditer(sentence):
        yield sentence[start : gap.end()]
        start = gap.end()
    yield sentence[start:]


def _told(term: tuple[str, set[str]], terms: frozenset[str]) -> bool:
    word, alike = term
    return bool(alike & terms) or is_among(word, terms)
