"""Korean particles in the form that fits the last sound of the word before them."""

from collections.abc import Sequence

_PARTICLES = tuple(pair.split("/") for pair in "은/는 이/가 을/를 과/와 이랑/랑 으로/로".split())
# Digits at the end of names are read in English: 라마 쓰리, 에잇, 나인; 100 is 백.
_DIGITS_WITH_CODA = "01789"
_LETTERS_WITH_CODA = "lmnr"
_RIEUL = 8
# What closes a name, a quote or a path is not read.
_SILENT = " )》」'\"’”/"


def quoted(name: str, particle: str) -> str:
    """A name in quotes with the particle that fits it."""
    return with_particles(f"'{name}'", [particle])


def with_particles(noun: str, particles: Sequence[str]) -> str:
    """The noun with the particles, the first in the form that fits its last sound."""
    if not particles:
        return noun
    for closed, open_ in _PARTICLES:
        if particles[0] in (closed, open_):
            closes = has_coda(noun) and not (closed == "으로" and _ends_in_rieul(noun))
            return noun + (closed if closes else open_) + "".join(particles[1:])
    return noun + "".join(particles)


def has_coda(noun: str) -> bool:
    """Whether the noun as it is read ends in a consonant."""
    last = _last(noun)
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 != 0
    return last in _DIGITS_WITH_CODA or last in _LETTERS_WITH_CODA


def _ends_in_rieul(noun: str) -> bool:
    last = _last(noun)
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 == _RIEUL
    return last in "178l"


def _last(noun: str) -> str:
    return noun.rstrip(_SILENT)[-1:].lower()
