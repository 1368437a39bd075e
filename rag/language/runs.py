"""Clauses of a list that share what stands in front of them and behind them, told whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.language.items import ELSEWHERE, ROLE_OF_FORM, Clause, Item, heads_of


def joined(found: Sequence[Clause], runs: Sequence["Run | None"]) -> list[Clause]:
    """The clauses of a sentence, those without a predicate or a topic with what they share.

    `runs` tells of each but the first whether it goes on a list that the one before began.
    """
    told = list(found)
    for place in range(len(runs) - 1, -1, -1):
        run, after = runs[place], told[place + 1]
        told[place] = _completed(told[place], after, run) if run else _shared(told[place], after)
    front: tuple[Item, ...] = ()
    for place, run in enumerate(runs, 1):
        front = (*front, *found[place - 1].items[: -run.left]) if run else ()
        told[place] = _led(told[place], front, told[place - 1]) if run else told[place]
    return told


@dataclass(frozen=True, slots=True)
class Run:
    """How many items at the end of one clause and at the start of the next play the same parts."""

    left: int
    right: int


def run_of(left: Sequence[Item], right: Sequence[Item]) -> Run | None:
    """What two neighbours of a list tell in the same roles: at least two phrases of each."""
    ours, theirs = _phrases(left), _phrases(right)
    for count in range(min(len(ours), len(theirs)), 1, -1):
        pairs = list(zip(ours[-count:], theirs[:count], strict=True))
        if all(_play_alike(*pair) for pair in pairs[:-1]) and _play_alike(*pairs[-1], last=True):
            return Run(sum(map(len, ours[-count:])), sum(map(len, theirs[:count])))
    return None


def _phrases(items: Sequence[Item]) -> list[list[Item]]:
    """Items by phrases: nouns with those before them that have no part of their own."""
    found: list[list[Item]] = []
    for item in items:
        before = found[-1][-1] if found else None
        if before is not None and _goes_with(before, item):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _goes_with(item: Item, following: Item) -> bool:
    near = not item.role and item.kind == "noun" and following.start - item.end <= 1
    return following.kind == "noun" and (near or item.role in ("of", "with"))


def _play_alike(one: Sequence[Item], other: Sequence[Item], *, last: bool = False) -> bool:
    """Whether two phrases play the same part; the last of a run may leave its particle out."""
    ours, theirs = one[-1], other[-1]
    units = [item.value.unit if item.value else "" for item in (ours, theirs)]
    roles = ours.role == theirs.role or _role(ours) == _role(theirs) or (last and not ours.role)
    return ours.kind == theirs.kind != "verb" and roles and units[0] == units[1]


def _role(item: Item) -> str:
    """The role of an item, seen too where its particle was taken for the end of a name: '앱이'."""
    return item.role or (ROLE_OF_FORM.get(item.form[-1:], "") if len(item.form) > 1 else "")


def _completed(clause: Clause, after: Clause, run: Run) -> Clause:
    """A run of a list with what stands behind the next one, whose last particle it takes."""
    own, model = clause.items[-1], after.items[run.right - 1]
    if not own.role and own.value and model.value:
        value = replace(own.value, bound=own.value.bound or model.value.bound)
        own = replace(own, role=model.role, topic=model.topic, value=value)
    own = replace(own, role=own.role or model.role, listed=False)
    items = (*clause.items[:-1], own)
    told = _with_verbs(clause, items, after.items[run.right :], after)
    return replace(told, planned=clause.planned or after.planned, run=True)


def _led(clause: Clause, front: Sequence[Item], before: Clause) -> Clause:
    """A run of a list with what stands in front of the first one."""
    shared = [replace(item, part=ELSEWHERE) for item in front]
    return replace(
        clause,
        items=(*shared, *clause.items),
        letters="".join(item.form for item in shared) + clause.letters,
        heads=(*heads_of(shared), *clause.heads),
        planned=clause.planned or before.planned,
        conditions=(*before.conditions, *clause.conditions),
        run=True,
    )


def _shared(clause: Clause, after: Clause) -> Clause:
    """A clause without a verb has that of the next: '서울은 12만 원, 그 밖은 9만 원을 준다'."""
    if not clause.letters.endswith(",") or not clause.heads:
        return clause
    if clause.letters.endswith("로,") and not any(item.role == "to" for item in after.items):
        return clause
    if any(item.kind == "verb" for item in clause.items):
        return clause
    last = max((n for n, i in enumerate(after.items) if i.kind == "value"), default=None)
    rest = after.items[last + 1 :] if last is not None else ()
    if last is not None and clause.items[-1].value and not clause.items[-1].role:
        model, own = after.items[last], clause.items[-1]
        assert own.value
        assert model.value
        value = replace(own.value, bound=own.value.bound or model.value.bound)
        own = replace(own, role=model.role, value=value)
        clause = replace(clause, items=(*clause.items[:-1], own))
    verbs = rest or [item for item in after.items if item.kind == "verb"]
    return _with_verbs(clause, clause.items, verbs, after)


def _with_verbs(
    clause: Clause, items: Sequence[Item], verbs: Sequence[Item], after: Clause
) -> Clause:
    """A clause of some items with the predicate of the next one, and all that it tells of it."""
    return replace(
        clause,
        items=(*items, *(replace(item, topic=False, part=ELSEWHERE) for item in verbs)),
        letters=clause.letters + "".join(item.form for item in verbs),
        negated=after.negated,
        planned=after.planned,
        past=after.past,
        mood=after.mood,
    )
