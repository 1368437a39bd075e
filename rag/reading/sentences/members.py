"""Several things that one sentence tells side by side: which value belongs to what is asked.

'본인 결혼은 5일, 자녀 결혼은 1일' has two members; '자녀 결혼' is about the second of them.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from index import analyse, terms_of
from index.units import measured
from rag.language.phrases import TOPIC, clause
from rag.reading.scoring.query import Query
from rag.reading.sentences.borders import ENDED, LISTED, members, parted_at
from rag.reading.sentences.ranges import have_unit_alike
from rag.reading.sentences.steps import is_of_step_asked

# '운영 시간은 여름에는 9시까지, 겨울에는 6시까지': the topic is that of all members.
_SHARED = re.compile(
    r"^[^\d,()]{1,40}?[가-힣A-Za-z)][은는]\s(?=[^\d]*[가-힣]{2,}|\d+[가-힣]{1,3}[은는에의])"
    r"|^[^\d,():]{1,20}[:：]\s"
)
_COMMA = re.compile(r",\s+")
# '월요일 독서, 화요일 종이접기, 수요일 체육': two words each.
_PAIR, _LEAST_ITEMS = 2, 3
_OWN_TOPIC = re.compile(r"\s*[^,]{1,30}?[은는] ")
_TOPIC = re.compile(r"\s*(?:\d{1,2}[.)]\s)?[^\d,()은는]{1,20}[은는] ")
_DIGITS = {word: str(n) for n, word in enumerate("한 두 세 네 다섯 여섯 일곱".split(), 1)} | {
    "첫": "1"
}
_CASE = re.compile(
    rf"(?<![가-힣\d.,])(?P<n>\d+|{'|'.join(_DIGITS)})\s?(?P<unit>명|번|개월|개|회|차|곳|권|대|건|장|일|년|달|시간)"
    r"째?\s?(?:이상|이하|까지|부터)?(?:이?면|일 때|인 경우|으?로|[은는에]|\s)"
)
_SUBJECT_NAMED = re.compile(r"\s*([^\d,()]{1,20}?)(?:에는|에게는|[은는이가])\s")
_TOTAL = re.compile(r"(?<![가-힣])(?:총|모두|전체|합계|합쳐서?)")
_OF_ALL = re.compile(rf"{_TOTAL.pattern}\s?(?:약\s)?$")
_VALUE = re.compile(r"\d[\d,.]*|[월화수목금토일]요일|절반|무료")
# How much more of a question another member must tell, and how much what is measured counts.
_MARGIN = 0.15
_TELLING = 2
# '2대째', '5급', 'E3': what is told one after the other is often told apart by a number.
_NUMBERED = re.compile(
    r"(?<![a-z\d.,])(?:[a-z]+-?\d+[a-z]?"
    r"|(?!(?:19|20)\d\d(?!\d))\d+[a-z]?(?:[급차호대회층동반위단등](?:째)?)?)(?![\d.,])"
)
_LABEL = re.compile(r"\s*(?:(?:[A-Za-z]+-?)?\d\S{0,3}[은는]|[월화수목금토일]요일)\s")
# '본인 결혼은 5일, ': no verb ends it.
_ENDS_IN_VALUE = re.compile(r"\d[\d,.]*\s?(?:[만억조천]\s)?[^\s\d,]{0,6},\s*$")
# What is measured stands before the word that asks how much.
_MEASURED = re.compile(r"([가-힣]{2,}?)(?:을|를|은|는|이|가|도)? (?:총 |모두 )?(?:얼마|몇|며칠)")
_COMPARED = re.compile(r"([가-힣]{2,})(?:보다|\s대비|에\s비해)")
_RELATIVE = re.compile(
    r"자녀|배우자|부모|형제|자매|조부|조모|손자|손녀|가족|장인|장모|시부|시모|남편|아내|아버지|어머니"
    r"|아들|딸|동생|누나|언니|오빠|할아버지|할머니|처제|처남|며느리|사위"
)
# '찬성 3명, 반대 4명': what stands directly before a value names it.
_NAMED_VALUE = re.compile(
    r"(?<![가-힣\d])(?:(?P<age>\d{1,2}대)[이가은는]?|(?P<name>[가-힣]{2,6}?)(?:[을를이가은는]|에는?)?)"
    r" (?:\d+점? ?만점에 )?"
    r"(?P<value>\d[\d,.]*\s?(?:[만억조천]\s?(?:\d[\d,]*\s?)?)*(?:[가-힣%]{1,2}?|[A-Za-z㎡℃]{1,3})|무상|무료)"
    r"(?=[^가-힣]|[이인으로에을를의씩쯤가은는부까였입예]|$)"
)
_NO_NAMES = frozenset("가운데 나머지 그중 모두 전체 각각 다시 최대 최소 평균".split())
# '전년보다 210억 원' names nothing but what it is compared with.
_COMPARED_WITH = ("보다", "대비")
_FREE = frozenset(["무상", "무료"])
_SHORTEST_NOUN = 2
_NOUNS, _SUBJECT = ("NNG", "NNP", "SL"), ("JX", "JKS")


def is_of_other_member(query: Query, text: str, start: int, end: int) -> bool:
    """Whether a number stands in one member of a sentence and another is what is asked about.

    That other one must hold a number too, and all that the question says of either. Of steps, as
    '1~5층 5만 원, 6층 이상 10만 원', the one that holds what is named is asked about.
    """
    if (step := is_of_step_asked(query.text, text, start)) is not None:
        return not step
    if _VALUE.search(text, start, end) is None:
        return _is_of_other_topic(query, text, start)
    if (named := _is_named_asked(query, text, start, end)) is not None:
        return not named
    at = _beside(query, text, start)
    if at is None:
        return False
    if _TOTAL.match(text, start) or _OF_ALL.search(text[at.start : start]):
        # A part is asked for by its own name, beside that of the whole; '둘째 상자는 총 4개' is the
        # total of another one.
        another = _TOTAL.search(query.text) is None or _OWN_TOPIC.match(at.said) is not None
        return another and any(held - at.told for held in at.held)
    if (case := _is_of_case(query, at)) is not None:
        return not case
    told = any(at.told - at.shared < held - at.shared for held in at.held)
    return told or _is_of_other_subject(query, at)


def _is_of_other_subject(query: Query, at: "_Beside") -> bool:
    """Whether another member's subject is asked for, and this one's has more than is asked.

    '품질 보증 기간은 1년이고, 모터는 10년 보증한다' where it is asked of the 모터.
    """
    own = _SUBJECT_NAMED.match(at.said)
    if own is None or all(noun in query.bare for noun in nouns_of(own[1])):
        return False
    subjects = filter(None, map(_SUBJECT_NAMED.match, at.others))
    named = (nouns_of(subject[1]) for subject in subjects)
    return any(nouns and all(noun in query.bare for noun in nouns) for nouns in named)


def _is_of_case(query: Query, at: "_Beside") -> bool | None:
    """Whether it holds for the count asked about: '한 명이면 0.3%, 두 명이면 0.5%'.

    None where no count is, or no other member tells another.
    """
    asked = cases(query.text)
    own = cases(at.said) if asked else frozenset()
    others = [cases(other) for other in at.others] if own else []
    if not any(others):
        return None
    if asked & own:
        return True
    return False if any(asked & other for other in others) else None


def cases(text: str) -> Set[str]:
    """The counts that a text names as a case, in digits: 2명 of '두 명이면'."""
    return {
        f"{_DIGITS.get(found['n'], found['n'])}{found['unit']}" for found in _CASE.finditer(text)
    }


def nouns_of(text: str) -> list[str]:
    """The nouns and foreign words of a text, in lower case, in order."""
    return [m.form.lower() for m in analyse(text) if m.tag in _NOUNS]


def is_of_relative(query: Query, text: str, start: int) -> bool:
    """Whether it is told of relatives beside '본인 결혼 5일', where a question names none.

    Or the other way round: of oneself where a relative is asked about.
    """
    if "본인" not in text:
        return False
    parts = {one: text[slice(*one)] for one in members(text, start)}
    own = next((said for (low, high), said in parts.items() if low <= start < high), "")
    others = [said for said in parts.values() if said != own]
    if _RELATIVE.search(query.text):
        return "본인" in own and any(map(_RELATIVE.search, others))
    mine = [said for said in others if "본인" in said and _held(query, said) >= _held(query, own)]
    return _RELATIVE.search(own) is not None and bool(mine)


def _is_named_asked(query: Query, text: str, start: int, end: int) -> bool | None:
    """Whether the name directly before a value is asked for; None where not just one name is.

    '찬성 3명, 반대 4명' have values of one unit. What goes on to the next value is of both.
    """
    named = _named_values(text, start)
    own = next((one for one in named if one.start() <= start < one.end()), None)
    alike = [
        one
        for one in named
        if own and (have_unit_alike(one["value"], own["value"]) or one["value"] in _FREE)
    ]
    names = {one: one["name"] or one["age"] for one in alike}
    asked = _names_in(query.bare, {*names.values()})
    apart = 1 < len(alike) == len({*names.values()})
    both = any(start < one.start("value") < end for one in alike if one is not own)
    return names[own] in asked and not both if own and apart and len(asked) == 1 else None


def _names_in(asked: str, names: Set[str]) -> Set[str]:
    """The names that stand in a question by themselves: 산업기사 is there, and no 기사 in it."""
    found = set()
    for name in sorted(names, key=len, reverse=True):
        if name in asked:
            found.add(name)
            asked = asked.replace(name, " ")
    return found


def _named_values(text: str, place: int) -> list[re.Match[str]]:
    """The values of the sentence at a place that have a name directly before them."""
    found = _NAMED_VALUE.finditer(text, *parted_at(ENDED, text, place))
    return [
        one
        for one in found
        if one["name"] not in _NO_NAMES and not (one["name"] or "").endswith(_COMPARED_WITH)
    ]


def is_of_weaker_member(query: Query, text: str, start: int, end: int) -> bool:
    """Whether another member of the sentence tells more of what the question says, by its weight.

    Unlike in `is_of_other_member` either may hold words that the other one does not.
    """
    at = _beside(query, text, start) if _VALUE.search(text, start, end) else None
    if at is None or _is_named_asked(query, text, start, end):
        return False
    if is_of_step_asked(query.text, text, start) or _is_of_topic_asked(query, at):
        return False
    numbers = {*_NUMBERED.findall(query.text.lower())}
    named = len(numbers & at.told)
    if any(named < len(numbers & held) for held in at.held):
        return True
    weight = _weight(query, at.said, at.told | at.shared)
    rivals = (
        _weight(query, other, held | at.shared)
        for other, held in zip(at.others, at.held, strict=True)
        if named == len(numbers & held) and not _tells_of_another(query, at.said, other)
    )
    return max(rivals, default=0.0) - weight > _MARGIN * sum(query.terms.values())


def _is_of_topic_asked(query: Query, at: "_Beside") -> bool:
    """Whether a member alone has the topic of the question: '무상 보증 2년, 모터는 5년'.

    Who asks '모터는 보증이 몇 년이야?' names with 보증 what all of them tell.
    """
    asked, own = TOPIC.search(query.text), _topic_of(at.said)
    if asked is None or asked[1] not in own:
        return False
    return not any(asked[1] in other for other in at.others)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A member of a sentence, which starts at `start`, and the others of it that have a value.

    `told` are the words of the question that it holds, `held` those of each other; `shared` stand
    in the topic of them all.
    """

    start: int
    said: str
    told: Set[str]
    others: Sequence[str]
    held: Sequence[Set[str]]
    shared: Set[str]


def _beside(query: Query, text: str, start: int) -> _Beside | None:
    """What stands beside the member at a place; None where that names nothing."""
    parts = list(members(text, start))
    own = next((one for one in parts if one[0] <= start < one[1]), None)
    if own is None or not _names(text[slice(*own)]):
        return None
    said = text[slice(*own)]
    others = [text[slice(*one)] for one in parts if one != own]
    others = [other for other in others if _VALUE.search(other) and _may_tell(query, other)]
    listed = any(_ENDS_IN_VALUE.search(text[slice(*one)]) for one in parts[:-1])
    return _Beside(
        start=own[0],
        said=said,
        told=_held(query, said, listed),
        others=others,
        held=[_held(query, other, listed) for other in others],
        shared=_shared(query, text[slice(*parts[0])], [text[slice(*one)] for one in parts[1:]]),
    )


def _may_tell(query: Query, member: str) -> bool:
    """Whether a member has a number that may measure what is asked for, as far as that is known."""
    told = [number.dimensions for number in measured(member)]
    wanted = query.dimensions | {"share" for one in query.dimensions if one == "money"}
    return not (told and wanted) or any(one & wanted for one in told)


def _weight(query: Query, member: str, held: Set[str]) -> float:
    """How much of a question one member tells, in its words or in others that mean the same.

    What is measured and what happens to it weigh most.
    """
    said = terms_of(member)
    asked = (*_MEASURED.findall(query.text), *_COMPARED.findall(query.text))
    telling = {*query.asked.head[:1], query.predicate, *asked}
    return sum(
        rarity
        * (_TELLING if term in telling else 1)
        * (term != query.asked.unit)
        * (1.0 if term in held else max((synonyms.get(one, 0.0) for one in said), default=0.0))
        for (term, rarity), synonyms in zip(query.terms.items(), query.synonyms, strict=True)
    )


def _is_of_other_topic(query: Query, text: str, start: int) -> bool:
    """Whether a thing is told of one of several topics, and the question names another of them.

    '빨간 자물쇠는 정비원, 노란 자물쇠는 운전원'.
    """
    topics = {
        one: topic
        for one in members(text, start, LISTED)
        if (topic := _topic_of(text[slice(*one)]))
    }
    own = next((one for one in topics if one[0] <= start < one[1]), None)
    if own is None or len(topics) < 2:
        return _is_of_other_item(query, text, start)
    behind = own[0] + len(topics[own]) <= start
    told = _held(query, topics[own])
    if query.asked.role == "subject" and query.asked.kind in ("person", "group"):
        # Who does it is a topic itself: '김 씨는 딸기를 기르고, 이 씨는 포도를 기른다'; but
        # '위원회는 위원장을 두며, 위원장은 부시장이 된다' tells it of the topic asked about.
        if behind and told:
            return any(told < _held(query, topics[one]) for one in topics if one != own)
        doing = {one: _held(query, text[slice(*one)], listed=False) for one in topics}
        return any(doing[own] < doing[other] for other in topics)
    others = (_held(query, topics[one]) for one in topics if one != own)
    return behind and any(told < other for other in others)


def _topic_of(said: str) -> str:
    """What a text begins by naming as its topic, '' for none: '하는' in '하는 동안' is none."""
    topic = _TOPIC.match(said)
    return topic[0] if topic and analyse(topic[0])[-1].tag == "JX" else ""


def _is_of_other_item(query: Query, text: str, start: int) -> bool:
    """The same of few words in a list: '프로그램은 월요일 독서, 화요일 종이접기, 수요일 체육'."""
    items = {one: text[slice(*one)].rstrip(", ") for one in members(text, start, _COMMA)}
    first = min(items, default=(0, 0))
    topic = _SHARED.match(items.get(first, "").lstrip())
    if topic:
        items[first] = items[first].lstrip()[topic.end() :]
    own = next((said for (low, high), said in items.items() if low <= start < high), None)
    pairs = all(len(said.split()) == _PAIR for said in items.values())
    if own is None or len(items) < _LEAST_ITEMS or not pairs:
        return False
    told = _held(query, own, listed=False)
    others = (_held(query, said, listed=False) for said in items.values() if said != own)
    return any(told < other for other in others)


def _tells_of_another(query: Query, own: str, other: str) -> bool:
    """Whether another member has a topic of its own that nobody asks about, unlike this one's.

    '검진 기간은 9월 1일부터이고, 예약은 검진 2주 전까지' where it is asked until when the 검진 is.
    """
    topic, rival = _topic_of(own), _topic_of(other)
    if not topic or not rival:
        return False
    return bool(_held(query, topic)) and not _held(query, rival)


def _shared(query: Query, first: str, others: Sequence[str]) -> Set[str]:
    """The words of the question in the topic of the first member, where more names it there.

    Not where it stands against other topics that nobody asks about: '학기 중에는 … 19시까지,
    방학에는 17시까지'.
    """
    topic = _SHARED.match(first.lstrip())
    if topic is None:
        return frozenset()
    topics = [own for other in others if (own := _topic_of(other))]
    contrasts = topics and not topic[0].rstrip().endswith((":", "："))
    if contrasts and not any(_held(query, own) for own in topics):
        return frozenset()
    return _held(query, topic[0])


def _names(said: str) -> bool:
    """Whether a text holds a noun of more than a syllable, or a subject or topic."""
    morphemes = analyse(said)
    if any(m.tag in _SUBJECT or m.tag == "SL" for m in morphemes):
        return True
    nouns = [m for m in morphemes if m.tag in _NOUNS]
    # '퇴실' is taken apart into two.
    together = any(one.end == other.start for one, other in pairwise(nouns))
    return together or any(len(m.form) > 1 for m in nouns)


def _held(query: Query, member: str, listed: bool = True) -> Set[str]:
    """The words of the question in a member; one within another word does not count.

    Where it names its thing first, what follows the last value of a list is said of all of it.
    """
    values = list(_VALUE.finditer(member))
    named = bool(values) and _names(member[: values[0].start()])
    named = named or _LABEL.match(member) is not None
    said = member[: values[-1].end()].lower() if named and listed else member.lower()
    terms = terms_of(said)
    words = {*query.terms, *(phrase.text.lower() for phrase in clause(query.text).phrases)}
    numbered = {*_NUMBERED.findall(query.text.lower())} & {*_NUMBERED.findall(said)}
    held = {word for word in words if word in terms or _begins_word(word, said)}
    held = {
        word
        for word in held
        if word != query.asked.unit and not _is_in_other_compound(query, word, said)
    }
    head = query.asked.noun
    if head in held and _is_of_another(query, head, said):
        held.discard(head)
    return {word for word in held if not word.isdigit()} | numbered


def _is_in_other_compound(query: Query, word: str, said: str) -> bool:
    """Whether a part of one compound only stands in another: 체험 of 체험학습 in 체험비."""
    if len(word) < _SHORTEST_NOUN:
        return False
    own = [one for one in re.findall(r"[가-힣]+", query.text) if one.startswith(word)]
    compounds = [one[: len(word) + 2] for one in own if len(one) > len(word) + 1]
    apart = len(compounds) == len(own) > 0 and not any(one in said for one in compounds)
    return apart and re.search(rf"{re.escape(word)}(?![가-힣][가-힣]|[가-힣])", said) is None


def _is_of_another(query: Query, head: str, said: str) -> bool:
    """Whether what is asked for only stands in the name of something else: 점심시간 for 시간."""
    named = re.findall(rf"(?<![가-힣])([가-힣]*){re.escape(head)}(?![가-힣]{{2}})", said)
    return bool(named) and all(len(one) > 1 and one not in query.bare for one in named)


def _begins_word(word: str, said: str) -> bool:
    if len(word) < 2 or word not in said:
        return False
    return re.search(rf"(?<![가-힣a-z\d]){re.escape(word)}", said) is not None
