"""The last question with a new phrase in the place of one of its own."""

from dataclasses import dataclass

from rag.phrases import Clause, Phrase, scripts, with_particles

_MOST = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """A span of a phrase that another can stand for; `likeness` counts what they share."""

    start: int
    end: int
    phrase: Phrase
    likeness: int
    rank: int


def alike(last: Clause, new: Phrase) -> list[str]:
    """The last question with the new phrase for those of its own kind; empty where none is."""
    places = _places(last, new)
    return [
        _swapped(last, place, new)
        for place in places
        if place.likeness and place.rank == places[0].rank
    ]


def swaps(last: Clause, new: Phrase) -> list[str]:
    """The last question with the new phrase for each of its own, the most alike first."""
    return [_swapped(last, place, new) for place in _places(last, new)[:_MOST]]


def _places(last: Clause, new: Phrase) -> list[_Place]:
    places = [
        _place(last.text, start, end, other, new)
        for other in last.phrases
        if other.is_time == new.is_time
        for start, end in _spans(other, new)
        if not last.text[start:end].isdigit()
    ]
    return sorted(places, key=lambda place: -place.rank)


def _spans(other: Phrase, new: Phrase) -> list[tuple[int, int]]:
    """The whole phrase and its words.

    Of '국내 출장비' a single word stands for the first, so that the kind of thing stays.
    """
    whole = (other.start, other.end)
    if len(other.words) == 1:
        return [whole]
    if len(new.words) == 1 and not any(scripts(other.text)):
        return [other.words[0], whole]
    return [whole, *other.words]


def _place(text: str, start: int, end: int, other: Phrase, new: Phrase) -> _Place:
    old = text[start:end]
    same_case = new.tags[:1] == ("JKB",) and new.particles[:1] == other.particles[:1]
    both = [one and two for one, two in zip(scripts(old), scripts(new.text), strict=True)]
    ending = new.text[-2:] == old[-2:] and len(old) > 2
    likeness = same_case + sum(both) + ending + (new.is_time and other.is_time)
    as_long = likeness > 0 and len(new.words) == len(old.split())
    names = new.is_name and other.is_name
    return _Place(start, end, other, likeness, 3 * likeness + names + as_long)


def _swapped(last: Clause, place: _Place, new: Phrase) -> str:
    if place.end < place.phrase.end:
        return last.text[: place.start] + new.text + last.text[place.end :]
    fitting = with_particles(new.text, place.phrase.particles)
    return last.text[: place.start] + fitting + last.text[place.phrase.after :]
