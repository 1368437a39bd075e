"""Follow-up questions: what 'B100은?' means after a question about H100.

A follow-up can mean several things. Each is written out as a complete question, the most usual
first; where the documents are at hand, the reading that one passage bears out best is taken.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index import Morpheme
from rag.phrases import Clause, Phrase, clause, names, with_particles
from rag.question_type import asked, topic
from rag.swap import alike, swaps
from rag.topics import Subject, compared, kind, subject

Lack = Callable[[str], float]

_TURNS = 4
# How many rare words fewer a less usual reading must lack, one of another sort, one that drops the
# topic, and one that drops it where there is but a noun and a question word ('가격은 얼마야?').
_STEP = 0.1
_OTHER = 0.3
_DROPPED = 0.2
_BARE = 0.6
# With more phrases than these a question says itself what it is about.
_FEW_PHRASES = 2

_LEADING = re.compile(r"^\s*(그럼|그러면|그렇다면|그런데|근데|그리고|또|그래서|혹시|아)[,\s]+")
_CONTINUING = re.compile(r"^\s*(그럼|그러면|그렇다면)[,\s]")
_POLITE = re.compile(r"(?<=[은는도면엔서])요(?=\s*\??\s*$)")
_WHEREABOUTS = re.compile(r"어디(?:에|쯤)?\s*있")
_THIS = frozenset("그 이 저 해당".split())
_PRONOUNS = {
    **dict.fromkeys("거기 여기 그곳 이곳".split(), "place"),
    **dict.fromkeys("그거 이거 저거 그것 이것 저것".split(), "thing"),
    **dict.fromkeys("그 그녀 그분 이분 걔 얘".split(), "person"),
}
_MOMENTS = frozenset("때 다음 전 뒤 후 밖 외".split())
_TOGETHER = frozenset("둘 셋 넷 두 세 네".split())
# The kinds of answer that a word for a kind of thing can point to.
_MEANT = {"person": ("person",), "group": ("group", "place"), "place": ("place", "group")}
# Last syllables of nouns that measure something.
_AMOUNTS = tuple("료율률량액값일")


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question with the answer that was given."""

    question: str
    answer: str


def resolve(question: str, history: Sequence[Turn], lack: Lack | None = None) -> str:
    """The question as it would be asked without the turns before it.

    A question that stands on its own comes back unchanged, so that a new topic does not drag the
    old one along. `lack` tells how much of a text even the best passage lacks, in rare words.
    """
    before: list[Turn] = []
    for turn in history[-_TURNS:]:
        before.append(Turn(_best(turn.question, before, lack), turn.answer))
    return _best(question, before, lack)


def _best(question: str, before: Sequence[Turn], lack: Lack | None) -> str:
    readings = _readings(question, before) if before else {}
    if lack is None or len(readings) < 2:
        return next(iter(readings), question)
    return min(readings, key=lambda reading: lack(reading) + readings[reading])


def _readings(question: str, before: Sequence[Turn]) -> dict[str, float]:
    """What the question can mean, written out, the most usual first; what speaks against each."""
    now = clause(_POLITE.sub("", _LEADING.sub("", question.strip())))
    last = subject(before[-1].question, before[-1].answer)
    pointer = _pointer(now)
    if pointer is not None and not _named_before(pointer, now):
        return _pointed(now, pointer, last, before)
    if topic(question):
        return {question: 0.0}
    if _is_fragment(now):
        return _completed(now, last)
    if condition := _other_condition(now, last.question):
        return {condition: 0.0}
    return _carried(question, now, last, before[-1].answer)


def _in_order(usual: Sequence[str], others: Sequence[str] = ()) -> dict[str, float]:
    """Readings with their costs; those of `others` are of a less usual sort."""
    costs = [_STEP * i for i in range(len(usual))]
    costs += [_OTHER * bool(usual) + _STEP * i for i in range(len(others))]
    readings: dict[str, float] = {}
    for reading, cost in zip([*usual, *others], costs, strict=True):
        readings.setdefault(reading, cost)
    return readings


# Questions with a word that points back.


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A word that points back, its span, the noun with it, and the kind of thing it means."""

    start: int
    end: int
    noun: str
    kind: str


def _pointer(now: Clause) -> _Pointer | None:
    for i, one in enumerate(now.morphemes):
        opens_a_word = one.start == 0 or now.text[one.start - 1].isspace()
        following = now.morphemes[i + 1] if i + 1 < len(now.morphemes) else None
        found = _pointer_at(now, i, one, following) if opens_a_word else None
        if found is not None:
            return found
    return None


def _pointer_at(now: Clause, i: int, one: Morpheme, following: Morpheme | None) -> _Pointer | None:
    if one.tag == "NP" and one.form in _PRONOUNS:
        if following is not None and following.tag == "XSN":
            return _Pointer(one.start, following.end, "", "group")
        return _Pointer(one.start, one.end, "", _PRONOUNS[one.form])
    if one.form == "그때":
        return _Pointer(one.start, one.end, "때", "time")
    if one.form in _TOGETHER and one.tag == "NR":
        return _Pointer(one.start, one.end, "", "several")
    if following is None:
        return None
    if one.form in _TOGETHER and i == 0 and following.tag == "NNG":
        return _Pointer(one.start, following.end, "", "several")
    if one.form not in _THIS or one.tag not in ("MM", "NNG"):
        return None
    if following.form in _TOGETHER:
        beyond = [m for m in now.morphemes[i + 2 : i + 3] if m.tag == "NNG"]
        return _Pointer(one.start, [following, *beyond][-1].end, "", "several")
    if following.form == "중":
        return _Pointer(one.start, one.end, "", "thing")
    return _with_noun(now, i + 1, one.start) if _is_noun(following) else None


def _is_noun(morpheme: Morpheme) -> bool:
    return morpheme.tag in ("NNG", "NNP", "NNB", "SL")


def _with_noun(now: Clause, first: int, start: int) -> _Pointer:
    """'그 회사', '이 반도체칩': the noun is as long as nothing stands between its parts."""
    end = now.morphemes[first].end
    for one in now.morphemes[first + 1 :]:
        if not _is_noun(one) or one.start != end:
            break
        end = one.end
    noun = now.text[now.morphemes[first].start : end]
    if noun in _MOMENTS:
        return _Pointer(start, end, noun, "time")
    meant = "person" if noun == "분" else kind(clause(with_particles(noun, ["는"]) + "?"))
    return _Pointer(start, end, noun, meant)


def _named_before(pointer: _Pointer, now: Clause) -> bool:
    """Whether what the word points to can stand in the question itself, before it."""
    return any(p.is_name or p.modified for p in now.phrases if p.end <= pointer.start)


def _pointed(
    now: Clause, pointer: _Pointer, last: Subject, before: Sequence[Turn]
) -> dict[str, float]:
    """The question with what was meant in the place of the word that points."""
    if pointer.kind == "several" and (several := _together(last, before)):
        return {_filled(now, pointer, several): 0.0}
    # What was said last, and all of it, is what 'it' and 'the reason' are about.
    latest = pointer.kind == "reason" or (pointer.kind == "thing" and not pointer.noun)
    topics = last.topics[::-1] if latest else last.topics
    likely = (*topics, *last.told)
    others: tuple[str, ...] = ()
    for turn in reversed(before):
        if _means_the_answer(pointer, turn):
            likely, others = subject(turn.question, turn.answer).told, likely
            break
    return _in_order(
        [_filled(now, pointer, one) for one in likely],
        [_filled(now, pointer, one) for one in others],
    )


def _together(last: Subject, before: Sequence[Turn]) -> str:
    """The things that were named side by side, or in the last two questions; '' for none."""
    if found := compared(last.question, before[-1].answer):
        return found
    pair = [subject(turn.question, "").topics[:1] for turn in before[-2:]]
    if len(pair) < 2 or not all(pair):
        return ""
    return f"{with_particles(pair[0][0], ['와'])} {pair[1][0]}"


def _means_the_answer(pointer: _Pointer, turn: Turn) -> bool:
    """Whether the word points to what a turn told."""
    question = clause(turn.question)
    wanted = asked(question.text, question.morphemes)
    if pointer.noun and (pointer.noun in turn.answer or pointer.noun in wanted.head):
        return True
    if pointer.kind == "group" and wanted.kind == "person":
        # Who made something may be a company; a founder is none.
        return not wanted.head
    if _WHEREABOUTS.search(turn.question):
        return False
    return wanted.kind in _MEANT.get(pointer.kind, ("thing", "name", "work"))


def _filled(now: Clause, pointer: _Pointer, meant: str) -> str:
    particles, after = now.particles_at(pointer.end)
    if pointer.kind == "time":
        rest = clause((now.text[: pointer.start] + now.text[after:]).strip())
        return _about(meant, rest) if any(m.is_content for m in rest.morphemes) else now.text
    if pointer.noun and pointer.kind in ("date", "number", "reason", "manner"):
        meant = f"{meant} {pointer.noun}"
    return now.text[: pointer.start] + with_particles(meant, particles) + now.text[after:]


# Questions of which only a phrase is left.


def _is_fragment(now: Clause) -> bool:
    """Whether there is nothing but one phrase: 'B100은?', '2023년에는?', '가격'."""
    if len(now.phrases) != 1 or now.phrases[0].modified:
        return False
    phrase = now.phrases[0]
    outside = [m for m in now.morphemes if not phrase.start <= m.start < phrase.after]
    return all(m.tag in ("SF", "SP") for m in outside)


def _completed(now: Clause, last: Subject) -> dict[str, float]:
    """The last question with the phrase in it, or the phrase as a part of what it was about."""
    phrase = now.phrases[0]
    if certain := alike(last.question, phrase):
        return _in_order(certain)
    if kind(now) == "reason":
        return _in_order([f"{topic}의 {now.text}" for topic in last.topics[::-1]])
    if phrase.is_time or "JKB" in phrase.tags:
        adverbial = with_particles(phrase.text, phrase.particles or ["에"])
        return {f"{adverbial} {last.question.text}": 0.0}
    swapped = swaps(last.question, phrase)
    parts = [f"{owner}의 {now.text}" for owner in _owners(now, last)]
    alone = [now.text] if len(phrase.words) > 1 else []
    if kind(now) != "thing" or phrase.text.endswith(_AMOUNTS):
        return _in_order(parts, [*swapped, *alone])
    if phrase.is_name:
        return _in_order(swapped, [*parts, *alone])
    if _has_owner(last.question):
        return _in_order([*parts, *swapped, *alone])
    return _in_order([*swapped, *parts, *alone])


def _has_owner(last: Clause) -> bool:
    return last.head is not None and (len(last.chains[-1]) > 1 or last.head.is_name)


def _owners(now: Clause, last: Subject) -> Sequence[str]:
    """What a part can be asked of after the last question."""
    head = last.question.head
    # '어머니는?' after '세종의 아버지는?' asks for another part of the same thing.
    beside = kind(now) == kind(last.question) != "thing"
    owners = (*last.topics, *last.told) if beside else last.meant
    return [one for one in owners if head is None or not one.endswith(head.text)] or owners


def _other_condition(now: Clause, last: Clause) -> str:
    """The last question under another condition: '출산하면?' after '결혼하면 얼마나 나와요?'."""
    said = [m for m in now.morphemes if m.tag != "SF"]
    if not said or said[-1].tag != "EC" or len(now.text.split()) > 2:
        return ""
    for one in last.morphemes:
        if (one.form, one.tag) == (said[-1].form, said[-1].tag):
            start = last.text.rfind(" ", 0, one.start) + 1
            return last.text[:start] + now.text[: said[-1].end] + last.text[one.end :]
    return ""


# Questions that leave out what they are about.


def _carried(question: str, now: Clause, last: Subject, answer: str) -> dict[str, float]:
    """The question about what the last turn was about, and the question as it stands."""
    bare = now.head if now.head is not None and len(now.phrases) == 1 else None
    if bare and kind(now) == kind(last.question) and (certain := alike(last.question, bare)):
        return _in_order(certain)
    if _stands_alone(now, answer) or any(topic in now.text for topic in last.topics):
        return {question: 0.0}
    topical = any(_is_topical(phrase) for phrase in now.phrases)
    meant = last.meant if bare or not topical else (*last.topics, *last.told)
    if any(_compares(phrase, now) for phrase in now.phrases):
        meant = last.topics[::-1]
    readings = _in_order([_about(one, now) for one in meant])
    if not readings or (topical and not _CONTINUING.match(question)):
        readings[question] = _BARE if bare and len(bare.words) == 1 else _DROPPED
    return readings


def _stands_alone(now: Clause, answer: str) -> bool:
    """Whether a question names its topic itself, other than to compare."""
    if len(now.phrases) > _FEW_PHRASES:
        return True
    for phrase in now.phrases:
        told = phrase.tags == ("JX",) and len(phrase.text) > 1 and phrase.text in answer
        # 'CEO는 누구야?' names nobody.
        bare = phrase is now.head and phrase.text.isalpha() and len(now.phrases) == 1
        first, *others = phrase.text.split()
        named = names(first) if others else phrase.is_latin and not bare
        acts = phrase.is_name and phrase.tags == ("JKS",) and now.phrases[-1].modified
        if told or acts or (named and not _compares(phrase, now)):
            return True
    return any(len(chain) > 1 and any(p.is_name for p in chain) for chain in now.chains)


def _compares(phrase: Phrase, now: Clause) -> bool:
    """Whether something is measured by the phrase: 'GPT-4보다', 'GPT-4의 몇 배'."""
    counted = phrase.tags == ("JKG",) and phrase is now.phrases[-1]
    return counted or bool({"보다", "만큼", "처럼"} & {*phrase.particles})


def _is_topical(phrase: Phrase) -> bool:
    return not phrase.is_time and bool({"JX", "JKS", "JKO"} & {*phrase.tags})


def _about(topic: str, now: Clause) -> str:
    """The question with its topic put in front."""
    chain = now.chains[0] if now.chains else []
    opens = bool(chain) and chain[0].start == 0
    if opens and (chain[-1] is now.head or chain[-1].particles in (("는",), ("은",))):
        return f"{topic}의 {now.text}"
    return f"{with_particles(topic, ['는'])} {now.text}"
