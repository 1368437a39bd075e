"""Articles of statutes and contracts that are asked for by number, and which article tells it.

'제5조 2항이 뭐야?' wants the provision itself; '지체상금은 몇 조에 나와?' its number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.particles import with_particles
from corpus.symbols import LETTERS
from index import Passage, bare
from index.headings import clauses
from rag.answer import Answer, Hit, quotations
from rag.retrieval.query import question_terms

_NUMBER = (
    r"제?\s?(?P<article>\d{1,4})\s?조(?:의\s?(?P<branch>\d{1,2}))?"
    r"(?:\([^()]{1,30}\))?(?:의?\s?제?\s?(?P<clause>\d{1,2})\s?항)?(?:의?\s?제?\s?(?P<item>\d{1,2})\s?호)?"
    rf"(?:의?\s?(?P<letter>[{LETTERS}])\s?목)?"
    r"(?:의?\s?(?P<proviso>단서|예외)(?:\s?(?:조항|규정|사항))?)?"
)
_TELL = (
    r"\s?(?:에 대해서?|에 대하여|이라?는|이란|란|은|는|이|가|을|를|의|에|에는|에서는)?\s?"
    r"(?:(?:전체|자세한|조문|규정)\s?)?(?:내용|전문|조문|원문|본문)?(?:은|는|이|을|를|에 대해)?\s?"
    r"(?:좀\s)?"
    r"(?:(?:무슨|어떤)\s내용\S{0,6}|뭐\S{0,8}|뭔\S{0,4}|무엇\S{0,5}|어떻게 (?:되|돼)\S{0,6}"
    r"|(?:뭐라고|무엇이라고|어떻게) \S{1,10}(?: 있\S{0,4})?"
    r"|(?:알려|보여|말해|읽어|찾아|설명해|설명|인용해)\S{0,2}(?:\s?\S{0,5}))?[\s.?!~]*"
)
_WHOLE = re.compile(rf"(?P<named>.{{0,60}}?)(?<!\d){_NUMBER}{_TELL}")
# What parts several provisions: '제3조와 제5조의2', '제7조 제1항, 제4항'.
_FURTHER = re.compile(
    r"(?<=[조항호목의\d])\s?(?:,|·|및|그리고|하고|이?랑|[와과])\s?(?=제\s?\d{1,4}\s?[조항]|\d{1,4}\s?조)"
)
_BEFORE_LAST = re.compile(rf"(?P<named>.{{0,60}}?)(?<!\d){_NUMBER}")
_CLAUSE_ONLY = re.compile(rf"제?\s?(?P<clause>\d{{1,2}})\s?항(?:{_TELL})?")
# '별표 2', '별지 제1호 서식'
_ANNEXED = r"별\s?(?P<kind>[표지])\s?제?\s?(?P<number>\d{1,3})\s?호?(?:의\s?(?P<branch>\d{1,2}))?"
_ANNEX_ASKED = re.compile(
    rf"(?P<named>.{{0,60}}?)[\[<〈【(]?{_ANNEXED}[\]>〉】)]?(?:\s?서식)?{_TELL}"
)
_ANNEX_HEAD = re.compile(rf"[\[<〈【(]?\s?{_ANNEXED}")
_NUMBERED = ("kind", "number", "branch")
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
_LETTER = re.compile(rf"^\s*([{LETTERS}])\.\s", re.MULTILINE)
_PROVISO = re.compile(r"다만,?\s[^\n]+")
# What a proviso announces belongs to it.
_ANNOUNCES = re.compile(r"다음 각 [호목]")
_ANNEX = "부칙"
_MOST = 8
# A stretch of a passage.
_Span = tuple[Passage, int, int]
_OF_SEVERAL = (
    "{article}가 있는 문서가 {count}개여서 모두 보여 드립니다. 문서 이름을 함께 적으시면 그 문서만 "
    "보여 드립니다."
)


@dataclass(frozen=True, slots=True)
class Provision:
    """What is asked for: '제5조', '제5조의2', its paragraph and its item, 0 where none is named.

    `named` are the words that say of which document, `letter` is the part of an item; of a proviso
    only what begins with '다만' is wanted.
    """

    article: str
    clause: int = 0
    item: int = 0
    named: str = ""
    letter: str = ""
    proviso: bool = False

    @property
    def inner(self) -> str:
        """What is asked for within the article: ' 제2항 제1호 가목'."""
        parts = (
            f" 제{self.clause}항" * bool(self.clause),
            f" 제{self.item}호" * bool(self.item),
            f" {self.letter}목" * bool(self.letter),
            " 단서" * self.proviso,
        )
        return "".join(parts)


def provision_asked(question: str, before: str = "") -> Provision | None:
    """The provision that a question wants shown; one after `before` may name the paragraph only."""
    if match := _WHOLE.fullmatch(question.strip()):
        return _provision(match)
    later = _LATER_CLAUSE.fullmatch(question.strip())
    last = provision_asked(before) if later and before else None
    return Provision(last.article, int(later["clause"]), 0, last.named) if later and last else None


def provisions_asked(question: str, before: str = "") -> list[Provision]:
    """All provisions that a question wants shown, in its order; none where a part is none."""
    *first, last = _FURTHER.split(question.strip())
    if not first:
        return [one] if (one := provision_asked(question, before)) else []
    found: list[Provision] = []
    for part, shape in (*((part, _BEFORE_LAST) for part in first), (last, _WHOLE)):
        if match := shape.fullmatch(part):
            one = _provision(match)
            found.append(replace(one, named=found[0].named) if found else one)
        elif found and (inside := _CLAUSE_ONLY.fullmatch(part)):
            found.append(replace(found[-1], clause=int(inside["clause"]), item=0, letter=""))
        else:
            return []
    return found


def _provision(match: re.Match[str]) -> Provision:
    branch = f"의{match['branch']}" if match["branch"] else ""
    return Provision(
        f"제{int(match['article'])}조{branch}",
        int(match["clause"] or 0),
        int(match["item"] or 0),
        match["named"].strip(),
        match["letter"] or "",
        proviso=bool(match["proviso"]),
    )


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
    name, spans = _asked(question, before, passages)
    if not name:
        return None
    if not spans:
        missing = _missing(question, before, passages)
        return Answer(question, (), (), True, reader, notice=missing) if missing else None
    return _shown(question, spans, name, reader)


def passages_named(question: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the provision or the annex that a question asks for by its number."""
    return [passage for passage, _, _ in _asked(question, "", passages)[1]]


def _asked(question: str, before: str, passages: Sequence[Passage]) -> tuple[str, list[_Span]]:
    """What a question calls the provision or annex that it asks for, and where that stands."""
    if annex := _ANNEX_ASKED.fullmatch(question.strip()):
        return f"별{annex['kind']} {annex['number']}", _annexed(annex, passages)
    asked = provisions_asked(question, before)
    found = [span for one in asked for span in _found(one, passages)]
    return asked[0].article if asked else "", found


def _shown(question: str, spans: Sequence[_Span], article: str, reader: str) -> Answer:
    """Some stretches as their documents have them, one sentence for each."""
    count = len({passage.source for passage, _, _ in spans[:_MOST]})
    return Answer(
        question,
        quotations(spans[:_MOST]),
        (),
        abstained=False,
        reader=reader,
        confidence=1.0,
        searched=question,
        notice=_OF_SEVERAL.format(article=article, count=count) if count > 1 else "",
    )


def _annexed(asked: re.Match[str], passages: Sequence[Passage]) -> list[_Span]:
    """All that stands below the heading of an annex: '[별표 2] 과태료의 부과기준'."""

    def is_asked(heading: str) -> bool:
        head = _ANNEX_HEAD.match(heading)
        return head is not None and head.group(*_NUMBERED) == asked.group(*_NUMBERED)

    own = [p for p in passages if any(map(is_asked, p.headings))]
    named = question_terms(asked["named"]) if asked["named"].strip() else []
    return [(p, 0, len(p.text)) for p in _of_named(named, own)]


def _missing(question: str, before: str, passages: Sequence[Passage]) -> str:
    """Says that the document that is named has no such provision; '' where none is named."""
    asked = next(iter(provisions_asked(question, before)), None)
    if asked is None:
        return ""
    terms = question_terms(asked.named) if asked.named else []
    named = _of_named(terms, [p for p in passages if p.article]) if terms else []
    titles = list(dict.fromkeys(p.title for p in named))
    if len(titles) != 1:
        return ""
    provision = f"{asked.article}{asked.inner}"
    return f"‘{titles[0]}’에서 {with_particles(provision, ['를'])} 찾지 못했습니다."


def _found(asked: Provision, passages: Sequence[Passage]) -> list[_Span]:
    """Where a provision stands in each document that has it."""
    own = [p for p in passages if p.article and p.article.split("(")[0] == asked.article]
    annexed = _ANNEX in asked.named
    own = [p for p in own if _is_annexed(p) == annexed]
    own = _of_named(question_terms(asked.named) if asked.named else [], own)
    return [span for _, group in groupby(own, key=_source) for span in _spans(asked, [*group])]


def _source(passage: Passage) -> str:
    return passage.source


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


def _spans(asked: Provision, own: Sequence[Passage]) -> Iterator[_Span]:
    """Where the provision stands in the passages of one article."""
    inside = 0
    parted = any(clauses(passage.text) for passage in own)
    if not parted and asked.clause > 1:
        return
    for passage in own:
        text = passage.text
        if not asked.clause or not parted:
            yield from _inside(asked, passage, passage.article_start or 0, len(text))
            continue
        marks = [(start, int(name[1:-1])) for start, name in clauses(text)]
        bounds = [(0, inside), *marks] if not marks or marks[0][0] else marks
        ends = [start for start, _ in bounds[1:]] + [len(text)]
        for (start, number), end in zip(bounds, ends, strict=True):
            if asked.clause == number:
                yield from _inside(asked, passage, start, end)
        inside = bounds[-1][1]


def _inside(asked: Provision, passage: Passage, start: int, end: int) -> Iterator[_Span]:
    """A stretch of a passage, or the item, the part of an item or the proviso in it."""
    text = passage.text
    parts = ((_ITEM, str(asked.item or "")), (_LETTER, asked.letter))
    for marks, wanted in parts:
        found = _part(text, marks, wanted, start, end) if wanted else (start, end)
        if found is None:
            return
        start, end = found
    for low, high in _provisos(text, start, end) if asked.proviso else ((start, end),):
        low += len(text[low:high]) - len(text[low:high].lstrip())
        high -= len(text[low:high]) - len(text[low:high].rstrip())
        if low < high:
            yield passage, low, high


def _part(
    text: str, marks: re.Pattern[str], wanted: str, start: int, end: int
) -> tuple[int, int] | None:
    """From the mark that is wanted to the next of its kind; None where there is none."""
    found = [(match.start(1), match[1]) for match in marks.finditer(text, start, end)]
    ends = [*(place for place, _ in found[1:]), end]
    own = (
        (place, after) for (place, mark), after in zip(found, ends, strict=True) if mark == wanted
    )
    return next(own, None)


def _provisos(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _PROVISO.finditer(text, start, end):
        yield match.start(), end if _ANNOUNCES.search(match[0]) else match.end()
