"""From a question and the turns before it to an answer: quoted, written, reckoned or refused."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index import Index
from rag.answer import Answer, Hit
from rag.conversation.asides import (
    NOTHING_ASKED,
    asks_its_summary,
    asks_nothing,
    asks_where,
    own_words,
    without_asides,
)
from rag.conversation.message import together
from rag.conversation.sides import side_by_side_answer, sides_asked
from rag.conversation.topics import Turn
from rag.elsewhere import with_others
from rag.language.question_type import asks_to_write
from rag.llm.citing import verified
from rag.meaning import Meaning
from rag.reading.digest import digest, topic_of
from rag.reading.english import in_korean
from rag.reading.layout.provisions import best_article, provision_answer, topic_of_article
from rag.reading.reader import ExtractiveReader
from rag.reading.refusal import refuses, speaks_of
from rag.reading.tables.ledger import asks_reckoning, ledger_answer
from rag.searching import Search, checked, require_characters

_NO_WRITER = (
    "요약·정리·번역처럼 새로 쓰는 일은 언어 모델을 연결해야 할 수 있습니다. "
    "대신 관련 있는 원문을 보여 드립니다."
)
_AGAIN = "앞 질문의 답과 그 근거를 다시 보여 드립니다."
_NO_SUMMARY = (
    "요약을 새로 쓰려면 언어 모델을 연결해야 합니다. 대신 ‘{title}’의 요약이나 절마다 첫 문장을 "
    "그대로 보여 드립니다."
)


class Reader(Protocol):
    """Writes an answer where the documents tell one; `name` is what users see."""

    name: str

    def read(self, question: str, quoted: Answer) -> Iterator[Answer]:
        """Growing partial answers from the passages of `quoted.hits`; the last one is whole.

        `quoted` is what the documents themselves say to the question, which may be in English.
        """


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers from one state of an index; `reader` writes them anew from what is quoted."""

    search: Search
    reader: Reader | None = None

    @property
    def _index(self) -> Index:
        return self.search.index

    @property
    def _meaning(self) -> Meaning:
        return Meaning(self.search)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        k: int = 10,
        answer_anyway: bool = False,
    ) -> Iterator[Answer]:
        """Growing partial answers; the last one is whole and its citations are checked."""
        question = checked(question)
        for turn in history:
            require_characters(f"{turn.question}{turn.answer}", "앞선 대화")
        ready = (
            self._without_search(question, history)
            or self._by_number(question, history, k)
            or self._of_ledger(question, history, k)
            or self._in_parts(question, history, k, answer_anyway)
            or self._of_sides(question, history, k)
        )
        if ready:
            yield verified(ready)
            return
        started = time.perf_counter()
        korean = in_korean(question)
        turns = [_in_korean(turn) for turn in history]
        focus = self._meaning.focus(turns)
        meant = self._meaning.of(korean or question, turns, focus, k)
        retrieval = meant.retrieval
        unsure = refuses(meant.certainty) and not answer_anyway
        stated = unsure and self._meaning.is_told(meant)
        spoken_of = meant.certainty > 0 and speaks_of(meant.read, retrieval.hits)
        if not retrieval.hits or (unsure and not (stated or spoken_of)):
            unknown = self.search.unknown(retrieval, meant.read)
            answers = iter([replace(_abstention(retrieval.hits), notice=unknown)])
        else:
            of_any = not unsure and retrieval.hits[0].passage.source not in focus
            quoted = self.search.extractive.read(meant.read, retrieval.hits, anyway=answer_anyway)
            # A language model knows English itself.
            asked = question if korean else meant.read
            answers = self._told(asked, quoted, of_any=of_any, k=k)
        if self.reader is None and asks_to_write(question):
            answers = (replace(answer, short="", notice=_NO_WRITER) for answer in answers)
        ranked = self.search.reread(retrieval, meant.read).hits
        for answer in answers:
            # What is likely may turn out to be no answer when it is read.
            certainty = (
                0.0 if answer.abstained and not refuses(meant.certainty) else meant.certainty
            )
            taken = 1000 * (time.perf_counter() - started) - sum(retrieval.timings_ms.values())
            yield replace(
                verified(answer),
                question=question,
                searched=question if meant.text == korean else meant.text,
                hits=ranked[:k],
                confidence=certainty,
                stated=stated,
                changes=tuple(c for r in retrieval.readings for c in r.changes),
                timings_ms={**retrieval.timings_ms, "read": taken},
            )

    def _told(self, question: str, quoted: Answer, *, of_any: bool, k: int) -> Iterator[Answer]:
        """What the documents say, as quoted or as the reader writes it from the first passages.

        What may be asked of any document is answered by others as well.
        """
        if self.reader is not None:
            yield from self.reader.read(question, replace(quoted, hits=quoted.hits[:k]))
        else:
            yield with_others(self.search, quoted) if of_any else quoted

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        k: int = 10,
        answer_anyway: bool = False,
    ) -> Answer:
        """The answer with its citations; an abstention where the documents do not tell."""
        *_, answer = self.stream(question, history, k=k, answer_anyway=answer_anyway)
        return answer

    def _without_search(self, question: str, history: Sequence[Turn]) -> Answer | None:
        """What is said to a greeting and the like; parts of a document that is to be summed up."""
        turns = without_asides(history)
        if turns and asks_where(question):
            return replace(self._asked_again(turns), question=question, notice=_AGAIN)
        titles = [one.title for one in self._index.documents.values()]
        last_turn = turns[-1] if turns else None
        model = self.reader.name if self.reader else ""
        said = own_words(question, titles, last=last_turn, model=model)
        # What is looked for is resolved only where the message itself does not tell it.
        hollow = asks_nothing(question) and asks_nothing(self._meaning.resolved(question, turns))
        if not said and (hollow or asks_where(question)):
            said = NOTHING_ASKED
        if said:
            return replace(_abstention(()), question=question, searched=question, notice=said)
        if self.reader is not None or not asks_to_write(question):
            return None
        topic = topic_of(question)
        if turns and asks_its_summary(question):
            topic = "".join(one.passage.title for one in self._asked_again(turns).citations[:1])
        title, sentences = digest(topic, self._index.passages)
        if not sentences:
            return None
        return Answer(
            question,
            sentences,
            (),
            abstained=False,
            reader=ExtractiveReader.name,
            confidence=1.0,
            searched=question,
            notice=_NO_SUMMARY.format(title=title),
        )

    def _asked_again(self, turns: Sequence[Turn]) -> Answer:
        """The answer to the last of some turns."""
        *before, last = turns
        return self.ask(last.question, before)

    def _by_number(self, question: str, history: Sequence[Turn], k: int) -> Answer | None:
        """The article that is asked for by its number, or the one whose number is asked for."""
        before = history[-1].question if history else ""
        shown = provision_answer(question, before, self._index.passages, ExtractiveReader.name)
        if shown is not None:
            hits = () if shown.abstained else self.search.retrieve(question, k).hits
            return replace(shown, hits=hits)
        topic = topic_of_article(self._meaning.resolved(question, history))
        found = self.search.retrieve(topic, k) if topic else None
        if found is None or (hit := best_article(topic, found.hits)) is None:
            return None
        answer = self.search.extractive.read(topic, [hit])
        return replace(
            answer,
            question=question,
            searched=topic,
            hits=found.hits,
            short=hit.passage.article or "",
            confidence=self.search.likeliest_reading(found)[0],
            stated=True,
        )

    def _of_ledger(self, question: str, history: Sequence[Turn], k: int) -> Answer | None:
        """What all rows tell of a table too long to be read, in a document that is found."""
        asked = self._meaning.resolved(question, history)
        if not asks_reckoning(asked):
            return None
        found = self.search.first_stage(asked, k)
        sources = dict.fromkeys(hit.passage.source for hit in found.hits)
        passages = [one for source in sources for one in self._index.of_document(source)]
        told = ledger_answer(asked, passages, ExtractiveReader.name)
        return told and replace(told, question=question, hits=found.hits[:k])

    def _in_parts(
        self, question: str, history: Sequence[Turn], k: int, answer_anyway: bool
    ) -> Answer | None:
        """The answers to several questions in one message; None where it has but one."""
        parts = self._meaning.parted(question).questions
        # A language model reads the message as a whole.
        if self.reader is not None or len(parts) < 2:
            return None
        turns, answers = list(history), list[Answer]()
        for part in parts:
            answers.append(self.ask(part, turns, k=k, answer_anyway=answer_anyway))
            turns.append(Turn(part, answers[-1].said))
        found = together(question, parts, answers)
        return None if found.abstained else found

    def _of_sides(self, question: str, history: Sequence[Turn], k: int) -> Answer | None:
        """What is told of each of the things that a question sets side by side."""
        parts = self._meaning.parted(question).questions
        if self.reader is not None or (sides := sides_asked(parts[0])) is None:
            return None
        answers = [self.ask(one, history, k=k) for one in sides.questions]
        return side_by_side_answer(question, sides, answers)


def _in_korean(turn: Turn) -> Turn:
    return Turn(in_korean(turn.question) or turn.question, turn.answer)


def _abstention(hits: tuple[Hit, ...]) -> Answer:
    return Answer("", (), (), abstained=True, reader=ExtractiveReader.name, hits=hits)
