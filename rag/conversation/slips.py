"""Messages that put the last question right: '아니 2급지요', 'A동 말고 B동'."""

import re

from corpus.particles import with_particles
from rag.conversation.fragments import is_fragment
from rag.conversation.swap import alike, in_place_of, swaps
from rag.language.phrases import Clause, Phrase, clause
from rag.retrieval.wording import Wording

# So does '오타났네 풍력 양수기'.
_SLIP = re.compile(
    r"\s*(?:오타(?:났\S*|예요|네|다)?|잘못 (?:썼|쳤|적었|물었)\S*"
    r"|(?:아니\S? ?)?(?:그거|그게) ?(?:말고|아니라|아니고)|아니(?:요|야|오)?)[,.\s]+(?=\S)"
)
# '다른 것' puts nothing in the place of what it is not.
_INSTEAD = re.compile(r"(?P<old>\S.{0,30}?) ?(?:말고|아니라|아니고)[,\s]+(?!다른|딴|또)(?=\S)")
_OLD_PARTICLE = re.compile(r"(?<=\S)[은는이가]$")
_POLITE = re.compile(r"(?:\s?말(?=이|인|입))?(?:이?요|이?야|예요|이에요|인데요?|입니다)?[\s.?!]*$")
_FEW_WORDS = 3
_VERBAL = frozenset("VV VA VX XSV XSA".split())


def without_slip(said: str) -> str:
    """What is said after '아니' and after what is not meant."""
    return _parted(said)[1]


def corrected(said: str, last: Clause, wording: Wording | None) -> str:
    """The last question put right; '' where nothing is put right.

    A question with more than a phrase is asked as it is, where it is not the last one's topic that
    is not meant.
    """
    old, rest = _parted(said)
    new = _named(rest) if rest != said else None
    if new is None:
        return rest if old and old not in last.text else ""
    for name in dict.fromkeys((old, _OLD_PARTICLE.sub("", old))):
        if name and (put := in_place_of(name, new, last)):
            return put
    return "".join((alike(last, new, wording) or swaps(last, new, wording))[:1])


def _parted(said: str) -> tuple[str, str]:
    """What is not meant, '' where that is not said, and what is said after it and after '아니'."""
    slip = _SLIP.match(said)
    rest = said[slip.end() :] if slip else said
    instead = _INSTEAD.match(rest)
    # '맡기지 말고 스스로' names nothing, and a longer question tells itself what it leaves out.
    if instead is None or len(rest[instead.end() :].split()) > _FEW_WORDS:
        return "", rest
    tags = {m.tag for m in clause(instead["old"]).morphemes}
    return ("", rest) if tags & _VERBAL else (instead["old"], rest[instead.end() :])


def _named(text: str) -> Phrase | None:
    """The phrase that is all that is said: '2급지' of '2급지요', which looks like a verb."""
    now = clause(text)
    if not is_fragment(now) and _VERBAL.isdisjoint(m.tag for m in now.morphemes):
        now = clause(with_particles(_POLITE.sub("", text), ["은"]) + "?")
    return now.phrases[0] if is_fragment(now) else None
