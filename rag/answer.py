"""The values of the rag floor: hits, citations, sentences, answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from index import Passage

REFUSAL = "문서에서 근거를 찾지 못했습니다"


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage. Ranks start at 1; None where that side did not return the passage.

    `channels` maps the name of each scoring channel to its value for this passage, `ranks` to its
    rank there (channels that say nothing have none); `matched` are the question's terms that stand
    in it.
    """

    passage: Passage
    score: float
    lexical_rank: int | None
    vector_rank: int | None
    channels: Mapping[str, float] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    matched: tuple[str, ...] = ()

    def adding(self, channel: str, value: float) -> Self:
        """This hit with what a further channel adds to its score."""
        channels = {**self.channels, channel: value}
        return replace(self, score=self.score + value, channels=channels)


@dataclass(frozen=True, slots=True)
class Citation:
    """A quoted span: `quote == document.text[start:end]`, offsets in code points."""

    number: int
    passage: Passage
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against a sentence that is not supported, and where to look.

    `missing` are its figures, names and quotes that stand nowhere in the passages that the model
    was given. The span of `passage` from `start` to `end`, offsets in the document, tells most of
    what the sentence does.
    """

    missing: tuple[str, ...]
    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The span as the document has it."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer; `supported` says whether its citations bear it out.

    `item` says that a language model wrote it as a line of a list, without the mark of the list;
    `doubt` what is known of one that is not supported, None where no passage speaks of it.
    """

    text: str
    citations: tuple[Citation, ...]
    supported: bool
    item: bool = False
    doubt: Doubt | None = None


def quotations(spans: Iterable[tuple[Passage, int, int]]) -> tuple[Sentence, ...]:
    """Stretches of passages, from a start to an end in them, as sentences that cite just that."""
    cited = (
        Citation(number, p, p.start + start, p.start + end, p.text[start:end])
        for number, (p, start, end) in enumerate(spans, 1)
    )
    return tuple(Sentence(one.quote, (one,), supported=True) for one in cited)


@dataclass(frozen=True, slots=True)
class Answer:
    """A grounded answer, or a refusal (`abstained`) with the nearest passages in `hits`.

    `short` is the direct answer (a number, date, name ...) where the question asks for one; it is
    always part of the first sentence's quotes or names a column of them, or '예' or '아니요' where
    these show it. Of several questions in one message the short answers stand in order, parted by
    ' / '.
    `confidence` is the calibrated probability that the documents answer the question. `question`
    is what was asked, `searched` what was searched (they differ for follow-ups), `changes` the
    corrections that were searched beside it, in Korean. `notice` tells the user what went another
    way than asked, or the unit of a number that only its table names. `stated` says that it is
    answered although the confidence is low, because a label, a cell or a column names all that is
    asked.
    """

    question: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    abstained: bool
    reader: str
    hits: tuple[Hit, ...] = ()
    short: str = ""
    confidence: float = 0.0
    searched: str = ""
    notice: str = ""
    stated: bool = False
    changes: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def own_words(self) -> str:
        """What is said where no document was asked, as to a greeting; '' for other answers."""
        return self.notice if self.abstained and not self.hits else ""

    @property
    def said(self) -> str:
        """The answer as a conversation remembers it: the direct answer on a line of its own."""
        return "\n".join(filter(None, (self.short, self.text)))

    @property
    def text(self) -> str:
        """The answer as plain text with its citation marks; unsupported sentences left out."""
        if self.abstained:
            return self.own_words or REFUSAL
        return " ".join(
            sentence.text + "".join(f" [{c.number}]" for c in sentence.citations)
            for sentence in self.sentences
            if sentence.supported
        )
