"""Korean tokens: morphemes for precision, syllable bigrams for whatever morphemes miss."""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

# Nouns, numbers, predicates' stems, roots, adverbs, Latin, Hanja: what a question and its answer
# share. Particles, endings and affixes carry no topic.
_CONTENT = frozenset(
    [
        "NNG",
        "NNP",
        "NNB",
        "NR",
        "SN",
        "SL",
        "SH",
        "VV",
        "VA",
        "XR",
        "MAG",
        "W_EMAIL",
        "W_URL",
        "W_SERIAL",
    ]
)
# Stems that stand in nearly every sentence.
_EMPTY = frozenset([("하", "VV"), ("되", "VV"), ("있", "VA"), ("있", "VV"), ("없", "VV")])
_RUNS = re.compile(r"[0-9a-z]+|[가-힣]+|[\u3400-\u9fff]+")
_SPACES = re.compile(r"\s+")
# A cell of a sheet behind the name of its column: '2024: 1,345'.
_NUMBER_BELOW = re.compile(r"(?<=\d): (?=\d)")
_PARTICLES = {
    "은": "JX",
    "는": "JX",
    "을": "JKO",
    "를": "JKO",
    "의": "JKG",
    "와": "JC",
    "로": "JKB",
}
_load_lock = threading.Lock()


class Morpheme(NamedTuple):
    """One morpheme: lower-case `form`, Kiwi's part-of-speech `tag`, span in the analysed text."""

    form: str
    tag: str
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether the morpheme says something about the topic."""
        return self.tag.split("-")[0] in _CONTENT and (self.form, self.tag) not in _EMPTY

    @property
    def is_noun(self) -> bool:
        """Whether it is a common or a proper noun, and no foreign word."""
        return self.tag in ("NNG", "NNP")

    @property
    def is_told(self) -> bool:
        """Whether it has letters of its own, or is a particle, ending or verb without them."""
        return self.end > self.start or self.tag[0] in "JEV"


def analyser() -> "Kiwi":
    """The one Kiwi of this process; loading it takes about a second."""
    with _load_lock:
        return _load()


@cache
def _load() -> "Kiwi":
    from kiwipiepy import Kiwi

    # The dictionary of multi-word names doubles load time and memory and changes no result here.
    return Kiwi(load_multi_dict=False)


def analyser_version() -> str:
    """What the tokens depend on; part of the index manifest."""
    import kiwipiepy

    return f"kiwipiepy-{kiwipiepy.__version__}"


# A question is analysed for many purposes, and so are the sentences of a passage.
@lru_cache(maxsize=512)
def analyse(text: str) -> tuple[Morpheme, ...]:
    """Split one text into morphemes."""
    return _morphemes(analyser().tokenize(_set_apart(text)))


def analyse_many(texts: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
    """Split many texts, in order, on all cores."""
    return (_morphemes(tokens) for tokens in analyser().tokenize(map(_set_apart, texts)))


def _set_apart(text: str) -> str:
    """A text as long, in which a number after a colon and a space is one by itself.

    Kiwi takes '2024: 1' of '2024: 1,345' for one serial number, as '3:30' is.
    """
    return _NUMBER_BELOW.sub(":\u00a0", text)


def _morphemes(tokens: Iterable["object"]) -> tuple[Morpheme, ...]:
    found: list[Morpheme] = []
    for token in tokens:
        tag = str(token.tag)  # type: ignore[attr-defined]
        one = Morpheme(token.form.lower(), tag, token.start, token.end)  # type: ignore[attr-defined]
        if found and _asks_why(one, found[-1]):
            found[-1] = Morpheme("왜", "MAG", one.start, one.end)
        else:
            found.append(_as_particle(one, found[-1]) if found else one)
    return tuple(found)


def _asks_why(one: Morpheme, before: Morpheme) -> bool:
    """Whether two morphemes are one syllable: 왜, which Kiwi takes for 외어 at times."""
    return (before.form, before.tag, one.form) == ("외", "VV", "어") and one.start < before.end


def _as_particle(one: Morpheme, before: Morpheme) -> Morpheme:
    """A morpheme, as the particle that it is behind a code or a unit: '2025-00871의', '88%로'.

    Kiwi takes it for a noun at times (will, road), and nothing that is told there has that noun.
    """
    tag = _PARTICLES.get(one.form) if one.tag == "NNG" and before.end == one.start else None
    return one._replace(tag=tag) if tag and before.tag in ("W_SERIAL", "SW") else one


def content_terms(morphemes: Sequence[Morpheme]) -> list[str]:
    """The terms that are indexed and searched, in text order, repeats kept."""
    return [morpheme.form for morpheme in morphemes if morpheme.is_content]


def terms_of(text: str) -> frozenset[str]:
    """The different terms of a text."""
    return frozenset(content_terms(analyse(text)))


def bare(text: str) -> str:
    """A text in small letters without spaces, which people put in many ways."""
    return "".join(text.lower().split())


def syllable_bigrams(text: str) -> list[str]:
    """Bigrams of Hangul and Hanja over the text without spaces; Latin words and numbers whole.

    They find what broken spacing, compounds and unknown words hide from the morphemes.
    """
    terms = []
    for run in _RUNS.findall(_SPACES.sub("", text.lower())):
        if run[0].isascii() or len(run) == 1:
            terms.append(run)
        else:
            terms.extend(run[i : i + 2] for i in range(len(run) - 1))
    return terms
