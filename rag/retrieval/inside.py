"""Questions that name the document they are asked of: '한빛도서관 회원증은 어디서 만들어 주나요?'.

A document names itself at its head only. What it says of each thing says nothing of that name, so
that a question with it is answered less surely than the same question asked of that document.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from corpus import Document
from index import Morpheme, analyse, bare, content_terms, terms_of
from rag.retrieval.query import question_terms

# So far a document is likely to say who it is by and what it is about.
_HEAD = 200
# What a label tells is a name more often than the label: '개정일: 2024. 11. 18.'.
_LABEL = re.compile(r"[^:\n|,(]{1,20}[:：]\s")
_PARTICLE = ("J", "S")
_NO_NAME = ("V", "E", "XSV", "XSA", "NP", "NR", "SN")
_REQUESTS = frozenset("알리 말하 보이 설명".split())
_SHORTEST, _SHORTEST_COMPOUND = 2, 4


def asked_inside(question: str, documents: Iterable[Document]) -> tuple[Document, str] | None:
    """The document whose name a question has most of, and the question without the name.

    None where it names none of them, or asks nothing else.
    """
    named = [(one, rest) for one in documents if (rest := _without_name(question, one))]
    return min(named, key=lambda pair: len(pair[1]), default=None)


def _without_name(question: str, document: Document) -> str:
    """A question without the words that name a document; '' where it has none or nothing else."""
    words = list(re.finditer(r"\S+", question))
    morphemes = analyse(question)
    own = [[m for m in morphemes if word.start() <= m.start < word.end()] for word in words]
    names: list[int] = []
    for n, word in enumerate(own):
        of_more = n and n - 1 not in names and own[n - 1] and _is_bare(own[n - 1])
        if not of_more and not _is_done(own[n : n + 2]) and _names(document, question, word):
            names.append(n)
    rest = [word[0] for n, word in enumerate(words) if n not in names]
    if not _asks(rest):
        # What is asked may stand at the head as well: '새솔도서관 휴관일'.
        names = names[:-1]
        rest = [word[0] for n, word in enumerate(words) if n not in names]
    return " ".join(rest) if names and _asks(rest) else ""


def _asks(words: Sequence[str]) -> bool:
    """Whether some words ask for anything: '알려 주세요' alone does not."""
    return not _REQUESTS.issuperset(question_terms(" ".join(words)))


def _is_bare(word: Sequence[Morpheme]) -> bool:
    """Whether a word ends in a noun or tells which: what stands behind it is no name but its own.

    '2차 장애는 언제였어?' is not asked of the disturbance that a report is about.
    """
    return not word[-1].tag.startswith(("J", "E", "SF", "SP", "SS"))


def _is_done(words: Sequence[Sequence[Morpheme]]) -> bool:
    """Whether a bare noun belongs to a verb behind it: '이사 갈 곳'."""
    first, second = (words[0], words[-1]) if len(words) > 1 else ((), ())
    return bool(first and second) and _is_bare(first) and second[0].tag.startswith("V")


def _names(document: Document, question: str, word: Sequence[Morpheme]) -> bool:
    """Whether a word of a question stands in a title of a document, or as a name at its head."""
    name = _name(word)
    said = bare(question[name[0].start : name[-1].end]) if name else ""
    terms = content_terms(name)
    if len(said) < _SHORTEST or not terms:
        return False
    title = f"{document.title} {document.lead} {PurePath(document.source).stem}"
    if _stands_in(bare(title), said) or terms_of(title).issuperset(terms):
        return True
    return said in bare(_LABEL.sub(" ", document.text[:_HEAD])) and _is_proper(name)


def _name(word: Sequence[Morpheme]) -> Sequence[Morpheme]:
    """A word without its particles; empty where it tells what is done, how many or which."""
    own = [n for n, m in enumerate(word) if not m.tag.startswith(_PARTICLE)]
    name = word[: own[-1] + 1] if own else ()
    return () if any(m.tag.startswith(_NO_NAME) for m in name) else name


def _stands_in(title: str, said: str) -> bool:
    """Whether a name stands in a title, whole or in two parts: '한빛캠핑장', '한빛 숲속 캠핑장'."""
    parts = ((said[:at], said[at:]) for at in range(_SHORTEST, len(said) - _SHORTEST + 1))
    return said in title or any(a in title and b in title for a, b in parts)


def _is_proper(name: Sequence[Morpheme]) -> bool:
    """Whether it is a proper name, or a long word made of several as the names of firms are."""
    compound = len(name) > 1 and name[-1].end - name[0].start >= _SHORTEST_COMPOUND
    return compound or any(m.tag in ("NNP", "SL") for m in name)
