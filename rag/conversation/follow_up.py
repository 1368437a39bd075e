"""Follow-up questions: what 'B100은?' means after a question about H100.

A follow-up can mean several things. Each is written out as a complete question, the most usual
first; where the documents are at hand, the reading that one passage bears out best is taken.
"""

import re
from collections.abc import Sequence

from index import analyse
from rag.answer import REFUSAL
from rag.conversation.degrees import lacks_measure, ranked
from rag.conversation.fragments import (
    asks_more,
    completed,
    further,
    is_fragment,
    other_condition,
)
from rag.conversation.pointers import dated, pointed, pointer_in
from rag.conversation.reasked import reasked
from rag.conversation.slips import corrected, without_slip
from rag.conversation.swap import alike, are_of_one_sort, is_charge, swaps
from rag.conversation.topics import Subject, Turn, kind, subject, tells_measured, that_own
from rag.language.phrases import Clause, Phrase, about, clause, is_named, names
from rag.language.question_type import is_measure, kind_of_head, requested, topic
from rag.retrieval.wording import Wording

_TURNS = 8
# A shorter answer need not name what it is about.
_SENTENCE = 20
# How many rare words fewer a less usual reading must lack, one of another sort, one that drops the
# topic, and one that drops it where there is but a noun and a question word ('가격은 얼마야?').
_STEP = 0.1
_OTHER = 0.3
_DROPPED = 0.2
_BARE = 0.6
_ATTRIBUTE = 2.0
# With more phrases than these a question says itself what it is about.
_FEW_PHRASES = 2
# So many words at most are a name and what is asked of it.
_FEW_WORDS = 4
_CONTACTS = frozenset("전화번호 연락처 주소 이메일 홈페이지 누리집".split())

_LEADING = re.compile(
    r"^\s*(?:(?:그건 그렇고|그나저나|그건 됐고|아무튼|어쨌든|그럼|그러면|그렇다면|그런데|근데"
    r"|그리고|또|그래서|혹시|아|ㅇㅋ|ㅇㅇ|오케이|음|흠|오|네|아하)[,\s]+)+"
)
# Who goes back to something names it: '아까 그 관장 이름이 뭐죠?', '다시 캠핑장, 거기 전화번호'.
_RETURNING = re.compile(
    r"\s*(?:아까 (?:그 )?(?=\S+ \S)"
    r"|다시 (?P<topic>\S+?(?: \S+?)??)(?: 건| 얘기| 이야기)?, ?(?:거기 )?)"
)
_CONTINUING = re.compile(r"^\s*(그럼|그러면|그렇다면)[,\s]")
# What goes through all of a kind, '나라별 개발 수', is not about one of another kind.
_SORTED = re.compile(r"[가-힣]{2,}별(?:로)?\s\S")
_NUMBERED = re.compile(r"[가-힣]{2,}-?\d+")
_POLITE = re.compile(r"(?<=[은는도면엔서])요(?=\s*\??\s*$)|(?<=\S) 좀(?:요)?(?=\s*\??\s*$)")


def readings(
    question: str, history: Sequence[Turn], wording: Wording | None = None
) -> tuple[str, ...]:
    """What a question can mean after the turns before it, the likeliest first; at least one.

    Each is as it would be asked without these turns. A question that stands on its own comes back
    unchanged, so that a new topic does not drag the old one along. With the `wording` of the
    documents their words choose between the readings.
    """
    question = _returned(question)
    before: list[Subject] = []
    for turn in history[-_TURNS:]:
        # A refusal tells of nothing that could be spoken of next.
        answer = "" if REFUSAL in turn.answer else turn.answer
        asked = _returned(turn.question)
        meant = _as_answered(_likeliest_first(asked, before, wording)[0], asked, answer)
        before.append(subject(Turn(meant, answer), wording))
    return _likeliest_first(question, before, wording)


def _returned(question: str) -> str:
    """The question without what says that it goes back to something: '캠핑장 전화번호'."""
    return _RETURNING.sub(lambda found: f"{found['topic']} " if found["topic"] else "", question, 1)


def _as_answered(meant: str, question: str, answer: str) -> str:
    """The likeliest reading of a question; as it stood where the answer tells only of that.

    A topic that the sentences of an answer do not name has not been carried.
    """
    likeliest = _undressed(meant)
    if len(answer) < _SENTENCE or is_phrase(question) or not speaks_for_itself(question):
        return likeliest
    words = [word for phrase in clause(likeliest).phrases for word in phrase.text.split()]
    carried = [word for word in words if word not in question]
    return likeliest if not carried or any(word in answer for word in carried) else question


def stands_whole(question: str) -> bool:
    """Whether a question could be asked first: no pointer, no fragment, about more than a word."""
    now = _clause_of(question)
    continues = _CONTINUING.match(question) is not None
    words = [word for phrase in now.phrases for word in phrase.text.split()]
    return not (continues or pointer_in(now) or is_fragment(now)) and len(words) > 1


def speaks_for_itself(question: str) -> bool:
    """Whether a question names what it is about: '화재 나면 어디로 신고하나요?'.

    One word that is all there is, 'B100은?', a time, or what somebody does something with or to,
    'AGI를 두고 뭐라고 했어?', leaves that out.
    """
    now = _clause_of(question)
    if _CONTINUING.match(question) or pointer_in(now) or asks_more(now.text) or lacks_measure(now):
        return False
    named = any(not one.qualifies and not {"JKO", "JKB"} & {*one.tags} for one in now.phrases)
    return named and (not is_fragment(now) or len(now.phrases[0].words) > 1)


def asks_attribute(question: str) -> bool:
    """Whether a question only names what belongs to something: '담당자는 누구야?', '합계는?'."""
    phrases = _clause_of(question).phrases
    said = phrases[0].text if len(phrases) == 1 else ""
    return 0 < len(said.split()) <= _FEW_PHRASES and is_measure(said) and not names(said)


def is_phrase(question: str) -> bool:
    """Whether a question is nothing but a phrase: '2023년은?', '그럼 B100은요?'."""
    return is_fragment(_clause_of(question))


def _clause_of(question: str) -> Clause:
    """A question without what leads to it, what it puts right and what only makes it polite."""
    return clause(without_slip(_undressed(question)))


def _undressed(question: str) -> str:
    return _POLITE.sub("", _LEADING.sub("", question.strip()))


def _likeliest_first(
    question: str, before: Sequence[Subject], wording: Wording | None
) -> tuple[str, ...]:
    costs = (_readings(question, before, wording) if before else {}) or {question: 0.0}
    if wording is None or len(costs) < 2:
        return tuple(costs)
    lacking = {reading: wording.lack(reading) + cost for reading, cost in costs.items()}
    return tuple(sorted(lacking, key=lambda reading: lacking[reading]))


def _readings(
    question: str, before: Sequence[Subject], wording: Wording | None
) -> dict[str, float]:
    """What the question can mean, written out, the most usual first; what speaks against each."""
    said = dated(_undressed(question), before[-1])
    last = _last_subject(before)
    if right := corrected(said, last.question, wording):
        return {right: 0.0}
    told = without_slip(said)
    now = clause(told, wording.titles(told) if wording else ())
    if (pointer := pointer_in(now)) is not None:
        return _in_order(*pointed(now, pointer, last, before))
    if topic(question) or _names_what_of_what(question):
        return {question: 0.0}
    if wording and (own := _of_same_row(now, last, wording)):
        return {own: 0.0}
    if is_fragment(now):
        # A question without a topic may hold what the phrase stands for: '첫날엔 뭐 해요?'.
        if before[-1] is not last and (same := alike(before[-1].question, now.phrases[0], wording)):
            return _in_order(same)
        return _in_order(*completed(now, last, wording))
    certain = (
        ranked(now, last)
        or other_condition(now, last.question)
        or reasked(now, last, before[-1].answer)
        or further(now, last)
    )
    return {certain: 0.0} if certain else _carried(question, now, last, before[-1].answer, wording)


def _last_subject(before: Sequence[Subject]) -> Subject:
    """The last turn that had a topic; else the last turn."""
    return next((one for one in reversed(before) if one.meant), before[-1])


def _names_what_of_what(question: str) -> bool:
    """Whether a few bare words are a name and what is asked of it: '블랙웰 출시일'.

    What is asked may be something that no list of kinds holds: '엔비디아 전화번호'.
    """
    words = question.strip(" ?.").split()
    if not 1 < len(words) <= _FEW_WORDS or any(m.tag[0] in "JVE" for m in analyse(question)):
        return False
    asked = bool(kind_of_head(words[-1])) or words[-1] in _CONTACTS
    return asked and is_named(words[0])


def _of_same_row(now: Clause, last: Subject, wording: Wording) -> str:
    """Another column or label of what was spoken of: '임대인은?' after '603호 관리비는 얼마야?'.

    No column owns another, nor a label; a row does, which the last question or its answer names,
    or the whole form. '' where it is no such question.
    """
    plain = len(now.phrases) == 1 and not now.phrases[0].modified
    new = now.phrases[0].text if plain else ""
    for chain in last.question.chains if new else ():
        # A name may start with what is no noun: '나-8'.
        start = last.question.text.rfind(" ", 0, chain[0].start) + 1
        words = last.question.text[start : chain[-1].end].split()
        for first in range(len(words)):
            column = " ".join(words[first:])
            if any(are_of_one_sort(word, new) for word in words[:first]):
                return ""  # '든든형' is another row than '기본형'
            if wording.told_apart(column, new):
                row = " ".join(words[:first]).removesuffix("의")
                row = row or _row_beside(column, new, last, wording)
                # Columns may be things as well: '국내는 얼마야?', '해외는?'.
                measured = any(is_measure(one) or is_charge(one) for one in (column, new))
                return about(row, now) if row else now.text * measured
    return ""


def _row_beside(column: str, new: str, last: Subject, wording: Wording) -> str:
    """The row whose column was spoken of, where it does not stand before that; '' for none."""
    told = last.told[:1] if last.names_it else ()
    apart = [one for one in last.topics if not (one in column or column in one)]
    others = [one for one in apart if not wording.told_apart(one, new)]
    return next(iter([*told, *others]), "")


def _in_order(usual: Sequence[str], others: Sequence[str] = ()) -> dict[str, float]:
    """Readings with their costs; those of `others` are of a less usual sort."""
    costs = [_STEP * i for i in range(len(usual))]
    costs += [_OTHER * bool(usual) + _STEP * i for i in range(len(others))]
    readings: dict[str, float] = {}
    for reading, cost in zip([*usual, *others], costs, strict=True):
        readings.setdefault(reading, cost)
    return readings


# Questions that leave out what they are about.


def _carried(
    question: str, now: Clause, last: Subject, answer: str, wording: Wording | None
) -> dict[str, float]:
    """The question about what the last turn was about, and the question as it stands."""
    bare = now.head if now.head is not None and len(now.phrases) == 1 else None
    if bare and kind(now) == kind(last.question) and (certain := alike(last.question, bare)):
        return _in_order(certain)
    if bare and kind(now) == kind(last.question) and (other := _of_another(bare, last, wording)):
        return _in_order([other, question])
    if amount := _amount(now, last):
        return {about(amount, now): 0.0}
    if spoken := _spoken_of(now, last, wording):
        return {about(spoken, now): 0.0}
    if requested(now.text) and wording is not None:
        return _requested(question, now, last, wording)
    if _stands_alone(now, answer) or any(topic in now.text for topic in last.topics):
        return {question: 0.0}
    if wording is not None and any(_is_own_subject(phrase, wording) for phrase in now.phrases):
        return {question: 0.0}
    topical = any(_is_topical(phrase) for phrase in now.phrases)
    meant = last.meant if bare or not topical else (*last.topics, *last.told)
    if any(_compares(phrase, now) for phrase in now.phrases):
        meant = last.topics[::-1]
    if bare is None and topical and wording is not None and not _any_told(meant, now, wording):
        return {question: 0.0}
    if len(now.phrases) == 1:
        meant = tuple(that_own(now.phrases[0].text, meant))
    readings = _in_order([about(one, now) for one in meant])
    if not readings or (topical and not _CONTINUING.match(question)):
        alone = _BARE if bare and len(bare.words) == 1 else _DROPPED
        readings[question] = _ATTRIBUTE if asks_attribute(question) else alone
    return readings


def _of_another(bare: Phrase, last: Subject, wording: Wording | None) -> str:
    """'그럼 사원은 얼마야?': the last question of another than the owner of what it measures."""
    measured = tells_measured(last.question) and not is_measure(bare.text)
    return "".join(swaps(last.question, bare, wording)[:1]) if measured else ""


def _any_told(topics: Sequence[str], now: Clause, wording: Wording) -> bool:
    """Whether one of some topics is a name, or the documents tell of it beside what is asked."""
    said = [p.text for p in now.phrases if _is_topical(p) and wording.knows(p.text)]
    return any(names(topic) or all(wording.beside(topic, one) for one in said) for topic in topics)


def _requested(question: str, now: Clause, last: Subject, wording: Wording) -> dict[str, float]:
    """'출장비 알려줘': what belongs to the last topic, or another topic."""
    thing = requested(now.text)
    owners = [one for one in last.meant if wording.beside(one, thing)]
    return {f"{owner}의 {now.text}": 0.0 for owner in owners[:1]} or {question: 0.0}


def _amount(now: Clause, last: Subject) -> str:
    """What 'how much is it' measures: the share in '점유율이 가장 높은 회사는?'; '' for nothing."""
    if now.phrases or not last.names_it or not any(m.form == "되" for m in now.morphemes):
        return ""
    words = [p.text for p in last.question.phrases if p is not last.question.head]
    measured = [word for word in words if kind_of_head(word.split()[-1]) == "number"]
    return f"{last.meant[0]}의 {measured[-1]}" if measured and kind(now) == "number" else ""


def _spoken_of(now: Clause, last: Subject, wording: Wording | None) -> str:
    """The topic of a sentence without a subject, if the documents name it beside all the rest."""
    subjects = any({"JX", "JKS"} & {*phrase.tags} for phrase in now.phrases)
    said = [phrase.text for phrase in now.phrases if not phrase.is_time]
    if wording is None or subjects or not said or now.head is not None or not last.meant:
        return ""
    if any(m.tag == "JKS" for m in now.morphemes) or any(_compares(p, now) for p in now.phrases):
        return ""
    one = (that_own(now.phrases[-1].text, last.meant) or last.meant)[0]
    return one if all(wording.beside(one, word) for word in said) else ""


def _stands_alone(now: Clause, answer: str) -> bool:
    """Whether a question names its topic itself, other than to compare."""
    if len(now.phrases) > _FEW_PHRASES or _SORTED.search(now.text):
        return True
    # What stands in a row of a table may be a column.
    said = "\n".join(line for line in answer.splitlines() if not line.startswith("|"))
    for phrase in now.phrases:
        told = phrase.tags == ("JX",) and len(phrase.text) > 1 and phrase.text in said
        told = told and not is_measure(phrase.text)
        # 'CEO는 누구야?' names nobody.
        bare = phrase is now.head and phrase.text.isalpha() and len(now.phrases) == 1
        first, *others = phrase.text.split()
        latin = phrase.is_latin and not bare
        named = names(first) if others else latin or _NUMBERED.fullmatch(phrase.text)
        acts = phrase.is_name and phrase.tags == ("JKS",) and now.phrases[-1].modified
        if told or acts or (named and not _compares(phrase, now)):
            return True
    return any(len(chain) > 1 and any(p.is_name for p in chain) for chain in now.chains)


def _is_own_subject(phrase: Phrase, wording: Wording) -> bool:
    """Whether a name of the documents is what the question is about: '르쿤은 왜 반대해?'."""
    topical = phrase.tags[:1] in (("JX",), ("JKS",))
    return topical and is_named(phrase.text) and wording.knows(phrase.text)


def _compares(phrase: Phrase, now: Clause) -> bool:
    """Whether something is measured by the phrase: 'GPT-4보다', 'GPT-4의 몇 배'."""
    counted = phrase.tags == ("JKG",) and phrase is now.phrases[-1]
    return counted or bool({"보다", "만큼", "처럼"} & {*phrase.particles})


def _is_topical(phrase: Phrase) -> bool:
    return not phrase.qualifies and bool({"JX", "JKS", "JKO"} & {*phrase.tags})
