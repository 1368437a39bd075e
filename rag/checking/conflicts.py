"""Signs that a sentence tells otherwise than the sentences that tell most of it.

Each is a number that a network weighs (`rag.checking.entailment`); none decides anything by itself.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from rag.checking.matching import is_same, stands_in
from rag.language.items import Clause, Item
from rag.language.word_groups import is_among, same

# Words and their opposites: two groups of words a line.
OPPOSITES = Path(__file__).with_name("opposites.txt")
SIGNS = (
    "verbs_denied",
    "nouns_denied",
    "opposites",
    "opposites_nearby",
    "least_of_a_clause",
    "mean_of_clauses",
    "values_by_another",
    "names_by_another",
    "certain_only_here",
    "guess_only_there",
    "all_only_here",
    "some_only_there",
    "cause_only_here",
    "condition_only_here",
    "condition_only_there",
    "order_only_here",
    "done_only_here",
    "to_come_only_there",
)
# Whether something is there is told by negation.
_BARE = frozenset("있 없 하".split())
_CERTAIN = re.compile(r"확정|확실|입증|증명|확인(?:되|됐|해 주|했)|밝혀졌|틀림없|분명")
_GUESS = re.compile(
    r"보인다|보이며|보고|듯|추정|예상|전망|내다|가능성|것 같|할 것이|ㄹ 것이|수 있다고|의심"
)
_ALL = re.compile(
    r"모든|모두|전부|전체|항상|언제나|누구나|예외 없이|관계없이|상관없이|반드시|유일|오직|만이|뿐"
    r"|가장|처음|완전|전혀"
)
_SOME = re.compile(
    r"일부|대부분|대체로|주로|거의|다만|단,|제외|예외|빼고|한하여|한해|경우에만|아닌"
)
_CAUSE = re.compile(
    r"때문|탓|덕분|덕에|므로|으로 인|로 인|원인|이유|까닭|[아어여해]서(?= )|바람에|니까"
)
_CONDITION = re.compile(r"[려하되이리]면(?= |,)|으면(?= |,)|다면|경우|한하여|한해|때에만|조건")
_ORDER = re.compile(r"먼저|앞서|이전|이후|[은한된인] 뒤|[은한된인] 후|기 전|나중|다음에|우선|이어")
_DONE = re.compile(
    r"[았었했됐였렸졌쳤갔왔냈]습니다|[았었했됐였렸졌쳤갔왔냈]다|[았었했됐였렸졌쳤갔왔냈](?:고|으며|지만)"
)
_TO_COME = re.compile(r"예정|계획|하기로|할 것|겠|려 한다|려고|앞두|준비|추진|검토|목표|제안|요구")


def signs(wanted: Sequence[Clause], told: Sequence[Clause], here: str, there: str) -> list[float]:
    """The numbers named in SIGNS for a sentence `here` of some clauses and what is told `there`."""
    return [
        *_denials(wanted, told),
        *_oppositions(wanted, told),
        *_apart(wanted, told),
        *_marks(here, there),
    ]


def _denials(wanted: Sequence[Clause], told: Sequence[Clause]) -> Iterator[float]:
    """How many predicates, and nouns by their predicates, are denied on one side only."""
    verbs = [(i, c) for c in wanted for i in c.items if i.kind == "verb" and not i.light]
    turned = 0
    for verb, clause in verbs:
        others = [
            other.negated != verb.negated or one.negated != clause.negated
            for one in told
            for other in one.items
            if other.kind == "verb" and same(verb.form, other.form)
        ]
        turned += bool(others) and all(others)
    yield turned / 2
    nouns = 0
    for clause in wanted:
        named = [i for i in clause.items if i.kind in ("noun", "value") and not i.light]
        nouns += _nearest(named, told).negated != clause.negated
    yield nouns / 2


def _nearest(items: Sequence[Item], told: Sequence[Clause]) -> Clause:
    """The clause that holds most of the items."""
    return max(told, key=lambda one: sum(any(is_same(i, o) for o in one.items) for i in items))


def _oppositions(wanted: Sequence[Clause], told: Sequence[Clause]) -> Iterator[float]:
    """How many words are not told, but their opposites are: at all, and in the best clause."""
    there = {item.form for clause in told for item in clause.items}
    found = nearby = 0
    for clause in wanted:
        close = {item.form for item in _nearest(clause.items, told).items}
        for item in clause.items:
            against = opposites(item.form)
            if against and not is_among(item.form, there):
                found += bool(against & there)
            if against and not is_among(item.form, close):
                nearby += bool(against & close)
    yield found / 2
    yield nearby / 2


def _apart(wanted: Sequence[Clause], told: Sequence[Clause]) -> Iterator[float]:
    """How much of each clause one clause tells, and what values and names stand by there."""
    shares, values, names = [], 0, 0
    for clause in wanted:
        items = [item for item in clause.items if not item.light]
        if not items:
            continue
        held = [[stands_in(item, one, clause) for item in items] for one in told]
        shares.append(max(sum(row) for row in held) / len(items))
        for place, item in enumerate(items):
            rows = [row for row in held if row[place]]
            alone = bool(rows) and len(items) > 1 and max(map(sum, rows)) == 1
            values += alone and item.kind == "value"
            names += alone and item.kind == "noun" and item.name
    yield min(shares, default=1.0)
    yield sum(shares) / len(shares) if shares else 1.0
    yield values / 2
    yield names / 2


def _marks(here: str, there: str) -> Iterator[float]:
    """What words of certainty, extent, cause, order and time stand on one side only."""
    for pattern, side in (
        (_CERTAIN, here),
        (_GUESS, there),
        (_ALL, here),
        (_SOME, there),
        (_CAUSE, here),
        (_CONDITION, here),
        (_CONDITION, there),
        (_ORDER, here),
        (_DONE, here),
        (_TO_COME, there),
    ):
        other = there if side is here else here
        yield float(bool(pattern.search(side)) and not pattern.search(other))


def is_opposed(said: Sequence[Clause], told: Sequence[Clause]) -> bool:
    """Whether a word stands there only as its opposite, or as a word that is told besides.

    'A가 오르면 B가 늘어난다' is not told by 'A가 오르면 B가 줄어든다', whose 오르다 says 늘다 too.
    """
    own = {item.form for clause in said for item in clause.items}
    there = {item.form for clause in told for item in clause.items}
    rest = there - own
    return any(
        bool(opposites(word) & rest)
        and not is_among(word, rest | (there & {word}))
        and not any(word in one for one in there)
        for word in own - _BARE
    )


def opposites(word: str) -> frozenset[str]:
    """The words that say the opposite of a word, stems of verbs without 다."""
    return _opposites().get(word, frozenset())


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in OPPOSITES.read_text(encoding="utf-8").splitlines():
        sides = [side.split() for side in line.split(" : ")]
        for one, other in (sides, sides[::-1]):
            for word in one:
                found.setdefault(word, set()).update(other)
    return {word: frozenset(words) for word, words in found.items()}
