"""Reading tables: the cell where the row and the column that a question names meet."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter

from corpus.table import Span, cell_spans, cell_text
from index import analyse, content_terms
from rag.span_features import Query
from rag.span_scores import Candidate, Judged
from rag.spans import ReadPassage

# How much of a question its row, its column and the titles must hold.
_LEAST = 0.6
# Near-synonyms from here on count as the same word.
_SAME = 0.6
Held = Mapping[str, float]
Cell = tuple[str, Set[str]]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that may answer; `held` is the weight that it, its row and column bear out."""

    held: float
    read: ReadPassage
    sentence: int
    text: str


def cell_answer(judged: Judged) -> tuple[Candidate, str] | None:
    """The cell that a question asks for, with its row; None where no table has just one."""
    query = judged.spans.query
    total = sum(query.terms.values())
    found = [one for read in judged.spans.reads for one in _best(query, read)]
    found.sort(key=lambda one: -one.held)
    if not found or found[0].held < _LEAST * total:
        return None
    best = found[0]
    row = judged.sentence_at(best.read.passage, best.read.start_of(best.sentence))
    return (row, best.text) if row is not None else None


def _best(query: Query, read: ReadPassage) -> list[_Cell]:
    """The best cell of each table of a passage, where no other cell fits as well."""
    found = []
    for header, rows in tables(read):
        names = [held(query, *name) for name in header]
        own = [one for row in rows for one in _in_row(query, read, names, row)]
        most = max((one.held for one in own), default=0.0)
        best = [one for one in own if one.held == most]
        found += best if len(best) == 1 else []
    return found


def tables(read: ReadPassage) -> Iterator[tuple[list[Cell], list[int]]]:
    """The names of the columns of each table, and its rows by sentence; the first may go on."""
    going_on = list(takewhile(lambda number: _is_row(read, number), range(len(read.sentences))))
    if read.passage.columns:
        columns = read.passage.columns
        yield _cells_of(columns, (0, len(columns))), going_on
    rows_of: dict[int, list[int]] = {}
    for sentence, header in read.headers.items():
        if sentence > header + 1:
            rows_of.setdefault(header, []).append(sentence)
    for header, rows in rows_of.items():
        yield cells(read, header), rows


def _is_row(read: ReadPassage, sentence: int) -> bool:
    return sentence not in read.headers and read.passage.text[read.sentences[sentence][0]] == "|"


def _in_row(query: Query, read: ReadPassage, names: Sequence[Held], row: int) -> Iterator[_Cell]:
    """The cells of a row under a column that is asked for, if the question names the row.

    What the question says of a cell that names the row is often its column: the plan Standard.
    """
    row_cells = cells(read, row)[: len(names)]
    own = [held(query, *cell) for cell in row_cells]
    titles = {term: weight for term, weight in query.terms.items() if term in read.context}
    for column, (text, _) in enumerate(row_cells):
        others = [n for n in range(len(row_cells)) if n != column and own[n].keys() - names[column]]
        if others and names[column]:
            said = [names[column], titles, *(own[n] for n in others), *(names[n] for n in others)]
            known = {term: max(one.get(term, 0.0) for one in said) for term in query.terms}
            yield _Cell(sum(known.values()), read, row, text)


def held(query: Query, text: str, said: Set[str]) -> Held:
    """The weights of the question's terms that a cell holds, in the same or in like words."""
    bare = "".join(text.split()).lower()
    found = {}
    for (term, weight), others in zip(query.terms.items(), query.synonyms, strict=True):
        alike = max((others.get(word, 0.0) for word in said), default=0.0)
        # Without a sentence around it a noun may be taken apart otherwise than in the question.
        alike = 1.0 if term in said or (len(term) > 1 and term in bare) else alike
        if alike >= _SAME:
            found[term] = weight * alike
    return found


def cells(read: ReadPassage, sentence: int) -> list[Cell]:
    """The text of each cell of a row, and the content terms in it."""
    return _cells_of(read.passage.text, read.sentences[sentence])


def _cells_of(text: str, row: Span) -> list[Cell]:
    """The text of each cell of a row, and the content terms in it."""
    morphemes = analyse(text)
    found: list[Cell] = []
    for start, end in cell_spans(text, *row):
        first, last = (bisect_left(morphemes, at, key=attrgetter("start")) for at in (start, end))
        found.append((cell_text(text[start:end]), {*content_terms(morphemes[first:last])}))
    return found
