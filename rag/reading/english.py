"""English questions to documents that are partly in English.

Everything that reads questions knows Korean ones, so an English question is put as one: its words
that ask become Korean, those that say what it is about stay. Which sentence answers then cannot be
told by particles and endings; it is the one with most of the words, where its passage has all.
"""

import re
from collections.abc import Sequence

from corpus.particles import with_particles
from rag.reading.scoring.span_scores import Candidate, Judged

_LATIN = re.compile(r"[A-Za-z]")
_HANGUL = re.compile(r"[ㄱ-ㆎ가-힣]")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’&+./%-]*")
_ASKING = (
    (r"how (?:much|many|long|often|far|old|high|large|big|fast|tall)", "얼마인가요?"),
    (r"(?:what|which) (?:percentage|percent|share|number|amount|rate)", "얼마인가요?"),
    (r"what (?:time|date|year|month|day)|which (?:year|month|day)|when|by when", "언제인가요?"),
    (r"who(?:m|se)?", "누구인가요?"),
    (r"where", "어디인가요?"),
    (r"why|for what reason", "왜인가요?"),
    (r"how", "어떻게 하나요?"),
    (r"what(?:['’]s)?|which", "무엇인가요?"),
)
_ASKS = tuple(
    (re.compile(rf"(?:\s|^)(?:{english})(?=\s|$)", re.IGNORECASE), korean)
    for english, korean in _ASKING
)
_REQUEST = re.compile(
    r"(?:(?:please|can you|could you)\s)*"
    r"(?:tell (?:me|us) (?:about )?|show (?:me|us) |describe |list |explain )",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:and|then|so|what about|how about|and what about)\s+", re.IGNORECASE)
_YEAR = re.compile(r"^((?:19|20)\d\d)$")
_OF_YEAR = re.compile(r"(?<=\d)년")
_LEAST_WORDS = 2
_LIGHT = frozenset(
    "a an the of in on at to for from by with and or is are was were be been being am do does did "
    "has have had will would can could shall should may might must there this that these those it "
    "its their they we our you your i me my as into about please go goes get gets give gives any "
    "some per each no not".split()
)
_ENDINGS = "ations ation ments ment ings ing iers ier ers er ies ied ed es s y e".split()
# A sentence that answers has that share of the words; the passage has the others.
_IN_SENTENCE = 0.5
_SHOWN = 2


def in_korean(question: str) -> str:
    """An English question with Korean words that ask; '' where it is none."""
    text = " ".join(question.split()).rstrip(" ?.!")
    if _HANGUL.search(text) or len(text.split()) < _LEAST_WORDS or not _LATIN.search(text):
        return ""
    if request := _REQUEST.match(text):
        return f"{_content(text[request.end() :])} 알려줘"
    for pattern, korean in _ASKS:
        if match := pattern.search(text):
            about = _content(f"{text[: match.start()]} {text[match.end() :]}")
            return f"{with_particles(about, ['은'])} {korean}" if about else ""
    if not question.rstrip().endswith("?"):
        return ""
    more = _AND.match(text)
    about = _content(text[more.end() :] if more else text)
    return f"{with_particles(about, ['은'])}?" if about else ""


def told_in_english(judged: Judged) -> list[Candidate]:
    """The sentences with most words of an English question, where the passage has all of them."""
    wanted = set(_stems(judged.spans.query.text))
    if not _is_put_in_korean(judged.spans.query.text) or not wanted:
        return []
    found = []
    for one in judged.candidates:
        known = {*_stems(f"{one.passage.context} {one.passage.text}")}
        share = len(wanted & {*_stems(one.text)}) / len(wanted)
        if wanted <= known and share >= _IN_SENTENCE:
            found.append((share, one.score, one))
    return [one for *_, one in sorted(found, key=lambda row: row[:2], reverse=True)[:_SHOWN]]


def _is_put_in_korean(text: str) -> bool:
    asking = "|".join(re.escape(korean) for _, korean in _ASKING)
    match = re.fullmatch(rf"(.+?)(?:[은는] (?:{asking})|[은는]\?| 알려줘)", text)
    return match is not None and _HANGUL.search(_OF_YEAR.sub("", match[1])) is None


def _content(text: str) -> str:
    words = [_YEAR.sub(r"\1년", word.rstrip(".,:;")) for word in text.split()]
    return " ".join(word for word in words if word and word.lower() not in _LIGHT)


def _stems(text: str) -> Sequence[str]:
    """The telling words of a text without their endings, in lower case."""
    words = (word.strip(".,-'’/").lower() for word in _WORD.findall(text))
    return [_stem(word) for word in words if word and word not in _LIGHT]


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2 and word.isalpha():
            word = word.removesuffix(ending)
            break
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls"
    return word[:-1] if doubled else word
