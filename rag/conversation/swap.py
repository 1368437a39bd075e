"""The last question with a new phrase in the place of one of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.particles import with_particles
from index import analyse
from rag.language.persons import may_name_person, names_post
from rag.language.phrases import Clause, Phrase, is_marked, is_named, scripts, time_sort
from rag.language.question_type import is_measure, kind_of_head
from rag.retrieval.wording import Wording

_MOST = 3
_CHARGES = ("비", "권", "금", "세")
_WAGES = frozenset("급여 월급 연봉 임금 보수 봉급 시급".split())
_PAIRED = 3
_NUMBERED = re.compile(r"^[0-9A-Za-z]+")
_HANGUL = re.compile(r"[가-힣]+")
_COUNTED = re.compile(r"\d[\d,.]*[십백천만억]*([가-힣A-Za-z%]+)")
_DAY_OF_SEVERAL = re.compile(r"(?:첫|둘째|셋째|넷째|마지막)\s?날")
# A time of these sorts stands for none of another: '오전은?' leaves the Saturday as it is.
_DAILY = ("요일", "때")


@dataclass(frozen=True, slots=True)
class _Place:
    """A span of a phrase that another can stand for; `likeness` counts what they share."""

    start: int
    end: int
    phrase: Phrase
    likeness: int
    rank: int


def alike(last: Clause, new: Phrase, wording: Wording | None = None) -> list[str]:
    """The last question with the new phrase for those of its own kind; empty where none is."""
    places = _places(last, new, wording)
    return [
        _swapped(last, place, new)
        for place in places
        if place.likeness and place.rank == places[0].rank
    ]


def swaps(last: Clause, new: Phrase, wording: Wording | None) -> list[str]:
    """The last question with the new phrase for each of its own, the most alike first."""
    places = _places(last, new, wording)
    # A name stands for a name, if there is one.
    named = [place for place in places if is_marked(last.text[place.start : place.end])]
    # A topic stands for a topic that is no measure: '젠슨 황' of 'AGI의 젠슨 황은?'.
    topics = [place for place in places if _is_topic(place, last)]
    chosen = named if named and is_marked(new.text) else places
    chosen = topics if topics and new.tags == ("JX",) else chosen
    return [_swapped(last, place, new) for place in chosen[:_MOST]]


def _is_topic(place: _Place, last: Clause) -> bool:
    """Whether a place is all of a topic rather than what is asked of one."""
    phrase = place.phrase
    if (place.start, place.end) != (phrase.start, phrase.end):
        return False
    owned = any(phrase in chain[1:] for chain in last.chains) or len(phrase.words) > 1
    topical = phrase.particles in (("은",), ("는",))
    return topical and (is_named(phrase.text) or not (owned or is_charge(phrase.text)))


def compounded(new: Phrase, last: Clause, wording: Wording) -> Phrase:
    """The phrase, or what it is short for: '노외주차장' after '노상주차장'."""
    if not _HANGUL.fullmatch(new.text):
        return new
    words = [word for phrase in last.phrases for word in phrase.text.split()]
    tails = [
        word[i:]
        for word in words
        for i in range(1, len(word) - 1)
        if _HANGUL.fullmatch(word) and word[:i] != new.text
    ]
    whole = (new.text + tail for tail in sorted(tails, key=len, reverse=True))
    return replace(new, text=next(filter(wording.opens_word, whole), new.text))


def in_place_of(old: str, new: Phrase, last: Clause) -> str:
    """The last question with the new phrase for what it named, whatever the two look like."""
    found = re.search(rf"(?<!\w){re.escape(old)}", last.text)
    if found is None:
        return ""
    particles, end = last.particles_at(found.end())
    return last.text[: found.start()] + with_particles(new.text, particles) + last.text[end:]


def _places(last: Clause, new: Phrase, wording: Wording | None) -> list[_Place]:
    moments = list(_measured_alike(last, new))
    if moments or time_sort(new.text.split()[0]) in _DAILY:
        return moments
    places = [
        _place(last.text, start, end, other, new)
        for other in last.phrases
        if (other.is_time, other.is_limit) == (new.is_time, new.is_limit)
        for start, end in _spans(last.text, other, new, wording)
        if not last.text[start:end].isdigit()
    ]
    return sorted(places, key=lambda place: -place.rank)


def _measured_alike(last: Clause, new: Phrase) -> Iterator[_Place]:
    """The other month within '서해 7월 농도' for a month, '3500부' for '만부', a day for a day."""
    sort = _sort_of_time(new.text)
    for phrase in last.phrases:
        for start, end in dict.fromkeys([*phrase.words, (phrase.start, phrase.end)]):
            old = last.text[start:end]
            if (sort and _sort_of_time(old) == sort) or _counts(new.text, _unit(old)):
                yield _Place(start, end, phrase, likeness=1, rank=0)


def _sort_of_time(text: str) -> str:
    return "날" if _DAY_OF_SEVERAL.fullmatch(text) else time_sort(text.split()[0])


def _unit(word: str) -> str:
    """What a word counts, '부' of '3500부'; '' where it counts nothing."""
    counted = _COUNTED.fullmatch(word)
    return counted[1] if counted else ""


def _counts(text: str, unit: str) -> bool:
    """Whether a text is another count of a unit."""
    count = re.fullmatch(rf"(?:\d[\d,.]*)?\s?[십백천만억]*\s?{re.escape(unit)}", text)
    return bool(unit) and count is not None


def _spans(text: str, other: Phrase, new: Phrase, wording: Wording | None) -> list[tuple[int, int]]:
    """What of a phrase the new one can stand for: the whole and its words.

    Of '국내 출장비' a single word stands for the first, so that the kind of thing stays. Where the
    documents are at hand, words stay only beside a new one that the documents have there too.
    """
    whole = (other.start, other.end)
    if _are_posts_there(text, other, new):
        return [other.words[-1]]
    if len(other.words) == 1 or other.is_limit:
        return [whole]
    if wording is not None:
        if _is_owned(text, other, new, wording):
            return [(other.words[-1][0], other.words[-1][0])]
        # What kind of thing it is stands last and stays: '소형견 입장권' after '대형견 입장권'.
        pairs = [span for span in other.words[:-1] if are_of_one_sort(text[slice(*span)], new.text)]
        kept = (
            pairs
            or list(_kept(text, other, new, wording))
            or _beside_head(text, other, new, wording)
        )
        return kept[:1] or [_up_to_names(text, other, new)]
    if len(new.words) == 1 and not any(scripts(other.text)):
        return [other.words[0], whole]
    return [whole, *other.words]


def _are_posts_there(text: str, other: Phrase, new: Phrase) -> bool:
    """Whether both name posts, the old one that of a house rather than a person."""
    *before, old = [text[start:end] for start, end in other.words]
    house = bool(before) and not may_name_person(before[-1])
    return house and all(names_post(post.removesuffix("님")) for post in (old, new.text))


def _is_owned(text: str, other: Phrase, new: Phrase, wording: Wording) -> bool:
    """Whether only what stands before a time has the new thing: '박물관 카페 월요일'."""
    *owner, moment = [text[start:end] for start, end in other.words]
    return bool(time_sort(moment)) and wording.only_after(owner[-1], new.text)


def are_of_one_sort(old: str, new: str) -> bool:
    """Whether two words name things of one sort: '대형견' and '소형견', 'A동' and 'B동'."""
    tails = [_NUMBERED.sub("", word) for word in (old, new)]
    if tails[0] == tails[1] != "" and old != new and len(tails[0]) < min(len(old), len(new)):
        return True
    long = len(old) == len(new) >= _PAIRED and old != new
    return long and old[-1] == new[-1] and _HANGUL.fullmatch(old + new) is not None


def _kept(text: str, other: Phrase, new: Phrase, wording: Wording) -> Iterator[tuple[int, int]]:
    """The spans that leave words beside which the documents have the new phrase.

    Those first that leave the most; last of all its place before the phrase.
    """
    words = other.words
    count = len(words)
    said = [text[start:end] for start, end in words]
    # A time may stand anywhere: '남해 10월 농도' where the documents have '남해 농도'.
    # So may a count that the new phrase is none of: '렌트카 22살'.
    counting = any(map(str.isdigit, new.text))
    lasting = [None if time_sort(word) or (_unit(word) and not counting) else word for word in said]
    if (last := new.text.split()[-1]) in said:
        yield words[0][0], words[said.index(last)][1]
    cuts = [(i, j) for size in range(1, count) for i in range(count - size + 1) for j in [i + size]]
    for i, j in [*cuts, (0, 0)]:
        before = next((word for word in reversed(lasting[:i]) if word), None)
        after = next((word for word in lasting[j:] if word), None)
        if (not before or wording.joined(before, new.text)) and (
            not after or wording.joined(new.text, after)
        ):
            yield words[i][0], words[j - 1][1] if j else words[0][0]


def _beside_head(text: str, other: Phrase, new: Phrase, wording: Wording) -> list[tuple[int, int]]:
    """What stands before the noun that is asked for and before a time: '과장' of '과장 일비'.

    For '숙박비' it is that noun, where the documents have it for the rest.
    """
    said = [text[start:end] for start, end in other.words]
    charged = is_charge(said[-1]) and is_charge(new.text)
    # '바람섬' is a name made of common nouns, '국내' is none.
    named = is_named(said[0]) or len(analyse(said[0])) > 1
    if charged and (named or new.particles == ("도",)):
        return [other.words[-1]]
    if not is_charge(said[-1]) or (not is_measure(said[-1]) and _are_apart(said[-1], new, wording)):
        return []
    measured = is_measure(said[-1]) and new.text[-1] == said[-1][-1]
    if measured and wording.beside(said[0], new.text):
        return [other.words[-1]]
    times = [n for n, word in enumerate(said) if time_sort(word)]
    end = min([*times, len(said) - 1])
    measures = is_charge(new.text) and kind_of_head(new.text.split()[-1]) != "group"
    return [(other.words[0][0], other.words[end - 1][1])] if end and not measures else []


def _are_apart(noun: str, new: Phrase, wording: Wording) -> bool:
    """Whether the documents know a noun, and none has it together with the new phrase."""
    return wording.knows(noun) and not wording.of_one_document(noun, new.text)


def is_payment(noun: str) -> bool:
    """Whether a noun names what is paid."""
    return noun in _WAGES or (len(noun) > 1 and noun.endswith((*_CHARGES, "료", "수당")))


def is_charge(noun: str) -> bool:
    """Whether a noun names a measure or what is paid."""
    return is_measure(noun) or (len(noun) > 1 and noun.endswith(_CHARGES))


def _up_to_names(text: str, other: Phrase, new: Phrase) -> tuple[int, int]:
    """The phrase without the common nouns that a name leaves: '인텔' for '삼성전자' of '매출'."""
    words = [span for span in other.words if not time_sort(text[slice(*span)])]
    marked = [end for start, end in words if is_marked(text[start:end])]
    return other.start, marked[-1] if marked and is_marked(new.text) else other.end


def _place(text: str, start: int, end: int, other: Phrase, new: Phrase) -> _Place:
    old = text[start:end]
    same_case = new.tags[:1] == ("JKB",) and new.particles[:1] == other.particles[:1]
    latin, digits = [a and b for a, b in zip(scripts(old), scripts(new.text), strict=True)]
    # '오픈AI' is not of the kind of 'AGI'.
    latin = latin and _in_hangul(old) == _in_hangul(new.text)
    ending = new.text[-2:] == old[-2:] and len(old) > 2
    likeness = same_case + latin + digits + (ending or are_of_one_sort(old, new.text))
    likeness += new.is_time and other.is_time
    as_long = likeness > 0 and len(new.words) == len(old.split())
    named = new.is_name and other.is_name
    rank = 3 * likeness + named + as_long + (new.text[-1:] == old[-1:] >= "가")
    return _Place(start, end, other, likeness, rank)


def _in_hangul(text: str) -> bool:
    return re.search("[가-힣]", text.split()[-1]) is not None


def _swapped(last: Clause, place: _Place, new: Phrase) -> str:
    if place.start == place.end:
        return f"{last.text[: place.start]}{new.text} {last.text[place.end :]}"
    if place.end < place.phrase.end:
        return last.text[: place.start] + new.text + last.text[place.end :]
    fitting = with_particles(new.text, place.phrase.particles)
    return last.text[: place.start] + fitting + last.text[place.phrase.after :]
