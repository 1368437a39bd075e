"""Follow-up questions of which only a phrase or a question word is left: 'B100은?', '언제까지?'.

Each function gives readings written out as whole questions, the most usual first, and where it
has them those of a less usual sort.
"""

import re
from collections.abc import Sequence

from corpus.particles import with_particles
from index.words import is_strange
from rag.conversation.swap import (
    alike,
    compounded,
    in_place_of,
    is_charge,
    is_payment,
    swaps,
)
from rag.conversation.topics import (
    Subject,
    defines,
    kind,
    may_be_person,
    names_person,
    of_persons,
    tells_measured,
    that_own,
)
from rag.language.dimensions import is_number
from rag.language.persons import may_name_person, names_post
from rag.language.phrases import Clause, Phrase, is_marked, is_named, names
from rag.language.question_type import is_measure, kind_of_head
from rag.retrieval.wording import Wording

_LANGUAGE = re.compile(r"[가-힣]{1,4}[어말]|한글|한자")
# Another thing may be counted otherwise: '병가는 연 60일' says nothing of '1년에'.
_RATE = re.compile(r"(?<!\d)((?:\d{1,2}|한)\s?(?:년|해|달|개월|주|일|시간)(?=에)|하루)에?\s")
_MORE = re.compile(
    r"(?:(?:좀|조금)\s)?"
    r"(?=더|자세|상세|구체|알려|설명|소개|다시|쉽|풀어|간단|짧|요약|정리|표로|그래프로|영어로|번역)"
    r"(?:더\s?|다시\s?)?"
    r"(?:(?:자세|상세|간단)히|(?:자세|간단)하게|구체적으로|길게|쉽게|풀어서|짧게|표로|그래프로|영어로)?"
    r"(?:\s?좀)?(?:\s?(?:알려|설명|말|이야기|얘기|소개|요약|정리|보여|번역|그려|만들)"
    r"(?:\s?(?:해|하|줘|주|달|봐|드|부탁|좀|가능|할|어)[^?]{0,7})?)?"
    r"\s?[?.]?"
    r"|(?:잘 )?(?:이해|알아듣)(?:가|를|지)?\s?(?:안|못)\s?[^\s?]{1,6}[?.]?"
    r"|무슨 (?:말|뜻|소리)\S{0,4}[?.]?"
    r"|다른 (?:문서|파일|자료)(?:엔|에는|에도?|에)?\s?(?:없|있)\S{0,4}[?.]?"
    r"|(?:표|그래프|영어)로 (?:좀 )?(?:줘|주세요|줄래)\S{0,2}[?.]?"
    r"|그래서\?|또\?|(?:더|또|다른 ?(?:건|거|것)은?|그 밖에는?)\s?(?:있|없)?\S{0,4}\?"
)
_EXAMPLE = re.compile(r"예(?:를\s?|\s)?(?:들|하나)")
_MOST = re.compile(r"제일|가장")
# '당일은?' after '4일 전에 취소하면 얼마예요?'
_THE_DAY = frozenset("당일 전날".split())
_DAYS_BEFORE = re.compile(r"\d+\s?(?:일|주일?|시간|개월|달)\s?(?:전|뒤|후)(?:에|까지)?")
# A longer word that the documents do not have is words run together.
_LONG = 6


def is_fragment(now: Clause) -> bool:
    """Whether there is nothing but one phrase: 'B100은?', '2023년에는?', '가격'."""
    if len(now.phrases) != 1 or now.phrases[0].modified:
        return False
    phrase = now.phrases[0]
    outside = [m for m in now.morphemes if not phrase.start <= m.start < phrase.after]
    return all(m.tag in ("SF", "SP") for m in outside)


def completed(
    now: Clause, last: Subject, wording: Wording | None
) -> tuple[Sequence[str], Sequence[str]]:
    """The last question with the phrase in it, or the phrase as a part of what it was about."""
    phrase = now.phrases[0]
    if _is_whole(phrase, last.question, wording):
        return [now.text], []
    if wording is not None:
        phrase = compounded(phrase, last.question, wording)
    if other_row := _other_row(phrase, last, wording):
        return [other_row], []
    if phrase.text in _THE_DAY and (before := _DAYS_BEFORE.search(last.question.text)):
        return [last.question.text.replace(before[0], f"{phrase.text}에")], []
    if certain := alike(last.question, phrase, wording):
        return _at_its_rate(certain, phrase, wording), []
    if kind(now) == "reason":
        return [f"{topic}의 {now.text}" for topic in last.topics[::-1]], []
    if phrase.particles[:1] in (("로",), ("으로",)) and _LANGUAGE.fullmatch(phrase.text):
        return [f"{with_particles(last.whole, ['는'])} {phrase.text}로 뭐야?"], []
    if (phrase.qualifies and not _asks_day(last.question)) or "JKB" in phrase.tags:
        return [f"{_adverbial(phrase, last.question)} {last.question.text}"], []
    return _part_or_other(now, phrase, last, wording)


def _asks_day(last: Clause) -> bool:
    """Whether a day is what is asked for: '쉬는 날', of which 'and holidays?' is no condition."""
    return last.head is not None and last.head.text.endswith(("날", "휴관일", "휴무일", "요일"))


def _other_row(phrase: Phrase, last: Subject, wording: Wording | None) -> str:
    """The last question of another row of a table; '' where the phrase names none."""
    rows = [one for one in last.topics if wording and wording.in_one_column(one, phrase.text)]
    return in_place_of(rows[0], phrase, last.question) if rows else ""


def _adverbial(phrase: Phrase, last: Clause) -> str:
    """What says when or where before a question; one that has a topic takes no other."""
    topics = any("JX" in other.tags for other in last.phrases)
    particles = [] if topics and phrase.tags == ("JX",) else phrase.particles
    return with_particles(phrase.text, particles or ["에"])


def _at_its_rate(swapped: list[str], phrase: Phrase, wording: Wording | None) -> list[str]:
    """Questions about another thing, without a rate that the documents do not give for it."""
    rates = [rate for swap in swapped[:1] if (rate := _RATE.search(swap))]
    if (
        not rates
        or rates[0][1] in phrase.text
        or wording is None
        or wording.beside(phrase.text, rates[0][1])
    ):
        return swapped
    return [swap.replace(rates[0][0], "") for swap in swapped]


def _is_whole(phrase: Phrase, last: Clause, wording: Wording | None) -> bool:
    """Whether a phrase is a question of its own: 'H100 가격은?', key words, words run together."""
    first, *others = phrase.text.split()
    if not others:
        return len(first) > _LONG and wording is not None and not wording.knows(first)
    if len(others) > 1 and names_post(others[-1]):
        return True  # '고전 읽기 강사' says itself of what
    if not is_marked(first) or others[-1] in last.text.split():
        return False
    named = is_measure(phrase.text) and not _is_titled(phrase)
    return named or (len(others) > 1 and not phrase.particles)


def _is_titled(phrase: Phrase) -> bool:
    """Whether it can be a person with a title, '손정의 회장', as well as the head of something."""
    return len(phrase.words) > 1 and kind_of_head(phrase.text.split()[-1]) == "person"


def _is_mere_measure(phrase: Phrase, last: Clause) -> bool:
    """Whether a phrase names a measure or a name, and so stands for no thing that has them."""
    of_things = kind_of_head(phrase.text.split()[-1]) in ("person", "group", "place", "work")
    return not of_things and not any(is_measure(other.text) for other in last.phrases)


def _is_unasked_number(phrase: Phrase, last: Subject) -> bool:
    """Whether a phrase names a number and the last question neither did nor asked for one."""
    words = [one.text.split()[-1] for one in last.question.phrases]
    asked = kind(last.question) == "number" or any(map(is_number, words))
    return is_number(phrase.text.split()[-1]) and not asked


def _part_or_other(
    now: Clause, phrase: Phrase, last: Subject, wording: Wording | None
) -> tuple[Sequence[str], Sequence[str]]:
    """A part of what the last question was about, '입장료는?', or another such thing, '병가는?'."""
    said = (
        f"{with_particles(phrase.text, ['는'])}?" if phrase.particles[-1:] == ("도",) else now.text
    )
    if any(phrase.text.startswith(f"{owner} ") for owner in last.meant):
        return [now.text], []  # it says itself of what

    def of(owners: Sequence[str]) -> list[str]:
        return [f"{owner}의 {said}" for owner in owners]

    parts, topic = of(_owners(now, phrase, last, wording)), last.topics[:1]
    swapped = [*_instances(phrase, last), *swaps(last.question, phrase, wording)]
    swapped = _at_its_rate(swapped, phrase, wording)
    if _is_unasked_number(phrase, last):
        return parts or [now.text], swapped
    if _is_of_defined(phrase, last.question):
        return of(topic), swapped
    if phrase.is_name:
        return swapped, [*parts, *[now.text] * _is_titled(phrase)]
    alone = [now.text] if len(phrase.words) > 1 else []
    belongs = _belongs(phrase, last)
    if not parts and belongs and is_payment(phrase.text):
        parts = of(that_own(phrase.text, topic))
    if alone and not parts and belongs:
        return [*of(() if names(phrase.text) else topic), *alone], swapped
    if parts and belongs:
        return parts, _beside_parts(phrase, last.question, swapped, alone)
    if wording is not None and _is_new(phrase, last, wording):
        return [now.text], []
    if tells_measured(last.question):
        return [*swapped, *alone], []
    named = wording is not None and names("".join(topic))
    if named or _has_owner(last.question):
        return [*parts, *swapped, *alone], []
    return [*swapped, *parts, *alone], []


def _is_of_defined(phrase: Phrase, last: Clause) -> bool:
    """Whether a common noun follows the question what a name is: '수명은?', 'N스킨이 뭐야?'."""
    head = last.head
    return defines(last) and head is not None and is_named(head.text) and not is_named(phrase.text)


def _belongs(phrase: Phrase, last: Subject) -> bool:
    """Whether a phrase names what always belongs to something: a measure, a post, a person's own.

    After a question about a person a post is another person, after one for the charge of some a
    group is others who pay, and after one for a payment another one is another payment.
    """
    noun = phrase.text.split()[-1].removesuffix("님")
    if kind_of_head(noun) == "group" and tells_measured(last.question):
        return False
    words = [word for one in last.question.phrases for word in one.text.split()]
    if is_payment(noun):
        return not any(map(is_charge, words))
    if names_post(noun):
        said = [word.removesuffix("님") for word in words]
        return not any(names_person(word) or may_name_person(word) for word in said)
    return is_measure(noun) or (of_persons(noun) and any(map(may_be_person, last.meant)))


def _beside_parts(
    phrase: Phrase, last: Clause, swapped: Sequence[str], alone: Sequence[str]
) -> list[str]:
    """Less usual readings of what belongs to something: another such thing, or any."""
    others = [] if _is_mere_measure(phrase, last) else [*swapped]
    return others if names_post(phrase.text.split()[-1]) else [*others, *alone]


def _is_new(phrase: Phrase, last: Subject, wording: Wording) -> bool:
    """Whether no document tells both of the phrase and of what the last question was about."""
    head = last.question.head
    if not wording.knows(phrase.text) or (head and wording.joined(phrase.text, head.text)):
        return False
    words = [word for topic in last.meant for word in (topic, *topic.split())]
    if not any(map(wording.knows, words)):
        return False  # misspelt, it may be told of all the same
    return not any(wording.of_one_document(word, phrase.text) for word in words)


def _instances(phrase: Phrase, last: Subject) -> list[str]:
    """Another thing like the one told: '제일 많이 만든 영국은?' after '제일 많이 만든 나라는?'.

    Only where the last question has no name that the new one can stand for, or asks what has most.
    """
    head, told, text = last.question.head, "".join(last.told[:1]), last.question.text
    if head is None or not (phrase.is_name and last.names_it and names(told)):
        return []
    named = any(one.is_name or is_strange(one.text) for one in last.question.phrases)
    if _MOST.search(text[: head.start]):
        return [f"{text[: head.start]}{with_particles(phrase.text, ['는'])}?"]
    other = text[: head.start] + with_particles(phrase.text, head.particles) + text[head.after :]
    return [] if named else [other]


def _has_owner(last: Clause) -> bool:
    return last.head is not None and (len(last.chains[-1]) > 1 or last.head.is_name)


def _owners(now: Clause, phrase: Phrase, last: Subject, wording: Wording | None) -> Sequence[str]:
    """What a part can be asked of after the last question, as far as the documents bear it out."""
    head = last.question.head
    # '어머니는?' after '세종의 아버지는?' asks for another part of the same thing.
    beside = kind(now) == kind(last.question) != "thing"
    meant = (*last.topics, *last.told) if beside else last.meant
    owners = [one for one in meant if head is None or not one.endswith(head.text)] or meant
    if tells_measured(last.question):
        owners = [one for one in owners if not is_measure(one)] or owners
    owners = that_own(phrase.text, owners)
    first, *others = phrase.text.split()
    if wording is not None and others and is_measure(phrase.text) and wording.knows(first):
        # '시험분석비 집행액' says itself of what; it may belong to what it stands beside.
        return [one for one in owners if wording.beside(one, first)]
    if wording is None or not wording.knows(phrase.text):
        return owners
    if phrase.is_name:
        return [owner for owner in owners if wording.joined(owner, phrase.text)]
    if names_post(phrase.text.split()[-1]):
        return [owner for owner in owners if wording.of_one_document(owner, phrase.text)]
    if is_measure(phrase.text) or of_persons(phrase.text):
        return owners
    if head is not None and len(last.question.chains[-1]) > 1:
        return [] if wording.joined(phrase.text, head.text) else owners
    if is_charge(phrase.text) and not any(map(wording.knows, owners)):
        return owners
    return [owner for owner in owners if wording.beside(owner, phrase.text)]


def asks_more(text: str) -> bool:
    """Whether more of the same is asked for: '더 자세히', '예를 들면?'."""
    return bool(_MORE.fullmatch(text) or _EXAMPLE.match(text))


def further(now: Clause, last: Subject) -> str:
    """A request for more of the same, '더 자세히', '예를 들면?'; '' where it is none."""
    if last.whole and _MORE.fullmatch(now.text):
        return f"{last.whole}에 대해 자세히 알려 줘"
    if last.whole and _EXAMPLE.match(now.text):
        return f"{last.whole}의 {now.text}"
    return ""


def other_condition(now: Clause, last: Clause) -> str:
    """The last question under another condition: '출산하면?' after '결혼하면 얼마나 나와요?'."""
    said = [m for m in now.morphemes if m.tag != "SF"]
    if not said or said[-1].tag != "EC" or len(now.text.split()) > 2:
        return ""
    for one in last.morphemes:
        if (one.form, one.tag) == (said[-1].form, said[-1].tag):
            start = last.text.rfind(" ", 0, one.start) + 1
            return last.text[:start] + now.text[: said[-1].end] + last.text[one.end :]
    return ""
