"""What people say in turn, in talks and minutes: '이하늘 (오후 3:12): 제가 살게요', '- 이하늘: …'.

Who says something stands before it, once: '뭐라고 했어?' asks for what is behind the name, and who
says '제가' is the one that does it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.talk import SAID
from index import Passage, terms_of
from rag.language.spans import ReadPassage, read_passage
from rag.reading.layout.asked_before import is_question
from rag.reading.layout.sections import asked_terms
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged, sentence
from rag.reading.tables.matching import held
from rag.reading.tables.whole import OfDocument

_ASKS_SAID = re.compile(
    r"(?:뭐라고?|무엇이라고?|어떻게)\s?(?:말|답|대답|했|그랬|썼|적었|적어|물었|물어|제안|얘기|이야기|요청|부탁|반응)"
    r"|무슨\s?(?:말|얘기|이야기|댓글|제안|요청|부탁)[을를]?\s?(?:했|하|썼|남겼|올렸)"
    r"|(?:뭘|무엇을|뭐를?)\s?(?:제안|요청|부탁|주장|물어|지적)"
)
# '- 이하늘: …' of minutes, '[00:12] 이하늘: …', '(이하늘) …' of subtitles,
# '이하늘 2027.05.01 09:10' above a comment.
_NAMED = re.compile(
    r"^[ \t]*(?:[-*•·○>]\s*|\[[\d:]{4,8}\]\s*)?(?:(?P<who>[^\s\n|:：()][^\n|:：()]{0,19}?)\s?[:：]"
    r"|\((?P<by>[^\n()]{2,12})\))[ \t]+(?=\S)"
    r"|^(?P<poster>\S[^\n|]{0,19}?) (?:\d{4}[.-] ?\d{1,2}[.-] ?\d{1,2}\.?)"
    r"(?: \d{1,2}:\d{2}(?::\d{2})?)?\n+(?=\S)",
    re.MULTILINE,
)
_HOLLOW = frozenset(
    "말하 말 답하 답 대답 대답하 하 그러 쓰 적 묻 물어보 제안 제안하 얘기 얘기하 이야기 이야기하 "
    "요청 부탁 반응 대하 대해 관하 회의 때 뭐 무엇 무슨 씨 님 라고 댓글 지적 주장 남기 올리".split()
)
_FIRST = re.compile(r"(?<![가-힣])(?:제가|저는|저도|저희|내가|나는|나도|제 거|저(?=\s))")
_DENIES = re.compile(r"다른 (?:분|사람)|아닙|아니[에요라]|아녜|몰라|모르|(?<![가-힣])[안못] ")
_ASKS_WHO = re.compile(r"누가|누구")
_ENOUGH = 0.5
_LONGEST, _SHOWN = 120, 4
# So many turns after a question somebody may still answer it.
_REPLIES = 4
_FIRST_HITS = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """What one says: who, where the line begins in the passage, where what is said begins, ends."""

    read: ReadPassage
    who: str
    start: int
    said: int
    end: int

    @property
    def text(self) -> str:
        """What is said, in the words of the document."""
        return self.read.passage.text[self.said : self.end].strip()

    @property
    def sentences(self) -> list[Candidate]:
        """The sentences of it, not judged."""
        places = enumerate(self.read.sentences)
        own = [n for n, (start, end) in places if start < self.end and end > self.said]
        return [sentence(self.read, n) for n in own]


def said_by(judged: Judged, passages: Sequence[Passage]) -> tuple[list[Candidate], str] | None:
    """What the one that a question names says of what it asks; None where nobody named says it."""
    query = judged.spans.query
    if _ASKS_SAID.search(query.text) is None:
        return None
    own = [(_named(query, one.who), one) for p in passages for one in turns(read_passage(p))]
    most = max((len("".join(names)) for names, _ in own), default=0)
    if not most:
        return None
    mine = [(names, one) for names, one in own if len("".join(names)) == most]
    rest = {t: w for t, w in asked_terms(query).items() if t not in _HOLLOW}
    about = {t: w for t, w in rest.items() if not any(t in "".join(names) for names, _ in mine)}
    told = [(_held(query, one, about), one) for _, one in mine]
    best, turn = max(told, key=lambda pair: pair[0])
    if about and not best:  # what the reader finds likeliest of it
        score = {(one.passage, one.start): one.score for one in judged.candidates}
        turn = max((one for _, one in mine), key=lambda one: _score(one, score))
    return turn.sentences[:_SHOWN], turn.text if len(turn.text) <= _LONGEST else ""


def who_says(judged: Judged, passages: Sequence[Passage]) -> tuple[list[Candidate], str] | None:
    """Who says of themselves what a question asks who does; None where nobody does.

    '보고서는 누가 쓰나요?' is answered by who says '제가 쓸게요' after it, not by '저는 아닙니다'.
    """
    query = judged.spans.query
    if query.asked.kind != "person":
        return None
    asked = {t: w for t, w in asked_terms(query).items() if t not in query.asked.head}
    own = _in_order(passages)
    telling = [_held(query, one, asked) for one in own]
    best = max(telling, default=0.0)
    if not best or best < _ENOUGH * sum(asked.values()):
        return None
    at = telling.index(best)
    last = at + 1
    if _asks(own[at]):
        at, last = at + 1, at + 1 + _REPLIES
    said = (one for one in own[at:last] if _FIRST.search(one.text) and not _DENIES.search(one.text))
    turn = next(said, None)
    return (turn.sentences[:1], turn.who) if turn else None


def with_next(passages: Sequence[Passage], of_document: OfDocument) -> list[Passage]:
    """Passages of talks with those that come next, in which a question may be answered."""
    talked = [one for one in passages[:_FIRST_HITS] if SAID.search(one.text)]
    found = []
    for one in talked:
        own = list(of_document(one.source))
        found += own[own.index(one) + 1 :][:1] if one in own else []
    return [*passages, *(one for one in found if one not in passages)]


def _in_order(passages: Sequence[Passage]) -> list[Turn]:
    """The turns of the talks in some passages as they follow each other."""
    talked = [one for one in passages if SAID.search(one.text)]
    ordered = sorted(talked, key=lambda one: (one.source, one.start))
    return [turn for one in ordered for turn in _talk(read_passage(one))]


def in_heads(judged: Judged) -> list[int]:
    """The spans before what is said: when it was said answers nothing, who says it only who."""
    found: list[int] = []
    kind = judged.spans.query.asked.kind
    who = kind in ("person", "name", "number", "yes_no")
    for number, read in enumerate(judged.spans.reads):
        heads = [m.span("when") if who else m.span() for m in SAID.finditer(read.passage.text)]
        if not heads:
            continue
        starts, ends = np.array(heads).T + read.passage.start
        own = np.flatnonzero(judged.spans.place == number)
        at = judged.spans.offsets[own, 0]
        place = np.searchsorted(starts, at, side="right") - 1
        found += own[(place >= 0) & (at < ends[place])].tolist()
    return found


def turns(read: ReadPassage) -> list[Turn]:
    """What is said in a passage, in order: in a talk, else behind names at the start of lines."""
    text = read.passage.text
    if found := _talk(read):
        return found
    return [
        Turn(read, str(m[m.lastgroup or 0]), m.start(), m.end(), (text + "\n").index("\n", m.end()))
        for m in _NAMED.finditer(text)
    ]


def _talk(read: ReadPassage) -> list[Turn]:
    text = read.passage.text
    heads = [*SAID.finditer(text)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [
        Turn(read, head["who"], head.start(), head.end(), end)
        for head, end in zip(heads, ends, strict=False)
    ]


def _held(query: Query, turn: Turn, asked: Mapping[str, float]) -> float:
    """How much of what is asked is said in a turn."""
    own = held(query, turn.text, terms_of(turn.text))
    return sum(min(weight, own.get(term, 0.0)) for term, weight in asked.items())


def _score(turn: Turn, scores: Mapping[tuple[Passage, int], float]) -> float:
    return sum(scores.get((one.passage, one.start), 0.0) for one in turn.sentences)


def _named(query: Query, who: str) -> list[str]:
    """The words of who speaks that a question has: 강미란, 총무 of '총무 강미란'."""
    words = who.split()
    found = [word for word in words if len(word) > 1 and word in query.bare]
    whole = "".join(words)
    return [whole] if len(words) > 1 and whole in query.bare else found


def _asks(turn: Turn) -> bool:
    """Whether what is said asks who does something."""
    asked = [one.text for one in turn.sentences if is_question(one.text)]
    return any(_ASKS_WHO.search(text) for text in asked)
