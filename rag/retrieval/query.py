"""Query understanding: other ways to read what was typed, searched beside it."""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from index import Morpheme, analyse, bare, content_terms
from index.hanja import hanja_reading
from index.quantities import search_terms
from index.sound import acronym, consonants, likeness, spelt_out
from index.synonyms import same_meaning
from index.units import dimensions_of
from index.words import WordList, is_common, is_strange, noun_spans
from rag.retrieval.periods import periods
from rag.retrieval.repair import Edit, applied, repaired

SPOKEN = Path(__file__).with_name("spoken.txt")
# What makes a question a question, not what it is about.
_QUESTION_WORDS = frozenset(
    "몇 얼마 얼마나 얼마큼 언제 누구 어디 어딨 무엇 뭐 무슨 어느 어떤 왜 어째서 어떻게 어떠하 며칠 "
    "것 수 때 알 알리 말하 궁금하 설명 설명하 모르 주 개 관하 대하 "
    "좀 혹시 가르치 여쭈 여쭤보 어떻 성함 존함".split()
)
_PARTICLE = "[은는이가을를의에로도와과랑만나]|으로|까지|부터|보다|하고|한테|이랑|요"
_HANGUL = re.compile("[가-힣]+")
_MOST_READINGS = 4
_REPAIRED = 0.95
_RENAMED = 0.9
# How alike two names must sound, in two scripts or in one.
_ALIKE = 0.8
_ALIKE_IN_HANGUL = 0.92
_LONG_NAME = 4
_SHORT_ALIKE = 0.93
# Of more consonants than these a common noun may be meant: Transformer, 트랜스포머.
_TELLING = 3
# A name is looked for under a given one too unless it is so many times as frequent itself.
_FREQUENT = 3
_SPACED_PARTS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question; `changes` says in Korean what was changed against the typing.

    The scores that a reading gives count `weight` times, at most 1.
    """

    text: str
    weight: float = 1.0
    changes: tuple[str, ...] = ()


def understand(question: str, words: WordList) -> tuple[Reading, ...]:
    """The readings of a question, at most four; the first is what was typed, in NFC.

    Others are added only where the words of the collection give reason to: a repaired text, and
    that text with names as the documents have them.
    """
    typed = unicodedata.normalize("NFC", question)
    text, changes = repaired(typed, words)
    readings = [Reading(typed)]
    if text != typed:
        readings.append(Reading(text, _REPAIRED, changes))
    for edits in _renamings(text, words):
        named = tuple(f"다른 이름: {text[start:end]} → {new}" for start, end, new in edits)
        readings.append(Reading(applied(text, edits), _RENAMED, changes + named))
    return tuple(readings[:_MOST_READINGS])


def question_terms(text: str) -> list[str]:
    """The distinct terms that say what a question is about, in order."""
    return _telling(_said(analyse(text)))


def searched_terms(text: str, known: Container[str]) -> list[str]:
    """The terms of a question, and its numbers and dates in the form that is `known`, if it is."""
    terms = _said(analyse(text))
    found = search_terms(text, analyse(text))
    return _telling([term for term in found if term in terms or term in known])


def _said(morphemes: Sequence[Morpheme]) -> list[str]:
    """The terms of a question but for the unit in '몇 퍼센트', which is told with a sign."""
    wanted = [
        later
        for sooner, later in pairwise(morphemes)
        if sooner.form == "몇" and "share" in dimensions_of(later.form)
    ]
    return content_terms([one for one in morphemes if one not in wanted])


def _telling(terms: list[str]) -> list[str]:
    terms = list(dict.fromkeys(terms))
    return [term for term in terms if term not in _QUESTION_WORDS] or terms


def _renamings(text: str, words: WordList) -> Iterator[list[Edit]]:
    """Edits that put in every name's first other name, then in every name's second, and so on."""
    found = [*_spoken(text, words), *periods(text, words)]
    for start, end in _name_spans(text):
        if any(start < last and first < end for first, last, _ in found):
            continue
        terms = [m.form for m in analyse(text) if start <= m.start < end and m.is_content]
        names = [
            *_other_names(text[start:end], words),
            *_in_other_script(text[start:end], terms, words),
        ]
        others = [name for name in dict.fromkeys(names) if bare(name) not in bare(text)]
        if others:
            found.append((start, end, others))
    found.sort()
    for turn in range(max((len(others) for *_, others in found), default=0)):
        yield [(start, end, others[turn]) for start, end, others in found if turn < len(others)]


@cache
def _short_forms() -> tuple[re.Pattern[str], Mapping[str, Sequence[str]]]:
    """Words of spoken Korean with the words of documents for them."""
    lines = SPOKEN.read_text(encoding="utf-8").splitlines()
    full = {short: others for short, *others in (line.split(" | ") for line in lines)}
    longest = sorted(full, key=len, reverse=True)
    whole = rf"(?<![가-힣])(?:{'|'.join(longest)})(?=[^가-힣]|$|{_PARTICLE})"
    return re.compile(whole), full


def _spoken(text: str, words: WordList) -> Iterator[tuple[int, int, list[str]]]:
    """Short words of spoken Korean that no document has, and what the documents call it: 엘베."""
    pattern, full = _short_forms()
    for match in pattern.finditer(text):
        known = [other for other in full[match[0]] if words.passages_with(other)]
        if known and not words.passages_with(match[0]):
            yield match.start(), match.end(), known


def _name_spans(text: str) -> list[tuple[int, int]]:
    """Nouns and rows of up to three with single spaces between; of one start the longest first."""
    spans = list(noun_spans(analyse(text)))
    rows = []
    for i, (start, end) in enumerate(spans):
        rows.append((start, end))
        for after, last in spans[i + 1 : i + _SPACED_PARTS]:
            if text[end:after] != " ":
                break
            end = last
            rows.append((start, end))
    return sorted(rows, key=lambda span: (span[0], -span[1]))


def _other_names(name: str, words: WordList) -> list[str]:
    """What the collection calls a name, where it calls it so more often; the surest first."""
    key = bare(name)
    given = [other for other in words.names.get(key, ()) if _adds(words, name, other)]
    spelt = (_with_acronym(key, words), spelt_out(key))
    others = given + [other for other in spelt if words.passages_with(other)]
    if not others and hanja_reading(name) != name:
        others = [hanja_reading(name)]
    if not others and " " not in name and len(key) > 2 and not words.passages_with(name):
        return _called(key, words)[:1] or _transcriptions(key, words)[:1]
    return others


def _called(name: str, words: WordList) -> list[str]:
    """The names of the collection that a word which no dictionary has may be short for."""
    return words.called(name) if _HANGUL.fullmatch(name) and is_strange(name) else []


def _adds(words: WordList, name: str, other: str) -> bool:
    """Whether the passages with another name are worth looking at beside those with its own."""
    passages, own = words.passages_with(other), words.passages_with(name)
    return not passages <= own and len(passages) * _FREQUENT >= len(own)


def _in_other_script(name: str, terms: Sequence[str], words: WordList) -> list[str]:
    """What means the same in the other script, where it is the word of the documents: AI."""
    others = [
        other
        for other in same_meaning(terms)
        if other.isascii() != name.isascii() and other in words
    ]
    if not others:
        return []
    own = len(words.passages_with(name))
    return [o for o in others if len(words.passages_with(o)) >= _FREQUENT * own]


def _with_acronym(name: str, words: WordList) -> str:
    """A Hangul name with its spelt-out end in Latin letters: 챗지피티 is 챗gpt; else ''."""
    for start in range(len(name) - 1):
        letters = acronym(name[start:])
        if letters in words and (not start or name[:start] in words):
            return name[:start] + letters
    return ""


def _is_variant(name: str, other: str) -> bool:
    """Whether two Hangul names are spellings of one: 앤트로픽, 앤쓰로픽."""
    return len(name) >= _LONG_NAME and likeness(name, other) >= _ALIKE_IN_HANGUL


def _transcriptions(name: str, words: WordList) -> list[str]:
    """Names of the collection that sound alike, in the other script or in Hangul both."""
    if not name.isascii() and is_common(name):
        return []
    least = _ALIKE if len(consonants(name)) > 2 else _SHORT_ALIKE
    return [
        other
        for other in words.sounding_like(name, least)
        if not (name.isascii() and other.isascii())
        and not (other in name or name in other)
        and (name.isascii() or other.isascii() or _is_variant(name, other))
        and (other.isascii() or len(consonants(name)) > _TELLING or not is_common(other))
    ]
