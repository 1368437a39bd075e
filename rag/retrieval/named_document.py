"""Questions that name the document they are asked of: '한빛도서관 회원증은 어디서 만들어 주나요?'.

A document names itself at its head only. What it says of each thing says nothing of that name, so
that a question with it is answered less surely than the same question asked of that document.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Self

from corpus import Document
from index import Morpheme, analyse, bare, content_terms, terms_of
from rag.language.phrases import ASKING
from rag.language.question_type import asks_whether
from rag.retrieval.query import question_terms

# So far a document is likely to say who it is by and what it is about.
_HEAD = 200
# What a label tells is a name more often than the label: '개정일: 2024. 11. 18.'.
_LABEL = re.compile(r"[^:\n|,(]{1,20}[:：]\s")
# What stands in a table is told of, and names no document.
_ROW = re.compile(r"^\|.*", re.MULTILINE)
_PARTICLE = ("J", "SF", "SP", "SS", "SE", "SO", "SW")
_NO_NAME, _NUMBERS = ("V", "E", "XSV", "XSA", "NP"), ("NR", "SN")
# What an article is about is no name of the document: '제3조(입찰보증금)'.
_ARTICLE = re.compile(r"제\s?\d+\s?조(?:의\s?\d+)?\s?\(([^()\n]+)\)")
# A model or a serial number is a name, for all its digits; so is which of a series it is.
_CODE = re.compile(r"(?=[^a-z]*[a-z])(?=\D*\d)[a-z0-9]+(?:[-./][a-z0-9]+)*", re.IGNORECASE)
_ISSUE = re.compile(r"(?:제|(?=\d{2}))\d+(?:주차|회|호|기|차|판)|\d+(?:주차|호)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REQUESTS = frozenset("알리 말하 보이 설명".split())
_SHORTEST, _SHORTEST_COMPOUND = 2, 4


@dataclass(frozen=True, slots=True)
class _Named:
    """What names a document: the letters of its titles and of its head, the words of the former.

    `articles` are the letters of what the articles at its head are about.
    """

    title: str
    head: str
    articles: str
    written: str
    terms: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> Self:
        """The names of a document."""
        title = f"{document.title} {document.lead} {PurePath(document.source).stem}"
        head = _LABEL.sub(" ", _ROW.sub("", document.text[:_HEAD]))
        articles = bare("\n".join(_ARTICLE.findall(head)))
        written = f"{title}\n{head}".lower()
        return cls(bare(title), bare(head), articles, written, terms_of(title))

    def has(self, name: Sequence[Morpheme], said: str) -> bool:
        """Whether a word, `said` so, stands in a title, or as a name at the head."""
        if _ISSUE.fullmatch(said):
            return re.search(rf"(?<!\d){said}", self.title) is not None
        if _CODE.fullmatch(said):
            around = rf"(?<![a-z0-9]){re.escape(said)}(?![a-z0-9])"
            return re.search(around, self.written) is not None
        terms = content_terms(name)
        if len(said) < _SHORTEST or not terms:
            return False
        if _stands_in(self.title, said) or self.terms.issuperset(terms):
            return True
        return said in self.head and said not in self.articles and _is_proper(name)


def document_named(question: str, documents: Iterable[Document]) -> tuple[Document, str] | None:
    """The document whose name a question has most of, and the question without the name.

    None where it names none of them, or asks nothing else.
    """
    written = list(re.finditer(r"\S+", question))
    texts, morphemes = [word[0] for word in written], analyse(question)
    words = [[m for m in morphemes if w.start() <= m.start < w.end()] for w in written]
    whether = asks_whether(question, morphemes)
    found = [
        (document, rest)
        for document in documents
        if (rest := _without(texts, _names(_Named.of(document), question, words, whether=whether)))
    ]
    return min(found, key=lambda pair: len(pair[1]), default=None)


def _names(
    named: _Named, question: str, words: Sequence[Sequence[Morpheme]], *, whether: bool
) -> list[int]:
    """The numbers of the words of a question that name a document."""
    names: list[int] = []
    # What is said of a thing may have such a name: 'A는 미국 회사인가요?' asks for more than 회사.
    said = len(words) - 2 if whether and len(words) > 2 and _is_bare(words[-2]) else None
    for n, word in enumerate(words):
        if n == said:
            continue
        before = words[n - 1] if n and n - 1 not in names else ()
        of_more = bool(before) and _is_bare(before) and not _is_year(before)
        if of_more or _is_done(words[n : n + 2]) or not (name := _name(word)):
            continue
        if named.has(name, bare(question[name[0].start : name[-1].end])):
            names.append(n)
    return names


def _without(words: Sequence[str], names: Sequence[int]) -> str:
    """The words of a question that are no names; '' where it has none, or asks nothing else."""
    # What is asked may stand at the head as well: '새솔도서관 휴관일'.
    for left_out in (names, names[:-1]):
        rest = [word for n, word in enumerate(words) if n not in left_out]
        if left_out and _asks(rest):
            return " ".join(rest)
    return ""


def _asks(words: Sequence[str]) -> bool:
    """Whether some words ask for anything: '알려 주세요' alone does not."""
    return not _REQUESTS.issuperset(question_terms(" ".join(words)))


def _is_bare(word: Sequence[Morpheme]) -> bool:
    """Whether a word ends in a noun or tells which: what stands behind it is no name but its own.

    '2차 장애는 언제였어?' is not asked of the disturbance that a report is about.
    """
    return not word[-1].tag.startswith(("J", "E", "SF", "SP", "SS"))


def _is_year(word: Sequence[Morpheme]) -> bool:
    """Whether a word is the year that stands before a name: '2026 나루 축제'."""
    return [m.tag for m in word] == ["SN"] and _YEAR.fullmatch(word[0].form) is not None


def _is_done(words: Sequence[Sequence[Morpheme]]) -> bool:
    """Whether a bare noun belongs to a verb behind it: '이사 갈 곳'."""
    first, second = (words[0], words[-1]) if len(words) > 1 else ((), ())
    return bool(first and second) and _is_bare(first) and second[0].tag.startswith("V")


def _name(word: Sequence[Morpheme]) -> Sequence[Morpheme]:
    """A word without its particles; empty where it tells what is done, how many or which."""
    own = [n for n, m in enumerate(word) if not m.tag.startswith(_PARTICLE)]
    name = word[: own[-1] + 1] if own else ()
    told = "".join(m.form for m in name)
    if _CODE.fullmatch(told) or _ISSUE.fullmatch(told):
        return name
    # '칠십리' and '이십사절기' are names that begin with a number.
    compound = len(name) > 1 and len(told) > _SHORTEST
    named = compound and not told[0].isdigit()
    none = _NO_NAME if named else (*_NO_NAME, *_NUMBERS)
    asks = any(m.tag.startswith(none) or m.form in ASKING for m in name)
    return () if asks else name


def _stands_in(title: str, said: str) -> bool:
    """Whether a name stands in a title, whole or in two parts: '한빛캠핑장', '한빛 숲속 캠핑장'."""
    parts = ((said[:at], said[at:]) for at in range(_SHORTEST, len(said) - _SHORTEST + 1))
    return said in title or any(a in title and b in title for a, b in parts)


def _is_proper(name: Sequence[Morpheme]) -> bool:
    """Whether it is a proper name, or a long word made of several as the names of firms are."""
    compound = len(name) > 1 and name[-1].end - name[0].start >= _SHORTEST_COMPOUND
    return compound or any(m.tag in ("NNP", "SL") for m in name)
