"""Words of a question that stand nowhere in the documents, so that a refusal can name them.

Only what is certain is said: a pair of syllables of the word is in no passage and no title, and
nothing that means the same is there either.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.particles import has_coda
from index import Index, Morpheme, analyse, near_synonyms, syllable_bigrams
from index.words import noun_spans
from rag.language.circumstance import is_relative_time
from rag.language.question_type import kind_of_head
from rag.retrieval.query import question_terms

_NOUNS = ("NNG", "NNP", "SL")
# Words that only ask: documents tell a name or a place without calling it one.
_ASKING_KINDS = frozenset("name reason manner date place".split())
_ASKING = frozenset(
    "목록 명단 나열 후보 종류 내용 경우 소개 설명 비교 차이 질문 "
    # What is to be reckoned of what they tell: of all, the most, how many.
    "전체 전부 모두 최고 최저 최대 최소 최다 순위 평균 합계 총합 총액 총계 개수 건수 횟수".split()
)
_SAME = 0.5
_MOST = 3


def unknown_words(question: str, index: Index) -> list[str]:
    """The nouns of a question that no document holds, as they are written there."""
    morphemes = analyse(question)
    asked = {*question_terms(question)} - _counted(morphemes)
    found: list[str] = []
    for start, end in noun_spans(morphemes):
        own = [m for m in morphemes if start <= m.start < end]
        parts = [m for m in own if _names(m) and m.form in asked]
        if len(parts) == 1 and len(own) > 1 and own[0] == parts[0] and own[-1].end == end:
            # 입장료 is no 입장.
            found += [question[start:end]] * _is_absent(question[start:end], index)
            continue
        absent = [m for m in parts if _is_absent(question[m.start : m.end], index)]
        if absent and len(absent) == len(parts):
            found.append(question[start:end])
        else:
            found += [question[m.start : m.end] for m in absent]
    return list(dict.fromkeys(found))[:_MOST]


def named(words: Sequence[str]) -> str:
    """A sentence that says so; '' for no word."""
    if not words:
        return ""
    quoted = ", ".join(f"‘{word}’" for word in words)
    particle = "이라는" if has_coda(words[-1]) else "라는"
    return f"{quoted}{particle} 말은 문서에 없습니다."


def _counted(morphemes: Sequence[Morpheme]) -> set[str]:
    """The unit after 몇."""
    return {after.form for one, after in pairwise(morphemes) if one.form == "몇"}


def _names(morpheme: Morpheme) -> bool:
    """Whether it names something of more than a syllable, rather than to ask for it."""
    asks = (
        morpheme.form in _ASKING
        or kind_of_head(morpheme.form) in _ASKING_KINDS
        or is_relative_time(morpheme.form)
    )
    return morpheme.tag.split("-")[0] in _NOUNS and len(morpheme.form) > 1 and not asks


def _is_absent(word: str, index: Index) -> bool:
    # Who is spoken of politely is written of without that.
    word = word.lower().removesuffix("님")
    pairs = syllable_bigrams(word)
    if not pairs or all(pair in index.bigrams.terms for pair in pairs):
        return False
    return not any(other in index.words for other in (word, *_others(word, index)))


def _others(word: str, index: Index) -> Iterator[str]:
    """What else the documents or the language call it."""
    yield from index.words.names.get(word, ())
    for other, likeness in near_synonyms([word])[word].items():
        if likeness >= _SAME:
            yield other
