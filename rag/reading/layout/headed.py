"""Sections that are numbered as what is asked for: '안건 1. 결산 승인의 건', '제2호 과제: …'.

All of them answer which there are and how many, and those that tell what else is asked which of
them it is: '부결된 안건은?'.
"""

import re
from collections.abc import Sequence

from index import Passage, terms_of
from rag.language.spans import read_passage
from rag.reading.scoring.query import Query, same_words
from rag.reading.scoring.span_scores import Candidate, Judged, sentence
from rag.reading.tables.whole import OfDocument

_ASKS = re.compile(
    r"(?:^|\s)(?P<noun>[가-힣]{2,6}?)(?:들)?(?:에는|[은는이가을를])?\s?"
    r"(?:모두 |전부 |다 |총 |각각 )?"
    r"(?:(?P<count>몇\s?(?:개|건|가지|번))|뭐|무엇|뭔|어떤|알려|나열|목록|\?|$)"
)
_ELSEWHERE = re.compile(r"다음|차기|지난|이전|전번|저번")
_HOLLOW = frozenset("모두 전부 나열 목록 알리 주 개 건 가지 번 말하 되 하 있 다".split())
_MOST = 12


def headed(judged: Judged, of_document: OfDocument) -> tuple[list[Candidate], str] | None:
    """What the sections that are asked for are called, or their number, with a sentence of each.

    None where a document does not number its sections so, or none or all tell what else is asked.
    """
    query = judged.spans.query
    asks = _ASKS.search(query.text)
    if asks is None or not judged.candidates or _ELSEWHERE.search(query.text):
        return None
    top = judged.candidates[0].passage
    numbered = _sections(asks["noun"], of_document(top.source) or (top,))
    asked = _asked(query, asks["noun"], top)
    told = {name: _telling(asked, own) for name, own in numbered.items()}
    kept = {name: one for name, one in told.items() if one is not None}
    if len(numbered) < 2 or not kept or (asked and len(kept) == len(numbered)):
        return None
    short = f"{len(kept)}{asks['count'][-1:]}" if asks["count"] else ", ".join(kept)
    return list(kept.values())[:_MOST], short


def _sections(noun: str, passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    """What stands below each heading that numbers a thing of that name, by what it is called."""
    number = rf"(?:{noun} ?(?:제 ?)?\d+ ?(?:호|번)?|(?:제 ?)?\d+ ?호? ?{noun})\s?[-.):：]?\s*"
    numbered = re.compile(rf"{number}(?P<name>\S.*)")
    found: dict[str, list[Passage]] = {}
    for one in passages:
        heads = (head for head in reversed(one.headings) if noun in head)
        names = (match["name"] for head in heads if (match := numbered.fullmatch(head)))
        if name := next(names, ""):
            found.setdefault(name, []).append(one)
    return found


def _asked(query: Query, noun: str, passage: Passage) -> list[set[str]]:
    """What must be told of a section: the other words of a question, in all their forms."""
    title = f"{passage.title} {passage.source}"
    own = [t for t in query.terms if t not in noun and t not in _HOLLOW and t not in title]
    alike = same_words(own)
    return [{term, *alike[term]} for term in own if term not in query.asked.unit]


def _telling(asked: Sequence[set[str]], own: Sequence[Passage]) -> Candidate | None:
    """The first sentence of some passages that tells all that is asked; None for none."""
    for read in map(read_passage, own):
        for number, (start, end) in enumerate(read.sentences):
            said = terms_of(read.passage.text[start:end])
            if all(words & said for words in asked):
                return sentence(read, number)
    return None
