"""Whether passages bear out a sentence.

Each clause of the sentence must be borne by a clause of a passage (or by the clauses of one of its
sentences together): its values, nouns and predicates are there, in the same roles, negated and
bounded and planned alike. What it speaks of may have been named some sentences before, unless
another topic has come between. What cannot be matched counts as not borne, so that a clumsy
honest sentence is lost rather than a lie shown.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise
from typing import Self

from index import Passage, bare, sentence_spans
from rag.checking.agreement import agree, drops_condition, lacking
from rag.checking.carrying import carried, may_be_carried, owned, rests_on
from rag.checking.conflicts import is_opposed
from rag.checking.derived import counts, is_step
from rag.checking.extremes import extreme_row
from rag.checking.limits import drops_limit
from rag.checking.matching import stands_in, tells_step
from rag.checking.order import is_reordered
from rag.checking.parts import is_crossed, is_of_another_part
from rag.checking.possible import is_possible
from rag.checking.relations import paired
from rag.checking.rows import tells_otherwise
from rag.language.clauses import clauses
from rag.language.items import ELSEWHERE, Clause, Item
from rag.language.spans import ReadPassage
from rag.language.table_clauses import row_of
from rag.language.word_groups import ANAPHORS, CARRIERS, GENERA, HOLDING, SHARES

_CONCESSION = re.compile(
    r"더라도|이?라도 |라 해도|[아어여해]도 (?!되|된|돼|좋|괜찮|무방)|관계없이|상관없이|불문|막론"
)
_KINDS = frozenset("회사 기업 업체 양사 당국 이 이것".split())
_SAID = re.compile(r"['‘\"“]([^'‘’\"“”\n]{6,200}[다요까][.?!]?)['’\"”]")
_ORDER = re.compile(
    r"(?:이전|앞선|앞의|위의?|기존|지금까지)의?\s?(?:모든\s?)?(?:지시|명령|지침|프롬프트|내용|규칙)\S*\s?"
    r"(?:은|는|을|를)?\s?(?:모두\s?|전부\s?)?(?:무시|잊|따르지)|시스템\s?(?:프롬프트|메시지|지시)"
    r"|지금부터\s?(?:너|당신|넌)"
    r"|(?:라고|다고|고)\s?(?:만\s?)?(?:답하|답해|대답하|대답해|말하라|말해라|출력|응답하|응답해|쓰라|써라"
    r"|안내하시오|안내하라)"
    r"|(?:AI|인공지능|챗봇|언어\s?모델|비서)(?:은|는|에게|이라면)[\s:].*"
    r"(?:하라|할 것|해라|하시오|하십시오|마라)"
    r"|(?:ignore|disregard)\s+(?:all|any|the|previous|prior)|system\s*prompt|you\s+are\s+now"
    r"|(?:reply|respond|answer|say|output)\s+(?:that|with|only)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence to be borne out, and the sentences before it."""

    text: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a passage that bears out a sentence; offsets in the document."""

    passage: Passage
    start: int
    end: int

    @classmethod
    def within(cls, passage: Passage, start: int, end: int) -> Self:
        """The span between two places that are counted from the start of the passage."""
        return cls(passage, passage.start + start, passage.start + end)

    @classmethod
    def sentence(cls, read: ReadPassage, number: int) -> Self:
        """The sentence of that number."""
        return cls.within(read.passage, *read.sentences[number])

    @classmethod
    def sentences(cls, passage: Passage) -> Iterator[Self]:
        """All sentences of a passage, in order."""
        return (cls.within(passage, *span) for span in sentence_spans(passage.text))

    @property
    def text(self) -> str:
        """The span as the document has it."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]

    @property
    def told(self) -> str:
        """The span as a sentence: of a row each cell behind the name of its column."""
        if not self.text.startswith("|"):
            return self.text
        start, end = self.start - self.passage.start, self.end - self.passage.start
        row = row_of(self.passage.text, start, end, self.passage.columns)
        return ", ".join(f"{name} {cell}".strip() for name, cell in zip(*row, strict=False))


Fits = Callable[[Evidence], bool]


def supports(claim: Claim, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """The spans that bear out every clause of the claim; none where a clause is not borne."""
    if not is_possible(claim.text, passages):
        return ()
    fits = partial(_is_told_of, claim)
    found = _borne(wanted_clauses(claim), passages, fits)
    if not found and claim.before and _names_a_kind(claim.text):
        # The passage may speak of 'the company' as well.
        found = _borne(wanted_clauses(Claim(claim.text)), passages, fits)
    if not found and (row := extreme_row(claim.text, passages)):
        passage, span = row
        return (Evidence.within(passage, *span),)
    if _concedes(claim, found) or _is_unconditional(claim, found):
        return ()
    return () if any(_tells_otherwise(one, claim.text) for one in found) else found


def _is_told_of(claim: Claim, evidence: Evidence) -> bool:
    """Whether evidence is no row of a table but one of which the claim tells."""
    start, end = (place - evidence.passage.start for place in (evidence.start, evidence.end))
    before = " ".join(claim.before[-1:])
    return not tells_otherwise(claim.text, before, evidence.passage, start, end)


def _tells_otherwise(evidence: Evidence, said: str) -> bool:
    """Whether evidence has the words of a sentence with other partners, turned or reordered."""
    told = evidence.told
    return (
        is_crossed(said, told)
        or drops_limit(said, told)
        or is_opposed(clauses(said), clauses(told))
        or (told == evidence.text and (is_of_another_part(said, told) or is_reordered(said, told)))
    )


def _concedes(claim: Claim, found: Sequence[Evidence]) -> bool:
    """Whether something is told to be so even in a case that the evidence does not speak of."""
    there = any(_CONCESSION.search(one.text) for one in found)
    return _CONCESSION.search(claim.text) is not None and not there


def _is_unconditional(claim: Claim, found: Sequence[Evidence]) -> bool:
    """Whether the evidence tells of a case that neither the claim nor what is before it names."""
    before = [clause for text in claim.before[-1:] for clause in clauses(text)]
    told = [clause for one in found for clause in clauses(one.text, one.passage.columns)]
    return drops_condition(clauses(claim.text), told, before)


def _names_a_kind(text: str) -> bool:
    """Whether a sentence goes on about 'the company' or 'this', rather than a person or nothing."""
    heads = [(item, clause) for clause in clauses(text)[:1] for item in clause.heads]
    return any(item.form in _KINDS and _refers(item, clause) for item, clause in heads)


def _borne(
    wanted: Sequence[Clause], passages: Sequence[Passage], fits: Fits
) -> tuple[Evidence, ...]:
    """The spans that bear out every clause; none where a clause is not borne."""
    found: list[Evidence] = []
    told = [item for clause in wanted for item in clause.items if not item.light]
    if all(item.value is not None and not item.value.unit for item in told):
        # A number alone tells nothing.
        return ()
    for clause in wanted:
        if all(item.light for item in clause.items) and len(wanted) > 1:
            continue
        evidence = bearing(clause, passages, fits)
        if evidence is None:
            return ()
        found.append(evidence)
    return tuple(dict.fromkeys(found))


def wanted_clauses(claim: Claim) -> list[Clause]:
    """The clauses of the claim; those that name nothing have the topic of what comes before.

    Of the sentence before, names only: as nouns where a pronoun stands for them, else as owners.
    """
    told = [head for text in claim.before[-1:] for one in clauses(text) for head in one.heads]
    topic, earlier = tuple(head for head in told if head.name), True
    found = []
    for clause in map(_without_front, clauses(claim.text)):
        own = tuple(item for item in clause.heads if not _refers(item, clause))
        referring = any(_refers(item, clause) for item in clause.heads)
        if earlier and referring:
            clause = _with_topic(clause, [head for head in told if head.topic], loose=False)
        elif not any(item.name for item in own):
            names = [item for item in topic if item.name or not own]
            clause = _with_topic(clause, names, loose=earlier)
        if own:
            topic, earlier = own, False
        found.append(clause)
    return found


def _without_front(clause: Clause) -> Clause:
    """A run of a list that speaks of something of its own, without what stands before the list."""
    own = clause.own
    if not any(item.topic for item in own):
        return clause
    items = tuple(i for i in clause.items if i.part != ELSEWHERE or i.start > own[0].start)
    return replace(clause, items=items, heads=tuple(i for i in clause.heads if i in items))


def _refers(item: Item, clause: Clause) -> bool:
    """Whether a noun stands for what was named before: '이 회사는', not '한국 기업은'."""
    number = clause.items.index(item)
    before = clause.items[number - 1] if number else None
    modified = before is not None and before.kind in ("noun", "verb") and not before.light
    return item.form in ANAPHORS and bool(item.role) and (item.pointed or not modified)


def _with_topic(clause: Clause, topic: Sequence[Item], loose: bool) -> Clause:
    """A clause that speaks of what another has named."""
    inherited = [
        replace(item, kind="owner" if loose else item.kind, role="topic", part=ELSEWHERE)
        for item in topic
    ]
    return replace(clause, items=(*clause.items, *inherited))


def bearing(
    claim: Clause, passages: Sequence[Passage], fits: Fits = lambda _: True
) -> Evidence | None:
    """The first span that bears out a clause, of those that fit."""
    for passage in passages:
        for text in dict.fromkeys((passage.text, _unquoted(passage.text))):
            known = known_clauses(text, passage.columns)
            for place in _places(known):
                if _bears(claim, known, place, bare(passage.context)):
                    first = known[place[0]]
                    found = Evidence.within(passage, first.start, first.end)
                    if fits(found):
                        return found
    return None


def _unquoted(text: str) -> str:
    """The text with what is said in quotes as sentences of its own, at the same offsets."""
    return _SAID.sub(r" \1 ", text)


@lru_cache(maxsize=256)
def known_clauses(text: str, columns: str) -> tuple[Clause, ...]:
    """The clauses of a passage without those that give orders to the reader."""
    found = clauses(text, columns)
    return tuple(one for one in found if not _ORDER.search(text[one.start : one.end]))


def _places(known: Sequence[Clause]) -> Iterator[tuple[int, ...]]:
    """Each clause alone, then the clauses of each sentence together."""
    yield from ((number,) for number in range(len(known)))
    for start in dict.fromkeys(clause.start for clause in known):
        together = tuple(n for n, clause in enumerate(known) if clause.start == start)
        if len(together) > 1:
            yield together


def _bears(claim: Clause, known: Sequence[Clause], place: tuple[int, ...], context: str) -> bool:
    group = [known[n] for n in place]
    if lacking(claim, [one for one in known if one.start == group[0].start]):
        return False
    missing = []
    full, claim = claim, _without_carriers(claim, group)
    for item in claim.items:
        if item.light or item.kind == "owner" or _is_genus(item, claim):
            continue
        if _is_share(item, claim) or _is_dated(item, claim, known, group, context):
            continue
        if _is_count(item, claim, group) or _is_difference(item, claim, group):
            continue
        if not any(stands_in(item, clause, claim) for clause in group):
            if item.kind not in ("noun", "value", "quote") or not may_be_carried(
                item, claim, group
            ):
                return False
            missing.append(item)
    if missing and not rests_on(claim, missing, group):
        return False
    if claim is not full and not claim.verbs and any(item.topic for item in missing):
        # What only is so cannot be said of what stands elsewhere.
        return False
    return (
        agree(claim, group)
        and owned(claim, known, place)
        and paired(claim, group)
        and (not missing or carried(claim, missing, known, place, context))
    )


def _without_carriers(claim: Clause, group: Sequence[Clause]) -> Clause:
    """The claim with verbs that say little, and that stand nowhere there, as plain 하."""
    verbal = any(item.kind == "verb" for clause in group for item in clause.items)
    held = [item for item in claim.items if item.form in HOLDING and not verbal]
    # What marks off a day says which one it is: '접수한 날부터'.
    dated = [one for one, after in pairwise(claim.items) if after.form == "날"]
    carried_ = [
        item
        for item in claim.items
        if item.kind == "verb"
        and item not in dated
        and (item.form in CARRIERS or (item.form == "시작" and _since(claim)) or item in held)
        and not any(stands_in(item, clause, claim) for clause in group)
    ]
    if not carried_:
        return claim
    items = tuple(replace(i, form="하") if i in carried_ else i for i in claim.items)
    return replace(claim, items=items)


def _since(claim: Clause) -> bool:
    """Whether something is told from a time on, so that it begins then."""
    return any(item.value is not None and item.role == "from" for item in claim.items)


def _is_share(item: Item, claim: Clause) -> bool:
    """Whether a noun only tells what a percentage is: '1인 가구의 비율은 36.8%'."""
    shares = any(one.value is not None and one.value.unit == "%" for one in claim.items)
    return shares and item.kind == "noun" and item.form in SHARES


def _is_count(item: Item, claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether a value only counts what is listed here and there: '종과 탑 두 점'."""
    if item.value is None:
        return False
    size = _listed(claim.items[: claim.items.index(item)])
    there = (_listed(one.items[:end]) for one in group for end in range(1, len(one.items) + 1))
    return counts(item.value, [size]) and size in there


def _is_difference(item: Item, claim: Clause, group: Sequence[Clause]) -> bool:
    """Whether a value tells by how much there changes what is told from and to what it does."""
    if item.value is None or not tells_step(item, claim):
        return False
    pairs = (
        (a.value, b.value) for one in group for a, b in pairwise(one.items) if a.role == "from"
    )
    return any(start and end and is_step(item.value, start, end) for start, end in pairs)


def _listed(items: Sequence[Item]) -> int:
    """How many things the list has that some items end in; 0 where it goes on."""
    if not items or items[-1].listed:
        return 0
    count = 1
    for item in reversed(items[:-1]):
        if item.kind not in ("noun", "quote") or (item.role and not item.listed):
            break
        count += item.listed
    return count


def _is_dated(
    item: Item, claim: Clause, known: Sequence[Clause], group: Sequence[Clause], context: str
) -> bool:
    """Whether a day is told there, and its year elsewhere in the passage only."""
    if item.value is None or item.value.unit != "date" or len(item.value.forms) < 4:
        return False
    whole, day, *_ = item.value.forms
    year = whole.removesuffix(day)
    undated = replace(item, form=day, value=replace(item.value, forms=item.value.forms[1:]))
    others = [o.form for one in group for o in one.items if o.value and o.value.unit == "date"]
    told = year in context or any(year in one.letters for one in known)
    return (
        told
        and not any(re.match(r"\d{4}년", form) for form in others)
        and any(stands_in(undated, clause, claim) for clause in group)
    )


def _is_genus(item: Item, claim: Clause) -> bool:
    """Whether a noun only says of what sort the thing is: '성능을 높이는 기술이다'."""
    number = claim.items.index(item)
    before = claim.items[number - 1] if number else None
    last = all(i.light or i.part == ELSEWHERE for i in claim.items[number + 1 :])
    described = before is not None and (before.kind == "verb" or before.role == "of")
    near = before is not None and before.kind == "noun" and not before.role
    placed = item.role in ("at", "to", "from") and (near or described)
    return item.form in GENERA and (placed or (last and not item.role and described))
