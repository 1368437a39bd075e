"""Words that point back in a follow-up question: 'it', 'that company', 'the two', 'the first'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.particles import with_particles
from index import Morpheme
from rag.conversation.topics import (
    Subject,
    compared,
    kind,
    listed,
    may_be_person,
    names_person,
    tells_measured,
)
from rag.language.phrases import Clause, about, clause
from rag.language.question_type import asked, is_measure, kind_of_head

_WHEREABOUTS = re.compile(r"어디(?:에|쯤)?\s*있")
_SPOT = re.compile(
    r"[가-힣\dA-Z]{2,}[장관실방소]|[본별신]관|.*(?:[가-힣]점|센터|병원|의원|의료원|공원|학원|유치원|학교|대학"
    r"|역|홀|집|마을|카페|호텔|콘도|아파트|단지|타워|빌딩|공항|은행|회사)"
)
_THIS = frozenset("그 이 저 해당".split())
_PRONOUNS = {
    **dict.fromkeys("거기 여기 그곳 이곳".split(), "place"),
    **dict.fromkeys("그거 이거 저거 그것 이것 저것".split(), "thing"),
    **dict.fromkeys("그 그녀 그분 이분 걔 얘".split(), "person"),
}
_MOMENTS = frozenset("때 다음 전 뒤 후 밖 외".split())
_TOGETHER = frozenset("둘 셋 넷 두 세 네".split())
_BOUND = frozenset("분 곳 군데".split())
_ORDINAL = re.compile(
    r"(첫|두|세|네)\s?번째(?:\s?(?:것|거|건|게)(?![가-힣]{2}))?|(전자|후자)(?=[는가를의])"
)
_PLACES = {"첫": 0, "두": 1, "세": 2, "네": 3, "전자": 0, "후자": 1}
# The kinds of answer that a word for a kind of thing can point to.
_MEANT = {"person": ("person",), "group": ("group", "place"), "place": ("place", "group")}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=년)")
_YEAR_BESIDE = re.compile(
    r"(?:그\s?|바로\s?)*(?:(?:이?전|직전|앞)\s?(?:해|년도)|전년도?|(?:다음|이듬|뒤)\s?해)(?![가-힣]{3})"
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word that points back, its span, the noun with it, and the kind of thing it means."""

    start: int
    end: int
    noun: str
    kind: str


def pointer_in(now: Clause) -> Pointer | None:
    """The first word that points back to something that the question does not name itself."""
    pointer = _pointer(now)
    return None if pointer is None or _named_before(pointer, now) else pointer


def _pointer(now: Clause) -> Pointer | None:
    for i, one in enumerate(now.morphemes):
        opens_a_word = one.start == 0 or now.text[one.start - 1].isspace()
        following = now.morphemes[i + 1] if i + 1 < len(now.morphemes) else None
        found = _pointer_at(now, i, one, following) if opens_a_word else None
        if found is not None:
            return found
    return None


def _pointer_at(now: Clause, i: int, one: Morpheme, following: Morpheme | None) -> Pointer | None:
    if ordinal := _ORDINAL.match(now.text, one.start):
        noun = [m.end for m in now.morphemes if m.tag == "NNG" and m.start == ordinal.end() + 1]
        end = noun[0] if noun else ordinal.end()
        return Pointer(one.start, end, ordinal[1] or ordinal[2], "ordinal")
    if one.tag == "NP" and one.form in _PRONOUNS:
        if following is not None and following.tag == "XSN":
            return Pointer(one.start, following.end, "", "group")
        return Pointer(one.start, one.end, "", _PRONOUNS[one.form])
    if one.form == "그때":
        return Pointer(one.start, one.end, "때", "time")
    # '애가 셋인데' counts what it names itself.
    counts = following is not None and following.tag == "VCP"
    if one.form in _TOGETHER and one.tag == "NR" and not counts:
        return Pointer(one.start, one.end, "", "several")
    if following is None:
        return None
    together = following.tag == "NNG" or following.form in _BOUND
    if one.form in _TOGETHER and i == 0 and together:
        return Pointer(one.start, following.end, "", "several")
    if one.form not in _THIS or one.tag not in ("MM", "NNG"):
        return None
    if following.form in _TOGETHER:
        beyond = [m for m in now.morphemes[i + 2 : i + 3] if m.tag == "NNG"]
        return Pointer(one.start, [following, *beyond][-1].end, "", "several")
    if following.form == "중":
        return Pointer(one.start, one.end, "", "thing")
    return _with_noun(now, i + 1, one.start) if _is_noun(following) else None


def _is_noun(morpheme: Morpheme) -> bool:
    return morpheme.tag in ("NNG", "NNP", "NNB", "SL")


def _with_noun(now: Clause, first: int, start: int) -> Pointer:
    """'그 회사', '이 반도체칩': the noun is as long as nothing stands between its parts."""
    end = now.morphemes[first].end
    for one in now.morphemes[first + 1 :]:
        if not _is_noun(one) or one.start != end:
            break
        end = one.end
    noun = now.text[now.morphemes[first].start : end]
    if noun in _MOMENTS:
        return Pointer(start, end, noun, "time")
    meant = "person" if noun == "분" else kind(clause(with_particles(noun, ["는"]) + "?"))
    return Pointer(start, end, noun, meant)


def _named_before(pointer: Pointer, now: Clause) -> bool:
    """Whether what the word points to can stand in the question itself, before it."""
    before = [p for p in now.phrases if p.end <= pointer.start]
    return any(p.is_name or p.modified or p.tags == ("JC",) for p in before)


def pointed(
    now: Clause, pointer: Pointer, last: Subject, before: Sequence[Subject]
) -> tuple[list[str], list[str]]:
    """The question with what was meant for the word that points, and less usual readings."""
    if certain := _counted(pointer, last, before):
        return [_filled(now, pointer, certain)], []
    if pointer.kind == "ordinal":
        return [_other_ordinal(now, pointer, last) or now.text], []
    likely, others = _topics(pointer, now, last)
    for turn in reversed(before):
        if pointer.kind == "place" and (spots := _spots(turn)):
            likely, others = spots[:1], ()
            break
        if _means_the_answer(pointer, turn):
            # '그 회사' is the one that was told.
            named = pointer.kind == "group" and pointer.noun
            likely, others = turn.told, () if named and turn.told else (*likely, *others)
            break
    if pointer.kind == "person":
        likely, others = _persons(likely, others, before)
    return (
        [_filled(now, pointer, one) for one in likely],
        [_filled(now, pointer, one) for one in others],
    )


def _spots(turn: Subject) -> list[str]:
    """What a turn spoke of where one can be: what it asked the place of, a hall, a shop."""
    if _WHEREABOUTS.search(turn.question.text):
        return list(turn.topics)
    return [one for one in turn.meant if _SPOT.fullmatch(one.split()[-1])]


def _other_ordinal(now: Clause, pointer: Pointer, last: Subject) -> str:
    """The last question of the third after one of the second; '' where it numbers nothing."""
    named, text = _ORDINAL.search(last.question.text), last.question.text
    _, end = now.particles_at(pointer.end)
    if named is None or (now.text[: pointer.start] + now.text[end:]).strip(" ?."):
        return ""
    return text[: named.start()] + now.text[pointer.start : pointer.end] + text[named.end() :]


def _persons(
    likely: Sequence[str], others: Sequence[str], before: Sequence[Subject]
) -> tuple[Sequence[str], Sequence[str]]:
    """Those that may be persons, else the last that was spoken of, else all as they are."""
    persons = [list(filter(may_be_person, ones)) for ones in (likely, others)]
    # '윤서담의 남편' was asked for, and nobody was told.
    asked_for = [one for one in persons[0] if names_person(one.split()[-1])]
    if asked_for:
        return asked_for[:1], []
    if any(persons):
        return persons[0], persons[1]
    spoken_of = [one for turn in reversed(before) for one in (*turn.told, *turn.topics)]
    return next(([one] for one in spoken_of if may_be_person(one)), likely), others


def _counted(pointer: Pointer, last: Subject, before: Sequence[Subject]) -> str:
    """What 'the two' or 'the second' of what was named side by side is; '' for none."""
    if pointer.kind == "several":
        return _together(last, before)
    if pointer.kind == "ordinal":
        items = listed(replace(last, answer=before[-1].answer)) or _pair(before)
        return "".join(items[_PLACES[pointer.noun] :][:1])
    return ""


def _topics(pointer: Pointer, now: Clause, last: Subject) -> tuple[Sequence[str], Sequence[str]]:
    """What of the last turn is likely meant, and what rather not.

    What was said last, and all of it, is what 'it' and 'the reason' are about, except that the
    topic of a sentence comes before what is said of it, and that weights and dates do nothing.
    Of places side by side it is the one told, else the last.
    """
    if pointer.kind == "place" and len(items := listed(last)) > 1:
        places = _without_common_end(items)
        return [next((one for one in places if one in last.answer), places[-1])], ()
    it = pointer.kind == "thing" and not pointer.noun
    latest = pointer.kind == "reason" or (it and not (_is_measured(last) and _acts(now)))
    topics = last.topics[::-1] if latest else last.topics
    if (it or pointer.kind == "person") and (marked := _marked(last)):
        others = () if pointer.kind == "person" else (*topics, *last.told)
        return [marked], [one for one in others if one != marked]
    return (*topics, *last.told), ()


def _without_common_end(items: Sequence[str]) -> list[str]:
    """'청주공장' and '구미공장' of '청주공장 직원' and '구미공장 직원'."""
    words = [one.split() for one in items]
    common = min(map(len, words)) > 1 and len({one[-1] for one in words}) == 1
    return [" ".join(one[:-1]) for one in words] if common else list(items)


def _is_measured(last: Subject) -> bool:
    head = last.question.head
    measured = head is not None and kind_of_head(head.text.split()[-1]) in ("number", "date")
    return measured or tells_measured(last.question)


def _acts(now: Clause) -> bool:
    """Whether something else is asked of it: what it does, or another of its measures."""
    if now.head is not None and is_measure(now.head.text):
        return True
    return kind(now) != "reason" and any(m.tag in ("VV", "XSV") for m in now.morphemes)


def _marked(last: Subject) -> str:
    """The topic of a sentence: '클로드' of '클로드는 어떤 시험에 붙었어?'; '' for none."""
    if last.question.head is not None:
        return ""
    ends = [phrase.end for phrase in last.question.phrases if phrase.tags == ("JX",)]
    marked = [one for one in last.topics for end in ends if last.question.text[:end].endswith(one)]
    return max(marked, key=len, default="")


def _together(last: Subject, before: Sequence[Subject]) -> str:
    """The things that were named side by side, or in the last two questions; '' for none."""
    pair = _pair(before)
    both = f"{with_particles(pair[0], ['와'])} {pair[1]}" if pair else ""
    if both and _asked_alike(pair, before):
        return both
    return compared(replace(last, answer=before[-1].answer)) or both


def _asked_alike(pair: Sequence[str], before: Sequence[Subject]) -> bool:
    """Whether the same was asked of two things, one after the other."""
    rests = [
        "".join(re.findall("[가-힣]{2,}", turn.question.text.replace(one, "")))
        for one, turn in zip(pair, before[-2:], strict=True)
    ]
    return pair[0] != pair[1] and rests[0][-4:] == rests[1][-4:] != ""


def _pair(before: Sequence[Subject]) -> list[str]:
    """What the last two questions were about; empty where that is not two things."""
    topics = [turn.topics[:1] for turn in before[-2:]]
    return [one for (one,) in topics] if len(topics) > 1 and all(topics) else []


def _means_the_answer(pointer: Pointer, turn: Subject) -> bool:
    """Whether the word points to what a turn told."""
    if pointer.kind == "thing" and not pointer.noun and _marked(turn):
        return False
    if pointer.kind == "person" and not any(map(may_be_person, turn.told)):
        return False
    wanted = asked(turn.question.text, turn.question.morphemes)
    if pointer.noun and (pointer.noun in turn.answer or pointer.noun in wanted.head):
        return True
    if pointer.kind == "group" and wanted.kind == "person":
        # Who made something may be a company; a founder is none.
        return not wanted.head
    if _WHEREABOUTS.search(turn.question.text):
        return False
    return wanted.kind in _MEANT.get(pointer.kind, ("thing", "name", "work"))


def _filled(now: Clause, pointer: Pointer, meant: str) -> str:
    particles, after = now.particles_at(pointer.end)
    # '그 대회' is '바이두 대회' where that and more was spoken of.
    named = re.match(rf".*?\S {re.escape(pointer.noun)}(?=\s)", meant) if pointer.noun else None
    meant = named[0] if named else meant
    if pointer.kind == "time":
        rest = clause((now.text[: pointer.start] + now.text[after:]).strip())
        if any(m.is_content for m in rest.morphemes):
            return about(meant, rest)
        return f"{with_particles(meant, ['는'])} {now.text}"
    if pointer.noun and pointer.kind in ("date", "number", "reason", "manner"):
        meant = f"{meant} {pointer.noun}"
    return now.text[: pointer.start] + with_particles(meant, particles) + now.text[after:]


def dated(question: str, last: Subject) -> str:
    """The question with the year that 'the year before' or 'the next year' means."""
    said = _YEAR.findall(last.question.text) or _YEAR.findall(last.answer)
    match = _YEAR_BESIDE.search(question)
    if match is None or not said:
        return question
    year = int(said[-1]) + (-1 if re.search("전|앞", match[0]) else 1)
    particles, after = clause(question).particles_at(match.end())
    return question[: match.start()] + with_particles(f"{year}년", particles) + question[after:]
