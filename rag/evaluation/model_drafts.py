"""Draft questions that a language model writes, each from one passage, all checked by code.

What it writes counts only where the passage bears it out. Where a reply cannot be used, the rules
of `rag.evaluation.drafts` make a draft of the same passage; a server that keeps failing is not
asked again.

A question without an answer is kept where no passage found for it holds all its nouns, and where
the model, shown those passages, finds no answer in them. Whether Mundap would refuse it is not
asked: that is what such questions are there to measure.
"""

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from corpus.text import clean
from index import Passage, Progress, analyse, bare
from rag.answer import REFUSAL
from rag.evaluation.drafts import (
    Draft,
    answerable,
    in_turns,
    is_absent,
    of_text,
    subjects,
    unanswerable,
    unanswerable_of,
)
from rag.evaluation.statements import points
from rag.language.question_type import asked
from rag.library import Library
from rag.llm.prompt import Message, chosen, drafting, messages
from rag.llm.server import LanguageModel, LanguageModelError

_SHORTEST_PASSAGE = 60
_SHORTEST, _LONGEST = 8, 120
_LONGEST_ANSWER, _LONGEST_QUOTE = 60, 400
_READ = 6
_FAILURES = 2
_TRIES = 3
_POINTER = re.compile(
    r"(?<![가-힣])(?:이|그|위|윗|본|해당|다음|아래|주어진|제시된)\s?"
    r"(?:문서|글|단락|문단|문장|자료|본문|내용|표|기사|지문|텍스트|예문)(?=[은는이가을를의에와과\s])"
    r"|(?:단락|문단|지문|본문)(?:에서|에|의|은|에는)\s"
    r"|(?:문서|글|자료)(?:에서|에\s(?:따르면|따라|나온|나오는|언급|적힌))"
)
_ODD = re.compile(r"[\n<>{}\[\]|`]|https?:|www\.")


@dataclass(frozen=True, slots=True)
class Drafting:
    """The drafts, how many of them rules made, and what was wrong when the server last failed.

    `stopped` where the user broke it off before there were as many as asked for.
    """

    drafts: tuple[Draft, ...]
    replaced: int
    trouble: str
    stopped: bool = False


def model_drafts(
    library: Library,
    model: LanguageModel,
    count: int,
    seed: int = 0,
    progress: Progress | None = None,
) -> Drafting:
    """Up to `count` drafts, spread over documents; one in five is meant to have no answer.

    Ctrl-C ends it with the drafts so far: a model may have spent an hour on them.
    """
    writer = _Writer(library, model, seed, count, progress)
    stopped = False
    try:
        writer.write_answerable(count - unanswerable_of(count))
        writer.write_unanswerable(count)
    except KeyboardInterrupt:
        stopped = True
    return Drafting(tuple(writer.made.values()), writer.replaced, writer.trouble, stopped)


class _Writer:
    """The drafts so far by their bare questions, and how the server does."""

    def __init__(
        self,
        library: Library,
        model: LanguageModel,
        seed: int,
        count: int,
        progress: Progress | None,
    ) -> None:
        self.made: dict[str, Draft] = {}
        self.replaced, self.trouble = 0, ""
        self._library, self._model, self._seed = library, model, seed
        self._count, self._progress = count, progress
        self._failures = 0

    def write_answerable(self, most: int) -> None:
        """Drafts with an answer, until there are so many."""
        source = random.Random(self._seed)
        for passage in _passages(self._library, source):
            if len(self.made) == most:
                return
            one = _draft_of(self._said(drafting(passage, answerable=True)), passage)
            if one is None or not self._is_new(one):
                document = self._library.documents[passage.source]
                self._replace(islice(of_text(document, passage.text, source), 1), most)
        self._replace(answerable(self._library, self._seed), most)

    def write_unanswerable(self, most: int) -> None:
        """Drafts without an answer, until there are so many of both."""
        missing = most - len(self.made)
        passages = _passages(self._library, random.Random(self._seed + 1))
        for passage in islice(passages, _TRIES * missing):
            if len(self.made) == most or self._is_down:
                break
            reply = self._said(drafting(passage, answerable=False))
            question = _question_of(reply, passage)
            if question and self._finds_nothing(question):
                self._is_new(Draft("unanswerable", question, "", passage.source, "", ""))
        missing = most - len(self.made)
        if missing:
            made = list(islice(answerable(self._library, self._seed), _TRIES * most))
            self._replace(unanswerable(made, self._library, missing), most)

    @property
    def _is_down(self) -> bool:
        return self._failures >= _FAILURES

    def _said(self, prompt: list[Message]) -> str:
        """The model's reply, '' where none came whole or none is asked for any more."""
        if self._is_down:
            return ""
        try:
            reply = self._model.say(prompt)
        except LanguageModelError as error:
            self._failures, self.trouble = self._failures + 1, str(error)
            return ""
        self._failures = 0
        return reply

    def _finds_nothing(self, question: str) -> bool:
        """Whether the passages that are found for a question do not answer it."""
        if not is_absent(self._library, question):
            return False
        found = chosen([hit.passage for hit in self._library.search(question, _READ)])
        return REFUSAL in self._said(messages(question, found))

    def _is_new(self, one: Draft) -> bool:
        """Keep a draft unless there is one with its question."""
        if bare(one.question) in self.made:
            return False
        self.made[bare(one.question)] = one
        if self._progress is not None:
            self._progress("초안", len(self.made), self._count)
        return True

    def _replace(self, drafts: Iterable[Draft], most: int) -> None:
        """Keep drafts that rules made, until there are so many."""
        for one in drafts:
            if len(self.made) == most:
                return
            self.replaced += self._is_new(one)


def _passages(library: Library, source: random.Random) -> Iterator[Passage]:
    """The passages that are long enough to ask about, of the documents in turns."""
    by_document: dict[str, list[Passage]] = {}
    for passage in library.passages:
        if len(passage.text) >= _SHORTEST_PASSAGE and re.search("[가-힣]", passage.text):
            by_document.setdefault(passage.source, []).append(passage)
    turns = [source.sample(own, len(own)) for own in by_document.values()]
    source.shuffle(turns)
    return in_turns(iter(turn) for turn in turns)


def _draft_of(reply: str, passage: Passage) -> Draft | None:
    """The draft in a reply, None where there is none or where the passage does not bear it out."""
    row = _fields(reply)
    question = _sound(row.get("question", ""), passage)
    quote = _verbatim(row.get("quote", ""), passage.text)
    answer = _verbatim(row.get("answer", ""), quote)
    if not (question and answer and len(answer) <= _LONGEST_ANSWER and re.search(r"\w", answer)):
        return None
    if len(quote) > _LONGEST_QUOTE or bare(answer) in bare(question):
        return None
    kind = asked(question, analyse(question)).kind
    return Draft(kind, question, answer, passage.source, quote, "")


def _question_of(reply: str, passage: Passage) -> str:
    """The question in a reply, '' where there is none that can be asked about the passage."""
    return _sound(_fields(reply).get("question", ""), passage)


def _fields(reply: str) -> dict[str, str]:
    """The texts of the JSON object in a reply; none where there is no such object."""
    found = re.search(r"\{.*\}", reply, re.DOTALL)
    try:
        row = json.loads(found.group()) if found else {}
    except (ValueError, RecursionError):
        return {}
    return {key: clean(text).strip() for key, text in row.items() if isinstance(text, str)}


def _sound(question: str, passage: Passage) -> str:
    """A question that stands by itself and is about the passage, else ''."""
    if not (_SHORTEST <= len(question) <= _LONGEST and re.search(r"[가-힣][^.!?]*\?$", question)):
        return ""
    if _ODD.search(question) or _POINTER.search(question) or points(question):
        return ""
    said = f"{passage.context}\n{passage.text}".lower()
    return question if any(noun in said for noun in subjects(question)) else ""


def _verbatim(wanted: str, text: str) -> str:
    """The stretch of a text that has the same signs but for white space, '' where none has."""
    signs = "".join(wanted.split())
    found = re.search(r"\s*".join(map(re.escape, signs)), text) if signs else None
    return found.group() if found else ""
