"""The values of the corpus floor: what a file became, or why it could not be read."""

import os
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeVar

# Text that is taken as it stands: there a line that begins with # is no heading. Readers of other
# formats mark headings so, and nothing else. Question sets are JSONL: beside the documents that
# they ask for, they would answer themselves.
PLAIN_SUFFIXES = frozenset(".txt .text .log .json .xml .yaml .yml .tex .rst .ini .toml".split())


_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])


class Place(NamedTuple):
    """Where something begins that people can open: a page, a slide, a sheet, or a row of it.

    `label` is what people call it ("12쪽", "슬라이드 3", "시트 '매출'"). `page` counts pages and
    slides from 1 and is None for sheets; `row` is None for all but the rows of a sheet. A tuple,
    for a workbook has many thousands.
    """

    start: int
    label: str
    page: int | None = None
    row: int | None = None


# Where a letter says what it is about.
_TOP = 1000
_SUBJECT = re.compile(r"^제\s{0,4}목\s*[:：]?\s+(\S[^\n]{3,80})$", re.MULTILINE)
_SHORTEST_LEAD, _LONGEST_LEAD = 4, 60
_HEAD = 200
_HANGUL = re.compile("[가-힣]")
_WORD = re.compile(r"[^\W_]+")


def tuples_of(kind: type[_Tuple], *columns: Iterable[Any]) -> list[_Tuple]:
    """Tuples of a kind by all their fields, field by field, without a call for each tuple."""
    return [*map(tuple.__new__, repeat(kind), zip(*columns, strict=True))]


def places_of(*columns: Iterable[Any]) -> tuple[Place, ...]:
    """Places by their starts, their labels, their pages and their rows."""
    return tuple(tuples_of(Place, *columns))


@dataclass(frozen=True, slots=True)
class Document:
    """One readable file.

    `source` is the POSIX path relative to the indexed folder. `text` is the whole file as NFC
    without zero-width characters, its tables as rows between bars; every offset in the product
    counts code points into it. What comes before `body` (front matter) is neither searched nor
    quoted. `places` stand in the order of their starts, the first at 0, and are empty for formats
    without pages, slides or sheets.
    """

    source: str
    title: str
    text: str
    places: tuple[Place, ...] = ()
    body: int = 0
    titled: bool = True

    def moved(self, source: str) -> "Document":
        """What a file of the same content gives under another name."""
        title = self.title if self.titled else PurePosixPath(source).stem
        return replace(self, source=source, title=title)

    @property
    def lead(self) -> str:
        """What the top of the text calls the document, where nothing else names it; '' for nothing.

        Files are called '붙임1.hwp'. A letter has a line for its subject, '제목  자료 제출 요청';
        others begin with what they are.
        """
        if self.titled:
            return ""
        top = self.text[self.body : self.body + _TOP].lstrip()
        if subject := _SUBJECT.search(top):
            return subject[1].strip()
        line = top.split("\n", 1)[0].strip(" #")
        named = _SHORTEST_LEAD <= len(line) <= _LONGEST_LEAD and not line.startswith("|")
        return line if named and not line.endswith((".", ":", ",", "다")) else ""

    @property
    def filed_as(self) -> str:
        """The words of the file's name that its title lacks; '' for none.

        People ask by either: what is filed as '한들동호회_회칙' may begin with '제1장 총칙'. Names
        without Hangul are those of programs.
        """
        name = PurePosixPath(self.source).stem
        if not self.titled or _HANGUL.search(name) is None:
            return ""
        title = "".join(self.title.split()).lower()
        return " ".join(word for word in _WORD.findall(name) if word.lower() not in title)

    @property
    def head(self) -> str:
        """The first words of the text: who and what it is of stands there, in whatever form."""
        return self.text[self.body : self.body + _HEAD]

    @property
    def has_headings(self) -> bool:
        """Whether lines that begin with # are headings, as in Markdown and what became it."""
        return suffix_of(self.source) not in PLAIN_SUFFIXES

    @property
    def borders(self) -> tuple[int, ...]:
        """Where another page, slide or sheet begins."""
        labels = [(place.page, place.label) for place in self.places]
        return tuple(
            self.places[i].start for i in range(1, len(labels)) if labels[i] != labels[i - 1]
        )

    def place_at(self, offset: int) -> Place | None:
        """The place that holds `offset`, or None where the format has none."""
        number = bisect_right(self.places, offset, key=lambda place: place.start)
        return self.places[max(0, number - 1)] if self.places else None

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) that holds `offset`, or None where the format has no pages."""
        place = self.place_at(offset)
        return place.page if place else None

    def label_of(self, start: int, end: int) -> str:
        """What people call the place of a stretch: "12쪽", "시트 '매출' 3–5행", or ''."""
        first, last = self.place_at(start), self.place_at(max(start, end - 1))
        if first is None or last is None:
            return ""
        if first.row is None or last.row is None:
            return first.label
        rows = f"{first.row}" if first.row == last.row else f"{first.row}–{last.row}"
        return f"{first.label} {rows}행".lstrip()  # a CSV file has no name but its own


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a part of one, that gave no text; `reason` is Korean for the user."""

    source: str
    reason: str


def suffix_of(source: str) -> str:
    """The ending of a file's name in lower case with its dot; '' where it has none."""
    return os.path.splitext(source)[1].lower()
