"""Articles of statutes and contracts that are asked for by number, and which article tells it.

'제5조 2항이 뭐야?' wants the provision itself; '지체상금은 몇 조에 나와?' its number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.particles import with_particles
from index import Passage, bare
from index.headings import clauses
from rag.answer import Answer, Citation, Hit, Sentence
from rag.retrieval.query import question_terms

_NUMBER = (
    r"제?\s?(?P<article>\d{1,4})\s?조(?:의\s?(?P<branch>\d{1,2}))?"
    r"(?:\([^()]{1,30}\))?(?:의?\s?제?\s?(?P<clause>\d{1,2})\s?항)?(?:의?\s?제?\s?(?P<item>\d{1,2})\s?호)?"
)
_TELL = (
    r"\s?(?:에 대해서?|에 대하여|이라?는|이란|란|은|는|이|가|을|를|의|에|에는|에서는)?\s?"
    r"(?:(?:전체|자세한|조문|규정)\s?)?(?:내용|전문|조문|원문|본문)?(?:은|는|이|을|를|에 대해)?\s?"
    r"(?:좀\s)?"
    r"(?:(?:무슨|어떤)\s내용\S{0,6}|뭐\S{0,8}|뭔\S{0,4}|무엇\S{0,5}|어떻게 (?:되|돼)\S{0,6}"
    r"|(?:뭐라고|무엇이라고|어떻게) \S{1,10}(?: 있\S{0,4})?"
    r"|(?:알려|보여|말해|읽어|찾아|설명해|설명|인용해)\S{0,2}(?:\s?\S{0,5}))?[\s.?!~]*"
)
_ASKED = re.compile(rf"(?P<named>.{{0,60}}?)(?<!\d){_NUMBER}{_TELL}")
_LATER_CLAUSE = re.compile(
    rf"(?:그럼|그러면|그리고|그 조의?|같은 조의?)?[\s,]*제?\s?(?P<clause>\d{{1,2}})\s?항{_TELL}"
)
_WHERE = re.compile(
    r"(?P<topic>\S.{1,80}?)(?:(?:에 (?:대한|관한)|\s관련)?\s(?:내용|규정|조항))?(?:은|는|이|가)?\s"
    r"(?:제?\s?몇\s?조(?:\s?(?:제?\s?)몇\s?항)?|(?:어느|어떤|무슨|몇 번) (?:조항|조문|조))"
    r"(?:에서?|야|이야|인가요?|입니까|이에요|예요|죠|지)?(?:\s\S{1,12}){0,2}[\s.?!~]*"
)
_WHERE_FIRST = re.compile(
    r"제?\s?몇\s?조에서?\s(?P<topic>\S.{0,60}?)(?:에 대해서?|[은는이가을를])?\s"
    r"(?:나오|나와|나왔|있|적혀|적어|다루|다뤄|정하|정해|규정)\S*[\s.?!~]*"
)
_ITEM = re.compile(r"^\s*(\d{1,2})\.\s", re.MULTILINE)
_ANNEX = "부칙"
_MOST = 8
_OF_SEVERAL = (
    "{article}가 있는 문서가 {count}개여서 모두 보여 드립니다. 문서 이름을 함께 적으시면 그 문서만 "
    "보여 드립니다."
)


@dataclass(frozen=True, slots=True)
class Provision:
    """What is asked for: '제5조', '제5조의2', its paragraph and its item, 0 where none is named.

    `named` are the words that say of which document.
    """

    article: str
    clause: int = 0
    item: int = 0
    named: str = ""


def provision_asked(question: str, before: str = "") -> Provision | None:
    """The provision that a question wants shown; one after `before` may name the paragraph only."""
    if match := _ASKED.fullmatch(question.strip()):
        branch = f"의{match['branch']}" if match["branch"] else ""
        return Provision(
            f"제{int(match['article'])}조{branch}",
            int(match["clause"] or 0),
            int(match["item"] or 0),
            match["named"].strip(),
        )
    later = _LATER_CLAUSE.fullmatch(question.strip())
    last = provision_asked(before) if later and before else None
    return Provision(last.article, int(later["clause"]), 0, last.named) if later and last else None


def topic_of_article(question: str) -> str:
    """What the article is about whose number is asked for; '' where none is."""
    asked = question.strip()
    match = _WHERE.fullmatch(asked) or _WHERE_FIRST.fullmatch(asked)
    return match["topic"] if match else ""


def best_article(topic: str, hits: Sequence[Hit]) -> Hit | None:
    """The hit within an article that has all the words of a topic, most of them in its name."""
    terms = question_terms(topic)
    told = [h for h in hits if h.passage.article and _held(h.passage, terms) == len(terms)]
    return max(told, key=lambda h: _in(h.passage.article or "", terms), default=None)


def provision_answer(
    question: str, before: str, passages: Sequence[Passage], reader: str
) -> Answer | None:
    """The provision that a question asks for by its number; None where it asks for none.

    `before` is the question before it, `passages` are all there are, in order. Where no document
    is named those of several are shown.
    """
    asked = provision_asked(question, before)
    if asked is None:
        return None
    if not (sentences := _shown(asked, passages)):
        missing = _missing(asked, passages)
        return Answer(question, (), (), True, reader, notice=missing) if missing else None
    count = len({one.citations[0].passage.source for one in sentences})
    notice = _OF_SEVERAL.format(article=asked.article, count=count) if count > 1 else ""
    return Answer(
        question,
        sentences,
        (),
        abstained=False,
        reader=reader,
        confidence=1.0,
        searched=question,
        notice=notice,
    )


def _missing(asked: Provision, passages: Sequence[Passage]) -> str:
    """Says that the document that is named has no such provision; '' where none is named."""
    terms = question_terms(asked.named) if asked.named else []
    named = _of_named(terms, [p for p in passages if p.article]) if terms else []
    titles = list(dict.fromkeys(p.title for p in named))
    if len(titles) != 1:
        return ""
    inner = f" 제{asked.clause}항" * bool(asked.clause) + f" 제{asked.item}호" * bool(asked.item)
    provision = f"{asked.article}{inner}"
    return f"‘{titles[0]}’에서 {with_particles(provision, ['를'])} 찾지 못했습니다."


def _shown(asked: Provision, passages: Sequence[Passage]) -> tuple[Sentence, ...]:
    """The provision as its documents have it, one sentence for each stretch of it."""
    own = [p for p in passages if p.article and p.article.split("(")[0] == asked.article]
    annexed = _ANNEX in asked.named
    own = [p for p in own if _is_annexed(p) == annexed]
    own = _of_named(question_terms(asked.named) if asked.named else [], own)
    spans: list[tuple[Passage, int, int]] = []
    for _, group in groupby(own, key=lambda p: p.source):
        spans += _spans(asked, list(group))
    cited = [
        Citation(number, p, p.start + start, p.start + end, p.text[start:end])
        for number, (p, start, end) in enumerate(spans[:_MOST], 1)
    ]
    return tuple(Sentence(one.quote, (one,), supported=True) for one in cited)


def _is_annexed(passage: Passage) -> bool:
    return any("".join(one.split()).startswith(_ANNEX) for one in passage.headings)


def _of_named(terms: Sequence[str], passages: Sequence[Passage]) -> list[Passage]:
    """The passages of the documents whose names hold most of the words; none where none holds one.

    All of them where no document is named.
    """
    said = [term for term in terms if term != _ANNEX]
    if not said:
        return list(passages)
    held = {p.source: _in(f"{p.source} {p.title} {p.context}", said) for p in passages}
    most = max(held.values(), default=0)
    return [p for p in passages if most * 2 >= len(said) and held[p.source] == most]


def _held(passage: Passage, terms: Sequence[str]) -> int:
    """How many of some terms a passage or what stands above it holds."""
    return _in(f"{passage.source} {passage.title} {passage.context} {passage.text}", terms)


def _in(text: str, terms: Sequence[str]) -> int:
    letters = bare(text)
    return sum(term in letters for term in terms)


def _spans(asked: Provision, own: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """Where the provision stands in the passages of one article."""
    inside = 0
    parted = any(clauses(passage.text) for passage in own)
    if not parted and asked.clause > 1:
        return
    for passage in own:
        text = passage.text
        if not asked.clause or not parted:
            yield from _items(asked.item, passage, 0, len(text))
            continue
        marks = [(start, int(name[1:-1])) for start, name in clauses(text)]
        bounds = [(0, inside), *marks] if not marks or marks[0][0] else marks
        ends = [start for start, _ in bounds[1:]] + [len(text)]
        for (start, number), end in zip(bounds, ends, strict=True):
            if asked.clause == number:
                yield from _items(asked.item, passage, start, end)
        inside = bounds[-1][1]


def _items(item: int, passage: Passage, start: int, end: int) -> Iterator[tuple[Passage, int, int]]:
    """A stretch of a passage, or the numbered item in it."""
    text = passage.text
    if item:
        starts = [(m.start(1), int(m[1])) for m in _ITEM.finditer(text, start, end)]
        found = [n for n, (_, number) in enumerate(starts) if number == item]
        if not found:
            return
        start = starts[found[0]][0]
        end = starts[found[0] + 1][0] if found[0] + 1 < len(starts) else end
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if start < end:
        yield passage, start, end
