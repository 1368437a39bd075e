"""What a clause is made of: its values, nouns, verbs, adverbs and quotes, each with its role."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.language.values import Value
from rag.language.word_groups import LIGHT, LIGHT_ADVERBS, LIGHT_VERBS

# The role that a particle gives to what stands before it.
ROLE_OF_FORM = {
    form: role
    for role, forms in {
        "than": "보다",
        "from": "에서 부터 에게서 으로부터 로부터",
        "to": "로 으로",
        "until": "까지",
        "at": "에 에게 께 한테",
        "with": "와 과 하고 랑",
        "topic": "은 는 도 ᆫ 이란 란 이라면 라면",
        "subject": "이 가",
        "object": "을 를",
        "of": "의",
    }.items()
    for form in forms.split()
}
# The part of items that a clause has from another one.
ELSEWHERE = -1


@dataclass(frozen=True, slots=True)
class Item:
    """A value, noun, verb, adverb or quote of a clause, as `kind` tells.

    `form` is in lower case without spaces, `start` and `end` are places in the sentence; `pieces`
    are the morphemes of a noun and `word` is all of its word with the particles. `role` is one of
    `ROLE_OF_FORM`, or '' before another noun; `topic` tells that it is the topic or a subject.
    `part` is the step of the clause it belongs to, `name` that it is a proper one or a code.
    `only` marks 만, `listed` that the next item goes on an enumeration, `aside` what stands in
    brackets, `pointed` what 이 or 그 stands before, `replaced` what stands before 대신 or 아닌,
    `bounding` 최대 and the like before a value. `negated`, `passive` and `former` (던: it is no
    longer so) belong to verbs, `value` to values.
    """

    kind: str
    form: str
    start: int
    end: int
    pieces: tuple[str, ...] = ()
    role: str = ""
    topic: bool = False
    part: int = 0
    name: bool = False
    only: bool = False
    listed: bool = False
    aside: bool = False
    pointed: bool = False
    replaced: bool = False
    word: str = ""
    negated: bool = False
    passive: bool = False
    former: bool = False
    bounding: bool = False
    value: Value | None = None

    @property
    def light(self) -> bool:
        """Whether it claims nothing by itself."""
        if self.kind == "adverb":
            return self.form in LIGHT_ADVERBS
        if self.kind == "verb":
            return self.form in LIGHT_VERBS
        return self.bounding or (self.kind == "noun" and self.form in LIGHT)


@dataclass(frozen=True, slots=True)
class Clause:
    """The items between two borders, and the span of the sentence that holds them.

    `letters` is the text without spaces; `heads` what it speaks of: the nouns of its topic and
    subject; `past` that it is told in the past tense, `done` that it may so be told: '개통한 다리',
    `present` that its last predicate is told in the present tense;
    `mood` is must, may or ''; `conditions` are the items of what must be so for the rest to be:
    '비가 오면'; `row` that it is made of a row of a table; `run` that it is one of
    several that share what stands before and behind them.
    """

    items: tuple[Item, ...]
    letters: str
    heads: tuple[Item, ...]
    start: int
    end: int
    negated: bool = False
    planned: bool = False
    past: bool = False
    done: bool = False
    present: bool = False
    mood: str = ""
    conditions: tuple[Item, ...] = ()
    row: bool = False
    run: bool = False

    @property
    def own(self) -> list[Item]:
        """The items that it has not from another clause."""
        return [item for item in self.items if item.part != ELSEWHERE]

    @property
    def verbs(self) -> list[Item]:
        """The predicates that say something."""
        return [item for item in self.items if item.kind == "verb" and not item.light]

    @property
    def scenes(self) -> list[Item]:
        """The nouns that set its scene: '주말에는'."""
        placed = [item for item in self.items if item.topic and item.role in ("at", "from")]
        return [item for item in placed if item.kind == "noun"]


def heads_of(items: Sequence[Item]) -> tuple[Item, ...]:
    """The topic and the subjects, each with the nouns that it is made of or owned by."""
    found: list[Item] = []
    for number, item in enumerate(items):
        if not item.topic or item.kind == "verb":
            continue
        if item.role in ("at", "from") and not item.name and item.kind == "noun":
            # '공휴일에는' sets the scene and is not what is spoken of.
            continue
        found.append(item)
        place = number - 1
        while place >= 0 and _belongs(items[place], items[place + 1]):
            found.append(items[place])
            place -= 1
    return tuple(found)


def _belongs(item: Item, following: Item) -> bool:
    near = following.start - item.end <= 2
    return near and item.kind in ("noun", "value", "quote") and item.role in ("", "of")
