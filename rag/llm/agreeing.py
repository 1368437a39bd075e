"""Whether a sentence gives the answer that the quoting reader gives, and tells nothing beside it.

Rules and networks doubt many true sentences on cells of tables, which share their words with false
ones. That another reader, which has seen no such sentence, answers the same question by the same
value is evidence of its own. All else that the sentence tells must be in the question, in the title
or beside that value, told alike.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from corpus.table import cell_texts, head_of, is_row
from index import Morpheme, analyse, bare
from rag.answer import Answer
from rag.checking.figures import BARE_FIGURE, THOUSANDS, figure_of, number_of
from rag.checking.support import Evidence
from rag.language.table_clauses import named_cells, naming
from rag.language.values import Value, values_of
from rag.language.word_groups import CARRIERS, GENERA, HOLDING, LIGHT, is_among
from rag.reading.whether.yes_no import NO, YES

_LEAD = re.compile(r"^(?:네|예|아니요|아니오)[,.]?\s+")
_DENIES = re.compile(r"않|아니|아닌|아닙|못|없|제외|면제|빼고|금지|불가|안 [되돼됩하]")
_PLANNED = re.compile(r"예정|계획|목표|전망|예상|추진")
_PAST = re.compile(r"[았었였했됐갔왔](?:습니다|어요|다\b)")
# What widens or narrows: the sentence must have it from where it says that it is.
_BOUNDS = re.compile(
    r"이상|이하|초과|미만|이내|까지|부터|최대|최소|(?<!\d)만(?=\s)|매년|매월|매주|매일|마다|모두|전부|전체|일부|약(?=\s)"
)
_OPEN = re.compile(r"\s?(?:이상|이하|초과|미만|이내)")
# Who gives, gets or is compared stays so.
_ROLES = re.compile(r"([가-힣A-Za-z0-9]+?)(에게서|에게|한테|에서|보다)(?=[\s,.은는도만]|$)")
_ITEMS = re.compile(r",\s(?!\d)|\s?·\s?|(?<=[가-힣])[와과]\s")
# What parts the items of a list, each with values of its own.
_PARTS = re.compile(r",\s|;|\s?·\s?")
_CLAUSE_END = re.compile(r"[고며](?=[,\s])|다(?=[.\s])|지만|는데")
_BESIDE_NUMBER = re.compile(r"[\d,.\s]")
_UNTELLING = frozenset("SN NR NNB".split())
_EMPTY = LIGHT | GENERA | CARRIERS | HOLDING
# A short answer with more letters beside its values says more than these.
_LONGEST_UNIT = 8


@dataclass(frozen=True)
class _Told:
    """What was asked and answered: the question, the short answer, what stands beside it, titles.

    `near` is the part of what stands beside the answer whose values belong to it, `deeds` that
    whose verbs do.
    """

    question: str
    short: str
    beside: str
    near: str
    deeds: str
    titles: str

    @property
    def all(self) -> str:
        """All of it."""
        return f"{self.question} {self.short} {self.beside} {self.titles}"


def agreed(said: str, question: str, quoted: Answer) -> tuple[Evidence, ...]:
    """What the quoting reader cites, where a sentence gives its short answer and tells no more.

    Nothing where that reader is silent, says yes or no, or finds what the question names already.
    """
    short = quoted.short
    if quoted.abstained or not short or not quoted.citations or " / " in short:
        return ()
    if short.startswith((YES, NO)) or bare(short) in bare(question):
        return ()
    said = _LEAD.sub("", said)
    told = _told(said, question, quoted)
    if not _gives(said, short) or _turns(said, told) or _adds(said, told):
        return ()
    if not _takes_up(said, told):
        return ()
    first = quoted.citations[0]
    return (Evidence(first.passage, first.start, first.end),)


def _told(said: str, question: str, quoted: Answer) -> _Told:
    first = quoted.citations[0]
    passage = first.passage
    titles = [passage.context, passage.title, passage.label, *passage.headings, quoted.notice]
    if is_row(first.quote):
        head = head_of(passage.text, first.start - passage.start, passage.columns)
        near = deeds = beside = " ".join(_of_cell(said, quoted.short, first.quote, head))
    else:
        beside = first.quote
        before, short, behind = beside.partition(quoted.short)
        end = _CLAUSE_END.search(behind)
        deeds = short + (behind[: end.end()] if end else behind)
        near = _PARTS.split(before)[-1] + short + _PARTS.split(behind)[0]
    return _Told(question, quoted.short, beside, near, deeds, " ".join(titles))


def _of_cell(said: str, short: str, row: str, head: str) -> Iterator[str]:
    """The cells that hold the answer, the names of their row and columns, and words in others."""
    cells = cell_texts(row)
    names: Sequence[str] = cell_texts(head)
    if named := named_cells(cells):
        names, cells = named[0], [*named[1]]
    front = max(1, naming(cells))
    for place, cell in enumerate(cells):
        letters = bare(cell)
        worded = len(letters) > 1 and any(map(str.isalpha, letters)) and letters in bare(said)
        if place < front or worded or bare(short) in letters:
            yield cell
            yield from names[place : place + 1]


def _gives(said: str, short: str) -> bool:
    """Whether a sentence has a short answer: as it is, item by item, or as the same value."""
    letters = bare(said)
    items = [item for item in _ITEMS.split(short) if item.strip()]
    if bare(short) in letters or (len(items) > 1 and all(bare(i) in letters for i in items)):
        return True
    if len(_BESIDE_NUMBER.sub("", short)) >= _LONGEST_UNIT:
        return False
    found, numbers, known = values_of(short), _Numbers.of(short).numbers, _Numbers.of(said)
    told = [*map(known.have, found), *map(known.have_number, () if found else numbers)]
    return bool(told) and all(told)


def _takes_up(said: str, told: _Told) -> bool:
    """Whether most of what a question names is in the sentence or the titles."""
    letters = bare(f"{said} {told.titles}")
    nouns = {m.form for m in analyse(said) if m.is_content}
    asked = {m.form for m in analyse(told.question) if m.is_noun} - _EMPTY
    held = [one for one in asked if one in letters or is_among(one, nouns)]
    return bool(asked) and len(held) >= len(asked) / 2


def _turns(said: str, told: _Told) -> bool:
    """Whether a sentence denies, bounds, plans or turns round what is told otherwise."""
    if _DENIES.search(said) and not (_DENIES.search(told.question) and _DENIES.search(told.beside)):
        return True
    if any(bound not in told.all for bound in _BOUNDS.findall(said)):
        return True
    place = told.beside.find(told.short)
    behind = _OPEN.match(told.beside, place + len(told.short)) if place >= 0 else None
    if behind and behind.group().strip() not in said:
        return True
    planned = _PLANNED.search(f"{told.question} {told.beside}")
    if planned and _PAST.search(said) and not _PLANNED.search(said):
        return True
    known = dict(_ROLES.findall(f"{told.question} {told.beside}"))
    return any(known.get(word, role) != role for word, role in _ROLES.findall(said))


def _adds(said: str, told: _Told) -> bool:
    """Whether a sentence has a value or a word that nothing told has."""
    known = _Numbers.of(f"{told.question} {told.short} {told.near} {told.titles}")
    if not all(known.have(value) for value in values_of(said)):
        return True
    letters = bare(told.all)
    nouns = {m.form for m in analyse(told.all) if m.is_content}
    deeds = {m.form for m in analyse(f"{told.question} {told.deeds}") if m.is_content}
    return not all(_is_known(one, letters, nouns, deeds) for one in analyse(said) if one.is_content)


def _is_known(one: Morpheme, letters: str, nouns: Collection[str], deeds: Collection[str]) -> bool:
    if one.form in _EMPTY or one.tag in _UNTELLING:
        return True
    if one.tag[0] == "V":
        return is_among(one.form, deeds)
    if one.form in letters or is_among(one.form, nouns):
        return True
    return len(one.form) > 2 and one.form[:-1] in letters  # 수금액 of 수금


@dataclass(frozen=True)
class _Numbers:
    """The values of a text in all their forms, and its numbers."""

    forms: frozenset[str]
    numbers: frozenset[Fraction]

    @classmethod
    def of(cls, text: str) -> "_Numbers":
        """Those of a text; numbers without a unit among them."""
        found = values_of(text)
        numbers = {n for one in found if (n := number_of(one)) is not None}
        numbers |= {figure_of(match["figure"]) for match in BARE_FIGURE.finditer(text)}
        return cls(frozenset(form for one in found for form in one.forms), frozenset(numbers))

    def have(self, value: Value) -> bool:
        """Whether a value stands there, a day with its year or without, or its number."""
        if not self.forms.isdisjoint(value.forms[:1]):
            return True
        if value.unit == "date":
            return any(form in self.forms for form in value.forms)
        number = number_of(value)
        return number is not None and self.have_number(number)

    def have_number(self, number: Fraction) -> bool:
        """Whether a number stands there, or so many thousands or a thousandth of it."""
        return any(n in self.numbers for s in (1, *THOUSANDS) for n in (number * s, number / s))
