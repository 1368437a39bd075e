"""Mistyped questions: the wrong keyboard state, broken spacing, slips of one key.

What is typed counts as wrong only against the words of the collection, and only where Kiwi's
language model finds the repaired text clearly more likely (a noisy channel).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from corpus.particles import with_particles
from index import Morpheme, analyse, content_terms
from index.hangul import keys, typed_in_english
from index.words import WordList, is_strange

Edit = tuple[int, int, str]
_LATIN = re.compile("[A-Za-z]+")
_TYPED = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]+")
_SYLLABLES = re.compile("[가-힣]+")
_EOJEOL = re.compile("(?<![0-9A-Za-z])[가-힣]{2,}")
# What people ask with, whether documents have it or not.
_COMPARES = "차이"
_PARTICLE = re.compile("(?:이란|란|으로|에서|부터|까지|[이가을를은는의에로와과도만])$")
_LONE = re.compile("[ㄱ-ㅎㅏ-ㅣ]")
# How much likelier, in natural logarithms, a repaired text must be.
_MARGIN = 5.0
# Below so much a syllable a string of syllables is no Korean.
_KOREAN = -8.0
_LONGEST_WORD = 10
_LONGEST_TEAR = 4
_CANDIDATES = 12


def repaired(text: str, words: WordList) -> tuple[str, tuple[str, ...]]:
    """The text as it was probably meant, and in Korean what was changed."""
    changes: list[str] = []
    steps: tuple[tuple[str, Callable[[str, WordList], Sequence[Edit]]], ...] = (
        ("한/영", _wrong_state),
        ("띄어쓰기", _torn_words),
        ("띄어쓰기", _run_together),
        ("오타", _slips),
        ("조사", _hidden_nouns),
    )
    for kind, find in steps:
        edits = find(text, words)
        # A noun that a particle hid is told without the one that parts them again.
        told = slice(-1) if find is _hidden_nouns else slice(None)
        changes += [f"{kind}: {text[start:end]} → {new[told]}" for start, end, new in edits]
        text = applied(text, edits)
    return text, tuple(dict.fromkeys(changes))


def switched(text: str, words: WordList) -> str:
    """The text as it was meant where the keyboard was in the wrong state."""
    return applied(text, _wrong_state(text, words))


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with spans replaced; the edits are in order and do not overlap."""
    parts, position = [], 0
    for start, end, new in edits:
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:]])


def _wrong_state(text: str, words: WordList) -> list[Edit]:
    """Korean typed in the English state of the keyboard, and English in the Korean state."""
    unknown = [m for m in _LATIN.finditer(text) if m.group().lower() not in words]
    edits = [(*m.span(), typed_in_english(m.group())) for m in unknown]
    korean = [edit for edit in edits if _SYLLABLES.fullmatch(edit[2])]
    sure = [edit for edit in korean if _is_korean(edit[2], words)]
    # Single syllables are meant where all the rest is Korean, and particles after names as well.
    meant = korean if sure and len(korean) == len(edits) else [*sure, *_particles(text, korean)]
    return sorted([*meant, *_english(text, words)])


def _particles(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Those edits that bring a particle after a number: 'B100dms'."""
    return [
        edit
        for edit in edits
        if len(edit[2]) == 1 and text[: edit[0]][-1:].isdigit() and _is_particle(text, edit)
    ]


def _is_particle(text: str, edit: Edit) -> bool:
    morphemes = analyse(applied(text, [edit]))
    return any(m.start == edit[0] and m.tag[0] == "J" for m in morphemes)


def _is_korean(typed: str, words: WordList) -> bool:
    if len(typed) < 2:
        return typed in words
    return words.plausibility(typed) >= _KOREAN * len(typed)


def _english(text: str, words: WordList) -> Iterator[Edit]:
    """Latin words of the collection in lone letters or in syllables that are no Korean."""
    for match in _TYPED.finditer(text):
        run = match.group()
        lone = _LONE.search(run) is not None
        for end in range(len(run), 0, -1) if lone else (len(run),):
            latin = keys(run[:end]).lower()
            if len(latin) > 1 and latin in words and (lone or is_strange(run)):
                yield match.start(), match.start() + end, latin
                break


def _torn_words(text: str, words: WordList) -> list[Edit]:
    """Spaces inside words of the collection: '엔 비디 아'."""
    edits: list[Edit] = []
    spans = [m.span() for m in re.finditer(r"\S+", text)]
    crossed = _crossed_spaces(text.split(), words)
    first = 0
    while first < len(spans) - 1:
        last = first + 1
        while last < len(spans) and last - first < _LONGEST_TEAR and last in crossed:
            last += 1
        for end in range(last, first + 1, -1):
            place = spans[first][0], spans[end - 1][1]
            if _is_torn(text[slice(*place)], words):
                edits.append((*place, "".join(text[slice(*place)].split())))
                first = end - 1
                break
        first += 1
    return edits


def _crossed_spaces(eojeols: Sequence[str], words: WordList) -> set[int]:
    """The numbers of the eojeols whose border to the one before lies inside a known word."""
    joined = "".join(eojeols)
    borders = accumulate(map(len, eojeols[:-1]))
    return {number for number, place in enumerate(borders, 1) if _crosses(joined, place, words)}


def _crosses(text: str, place: int, words: WordList) -> bool:
    """Whether a known word stands on both sides of a place; the short ones are looked for first."""
    known = words.passages.terms
    return any(
        text[start:end] in known
        for start in range(place - 1, max(0, place - _LONGEST_WORD) - 1, -1)
        for end in range(place + 1, min(len(text), start + _LONGEST_WORD) + 1)
    )


def _is_torn(text: str, words: WordList) -> bool:
    """Whether a text without its spaces is likelier and has other terms."""
    joined = "".join(text.split())
    return _likelier(text, joined, words) and not set(_terms(joined)) <= set(_terms(text))


def _terms(text: str) -> list[str]:
    return content_terms(analyse(text))


def _run_together(text: str, words: WordList) -> list[Edit]:
    """Missing spaces in what is no word: '블랙웰트랜지스터'."""
    edits: list[Edit] = []
    for morpheme in analyse(text):
        start, end, run = morpheme.start, morpheme.end, morpheme.form
        if morpheme.is_noun and len(run) >= 4 and run not in words:
            parts = _parts(run, words)
            known = all(len(part) > 1 and part in words for part in parts)
            if len(parts) > 1 and (known or _likelier(run, " ".join(parts), words)):
                edits.append((start, end, " ".join(parts)))
    return edits


def _parts(run: str, words: WordList) -> list[str]:
    """Cut at the words of the collection, the longest from the left; the rest in between."""
    parts: list[str] = []
    position = rest = 0
    while position < len(run):
        ends = range(min(len(run), position + _LONGEST_WORD), position + 1, -1)
        end = next((end for end in ends if run[position:end] in words), None)
        if end is None:
            position += 1
            continue
        parts += [part for part in (run[rest:position], run[position:end]) if part]
        position = rest = end
    return parts + [run[rest:]] * (rest < len(run))


def _slips(text: str, words: WordList) -> list[Edit]:
    """Words one keystroke from a word of the collection, where they are no words themselves."""
    edits: list[Edit] = []
    for match, inside in _eojeols(text):
        places = _doubtful(match.group(), match.start(), inside, words)
        best = _best_spelling(match.group(), places, words)
        if best is not None:
            edits.append((*match.span(), best))
    return edits


def _hidden_nouns(text: str, words: WordList) -> list[Edit]:
    """Nouns that make another word with their particle: in 별로 and 별도 there may be a 별."""
    return [
        (*match.span(), with_particles(noun, ["는"]))
        for match, inside in _eojeols(text)
        if (noun := _PARTICLE.sub("", match.group())) in words
        and match.group() not in words
        and match.group() != _COMPARES
        and any((m.start, m.end) == match.span() and _hides(m, noun) for m in inside)
    ]


def _hides(morpheme: Morpheme, noun: str) -> bool:
    """Whether a word may be a noun with a particle; 실제로 and the like mean the same anyway."""
    return morpheme.is_noun or (morpheme.tag == "MAG" and len(noun) == 1)


def _eojeols(text: str) -> Iterator[tuple[re.Match[str], list[Morpheme]]]:
    """The words in Hangul that spaces, digits and other scripts leave, with their morphemes."""
    morphemes = analyse(text)
    for match in _EOJEOL.finditer(text):
        start, end = match.span()
        yield match, [m for m in morphemes if start <= m.start and m.end <= end]


_WORDS = ("NN", "NR", "MM", "MA", "IC", "XR", "VV", "VA", "NP")


def _doubtful(eojeol: str, start: int, morphemes: Sequence[Morpheme], words: WordList) -> list[int]:
    """Where in an eojeol a noun may begin that is misspelt: one unknown, or fallen apart."""
    content = [m for m in morphemes if m.tag.startswith(_WORDS)]
    if not content or eojeol[content[0].start - start : content[-1].end - start] in words:
        return []
    sound = [m.is_noun and len(m.form) > 1 and m.form in words for m in content]
    if all(sound) or (len(content) == 1 and not content[0].is_noun):
        return []
    return sorted({content[0].start - start, content[sound.index(False)].start - start})


def _best_spelling(eojeol: str, places: Sequence[int], words: WordList) -> str | None:
    """The likeliest eojeol with a word of the collection for what starts at one of `places`."""
    spellings = [
        eojeol[:place] + other + eojeol[end:]
        for place in places
        for end in range(min(len(eojeol), place + _LONGEST_WORD), place + 1, -1)
        for other in words.spelt_like(eojeol[place:end])
        if other not in eojeol
    ]
    if not spellings:
        return None
    rated = [(words.plausibility(spelling), spelling) for spelling in spellings[:_CANDIDATES]]
    likelihood, best = max(rated, key=itemgetter(0))
    return best if likelihood >= words.plausibility(eojeol) + _MARGIN else None


def _likelier(typed: str, other: str, words: WordList) -> bool:
    return words.plausibility(other) >= words.plausibility(typed) + _MARGIN
