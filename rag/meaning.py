"""What a question means after the turns before it: by itself, of the topic before, in a document.

Its readings are looked for, and what the documents answer surely enough is what is meant.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from corpus.symbols import BULLETS
from index import Index
from rag.answer import REFUSAL
from rag.conversation.asides import without_asides
from rag.conversation.follow_up import (
    asks_attribute,
    is_phrase,
    readings,
    speaks_for_itself,
    stands_whole,
)
from rag.conversation.hearsay import plainly_asked
from rag.conversation.message import Message, parted
from rag.conversation.topics import Turn
from rag.elsewhere import may_be_of_any
from rag.reading.english import told_in_english
from rag.reading.fitting import fitting
from rag.reading.kinds.contacts import contact_told, lacks_contact
from rag.reading.kinds.lifespans import lifespan
from rag.reading.layout.asked_before import reply
from rag.reading.layout.deadlines import deadline
from rag.reading.layout.definitions import defining_first, definition, meaning_of_row
from rag.reading.layout.fields import is_told, labelled_first
from rag.reading.layout.weekdays import weekday
from rag.reading.refusal import refuses
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.free import free_of_charge
from rag.reading.tables.counting import counted
from rag.reading.tables.differences import difference
from rag.reading.tables.filters import filtered
from rag.reading.tables.listing import is_listed
from rag.reading.tables.numbered import lacks_one_of_several
from rag.reading.tables.ranged import ranged_cell
from rag.reading.tables.selection import is_cell
from rag.reading.tables.sums import addends, is_totalled, summed
from rag.reading.tables.superlatives import is_ranked
from rag.reading.whether.affirmed import affirmed, verdict_of_cell
from rag.reading.whether.yes_no import told_whether
from rag.retrieval.named_document import document_named
from rag.retrieval.query import question_terms
from rag.retrieval.repair import switched
from rag.retrieval.unknown import unknown_words
from rag.retrieval.wording import Wording
from rag.searching import Retrieval, Search

# How surely a whole question must be answered about the topic before to mean that.
_SURE = 0.6
# How much more surely than the likeliest reading another one must be answered, or the same of the
# documents spoken of last; and how surely where the likeliest is not answered at all.
_SURER = 0.1
_SURE_INSIDE = 0.45
# How much surer a question must be without the name of a document, asked of that one.
_SURER_INSIDE = 0.2
# How much surer a question must be by itself than as one about what was spoken of.
_SURER_BARE = 0.25
# So many less likely readings of a follow-up are tried, too.
_OTHERS = 3
# Rows, items and labels tell of what the document is about; a sentence may have another subject.
_OF_DOCUMENT = re.compile(
    rf"\s*(?:[{BULLETS}|①-⑳]|\d{{1,3}}[.)]\s|[가-힣][.)]\s|제\d+조|[^.:\n]{{1,30}}: )"
)
# A longer answer is a sentence that can be found again.
_QUOTED = 12
# What only a whole table tells.
_OF_WHOLE_TABLES = (
    is_listed,
    filtered,
    affirmed,
    is_totalled,
    addends,
    summed,
    counted,
    difference,
    is_ranked,
)
_MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question means, what was found for that, and how surely which reading is answered."""

    text: str
    retrieval: Retrieval
    certainty: float
    read: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is meant by questions, by the documents of one state of an index."""

    search: Search

    @property
    def _index(self) -> Index:
        return self.search.index

    def parted(self, question: str) -> Message:
        """The questions in a message, and what it tells beside them."""
        return parted(plainly_asked(question), self._is_name)

    def _is_name(self, word: str) -> bool:
        """Whether a passage has a word where it must be a name: at the end of a cell or a line."""
        name = re.compile(rf"(?<![가-힣]){re.escape(word)}(?=\s*(?:[|,)\]]|$)|장)", re.MULTILINE)
        return any(word in p.text and name.search(p.text) for p in self._index.passages)

    def of(self, question: str, history: Sequence[Turn], focus: frozenset[str], k: int) -> Meant:
        """What the question means after the turns before it; `focus` are the documents of these.

        One that is whole by itself means what it says, unless the documents surely answer what it
        would mean about the topic before, and that more surely. What they have no word for, they
        do not tell of that topic either.
        """
        message = self.parted(question)
        if len(message.questions) > 1:
            return self._read(question, k)
        (question,) = message.questions
        if message.told:
            stories = (" ".join([*message.told, question]), f"{self._rarest(message)} {question}")
            told = [self._read(story, k) for story in dict.fromkeys(stories)]
            return max(told, key=lambda one: one.certainty)
        searched, *others = self._readings(question, history)
        strange = bool(unknown_words(question, self._index))
        found = self._read(searched, k)
        if searched != question and self.is_told(found):
            # A row or an entry tells of what was spoken of, however sure of others the reader is.
            return found
        if stands_whole(question):
            found = self._unless_surer(question, found, strange=strange, k=k)
        elif not strange:
            found = self._or_surer(question, found, others, k)
        # A mere 'B100은?' asks nothing by itself unless that is one of its meanings; an attribute
        # may be that of the whole document.
        mere = is_phrase(question) and question not in others and not asks_attribute(question)
        alone_too = [] if mere else [question]
        meant = [question] if strange else list(dict.fromkeys([searched, *alone_too]))
        return self._in_focus(found, meant, focus, k) if focus else found

    def _unless_surer(self, question: str, found: Meant, *, strange: bool, k: int) -> Meant:
        """A question that is whole by itself, or what it would mean of the topic before."""
        alone = found if found.text == question else self._read(question, k)
        least = alone.certainty + _SURER * (not refuses(alone.certainty))
        return found if found.certainty > max(least, _SURE) and not strange else alone

    def _or_surer(self, question: str, found: Meant, others: Sequence[str], k: int) -> Meant:
        """What a question most usually means, or what is answered much more surely.

        That can be the question as it stands, where it names something by itself.
        """
        bare = asks_attribute(question)
        alone = [question] if found.text != question and speaks_for_itself(question) else []
        tried = dict.fromkeys([*([] if bare else others[:_OTHERS]), *alone])
        if is_phrase(question) and not refuses(found.certainty):
            # It names a thing and asks nothing of it.
            tried.pop(question, None)
        read = [self._read(other, k) for other in tried]
        best = max(read, key=lambda one: one.certainty, default=found)
        least = _SURER_BARE if bare else _SURER * (not refuses(found.certainty))
        return best if best.certainty > found.certainty + least else found

    def _in_focus(
        self, found: Meant, readings: Sequence[str], focus: frozenset[str], k: int
    ) -> Meant:
        """What a question means in the documents spoken of last, where these answer it better.

        Who has been told of a museum asks '주차비 얼마' of the museum, though another one charges
        more surely.
        """
        refused = refuses(found.certainty)
        # '비용은 얼마예요?' is asked of what was told.
        bare = any(map(asks_attribute, readings)) and not self._is_of_others(found, focus)
        hits = found.retrieval.hits
        told = hits[0].passage.source in focus and not may_be_of_any(found.text, hits)
        if told and not refused and not bare:
            return found
        inside = [self._read(reading, k, focus) for reading in readings]
        best = max(inside, key=lambda one: one.certainty)
        if bare and not refuses(best.certainty):
            surer = best.certainty > inside[0].certainty + _SURER_BARE
            return best if surer else inside[0]
        least = _SURE_INSIDE if refused else found.certainty + _SURER
        if best.certainty > least:
            return best
        sure = [one for one in inside if one.certainty > _SURE]
        plain = (one for one in sure if may_be_of_any(one.text, one.retrieval.hits))
        return next(plain, found)

    def _is_of_others(self, meant: Meant, focus: frozenset[str]) -> bool:
        """Whether only other documents have the word for what an attribute is asked of.

        'The budget of the festival' is asked of none that knows of no festival, though it has a
        budget.
        """
        *owner, _ = question_terms(meant.read) or [""]
        known = [f"{p.title} {p.text}" for p in self._index.passages if p.source in focus]
        told = meant.retrieval.hits[0].passage.text
        return any(one in told and not any(one in text for text in known) for one in owner)

    def focus(self, history: Sequence[Turn]) -> frozenset[str]:
        """The documents that the last turn with an answer was told by."""
        turns = without_asides(history)
        while turns and REFUSAL in turns[-1].answer:
            turns.pop()
        if not turns:
            return frozenset()
        first, *others = _MARK.split(turns[-1].answer)
        # The direct answer stands on a line of its own.
        for told in (first.partition("\n")[2] or first, *others):
            if quoted := self._quoting(told.strip()):
                return quoted
        searched = self.resolved(turns[-1].question, turns[:-1])
        hits = self.search.first_stage(searched, 1).hits
        return frozenset(hit.passage.source for hit in hits)

    def _quoting(self, told: str) -> frozenset[str]:
        """The documents that have a sentence of an answer; none for one that says too little."""
        if len(told) <= _QUOTED:
            return frozenset()
        return frozenset(p.source for p in self._index.passages if told in p.text)

    def _rarest(self, message: Message) -> str:
        """What is told in a message that has the rarest of the words of these documents."""
        words = self._index.words

        def rarity(told: str) -> float:
            known = (term for term in question_terms(told) if term in words)
            return max(map(self._index.morphemes.idf_of, known), default=0.0)

        return max(message.told, key=rarity)

    def _read(self, text: str, k: int, sources: Collection[str] | None = None) -> Meant:
        found = self.search.shortlist(text, k, sources=sources)
        hits = labelled_first(text, defining_first(text, found.hits), self._index.morphemes.idf_of)
        retrieval = replace(found, hits=hits)
        meant = Meant(text, retrieval, *self.search.likeliest_reading(retrieval))
        return meant if sources is not None else self._inside(meant, k)

    def _inside(self, meant: Meant, k: int) -> Meant:
        """What is meant, asked of the document that it names, where that tells it more surely."""
        sources = dict.fromkeys(hit.passage.source for hit in meant.retrieval.hits)
        named = document_named(meant.text, [self._index.documents[source] for source in sources])
        if named is None or self.is_told(meant) or self._lacks_contact(meant):
            return meant
        document, rest = named
        inside = self._read(rest, k, {document.source})
        surer = self.is_told(inside) or self._is_surer(inside, meant.certainty)
        return replace(inside, text=meant.text) if surer else meant

    def _lacks_contact(self, meant: Meant) -> bool:
        """Whether somebody's telephone number is asked for, and only those of others are told."""
        hits = meant.retrieval.hits
        return bool(hits) and lacks_contact(self.search.extractive.judge(meant.read, hits))

    def _is_surer(self, inside: Meant, certainty: float) -> bool:
        """Whether a document tells what it is asked without its name, of itself as a whole."""
        least = certainty + _SURER_INSIDE * (not refuses(certainty))
        if certainty > _SURE or inside.certainty <= least:
            return False
        judged = self.search.extractive.judge(inside.read, inside.retrieval.hits)
        return _OF_DOCUMENT.match(fitting(judged).candidates[0].text) is not None

    def is_told(self, meant: Meant) -> bool:
        """Whether the documents ask the same themselves, or name all of it where they tell it."""
        hits = meant.retrieval.hits
        judged = self.search.extractive.judge(meant.read, hits) if hits else None
        if judged is None or lacks_one_of_several(judged):
            return False
        ways: Sequence[Callable[[Judged], object]] = (
            reply,
            is_cell,
            ranged_cell,
            meaning_of_row,
            is_told,
            deadline,
            told_in_english,
            definition,
            lifespan,
            free_of_charge,
            weekday,
            contact_told,
            verdict_of_cell,
            told_whether,
            self.search.extractive.headed,
            self.search.extractive.enumerated,
        )
        wide = self.search.extractive.whole(judged, hits)
        return any(way(judged) for way in ways) or any(way(wide) for way in _OF_WHOLE_TABLES)

    def resolved(self, question: str, history: Sequence[Turn]) -> str:
        """The question as it would be asked without the turns before it."""
        return self._readings(question, history)[0]

    def _readings(self, question: str, history: Sequence[Turn]) -> tuple[str, ...]:
        """What the question can mean after the turns before it, the likeliest first."""
        words = self._index.words
        turns = [
            Turn(switched(turn.question, words), turn.answer) for turn in without_asides(history)
        ]
        meant = switched(question, words)
        found = readings(meant, turns, Wording(self._index))
        return tuple(question if one == meant else one for one in found)
