"""Query understanding: other ways to read what was typed, searched beside it."""

import unicodedata
from dataclasses import dataclass

from index import analyse, content_terms

# What makes a question a question, not what it is about.
_QUESTION_WORDS = frozenset(
    "몇 얼마 얼마나 언제 누구 어디 무엇 뭐 무슨 어느 어떤 왜 어떻게 어떠하 며칠 것 수 때 알 알리 "
    "말하 궁금하 설명 설명하 모르 주 개 관하 대하".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question; `changes` says in Korean what was changed against the typing.

    The scores that a reading gives count `weight` times, at most 1.
    """

    text: str
    weight: float = 1.0
    changes: tuple[str, ...] = ()


def understand(question: str) -> tuple[Reading, ...]:
    """The readings of a question; the first is what was typed, in NFC."""
    return (Reading(unicodedata.normalize("NFC", question)),)


def question_terms(text: str) -> list[str]:
    """The distinct terms that say what a question is about, in order."""
    terms = list(dict.fromkeys(content_terms(analyse(text))))
    return [term for term in terms if term not in _QUESTION_WORDS] or terms
