"""Passages: the units that are searched, shown and cited."""

import re
from dataclasses import dataclass, field, replace

from index.headings import MARKED, article_of, clauses
from index.packing import unpack
from index.parted import spread, whole, within
from index.tokens import Morpheme, analyse

_CLAUSE = re.compile(r"제\d+항")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document: `text == document.text[start:end]`, offsets in code points.

    `page` and `label` say where it stands: a page or slide from 1, and what people call it.
    `headings` stand above it, with the article and paragraphs of a statute. `context` holds the
    document title, its first line, the headings, and the caption and the column names of a table
    that began before the passage; it is searched with the passage but never quoted. `columns` is
    the row with those names as it stands in the document, '' where no table goes on in the passage;
    `goes_on` tells whether one that is in it does in the next. `packed` are the morphemes as the
    index keeps them (`index.packing`), b"" where they are not known yet. `head` are the first words
    of the document. `parted` are the places in the text of white space inside of words
    (`index.parted`).
    """

    id: str
    source: str
    title: str
    page: int | None
    start: int
    end: int
    text: str
    context: str = ""
    label: str = ""
    headings: tuple[str, ...] = ()
    columns: str = ""
    goes_on: bool = False
    packed: bytes = field(default=b"", compare=False, repr=False)
    head: str = field(default="", compare=False, repr=False)
    parted: tuple[int, ...] = ()

    @property
    def morphemes(self) -> tuple[Morpheme, ...]:
        """The morphemes of the text, its words whole, places counted from its start."""
        if self.packed:
            return unpack(self.text, self.packed)
        return spread(analyse(self.whole()), self.parted)

    def whole(self, start: int = 0, end: int | None = None) -> str:
        """A stretch of the text, its words whole: what is searched and read, never quoted."""
        end = len(self.text) if end is None else end
        return whole(self.text[start:end], within(self.parted, start, end))

    @property
    def first_line(self) -> str:
        """The first line of the document, as far as it is among its first words; a heading bare."""
        line = self.head.lstrip().split("\n", 1)[0]
        marked = MARKED.match(line)
        return marked[2] if marked else line

    @property
    def heading(self) -> str:
        """The nearest heading above; '' for none."""
        return "".join(self.headings[-1:])

    @property
    def titles(self) -> str:
        """What stands above it, and the name of its file."""
        return f"{self.context} {self.source}"

    @property
    def article(self) -> str | None:
        """The article of law that the passage is of: '제3조(연차휴가)'."""
        return next((one for one in reversed(self.headings) if article_of(one)), None)

    @property
    def article_start(self) -> int | None:
        """Where its article begins in the text; None where it is of none that begins in it.

        With the first article stands what is above it: the title of the document, a chapter.
        """
        lines = _LINE.finditer(self.text) if self.article else ()
        return next((one.start() for one in lines if article_of(one[0]) == self.article), None)

    def clause_at(self, offset: int) -> str:
        """The numbered paragraph of an article that holds an offset: '제2항', else ''."""
        if self.article is None:
            return ""
        marks = [name for start, name in clauses(self.text) if self.start + start <= offset]
        if marks:
            return marks[-1]
        first = self.headings[-1].split("–")[0]
        return first if _CLAUSE.fullmatch(first) else ""


def moved(passage: Passage, source: str) -> Passage:
    """The passage of a document that has only another source."""
    return replace(passage, id=passage_id(source, passage.start, passage.end), source=source)


def passage_id(source: str, start: int, end: int) -> str:
    """What names a passage: its document and where it stands there."""
    return f"{source}:{start}-{end}"
